"""The one painter of timelines: a scene on anything that QPainter draws on, from screen to paper.

Over the scene a screen has overlays: the stretch that is being drawn, the scroll bar of the lanes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.layout.assembly import TextStyle
from timeline_app.layout.axis.ruler import RulerStyle
from timeline_app.layout.placement.titles import TextWidths
from timeline_app.paint.background import paint_future, paint_guides, paint_lanes
from timeline_app.paint.context import TextLook
from timeline_app.paint.density import paint_density_strips
from timeline_app.paint.lane_headers import COUNT_PX, YEAR_PX, paint_headers, paint_ruler
from timeline_app.paint.marks import paint_marks
from timeline_app.paint.theme import MEDIUM, SEMIBOLD, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext, PixmapCache


def paint(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw a scene, its left upper corner at the painter's origin.

    The order makes the page: ground, lines, room cleared for titles, what is counted, marks with their titles, and
    over all of it the names that stay.
    """
    context.pixmaps.begin(painter)
    left_px, top_px = scene.metrics.header_px, scene.metrics.ruler_px
    painter.save()
    if not context.transparent:
        # Each part of the page once: what costs a frame most is memory.
        content_bottom_px = top_px + scene.content_px - scene.scroll_px
        painter.fillRect(QRectF(0, 0, scene.width_px, top_px), qcolor(context.theme.paper))
        if content_bottom_px < scene.height_px:
            rest = QRectF(0, int(content_bottom_px), scene.width_px, scene.height_px - int(content_bottom_px))
            painter.fillRect(rest, qcolor(context.theme.paper))
    painter.setClipRect(QRectF(0, top_px, scene.width_px, max(scene.height_px - top_px, 0)))
    paint_lanes(painter, scene, context)
    painter.setClipRect(QRectF(left_px, top_px, scene.width_px - left_px, max(scene.height_px - top_px, 0)))
    paint_guides(painter, scene, context)
    paint_future(painter, scene, context)
    paint_density_strips(painter, scene, context)
    paint_marks(painter, scene, context)
    painter.setClipRect(QRectF(0, top_px, scene.width_px, max(scene.height_px - top_px, 0)))
    paint_headers(painter, scene, context)
    painter.setPen(context.hairline(context.theme.hairline))
    content_bottom_px = min(scene.height_px, top_px + scene.content_px - scene.scroll_px)
    painter.drawLine(QLineF(left_px - 0.5, top_px, left_px - 0.5, content_bottom_px))
    painter.setClipping(False)
    paint_ruler(painter, scene, context)
    painter.restore()


def ruler_style(pixmaps: PixmapCache, zone: str = "UTC") -> RulerStyle:
    """Say how the names of the ruler are measured."""
    fonts = pixmaps.fonts
    minor = TextWidths(lambda character: fonts.width(character, COUNT_PX, MEDIUM, tabular=True))
    major = TextWidths(lambda character: fonts.width(character, YEAR_PX, SEMIBOLD))
    return RulerStyle(minor.of, major.of, zone)


def text_style(pixmaps: PixmapCache) -> TextStyle:
    """Say how wide all text of a timeline is: its ruler and its titles."""
    return TextStyle(ruler_style(pixmaps), TextWidths(pixmaps.advance), TextWidths(pixmaps.bold_advance))


_BAR_PX = 6


@dataclass(slots=True, eq=False, repr=False)
class OverlayState:
    """The state of what is drawn over the page."""

    stretch_px: tuple[float, float] | None = None
    """The stretch that is being drawn for a new event, in pixels of the axis."""
    stretch_words: str = ""


def paint_overlays(painter: QPainter, scene: Scene, overlays: OverlayState, context: PaintContext) -> None:
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
        painter.setBrush(qcolor(theme.outline))
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
