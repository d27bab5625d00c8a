"""An event that some words of a document support: the event's fields under the words themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from timeline_app.base.compat import override
from timeline_app.document.evidence.accepting import Acceptance, split_date
from timeline_app.ui.events.event_form import EventForm
from timeline_app.ui.widgets.name_input import MARK
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.widgets.quotes import quote_box

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.ui.services.session import Session


SIZE_PX = (700, 720)


class QuotedEventDialog(PageDialog):
    """Fills in what was proposed; what comes back is what the person made of it."""

    accepted_as = Signal(object)
    """The `Acceptance`."""

    def __init__(self, session: Session, acceptance: Acceptance, words: tuple[str, str, str], parent: QWidget) -> None:
        """Take as `words` the title of the dialog, those of its button, and those of the document."""
        title, done_words, quoted = words
        super().__init__(title, done_words, SIZE_PX, parent)
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
                status=draft.status,
                category=draft.category,
                actors=draft.actors,
                place=draft.place,
                tags=draft.tags,
                importance=draft.importance,
                summary=draft.summary,
                notes=draft.notes,
            ),
        )
