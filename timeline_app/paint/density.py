"""Density strips of lanes: ticks, count badges and histograms of the events without a title."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.paint.background import lane_ground
from timeline_app.paint.context import BadgeLook, TextLook
from timeline_app.paint.overview import HistogramBars, draw_as_pixels, draw_as_rectangles
from timeline_app.paint.shapes import CANCELLED, CORROBORATED, DISPUTED, FALSE, OCCURRED, PLANNED, REPORTED, MarkLook
from timeline_app.paint.theme import MEDIUM, mixed, paled, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Cluster, LaneScene, Scene
    from timeline_app.layout.metrics import I64, Mask
    from timeline_app.paint.context import PaintContext

TICK_PX = 7
CLUSTER_PX = 15
_FOOT_PAD_PX = 5
_LEAST_SELECTED_PX: Final = 3
"""The height of what is selected of a bar, however little that is of it."""
_PILL_PX: Final = 9.0
_MARK_PX: Final = 6.5
"""What stands for a tick in a lane of several categories."""
_SHARED_PX: Final = 8.0
"""The mark of a status that all events of a count have."""
_WHOLE_TICK: Final = ((0, 0, 2, 7),)
_TICKS: Final = MappingProxyType({
    REPORTED: ((0, 3, 2, 4),),  # the lower half
    CORROBORATED: ((0, 0, 2, 2), (0, 5, 2, 2)),  # two halves
    PLANNED: ((0, 0, 2, 1), (0, 3, 2, 1), (0, 6, 2, 1)),  # dashes
    DISPUTED: ((-1, 0, 1, 7), (2, 0, 1, 7), (0, 3, 2, 1)),  # an outline with a dot
    CANCELLED: ((0, 0, 1, 7), (-2, 3, 5, 1)),  # struck out
    FALSE: ((0, 0, 1, 7), (-2, 2, 5, 1), (-2, 4, 5, 1)),  # twice
})  # fmt: skip
"""Of a status the boxes of its tick: left, top, width and height."""


def paint_density_strips(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw the density strip of every lane in view; what is selected there shows in the accent."""
    room_px = bars_room_px(scene)
    for lane in scene.lanes:
        if lane.top_px + lane.height_px < scene.metrics.ruler_px or lane.top_px > scene.height_px:
            continue
        if lane.strip.bin_count is not None:
            _paint_histogram(painter, scene, lane, context, room_px)
        _paint_ticks(painter, scene, lane, context)
        _paint_clusters(painter, scene, lane, context)
        if lane.ongoing:
            _paint_ongoing(painter, scene, lane, context)


def bars_room_px(scene: Scene) -> float:
    """Give the height that the largest count fills: in all lanes that of the lowest, as they are on one scale."""
    rooms = (
        lane.height_px - 8 if lane.collapsed else max(lane.foot_px - _FOOT_PAD_PX, 14)
        for lane in scene.lanes
        if lane.strip.bin_count is not None
    )
    return min(rooms, default=14.0)


def _paint_histogram(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext, room_px: float) -> None:
    counts, edges_s = lane.strip.bin_count, lane.strip.bin_edge_s
    if counts is None or edges_s is None:
        return
    theme = context.theme
    calm = paled(context.colour(lane.category), theme.hardest_ground, 0.35, theme.mark_contrast)
    tops = np.maximum(np.rint(counts / lane.strip.bin_top * room_px), 1).astype(int)
    _draw_bars(painter, _bars(scene, lane, (counts > 0, tops), calm), context)
    if context.several is None:
        return
    chosen = np.minimum(context.several.count_in(lane.number, edges_s), counts)
    shares = np.maximum(np.rint(chosen / lane.strip.bin_top * room_px), _LEAST_SELECTED_PX).astype(int)
    _draw_bars(painter, _bars(scene, lane, (chosen > 0, shares), context.theme.accent), context)
    _paint_frames(painter, _bars(scene, lane, (chosen > 0, np.maximum(tops, shares)), context.theme.accent))


def _bars(scene: Scene, lane: LaneScene, bars: tuple[Mask, I64], colour: str) -> HistogramBars:
    """Place those bars of a lane that are used and in view, all as high as told."""
    edges, (used, tops) = lane.strip.bin_edge_px, bars
    assert edges is not None  # noqa: S101  # the lane has bars
    left_px, right_px = scene.metrics.header_px, scene.width_px
    seen = used & (edges[1:] > 0) & (edges[:-1] < scene.scale.width_px)
    starts = np.rint(edges[:-1][seen] + left_px).astype(int)
    ends = np.rint(edges[1:][seen] + left_px).astype(int)
    ends -= (ends - starts > 3).astype(int)  # a pixel between bars that can spare it
    base_px = int(lane.top_px + lane.height_px) - 1
    return HistogramBars(np.maximum(starts, left_px), np.minimum(ends, int(right_px)), tops[seen], base_px, colour)


def _draw_bars(painter: QPainter, bars: HistogramBars, context: PaintContext) -> None:
    if context.pixmaps.pixels:
        draw_as_pixels(painter, bars, context.pixmaps.ratio)
    else:
        draw_as_rectangles(painter, bars)


def _paint_frames(painter: QPainter, bars: HistogramBars) -> None:
    """Draw a frame around each bar: what is selected is among what it counts."""
    painter.setPen(QPen(qcolor(bars.colour), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    where = zip(bars.start.tolist(), bars.end.tolist(), bars.height.tolist(), strict=True)
    painter.drawRects(
        [QRect(start - 1, bars.base_px - tall - 2, end - start + 1, tall + 2) for start, end, tall in where]
    )


def _paint_ticks(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext) -> None:
    strip = lane.strip
    seen = (strip.tick_px >= 0) & (strip.tick_px <= scene.scale.width_px)
    if not seen.any():
        return
    base_px = int(lane.top_px + lane.height_px) - _FOOT_PAD_PX - 1
    xs = np.rint(strip.tick_px[seen] + scene.metrics.header_px).astype(int)
    categories, events = strip.tick_category[seen], strip.tick_event[seen]
    statuses = strip.tick_status[seen].tolist()
    if context.several is not None:
        _paint_pills(painter, xs[context.several.flags[events]].tolist(), base_px, context)
    rows = list(zip(xs.tolist(), categories.tolist(), statuses, strict=True))
    if lane.category < 0:  # no shape stands in the header: each tick has the one of its category
        for x_px, category, status in rows:
            look = MarkLook(context.shape(category), _MARK_PX, context.colour(category), status)
            context.pixmaps.mark(painter, x_px, base_px - TICK_PX / 2, look)
    else:
        _draw_ticks(painter, rows, base_px, context)
    for x_px in xs[events == context.hovered].tolist():
        painter.fillRect(x_px - 1, base_px - TICK_PX - 3, 2, TICK_PX + 3, qcolor(context.theme.ink))


def _draw_ticks(painter: QPainter, rows: list[tuple[int, int, int]], base_px: int, context: PaintContext) -> None:
    """Draw ticks, each given by its place, category and status."""
    ticks: dict[int, list[QRect]] = {}
    for x_px, category, status in rows:
        ticks.setdefault(category, []).extend(tick_boxes(x_px, base_px, status))
    painter.setPen(Qt.PenStyle.NoPen)
    for category in sorted(ticks):
        painter.setBrush(qcolor(context.colour(category)))
        painter.drawRects(ticks[category])


def _paint_pills(painter: QPainter, xs: list[int], base_px: int, context: PaintContext) -> None:
    """Draw the highlight of a selected event around its tick."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(context.theme.accent), 1.3))
    painter.setBrush(qcolor(context.theme.accent_ground))
    for x_px in xs:
        box = QRectF(x_px - _PILL_PX / 2, base_px - TICK_PX - 3, _PILL_PX, TICK_PX + 6)
        painter.drawRoundedRect(box, _PILL_PX / 2, _PILL_PX / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def tick_boxes(x_px: int, base_px: int, status: int) -> list[QRect]:
    """Give the boxes that make up a tick: the form of its status, as far as two pixels by seven can show it."""
    left_px, top_px = x_px - 1, base_px - TICK_PX
    return [QRect(left_px + x, top_px + y, wide, high) for x, y, wide, high in _TICKS.get(status, _WHOLE_TICK)]


def _paint_clusters(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext) -> None:
    if not lane.strip.clusters:
        return
    theme, colour = context.theme, context.colour(lane.category)
    ground = mixed(lane_ground(lane, theme), colour, 0.16)
    ink = theme.legible(colour, ground)
    middle_px = lane.top_px + lane.height_px - _FOOT_PAD_PX - CLUSTER_PX / 2
    for cluster in lane.strip.clusters:
        if -20 < cluster.x_px < scene.scale.width_px + 20:
            words = TextLook(short_count(cluster.size), 11, MEDIUM, ink, tabular=True)
            look = BadgeLook(words, ground, CLUSTER_PX)
            shared = shared_status(cluster)
            if shared is not None:
                mark = MarkLook(context.shape(lane.category), _SHARED_PX, colour, shared)
                look = look._replace(mark=mark, halo=lane_ground(lane, theme))
            x_px = scene.metrics.header_px + cluster.x_px
            context.pixmaps.badge(painter, x_px, middle_px, look)
            if _holds_selected(cluster, lane, context):
                _paint_ring(painter, (x_px, middle_px), look, theme.accent)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _holds_selected(cluster: Cluster, lane: LaneScene, context: PaintContext) -> bool:
    """Whether any of several selected events stands in a cluster."""
    events = lane.strip.cluster_event
    if context.several is None or events is None:
        return False
    return context.several.count(events[cluster.first : cluster.first + cluster.size]) > 0


def _paint_ring(painter: QPainter, middle_px: tuple[float, float], look: BadgeLook, colour: str) -> None:
    """Draw a ring about a badge: what is selected is among what it counts."""
    wide_px, high_px = look.width_px + 2, look.height_px + 2
    box = QRectF(middle_px[0] - wide_px / 2, middle_px[1] - high_px / 2, wide_px, high_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(colour), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, high_px / 2, high_px / 2)


def shared_status(cluster: Cluster) -> int | None:
    """Give the status whose mark a count bears; None where its events differ, or all have the calm mark."""
    return None if cluster.status in (-1, OCCURRED) else cluster.status


def short_count(count: int) -> str:
    """Give a count in at most three figures and a letter: 235, 1.2k, 48k, 3.1M."""
    if count < 1000:
        return str(count)
    for size, letter in ((1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")):
        if count >= size:
            return f"{count / size:.1f}{letter}" if count < 9.95 * size else f"{count / size:.0f}{letter}"
    return str(count)


def _paint_ongoing(painter: QPainter, scene: Scene, lane: LaneScene, context: PaintContext) -> None:
    """Draw a quiet line along the top of a lane in which something goes on from end to end."""
    theme = context.theme
    calm = paled(context.colour(lane.category), theme.hardest_ground, 0.75, theme.mark_contrast)
    painter.setPen(QPen(qcolor(calm), 2))
    y_px = int(lane.top_px) + 1
    painter.drawLine(scene.metrics.header_px, y_px, int(scene.width_px), y_px)
