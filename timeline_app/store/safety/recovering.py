"""Recover what can be read of a damaged or strange store into a new one.

Nothing of the old file is trusted: its tables are read row by row with SQLite's own safety on, each value is held to
its type, and only records that are whole and whose references are found go into the new store. Triggers, views and
generated columns stay behind; of the journal comes along what fits the records (`recovered_journal`). Around damaged
pages the reading goes on, from both ends and from points between.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.errors import KnownError, StoreError
from timeline_app.domain.records import Document, Event, Participation, Record
from timeline_app.domain.text.json_values import from_plain
from timeline_app.store.errors import told_plainly
from timeline_app.store.imports import data_sets
from timeline_app.store.open_store import connect
from timeline_app.store.records.references import needs_of
from timeline_app.store.records.writing import write_record
from timeline_app.store.safety.recovered import readable_rows, recover_journal, whole_for_sqlite
from timeline_app.store.store import Store
from timeline_app.store.tables import TABLES, Table

if TYPE_CHECKING:
    from pathlib import Path

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
        self._ids: dict[str, dict[int, str]] = {}
        self._gone: dict[str, dict[int, str]] = {}
        """Of what was deleted: the journal may bring it back."""

    def run(self) -> None:
        for table in TABLES.values():
            actors, tags = self._relations() if table.record_type is Event else ({}, {})
            ids, gone = self._ids.setdefault(table.name, {}), self._gone.setdefault(table.name, {})
            kept = lost = 0
            hides = any(use.hides_user for use in needs_of(table.record_type))
            columns = ["id", *map(table.column_of, table.fields[1:]), "deleted", "batch"]
            for row, values in self._rows(table.name, columns):
                *told, deleted, batch = values
                record = self._record(table, told, with_gone=bool(deleted) or hides)
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

    def _record(self, table: Table, told: list[Any], *, with_gone: bool) -> Record | None:
        """Make a record of a row's values; None where one cannot be. A reference to nothing is dropped."""
        plain: dict[str, Any] = {}
        original = b""
        for name, value in zip(table.fields, told, strict=True):
            if name in table.references:
                plain[name] = self._id_at(table.references[name], value, with_gone=with_gone)
            elif name == "aliases":
                plain[name] = [part.strip(' "') for part in str(value).strip("[]").split(",") if part.strip(' "')]
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
