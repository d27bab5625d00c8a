"""The open chronology: one way to change it, and listeners that hear of every change; how it is opened and made.

All methods belong to the thread that owns the chronology (the GUI thread), except `take_snapshot`, which a worker may
call after long work on `store` (an import, the undo of one); the owner then calls `adopt`. Changes made by other
windows and programs arrive by `refresh`, on the same road to the listeners. Whoever shows or exports a chronology gets
it from here and never sees the store.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.document.contents import Journal, Library, Snapshot, StoreFile, take_snapshot
from timeline_app.domain.dates.zones import zone_or_usual
from timeline_app.domain.errors import KnownError, StoreError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from timeline_app.document.filter.filtering import Facets, Filtering, Mask
    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import I64, ColumnEdit, EventColumns
    from timeline_app.domain.query.dates import QueryDates
    from timeline_app.domain.records import (
        Actor,
        Category,
        Event,
        Excerpt,
        Link,
        Particulars,
        Place,
        Review,
        SavedView,
        Source,
        Tag,
    )
    from timeline_app.store.store import Store

    Listener = Callable[[Change, object], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """An excerpt with the source that says it."""

    excerpt: Excerpt
    source: Source
    document_id: str
    """The document to show it in; empty where none is stored."""


class Chronology:
    """A store that is open in a window or for an export."""

    def __init__(self, store: Store, author: str = "") -> None:
        """Take a store over, with the duty to close it: at once, where its events cannot be read."""
        self.store = store
        self.author = author
        self._listeners: list[Listener] = []
        try:
            self._snapshot = take_snapshot(store)
        except BaseException:
            store.close()
            raise
        self.zone = zone_or_usual(self._snapshot.particulars.zone)
        """By whose clocks the days of queries are counted: those that are shown, by itself those of the chronology."""
        self.date_order = "dmy"
        """Which of day and month stands first where a date in figures leaves it open."""
        self._dirty = self._snapshot.made_anew
        self._filtering: Filtering | None = None
        self._edits: list[ColumnEdit] = []
        self.is_open = True

    def close(self) -> None:
        """Keep the columns for the next opening, where that helps, and close the store."""
        self.is_open = False
        if self._dirty:
            with suppress(StoreError):  # a cache that cannot be kept is no reason to stay open
                self.store.keep_columns(self.columns, self._snapshot.revision)
        self.store.close()

    # What there is

    @property
    def columns(self) -> EventColumns:
        """The events, for drawing and counting."""
        return self._snapshot.columns

    @property
    def edits(self) -> Sequence[ColumnEdit]:
        """What changed in the columns step by step since they were read whole; another sequence after the next time.

        Who shows the columns may follow this instead of taking them anew.
        """
        return self._edits

    @property
    def categories(self) -> list[Category]:
        """The categories, in the order of their position."""
        return self._snapshot.categories

    @property
    def actors(self) -> list[Actor]:
        """The actors."""
        return self._snapshot.actors

    @property
    def places(self) -> list[Place]:
        """The places."""
        return self._snapshot.places

    @property
    def tags(self) -> list[Tag]:
        """The tags."""
        return self._snapshot.tags

    @property
    def sources(self) -> list[Source]:
        """The sources, read when first asked for."""
        return self._filter().sources

    @property
    def source_count(self) -> int:
        """How many sources there are."""
        return self.store.lookups.count("source")

    @property
    def particulars(self) -> Particulars:
        """What the chronology says of itself."""
        return self._snapshot.particulars

    @property
    def name(self) -> str:
        """What the chronology is called, on a line that is safe to show."""
        return on_one_line(self.particulars.name) or on_one_line(self.path.stem)

    @property
    def as_of(self) -> str:
        """The day, in EDTF, as of which *planned* is meant; empty for today."""
        return self.particulars.as_of

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.store.path

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self.store.read_only

    def event(self, row: int) -> Event | None:
        """Read the event at a row."""
        return self.store.lookups.event_at(row)

    def events(self, rows: Iterable[int]) -> list[Event]:
        """Read the events at `rows`, in that order."""
        return self.store.lookups.events(rows)

    def row_of(self, event_id: str) -> int | None:
        """Find the row of an event."""
        return self.store.lookups.row_of(event_id)

    def in_order(self, rows: I64) -> list[int]:
        """Sort rows as the columns are sorted, without asking the columns."""
        return self.store.search.in_order(rows)

    def titles(self, rows: Iterable[int]) -> dict[int, str]:
        """Read the titles at `rows` in one query, each as a line that is safe to show."""
        return {row: on_one_line(title) for row, title in self.store.lookups.titles(rows).items()}

    def evidence(self, event_id: str) -> tuple[Evidence, ...]:
        """Read what supports or disputes an event, with the sources."""
        return tuple(
            Evidence(excerpt, source, excerpt.document_id) for excerpt, source in self.store.evidence.of_event(event_id)
        )

    def links(self, event_id: str) -> list[Link]:
        """Read the links from and to an event."""
        return self.store.lookups.links(event_id)

    def reviews(self, event_id: str) -> list[Review]:
        """Read who looked at an event and at its evidence."""
        return self.store.lookups.reviews(event_id)

    def views(self) -> list[SavedView]:
        """Read the saved views."""
        return self.store.lookups.views()

    def event_by_id(self, event_id: str) -> Event | None:
        """Read the event of an id."""
        return self.store.lookups.event(event_id)

    def rows_by_title(self) -> I64:
        """Give the rows of all events in the order of their titles; a worker may ask."""
        return self.store.search.rows_by_title()

    # What hangs on the store, by idea: each is made when it is first asked for, which is after the first frame

    @property
    def journal(self) -> Journal:
        """What was done, and the ways back."""
        return Journal(self.store)

    @property
    def file(self) -> StoreFile:
        """The file as a whole: copies, backups, whether it is sound."""
        return StoreFile(self.store)

    @property
    def library(self) -> Library:
        """The sources with their documents."""
        return Library(self.store)

    # Filtering

    def select(self, query_text: str) -> Mask:
        """Tell of each event in `columns` whether the query matches; raise QueryError when it cannot be read."""
        from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - after the first frame

        return self._filter().mask(parse_query(query_text, query_dates(self)))

    def reselect(self, query_text: str, mask: Mask, edits: Sequence[ColumnEdit]) -> tuple[Mask, bool]:
        """Give the mask of a query after `edits`, from the one before them; like `select`, in the time of a frame.

        Tells as well whether that is all: where names changed, other events may answer differently, too.
        """
        from timeline_app.document.columns.incremental import reselected  # noqa: PLC0415 - after the first frame
        from timeline_app.domain.query.parser import parse_query  # noqa: PLC0415 - likewise

        return reselected(parse_query(query_text, query_dates(self)), mask, edits, self._filter())

    def facets(self, mask: Mask | None = None) -> Facets:
        """Count the events that `mask` keeps (None for all) by category, status, actor, place, source and tag."""
        return self._filter().facets(mask)

    def _filter(self) -> Filtering:
        """Give what filters the events of this moment; made when first asked, which is after the first frame."""
        if self._filtering is None:
            from timeline_app.document.filter.filtering import Filtering  # noqa: PLC0415 - after the first frame

            self._filtering = Filtering(self.store, self._snapshot)
        return self._filtering

    # Changing

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self.store.history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self.store.history.redo_label

    def do(self, change: Change, origin: object = None) -> None:
        """Make a change; the listeners get it with `origin`, so that an editor need not react to itself."""
        self.store.apply(change, self.author)
        self._catch_up(origin)

    def undo(self, origin: object = None) -> Change | None:
        """Take back the last change; None when there is none."""
        change = self.store.undo(self.author)
        self._catch_up(origin)
        return change

    def redo(self, origin: object = None) -> Change | None:
        """Do again what was undone last; None when there is none."""
        change = self.store.redo(self.author)
        self._catch_up(origin)
        return change

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Have `listener` called after every change; what comes back ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def refresh(self) -> bool:
        """Follow what other windows and programs changed since; tell whether there was anything. Cheap when not."""
        return self.store.revision != self._snapshot.revision and self._catch_up(None)

    def take_snapshot(self) -> Snapshot:
        """Read all anew, and what led there, on a worker thread, after it changed the store."""
        since, snapshot = self._snapshot.step, take_snapshot(self.store)
        changes = self.store.history.changes_since(since, until=snapshot.step)
        return replace(snapshot, since=since, changes=tuple(changes))

    def adopt(self, snapshot: Snapshot, origin: object = None) -> None:
        """Take over what a worker read, and tell the listeners of what it changed."""
        changes: Sequence[Change] = snapshot.changes
        if snapshot.since != self._snapshot.step:  # another change was followed meanwhile
            changes = self.store.history.changes_since(self._snapshot.step, until=snapshot.step)
        self._take(replace(snapshot, since=-1, changes=()))
        self._tell(changes, origin)

    def _catch_up(self, origin: object) -> bool:
        """Follow the journal to its end; tell whether anything was new."""
        step, revision = self._snapshot.step, self.store.revision
        last = self.store.history.last_step()
        changes = self.store.history.changes_since(step, until=last)
        if not changes:
            self._snapshot = replace(self._snapshot, revision=revision)
            return False
        from timeline_app.document.columns.incremental import followed  # noqa: PLC0415 - after the first frame

        found = followed(self._snapshot, changes, self.store)
        if found is None:
            fresh = take_snapshot(self.store)
            if fresh.step != last:
                changes = self.store.history.changes_since(step, until=fresh.step)
            self._take(fresh)
        else:
            self._take(*found)
        self._tell(changes, origin)
        return True

    def _take(self, snapshot: Snapshot, edit: ColumnEdit | None = None) -> None:
        self._snapshot = snapshot
        self._dirty = True
        self._filtering = None
        if edit is not None:
            self._edits.append(edit)
        else:
            self._edits = []

    def _tell(self, changes: Sequence[Change], origin: object) -> None:
        for change in changes:
            for listener in tuple(self._listeners):
                listener(change, origin)


def open_chronology(
    path: Path, author: str = "", *, read_only: bool = False, ready_to_search: bool = False
) -> Chronology:
    """Open the store at `path`; raise StoreError if it is none.

    A worker that opens it for a window makes it `ready_to_search` as well: an older store that is only read has no
    index, and at a million events making one takes seconds, for which the first search would have to wait.
    """
    from timeline_app.store.store import Store  # noqa: PLC0415 - whoever only names the type does not wait for SQL

    chronology = Chronology(Store.open(path, read_only=read_only), author)
    if ready_to_search:
        try:
            chronology.store.connections.prepare_search()
        except BaseException:
            chronology.close()
            raise
    return chronology


def create_chronology(path: Path) -> None:
    """Make an empty store at `path`, which must not exist."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    Store.create(path).close()


def make_sample(path: Path, language: str) -> None:
    """Make the sample from its tables in a language, as a checkout has no built one."""
    from timeline_app.store.sample import build_sample  # noqa: PLC0415 - the first start from source only

    build_sample(path, language)


def can_be_opened(path: Path) -> bool:
    """Tell whether a store can be looked at, however damaged it is."""
    from timeline_app.store.store import Store  # noqa: PLC0415 - likewise

    try:
        Store.open(path, read_only=True).close()
    except (KnownError, OSError):
        return False
    return True


def query_dates(chronology: Chronology) -> QueryDates:
    """Say how the dates of queries are read for a chronology: by the clocks and in the order that it is shown with."""
    from timeline_app.domain.query.dates import QueryDates  # noqa: PLC0415 - after the first frame

    return QueryDates(chronology.zone, chronology.date_order)
