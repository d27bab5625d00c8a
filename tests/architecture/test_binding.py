"""PySide6 must neither lose nor keep a reference to None when a call of Qt returns nothing.

6.12.0 on CPython 3.11 lost one at each call and aborted the process within a second of painting, so pyproject.toml
stays below it; this test stands so that a later version cannot bring the fault back. From 3.12 on None cannot be lost.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAction, QBrush, QColor, QFont, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from collections.abc import Callable

CALLS = 1000

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")


def references_per_call(call: Callable[[], object]) -> float:
    """How many references to None a call leaves over (or takes away, when negative)."""
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return (sys.getrefcount(None) - before) / CALLS


def painting(painter: QPainter, pixmap: QPixmap) -> dict[str, Callable[[], object]]:
    colour, rect, whole = QColor("red"), QRectF(1, 1, 2, 2), QRect(1, 1, 2, 2)
    brush, pen, font, path, line = QBrush(colour), QPen(colour), QFont(), QPainterPath(), QLineF(1, 1, 2, 2)
    return {
        "fillRect(x, y, w, h, QColor)": lambda: painter.fillRect(1, 1, 2, 2, colour),
        "fillRect(QRectF, QColor)": lambda: painter.fillRect(rect, colour),
        "fillRect(QRect, QBrush)": lambda: painter.fillRect(whole, brush),
        "fillRect(QRect, GlobalColor)": lambda: painter.fillRect(whole, Qt.GlobalColor.red),
        "drawRect": lambda: painter.drawRect(rect),
        "drawRects": lambda: painter.drawRects([rect]),
        "drawRoundedRect": lambda: painter.drawRoundedRect(rect, 1, 1),
        "drawEllipse": lambda: painter.drawEllipse(rect),
        "drawLine": lambda: painter.drawLine(line),
        "drawLines": lambda: painter.drawLines([line]),
        "drawPath": lambda: painter.drawPath(path),
        "drawPixmap": lambda: painter.drawPixmap(QPointF(1, 1), pixmap),
        "drawText": lambda: painter.drawText(1, 1, "a"),
        "setPen(QPen)": lambda: painter.setPen(pen),
        "setPen(QColor)": lambda: painter.setPen(colour),
        "setPen(PenStyle)": lambda: painter.setPen(Qt.PenStyle.NoPen),
        "setBrush(QBrush)": lambda: painter.setBrush(brush),
        "setBrush(QColor)": lambda: painter.setBrush(colour),
        "setBrush(BrushStyle)": lambda: painter.setBrush(Qt.BrushStyle.NoBrush),
        "setFont": lambda: painter.setFont(font),
        "setClipRect": lambda: painter.setClipRect(rect),
        "setRenderHint": lambda: painter.setRenderHint(QPainter.RenderHint.Antialiasing),
        "save": painter.save,
        "restore": painter.restore,
        "translate": lambda: painter.translate(0, 0),
        "setOpacity": lambda: painter.setOpacity(1),
        "setTransform": lambda: painter.setTransform(QTransform()),
        "addRect": lambda: QPainterPath().addRect(rect),
    }


def around(image: QImage, label: QLabel) -> dict[str, Callable[[], object]]:
    timer, action = QTimer(label), QAction(label)
    return {
        "QWidget.update": label.update,
        "QWidget.resize": lambda: label.resize(10, 10),
        "QLabel.setText": lambda: label.setText("a"),
        "QWidget.setToolTip": lambda: label.setToolTip("a"),
        "QWidget.setVisible": lambda: label.setVisible(False),
        "QAction.setEnabled": lambda: action.setEnabled(True),
        "QTimer.setInterval": lambda: timer.setInterval(1),
        "QTimer.stop": timer.stop,
        "QImage.fill(QColor)": lambda: image.fill(QColor("red")),
        "QImage.fill(int)": lambda: image.fill(0),
    }


def test_no_call_of_qt_takes_or_keeps_a_reference_to_none(qtbot):
    spare = [None] * (100 * CALLS)  # so that the process outlives a faulty binding and can name the calls
    label = QLabel()
    qtbot.addWidget(label)
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    counts = {name: references_per_call(call) for name, call in around(image, label).items()}
    with QPainter(image) as painter:
        pixmap = QPixmap(5, 5)
        pixmap.fill(Qt.GlobalColor.red)
        counts |= {name: references_per_call(call) for name, call in painting(painter, pixmap).items()}
    assert {name: count for name, count in counts.items() if abs(count) > 0.1} == {}
    assert len(spare) == 100 * CALLS
