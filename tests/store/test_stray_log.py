"""A log that a crash left beside another state of the file is noticed, set aside, and never mixed in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from timeline_app.cli.app import run
from timeline_app.domain.change import Change
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import Event
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CRASH = """
import os, pathlib, signal, sys
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.store import Store
store = Store.open(pathlib.Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    store.apply(Change("Add", after=(Event(f"{sys.argv[4]}{number}", f"Event {number}", "2025"),)))
os.kill(os.getpid(), signal.SIGKILL)
"""


def crash(path: Path, first: int, last: int, name: str = "e") -> None:
    """Add events in a program that is killed: they are in the log alone."""
    done = subprocess.run([sys.executable, "-c", CRASH, str(path), str(first), str(last), name], check=False)
    assert done.returncode == -9
    assert log_of(path).stat().st_size > 0


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def add(path: Path, first: int, last: int, name: str = "e") -> None:
    with Store.open(path) as store:
        for number in range(first, last):
            store.apply(Change("Add", after=(Event(f"{name}{number}", f"Event {number}", "2025"),)))


def ids(store: Store) -> set[str]:
    return {event.id for event in store.lookups.events(store.search.matching_rows(parse_query("")))}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "one.timelinedb"
    Store.create(path).close()
    add(path, 0, 2)
    return path


def older(path: Path) -> Path:
    """Copy the store, go on, and crash: the copy is older than where the log begins."""
    copy = path.with_name("copy.timelinedb")
    shutil.copy(path, copy)
    add(path, 2, 5)
    crash(path, 5, 8)
    return copy


def other(path: Path) -> Path:
    """Make another store of as many changes, which has nothing to do with the crashed one."""
    copy = path.with_name("copy.timelinedb")
    Store.create(copy).close()
    add(copy, 0, 2, "other")
    crash(path, 2, 5)
    return copy


def diverged(path: Path) -> Path:
    """Copy the store and edit the copy elsewhere, while this one crashes: both have the same revision."""
    copy = path.with_name("copy.timelinedb")
    shutil.copy(path, copy)
    add(copy, 0, 2, "elsewhere")
    crash(path, 2, 6)
    return copy


def newer(path: Path) -> Path:
    """Crash, save what is there elsewhere, and go on there: the copy is ahead of the log."""
    crash(path, 2, 5)
    copy = path.with_name("copy.timelinedb")
    with Store.open(path, read_only=True) as store:
        log = log_of(path).read_bytes()
        store.backup(copy)
    add(copy, 5, 9)
    log_of(path).write_bytes(log)
    return copy


@pytest.mark.parametrize("make", [older, other, diverged, newer])
@pytest.mark.parametrize("index", [True, False])
def test_a_log_of_another_state_is_set_aside_and_told(path: Path, make: Callable[[Path], Path], *, index: bool) -> None:
    copy = make(path)
    with Store.open(copy, read_only=True) as store:
        there = ids(store)
    copy.replace(path)
    if not index:
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
    log = log_of(path).read_bytes()
    with Store.open(path, read_only=True) as store:
        assert "log of another state" in store.stray_log
        assert ids(store) == there
        assert [problem.kind for problem in store.check().problems] == ["log"]
    assert log_of(path).read_bytes() == log
    with Store.open(path) as store:
        assert "set aside" in store.stray_log
        assert ids(store) == there
        assert store.check().ok  # what lies aside is no fault of the file that is open
        store.apply(Change("Add", after=(Event("new", "New", "2025"),)))
        aside = path.with_name("one (log of another state).timelinedb")
        assert aside.with_name(aside.name + "-wal").read_bytes() == log
        assert aside.exists()
    with Store.open(path) as store:
        assert not store.stray_log
        assert ids(store) == there | {"new"}
        assert store.check().ok


def test_a_log_of_this_state_is_taken_in(path: Path) -> None:
    crash(path, 2, 5)
    with Store.open(path) as store:
        assert not store.stray_log
        assert len(ids(store)) == 5
        assert store.check().ok
    assert not list(path.parent.glob("*another*"))


def test_a_copy_from_where_the_log_begins_becomes_what_the_log_says(path: Path) -> None:
    copy = path.with_name("copy.timelinedb")
    shutil.copy(path, copy)
    crash(path, 2, 5)
    copy.replace(path)
    with Store.open(path) as store:
        assert not store.stray_log
        assert len(ids(store)) == 5
        assert store.check().ok


def test_a_copy_with_part_of_the_log_folded_in_becomes_what_the_log_says(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(2, 6):
            store.apply(Change("Add", after=(Event(f"e{number}", f"Event {number}", "2025"),)))
        with store.connections.writing() as connection:
            connection.execute("UPDATE particulars SET name = 'Named'")
        log = log_of(path).read_bytes()
    log_of(path).write_bytes(log)  # the file holds it all by now
    with Store.open(path) as store:
        assert not store.stray_log
        assert len(ids(store)) == 6
        assert store.check().ok


@pytest.mark.parametrize("rest", [b"", b"\x37\x7f\x06\x82", b"no log at all" * 1000])
def test_what_is_no_log_is_passed_over(path: Path, rest: bytes) -> None:
    log_of(path).write_bytes(rest)
    with Store.open(path) as store:
        assert len(ids(store)) == 2
        assert store.check().ok


def test_the_command_line_tells_of_it(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older(path).replace(path)
    assert run(["check", str(path), "--json"], lambda *_path: 0) == 1
    told = json.loads(capsys.readouterr().out)
    assert [problem["kind"] for problem in told["problems"]] == ["log"]
