"""Sorted arrays per lane: which events a stretch of time shows, and how many, exactly, by binary search.

Everything is counted in half-open stretches. An event is in view of [a, b) where it overlaps it and does not
cover it whole; one that covers it whole is *ongoing* and counted apart (PERFORMANCE.md, "How" 6), or a deep zoom
into a long conflict would show nothing but bars without ends.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.edtf.points import FAR_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.index.lanes import Grouping
    from timeline_app.layout.metrics import I32, I64, U8, Mask

SHORT_S: Final = 86_400
"""Events up to a day long are found by looking back one day; longer ones by their ends."""

"""Open ends are taken to lie here."""


class Count(NamedTuple):
    """How many events of a lane are in view, and how many go on throughout it."""

    in_view: int
    ongoing: int


@dataclass(slots=True, eq=False, repr=False)
class LaneIndex:
    """The kept events of one lane: all by start, and those longer than a day by end as well."""

    start: I64
    end: I64
    event: I32
    long_end: I64
    long_start: I64
    long_event: I32
    long_starts: I64
    """The starts of the long ones, sorted."""
    kept: Mask | None = None
    """Which of the lane's events these are; None for all."""
    of: LaneIndex | None = None
    """The lane with all its events, where these are some of them."""
    known_ranks: dict[int, I32] = field(default_factory=dict)
    """What `ranked` was asked for."""

    def __len__(self) -> int:
        return len(self.event)

    @classmethod
    def sorted_by_start(cls, start: I64, end: I64, event: I32) -> LaneIndex:
        """Make the index of events that stand in order of their starts."""
        places = np.flatnonzero(end - start > SHORT_S)
        places = places[np.argsort(end[places])]
        starts = start[places]
        return cls(start, end, event, end[places], starts, event[places], np.sort(starts))

    def keeping(self, kept: Mask, mask: Mask) -> LaneIndex:
        """Give the index with only the events of `mask` over the columns; `kept` is the same over the lane."""
        places = np.flatnonzero(kept)  # once for three arrays: faster than three times by the mask
        long = mask[self.long_event]
        starts = self.long_start[long]
        return LaneIndex(
            self.start[places],
            self.end[places],
            self.event[places],
            self.long_end[long],
            starts,
            self.long_event[long],
            np.sort(starts),
            kept,
            self,
        )

    def place_of(self, event: int, start_s: int) -> int:
        """Find where an event stands that begins at a second; -1 where it is not here."""
        first, last = int(self.start.searchsorted(start_s)), int(self.start.searchsorted(start_s, "right"))
        found = np.flatnonzero(self.event[first:last] == event)
        return first + int(found[0]) if len(found) else -1

    def started(self, start_s: int, end_s: int) -> slice:
        """Find the events that begin in a stretch, as places in the order of starts."""
        first, last = self.start.searchsorted((start_s, end_s))
        return slice(int(first), int(last))

    def running_in(self, start_s: int, end_s: int) -> tuple[I32, I32]:
        """Give the events that begin before the stretch: those that end inside it, and short ones beyond it."""
        here = self.started(start_s - SHORT_S, start_s)
        ends = self.end[here]
        short = (ends > start_s) & (ends - self.start[here] <= SHORT_S)
        inside = short & (ends <= end_s)
        late = self._long_ending(start_s, end_s)
        return np.concatenate([self.event[here][inside], late]), self.event[here][short & ~inside]

    def _long_ending(self, start_s: int, end_s: int) -> I32:
        first, last = self.long_end.searchsorted((start_s, end_s), "right")
        return self.long_event[first:last][self.long_start[first:last] < start_s]

    def count(self, start_s: int, end_s: int) -> Count:
        """Count the events in view and those ongoing; equals brute force under any filter."""
        begun = self.started(start_s, end_s)
        before = self.started(start_s - SHORT_S, start_s)
        ends = self.end[before]
        short = (ends > start_s) & (ends - self.start[before] <= SHORT_S)
        running = int(np.count_nonzero(short))
        inside = int(np.count_nonzero(short & (ends <= end_s)))
        first, last = self.long_end.searchsorted((start_s, end_s), "right")
        ending = int(np.count_nonzero(self.long_start[first:last] < start_s))
        throughout = int(self.long_starts.searchsorted(start_s)) - int(first) - ending
        return Count(begun.stop - begun.start + inside + ending, throughout + running - inside)

    def throughout(self, start_s: int, end_s: int, most: int) -> I32:
        """Give the events that go on throughout a stretch, where they are no more than `most`; else none."""
        if not 0 < self.count(start_s, end_s).ongoing <= most:
            return self.event[:0]
        late = slice(int(self.long_end.searchsorted(end_s, "right")), None)
        long = self.long_event[late][self.long_start[late] < start_s]
        return np.concatenate([long, self.running_in(start_s, end_s)[1]])

    def visible(self, start_s: int, end_s: int) -> I32:
        """Give all events in view of a stretch."""
        return np.concatenate([self.running_in(start_s, end_s)[0], self.event[self.started(start_s, end_s)]])

    def first_start(self) -> int | None:
        """Give the first second at which something begins; None where all has been going on for ever."""
        place = int(self.start.searchsorted(-FAR_S, "right"))
        return int(self.start[place]) if place < len(self.start) else None

    def ends(self) -> tuple[int, int] | None:
        """Give the first and the last second at which something ends; None where all goes on for ever.

        The first is right only where nothing begins, so that all is long.
        """
        beyond = int(self.long_end.searchsorted(FAR_S))
        found = [int(self.long_end[0]), int(self.long_end[beyond - 1])] if beyond else []
        if len(self.start):
            late = self.end[self.started(int(self.start[-1]) - SHORT_S, int(self.start[-1]) + 1)]
            late = late[late < FAR_S]  # nothing short that begins before these ends after them
            found += [int(late.max())] if len(late) else []
        return (min(found), max(found)) if found else None

    def ranked(self, importance: int, of_events: U8) -> I32:
        """Give the places (in the order of starts) of the events of one importance; kept once asked for."""
        found = self.known_ranks.get(importance)
        if found is None:
            found = np.flatnonzero(of_events[self.event] == importance).astype(np.int32)
            self.known_ranks[importance] = found
        return found


EMPTY: Final = LaneIndex.sorted_by_start(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32))
"""A lane without events."""


@dataclass(slots=True, eq=False, repr=False)
class EventIndex:
    """All lanes of a grouping, ready to be filtered: made once per arrangement, filtered in a few milliseconds."""

    grouping: Grouping
    """As it was when the lanes were made; the lanes may have been edited since."""
    whole: tuple[LaneIndex, ...]
    """Each lane with all its events."""

    @classmethod
    def of(cls, columns: EventColumns, grouping: Grouping) -> EventIndex:
        """Sort what will be searched."""
        grouping = _in_time(columns, grouping)
        order, bounds = grouping.order, grouping.bounds
        start, end = columns.start_min[order], columns.end_max[order]
        np.maximum(start, -FAR_S, out=start)  # the length of what is open at both ends must fit 64 bits
        np.minimum(end, FAR_S, out=end)
        stretches = [slice(low, high) for low, high in pairwise(bounds.tolist())]
        lanes = tuple(LaneIndex.sorted_by_start(start[here], end[here], order[here]) for here in stretches)
        return cls(grouping, lanes)

    @property
    def totals(self) -> list[int]:
        """How many events each lane has."""
        return [len(lane) for lane in self.whole]

    def extent(self) -> tuple[int, int] | None:
        """Give the stretch from the first to the last second of what has bounds; None where nothing has."""
        starts = [first for lane in self.whole if (first := lane.first_start()) is not None]
        ends = [each for lane in self.whole if (each := lane.ends()) is not None]
        if not starts and not ends:
            return None
        first = min(starts) if starts else min(first for first, _last in ends)
        last_starts = [int(lane.start[-1]) for lane in self.whole if lane.first_start() is not None]
        return first, max([first, *last_starts, *(last for _first, last in ends)])

    def lanes(self, mask: Mask | None = None, before: Sequence[LaneIndex] = ()) -> list[LaneIndex]:
        """Give the index of each lane with only the events of `mask` (over the columns) in it.

        A lane of which the same events are kept as `before` comes back as the same object.
        """
        if mask is None:
            return list(self.whole)
        return [filtered(lane, mask, before[number] if before else None) for number, lane in enumerate(self.whole)]


def filtered(lane: LaneIndex, mask: Mask | None, before: LaneIndex | None = None) -> LaneIndex:
    """Give a lane with only the events of a mask over the columns; as `before`, where those are the same."""
    if mask is None:
        return lane
    kept = mask[lane.event]
    if kept.all():
        return lane
    same = before is not None and before.of is lane and before.kept is not None and np.array_equal(before.kept, kept)
    return before if same and before is not None else lane.keeping(kept, mask)


def _in_time(columns: EventColumns, grouping: Grouping) -> Grouping:
    """Sort lanes in which clock times, set by the clocks of a zone, have come to stand out of order among days."""
    order: I32 | None = None
    for low, high in pairwise(grouping.bounds.tolist()):
        start = columns.start_min[grouping.order[low:high]]
        if (start[1:] < start[:-1]).any():
            order = grouping.order.copy() if order is None else order
            order[low:high] = order[low:high][np.argsort(start, kind="stable")]
    return grouping if order is None else replace(grouping, order=order)
