"""The base of own-drawn list rows: paints the background of a selected or hovered row.

The mark of a category, colour and shape, for panels and lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.domain.records import STATUSES
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from timeline_app.domain.records import Category
    from timeline_app.paint.theme import Theme


Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws the background of a row; `paint_row` draws its content. Its parent is the list."""

    high_px = 30
    """The height of a row at 100 %."""

    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        """Draw what a row says; the painter comes back as it was."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, scaled_px(self.high_px))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QWidget):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, ink.accent_ground(view))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, ink.lane(view))
        self.paint_row(painter, view, rect, index)
        painter.restore()


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
