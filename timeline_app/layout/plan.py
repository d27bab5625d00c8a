"""Who stands where in one lane over a stretch somewhat wider than the view: reused while the view stays inside it.

A plan is made for one magnification and holds for finer ones too: marks only move apart as one zooms in, while
titles keep their width. So nothing jumps while panning, and zooming in only ever adds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from timeline_app.domain.when import WhenFlag
from timeline_app.layout.rows import LEFT, RIGHT, Rows, Spot, Wish, place_all

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.arrays import F64, I32, I64
    from timeline_app.layout.index import LaneIndex
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.titles import Title, TitleBook

RANGE: Final = int(WhenFlag.RANGE)
SHORTEST_BAR_PX: Final = 12.0
MOST_ROWS: Final = 24
_MOST_MARKS: Final = 400
_SHORTEST_TITLE_PX: Final = 60
"""A title is not cut shorter than this, since nothing of it would be left to read."""


class Cover(NamedTuple):
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


@dataclass(slots=True)
class Plan:
    """The events of a lane that have a row, and those that have none."""

    cover: Cover
    dense: bool
    spots: dict[int, Spot] = field(default_factory=dict)
    titles: dict[int, Title] = field(default_factory=dict)
    events: list[int] = field(default_factory=list)
    """All that were considered, the most important first."""
    rest: I32 | None = None
    """All others in the cover; None in a dense lane, whose histogram counts them."""
    complete: bool = True
    """Whether all titles were known."""
    steady: bool = False
    """Whether what was there before goes first: while panning and zooming in, where it still fits as it stood."""

    @property
    def rows(self) -> int:
        """How many rows it uses."""
        return max((spot.row for spot in self.spots.values()), default=-1) + 1


def choose(lane: LaneIndex, columns: EventColumns, cover: Cover, most: int) -> tuple[I32, bool]:
    """Choose the events that may get a title, the most important first; tell whether these are all there are.

    Of too many of one importance every second, fourth, eighth ... is taken by its place in time: the same ones while
    panning, and all of them again, with others between, after zooming in.
    """
    here = lane.started(cover.start_s, cover.end_s)
    running = lane.running_in(cover.start_s, cover.end_s)[0]
    importance = columns.importance
    if here.stop - here.start + len(running) <= 3 * most:
        events = np.concatenate([running, lane.event[here]])
        return events[np.argsort(-importance[events].astype(np.int8), kind="stable")], True
    room, chosen = most, [running[np.argsort(-importance[running].astype(np.int8), kind="stable")][: most // 4]]
    for rank in (5, 4, 3, 2, 1, 0):
        places = lane.ranked(rank, importance)
        low, high = places.searchsorted((here.start, here.stop))
        stride = 1
        while (high - low) // stride > room:
            stride *= 2
        picked = places[-(-low // stride) * stride : high : stride]
        chosen.append(lane.event[picked])
        room -= len(picked)
        if room < most // 8:
            break
    return np.concatenate(chosen), False


def most_marks(cover: Cover) -> int:
    """Tell how many titles could be of use in one lane."""
    return int(min(max(cover.width_px * MOST_ROWS / 160, 60), _MOST_MARKS))


def mark_extents(columns: EventColumns, events: I32, cover: Cover, metrics: Metrics) -> tuple[F64, F64]:
    """Give where marks begin and end at the magnification of the cover."""
    start, end = cover.px(columns.start_min[events]), cover.px(columns.end_max[events])
    sizes = np.array([metrics.mark_px(rank) for rank in range(6)])[np.minimum(columns.importance[events], 5)]
    return widened(start, end, sizes)


def widened(start_px: F64, end_px: F64, size_px: F64) -> tuple[F64, F64]:
    """Make extents at least as wide as their marks, about their middles."""
    middle = (start_px + end_px) / 2
    half = np.maximum(end_px - start_px, size_px) / 2
    return middle - half, middle + half


def lay_rows(plan: Plan, columns: EventColumns, book: TitleBook, metrics: Metrics, before: dict[int, Spot]) -> None:
    """Fill in a plan: give each event that fits a row and a side for its title.

    `before` holds where events stood; those in view keep their rows as far as they can.
    """
    cover = plan.cover
    events = np.array(plan.events, np.int32)
    starts, ends = mark_extents(columns, events, cover, metrics)
    bold = (columns.importance[events] >= 5).tolist()
    left_px, right_px = cover.px(np.array([cover.view_start_s, cover.view_end_s])).tolist()
    view = (left_px, right_px)
    wishes, bare = [], []
    ranges = (columns.flags[events] & RANGE).astype(bool).tolist()
    for event, start, end, strong, ranged in zip(
        plan.events, starts.tolist(), ends.tolist(), bold, ranges, strict=True
    ):
        title = book.title(event, bold=strong)
        if title is None or not title.text:
            plan.complete &= title is not None
            continue
        beside_px = metrics.label_gap_px + 4
        room_px = max(right_px - end, start - left_px) - beside_px
        if metrics.whole_titles and title.width_px > room_px > _SHORTEST_TITLE_PX:
            title = book.shorter(event, room_px, bold=strong)
        plan.titles[event] = title
        sides = _whole_sides(start, end, title.width_px + beside_px, view)
        wishes.append(Wish(event, start, end, title.width_px, sides))
        if ranged and end - start >= SHORTEST_BAR_PX:
            bare.append(Wish(event, start, end, 0))
    rows = Rows(cover.width_px, MOST_ROWS, metrics)
    if plan.steady:
        wishes.sort(key=lambda wish: wish.key not in before)
    plan.spots = place_all(rows, wishes, before)
    if not plan.dense:
        plan.spots |= place_all(rows, [wish for wish in bare if wish.key not in plan.spots], before)


def _whole_sides(start_px: float, end_px: float, beside_px: float, view: tuple[float, float]) -> tuple[int, ...]:
    """Tell on which sides a title would be read whole; a mark out of view has both."""
    if end_px < view[0] or start_px > view[1]:
        return (RIGHT, LEFT)
    sides = []
    if end_px + beside_px <= view[1]:
        sides.append(RIGHT)
    if start_px - beside_px >= view[0]:
        sides.append(LEFT)
    return tuple(sides) or (RIGHT, LEFT)
