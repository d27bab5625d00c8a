"""The histogram of the whole chronology: all events faint, the kept ones strong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.layout.axis.calendar_steps import second_of, step_at_least, steps_between
from timeline_app.layout.index.lanes import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.calendar_steps import CalendarStep
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.index import LaneIndex, PositionChange
    from timeline_app.layout.metrics import I64, Mask

_BAR_PX = 7.0


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars over a scale: their edges, and how many events begin in each."""

    scale: TimeScale
    step: CalendarStep
    edges: I64
    total: I64
    kept: I64

    @property
    def top(self) -> int:
        """The largest count; at least 1."""
        return int(self.total.max(initial=1))

    def after(self, shifts: Iterable[PositionChange], *, filtered: bool) -> Histogram:
        """Give the bars after a few events moved; `filtered` where not all are kept."""
        total, kept = self.total.copy(), self.kept.copy()
        for stand, by in ((each, by) for shift in shifts for each, by in ((shift.before, -1), (shift.after, 1))):
            if stand is not None and len(total):
                bar = int(self.edges.searchsorted(stand.start_s, "right")) - 1
                if 0 <= bar < len(total):
                    total[bar] += by
                    kept[bar] += by * stand.kept
        return replace(self, total=total, kept=kept if filtered else total)


def count_over(
    scale: TimeScale, columns: EventColumns, mask: Mask | None, zone: str = "UTC", there: Mask | None = None
) -> Histogram:
    """Count all events and the kept ones in steps of the calendar, none narrower than a few pixels.

    `there` says which places of the columns hold an event, where not all do.
    """
    step, edges = _edges(scale, zone)
    dated = (columns.flags & UNDATED) == 0
    if there is not None:
        dated &= there
    total = _counted(columns.start_min[dated], edges)
    kept = total if mask is None else _counted(columns.start_min[dated & mask], edges)
    return Histogram(scale, step, edges, total, kept)


def count_lanes(scale: TimeScale, whole: Sequence[LaneIndex], kept: Sequence[LaneIndex]) -> Histogram:
    """Do the same by lanes, in which starts are sorted already; only where no event stands in two of them."""
    step, edges = _edges(scale, "UTC")
    return Histogram(scale, step, edges, _summed(whole, edges), _summed(kept, edges))


def _summed(lanes: Sequence[LaneIndex], edges: I64) -> I64:
    counts = np.zeros(max(len(edges) - 1, 0), np.int64)
    for lane in lanes:
        counts += np.diff(lane.start.searchsorted(edges))
    return counts


def _edges(scale: TimeScale, zone: str) -> tuple[CalendarStep, I64]:
    step = step_at_least(_BAR_PX * scale.seconds_per_px)
    numbers = steps_between(step, scale.start_s, scale.end_s, zone)
    return step, np.array([second_of(step, number, zone) for number in numbers], np.int64)


def _counted(starts: I64, edges: I64) -> I64:
    if (starts[1:] < starts[:-1]).any():  # clock times, moved by a zone, among days
        starts = np.sort(starts)
    return np.diff(starts.searchsorted(edges))
