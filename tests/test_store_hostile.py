"""No file from a stranger crashes us, hangs us or fills the memory: it is read, or refused in a sentence."""

from __future__ import annotations

import importlib.util
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline_app.document import Chronology
from timeline_app.document.importing import ImportWish, import_file
from timeline_app.domain.errors import KnownError
from timeline_app.store.recovering import recover
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

GIGABYTE = 1_000_000_000
SECONDS = 20

spec = importlib.util.spec_from_file_location("make", Path(__file__).parent / "hostile" / "make.py")
assert spec is not None
assert spec.loader is not None
corpus = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corpus)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits a process as Linux does")


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[Path]:
    return corpus.make(tmp_path_factory.mktemp("hostile"))


def confined(run: Callable[[], object]) -> str:
    """Run in a process of its own with a gigabyte and some seconds; give "read", the refusal, or what went wrong."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            signal.alarm(2 * SECONDS)
            used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + GIGABYTE, used + GIGABYTE))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
            os.write(writer, outcome(run).encode("utf-8", "replace")[:4000])
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as answer:
        told = answer.read()
    _pid, status = os.waitpid(child, 0)
    return told or f"died of {status}"


def outcome(run: Callable[[], object]) -> str:
    try:
        run()
    except KnownError as error:
        return f"refused: {error}"
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is what we are looking for
        return f"{type(error).__name__}: {error}"
    return "read"


def is_good(told: str) -> bool:
    return told == "read" or (told.startswith("refused: ") and "\n" not in told)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_hostile_tables_and_json_do_no_harm(files, tmp_path):
    told = {}
    for number, path in enumerate(each for each in files if each.suffix in {".csv", ".json"}):

        def bring_in(path: Path = path, number: int = number) -> None:
            with Store.create(tmp_path / f"{number}.timelinedb") as store:
                import_file(store, path, ImportWish("", author="x"))
                Chronology(store).select("a OR b")

        begun = time.monotonic()
        told[path.name] = confined(bring_in)
        assert time.monotonic() - begun < 2 * SECONDS, path.name
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
