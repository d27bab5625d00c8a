"""Bars and soft blocks: the certain part solid, the possible part fading over its true length, open ends as arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from timeline_app.domain.when import WhenFlag
from timeline_app.paint.contrast import mixed
from timeline_app.paint.shapes import CANCELLED, DISPUTED, FALSE, PLANNED
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

BAR_PX: Final = 10.0
BLOCK_PX: Final = 18.0
_ARROW_PX: Final = 7.0
_FAINTEST: Final = 0.12
"""How much of the colour is left at the far end of what is possible."""
_SMALLEST_FADE_PX: Final = 3.0
OPEN_START: Final = int(WhenFlag.OPEN_START)
OPEN_END: Final = int(WhenFlag.OPEN_END)
_APPROXIMATE: Final = int(WhenFlag.APPROXIMATE_START | WhenFlag.APPROXIMATE_END)


class Span(NamedTuple):
    """A bar in pixels of the scene, cut off not far outside the view."""

    start_px: float
    end_px: float
    core_start_px: float
    core_end_px: float
    y_px: float
    flags: int = 0
    ground: str = ""
    """What the bar lies on. Fading into it instead of into nothing, gradients need no alpha, which Qt's PDF loses."""

    @property
    def has_core(self) -> bool:
        """Whether some of it is certain."""
        return self.core_end_px > self.core_start_px


def draw_bar(painter: QPainter, span: Span, colour: str, status: int, gap: tuple[float, float] | None = None) -> None:
    """Draw a range; `gap` is left free for the title that stands inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box in pieces(span, gap):
        if status in (PLANNED, DISPUTED, CANCELLED, FALSE):
            _draw_hollow(painter, box, colour, status)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(_fading(span, colour))
            radius = min(BAR_PX, box.width()) / 2
            painter.drawRoundedRect(box, radius, radius)
    _draw_arrows(painter, span, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def pieces(span: Span, gap: tuple[float, float] | None) -> list[QRectF]:
    """Give the boxes of a bar: two where a title stands in a gap of it."""
    start_px = span.start_px + _ARROW_PX * bool(span.flags & OPEN_START)
    end_px = span.end_px - _ARROW_PX * bool(span.flags & OPEN_END)
    ends = [(start_px, end_px)] if gap is None else [(start_px, gap[0]), (gap[1], end_px)]
    return [QRectF(start, span.y_px - BAR_PX / 2, end - start, BAR_PX) for start, end in ends if end - start >= 2]


def is_plain(span: Span, status: int) -> bool:
    """Tell whether a bar is of one colour from end to end, without arrows."""
    if status in (PLANNED, DISPUTED, CANCELLED, FALSE) or span.flags & (OPEN_START | OPEN_END) or not span.has_core:
        return False
    fades = (span.core_start_px - span.start_px, span.end_px - span.core_end_px)
    return max(fades) < _SMALLEST_FADE_PX


def _fading(span: Span, colour: str) -> QBrush:
    length = span.end_px - span.start_px
    core_start, core_end = span.core_start_px, span.core_end_px
    if not span.has_core:  # all of it is only possible: it rises to the middle and falls again
        core_start = core_end = (span.core_end_px + span.core_start_px) / 2
    before, after = core_start - span.start_px, span.end_px - core_end
    if before < _SMALLEST_FADE_PX and after < _SMALLEST_FADE_PX:
        return QBrush(qcolor(colour))
    gradient = QLinearGradient(span.start_px, 0, span.end_px, 0)
    faint = _shade(colour, _FAINTEST, span.ground)
    full = _shade(colour, 1.0 if span.has_core else 0.7, span.ground)
    gradient.setColorAt(0, faint if before >= _SMALLEST_FADE_PX else full)
    gradient.setColorAt(min(max(before / length, 0.001), 0.999), full)
    gradient.setColorAt(min(max((length - after) / length, 0.001), 0.999), full)
    gradient.setColorAt(1, faint if after >= _SMALLEST_FADE_PX else full)
    return QBrush(gradient)


def _shade(colour: str, share: float, ground: str) -> QColor:
    return qcolor(mixed(ground, colour, share)) if ground else qcolor(colour, round(255 * share))


def _draw_hollow(painter: QPainter, box: QRectF, colour: str, status: int) -> None:
    pen = QPen(qcolor(colour, 130 if status == FALSE else 255), 1.3)
    if status == PLANNED:
        pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(qcolor(colour, 0 if status in (CANCELLED, FALSE) else 26))
    inner = box.adjusted(0.7, 0.7, -0.7, -0.7)
    radius = min(inner.height(), inner.width()) / 2
    painter.drawRoundedRect(inner, radius, radius)
    if status == DISPUTED:
        painter.setPen(QPen(qcolor(colour), 1.2))
        painter.drawLines(_hatching(inner))
    elif status in (CANCELLED, FALSE):
        painter.drawLine(QLineF(inner.left() - 4, inner.center().y(), inner.right() + 4, inner.center().y()))


def _hatching(box: QRectF) -> list[QLineF]:
    """Give slanting lines that stay inside the box without a clip, which SVG and PDF would each do in its own way."""
    lean = box.height() * 0.7
    count = int((box.width() - lean - 4) / 4.5) + 1
    starts = [box.left() + 2 + step * 4.5 for step in range(max(count, 0))]
    return [QLineF(x_px, box.bottom() - 1, x_px + lean, box.top() + 1) for x_px in starts]


def _draw_arrows(painter: QPainter, span: Span, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colour))
    for flag, tip_px, way in ((OPEN_START, span.start_px, -1), (OPEN_END, span.end_px, 1)):
        if span.flags & flag:
            back_px = tip_px - way * (_ARROW_PX + 4)
            corners = [(tip_px, span.y_px), (back_px, span.y_px - 7.5), (back_px, span.y_px + 7.5)]
            painter.drawPolygon(QPolygonF([QPointF(x_px, y_px) for x_px, y_px in corners]))


def draw_block(painter: QPainter, span: Span, colour: str, status: int) -> None:
    """Draw a coarse date as a soft block over all that is possible: approximate ones fade out to both sides."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(span.start_px, span.y_px - BLOCK_PX / 2, span.end_px - span.start_px, BLOCK_PX)
    gradient = QLinearGradient(box.left(), 0, box.right(), 0)
    soft_px = box.width() * 0.4 if span.flags & _APPROXIMATE else min(8.0, box.width() * 0.2)
    soft = soft_px / max(box.width(), 1)
    full, faint = _shade(colour, 0.2, span.ground), _shade(colour, 0.04, span.ground)
    for stop, shade in ((0, faint), (soft, full), (1 - soft, full), (1, faint)):
        gradient.setColorAt(stop, shade)
    path = QPainterPath()
    path.addRoundedRect(box, 5, 5)
    painter.fillPath(path, QBrush(gradient))
    if status in (PLANNED, CANCELLED, FALSE):
        pen = QPen(qcolor(colour, 150), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
