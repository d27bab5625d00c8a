"""The changes of a chronology as rows of a list, the newest first, read from the journal as one scrolls."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from timeline_app.base.compat import override
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.history.line_list import FAINT, SECOND
from timeline_app.ui.wording.moment_words import stamp_words

if TYPE_CHECKING:
    from timeline_app.store.records.journal import Entry
    from timeline_app.store.store import Store

Index = QModelIndex | QPersistentModelIndex
PAGE = 100


class HistoryModel(QAbstractListModel):
    """Changes with the moment and the author in the second line; what was taken back is struck."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._entries: list[Entry] = []
        self._whole = False
        self.fetchMore(QModelIndex())

    def entry(self, row: int) -> Entry | None:
        """Give the change at a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, sequence: int) -> int:
        """Find a change that has been read; -1 for none."""
        return next((row for row, each in enumerate(self._entries) if each.sequence == sequence), -1)

    def reload(self) -> None:
        """Read the newest changes again."""
        self.beginResetModel()
        self._entries = self._store.history(None, max(PAGE, len(self._entries)))
        self._whole = False
        self.endResetModel()

    def done_after(self, entry: Entry) -> int:
        """Count the changes in force that are newer than `entry`."""
        return sum(each.state == "done" for each in self._entries if each.sequence > entry.sequence)

    def undone_until(self, entry: Entry) -> int:
        """Count the changes that were taken back, from the oldest to `entry`."""
        return sum(each.state == "undone" for each in self._entries if each.sequence <= entry.sequence)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._entries)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._whole

    @override
    def fetchMore(self, parent: Index) -> None:
        last = self._entries[-1].sequence if self._entries else None
        page = self._store.history(last, PAGE)
        self._whole = len(page) < PAGE
        if page:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(page) - 1)
            self._entries += page
            self.endInsertRows()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(entry.change.label) or _("Change")
        if role == SECOND:
            return second_line(entry)
        if role == FAINT:
            return entry.state != "done"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{on_one_line(entry.change.label)}. {second_line(entry)}"
        return None


def second_line(entry: Entry) -> str:
    """Say when a change was made and by whom, and whether it still holds."""
    parts = [stamp_words(entry.time), entry.author]
    if entry.state == "undone":
        parts.append(_("taken back"))
    elif entry.state == "dropped":
        parts.append(_("taken back for good"))
    return on_one_line(" · ".join(part for part in parts if part))
