"""Breaks of the axis: the page is torn where a stretch without events is shortened; the ruler says how long it is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from timeline_app.paint.context import TextLook
from timeline_app.paint.theme import REGULAR, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext

_APART_PX: Final = 3.0
"""From the middle of a break to each of its edges."""
_WAVE_PX, _REACH_PX, _STEP_PX = 18.0, 2.5, 2.0
WORDS_PX: Final = 11.0


def paint_breaks(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw the torn edges through the lanes."""
    top_px = scene.metrics.ruler_px
    bottom_px = min(scene.height_px, top_px + scene.content_px - scene.scroll_px)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for each in scene.breaks:
        middle_px = scene.metrics.header_px + (each.start_px + each.end_px) / 2
        draw_break(painter, middle_px, (top_px, bottom_px), context)
    painter.restore()


def draw_break(painter: QPainter, x_px: float, between_px: tuple[float, float], context: PaintContext) -> None:
    """Draw two torn edges about a line, from a height to another."""
    left, right = (_edge(x_px + side * _APART_PX, *between_px) for side in (-1, 1))
    if not context.transparent:
        torn = QPainterPath(left)
        torn.connectPath(right.toReversed())
        torn.closeSubpath()
        painter.fillPath(torn, qcolor(context.theme.paper))
    painter.setPen(context.hairline(context.theme.faint))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(left)
    painter.drawPath(right)


def _edge(x_px: float, top_px: float, bottom_px: float) -> QPainterPath:
    count = max(int((bottom_px - top_px) / _STEP_PX), 1)
    places = [top_px + (bottom_px - top_px) * number / count for number in range(count + 1)]
    path = QPainterPath(QPointF(x_px, top_px))
    for y_px in places[1:]:
        path.lineTo(QPointF(x_px + _REACH_PX * math.sin((y_px - top_px) / _WAVE_PX * 2 * math.pi), y_px))
    return path


def paint_break_words(painter: QPainter, scene: Scene, baseline_px: float, context: PaintContext) -> None:
    """Say in the ruler how long each shortened stretch is."""
    look = TextLook("", WORDS_PX, REGULAR, context.theme.faint)
    for each in scene.breaks:
        width_px = context.pixmaps.fonts.width(each.words, WORDS_PX)
        middle_px = scene.metrics.header_px + (each.start_px + each.end_px) / 2
        context.pixmaps.text(painter, middle_px - width_px / 2, baseline_px, look._replace(text=each.words))
