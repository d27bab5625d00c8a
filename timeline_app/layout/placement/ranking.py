"""Who gets a title where not all can: the one rule, which the legend and the docs state.

The more important event first; of equals the one whose date is known more exactly, then the one of which more sources
speak, then the one that lasts longer, then the earlier one, and at last the one that was entered first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.columns import distinct
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.index.index import LaneIndex
    from timeline_app.layout.metrics import I8, I32, I64, U16
    from timeline_app.layout.placement.labels import LabelWindow

_DOUBTED: Final = int(
    WhenFlag.APPROXIMATE_START
    | WhenFlag.APPROXIMATE_END
    | WhenFlag.UNCERTAIN_START
    | WhenFlag.UNCERTAIN_END
    | WhenFlag.SET_ONE_OF
)
_KNOWN_TO_S: Final = np.array([DAY_S, 31 * DAY_S, 366 * DAY_S], np.int64)
"""A date is known to a day, a month or a year, or worse than that."""
_LENGTHS_S: Final = 60 * 16 ** np.arange(7, dtype=np.int64)
"""Lengths of stay that are told apart among very many events: a minute, a quarter of an hour, four hours ..."""
_PLACE_BITS: Final = 32
_PLACE_MASK: Final = (1 << _PLACE_BITS) - 1
_GOLDEN: Final = 2_654_435_761
_FEW: Final = 4_096
_TOLD_APART: Final = 8
"""Numbers of sources, and lengths, that are told apart among very many events."""
_MOST_ONGOING: Final = 3
"""So few events that go on throughout are drawn nevertheless: they say in what the view lies."""
_MOST_AT_ONCE: Final = 700
"""Up to so many are ranked one by one: more than a lane with ticks ever has in view and beside it."""
_MOST_RUNNING: Final = 8
"""In a lane with more than that, so many of those that began before the view may have a title."""
_CELL_PX: Final = 170
"""About what a title takes up."""


def vagueness(columns: EventColumns, events: I32) -> I8:
    """Tell how exactly dates are known: 0 to the day, 1 the month, 2 the year, 3 worse; one more where in doubt."""
    first = columns.start_min[events], columns.start_max[events]
    last = columns.end_min[events], columns.end_max[events]
    return vagueness_of(first, last, columns.flags[events])


def vagueness_of(first: tuple[I64, I64], last: tuple[I64, I64], flags: U16) -> I8:
    """Do the same for dates with these seconds at which they can begin and end, earliest and latest."""
    loosest = np.maximum(lengths_of(*first), lengths_of(*last))
    worst: I8 = _KNOWN_TO_S.searchsorted(loosest).astype(np.int8)
    worst += (flags & _DOUBTED) != 0
    return worst


def lengths(columns: EventColumns, events: I32) -> I64:
    """Tell how long events last."""
    return lengths_of(columns.start_min[events], columns.end_max[events])


def lengths_of(start: I64, end: I64) -> I64:
    """Tell how many seconds lie between; an open end counts as far off, so that they fit 64 bits."""
    return np.minimum(end, FAR_S) - np.maximum(start, -FAR_S)


def by_rank(events: I32, columns: EventColumns) -> I32:
    """Put those first that get a title first; of equals in all else those that come first."""
    first = (8 - columns.importance[events].astype(np.int32)) << 16
    first += (vagueness(columns, events).astype(np.int32) << 8) - columns.sources[events]
    return events[np.lexsort((columns.start_min[events], -lengths(columns, events), first))]


def classes(columns: EventColumns, events: I32) -> U16:
    """Give the rank among events of one importance as a small number, the first ones 0: roughly what `by_rank` does."""
    sources = _TOLD_APART - 1 - np.minimum(columns.sources[events], _TOLD_APART - 1).astype(np.uint16)
    length = _TOLD_APART - 1 - _LENGTHS_S.searchsorted(lengths(columns, events)).astype(np.uint16)
    vague = vagueness(columns, events).astype(np.uint16)
    return (vague * _TOLD_APART + sources) * _TOLD_APART + length


def choose(lane: LaneIndex, columns: EventColumns, cover: LabelWindow, most: int) -> tuple[I32, bool]:
    """Choose the events that may get a title, in the order of their rank; tell whether these are all there are.

    Of too many of one rank every second, fourth, eighth ... is taken by its place in time: the same ones while
    panning, and all of them again, with others between, after zooming in.
    """
    here = lane.started(cover.start_s, cover.end_s)
    running = np.concatenate(
        [
            lane.throughout(cover.start_s, cover.end_s, _MOST_ONGOING),
            lane.running_in(cover.start_s, cover.end_s)[0],
        ]
    )
    begun = here.stop - here.start
    if begun + len(running) <= max(3 * most, _MOST_AT_ONCE):
        return by_rank(np.concatenate([_as_entered(running, columns), lane.event[here]]), columns), True
    places, room = [], most
    for importance in (5, 4, 3, 2, 1, 0):
        found = lane.ranked(importance, columns.importance)
        low, high = found.searchsorted((here.start, here.stop))
        picked = _best(lane, columns, importance, slice(int(low), int(high)), room) if high > low else found[:0]
        places.append(picked)
        room -= len(picked)
        if room < most // 8:
            break
    chosen = np.sort(np.concatenate(places))
    return by_rank(np.concatenate([_leading(running, columns), lane.event[chosen]]), columns), False


def _as_entered(events: I32, columns: EventColumns) -> I32:
    """Put events in the order in which they were entered."""
    return events[np.argsort(columns.row[events])]


def _best(lane: LaneIndex, columns: EventColumns, importance: int, here: slice, room: int) -> I32:
    """Give the places of the first by rank of one importance; of the last rank with room an even choice."""
    places = lane.ranked(importance, columns.importance)
    if here.stop - here.start <= room:
        return places[here]
    if here.stop - here.start <= _FEW:
        return _best_of_few(places[here], classes(columns, lane.event[places[here]]), room)
    known = lane.known_classes.get(importance)
    if known is None:
        ranks = classes(columns, lane.event[places]).astype(np.int64)
        known = lane.known_classes[importance] = np.sort((ranks << _PLACE_BITS) + places), distinct(ranks)
    in_order, ranks = known
    heads = ranks << _PLACE_BITS
    bounds = in_order.searchsorted(
        np.concatenate([heads, heads + places[here.start], heads + places[here.stop - 1] + 1])
    )
    firsts, lows, highs = bounds.reshape(3, -1).tolist()
    found, stride = [], 1
    for first, low, high in zip(firsts, lows, highs, strict=True):
        if high - low <= room:
            found.append(in_order[low:high])
            room -= high - low
            continue
        while (high - low) // stride > max(room, 1):
            stride *= 2
        found.append(in_order[low + -(low - first) % stride : high : stride])
        break
    return (np.concatenate(found) & _PLACE_MASK).astype(np.int32)


def _best_of_few(places: I32, ranks: U16, room: int) -> I32:
    """Do the same for some thousands, without putting the whole lane in order: that would cost a frame."""
    last = int(np.bincount(ranks).cumsum().searchsorted(room, "right"))
    whole, equals = places[ranks < last], places[ranks == last]
    left = room - len(whole)
    if left <= 0:
        return whole
    spread = (equals.astype(np.int64) * _GOLDEN) & _PLACE_MASK  # even in time, the same for each event at all times
    return np.concatenate([whole, equals[np.argpartition(spread, left - 1)[:left]]])


def _leading(running: I32, columns: EventColumns) -> I32:
    """Give the first by rank of those that began before, of which there may be very many."""
    if len(running) > _MOST_AT_ONCE:
        ranks = classes(columns, running).astype(np.int32) - columns.importance[running].astype(np.int32) * 1024
        running = running[ranks <= np.partition(ranks, _MOST_RUNNING)[_MOST_RUNNING]]
    entered = _as_entered(running, columns)
    return entered if len(entered) <= _MOST_RUNNING else by_rank(entered, columns)[:_MOST_RUNNING]


def thinned(events: I32, columns: EventColumns, cover: LabelWindow, rows: int, spare: float) -> I32:
    """Leave out ranked events that have more before them in their own stretch than there are rows, and some to `spare`.

    The stretches are as wide as a title and lie on a grid in time. So a crowd at one end takes nothing from the other.
    """
    if len(events) <= most_marks(cover, rows) * spare:
        return events
    most = max(int(most_marks(cover, rows) * spare / max(cover.width_px / _CELL_PX, 1)), int(rows * spare), 2)
    cell_s = max(int(_CELL_PX * cover.seconds_per_px), 1)
    cell = np.clip(columns.start_min[events], cover.start_s, cover.end_s) // cell_s
    order = np.argsort(cell, kind="stable")
    grouped = cell[order]
    firsts = grouped.searchsorted(grouped)
    return events[np.sort(order[np.arange(len(order)) - firsts < most])]


def most_marks(cover: LabelWindow, rows: int) -> int:
    """Tell how many titles could find room in so many rows."""
    return int(min(max(cover.width_px * rows / _CELL_PX, 24), 400))
