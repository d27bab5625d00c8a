"""Sorted arrays per lane: which events a stretch of time shows, and how many, exactly, by binary search.

Everything is counted in half-open stretches. An event is in view of [a, b) where it overlaps it and does not
cover it whole; one that covers it whole is *ongoing* and counted apart (PERFORMANCE.md, "How" 6), or a deep zoom
into a long conflict would show nothing but bars without ends.

A few events come in or out of the lanes without sorting a million others again.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.columns import spliced
from timeline_app.domain.dates.edtf.points import FAR_S

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.index.lanes import Grouping
    from timeline_app.layout.metrics import I32, I64, U8, Mask

    InOrder = Callable[[list[int]], list[int]]


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
    known_classes: dict[int, tuple[I64, I64]] = field(default_factory=dict)
    """The finer ranks of these, where they were asked for: rank and place in one number, in order; the ranks."""

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


_FEW: Final = 8
"""With more edits at once it is quicker to look anew for the events of each importance, when they are asked for."""


class EventPosition(NamedTuple):
    """Where an event stands: its lanes, from when to when, and whether the filter keeps it."""

    lanes: frozenset[int]
    start_s: int
    end_s: int
    kept: bool = True


class PositionChange(NamedTuple):
    """An event that stands elsewhere than before, or says something else; None for nowhere."""

    event: int
    before: EventPosition | None
    after: EventPosition | None

    @property
    def lanes(self) -> frozenset[int]:
        """The lanes that look different now."""
        return frozenset().union(*(stand.lanes for stand in (self.before, self.after) if stand is not None))


class _Bar(NamedTuple):
    event: int
    start_s: int
    end_s: int

    @property
    def is_long(self) -> bool:
        return self.end_s - self.start_s > SHORT_S


def edited(index: EventIndex, shifts: Sequence[PositionChange], in_order: InOrder, importance: U8) -> EventIndex:
    """Give the index after `shifts`; `in_order` sorts events that begin together as the columns do."""
    lanes = list(index.whole)
    for number in frozenset().union(*(shift.lanes for shift in shifts)):
        gone = [_bar(each.event, each.before) for each in shifts if each.before and number in each.before.lanes]
        come = [_bar(each.event, each.after) for each in shifts if each.after and number in each.after.lanes]
        lanes[number] = _spliced_lane(lanes[number], gone, come, _Shelf(in_order, importance))
    return replace(index, whole=tuple(lanes))


def _bar(event: int, stand: EventPosition) -> _Bar:
    return _Bar(event, max(stand.start_s, -FAR_S), min(stand.end_s, FAR_S))


class _Shelf(NamedTuple):
    in_order: InOrder
    importance: U8


def kept_after(
    lane: LaneIndex, now: LaneIndex, shifts: Sequence[PositionChange], number: int, importance: U8
) -> LaneIndex | None:
    """Follow edits in a lane of which a filter keeps some events; None where the filter has to be asked about all.

    `now` is the lane with all its events as it is after the edits.
    """
    then, kept = lane.of, lane.kept
    if then is None or kept is None:
        return None
    gone = _places_of(then, [(each.event, each.before) for each in shifts], number)
    come = _places_of(now, [(each.event, each.after) for each in shifts], number)
    left = spliced(kept, [place for place, _bar_, _kept in gone], (), ())
    at = [place - count for count, (place, _bar_, _kept) in enumerate(come)]  # where nothing came before it
    now_kept = spliced(left, (), at, [stays for _place_, _bar_, stays in come])
    if now_kept.all():
        return now
    leaving = [int(np.count_nonzero(kept[:place])) for place, _bar_, was in gone if was]
    entering = [
        (_beside(int(np.count_nonzero(left[:place])), leaving), bar)
        for place, (_place_, bar, stays) in zip(at, come, strict=True)
        if stays
    ]
    made = _with(lane, [bar for _place_, bar, was in gone if was], _Places(leaving, entering), importance)
    made.kept, made.of = now_kept, now
    return made


def _places_of(
    lane: LaneIndex, stands: Iterable[tuple[int, EventPosition | None]], number: int
) -> list[tuple[int, _Bar, bool]]:
    """Find where events stand in a lane, in its order, with whether the filter keeps them."""
    bars = [(_bar(event, stand), stand.kept) for event, stand in stands if stand is not None and number in stand.lanes]
    return sorted((lane.place_of(bar.event, bar.start_s), bar, kept) for bar, kept in bars)


def _beside(place: int, leaving: Sequence[int]) -> int:
    """Turn a place without those that leave into one with them."""
    for each in leaving:
        place += each <= place
    return place


class _Places(NamedTuple):
    """Which places of a lane become empty, and before which ones events are put; both in order."""

    leaving: list[int]
    entering: list[tuple[int, _Bar]]


def _spliced_lane(lane: LaneIndex, gone: list[_Bar], come: list[_Bar], shelf: _Shelf) -> LaneIndex:
    in_order = shelf.in_order
    leaving = sorted(lane.place_of(bar.event, bar.start_s) for bar in gone)
    rank = {event: place for place, event in enumerate(in_order([bar.event for bar in come]))}
    places = sorted((_place(lane, bar, set(leaving), in_order), bar.start_s, rank[bar.event], bar) for bar in come)
    return _with(lane, gone, _Places(leaving, [(place, bar) for place, _s, _r, bar in places]), shelf.importance)


def _with(lane: LaneIndex, gone: list[_Bar], places: _Places, importance: U8) -> LaneIndex:
    """Give a lane with some events out and others in."""
    leaving, at, bars = places.leaving, [place for place, _ in places.entering], [bar for _, bar in places.entering]
    start = spliced(lane.start, leaving, at, [bar.start_s for bar in bars])
    end = spliced(lane.end, leaving, at, [bar.end_s for bar in bars])
    event = spliced(lane.event, leaving, at, [bar.event for bar in bars])
    made = LaneIndex(start, end, event, *_spliced_long(lane, gone, bars))
    if len(leaving) + len(at) <= _FEW:
        ranks = importance[[bar.event for bar in bars]].tolist() if bars else []
        for rank, known in lane.known_ranks.items():
            fresh = [number for number, each in enumerate(ranks) if each == rank]
            made.known_ranks[rank] = _spliced_places(known, leaving, at, fresh)
    return made


def _spliced_places(places: I32, leaving: Sequence[int], at: Sequence[int], fresh: Sequence[int]) -> I32:
    """Follow places in a lane through an edit of it; `fresh` are those of the new events that belong to them."""
    moved = places.copy()
    for place in leaving:
        moved[places.searchsorted(place, "right") :] -= 1
    for place in at:
        moved[places.searchsorted(place) :] += 1
    found = [(place, int(places.searchsorted(place))) for place in leaving]
    out = [number for place, number in found if number < len(places) and places[number] == place]
    new = [at[number] + number - bisect_left(leaving, at[number]) for number in fresh]
    return spliced(moved, out, [int(places.searchsorted(at[number])) for number in fresh], new)


def _place(lane: LaneIndex, bar: _Bar, leaving: set[int], in_order: InOrder) -> int:
    """Find before which place an event belongs: by its start, then as the columns are sorted."""
    first, last = int(lane.start.searchsorted(bar.start_s)), int(lane.start.searchsorted(bar.start_s, "right"))
    beside = [place for place in range(first, last) if place not in leaving]
    if not beside:
        return last
    before = in_order([*lane.event[beside].tolist(), bar.event]).index(bar.event)
    return beside[before] if before < len(beside) else last


def _spliced_long(lane: LaneIndex, gone: list[_Bar], come: list[_Bar]) -> tuple[I64, I64, I32, I64]:
    """Edit what is sorted by ends, which holds the long events alone."""
    left = [bar for bar in gone if bar.is_long]
    new = sorted((bar for bar in come if bar.is_long), key=lambda bar: bar.end_s)
    leaving = sorted(_place_by_end(lane, bar) for bar in left)
    at = [int(lane.long_end.searchsorted(bar.end_s, "right")) for bar in new]
    return (
        spliced(lane.long_end, leaving, at, [bar.end_s for bar in new]),
        spliced(lane.long_start, leaving, at, [bar.start_s for bar in new]),
        spliced(lane.long_event, leaving, at, [bar.event for bar in new]),
        _values_spliced(lane.long_starts, [bar.start_s for bar in left], [bar.start_s for bar in new]),
    )


def _place_by_end(lane: LaneIndex, bar: _Bar) -> int:
    first, last = int(lane.long_end.searchsorted(bar.end_s)), int(lane.long_end.searchsorted(bar.end_s, "right"))
    return first + int(np.flatnonzero(lane.long_event[first:last] == bar.event)[0])


def _values_spliced(numbers: I64, gone: list[int], come: list[int]) -> I64:
    """Take values out of sorted numbers and put others in."""
    leaving: list[int] = []
    for value in sorted(gone):
        leaving.append(int(numbers.searchsorted(value)) + sum(int(numbers[each]) == value for each in leaving))
    come = sorted(come)
    return spliced(numbers, leaving, [int(numbers.searchsorted(value)) for value in come], come)
