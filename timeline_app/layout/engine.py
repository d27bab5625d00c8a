"""The layout of a timeline: columns, a scale and a size in, a scene out; remembers what keeps it calm and fast."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.layout.axis.calendar_steps import DAY
from timeline_app.layout.axis.ruler import RulerStyle, lay_out_ruler
from timeline_app.layout.axis.ruler_markers import lay_out_flags
from timeline_app.layout.index.index import filtered, kept_after
from timeline_app.layout.marks.marks import place_marks, stand
from timeline_app.layout.marks.scene import LaneScene, Scene, SceneRequest
from timeline_app.layout.metrics import Metrics
from timeline_app.layout.placement.density import (
    DensityPlan,
    HistogramBins,
    bar_step,
    empty_foot,
    histogram,
    set_one_scale,
    ticks,
)
from timeline_app.layout.placement.label_cache import LabelCache, View
from timeline_app.layout.placement.lane_heights import Frame, HeightRequest, LaneHeight, share_out
from timeline_app.layout.placement.selection import ShownBesides, place_besides

__all__ = ["TimelineLayout", "View"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.index.index import EventIndex, LaneIndex, PositionChange
    from timeline_app.layout.marks.date_claims import ClaimBook
    from timeline_app.layout.marks.marks import PlacedEvents
    from timeline_app.layout.metrics import F64, I32, Mask
    from timeline_app.layout.placement.labels import LabelWindow
    from timeline_app.layout.placement.titles import TitleBook


_NAME_SHARE = 12.5 / 14
"""Lane names are set like the years of the ruler, in 12.5 px instead of 14."""


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
        self._bin_step = DAY
        self._bin_top = 0
        self._shared_for: object = None
        self._asked: tuple[Mask | None] | None = None
        """The mask by which the lanes are still to be filtered."""
        self._all_totals = index.totals
        self.claims: ClaimBook | None = None
        self.label_cache = LabelCache(columns, index.lanes(), book, self.metrics)
        self.forget_heights()

    def set_mask(self, mask: Mask | None) -> None:
        """Lay out only the events of a mask over the columns from now on; lanes it does not touch keep their plans.

        Picking them out takes half a frame among a million, and is done when they are asked for.
        """
        self._asked = (mask,)

    def follow(
        self, columns: EventColumns, index: EventIndex, shifts: Sequence[PositionChange], mask: Mask | None
    ) -> None:
        """Go on after a few events changed: their lanes are planned anew, with all else where it stands."""
        lanes = list(self.lanes)
        for number, (new, old) in enumerate(zip(index.whole, self.index.whole, strict=True)):
            if new is not old:
                kept = kept_after(lanes[number], new, shifts, number, columns.importance)
                lanes[number] = filtered(new, mask) if kept is None else kept
        self.columns, self.index, self._all_totals = columns, index, index.totals
        self.label_cache.follow(columns, lanes, shifts)

    @property
    def lanes(self) -> list[LaneIndex]:
        """The kept events of each lane."""
        self.pick_out()
        return self.label_cache.lanes

    def pick_out(self) -> None:
        """Filter the lanes by the mask that was set last, where that is still to be done."""
        if self._asked is None:
            return
        (mask,), self._asked = self._asked, None
        self.label_cache.take(self.index.lanes(mask, self.label_cache.lanes))
        self._shared_for = None

    def forget_heights(self) -> None:
        """Share out the height anew at the next frame."""
        self._strips: list[DensityPlan] = [empty_foot() for _lane in self.lanes]
        self._shares: list[LaneHeight] = []
        self._shared_for = None
        self._placed: PlacedEvents | None = None
        self._besides: tuple[ShownBesides, ...] = ()
        self._eased_from: tuple[dict[tuple[int, int], float], list[float]] = ({}, [])
        self._last: Scene | None = None

    def lay_out(self, view: View) -> Scene:
        """Give the scene of a view, with what it wants to know of events; nothing is read here.

        Whoever asks for it reads that and asks again. A scene that wants titles or members is the one before.
        """
        lanes = self.lanes
        renewed = self.label_cache.renew(view, self._shares)
        if isinstance(renewed, SceneRequest):
            return self._before(view, renewed)
        shared_for = (view.height_px, view.collapsed, view.heights)
        if not self._shares or shared_for != self._shared_for or (renewed and not view.moving):
            self._share(view, everything=bool(renewed))
            self._shared_for = shared_for
            renewed = list(range(len(lanes)))
        if renewed:
            for number in renewed:
                self.label_cache.stand(number, self._shares[number].rows)
            self._refoot(renewed, moving=view.moving)
            self._placed = None
        scene = self._scene(view)
        self._last = scene
        return scene

    # Heights and feet

    def _share(self, view: View, *, everything: bool) -> None:
        if everything and self._last is not None:
            tops = [lane.top_px for lane in self._last.lanes]
            marks = self._last.marks
            keys = zip(marks.event.tolist(), marks.lane.tolist(), strict=True)
            self._eased_from = (dict(zip(keys, marks.y_px.tolist(), strict=True)), tops)
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

    def _need(self, number: int, view: View) -> HeightRequest:
        plan = self.label_cache.plans[number]
        assert plan is not None  # noqa: S101  # renew() has just made it
        seen = self.label_cache.placed(plan.spots, view, 0)
        rows = max((spot.row for spot in seen.values()), default=-1) + 1
        rest = plan.rest is not None and len(plan.rest) > len(plan.spots)
        foot_px = self.metrics.dense_px if plan.dense else self.metrics.foot_px if rest else 0
        lines = 2 if self._wraps(self.index.grouping.lanes[number].name) else 1
        header_px = 24 + 16 * lines + 15 if rows or foot_px else self.metrics.empty_px + (lines - 1) * 15
        wanted_px = dict(view.heights).get(number, 0.0)
        idle = not len(self.lanes[number]) and any(map(len, self.lanes))
        if idle:
            header_px = self.metrics.collapsed_px
        return HeightRequest(rows, foot_px, header_px, number in view.collapsed, plan.dense, wanted_px, idle)

    def _wraps(self, name: str) -> bool:
        return self.style.major_width(name) * _NAME_SHARE > self.metrics.header_px - 42

    def _refoot(self, numbers: list[int], *, moving: bool) -> None:
        """Give ticks, clusters or bars to what has no row in the height that its lane got.

        The bars of all lanes have one step and one scale: where the step changes they are counted anew in all.
        """
        plans = self.label_cache.plans
        dense = {number: plan.cover for number, plan in enumerate(plans) if plan is not None and plan.dense}
        step = bar_step(dense.values(), self.metrics)
        if step is not None and step != self._bin_step:
            numbers = sorted({*numbers, *dense})
        self._bin_step = step or DAY
        bins: dict[LabelWindow, HistogramBins] = {}
        for number in numbers:
            plan = plans[number]
            if plan is None:
                continue
            if number in dense:
                if plan.cover not in bins:
                    bins[plan.cover] = HistogramBins.over(plan.cover, self._bin_step, self.style.zone)
                self._strips[number] = histogram(self.lanes[number], bins[plan.cover])
            else:
                without = _without(plan.rest, list(plan.standing))
                self._strips[number] = ticks(without, self.columns, plan.cover, self.metrics)
        self._bin_top = set_one_scale(self._strips, self._bin_top if moving else 0)

    # The scene

    def _scene(self, view: View) -> Scene:
        scale, metrics, sets, claims = view.scale, self.metrics, self.label_cache.sets, self.claims
        besides, untold = self._shown_besides(view)
        if self._placed is None or besides != self._besides:
            plans = [plan for plan in self.label_cache.plans if plan is not None]
            self._placed, self._besides = stand(plans, besides, (view.selected, self.columns, metrics)), besides
        content_px = sum(share.height_px for share in self._shares)
        scroll_px = min(max(view.scroll_px, 0), max(content_px - (view.height_px - metrics.ruler_px), 0))
        lanes = self._lane_scenes(view, scroll_px)
        marks = place_marks(self._placed, scale, self._rows_y(lanes, view), metrics)
        flags, guide_px, taken = lay_out_flags(view.moments, scale, self.style, self._selection_px(view))
        waits = claims is not None and claims.waits and not view.moving
        alternatives, missing = claims.lay_out(marks, view, metrics) if claims else ((), [])
        wants = SceneRequest(
            untold.titles,
            tuple(sets.missing(self._placed.event.tolist())) if sets else (),
            tuple(missing),
            untold.dates,
        )
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
            view.selected_lane,
            guide_px,
            all(plan is not None and plan.complete for plan in self.label_cache.plans)
            and not (waits or wants.anything),
            bin_step=self._bin_step,
            alternatives=sets.alternatives(self._placed, scale) if sets else {},
            claims=alternatives,
            wants=wants,
        )

    def _shown_besides(self, view: View) -> tuple[tuple[ShownBesides, ...], SceneRequest]:
        """Find a place for the selected event in each lane in which it shall be marked and has no title of its own.

        In motion it stays where it is.
        """
        if view.selected < 0:
            return (), SceneRequest()
        found, context = [], self.label_cache.context
        start_s = max(int(self.columns.start_min[view.selected]), -FAR_S)
        before = {each.lane: each for each in self._besides if view.moving and self._last is not None
                  and self._last.selected == view.selected}  # fmt: skip
        for number, (lane, plan) in enumerate(zip(self.lanes, self.label_cache.plans, strict=True)):
            rows = self._shares[number].rows
            if plan is None or not rows or view.selected_lane not in (-1, number):
                continue
            spot = plan.standing.get(view.selected)
            if (spot is not None and spot.side) or lane.place_of(view.selected, start_s) < 0:
                continue
            if number in before and before[number].spot.row < rows:
                found.append(before[number])
                continue
            placed = place_besides(plan, context, view.selected, rows)
            if placed is None:
                dates = context.dates.missing([view.selected], self.columns) if context.dates and view.dates else ()
                return (), SceneRequest((view.selected,), dates=tuple(dates))
            found.append(ShownBesides(number, *placed))
        return tuple(found), SceneRequest()

    def _before(self, view: View, wants: SceneRequest) -> Scene:
        """Give the scene that was last laid out, or one with nothing in it."""
        if self._last is not None:
            return replace(self._last, settled=False, wants=wants)
        nothing = stand([], (), (-1, self.columns, self.metrics))
        marks = place_marks(nothing, view.scale, np.zeros(0), self.metrics)
        width_px = self.metrics.header_px + view.scale.width_px
        ruler = lay_out_ruler(view.scale, self.style, ((), ()))
        place = (width_px, view.height_px, 0.0, 0.0, ruler, (), view.scale.px_of(view.moments.now_s))
        return Scene(view.scale, self.metrics, *place, (), marks, view.selected, -1, None, settled=False, wants=wants)

    def _selection_px(self, view: View) -> float | None:
        """Give where the date of the selection has its flag; None where no lane shows the selected event."""
        if view.selected < 0 or not self._is_in_a_lane(view.selected):
            return None
        start, end = int(self.columns.start_min[view.selected]), int(self.columns.end_max[view.selected])
        ends_px = view.scale.px_of(max(start, -FAR_S)), view.scale.px_of(min(end, FAR_S))
        middle_px = sum(ends_px) / 2
        return middle_px if ends_px[1] - ends_px[0] < 16 else ends_px[0]

    def _is_in_a_lane(self, event: int) -> bool:
        start_s = max(int(self.columns.start_min[event]), -FAR_S)
        return any(lane.place_of(event, start_s) >= 0 for lane in self.lanes)

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
                    self._strips[number].on(view.scale),
                )
            )
            top_px += share.height_px
        return lanes

    def _rows_y(self, lanes: list[LaneScene], view: View) -> F64:
        placed = self._placed
        assert placed is not None  # noqa: S101  # _scene has just made it
        tops = np.array([lane.top_px for lane in lanes])
        middle_px = self.metrics.lane_top_px + self.metrics.row_px / 2 - 3
        y_px: F64 = tops[placed.lane] + middle_px + placed.row * self.metrics.row_px if len(lanes) else np.zeros(0)
        seen = self._eased_from[0]
        if view.ease < 1 and seen:
            keys = zip(placed.event.tolist(), placed.lane.tolist(), strict=True)
            before = np.array([seen.get(key, y) for key, y in zip(keys, y_px, strict=True)])
            y_px = before + (y_px - before) * view.ease
        return y_px


def _without(events: I32 | None, placed: list[int]) -> I32:
    if events is None:
        return np.zeros(0, np.int32)
    return events[~np.isin(events, np.array(placed, np.int32))]
