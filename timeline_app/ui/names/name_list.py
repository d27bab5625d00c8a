"""The names of one kind as a list: with their look, spellings and use; narrowed by what is typed, ordered by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.coordinates import coordinates_words
from timeline_app.domain.names import spellings_of
from timeline_app.domain.records import Actor, Category, Place
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.names.wording import events_words, kinds_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.look import scaled_px, sized
from timeline_app.ui.widgets.movable_rows import MovableList, MovableRows
from timeline_app.ui.widgets.row_delegate import END, SIDE_PX, Index, Row, RowDelegate, paint_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord
    from timeline_app.paint.theme import Theme

ROW: Final = Qt.ItemDataRole.UserRole
_LEFT_PX: Final = 20


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name with how it is used."""

    record: NameRecord
    events: int
    key: str
    """Its spellings, folded, to find it by."""

    @property
    def told(self) -> str:
        """The second line: kind, other spellings, coordinates."""
        record = self.record
        parts = [record.kind] if isinstance(record, Actor | Place) and record.kind else []
        if record.aliases:
            parts.append(_("also {names}").format(names=", ".join(record.aliases)))
        if isinstance(record, Place):
            parts.append(coordinates_words(record.latitude, record.longitude))
        return on_one_line(" · ".join(part for part in parts if part))


def rows_in_order(records: Sequence[NameRecord], counts: Sequence[int]) -> list[NameRow]:
    """Give the rows: categories as they are ordered, others those placed by hand first, then by use and name."""
    rows = [
        NameRow(record, count, fold(" ".join(spellings_of(record))))
        for record, count in zip(records, counts, strict=True)
    ]
    if rows and isinstance(rows[0].record, Category):
        return rows
    return sorted(rows, key=lambda row: (row.record.position, -row.events, row.key))


class NameModel(MovableRows):
    """The rows that are kept; they can be moved while all of them are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[NameRow] = []
        self.kept: list[NameRow] = []
        self._typed = ""

    def show_rows(self, rows: Sequence[NameRow], *, can_move: bool) -> None:
        """Show other names."""
        self.all, self.can_move = list(rows), can_move
        self.narrow(self._typed)

    def narrow(self, typed: str) -> None:
        """Keep the names with all the words typed in one of their spellings."""
        self._typed = typed
        words = fold(typed).split()
        self.beginResetModel()
        self.kept = [row for row in self.all if all(word in row.key for word in words)]
        self.endResetModel()

    @property
    def placed(self) -> int:
        """How many stand where a hand has put them."""
        return sum(isinstance(row.record, Category) or row.record.position < 0 for row in self.all)

    def row_of(self, name_id: str) -> int:
        """Find a name among those kept; -1 where it is not."""
        return next((number for number, row in enumerate(self.kept) if row.record.id == name_id), -1)

    def order_after(self, name_id: str, before: int) -> list[str]:
        """Give the ids of all names with one of them moved to stand before a row."""
        ids = [row.record.id for row in self.all]
        at = ids.index(name_id)
        ids.remove(name_id)
        ids.insert(before - (before > at), name_id)
        return ids

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.kept)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.kept):
            return None
        row = self.kept[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return on_one_line(row.record.name)
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (on_one_line(row.record.name), events_words(row.events), row.told)
            return ". ".join(part for part in told if part)
        return None

    @override
    def may_move(self) -> bool:
        return self.can_move and len(self.kept) == len(self.all)


class NameDelegate(RowDelegate):
    """Mark and name over spellings; the number of events at the right."""

    high_px = 44

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    @override
    def paint_row(self, row: Row, index: Index) -> None:
        name, rect, view = index.data(ROW), row.rect, row.view
        if not isinstance(name, NameRow):
            return
        left_px = _LEFT_PX
        if isinstance(name.record, Category):
            side_px = scaled_px(SIDE_PX)
            box = QRectF(rect.left() + left_px, rect.center().y() - side_px / 2 + 0.5, side_px, side_px)
            paint_mark(row.painter, row.place(box), name.record, self.theme)
            left_px += side_px + 10
        count = grouped(name.events) if name.events else _("unused")
        colour = ink.secondary(view) if name.events else ink.faint(view)
        taken = row.line(rect.adjusted(left_px, 0, -16, 0), count, sized(12.5, figures=True), colour, END)
        room = rect.adjusted(left_px, 0, -taken - 28, 0)
        told = name.told
        half = rect.height() // 2
        name_room = room.adjusted(0, 3, 0, -half) if told else room
        row.line(name_room, str(index.data()), sized(13, QFont.Weight.Medium), ink.ink(view))
        if told:
            row.line(room.adjusted(0, half - 2, 0, -3), told, sized(12), ink.secondary(view))


class NameList(MovableList):
    """The list with its keys: Alt+Up and Alt+Down move the current name, F2 renames it, Delete deletes it."""

    rename_wanted = Signal()

    def __init__(self, model: NameModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.delegate = NameDelegate(self, theme)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def name_kind(self, kind: NameKind) -> None:
        """Say which names these are."""
        self.setAccessibleName(kinds_words(kind))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        else:
            super().keyPressEvent(event)
