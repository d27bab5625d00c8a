"""How an event, or one piece of its evidence, stands: who checked it and when, with the ways to say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.widgets.flow import FlowLayout
from timeline_app.ui.widgets.labels import AdaptiveLabel
from timeline_app.ui.wording.labels import stamp_day_words

if TYPE_CHECKING:
    from timeline_app.document.evidence.reviews import ReviewSubject

Act = Literal["check", "doubt", "withdraw"]
_ROLES = {"unchecked": "quiet", "checked": "good", "changed": "problem", "needs checking": "problem"}


class ReviewLine(QWidget):
    """A line of words and links; `small` beside a piece of evidence."""

    wanted = Signal(object, str)
    """The `ReviewSubject`, and what the person wants: an `Act`."""

    def __init__(
        self, subject: ReviewSubject, parent: QWidget | None = None, *, can_write: bool, small: bool = False
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._of = _("this evidence") if small else _("this event")
        flow = FlowLayout(self, gap_px=10)
        role = "faint" if small and subject.standing == "unchecked" else _ROLES[subject.standing]
        self.words = AdaptiveLabel(standing_words(subject), role, self)
        flow.addWidget(self.words)
        if not can_write:
            return
        if subject.standing != "checked":
            flow.addWidget(self._link(_("Mark as checked"), "check"))
        doubted = subject.standing == "needs checking"
        flow.addWidget(self._link(_("Change the note…") if doubted else _("Needs checking…"), "doubt"))
        if subject.review is not None:
            flow.addWidget(self._link(_("Take back"), "withdraw"))

    def _link(self, words: str, act: Act) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("role", "link")
        button.setProperty("act", act)
        button.setAccessibleName(_("{action}: {what}").format(action=words, what=self._of))
        button.clicked.connect(self._want)
        return button

    def _want(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.wanted.emit(self._subject, str(button.property("act")))


def standing_words(subject: ReviewSubject) -> str:
    """Say how something stands, with who said so, when, and why."""
    review = subject.review
    if review is None:
        return _("Not checked")
    day = stamp_day_words(review.at)
    told = {"who": review.reviewer, "day": day}
    if subject.standing == "needs checking":
        said = _join(_("Needs checking"), review.note)
        return f"{said} ({', '.join(each for each in told.values() if each)})" if any(told.values()) else said
    if subject.standing == "changed":
        if review.reviewer:
            return _("Changed since it was checked on {day} by {who}").format(**told)
        return _("Changed since it was checked on {day}").format(**told)
    if review.reviewer:
        return _("Checked by {who}, {day}").format(**told)
    return _("Checked, {day}").format(**told)


def _join(words: str, note: str) -> str:
    return _("{words}: {note}").format(words=words, note=note) if note else words
