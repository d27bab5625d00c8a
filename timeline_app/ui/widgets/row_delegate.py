"""Rows of lists as we draw them: by hand, on the ground of what is chosen or pointed at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets import ink
from timeline_app.ui.widgets.letters import scaled_px

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Draws the ground of a row; what stands on it is up to `paint_row`. Its parent is the list."""

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
