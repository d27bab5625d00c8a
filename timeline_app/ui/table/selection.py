"""The selected lines of the table: as the session has them, and told to it as a person chooses them.

Qt forgets its selection with every other order or filter. The session knows the selected events, so their lines are
selected anew. A million selected lines are one range of Qt's and one array of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QTimer,
    Signal,
)

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.table.model import TITLE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from timeline_app.domain.columns import I64
    from timeline_app.ui.services.session import Session
    from timeline_app.ui.table.model import EventTableModel

MOST_RANGES: Final = 1_000
"""Qt compares each range with all others when it selects them: a thousand take 30 ms, thirty thousand 7 s."""


class TableSelection(QObject):
    """Keeps the selection of the table and that of the session alike."""

    let_go = Signal(str)
    """Why the selection could not be kept."""

    def __init__(self, session: Session, table: QTableView, events: EventTableModel) -> None:
        super().__init__(table)
        self._session = session
        self._table, self._events = table, events
        self._is_at_it = False
        self._current: int | None = None
        """The row of the event on which the keyboard stands."""
        self._column = TITLE
        table.selectionModel().selectionChanged.connect(self._tell)
        table.selectionModel().currentChanged.connect(self._note_current)
        session.selection_changed.connect(self.follow)

    def lines(self) -> I64:
        """Give the selected lines, from the top."""
        chosen = np.zeros(self._events.rowCount(), bool)
        ranges = self._table.selectionModel().selection()
        for number in range(ranges.size()):
            chosen[ranges.at(number).top() : ranges.at(number).bottom() + 1] = True
        return np.flatnonzero(chosen)

    def follow(self, _selected: object = None) -> None:
        """Select the lines of the events that the session has selected, in the order in which they stand now."""
        if self._is_at_it:
            return
        self._is_at_it = True
        try:
            if len(self._session.several):
                self._follow_several()
            else:
                self._follow_one(self._session.selected)
        finally:
            self._is_at_it = False

    def _follow_one(self, row: int | None) -> None:
        line = self._events.line_of(row) if row is not None else None
        if line is None:
            self._table.selectionModel().clearSelection()
            return
        self._go_to(line, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)

    def _follow_several(self) -> None:
        lines = self._events.lines_of(self._session.several)
        if not np.array_equal(lines, self.lines()):
            ranges = self._ranges(lines)
            flags = QItemSelectionModel.SelectionFlag
            if ranges is None:
                self._table.selectionModel().clearSelection()
                self._session.select(None)
                self.let_go.emit(_("In this order the selected events lie too far apart to stay selected."))
                return
            self._table.selectionModel().select(ranges, flags.ClearAndSelect | flags.Rows)
            line = self._events.line_of(self._current) if self._current is not None else None
            if line is not None:
                self._go_to(line, flags.NoUpdate)
        self._session.select_rows(self._events.rows_at(lines))

    def _ranges(self, lines: I64) -> QItemSelection | None:
        """Give lines as ranges of Qt's; None where they lie so scattered that Qt would take seconds."""
        starts = np.flatnonzero(np.diff(lines, prepend=-2) > 1)
        if len(starts) > MOST_RANGES:
            return None
        ends = np.append(starts[1:], len(lines)) - 1
        ranges, model, last = QItemSelection(), self._events, self._events.columnCount() - 1
        for top, bottom in zip(lines[starts].tolist(), lines[ends].tolist(), strict=True):
            ranges.append(QItemSelectionRange(model.index(top, 0), model.index(bottom, last)))
        return ranges

    def _go_to(self, line: int, how: QItemSelectionModel.SelectionFlag) -> None:
        """Put the keyboard on a line, in the column where it stands, and bring it into view without moving sideways."""
        bar = self._table.horizontalScrollBar()
        across_px = bar.value()
        self._table.selectionModel().setCurrentIndex(self._events.index(line, self._column), how)
        self._table.scrollTo(self._events.index(line, self._column))
        bar.setValue(across_px)

    def _note_current(self, current: QModelIndex) -> None:
        """Remember where the keyboard stands: Qt forgets it with every other order."""
        if current.isValid():
            self._column = current.column()
            self._current = self._events.row_at(current.row())

    def _bring_keyboard(self) -> None:
        """Put the keyboard on the one selected line: what an assistive program selects is not yet current."""
        lines = self.lines()
        if len(lines) == 1 and self._table.currentIndex().row() != lines[0]:
            self._go_to(int(lines[0]), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _tell(self) -> None:
        if self._is_at_it:
            return
        QTimer.singleShot(0, self, self._bring_keyboard)
        self._is_at_it = True  # Qt is about to put the keyboard on a cell: nothing else may meanwhile
        try:
            self._session.select_rows(self._events.rows_at(self.lines()))
        finally:
            self._is_at_it = False
