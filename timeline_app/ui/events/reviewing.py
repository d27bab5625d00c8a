"""Commands on reviews: marking an event or its evidence as checked, saying what needs checking, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.many_events import EventEdits, change_of_many, chosen_events
from timeline_app.document.evidence.reviews import checking, doubting, reviews_of, withdrawing
from timeline_app.domain.errors import KnownError
from timeline_app.ui.events.review_line import standing_words
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain, quote_box
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from timeline_app.document.editing.many_events import ReviewWish
    from timeline_app.document.evidence.reviews import ReviewSubject
    from timeline_app.domain.change import Change
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session

SIZE_PX = (520, 330)


class NeedsCheckingDialog(PageDialog):
    """Asks what is to be looked at; the note may stay empty."""

    noted = Signal(object)
    """The `Change`."""

    def __init__(self, subject: ReviewSubject, reviewer: str, parent: QWidget) -> None:
        super().__init__(_("Needs checking"), _("Save"), SIZE_PX, parent)
        self._subject, self._reviewer = subject, reviewer
        self.column.addWidget(plain(subject.event.title, "quiet", self, wrap=True))
        if subject.evidence is not None and subject.evidence.excerpt.exact:
            self.column.addWidget(quote_box(subject.evidence.excerpt.exact, self, 260))
        self.note = QPlainTextEdit(self)
        self.note.setAccessibleName(_("What is to be checked"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(scaled_px(84))
        if subject.review is not None:
            self.note.setPlainText(subject.review.note)
        self.add_labelled(_("What is to be checked"), self.note)
        self.column.addStretch(1)
        self.note.setFocus()

    @override
    def confirm(self) -> None:
        change = doubting(self._subject, self._reviewer, self.note.toPlainText())
        if change is None:
            close(self, DONE)
        else:
            self.hand_over(self.noted, change)


class ReviewController(QObject):
    """Makes one change of each thing that is said; the panels show it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._services = services

    def act(self, subject: ReviewSubject, act: str) -> None:
        """Do what a line of the event panel asks for."""
        session = self._services.session
        if session is None or session.chronology.read_only:
            return
        reviewer = session.chronology.author
        if act == "doubt":
            dialog = NeedsCheckingDialog(subject, reviewer, self._services.window)
            dialog.noted.connect(self._save)
            dialog.open()
        elif act == "withdraw":
            self._make(withdrawing(subject))
        else:
            self._check(subject, reviewer)

    def check_selected(self) -> None:
        """Mark the selected event as checked."""
        self._act_on_selected("check")

    def doubt_selected(self) -> None:
        """Ask what needs checking in the selected event."""
        self._act_on_selected("doubt")

    def _act_on_selected(self, act: str) -> None:
        session = self._services.session
        event = session.selected_event() if session is not None else None
        if session is None:
            return
        if len(session.several) and not session.chronology.read_only:
            self._act_on_several(session, "checked" if act == "check" else "needs checking")
        elif event is None:
            self._services.tell(_("Select an event first."))
        elif session.chronology.read_only:
            self._services.tell(_("This timeline can only be read."))
        else:
            self.act(reviews_of(session.chronology, event).event, act)

    def _act_on_several(self, session: Session, wish: ReviewWish) -> None:
        chronology = session.chronology
        try:
            events = chosen_events(chronology, session.several.tolist())
        except KnownError as error:
            self._services.fault(error)
            return
        change = change_of_many(chronology, events, EventEdits(review=wish))
        if change is None:
            self._services.tell(_("All of them are marked so already."))
        else:
            self._make(change, nameless=not chronology.author)

    def _check(self, subject: ReviewSubject, reviewer: str) -> None:
        change = checking(subject, reviewer)
        if change is None:
            self._services.tell(standing_words(subject))
        else:
            self._make(change, nameless=not reviewer)

    def _make(self, change: Change | None, *, nameless: bool = False) -> None:
        if change is None or not self._services.apply(change):
            return
        self._services.tell_done(change, _("Type your name in the settings, so that it says who.") if nameless else "")

    def _save(self, change: Change) -> None:
        self._services.save(change, self.sender())  # type: ignore[arg-type]
