"""Rows that a hand moves within their list by dragging, and keys by Alt+Up and Alt+Down: names, views of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from timeline_app.ui.widgets.row_delegate import Index

_MIME: Final = "application/x-conflict-timeline-row"


class MovableRows(QAbstractListModel):
    """A list whose rows can be dragged while `can_move`. It moves none itself: it tells, and is shown the rows anew."""

    moved = Signal(object, object)
    """Which row, and before which one it shall stand; their number for the end. Both are counted before the move."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.can_move = False

    def may_move(self) -> bool:
        """Tell whether the order of the rows is one that a person can change now."""
        return self.can_move

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.may_move() else Qt.ItemFlag.NoItemFlags
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both | Qt.ItemFlag.ItemIsDragEnabled if self.may_move() else both

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        told, rows = bytes(data.data(_MIME).data()), self.rowCount()
        if not told.isdigit() or int(told) >= rows or not self.may_move():
            return False
        at = int(told)
        before = row if row >= 0 else parent.row() if parent.isValid() else rows
        if before not in (at, at + 1):
            self.moved.emit(at, before)
        return False  # the rows come anew, with the change


class MovableList(QListView):
    """The list of such rows, with its keys."""

    step_wanted = Signal(object)
    """Move the current row one place up (-1) or down (1)."""
    delete_wanted = Signal()

    def __init__(self, model: MovableRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameList")
        self.setStyleSheet("#nameList::item { padding: 0; border-radius: 0; }")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
