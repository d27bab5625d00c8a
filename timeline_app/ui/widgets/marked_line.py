"""A line to type into that can underline the part of its text that was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit

from timeline_app.base.compat import override
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.utf16 import Offsets

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WAVE_PX = 2.0


class MarkedLine(QLineEdit):
    """Draws a wave below a stretch of its text; the stretch is in code points."""

    marked: tuple[int, int] | None = None

    def mark(self, stretch: tuple[int, int] | None) -> None:
        """Underline a stretch, or nothing."""
        if stretch != self.marked:
            self.marked = stretch
            self.update()

    def marked_px(self) -> tuple[float, float]:
        """Give where the underlined stretch begins and ends, in pixels of the widget."""
        text, metrics = self.text(), self.fontMetrics()
        first, last = self.marked or (0, 0)
        cursor = Offsets(text).from_qt(self.cursorPosition())
        zero_px = self.cursorRect().center().x() - metrics.horizontalAdvance(text[:cursor])
        start_px, end_px = (zero_px + metrics.horizontalAdvance(text[:each]) for each in (first, last))
        return start_px, max(end_px, start_px + metrics.averageCharWidth())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.marked is None or not self.text():
            return
        start_px, end_px = self.marked_px()
        y_px = (self.height() + self.fontMetrics().height()) / 2 - 1.0
        count = max(int((end_px - start_px) / _WAVE_PX), 2)
        wave = [QPointF(start_px + step * _WAVE_PX, y_px + (_WAVE_PX if step % 2 else 0)) for step in range(count + 1)]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(QRectF(6, 0, self.width() - 12, self.height()))
            painter.setPen(QPen(ink.problem(self), 1.3))
            painter.drawPolyline(QPolygonF(wave))
