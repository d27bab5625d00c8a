"""Stores of earlier versions lose nothing when they are brought up to date, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from kept_stores import kept_names, told_now, told_then, unpack

from timeline_app.base.crash_report import state_folder
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Event
from timeline_app.store.safety.backups import KEPT, Backups
from timeline_app.store.schema import SCHEMA_VERSION
from timeline_app.store.store import Store

_OPEN = """
import sys
from pathlib import Path
from timeline_app.domain.errors import KnownError
from timeline_app.store.store import Store
try:
    with Store.open(Path(sys.argv[1])) as store:
        print(store.update or store.read_only_reason or "opened")
except KnownError as error:
    print(f"refused: {error}")
"""
_STARVED = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
{_OPEN}"""
_OLDER = [name for name in kept_names() if name != f"schema-{SCHEMA_VERSION}"]
_MANY = "0.1.0-100k"
"""Its migration takes long enough to be killed in the middle of it."""


_ALONE = ["unshare", "--mount", "--map-root-user"]


def _can_mount():
    try:
        tried = subprocess.run([*_ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


def schema_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def rows_of(path):
    """Give what the tables that schema 1 knew hold, in few numbers."""
    asked = {
        "event": "count(*), sum(length(title) + length(summary)), sum(start_min % 1000003), sum(importance)",
        "journal": "count(*), sum(length(before) + length(after)), group_concat(state)",
        "excerpt": "count(*), sum(length(exact)), sum(confidence)",
        "source": "count(*), sum(length(title)), 0",
    }
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        return [connection.execute(f"SELECT {what} FROM {table}").fetchone() for table, what in asked.items()]  # noqa: S608


def opened(path, *more, program=_OPEN):
    return subprocess.Popen(
        [sys.executable, "-c", program, str(path), *map(str, more)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )


def answer(process):
    told, _nothing = process.communicate(timeout=120)
    return told.strip()


@pytest.fixture
def many(tmp_path):
    return unpack(_MANY, tmp_path)


def test_each_schema_and_the_first_release_are_kept():
    assert {f"schema-{number}" for number in range(1, SCHEMA_VERSION + 1)} <= set(kept_names())
    assert {"0.1.0-sample", "0.1.0-100k"} <= set(kept_names())


@pytest.mark.parametrize("name", kept_names())
def test_a_store_of_an_earlier_version_is_read_as_it_was_read_then(name, tmp_path):
    path = unpack(name, tmp_path)
    then = schema_of(path)
    with Store.open(path) as store:
        told = store.update
        assert store.check().ok
        assert store.info().schema == SCHEMA_VERSION
    backups = Backups(state_folder(), path).listed()
    if then < SCHEMA_VERSION:
        assert told == (
            f"“{path.name}” was made by an earlier version and was brought up to date. As it was, it is kept: "
            "File, Backups…"
        )
        assert [schema_of(each.path) for each in backups] == [then]
        assert rows_of(backups[0].path) == rows_of(path)
    else:
        assert told == ""
        assert backups == []
    assert told_now(path) == told_then(name)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with Store.open(path) as store:
        assert store.update == "", "it is told once"


@pytest.mark.parametrize("name", [name for name in _OLDER if name != _MANY])
def test_a_store_of_an_earlier_version_that_is_only_read_stays_as_it_is(name, tmp_path):
    path = unpack(name, tmp_path)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert store.update == ""
        assert store.check().ok
        assert store.info().schema == schema_of(path)
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_process_killed_in_the_middle_loses_nothing(many):
    rows, began = rows_of(many), time.perf_counter()
    answer(opened(unpack(_MANY, many.parent / "..")))
    whole_s = time.perf_counter() - began
    found = set()
    for part in (0.35, 0.5, 0.6, 0.7, 0.8, 0.9):
        if schema_of(many) == SCHEMA_VERSION:
            many = unpack(_MANY, many.parent)
        process = opened(many)
        time.sleep(part * whole_s)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found.add(schema_of(many))
        assert rows_of(many) == rows
    assert found <= {1, SCHEMA_VERSION}, "nothing in between"
    with Store.open(many) as store:
        assert store.info().events == 100_001
        assert store.check().ok
    assert rows_of(many) == rows


def test_without_room_for_a_backup_it_is_only_read(tmp_path):
    path = unpack("0.1.0-sample", tmp_path)
    rows = rows_of(path)
    told = answer(opened(path, path.stat().st_size - 10_000, program=_STARVED))
    assert told.startswith(
        f"“{path.name}” was made by an earlier version and could not be brought up to date, so it is open for reading"
        " only. "
    )
    assert schema_of(path) == 1
    assert rows_of(path) == rows
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.slow
@pytest.mark.skipif(not _can_mount(), reason="a small disk can be mounted by root or in a namespace of one's own only")
@pytest.mark.parametrize("kilobytes", [100, 2_000, 4_000])
def test_a_disk_that_fills_in_the_middle_leaves_it_as_it_was_and_it_can_be_read(many, tmp_path, kilobytes):
    rows, disk, after = rows_of(many), tmp_path / "disk", tmp_path / "after"
    disk.mkdir()
    after.mkdir()
    size = many.stat().st_size // 1024 + kilobytes
    program = (
        f'mount -t tmpfs -o size={size}k tmpfs "$1" && cp "$2" "$1" && "$3" -c "$4" "$1/${{2##*/}}"; cp "$1"/* "$5"'
    )
    told = subprocess.run(
        [*_ALONE, "sh", "-c", program, "sh", disk, many, sys.executable, _OPEN, after],
        stdout=subprocess.PIPE, text=True, check=True,
    ).stdout  # fmt: skip
    assert told.startswith(
        f"“{many.name}” was made by an earlier version and could not be brought up to date, so it is open for reading"
        f" only. There is no room left on the disk that holds “{many.name}”;"
    )
    assert list(state_folder().rglob("*.timelinedb")) == [], "trying again fills no disk with copies"
    (left,) = after.iterdir()
    assert schema_of(left) == 1
    assert rows_of(left) == rows
    with Store.open(left) as store:
        assert "brought up to date" in store.update
    assert rows_of(left) == rows


@pytest.mark.slow
def test_of_two_programs_that_open_it_at_once_one_brings_it_up_to_date(many):
    rows = rows_of(many)
    told = [answer(each) for each in (opened(many), opened(many), opened(many))]
    assert sum("was brought up to date" in each for each in told) == 1
    others = [each for each in told if "was brought up to date" not in each]
    assert all(each == "opened" or "another program" in each for each in others), others
    assert rows_of(many) == rows
    assert len(Backups(state_folder(), many).listed()) == 1


def test_while_another_program_has_it_open_it_stays_as_it_is(tmp_path):
    """An earlier version would go on writing as its own schema wants it."""
    path = unpack("schema-1", tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        assert older.execute("SELECT count(*) FROM event").fetchone() == (66,)
        with pytest.raises(StoreError, match="another program has it open"):
            Store.open(path)
        older.execute("UPDATE event SET title = 'Still at work' WHERE id = 'e1'")
        with Store.open(path, read_only=True) as store:
            assert store.lookups.event("e1").title == "Still at work"
    assert schema_of(path) == 1
    with Store.open(path) as store:
        assert store.lookups.event("e1").title == "Still at work"
        assert "brought up to date" in store.update
    assert schema_of(path) == SCHEMA_VERSION


def test_the_way_back_outlives_all_later_backups(tmp_path):
    path = unpack("schema-4", tmp_path)
    long_after = (datetime.now(UTC) + timedelta(days=400)).replace(hour=3)  # all on one day, whatever time it is now
    with Store.open(path) as store:
        backups = Backups(state_folder(), path)
        (before,) = backups.listed()
        half_done = backups.folder / ".x.timelinedb.7.part"
        half_done.write_bytes(b"")
        os.utime(half_done, (0, 0))
        for number in range(KEPT + 3):
            store.apply(Change("Add", after=(Event(f"n{number}", "New"),)))
            backups.make(store, long_after + timedelta(hours=number))
        assert before in backups.listed()
        assert len(backups.listed()) == KEPT + 1
        assert not half_done.exists()


def test_what_a_crash_left_in_the_log_is_there_afterwards(tmp_path):
    path = unpack("schema-3", tmp_path)
    crashed = tmp_path / "crashed.timelinedb"
    with closing(sqlite3.connect(path, isolation_level=None)) as older:
        older.execute("UPDATE event SET title = 'Only in the log' WHERE id = 'e1'")
        for ending in ("", "-wal"):
            crashed.with_name(crashed.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    with Store.open(crashed) as store:
        assert store.lookups.event("e1").title == "Only in the log"
        assert "brought up to date" in store.update


def test_in_a_folder_that_cannot_be_written_it_is_only_read(tmp_path, monkeypatch):
    path = unpack("schema-2", tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(os, "access", lambda *_args: False)
    monkeypatch.setattr("timeline_app.store.store.access", lambda *_args: False)
    with Store.open(path) as store:
        assert store.read_only
        assert store.info().events == 65
    assert path.read_bytes() == before
