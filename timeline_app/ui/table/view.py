"""The table of events on the screen: what is selected in it is selected everywhere, two clicks edit a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.paint.found import draw_ground, stretches
from timeline_app.ui.table.cell_editing import CellEditing
from timeline_app.ui.table.columns import TableColumns
from timeline_app.ui.table.day_order import DayOrder
from timeline_app.ui.table.model import (
    ACTORS,
    CATEGORY,
    DATE,
    PLACE,
    TITLE,
    EventTableModel,
    Index,
    filters_for,
)
from timeline_app.ui.table.selection import TableSelection
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.row_delegate import paint_mark

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent

    from timeline_app.ui.services.session import Session

ROW_PX = 28
SEARCHED = frozenset((TITLE, PLACE, ACTORS))
"""Columns in which a search looks for words."""
MOST_TOLD = 1_000
"""Selected lines of which Qt tells screen readers: it lists every cell of them, which takes 20 s for a million."""


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: the title in full colour, the rest paler, the mark before the category."""

    def __init__(self, session: Session, view: QTableView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, scaled_px(ROW_PX))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, ink.accent_ground(self._view))
        room = rect.adjusted(8, 0, -8, 0)
        if index.column() == CATEGORY:
            self._paint_mark(painter, QRectF(room.left(), rect.center().y() - 5, 11, 11), index)
            room.adjust(20, 0, 0, 0)
        heavy = chosen and index.column() == TITLE
        painter.setFont(
            sized(13, QFont.Weight.DemiBold if heavy else QFont.Weight.Normal, figures=index.column() == DATE)
        )
        stands_back = index.column() not in {TITLE, DATE}
        painter.setPen(ink.secondary(self._view) if stands_back else ink.ink(self._view))
        metrics, words = painter.fontMetrics(), str(index.data())
        if index.column() == DATE and metrics.horizontalAdvance(words) > room.width():
            words = self._short_date(index) or words
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        self._paint_found(painter, room, words, index.column())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(ink.hairline(self._view))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:  # the cell that F2 edits
            painter.setPen(ink.accent(self._view.window()))  # a view's own accent is the ground of what is selected
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _paint_found(self, painter: QPainter, room: QRect, words: str, column: int) -> None:
        """Draw the background of words that the filter looks for."""
        field = "title" if column == TITLE else ""
        if column in SEARCHED and (places := self._session.found().places(words, field)):
            high_px = painter.fontMetrics().height() + 2
            box = QRectF(room.left(), room.center().y() - high_px / 2, room.width(), high_px)
            draw_ground(painter, box, stretches(words, painter.font(), places), self._session.theme)

    @staticmethod
    def _short_date(index: Index) -> str:
        model = index.model()
        return model.short_date_at(index.row()) if isinstance(model, EventTableModel) else ""

    def _paint_mark(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        model = index.model()
        category = model.category_at(index.row()) if isinstance(model, EventTableModel) else None
        if category is not None:
            painter.save()
            paint_mark(painter, rect, category, self._session.theme)
            painter.restore()


class EventTable(QTableView):
    """Follows the session's filter and selection, and sets the selection."""

    edit_wanted = Signal()
    menu_wanted = Signal(object, QPoint)
    """Filters for what the cell says, each with its words, and where on the screen the menu shall open."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName(_("Events as a table"))
        self.events = EventTableModel(session, self)
        self.setModel(self.events)
        self.setItemDelegate(CellDelegate(session, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self._set_headers()
        self.columns = TableColumns(self)
        self.day_order = DayOrder(session, self, self.events)
        self.chosen = TableSelection(session, self, self.events)
        self.cells = CellEditing(session, self, self.events)
        self.doubleClicked.connect(self.cells.open_by_hand)
        self._top_px = self._across_px = 0
        self.events.modelAboutToBeReset.connect(self._note_place)
        self.events.sorting_changed.connect(self._show_order)
        session.shown_changed.connect(self._reload)
        session.data_changed.connect(self._follow_edit)
        session.theme_changed.connect(self._repaint)
        self.chosen.follow()

    def _set_headers(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(scaled_px(ROW_PX))
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        # With the table's own, each column would ask every line whether it is selected: 14 s at a million
        across.setSelectionModel(QItemSelectionModel(self.events, across))
        across.setSortIndicator(DATE, Qt.SortOrder.AscendingOrder)
        across.setSortIndicatorShown(False)
        self.setSortingEnabled(True)

    def _follow_edit(self, _change: object) -> None:
        if not self._session.shown.same:
            self._reload()

    def _reload(self, _shown: object = None) -> None:
        self.events.reload()

    def _note_place(self) -> None:
        self._top_px = self.verticalScrollBar().value()

    def _show_order(self) -> None:
        """Stay at the place and keep the selected events in another order; show by the pointer that one is to come."""
        self.executeDelayedItemsLayout()  # Qt begins anew at the top
        self.verticalScrollBar().setValue(self._top_px)
        self.chosen.follow()
        self.cells.place()
        if self.events.sorting:
            self.viewport().setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.viewport().unsetCursor()

    def _repaint(self, _theme: object = None) -> None:
        """Follow another theme, zone or text size."""
        self.verticalHeader().setDefaultSectionSize(scaled_px(ROW_PX))
        self.columns.follow_text()
        self.viewport().update()

    @property
    def why_empty(self) -> str:
        """Why there is no line; empty where there are lines."""
        if self.events.rowCount() or not self._session.is_open:
            return ""
        if self._session.shown.total:
            return _("No event fits all of the filters. Take one away, or clear them (Ctrl+Backspace).")
        return _("No events yet. Add the first one (N), or paste rows from a spreadsheet (Ctrl+V).")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if words := self.why_empty:
            room = self.viewport().rect().adjusted(16, 24, -16, -16)
            with QPainter(self.viewport()) as painter:
                painter.setFont(sized(13))
                painter.setPen(ink.secondary(self))
                painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps, across = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}, {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.cells.open(self.currentIndex())
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.day_order.step(steps[Qt.Key(event.key())])
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in across:
            is_width = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.shift_column(across[Qt.Key(event.key())], width=is_width)
        elif event.key() == Qt.Key.Key_Escape and self.day_order.is_carrying:
            self.day_order.cancel()
        else:
            super().keyPressEvent(event)

    def shift_column(self, step: int, *, width: bool) -> None:
        """Move the column of the current cell to the left (-1) or right (1), or change its width."""
        column = max(self.currentIndex().column(), 0)
        if width:
            self.columns.widen(column, step)
        else:
            self.columns.move(column, step)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_hand = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_hand else self.currentIndex()
        if not index.isValid():
            return
        if not self.selectionModel().isSelected(index):
            self.selectRow(index.row())
        below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        offers = filters_for(self._session, self.events.row_at(index.row()), index.column())
        self.menu_wanted.emit(offers, event.globalPos() if by_hand else below)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._across_px = self.horizontalScrollBar().value()
        super().hideEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.horizontalScrollBar().setValue(self._across_px)  # Qt has just brought the whole current cell into view

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()
        self.cells.place()

    @override
    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        told = sum(side.at(number).height() for side in (selected, deselected) for number in range(side.size()))
        if told <= MOST_TOLD:
            super().selectionChanged(selected, deselected)
        else:
            super(QTableView, self).selectionChanged(selected, deselected)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the one selected line; on another, begin to select a stretch of lines."""
        pos = event.position().toPoint()
        row = self.events.row_at(self.rowAt(pos.y()))
        was_selected = row is not None and row == self._session.selected
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and was_selected and not event.modifiers():
            self.day_order.press(pos)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.day_order.is_held:
            self.day_order.drag(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.day_order.release()
