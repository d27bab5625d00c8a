"""The history dialog: who changed what and when, with values before and after, and undo to any point.

The changes of a chronology as rows of a list, the newest first, read from the journal as one scrolls.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.history.change_words import RecordNames, told
from timeline_app.ui.history.dialog import FAINT, SECOND, LineList, ListDialog
from timeline_app.ui.widgets.closing import close
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain, prose, rule
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.wording.labels import stamp_words

if TYPE_CHECKING:
    from timeline_app.document.contents import Journal, JournalEntry
    from timeline_app.ui.history.change_words import FieldWords
    from timeline_app.ui.services.session import Session


Index = QModelIndex | QPersistentModelIndex
PAGE = 100


class HistoryModel(QAbstractListModel):
    """Changes with the moment and the author in the second line; what was taken back is struck."""

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._entries: list[JournalEntry] = []
        self._whole = False
        self.fetchMore(QModelIndex())

    def entry(self, row: int) -> JournalEntry | None:
        """Give the change at a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, sequence: int) -> int:
        """Find a change that has been read; -1 for none."""
        return next((row for row, each in enumerate(self._entries) if each.sequence == sequence), -1)

    def reload(self) -> None:
        """Read the newest changes again."""
        self.beginResetModel()
        self._entries = self._journal.entries(None, max(PAGE, len(self._entries)))
        self._whole = False
        self.endResetModel()

    def done_after(self, entry: JournalEntry) -> int:
        """Count the changes in force that are newer than `entry`."""
        return sum(each.state == "done" for each in self._entries if each.sequence > entry.sequence)

    def undone_until(self, entry: JournalEntry) -> int:
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
        page = self._journal.entries(last, PAGE)
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


def second_line(entry: JournalEntry) -> str:
    """Say when a change was made and by whom, and whether it still holds."""
    parts = [stamp_words(entry.time), entry.author]
    if entry.state == "undone":
        parts.append(_("taken back"))
    elif entry.state == "dropped":
        parts.append(_("taken back for good"))
    return on_one_line(" · ".join(part for part in parts if part))


MOST_RECORDS = 40


class HistoryDialog(ListDialog):
    """Does not block the window; changes made there appear in it."""

    back_wanted = Signal(object)
    """The `JournalEntry` that shall be the last one in force."""
    forward_wanted = Signal(object)
    """How many changes that were taken back shall be done again."""
    moment_wanted = Signal(str, str)
    """A moment in UTC as the journal writes it, and in words: to be looked at as it was then."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        listing = LineList(_("Changes"))
        super().__init__(_("History"), _("Every change since the file was made, the newest first."), listing, parent)
        self._session = session
        self._rows = HistoryModel(session.chronology.journal, self)
        listing.setModel(self._rows)
        listing.row_chosen.connect(self._tell)
        self._add_moment_line(session.preferences.order)
        self.look = self.add_button(_("Look at it as it was then"), self._look)
        self.go = self.add_button(_("Go back to here"), self._go, primary=True)
        session.data_changed.connect(self.refresh)
        if self._rows.rowCount():
            listing.setCurrentIndex(self._rows.index(0))
        else:
            self._tell(-1)

    def _add_moment_line(self, order: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.day = DateInput(_("As it was on"), _("for example 24 July 2025"), order, self)
        self.day.field.returnPressed.connect(self._look_at_day)
        self.show_day = QPushButton(_("Show"), self)
        self.show_day.setAutoDefault(False)
        self.show_day.clicked.connect(self._look_at_day)
        label = plain(_("As it was on"), "", self)
        label.setContentsMargins(0, scaled_px(7), 0, 0)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.day, 1)
        row.addWidget(self.show_day, 0, Qt.AlignmentFlag.AlignTop)
        self.head_column.addSpacing(4)
        self.head_column.addLayout(row)

    @property
    def current(self) -> JournalEntry | None:
        """The change that is told at the right."""
        return self._rows.entry(self.listing.currentIndex().row())

    def refresh(self, _cause: object = None) -> None:
        """Read the journal again and stay at the change that is told."""
        if not self._session.is_open:
            close(self)
            return
        entry = self.current
        self._rows.reload()
        row = self._rows.row_of(entry.sequence) if entry is not None else 0
        self.listing.setCurrentIndex(self._rows.index(max(0, row)))
        self._tell(self.listing.currentIndex().row())

    def _tell(self, row: int) -> None:
        column = self.new_page()
        entry = self._rows.entry(row)
        self.look.setEnabled(entry is not None)
        self.go.setEnabled(False)
        if entry is None:
            column.addWidget(plain(_("Nothing has been changed yet."), "quiet", self, wrap=True))
            column.addStretch(1)
            return
        column.addWidget(plain(entry.change.label, "strong", self, wrap=True))
        column.addSpacing(2)
        column.addWidget(plain(second_line(entry), "quiet", self, wrap=True))
        self._tell_records(column, entry)
        column.addStretch(1)
        self._offer(entry)

    def _tell_records(self, column: QVBoxLayout, entry: JournalEntry) -> None:
        change = entry.change
        records = told(change, RecordNames(self._session.chronology, change), MOST_RECORDS)
        for record in records:
            column.addSpacing(14)
            column.addWidget(rule(self))
            column.addSpacing(10)
            column.addWidget(plain(record.head, "strong", self, wrap=True))
            for each in record.fields:
                _tell_field(column, each, self)
        more = len({(type(each), each.id) for each in (*change.before, *change.after)}) - len(records)
        if more > 0:
            column.addSpacing(14)
            words = ngettext("and {n} more record", "and {n} more records", more).format(n=grouped(more))
            column.addWidget(plain(words, "quiet", self))
        if change.batch:
            column.addSpacing(14)
            column.addWidget(
                plain(_("An import: all that came with it is one change, and undo takes it back as a whole."), "quiet",
                      self, wrap=True)
            )  # fmt: skip

    def _offer(self, entry: JournalEntry) -> None:
        """Say what the primary button does for the change that is told."""
        write = not self._session.chronology.read_only
        if entry.state == "undone":
            self.go.setText(_("Go forward to here"))
            self.go.setEnabled(write)
        else:
            self.go.setText(_("Go back to here"))
            self.go.setEnabled(write and entry.state == "done" and self._rows.done_after(entry) > 0)

    def _go(self) -> None:
        entry = self.current
        if entry is None:
            return
        if entry.state == "undone":
            self.forward_wanted.emit(self._rows.undone_until(entry))
        else:
            self.back_wanted.emit(entry)

    def _look(self) -> None:
        entry = self.current
        if entry is not None:
            self.moment_wanted.emit(entry.time, stamp_words(entry.time))

    def _look_at_day(self) -> None:
        when = self.day.reading.when
        if when is None or not self.day.reading.edtf:
            self.day.field.setFocus()
            return
        last = min(when.end_max - 1, int(datetime.now(UTC).timestamp()))
        try:
            moment = datetime.fromtimestamp(last, UTC)
        except (OverflowError, ValueError, OSError):  # long before any computer
            moment = datetime.fromtimestamp(0, UTC)
        stamp = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z").replace(".000Z", ".999Z")
        self.moment_wanted.emit(stamp, self.day.sentence.split("  ·  ")[0])


def _tell_field(column: QVBoxLayout, field: FieldWords, parent: QWidget) -> None:
    column.addSpacing(8)
    column.addWidget(plain(field.field, "heading", parent))
    if field.before is None or field.after is None:
        column.addWidget(prose(field.after or field.before or "", "body", parent))
        return
    column.addWidget(prose(_("Before: {value}").format(value=field.before), "quiet", parent))
    column.addWidget(prose(_("After: {value}").format(value=field.after), "body", parent))
