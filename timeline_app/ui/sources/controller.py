"""Commands on sources: the sourcing view, the list of sources, and bibliographies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.evidence.source_records import adding, deleting, merging
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.citation import cite
from timeline_app.formats.registry import giving, read_bibliography, spell_bibliography, suffixes_of
from timeline_app.ui.services.file_dialog import FileDialog, kinds_of, one_by_one
from timeline_app.ui.services.source_dialog import SourceDialog
from timeline_app.ui.sources.findings_list import kind_of
from timeline_app.ui.sources.sources_dialog import SourcesDialog
from timeline_app.ui.sources.sourcing_dialog import SourceCheckDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.safety import Finding, Report
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Excerpt, Source
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session

OF_EVENTS = frozenset({"overdue", "no source", "one source", "date", "needs checking", "changed"})
OF_EXCERPTS = frozenset({"excerpt", "superseded"})


class Documents(Protocol):
    """Where documents are read and shown."""

    def show_excerpt(self, excerpt: Excerpt) -> None:
        """Bring an excerpt into view."""

    def show_document(self, document_id: str) -> bool:
        """Show a stored document; give False where it is gone."""

    def take_file(self, path: Path, source: Source | None = None) -> None:
        """Read a file, as a newer version where its source is given."""


class SourcesController(QObject):
    """What the sourcing commands do in one window."""

    def __init__(self, services: Services, documents: Documents) -> None:
        super().__init__(services.window)
        self._services = services
        self._documents = documents
        self.sourcing: SourceCheckDialog | None = None
        self.sources: SourcesDialog | None = None
        self._source_for_file: Source | None = None
        self._to_export: tuple[Source, ...] = ()

    @property
    def _session(self) -> Session | None:
        return self._services.session

    # --- sourcing -------------------------------------------------------------------------------------------------

    def show_sourcing(self) -> None:
        """Open the sourcing view, or bring it to the front."""
        if self._session is None:
            return
        if self.sourcing is None or not isValid(self.sourcing):
            self.sourcing = SourceCheckDialog(self._services.window)
            self.sourcing.finding_wanted.connect(self.go_to)
            self.sourcing.kind_wanted.connect(self.list_kind)
            self.sourcing.refresh_wanted.connect(self._check)
        self.sourcing.show()
        self.sourcing.raise_()
        self._check()

    def _check(self) -> None:
        session = self._session
        if session is None:
            return
        file = session.chronology.file

        def work(_job: Job) -> Report:
            return file.check()

        self._services.jobs.start(_("Checking the evidence"), work, self._show_report, self._services.fault)

    def _show_report(self, report: Report) -> None:
        if self.sourcing is not None and isValid(self.sourcing):
            self.sourcing.show_report(report)

    def go_to(self, finding: Finding) -> None:
        """Lead to what a finding is about."""
        session = self._session
        if session is None:
            return
        if finding.kind in OF_EVENTS:
            self._select(session.chronology.row_of(finding.id))
        elif finding.kind in OF_EXCERPTS:
            excerpt = session.chronology.library.excerpt(finding.id)
            if excerpt is not None:
                self._select(session.chronology.row_of(excerpt.event_id))
                self._documents.show_excerpt(excerpt)
        elif finding.kind == "unbacked":
            excerpt = session.chronology.library.excerpt(finding.id)
            self._select(session.chronology.row_of(excerpt.event_id) if excerpt is not None else None)
        elif finding.kind == "document":
            self._documents.show_document(finding.id)

    def list_kind(self, name: str) -> None:
        """Show the events of a kind of finding, and no others."""
        session = self._session
        if session is None:
            return
        query = kind_of(name).query
        if not query:
            return
        session.set_filter(FilterState(query))
        kept = session.shown.kept
        words = ngettext("{n} event is shown; Ctrl+T lists it.", "{n} events are shown; Ctrl+T lists them.", kept)
        self._services.tell(words.format(n=grouped(kept)))
        self._services.window.activateWindow()

    def _select(self, row: int | None) -> None:
        if row is not None and self._session is not None:
            self._session.select(row)
            self._services.window.activateWindow()

    # --- sources --------------------------------------------------------------------------------------------------

    def show_sources(self) -> None:
        """Open the list of sources, or bring it to the front."""
        session = self._session
        if session is None:
            return
        if self.sources is not None and isValid(self.sources):
            self.sources.raise_()
            return
        self.sources = SourcesDialog(session, self._services.window)
        self.sources.acted.connect(self._act)
        self.sources.event_wanted.connect(self._select)
        self.sources.document_wanted.connect(self._show_document)
        self.sources.import_wanted.connect(self._ask_import)
        self.sources.export_wanted.connect(self._ask_export)
        self.sources.show()

    def _show_document(self, document_id: str) -> None:
        self._documents.show_document(document_id)

    def _act(self, name: str, source: Source, others: Sequence[Source]) -> None:
        session = self._session
        if session is None:
            return
        chronology = session.chronology
        if name == "copy":
            QGuiApplication.clipboard().setText(cite(source))
            self._services.tell(_("Copied as citation"))
        elif name == "edit":
            dialog = SourceDialog(source, session.preferences.order, self.sources or self._services.window)
            dialog.changed.connect(self._save)
            dialog.open()
        elif name == "merge":
            change = merging(chronology, source, others)
            if self._services.apply(change):
                self._services.tell_done(change)
        elif name == "delete":
            change = deleting(source, chronology.library.documents(source.id))
            if self._services.apply(change):
                self._services.tell_done(change)
        else:
            self._ask_document(source)

    def _save(self, change: Change) -> None:
        self._services.save(change, self.sender())  # type: ignore[arg-type]

    def _ask_document(self, source: Source) -> None:
        self._source_for_file = source
        dialog = self._file_dialog(_("Add a document"), kinds_of(_("Articles"), giving("article")))
        dialog.fileSelected.connect(self._take_document)
        dialog.open()

    def _take_document(self, name: str) -> None:
        self._documents.take_file(Path(name), self._source_for_file)

    # --- bibliographies -------------------------------------------------------------------------------------------

    def _file_dialog(self, title: str, kinds: str, *, to_save: bool = False) -> FileDialog:
        over = self.sources if self.sources is not None and isValid(self.sources) else self._services.window
        return FileDialog(over, title, kinds, to_save=to_save)

    def _ask_import(self) -> None:
        kinds = kinds_of(_("Bibliographies"), giving("sources"))
        dialog = self._file_dialog(_("Import a bibliography"), kinds)
        dialog.fileSelected.connect(self.import_bibliography)
        dialog.open()

    def import_bibliography(self, name: str) -> None:
        """Add the sources of a file that are not there yet."""
        session = self._session
        if session is None:
            return
        try:
            change, known = adding(session.chronology, read_bibliography(Path(name)))
        except (KnownError, OSError) as error:
            self._services.fault(error)
            return
        there = ngettext("{n} was there already", "{n} were there already", known).format(n=known) if known else ""
        if change is None:
            self._services.tell(_("Nothing to add: {there}").format(there=there))
        elif self._services.apply(change):
            words = _("{done}; {there}").format(done=change.label, there=there) if there else change.label
            self._services.tell(words, undo=True)

    def _ask_export(self, sources: Sequence[Source]) -> None:
        self._to_export = tuple(sources)
        formats = giving("sources")
        usual = suffixes_of(formats)[0]
        dialog = self._file_dialog(_("Export sources"), one_by_one(formats), to_save=True)
        dialog.setDefaultSuffix(usual.removeprefix("."))
        dialog.selectFile(_("sources{ending}").format(ending=usual))
        dialog.fileSelected.connect(self._export_to)
        dialog.open()

    def _export_to(self, name: str) -> None:
        self.export_bibliography(Path(name), self._to_export)

    def export_bibliography(self, path: Path, sources: Sequence[Source]) -> None:
        """Write sources in the format of the file's ending."""
        try:
            path.write_text(spell_bibliography(sources, path.suffix.lower()), encoding="utf-8")
        except (KnownError, OSError) as error:
            self._services.fault(error)
            return
        count = len(sources)
        words = ngettext("Wrote {n} source to {name}", "Wrote {n} sources to {name}", count)
        self._services.tell(words.format(n=count, name=path.name))
