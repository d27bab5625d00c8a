"""Import many events: streamed, in sets, as one change that undo takes back by its batch.

Rows are written by `executemany` in one transaction; their words go into the full-text index at the end, in one
statement. Into an empty store the indexes of events are made only when all rows are there. What the file names is found
or made. An event that was there before the import and that the file tells again is updated or skipped
(`import_matching` says which one that is), so importing a file twice adds nothing.
"""

from __future__ import annotations

import itertools
from array import array
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.draft import UNKNOWN_ORIGIN, Draft, DraftSource, FileOrigin, ImportResult, Problems, RowLists
from timeline_app.domain.errors import DateError, StoreError
from timeline_app.domain.records import Particulars
from timeline_app.store.imports.data_sets import DataSet
from timeline_app.store.imports.import_matching import Matching, NameRows
from timeline_app.store.imports.import_updates import ImportUpdates
from timeline_app.store.imports.new_events import NewEvents
from timeline_app.store.queries.indexing import put_many_words
from timeline_app.store.records import journal
from timeline_app.store.records.record_rows import UNDATED, Points, quick_points_of, records_where
from timeline_app.store.schema import INDEXES_OF_EVENTS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from timeline_app.domain.records import Document


class BulkLoad:
    """Inside one transaction: a crash or a cancel brings the indexes back with everything else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in INDEXES_OF_EVENTS:
            connection.execute(f"DROP INDEX {statement.split()[2]}")

    def end(self) -> None:
        """Make the indexes again, each by one sort, which goes to a file where it needs more memory than the cache."""
        for statement in INDEXES_OF_EVENTS:
            self._connection.execute(statement)


_FIRST_ROWS: Final = 5_000
"""By which it is told of which data set a file is a version."""
_CHUNK: Final = 500
"""So many rows stay in the processor's memory, and Python's collector of garbage does not come to look at them."""
_STEP: Final = 5_000
"""After so many rows, or some more, it is told how far the import got."""
_MANY: Final = 100_000
_ROW: Final = Draft._fields.index("row")
"""All before it is what a row tells."""
_SHOWN_NAMES: Final = 9

_DATE_OF: Final = itemgetter(*map(Draft._fields.index, ("start", "end", "zone")))
_IDS_OF: Final = itemgetter(*map(Draft._fields.index, ("id", "external_id")))
_OWN_ID_OF: Final = itemgetter(Draft._fields.index("id"))
_EXTERNAL_ID_OF: Final = itemgetter(Draft._fields.index("external_id"))
_MOST_DATES: Final = 20_000
"""So many are remembered with their points; then they are forgotten."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """How to import: under which label, by whom, and whom to tell how far it got."""

    label: str
    author: str = ""
    progress: Callable[[int], bool] | None = None
    """Gets the number of rows read; answers False to cancel."""
    dry_run: bool = False
    """Tell what would happen; the caller rolls back what is written meanwhile."""
    list_rows: bool = False
    """List the rows behind each count."""
    origin: FileOrigin = UNKNOWN_ORIGIN
    """The file that the events come from."""
    overwrite: frozenset[int] = frozenset()
    """Rows of which the file's word stands also over what a person wrote in events of its data set."""
    file: Document | None = None
    """The file itself, where it shall be kept: each event then points to its row; its source is settled here."""
    whole: bool = True
    """Whether all rows of the file come, so that those missing have gone."""


def import_drafts(connection: sqlite3.Connection, drafts: Iterable[Draft], order: ImportRequest) -> ImportResult:
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

    def __init__(self, connection: sqlite3.Connection, order: ImportRequest) -> None:
        self._connection = connection
        self._order = order
        self._time = journal.now()
        self._batch = journal.append(connection, Change(order.label), order.author, self._time)
        self._names = NameRows(connection, self._batch)
        told = records_where(connection, Particulars, "1")
        self._new = NewEvents(connection, self._names, told[0] if told else Particulars(), (self._batch, self._time))
        self._last_row: int = connection.execute("SELECT coalesce(max(row), 0) FROM event").fetchone()[0]
        self._updates: ImportUpdates | None = None
        """None until the first rows tell which data set they are of."""
        self._known_points: dict[tuple[str, str, str], Points] = {}
        self._bulk = None if self._last_row or order.dry_run else BulkLoad(connection)
        self._problems = Problems()
        self._lists = RowLists() if order.list_rows else None
        self._data_set: DataSet | None = None
        self._matching: Matching | None = None
        self._file_source: DraftSource | None = None
        self._added = self._undated = self._unread_dates = 0
        self._first: tuple[int, str] | None = None
        self._last: tuple[int, str] | None = None
        self._external_ids, self._told = array("q"), array("q")
        """The ids of rows, and what rows without one tell, as hashes: eight bytes a row."""
        self._notes: list[str] = []

    def run(self, drafts: Iterable[Draft]) -> ImportResult:
        source, read, told, size = iter(drafts), 0, 0, _FIRST_ROWS
        while chunk := list(itertools.islice(source, size)):
            self._take(chunk)
            read += len(chunk)
            if read - told >= _STEP or len(chunk) < size:
                told = read
                if self._order.progress is not None and not self._order.progress(read):
                    raise StoreError(_("The import was cancelled; nothing was changed."))
            size = _CHUNK
        updates = self._updates or self._begun([])
        late = updates.late()
        self._insert([draft for draft, _points in late], [points for _draft, points in late])
        gone = self._count_gone()
        self._finish(updates)
        updated, added = len(updates.after) + updates.sourced, self._added + updates.revived
        return ImportResult(
            read=read,
            added=added,
            updated=updated,
            skipped=read - added - updated,
            undated=self._undated,
            first=self._first[1] if self._first else "",
            last=self._last[1] if self._last else "",
            batch=str(self._batch) if added or updated else "",
            problems=(*self._problems, *updates.problems),
            problem_count=self._problems.total + updates.problems.total,
            kept=updates.kept,
            unread_dates=self._unread_dates,
            notes=(*self._notes, *updates.notes, *self._notes_on_places(), *self._notes_on_equals()),
            data_set=self._data_set.kind if self._data_set else "",
            data_set_name=self._data_set.name if self._data_set else "",
            data_set_id=self._data_set.id if self._data_set and self._data_set.kind != "new" else "",
            gone=gone,
            conflicts=tuple(updates.conflicts),
            rows=self._lists.listed() if self._lists else {},
        )

    def _begun(self, drafts: list[tuple[Draft, Points]]) -> ImportUpdates:
        """Settle which data set the file is a version of, by its first rows."""
        data_set = DataSet(self._connection, self._order.origin, drafts, self._time)
        data_set.add_import(self._batch)
        self._data_set = data_set
        if data_set.namesake:
            self._notes.append(
                _(
                    "A file of this name and these columns was imported before, but its rows are others: the ids of "
                    "this one were taken for its own."
                )
            )
        matching = Matching(self._connection, self._names, data_set.row, self._last_row)
        self._matching = matching
        if self._order.file is not None:
            self._file_source = DraftSource(data_set.name, external_id=f"data set:{data_set.id}")
            self._names.keep_file(self._order.file, self._file_source)
        self._updates = ImportUpdates(
            self._connection, matching, (self._batch, self._time), self._lists, self._order.overwrite
        )
        return self._updates

    def _count_gone(self) -> int:
        """Count the events that an earlier version of the file told and this one does not."""
        count = 0
        if self._matching is not None and self._order.whole:
            for title in self._matching.gone():
                count += 1
                if self._lists is not None:
                    self._lists.add("gone", 0, title)
        return count

    def _take(self, drafts: list[Draft]) -> None:
        """Write one chunk."""
        self._count_equals(drafts)
        undated = self._undated
        placed = self._points_of(drafts)
        if self._undated > undated:
            drafts = [_as_text(*each) for each in zip(drafts, placed, strict=True)]
        updates = self._updates or self._begun(list(zip(drafts, placed, strict=True)))
        if self._file_source is not None:
            drafts = [_from_file(draft, self._file_source) for draft in drafts]
        if self._last_row:
            new = [each for each in zip(drafts, placed, strict=True) if not updates.take(*each)]
            self._insert([draft for draft, _points in new], [points for _draft, points in new])
        else:
            self._insert(drafts, placed)

    def _insert(self, drafts: list[Draft], placed: list[Points]) -> None:
        """Add events; a dry run makes what they name, for the rows after them, and spares the rest."""
        if self._lists is not None:
            for draft in drafts:
                self._lists.add("new", draft.row, draft.title)
        self._added += len(drafts)
        if self._order.dry_run:
            self._new.name(drafts)
        else:
            self._new.add(drafts, placed)

    def _count_equals(self, drafts: list[Draft]) -> None:
        """Count rows with an id of their own, and what rows without one tell."""
        external = list(map(_EXTERNAL_ID_OF, drafts))
        if all(external) and not any(map(_OWN_ID_OF, drafts)):
            self._external_ids.fromlist(list(map(hash, external)))
            return
        ids = list(map(_IDS_OF, drafts))
        self._external_ids.extend([hash(external_id) for own_id, external_id in ids if external_id and not own_id])
        told = zip(drafts, ids, strict=True)
        self._told.extend([hash(draft[:_ROW]) for draft, each in told if each == ("", "")])

    def _points_of(self, drafts: list[Draft]) -> list[Points]:
        """Place drafts on the axis; those of a date that came before without looking at it again."""
        dates = list(map(_DATE_OF, drafts))
        known = map(self._known_points.get, dates)
        return [found or self._points(draft, date) for found, draft, date in zip(known, drafts, dates, strict=True)]

    def _points(self, draft: Draft, date: tuple[str, str, str]) -> Points:
        try:
            points = quick_points_of(*date)
        except DateError as error:
            self._unread_dates += 1
            self._problems.add(draft.row, _("{problem} It was kept as text.").format(problem=error))
            points = UNDATED
        if points is UNDATED:
            self._undated += 1
            if self._lists is not None:
                self._lists.add("undated", draft.row, draft.title)
            return points
        if len(self._known_points) >= _MOST_DATES:
            self._known_points.clear()
        self._known_points[date] = points
        if not draft.start:
            return points  # only when it ended is known: it neither begins nor ends what the file tells
        if self._first is None or points[0] < self._first[0]:
            self._first = points[0], draft.start
        if self._last is None or points[3] > self._last[0]:
            self._last = points[3], draft.end or draft.start
        return points

    def _notes_on_places(self) -> Iterator[str]:
        """Tell of places that the file puts somewhere else than the store does."""
        if places := self._names.elsewhere:
            words = ngettext(
                "{n} row puts a place of a known name elsewhere; the coordinates known first stay: {names}.",
                "{n} rows put places of known names elsewhere; the coordinates known first stay: {names}.",
                sum(places.values()),
            )
            names = ", ".join(itertools.islice(places, _SHOWN_NAMES)) + (" …" if len(places) > _SHOWN_NAMES else "")
            yield words.format(n=grouped(sum(places.values())), names=names)

    def _notes_on_equals(self) -> Iterator[str]:
        """Tell of rows that another row of the file equals: none of them is taken for the other."""
        if again := _repeated(self._external_ids):
            words = ngettext(
                "{n} row has an id that another row of the file has, too; it is an event of its own.",
                "{n} rows have ids that other rows of the file have, too; each is an event of its own.",
                again,
            )
            yield words.format(n=grouped(again))
        if again := _repeated(self._told):
            words = ngettext(
                "{n} row tells the same as another row of the file; it is an event of its own.",
                "{n} rows tell the same as other rows of the file; each is an event of its own.",
                again,
            )
            yield words.format(n=grouped(again))

    def _finish(self, updates: ImportUpdates) -> None:
        """Index the words of what is new, and complete the journal's row."""
        connection = self._connection
        if self._order.dry_run:
            return
        if self._bulk is not None:
            self._bulk.end()
        put_many_words(connection, "event", self._last_row, plain=self._new.are_plain)
        self._names.index_words()
        change = Change(self._order.label, tuple(updates.before), tuple(updates.after), batch=str(self._batch))
        journal.complete(connection, self._batch, change)


def _repeated(hashes: array[int]) -> int:
    """Count those that were there before."""
    if len(hashes) < _MANY:
        return len(hashes) - len(set(hashes))
    import numpy as np  # noqa: PLC0415  # a large file is worth its start

    from timeline_app.domain.columns import distinct  # noqa: PLC0415  # likewise

    return len(hashes) - len(distinct(np.frombuffer(hashes, dtype=np.int64)))


def _from_file(draft: Draft, file: DraftSource) -> Draft:
    """Let a draft name the file that it comes from as a source, with its row."""
    source = replace(file, locator=_("Row {n}").format(n=draft.row) if draft.row else "")
    return draft._replace(sources=(*draft.sources, source))


def _as_text(draft: Draft, points: Points) -> Draft:
    """Make what is no date the text of an undated event, whole."""
    if points is not UNDATED or not (draft.start or draft.end):
        return draft
    text = draft.date_text or " – ".join(filter(None, (draft.start, draft.end)))
    return draft._replace(start="", end="", date_text=text)
