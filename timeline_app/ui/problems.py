"""Looking a store over after it was opened, and the list of what is wrong with it."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from timeline_app.ui.jobs import QUIETLY
from timeline_app.ui.letters import scaled_px
from timeline_app.ui.words import plain, prose, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.store.checking import Finding, Report
    from timeline_app.ui.jobs import Ticket
    from timeline_app.ui.main_window import MainWindow

MOST = 200
"""Problems listed in the window; the command line lists them all."""


def look_over(window: MainWindow) -> None:
    """Check the open store off the window's thread; where something is wrong, say so and offer the list."""
    session = window.session
    if session is None:
        return
    store = session.chronology.store

    def work(_ticket: Ticket) -> Report:
        return store.check()

    def tell(report: Report) -> None:
        if report.ok or window.session is not session:
            return
        count = len(report.problems)
        words = ngettext(
            "{count} thing is wrong in this chronology.", "{count} things are wrong in this chronology.", count
        )

        def show() -> None:
            dialog = ProblemList(report.problems, window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

        window.banner.say(words.format(count=f"{count:,}"), "problem", _("Show"), show)

    window.jobs.start(QUIETLY, work, tell, window.faults.tell)


class ProblemList(QDialog):
    """Each problem in a sentence."""

    def __init__(self, problems: Sequence[Finding], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What is wrong"))
        self.resize(scaled_px(560), scaled_px(480))
        inner = QWidget(self)
        inner.setObjectName("page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(plain(_("What is wrong"), "title", inner))
        hint = _("Save a copy before you go on. An earlier backup may be whole.")
        column.addWidget(prose(hint, "quiet", inner))
        for problem in problems[:MOST]:
            column.addWidget(rule(inner))
            column.addWidget(prose(problem.message, "body", inner))
        if len(problems) > MOST:
            more = _("… and {count} more; timeline-app check lists them all.").format(count=len(problems) - MOST)
            column.addWidget(plain(more, "quiet", inner))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        close = QPushButton(_("Close"), self)
        close.clicked.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 16)
        page.addWidget(scroll)
        page.addWidget(close, 0, Qt.AlignmentFlag.AlignHCenter)
