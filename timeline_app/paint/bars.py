"""Draws the time of an event: bars, soft blocks, and the dates of a set on a leader line.

The certain part is solid, the possible part fades over its true length, and an open end is an arrow. Gradients along
the axis, smooth however long they are: Qt divides each into 1,024 steps, which show when long.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.paint.shapes import CANCELLED, DISPUTED, FALSE, PLANNED, bar_path
from timeline_app.paint.theme import mixed, paled, qcolor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QLinearGradient

    from timeline_app.layout.marks.scene import SetMemberMark
    from timeline_app.paint.context import PixmapCache
    from timeline_app.paint.shapes import MarkLook

    Stop = tuple[float, QColor]


_LONGEST_PX: Final = 2500.0
"""Up to here a step is shorter than three pixels."""


def along(stops: Sequence[Stop], start_px: float, end_px: float) -> QLinearGradient:
    """Make the gradient through `stops`, left to right; a long one only for what is seen, `start_px` to `end_px`."""
    from PySide6.QtGui import QLinearGradient  # noqa: PLC0415 - it brings 169 names of gradients

    if stops[-1][0] - stops[0][0] > _LONGEST_PX and end_px > start_px:
        inner = [stop for stop in stops if start_px < stop[0] < end_px]
        stops = [(start_px, colour_at(stops, start_px)), *inner, (end_px, colour_at(stops, end_px))]
    first_px, length = stops[0][0], max(stops[-1][0] - stops[0][0], 1e-6)
    gradient = QLinearGradient(first_px, 0, stops[-1][0], 0)  # beyond its ends it goes on in the last colour
    for at_px, colour in stops:
        gradient.setColorAt(min(max((at_px - first_px) / length, 0.0), 1.0), colour)
    return gradient


def colour_at(stops: Sequence[Stop], x_px: float) -> QColor:
    """Give the colour at a point between stops, or that of the nearest end."""
    if x_px <= stops[0][0]:
        return stops[0][1]
    for (left_px, one), (right_px, other) in pairwise(stops):
        if x_px <= right_px:
            return _between(one, other, (x_px - left_px) / max(right_px - left_px, 1e-6))
    return stops[-1][1]


def _between(one: QColor, other: QColor, share: float) -> QColor:
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
        (one.alpha(), other.alpha()),
    )
    return QColor(*(round(first + (second - first) * share) for first, second in pairs))


BAR_PX: Final = 10.0
BLOCK_PX: Final = 18.0
_ARROW_PX: Final = 7.0
_FAINTEST: Final = 0.12
"""How much of the colour is left at the far end of what is possible."""
_EDGE_PX: Final = 1.25
"""What a soft block stands on, in its full colour: the block itself is too pale to be seen by everyone."""
_SMALLEST_FADE_PX: Final = 3.0
_CROSS_STEP_PX: Final = 9.0
_MARGIN_SHARE: Final = 1 / 3
"""An approximate date is widened by one unit to both sides (decision 14), so each margin is a third of the whole."""
OPEN_START: Final = int(WhenFlag.OPEN_START)
OPEN_END: Final = int(WhenFlag.OPEN_END)
_UNKNOWN_START: Final = int(WhenFlag.UNKNOWN_START)
_UNKNOWN_END: Final = int(WhenFlag.UNKNOWN_END)
_RANGE: Final = int(WhenFlag.RANGE)
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
    whole_px: tuple[float, float] | None = None
    """Where it begins and ends however much of it was cut off, so that it fades over its true length."""
    high_px: float = BAR_PX
    head_px: float = 0.0
    """How much of its beginning stays whole whatever its status, since the shape of the category stands in it."""

    @property
    def has_core(self) -> bool:
        """Whether some of it is certain."""
        return self.core_end_px > self.core_start_px

    @property
    def whole(self) -> tuple[float, float]:
        """Where it begins and ends, uncut."""
        return self.whole_px or (self.start_px, self.end_px)


def draw_bar(painter: QPainter, span: Span, colour: str, status: int) -> None:
    """Draw a range."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = body(span)
    if status in (PLANNED, DISPUTED, CANCELLED, FALSE):
        _draw_hollow(painter, box, (fading(span, colour), colour), status)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fading(span, colour))
        painter.drawPath(bar_path(box, status, span.head_px))
    _draw_arrows(painter, span, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def body(span: Span) -> QRectF:
    """Give the box of a bar, without its arrows."""
    start_px = span.start_px + _ARROW_PX * bool(span.flags & OPEN_START)
    end_px = span.end_px - _ARROW_PX * bool(span.flags & OPEN_END)
    return QRectF(start_px, span.y_px - span.high_px / 2, max(end_px - start_px, 2.0), span.high_px)


def is_plain(span: Span, status: int) -> bool:
    """Tell whether a bar is no outline and of one colour from end to end, without arrows."""
    if status in (PLANNED, DISPUTED, CANCELLED, FALSE) or span.flags & (OPEN_START | OPEN_END) or not span.has_core:
        return False
    fades = (span.core_start_px - span.start_px, span.end_px - span.core_end_px)
    return max(fades) < _SMALLEST_FADE_PX


def fading(span: Span, colour: str) -> QBrush:
    """Give the brush of a bar: full where it is certain, fainter to the ends of what is possible."""
    first, last = span.whole
    core_start, core_end, most = _peak(span)
    full = _shade(colour, most, span.ground)
    stops: list[tuple[float, QColor]] = []
    if core_start - first >= _SMALLEST_FADE_PX:
        faint = _shade(colour, 0.0 if span.flags & _UNKNOWN_START else _FAINTEST, span.ground)
        stops += [(first, faint), (core_start, full)]
    if last - core_end >= _SMALLEST_FADE_PX:
        faint = _shade(colour, 0.0 if span.flags & _UNKNOWN_END else _FAINTEST, span.ground)
        stops += [(core_end, full), (last, faint)]
    if not stops:
        return QBrush(qcolor(colour))
    return QBrush(along(stops, span.start_px, span.end_px))


def _peak(span: Span) -> tuple[float, float, float]:
    """Give from where to where a bar is strongest, and how strong: solid where certain, weaker where nothing is."""
    if span.has_core:
        return span.core_start_px, span.core_end_px, 1.0
    if span.flags & _UNKNOWN_END and not span.flags & _UNKNOWN_START:  # it has certainly begun by then
        return span.core_start_px, span.core_start_px, 1.0
    if span.flags & _UNKNOWN_START and not span.flags & _UNKNOWN_END:
        return span.core_end_px, span.core_end_px, 1.0
    middle_px = (span.core_end_px + span.core_start_px) / 2  # it rises to the middle and falls again
    return middle_px, middle_px, 0.7


def _shade(colour: str, share: float, ground: str) -> QColor:
    return qcolor(mixed(ground, colour, share)) if ground else qcolor(colour, round(255 * share))


def _draw_hollow(painter: QPainter, box: QRectF, paint: tuple[QBrush, str], status: int) -> None:
    """Outline a bar; the outline fades where the bar would."""
    fading, colour = paint
    pen = QPen(fading, 1.3)
    if status == PLANNED:
        pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(qcolor(colour, 0 if status in (CANCELLED, FALSE) else 26))
    inner = box.adjusted(0.7, 0.7, -0.7, -0.7)
    radius = min(inner.height(), inner.width()) / 2
    painter.drawRoundedRect(inner, radius, radius)
    if status == DISPUTED:
        painter.setPen(QPen(fading, 1.2))
        painter.drawLines(_hatching(inner))
    elif status == FALSE:
        painter.setPen(QPen(fading, 1.2))
        painter.drawLines(_crosses(inner))
    elif status == CANCELLED:
        painter.drawLine(QLineF(inner.left() - 4, inner.center().y(), inner.right() + 4, inner.center().y()))


def _hatching(box: QRectF) -> list[QLineF]:
    """Give slanting lines that stay inside the box without a clip, which SVG and PDF would each do in its own way."""
    lean = box.height() * 0.7
    count = int((box.width() - lean - 4) / 4.5) + 1
    starts = [box.left() + 2 + step * 4.5 for step in range(max(count, 0))]
    return [QLineF(x_px, box.bottom() - 1, x_px + lean, box.top() + 1) for x_px in starts]


def _crosses(box: QRectF) -> list[QLineF]:
    """Give crosses all along a box, one at least, so that what is false shows wherever the view cuts it."""
    reach_px, middle_px = box.height() / 2 - 1.2, box.center().y()
    count = max(int((box.width() - 4) / _CROSS_STEP_PX), 1)
    first_px = box.center().x() - (count - 1) * _CROSS_STEP_PX / 2
    centres = [first_px + number * _CROSS_STEP_PX for number in range(count)]
    return [
        QLineF(x_px - reach_px, middle_px - way * reach_px, x_px + reach_px, middle_px + way * reach_px)
        for x_px in centres
        for way in (-1, 1)
    ]


def _draw_arrows(painter: QPainter, span: Span, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colour))
    for flag, tip_px, way in ((OPEN_START, span.start_px, -1), (OPEN_END, span.end_px, 1)):
        if span.flags & flag:
            back_px = tip_px - way * (_ARROW_PX + 4)
            rise_px = span.high_px / 2 + 2.5
            corners = [(tip_px, span.y_px), (back_px, span.y_px - rise_px), (back_px, span.y_px + rise_px)]
            painter.drawPolygon(QPolygonF([QPointF(x_px, y_px) for x_px, y_px in corners]))


def _softness(span: Span, colour: str, most: float = 0.24, least: float = 0.03) -> QLinearGradient:
    """Say how a block fades: a little at the ends; over its margin where approximate; all along to an open side."""
    first, last = span.whole
    width = max(last - first, 1.0)
    usual = min(8.0, width * 0.2) / width
    soft = _MARGIN_SHARE if span.flags & _APPROXIMATE else usual
    before = after = soft
    if not span.flags & _RANGE:
        before = 1 - usual if span.flags & OPEN_START else soft
        after = 1 - usual if span.flags & OPEN_END else soft
    full, faint = _shade(colour, most, span.ground), _shade(colour, least, span.ground)
    rise = min(before, 1 - usual)
    shares = ((0.0, faint), (rise, full), (max(1 - after, rise + 0.001), full), (1.0, faint))
    return along([(first + share * width, shade) for share, shade in shares], span.start_px, span.end_px)


def _draw_open_block(painter: QPainter, span: Span, colour: str) -> None:
    """Point to where a block has no bound: some time before, some time after."""
    if span.flags & _RANGE or not span.flags & (OPEN_START | OPEN_END):
        return
    pen = QPen(_shade(colour, 0.75, span.ground), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for flag, tip_px, way in ((OPEN_START, span.start_px + 2, -1), (OPEN_END, span.end_px - 2, 1)):
        if span.flags & flag:
            tip = QPointF(tip_px, span.y_px)
            painter.drawLine(tip, QPointF(tip_px - way * 14, span.y_px))
            for rise in (-4, 4):
                painter.drawLine(tip, QPointF(tip_px - way * 4.5, span.y_px + rise))


def draw_block(painter: QPainter, span: Span, colour: str, status: int) -> None:
    """Draw a coarse date as a soft block over all that is possible."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(span.start_px, span.y_px - BLOCK_PX / 2, span.end_px - span.start_px, BLOCK_PX)
    path = QPainterPath()
    path.addRoundedRect(box, 5, 5)
    painter.fillPath(path, QBrush(_softness(span, colour)))
    edge = QRectF(box.left() + 3, box.bottom() - _EDGE_PX, max(box.width() - 6, 1), _EDGE_PX)
    painter.fillRect(edge, QBrush(_softness(span, colour, 1.0, 0.12)))
    _draw_open_block(painter, span, colour)
    if status in (PLANNED, CANCELLED, FALSE):
        pen = QPen(qcolor(colour), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


_ALL_OF: Final = int(WhenFlag.SET_ALL_OF)
_PALE_MEMBER: Final = 0.55
"""How much of its colour a date keeps of which only one of several is true."""
_OPEN_PX: Final = 26.0
"""How far the line goes on after the last date of an open set."""
_NEAR_PX: Final = 3.0
"""A member wider than its mark by this is drawn as a block, as a date by itself is."""


def draw_set(
    painter: QPainter, span: Span, members: Iterable[SetMemberMark], look: MarkLook, pixmaps: PixmapCache
) -> None:
    """Draw the members, which are in pixels of the scene, and the line that joins them."""
    every = bool(span.flags & _ALL_OF)
    colour = look.colour if every else paled(look.colour, span.ground, 1 - _PALE_MEMBER) if span.ground else look.colour
    shown = sorted(members)
    line = QLineF(_middle(shown[0], start=True), span.y_px, _middle(shown[-1], start=False), span.y_px)
    line.setP1(QPointF(max(line.x1() - _OPEN_PX * bool(span.flags & OPEN_START), span.start_px), span.y_px))
    line.setP2(QPointF(min(line.x2() + _OPEN_PX * bool(span.flags & OPEN_END), span.end_px), span.y_px))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(look.colour if every else colour), 1.6 if every else 1.0))
    painter.drawLine(line)
    _draw_tips(painter, span, line, colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for start_px, end_px in shown:
        if end_px < span.start_px or start_px > span.end_px:
            continue
        if end_px - start_px >= look.size_px + _NEAR_PX:
            box = Span(max(start_px, span.start_px), min(end_px, span.end_px), 0, 0, span.y_px, 0, span.ground)
            draw_block(painter, box, look.colour, look.status)
        middle_px = (max(start_px, span.start_px) + min(end_px, span.end_px)) / 2
        pixmaps.mark(painter, middle_px, span.y_px, look._replace(colour=colour))


def _middle(member: SetMemberMark, *, start: bool) -> float:
    """Give where the line meets a member; one without a bound is met at the other end."""
    if member.end_px - member.start_px > 5.0e4:
        return member.end_px if start else member.start_px
    return (member.start_px + member.end_px) / 2


def _draw_tips(painter: QPainter, span: Span, line: QLineF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colour))
    for flag, tip_px, way in ((OPEN_START, line.x1(), -1), (OPEN_END, line.x2(), 1)):
        if span.flags & flag:
            corners = ((tip_px, 0.0), (tip_px - way * 7, -4.5), (tip_px - way * 7, 4.5))
            painter.drawPolygon(QPolygonF([QPointF(x_px, span.y_px + dy) for x_px, dy in corners]))
