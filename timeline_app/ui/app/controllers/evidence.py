"""Commands on evidence, light enough for the first frame: what they need is loaded when one is given."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.document import Evidence
    from timeline_app.ui.app.main_window import MainWindow
    from timeline_app.ui.reader.claims import ClaimWork
    from timeline_app.ui.reader.controller import ReadingWork
    from timeline_app.ui.sources.controller import SourcingWork

ARTICLES: Final = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".mhtml",
    ".mht",
    ".pdf",
    ".docx",
    ".eml",
)
"""Endings of files that are read; tables and chronologies are imported instead."""


class EvidenceWork(QObject):
    """What the evidence commands do, each by the part of the program that it belongs to."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._reading: ReadingWork | None = None
        self._claims: ClaimWork | None = None
        self._sourcing: SourcingWork | None = None

    @property
    def reading(self) -> ReadingWork:
        """Documents, the reader and proposals."""
        if self._reading is None:
            from timeline_app.ui.reader.controller import ReadingWork  # noqa: PLC0415 - when first needed

            self._reading = ReadingWork(self._window)
        return self._reading

    @property
    def claims(self) -> ClaimWork:
        """What evidence claims."""
        if self._claims is None:
            from timeline_app.ui.reader.claims import ClaimWork  # noqa: PLC0415 - when first needed

            self._claims = ClaimWork(self._window)
        return self._claims

    @property
    def sourcing(self) -> SourcingWork:
        """Sources, and what is wrong with the evidence."""
        if self._sourcing is None:
            from timeline_app.ui.sources.controller import SourcingWork  # noqa: PLC0415 - when first needed

            self._sourcing = SourcingWork(self._window)
        return self._sourcing

    def ask_before_closing(self) -> bool:
        """Whether something was accepted from an article and not added yet; the person is asked then."""
        return self._reading is not None and self._reading.ask_before_closing()

    def open_article(self) -> None:
        """Ask for a file and read it."""
        self.reading.open_article()

    def paste_article(self) -> None:
        """Ask for a text and read it."""
        self.reading.paste_article()

    def take_file(self, path: Path) -> None:
        """Read a file that was dropped on the window."""
        self.reading.take_file(path)

    def show_evidence(self, evidence: Evidence) -> None:
        """Show the very words of a piece of evidence in their document."""
        self.reading.show_evidence(evidence)

    def show_words(self) -> None:
        """Show the words that support the selected event in their document: a quote before a paraphrase."""
        session = self._window.session
        event = session.selected_event() if session is not None else None
        if session is None or event is None:
            return
        stored = [each for each in session.chronology.evidence(event.id) if each.document_id]
        stored.sort(key=lambda each: each.excerpt.kind != "quote")
        if stored:
            self.reading.show_evidence(stored[0])
        else:
            self._window.toast.say(_("No words of a stored document support this event."))

    def edit_claim(self, evidence: Evidence) -> None:
        """Ask what a piece of evidence claims."""
        self.claims.edit_claim(evidence)

    def prefer_date(self, date: str) -> None:
        """Give the selected event the date that some of its evidence claims."""
        self.claims.prefer_date(date)

    def show_sourcing(self) -> None:
        """Show what is wrong with the evidence, or could be better."""
        self.sourcing.show_sourcing()

    def show_sources(self) -> None:
        """Show the sources as records."""
        self.sourcing.show_sources()
