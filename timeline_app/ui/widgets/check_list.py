"""A list of rows with check boxes: a click, Space or Enter ticks the row; what is ticked in part can be so again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import BOX_PX, draw_box
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

State = Qt.CheckState
ASIDE = Qt.ItemDataRole.UserRole
"""What stands at the right of a row."""
VALUE = Qt.ItemDataRole.UserRole + 1
"""What a row stands for."""
_PAD_PX = 10


class CheckRow(NamedTuple):
    """A row: its words, what stands at the right, whether it is ticked at first, and what it stands for."""

    words: str
    aside: str
    state: Qt.CheckState
    value: object = None


class CheckModel(QAbstractListModel):
    """Rows that can be ticked."""

    changed = Signal()
    """Some row was ticked, or no longer is."""

    def __init__(self, rows: Sequence[CheckRow] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(rows)
        self._states = [row.state for row in rows]

    def show_rows(self, rows: Sequence[CheckRow]) -> None:
        """Have other rows."""
        self.beginResetModel()
        self._rows, self._states = tuple(rows), [row.state for row in rows]
        self.endResetModel()
        self.changed.emit()

    def states(self) -> list[tuple[CheckRow, Qt.CheckState]]:
        """Give each row with how it is ticked now."""
        return list(zip(self._rows, self._states, strict=True))

    def toggle(self, line: int) -> None:
        """Tick a row, or no longer tick it; one that was ticked in part at first comes back to that."""
        if not 0 <= line < len(self._rows):
            return
        after = {State.PartiallyChecked: State.Checked, State.Checked: State.Unchecked}
        first = self._rows[line].state
        begins = State.PartiallyChecked if first == State.PartiallyChecked else State.Checked
        self._states[line] = after.get(self._states[line], begins)
        self.dataChanged.emit(self.index(line), self.index(line))
        self.changed.emit()

    def set_all(self, state: Qt.CheckState) -> None:
        """Tick all rows, or none."""
        if self._rows:
            self._states = [state] * len(self._rows)
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            self.changed.emit()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.words}, {row.aside}" if row.aside else row.words
        if role == ASIDE:
            return row.aside
        if role == VALUE:
            return row.value
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._states[index.row()]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemNeverHasChildren

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a row for a screen reader, which asks for it so."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.toggle(index.row())
        return True


def draw_row_box(row: Row, index: Index) -> QRect:
    """Draw the box of a row; give the part of the row that is left beside it."""
    side_px, rect = scaled_px(BOX_PX), row.rect
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    box = row.place(QRectF(rect.left() + _PAD_PX, rect.center().y() - side_px / 2 + 0.5, side_px, side_px))
    draw_box(row.painter, row.view, box, checked=state == State.Checked, partly=state == State.PartiallyChecked)
    return rect.adjusted(_PAD_PX + side_px + 10, 0, -_PAD_PX, 0)


class CheckDelegate(RowDelegate):
    """Draws a box, words, and what stands at the right."""

    high_px = 26

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        room, view = draw_row_box(row, index), row.view
        taken = row.line(room, str(index.data(ASIDE) or ""), sized(12, figures=True), ink.secondary(view), END)
        row.line(room.adjusted(0, 0, -taken - 10, 0), str(index.data()), sized(13), ink.ink(view))


class CheckList(QListView):
    """Shows rows that can be ticked."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("checkList")
        self.rows = CheckModel((), self)
        self.setModel(self.rows)
        self.setItemDelegate(CheckDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.clicked.connect(self._toggle)

    def _toggle(self, index: QModelIndex) -> None:
        self.rows.toggle(index.row())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.modifiers():
            self.rows.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
