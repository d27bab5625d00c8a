"""When plans are made anew: in motion kept while they serve, a few renewed a frame; at rest that of the view alone."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.marks.scene import SceneRequest
from timeline_app.layout.placement.date_labels import NO_DATES, detail_of
from timeline_app.layout.placement.labels import (
    LabelContext,
    LabelPlacement,
    LabelWindow,
    PreviousPlacement,
    lay_rows,
    stand,
)
from timeline_app.layout.placement.ranking import choose, most_marks, thinned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.index import LaneIndex, PositionChange
    from timeline_app.layout.marks.sets import SetBook
    from timeline_app.layout.metrics import Metrics
    from timeline_app.layout.placement.date_labels import DateBook
    from timeline_app.layout.placement.lane_heights import LaneHeight
    from timeline_app.layout.placement.rows import RowPosition
    from timeline_app.layout.placement.titles import TitleBook

DENSE_FROM: Final = 220
DENSE_UNTIL: Final = 170
"""At rest a lane with more marks in view is a histogram; in motion one stays it down to the lower number."""
_MARGIN: Final = 0.4
"""Plans reach this share of the view beyond it on both sides."""
_RENEWED_A_FRAME: Final = 3
_RESTED_A_FRAME: Final = 6
_FINER: Final = 2.0
"""How far one may zoom in on a plan before it must be made anew; from _SOON on it is, a few lanes a frame."""
_SOON: Final = 1.4
_MOST_ASKED: Final = 2
"""Before one frame in motion: titles of what may get a row, then of what got one without."""
_SPARE_AT_REST: Final = 1.25
_SPARE_IN_MOTION: Final = 0.7
"""For each row so many events are considered in a stretch as wide as a title; of more hardly any would find room."""
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
    dates: bool = False
    """Whether dates stand beside titles."""
    selected_lane: int = -1
    """The lane in which the selected event is marked; -1 for all that it stands in."""


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
        self.dates: DateBook | None = None
        self.plans: list[LabelPlacement | None] = [None] * len(lanes)
        self._shares: Sequence[LaneHeight] = ()
        self._held: _Held | None = None

    def take(self, lanes: list[LaneIndex]) -> None:
        """Go on with other events in the lanes; those that stayed the same keep their plans."""
        self.plans = [
            plan if lane is old else None for lane, old, plan in zip(lanes, self.lanes, self.plans, strict=True)
        ]
        self.lanes, self._held = lanes, None

    def follow(self, columns: EventColumns, lanes: list[LaneIndex], shifts: Sequence[PositionChange]) -> None:
        """Go on after a few events changed; the lanes they touch are due."""
        self.columns, self.lanes, self._held = columns, lanes, None
        for shift in shifts:
            for number in shift.lanes:
                plan, after = self.plans[number], shift.after
                if plan is None:
                    continue
                plan.complete = False
                if after is None or not after.kept or number not in after.lanes:
                    plan.leave_out(shift.event)

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
        wants = SceneRequest()
        if not held.asked or self._waits(view):
            wants = self._wants([event for plan in fresh for event in plan.events], view)
        if wants.anything:
            self._held = held._replace(plans=fresh, asked=1)
            return wants
        for number, plan in zip(held.lanes, fresh, strict=True):
            self._lay(plan, self.plans[number], view)
        bare = self._wants([event for plan in fresh if plan.complete for event in plan.untold], view)
        if bare.anything and (held.asked < _MOST_ASKED or self._waits(view)):
            self._held = held._replace(plans=[], asked=_MOST_ASKED)
            return bare
        for number, plan in zip(held.lanes, fresh, strict=True):
            self.plans[number] = plan
        return held.lanes

    def _waits(self, view: View) -> bool:
        """Tell whether what is seen can stay until all is known: half of the titles would be another picture."""
        return not view.moving and None not in self.plans

    def _wants(self, events: list[int], view: View) -> SceneRequest:
        """Tell what is not known of events that may get a row."""
        members = self.sets.missing(events) if self.sets is not None else ()
        dates = self.dates.missing(events, self.columns) if self.dates is not None and view.dates else ()
        return SceneRequest(tuple(self.book.missing(events)), tuple(members), dates=tuple(dates))

    @property
    def context(self) -> LabelContext:
        """What laying rows draws on."""
        return LabelContext(self.columns, self.book, self.metrics, self.dates)

    def _lay(self, plan: LabelPlacement, old: LabelPlacement | None, view: View) -> None:
        """Give the events of a plan rows; in motion those of the plan before where they stood."""
        if self.sets is not None:
            plan.scattered = self.sets.scattered(plan.events)
        before: dict[int, RowPosition] = {}
        if view.moving and old is not None:
            before = self.placed(old.standing, view, self.metrics.longest_label_px)
        lay_rows(plan, self.context, PreviousPlacement(before, old.titles if old is not None else {}))

    def stand(self, number: int, rows: int) -> None:
        """Let the events of a lane stand in the rows that it got."""
        plan = self.plans[number]
        if plan is not None:
            stand(plan, self.context, rows)

    def _chosen(self, view: View) -> list[int]:
        """Choose the lanes whose plans are made anew."""
        if not view.moving:
            return self._unrested(view)
        start_s, end_s = view.scale.start_s, view.scale.end_s
        due, soon = [], []
        for number, plan in enumerate(self.plans):
            if plan is None or self._stale(plan, view):
                due.append(number)
            elif self._ageing(plan, start_s, end_s, view.scale.seconds_per_px):
                soon.append(number)
        return due + soon[: max(0, _RENEWED_A_FRAME - len(due))]

    def _unrested(self, view: View) -> list[int]:
        """Choose the lanes whose plans are not those of this very view; a few a frame."""
        wanted = self._rest_of(view)
        unmade = [number for number, plan in enumerate(self.plans) if plan is None]
        others = [
            (number, plan)
            for number, plan in enumerate(self.plans)
            if plan is not None and not (plan.complete and plan.rested == wanted)
        ]
        now = max(_RESTED_A_FRAME - len(unmade), 0)
        for _number, plan in others[now:]:  # the next frame makes them
            plan.complete = False
        return unmade + [number for number, _plan in others[:now]]

    def _rest_of(self, view: View) -> object:
        """Give all that a plan at rest follows from, but for the events of its lane."""
        return view.scale, self._rows_worth_trying(0, view), view.dates

    def _stale(self, plan: LabelPlacement, view: View) -> bool:
        """Tell whether a plan would show what is wrong."""
        cover, per_px = plan.cover, view.scale.seconds_per_px
        outside = view.scale.start_s < cover.start_s or view.scale.end_s > cover.end_s
        coarser = per_px > cover.seconds_per_px * 1.0001
        return outside or coarser or not plan.complete or per_px * _FINER < cover.seconds_per_px

    def _ageing(self, plan: LabelPlacement, start_s: int, end_s: int, per_px: float) -> bool:
        cover = plan.cover
        margin = (end_s - start_s) * _MARGIN * 0.4
        near_edge = start_s - cover.start_s < margin or cover.end_s - end_s < margin
        return near_edge or per_px * _SOON < cover.seconds_per_px

    def _begin(self, number: int, view: View) -> LabelPlacement:
        lane, old = self.lanes[number], self.plans[number] if view.moving else None
        scale = view.scale
        margin = max(int(scale.span_s * _MARGIN), 1)
        per_px = scale.seconds_per_px
        if old and per_px > old.cover.seconds_per_px * 1.0001:
            per_px *= _AHEAD + 0.08 * (number % 6)  # not the same for all, or all would be due in one frame
        cover = LabelWindow(scale.start_s - margin, scale.end_s + margin, scale.start_s, scale.end_s, per_px)
        count = lane.count(scale.start_s, scale.end_s).in_view
        dense = count > (DENSE_UNTIL if old and old.dense else DENSE_FROM)
        rows = self._rows_worth_trying(number, view)
        events, all_there = choose(lane, self.columns, cover, most_marks(cover, rows))
        titled = thinned(events, self.columns, cover, rows, _SPARE_IN_MOTION if view.moving else _SPARE_AT_REST)
        plan = LabelPlacement(
            cover, dense or not all_there, rows, events=titled.tolist(), provisional=view.moving
        )  # fmt: skip
        if not view.moving:
            plan.rested = self._rest_of(view)
        if view.dates:
            plan.detail = old.detail if old and old.detail != NO_DATES else detail_of(scale.end_s - scale.start_s)
        plan.steady = old is not None and old.cover.seconds_per_px / per_px > 0.999
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

    def placed(self, spots: dict[int, RowPosition], view: View, reach_px: float) -> dict[int, RowPosition]:
        """Give of what has a row what is in view, or not further out of it than titles reach."""
        events = np.fromiter(spots, np.int32, len(spots))
        reach = int(reach_px * view.scale.seconds_per_px)
        start, end = self.columns.start_min[events], self.columns.end_max[events]
        seen = (start < view.scale.end_s + reach) & (end > view.scale.start_s - reach)
        return {event: spots[event] for event in events[seen].tolist()}
