"""`timeline-app extract`, as a program calls it and as a person does."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline_app.cli import app

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Talks resume\n\nThe two sides will meet in Istanbul on Wednesday. They had met in May.\n"


def run(*args):
    """Run a verb in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = app.run([str(arg) for arg in args], lambda store: 0)
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_has_the_expressions_and_the_proposals(article):
    code, out, err = run("extract", article, "--published", "2025-07-21", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert [(e["text"], e["type"], e["edtf"], e["value"]) for e in found["expressions"]] == [
        ("Wednesday", "DATE", "2025-07-23", "2025-07-23"),
        ("May", "DATE", "2025-05", "2025-05"),
    ]
    assert all(TEXT[e["start"] : e["end"]] == e["text"] for e in found["expressions"])
    first = found["proposals"][0]
    assert (first["title"], first["start"], first["end"]) == ("Two sides will meet in Istanbul", "2025-07-23", "")
    assert first["status"] == "planned"
    excerpt = first["excerpt"]
    assert TEXT[excerpt["start"] : excerpt["end"]] == excerpt["exact"]


def test_a_person_reads_dates_in_words(article):
    code, out, _err = run("extract", article, "--published", "2025-07-21")
    assert code == 0
    assert "23 July 2025: Two sides will meet in Istanbul (planned)" in out
    assert "2 dated expressions, 2 proposed events" in out


def test_a_page_that_says_its_day_needs_no_other(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        '<html><head><meta name="date" content="2025-07-21"></head>'
        "<body><p>They will meet in Istanbul on Wednesday.</p>",
        encoding="utf-8",
    )
    code, out, _err = run("extract", path, "--json")
    assert code == 0
    assert [e["edtf"] for e in json.loads(out)["expressions"]] == ["2025-07-23"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--json"], "--published"),
        (["--published", "soon", "--json"], "no day of publication"),
    ],
)
def test_what_is_missing_is_told_in_one_line(article, arguments, reason):
    code, out, err = run("extract", article, *arguments)
    assert (code, out) == (1, "")
    assert err.startswith("timeline-app: ")
    assert reason in err
    assert err.count("\n") == 1


POLISH = "Delegacje obu miast spotkały się w środę 16 lipca 2025 roku w starym urzędzie celnym i nie podpisały umowy. "


def test_what_is_not_read_is_said_with_and_without_a_day(tmp_path):
    path = tmp_path / "artykul.txt"
    path.write_text(POLISH * 4, encoding="utf-8")
    code, out, err = run("extract", path, "--published", "2025-07-21")
    assert (code, err) == (0, "")
    assert "This text is in Polish, which is not read" in out
    code, out, err = run("extract", path)
    assert (code, out) == (1, "")
    assert "This text is in Polish, which is not read" in err
    assert "--published" not in err


def test_a_part_that_is_not_read_is_said(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text(f"{TEXT}\n{POLISH * 2}\n", encoding="utf-8")
    _code, out, _err = run("extract", path, "--published", "2025-07-21")
    assert "A part of this text is in Polish" in out
    assert "23 July 2025: Two sides will meet in Istanbul" in out


def test_a_list_of_articles_is_called_one(tmp_path):
    links = "".join(
        f"<li><a href='/{n}'>Council number {n} meets in the old hall on 9 July</a></li>" for n in range(12)
    )
    path = tmp_path / "front.html"
    path.write_text(f"<html><body><main>{links}</main></body></html>", encoding="utf-8")
    _code, out, _err = run("extract", path, "--published", "2025-07-21")
    assert "This page is a list of articles and no article." in out
    _code, _out, err = run("extract", path)
    assert "This page is a list of articles and no article." in err
    _code, out, _err = run("extract", path, "--published", "2025-07-21", "--json")
    assert json.loads(out)["is_list"] is True


def test_of_dates_that_compete_both_are_given_with_how_sure_the_first_is(article):
    article.write_text("The bridge at Novopil was hit on 03/04/2025 by two drones.\n", encoding="utf-8")
    _code, out, _err = run("extract", article, "--published", "2025-07-21", "--json")
    (proposal,) = json.loads(out)["proposals"]
    assert (proposal["start"], proposal["confidence"]) == ("2025-04-03", "unsure")
    assert [each["start"] for each in proposal["others"]] == ["2025-03-04"]


def test_a_file_that_is_not_there_is_told_in_one_line(tmp_path):
    code, _out, err = run("extract", tmp_path / "none.txt", "--published", "2025-07-21")
    assert (code, err.count("\n")) == (1, 1)


def test_a_date_without_a_place_on_the_calendar_is_told_in_one_sentence_and_is_null_for_programs(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("The two sides met in Istanbul on 30 February 2025. They met again on 16 May 2025.\n")
    code, out, err = run("extract", path, "--published", "2025-07-21")
    assert (code, err) == (0, "")
    sentence = "1 date has no place on the calendar; check it in the text: “30 February 2025”."
    assert out.splitlines().count(sentence) == 1
    code, out, _err = run("extract", path, "--published", "2025-07-21", "--json")
    found = json.loads(out)
    assert [(e["text"], e["edtf"]) for e in found["expressions"]] == [
        ("30 February 2025", None),
        ("16 May 2025", "2025-05-16"),
    ]
    assert [p["start"] for p in found["proposals"]] == ["2025-05-16"]


@pytest.mark.parametrize("name", ["nothing.txt", "nothing.html", "nothing.pdf"])
def test_a_file_that_is_empty_is_told_so(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\n")
    code, out, err = run("extract", path, "--published", "2025-07-21")
    assert (code, out, err) == (1, "", f"timeline-app: “{name}” is empty.\n")


def test_the_import_is_light():
    """No package beyond the standard library is loaded to read a text for dates; the aim of 0.2 s is the bench's."""
    code = (
        "import sys; import timeline_app.extract.dates.tagger\n"
        "heavy = {'lxml', 'readability', 'pypdf', 'numpy', 'dateutil', 'sqlite_utils', 'PySide6'}\n"
        "print(sorted(heavy & {name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def dev_scores(shared, name):
    """Score a dev file with the scorer that lies beside it."""
    sys.path.insert(0, str(shared / "data" / "extract"))
    try:
        import score
    finally:
        sys.path.pop(0)
    from timeline_app.extract.dates.tagger import find_expressions

    total, characters, begun = score.Acc(), 0, time.process_time()
    for line in (shared / "data" / "extract" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        characters += len(document["text"])
        found = [
            {"start": e.start, "end": e.end, "text": e.text, "type": e.type, "edtf": e.edtf, "value": e.value}
            for e in find_expressions(document["text"], document["published"])
        ]
        total.add(document["timexes"], found, None, document["id"], document.get("ranges"))
    return total.result(), characters / (time.process_time() - begun)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "least"),
    [("own_dev", 95), ("wikiwars_dev", 92), ("gum_news_dev", 85), ("gum_narrative_dev", 87)],
)
def test_the_dev_sets_are_read_as_well_as_asked(shared, name, least):
    scores, _speed = dev_scores(shared, name)
    assert scores["interval_F1"] >= least


@pytest.mark.shared
def test_long_histories_are_read_fast(shared):
    """The aim is 100,000 characters a second of CPU; half of it leaves room for a busy machine."""
    _scores, characters_a_second = dev_scores(shared, "wikiwars_dev")
    assert characters_a_second >= 50_000
