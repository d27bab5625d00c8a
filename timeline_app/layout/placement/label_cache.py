"""When plans are made anew: kept while they serve, renewed a few a frame, so that no frame has to make all of them."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.marks.scene import SceneRequest
from timeline_app.layout.placement.labels import (
    INSIDE_PX,
    LabelContext,
    LabelPlacement,
    LabelWindow,
    PreviousPlacement,
    choose,
    lay_rows,
    most_marks,
)
from timeline_app.layout.placement.rows import INSIDE, LEFT, RIGHT, RowPosition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.index import LaneIndex, PositionChange
    from timeline_app.layout.marks.sets import SetBook
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placement.lane_heights import LaneHeight
    from timeline_app.layout.placement.titles import TitleBook

DENSE_FROM: Final = 220
DENSE_UNTIL: Final = 170
"""A lane becomes a histogram at one number of marks in view and stops at a lower one, so that it does not flicker."""
_MARGIN: Final = 0.4
"""Plans reach this share of the view beyond it on both sides."""
_RENEWED_A_FRAME: Final = 3
_BETTERED_A_FRAME: Final = 6
_FINER: Final = 2.0
"""How far one may zoom in on a plan before it must be made anew; from _SOON on it is, a few lanes a frame."""
_SOON: Final = 1.4
_MOST_ASKED: Final = 2
"""Before one frame: titles of what may get a row, then of what got one without."""
_AHEAD: Final = 1.3
"""While zooming out plans are made for a magnification somewhat ahead."""


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at, and how."""

    scale: TimeScale
    height_px: float
    scroll_px: float = 0.0
    selected: int = -1
    moments: Moments = field(default_factory=Moments)
    collapsed: frozenset[int] = frozenset()
    heights: tuple[tuple[int, float], ...] = ()
    """Lanes whose height a person chose."""
    moving: bool = False
    """While true, heights and rows stay as they are."""
    ease: float = 1.0
    """How far rows and lanes have come from where they stood before the last settling."""


class _Held(NamedTuple):
    """A view whose plans wait for what they want to know."""

    view: View
    lanes: list[int]
    plans: Sequence[LabelPlacement] = ()
    """Those begun, with the events that may get a row."""
    asked: int = 0
    """How often something was asked for."""


class LabelCache:
    """Holds the plan of every lane, and sees to it that each serves the view."""

    def __init__(self, columns: EventColumns, lanes: list[LaneIndex], book: TitleBook, metrics: Metrics) -> None:
        self.columns = columns
        self.book = book
        self.metrics = metrics
        self.lanes = lanes
        self.sets: SetBook | None = None
        self.plans: list[LabelPlacement | None] = [None] * len(lanes)
        self._shares: Sequence[LaneHeight] = ()
        self._rested_at: TimeScale | None = None
        self._held: _Held | None = None

    def take(self, lanes: list[LaneIndex]) -> None:
        """Go on with other events in the lanes; those that stayed the same keep their plans."""
        self.plans = [
            plan if lane is old else None for lane, old, plan in zip(lanes, self.lanes, self.plans, strict=True)
        ]
        self.lanes, self._held = lanes, None

    def follow(self, columns: EventColumns, lanes: list[LaneIndex], shifts: Sequence[PositionChange]) -> None:
        """Go on after a few events changed; the lanes they touch are due, and all others in them keep their rows."""
        self.columns, self.lanes, self._held = columns, lanes, None
        for shift in shifts:
            for number in shift.lanes:
                plan, after = self.plans[number], shift.after
                if plan is None:
                    continue
                plan.complete = False
                if after is None or not after.kept or number not in after.lanes:
                    plan.leave_out(shift.event)

    def forget_rest(self) -> None:
        """Look for cut titles again at the next frame at rest."""
        self._rested_at = None

    def renew(self, view: View, shares: Sequence[LaneHeight]) -> list[int] | SceneRequest:
        """Make plans anew where they no longer serve; a few that soon will not, too, to spread the work over frames.

        Give the lanes that were, or what has to be known of events first: then nothing was done but to choose them, and
        the next call for the same view goes on with what has become known.
        """
        self._shares = shares
        held, self._held = self._held, None
        if held is None or held.view != view:
            held = _Held(view, self._chosen(view))
        fresh = held.plans or [self._begin(number, view) for number in held.lanes]
        wants = self._wants(fresh) if not held.asked else SceneRequest()
        if wants.anything:
            self._held = held._replace(plans=fresh, asked=1)
            return wants
        for number, plan in zip(held.lanes, fresh, strict=True):
            self._lay(plan, self.plans[number], number, view)
        bare = self.book.missing(event for plan in fresh if plan.complete for event in plan.untold)
        if bare and held.asked < _MOST_ASKED:
            self._held = held._replace(plans=[], asked=_MOST_ASKED)
            return SceneRequest(tuple(bare))
        for number, plan in zip(held.lanes, fresh, strict=True):
            self.plans[number] = plan
        return held.lanes

    def _wants(self, plans: Sequence[LabelPlacement]) -> SceneRequest:
        """Tell what is not known of the events that may get a row."""
        events = [event for plan in plans for event in plan.events]
        members = self.sets.missing(events) if self.sets is not None else ()
        return SceneRequest(tuple(self.book.missing(events)), tuple(members))

    def _lay(self, plan: LabelPlacement, old: LabelPlacement | None, number: int, view: View) -> None:
        """Give the events of a plan rows, those of the plan before where they stood."""
        if self.sets is not None:
            plan.scattered = self.sets.scattered(plan.events)
        before = self.placed(old, view, self.metrics.longest_label_px) if plan.steady or view.moving else {}
        if plan.selected in before and before[plan.selected].row >= self._rows(number):
            del before[plan.selected]
        if old is not None and before and not view.moving:
            cut = self._cut(old, view)
            before = {event: spot for event, spot in before.items() if event not in cut}
        shelf = LabelContext(self.columns, self.book, self.metrics)
        lay_rows(plan, shelf, PreviousPlacement(before, old.titles if old is not None else {}))

    def _chosen(self, view: View) -> list[int]:
        """Choose the lanes whose plans are made anew."""
        start_s, end_s = view.scale.start_s, view.scale.end_s
        due, better, soon = [], [], []
        resting = not view.moving and view.scale != self._rested_at
        for number, plan in enumerate(self.plans):
            if plan is None or self._stale(plan, view):
                due.append(number)
            elif self._settling(plan, view) or self._hides(plan, number, view) or (resting and self._cut(plan, view)):
                better.append(number)
            elif self._ageing(plan, start_s, end_s, view.scale.seconds_per_px):
                soon.append(number)
        if not view.moving:
            self._rested_at = view.scale
        chosen = due + better[: max(_BETTERED_A_FRAME - len(due), 0)]
        for number in better[max(_BETTERED_A_FRAME - len(due), 0) :]:  # the next frame makes them
            self._put_off(number)
        chosen += soon[: max(0, _RENEWED_A_FRAME - len(chosen))]
        return chosen

    def _put_off(self, number: int) -> None:
        plan = self.plans[number]
        if plan is not None:
            plan.complete = False

    def _stale(self, plan: LabelPlacement, view: View) -> bool:
        """Tell whether a plan would show what is wrong."""
        cover, per_px = plan.cover, view.scale.seconds_per_px
        outside = view.scale.start_s < cover.start_s or view.scale.end_s > cover.end_s
        coarser = per_px > cover.seconds_per_px * 1.0001
        return outside or coarser or not plan.complete or per_px * _FINER < cover.seconds_per_px

    def _settling(self, plan: LabelPlacement, view: View) -> bool:
        """Tell whether a plan was good for movement, and a better one can be made at rest."""
        finer = view.scale.seconds_per_px < plan.cover.seconds_per_px * 0.97
        return not view.moving and (plan.provisional or finer)

    def _hides(self, plan: LabelPlacement, number: int, view: View) -> bool:
        """Tell whether the selected event belongs into a lane and has no row there."""
        spot, rows = plan.spots.get(view.selected), self._rows(number)
        if view.selected < 0 or (spot is not None and spot.side and spot.row < rows):
            return False
        if plan.selected == view.selected and (spot is None or not rows):  # it has been tried
            return False
        return bool((self.lanes[number].event == view.selected).any())

    def _rows(self, number: int) -> int:
        """Tell how many rows a lane has now."""
        return self._shares[number].rows if number < len(self._shares) else 0

    def _cut(self, plan: LabelPlacement, view: View) -> set[int]:
        """Find the events whose titles the edges of the view cut: at rest they may find a better side."""
        events = np.fromiter(plan.spots, np.int32, len(plan.spots))
        sides = np.array([plan.spots[event].side for event in events.tolist()], np.int8)
        widths = np.array([plan.titles[event].width_px if event in plan.titles else 0.0 for event in events.tolist()])
        scale = view.scale
        start, end = scale.px_of_all(self.columns.start_min[events]), scale.px_of_all(self.columns.end_max[events])
        right = (sides == RIGHT) & (end < scale.width_px) & (end + widths > 0)
        left = (sides == LEFT) & (start > 0) & (start - widths < scale.width_px)
        gap_px = self.metrics.label_gap_px
        cut = right & ((end + gap_px + widths > scale.width_px) | (end < 0))
        cut |= left & ((start - gap_px - widths < 0) | (start > scale.width_px))
        seen = np.minimum(end, scale.width_px) - np.maximum(start, 0)
        cut |= (sides == INSIDE) & (seen > 0) & (seen < widths + INSIDE_PX)
        return set(events[cut].tolist())

    def _ageing(self, plan: LabelPlacement, start_s: int, end_s: int, per_px: float) -> bool:
        cover = plan.cover
        margin = (end_s - start_s) * _MARGIN * 0.4
        near_edge = start_s - cover.start_s < margin or cover.end_s - end_s < margin
        return near_edge or per_px * _SOON < cover.seconds_per_px

    def _begin(self, number: int, view: View) -> LabelPlacement:
        lane, old = self.lanes[number], self.plans[number]
        scale = view.scale
        margin = max(int(scale.span_s * _MARGIN), 1)
        per_px = scale.seconds_per_px
        if old and view.moving and per_px > old.cover.seconds_per_px * 1.0001:
            per_px *= _AHEAD + 0.08 * (number % 6)  # not the same for all, or all would be due in one frame
        cover = LabelWindow(scale.start_s - margin, scale.end_s + margin, scale.start_s, scale.end_s, per_px)
        count = lane.count(scale.start_s, scale.end_s).in_view
        dense = count > (DENSE_UNTIL if old and old.dense else DENSE_FROM)
        rows = self._rows_worth_trying(number, view)
        most = most_marks(cover, rows)
        events, all_there = choose(lane, self.columns, cover, most)
        plan = LabelPlacement(
            cover, dense or not all_there, rows, events=events[:most].tolist(), provisional=view.moving
        )
        if view.selected >= 0 and (lane.event == view.selected).any():
            plan.selected = view.selected
            plan.events = [view.selected, *(event for event in plan.events if event != view.selected)]
        ratio = old.cover.seconds_per_px / per_px if old else 0
        plan.steady = ratio > 0.999 and (view.moving or ratio < 1.03)
        if not plan.dense:
            plan.rest = events
        return plan

    def _rows_worth_trying(self, number: int, view: View) -> int:
        """Tell how many rows a lane may come to have: while moving those it has, else some more than its share."""
        if view.moving and number < len(self._shares):
            return max(self._shares[number].rows, 1)
        metrics = self.metrics
        room_px = view.height_px - metrics.ruler_px
        start_s, end_s = view.scale.start_s, view.scale.end_s
        used = sum(here.stop > here.start for here in (lane.started(start_s, end_s) for lane in self.lanes))
        frame_px = metrics.lane_top_px + metrics.lane_bottom_px + metrics.foot_px
        room = int((room_px - frame_px * len(self.lanes)) / metrics.row_px)
        return int(max(min(3 * room // max(used, 1), room_px // metrics.row_px), 3))

    def placed(self, old: LabelPlacement | None, view: View, reach_px: float) -> dict[int, RowPosition]:
        """Give what has a row and is in view, or not further out of it than titles reach."""
        if old is None:
            return {}
        events = np.fromiter(old.spots, np.int32, len(old.spots))
        reach = int(reach_px * view.scale.seconds_per_px)
        start, end = self.columns.start_min[events], self.columns.end_max[events]
        seen = (start < view.scale.end_s + reach) & (end > view.scale.start_s - reach)
        return {event: old.spots[event] for event in events[seen].tolist()}
