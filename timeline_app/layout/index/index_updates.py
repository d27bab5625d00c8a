"""A few events in or out of the lanes, without sorting a million others again."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.columns import spliced
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.layout.index.index import SHORT_S, LaneIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from timeline_app.layout.index.index import EventIndex
    from timeline_app.layout.metrics import I32, I64, U8

    InOrder = Callable[[list[int]], list[int]]

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
