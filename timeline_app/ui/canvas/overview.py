"""The strip under the canvas: the whole chronology as a histogram, with the window that the canvas shows."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from timeline_app.overriding import override
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas


class OverviewStrip(QWidget):
    """Shows where in the whole chronology the canvas stands; drag the window to move it, its edges to zoom."""

    def __init__(self, canvas: TimelineCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = canvas
        self.setFixedHeight(106)
        self.setAccessibleName(_("Overview"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, 106)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(self.canvas.theme.paper))
