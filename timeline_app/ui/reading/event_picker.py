"""Choosing one event among all: the field of the command palette, over the events of the chronology."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QVBoxLayout, QWidget

from timeline_app.document.nearby import events_with_words
from timeline_app.overriding import override
from timeline_app.ui.date_words import date_in_words
from timeline_app.ui.letters import scaled_px
from timeline_app.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.records import Event
    from timeline_app.ui.session import Session

EVENT = Qt.ItemDataRole.UserRole
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


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
            day = date_in_words(event, self._session.preferences.zone, weekday_too=False)
            item = QStandardItem(f"{event.title}   ·   {day}")
            item.setData(event, EVENT)
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
