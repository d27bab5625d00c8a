"""The names of one kind as a list: with their look, spellings and use; narrowed by what is typed, ordered by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

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
from timeline_app.ui.widgets.row_delegate import SIDE_PX, Index, RowDelegate, paint_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.change import NameKind
    from timeline_app.domain.names import NameRecord
    from timeline_app.paint.theme import Theme

ROW: Final = Qt.ItemDataRole.UserRole
_MIME: Final = "application/x-conflict-timeline-name"
_MIDDLE: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
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


class NameModel(QAbstractListModel):
    """The rows that are kept."""

    moved = Signal(str, object)
    """The id of a name, and before which row of the list it shall stand."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.all: list[NameRow] = []
        self.kept: list[NameRow] = []
        self.can_move = False
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

    # Drag: what is dropped is told, and comes back as a change

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self._orders else Qt.ItemFlag.NoItemFlags
        both = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return both | Qt.ItemFlag.ItemIsDragEnabled if self._orders else both

    @property
    def _orders(self) -> bool:
        return self.can_move and len(self.kept) == len(self.all)

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_MIME, QByteArray(self.kept[indexes[0].row()].record.id.encode()))
        return data

    @override
    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        if not data.hasFormat(_MIME) or not self._orders:
            return False
        before = row if row >= 0 else parent.row() if parent.isValid() else len(self.kept)
        self.moved.emit(bytes(data.data(_MIME).data()).decode(), before)
        return False  # the rows come anew, with the change


class NameDelegate(RowDelegate):
    """Mark and name over spellings; the number of events at the right."""

    high_px = 44

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.theme = theme

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, NameRow):
            return
        left_px = _LEFT_PX
        if isinstance(row.record, Category):
            side_px = scaled_px(SIDE_PX)
            box = QRectF(rect.left() + left_px, rect.center().y() - side_px / 2 + 0.5, side_px, side_px)
            paint_mark(painter, box, row.record, self.theme)
            left_px += side_px + 10
        painter.setFont(sized(12.5, figures=True))
        painter.setPen(ink.secondary(view) if row.events else ink.faint(view))
        count = grouped(row.events) if row.events else _("unused")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -16, 0), right, count)
        room = rect.adjusted(left_px, 0, -painter.fontMetrics().horizontalAdvance(count) - 28, 0)
        told = row.told
        half = rect.height() // 2
        name_room = room.adjusted(0, 3, 0, -half) if told else room
        self._line(painter, name_room, str(index.data()), sized(13, QFont.Weight.Medium), ink.ink(view))
        if told:
            self._line(painter, room.adjusted(0, half - 2, 0, -3), told, sized(12), ink.secondary(view))

    def _line(self, painter: QPainter, room: QRect, words: str, font: QFont, colour: QColor) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, elided)


class NameList(QListView):
    """The list with its keys: Alt+Up and Alt+Down move the current name, F2 renames it, Delete deletes it."""

    step_wanted = Signal(object)
    """Move the current name one row up (-1) or down (1)."""
    rename_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, model: NameModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nameList")
        self.setStyleSheet("#nameList::item { padding: 0; border-radius: 0; }")
        self.setModel(model)
        self.delegate = NameDelegate(self, theme)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def name_kind(self, kind: NameKind) -> None:
        """Say which names these are."""
        self.setAccessibleName(kinds_words(kind))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.step_wanted.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
