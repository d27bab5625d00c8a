"""The connections of an open store, and the rules by which threads share them.

One connection writes, under a lock; every thread has one of its own to read (`readers`). So any thread may call any
method of `Store`, and since the log is written ahead (WAL), reading goes on while a worker imports: neither waits for
the other. Small edits may be made from the GUI thread; while an import is running, they are refused after a moment.

A reading connection for every thread: no reader waits for another, and a check never holds up the window.
"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import DamagedError, StoreError
from timeline_app.store.errors import OnlyReadableError, told_plainly
from timeline_app.store.older_schemas import version_of
from timeline_app.store.open_store import (
    USUAL_KIB,
    USUAL_TEMP,
    HoldingConnection,
    cannot_be_locked,
    connect,
    has_log,
    judge_file,
    newer_sentence,
    open_connections,
    reading_connection,
    remove_empty_log,
    revision_of,
)
from timeline_app.store.queries.indexing import knows_words, ready_to_search
from timeline_app.store.safety.write_ahead_log import Checkpointer, StoreHold, is_stray, set_aside, write_mark
from timeline_app.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


_READ_PATIENCE_S = 10.0


class Readers:
    """Lends each thread a connection of its own, opened when that thread first reads."""

    def __init__(self, first: sqlite3.Connection, more: Callable[[], sqlite3.Connection]) -> None:
        self._more = more
        self._local = threading.local()
        self._local.connection = first
        self._all = [first]
        self._spare: list[sqlite3.Connection] = []
        self._idle = threading.Condition()
        self._active = 0
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend this thread's connection; it is not closed meanwhile."""
        with self._idle:
            if self._closed:
                raise StoreError(_("This timeline is closed."))
            self._active += 1
        try:
            yield self._mine()
        finally:
            with self._idle:
                self._active -= 1
                self._idle.notify_all()

    def keep_spare(self, connection: sqlite3.Connection) -> None:
        """Keep a connection for the next thread that has none: what took long was done to it beforehand."""
        with self._idle:
            self._all.append(connection)
            self._spare.append(connection)

    def close(self) -> None:
        """Close them all, after those that are reading now."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: not self._active, _READ_PATIENCE_S)
            for connection in self._all:
                connection.close()

    def _mine(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self._idle:
                connection = self._spare.pop() if self._spare else None
            if connection is not None:
                self._local.connection = connection
                return connection
            connection = self._more()
            with self._idle:
                if self._closed:  # closing waited for this thread for as long as it would
                    connection.close()
                    raise StoreError(_("This timeline is closed."))
                self._all.append(connection)
            self._local.connection = connection
        return connection


_PATIENCE_S = 1.0
"""Longer than any edit takes, shorter than a person minds."""
_MUCH_KIB = -65_536
"""As SQLite wants it: below zero for kibibytes."""


class Connections:
    """The connections to one file."""

    def __init__(self, path: Path, *, read_only: bool, alone: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.read_only_reason = ""
        """Why a store that was to be written can only be read; empty where that was asked for or is not so."""
        self.found_log = has_log(path)
        """Whether a log lay beside the store: it is open elsewhere, or the last program that had it open died."""
        self.stray_log = ""
        """What is to be said of a log of another state that lay beside the store; empty where none did."""
        self.update = ""
        """What is to be said of a store of an earlier schema that was brought up to date; empty where it was not."""
        self._log_is_passed_over = False
        self._is_without_locks = alone and read_only and not self.found_log
        if self.found_log and is_stray(path):
            self._part_from_log()
        self._write_lock = threading.RLock()
        self._writer, first = self._opened()
        self._readers = Readers(first, self.another)
        self._hold = None if self._reads_alone else StoreHold(path)
        self._checkpointer = Checkpointer(self._to_settle)
        try:
            self._identity = self._file_identity()
        except BaseException:
            self.close()
            raise

    def _part_from_log(self) -> None:
        """Keep a log that belongs to another state of the file from being mixed into it."""
        if self.read_only:
            self._log_is_passed_over = True
            self.stray_log = _(
                "Beside “{name}” lies a log of another state of it, left by a crash; it was left out here. Open the"
                " timeline for writing to have it set aside."
            ).format(name=self.path.name)
            return
        with told_plainly(self.path):
            aside = set_aside(self.path)
        self.found_log = False
        self.stray_log = _(
            "Beside “{name}” lay a log of another state of it, left by a crash; it was not mixed in, but set aside as"
            " “{aside}”, which can be opened and looked at."
        ).format(name=self.path.name, aside=aside.name)

    def _opened(self) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        try:
            if not self.read_only and judge_file(self.path) < SCHEMA_VERSION:
                from timeline_app.store.bringing_up_to_date import bring_up_to_date  # noqa: PLC0415  # once for a schema

                self.update = bring_up_to_date(self.path)
            return self._open()
        except OnlyReadableError as error:
            self.read_only, self.read_only_reason = True, str(error)
            return self._open()
        except StoreError as error:
            if not cannot_be_locked(error.__cause__):
                raise
        self.read_only = self._is_without_locks = True
        self.read_only_reason = _(
            "“{name}” lies where files cannot be locked, such as a network share or a synced folder, so it is open for"
            " reading only. Move it to a folder of this computer to change it."
        ).format(name=self.path.name)
        return open_connections(self.path, read_only=True, alone=True)

    def _open(self) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        past = self._log_is_passed_over
        try:
            return open_connections(self.path, read_only=self.read_only, alone=self._reads_alone, past_log=past)
        except DamagedError:
            if self.read_only and not self.found_log:
                remove_empty_log(self.path)  # nothing is left beside a damaged store either
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend the reading connection of this thread."""
        with told_plainly(self.path), self._readers.lend() as connection:
            yield connection

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Let everything that this thread reads inside be of one state, whatever others write meanwhile."""
        with self.reading() as connection:
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN")
            try:
                yield
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def writing(
        self, *, counts: bool = True, much: bool = False, into_empty: bool = False
    ) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection for one transaction, all or nothing.

        What `counts` as a change of the chronology raises its revision; keeping derived data does not. Who writes
        `much` gets more memory for it, which is given back, and sorts in files: memory then knows no size of the work.
        Of much that goes `into_empty` tables the references are looked at once, at the end, instead of row by row.
        """
        with self._transaction(much=much, checked_at_end=into_empty) as writer:
            found, changes = revision_of(writer), writer.total_changes
            yield writer
            if into_empty and writer.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise sqlite3.IntegrityError("FOREIGN KEY constraint failed")
            counts = counts and writer.total_changes != changes
            if counts:
                writer.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (str(found + 1),))
            changed = writer.total_changes != changes
            if changed:
                write_mark(writer)
            writer.execute("COMMIT")
            if changed:
                if self._hold is not None and self._hold.log_is_lost():
                    writer.execute("PRAGMA wal_checkpoint(FULL)")
                self._checkpointer.note_change(at_once=much)

    @contextmanager
    def trying(self) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection to see what a change would do; all of it is taken back at the end."""
        with self._transaction(much=True) as writer:
            yield writer
            writer.execute("ROLLBACK")

    @contextmanager
    def _transaction(self, *, much: bool, checked_at_end: bool = False) -> Iterator[sqlite3.Connection]:
        """Begin a transaction, for the caller to end; one that fails is rolled back.

        One that is `checked_at_end` does not look at references: the caller does before it ends.
        """
        if self.read_only:
            raise StoreError(
                self.read_only_reason
                or self.newer
                or _("“{name}” is open for reading only; save a copy to change it.").format(name=self.path.name)
            )
        with self._turn_to_write(), told_plainly(self.path):
            self.require_same_file()
            if much:
                self._writer.execute(f"PRAGMA cache_size = {_MUCH_KIB}")
                self._writer.execute("PRAGMA temp_store = FILE")
            if checked_at_end:
                self._writer.execute("PRAGMA foreign_keys = OFF")
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise
            finally:
                if checked_at_end:
                    self._writer.execute("PRAGMA foreign_keys = ON")
                if much:
                    self._writer.execute(f"PRAGMA cache_size = {USUAL_KIB}")
                    self._writer.execute(USUAL_TEMP)
                    self._writer.execute("PRAGMA shrink_memory")

    def revision(self) -> int:
        """Give the number of the last change, whoever made it."""
        with self.reading() as connection:
            return revision_of(connection)

    def prepare_search(self) -> None:
        """Make the indexes that an older store lacks, where it is only read, for the next thread that reads."""
        with self.reading() as connection:
            if knows_words(connection):
                return
        connection = self.another()
        with told_plainly(self.path):
            ready_to_search(connection)
        self._readers.keep_spare(connection)

    def another(self) -> HoldingConnection:
        """Open a further connection for reading, for work that takes long; the caller closes it."""
        with told_plainly(self.path):
            return reading_connection(self.path, alone=self._reads_alone, past_log=self._log_is_passed_over)

    @property
    def _reads_alone(self) -> bool:
        """Whether the file is read without locks and without a log."""
        return self._log_is_passed_over or self._is_without_locks

    @property
    def newer(self) -> str:
        """What is to be said of a store that a newer program wrote; empty for others."""
        return newer_sentence(self.path) if version_of(self._writer) > SCHEMA_VERSION else ""

    @contextmanager
    def _turn_to_write(self) -> Iterator[None]:
        """Wait a moment for other threads, but never for an import: the window would stand still."""
        if not self._write_lock.acquire(timeout=_PATIENCE_S):
            raise StoreError(
                _("“{name}” is being written by a longer piece of work; try again when that is done.").format(
                    name=self.path.name
                )
            )
        try:
            yield
        finally:
            self._write_lock.release()

    def interrupt(self) -> None:
        """Stop what the writing connection is doing, from any thread; its transaction is rolled back."""
        self._writer.interrupt()

    def _to_settle(self) -> sqlite3.Connection:
        """Open a connection that folds the log in: only into the file that was opened, not into one in its place."""
        self.require_same_file()
        return connect(self.path, read_only=False)

    def close(self) -> None:
        """Close all; the last one to close a store folds its log into the file."""
        self._checkpointer.close()
        self._readers.close()
        if self._hold is not None:
            self._hold.let_go()
        with self._write_lock:
            self._writer.close()
        if self._hold is not None:
            self._hold.close()
        if self.read_only and not self.found_log:
            remove_empty_log(self.path)

    def _file_identity(self) -> tuple[int, int]:
        with told_plainly(self.path):
            status = self.path.stat()
        return status.st_dev, status.st_ino

    def require_same_file(self) -> None:
        """Refuse to write into a file that was removed or replaced meanwhile: the change would be lost with it."""
        try:
            status = self.path.stat()
            same = (status.st_dev, status.st_ino) == self._identity
        except OSError:
            same = False
        if not same:
            raise StoreError(
                _(
                    "“{name}” was moved, removed or replaced while it was open, so nothing was saved. "
                    "Save a copy, then open the file again."
                ).format(name=self.path.name)
            )


class Connected(Protocol):
    """An open store, to functions that ask it something in SQL."""

    @property
    def connections(self) -> Connections:
        """The connections to lend one from."""
