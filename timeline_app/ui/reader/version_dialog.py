"""A newer version of a document: what became of the excerpts, to be confirmed before it is stored."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from timeline_app.base.compat import override
from timeline_app.ui.reader.dialog_parts import quote_box
from timeline_app.ui.widgets.check_box import CheckBox
from timeline_app.ui.widgets.labels import plain, prose, rule
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document.evidence.articles import Intake, Moved

SIZE_PX = (640, 600)


class VersionDialog(PageDialog):
    """Excerpts whose words changed follow only where the person says so; lost ones stay with the older version."""

    confirmed = Signal(object)
    """The `Change` that stores the newer version."""

    def __init__(self, intake: Intake, parent: QWidget) -> None:
        title = _("A newer version of “{title}”").format(title=_short(intake.source.title))
        super().__init__(title, _("Store this version"), SIZE_PX, parent)
        self._intake = intake
        self._boxes: list[tuple[CheckBox, Moved]] = []
        by_state = {
            state: [each for each in intake.moved if each.state == state] for state in ("same", "changed", "lost")
        }
        self.column.addWidget(prose(_summary(by_state["same"]), "quiet", self))
        if by_state["changed"]:
            self._heading(_("Changed: does the excerpt follow?"))
            for moved in by_state["changed"]:
                self._add_changed(moved)
        if by_state["lost"]:
            self._heading(_("Lost: these words are not in the newer version. They stay with the older one."))
            for moved in by_state["lost"]:
                self._add_event(moved)
                self.column.addWidget(quote_box(moved.excerpt.exact, self))
        self.column.addStretch(1)

    def _heading(self, words: str) -> None:
        self.column.addWidget(rule(self))
        self.column.addWidget(plain(words, "strong", self, wrap=True))

    def _add_event(self, moved: Moved) -> None:
        self.column.addWidget(plain(moved.title, "quiet", self, wrap=True))

    def _add_changed(self, moved: Moved) -> None:
        self._add_event(moved)
        self.column.addWidget(plain(_("Was"), "heading", self))
        self.column.addWidget(quote_box(moved.excerpt.exact, self))
        self.column.addWidget(plain(_("Is now"), "heading", self))
        self.column.addWidget(quote_box(moved.words, self))
        box = CheckBox(_("Take the new words"), self, on=True)
        self.column.addWidget(box)
        self._boxes.append((box, moved))

    @property
    def boxes(self) -> list[CheckBox]:
        """The boxes of the excerpts that changed, in order."""
        return [box for box, _moved in self._boxes]

    @override
    def confirm(self) -> None:
        refused = {moved.excerpt.id for box, moved in self._boxes if not box.isChecked()}
        accepted = [each for each in self._intake.moved if each.excerpt.id not in refused]
        self.accept()
        self.confirmed.emit(self._intake.change(accepted))


def _summary(same: Sequence[Moved]) -> str:
    if not same:
        return _("The older version is kept beside it.")
    words = ngettext("{n} excerpt stands in it word for word and follows.",
                     "{n} excerpts stand in it word for word and follow.", len(same))  # fmt: skip
    return words.format(n=len(same)) + " " + _("The older version is kept beside it.")


def _short(text: str, most: int = 70) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
