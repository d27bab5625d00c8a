"""The foot of a lane: what has no title still shows, as ticks, counted clusters or a histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.calendar_steps import CalendarStep, second_of, step_at_least, steps_between
from timeline_app.layout.marks.scene import Cluster, DensityStrip

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.index.index import LaneIndex
    from timeline_app.layout.metrics import I32, I64, U8, Metrics
    from timeline_app.layout.placement.labels import LabelWindow

SMALLEST_CLUSTER: Final = 3
_INSET_PX: Final = 13.0
"""Half of a badge."""
_EMPTY_I32: Final = np.zeros(0, np.int32)
_EMPTY_U8: Final = np.zeros(0, np.uint8)
_EMPTY_I64: Final = np.zeros(0, np.int64)


@dataclass(slots=True, eq=False, repr=False)
class DensityPlan:
    """A foot in seconds: placed on the screen again in every frame."""

    tick_s: I64
    tick_event: I32
    tick_category: I32
    tick_status: U8
    clusters: I64
    """A row for each: middle, size, start and end of the cell, middles of its first and last event, its first place,
    the status that all its events have or -1."""
    cluster_event: I32
    """The events of all clusters, one cluster after the other."""
    edges: I64 | None = None
    counts: I64 | None = None
    top: int = 1
    """The count that fills the height: the same in all lanes."""

    def on(self, scale: TimeScale) -> DensityStrip:
        """Give it in pixels."""
        edges_px = None if self.edges is None else scale.px_of_all(self.edges)
        return DensityStrip(
            scale.px_of_all(self.tick_s),
            self.tick_event,
            self.tick_category,
            self.tick_status,
            self._clusters_on(scale),
            self.cluster_event,
            edges_px,
            self.edges,
            self.counts,
            self.top,
        )

    def _clusters_on(self, scale: TimeScale) -> tuple[Cluster, ...]:
        """Place the clusters in view, each inside its cell, so that no two badges touch."""
        if not len(self.clusters):
            return ()
        middle, left, right = (scale.px_of_all(self.clusters[:, column]) for column in (0, 2, 3))
        seen = (right > -_INSET_PX) & (left < scale.width_px + _INSET_PX)
        inset = np.minimum(_INSET_PX, (right - left) / 2)
        x_px = np.clip(middle, left + inset, right - inset)[seen].tolist()
        return tuple(
            Cluster(x, size, start, end, first, status)
            for x, (size, start, end, first, status) in zip(
                x_px, self.clusters[seen][:, [1, 4, 5, 6, 7]].tolist(), strict=True
            )
        )


class HistogramBins(NamedTuple):
    """The bars of all histograms: equal steps of the calendar."""

    step: CalendarStep
    edges: I64

    @classmethod
    def over(cls, cover: LabelWindow, step: CalendarStep, zone: str) -> HistogramBins:
        """Set the edges of bars of one step over a stretch of time."""
        numbers = steps_between(step, cover.start_s, cover.end_s, zone)
        edges = np.array([second_of(step, number, zone) for number in numbers], np.int64)
        return cls(step, np.maximum.accumulate(edges))


def empty_foot() -> DensityPlan:
    """Make the foot of a lane in which every event has a title."""
    return DensityPlan(_EMPTY_I64, _EMPTY_I32, _EMPTY_I32, _EMPTY_U8, _EMPTY_I64.reshape(0, 8), _EMPTY_I32)


def bar_step(covers: Iterable[LabelWindow], metrics: Metrics) -> CalendarStep | None:
    """Choose one step for the bars of all lanes, none narrower than the metrics say; None where no lane has any."""
    coarsest = max((cover.seconds_per_px for cover in covers), default=0.0)
    return step_at_least(metrics.bin_px * coarsest) if coarsest else None


def histogram(lane: LaneIndex, bins: HistogramBins) -> DensityPlan:
    """Count the events that begin in each bar."""
    strip = empty_foot()
    strip.edges, strip.counts = bins.edges, np.diff(lane.start.searchsorted(bins.edges))
    return strip


def set_one_scale(strips: Iterable[DensityPlan], before_top: int) -> int:
    """Let one number of events fill the height in all lanes, so that bars can be compared across them; give it.

    `before_top` stays while it serves, so that bars do not breathe while panning; 0 where nothing is to be kept.
    """
    bars = [strip for strip in strips if strip.counts is not None]
    top = round_up(max((int(strip.counts.max(initial=1)) for strip in bars if strip.counts is not None), default=1))
    if top <= before_top <= top * 2:
        top = before_top
    for strip in bars:
        strip.top = top
    return top


def round_up(count: int) -> int:
    """Give the next round number: 1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30 ..."""
    power = int(10 ** (len(str(count)) - 1))
    steps = (1, 2, 3, 4, 5, 6, 8, 10) if power == 1 else (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    return next(round(power * step) for step in steps if power * step >= count)


def ticks(events: I32, columns: EventColumns, cover: LabelWindow, metrics: Metrics) -> DensityPlan:
    """Give events ticks, and clusters where three or more fall into one cell of a grid fixed in time."""
    if not len(events):
        return empty_foot()
    start = np.maximum(columns.start_min[events], cover.start_s)
    end = np.minimum(columns.end_max[events], cover.end_s)
    middle = start + (end - start) // 2
    order = np.argsort(middle, kind="stable")
    middle, events = middle[order], events[order]
    cell_s = max(int(metrics.cluster_px * cover.seconds_per_px), 1)
    cell = middle // cell_s
    firsts = np.flatnonzero(np.concatenate([[True], cell[1:] != cell[:-1]]))
    sizes = np.diff(np.append(firsts, len(cell)))
    crowded = sizes >= SMALLEST_CLUSTER
    means = np.add.reduceat(middle - cell * cell_s, firsts) // sizes + cell[firsts] * cell_s
    cells, sizes_there = cell[firsts][crowded], sizes[crowded]
    begins, lasts = firsts[crowded], firsts[crowded] + sizes_there - 1
    places = np.cumsum(sizes_there) - sizes_there
    statuses = columns.status[events]
    least, most = (each.reduceat(statuses, firsts)[crowded] for each in (np.minimum, np.maximum))
    shared = np.where(least == most, least.astype(np.int64), -1)
    edges = (cells * cell_s, (cells + 1) * cell_s, middle[begins], middle[lasts])
    rows = (means[crowded], sizes_there, *edges, places, shared)
    alone = ~np.repeat(crowded, sizes)
    in_ticks = events[alone]
    return DensityPlan(
        middle[alone],
        in_ticks,
        columns.category[in_ticks],
        statuses[alone],
        np.stack(rows, axis=1).astype(np.int64),
        events[~alone],
    )
