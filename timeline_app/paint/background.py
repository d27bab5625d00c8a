"""The background: lanes, guide lines, today, the future; cleared behind every title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.layout.marks.scene import BLOCK
from timeline_app.layout.placement.rows import INSIDE
from timeline_app.paint.breaks import paint_breaks
from timeline_app.paint.theme import mixed, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import LaneScene, Scene
    from timeline_app.paint.context import PaintContext
    from timeline_app.paint.theme import Theme


_TINT_ALPHA = 11
"""Of 255: every second lane where there is no paper to be tinted."""


def lane_ground(lane: LaneScene, theme: Theme) -> str:
    """Give the background of a lane: every second one is tinted."""
    return theme.lane if lane.number % 2 else theme.paper


class BackgroundColors(NamedTuple):
    """The background of a lane up to today, and after it."""

    past: str
    future: str


def grounds(theme: Theme) -> tuple[BackgroundColors, BackgroundColors]:
    """Give the background of plain lanes and of tinted ones, what lies ahead mixed in: one fill each instead of two."""
    share = theme.future_alpha / 255
    plain, tinted = (BackgroundColors(each, mixed(each, theme.future, share)) for each in (theme.paper, theme.lane))
    return plain, tinted


def paint_lanes(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Fill the background of the lanes and draw the hairlines between them."""
    theme, width_px = context.theme, scene.width_px
    if context.transparent:
        tint = qcolor(theme.ink, _TINT_ALPHA)
        for lane in scene.lanes:
            if lane.number % 2:  # the others show what lies under the page
                painter.fillRect(QRectF(0, lane.top_px, width_px, lane.height_px), tint)
    else:
        turn_px = min(scene.metrics.header_px + max(scene.future_px, 0.0), width_px)
        both = grounds(theme)
        for lane in scene.lanes:
            top_px, height_px, ground = lane.top_px, lane.height_px, both[lane.number % 2]
            painter.fillRect(QRectF(0, top_px, turn_px, height_px), qcolor(ground.past))
            painter.fillRect(QRectF(turn_px, top_px, width_px - turn_px, height_px), qcolor(ground.future))
    painter.setPen(context.hairline(theme.hairline))
    painter.drawLines([_level(lane.top_px + lane.height_px, width_px) for lane in scene.lanes])


def _level(y_px: float, width_px: float) -> QLineF:
    return QLineF(0, int(y_px) - 0.5, width_px, int(y_px) - 0.5)


def paint_guides(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw the lines that go through the lanes, then clear the places where titles will stand."""
    theme, left_px = context.theme, scene.metrics.header_px
    top_px, bottom_px = scene.metrics.ruler_px, scene.height_px
    content_bottom_px = min(bottom_px, top_px + scene.content_px - scene.scroll_px)

    def upright(x_px: float) -> QLineF:
        x_px = int(left_px + x_px) + 0.5
        return QLineF(x_px, top_px, x_px, content_bottom_px)

    width_px = scene.scale.width_px
    painter.save()
    if context.transparent:
        painter.setClipPath(_around_titles(scene), Qt.ClipOperation.IntersectClip)
    painter.setPen(context.hairline(theme.hairline))
    painter.drawLines([upright(tick.x_px) for tick in scene.ruler.minor if 0 <= tick.x_px <= width_px])
    painter.setPen(context.hairline(theme.hairline_strong))
    painter.drawLines([upright(tick.x_px) for tick in scene.ruler.major if 0 <= tick.x_px <= width_px])
    for flag in scene.flags:
        if flag.kind == "today":
            painter.setPen(QPen(qcolor(theme.today), 1.5))
            painter.drawLine(upright(flag.x_px))
        elif flag.kind == "as_of":
            pen = context.hairline(theme.secondary)
            pen.setDashPattern([1, 3])
            painter.setPen(pen)
            painter.drawLine(upright(flag.x_px))
    _paint_selection_guide(painter, scene, theme)
    if scene.breaks:
        paint_breaks(painter, scene, context)
    painter.restore()
    if not context.transparent:
        _clear_for_titles(painter, scene, theme)


def _paint_selection_guide(painter: QPainter, scene: Scene, theme: Theme) -> None:
    where = (scene.marks.event == scene.selected).nonzero()[0]
    if scene.guide_px is None or not len(where):
        return
    x_px = int(scene.metrics.header_px + scene.guide_px) + 0.5
    painter.setPen(QPen(qcolor(theme.accent), 1))
    painter.drawLine(QLineF(x_px, scene.metrics.ruler_px, x_px, float(scene.marks.y_px[where].max())))


def _clear_for_titles(painter: QPainter, scene: Scene, theme: Theme) -> None:
    """Let the background show around each title, so that no line goes through its words."""
    turn_px = scene.metrics.header_px + scene.future_px
    painter.setPen(Qt.PenStyle.NoPen)
    for ground, found in zip(grounds(theme), _title_boxes(scene), strict=True):
        painter.setBrush(qcolor(ground.past))
        painter.drawRects([box for box in found if box.left() < turn_px])
        painter.setBrush(qcolor(ground.future))
        ahead = [box for box in found if box.right() > turn_px]
        for box in ahead:
            box.setLeft(max(box.left(), turn_px))
        painter.drawRects(ahead)


def _around_titles(scene: Scene) -> QPainterPath:
    """Give all of the page but the titles: where nothing lies under the page, nothing can be painted over a line."""
    path = QPainterPath()
    path.addRect(QRectF(0, 0, scene.width_px, scene.height_px))
    for box in (*_title_boxes(scene)[0], *_title_boxes(scene)[1]):
        path.addRect(box)  # inside twice is outside: QPainterPath fills odd-even
    return path


def _title_boxes(scene: Scene) -> tuple[list[QRectF], list[QRectF]]:
    """Give the boxes around titles, those in plain lanes and those in tinted ones."""
    marks, left_px = scene.marks, scene.metrics.header_px
    boxes: tuple[list[QRectF], list[QRectF]] = ([], [])
    rows = (marks.label_px, marks.y_px, marks.lane, (marks.side == INSIDE) & (marks.form == BLOCK))
    for x_px, y_px, lane, covered, title in zip(*(row.tolist() for row in rows), marks.titles, strict=True):
        if title is not None and not covered and -title.width_px < x_px < scene.scale.width_px:
            half_px = 14 if "\n" in title.text else 9
            boxes[lane % 2].append(QRectF(left_px + x_px - 3, y_px - half_px, title.width_px + 6, 2 * half_px))
    return boxes


def paint_future(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Tint what lies after today where there is no paper; where there is, the lanes have it in their background."""
    start_px = max(scene.future_px, 0.0)
    if start_px >= scene.scale.width_px or not context.transparent:
        return
    top_px = scene.metrics.ruler_px
    height_px = min(scene.height_px - top_px, scene.content_px - scene.scroll_px)
    box = QRectF(scene.metrics.header_px + start_px, top_px, scene.scale.width_px - start_px, height_px)
    painter.fillRect(box, qcolor(context.theme.future, context.theme.future_alpha))
