"""What the panels of a window share: the open chronology, the filter in force and the selected events.

A panel changes one of these here and hears of it by signal like every other panel; none of them knows the others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.document.chronology import query_dates
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.dates.zones import zone_or_usual
from timeline_app.domain.errors import KnownError, QueryError
from timeline_app.domain.records import Particulars
from timeline_app.domain.text.found_words import FoundWords
from timeline_app.ui.services.settings import AS_CHRONOLOGY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline_app.document import Chronology
    from timeline_app.document.filter.filtering import Mask
    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import I64, ColumnEdit
    from timeline_app.domain.query.dates import QueryDates
    from timeline_app.domain.records import Actor, Category, Document, Event, Place, Tag
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.services.settings import Preferences


@dataclass(frozen=True, slots=True)
class FilterResult:
    """What the filter keeps. With a query that cannot be read, what the last good one kept."""

    state: FilterState
    mask: Mask | None
    """Over the chronology's columns; None keeps everything."""
    kept: int
    total: int
    error: QueryError | None = None
    edited: bool = False
    """Whether the filter is the same as before, and only a few events are other ones."""
    anew: bool = True
    """Whether all events were asked, so that others than the edited may be kept now."""
    same: bool = False
    """Whether the edit touched nothing that is shown of the events: an excerpt, say, or a saved view."""
    last_good: FilterState | None = None
    """The filter that holds while `state` cannot be read; None where that is `state` itself."""

    @property
    def holding(self) -> FilterState:
        """The filter that holds: facets narrow it, exports apply it."""
        return self.state if self.last_good is None else self.last_good


class Session(QObject):
    """The open chronology with its filter and selection."""

    shown_changed = Signal(object)
    """A `FilterResult`: the filter is another. An edit sends `data_changed` alone."""
    selection_changed = Signal(object)
    """The row of the selected event, or None: then none is selected, or `several` are."""
    data_changed = Signal(object)
    """The `Change` that was made, undone or redone; `shown` says by then what the filter keeps of the data."""
    theme_changed = Signal(object)
    zone_changed = Signal()
    """Times are shown by other clocks."""

    def __init__(
        self, chronology: Chronology, theme: Theme, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.chronology = chronology
        self.theme = theme
        self.preferences = preferences
        chronology.zone = self.zone_by(preferences.zone)
        chronology.date_order = preferences.order
        self.selected: int | None = None
        self.several: I64 = np.empty(0, np.int64)
        """The rows of the selected events where they are two or more, in the order of the table; else empty."""
        self.is_open = True
        total = len(chronology.columns)
        self.shown = FilterResult(FilterState(), None, total, total)
        self._names: dict[str, dict[str, str]] = {}
        self._found: FoundWords | None = None
        self._edits, self._followed = chronology.edits, len(chronology.edits)
        self._settling = QTimer(self)
        self._settling.timeout.connect(self._settle)
        self._leave: Callable[[], None] = chronology.subscribe(self._heard)

    def close(self) -> None:
        """Listen no longer and let the store go; results that arrive later find `is_open` false."""
        if self.is_open:
            chronology = self.leave()
            chronology.close()

    def leave(self) -> Chronology:
        """Listen no longer, and give the chronology, still open, to whoever shows it from now on."""
        self.is_open = False
        self._leave()
        return self.chronology

    # --- names behind ids -----------------------------------------------------------------------------------------

    def selected_event(self) -> Event | None:
        """Read the selected event."""
        return self.chronology.event(self.selected) if self.selected is not None else None

    def document(self, document_id: str) -> Document | None:
        """Read a stored document, text and all."""
        return self.chronology.library.document(document_id)

    def category(self, category_id: str) -> Category | None:
        """Find a category; None for no category."""
        return next((each for each in self.chronology.categories if each.id == category_id), None)

    def place_name(self, place_id: str) -> str:
        """Name a place; empty for none."""
        return self._named("places").get(place_id, "") if place_id else ""

    def actor_names(self, event: Event) -> list[str]:
        """Name the actors of an event."""
        names = self._named("actors") if event.actors else {}
        return [names[each.actor_id] for each in event.actors if each.actor_id in names]

    def tag_names(self, event: Event) -> list[str]:
        """Name the tags of an event."""
        names = self._named("tags") if event.tag_ids else {}
        return [names[each] for each in event.tag_ids if each in names]

    def _named(self, kind: Literal["actors", "places", "tags"]) -> dict[str, str]:
        """Give the names of a list by their ids; made once for each state of the data."""
        if kind not in self._names:
            records: Sequence[Actor | Place | Tag] = getattr(self.chronology, kind)
            self._names[kind] = {each.id: each.name for each in records}
        return self._names[kind]

    def has_values(self, field: str) -> bool:
        """Whether there is anything to choose from in a facet."""
        chronology = self.chronology
        if field == "source":
            return chronology.source_count > 0
        lists = {"actor": chronology.actors, "place": chronology.places, "tag": chronology.tags}
        return bool(lists.get(field, True))

    @property
    def selected_rows(self) -> I64:
        """The rows of all selected events, be it one or several, in the order of the table."""
        return self.several if self.selected is None else np.array([self.selected], np.int64)

    def is_selected(self, row: int) -> bool:
        """Whether an event is selected, alone or among several."""
        return row == self.selected or bool((self.several == row).any())

    @property
    def selected_is_kept(self) -> bool:
        """Whether the filter keeps the selected event; true where none is selected."""
        mask = self.shown.mask
        if mask is None or self.selected is None:
            return True
        return bool((mask & (self.chronology.columns.row == self.selected)).any())

    def found(self) -> FoundWords:
        """Where the words that the filter looks for stand in texts, to mark them; made when first asked for."""
        if self._found is None:
            text = self.shown.holding.text if self.shown.mask is not None and self.is_open else ""
            self._found = self._find(text) if text else FoundWords()
        return self._found

    def _find(self, text: str) -> FoundWords:
        from timeline_app.document.filter.found import found_words  # noqa: PLC0415 - not for the first frame

        try:
            return found_words(self.chronology, text)
        except KnownError:  # the file cannot be read now: who asks paints, and others tell of it
            return FoundWords()

    # --- filter and selection -------------------------------------------------------------------------------------

    @property
    def zone(self) -> str:
        """By whose clocks times are shown and days are counted: those of the settings, or of the chronology."""
        return self.chronology.zone

    @property
    def own_zone(self) -> str:
        """The zone that the chronology runs on, whatever is shown."""
        return zone_or_usual(self.chronology.particulars.zone)

    @property
    def query_dates(self) -> QueryDates:
        """How the dates of queries are read."""
        return query_dates(self.chronology)

    def zone_by(self, setting: str) -> str:
        """Give the zone that a setting means for this chronology."""
        return self.own_zone if setting == AS_CHRONOLOGY else setting

    def follow_zone(self) -> None:
        """Read the dates of queries by the clocks and the order that are set now, and ask anew what was asked."""
        chronology = self.chronology
        old_zone, old_order = chronology.zone, chronology.date_order
        chronology.zone, chronology.date_order = self.zone_by(self.preferences.zone), self.preferences.order
        if (chronology.zone, chronology.date_order) != (old_zone, old_order):
            self._apply(self.shown.state)
        if chronology.zone != old_zone:
            self.zone_changed.emit()

    def follow_day(self) -> None:
        """Another day has begun: ask anew what was asked of today, and let the panels say what has passed."""
        if self.is_open:
            self._apply(self.shown.state)
            self.zone_changed.emit()

    def set_filter(self, state: FilterState) -> None:
        """Keep what `state` asks for; a query that cannot be read leaves everything as it is and says so."""
        if self.is_open and (state != self.shown.state or self.shown.error is not None):
            self._apply(state)

    def select(self, row: int | None) -> None:
        """Select an event everywhere, and no other."""
        if row != self.selected or len(self.several):
            self.selected, self.several = row, np.empty(0, np.int64)
            self.selection_changed.emit(row)

    def select_rows(self, rows: I64) -> None:
        """Select the events of all these rows, in the order in which a person sees them."""
        if len(rows) < 2:
            self.select(int(rows[0]) if len(rows) else None)
        elif not np.array_equal(rows, self.several):
            self.selected, self.several = None, rows
            self.selection_changed.emit(None)

    def add_to_selected(self, row: int) -> None:
        """Select an event besides those that are selected already; one of them is taken out."""
        before = self.selected_rows
        rows = before[before != row]
        if len(rows) == len(before):
            rows = np.array(self.chronology.in_order(np.append(before, row)), np.int64)
        self.select_rows(rows)

    def select_events(self, event_ids: Iterable[str]) -> None:
        """Select the events of some ids in the order of time, those that there are and that the filter keeps."""
        rows = [row for row in map(self.chronology.row_of, event_ids) if row is not None]
        self.select_rows(np.array(self.chronology.in_order(np.array(rows, np.int64)), np.int64))
        self._drop_unseen()

    def set_theme(self, theme: Theme) -> None:
        """Tell the panels of other colours."""
        self.theme = theme
        self.theme_changed.emit(theme)

    def _apply(self, state: FilterState) -> None:
        self.shown = self._asked(state)
        self._found = None
        self.shown_changed.emit(self.shown)
        self._drop_unseen()

    def _asked(self, state: FilterState) -> FilterResult:
        """Ask the filter about all events."""
        total = len(self.chronology.columns)
        if not state.text.strip():
            return FilterResult(state, None, total, total)
        try:
            mask = self.chronology.select(state.text)
        except QueryError as error:
            old = self.shown
            return FilterResult(state, old.mask, old.kept, total, error, last_good=old.holding)
        return FilterResult(state, mask, int(mask.sum()), total)

    def _heard(self, change: Change, _origin: object) -> None:
        """Follow a change of the data; the mask fits the old columns, so it is edited or made anew."""
        self._names.clear()
        self._found = None
        edits, taken = self._edits, self._followed
        self._edits, self._followed = self.chronology.edits, len(self.chronology.edits)
        if (bad := self.shown).error is not None:  # its mask is of another query, and of the old columns
            held = self._asked(bad.holding)
            self.shown = replace(held, state=bad.state, error=bad.error, last_good=held.holding)
        elif edits is not self._edits or any(isinstance(each, Particulars) for each in change.after):
            self.shown = self._asked(self.shown.state)
        elif any(edit.gone or edit.entries or edit.retold or edit.lists for edit in edits[taken:]):
            self.shown = self._followed_edits(edits[taken:])
        else:
            self.shown = replace(self.shown, edited=True, anew=False, same=True)
        self._settling.start(0)
        self.data_changed.emit(change)
        self.follow_zone()
        if self.selected is not None and self.chronology.event(self.selected) is None:
            self.select(None)
        if not self.shown.same:
            self._drop_unseen()

    def _drop_unseen(self) -> None:
        """Let go of those of several selected events that are gone or left out: nobody changes what nobody sees."""
        if len(self.several):
            rows, mask = self.chronology.columns.row, self.shown.mask
            kept = rows if mask is None else rows[mask]
            there = np.zeros(max(int(kept.max(initial=0)), int(self.several.max())) + 1, bool)
            there[kept] = True
            self.select_rows(self.several[there[self.several]])

    def _followed_edits(self, edits: Sequence[ColumnEdit]) -> FilterResult:
        """Ask the filter about the events that were edited, and soon about all where names changed that it looks at."""
        old, total = self.shown, len(self.chronology.columns)
        if old.mask is None:
            return FilterResult(old.state, None, total, total, edited=True, anew=False)
        mask, is_all = self.chronology.reselect(old.state.text, old.mask, edits)
        if not is_all:
            QTimer.singleShot(0, self, self._ask_again)  # the edit has taken its frame already
        return FilterResult(old.state, mask, int(mask.sum()), total, edited=True, anew=False)

    def _settle(self) -> None:
        """Do a little of what would hold up later edits."""
        from timeline_app.document.columns.patch import settle  # noqa: PLC0415 - after the first frame

        if not self.is_open or not settle(self.chronology.columns):
            self._settling.stop()

    def _ask_again(self) -> None:
        """Ask the filter about all events."""
        if self.is_open and self.shown.error is None:
            self._apply(self.shown.state)
