"""Choosing one event among all: the field of the command palette, over the events of the chronology."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from timeline_app.document.nearby import events_with_words
from timeline_app.overriding import override
from timeline_app.ui import ink
from timeline_app.ui.date_words import date_in_words
from timeline_app.ui.letters import scaled_px, sized
from timeline_app.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from timeline_app.domain.records import Event
    from timeline_app.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
EVENT, DATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
ROW_PX = 30
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class EventDelegate(QStyledItemDelegate):
    """The title at the left, cut where it is too long, and the date at the right."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, scaled_px(ROW_PX))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, QWidget):
            return
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, ink.accent_ground(view))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(sized(12.5))
        date = str(index.data(DATE))
        room = rect.adjusted(16, 0, -16, 0)
        taken = min(painter.fontMetrics().horizontalAdvance(date) + 16, room.width() // 2)
        painter.setPen(ink.secondary(view))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, date)
        painter.setFont(sized(13))
        painter.setPen(ink.ink(view))
        left = room.adjusted(0, 0, -taken, 0)
        title = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


class EventPicker(QDialog):
    """Type a few letters of what the event is called; Enter takes it."""

    picked = Signal(object)
    """The `Event`."""

    def __init__(self, session: Session, likely: Sequence[Event], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Add as evidence to"))
        self.setObjectName("palette")
        self._session = session
        self._likely = tuple(likely)
        self.field = QLineEdit(self)
        self.field.setObjectName("paletteField")
        self.field.setPlaceholderText(_("Add as evidence to which event?"))
        self.field.setAccessibleName(_("Event"))
        self.list = QListView(self)
        self.list.setAccessibleName(_("Events"))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._model = QStandardItemModel(self)
        self.list.setModel(self._model)
        self.list.setObjectName("pickerList")
        self.list.setStyleSheet("#pickerList::item { padding: 0; border-radius: 0; }")
        self.list.setItemDelegate(EventDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._none = plain(_("No event has these words."), "quiet", self)
        self._none.setContentsMargins(16, 10, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._take_current)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        self.resize(scaled_px(560), scaled_px(440))
        self._search("")

    def _search(self, words: str) -> None:
        chronology = self._session.chronology
        events = list(self._likely) if not words.strip() and self._likely else events_with_words(chronology, words)
        self._model.clear()
        for event in events:
            item = QStandardItem(event.title)
            item.setData(event, EVENT)
            item.setData(date_in_words(event, self._session.preferences.zone, weekday_too=False), DATE)
            self._model.appendRow(item)
        self.list.setCurrentIndex(self._model.index(0, 0))
        self._none.setVisible(not events)

    def _take_current(self) -> None:
        self._take(self.list.currentIndex())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            event = index.data(EVENT)
            self.accept()
            self.picked.emit(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in STEPS:
            row = self.list.currentIndex().row() + STEPS[Qt.Key(event.key())]
            row = max(0, min(self._model.rowCount() - 1, row))
            self.list.setCurrentIndex(self._model.index(row, 0))
            return True
        return False
