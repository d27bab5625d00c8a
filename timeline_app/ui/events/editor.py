"""The dialogs around an event's form: for a new event or a known one, and for one that words of a document support.

Saving makes one change.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.event_draft import EvidenceDraft, change_for, quote_problem_of
from timeline_app.document.evidence.accepting import Acceptance, split_date
from timeline_app.ui.events.event_form import EventForm
from timeline_app.ui.events.evidence_form import EvidenceForm
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain, quote_box
from timeline_app.ui.widgets.name_input import MARK
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Evidence
    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session


SIZE_PX = (720, 760)


class EventEditor(PageDialog):
    """Fields of the event, then a box for each piece of evidence; nothing is kept before "Save"."""

    saved = Signal(object)
    """The `Change` to carry out."""

    def __init__(self, session: Session, event: Event | None, parent: QWidget) -> None:
        title = _("Edit event") if event is not None else _("New event")
        super().__init__(title, _("Save"), SIZE_PX, parent)
        self._session = session
        self._before = event
        self.form = EventForm(session, self)
        self._evidence: list[EvidenceForm] = []
        self.goes_on = False
        """Whether another form shall open for the next event of a series."""
        self._had = session.chronology.evidence(event.id) if event is not None else ()
        self._build()
        if event is not None:
            self.form.fill(event)
            for each in self._had:
                self._add_form(each)
        else:
            self.add_button(_("Save and next"), "Ctrl+Shift+Return", self.confirm_and_next)
        self._clean = self._state()
        self.form.title.setFocus()

    def _build(self) -> None:
        column = self.column
        column.addWidget(self.form)
        column.addSpacing(8)
        column.addWidget(plain(_("Evidence"), "strong", self))
        self._forms = QVBoxLayout()
        self._forms.setSpacing(10)
        column.addLayout(self._forms)
        more = QPushButton(_("Add a source"), self)
        more.setProperty("role", "link")
        more.clicked.connect(self.add_evidence)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.form.title.deselect)  # Qt selects it all, and the next key would erase it

    @property
    def evidence_forms(self) -> tuple[EvidenceForm, ...]:
        """The boxes for evidence, as they stand."""
        return tuple(self._evidence)

    def add_evidence(self) -> EvidenceForm:
        """Offer a box for one more source."""
        form = self._add_form(None)
        form.title.setFocus()
        QTimer.singleShot(0, form, partial(self.page_scroll.ensureWidgetVisible, form))  # once it is laid out
        return form

    def _add_form(self, known: Evidence | None) -> EvidenceForm:
        form = EvidenceForm(self._session.preferences.order, known, self)
        form.removed.connect(self._remove_form)
        self._evidence.append(form)
        self._forms.addWidget(form)
        return form

    def _remove_form(self, form: EvidenceForm) -> None:
        self._evidence.remove(form)
        form.hide()
        form.deleteLater()

    def go_on_with(self, series: Mapping[str, str]) -> None:
        """Begin with what the events of a series have in common; that alone is nothing to be saved."""
        self.form.go_on_with(series)
        self._clean = self._state()
        self.form.title.setFocus()

    @override
    def confirm(self) -> None:
        self.goes_on = False
        self._save()

    def confirm_and_next(self) -> None:
        """Save, and go on with the next event of the series."""
        self.goes_on = True
        self._save()

    def _save(self) -> None:
        sentence = self.form.problem()
        self.refuse(sentence)
        if sentence:
            return
        evidence: list[EvidenceDraft] = []
        for form in self._evidence:
            draft = form.draft()
            if draft is None:
                self.page_scroll.ensureWidgetVisible(form)
                return
            false_quote = quote_problem_of(self._session.chronology, draft)
            if false_quote:
                form.refuse_words(false_quote)
                self.page_scroll.ensureWidgetVisible(form)
                return
            evidence.append(draft)
        change = change_for(self._session.chronology, self._before, self.form.draft(), evidence, self._had)
        if change is not None:
            self.saved.emit(change)  # whoever carries it out closes the form; until then nothing of it may go
        else:
            close(self, DONE)

    def _state(self) -> tuple[object, ...]:
        return self.form.draft(), tuple(form.draft() for form in self._evidence)

    def has_unsaved_text(self) -> bool:
        """Whether leaving now would lose something."""
        return self.isVisible() and self._state() != self._clean

    @override
    def would_lose(self) -> bool:
        return self._state() != self._clean

    @override
    def words_of_loss(self) -> str:
        return _("This event is not saved yet.")

    @override
    def words_of_saving(self) -> str:
        return _("Save")


QUOTED_SIZE_PX = (700, 720)


class QuotedEventDialog(PageDialog):
    """Fills in what was proposed; what comes back is what the person made of it."""

    accepted_as = Signal(object)
    """The `Acceptance`."""

    def __init__(self, session: Session, acceptance: Acceptance, words: tuple[str, str, str], parent: QWidget) -> None:
        """Take as `words` the title of the dialog, those of its button, and those of the document."""
        title, done_words, quoted = words
        super().__init__(title, done_words, QUOTED_SIZE_PX, parent)
        self._acceptance = acceptance
        self.column.addWidget(quote_box(quoted, self))
        self.form = EventForm(session, self)
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self._fill(acceptance)
        self.form.title.setFocus()

    def _fill(self, acceptance: Acceptance) -> None:
        form, joint = self.form, f"{MARK} "
        start, end = split_date(acceptance.date)
        form.title.setText(acceptance.title)
        form.title.setCursorPosition(0)
        form.start.set_date("" if end else acceptance.date_text, start, acceptance.zone)
        form.end.set_date("", end, acceptance.zone)
        form.status.setCurrentIndex(form.status.findData(acceptance.status))
        form.importance.setCurrentIndex(acceptance.importance - 1)
        form.category.setText(acceptance.category)
        form.place.setText(acceptance.place)
        form.actors.setText(joint.join(acceptance.actors))
        form.tags.setText(joint.join(acceptance.tags))
        form.summary.setPlainText(acceptance.summary)
        form.notes.setPlainText(acceptance.notes)

    @override
    def confirm(self) -> None:
        sentence = self.form.problem()
        if sentence:
            self.refuse(sentence)
            return
        draft = self.form.draft()
        self.hand_over(
            self.accepted_as,
            replace(
                self._acceptance,
                title=draft.title,
                date=f"{draft.start}/{draft.end}" if draft.end else draft.start,
                date_text=draft.date_text,
                zone=draft.zone,
                status=draft.status or self._acceptance.status,
                category=draft.category,
                actors=draft.actors,
                place=draft.place,
                tags=draft.tags,
                importance=draft.importance,
                summary=draft.summary,
                notes=draft.notes,
            ),
        )
