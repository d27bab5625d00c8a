"""The document controller: text, excerpts and proposals of the open document, kept in step with the chronology.

Its original file too: what the stored text leaves out, and the way to store a version with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.accepting import accepting
from timeline_app.document.evidence.reading_job import (
    DocumentOrigin,
    names_of,
    origin_of,
    proposals_of,
    unplaced_part,
    unread_part,
    written_in_full,
)
from timeline_app.document.evidence.review_queue import CandidateEvent, ReviewQueue, queue_of
from timeline_app.document.evidence.source_records import Article
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Document, Event, Source
from timeline_app.ui.reader.dialogs import LeftOutDialog
from timeline_app.ui.reader.page_text import CARD_KEY, EVENT_KEY, Mark, excerpt_marks, place_of, proposal_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.document.contents import MarkedExcerpt
    from timeline_app.document.evidence.left_out import LeftOutProposals
    from timeline_app.document.evidence.reading_job import ReadingOptions
    from timeline_app.document.evidence.review_queue import QueueItem
    from timeline_app.domain.records import Excerpt
    from timeline_app.extract.events.proposals import Extraction
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.reader.proposals_panel import OptionsForm, ProposalsPanel
    from timeline_app.ui.reader.reader_panel import ReaderPanel
    from timeline_app.ui.services.jobs import Job, Jobs
    from timeline_app.ui.services.session import Session


class OriginalFile(QObject):
    """Reads the original file of the open document."""

    version_wanted = Signal(object, object)
    """The `Article` with all of the file's words, and the `Source` whose newer version it shall be."""

    def __init__(self, session: Session, jobs: Jobs, reader: ReaderPanel, form: OptionsForm) -> None:
        super().__init__(reader)
        self._session = session
        self._jobs = jobs
        self._reader = reader
        self._form = form
        self._document: Document | None = None
        self.origin = DocumentOrigin()
        reader.left_out_wanted.connect(self._show)

    def look_into(self, document: Document | None) -> None:
        """Read the file of a document again, on the worker; None where no document lies there."""
        self._document = document
        self.origin = DocumentOrigin()
        self.tell()
        if document is None or not document.original:
            return

        def work(_job: Job) -> DocumentOrigin:
            return origin_of(document)

        words = _("Looking into the file")
        self._jobs.start(words, work, partial(self._take, document.id), partial(self._miss, document.id))

    def _take(self, document_id: str, origin: DocumentOrigin) -> None:
        if isValid(self) and self._session.is_open and self._document is not None and self._document.id == document_id:
            self.origin = origin
            self.tell()

    def _miss(self, document_id: str, error: BaseException) -> None:
        self._take(document_id, DocumentOrigin())
        if not isinstance(error, KnownError):
            raise error

    def tell(self) -> None:
        """Say what the file is, how much is not in the text, and where the day of publication stands."""
        self._reader.tell_notes(self.origin.notes)
        self._reader.tell_left_out(len(self.origin.left_out))
        self._form.show_dates(self.origin.dates)

    def _show(self) -> None:
        can_take = not self._session.chronology.read_only and bool(self.origin.whole)
        dialog = LeftOutDialog(self.origin, self._reader.window(), can_take=can_take)
        if self._document is not None:
            dialog.taken.connect(partial(self._ask_for_version, self._document, self.origin.whole))
        dialog.open()

    def _ask_for_version(self, document: Document, whole: str) -> None:
        if not self._session.is_open:
            return
        source = self._session.chronology.library.source(document.source_id)
        if source is not None:
            article = Article(source.title, text=whole, media_type=document.media_type, original=document.original)
            self.version_wanted.emit(article, source)


class DocumentController(QObject):
    """Shows a document in the reader and what it proposes in the panel; makes the changes that both ask for."""

    event_visited = Signal()
    """A mark of an event was clicked."""
    added = Signal(object)
    """The `Change` that added what was accepted."""
    emptied = Signal()
    """The document is no longer in the chronology."""
    read = Signal()
    """The article was read for its dates."""

    def __init__(self, session: Session, jobs: Jobs, reader: ReaderPanel, proposals: ProposalsPanel) -> None:
        super().__init__(reader)
        self._session = session
        self._jobs = jobs
        self.reader = reader
        self.proposals = proposals
        self.file = OriginalFile(session, jobs, reader, proposals.form)
        self.document: Document | None = None
        self.source: Source | None = None
        self.do: Callable[[Change], bool] = self._do
        self.left_out: LeftOutProposals | None = None
        """Where it is kept what a person left out."""
        self._marked: list[MarkedExcerpt] = []
        self._turn = 0
        self._reads = False
        """Whether the document is being read for its dates."""
        self._stays = False
        """Whether the page stays at the words of an excerpt while that goes on."""
        session.data_changed.connect(self._follow)
        session.theme_changed.connect(self._restyle)
        reader.page.mark_clicked.connect(self._visit_mark)
        reader.version_chosen.connect(self.show_document)
        proposals.options_changed.connect(self._read_with)
        proposals.card_visited.connect(self._visit_card)
        proposals.decided.connect(self._mark)
        proposals.card_decided.connect(self._keep_left_out)
        proposals.add_wanted.connect(self.add_accepted)

    # --- what is open ---------------------------------------------------------------------------------------------

    def show_document(self, document_id: str) -> bool:
        """Open a document; False where it is not in the chronology."""
        if self.document is not None and self.document.id == document_id:
            return True
        document = self._session.document(document_id)
        library = self._session.chronology.library
        source = library.source(document.source_id) if document is not None else None
        if document is None or source is None:
            return False
        self.document, self.source = document, source
        self.reader.show_source(source, document.captured)
        self.reader.show_versions(library.outlines(source.id), document.id)
        self.reader.show_writable(on=not self._session.chronology.read_only)
        self.reader.page.show_text(document.text)
        self.proposals.form.show_published(source.published)
        self.file.look_into(document)
        self.proposals.show_queue(ReviewQueue(), _("Reading…"))
        self._mark()
        self.read_again(self.proposals.form.options())
        return True

    def show_excerpt(self, excerpt: Excerpt) -> bool:
        """Bring the very words of an excerpt into view; False where they are lost."""
        if self.document is None:
            return False
        span = place_of(excerpt, self.document.text)
        if span is None:
            return False
        self.reader.page.bring(*span, flash=True)
        self._stays = self._reads
        return True

    def clear(self) -> None:
        """Close the document."""
        self.document = self.source = None
        self._turn += 1
        self._reads = self._stays = False
        self.file.look_into(None)
        self.reader.page.show_text("")
        self.proposals.show_queue(ReviewQueue())

    @property
    def undecided(self) -> int:
        """How many accepted proposals are not in the chronology yet."""
        return self.proposals.queue.count("accepted", "merged")

    # --- marks ----------------------------------------------------------------------------------------------------

    def _mark(self) -> None:
        if self.document is None:
            return
        self._marked = self._session.chronology.library.marked_in(self.document.id)
        excerpts, lost = excerpt_marks(self._session, self._marked, self.document.text)
        marks = proposal_marks(self.proposals.queue) + excerpts
        current = self.proposals.current()
        if current is not None:
            proposal = current[1].proposal
            marks.append(Mark(proposal.excerpt_start, proposal.excerpt_end, "current"))
        self.reader.show_marks(marks, lost)

    def _visit_mark(self, mark: Mark) -> None:
        if mark.key.startswith(EVENT_KEY):
            self._session.select(int(mark.key.removeprefix(EVENT_KEY)))
            self.event_visited.emit()
        elif mark.key.startswith(CARD_KEY):
            cards = self.proposals.list
            cards.setCurrentIndex(cards.cards.index(int(mark.key.removeprefix(CARD_KEY))))

    def _visit_card(self, card: QueueItem) -> None:
        self._mark()
        if self._stays:  # the words that a person asked for are not scrolled away by proposals that come later
            return
        self.reader.page.bring(card.proposal.excerpt_start, card.proposal.excerpt_end)

    # --- proposals ------------------------------------------------------------------------------------------------

    def _read_with(self, options: ReadingOptions) -> None:
        self._keep_published(options.published)
        self.read_again(options)

    def _keep_published(self, published: str) -> None:
        """Write down when the source was published, as the person says it was."""
        source = self.source
        if source is None or not published or published == source.published or self._session.chronology.read_only:
            return
        after = replace(source, published=published)
        label = _("Set when “{title}” was published").format(title=source.title)
        if self.do(Change(label, (source,), (after,))):
            self.source = after

    def read_again(self, options: ReadingOptions) -> None:
        """Read the article for its dates, on the worker."""
        document, source = self.document, self.source
        if document is None or source is None:
            return
        self._turn += 1
        names, turn, text = names_of(self._session.chronology), self._turn, document.text
        undated = not options.published
        if undated:
            options = replace(options, published=document.captured[:10] or datetime.now(UTC).date().isoformat())

        def work(_job: Job) -> Extraction:
            found = proposals_of(text, source.language, options, names)
            return written_in_full(found) if undated else found

        said = asked(self.proposals.form.options().published)
        self._reads = True
        self._jobs.start(_("Reading for dates"), work, partial(self._take, turn, said), partial(self._failed, turn))

    def _take(self, turn: int, said: str, extraction: Extraction) -> None:
        if not isValid(self) or not self._session.is_open or turn != self._turn:
            return
        source_id = self.source.id if self.source is not None else ""
        left_out = self.left_out.of_source(source_id) if self.left_out is not None else ()
        queue = queue_of(self._session.chronology, extraction.proposals, self._marked, extraction.rest, left_out)
        queue.adopt_decisions(self.proposals.queue)
        self._reads = False
        if not said:
            self.proposals.form.show_genre(news=extraction.news)
        parts = said, unread_part(extraction), unplaced_part(extraction)
        self.proposals.show_queue(queue, " ".join(filter(None, parts)))
        self._stays = False
        self._mark()
        self.read.emit()

    def _failed(self, turn: int, error: BaseException) -> None:
        if not isValid(self) or not self._session.is_open or turn != self._turn:
            return
        if not isinstance(error, KnownError):
            raise error
        self._reads = self._stays = False
        self.proposals.show_queue(ReviewQueue(), str(error))
        self._mark()
        self.read.emit()

    def add_accepted(self) -> None:
        """Put what was accepted into the chronology, as one change, and show it on the canvas."""
        taken = self.proposals.queue.taken
        if self.document is None or not taken:
            return
        change = accepting(self._session.chronology, self.document, taken)
        if not self.do(change):
            return
        self.proposals.queue.settle()
        self.proposals.show_queue(self.proposals.queue, asked(self.proposals.form.options().published))
        self._mark()
        event = next((each for each in change.after if isinstance(each, Event)), None)
        event_id = event.id if event is not None else taken[0].into
        row = self._session.chronology.row_of(event_id)
        if row is not None:
            self._session.select(row)
        self.added.emit(change)

    def drop_accepted(self) -> None:
        """Accept no longer what was accepted and not added; it may be an event for all that."""
        for row, card in enumerate(self.proposals.queue.cards):
            if card.decision in {"accepted", "merged"}:
                self.proposals.queue.reopen(row)
        self.proposals.show_queue(self.proposals.queue, self.proposals.said)

    def _keep_left_out(self, card: QueueItem) -> None:
        """Remember that a proposal is no event here, for the next time that this document is read."""
        if self.left_out is not None and self.source is not None:
            self.left_out.keep(self.source.id, card.proposal, left_out=card.decision == "rejected")

    def merge_into(self, row: int, event: Event) -> None:
        """Take a proposal as evidence for an event that the person picked."""
        self.proposals.merge(row, CandidateEvent(event.id, event.title, 0.0))

    # --- following ------------------------------------------------------------------------------------------------

    def _do(self, change: Change) -> bool:
        self._session.chronology.do(change)
        return True

    def _follow(self, _change: object) -> None:
        """Mark anew after a change; notice where a source was edited, or the document undone."""
        document = self.document
        if document is None:
            return
        library = self._session.chronology.library
        source_id = library.source_of(document.id)
        if not source_id:
            self.clear()
            self.emptied.emit()
            return
        source = library.source(source_id)
        if source is not None and source != self.source:
            self.source = source
            self.reader.show_source(source, document.captured)
            if source.published != self.proposals.form.options().published:
                self.proposals.form.show_published(source.published)
                self.file.tell()
                self.read_again(self.proposals.form.options())
        self._mark()
        self._reopen_undone()

    def _reopen_undone(self) -> None:
        """Offer again what was added and then taken back."""
        if not self.proposals.queue.count("there"):
            return
        cards = self.proposals.queue.cards
        gone = [row for row, card in enumerate(cards) if card.decision == "there" and not is_quoted(card, self._marked)]
        for row in gone:
            cards[row] = replace(cards[row], decision="open")
        if gone:
            self.proposals.show_queue(self.proposals.queue, asked(self.proposals.form.options().published))

    def _restyle(self, theme: Theme) -> None:
        self.reader.page.restyle(theme)
        self._mark()


def asked(published: str) -> str:
    """Ask for the day of publication, where nobody knows it yet."""
    if published:
        return ""
    return _(
        "When was this published? Dates such as “on Wednesday” are counted from that day; until then only dates "
        "written with their year are proposed."
    )


def is_quoted(card: QueueItem, marked: Iterable[MarkedExcerpt]) -> bool:
    """Tell whether an excerpt stands in the sentence of an item."""
    proposal, spans = card.proposal, ((each.excerpt.start, each.excerpt.end) for each in marked)
    return any(first < proposal.excerpt_end and proposal.excerpt_start < last for first, last in spans)
