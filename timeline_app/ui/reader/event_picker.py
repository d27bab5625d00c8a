"""Choosing one event among all: the field of the command palette, over the events of the chronology."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from timeline_app.base.compat import override
from timeline_app.document.evidence.review_queue import events_with_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.finder import Finder
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import sized
from timeline_app.ui.widgets.row_delegate import Index, RowDelegate
from timeline_app.ui.wording.date_words import date_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


EVENT, DATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class EventDelegate(RowDelegate):
    """The title at the left, cut where it is too long, and the date at the right."""

    @override
    def paint_row(self, painter: QPainter, view: QWidget, rect: QRect, index: Index) -> None:
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


class EventPicker(Finder):
    """Type a few letters of what the event is called; Enter takes it."""

    picked = Signal(object)
    """The `Event`."""

    def __init__(self, session: Session, likely: Sequence[Event], parent: QWidget) -> None:
        super().__init__(_("Add as evidence to"), _("Add as evidence to which event?"), (560, 440), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._likely = tuple(likely)
        self._none = plain(_("No event has these words."), "quiet", self)
        self._none.setContentsMargins(16, 10, 16, 10)
        self.column.insertWidget(1, self._none)
        self._model = QStandardItemModel(self)
        self.offer(self._model, EventDelegate(self.list))

    @override
    def narrow(self, typed: str) -> None:
        chronology = self._session.chronology
        events = list(self._likely) if not typed.strip() and self._likely else events_with_words(chronology, typed)
        self._model.clear()
        for event in events:
            item = QStandardItem(event.title)
            item.setData(event, EVENT)
            item.setData(date_in_words(event, self._session.preferences.zone, weekday_too=False), DATE)
            self._model.appendRow(item)
        self._none.setVisible(not events)

    @override
    def take(self, index: QModelIndex) -> None:
        event = index.data(EVENT)
        self.accept()
        self.picked.emit(event)
