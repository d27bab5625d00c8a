"""The sourcing dialog: faults and hints of the check under headings; each row leads to its event or source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.ui.sources.findings_list import FindingsList
from timeline_app.ui.widgets.labels import plain, rule
from timeline_app.ui.widgets.page_dialog import ReadingDialog, open_at

if TYPE_CHECKING:
    from timeline_app.document.safety import Report


class SourceCheckDialog(ReadingDialog):
    """Stays open while one works in the window."""

    finding_wanted = Signal(object)
    kind_wanted = Signal(str)
    """The kind of finding whose events shall be shown."""
    refresh_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Sourcing"))
        self.list = FindingsList(self)
        self.list.wanted.connect(self.finding_wanted)
        self.list.kind_wanted.connect(self.kind_wanted)
        self._summary = plain(_("Looking…"), "quiet", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(rule(self))
        column.addWidget(self.list, 1)
        column.addWidget(self._footer())
        open_at(self, 520, 640)

    def _head(self) -> QFrame:
        head = QFrame(self)
        box = QVBoxLayout(head)
        box.setContentsMargins(24, 20, 24, 14)
        box.setSpacing(6)
        box.addWidget(plain(_("Sourcing"), "title", head))
        box.addWidget(self._summary)
        return head

    def _footer(self) -> QFrame:
        footer = QFrame(self)
        footer.setObjectName("dialogFooter")
        row = QHBoxLayout(footer)
        row.setContentsMargins(24, 12, 24, 12)
        again = QPushButton(_("Check again"), footer)
        again.setAutoDefault(False)
        again.clicked.connect(self.refresh_wanted)
        row.addWidget(again)
        row.addStretch(1)
        close = QPushButton(_("Close"), footer)
        close.setAutoDefault(False)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        return footer

    @property
    def summary(self) -> str:
        """What is said of all findings together."""
        return self._summary.text()

    def show_report(self, report: Report) -> None:
        """Show what was found, faults first."""
        self.list.show_findings((*report.problems, *report.hints))
        faults, hints = len(report.problems), len([each for each in report.hints if each.id])
        kinds = {each.kind for each in report.hints}
        whole = _("The store is whole, and every quote stands in its document.")
        if "unbacked" in kinds:
            whole = _("The store is whole, and every quote that has a stored text stands in it.")
        told = [
            ngettext("{n} fault.", "{n} faults.", faults).format(n=faults) if faults else whole,
            ngettext("{n} thing to look into.", "{n} things to look into.", hints).format(n=hints) if hints else "",
        ]
        if not faults and not kinds & {"no source", "one source"}:
            told.append(_("Every event rests on two sources or more."))
        self._summary.setText(" ".join(part for part in told if part))
