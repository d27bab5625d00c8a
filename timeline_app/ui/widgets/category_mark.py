"""The mark of a category, colour and shape, for panels and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from timeline_app.base.compat import override
from timeline_app.domain.records import STATUSES
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.ui.widgets.letters import scaled_px

if TYPE_CHECKING:
    from timeline_app.domain.records import Category
    from timeline_app.paint.theme import Theme

SIDE_PX = 13
OCCURRED = STATUSES.index("occurred")


class CategoryMark(QWidget):
    """A category's shape in its colour, as wide as a letter."""

    def __init__(self, category: Category, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._category = category
        self._theme = theme
        side_px = scaled_px(SIDE_PX)
        self.setFixedSize(QSize(side_px, side_px))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_mark(painter, QRectF(self.rect()), self._category, self._theme)


def paint_mark(painter: QPainter, rect: QRectF, category: Category, theme: Theme) -> None:
    """Draw a category's mark into `rect`."""
    side = min(rect.width(), rect.height()) - 2
    look = MarkLook(category.shape, side, theme.category(category.colour), OCCURRED)
    draw_mark(painter, rect.center().x(), rect.center().y(), look)


class MarkPainter:
    """Draws one category's mark where it is told: what a facet row holds in place of a box."""

    def __init__(self, category: Category, theme: Theme) -> None:
        self._category = category
        self._theme = theme

    def __call__(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the mark into `rect`."""
        paint_mark(painter, rect, self._category, self._theme)
