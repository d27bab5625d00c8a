"""A store keeps its locks, whatever else in this process opens and closes its file.

POSIX drops the locks of a process on a file with the first descriptor of it that the process closes. Then another
program believes that it is the last to have the store open, and removes the log that we are writing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from timeline_app.base.held_files import copy_file, open_bytes, open_text, read_bytes
from timeline_app.document.evidence.reading_job import read_file
from timeline_app.document.importing import ImportOptions, plan_import
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event
from timeline_app.formats.registry import is_database, possible_readings, read_bibliography
from timeline_app.store.safety.backups import Backups, is_open_elsewhere
from timeline_app.store.safety.recovering import recover
from timeline_app.store.store import Store

pytestmark = pytest.mark.skipif(not Path("/proc/self/fdinfo").exists(), reason="only Linux lists locks by descriptor")

OTHER_PROGRAM = """
import pathlib, sys
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.store import Store
with Store.open(pathlib.Path(sys.argv[1])) as store:
    if len(sys.argv) > 2:
        store.apply(Change("Add", after=(Event(sys.argv[2], "Theirs", "2025"),)))
    print(" ".join(sorted(event.id for event in store.lookups.all_of(Event))))
"""


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        store.apply(Change("Add", after=(Event("first", "First", "2025"),)))
        yield store


def locks_on(path: Path) -> set[tuple[str, ...]]:
    """The locks of this process (not of a descriptor) on a file, by what the system says of each descriptor of it.

    Not by /proc/locks: it is read page by page, and leaves out lines where any process takes or drops a lock meanwhile.
    """
    return {
        tuple(line.split()[2:])
        for descriptor in descriptors_of(path)
        for line in Path(f"/proc/self/fdinfo/{descriptor}").read_text(encoding="ascii").splitlines()
        if line.startswith("lock:") and " POSIX " in line
    }


def descriptors_of(path: Path) -> list[str]:
    return [each.name for each in Path("/proc/self/fd").iterdir() if os.path.realpath(each) == str(path)]


def open_descriptors(path: Path) -> int:
    return len(descriptors_of(path))


def other_program(path: Path, *more: str) -> list[str]:
    """Open the store in another process, let it write, and close; give what it found there."""
    done = subprocess.run(
        [sys.executable, "-c", OTHER_PROGRAM, str(path), *more], check=True, capture_output=True, text=True
    )
    return done.stdout.split()


def opened_again_to_read(path: Path) -> None:
    Store.open(path, read_only=True).close()


def opened_again_to_write(path: Path) -> None:
    Store.open(path).close()


def compared_with_a_backup(path: Path) -> None:
    backups = Backups(path.parent / "state", path)
    with Store.open(path) as store:
        backup = backups.make(store)
    backups.preview(backup)


def recovered_from(path: Path) -> None:
    recover(path, path.with_name("recovered.timelinedb"))


def dropped_on_the_window(path: Path) -> None:
    assert is_database(path)


def read_as_an_article(path: Path) -> None:
    with pytest.raises(KnownError):
        read_file(path)


def read_as_a_bibliography(path: Path) -> None:
    with pytest.raises(KnownError):
        read_bibliography(path)


def read_as_a_table(path: Path) -> None:
    with pytest.raises(KnownError):
        plan_import(path, ImportOptions("csv"))


def detected(path: Path) -> None:
    with pytest.raises(KnownError, match="is a store itself"):
        possible_readings(path)


def asked_whether_it_is_open(path: Path) -> None:
    assert is_open_elsewhere(path)


def copied(path: Path) -> None:
    copy_file(path, path.with_name("copy"))


@pytest.mark.parametrize(
    "touch",
    [
        opened_again_to_read, opened_again_to_write, compared_with_a_backup, recovered_from, dropped_on_the_window,
        read_as_an_article, read_as_a_bibliography, read_as_a_table, detected, asked_whether_it_is_open, copied,
    ],
)  # fmt: skip
def test_a_store_keeps_its_locks(store, touch):
    held = locks_on(store.path)
    assert held
    touch(store.path)
    assert locks_on(store.path) == held


def test_another_program_does_not_fold_away_the_log_of_a_window_that_opened_its_store_twice(store):
    """Before, it removed the log: what was written here afterwards was seen by nobody, and lost by a crash."""
    Store.open(store.path, read_only=True).close()
    assert other_program(store.path, "theirs") == ["first", "theirs"]
    assert store.path.with_name(store.path.name + "-wal").exists()
    store.apply(Change("Add", after=(Event("mine", "Mine", "2025"),)))
    assert other_program(store.path) == ["first", "mine", "theirs"]
    assert store.check().ok


def test_what_is_not_ours_may_open_and_close_the_file_too(store):
    """Qt's file dialog looks into the files that it lists; that loses SQLite's lock, but not the guard's."""
    with store.path.open("rb") as file:
        file.read(16)
    assert not locks_on(store.path)
    assert other_program(store.path, "theirs") == ["first", "theirs"]
    assert store.path.with_name(store.path.name + "-wal").exists()
    store.apply(Change("Add", after=(Event("mine", "Mine", "2025"),)))
    assert other_program(store.path) == ["first", "mine", "theirs"]
    assert store.check().ok


def test_the_last_to_close_a_store_folds_its_log_in(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store, Store.open(path) as again:
        again.apply(Change("Add", after=(Event("first", "First", "2025"),)))
        store.info()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["s.timelinedb"]
    assert other_program(path, "theirs") == ["first", "theirs"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["s.timelinedb"]


def test_another_program_cannot_write_in_the_middle_of_a_transaction(store):
    with store.connections.writing() as connection:
        connection.execute("UPDATE particulars SET summary = 'half'")
        Store.open(store.path, read_only=True).close()
        with pytest.raises(subprocess.CalledProcessError):
            other_program(store.path, "theirs")
    assert other_program(store.path, "theirs") == ["first", "theirs"]


def test_a_stray_log_is_looked_for_without_losing_locks(store):
    """With a log beside the store, opening looks into both."""
    store.apply(Change("Add", after=(Event("second", "Second", "2025"),)))
    held = locks_on(store.path)
    assert store.path.with_name(store.path.name + "-wal").stat().st_size
    for _time in range(3):
        with Store.open(store.path, read_only=True) as again:
            assert again.was_interrupted
    assert locks_on(store.path) == held


def test_descriptors_are_kept_once_and_closed_with_the_store(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path):
        counts = []
        for _time in range(20):
            Store.open(path, read_only=True).close()
            assert is_database(path)
            counts.append(open_descriptors(path))
        assert len(set(counts[1:])) == 1  # SQLite keeps some of its own, too
    assert open_descriptors(path) == 0


def test_a_file_that_nobody_holds_is_closed_at_once(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_bytes("süß\r\n".encode())
    with open_text(path, "utf-8") as file:
        assert file.read() == "süß\r\n"
    assert read_bytes(path) == "süß\r\n".encode()
    assert open_descriptors(path) == 0


def test_a_kept_descriptor_is_read_from_its_beginning_by_one_reader_at_a_time(store):
    head = b"SQLite format 3\x00"
    with open_bytes(store.path) as one:
        one.read(100)
    with open_bytes(store.path) as one, open_bytes(store.path) as other:
        assert one.read(16) == head
        assert other.read(16) == head
        assert one.tell() == other.tell() == 16


def test_threads_that_read_while_stores_open_and_close_break_no_lock(store):
    held, wrong = locks_on(store.path), []

    def reads() -> None:
        for _time in range(200):
            with open_bytes(store.path) as file:
                if file.read(15) != b"SQLite format 3":
                    wrong.append("other bytes")

    threads = [threading.Thread(target=reads) for _number in range(4)]
    for thread in threads:
        thread.start()
    for _time in range(20):
        Store.open(store.path, read_only=True).close()
    for thread in threads:
        thread.join()
    assert (wrong, locks_on(store.path)) == ([], held)
