"""The dialog for a publication copy: what it shall contain; all else is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.safety import Publication
from timeline_app.domain.errors import KnownError
from timeline_app.domain.publication import USUAL
from timeline_app.export.options import ExportOptions
from timeline_app.ui.services.profile_dialog import ProfileChoice
from timeline_app.ui.widgets.buttons import CheckBox
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.page_dialog import PageDialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology
    from timeline_app.ui.services.profile_dialog import Keep

SIZE_PX = (580, 440)


class PublishDialog(PageDialog):
    """What goes out by a profile, and what is only in copies: a box that is ticked goes into the copy."""

    def __init__(self, chronology: Chronology, keep: Keep, parent: QWidget) -> None:
        super().__init__(_("Copy for publication"), _("Save the copy…"), SIZE_PX, parent)
        self.column.addWidget(
            plain(_("A new file to hand on. The history of changes and the files that texts came from are never in it. "
                    "After saving you are told what was left out."), "quiet", self, wrap=True)
        )  # fmt: skip
        self.choice = ProfileChoice(chronology, keep, USUAL)
        self.choice.show_counts(ExportOptions(zone=chronology.zone))
        self.column.addSpacing(6)
        self.column.addWidget(self.choice)
        self.column.addSpacing(6)
        self.column.addWidget(plain(_("Besides"), "heading", self))
        rest = {
            "documents": _("Stored texts of sources"),
            "views": _("Saved views and stories"),
            "reviews": _("Who checked what, and when"),
        }
        self.rest = {name: CheckBox(words, self) for name, words in rest.items()}
        for box in self.rest.values():
            self.column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.chosen: Publication | None = None
        """What was chosen, once one is done."""

    @override
    def confirm(self) -> None:
        try:
            self.chosen = self._publication()
        except KnownError as error:
            self.refuse(str(error))
            return
        super().confirm()

    def _publication(self) -> Publication:
        return Publication(
            self.choice.profile or USUAL,
            documents=self.rest["documents"].isChecked(),
            views=self.rest["views"].isChecked(),
            reviews=self.rest["reviews"].isChecked(),
        )


def _dropped_field(what: str) -> str:
    """Name a field of events within a sentence; what else is left out has its words from the store."""
    words = {
        "notes": _("notes"),
        "summary": _("summary"),
        "date_text": _("date as typed"),
        "external_id": _("number in another list"),
        "actors": _("actors"),
        "tags": _("tags"),
        "place": _("place"),
        "importance": _("importance"),
    }
    return words.get(what, what)


def left_out(counts: Mapping[str, int]) -> str:
    """Say what a copy was made without."""
    told: Sequence[str] = [
        _("{thing} ({n})").format(thing=_dropped_field(what), n=grouped(count)) for what, count in counts.items()
    ]
    return _("Left out: {things}.").format(things="; ".join(told)) if told else _("Nothing had to be left out.")
