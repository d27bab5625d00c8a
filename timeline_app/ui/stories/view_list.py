"""The views of a story as a list in their order, which a hand changes by dragging and keys by Alt+Up and Alt+Down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.movable_rows import MovableList, MovableRows
from timeline_app.ui.widgets.row_delegate import Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_TOLD: Final = Qt.ItemDataRole.UserRole
_LEFT_PX: Final = 20
_NUMBER_PX: Final = 28


class ViewModel(MovableRows):
    """Views by title, each with what it shows in a line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, str]] = []

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


class ViewDelegate(RowDelegate):
    """The number, the title, and under it what is shown."""

    high_px = 46

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        view = row.view
        room = row.rect.adjusted(_LEFT_PX, 0, -14, 0)
        half = row.rect.height() // 2
        row.line(
            room.adjusted(0, 3, 0, -half), grouped(index.row() + 1), sized(12.5, figures=True), ink.secondary(view)
        )
        room.adjust(scaled_px(_NUMBER_PX), 0, 0, 0)
        row.line(room.adjusted(0, 3, 0, -half), str(index.data()), sized(13, QFont.Weight.Medium), ink.ink(view))
        row.line(room.adjusted(0, half - 2, 0, -3), str(index.data(_TOLD)), sized(12), ink.secondary(view))


class ViewList(MovableList):
    """The list with its keys: Alt+Up and Alt+Down move the current view, Delete takes it out, Enter tells from it."""

    tell_wanted = Signal()

    def __init__(self, model: ViewModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setAccessibleName(_("Views of the story"))
        self.setItemDelegate(ViewDelegate(self))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.tell_wanted.emit()
        else:
            super().keyPressEvent(event)
