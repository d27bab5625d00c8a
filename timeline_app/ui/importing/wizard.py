"""The page on which a file is looked at before it is imported; nothing is written before *Import*.

Each choice has the file looked at anew on the worker; then its rows are counted there. What was chosen meanwhile makes
both begin again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.direction import unmarked
from timeline_app.document.import_preview import DraftTimeline
from timeline_app.document.importing import count_in, data_sets_of, import_into, plan_import
from timeline_app.document.saved_readings import read_as_before, spell_reading
from timeline_app.domain.draft import DataSetChoice
from timeline_app.domain.errors import KnownError
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.export.problem_list import write_problems
from timeline_app.formats.reading import ReadOptions
from timeline_app.ui.importing.name_reading import NameReadingDialog
from timeline_app.ui.importing.preview_timeline import PreviewTimeline
from timeline_app.ui.importing.reading_form import NEW_DATA_SET, REMEMBERED, ReadingForm
from timeline_app.ui.importing.row_lists import OutcomeLists
from timeline_app.ui.importing.wording import found_data_set_words
from timeline_app.ui.services.file_dialog import FileDialog
from timeline_app.ui.widgets.buttons import DONE_KEY, press_by
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.focus import put_side_by_side
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import key_words, on_button, scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at, room

if TYPE_CHECKING:
    from timeline_app.document import Chronology, Snapshot
    from timeline_app.document.importing import ImportOptions, ImportOutcome, ImportPlan
    from timeline_app.document.saved_readings import SavedReadings
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.services.jobs import Job, Progress
    from timeline_app.ui.services.services import Services
    from timeline_app.ui.services.session import Session

_SIZE_PX: Final = (1180, 720)
_FORM_PX: Final = 380
_MOST_FORM: Final = 0.46
"""Of the width, where there is little."""


class ImportWizard(ReadingDialog):
    """Shows how a file is read and what would become of it, takes other choices, and imports it."""

    imported = Signal(object)
    """(`ImportOutcome`, `Snapshot`): the file is in the store."""

    def __init__(self, services: Services, session: Session, plan: ImportPlan, saved: SavedReadings) -> None:
        super().__init__(services.window)
        self._saved = saved
        self._of_saved = REMEMBERED if _is_chosen(plan.options) else ""
        """Names the saved reading that is in force."""
        self._services, self._session = services, session
        self._chronology: Chronology = session.chronology
        self.plan = plan
        self._options = plan.options
        self.counted: ImportOutcome | None = None
        """What the import would do; None while that is not known."""
        self._job: Job | None = None
        self._imports = False
        name = on_one_line(plan.path.name)
        self.setWindowTitle(_("Import “{name}”").format(name=name))
        self.form = ReadingForm(self)
        self.preview = PreviewTimeline(session.theme, self)
        self.lists = OutcomeLists(self)
        self._build(_("Import “{name}”").format(name=name))
        self._connect()
        open_at(self, *_SIZE_PX)
        self._show_plan(plan)
        self._share_width()

    def _share_width(self) -> None:
        """Give the choices the width of their words, which other languages make longer, and the rows the most."""
        wide_px = min(scaled_px(_SIZE_PX[0]), room(self).width())
        wanted_px = max(scaled_px(_FORM_PX), self.form.sizeHint().width())
        form_px = min(wanted_px, round(wide_px * _MOST_FORM))
        self._split.setSizes([form_px, wide_px - form_px])

    # --- the page -------------------------------------------------------------------------------------------------

    def _build(self, title: str) -> None:
        right = QWidget(self)
        right.setObjectName("page")
        column = QVBoxLayout(right)
        column.setContentsMargins(18, 4, 24, 12)
        column.setSpacing(10)
        column.addWidget(self.preview, 1)
        column.addWidget(self.lists, 2)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        put_side_by_side(split, _scrolled(self.form, self), _scrolled(right, self))
        split.setStretchFactor(1, 1)
        self._split = split
        heading = plain(title, "title", self, wrap=True)
        heading.setContentsMargins(24, 14, 24, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(heading)
        whole.addWidget(split, 1)
        whole.addWidget(self._footer())

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 12, 24, 12)
        self._problem = plain("", "problem", footer, wrap=True)
        self._state = plain("", "quiet", footer, wrap=True)
        row.addWidget(self._problem, 1)
        row.addWidget(self._state, 1)
        self.save_list = QPushButton(_("Save what needs a look…"), footer)
        self.cancel_button = QPushButton(_("Cancel"), footer)
        self.done_button = QPushButton(_("Import"), footer)
        self.save_list.clicked.connect(self._ask_where)
        self.cancel_button.clicked.connect(self.leave)
        self.done_button.clicked.connect(self.confirm)
        self.done_button.setProperty("role", "primary")
        self.done_button.setDefault(True)
        self.done_button.setToolTip(key_words(_("Ctrl+Enter"), DONE_KEY))
        press_by(self.done_button, DONE_KEY)
        for button in (self.save_list, self.cancel_button, self.done_button):
            button.setAutoDefault(button is self.done_button)
            row.addWidget(button)
        return footer

    def _connect(self) -> None:
        self.form.format_chosen.connect(self._choose_format)
        self.form.encoding_chosen.connect(self._choose_encoding)
        self.form.sheet_chosen.connect(self._choose_sheet)
        self.form.option_chosen.connect(self._choose_option)
        self.form.field_chosen.connect(self._choose_field)
        self.form.order_chosen.connect(self._choose_order)
        self.form.saved_chosen.connect(self._choose_saved)
        self.form.save_wanted.connect(self._ask_name)
        self.form.data_set_chosen.connect(self._choose_data_set)
        self.lists.draft_chosen.connect(self.preview.select)
        self.preview.picked.connect(self.lists.choose_draft)
        self._session.theme_changed.connect(self._redress)
        self._services.jobs.progressed.connect(self._show_progress)

    def _redress(self, theme: Theme) -> None:
        self.preview.set_theme(theme)

    # --- other choices --------------------------------------------------------------------------------------------

    def _choose_format(self, name: str) -> None:
        self._read_anew(replace(self._options, format=name))

    def _choose_encoding(self, encoding: str) -> None:
        self._read_otherwise(encoding=encoding, mapping={}, orders={})  # the columns are called otherwise then

    def _choose_sheet(self, sheet: str) -> None:
        self._read_otherwise(sheet=sheet, mapping={}, orders={})

    def _choose_option(self, chosen: tuple[str, object]) -> None:
        name, value = chosen
        self._read_otherwise(**{name: value})

    def _choose_field(self, column: str, field: str) -> None:
        """Give a column a field; another column that a person gave it before goes back to what its name says."""
        mapping = {name: given for name, given in self._options.reading.mapping.items() if not field or given != field}
        self._read_otherwise(mapping={**mapping, column: field})

    def _choose_order(self, column: str, order: str) -> None:
        self._read_otherwise(orders={**self._options.reading.orders, column: order})

    def _choose_saved(self, name: str) -> None:
        """Read as a saved reading says, or as it seems best."""
        self._of_saved = name
        plain = ReadOptions(usual_order=self._options.reading.usual_order)
        options = replace(self._options, format="", reading=plain)
        columns = [column.name for column in self.plan.table.columns]
        try:
            text = self._saved.of_shape(columns) if name == REMEMBERED else self._saved.named(name) if name else ""
            self._read_anew(read_as_before(text, options, columns) if text else options)
        except KnownError as error:
            self._say(str(error))
            self._settle("")

    def _choose_data_set(self, data_set: str) -> None:
        choice = DataSetChoice() if data_set == NEW_DATA_SET else DataSetChoice(data_set) if data_set else None
        self._read_anew(replace(self._options, format=self.plan.format, data_set=choice))

    def _read_otherwise(self, **changes: object) -> None:
        self._of_saved = ""
        reading = replace(self._options.reading, **changes)  # type: ignore[arg-type]
        self._read_anew(replace(self._options, format=self.plan.format, reading=reading))

    def _read_anew(self, options: ImportOptions) -> None:
        self._stop()
        self._options, self.counted = options, None
        self._say("")
        self._settle(_("Reading the file anew …"))
        path = self.plan.path

        def work(_job: Job) -> ImportPlan:
            return plan_import(path, options)

        self._start(work, self._take_plan, options)

    def _take_plan(self, plan: ImportPlan) -> None:
        if plan.options is self._options:
            self._show_plan(plan)

    # --- what is shown --------------------------------------------------------------------------------------------

    def _show_plan(self, plan: ImportPlan) -> None:
        self.plan, self.counted = plan, None
        zone = self._session.zone
        self.form.show_plan(plan, self._session.own_zone)
        self._offer_saved()
        self._known = data_sets_of(self._chronology) if plan.recognised.format.gives == "events" else []
        self._show_data_set()
        self.preview.setVisible(bool(plan.first))
        self.preview.show_drafts(DraftTimeline.of(plan.first, self._chronology, zone))
        self.lists.show_plan(plan, zone)
        self._say(plan.fault)
        if plan.fault:
            self._settle("")
            return
        self._settle(_("Counting the rows …"))
        chronology = self._chronology

        def work(job: Job) -> ImportOutcome:
            return count_in(chronology, plan, partial(_go_on, job, 0))

        self._start(work, partial(self._take_counts, plan), plan.options)

    def _offer_saved(self) -> None:
        """Offer the readings that were saved, where there are columns to choose about."""
        columns = [column.name for column in self.plan.table.columns]
        self.form.offer_saving(bool(columns) and self.plan.recognised.format.takes_mapping)
        self.form.show_saved(self._saved.names(), self._of_saved, remembered=bool(self._saved.of_shape(columns)))

    def _show_data_set(self) -> None:
        """Say of which data set the file is, and which others there are."""
        result = self.counted.result if self.counted is not None else None
        kind, name = (result.data_set, result.data_set_name) if result is not None else ("", "")
        choice = self._options.data_set
        chosen = "" if choice is None else choice.id or NEW_DATA_SET
        found = found_data_set_words(kind if choice is None else "", name)
        self.form.show_data_sets(self._known, found, chosen)

    def _take_counts(self, plan: ImportPlan, counted: ImportOutcome) -> None:
        if plan is not self.plan or self._imports:
            return
        self.counted = counted
        self.lists.show_counts(counted)
        self.form.show_notes(counted.notes)
        self._show_data_set()
        self._settle("")

    def _settle(self, state: str) -> None:
        """Say what goes on, and offer what can be done now."""
        self._state.setText(shown(state))
        self._state.setVisible(not self._problem.text())
        problems = self.counted is not None and bool(self.counted.result.problem_count)
        self.save_list.setVisible(problems and not self._imports)
        ready = not self._imports and not self.plan.fault and self._options is self.plan.options
        self.done_button.setEnabled(ready and not self._problem.text())
        self.form.setEnabled(not self._imports)
        self.cancel_button.setText(_("Stop") if self._imports else _("Cancel"))
        self._show_progress(None)  # the button no longer counts once the import has ended, however it did

    @property
    def problem(self) -> str:
        """What keeps the file from being imported."""
        return self._problem.text()

    def _say(self, sentence: str) -> None:
        self._problem.setText(shown(sentence))
        self._problem.setVisible(bool(sentence))

    # --- the worker -----------------------------------------------------------------------------------------------

    def _start(self, work: object, done: object, options: ImportOptions) -> None:
        label = _("Looking at {name}").format(name=on_one_line(self.plan.path.name))
        self._job = self._services.jobs.start(label, work, done, partial(self._fail, options))  # type: ignore[arg-type]

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop.set()
        self._job = None

    def _fail(self, options: ImportOptions, error: BaseException) -> None:
        """Tell why the file cannot be read so, or not imported; another choice may help."""
        if options is not self._options:
            return
        self._imports = False
        if isinstance(error, KnownError):
            self._say(str(error))
        else:
            self._services.fault(error)
        self._settle("")

    # --- import ---------------------------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Import the file; the page closes when it is in the store, and stays where that fails."""
        if not self.done_button.isEnabled():
            return
        self._stop()
        self._imports = True
        keep_file = self.form.keep_file.isChecked() and self.form.keep_file.isVisibleTo(self)
        options = replace(self.plan.options, overwrite=self.lists.taken, keep_file=keep_file)
        plan = replace(self.plan, options=options)
        chronology = self._chronology
        rows = self.counted.result.read if self.counted is not None else 0
        self._settle(_("Importing …"))

        def work(job: Job) -> tuple[ImportOutcome, Snapshot]:
            imported = import_into(chronology, plan, partial(_go_on, job, rows))
            return imported, chronology.take_snapshot()

        label = _("Importing {name}").format(name=on_one_line(plan.path.name))
        self._job = self._services.jobs.start(
            label, work, self._take_imported, partial(self._fail, self._options), self._take_stopped
        )

    def _take_imported(self, arrived: tuple[ImportOutcome, Snapshot]) -> None:
        self._imports = False
        columns = [column.name for column in self.plan.table.columns]
        if columns and self.plan.recognised.format.takes_mapping:
            chosen = replace(self._options, format=self.plan.format)
            self._saved.remember(columns, spell_reading(chosen) if _is_chosen(chosen) else "")
        self.imported.emit(arrived)
        close(self, DONE)

    def _take_stopped(self, arrived: tuple[ImportOutcome, Snapshot] | None) -> None:
        """Take it that the import was called off, unless that came too late."""
        if not isValid(self) or not self._imports:
            return
        if arrived is not None:
            self._take_imported(arrived)
            return
        self._imports = False
        self._settle(_("The import was stopped; nothing was changed."))

    def _show_progress(self, progress: Progress | None) -> None:
        if self._imports and progress is not None and progress.fraction >= 0:
            self.done_button.setText(_("{percent} %").format(percent=round(progress.fraction * 100)))
        elif not self._imports:
            self.done_button.setText(on_button(_("Import")))
            self.done_button.setShortcut(DONE_KEY)

    @override
    def reject(self) -> None:
        """Leave; while the file is imported that is called off first, and the page stays."""
        self._stop()
        if not self._imports:
            super().reject()

    # --- saved readings -------------------------------------------------------------------------------------------

    def _ask_name(self) -> None:
        dialog = NameReadingDialog(self.plan.path.stem, self)
        dialog.named.connect(self._save_reading)
        dialog.open()

    def _save_reading(self, name: str) -> None:
        try:
            self._saved.save(name, spell_reading(replace(self._options, format=self.plan.format)))
        except KnownError as error:
            self._say(str(error))
            return
        self._of_saved = name if name in self._saved.names() else ""
        self._offer_saved()
        self._settle(_("Saved as “{name}”; it can be chosen for other files.").format(name=on_one_line(name)))

    # --- the list -------------------------------------------------------------------------------------------------

    def _ask_where(self) -> None:
        dialog = FileDialog(self, _("Save what needs a look"), _("CSV table (*.csv)"), to_save=True)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(unmarked(_("{name} - what needs a look.csv").format(name=self.plan.path.stem)))
        dialog.fileSelected.connect(self._save_list)
        dialog.open()

    def _save_list(self, name: str) -> None:
        if self.counted is None:
            return
        try:
            write_problems(Path(name), self.counted.result.problems)
        except KnownError as error:
            self._say(str(error))
            self._settle("")
            return
        self._settle(_("Saved as {name}.").format(name=Path(name).name))


def _scrolled(page: QWidget, parent: QWidget) -> QScrollArea:
    """Let a part be scrolled where the screen is low; the buttons below stay in sight."""
    area = QScrollArea(parent)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area


def _is_chosen(options: ImportOptions) -> bool:
    """Tell whether a file is read otherwise than it seems best."""
    return options.reading != ReadOptions(usual_order=options.reading.usual_order)


def _go_on(job: Job, of_rows: int, rows: int) -> bool:
    """Say how far the work is; this stops it where it was called off."""
    job.progress(min(rows / of_rows, 1.0) if of_rows else -1.0)
    return True
