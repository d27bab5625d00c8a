"""Alternative dates: pale outlines on a leader line from their event, dashed where the evidence disputes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.layout.marks.scene import BLOCK, DOT, DateClaimMark
from timeline_app.layout.placement.rows import INSIDE
from timeline_app.paint.background import grounds
from timeline_app.paint.bars import Span, fading
from timeline_app.paint.shapes import shape_path
from timeline_app.paint.theme import paled, qcolor

if TYPE_CHECKING:
    from timeline_app.layout.marks.scene import Scene
    from timeline_app.paint.context import PaintContext

_PALE: Final = 0.72
"""How much of its colour an alternative date keeps; less, and its outline is lost on the background."""
_PALE_FADING: Final = 1.0
"""That of a date without a certain part, which is faint enough by fading."""
_LEADER: Final = 0.5
_BAR_PX: Final = 6.0
_PEN_PX: Final = 1.2
_BAR_BOTTOM_PX: Final = 5.5
_DEEP_PX: Final = 9.5
"""How far a block, and a bar under its title, reach down."""
_BEND_PX: Final = 4.0
_CUT_PX: Final = 40.0


class AlternativeLook(NamedTuple):
    """What the pixmap of an alternative date depends on besides its place."""

    shape: str
    colour: str
    ground: str


def paint_claims(painter: QPainter, scene: Scene, context: PaintContext) -> None:
    """Draw alternative dates of all events but the selected one: those with room, and those of the hovered event."""
    if not scene.claims:
        return
    hovered = [each for each in scene.claims if each.event == context.hovered != scene.selected]
    for alternative in scene.claims:
        if alternative.quiet or alternative.event in (scene.selected, context.hovered):
            continue
        if not any(_meet(alternative, other) for other in hovered):
            _paint_one(painter, scene, alternative, context)
    for alternative in hovered:
        _paint_one(painter, scene, alternative, context)


def paint_claims_of(painter: QPainter, scene: Scene, event: int, context: PaintContext) -> None:
    """Draw the alternative dates of one event."""
    for alternative in scene.claims:
        if alternative.event == event:
            _paint_one(painter, scene, alternative, context)


def _meet(one: DateClaimMark, other: DateClaimMark) -> bool:
    level = one.lane == other.lane and abs(one.y_px - other.y_px) < one.size_px + 2
    return level and one.left_px < other.right_px + 4 and one.right_px > other.left_px - 4


def _paint_one(painter: QPainter, scene: Scene, alternative: DateClaimMark, context: PaintContext) -> None:
    axis_px = scene.metrics.header_px
    if alternative.right_px + axis_px < axis_px - _CUT_PX or alternative.left_px + axis_px > scene.width_px + _CUT_PX:
        return
    of_lane = grounds(context.theme)[scene.lanes[alternative.lane].number % 2]
    ground = of_lane.future if alternative.start_px > scene.future_px else of_lane.past
    look = AlternativeLook(context.shape(alternative.category), context.colour(alternative.category), ground)
    low_px, high_px = axis_px - _CUT_PX, scene.width_px + _CUT_PX
    start_px, end_px = (
        min(max(each + axis_px, low_px), high_px) for each in (alternative.start_px, alternative.end_px)
    )
    top_px = float(scene.marks.y_px[alternative.mark]) + _bottom_of(scene, alternative.mark)
    span = Span(
        start_px,
        end_px,
        alternative.core_start_px + axis_px,
        alternative.core_end_px + axis_px,
        alternative.y_px,
        alternative.flags,
        ground,
        whole_px=(alternative.start_px + axis_px, alternative.end_px + axis_px),
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_leader_line(painter, QPointF(alternative.tie_px + axis_px, top_px), span, look)
    draw_alternative(painter, span, look, alternative)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _bottom_of(scene: Scene, mark: int) -> float:
    """Tell how far a mark reaches below the middle of its row."""
    marks = scene.marks
    if marks.form[mark] == DOT:
        return float(marks.size_px[mark]) / 2 + 0.5
    return _DEEP_PX if marks.form[mark] == BLOCK or marks.side[mark] == INSIDE else _BAR_BOTTOM_PX


def draw_leader_line(painter: QPainter, tie: QPointF, span: Span, look: AlternativeLook) -> None:
    """Draw the leader line from a mark down and aside to its alternative date."""
    painter.setPen(QPen(qcolor(paled(look.colour, look.ground, 1 - _LEADER)), 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if span.start_px <= tie.x() <= span.end_px:
        painter.drawLine(QLineF(tie.x(), tie.y(), tie.x(), span.y_px - _BAR_PX / 2))
        return
    end_px = span.start_px if tie.x() < span.start_px else span.end_px
    bend_px = min(_BEND_PX, abs(end_px - tie.x()), span.y_px - tie.y())
    way = 1 if end_px > tie.x() else -1
    path = QPainterPath(tie)
    path.lineTo(tie.x(), span.y_px - bend_px)
    path.quadTo(tie.x(), span.y_px, tie.x() + way * bend_px, span.y_px)
    path.lineTo(end_px, span.y_px)
    painter.drawPath(path)


def draw_alternative(painter: QPainter, span: Span, look: AlternativeLook, alternative: DateClaimMark) -> None:
    """Draw the outline of a claimed date: the shape of a moment, or a stretch whose uncertain ends fade."""
    if alternative.form == DOT:
        _draw_shape(painter, span, look, alternative)
        return
    strong = _PALE if span.has_core else _PALE_FADING
    painter.setPen(_pen(fading(span, paled(look.colour, look.ground, 1 - strong)), disputes=alternative.disputes))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(span.start_px + 0.6, span.y_px - _BAR_PX / 2, span.end_px - span.start_px - 1.2, _BAR_PX)
    painter.drawRoundedRect(box, _BAR_PX / 2, _BAR_PX / 2)
    if alternative.form == BLOCK:  # a soft block has its shape in its middle, and so has its alternative
        _draw_shape(painter, span, look, alternative)


def _draw_shape(painter: QPainter, span: Span, look: AlternativeLook, alternative: DateClaimMark) -> None:
    painter.setPen(_pen(QBrush(qcolor(paled(look.colour, look.ground, 1 - _PALE))), disputes=alternative.disputes))
    painter.setBrush(qcolor(look.ground))  # so that the lines of the ruler do not show through
    painter.save()
    painter.translate((span.start_px + span.end_px) / 2, span.y_px)
    painter.drawPath(shape_path(look.shape, alternative.size_px))
    painter.restore()


def _pen(brush: QBrush, *, disputes: bool) -> QPen:
    pen = QPen(brush, _PEN_PX)
    if disputes:
        pen.setDashPattern([1.8, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
