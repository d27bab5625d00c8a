"""Records with ids of their own (our own JSON, another store's) into a store, as one change that undo takes back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change
from timeline_app.domain.draft import ImportResult, Problems, RowLists
from timeline_app.domain.errors import DateError, StoreError
from timeline_app.domain.records import Document, Event, Particulars, Record
from timeline_app.store.records import journal
from timeline_app.store.records.record_rows import UNDATED, count, points_of, record_with_id, write_record
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from timeline_app.domain.draft import Outcome
    from timeline_app.store.imports.importing import ImportRequest


def import_records(connection: sqlite3.Connection, records: Iterable[Record], order: ImportRequest) -> ImportResult:
    """Add records, or make those that are there as the file tells them; the caller holds the transaction.

    The counts are of events; other records come along. Nothing stays when the file brings nothing new.
    """
    connection.execute("SAVEPOINT import_records")
    result = _Run(connection, order).run(records)
    if order.dry_run or not result.batch:
        connection.execute("ROLLBACK TO import_records")
        result = replace(result, batch="")
    connection.execute("RELEASE import_records")
    return result


class _Run:
    def __init__(self, connection: sqlite3.Connection, order: ImportRequest) -> None:
        self._connection = connection
        self._order = order
        self._batch = journal.append(connection, Change(order.label), order.author, journal.now())
        self._was_empty = count(connection, "event") == 0
        self._before: list[Record] = []
        self._after: list[Record] = []
        self._problems = Problems()
        self._lists = RowLists() if order.list_rows else None
        self._others_added = 0

    def run(self, records: Iterable[Record]) -> ImportResult:
        read = added = undated = 0
        ends: list[tuple[int, str, int, str]] = []
        for number, record in enumerate(records, 1):
            updated = len(self._after)
            is_new = self._take(number, record)
            if isinstance(record, Event):
                if self._lists is not None:
                    outcome: Outcome = "new" if is_new else "updated" if len(self._after) > updated else "unchanged"
                    self._lists.add(outcome, number, record.title)
                read += 1
                added += is_new
                points = _points(record)
                if points is UNDATED:
                    undated += 1
                    if self._lists is not None:
                        self._lists.add("undated", number, record.title)
                if record.start and points is not UNDATED:
                    ends.append((points[0], record.start, points[3], record.end or record.start))
            if number % 1_000 == 0 and self._order.progress is not None and not self._order.progress(number):
                raise StoreError(_("The import was cancelled; nothing was changed."))
        journal.complete(
            self._connection,
            self._batch,
            Change(self._order.label, tuple(self._before), tuple(self._after), batch=str(self._batch)),
        )
        updated = sum(isinstance(record, Event) for record in self._after)
        return ImportResult(
            read=read,
            added=added,
            updated=updated,
            skipped=read - added - updated,
            undated=undated,
            first=min(ends)[1] if ends else "",
            last=max(ends, key=lambda each: each[2])[3] if ends else "",
            batch=str(self._batch) if added or self._others_added or self._after else "",
            problems=tuple(self._problems),
            problem_count=self._problems.total,
            rows=self._lists.listed() if self._lists else {},
        )

    def _take(self, number: int, record: Record) -> bool:
        """Write one record; tell whether it is new."""
        stored = record_with_id(self._connection, type(record), record.id)
        if isinstance(record, Document):
            _require_hash(record)
            if stored is not None and stored != record:
                self._problems.add(number, _("A document that is stored already differs; it was kept."))
                return False
        if stored == record or (isinstance(record, Particulars) and not self._was_empty):
            return False
        try:
            write_record(self._connection, record)
        except DateError as error:
            name = getattr(record, "title", "") or record.id
            raise StoreError(
                _("A date of “{name}” cannot be read: {reason}").format(name=name, reason=error)
            ) from error
        if stored is not None:
            self._before.append(stored)
            self._after.append(record)
            return False
        self._connection.execute(
            f"UPDATE {table_of(type(record)).name} SET batch = ? WHERE id = ?", (self._batch, record.id)
        )
        self._others_added += not isinstance(record, Event)
        return True


def _points(event: Event) -> tuple[int, int, int, int, int]:
    try:
        return points_of(event.start, event.end, event.zone)
    except DateError:
        return UNDATED


def _require_hash(document: Document) -> None:
    if hashlib.sha256(document.text.encode()).hexdigest() != document.sha256:
        raise StoreError(_("The text of a document does not fit its checksum; the file was changed or damaged."))
