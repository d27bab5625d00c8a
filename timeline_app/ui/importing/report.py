"""What became of a file, to be read and copied: how it was read, which rows need a look, what was not overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped, sentences
from timeline_app.document.importing import summary_of
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.document.importing import ImportOutcome

MARGIN_PX = 24


def headline(imported: ImportOutcome) -> str:
    """Say in a sentence or two what a person should know of an import; empty where there is nothing."""
    problems, notes = imported.result.problems, imported.notes
    if problems:
        first = _("Row {row}: {message}").format(row=problems[0].row, message=problems[0].message)
        count = imported.result.problem_count
        more = ngettext("{count} row needs a look.", "{count} rows need a look.", count)
        return sentences(more.format(count=count), first)
    return notes[0] if notes else ""


def lines(imported: ImportOutcome) -> Iterator[str]:
    """Give the whole report, a line for each thing."""
    yield _("{summary}.").format(summary=summary_of(imported))
    if imported.notes:
        yield ""
        yield _("How the file was read")
        yield from map(on_one_line, imported.notes)
    if imported.result.problems:
        yield ""
        yield _("Rows that need a look")
        for problem in imported.result.problems:
            yield _("Row {row}: {message}").format(row=problem.row, message=on_one_line(problem.message))
        if more := imported.result.problem_count - len(imported.result.problems):
            yield ngettext("… and {n} more row", "… and {n} more rows", more).format(n=grouped(more))


class ImportReport(ReadingDialog):
    """Shows the report; it has the keyboard at once, and closes with Escape."""

    def __init__(self, imported: ImportOutcome, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import report"))
        self.text = QPlainTextEdit("\n".join(lines(imported)), self)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Import report"))
        self.text.setTabChangesFocus(True)
        flags = self.text.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(flags)
        buttons = QDialogButtonBox(self)
        buttons.addButton(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, 20, MARGIN_PX, 14)
        column.setSpacing(scaled_px(10))
        column.addWidget(plain(_("Import report"), "title", self))
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        self.text.setFocus()
        open_at(self, 720, 480)
