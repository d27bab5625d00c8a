"""All values of a facet in one list, with a field to find one."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from timeline_app.domain.folding import fold
from timeline_app.overriding import override
from timeline_app.ui import ink
from timeline_app.ui.facet_row import BOX_PX, draw_box
from timeline_app.ui.letters import scaled_px, sized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from timeline_app.ui.facet_section import FacetKind, FacetValue

Index = QModelIndex | QPersistentModelIndex
COUNT = Qt.ItemDataRole.UserRole
ROW_PX = 28


class FacetModel(QAbstractListModel):
    """Values that can be ticked, narrowed by what is typed."""

    toggled = Signal(str)

    def __init__(self, values: Sequence[FacetValue], chosen: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple((fold(value.label), value) for value in values)
        self._kept = tuple(value for _key, value in self._all)
        self._chosen = {each.casefold() for each in chosen}

    def narrow(self, typed: str) -> None:
        """Keep the values with `typed` in them."""
        wanted = fold(typed)
        self.beginResetModel()
        self._kept = tuple(value for key, value in self._all if wanted in key)
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Choose a value, or no longer choose it."""
        if not 0 <= row < len(self._kept):
            return
        value = self._kept[row].value
        self._chosen ^= {value.casefold()}
        index = self.index(row)
        self.dataChanged.emit(index, index)
        self.toggled.emit(value)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._kept)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._kept):
            return None
        value = self._kept[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return value.label
        if role == COUNT:
            return value.count
        if role == Qt.ItemDataRole.CheckStateRole:
            on = value.value.casefold() in self._chosen
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None


class FacetDelegate(QStyledItemDelegate):
    """Draws a value as the panel does: box, name, count."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, scaled_px(ROW_PX))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QWidget):
            return
        rect: QRect = option.rect
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(rect, ink.lane(view))
        side_px = scaled_px(BOX_PX)
        box = QRectF(rect.left() + 16, rect.center().y() - side_px / 2 + 0.5, side_px, side_px)
        painter.save()
        draw_box(painter, view, box, checked=index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
        painter.restore()
        painter.setFont(sized(13))
        painter.setPen(ink.ink(view))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = rect.adjusted(16 + side_px + 11, 0, -70, 0)
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, left, words)
        painter.setFont(sized(12.5, figures=True))
        painter.setPen(ink.secondary(view))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, f"{index.data(COUNT):,}")


class TickList(QListView):
    """A list whose current row is ticked by Space or Enter."""

    ticked = Signal(QModelIndex)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ticked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class FacetDialog(QDialog):
    """Tick the values to keep; the window follows at once."""

    toggled = Signal(str, str)

    def __init__(self, kind: FacetKind, values: Sequence[FacetValue], chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._field_name = kind.field
        self.setWindowTitle(kind.heading)
        self._find = QLineEdit(self)
        self._find.setObjectName("paletteField")
        self._find.setPlaceholderText(_("Find"))
        self._find.setAccessibleName(_("Find a value"))
        self._model = FacetModel(values, chosen, self)
        self._list = TickList(self)
        self._list.setAccessibleName(kind.heading)
        self._list.setModel(self._model)
        self._list.setItemDelegate(FacetDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._toggle)
        self._list.ticked.connect(self._toggle)
        self._find.textChanged.connect(self._model.narrow)
        self._find.returnPressed.connect(self._toggle_first)
        self._model.toggled.connect(self._pass_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self._find)
        column.addWidget(self._list)
        self.resize(scaled_px(420), scaled_px(520))

    def _toggle(self, index: QModelIndex) -> None:
        self._model.toggle(index.row())

    def _toggle_first(self) -> None:
        self._model.toggle(0)

    def _pass_on(self, value: str) -> None:
        self.toggled.emit(self._field_name, value)
