"""The dialog for a publication copy: what it shall contain; all else is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.safety import Publication
from timeline_app.domain.publication import FIELDS, PublicationProfile
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.ui.widgets.buttons import CheckBox, ComboBox
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.labels import gated_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

SIZE_PX = (580, 640)
LEFT_OUT = frozenset(Publication().profile.withheld)
COLUMNS = 2


class PublishDialog(PageDialog):
    """A box that is ticked goes into the copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Copy for publication"), _("Save the copy…"), SIZE_PX, parent)
        self.column.addWidget(
            plain(_("A new file to hand on. The history of changes and the files that texts came from are never in it. "
                    "After saving you are told what was left out."), "quiet", self, wrap=True)
        )  # fmt: skip
        statuses = {str(status): status_words(status) for status in STATUSES}
        off = frozenset(STATUSES) - frozenset(Publication().profile.statuses)
        self.statuses = self._boxes(_("Events that are"), statuses, off)
        self.fields = self._boxes(_("Of each event"), {field: gated_words(field) for field in FIELDS}, LEFT_OUT)
        rest = {
            "documents": _("Stored texts of sources"),
            "views": _("Saved views"),
            "reviews": _("Who checked what, and when"),
        }
        self.rest = self._boxes(_("Besides"), rest, frozenset(rest))
        self.coordinates = ComboBox(self)
        for words, exactness in (
            (_("To about a kilometre"), "1km"),
            (_("To about ten kilometres"), "10km"),
            (_("As they are"), "exact"),
            (_("Left out"), "none"),
        ):
            self.coordinates.addItem(words, exactness)
        self.coordinates.setAccessibleName(_("Coordinates of places"))
        self.column.addSpacing(6)
        self.add_labelled(_("Coordinates of places"), self.coordinates)
        self.column.addStretch(1)

    def _boxes(self, heading: str, words: Mapping[str, str], off: frozenset[str]) -> dict[str, CheckBox]:
        self.column.addSpacing(6)
        self.column.addWidget(plain(heading, "heading", self))
        grid = QGridLayout()
        grid.setVerticalSpacing(2)
        boxes = {name: CheckBox(label, self, on=name not in off) for name, label in words.items()}
        for number, box in enumerate(boxes.values()):
            box.toggled.connect(self._allow)
            grid.addWidget(box, number // COLUMNS, number % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)
        return boxes

    def _allow(self, _on: object = None) -> None:
        some = any(box.isChecked() for box in self.statuses.values())
        self.done_button.setEnabled(some)
        self.refuse("" if some else _("Choose at least one status, or the copy would be empty."))

    @property
    def publication(self) -> Publication:
        """What was chosen."""
        return Publication(
            PublicationProfile(
                statuses=tuple(status for status in STATUSES if self.statuses[status].isChecked()),
                withheld=tuple(field for field in FIELDS if not self.fields[field].isChecked()),
                coordinates=self.coordinates.currentData(),
            ),
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
