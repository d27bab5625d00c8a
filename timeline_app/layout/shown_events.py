"""The events of one timeline by number: arranged in lanes, filtered, one selected, and kept so through edits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol

import numpy as np

from timeline_app.domain.columns import undated_from
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.zones import clock_now
from timeline_app.layout.assembly import EventSource, arrange, assemble
from timeline_app.layout.index.arrangement import Arrangement
from timeline_app.layout.index.lanes import UNDATED
from timeline_app.layout.marks.several import SeveralSelected
from timeline_app.layout.placement.histogram import count_lanes, count_over

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from timeline_app.domain.columns import ColumnEdit, EventColumns
    from timeline_app.layout.assembly import TextStyle, Timeline
    from timeline_app.layout.axis.ruler_markers import Moments
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.engine import TimelineLayout
    from timeline_app.layout.index.index import PositionChange
    from timeline_app.layout.marks.hit_test import Hit
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.layout.metrics import I32, I64, Mask
    from timeline_app.layout.placement.histogram import Histogram

_ENOUGH: Final = 400
"""From so many events on a few of them are taken for outliers."""
_FAR_TIMES: Final = 4
_YEAR_S: Final = 366 * DAY_S
_NOTHING_YET: Final = (1_388_534_400, 1_767_225_600)
"""What an empty chronology shows: 2014 to 2025."""


class EditedEvents(Protocol):
    """What is shown, as it is edited: a chronology."""

    @property
    def columns(self) -> EventColumns:
        """The events as they are now, in order of time."""

    @property
    def edits(self) -> Sequence[ColumnEdit]:
        """What changed in the columns step by step; another sequence after they were read whole."""

    @property
    def as_of(self) -> str:
        """The date as of which they are told, in EDTF; empty for none."""

    @property
    def read_only(self) -> bool:
        """Whether they stay as they are."""

    def in_order(self, rows: I64) -> list[int]:
        """Sort rows as the columns are sorted."""


class ColouredSource(EventSource, Protocol):
    """A source of events that knows how their categories are drawn."""

    @property
    def palette(self) -> tuple[tuple[str, str], ...]:
        """Colour and shape of each category."""


class ShownEvents:
    """The events of a timeline by number, arranged in lanes and filtered; follows what is edited.

    Numbers change where everything is arranged anew; the selection is kept by the store's integer key.
    """

    def __init__(
        self,
        edited: EditedEvents,
        source: Callable[[str], ColouredSource],
        text: TextStyle,
        zone: str = "UTC",
        arranged: Arrangement | None = None,
    ) -> None:
        """Show events that `source` gives for a zone; `arranged` is what a worker has made of them already."""
        self._edited = edited
        self._source_in = source
        self.lanes = "category"
        self.zone = zone
        self.mask: Mask | None = None
        """What the filter keeps, over `columns`."""
        self._selected: int | None = None
        self.selected_lane = -1
        """The lane in which a hand picked the selected event; -1 for all that it stands in."""
        self._several_rows: I64 = np.empty(0, np.int64)
        self._several: SeveralSelected | None = None  # the events of these rows, once they were asked for
        self._edits: Sequence[ColumnEdit] = edited.edits
        self._followed = 0
        self._text = text
        self.timeline: Timeline
        self._take(arranged if arranged is not None and arranged.zone == zone else arrange(self._source(), self.lanes))
        if self.layout.claims is not None:
            self.layout.claims.waits = True

    @property
    def layout(self) -> TimelineLayout:
        """What lays out the events."""
        return self.timeline.layout

    @property
    def arranged(self) -> Arrangement:
        """The events in lanes."""
        return self.timeline.arranged

    @property
    def palette(self) -> tuple[tuple[str, str], ...]:
        """Colour and shape of each category."""
        return self._palette

    @property
    def columns(self) -> EventColumns:
        """The events by their numbers here; the numbers stay through edits, so that some may stand for nothing."""
        return self.arranged.columns

    def rebuild(self) -> None:
        """Take over the columns and names as the chronology has them now, all of them."""
        self._take(self._with_room(arrange(self._source(), self.lanes)))

    def _with_room(self, arranged: Arrangement) -> Arrangement:
        """Let an arrangement have room for edits: arranging takes long anyway; the first edit should not."""
        if not self._edited.read_only and not arranged.slots.has_room:
            arranged.slots.make_room()
        return arranged

    def _take(self, arranged: Arrangement) -> None:
        if self.mask is not None and len(self.mask) != len(arranged.columns):
            self.mask = None
        self._arrange(arranged, anew=True)

    def follow(self, mask: Mask | Literal["as before"] | None = "as before") -> list[PositionChange] | None:
        """Take over what was edited since, and the filter's mask over the chronology's columns as they are now.

        Gives what moved; None where everything was arranged anew, and has other numbers than before.
        """
        shifts = self._follow(mask)
        if self.selected < 0:
            self._selected = None
        return shifts

    def _follow(self, mask: Mask | Literal["as before"] | None) -> list[PositionChange] | None:
        edits = self._edited.edits
        news = edits[self._followed :] if edits is self._edits else None
        if news is not None and not news:
            self._remember()
            return []
        keeps, lanes, self._several = self._verdicts(news or (), mask), self.arranged.assignment, None
        shifts = None
        if news and self._follow_lists(news):
            shifts = self.arranged.follow(news, (self.mask, keeps), self._edited.in_order)
        if shifts is None:
            self.mask = self._mask_in_time() if isinstance(mask, str) else mask
            self.rebuild()
            return None
        self._followed = len(edits)
        self.timeline.book.forget(shift.event for shift in shifts)
        self._spread_mask(shifts, keeps)
        if self.arranged.assignment.keys == lanes.keys:
            self.layout.follow(self.columns, self.arranged.index, shifts, self.mask)
        else:
            self._lay_out(self.arranged)
        self._remember()
        return shifts

    def _follow_lists(self, edits: Sequence[ColumnEdit]) -> bool:
        """Take over other names of lanes; tell whether lanes and colours still point where they did."""
        lists, moved = (frozenset().union(*(getattr(edit, name) for edit in edits)) for name in ("lists", "moved"))
        if moved & {self.lanes, "category"}:
            return False
        if lists:
            self.arranged.names = self._source().lane_names()
        if moved:
            self.arranged.slots.outdate()
        return True

    def _verdicts(self, edits: Sequence[ColumnEdit], mask: Mask | str | None) -> dict[int, bool]:
        """Tell of the rows that were edited whether the filter keeps them."""
        rows = [entry.values["row"] for edit in edits for entry in edit.entries]
        if mask is None or isinstance(mask, str):
            return dict.fromkeys(rows, True)
        if len(edits) == 1:
            return dict(zip(rows, mask[list(edits[0].now)].tolist(), strict=True))
        kept = self._edited.columns.row[mask]
        return dict(zip(rows, np.isin(rows, kept).tolist(), strict=True))

    def _spread_mask(self, shifts: Sequence[PositionChange], keeps: dict[int, bool]) -> None:
        """Let the mask cover new events, and say of the edited ones what the filter says."""
        if self.mask is None:
            return
        mask = np.ones(len(self.columns), bool)
        mask[: len(self.mask)] = self.mask
        for shift in shifts:
            mask[shift.event] = keeps.get(int(self.columns.row[shift.event]), False)
        self.mask = mask

    def set_lanes(self, mode: str) -> None:
        """Arrange by another field."""
        self.lanes = mode
        if self.arranged.slots.pristine:
            self._arrange(self._with_room(Arrangement(self.columns, mode, self._source().lane_names(), self.zone)))
        else:
            self.mask = self._mask_in_time()
            self.rebuild()

    def set_zone(self, zone: str) -> None:
        """Show clock times, and with them the ruler, by the clocks of a zone; days stay where they are."""
        if zone != self.zone:
            self.zone = zone
            self.mask = self._mask_in_time()
            self.rebuild()

    def set_mask(self, mask: Mask | None) -> None:
        """Keep only some events of the chronology's columns."""
        if mask is not None and not self.arranged.slots.pristine:
            rows = self._edited.columns.row
            kept = np.zeros(max(int(self.columns.row.max(initial=0)), int(rows.max(initial=0))) + 1, bool)
            kept[rows] = mask
            mask = kept[self.columns.row]
        self.mask, self._several = mask, None
        self.layout.set_mask(mask)

    def _mask_in_time(self) -> Mask | None:
        """Give the mask over the chronology's columns."""
        if self.mask is None or self.arranged.slots.pristine:
            return self.mask
        rows = self.columns.row[self.mask & self.arranged.slots.filled]
        return np.isin(self._edited.columns.row, rows)

    def moments(self, selection_words: str) -> Moments:
        """Give the moments that have a line of their own: now, the as-of date, the date of the selection."""
        if self.timeline.source.as_of != self._edited.as_of:
            self._remember()
        return self.timeline.moments(self.now(), selection_words)

    def _source(self) -> ColouredSource:
        return self._source_in(self.zone)

    def _arrange(self, arranged: Arrangement, *, anew: bool = False) -> None:
        self._edits = self._edited.edits
        self._followed = len(self._edits)
        self._lay_out(arranged, anew=anew)

    def _lay_out(self, arranged: Arrangement, *, anew: bool = False) -> None:
        """Put the timeline together; titles are known further on unless the events have other numbers (`anew`)."""
        self.selected_lane, self._several = -1, None  # lanes have other numbers now
        book = None if anew else self.timeline.book
        source = self._source()
        self.timeline, self._palette = assemble(source, self._text, arranged, book), source.palette
        if self.mask is not None:
            self.layout.set_mask(self.mask)

    def _remember(self) -> None:
        """Ask anew, when they come into view, what else is known of events; and for the colours of the categories."""
        source = self._source()
        self.timeline.take(source)
        self._palette = source.palette

    # Rows and indices

    @property
    def selected(self) -> int:
        """The number of the selected event; -1 for none."""
        return self.index_of(self._selected)

    @property
    def selected_row(self) -> int | None:
        """The row of the selected event."""
        return self._selected

    def select(self, row: int | None, lane: int = -1) -> bool:
        """Select an event that is there, in a lane where one is named, else nothing; tell whether that changed a thing.

        An event that is selected already stays marked in its lane, unless another is named.
        """
        before, lane_before = self._selected, self.selected_lane
        self._selected = row if self.index_of(row) >= 0 else None
        if lane >= 0 or before != self._selected:
            self.selected_lane = lane if self._selected is not None else -1
        return before != self._selected or lane_before != self.selected_lane

    def select_several(self, rows: I64) -> bool:
        """Mark the events of two or more rows, of fewer none; tell whether that changed a thing."""
        rows = rows if len(rows) > 1 else rows[:0]
        if np.array_equal(rows, self._several_rows):
            return False
        self._several_rows, self._several = rows, None
        return True

    @property
    def several(self) -> SeveralSelected | None:
        """The selected events where they are two or more."""
        if self._several is None and len(self._several_rows):
            self._several = SeveralSelected.among(self.columns.row, self._several_rows, self.layout.lanes)
        return self._several

    def index_of(self, row: int | None) -> int:
        """Find the index of a row among the columns; -1 for none."""
        if row is None:
            return -1
        found = self.arranged.slots.find(row)
        return found if self.arranged.slots.holds(found) else -1

    def row_of(self, index: int) -> int | None:
        """Give the row at an index."""
        return int(self.columns.row[index]) if 0 <= index < len(self.columns) else None

    def is_undated(self, index: int) -> bool:
        """Whether an event has no place on the axis."""
        return bool(int(self.columns.flags[index]) & UNDATED)

    def neighbour(self, index: int, step: int) -> int:
        """Find the kept event after (1) or before (-1) an index, in order of time; -1 where there is none."""
        in_time = self._edited.columns
        dated = undated_from(in_time)
        mask = self._mask_in_time()
        kept = np.arange(dated) if mask is None else np.flatnonzero(mask[:dated])
        pristine = self.arranged.slots.pristine
        here = index if pristine else int(np.flatnonzero(in_time.row == self.columns.row[index])[0])
        place = int(kept.searchsorted(here, "right" if step > 0 else "left")) + (0 if step > 0 else -1)
        if not 0 <= place < len(kept):
            return -1
        return int(kept[place]) if pristine else self.index_of(int(in_time.row[kept[place]]))

    def first_from(self, second: int) -> int:
        """Find the first kept event that begins at a second or later, else the last before; -1 for none."""
        there = self.arranged.slots.filled & ((self.columns.flags & UNDATED) == 0)
        kept = np.flatnonzero(there if self.mask is None else there & self.mask)
        if not len(kept):
            return -1
        starts = self.columns.start_min[kept]
        later = np.flatnonzero(starts >= second)
        return int(kept[later[np.argmin(starts[later])]] if len(later) else kept[np.argmax(starts)])

    def gathered(self, found: Hit, scene: Scene) -> I32:
        """Give the very events that a cluster or a bar of a scene stands for, in order of time."""
        if found.kind == "cluster":
            listed = scene.lanes[found.lane].strip.cluster_event
            events = listed[found.first : found.first + found.size] if listed is not None else None
        elif found.kind == "bar":
            lane = self.layout.lanes[found.lane]
            events = lane.event[lane.started(found.start_s, found.end_s)]
        else:
            events = None
        if events is None:
            return np.zeros(0, np.int32)
        return events[np.lexsort((events, self.columns.start_min[events]))]

    def name_of_lane(self, lane: int) -> str:
        """Give the category, actor or place that a lane stands for; empty for a lane of others, or by another field."""
        assignment = self.arranged.assignment
        named = self.lanes in {"category", "actor", "place"} and assignment.keys[lane] >= 0
        return assignment.lanes[lane].name if named else ""

    def lanes_of(self, index: int) -> list[int]:
        """Give the numbers of the lanes in which an event stands."""
        kept = self.mask is None or bool(self.mask[index])
        return self.arranged.lanes_of(index) if kept else []

    # What is known of one event, and of now

    def title(self, index: int) -> str:
        """Give the whole title of an event."""
        return self.timeline.title(index)

    def span(self, index: int) -> tuple[int, int]:
        """Give what is possible of an event, without open ends."""
        start, end = int(self.columns.start_min[index]), int(self.columns.end_max[index])
        if start <= -FAR_S:
            start = end - DAY_S
        return start, end if end < FAR_S else start + DAY_S

    def now(self) -> int:
        """Give the second that clocks show now."""
        return clock_now(self.zone)

    # Extent, as the clocks of the zone show it

    @property
    def is_empty(self) -> bool:
        """Whether no event has a place on the axis."""
        return not any(len(lane) for lane in self.arranged.index.whole)

    def extent(self, mask: Mask | None = None) -> tuple[int, int]:
        """Give the stretch from the first to the last event of a mask over `columns`, with some air."""
        found = self.arranged.extent if mask is None else self.arranged.extent_of(mask)
        return _with_air(*found) if found is not None else _NOTHING_YET

    def histogram(self, scale: TimeScale) -> Histogram:
        """Count all events and the kept ones over a scale."""
        if self.lanes == "actor":  # an event may stand in several lanes
            return count_over(scale, self.columns, self.mask, there=self.arranged.there)
        return count_lanes(scale, self.arranged.index.whole, self.layout.lanes)

    def opening_extent(self) -> tuple[int, int]:
        """Give the stretch to begin with: the whole, unless a few far events would squeeze all others into a corner.

        One event alone says nothing of the scale of what will follow: it stands in the middle of a year.
        """
        whole = self.extent()
        dated = int(np.count_nonzero((self.columns.flags & UNDATED) == 0))
        if dated == 1:
            wanting_s = max(_YEAR_S - (whole[1] - whole[0]), 0)
            return whole[0] - wanting_s // 2, whole[1] + wanting_s - wanting_s // 2
        if dated < _ENOUGH:
            return whole
        starts = self.columns.start_min[:dated]  # in order of time
        first, last = int(starts[dated // 20]), int(starts[dated - 1 - dated // 20])
        if (whole[1] - whole[0]) < _FAR_TIMES * (last - first):
            return whole
        margin = max((last - first) // 30, 3600)
        return first - margin, last + margin


def _with_air(first: int, last: int) -> tuple[int, int]:
    margin = max((last - first) // 30, DAY_S if last - first > DAY_S else 3600)
    return first - margin, last + margin
