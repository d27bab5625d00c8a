"""Commands on claims: what a piece of evidence says of the date, and which of the dates holds."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from timeline_app.document.evidence.claims import preferring
from timeline_app.ui.reader.claim_dialog import ClaimDialog

if TYPE_CHECKING:
    from timeline_app.document import Evidence
    from timeline_app.ui.app.main_window import MainWindow


class ClaimWork(QObject):
    """Asks and makes the changes; the panels show them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def edit_claim(self, evidence: Evidence) -> None:
        """Ask what a piece of evidence claims."""
        session = self._window.session
        event = session.chronology.store.event(evidence.excerpt.event_id) if session is not None else None
        if session is None or event is None or session.chronology.read_only:
            return
        dialog = ClaimDialog(event, evidence, session.preferences.order, self._window)
        dialog.changed.connect(self._window.events.save)
        dialog.open()

    def prefer_date(self, date: str) -> None:
        """Give the selected event the date that some of its evidence claims."""
        session = self._window.session
        event = session.selected_event() if session is not None else None
        if session is None or event is None:
            return
        change = preferring(event, date)
        if self._window.events.do(change):
            self._window.toast.say(change.label, _("Undo"), self._window.events.undo)
