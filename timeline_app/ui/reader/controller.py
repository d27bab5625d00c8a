"""Commands on evidence: read an article, paste one, show words in their document, take words as evidence."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.accepting import Acceptance, accepting, quote_change
from timeline_app.document.evidence.reading_job import (
    ReadingOptions,
    date_of_words,
    names_of,
    proposals_of,
    read_file,
)
from timeline_app.document.evidence.review_queue import CategoryGuess, events_around, status_of
from timeline_app.document.evidence.source_records import Article, DocumentIntake, intake, newer_version
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event
from timeline_app.formats.registry import giving
from timeline_app.ui.reader.dialogs import EventPicker, PasteDialog, VersionDialog
from timeline_app.ui.reader.reader_view import ReaderView
from timeline_app.ui.services.file_dialog import FileDialog, kinds_of
from timeline_app.ui.services.source_dialog import SourceDialog
from timeline_app.ui.widgets.closing import close
from timeline_app.ui.widgets.focus import offer_keyboard
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.date_words import event_when
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document import Chronology, Evidence
    from timeline_app.document.evidence.left_out import LeftOutProposals
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Excerpt, Source
    from timeline_app.ui.reader.reader_view import MovableTimeline, ReaderPage
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session

Span = tuple[int, int]
LONGEST_TITLE = 80


class AskEvent(Protocol):
    """Asks for the fields of an event that words of a document support, in a dialog of their own."""

    def __call__(
        self,
        acceptance: Acceptance,
        words: tuple[str, str, str],
        published: str,
        accepted: Callable[[Acceptance], None],
    ) -> None:
        """Take as `words` the title of the dialog, those of its button, and those of the document.

        `accepted` gets what the person made of it, as a slot whose `sender()` is the dialog.
        """


class ReaderController(QObject):
    """What the evidence commands do in one window."""

    def __init__(
        self,
        services: Services,
        place: Callable[[], ReaderPage | None],
        ask_event: AskEvent,
        left_out: LeftOutProposals,
    ) -> None:
        super().__init__(services.window)
        self._left_out = left_out
        self._services = services
        self._place, self._ask_event = place, ask_event
        self._room: ReaderView | None = None
        self._told = ""

    @property
    def _session(self) -> Session | None:
        return self._services.session

    def _writable(self) -> Session | None:
        session = self._session
        if session is None:
            return None
        if session.chronology.read_only:
            self._services.note(_("This file cannot be changed. Save a copy to add documents and events."), "problem")
            return None
        return session

    # --- articles -------------------------------------------------------------------------------------------------

    def open_article(self) -> None:
        """Ask for a file and read it."""
        if self._writable() is None:
            return
        dialog = FileDialog(self._services.window, _("Read an article"), kinds_of(_("Articles"), giving("article")))
        dialog.fileSelected.connect(self._take_name)
        dialog.open()

    def _take_name(self, name: str) -> None:
        from pathlib import Path  # noqa: PLC0415 - Qt hands over text

        self.take_file(Path(name))

    def take_file(self, path: Path, source: Source | None = None) -> None:
        """Read a file; store it, as a newer version where its source is given, and open it in the reader."""
        if self._writable() is None:
            return

        def work(_job: Job) -> Article:
            return read_file(path)

        label = _("Reading {name}").format(name=path.name)
        self._services.jobs.start(label, work, partial(self.take_article, source=source), self._tell_fault)

    def _tell_fault(self, error: BaseException) -> None:
        self._services.fault(error)
        if isinstance(error, KnownError | OSError):
            self._told = fault_words(error)  # until the next file is read

    def paste_article(self) -> None:
        """Ask for a text and where it is from, and read it."""
        session = self._writable()
        if session is None:
            return
        clipboard = QGuiApplication.clipboard()
        text = clipboard.text() if clipboard is not None else ""
        text = text if len(text) > LONGEST_TITLE else ""
        dialog = PasteDialog(text, session.preferences.order, self._services.window)
        dialog.pasted.connect(self.take_article)
        dialog.open()

    def take_article(self, article: Article, source: Source | None = None) -> None:
        """Store an article and open it in the reader; a newer version is confirmed before that changes an excerpt."""
        session = self._writable()
        if session is None:
            return
        self._services.withdraw(self._told)
        found = newer_version(session.chronology, source, article) if source else intake(session.chronology, article)
        if found.is_known:
            self._services.tell(_("This text is stored already."))
            self.show_document(found.document.id)
        elif any(each.state != "same" for each in found.moved):
            dialog = VersionDialog(found, self._services.window)
            dialog.confirmed.connect(partial(self._store, found))
            dialog.open()
        else:
            self._store(found, found.change())

    def _store(self, found: DocumentIntake, change: Change) -> None:
        if not self._services.apply(change):
            return
        self.show_document(found.document.id)
        self._services.tell(stored_words(found), undo=True)

    # --- the reader -----------------------------------------------------------------------------------------------

    @property
    def room(self) -> ReaderView | None:
        """Where reading takes place in the workspace that is open; made when first needed."""
        place = self._place()
        if place is None:
            return None
        if self._room is None or self._room.place is not place:
            place.complete()
            room = ReaderView(place, self._services.jobs)
            place.reading = room
            room.documents.do = self._services.apply
            room.documents.left_out = self._left_out
            room.reader.new_event_wanted.connect(self._make_event)
            room.reader.evidence_wanted.connect(self._pick_event)
            room.reader.source_wanted.connect(self._edit_source)
            room.documents.file.version_wanted.connect(self.take_article)
            room.documents.added.connect(self._tell_added)
            room.proposals.edit_wanted.connect(self._edit_proposal)
            room.proposals.other_event_wanted.connect(self._pick_for_proposal)
            self._room = room
        return self._room

    def show_document(self, document_id: str) -> bool:
        """Open a stored document in the reader."""
        room = self.room
        if room is not None and self._asks_first(document_id, partial(self.show_document, document_id)):
            return True
        if room is None or not room.documents.show_document(document_id):
            self._services.note(_("The document of this source is no longer in the chronology."), "problem")
            return False
        room.enter()
        room.show_proposals()
        if room.proposals.form.options().published:
            room.proposals.take_keyboard()
        else:
            offer_keyboard(room.proposals.form.published.field)
        return True

    def _asks_first(self, document_id: str, go_on: Callable[[], object]) -> bool:
        """Whether another document is open with something accepted and not added; `go_on` after the answer."""
        room = self._room
        document = room.documents.document if room is not None else None
        if room is None or document is None or document.id == document_id:
            return False
        return room.ask_about_accepted(go_on)

    def ask_before_closing(self) -> bool:
        """Whether something was accepted and not added; the window closes after the answer."""
        room = self._room
        return room is not None and room.is_open and room.ask_about_accepted(partial(close, self._services.window))

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the very words of a piece of evidence in their document."""
        self.show_excerpt(evidence.excerpt)

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Bring an excerpt into view and let it light up; say so where its words are lost."""
        room = self.room
        if room is None or self._asks_first(excerpt.document_id, partial(self.show_excerpt, excerpt)):
            return
        if not self.show_document(excerpt.document_id):
            return
        room.switch.choose("event")
        room.proposals.leave_keyboard()
        room.reader.page.setFocus()
        if not room.documents.show_excerpt(excerpt):
            self._services.note(_("These words are no longer in the text of the document: they are lost."), "problem")

    # --- words as evidence ----------------------------------------------------------------------------------------

    def _make_event(self, span: Span) -> None:
        session, room = self._session, self._room
        document = room.documents.document if room is not None else None
        if session is None or room is None or document is None:
            return
        published = room.proposals.form.options().published
        acceptance = drafted(session.chronology, document.text, span, published)
        words = (_("New event from this"), _("Add event"), document.text[slice(*span)])
        self._ask_event(acceptance, words, published, self._add_event)

    def _add_event(self, acceptance: Acceptance) -> None:
        session, room, dialog = self._session, self._room, self.sender()
        if session is None or room is None or room.documents.document is None or not isinstance(dialog, PageDialog):
            return
        change = accepting(session.chronology, room.documents.document, [acceptance])
        self._services.save(change, dialog)
        if not dialog.problem:
            room.switch.choose("event")

    def _pick_event(self, span: Span) -> None:
        session, room = self._session, self._room
        if session is None or room is None or room.documents.document is None:
            return
        drafted_now = drafted(
            session.chronology, room.documents.document.text, span, room.proposals.form.options().published
        )
        start, _slash, end = drafted_now.date.partition("/")
        likely = events_around(session.chronology, start, end) if start else []
        picker = EventPicker(session, likely, self._services.window)
        picker.picked.connect(partial(self._add_evidence, span))
        picker.open()

    def _add_evidence(self, span: Span, event: Event) -> None:
        session, room = self._session, self._room
        if session is None or room is None or room.documents.document is None:
            return
        if self._services.apply(quote_change(room.documents.document, event, span)):
            session.select(session.chronology.row_of(event.id))
            room.switch.choose("event")
            words = _("Added as evidence to “{title}”").format(title=event.title)
            self._services.tell(words, undo=True)

    def _edit_proposal(self, row: int) -> None:
        session, room = self._session, self._room
        if session is None or room is None:
            return
        card = room.proposals.queue.cards[row]
        words = (_("Edit the proposal"), _("Accept"), card.proposal.exact)
        published = room.proposals.form.options().published
        self._ask_event(card.acceptance, words, published, partial(self._keep_edited, row))

    def _keep_edited(self, row: int, acceptance: Acceptance) -> None:
        if self._room is not None:
            self._room.proposals.queue.edit(row, acceptance)
            self._room.proposals.settle(row)
            self._room.proposals.list.setFocus()

    def _pick_for_proposal(self, row: int) -> None:
        session, room = self._session, self._room
        if session is None or room is None:
            return
        proposal = room.proposals.queue.cards[row].proposal
        likely = events_around(session.chronology, proposal.start, proposal.end)
        picker = EventPicker(session, likely, self._services.window)
        picker.picked.connect(partial(room.documents.merge_into, row))
        picker.open()

    def _tell_added(self, change: Change) -> None:
        session, place = self._session, self._place()
        if session is not None and place is not None:
            show_all(place.canvas, session.chronology, change)
        self._services.tell_done(change)

    def _edit_source(self) -> None:
        session, room = self._session, self._room
        if session is None or room is None or room.documents.source is None or session.chronology.read_only:
            return
        dialog = SourceDialog(room.documents.source, session.preferences.order, self._services.window)
        dialog.changed.connect(self._save)
        dialog.open()

    def _save(self, change: Change) -> None:
        self._services.save(change, self.sender())  # type: ignore[arg-type]


def stored_words(found: DocumentIntake) -> str:
    """Say what was stored of an article, and as what."""
    if found.by_words:
        return _("Stored as another version of “{title}”, whose words it has").format(title=found.source.title)
    return _("Stored, with the file as it came") if found.document.original else _("Stored")


def show_all(canvas: MovableTimeline, chronology: Chronology, change: Change) -> None:
    """Widen what the canvas shows until the dated events that a change added are in view."""
    first, last = canvas.visible_range
    for event in change.after:
        when = event_when(event) if isinstance(event, Event) and chronology.row_of(event.id) is not None else None
        if when is not None and when.start_min > OPEN_PAST and when.end_max < OPEN_FUTURE:
            margin = (last - first) // 20
            first = min(first, when.start_min - margin) if when.start_min < first else first
            last = max(last, when.end_max + margin) if when.end_max > last else last
    if (first, last) != tuple(canvas.visible_range):
        canvas.show_range(first, last)


def drafted(chronology: Chronology, text: str, span: Span, published: str) -> Acceptance:
    """Draft an event from words that a person selected: with the date that stands in them, as far as there is one."""
    words = text[slice(*span)]
    title = " ".join(words.split()).rstrip(".,;:")
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rpartition(" ")[0] + "…"
    status = chronology.particulars.new_status
    bare = Acceptance(*span, title, status=status, category=CategoryGuess(chronology).of(words))
    if not published:
        return bare
    from timeline_app.extract.languages.detection import language_of  # noqa: PLC0415 - when words are selected

    try:
        found = proposals_of(words, language_of(text), ReadingOptions(published), names_of(chronology))
    except KnownError:
        return bare
    if found.proposals:
        first = found.proposals[0]
        names = {each.id: each.name for each in chronology.actors}
        date = f"{first.start}/{first.end}" if first.end else first.start
        actors = tuple(names[each] for each in first.actors if each in names)
        return Acceptance(
            *span, first.title, date, first.date_text, status=status_of(chronology, first), category=bare.category,
            actors=actors,
        )  # fmt: skip
    dated = date_of_words(text, span, published)
    if dated is None:
        return bare
    return replace(bare, date=dated.edtf or "", date_text=dated.text)
