"""Files from strangers: a corpus made to harm, each read or refused in a process that may not have all it wants."""

from __future__ import annotations

import importlib.util
import os
import resource
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bench.torture_readers import use, use_damaged
from timeline_app.domain.errors import KnownError
from timeline_app.store.safety.recovering import recover
from timeline_app.store.store import Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bench.torture import Tally

GIGABYTE: Final = 1_000_000_000
SECONDS: Final = 20
PATIENCE_S = 10 * SECONDS
"""By the clock: a file may also hang without working."""
_CORPUS: Final = Path(__file__).resolve().parents[1] / "tests" / "hostile" / "make.py"


def corpus() -> Any:
    """Give the script that writes the corpus, which is no package."""
    found = importlib.util.spec_from_file_location("make", _CORPUS)
    if found is None or found.loader is None:
        raise FileNotFoundError(_CORPUS)
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


def read_corpus(tally: Tally, place: Path, _chance: random.Random, _times: int) -> None:
    """Read all of the corpus once: tables and JSON by importing them, stores by using and recovering them."""
    for path in corpus().make(place / "corpus"):
        for name, run in ways_in(path, place):
            told = confined(run)
            tally.count(None if is_good(told) else f"{name}: {told}")


def ways_in(path: Path, place: Path) -> list[tuple[str, Callable[[], object]]]:
    """Give what a person could do with a file."""
    target = place / f"{path.name}.of.timelinedb"
    if path.suffix in {".csv", ".json"}:
        return [(path.name, lambda: _bring_in(path, target))]
    if path.suffix != ".timelinedb":
        return []
    ways: list[tuple[str, Callable[[], object]]] = [(path.name, lambda: _open(path))]
    if path.is_file() and path.stat().st_size < GIGABYTE:
        ways.append((f"recovering {path.name}", lambda: recover(path, target)))
    return ways


def forge(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Damage the sample at random places, and use what is left of it."""
    for _time in range(times):
        told = outcome(lambda: use_damaged(place, chance))
        tally.count(None if is_good(told) else told)


def confined(run: Callable[[], object]) -> str:
    """Run in a process of its own with a gigabyte and some seconds; give "read", the refusal, or what went wrong."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            signal.alarm(PATIENCE_S)
            used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
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
    """Say how it went: "read", "refused: ..." or the error that should not be."""
    try:
        run()
    except KnownError as error:
        return f"refused: {error}"
    except BaseException as error:  # noqa: BLE001  # whatever it is, it is what we are looking for
        return f"{type(error).__name__}: {error}"
    return "read"


def is_good(told: str) -> bool:
    """Tell whether a file was read, or refused in one line."""
    return told == "read" or (told.startswith("refused: ") and "\n" not in told)


def _bring_in(path: Path, target: Path) -> None:
    from timeline_app.document import Chronology  # noqa: PLC0415  # in the confined process
    from timeline_app.document.importing import carry_out, plan_import  # noqa: PLC0415  # likewise

    with Store.create(target) as store:
        carry_out(plan_import(path), store)
        Chronology(store).select("a OR b")


def _open(path: Path) -> None:
    """Open without the recovery that `use` would go on to: what is refused shall be told as refused."""
    with Store.open(path):
        pass
    use(path)
