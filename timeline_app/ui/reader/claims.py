"""The dialog that assesses evidence: its claimed date, its stance, and its reliability.

Commands on claims: what a piece of evidence says of the date, and which of the dates holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.date_claims import preferring, reclaiming
from timeline_app.domain.choice_words import confidence_words, stance_words
from timeline_app.domain.records import STANCES
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain, quote_box
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Evidence
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Event, Stance
    from timeline_app.ui.services.services import Services


SIZE_PX = (540, 500)


class ClaimDialog(PageDialog):
    """Saving makes one change to the excerpt; the event's own date stays as it is."""

    changed = Signal(object)
    """The `Change`."""

    def __init__(self, event: Event, evidence: Evidence, order: str, parent: QWidget) -> None:
        super().__init__(_("What this evidence claims"), _("Save"), SIZE_PX, parent)
        self._event = event
        self._excerpt = excerpt = evidence.excerpt
        self.column.addWidget(plain(event.title, "quiet", self, wrap=True))
        if excerpt.exact:
            self.column.addWidget(quote_box(excerpt.exact, self, 260))
        self.date = DateInput(_("The date that it claims"), _("empty, where it claims none of its own"), order, self)
        self.date.set_date(day_in_words(excerpt.claimed_date), excerpt.claimed_date, "")
        self.add_labelled(_("The date that it claims"), self.date)
        self.stance, self.confidence = ComboBox(self), ComboBox(self)
        for stance in STANCES:
            self.stance.addItem(stance_words(stance), stance)
        for degree, words in enumerate(confidence_words()):
            self.confidence.addItem(words, degree)
        self.stance.setCurrentIndex(self.stance.findData(excerpt.stance))
        self.confidence.setCurrentIndex(self.confidence.findData(excerpt.confidence))
        self.add_labelled(_("Stance"), self.stance)
        self.add_labelled(_("Confidence"), self.confidence)
        self.column.addStretch(1)
        self.date.field.setFocus()

    @override
    def confirm(self) -> None:
        if self.date.reading.error:
            self.refuse(self.date.reading.error, self.date.field)
            return
        stance: Stance = "disputes" if self.stance.currentData() == "disputes" else "supports"
        change = reclaiming(
            self._event.title, self._excerpt, self.date.reading.edtf, stance, int(self.confidence.currentData())
        )
        if change.before == change.after:
            close(self, DONE)
        else:
            self.hand_over(self.changed, change)


class ClaimController(QObject):
    """Asks and makes the changes; the panels show them."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services

    def edit_claim(self, evidence: Evidence) -> None:
        """Ask what a piece of evidence claims."""
        session = self._services.session
        event = session.chronology.event_by_id(evidence.excerpt.event_id) if session is not None else None
        if session is None or event is None or session.chronology.read_only:
            return
        dialog = ClaimDialog(event, evidence, session.preferences.order, self._services.window)
        dialog.changed.connect(self._save)
        dialog.open()

    def _save(self, change: Change) -> None:
        self._services.save(change, self.sender())  # type: ignore[arg-type]

    def prefer_date(self, date: str) -> None:
        """Give the selected event the date that some of its evidence claims."""
        session = self._services.session
        event = session.selected_event() if session is not None else None
        if session is None or event is None:
            return
        change = preferring(event, date)
        if self._services.apply(change):
            self._services.tell_done(change)
