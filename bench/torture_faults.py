"""Disks that fail: writes cut off, no room, read-only, the file gone."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bench.torture_kills import fresh, whole
from bench.torture_writer import Writer, digest_of
from timeline_app.domain.errors import KnownError
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.torture import Tally

_STEPS = 40
_IMPORTED = 1_000
"""Rows of an import here: what is tried are the many ways to fail, not the time it takes."""


def starve(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Let writes beyond a random file size fail, in a process of its own, since such a limit cannot be lifted."""
    path = fresh(place)
    for _time in range(times):
        limit = max(path.stat().st_size, 1) + chance.randrange(400_000)
        seed = chance.randrange(2**32)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            try:
                os.write(writer, _work(path, random.Random(seed)).encode())
            finally:
                os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answer:
            told = answer.read()
        os.waitpid(child, 0)
        tally.count(_judged(path, told))


def fill(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Work on a file system of a few megabytes until it is full; then remount it read-only. Needs root."""
    for _time in range(times):
        try:
            with _small_disk(place / "disk") as disk:
                path = fresh(disk)
                problem = _judged(path, _work(path, chance))
                (disk / "filler").write_bytes(b"")
                if problem is None:
                    problem = _read_only(path, disk)
                tally.count(problem)
        except (OSError, subprocess.CalledProcessError):
            tally.count(_without_mounting(place, chance))


def replace_file(tally: Tally, place: Path, chance: random.Random, times: int) -> None:
    """Remove or replace the file under an open store: nothing may be written into what is not the store any more."""
    for _time in range(times):
        path = fresh(place)
        with Store.open(path) as store:
            writer = Writer(store, chance, _IMPORTED)
            _some_steps(writer, 5)
            kept = path.with_name("kept.timelinedb")
            path.rename(kept)
            if chance.random() < 0.5:
                shutil.copyfile(kept, path)
            stranger = path.read_bytes() if path.exists() else None
            refused = _refuses(writer)
        untouched = (path.read_bytes() if path.exists() else None) == stranger
        problem = None if refused and untouched else f"refused: {refused}, other file untouched: {untouched}"
        tally.count(problem)
        kept.unlink(missing_ok=True)


def _work(path: Path, chance: random.Random) -> str:
    """Work until a write fails; give the digest that must be there then, or say what went wrong."""
    try:
        with Store.open(path) as store:
            writer = Writer(store, random.Random(chance.randrange(2**32)), _IMPORTED)
            _some_steps(writer, _STEPS)
            return f"{writer.total:032x}"
    except KnownError as error:
        return f"wrong: {error}"


def _some_steps(writer: Writer, steps: int) -> None:
    for _step in range(steps):
        name, gone, came = writer.plan()
        try:
            writer.carry_out(name, gone, came)
        except KnownError:
            return


def _refuses(writer: Writer) -> bool:
    name, gone, came = "add", {}, {"torture": "must not be written"}
    try:
        writer.carry_out(name, gone, came)
    except KnownError:
        return True
    return False


def _judged(path: Path, told: str) -> str | None:
    if len(told) != 32:
        return told or "the writer died"
    problem = whole(path)
    if problem is None and digest_of(path) != told:
        problem = "the store holds something else than was reported"
    return problem


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        folder.rmdir()
        raise
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)


def _read_only(path: Path, disk: Path) -> str | None:
    """Open the store on a disk that cannot be written any more: it must show everything and refuse changes."""
    expected = digest_of(path)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
    try:
        with Store.open(path, read_only=True) as store:
            found = Writer(store, random.Random(0))
            if f"{found.total:032x}" != expected:
                return "a read-only disk shows something else"
            return None if _refuses(found) else "a read-only disk was written"
    except KnownError as error:
        return f"a read-only disk: {error}"
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True, capture_output=True)


def _without_mounting(place: Path, chance: random.Random) -> str | None:
    """Where nothing can be mounted, let SQLite itself say that the disk is full."""
    path = fresh(place)
    with Store.open(path) as store:
        with store.connections.writing(counts=False) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + chance.randrange(200)}")
        writer = Writer(store, random.Random(chance.randrange(2**32)), _IMPORTED)
        _some_steps(writer, _STEPS)
        told = f"{writer.total:032x}"
    return _judged(path, told)
