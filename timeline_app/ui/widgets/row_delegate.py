"""The base of own-drawn list rows: paints the background of a selected or hovered row.

The mark of a category, colour and shape, for panels and lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import in_sentence
from timeline_app.domain.records import STATUSES
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import Place, across, scaled_px

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont

    from timeline_app.domain.records import Category
    from timeline_app.paint.theme import Theme


Index = QModelIndex | QPersistentModelIndex


BEGIN: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
END: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is being drawn, laid out from left to right: in a mirrored window each part of it is drawn mirrored.

    Words stand in their own direction, whatever that of the window is.
    """

    painter: QPainter
    view: QWidget
    rect: QRect

    def place(self, part: Place) -> Place:
        """Give where a part of the row is drawn."""
        return across(self.view, part, self.rect)

    def words(self, part: QRect, words: str, flags: Qt.AlignmentFlag | int = BEGIN) -> None:
        """Draw words into a part of the row, with the pen and the typeface that the painter has."""
        self.painter.drawText(self.place(part), int(flags), in_sentence(words))

    def line(self, part: QRect, words: str, font: QFont, colour: QColor, flags: Qt.AlignmentFlag = BEGIN) -> int:
        """Draw words on one line, cut off where they have no room; give how wide they are."""
        self.painter.setFont(font)
        self.painter.setPen(colour)
        metrics = self.painter.fontMetrics()
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, part.width()))
        self.words(part, cut, flags)
        return metrics.horizontalAdvance(cut)


class RowDelegate(QStyledItemDelegate):
    """Draws the background of a row; `paint_row` draws its content. Its parent is the list."""

    high_px = 30
    """The height of a row at 100 %."""

    def paint_row(self, row: Row, index: Index) -> None:
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
        self.paint_row(Row(painter, view, rect), index)
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
