"""A store is one file that can be copied while it is open."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import Event
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def copied(path: Path) -> int:
    """Copy the file alone, as a file manager does, and count the events in the copy."""
    copy = path.with_name("copy.timelinedb")
    shutil.copy(path, copy)
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM event WHERE deleted = 0").fetchone()[0])


def until(true: Callable[[], bool], seconds: float = 8.0) -> bool:
    last = time.monotonic() + seconds
    while not true() and time.monotonic() < last:
        time.sleep(0.05)
    return true()


def log_of(path: Path) -> int:
    return path.with_name(path.name + "-wal").stat().st_size


def add(store: Store, name: str) -> None:
    store.apply(Change("Add", after=(Event(name, f"Event {name}", "2025"),)))


def settlers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "settling"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.timelinedb"
    Store.create(path).close()
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as store:
        yield store


def test_two_seconds_after_changes_the_file_alone_holds_them(path: Path, store: Store) -> None:
    for number in range(12):
        add(store, f"e{number}")
    assert until(lambda: log_of(path) == 0)
    assert copied(path) == 12
    assert until(lambda: not settlers(), 1)


def test_after_an_import_the_file_alone_holds_it_at_once(path: Path, store: Store) -> None:
    store.import_events([Draft(title=f"Row {number}", start="2025") for number in range(3000)], ImportRequest("Import"))
    assert until(lambda: log_of(path) == 0, 1.5)
    assert copied(path) == 3000


def test_while_a_reader_needs_the_log_changes_go_on_and_it_is_folded_later(path: Path, store: Store) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()
        add(store, "a")
        time.sleep(2.5)
        started = time.monotonic()
        add(store, "b")
        assert time.monotonic() - started < 0.5
        assert log_of(path) > 0
        assert reader.execute("SELECT count(*) FROM event").fetchone() == (0,)
        reader.execute("COMMIT")
        assert until(lambda: log_of(path) == 0, 12)
    assert copied(path) == 2


def test_closing_leaves_no_thread_and_no_log(path: Path) -> None:
    with Store.open(path) as store:
        add(store, "a")
        assert settlers()
    assert not settlers()
    assert not path.with_name(path.name + "-wal").exists()
    assert copied(path) == 1


def test_a_file_put_in_the_place_of_an_open_store_is_not_touched(path: Path, store: Store) -> None:
    add(store, "a")
    other = path.with_name("other.timelinedb")
    Store.create(other).close()
    before = other.read_bytes()
    other.replace(path)
    time.sleep(2.5)
    assert path.read_bytes() == before
