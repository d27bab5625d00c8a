"""The form for many events: what differs says "several", and only what is touched changes, in one step."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.many_events import (
    EventEdits,
    change_of_many,
    common_of,
    count_changed,
    edited_by,
    edits_in_words,
    unmoved,
    with_sources,
)
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.evidence_form import form_label
from timeline_app.ui.events.shared_date import SharedDate
from timeline_app.ui.events.shared_fields import SharedChoice, SharedName, SharedNames, labelled
from timeline_app.ui.services.settings import AS_CHRONOLOGY, ZONES
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.date_words import date_in_words
from timeline_app.ui.wording.labels import importance_words, zone_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.domain.records import Event
    from timeline_app.ui.services.session import Session

SIZE_PX = (720, 720)
_TITLE_PX = 260
"""Room for the title of an example."""
_TALL_PX = 560
"""In a lower window the preview is one example without a heading, and leaves the room to the fields."""
_EXAMPLES = 3
"""Of dates as they are and as they become."""
WAIT_MS = 120
"""After a key; telling what would change takes 0.2 s for ten thousand events."""


class ManyEventsDialog(PageDialog):
    """Fields that events have in common, or not; nothing is kept before "Change"."""

    saved = Signal(object)
    """The `Change` to carry out."""

    def __init__(self, session: Session, events: Sequence[Event], parent: QWidget) -> None:
        count = len(events)
        title = ngettext("Edit {n} event", "Edit {n} events", count).format(n=grouped(count))
        super().__init__(title, _("Change"), SIZE_PX, parent)
        self._session, self._events = session, events
        chronology = session.chronology
        common = common_of(chronology, events)
        several = _("several")
        statuses = [(status_words(status), status) for status in STATUSES]
        degrees = [(importance_words(degree), degree) for degree in range(1, 6)]
        self.status = SharedChoice(_("Status"), statuses, common.status, several, self)
        self.importance = SharedChoice(_("Importance"), degrees, common.importance, several, self)
        self.zone = SharedChoice(_("Times in"), self._zones(common.zone), common.zone, several, self)
        self.review = SharedChoice(
            _("Review"),
            [(_("Checked"), "checked"), (_("Needs checking"), "needs checking"), (_("Not checked"), "unchecked")],
            None, _("as each is"), self,
        )  # fmt: skip
        words = (_("Category"), _("a new name makes a new category"), _("no category"))
        self.category = SharedName(chronology, "category", words, common.category, self)
        self.place = SharedName(chronology, "place", (_("Place"), _("where"), _("no place")), common.place, self)
        self.actors = SharedNames(chronology, "actor", _("Actors"), (common.actors, count), self)
        self.tags = SharedNames(chronology, "tag", _("Tags"), (common.tags, count), self)
        self.date = SharedDate(session, self)
        self.told = plain("", "body", self, wrap=True)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(WAIT_MS)
        self._telling.timeout.connect(self._tell)
        self._lay_out()
        self._tell()
        self.date.way.setFocus()

    def _lay_out(self) -> None:
        sentence = _("Only what you change here is changed; all else stays as each event has it.")
        self.column.addWidget(plain(sentence, "quiet", self, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addLayout(labelled(form_label(_("Date"), self, self.date), self.date), 0, 0, 1, 2)
        self.date.touched.connect(self._telling.start)
        fields: tuple[SharedChoice | SharedName | SharedNames, ...] = (
            self.category, self.place,
            self.status, self.importance,
            self.actors, self.tags,
            self.zone, self.review,
        )  # fmt: skip
        names = (
            _("Category"), _("Place"), _("Status"), _("Importance"), _("Actors"), _("Tags"), _("Times in"), _("Review")
        )  # fmt: skip
        for place, (name, field) in enumerate(zip(names, fields, strict=True)):
            grid.addLayout(labelled(form_label(name, self, field), field), place // 2 + 1, place % 2)
            field.touched.connect(self._telling.start)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self._lay_out_preview()

    def _lay_out_preview(self) -> None:
        """Put what changes between the page and the buttons, where it stays in sight."""
        box = QFrame(self)
        box.setObjectName("dialogFooter")
        self._preview = column = QVBoxLayout(box)
        column.setSpacing(4)
        self._preview_heading = plain(_("What changes"), "heading", box)
        column.addWidget(self._preview_heading)
        column.addWidget(self.told)
        self._give_room()
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)  # noqa: S101  # that of the dialog
        whole.insertWidget(1, box)

    @property
    def _is_low(self) -> bool:
        return self.height() < scaled_px(_TALL_PX)

    def _give_room(self) -> None:
        """Leave as much as can be to the fields where the window is low."""
        self._preview_heading.setHidden(self._is_low)
        above_px = 6 if self._is_low else 12
        self._preview.setContentsMargins(28, above_px, 28, above_px)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_room()
        self._telling.start()  # how many examples have room

    def _zones(self, shared: str | None) -> list[tuple[str, object]]:
        zones = dict.fromkeys((self._session.own_zone, *ZONES, *([shared] if shared else [])))
        named = [zone for zone in zones if zone not in (AS_CHRONOLOGY, "local", "own")]
        return [(_("No zone"), ""), *((zone_words(zone), zone) for zone in named)]

    @property
    def edits(self) -> EventEdits:
        """What was touched, and how."""
        return EventEdits(
            date=self.date.shared,
            step=self.date.step,
            zone=self.zone.edit,  # type: ignore[arg-type]  # the values of each box, as are the next
            status=self.status.edit,  # type: ignore[arg-type]
            category=self.category.edit,
            importance=self.importance.edit,  # type: ignore[arg-type]
            place=self.place.edit,
            actors=self.actors.edit,
            tags=self.tags.edit,
            review=self.review.edit,  # type: ignore[arg-type]
        )

    def _tell(self) -> None:
        """Say how many events would change, and what of them."""
        edits, chronology = self.edits, self._session.chronology
        if edits.is_empty:
            self.told.setText(self.date.problem() or _("Nothing so far."))
            return
        what = "; ".join(edits_in_words(chronology, edits))
        changed, count = count_changed(chronology, self._events, edits), len(self._events)
        sentence = _("{n} of {all} events: {what}") if changed else _("Nothing: all have that already ({what}).")
        told = sentence.format(n=grouped(changed), all=grouped(count), what=what)
        self.told.setText("\n".join((told, *self._of_dates(edits))))

    def _of_dates(self, edits: EventEdits) -> Iterator[str]:
        """Say how the first dates change, which stay, and of how many events sources may state the date."""
        if edits.date is None and edits.step is None:
            return
        yield from self._examples(edits)
        left = unmoved(self._events, edits.step) if edits.step is not None else 0
        if left:
            yield ngettext(
                "{n} event stays: its date is not exact enough to be moved so.",
                "{n} events stay: their dates are not exact enough to be moved so.",
                left,
            ).format(n=grouped(left))
        if spoken_of := with_sources(self._session.chronology, self._events):
            yield ngettext(
                "{n} event has sources, which may state its date.",
                "{n} events have sources, which may state their dates.",
                spoken_of,
            ).format(n=grouped(spoken_of))

    def _examples(self, edits: EventEdits) -> Iterator[str]:
        """Show how the first dates move; of one date for all there is nothing to show."""
        if edits.step is None:
            return
        examples = 1 if self._is_low else _EXAMPLES
        for old, new in islice(edited_by(self._session.chronology, self._events, edits), examples):
            dates = [date_in_words(event, self._session.zone, weekday_too=False) for event in (old, new)]
            title = self.fontMetrics().elidedText(
                on_one_line(old.title), Qt.TextElideMode.ElideRight, scaled_px(_TITLE_PX)
            )
            yield _("{title}: {old} → {new}").format(title=title, old=dates[0], new=dates[1])

    @override
    def confirm(self) -> None:
        if problem := self.date.problem():
            self.refuse(problem)
            return
        try:
            change = change_of_many(self._session.chronology, self._events, self.edits)
        except KnownError as error:
            self.refuse(str(error))
            return
        if change is not None:
            self.saved.emit(change)  # whoever carries it out closes the form
        elif self.edits.step is not None:
            self.refuse(_("None of the dates is exact enough to be moved so; type a date that all shall have."))
        else:
            close(self, DONE)
