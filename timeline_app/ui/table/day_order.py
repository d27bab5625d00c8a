"""Manual order of the events of one day: drag a row of the table, or move it with Alt and the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QTableView

from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.date_claims import moved_within_day, same_day_as

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from timeline_app.ui.services.session import Session
    from timeline_app.ui.table.model import EventTableModel

_LINE_PX: Final = 2


class DayOrder(QObject):
    """Moves lines of a table within their day; a line across the table shows where one would go."""

    change_wanted = Signal(object)
    """The `Change` that orders a day anew."""
    refused = Signal(str)
    """Why a line cannot go where it was to go."""

    def __init__(self, session: Session, table: QTableView, events: EventTableModel) -> None:
        super().__init__(table)
        self._session = session
        self._table, self._events = table, events
        self._pressed: QPoint | None = None
        self._carried: int | None = None
        self._goal: int | None = None
        self.marker = QFrame(table.viewport())
        self.marker.setObjectName("dropLine")
        self.marker.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.marker.hide()

    # By keys

    def step(self, way: int) -> None:
        """Move the selected line one up (-1) or down (1)."""
        if len(self._session.several):
            self.refused.emit(_("Select a single event to move it within its day."))
            return
        line = self._table.currentIndex().row()
        row, beside = self._events.row_at(line), self._events.row_at(line + way)
        if row is None or not self._may_move():
            return
        if beside is None or beside not in same_day_as(self._session.chronology, row):
            self.refused.emit(_("Only events of the same day can change places."))
            return
        self._move(row, beside, below=way > 0)

    # By hand

    def press(self, pos: QPoint) -> None:
        """Note where a line was taken hold of."""
        self._pressed = pos

    @property
    def is_held(self) -> bool:
        """Whether a line was taken hold of."""
        return self._pressed is not None

    def drag(self, pos: QPoint) -> None:
        """Carry the line, once it is more than a mere click."""
        if self._carried is None:
            far = (
                self._pressed is not None
                and (pos - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            )
            if self._pressed is None or not far or not self._lift(self._pressed):
                return
        self._goal = self._goal_at(pos)
        self._show_marker()

    def release(self) -> bool:
        """Put the line down; False where none was carried."""
        line, goal = self._carried, self._goal
        self.cancel()
        if line is None:
            return False
        if goal is not None and goal not in (line, line + 1):
            row = self._events.row_at(line)
            beside = self._events.row_at(goal - 1 if goal > line else goal)
            if row is not None and beside is not None:
                self._move(row, beside, below=goal > line)
        return True

    def cancel(self) -> None:
        """Let go of the line where it was."""
        self._pressed = self._carried = self._goal = None
        self.marker.hide()
        self._table.viewport().unsetCursor()

    @property
    def is_carrying(self) -> bool:
        """Whether a line is in the hand."""
        return self._carried is not None

    def _lift(self, pos: QPoint) -> bool:
        line = self._table.rowAt(pos.y())
        if line < 0 or not self._may_move():
            return False
        self._carried = line
        self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _goal_at(self, pos: QPoint) -> int | None:
        """Give the line above which the carried one would go; None outside its day."""
        if self._carried is None:
            return None
        table, row = self._table, self._events.row_at(self._carried)
        if row is None:
            return None
        day = set(same_day_as(self._session.chronology, row))
        under = table.rowAt(pos.y())
        under = self._events.rowCount() - 1 if under < 0 else under
        top = table.rowViewportPosition(under)
        goal = under + (pos.y() > top + table.rowHeight(under) / 2)
        beside = self._events.row_at(goal - 1 if goal > self._carried else goal)
        return goal if beside in day else None

    def _show_marker(self) -> None:
        if self._goal is None:
            self.marker.hide()
            self._table.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
            return
        self._table.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        last = self._events.rowCount() - 1
        y = self._table.rowViewportPosition(min(self._goal, last))
        y += self._table.rowHeight(last) if self._goal > last else 0
        self.marker.setGeometry(0, max(y - _LINE_PX // 2, 0), self._table.viewport().width(), _LINE_PX)
        self.marker.show()

    def _may_move(self) -> bool:
        if self._session.chronology.read_only:
            return False
        if self._events.time_order == 0:
            self.refused.emit(_("Sort by date to change the order of a day."))
            return False
        return True

    def _move(self, row: int, beside: int, *, below: bool) -> None:
        after = below == (self._events.time_order > 0)
        change = moved_within_day(self._session.chronology, row, beside, after=after)
        if change is not None:
            self.change_wanted.emit(change)
