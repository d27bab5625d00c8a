"""Commands on evidence, light enough for the first frame: what they need is loaded when one is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from timeline_app.base.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document import Evidence
    from timeline_app.document.evidence.accepting import Acceptance
    from timeline_app.document.evidence.reviews import ReviewSubject
    from timeline_app.domain.records import Excerpt, Source
    from timeline_app.ui.app.workspace import Workspace
    from timeline_app.ui.events.reviewing import ReviewController
    from timeline_app.ui.reader.claims import ClaimController
    from timeline_app.ui.reader.controller import ReaderController
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.sources.controller import SourcesController


class EvidenceController(QObject):
    """What the evidence commands do, each by the part of the program that it belongs to."""

    def __init__(self, services: Services, workspace: Callable[[], Workspace | None], folder: Path) -> None:
        """Take the folder of the settings, in which is kept what was left out of documents."""
        super().__init__(services.window)
        self._folder = folder
        self._services = services
        self._workspace = workspace
        self._reading: ReaderController | None = None
        self._claims: ClaimController | None = None
        self._sourcing: SourcesController | None = None
        self._reviews: ReviewController | None = None

    @property
    def reading(self) -> ReaderController:
        """Documents, the reader and proposals."""
        if self._reading is None:
            from timeline_app.document.evidence.left_out import LeftOutProposals  # noqa: PLC0415 - when first needed
            from timeline_app.ui.reader.controller import ReaderController  # noqa: PLC0415 - likewise

            left_out = LeftOutProposals(self._folder / "left out")
            self._reading = ReaderController(self._services, self._workspace, self._ask_event, left_out)
        return self._reading

    @property
    def claims(self) -> ClaimController:
        """What evidence claims."""
        if self._claims is None:
            from timeline_app.ui.reader.claims import ClaimController  # noqa: PLC0415 - when first needed

            self._claims = ClaimController(self._services)
        return self._claims

    @property
    def reviews(self) -> ReviewController:
        """Who checked what."""
        if self._reviews is None:
            from timeline_app.ui.events.reviewing import ReviewController  # noqa: PLC0415 - when first needed

            self._reviews = ReviewController(self._services)
        return self._reviews

    @property
    def sourcing(self) -> SourcesController:
        """Sources, and what is wrong with the evidence."""
        if self._sourcing is None:
            from timeline_app.ui.sources.controller import SourcesController  # noqa: PLC0415 - when first needed

            self._sourcing = SourcesController(self._services, self)
        return self._sourcing

    def follow(self, workspace: Workspace) -> None:
        """Do what the event panel of a workspace asks for."""
        workspace.claim_wanted.connect(self.edit_claim)
        workspace.date_preferred.connect(self.prefer_date)
        workspace.review_wanted.connect(self.review)

    def _ask_event(
        self,
        acceptance: Acceptance,
        words: tuple[str, str, str],
        published: str,
        accepted: Callable[[Acceptance], None],
    ) -> None:
        session = self._services.session
        if session is None:
            return
        from timeline_app.ui.events.editor import QuotedEventDialog  # noqa: PLC0415 - when first needed

        dialog = QuotedEventDialog(session, acceptance, words, self._services.window)
        dialog.form.count_from(published)
        dialog.accepted_as.connect(accepted)
        dialog.open()

    def ask_before_closing(self) -> bool:
        """Whether something was accepted from an article and not added yet; the person is asked then."""
        return self._reading is not None and self._reading.ask_before_closing()

    def open_article(self) -> None:
        """Ask for a file and read it."""
        self.reading.open_article()

    def paste_article(self) -> None:
        """Ask for a text and read it."""
        self.reading.paste_article()

    def take_file(self, path: Path, source: Source | None = None) -> None:
        """Read a file, as a newer version where its source is given."""
        self.reading.take_file(path, source)

    def show_document(self, document_id: str) -> bool:
        """Show a stored document; give False where it is gone."""
        return self.reading.show_document(document_id)

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Bring an excerpt into view in its document."""
        self.reading.show_excerpt(excerpt)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the very words of a piece of evidence in their document."""
        self.reading.show_evidence(evidence)

    def show_words(self) -> None:
        """Show the words that support the selected event in their document: a quote before a paraphrase."""
        session = self._services.session
        event = session.selected_event() if session is not None else None
        if session is None or event is None:
            return
        stored = [each for each in session.chronology.evidence(event.id) if each.document_id]
        stored.sort(key=lambda each: each.excerpt.kind != "quote")
        if stored:
            self.reading.show_evidence(stored[0])
        else:
            self._services.tell(_("No words of a stored document support this event."))

    def edit_claim(self, evidence: Evidence) -> None:
        """Ask what a piece of evidence claims."""
        self.claims.edit_claim(evidence)

    def prefer_date(self, date: str) -> None:
        """Give the selected event the date that some of its evidence claims."""
        self.claims.prefer_date(date)

    def review(self, subject: ReviewSubject, act: str) -> None:
        """Say of an event or a piece of evidence that it is checked, or needs checking."""
        self.reviews.act(subject, act)

    def mark_checked(self) -> None:
        """Mark the selected event as checked."""
        self.reviews.check_selected()

    def ask_checking(self) -> None:
        """Say what needs checking in the selected event."""
        self.reviews.doubt_selected()

    def show_sourcing(self) -> None:
        """Show what is wrong with the evidence, or could be better."""
        self.sourcing.show_sourcing()

    def show_sources(self) -> None:
        """Show the sources as records."""
        self.sourcing.show_sources()
