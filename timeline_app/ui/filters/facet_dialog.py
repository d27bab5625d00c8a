"""All values of a facet in one list, with a field to find one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRectF, Qt, Signal

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.normalize import fold, name_key
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import BOX_PX, draw_box
from timeline_app.ui.widgets.finder import Finder
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import END, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.filters.facets import FacetKind, FacetValue

COUNT = Qt.ItemDataRole.UserRole
VALUE = Qt.ItemDataRole.UserRole + 1


class FacetModel(QAbstractListModel):
    """Values that can be ticked, narrowed by what is typed."""

    toggled = Signal(str)

    def __init__(self, values: Sequence[FacetValue], chosen: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = tuple((fold(value.label), value) for value in values)
        self._kept = tuple(value for _key, value in self._all)
        self._chosen = {name_key(each) for each in chosen}

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
        self._chosen ^= {name_key(value)}
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
        if role == VALUE:
            return value.value
        if role == COUNT:
            return value.count
        if role == Qt.ItemDataRole.CheckStateRole:
            on = name_key(value.value) in self._chosen
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None


class FacetDelegate(RowDelegate):
    """Draws a value as the panel does: box, name, count."""

    high_px = 28

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        side_px, rect, view = scaled_px(BOX_PX), row.rect, row.view
        box = row.place(QRectF(rect.left() + 16, rect.center().y() - side_px / 2 + 0.5, side_px, side_px))
        checked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        draw_box(row.painter, view, box, checked=checked)
        count, figures = grouped(index.data(COUNT)), sized(12.5, figures=True)
        taken = row.line(rect.adjusted(0, 0, -16, 0), count, figures, ink.secondary(view), END)
        room = rect.adjusted(16 + side_px + 11, 0, -taken - 32, 0)
        row.line(room, str(index.data()), sized(13), ink.ink(view))


class FacetDialog(Finder):
    """Tick the values to keep; the window follows at once."""

    toggled = Signal(str, str)
    menu_wanted = Signal(str, str, QPoint)
    """Field, value, and where on the screen its menu shall open."""

    def __init__(self, kind: FacetKind, values: Sequence[FacetValue], chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(kind.heading, _("Find, and tick with Enter"), (420, 520), parent)
        self._field_name = kind.field
        self._model = FacetModel(values, chosen, self)
        self._model.toggled.connect(self._pass_on)
        self.offer(self._model, FacetDelegate(self.list))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._want_menu)

    @override
    def narrow(self, typed: str) -> None:
        self._model.narrow(typed)

    @override
    def take(self, index: QModelIndex) -> None:
        self._model.toggle(index.row())

    def _want_menu(self, pos: QPoint) -> None:
        value = self.list.indexAt(pos).data(VALUE)
        if value is not None:
            self.menu_wanted.emit(self._field_name, str(value), self.list.viewport().mapToGlobal(pos))

    def _pass_on(self, value: str) -> None:
        self.toggled.emit(self._field_name, value)
