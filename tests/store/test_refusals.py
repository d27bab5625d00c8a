"""What is no store, or cannot be written, is refused in one sentence, and nothing is lost."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import struct
import threading
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest

from timeline_app.base.held_files import read_bytes
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ConflictError, DateError, KnownError, StoreError
from timeline_app.domain.records import Category, Event, Excerpt, Source
from timeline_app.store import connections
from timeline_app.store.connections import Connections
from timeline_app.store.errors import system_sentence
from timeline_app.store.schema import APPLICATION_ID
from timeline_app.store.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "a.timelinedb"
    with Store.create(target, as_of="2025-07-31") as store:
        store.apply(Change("add", after=(Event("e1", "Talks", "2025-07-23"),)))
    return target


def refusal(path: Path) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(path).close()
    sentence = str(caught.value)
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


def test_a_store_that_cannot_be_begun_is_closed_and_removed(tmp_path):
    """As every test, this one is held to leave no connection open (conftest.py)."""
    target = tmp_path / "a.timelinedb"
    with pytest.raises(StoreError, match="half a character"):
        Store.create(target, name="\udc80")
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_goes_while_it_is_opened_is_closed(path, monkeypatch):
    def gone(_self: Connections) -> NoReturn:
        raise StoreError(f"“{path.name}” is gone.")

    monkeypatch.setattr(Connections, "_file_identity", gone)
    assert "gone" in refusal(path)


def test_a_thread_that_reads_as_the_store_is_closed_leaves_nothing_open(path, monkeypatch):
    """Closing waits for readers, but not for ever: what a thread opens after that is closed at once."""
    monkeypatch.setattr(connections, "_READ_PATIENCE_S", 0.01)
    store = Store.open(path)
    another, entered, go_on = store.connections.another, threading.Event(), threading.Event()

    def slow() -> sqlite3.Connection:
        entered.set()
        assert go_on.wait(5)
        return another()

    told: list[BaseException] = []

    def read() -> None:
        try:
            store.history.last_step()
        except StoreError as error:
            told.append(error)

    store.connections._readers._more = slow
    thread = threading.Thread(target=read)
    thread.start()
    assert entered.wait(5)
    store.close()
    go_on.set()
    thread.join()
    assert "closed" in str(told[0])


def test_a_missing_file_is_refused(tmp_path):
    assert "no file" in refusal(tmp_path / "none.timelinedb")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path):
    assert "folder" in refusal(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    pipe = tmp_path / "pipe.timelinedb"
    os.mkfifo(pipe)
    assert "ordinary file" in refusal(pipe)


@pytest.mark.parametrize("content", [b"", b"id,title\n1,a\n", b"SQLite format 3\x00", b"\x00" * 4096])
def test_what_is_not_sqlite_is_refused(tmp_path, content):
    target = tmp_path / "text.timelinedb"
    target.write_bytes(content)
    refusal(target)
    assert target.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    target = tmp_path / "other.timelinedb"
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE TABLE t (a)")
    assert "not a timeline" in refusal(target)


def test_a_sparse_giant_is_refused_at_once(path):
    with path.open("r+b") as file:
        file.truncate(10 * 1024**3)
    assert "damaged" in refusal(path)


def test_a_giant_of_holes_is_refused_at_once(tmp_path):
    target = tmp_path / "holes.timelinedb"
    with target.open("wb") as file:
        file.truncate(10 * 1024**3)
    assert "not a timeline" in refusal(target)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW v AS SELECT * FROM event",
        "CREATE INDEX i ON event (length(title))",
        "CREATE TABLE extra (a)",
        "DROP TABLE view",
        "ALTER TABLE event ADD COLUMN more TEXT AS (upper(title))",
    ],
)
def test_a_strange_schema_is_refused(path, statement):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    assert "never writes" in refusal(path)


def test_a_schema_that_claims_our_version_but_is_garbage_is_refused(tmp_path):
    target = tmp_path / "fake.timelinedb"
    with closing(sqlite3.connect(target)) as connection:
        connection.execute("CREATE VIEW event AS SELECT 1")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    assert "never writes" in refusal(target)


def test_damaged_pages_are_told(path):
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(StoreError, match=r"damaged|never writes"), Store.open(path) as store:
        store.apply(Change("add", after=(Event("e2", "x"),)))


def test_a_header_with_another_number_of_pages_is_refused(path):
    content = bytearray(path.read_bytes())
    content[28:32] = struct.pack(">I", 1)
    path.write_bytes(content)
    assert "damaged" in refusal(path)


def test_creating_never_overwrites(path):
    before = path.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        Store.create(path)
    assert path.read_bytes() == before


def test_creating_in_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(StoreError, match=r"no file|No such"):
        Store.create(tmp_path / "none" / "a.timelinedb")


def test_a_store_open_for_reading_refuses_changes(path):
    with Store.open(path, read_only=True) as store:
        assert store.info().events == 1
        with pytest.raises(StoreError, match="reading only"):
            store.apply(Change("add", after=(Event("e2", "x"),)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_without_write_permission_opens_for_reading(path):
    path.chmod(0o400)
    with Store.open(path) as store:
        assert store.read_only


def test_a_file_in_a_folder_that_cannot_be_written_opens_for_reading(path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_args: False)
    monkeypatch.setattr("timeline_app.store.store.access", lambda *_args: False)
    with Store.open(path) as store:
        assert store.read_only
        assert store.info().events == 1


def test_a_file_whose_folder_cannot_be_written_opens_for_reading_and_says_so(path, monkeypatch):
    """The file itself may be written, but what is saved stands beside it first."""
    monkeypatch.setattr("timeline_app.store.store.access", lambda place, _mode: place != path.resolve().parent)
    with Store.open(path) as store:
        assert store.read_only_reason == (
            f"“{path.name}” lies in a folder in which you may not write, so it is open for reading only."
        )
        assert store.info().events == 1


def test_a_log_where_nothing_can_be_written_is_told(path, tmp_path, monkeypatch):
    with Store.open(path) as store:
        store.apply(Change("add", after=(Event("e2", "x"),)))
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", tmp_path / f"crashed.timelinedb{ending}")

    def refuse(*_arguments, **_more):
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorname = "SQLITE_CANTOPEN"
        raise error

    monkeypatch.setattr("timeline_app.store.open_store.connect", refuse)
    monkeypatch.setattr("timeline_app.store.errors.os.access", lambda *_args: False)
    assert "Copy it together with “crashed.timelinedb-wal”" in refusal(tmp_path / "crashed.timelinedb")


def test_a_path_that_begins_with_two_slashes_is_no_host(path):
    """Qt names the folder of documents so where it knows no home."""
    with Store.open(Path(f"/{path}")) as store:
        assert store.info().events == 1


def test_a_copy_is_written_where_there_are_no_links(path, tmp_path, monkeypatch):
    """FAT, of memory sticks, has none."""
    target = tmp_path / "copy.timelinedb"

    def refuse(*_arguments: object) -> NoReturn:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with Store.open(path) as store:
        store.backup(target)
        with pytest.raises(StoreError, match="exists already"):
            store.backup(target)
    with Store.open(target) as copy:
        assert copy.info().events == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name, target.name]


def test_a_place_without_locks_opens_for_reading_and_says_why(path, monkeypatch):
    def refuse(_writer: object) -> None:
        error = sqlite3.OperationalError("locking protocol")
        error.sqlite_errorname = "SQLITE_IOERR_LOCK"
        raise error

    monkeypatch.setattr("timeline_app.store.open_store.require_locks", refuse)
    with Store.open(path) as store:
        assert store.read_only
        assert "network share" in store.read_only_reason
        assert store.info().events == 1
        with pytest.raises(StoreError, match="reading only"):
            store.apply(Change("add", after=(Event("e2", "x"),)))


def test_a_store_that_another_program_is_writing_opens_at_once(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path) as store:
            assert not store.read_only
        other.execute("ROLLBACK")


def test_a_store_that_was_not_closed_is_noticed_and_sound(path, tmp_path):
    with Store.open(path) as store:
        assert not store.was_interrupted
        store.apply(Change("add", after=(Event("e2", "x"),)))
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", tmp_path / f"crashed.timelinedb{ending}")
    with Store.open(tmp_path / "crashed.timelinedb") as crashed:
        assert crashed.was_interrupted
        assert crashed.is_sound()
        assert crashed.info().events == 2


def test_stores_and_backups_are_their_owners_alone(path, tmp_path):
    with Store.open(path) as store:
        store.backup(tmp_path / "copy.timelinedb")
    for file in (path, tmp_path / "copy.timelinedb"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_locked_store_says_so(path, monkeypatch):
    monkeypatch.setattr("timeline_app.store.open_store.BUSY_MILLISECONDS", 50)
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="in use by another program"):
            store.apply(Change("add", after=(Event("e2", "x"),)))
        other.execute("ROLLBACK")
        store.apply(Change("add", after=(Event("e2", "x"),)))
        assert store.info().events == 2


def test_a_full_disk_says_so_and_keeps_the_store_whole(path):
    with Store.open(path) as store:
        with store.connections.writing() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="no room left"):
            store.apply(Change("add", after=tuple(Event(f"n{i}", "x" * 2000) for i in range(200))))
        assert store.info().events == 1
        assert store.history.undo_label == "add"
        assert store.check().ok
        with store.connections.writing() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        store.apply(Change("again", after=(Event("e2", "x"),)))
        assert store.info().events == 2


def test_a_file_replaced_meanwhile_is_not_written(path, tmp_path):
    shutil.copyfile(path, tmp_path / "other")
    with Store.open(path) as store:
        (tmp_path / "other").replace(path)
        with pytest.raises(StoreError, match="moved, removed or replaced"):
            store.apply(Change("add", after=(Event("e2", "x"),)))


def test_a_file_removed_meanwhile_is_not_written(path):
    with Store.open(path) as store:
        path.unlink()
        with pytest.raises(StoreError, match="moved, removed or replaced"):
            store.apply(Change("add", after=(Event("e2", "x"),)))


def test_a_backup_never_overwrites(path):
    with Store.open(path) as store, pytest.raises(StoreError, match="exists already"):
        store.backup(path)


def test_an_impossible_date_is_refused_and_nothing_changes(path):
    with Store.open(path) as store:
        with pytest.raises(DateError):
            store.apply(Change("add", after=(Category("c", "new"), Event("e2", "x", "2025-02-30"))))
        assert store.info().events == 1
        assert store.lookups.categories() == []
        assert store.history.undo_label == "add"


def test_half_a_letter_is_refused(path):
    with Store.open(path) as store, pytest.raises(KnownError, match="cannot be"):
        store.apply(Change("add", after=(Event("e2", "\ud800"),)))


@pytest.mark.parametrize(
    "record",
    [
        Event("e2", "x", category_id="nowhere"),
        Excerpt("x", "e1", "nowhere"),
        Excerpt("x", "nowhere", "nowhere"),
    ],
)
def test_a_record_that_refers_to_nothing_is_refused(path, record):
    with Store.open(path) as store, pytest.raises(StoreError, match="not in the timeline"):
        store.apply(Change("add", after=(record,)))


def test_what_is_in_use_is_not_deleted(path):
    with Store.open(path) as store:
        source, category = Source("s", "BBC"), Category("c", "Diplomacy")
        store.apply(Change("add", after=(source, category, Event("e2", "x", category_id="c"), Excerpt("x", "e2", "s"))))
        for record in (source, category):
            with pytest.raises(StoreError, match="still in use"):
                store.apply(Change("delete", before=(record,)))
        event = store.lookups.event("e2")
        store.apply(Change("delete", before=(event, category, source)))
        assert store.lookups.categories() == []


def test_a_change_of_what_changed_meanwhile_tells_both_versions(path):
    with Store.open(path) as mine, Store.open(path) as theirs:
        event = mine.lookups.event("e1")
        theirs.apply(Change("edit", (event,), (Event("e1", "Theirs", "2025-07-23"),)))
        with pytest.raises(ConflictError, match="changed meanwhile") as caught:
            mine.apply(Change("edit", (event,), (Event("e1", "Mine", "2025-07-23"),)))
        assert caught.value.mine.title == "Mine"
        assert caught.value.theirs.title == "Theirs"
        theirs.apply(Change("delete", (theirs.lookups.event("e1"),)))
        with pytest.raises(ConflictError, match="deleted meanwhile") as caught:
            mine.apply(Change("edit", (event,), (Event("e1", "Mine", "2025-07-23"),)))
        assert caught.value.theirs is None


@pytest.mark.parametrize(
    "record",
    [
        Category("c2", "x", colour="url(x)"),
        Category("c2", "x", shape="skull"),
        Event("e2", "x", importance=9),
        Event("e2", "x", status="maybe"),
        Event("e2", 7),
    ],
)
def test_a_value_that_a_field_may_not_hold_is_refused(path, record):
    with Store.open(path) as store, pytest.raises(KnownError, match="cannot be"):
        store.apply(Change("add", after=(record,)))


def test_every_refusal_is_a_known_error():
    assert issubclass(StoreError, KnownError)
    assert issubclass(ConflictError, StoreError)


def test_a_file_that_another_program_holds_is_told_as_that(tmp_path):
    error = OSError(errno.EACCES, "Permission denied")
    error.winerror = 32
    sentence = system_sentence(error, tmp_path / "a.timelinedb")
    assert sentence.startswith("“a.timelinedb” is open in another program")
    assert sentence.endswith("then try again.")


def test_a_file_that_is_only_at_a_service_is_told_as_that(tmp_path, monkeypatch):
    path = tmp_path / "a.timelinedb"
    monkeypatch.setattr("timeline_app.base.file_trouble.is_only_there", lambda each: each == path)
    assert "is not on this computer yet" in system_sentence(OSError(errno.EINVAL, "Invalid argument"), path)
    assert system_sentence(OSError(errno.ENOENT, "none"), path) == "There is no file “a.timelinedb”."


def test_a_folder_is_told_from_a_file_before_it_is_opened(tmp_path):
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path)
