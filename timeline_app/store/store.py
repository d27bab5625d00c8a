"""The store: one SQLite file, one way to change it, and what is asked of it.

What only some calls need (changing, importing, checking, numpy) is imported by those calls: an application
opens a store before its first frame, and every module counts there.
"""

from __future__ import annotations

from contextlib import closing
from os import W_OK, access
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.long_paths import reachable
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Actor, Category, Particulars, Place
from timeline_app.domain.text.json_values import RECORD_TYPES
from timeline_app.store.connections import Connections
from timeline_app.store.errors import told_plainly
from timeline_app.store.older_schemas import version_of
from timeline_app.store.open_store import make_file
from timeline_app.store.queries.lookups import EvidenceLookups, History, Lookups, Search
from timeline_app.store.records import journal, record_rows
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.draft import Draft, ImportResult
    from timeline_app.domain.records import Record
    from timeline_app.store.column_cache import ListRows
    from timeline_app.store.imports.importing import ImportRequest
    from timeline_app.store.safety.checking import Report


_AT_ONCE: Final = 5_000
"""Records read at a time where all are wanted."""


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds, in numbers; the first and last dates are EDTF."""

    events: int
    sources: int
    excerpts: int
    first: str
    last: str
    schema: int
    as_of: str


class Store:
    """An open store: what changes it and what is asked of the whole; what is asked of its parts is held by it.

    Any thread may call any method; `connections` says who waits for whom.
    """

    def __init__(self, path: Path, *, read_only: bool = False, alone: bool = False) -> None:
        self.connections = Connections(path, read_only=read_only, alone=alone)
        self.lookups = Lookups(self.connections)
        """Records, by their ids and rows."""
        self.evidence = EvidenceLookups(self.connections)
        """What supports and disputes events."""
        self.search = Search(self.connections)
        """Rows that a query or words lead to."""
        self.history = History(self.connections)
        """What the journal holds."""

    @classmethod
    def create(cls, path: Path, as_of: str = "", name: str = "") -> Store:
        """Make a new store at `path`, which must not exist, and open it."""
        path = reachable(path)
        make_file(path)
        store = cls(path)
        try:
            with store.connections.writing() as connection:
                connection.execute("UPDATE particulars SET name = ?, as_of = ?", (name or path.stem, as_of))
        except BaseException:
            store.close()
            path.unlink(missing_ok=True)
            raise
        return store

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, alone: bool = False) -> Store:
        """Open the store at `path`, for reading only where it cannot be written; raise StoreError if it is none.

        With `alone` it is only read for a moment, without a trace beside it where it is open nowhere else.
        """
        path = reachable(path)
        reason = "" if read_only or not path.exists() else _why_locked(path)
        store = cls(path, read_only=read_only or bool(reason), alone=alone)
        store.connections.read_only_reason = store.connections.read_only_reason or reason
        return store

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self.connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.connections.path

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self.connections.read_only

    @property
    def read_only_reason(self) -> str:
        """Why a store that was to be written can only be read; empty where that was asked for."""
        return self.connections.read_only_reason

    @property
    def was_interrupted(self) -> bool:
        """Whether the store is open elsewhere too, or was not closed properly: then `is_sound` is worth its time."""
        return self.connections.found_log

    @property
    def stray_log(self) -> str:
        """What is to be said of a log of another state that lay beside the store; empty where none did."""
        return self.connections.stray_log

    @property
    def update(self) -> str:
        """What is to be said of a store of an earlier schema that was brought up to date; empty where it was not."""
        return self.connections.update

    @property
    def newer(self) -> str:
        """What is to be said of a store that a newer program wrote; empty for others."""
        return self.connections.newer

    def is_sound(self) -> bool:
        """Run SQLite's quick check over the whole file, on a connection of its own: made for a worker."""
        with told_plainly(self.path), closing(self.connections.another()) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    @property
    def particulars(self) -> Particulars:
        """What the chronology says of itself."""
        found = self.lookups.all_of(Particulars)
        return found[0] if found else Particulars()

    @property
    def name(self) -> str:
        """What the chronology is called."""
        return self.particulars.name or self.path.stem

    @property
    def as_of(self) -> str:
        """The day, in EDTF, as of which *planned* is meant; empty for today."""
        return self.particulars.as_of

    @property
    def revision(self) -> int:
        """A number that grows with every change, whoever makes it."""
        return self.connections.revision()

    def apply(self, change: Change, author: str = "") -> int:
        """Carry out `change` with its journal row in one transaction; give its number, 0 if it changes nothing.

        Raises ConflictError where a record is not as the change's `before` says.
        """
        from timeline_app.store.records import applying  # noqa: PLC0415  # see above

        with self.connections.writing() as connection:
            time = journal.now()
            settled = applying.settled(connection, change, time)
            if not (settled.before or settled.after):
                return 0
            applying.carry_out(connection, settled)
            return journal.append(connection, settled, author, time)

    def lay_down(self, records: Iterable[Record]) -> None:
        """Write records as they are, stamps and all, without a row in the journal: the content of a new store."""
        with self.connections.writing() as connection:
            for record in records:
                record_rows.write_record(connection, record)

    def undo(self, author: str = "") -> Change | None:
        """Take back the last change; give what was done to do so, or None when there is nothing to take back."""
        if self.history.undo_label is None:
            return None
        with self.connections.writing() as connection:
            return _step(connection, journal.last_done(connection), "undo", author)

    def redo(self, author: str = "") -> Change | None:
        """Do again what was undone last; give the change, or None when there is none."""
        if self.history.redo_label is None:
            return None
        with self.connections.writing() as connection:
            return _step(connection, journal.first_undone(connection), "redo", author)

    def undo_to(self, sequence: int, author: str = "") -> list[Change]:
        """Go back to where the change with this number was the last one; 0 goes back to the beginning."""
        undone: list[Change] = []
        with self.connections.writing() as connection:
            while (entry := journal.last_done(connection)) is not None and entry.sequence > sequence:
                change = _step(connection, entry, "undo", author)
                if change is not None:
                    undone.append(change)
        return undone

    def write_as_it_was(self, step: int, target: Path) -> None:
        """Write the store as it was after a step of its journal to a new file, to be opened and looked at."""
        from timeline_app.store.safety.copying import write_as_it_was  # noqa: PLC0415  # see above

        write_as_it_was(self.connections, step, target)

    def import_events(self, drafts: Iterable[Draft], order: ImportRequest) -> ImportResult:
        """Add or update events from a foreign file, as one change that undo takes back as a whole.

        Made for a worker thread: reading goes on meanwhile. A dry run writes nothing.
        """
        from timeline_app.store.imports.importing import import_drafts  # noqa: PLC0415  # see above

        if order.dry_run:
            writing = self.connections.trying()
        else:
            writing = self.connections.writing(much=True, into_empty=self._is_empty())
        with writing as connection:
            return import_drafts(connection, drafts, order)

    def _is_empty(self) -> bool:
        with self.connections.reading() as connection:
            return connection.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None

    def import_records(self, records: Iterable[Record], order: ImportRequest) -> ImportResult:
        """Add or update records by their ids, as one change; a file of our own JSON comes in this way."""
        from timeline_app.store.imports.import_records import import_records  # noqa: PLC0415  # see above

        with self._importing(order) as connection:
            return import_records(connection, records, order)

    def _importing(self, order: ImportRequest) -> AbstractContextManager[sqlite3.Connection]:
        return self.connections.trying() if order.dry_run else self.connections.writing(much=True)

    def records(self) -> Iterator[Record]:
        """Give every record, each after those it refers to; some thousands at a time, so that memory stays small."""
        for record_type in RECORD_TYPES.values():
            table, after = table_of(record_type).name, 0
            while True:
                with self.connections.reading() as connection:
                    some = f"{table}.row > ? ORDER BY {table}.row LIMIT {_AT_ONCE}"
                    found = record_rows.rows_where(connection, record_type, some, (after,))
                if not found:
                    break
                yield from (record for _row, record in found)
                after = found[-1][0]

    def one_moment(self) -> AbstractContextManager[None]:
        """Let everything that is read inside be of one state, whatever others write meanwhile."""
        return self.connections.one_moment()

    def columns(self) -> EventColumns:
        """Give all events as numpy columns, whose indices point into `categories()`, `places()` and `actors()`."""
        return self.columns_and_origin()[0]

    def columns_and_origin(self) -> tuple[EventColumns, bool]:
        """Give the columns, and whether they had to be made from the tables."""
        from timeline_app.store.column_cache import load_columns  # noqa: PLC0415  # see above

        with self.one_moment(), self.connections.reading() as connection:
            return load_columns(connection, self.revision, self.list_rows())

    def keep_columns(self, columns: EventColumns, revision: int) -> bool:
        """Keep columns that are true at `revision` for the next opening; tell whether that was worth it."""
        from timeline_app.store.column_cache import WORTH_PACKING, pack  # noqa: PLC0415  # see above

        if self.read_only or len(columns) < WORTH_PACKING or self.revision != revision:
            return False
        lists = self.list_rows()
        with self.connections.writing(counts=False) as connection:
            pack(connection, columns, revision, lists)
        return True

    def list_rows(self) -> ListRows:
        """Give the row numbers behind the lists that columns index into."""
        from timeline_app.store.column_cache import ListRows  # noqa: PLC0415  # see above

        return ListRows(
            self.lookups.listed_rows(Category), self.lookups.listed_rows(Place), self.lookups.listed_rows(Actor)
        )

    def info(self) -> Info:
        """Count what the store holds."""
        with self.one_moment(), self.connections.reading() as connection:
            first, last = record_rows.first_and_last(connection)
            counts = self.lookups.count("event"), self.lookups.count("source"), self.lookups.count("excerpt")
            return Info(*counts, first, last, version_of(connection), self.as_of)

    def check(self, rest: Callable[[], object] | None = None) -> Report:
        """Look for damage, missing words and broken keys, on a connection of its own so that nothing waits for it.

        `rest` is called many times in a millisecond; it may wait there, or stop the check by what it raises.
        """
        from timeline_app.store.safety import checking  # noqa: PLC0415  # see above

        with told_plainly(self.path), closing(self.connections.another()) as connection:
            report = checking.check(connection, rest)
        if not self.stray_log or not self.read_only:  # set aside: what is open is whole
            return report
        return checking.Report((*report.problems, checking.Finding("log", "", self.stray_log)), report.hints)

    def backup(self, path: Path) -> None:
        """Write a consistent copy to `path` while the store is in use, here or elsewhere."""
        from timeline_app.store.safety.backup_files import back_up  # noqa: PLC0415  # see above

        try:
            self.connections.require_same_file()
        except StoreError:  # the file was removed or replaced: what is open holds it still
            with self.connections.reading() as connection:
                back_up(connection, path, self.path)
            return
        with closing(self.connections.another()) as connection:
            back_up(connection, path, self.path)

    def require_in_place(self) -> None:
        """Raise StoreError where the file was moved, removed or replaced since it was opened."""
        self.connections.require_same_file()


def _why_locked(path: Path) -> str:
    """Say why a store can only be read; empty where it may be written."""
    if not access(path, W_OK):
        return _("“{name}” may not be changed with your permissions, so it is open for reading only.").format(
            name=path.name
        )
    if not access(path.resolve().parent, W_OK):  # what is saved stands beside it before it stands in it
        return _("“{name}” lies in a folder in which you may not write, so it is open for reading only.").format(
            name=path.name
        )
    return ""


def _step(
    connection: sqlite3.Connection, entry: journal.JournalEntry | None, direction: journal.Direction, author: str
) -> Change | None:
    if entry is None:
        return None
    from timeline_app.store.records import applying  # noqa: PLC0415  # see above

    change = entry.change.inverse if direction == "undo" else entry.change
    applying.require_unchanged(connection, change)
    applying.carry_out(connection, change)
    journal.mark(connection, entry, direction, author)
    return change
