"""What the fuzzer found, and that the fuzzer finds: every parser is fed with mutants by `./run torture`."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.extract.events.proposals import read_article
from timeline_app.extract.pages.reader import read_bytes
from timeline_app.formats.registry import read_bibliography
from timeline_app.formats.tables.csv_table import read_csv

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import torture_fuzz  # bench is no part of the package
from bench.torture_fuzz import Fuzzer, judged
from bench.torture_mutants import mutated, mutated_zip
from bench.torture_readers import Reader, readers
from bench.torture_seeds import seeds

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")


def test_figures_that_do_not_count_are_read_as_words():
    assert (
        len(read_article("The field of 5 km² burned on 3 May 2025; ² and ١٢ ½ did not.", "2025-05-05").expressions) == 1
    )


def test_macros_that_double_each_other_end_somewhere(tmp_path):
    bomb = "@string{a = {xxxxxxxxxx}}" + "@string{a = a # a # a # a}" * 40 + "@book{k, title = a # a}"
    (tmp_path / "bomb.bib").write_text(bomb)
    (source,) = read_bibliography(tmp_path / "bomb.bib")
    assert set(source.title) == {"x"}
    assert len(source.title) <= 100_000


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (".bib", "@book{k, title = {T}, year = 2025, month = {" + "9" * 5000 + "}, day = {²}}"),
        (".json", json.dumps([{"title": "T", "issued": {"date-parts": [["--5", "²", "9" * 5000]]}}])),
    ],
)
def test_dates_that_are_none_do_not_keep_a_bibliography_from_being_read(tmp_path, ending, text):
    (tmp_path / f"odd{ending}").write_text(text)
    assert read_bibliography(tmp_path / f"odd{ending}")[0].title == "T"


def test_a_mail_with_an_impossible_date_is_read():
    page = read_bytes(
        b"Date: Mon, 99999999999999999999 Jul 2025 10:00:00 +0300\nSubject: Talks\n\nThey met.\n", "a.eml"
    )
    assert (page.title, page.published) == ("Talks", "")


def test_a_table_whose_header_has_lines_is_refused_in_one(tmp_path):
    (tmp_path / "a.csv").write_text('"b\nc\nd",e\n1,2\n')
    with pytest.raises(FormatError) as refused:
        read_csv(tmp_path / "a.csv")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_damaged_documents_are_refused_in_a_sentence(kind):
    chance, whole = random.Random(7), seeds()[kind]  # noqa: S311  # damage needs no secrets
    for _time in range(60):
        data = (mutated_zip if kind == "word" else mutated)(whole[0], whole, chance)
        assert judged(read_bytes, data)[0] == "done"


def test_every_kind_of_input_that_is_fed_is_read_whole(tmp_path):
    whole = seeds()
    for name, reader in readers(tmp_path).items():
        for data in whole[name]:
            assert judged(reader.read, data)[0] == "done", name
            assert name == "store" or not judged(reader.read, data)[1].startswith("refused"), name


def harm(data):
    """A reader with every fault that the fuzzer is to find, by the first letter."""
    if data[:1] < b"@":
        raise IndexError
    if data[:1] < b"P":
        os.kill(os.getpid(), signal.SIGKILL)
    if data[:1] < b"p":
        while True:
            time.process_time()
    return bytearray(10**11)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize(
    ("data", "told"), [(b"0", "IndexError at"), (b"A", "died"), (b"Q", "more than"), (b"q", "MemoryError at")]
)
def test_the_fuzzer_finds_errors_deaths_hangs_and_hunger(tmp_path, monkeypatch, data, told):
    monkeypatch.setattr(torture_fuzz, "readers", lambda _folder: {"table": Reader(harm)})
    monkeypatch.setattr(torture_fuzz, "judged", lambda _read, _data: ("done", ""))  # not here, before it feeds
    fuzzer = Fuzzer(tmp_path, 1)
    monkeypatch.setattr(torture_fuzz, "judged", judged)
    monkeypatch.setattr(torture_fuzz, "_made", lambda *_given: data)
    monkeypatch.setattr(torture_fuzz, "SECONDS", 0.3)
    fuzzer.run(0.2)
    (lost,) = fuzzer.fed["table"].lost
    assert told in lost
    assert Path(fuzzer.fed["table"].lost[lost]).read_bytes() == data
