"""No file from a stranger crashes us, hangs us or fills the memory: it is read, or refused in a sentence."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from timeline_app.document import Chronology
from timeline_app.document.importing import carry_out, plan_import
from timeline_app.store.safety.recovering import recover
from timeline_app.store.store import Store

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench import torture_hostile  # bench is no part of the package
from bench.torture_hostile import GIGABYTE, confined, corpus, is_good  # likewise

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize(
    ("limit", "harm", "by"),
    [("SECONDS", lambda: sum(iter(int, 1)), "SIGKILL"), ("PATIENCE_S", lambda: time.sleep(600), "SIGALRM")],
    ids=["works for ever", "waits for ever"],
)
def test_a_file_that_hangs_is_told(monkeypatch, limit, harm, by):
    monkeypatch.setattr(torture_hostile, limit, 1)
    told = confined(harm)
    assert told == f"died of {signal.Signals[by].value}"
    assert not is_good(told)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    return corpus().make(tmp_path_factory.mktemp("hostile"))


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_hostile_tables_and_json_do_no_harm(files, tmp_path):
    told = {}
    for number, path in enumerate(each for each in files if each.suffix in {".csv", ".json"}):

        def bring_in(path: Path = path, number: int = number) -> None:
            with Store.create(tmp_path / f"{number}.timelinedb") as store:
                plan = plan_import(path)
                plan.count(store)
                carry_out(plan, store)
                Chronology(store).select("a OR b")

        told[path.name] = confined(bring_in)
    assert {name: each for name, each in told.items() if not is_good(each)} == {}
    assert told["formulas.csv"] == told["bidi.csv"] == told["markup.csv"] == told["dates.csv"] == "read"
    assert told["endless.csv"].startswith("refused")
    assert told["holes.csv"].startswith("refused")


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_hostile_stores_do_no_harm(files, tmp_path):
    told = {}
    for number, path in enumerate(each for each in files if each.suffix == ".timelinedb"):

        def use(path: Path = path) -> None:
            with Store.open(path) as store:
                chronology = Chronology(store)
                chronology.facets(chronology.select("talks OR has:quote OR actor:Umerov"))
                chronology.titles(chronology.columns.row.tolist())
                chronology.events(chronology.columns.row.tolist())
                store.check()
                store.undo()

        def save(path: Path = path, number: int = number) -> None:
            recover(path, tmp_path / f"{number}.timelinedb")

        told[path.name] = confined(use)
        if path.is_file() and path.stat().st_size < GIGABYTE:
            told[f"recovering {path.name}"] = confined(save)
    assert {name: each for name, each in told.items() if not is_good(each)} == {}
    assert told["whole.timelinedb"] == "read"
    for name in (
        "trigger",
        "view",
        "index",
        "generated",
        "sparse",
        "endless",
        "pipe",
        "folder",
        "empty",
        "not-ours",
        "claims",
    ):
        assert told[f"{name}.timelinedb"].startswith("refused"), name
