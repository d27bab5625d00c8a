"""The one painter of timelines: a scene on anything that QPainter draws on, from screen to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF

from timeline_app.layout.assembly import TextStyle
from timeline_app.layout.axis.ruler import RulerStyle
from timeline_app.layout.placement.titles import TextWidths
from timeline_app.paint.background import paint_future, paint_guides, paint_lanes
from timeline_app.paint.density import paint_feet
from timeline_app.paint.fonts import MEDIUM, SEMIBOLD
from timeline_app.paint.lane_headers import COUNT_PX, YEAR_PX, paint_headers, paint_ruler
from timeline_app.paint.marks import paint_marks
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext
    from timeline_app.paint.pixmap_cache import PixmapCache


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
        foot_px = top_px + scene.content_px - scene.scroll_px
        painter.fillRect(QRectF(0, 0, scene.width_px, top_px), qcolor(context.theme.paper))
        if foot_px < scene.height_px:
            rest = QRectF(0, int(foot_px), scene.width_px, scene.height_px - int(foot_px))
            painter.fillRect(rest, qcolor(context.theme.paper))
    painter.setClipRect(QRectF(0, top_px, scene.width_px, max(scene.height_px - top_px, 0)))
    paint_lanes(painter, scene, context)
    painter.setClipRect(QRectF(left_px, top_px, scene.width_px - left_px, max(scene.height_px - top_px, 0)))
    paint_guides(painter, scene, context)
    paint_future(painter, scene, context)
    paint_feet(painter, scene, context)
    paint_marks(painter, scene, context)
    painter.setClipRect(QRectF(0, top_px, scene.width_px, max(scene.height_px - top_px, 0)))
    paint_headers(painter, scene, context)
    painter.setPen(context.hairline(context.theme.hairline))
    foot_px = min(scene.height_px, top_px + scene.content_px - scene.scroll_px)
    painter.drawLine(QLineF(left_px - 0.5, top_px, left_px - 0.5, foot_px))
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
