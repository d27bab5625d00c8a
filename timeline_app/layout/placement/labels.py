"""Who stands where in one lane over a stretch somewhat wider than the view: reused while the view stays inside it.

A plan is made for one magnification and holds for finer ones too: marks only move apart as one zooms in, while
titles keep their width. So nothing jumps while panning, and zooming in only ever adds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.layout.metrics import drawn_extent
from timeline_app.layout.placement.rows import BOTH, INSIDE, LEFT, NO_TITLE, RIGHT, RowPosition, Rows

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.index.index import LaneIndex
    from timeline_app.layout.metrics import F64, I32, I64, Metrics
    from timeline_app.layout.placement.titles import Title, TitleBook

RANGE: Final = int(WhenFlag.RANGE)
SHORTEST_BAR_PX: Final = 12.0
INSIDE_PX: Final = 46.0
"""What a bar needs besides its title to carry it: room for the shape at its head, and some of it after the title."""
_MOST_ONGOING: Final = 3
"""So few events that go on throughout are drawn nevertheless: they say in what the view lies."""
_MOST_AT_ONCE: Final = 700
"""Up to so many are looked at one by one: more than a lane with ticks ever has in view and beside it."""
_MOST_IN_ORDER: Final = 120
_PATIENCE: Final = 32
"""After so many titles in a row without room the rest would hardly find any."""
_SLIVER_PX: Final = 3
"""A mark of which so little is in view is taken to be out of it."""
_TITLE_PX: Final = 170
"""About what a title takes up."""
_MOST_BARE: Final = 40
"""So many ranges of a lane that found no row with room for their title may have a part of it."""
_SHORTEST_TITLE_PX: Final = 60
"""A title is not cut shorter than this, since nothing of it would be left to read."""


class LabelWindow(NamedTuple):
    """The stretch a plan is made for, the part of it in view, and the magnification."""

    start_s: int
    end_s: int
    view_start_s: int
    view_end_s: int
    seconds_per_px: float

    def px(self, seconds: I64) -> F64:
        """Where seconds lie, from the left end of the cover; what is beyond its ends is cut off near them."""
        near = np.clip(seconds, self.start_s - (self.end_s - self.start_s), self.end_s + (self.end_s - self.start_s))
        return (near - self.start_s) / self.seconds_per_px

    @property
    def width_px(self) -> float:
        """How wide it is."""
        return (self.end_s - self.start_s) / self.seconds_per_px


@dataclass(slots=True, eq=False, repr=False)
class LabelPlacement:
    """The events of a lane that have a row, and those that have none."""

    cover: LabelWindow
    dense: bool
    most_rows: int
    spots: dict[int, RowPosition] = field(default_factory=dict)
    titles: dict[int, Title] = field(default_factory=dict)
    events: list[int] = field(default_factory=list)
    """All that were considered, the most important first."""
    rest: I32 | None = None
    """All others in the cover; None in a dense lane, whose histogram counts them."""
    complete: bool = True
    """Whether all titles were known."""
    selected: int = -1
    """The event that is selected, where this lane holds it."""
    provisional: bool = False
    """Whether it was made in motion, for the rows there were then."""
    steady: bool = False
    """Whether what was there before goes first: while panning and zooming in, where it still fits as it stood."""
    scattered: frozenset[int] = frozenset()
    """The events dated by several days apart, over which no title shall stand."""
    untold: list[int] = field(default_factory=list)
    """Those that stand without a title, and would have as much of it as there is room for, were it known."""

    def leave_out(self, event: int) -> None:
        """Forget an event that is no longer in the lane."""
        self.spots.pop(event, None)
        self.titles.pop(event, None)
        self.events = [each for each in self.events if each != event]

    @property
    def rows(self) -> int:
        """How many rows it uses."""
        return max((spot.row for spot in self.spots.values()), default=-1) + 1


def choose(lane: LaneIndex, columns: EventColumns, cover: LabelWindow, most: int) -> tuple[I32, bool]:
    """Choose the events that may get a title, the most important first; tell whether these are all there are.

    Of too many of one importance every second, fourth, eighth ... is taken by its place in time: the same ones while
    panning, and all of them again, with others between, after zooming in.
    """
    here = lane.started(cover.start_s, cover.end_s)
    running = np.concatenate(
        [
            lane.throughout(cover.start_s, cover.end_s, _MOST_ONGOING),
            lane.running_in(cover.start_s, cover.end_s)[0],
        ]
    )
    if here.stop - here.start + len(running) <= max(3 * most, _MOST_AT_ONCE):
        events = np.concatenate([running, lane.event[here]])
        return _by_importance(events, columns), True
    room, chosen = most, [running[:: len(running) // 8 + 1]]
    for rank in (5, 4, 3, 2, 1, 0):
        places = lane.ranked(rank, columns.importance)
        low, high = places.searchsorted((here.start, here.stop))
        stride = 1
        while (high - low) // stride > room:
            stride *= 2
        picked = places[-(-low // stride) * stride : high : stride]
        chosen.append(lane.event[picked])
        room -= len(picked)
        if room < most // 8:
            break
    return _by_importance(np.concatenate(chosen), columns), False


def _by_importance(events: I32, columns: EventColumns) -> I32:
    """Put the most important first.

    Few equals stay in order of time, which fills rows best; the order of many is shuffled, the same for each event at
    all times, so that titles spread evenly before rows are full.
    """
    rank = -columns.importance[events].astype(np.int8)
    if len(events) <= _MOST_IN_ORDER:
        return events[np.argsort(rank, kind="stable")]
    return events[np.lexsort(((events.astype(np.int64) * 2_654_435_761) & 0xFFFF_FFFF, rank))]


def most_marks(cover: LabelWindow, rows: int) -> int:
    """Tell how many titles could find room in so many rows."""
    return int(min(max(cover.width_px * rows / _TITLE_PX, 24), 400))


def mark_extents(columns: EventColumns, events: I32, cover: LabelWindow, metrics: Metrics) -> tuple[F64, F64]:
    """Give where marks begin and end at the magnification of the cover."""
    start, end = cover.px(columns.start_min[events]), cover.px(columns.end_max[events])
    inner = cover.px(columns.start_max[events]), cover.px(columns.end_min[events])
    start, end = drawn_extent((start, end), inner, columns.flags[events])
    sizes = np.array([metrics.mark_px(rank) for rank in range(6)])[np.minimum(columns.importance[events], 5)]
    return widened(start, end, sizes)


def widened(start_px: F64, end_px: F64, size_px: F64) -> tuple[F64, F64]:
    """Make extents at least as wide as their marks, about their middles."""
    middle = (start_px + end_px) / 2
    half = np.maximum(end_px - start_px, size_px) / 2
    return middle - half, middle + half


class LabelContext(NamedTuple):
    """What laying rows draws on."""

    columns: EventColumns
    book: TitleBook
    metrics: Metrics


class PreviousPlacement(NamedTuple):
    """Where events stood, and under which words: those in view keep both as far as they can."""

    spots: dict[int, RowPosition]
    titles: dict[int, Title]


def lay_rows(plan: LabelPlacement, shelf: LabelContext, before: PreviousPlacement) -> None:
    """Fill in a plan: give each event that fits a row and a side for its title."""
    rows = Rows(plan.cover.width_px, plan.most_rows, shelf.metrics)
    _place_titled(plan, rows, shelf, before)
    if not plan.dense and plan.rest is not None:
        _place_bare(plan, rows, shelf, before.spots)
        _title_bare(plan, rows, shelf)


def _place_titled(plan: LabelPlacement, rows: Rows, shelf: LabelContext, earlier: PreviousPlacement) -> None:
    cover, events, before = plan.cover, plan.events, earlier.spots
    if plan.steady:  # what is there stays where it is, before anything new gets a place
        placed = [event for event, spot in before.items() if spot.row < plan.most_rows]
        events = list(dict.fromkeys([*events[: plan.selected >= 0], *placed, *events]))
        _keep_bare(plan, rows, shelf, before)
        events = [event for event in events if event not in plan.spots]
    index = np.array(events, np.int32)
    starts, ends = mark_extents(shelf.columns, index, cover, shelf.metrics)
    left_px, right_px = cover.px(np.array([cover.view_start_s, cover.view_end_s])).tolist()
    bold = (shelf.columns.importance[index] >= 5).tolist()
    beside_px = shelf.metrics.label_gap_px + 4
    misses, patience = 0, _PATIENCE if len(events) > _MOST_IN_ORDER else len(events)
    for event, start, end, strong in zip(events, starts.tolist(), ends.tolist(), bold, strict=True):
        title = shelf.book.title(event, bold=strong)
        if title is None or not title.text:
            plan.complete &= title is not None
            continue
        most_px = max(right_px - end, start - left_px) - beside_px
        carried_px = 0.0 if event in plan.scattered else carried(start, end, (left_px, right_px))
        inside = carried_px >= title.width_px or title.width_px > most_px < carried_px > _SHORTEST_TITLE_PX
        if inside:
            most_px = carried_px
        if title.width_px > most_px > _SHORTEST_TITLE_PX:
            title = shelf.book.shorter(event, most_px, bold=strong)
        old = before.get(event)
        if old is not None and plan.steady and event != plan.selected:
            kept = _kept_words(rows, (start, end), old, (title, earlier.titles.get(event)), moving=plan.provisional)
            if kept is not None:
                plan.spots[event], plan.titles[event] = old, kept
                continue
        if inside:
            spot = rows.place(start, end, old)
        else:
            sides = _whole_sides(start, end, title.width_px + beside_px, (left_px, right_px))
            spot = rows.place_titled((start, end), title.width_px, sides, old)
        if spot is not None:
            plan.spots[event], plan.titles[event] = spot, title
            misses = 0
        elif (misses := misses + 1) > patience:
            break


def _kept_words(
    rows: Rows, extent_px: tuple[float, float], spot: RowPosition, words: tuple[Title, Title | None], *, moving: bool
) -> Title | None:
    """Leave a mark where it stood: in motion under the words it had, at rest under its whole title where that fits."""
    whole, old = words
    for title in (old, whole) if moving else (whole, old):
        if title is None or (spot.side == INSIDE and title.width_px + INSIDE_PX > extent_px[1] - extent_px[0]):
            continue
        if rows.keep(extent_px, title.width_px, spot, longer=old is None or title.width_px > old.width_px):
            return title
    return None


def _keep_bare(plan: LabelPlacement, rows: Rows, shelf: LabelContext, before: dict[int, RowPosition]) -> None:
    """Keep the rows of the ranges that stand without a title."""
    bare = [event for event, spot in before.items() if spot.side == NO_TITLE and event != plan.selected]
    starts, ends = mark_extents(shelf.columns, np.array(bare, np.int32), plan.cover, shelf.metrics)
    for event, start, end in zip(bare, starts.tolist(), ends.tolist(), strict=True):
        if rows.keep((start, end), 0, before[event]):
            plan.spots[event] = before[event]


def _place_bare(plan: LabelPlacement, rows: Rows, shelf: LabelContext, before: dict[int, RowPosition]) -> None:
    """Place the ranges without a title as far as there is room: their length says something even so."""
    if plan.rest is None:
        return
    ranges = plan.rest[(shelf.columns.flags[plan.rest] & RANGE) != 0]
    starts, ends = mark_extents(shelf.columns, ranges, plan.cover, shelf.metrics)
    misses = 0
    for event, start, end in zip(ranges.tolist(), starts.tolist(), ends.tolist(), strict=True):
        if end - start < SHORTEST_BAR_PX or event in plan.spots:
            continue
        spot = rows.place(start, end, before.get(event))
        if spot is not None:
            plan.spots[event] = RowPosition(spot.row, NO_TITLE)
            misses = 0
        elif (misses := misses + 1) > _PATIENCE:
            break


def _title_bare(plan: LabelPlacement, rows: Rows, shelf: LabelContext) -> None:
    """Give the ranges that found no room for their whole title as much of it as there is room for."""
    bare = [event for event, spot in plan.spots.items() if spot.side == NO_TITLE][:_MOST_BARE]
    if not bare:
        return
    if not plan.provisional:  # in motion those will do whose titles are known
        plan.untold = bare
    index = np.array(bare, np.int32)
    starts, ends = mark_extents(shelf.columns, index, plan.cover, shelf.metrics)
    bold = (shelf.columns.importance[index] >= 5).tolist()
    for event, start, end, strong in zip(bare, starts.tolist(), ends.tolist(), bold, strict=True):
        whole = shelf.book.title(event, bold=strong)
        if whole is None or not whole.text or event in plan.scattered:
            continue
        row = plan.spots[event].row
        rooms = _rooms(plan.cover, rows, (start, end), row, shelf.metrics)
        enough = [side for side in rooms if rooms[side] >= whole.width_px]
        side = enough[0] if enough else max(rooms, key=rooms.__getitem__)
        if rooms[side] < min(_SHORTEST_TITLE_PX, whole.width_px):
            continue
        title = whole if enough else shelf.book.shorter(event, rooms[side], bold=strong)
        plan.spots[event], plan.titles[event] = RowPosition(row, side), title
        rows.take((start, end), title.width_px, plan.spots[event])


def _rooms(
    cover: LabelWindow, rows: Rows, extent_px: tuple[float, float], row: int, metrics: Metrics
) -> dict[int, float]:
    """Tell how long a title may be on each side of a mark in a row, and on its bar, without being cut by the view."""
    start_px, end_px = extent_px
    left_px, right_px = cover.px(np.array([cover.view_start_s, cover.view_end_s])).tolist()
    right_room, left_room = rows.room_beside(extent_px, row)
    beside_px = metrics.label_gap_px + 4
    seen_px = min(end_px, right_px) - max(start_px, left_px)
    return {
        RIGHT: min(right_room, right_px - end_px - beside_px),
        LEFT: min(left_room, start_px - left_px - beside_px),
        INSIDE: seen_px - INSIDE_PX,
    }


def carried(start_px: float, end_px: float, view: tuple[float, float]) -> float:
    """Tell how long a title may stand in a block or ride on a bar, as far as that is seen."""
    seen_start, seen_end = max(start_px, view[0]), min(end_px, view[1])
    if seen_end <= seen_start:
        seen_start, seen_end = start_px, end_px
    return seen_end - seen_start - INSIDE_PX


def _whole_sides(start_px: float, end_px: float, beside_px: float, view: tuple[float, float]) -> tuple[int, ...]:
    """Tell on which sides a title is not cut by the edges of the view; that of a mark out of view stays out."""
    if end_px < view[0] + _SLIVER_PX:
        return BOTH if end_px + beside_px < view[0] else (LEFT,)
    if start_px > view[1] - _SLIVER_PX:
        return BOTH if start_px - beside_px > view[1] else (RIGHT,)
    right, left = end_px + beside_px <= view[1], start_px - beside_px >= view[0]
    if right == left:
        return BOTH
    return (RIGHT,) if right else (LEFT,)
