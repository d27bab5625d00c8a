"""What lies under a point: by the same numbers that were painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import LaneScene, Scene

HitKind = Literal["nothing", "ruler", "corner", "header", "edge", "event", "claim", "tick", "cluster", "bar", "lane"]
_REACH_PX: Final = 5
_ROW_REACH_PX: Final = 12
_CLUSTER_PX: Final = 14
_DATE_REACH_PX: Final = 3


class Hit(NamedTuple):
    """The kind of thing, its lane (-1 for none), its event's index (-1), and its stretch of time."""

    kind: HitKind
    lane: int = -1
    event: int = -1
    start_s: int = 0
    end_s: int = 0
    size: int = 0
    first: int = 0
    """Of a cluster: the place of its first event in the foot's list."""


def hit(scene: Scene, x_px: float, y_px: float) -> Hit:
    """Tell what lies at a point of the scene."""
    metrics = scene.metrics
    in_header = x_px < metrics.header_px
    if y_px < metrics.ruler_px:
        return Hit("corner" if in_header else "ruler")
    lane = next((each for each in scene.lanes if each.top_px <= y_px < each.top_px + each.height_px), None)
    if lane is None:
        return Hit("nothing")
    if in_header:
        near_edge = lane.top_px + lane.height_px - y_px < _REACH_PX and not lane.collapsed
        return Hit("edge" if near_edge else "header", lane.number)
    axis_px = x_px - metrics.header_px
    row = _claim_at(scene, lane, axis_px, y_px) or _event_at(scene, lane, axis_px, y_px)
    return row or _strip_at(lane, axis_px, y_px) or Hit("lane", lane.number)


def _claim_at(scene: Scene, lane: LaneScene, axis_px: float, y_px: float) -> Hit | None:
    """Find the event of the alternative date at a point."""
    for alternative in scene.claims:
        seen = alternative.lane == lane.number and (not alternative.quiet or alternative.event == scene.selected)
        inside = alternative.start_px - _DATE_REACH_PX <= axis_px <= alternative.end_px + _DATE_REACH_PX
        if seen and inside and abs(alternative.y_px - y_px) <= alternative.size_px / 2 + 1:
            return Hit("claim", lane.number, alternative.event)
    return None


def _event_at(scene: Scene, lane: LaneScene, axis_px: float, y_px: float) -> Hit | None:
    marks = scene.marks
    if not len(marks):
        return None
    width_px = np.array([title.width_px if title else 0.0 for title in marks.titles])
    titled = width_px > 0
    left = np.where(titled, np.minimum(marks.start_px, marks.label_px), marks.start_px) - _REACH_PX
    right = np.where(titled, np.maximum(marks.end_px, marks.label_px + width_px), marks.end_px) + _REACH_PX
    inside = (left <= axis_px) & (axis_px <= right) & (np.abs(marks.y_px - y_px) <= _ROW_REACH_PX)
    found = np.flatnonzero(inside & (marks.lane == lane.number))
    if not len(found):
        return None
    above = found[marks.event[found] == scene.selected]  # it may be drawn over others
    nearest = above[0] if len(above) else found[np.argmin(np.abs(marks.y_px[found] - y_px))]
    return Hit("event", lane.number, int(marks.event[nearest]))


def _strip_at(lane: LaneScene, axis_px: float, y_px: float) -> Hit | None:
    strip = lane.strip
    if y_px < lane.top_px + lane.height_px - max(lane.foot_px, 16) - 4:
        return None
    for cluster in strip.clusters:
        if abs(cluster.x_px - axis_px) <= _CLUSTER_PX:
            return Hit("cluster", lane.number, -1, cluster.start_s, cluster.end_s, cluster.size, cluster.first)
    if len(strip.tick_px):
        nearest = int(np.argmin(np.abs(strip.tick_px - axis_px)))
        if abs(strip.tick_px[nearest] - axis_px) <= _REACH_PX:
            return Hit("tick", lane.number, int(strip.tick_event[nearest]))
    if strip.bin_edge_px is not None and strip.bin_count is not None and strip.bin_edge_s is not None:
        place = int(strip.bin_edge_px.searchsorted(axis_px, "right")) - 1
        if 0 <= place < len(strip.bin_count) and strip.bin_count[place]:
            edges = strip.bin_edge_s
            return Hit("bar", lane.number, -1, int(edges[place]), int(edges[place + 1]), int(strip.bin_count[place]))
    return None
