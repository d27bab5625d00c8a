"""Importing from the window: a file is looked at, shown, and what came of it is told and led to."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTemporaryDir, Signal

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.importing import ImportOptions, summary_of
from timeline_app.document.saved_readings import plan_as_before
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.reading import ReadOptions
from timeline_app.formats.tables.pasted_rows import pasted_rows, with_header, write_rows
from timeline_app.ui.importing.report import ImportReport, headline
from timeline_app.ui.importing.wizard import ImportWizard

if TYPE_CHECKING:
    from timeline_app.document import Chronology, Snapshot
    from timeline_app.document.importing import ImportOutcome, ImportPlan
    from timeline_app.document.saved_readings import SavedReadings
    from timeline_app.domain.columns import I64
    from timeline_app.ui.services.jobs import Job
    from timeline_app.ui.services.services import Services


class ImportController(QObject):
    """What the window does with a file that is to be imported."""

    arrived = Signal(object)
    """The rows of events that came; the timeline leads to them."""

    def __init__(self, services: Services, saved: SavedReadings) -> None:
        super().__init__(services.window)
        self._services, self._saved = services, saved
        self._pasted: QTemporaryDir | None = None
        """Where pasted rows lie as a file for as long as they are looked at."""

    def take_pasted(self, text: str, markup: str) -> None:
        """Look at rows that were copied elsewhere, as at a file of them."""
        try:
            rows = pasted_rows(text, markup)
            if not rows:
                told = _(
                    "The clipboard holds no rows. Copy cells of a table first; Ctrl+Shift+V reads text as an article."
                )
                self._services.tell(told)
                return
            self._pasted = QTemporaryDir()
            moment = f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
            path = Path(self._pasted.path()) / _("Pasted rows {moment}.csv").format(moment=moment)
            write_rows(with_header(rows), path)
        except (KnownError, OSError) as error:
            self._refuse(error)
            return
        self.take(path)

    def _refuse(self, error: BaseException) -> None:
        self._forget_pasted()
        self._services.fault(error)

    def _forget_pasted(self, _result: int = 0) -> None:
        if self._pasted is not None:
            self._pasted.remove()
        self._pasted = None

    def take(self, path: Path) -> None:
        """Look at a file on the worker, then show the page on which it is imported."""
        session = self._services.session
        if session is None:
            return
        chronology = session.chronology
        if chronology.read_only:
            words = _("“{name}” can be read but not changed, so nothing can be imported; save a copy to work on it.")
            self._services.note(words.format(name=chronology.name), "problem")
            return
        reading = ReadOptions(usual_order="mdy" if self._services.preferences.order == "mdy" else "dmy")
        options = ImportOptions(reading=reading, author=chronology.author)

        def work(_job: Job) -> ImportPlan:
            return plan_as_before(path, options, self._saved)

        label = _("Looking at {name}").format(name=on_one_line(path.name))
        self._services.jobs.start(label, work, partial(self._open, chronology), self._refuse)

    def _open(self, chronology: Chronology, plan: ImportPlan) -> None:
        session = self._services.session
        if session is None or session.chronology is not chronology:
            return
        wizard = ImportWizard(self._services, session, plan, self._saved)
        wizard.imported.connect(partial(self._tell, chronology))
        wizard.finished.connect(self._forget_pasted)
        wizard.open()

    def _tell(self, chronology: Chronology, came: tuple[ImportOutcome, Snapshot]) -> None:
        """Show what came: say it, lead to it, and offer to show it where the filter hides it."""
        imported, snapshot = came
        session = self._services.session
        if session is None or session.chronology is not chronology:
            return
        last = int(chronology.columns.row.max(initial=0))
        chronology.adopt(snapshot)
        self._services.tell(summary_of(imported), undo=bool(imported.result.batch))
        rows = chronology.columns.row[chronology.columns.row > last]
        if len(rows):
            self.arrived.emit(rows)
        if hidden := self._hidden(rows):
            words = ngettext(
                "The filters hide {n} of the events that came in.", "The filters hide {n} of the events that came in.",
                hidden,
            )  # fmt: skip
            self._services.ask(words.format(n=grouped(hidden)), _("Show them"), self._show_all)
        elif sentence := headline(imported):
            self._services.ask(sentence, _("Show all"), partial(self._show_report, imported))

    def _hidden(self, rows: I64) -> int:
        """Count the events among rows that the filter does not keep."""
        session = self._services.session
        if session is None or session.shown.mask is None:
            return 0
        return int(np.count_nonzero(np.isin(session.chronology.columns.row, rows) & ~session.shown.mask))

    def _show_all(self) -> None:
        """Let the filters hide nothing."""
        if self._services.session is not None:
            self._services.session.set_filter(FilterState())

    def _show_report(self, imported: ImportOutcome) -> None:
        ImportReport(imported, self._services.window).open()
