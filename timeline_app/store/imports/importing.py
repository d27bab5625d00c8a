"""Many events at once: streamed in, set-based, one change that undo takes back by its batch.

Rows are written by `executemany` in one transaction; their words go into the full-text index at the end, in one
statement. What the file names is found or made. An event that was there before the import and that the file tells
again (by its external id, or by title and date where it has none) is updated or skipped, so importing a file twice
adds nothing.
"""

from __future__ import annotations

import itertools
import os
import time
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.change import Change
from timeline_app.domain.draft import ImportResult, Problem
from timeline_app.domain.errors import DateError, StoreError
from timeline_app.store.columns.bulk import BulkLoad
from timeline_app.store.columns.date_bounds import UNDATED, Points, quick_points_of
from timeline_app.store.imports.import_names import Names
from timeline_app.store.imports.import_updates import Updates
from timeline_app.store.queries.indexing import put_many_words
from timeline_app.store.records import journal
from timeline_app.store.tables import POINT_COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from timeline_app.domain.draft import Draft

_CHUNK: Final = 5_000
_MOST_PROBLEMS: Final = 1_000

_COLUMNS: Final = (
    "row", "id", "title", "start", "end", "date_text", "zone", "status", "category_row", "importance", "place_row",
    "summary", "notes", "external_id", *POINT_COLUMNS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """How to import: under which label, by whom, and whom to tell how far it got."""

    label: str
    author: str = ""
    progress: Callable[[int], bool] | None = None
    """Gets the number of rows read; answers False to cancel."""
    dry_run: bool = False


def import_drafts(connection: sqlite3.Connection, drafts: Iterable[Draft], order: Order) -> ImportResult:
    """Add or update events; the caller holds the transaction. Nothing stays when the file brings nothing new."""
    connection.execute("SAVEPOINT import_drafts")
    result = _Import(connection, order).run(drafts)
    if order.dry_run or not result.batch:
        connection.execute("ROLLBACK TO import_drafts")
        result = replace(result, batch="")
    connection.execute("RELEASE import_drafts")
    return result


class _Import:
    """One run over a file."""

    def __init__(self, connection: sqlite3.Connection, order: Order) -> None:
        self._connection = connection
        self._order = order
        self._time = journal.now()
        self._batch = journal.append(connection, Change(order.label), order.author, self._time)
        self._names = Names(connection, self._batch)
        self._updates = Updates(connection, self._names, self._batch, self._time)
        self._rows = itertools.count(self._updates.last_row + 1)
        self._ids = _fresh_ids()
        self._given: set[str] = set()
        self._insert = _insert_of(self._batch, self._time)
        self._bulk = BulkLoad(connection) if self._updates.had_no_events else None
        self._problems: list[Problem] = []
        self._added = self._undated = 0
        self._first: tuple[int, str] | None = None
        self._last: tuple[int, str] | None = None

    def run(self, drafts: Iterable[Draft]) -> ImportResult:
        source, read = iter(drafts), 0
        while chunk := list(itertools.islice(source, _CHUNK)):
            self._take(chunk)
            read += len(chunk)
            if self._order.progress is not None and not self._order.progress(read):
                raise StoreError(_("The import was cancelled; nothing was changed."))
        self._finish()
        updated, added = len(self._updates.after), self._added + self._updates.revived
        return ImportResult(
            read=read,
            added=added,
            updated=updated,
            skipped=read - added - updated,
            undated=self._undated,
            first=self._first[1] if self._first else "",
            last=self._last[1] if self._last else "",
            batch=str(self._batch) if added or updated else "",
            problems=tuple(self._problems),
        )

    def _take(self, drafts: list[Draft]) -> None:
        """Write one chunk."""
        new: list[tuple[int, Draft]] = []
        values: list[tuple[Any, ...]] = []
        fresh = self._updates.had_no_events
        for draft in drafts:
            points = self._points(draft)
            if not fresh and self._updates.take(draft, points):
                continue
            row = next(self._rows)
            new.append((row, draft))
            values.append(self._values(row, draft, points))
        self._added += len(new)
        self._connection.executemany(self._insert, values)
        names = self._names
        self._connection.executemany(
            "INSERT INTO event_actor VALUES (?, ?, ?, '')",
            [(row, *each) for row, draft in new if draft.actors for each in enumerate(names.actors(draft.actors))],
        )
        self._connection.executemany(
            "INSERT INTO event_tag VALUES (?, ?, ?)",
            [(row, *each) for row, draft in new if draft.tags for each in enumerate(names.tags(draft.tags))],
        )
        names.add_excerpts(new)

    def _points(self, draft: Draft) -> Points:
        try:
            points = quick_points_of(draft.start, draft.end, draft.zone)
        except DateError as error:
            if len(self._problems) < _MOST_PROBLEMS:
                self._problems.append(Problem(draft.row, str(error)))
            points = UNDATED
        if points is UNDATED:
            self._undated += 1
            return points
        if self._first is None or points[0] < self._first[0]:
            self._first = points[0], draft.start or draft.end
        if self._last is None or points[3] > self._last[0]:
            self._last = points[3], draft.end or draft.start
        return points

    def _values(self, row: int, draft: Draft, points: Points) -> tuple[Any, ...]:
        """Give an event's columns, those apart that are the same for the whole import."""
        start, end, text = draft.start, draft.end, draft.date_text
        if points is UNDATED:
            start, end, text = "", "", text or start
        names = self._names
        category = names.category(draft.category) if draft.category else None
        place = names.place(draft) if draft.place or draft.latitude is not None else None
        return (
            row, self._id_of(draft) if draft.id else next(self._ids), draft.title, start, end, text, draft.zone,
            draft.status, category, draft.importance, place, draft.summary, draft.notes, draft.external_id, *points,
        )  # fmt: skip

    def _id_of(self, draft: Draft) -> str:
        """Take the id that the file gives an event, unless another event has it."""
        if not draft.id or draft.id in self._given or self._updates.is_taken(draft.id):
            return next(self._ids)
        self._given.add(draft.id)
        return draft.id

    def _finish(self) -> None:
        """Index the words of what is new, and complete the journal's row."""
        connection = self._connection
        if self._bulk is not None:
            self._bulk.end()
        put_many_words(connection, "event", self._updates.last_row)
        self._names.index_words()
        change = Change(
            self._order.label, tuple(self._updates.before), tuple(self._updates.after), batch=str(self._batch)
        )
        journal.complete(connection, self._batch, change)


def _insert_of(batch: int, time: str) -> str:
    """Give the statement that adds an event of this import; what all of them share stands in it."""
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    marks = ", ".join("?" * len(_COLUMNS))
    return (
        f"INSERT INTO event ({columns}, batch, day_order, created, updated) "
        f"VALUES ({marks}, {batch:d}, 0, '{time}', '{time}')"
    )


def _fresh_ids() -> Iterator[str]:
    """Give UUIDv7s of one moment that count up (RFC 9562, method 2), at a tenth of the cost of making each anew."""
    milliseconds = time.time_ns() // 1_000_000
    head = f"{milliseconds:012x}"
    head = f"{head[:8]}-{head[8:]}-7{int.from_bytes(os.urandom(2), 'big') & 0xFFF:03x}-"
    start = int.from_bytes(os.urandom(8), "big") >> 3
    for number in itertools.count(start):
        low = f"{number & (1 << 62) - 1 | 1 << 63:016x}"
        yield f"{head}{low[:4]}-{low[4:]}"
