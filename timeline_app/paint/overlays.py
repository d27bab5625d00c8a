"""Overlays of the screen only: the stretch that is being drawn, the scroll bar of the lanes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.paint.fonts import MEDIUM
from timeline_app.paint.pixmap_cache import TextLook
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext

_BAR_PX = 6


@dataclass(slots=True, eq=False, repr=False)
class OverlayState:
    """The state of what is drawn over the page."""

    stretch_px: tuple[float, float] | None = None
    """The stretch that is being drawn for a new event, in pixels of the axis."""
    stretch_words: str = ""


def paint_extras(painter: QPainter, scene: Scene, overlays: OverlayState, context: PaintContext) -> None:
    """Draw over the page what is no part of it."""
    theme = context.theme
    if overlays.stretch_px is not None:
        _paint_stretch(painter, scene, overlays, context)
    room_px = scene.height_px - scene.metrics.ruler_px
    if scene.content_px > room_px + 1:
        share = room_px / scene.content_px
        top_px = scene.metrics.ruler_px + scene.scroll_px * share + 2
        box = QRectF(scene.width_px - _BAR_PX - 3, top_px, _BAR_PX, max(room_px * share - 4, 24))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.secondary, 110))
        painter.drawRoundedRect(box, _BAR_PX / 2, _BAR_PX / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _paint_stretch(painter: QPainter, scene: Scene, overlays: OverlayState, context: PaintContext) -> None:
    if overlays.stretch_px is None:
        return
    theme, left_px = context.theme, scene.metrics.header_px
    start_px, end_px = sorted(overlays.stretch_px)
    box = QRectF(left_px + start_px, scene.metrics.ruler_px, max(end_px - start_px, 1), scene.height_px)
    painter.fillRect(box, qcolor(theme.accent, 30))
    painter.setPen(QPen(qcolor(theme.accent), 1))
    for x_px in (box.left(), box.right()):
        painter.drawLine(int(x_px), scene.metrics.ruler_px, int(x_px), int(scene.height_px))
    width_px = context.pixmaps.fonts.width(overlays.stretch_words, 11, MEDIUM, tabular=True) + 16
    middle_px = min(max(box.center().x(), left_px + width_px / 2), scene.width_px - width_px / 2)
    flag = QRectF(middle_px - width_px / 2, 31, width_px, 17)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.accent))
    painter.drawRoundedRect(flag, 3.5, 3.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    context.pixmaps.text_centred(
        painter, flag, TextLook(overlays.stretch_words, 11, MEDIUM, theme.on_accent, tabular=True)
    )
