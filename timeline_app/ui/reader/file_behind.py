"""The original file of a document: what its stored text leaves out, and the way to store a version with it."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from timeline_app.document.evidence.reading_job import DocumentOrigin, origin_of
from timeline_app.document.evidence.source_records import Article
from timeline_app.domain.errors import KnownError
from timeline_app.ui.reader.left_out_dialog import LeftOutDialog

if TYPE_CHECKING:
    from timeline_app.domain.records import Document
    from timeline_app.ui.reader.proposals_panel import OptionsForm
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
        """Say how much is not in the text, and where the day of publication stands."""
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
