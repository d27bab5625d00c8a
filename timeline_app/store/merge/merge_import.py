"""Import many records of another store: streamed, in sets, as one change that undo takes back by its batch."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change
from timeline_app.domain.errors import DateError, StoreError
from timeline_app.domain.records import Document, Event, Record
from timeline_app.domain.text.json_values import RECORD_TYPES
from timeline_app.store.imports.importing import BulkLoad
from timeline_app.store.merge.cross_store_diff import CHUNK, Pair, side_by_side, unite
from timeline_app.store.queries.indexing import put_many_words
from timeline_app.store.records import applying, journal
from timeline_app.store.records.evidence import text_digest
from timeline_app.store.records.record_rows import UNDATED, quick_points_of
from timeline_app.store.tables import Table, table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from timeline_app.store.store import Store


@dataclass(frozen=True, slots=True)
class MergeSelection:
    """What to bring in: all that is new of the other store, what was `left_out` aside, and a change of what is here."""

    change: Change
    revisions: tuple[int, int]
    """Of both stores when this was worked out; it holds for these only."""
    left_out: frozenset[tuple[type[Record], str]]


def join(into: Store, other: Store, joining: MergeSelection, author: str) -> int:
    """Carry it out in one transaction; give the number of the change."""
    with side_by_side(into, other) as pair, into.connections.writing(much=True) as connection:
        unite(pair)
        if pair.revisions != joining.revisions:
            raise StoreError(_("One of the timelines was changed meanwhile; merge them again."))
        return _Join(pair, connection, joining).run(author)


class _Join:
    def __init__(self, pair: Pair, connection: sqlite3.Connection, joining: MergeSelection) -> None:
        self._pair = pair
        self._connection = connection
        self._joining = joining
        self._out = set(joining.left_out)
        self._batch = 0

    def run(self, author: str) -> int:
        time = journal.now()
        change = self._joining.change
        self._batch = journal.append(self._connection, Change(change.label), author, time)
        for kind in RECORD_TYPES.values():
            self._bring(kind)
        settled = applying.settled(self._connection, change, time)
        applying.carry_out(self._connection, settled)
        journal.complete(self._connection, self._batch, replace(settled, batch=str(self._batch)))
        return self._batch

    def _bring(self, kind: type[Record]) -> None:
        """Bring in all new records of one kind, and index their words."""
        table, connection = table_of(kind), self._connection
        first = connection.execute(f"SELECT coalesce(max(row), 0) + 1 FROM {table.name}").fetchone()[0]
        rows = itertools.count(first)
        bulk = BulkLoad(connection) if kind is Event and self._is_more_than_half() else None
        for chunk in self._chunks(kind):
            self._write(table, [(next(rows), record) for record in chunk])
        if bulk is not None:
            bulk.end()
        if table.words:
            put_many_words(connection, table.name, first - 1)

    def _is_more_than_half(self) -> bool:
        there = self._connection.execute("SELECT count(*) FROM event").fetchone()[0]
        return len(self._pair.only_theirs(Event)) > int(there)

    def _chunks(self, kind: type[Record]) -> Iterator[list[Record]]:
        last = 0
        while rows := self._pair.only_theirs(kind, last, CHUNK):
            last = rows[-1]
            yield [record for record in self._pair.their_records(kind, rows) if not self._is_out(record)]

    def _is_out(self, record: Record) -> bool:
        """Tell whether a record stays out, or hangs on one that does."""
        if not self._out:
            return False
        keys = [
            (RECORD_TYPES[name], getattr(record, field)) for field, name in table_of(type(record)).references.items()
        ]
        if not any(key in self._out for key in keys):
            return False
        self._out.add((type(record), record.id))
        return True

    def _write(self, table: Table, rows: list[tuple[int, Record]]) -> None:
        values = []
        for row, record in rows:
            if isinstance(record, Document) and text_digest(record.text) != record.sha256:
                raise StoreError(
                    _("The text of a document does not fit its checksum; the file was changed or damaged.")
                )
            values.append(_values(table, row, record, self._batch))
        self._connection.executemany(_insert(table), values)
        if table.record_type is Event:
            self._connection.executemany(
                "INSERT INTO event_actor SELECT ?, ?, row, ? FROM actor WHERE id = ?",
                [
                    (row, position, part.role, part.actor_id)
                    for row, record in rows
                    if isinstance(record, Event)
                    for position, part in enumerate(record.actors)
                ],
            )
            self._connection.executemany(
                "INSERT INTO event_tag SELECT ?, ?, row FROM tag WHERE id = ?",
                [
                    (row, position, tag_id)
                    for row, record in rows
                    if isinstance(record, Event)
                    for position, tag_id in enumerate(record.tag_ids)
                ],
            )


def _values(table: Table, row: int, record: Record, batch: int) -> list[Any]:
    if not isinstance(record, Event):
        return [row, batch, *table.values(record)]
    try:
        points = quick_points_of(record.start, record.end, record.zone)
    except DateError:  # a stranger's: what it said stays readable
        record = replace(record, start="", end="", date_text=record.date_text or record.start or record.end)
        points = UNDATED
    return [row, batch, *table.values(record), *points]


def _insert(table: Table) -> str:
    """Give the statement that adds a record; ids it refers to become row numbers on the way in."""
    columns = ["row", "batch", *(table.column_of(field) for field in table.fields), *table.derived]
    marks = ["?", "?"]
    marks += [
        f"(SELECT row FROM {table.references[field]} WHERE id = ?)" if field in table.references else "?"
        for field in table.fields
    ]
    marks += ["?"] * len(table.derived)
    names = ", ".join(f'"{column}"' for column in columns)
    return f"INSERT INTO {table.name} ({names}) VALUES ({', '.join(marks)})"
