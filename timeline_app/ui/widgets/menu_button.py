"""A button that opens a menu and says what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.glyphs import draw_glyph
from timeline_app.ui.widgets.letters import scaled_px

ARROW_PX = 12


class MenuButton(QPushButton):
    """A push button with a small arrow; opens its menu below itself."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName("menuButton")
        self.menu_below = QMenu(self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_below.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrow(self)


class Choice(QComboBox):
    """A combo box with an arrow of ours, for a few fixed choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        _draw_arrow(self)


def _draw_arrow(widget: QWidget) -> None:
    side_px = scaled_px(ARROW_PX)
    place = QRectF(widget.width() - side_px - 8, (widget.height() - side_px) / 2 + 0.5, side_px, side_px)
    with QPainter(widget) as painter:
        draw_glyph(painter, "down", place, ink.secondary(widget))
