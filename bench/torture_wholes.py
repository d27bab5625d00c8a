"""What is done as one long transaction, killed in it: the first import of a store, and its update from an older schema.

An import into an empty store makes its indexes and looks at its references at the end, so half of the kills are aimed
at its last third. What is found then must be all of it or nothing.
"""

from __future__ import annotations

import lzma
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench.torture_kills import fresh, killed, whole
from timeline_app.base.crash_report import state_folder
from timeline_app.domain.draft import Draft
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.safety.backup_files import folder_of
from timeline_app.store.schema import SCHEMA_VERSION
from timeline_app.store.store import Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from bench.torture import Tally

ROWS = 20_000
_OLDER = Path(__file__).resolve().parents[1] / "tests" / "data" / "stores" / "0.1.0-100k.timelinedb.xz"
_LAST_THIRD = 0.5
"""How many of the kills are aimed at it."""


def kill_first_import(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Kill an import into an empty store: all rows are there then, or none, and it can be imported again."""
    path = fresh(place)
    seconds = _seconds(lambda: _import(path))
    for _time in range(times):
        path = fresh(place)
        killed(lambda channel: _said(channel, lambda: _import(path)), _life(chance, seconds))  # noqa: B023 - done here
        problem = whole(path)
        if problem is None and (found := _events(path)) not in {0, ROWS}:
            problem = f"killed in an import of {ROWS} rows: {found} are there"
        if problem is None:
            _import(path)  # again: what is there already is skipped
            problem = whole(path) or (None if _events(path) == ROWS else "imported again, it is not whole")
        tally.count(problem)


def kill_update(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Kill the update of a store that 0.1.0 wrote: it is as it was then, or up to date, with all that it held."""
    place.mkdir(exist_ok=True)
    path, packed = place / "older.timelinedb", lzma.decompress(_OLDER.read_bytes())
    path.write_bytes(packed)
    held = _held(path)
    seconds = _seconds(lambda: Store.open(path).close())
    for _time in range(times):
        for each in (path, *(path.with_name(f"{path.name}{ending}") for ending in ("-wal", "-shm"))):
            each.unlink(missing_ok=True)
        path.write_bytes(packed)
        killed(lambda channel: _said(channel, lambda: Store.open(path).close()), chance.random() * 1.1 * seconds)
        problem = None if (found := _schema(path)) in {1, SCHEMA_VERSION} else f"half updated: schema {found}"
        problem = problem or whole(path)
        if problem is None and _held(path) != held:
            problem = "killed in an update: the store holds something else"
        tally.count(problem)
    for each in folder_of(state_folder(), path).glob("*"):  # a person keeps these backups; this is no person
        each.unlink()


def _import(path: Path) -> None:
    with Store.open(path) as store:
        store.import_events(_drafts(), ImportRequest("import"))


def _drafts() -> Iterator[Draft]:
    for n in range(ROWS):
        day = f"20{n % 25:02}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        yield Draft(f"Event {n}", day, external_id=f"n{n}", category=f"Kind {n % 9}", place=f"Town {n % 300}")


def _said(channel: int, work: Callable[[], object]) -> None:
    os.write(channel, b"ready\n")
    work()
    os.write(channel, b"done\n")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _life(chance: random.Random, seconds: float) -> float:
    part = chance.random()
    return seconds * (1.1 * part if chance.random() > _LAST_THIRD else 0.7 + 0.7 * part)


def _events(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[int] = connection.execute("SELECT count(*) FROM event").fetchone()
    return found[0]


def _schema(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        found: tuple[int] = connection.execute("PRAGMA user_version").fetchone()
    return found[0]


def _held(path: Path) -> list[tuple[object, ...]]:
    """Give what schema 1 knew of a store in few numbers."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(question).fetchone()
            for question in (
                "SELECT count(*), sum(length(title) + length(summary)), sum(start_min % 1000003) FROM event",
                "SELECT count(*), sum(length(before) + length(after)), group_concat(state) FROM journal",
                "SELECT count(*), group_concat(direction) FROM journal_step",
            )
        ]
