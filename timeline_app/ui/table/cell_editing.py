"""Editing in the table: opens a field over a cell, makes the change of what was typed, and goes on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, QTimer, Signal

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.many_events import change_of_many
from timeline_app.domain.errors import KnownError
from timeline_app.ui.table.cell_editor import CellEditor, field_for
from timeline_app.ui.table.model import DATE
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.table.cell_editor import Way
    from timeline_app.ui.table.model import EventTableModel

LEAST_PX: Final = 150
LEAST_DATE_PX: Final = 340
"""The reading of a date stands under it in a line or two."""


class CellEditing(QObject):
    """Edits one cell at a time; the field stays with its event whatever the table does meanwhile."""

    save_wanted = Signal(object, object)
    """A `Change`, and the form that closes once it is in the file."""
    refused = Signal(str)
    """Why a cell cannot be edited."""

    def __init__(self, session: Session, table: QTableView, events: EventTableModel) -> None:
        super().__init__(table)
        self._session = session
        self._table, self._events = table, events
        self.editor: CellEditor | None = None
        self._event: Event | None = None
        self._row = self._column = -1
        self._way: Way = "stay"
        self._next: int | None = None
        """The row of the event in the line below, before an edit gave this one another line."""
        self._top_px = 0
        """How far down the table stood then."""
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)
        table.horizontalHeader().sectionResized.connect(self.place)

    def open(self, index: QModelIndex) -> None:
        """Edit a cell, once the one that is being edited is taken."""
        row = self._events.row_at(index.row())
        if row is None or not self.finish():
            return
        chronology = self._session.chronology
        if chronology.read_only:
            told = _("“{name}” is open to be read only, so nothing in it can be changed. Save a copy to work on it.")
            self.refused.emit(told.format(name=chronology.name))
            return
        event = chronology.event(row)
        if event is None:
            return
        self._event, self._row, self._column = event, row, index.column()
        self._table.scrollTo(index)
        heading = str(self._events.headerData(self._column, Qt.Orientation.Horizontal))
        label = _("{column} of “{title}”").format(column=heading, title=event.title)
        self.editor = editor = CellEditor(field_for(self._session, event, self._column), label, self._table.viewport())
        editor.take_wanted.connect(self._take)
        editor.given_up.connect(self._give_up)
        editor.closed.connect(self._close)
        editor.grown.connect(self.place)
        self.place()
        editor.show()
        editor.field.setFocus()

    def open_by_hand(self, index: QModelIndex) -> None:
        """Edit a cell that was clicked twice: where there are a few choices, they are shown at once."""
        self.open(index)
        if self.editor is not None:
            QTimer.singleShot(0, self.editor, self.editor.open_list)

    def finish(self) -> bool:
        """Take what is being typed; tell whether no cell is being edited now."""
        if self.editor is not None:
            self._take("stay")
        if self.editor is not None:
            self.editor.field.setFocus()
        return self.editor is None

    def place(self, *_cause: object) -> None:
        """Lay the field over its cell, as far as that is in view."""
        editor = self.editor
        if editor is None:
            return
        view = self._table.viewport().rect()
        line = self._events.line_of(self._row)
        cell = self._table.visualRect(self._events.index(line, self._column)) if line is not None else editor.geometry()
        least_px = scaled_px(LEAST_DATE_PX if self._column == DATE else LEAST_PX)
        editor.fit(min(max(cell.width(), least_px), view.width()))
        top = cell.top() + (cell.height() - editor.field.sizeHint().height()) // 2
        left, top = min(cell.left(), view.width() - editor.width()), min(top, view.height() - editor.height())
        editor.move(QPoint(max(left, 0), max(top, 0)))

    def _take(self, way: str) -> None:
        """Make the change of what was typed; what cannot be taken stays in the field."""
        editor, event = self.editor, self._event
        if editor is None or event is None:
            return
        self._way = cast("Way", way)
        line = self._events.line_of(self._row)
        self._next = self._events.row_at(line + 1) if line is not None else None
        self._top_px = self._table.verticalScrollBar().value()
        try:
            change = change_of_many(self._session.chronology, [event], editor.edits)
        except KnownError as error:
            editor.refuse(str(error))
            return
        if change is None:
            self._close()
        else:
            self.save_wanted.emit(change, editor)

    def _give_up(self) -> None:
        self._way = "stay"
        self._close()

    def _close(self) -> None:
        editor, self.editor, self._event = self.editor, None, None
        if editor is None:
            return
        had_focus = editor.isAncestorOf(editor.window().focusWidget())
        editor.hide()
        editor.deleteLater()
        if had_focus or self._way != "stay":
            self._table.setFocus()
        self._go_on()

    def _go_on(self) -> None:
        """Put the keyboard on the next cell: below it was another event, whatever line this one has now."""
        row = self._next if self._way == "down" and self._next is not None else self._row
        line = self._events.line_of(row)
        if self._way == "stay" or line is None:
            return
        column = self._column
        if self._way == "down":  # the event may have gone far, and the table with it
            self._table.verticalScrollBar().setValue(self._top_px)
        else:
            column = self._beside(1 if self._way == "right" else -1)
        flags = QItemSelectionModel.SelectionFlag
        several = len(self._session.several) > 0
        how = flags.NoUpdate if several else flags.ClearAndSelect | flags.Rows
        self._table.selectionModel().setCurrentIndex(self._events.index(line, column), how)

    def _beside(self, step: int) -> int:
        """Give the next column that is shown, on the way of the eye."""
        header = self._table.horizontalHeader()
        place = header.visualIndex(self._column) + step
        while 0 <= place < header.count():
            if not header.isSectionHidden(header.logicalIndex(place)):
                return header.logicalIndex(place)
            place += step
        return self._column
