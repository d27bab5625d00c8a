"""The layout of a timeline: columns, a scale and a size in, a scene out; remembers what keeps it calm and fast."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.layout.assemble import place_marks, stand
from timeline_app.layout.flags import Moments, lay_out_flags
from timeline_app.layout.foot import Bins, FootPlan, empty_foot, histogram, ticks
from timeline_app.layout.metrics import Metrics
from timeline_app.layout.plan import INSIDE_PX, Cover, Plan, choose, lay_rows, most_marks
from timeline_app.layout.rows import INSIDE, LEFT, RIGHT, Spot
from timeline_app.layout.ruler import RulerStyle, lay_out_ruler
from timeline_app.layout.scene import LaneScene, Scene
from timeline_app.layout.share import Frame, Need, Share, share_out
from timeline_app.layout.steps import DAY
from timeline_app.values import dataclass

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.arrays import F64, I32, Mask
    from timeline_app.layout.assemble import Standing
    from timeline_app.layout.index import EventIndex, LaneIndex
    from timeline_app.layout.scale import TimeScale
    from timeline_app.layout.titles import TitleBook

DENSE_FROM: Final = 220
DENSE_UNTIL: Final = 170
"""A lane becomes a histogram at one number of marks in view and stops at a lower one, so that it does not flicker."""
_MARGIN: Final = 0.4
"""Plans reach this share of the view beyond it on both sides."""
_RENEWED_A_FRAME: Final = 3
_FINER: Final = 1.6
"""How far one may zoom in on a plan before it must be made anew; from _SOON on it is, a few lanes a frame."""
_SOON: Final = 1.2
_AHEAD: Final = 1.2
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


class TimelineLayout:
    """Lays out the events of a chronology; one for each arrangement in lanes."""

    def __init__(
        self,
        columns: EventColumns,
        index: EventIndex,
        book: TitleBook,
        style: RulerStyle,
        metrics: Metrics | None = None,
    ) -> None:
        self.columns = columns
        self.index = index
        self.book = book
        self.style = style
        self.metrics = metrics or Metrics()
        self.undated = 0
        self._bin_step = DAY
        self._shared_for: object = None
        self._all_totals = np.diff(index.grouping.bounds).tolist()
        self.lanes: list[LaneIndex] = index.lanes()
        self._plans: list[Plan | None] = [None] * len(self.lanes)
        self.forget_heights()

    def set_mask(self, mask: Mask | None) -> None:
        """Lay out only the events of a mask over the columns from now on; lanes it does not touch keep their plans."""
        lanes = self.index.lanes(mask, self.lanes)
        self._plans = [
            plan if lane is old else None for lane, old, plan in zip(lanes, self.lanes, self._plans, strict=True)
        ]
        self.lanes = lanes
        self._shared_for = None

    def forget_heights(self) -> None:
        """Share out the height anew at the next frame."""
        self._feet: list[FootPlan] = [empty_foot() for _lane in self.lanes]
        self._shares: list[Share] = []
        self._shared_for = None
        self._standing: Standing | None = None
        self._rested_at: TimeScale | None = None
        self._eased_from: tuple[dict[int, float], list[float]] = ({}, [])
        self._last: Scene | None = None

    def lay_out(self, view: View) -> Scene:
        """Give the scene of a view."""
        renewed = self._renew(view)
        shared_for = (view.height_px, view.collapsed, view.heights)
        if not self._shares or shared_for != self._shared_for or (renewed and not view.moving):
            self._share(view, everything=bool(renewed))
            self._shared_for = shared_for
            renewed = list(range(len(self.lanes)))
        if renewed:
            self._refoot(renewed)
            self._standing = None
        scene = self._scene(view)
        self._last = scene
        return scene

    # Plans

    def _renew(self, view: View) -> list[int]:
        """Make plans anew where they no longer serve; a few that soon will not, too, to spread the work over frames."""
        start_s, end_s = view.scale.start_s, view.scale.end_s
        due, soon = [], []
        resting = not view.moving and view.scale != self._rested_at
        for number, plan in enumerate(self._plans):
            if (
                plan is None
                or self._stale(plan, view)
                or self._hides(plan, number, view)
                or (resting and self._cut(plan, view))
            ):
                due.append(number)
            elif self._ageing(plan, start_s, end_s, view.scale.seconds_per_px):
                soon.append(number)
        if not view.moving:
            self._rested_at = view.scale
        chosen = due + soon[: max(0, _RENEWED_A_FRAME - len(due))]
        fresh = [self._begin(number, view) for number in chosen]
        wanted = [event for plan in fresh for event in plan.events]
        if not self.book.want(wanted):
            for plan in fresh:
                plan.complete = False
        for number, plan in zip(chosen, fresh, strict=True):
            old = self._plans[number]
            before = self._before(old, view, self.metrics.longest_label_px) if plan.steady or view.moving else {}
            if old is not None and before and not view.moving:
                cut = self._cut(old, view)
                before = {event: spot for event, spot in before.items() if event not in cut}
            lay_rows(plan, self.columns, self.book, self.metrics, before)
            self._plans[number] = plan
        return chosen

    def _stale(self, plan: Plan, view: View) -> bool:
        cover, per_px = plan.cover, view.scale.seconds_per_px
        outside = view.scale.start_s < cover.start_s or view.scale.end_s > cover.end_s
        coarser = per_px > cover.seconds_per_px * 1.0001
        settling = not view.moving and (plan.provisional or per_px < cover.seconds_per_px * 0.97)
        return outside or coarser or settling or not plan.complete or per_px * _FINER < cover.seconds_per_px

    def _hides(self, plan: Plan, number: int, view: View) -> bool:
        """Tell whether the selected event belongs into a lane and has no row there."""
        if view.selected < 0 or plan.selected == view.selected:
            return False
        spot = plan.spots.get(view.selected)
        if spot is not None and spot.side and number < len(self._shares) and spot.row < self._shares[number].rows:
            return False
        return bool((self.lanes[number].event == view.selected).any())

    def _cut(self, plan: Plan, view: View) -> set[int]:
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

    def _ageing(self, plan: Plan, start_s: int, end_s: int, per_px: float) -> bool:
        cover = plan.cover
        margin = (end_s - start_s) * _MARGIN * 0.4
        near_edge = start_s - cover.start_s < margin or cover.end_s - end_s < margin
        return near_edge or per_px * _SOON < cover.seconds_per_px

    def _begin(self, number: int, view: View) -> Plan:
        lane, old = self.lanes[number], self._plans[number]
        scale = view.scale
        margin = max(int(scale.span_s * _MARGIN), 1)
        per_px = scale.seconds_per_px
        if old and view.moving and per_px > old.cover.seconds_per_px * 1.0001:
            per_px *= _AHEAD + 0.05 * (number % 6)  # not the same for all, or all would be due in one frame
        cover = Cover(scale.start_s - margin, scale.end_s + margin, scale.start_s, scale.end_s, per_px)
        count = lane.count(scale.start_s, scale.end_s).in_view
        dense = count > (DENSE_UNTIL if old and old.dense else DENSE_FROM)
        rows = self._rows_worth_trying(number, view)
        most = most_marks(cover, rows)
        events, all_there = choose(lane, self.columns, cover, most)
        plan = Plan(cover, dense or not all_there, rows, events=events[:most].tolist(), provisional=view.moving)
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

    def _before(self, old: Plan | None, view: View, reach_px: float) -> dict[int, Spot]:
        """Give what has a row and is in view, or not further out of it than titles reach."""
        if old is None:
            return {}
        events = np.fromiter(old.spots, np.int32, len(old.spots))
        reach = int(reach_px * view.scale.seconds_per_px)
        start, end = self.columns.start_min[events], self.columns.end_max[events]
        seen = (start < view.scale.end_s + reach) & (end > view.scale.start_s - reach)
        return {event: old.spots[event] for event in events[seen].tolist()}

    # Heights and feet

    def _share(self, view: View, *, everything: bool) -> None:
        if everything and self._last is not None:
            tops = [lane.top_px for lane in self._last.lanes]
            seen = dict(zip(self._last.marks.event.tolist(), self._last.marks.y_px.tolist(), strict=True))
            self._eased_from = (seen, tops)
        frame = Frame(
            self.metrics.row_px, self.metrics.lane_top_px + self.metrics.lane_bottom_px, self.metrics.collapsed_px
        )
        room_px = view.height_px - self.metrics.ruler_px
        needs = [self._need(number, view) for number in range(len(self.lanes))]
        shares = share_out(needs, room_px, frame)
        cut = [share.rows < need.rows and not need.foot_px for need, share in zip(needs, shares, strict=True)]
        if any(cut):
            foot_px = self.metrics.foot_px
            needs = [need._replace(foot_px=foot_px) if less else need for need, less in zip(needs, cut, strict=True)]
            shares = share_out(needs, room_px, frame)
        self._shares = shares

    def _need(self, number: int, view: View) -> Need:
        plan = self._plans[number]
        assert plan is not None  # noqa: S101  # _renew has just made it
        seen = self._before(plan, view, 0)
        rows = max((spot.row for spot in seen.values()), default=-1) + 1
        rest = plan.rest is not None and len(plan.rest) > len(plan.spots)
        foot_px = self.metrics.dense_px if plan.dense else self.metrics.foot_px if rest else 0
        lines = 2 if self._wraps(self.index.grouping.lanes[number].name) else 1
        header_px = 24 + 16 * lines + 15 if rows or foot_px else self.metrics.empty_px + (lines - 1) * 15
        wanted_px = dict(view.heights).get(number, 0.0)
        return Need(rows, foot_px, header_px, number in view.collapsed, plan.dense, wanted_px)

    def _wraps(self, name: str) -> bool:
        return self.style.minor_width(name) * 1.15 > self.metrics.header_px - 46

    def _refoot(self, numbers: list[int]) -> None:
        """Give ticks, clusters or bars to what has no row in the height that its lane got."""
        bins: dict[Cover, Bins] = {}
        for number in numbers:
            plan, share = self._plans[number], self._shares[number]
            if plan is None:
                continue
            if plan.dense:
                shared = bins.setdefault(plan.cover, Bins.over(plan.cover, self.metrics, self.style.zone))
                self._bin_step = shared.step
                self._feet[number] = histogram(self.lanes[number], shared, self._feet[number].top)
            else:
                standing = [event for event, spot in plan.spots.items() if spot.row < share.rows]
                self._feet[number] = ticks(_without(plan.rest, standing), self.columns, plan.cover, self.metrics)

    # The scene

    def _scene(self, view: View) -> Scene:
        scale, metrics = view.scale, self.metrics
        if self._standing is None:
            plans = [plan for plan in self._plans if plan is not None]
            self._standing = stand(plans, self._shares, self.columns, metrics)
        content_px = sum(share.height_px for share in self._shares)
        scroll_px = min(max(view.scroll_px, 0), max(content_px - (view.height_px - metrics.ruler_px), 0))
        lanes = self._lane_scenes(view, scroll_px)
        marks = place_marks(self._standing, scale, self._rows_y(lanes, view), metrics)
        flags, guide_px, taken = lay_out_flags(view.moments, scale, self.style, self._selection_px(view))
        return Scene(
            scale,
            metrics,
            metrics.header_px + scale.width_px,
            view.height_px,
            scroll_px,
            content_px,
            lay_out_ruler(scale, self.style, taken),
            flags,
            scale.px_of(view.moments.now_s),
            tuple(lanes),
            marks,
            view.selected,
            guide_px,
            all(plan is not None and plan.complete for plan in self._plans),
            bin_step=self._bin_step,
            undated=self.undated,
        )

    def _selection_px(self, view: View) -> float | None:
        if view.selected < 0:
            return None
        start, end = int(self.columns.start_min[view.selected]), int(self.columns.end_max[view.selected])
        ends_px = view.scale.px_of(max(start, -(2**61))), view.scale.px_of(min(end, 2**61))
        middle_px = sum(ends_px) / 2
        return middle_px if ends_px[1] - ends_px[0] < 16 else ends_px[0]

    def _lane_scenes(self, view: View, scroll_px: float) -> list[LaneScene]:
        lanes, top_px = [], self.metrics.ruler_px - scroll_px
        old_tops = self._eased_from[1]
        for number, (lane, share) in enumerate(zip(self.lanes, self._shares, strict=True)):
            count = lane.count(view.scale.start_s, view.scale.end_s)
            known = self.index.grouping.lanes[number]
            shown_px = top_px
            if view.ease < 1 and number < len(old_tops):
                shown_px = old_tops[number] + (top_px - old_tops[number]) * view.ease
            lanes.append(
                LaneScene(
                    number,
                    known.name,
                    known.category,
                    shown_px,
                    share.height_px,
                    share.rows,
                    share.foot_px,
                    count.in_view,
                    count.ongoing,
                    len(lane),
                    self._all_totals[number],
                    number in view.collapsed,
                    self._feet[number].on(view.scale),
                )
            )
            top_px += share.height_px
        return lanes

    def _rows_y(self, lanes: list[LaneScene], view: View) -> F64:
        standing = self._standing
        assert standing is not None  # noqa: S101  # _scene has just made it
        tops = np.array([lane.top_px for lane in lanes])
        middle_px = self.metrics.lane_top_px + self.metrics.row_px / 2 - 3
        y_px: F64 = tops[standing.lane] + middle_px + standing.row * self.metrics.row_px if len(lanes) else np.zeros(0)
        seen = self._eased_from[0]
        if view.ease < 1 and seen:
            before = np.array([seen.get(event, y) for event, y in zip(standing.event.tolist(), y_px, strict=True)])
            y_px = before + (y_px - before) * view.ease
        return y_px


def _without(events: I32 | None, standing: list[int]) -> I32:
    if events is None:
        return np.zeros(0, np.int32)
    return events[~np.isin(events, np.array(standing, np.int32))]
