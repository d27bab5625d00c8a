"""Date sets: one-of sets as pale outlines on a leader line, all-of sets as marks joined by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from timeline_app.domain.dates.when import WhenFlag
from timeline_app.paint.bars import Span, draw_block
from timeline_app.paint.theme import mixed, qcolor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.layout.marks.scene import SetMemberMark
    from timeline_app.paint.pixmap_cache import PixmapCache
    from timeline_app.paint.shapes import MarkLook

_ALL_OF: Final = int(WhenFlag.SET_ALL_OF)
_OPEN_START: Final = int(WhenFlag.OPEN_START)
_OPEN_END: Final = int(WhenFlag.OPEN_END)
_GHOSTLY: Final = 0.55
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
    colour = look.colour if every else mixed(span.ground, look.colour, _GHOSTLY) if span.ground else look.colour
    shown = sorted(members)
    line = QLineF(_middle(shown[0], start=True), span.y_px, _middle(shown[-1], start=False), span.y_px)
    line.setP1(QPointF(max(line.x1() - _OPEN_PX * bool(span.flags & _OPEN_START), span.start_px), span.y_px))
    line.setP2(QPointF(min(line.x2() + _OPEN_PX * bool(span.flags & _OPEN_END), span.end_px), span.y_px))
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
    for flag, tip_px, way in ((_OPEN_START, line.x1(), -1), (_OPEN_END, line.x2(), 1)):
        if span.flags & flag:
            corners = ((tip_px, 0.0), (tip_px - way * 7, -4.5), (tip_px - way * 7, 4.5))
            painter.drawPolygon(QPolygonF([QPointF(x_px, span.y_px + dy) for x_px, dy in corners]))
