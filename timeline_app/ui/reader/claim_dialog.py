"""What a piece of evidence claims: a date of its own, for or against the event, and how far it is to be trusted."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from timeline_app.base.compat import override
from timeline_app.document.evidence.claims import reclaiming
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.reader.dialog_parts import quote_box
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.menu_button import Choice
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Evidence
    from timeline_app.domain.records import Event, Stance

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
        self.stance, self.confidence = Choice(self), Choice(self)
        for words, stance in ((_("Supports the event"), "supports"), (_("Disputes the event"), "disputes")):
            self.stance.addItem(words, stance)
        for degree, words in enumerate(
            (_("Not to be trusted"), _("Doubtful"), _("Plausible"), _("Reliable"), _("Beyond doubt"))
        ):
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
            self.accept()
        else:
            self.hand_over(self.changed, change)
