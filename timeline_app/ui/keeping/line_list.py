"""A list whose rows have two lines: what it is, and when and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from timeline_app.overriding import override
from timeline_app.ui import ink
from timeline_app.ui.letters import scaled_px, sized

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QPainter

Index = QModelIndex | QPersistentModelIndex
SECOND: Final = Qt.ItemDataRole.UserRole
"""The role of a row's second line."""
FAINT: Final = Qt.ItemDataRole.UserRole + 1
"""The role that says whether a row is no longer in force."""
INSET_PX, ROW_PX = 20, 50


class LineDelegate(QStyledItemDelegate):
    """Draws the two lines, each cut off where there is no room."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, scaled_px(ROW_PX))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QWidget):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        faint = bool(index.data(FAINT))
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, ink.accent_ground(view))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, ink.lane(view))
        room = rect.adjusted(INSET_PX, 0, -INSET_PX, 0)
        half = rect.height() // 2
        first, second = sized(13, QFont.Weight.Medium), sized(12)
        first.setStrikeOut(faint)
        for font, text, top, colour in (
            (first, index.data(), rect.top() + 3, ink.secondary(view) if faint else ink.ink(view)),
            (second, index.data(SECOND), rect.top() + half - 1, ink.secondary(view)),
        ):
            painter.setFont(font)
            painter.setPen(colour)
            words = " ".join(str(text or "").split())
            words = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), half - 2), Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class LineList(QListView):
    """Tells by a signal which row is current."""

    row_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("lineList")
        self.setStyleSheet("#lineList::item { padding: 0; border-radius: 0; }")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setItemDelegate(LineDelegate(self))

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.row_chosen.emit(self.currentIndex().row())
