"""Recover what can be read of a damaged or strange store into a new one.

Nothing of the old file is trusted: its tables are read row by row with SQLite's own safety on, each value is held to
its type, and only records that are whole and whose references are found go into the new store. Triggers, views and
generated columns stay behind. Around damaged pages the reading goes on, from both ends and from points between.

The journal comes along as far back as it fits the records: then undo and history survive a recovery. It is believed
entry by entry, from the newest back: what an entry says became of its records must be what there is, taking newer
entries back. At the first that does not fit, or cannot be read, the history ends, since undo could not go beyond it
anyway.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import copy_file, open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError, StoreError
from timeline_app.domain.records import Document, Event, Participation, Record, Story
from timeline_app.domain.text.json_values import from_plain, to_plain
from timeline_app.store.errors import told_plainly
from timeline_app.store.imports import data_sets
from timeline_app.store.older_schemas import lacks, version_of
from timeline_app.store.open_store import connect
from timeline_app.store.records import journal
from timeline_app.store.records.applying import same
from timeline_app.store.records.record_rows import record_with_id, write_record
from timeline_app.store.records.references import needs_of
from timeline_app.store.store import Store
from timeline_app.store.tables import TABLES, Table, views_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.change import Change


Row = tuple[int, list[Any]]

_PROBES: Final = 64


def readable_rows(
    connection: sqlite3.Connection, table: str, columns: list[str], key: str = "row"
) -> tuple[list[Row], bool]:
    """Read what can be read, and tell whether that is all. What is not a plain table is not touched."""
    if not _is_plain_table(connection, table):
        return [], False
    listed = ", ".join(f'"{column}"' for column in columns)
    if table in {"event_actor", "event_tag"}:
        select = f"SELECT 0, {listed} FROM {table} ORDER BY event_row, position"
        rows, whole = _until_damage(connection, select, ())
        return rows, whole
    upward = f"SELECT {key}, {listed} FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key}"
    rows, whole = _until_damage(connection, upward, (-(2**63),))
    if whole:
        return rows, True
    downward = f"SELECT {key}, {listed} FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key} DESC"
    last = rows[-1][0] if rows else -(2**63)
    above, _whole = _until_damage(connection, downward, (last,))
    found = dict(rows) | dict(above)
    first_above = above[-1][0] if above else last + 1
    step = max(1, (first_above - last) // _PROBES)
    for start in range(last + step, first_above, step):
        if start not in found:
            more, _whole = _until_damage(connection, upward, (start,))
            found |= dict(more)
    return sorted(found.items()), False


def columns_there(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """Name the columns that a table has, which an older store has fewer of; none where that cannot be read."""
    try:
        return frozenset(name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)))
    except sqlite3.Error:
        return frozenset()


@contextmanager
def whole_for_sqlite(source: Path) -> Iterator[Path]:
    """Give a file that SQLite agrees to open: of one that was cut short, a copy that says its true length."""
    with open_bytes(source) as file:
        header = file.read(100)
    size, page_size = source.stat().st_size, int.from_bytes(header[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    if page_size < 512 or size >= int.from_bytes(header[28:32], "big") * page_size or size < page_size:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="conflict-timeline-") as folder:
        copy = Path(folder, source.name)
        copy_file(source, copy)
        with copy.open("r+b") as file:
            file.truncate(size - size % page_size)
            file.seek(28)
            file.write((size // page_size).to_bytes(4, "big"))
            file.seek(92)
            file.write(header[24:28])  # the length counts only where this repeats the number of changes
        yield copy


def _is_plain_table(connection: sqlite3.Connection, table: str) -> bool:
    """Tell a table from a stranger's view or virtual table under our name, which would run his code."""
    try:
        found = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0", (table,)
        ).fetchone()
        hidden = connection.execute("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0", (table,)).fetchone()
    except sqlite3.Error:
        return False
    return found is not None and not str(found[0]).upper().startswith("CREATE VIRTUAL") and hidden[0] == 0


def _until_damage(connection: sqlite3.Connection, select: str, values: tuple[int, ...]) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row, *told in connection.execute(select, values):
            rows.append((row, told))
    except sqlite3.Error:
        return rows, False
    return rows, True


Key = tuple[type["Record"], str]

_COLUMNS: Final = ["time", "author", "label", "batch", "before", "after", "state"]
_STATES: Final = frozenset({"done", "undone", "dropped"})
_DIRECTIONS: Final = frozenset({"do", "undo", "redo"})
_LONGEST: Final = 64_000_000


def recover_journal(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, int]:
    """Bring over the changes that fit the recovered records; give how many did, and how many are lost."""
    rows, _whole = readable_rows(old, "journal", _COLUMNS, "sequence")
    newest = max((sequence for sequence, _told in rows), default=0)
    entries = {sequence: entry for sequence, told in rows if (entry := _entry(new, sequence, told)) is not None}
    first = _first_that_fits(new, entries, newest)
    kept = [entry for sequence, entry in sorted(entries.items()) if sequence >= first]
    _settle_undone(new, kept)
    for entry in kept:
        new.execute(
            "INSERT INTO journal (sequence, time, author, label, batch, before, after, state) "
            "VALUES (:sequence, :time, :author, :label, :batch, :before, :after, :state)",
            entry.plain,
        )
    _recover_steps(old, new, kept)
    return len(kept), newest - len(kept)


class _Entry:
    """A change as it stands in the old journal, and as it reads."""

    def __init__(self, plain: dict[str, Any], change: Change) -> None:
        self.plain = plain
        self.before = {_key(record): record for record in change.before}
        self.after = {_key(record): record for record in change.after}


class _Now:
    """The records as they are, and as they were while entries are taken back or done again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._taken: dict[Key, Record | None] = {}

    def fits(self, held: dict[Key, Record], absent: Iterable[Key]) -> bool:
        return all(same(self._at(key), record) for key, record in held.items()) and all(
            self._at(key) is None for key in absent if key not in held
        )

    def turn(self, held: dict[Key, Record], becomes: dict[Key, Record]) -> None:
        for key in {**held, **becomes}:
            self._taken[key] = becomes.get(key)

    def _at(self, key: Key) -> Record | None:
        return self._taken[key] if key in self._taken else record_with_id(self._connection, *key)


def _first_that_fits(new: sqlite3.Connection, entries: dict[int, _Entry], newest: int) -> int:
    """Give the number of the oldest entry down to which all fit."""
    now = _Now(new)
    for sequence in range(newest, 0, -1):
        entry = entries.get(sequence)
        if entry is None:
            return sequence + 1
        if entry.plain["state"] == "done":
            if not now.fits(entry.after, entry.before):
                return sequence + 1
            now.turn(entry.after, entry.before)
    return 1


def _settle_undone(new: sqlite3.Connection, kept: list[_Entry]) -> None:
    """Let redo end at the first undone change that does not fit any more."""
    now, fits = _Now(new), True
    for entry in kept:
        if entry.plain["state"] == "undone":
            fits = fits and now.fits(entry.before, entry.after)
            now.turn(entry.before, entry.after)
            if not fits:
                entry.plain["state"] = "dropped"


def _entry(new: sqlite3.Connection, sequence: int, told: list[Any]) -> _Entry | None:
    plain = dict(zip(_COLUMNS, told, strict=True))
    if not all(isinstance(value, str) for value in told) or plain["state"] not in _STATES:
        return None
    if len(plain["before"]) + len(plain["after"]) > _LONGEST or (plain["batch"] and not plain["batch"].isdecimal()):
        return None
    try:
        change = journal.change_of(new, plain)
    except KnownError:
        return None
    return _Entry({"sequence": sequence, **plain}, change) if not change.moves else None


def _recover_steps(old: sqlite3.Connection, new: sqlite3.Connection, kept: list[_Entry]) -> None:
    """Bring over how the kept changes were done, undone and redone; where that is damaged, only where they stand."""
    known = {entry.plain["sequence"] for entry in kept}
    rows, whole = readable_rows(old, "journal_step", ["time", "author", "sequence", "direction"], "step")
    steps = [told for _step, told in rows if told[2] in known]
    sound = all(isinstance(told[0], str) and isinstance(told[1], str) and told[3] in _DIRECTIONS for told in steps)
    if not whole or not sound or {told[2] for told in steps} != known:
        steps = [
            [entry.plain["time"], entry.plain["author"], entry.plain["sequence"], direction]
            for entry in kept
            for direction in (("do", "undo") if entry.plain["state"] == "undone" else ("do",))
        ]
    new.executemany("INSERT INTO journal_step (time, author, sequence, direction) VALUES (?, ?, ?, ?)", steps)


def _key(record: Record) -> Key:
    return type(record), record.id


_SECONDS: Final = 300
_HIGHEST_BATCH: Final = 10**15


@dataclass(slots=True)
class RecoveryCounts:
    """How many records of each kind came through, and how many were found but could not be kept."""

    kept: dict[str, int] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)
    """Kinds of which parts, or all, could not even be read."""
    changes_kept: int = 0
    """How many changes of the journal came through: they can be looked at, and taken back."""
    changes_lost: int = 0
    """How many older ones did not, as far as is known."""


def recover(source: Path, target: Path) -> RecoveryCounts:
    """Read what can be read of `source` into a new store at `target`; `source` is not touched."""
    if source.resolve() == target.resolve():
        raise StoreError(_("The recovered timeline needs a name of its own."))
    done = RecoveryCounts()
    with (
        told_plainly(source),
        whole_for_sqlite(source) as readable,
        closing(connect(readable, read_only=True)) as connection,
        Store.create(target) as store,
    ):
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace").replace("\x00", "")
        deadline = time.monotonic() + _SECONDS
        connection.set_progress_handler(lambda: time.monotonic() > deadline, 100_000)
        with store.connections.writing(much=True) as writer:
            _Recovery(connection, writer, done).run()
            done.changes_kept, done.changes_lost = recover_journal(connection, writer)
            data_sets.take_from_journal(writer)
    return done


class _Recovery:
    def __init__(self, old: sqlite3.Connection, new: sqlite3.Connection, done: RecoveryCounts) -> None:
        self._old = old
        self._new = new
        self._done = done
        self._version = version_of(old)
        self._ids: dict[str, dict[int, str]] = {}
        self._gone: dict[str, dict[int, str]] = {}
        """Of what was deleted: the journal may bring it back."""

    def run(self) -> None:
        for table in TABLES.values():
            actors, tags = self._relations() if table.record_type is Event else ({}, {})
            ids, gone = self._ids.setdefault(table.name, {}), self._gone.setdefault(table.name, {})
            kept = lost = 0
            hides = any(use.hides_user for use in needs_of(table.record_type))
            if lacks(table.name, self._version):
                continue
            there = columns_there(self._old, table.name)
            fields = [field for field in table.fields if not there or table.column_of(field) in there]
            columns = [*map(table.column_of, fields), "deleted", "batch"]
            for row, values in self._rows(table.name, columns):
                *told, deleted, batch = values
                record = self._record(table, dict(zip(fields, told, strict=True)), with_gone=bool(deleted) or hides)
                if isinstance(record, Event):
                    record = replace(record, actors=tuple(actors.get(row, ())), tag_ids=tuple(tags.get(row, ())))
                written = record is not None and self._write(record)
                if written and record is not None:
                    self._mark(table, record.id, deleted=bool(deleted), batch=batch)
                    (gone if deleted else ids)[row] = record.id
                if not deleted:
                    kept, lost = kept + written, lost + (not written)
            self._done.kept[table.name], self._done.lost[table.name] = kept, lost

    def _rows(self, table: str, columns: list[str]) -> list[tuple[int, list[Any]]]:
        rows, whole = readable_rows(self._old, table, columns)
        if not whole:
            self._done.unreadable.append(table)
        return rows

    def _mark(self, table: Table, record_id: str, *, deleted: bool, batch: object) -> None:
        """Keep what the journal relies on: what was deleted, and what came with which import."""
        known = batch if isinstance(batch, int) and 0 < batch < _HIGHEST_BATCH else None
        if deleted or known is not None:
            self._new.execute(
                f"UPDATE {table.name} SET deleted = ?, batch = ? WHERE id = ?", (int(deleted), known, record_id)
            )

    def _record(self, table: Table, told: dict[str, Any], *, with_gone: bool) -> Record | None:
        """Make a record of a row's values; None where one cannot be. A reference to nothing is dropped."""
        plain: dict[str, Any] = {}
        original = b""
        for name, value in told.items():
            if name in table.references:
                plain[name] = self._id_at(table.references[name], value, with_gone=with_gone)
            elif name == "aliases":
                plain[name] = [part.strip(' "') for part in str(value).strip("[]").split(",") if part.strip(' "')]
            elif name == "views":
                plain[name] = to_plain(Story("", "", views_in(str(value)))).get("views", [])
            elif name == "original":
                original = value if isinstance(value, bytes) else b""
            else:
                plain[name] = value
        try:
            record = from_plain(table.name, plain)
        except KnownError:
            return None
        return replace(record, original=original) if isinstance(record, Document) else record

    def _id_at(self, table: str, row: object, *, with_gone: bool) -> str:
        if not isinstance(row, int):
            return ""
        found = self._ids[table].get(row) or (self._gone[table].get(row) if with_gone else None)
        return found or ""

    def _write(self, record: Record) -> bool:
        self._new.execute("SAVEPOINT recovered")
        try:
            write_record(self._new, record)
        except (KnownError, sqlite3.IntegrityError, UnicodeEncodeError):
            self._new.execute("ROLLBACK TO recovered")
            if isinstance(record, Event) and (record.start or record.end):
                undated = replace(record, start="", end="", date_text=record.date_text or record.start or record.end)
                return self._write(undated)
            return False
        finally:
            self._new.execute("RELEASE recovered")
        return True

    def _relations(self) -> tuple[dict[int, list[Participation]], dict[int, list[str]]]:
        actors: dict[int, list[Participation]] = {}
        for _row, (event, actor, role) in self._rows("event_actor", ["event_row", "actor_row", "role"]):
            if (actor_id := self._ids["actor"].get(actor)) is not None:
                actors.setdefault(event, []).append(Participation(actor_id, str(role)))
        tags: dict[int, list[str]] = {}
        for _row, (event, tag) in self._rows("event_tag", ["event_row", "tag_row"]):
            if (tag_id := self._ids["tag"].get(tag)) is not None:
                tags.setdefault(event, []).append(tag_id)
        return actors, tags
