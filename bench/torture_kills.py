"""A writer that is killed, and what must be in the store then."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING

from bench.torture_writer import digest_of, write_until_killed
from timeline_app.domain.errors import KnownError
from timeline_app.store.store import Store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from bench.torture import Tally

_LONGEST_LIFE = 0.9
_LOG_HEADER = 32
_FRAME_HEADER = 24


def kill(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Kill a writer `times` times on one store, which goes on from where the last left it."""
    path = fresh(place)
    for _time in range(times):
        told = _killed_writer(path, chance)
        tally.count(_problem(path, told))


def cut_logs(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Kill a writer, then cut its log anywhere, as a disk does that lost power before it wrote all.

    What was last may be gone then; what is left must be one of the states that were reported, and whole.
    """
    path = fresh(place)
    states = {digest_of(path)}
    for _time in range(times):
        told = _killed_writer(path, chance)
        states |= {told.before, told.after, *told.done}
        copy = place / "cut.timelinedb"
        for ending in ("", "-wal"):
            target = copy.with_name(copy.name + ending)
            target.unlink(missing_ok=True)
            if path.with_name(path.name + ending).exists():
                shutil.copyfile(path.with_name(path.name + ending), target)
        copy.with_name(copy.name + "-shm").unlink(missing_ok=True)
        log = copy.with_name(copy.name + "-wal")
        if log.exists() and (size := log.stat().st_size) > (kept := _moved_bytes(path)):
            os.truncate(log, chance.randrange(kept, size + 1))
        problem = whole(copy)
        if problem is None and digest_of(copy) not in states:
            problem = "the store holds a state that never was"
        tally.count(problem)


def _moved_bytes(path: Path) -> int:
    """Give the length of the log that a checkpoint began to move: it was synced before, so no lost power takes it.

    Cut below that, old pages of the log would go over newer ones of the file, which no disk does. The offsets are
    those of SQLite's WAL-index (walformat.html): nBackfillAttempted at 128; page size at 8 in the log's header.
    """
    index, log = (path.with_name(f"{path.name}{ending}") for ending in ("-shm", "-wal"))
    if not index.exists() or log.stat().st_size < _LOG_HEADER:
        return 0
    with index.open("rb") as file:
        frames = int.from_bytes(file.read(132)[128:], sys.byteorder)
    with log.open("rb") as file:
        page = int.from_bytes(file.read(12)[8:], "big")
    return _LOG_HEADER + frames * (page + _FRAME_HEADER) if frames else 0


class _Told:
    """What the writer said before it died."""

    def __init__(self, lines: list[str]) -> None:
        self.before = self.after = ""
        self.done: list[str] = []
        self.step = "nothing"
        for line in lines:
            word, *rest = line.split()
            if word == "ready":
                self.before = self.after = rest[0]
            elif word == "try":
                self.step, self.after = rest[0], rest[1]
            elif word == "done":
                self.before = self.after = rest[0]
                self.done.append(rest[0])
            elif word == "failed":
                self.step = line


def _killed_writer(path: Path, chance: random.Random) -> _Told:
    seed = chance.randrange(2**32)
    return _Told(killed(lambda channel: write_until_killed(path, seed, channel), chance.random() ** 2 * _LONGEST_LIFE))


def killed(work: Callable[[int], object], life_s: float) -> list[str]:
    """Let a process of its own work and kill it so long after the first line that it says; give its whole lines.

    The work gets the channel on which it may say something, a line in one write.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:  # the writer: it never returns
        os.close(reader)
        try:
            work(writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as lines:
        first = lines.readline()
        time.sleep(life_s)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        told = [first, *lines.readlines()]
    return [line for line in told if line.endswith("\n")]


def _problem(path: Path, told: _Told) -> str | None:
    """Say what is wrong with a store after its writer died; None when all is well."""
    if not told.before:
        return "the writer could not begin"
    if told.step.startswith("failed"):
        return told.step
    problem = whole(path)
    if problem is not None:
        return problem
    found = digest_of(path)
    if found not in {told.before, told.after}:
        return f"killed in {told.step}: the store holds neither what was before nor what should be after"
    with Store.open(path) as store:
        if store.history.undo_label is not None:
            store.undo()
            store.redo()
    return None if digest_of(path) == found else f"killed in {told.step}: undo and redo lead elsewhere"


def whole(path: Path) -> str | None:
    """Say what is wrong with the pages, keys or schema of a store; None when all is well."""
    try:
        with Store.open(path) as store, store.connections.reading() as connection:
            result = connection.execute("PRAGMA quick_check").fetchone()[0]
            keys = connection.execute("PRAGMA foreign_key_check").fetchall()
    except (KnownError, sqlite3.Error) as error:
        return f"the store does not open: {error}"
    return None if result == "ok" and not keys else f"damaged: {result} {keys[:3]}"


def fresh(place: Path) -> Path:
    """Make an empty store in an empty folder."""
    path = place / f"{hashlib.sha256(os.urandom(8)).hexdigest()[:8]}.timelinedb"
    for old in place.iterdir():
        old.unlink()
    with closing(Store.create(path)):
        return path
