"""What the sources of an event claim of its date, where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.labels import plain, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.evidence.date_claims import DateClaim


class ClaimsBox(QWidget):
    """A row for each claimed date: who says so, and the way to prefer it."""

    preferred = Signal(str)
    """The date, in EDTF, that the event shall have."""

    def __init__(self, claims: Sequence[DateClaim], parent: QWidget | None = None, *, can_write: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Claimed dates"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(rule(self), 0, 0, 1, 2)
        grid.addWidget(plain(_("The sources differ on the date"), "strong", self), 1, 0, 1, 2)
        low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        for number, claim in enumerate(claims):
            line = 2 + 2 * number
            words = plain(day_in_words(claim.date), "body", self, wrap=True)
            words.setContentsMargins(0, 6, 0, 0)
            grid.addWidget(words, line, 0)
            grid.addWidget(plain(_who(claim), "quiet", self, wrap=True), line + 1, 0, 1, 2)
            if claim.agrees and not claim.preferred:
                grid.addWidget(plain(_("Less exact"), "faint", self), line, 1, low)
            elif claim.preferred:
                grid.addWidget(plain(_("Preferred"), "faint", self), line, 1, low)
            elif can_write:
                grid.addWidget(self._button(claim.date), line, 1, low)

    def _button(self, date: str) -> QPushButton:
        button = QPushButton(_("Prefer this"), self)
        button.setProperty("role", "link")
        button.setProperty("date", date)
        button.setAccessibleDescription(_("Give the event this date"))
        button.clicked.connect(self._prefer)
        return button

    def _prefer(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.preferred.emit(str(button.property("date")))


def _who(claim: DateClaim) -> str:
    said = []
    for evidence, many in (
        (claim.supporting, ngettext("said by {names}", "said by {names}", len(claim.supporting))),
        (claim.disputing, ngettext("said against the event by {names}", "said against the event by {names}", 2)),
    ):
        names = dict.fromkeys(
            each.source.publisher or each.source.author or each.source.title or _("a source") for each in evidence
        )
        if names:
            said.append(many.format(names=", ".join(names)))
    return "; ".join(said) or _("the date the event has; no evidence claims it")
