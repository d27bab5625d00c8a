"""A store that is open stays held, whatever else in the process opens and closes its files."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.store import Store

LOCKS = pytest.mark.skipif(sys.platform != "linux", reason="only here the locks of a process go with any descriptor")
VISITOR = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM event").fetchone()[0])
connection.close()
"""
WHOLE_LIFE = """
import os, sys
from pathlib import Path
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.store import Store

store = Store.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    store.apply(Change("Add", after=(Event(f"e{number}", f"Event {number}", "2025"),)))
    for kind in ("", "-wal", "-shm"):
        Path(sys.argv[1] + kind).open("rb").close()
    print("saved", flush=True)
    sys.stdin.readline()
os._exit(9)
"""


def visit(path: Path) -> int:
    """Let another program read the store and close it, as any tool for SQLite does."""
    done = subprocess.run([sys.executable, "-c", VISITOR, str(path)], capture_output=True, text=True, check=True)
    return int(done.stdout)


def looked_into(path: Path) -> None:
    """Open and close the files of a store, as a file dialog does that shows what kind of files they are."""
    for kind in ("", "-wal", "-shm"):
        with Path(f"{path}{kind}").open("rb") as file:
            file.read(16)


def add(store: Store, name: str) -> None:
    store.apply(Change("Add", after=(Event(name, f"Event {name}", "2025"),)))


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.timelinedb"
    Store.create(path).close()
    return path


@LOCKS
def test_a_visitor_does_not_take_the_log_from_under_an_open_store(path):
    log = Path(f"{path}-wal")
    with closing(Store.open(path)) as store:
        before = log.stat().st_ino
        for number in range(4):
            add(store, str(number))
            looked_into(path)
            assert visit(path) == number + 1
            assert log.stat().st_ino == before
    assert not log.exists()  # the last one to close it still leaves one file
    assert count(path) == 4


@LOCKS
def test_nothing_that_was_saved_goes_with_a_crash_after_a_visit(path):
    life = subprocess.Popen(
        [sys.executable, "-c", WHOLE_LIFE, str(path), "5"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    for number in range(5):
        assert life.stdout.readline() == "saved\n"
        assert visit(path) == number + 1
        life.stdin.write("\n")
        life.stdin.flush()
    assert life.wait(20) == 9
    life.stdin.close()
    life.stdout.close()
    assert count(path) == 5


@LOCKS
def test_two_windows_on_one_store_hold_it_each(path):
    log = Path(f"{path}-wal")
    with closing(Store.open(path)) as one:
        with closing(Store.open(path)) as other, closing(Store.open(path, read_only=True)):
            add(other, "a")
        assert log.exists()
        add(one, "b")
        assert visit(path) == 2
        assert log.exists()
        add(one, "c")
    assert not log.exists()
    assert count(path) == 3


def test_what_is_saved_after_the_log_was_removed_is_in_the_file(path, tmp_path):
    """By hand, or by whatever tidies folders."""
    with closing(Store.open(path)) as store:
        add(store, "a")
        Path(f"{path}-wal").unlink()
        add(store, "b")
        copy = tmp_path / "copy.timelinedb"
        shutil.copy(path, copy)
        assert count(copy) == 2
        found: list[int] = []
        thread = threading.Thread(target=lambda: found.append(len(store.columns().row)))  # by a connection of its own
        thread.start()
        thread.join()
        assert found == [2]
    assert count(path) == 2


def test_a_closed_store_leaves_no_descriptor_behind(path):
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("what is open cannot be listed here")
    before = len(list(handles.iterdir()))
    for _opening in range(5):
        Store.open(path).close()
        Store.open(path, read_only=True).close()
    assert len(list(handles.iterdir())) == before
