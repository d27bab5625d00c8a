"""The seven shapes of categories, and how a status changes them; shape always doubles colour."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.records import STATUSES
from timeline_app.paint.theme import qcolor

PLANNED: Final = STATUSES.index("planned")
OCCURRED: Final = STATUSES.index("occurred")
DISPUTED: Final = STATUSES.index("disputed")
CANCELLED: Final = STATUSES.index("cancelled")
FALSE: Final = STATUSES.index("false")
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


def draw_mark(painter: QPainter, x_px: float, y_px: float, look: MarkLook) -> None:
    """Draw a mark about a point: solid, or as its status asks."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x_px, y_px)
    colour = qcolor(look.colour)
    if look.status in (PLANNED, DISPUTED, CANCELLED, FALSE):
        _draw_outlined(painter, look)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(shape_path(look.shape, look.size_px))
    painter.restore()


def _draw_outlined(painter: QPainter, look: MarkLook) -> None:
    colour = qcolor(look.colour, 130 if look.status == FALSE else 255)
    size = max(look.size_px, 9.0)
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
    pen = QPen(qcolor(look.colour, 130 if look.status == FALSE else 255), 1.4)
    if look.status == PLANNED:
        around = math.pi * size_px / 1.4
        dash = around / (2 * max(round(around / 3.6), 4))
        pen.setDashPattern([dash, dash])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
