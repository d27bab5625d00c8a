"""The views of a story as a list in their order, which a hand changes by dragging and keys by Alt+Up and Alt+Down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import Index, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QWidget

_MIME: Final = "application/x-conflict-timeline-view"
_TOLD: Final = Qt.ItemDataRole.UserRole
_LEFT_PX: Final = 20
_NUMBER_PX: Final = 28
_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ViewModel(QAbstractListModel):
    """Views by title, each with what it shows in a line."""

    moved = Signal(object, object)
    """From which place to which, counted when it is taken out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str]] = []
        self.can_move = True

    def show_views(self, rows: Sequence[tuple[str, str]], *, can_move: bool) -> None:
        """Show other views: their titles, and what stands under each."""
        self.beginResetModel()
        self.rows, self.can_move = list(rows), can_move
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        title, told = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == _TOLD:
            return told
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = _("{n} of {all}").format(n=grouped(index.row() + 1), all=grouped(len(self.rows)))
            return sentences(_("{place}: {title}.").format(place=place, title=title), told)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.can_move else Qt.ItemFlag.NoItemFlags
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both | Qt.ItemFlag.ItemIsDragEnabled if self.can_move else both

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
        told = bytes(data.data(_MIME).data())
        if not told.isdigit() or not self.can_move or int(told) >= len(self.rows):
            return False
        at = int(told)
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
        if before not in (at, at + 1):
            self.moved.emit(at, before - (before > at))
        return False  # the rows come anew, with the change


class ViewDelegate(RowDelegate):
    """The number, the title, and under it what is shown."""

    high_px = 46

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        number_px = scaled_px(_NUMBER_PX)
        room = rect.adjusted(_LEFT_PX, 0, -14, 0)
        half = rect.height() // 2
        painter.setFont(sized(12.5, figures=True))
        painter.setPen(ink.secondary(view))
        painter.drawText(room.adjusted(0, 3, 0, -half), _MIDDLE, grouped(index.row() + 1))
        room.adjust(number_px, 0, 0, 0)
        self._line(
            painter, room.adjusted(0, 3, 0, -half), str(index.data()), sized(13, QFont.Weight.Medium), ink.ink(view)
        )
        self._line(painter, room.adjusted(0, half - 2, 0, -3), str(index.data(_TOLD)), sized(12), ink.secondary(view))

    def _line(self, painter: QPainter, room: QRect, words: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(
            room, _MIDDLE, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        )


class ViewList(QListView):
    """The list with its keys: Alt+Up and Alt+Down move the current view, Delete takes it out, Enter tells from it."""

    step_wanted = Signal(object)
    """Move the current view one place up (-1) or down (1)."""
    remove_wanted = Signal()
    tell_wanted = Signal()

    def __init__(self, model: ViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameList")
        self.setStyleSheet("#nameList::item { padding: 0; border-radius: 0; }")
        self.setAccessibleName(_("Views of the story"))
        self.setModel(model)
        self.setItemDelegate(ViewDelegate(self))
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
            self.remove_wanted.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tell_wanted.emit()
        else:
            super().keyPressEvent(event)
