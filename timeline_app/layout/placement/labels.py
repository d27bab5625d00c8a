"""Who stands where in one lane over a stretch somewhat wider than the view: reused while the view stays inside it.

A plan is made for one magnification and holds for finer ones too: marks only move apart as one zooms in, while
titles keep their width. So nothing jumps while panning, and zooming in only ever adds.
"""

from __future__ import annotations

from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.layout.metrics import drawn_extent
from timeline_app.layout.placement.date_labels import NO_DATES
from timeline_app.layout.placement.rows import BOTH, INSIDE, LEFT, NO_TITLE, RIGHT, RowPosition, Rows

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.metrics import F64, I32, I64, Metrics
    from timeline_app.layout.placement.date_labels import DateBook
    from timeline_app.layout.placement.titles import Title, TitleBook

RANGE: Final = int(WhenFlag.RANGE)
SHORTEST_BAR_PX: Final = 12.0
INSIDE_PX: Final = 46.0
"""What a bar needs besides its title to carry it: room for the shape at its head, and some of it after the title."""
_PATIENCE: Final = 32
"""After so many bars in a row without room the rest would hardly find any."""
_CELL_PX: Final = 170
"""A stretch about as wide as a title: in motion one without room there lets the others wait for the rest."""
_PATIENCE_IN_A_CROWD: Final = 3
"""In a lane that counts its events, after more without room in such a stretch its others would hardly find any."""
_SLIVER_PX: Final = 3
"""A mark of which so little is in view is taken to be out of it."""
_MOST_BARE: Final = 40
"""So many ranges of a lane that found no row with room for their title may have a part of it."""
SHORTEST_TITLE_PX: Final = 60
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
    def view_px(self) -> tuple[float, float]:
        """Where the view begins and ends in it."""
        edges = self.view_start_s, self.view_end_s
        first, last = ((each - self.start_s) / self.seconds_per_px for each in edges)
        return first, last

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
    """All that were considered, in the order of their rank."""
    rest: I32 | None = None
    """All others in the cover; None in a dense lane, whose histogram counts them."""
    complete: bool = True
    """Whether all titles were known."""
    provisional: bool = False
    """Whether it was made in motion, for the rows there were then."""
    rested: object = None
    """What it was made for, where it was made at rest: it is that of this view and of no other."""
    steady: bool = False
    """Whether what was there before goes first: in motion, as long as it still fits as it stood."""
    scattered: frozenset[int] = frozenset()
    """The events dated by several days apart, over which no title shall stand."""
    detail: int = NO_DATES
    """What of dates stands before titles."""
    standing: dict[int, RowPosition] = field(default_factory=dict)
    """Where those stand that have a row in the height that the lane got."""
    untold: list[int] = field(default_factory=list)
    """Those that stand without a title, and would have as much of it as there is room for, were it known."""

    def leave_out(self, event: int) -> None:
        """Forget an event that is no longer in the lane."""
        self.spots.pop(event, None)
        self.standing.pop(event, None)
        self.titles.pop(event, None)
        self.events = [each for each in self.events if each != event]

    @property
    def rows(self) -> int:
        """How many rows it uses."""
        return max((spot.row for spot in self.spots.values()), default=-1) + 1


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
    dates: DateBook | None = None

    def title(self, plan: LabelPlacement, event: int, *, bold: bool) -> Title | None:
        """Give the title of an event with what of its date the view asks for; None while either is not known."""
        date = self._date(plan, event)
        return None if date is None else self.book.title(event, bold=bold, date=date)

    def fitting(self, title: Title, event: int, room_px: float) -> Title:
        """Give a title without its date, where so little room would leave nothing of the words behind it."""
        if title.date and room_px < min(title.width_px, SHORTEST_TITLE_PX + title.date_px):
            return self.book.title(event, bold=self._bold(event)) or title
        return title

    def shorter(self, title: Title, event: int, most_px: float, *, beside: bool) -> Title:
        """Give a title cut to a width; the date before it stays whole. Beside its mark it may have two lines first."""
        if beside and self.book.lines > 1:
            return self.book.folded(event, most_px, bold=self._bold(event), date=title.date)
        return self.book.shorter(event, most_px, bold=self._bold(event), date=title.date)

    def _bold(self, event: int) -> bool:
        return bool(self.columns.importance[event] >= 5)

    def _date(self, plan: LabelPlacement, event: int) -> str | None:
        if self.dates is None or plan.detail == NO_DATES:
            return ""
        return self.dates.words(event, self.columns, plan.cover[:2], plan.detail)


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
        events = list(dict.fromkeys([*placed, *events]))
        _keep_bare(plan, rows, shelf, before)
        events = [event for event in events if event not in plan.spots]
    index = np.array(events, np.int32)
    starts, ends = mark_extents(shelf.columns, index, cover, shelf.metrics)
    bold = (shelf.columns.importance[index] >= 5).tolist()
    beside_px = shelf.metrics.label_gap_px + 4
    misses: dict[int, int] = {}
    patience = 0 if plan.provisional else _PATIENCE_IN_A_CROWD if plan.dense else len(events)
    title_of = shelf.book.title if plan.detail == NO_DATES else partial(shelf.title, plan)
    for event, start, end, strong in zip(events, starts.tolist(), ends.tolist(), bold, strict=True):
        cell = int(start // _CELL_PX)
        if misses.get(cell, 0) > patience and event not in before:
            continue
        title = title_of(event, bold=strong)
        if title is None or not title.text:
            plan.complete &= title is not None
            continue
        title, inside = sized(plan, shelf, event, title, (start, end))
        old = before.get(event)
        if old is not None and plan.steady:
            kept = _kept_words(rows, (start, end), old, (earlier.titles.get(event), title))
            if kept is not None:
                plan.spots[event], plan.titles[event] = old, kept
                continue
        if inside:
            spot = rows.place(start, end, old)
        else:
            sides = whole_sides(start, end, title.width_px + beside_px, cover.view_px)
            spot = rows.place_titled((start, end), title.width_px, sides, old)
        if spot is not None:
            plan.spots[event], plan.titles[event] = spot, title
        else:
            misses[cell] = misses.get(cell, 0) + 1


def sized(
    plan: LabelPlacement, shelf: LabelContext, event: int, title: Title, extent_px: tuple[float, float]
) -> tuple[Title, bool]:
    """Give a title as the view has room for it beside its mark or on its bar; tell whether it stands on the bar."""
    (start_px, end_px), (left_px, right_px) = extent_px, plan.cover.view_px
    most_px = max(right_px - end_px, start_px - left_px) - shelf.metrics.label_gap_px - 4
    carried_px = 0.0 if event in plan.scattered else carried(start_px, end_px, (left_px, right_px))
    title = shelf.fitting(title, event, max(most_px, carried_px))
    least_px = SHORTEST_TITLE_PX + title.date_px
    inside = carried_px >= title.width_px or title.width_px > most_px < carried_px > least_px
    if inside:
        most_px = carried_px
    cut_before = not inside and shelf.book.lines > 1 and "…" in title.text
    if title.width_px > most_px > least_px or (cut_before and most_px > least_px):
        title = shelf.shorter(title, event, min(most_px, shelf.book.most_px), beside=not inside)
    return title, inside


def _kept_words(
    rows: Rows, extent_px: tuple[float, float], spot: RowPosition, words: tuple[Title | None, Title]
) -> Title | None:
    """Leave a mark where it stood: under the words it had, else under its whole title where that fits."""
    old, _whole = words
    for title in words:
        if title is None or (spot.side == INSIDE and title.width_px + INSIDE_PX > extent_px[1] - extent_px[0]):
            continue
        if rows.keep(extent_px, title.width_px, spot, longer=old is None or title.width_px > old.width_px):
            return title
    return None


def _keep_bare(plan: LabelPlacement, rows: Rows, shelf: LabelContext, before: dict[int, RowPosition]) -> None:
    """Keep the rows of the ranges that stand without a title."""
    bare = [event for event, spot in before.items() if spot.side == NO_TITLE]
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
        whole = shelf.title(plan, event, bold=strong)
        if whole is None or not whole.text or event in plan.scattered:
            continue
        row = plan.spots[event].row
        rooms = _rooms(plan.cover, rows, (start, end), row, shelf.metrics)
        enough = [side for side in rooms if rooms[side] >= whole.width_px]
        side = enough[0] if enough else max(rooms, key=rooms.__getitem__)
        dated, whole = whole.date, shelf.fitting(whole, event, rooms[side])
        if shelf.book.keeps_dates and whole.date != dated:
            continue
        if rooms[side] < min(SHORTEST_TITLE_PX + whole.date_px, whole.width_px):
            continue
        title = (
            whole if whole.width_px <= rooms[side] else shelf.shorter(whole, event, rooms[side], beside=side != INSIDE)
        )
        plan.spots[event], plan.titles[event] = RowPosition(row, side), title
        rows.take((start, end), title.width_px, plan.spots[event])


def _rooms(
    cover: LabelWindow, rows: Rows, extent_px: tuple[float, float], row: int, metrics: Metrics
) -> dict[int, float]:
    """Tell how long a title may be on each side of a mark in a row, and on its bar, without being cut by the view."""
    start_px, end_px = extent_px
    left_px, right_px = cover.view_px
    right_room, left_room = rows.room_beside(extent_px, row)
    beside_px = metrics.label_gap_px + 4
    seen_px = min(end_px, right_px) - max(start_px, left_px)
    return {
        RIGHT: min(right_room, right_px - end_px - beside_px),
        LEFT: min(left_room, start_px - left_px - beside_px),
        INSIDE: seen_px - INSIDE_PX,
    }


def stand(plan: LabelPlacement, context: LabelContext, rows: int) -> None:
    """Give what has one of the first rows its place in them, at rest so that they read downward in time.

    Of marks and titles that would cover each other the earlier stands above. Which they are is settled: those of the
    first rows by rank.
    """
    plan.standing = {event: spot for event, spot in plan.spots.items() if spot.row < rows}
    if plan.provisional or rows < 2:
        return
    events = np.fromiter(plan.standing, np.int32, len(plan.standing))
    starts, ends = mark_extents(context.columns, events, plan.cover, context.metrics)
    titles = [_title_px(plan, event) for event in plan.standing]
    begun_s = context.columns.start_min[events]
    for firsts in (
        begun_s,
        _left_px(plan, starts, titles, context.metrics),
    ):  # by where they begin on the page all surely fit
        taken = Rows(plan.cover.width_px, rows, context.metrics)
        found = {}
        for place in np.lexsort((context.columns.row[events], firsts)).tolist():
            event = int(events[place])
            side = plan.standing[event].side
            row = taken.stack((starts[place], ends[place]), titles[place], side)
            if row < 0:
                break
            found[event] = RowPosition(row, side)
        else:
            plan.standing = {event: found[event] for event in plan.standing}
            return


def taken_rows(plan: LabelPlacement, context: LabelContext, rows: int) -> Rows:
    """Give the rows as they are filled by what stands in them."""
    taken = Rows(plan.cover.width_px, rows, context.metrics)
    events = np.fromiter(plan.standing, np.int32, len(plan.standing))
    starts, ends = mark_extents(context.columns, events, plan.cover, context.metrics)
    for event, start, end in zip(plan.standing, starts.tolist(), ends.tolist(), strict=True):
        taken.take((start, end), _title_px(plan, event), plan.standing[event])
    return taken


def _title_px(plan: LabelPlacement, event: int) -> float:
    title = plan.titles.get(event)
    return title.width_px if title is not None else 0.0


def _left_px(plan: LabelPlacement, starts: F64, titles: list[float], metrics: Metrics) -> F64:
    at_left = np.array([spot.side == LEFT for spot in plan.standing.values()], bool)
    return np.where(at_left, starts - np.array(titles) - metrics.label_gap_px, starts)


def carried(start_px: float, end_px: float, view: tuple[float, float]) -> float:
    """Tell how long a title may stand in a block or ride on a bar, as far as that is seen."""
    seen_start, seen_end = max(start_px, view[0]), min(end_px, view[1])
    if seen_end <= seen_start:
        seen_start, seen_end = start_px, end_px
    return seen_end - seen_start - INSIDE_PX


def whole_sides(start_px: float, end_px: float, beside_px: float, view: tuple[float, float]) -> tuple[int, ...]:
    """Tell on which sides a title is not cut by the edges of the view; that of a mark out of view stays out."""
    if end_px < view[0] + _SLIVER_PX:
        return BOTH if end_px + beside_px < view[0] else (LEFT,)
    if start_px > view[1] - _SLIVER_PX:
        return BOTH if start_px - beside_px > view[1] else (RIGHT,)
    right, left = end_px + beside_px <= view[1], start_px - beside_px >= view[0]
    if right == left:
        return BOTH
    return (RIGHT,) if right else (LEFT,)
