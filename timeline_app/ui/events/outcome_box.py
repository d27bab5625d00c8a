"""The question in the event panel of what became of a planned event whose day has passed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.outcomes import became, still_planned
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


class OutcomeBox(QWidget):
    """A sentence and four answers; each but the new date is one change."""

    change_wanted = Signal(object)
    """The `Change` that settles the event."""
    postpone_wanted = Signal()
    """The event was put off; the person wants to give its new date."""

    def __init__(self, session: Session, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeBox")
        self._session, self._event = session, event
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(
            plain(_("The day it was planned for has passed. What became of it?"), "strong", self, wrap=True)
        )
        answers = FlowLayout(gap_px=6)
        self.occurred = self._answer(_("Took place"))
        self.cancelled = self._answer(_("Cancelled"))
        self.postponed = self._answer(_("Postponed to…"))
        self.still = self._answer(_("Still planned as of today"))
        self.occurred.clicked.connect(self._tell_occurred)
        self.cancelled.clicked.connect(self._tell_cancelled)
        self.postponed.clicked.connect(self.postpone_wanted)
        self.still.clicked.connect(self._tell_still)
        for button in (self.occurred, self.cancelled, self.postponed, self.still):
            answers.addWidget(button)
        column.addLayout(answers)

    def _answer(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _tell_occurred(self) -> None:
        self.change_wanted.emit(became(self._event, "occurred"))

    def _tell_cancelled(self) -> None:
        self.change_wanted.emit(became(self._event, "cancelled"))

    def _tell_still(self) -> None:
        moment = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self.change_wanted.emit(still_planned(self._session.chronology, self._event, moment))
