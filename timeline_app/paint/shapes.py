"""The seven shapes of categories, and how a status changes them; shape always doubles colour.

The form of a status says how well an event is supported, in colour and without: half filled, one source says so; in two
halves, two or more independent sources do; whole, it is established. Whole is the calm mark. What is planned, disputed,
cancelled or false is an outline (docs/evidence.md, "What a mark says").
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPainterPathStroker, QPen, QPolygonF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.records import STATUSES
from timeline_app.paint.theme import qcolor

PLANNED: Final = STATUSES.index("planned")
REPORTED: Final = STATUSES.index("reported")
CORROBORATED: Final = STATUSES.index("corroborated")
OCCURRED: Final = STATUSES.index("occurred")
DISPUTED: Final = STATUSES.index("disputed")
CANCELLED: Final = STATUSES.index("cancelled")
FALSE: Final = STATUSES.index("false")
SLIT_PX: Final = 1.8
"""What parts two halves; less is lost where a pixel of the screen is one of ours."""
RIM_PX: Final = 1.2
"""The line around the half that is not filled."""
_LEAST_HALF_PX: Final = 9.0
"""A mark in halves is no smaller, or its halves run together: as for outlines."""
_WATERLINES: Final = {"triangle": 0.7}
"""How far down a half-filled shape is empty; the upper half of a triangle has next to no room."""
_CORNERS: Final = {"triangle": (3, -90.0), "pentagon": (5, -90.0), "hexagon": (6, -90.0), "diamond": (4, -90.0)}
_SCALES: Final = {"triangle": 1.16, "pentagon": 1.08, "hexagon": 1.06, "diamond": 1.16, "square": 0.9, "cross": 1.06}
"""What makes the shapes look equally large: those with corners reach further than the circle."""


class MarkLook(NamedTuple):
    """All that the picture of a mark depends on."""

    shape: str
    size_px: float
    colour: str
    status: int


@lru_cache(maxsize=256)
def shape_path(shape: str, size_px: float) -> QPainterPath:
    """Give the outline of a shape about the origin. Callers must not change it: it is shared."""
    path = QPainterPath()
    half = size_px * _SCALES.get(shape, 1.0) / 2
    if shape == "square":
        path.addRoundedRect(QRectF(-half, -half, 2 * half, 2 * half), 1.2, 1.2)
    elif shape == "cross":
        path.addPolygon(_cross(half))
        path.closeSubpath()
    elif shape in _CORNERS:
        path.addPolygon(_regular(*_CORNERS[shape], half))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), half, half)
    return path


def _regular(corners: int, first_degrees: float, radius: float) -> QPolygonF:
    down = radius * 0.14 if corners == 3 else 0  # a triangle stands on the line of the others
    turns = [math.radians(first_degrees + 360 / corners * corner) for corner in range(corners)]
    return QPolygonF([QPointF(radius * math.cos(turn), radius * math.sin(turn) + down) for turn in turns])


def _cross(half: float) -> QPolygonF:
    arm = half * 0.38
    points = [(-arm, -half), (arm, -half), (arm, -arm), (half, -arm), (half, arm), (arm, arm), (arm, half),
              (-arm, half), (-arm, arm), (-half, arm), (-half, -arm), (-arm, -arm)]  # fmt: skip
    return QPolygonF([QPointF(x, y) for x, y in points])


@lru_cache(maxsize=256)
def status_path(shape: str, size_px: float, status: int) -> QPainterPath:
    """Give what is filled of a mark that is no outline. Callers must not change it: it is shared."""
    whole = shape_path(shape, size_px)
    box = whole.boundingRect()
    apart = QPainterPath()
    if status == CORROBORATED:
        high_px = max(SLIT_PX, size_px * 0.2)
        apart.addRect(QRectF(box.left() - 1, box.center().y() - high_px / 2, box.width() + 2, high_px))
        return whole.subtracted(apart)
    if status == REPORTED:
        rim = QPainterPathStroker(QPen(Qt.GlobalColor.black, 2 * RIM_PX))
        apart.addRect(
            QRectF(box.left() - 1, box.top() - 1, box.width() + 2, box.height() * _WATERLINES.get(shape, 0.5) + 1)
        )
        return whole.subtracted(apart.intersected(whole).subtracted(rim.createStroke(whole)))
    return whole


def bar_path(box: QRectF, status: int, head_px: float = 0.0) -> QPainterPath:
    """Give what is filled of a bar that is no outline: all of it, two halves along it, or one half and the rim."""
    radius = min(box.height(), box.width()) / 2
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)  # what lies inside the box is left out
    path.addRoundedRect(box, radius, radius)
    left_px, right_px, middle_px = box.left() + head_px, box.right(), box.center().y()
    if status == CORROBORATED:
        path.addRect(QRectF(left_px, middle_px - SLIT_PX / 2, right_px - left_px - 0.1, SLIT_PX))
    elif status == REPORTED:
        left_px = max(left_px, box.left() + RIM_PX)
        top_px = box.top() + RIM_PX
        round_px = max(radius - RIM_PX, 0.0)
        hole = QRectF(left_px, top_px, max(right_px - RIM_PX - left_px, 0.0), middle_px - top_px)
        path.addRoundedRect(hole, round_px, round_px)
    return path


def draw_mark(painter: QPainter, x_px: float, y_px: float, look: MarkLook) -> None:
    """Draw a mark about a point, in the form of its status."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x_px, y_px)
    colour = qcolor(look.colour)
    if look.status in (PLANNED, DISPUTED, CANCELLED, FALSE):
        _draw_outlined(painter, look)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        size = max(look.size_px, _LEAST_HALF_PX) if look.status in (REPORTED, CORROBORATED) else look.size_px
        painter.drawPath(status_path(look.shape, size, look.status))
    painter.restore()


def _draw_outlined(painter: QPainter, look: MarkLook) -> None:
    colour = qcolor(look.colour)
    size = max(look.size_px, _LEAST_HALF_PX)
    painter.setPen(outline_pen(look, size))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape_path(look.shape, size))
    if look.status == DISPUTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(0, size * 0.1 if look.shape == "triangle" else 0), size * 0.2, size * 0.2)
    elif look.status in (CANCELLED, FALSE):
        reach = size * 0.68
        painter.setPen(QPen(colour, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))
        if look.status == FALSE:
            painter.drawLine(QPointF(-reach, -reach), QPointF(reach, reach))


def outline_pen(look: MarkLook, size_px: float) -> QPen:
    """Give the pen of an outline: dashed for what is planned, with whole dashes around a circle."""
    pen = QPen(qcolor(look.colour), 1.4)
    if look.status == PLANNED:
        around = math.pi * size_px / 1.4
        dash = around / (2 * max(round(around / 3.6), 4))
        pen.setDashPattern([dash, dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
