"""The fields of an event, as the editor shows them; fields for names complete them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.names.uses import counts_by_name, offers_of
from timeline_app.domain.dates.zones import LOCAL, OWN, known_zone
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import STATUSES, Event, Status
from timeline_app.domain.timeline import status_words
from timeline_app.ui.events.evidence_form import form_label
from timeline_app.ui.events.planned_offer import PlannedOffer
from timeline_app.ui.services.settings import AS_CHRONOLOGY, ZONES
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput, FieldReading
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.name_input import MARK, NameField, names_in
from timeline_app.ui.wording.labels import importance_words, zone_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.change import NameKind
    from timeline_app.ui.services.session import Session


class EventForm(QWidget):
    """Title and date first, then what kind of event it is, who and where, then the words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known_text = ""
        order = session.preferences.order
        self.shown_zone = session.zone
        self.title = QLineEdit(self)
        self.title.setAccessibleName(_("Title"))
        self.title.setPlaceholderText(_("What happened, in one line"))
        self.start = DateInput(_("Date"), _("23 July 2025, early May 2025, c. 1990 …"), order, self)
        self.end = DateInput(_("Until"), _("only if it lasted"), order, self)
        self.zone = self._zone_choice()
        self.status = self._status_choice()
        self.importance = self._importance_choice()
        several = _("names, between semicolons")
        new = _("a new name is added")
        self.category = self._names("category", (_("Category"), new))
        self.category.setText(session.chronology.particulars.default_category)
        self.place = self._names("place", (_("Place"), _("where")))
        self.actors = self._names("actor", (_("Actors"), several), several=True)
        self.tags = self._names("tag", (_("Tags"), several), several=True)
        self.summary = self._text(_("Summary"), _("A few sentences, with contested claims attributed"), 96)
        self.notes = self._text(_("Notes"), _("For yourself"), 56)
        self.planned = PlannedOffer(session, self)
        self.planned.clicked.connect(self._make_planned)
        self.start.reading_changed.connect(self._weigh_planned)
        self.start.reading_changed.connect(self._begin_end)
        self.status.currentIndexChanged.connect(self._weigh_planned)
        self.zone.currentIndexChanged.connect(self._set_zone)
        self._usual_zone = known_zone(session.chronology.particulars.zone)
        """The zone of a clock time that names none: that of the chronology, where it names one."""
        self.zone.setCurrentIndex(max(0, self.zone.findData(self._usual_zone)))
        self._lay_out()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        rows: tuple[tuple[tuple[str, QWidget, int], ...], ...] = (
            ((_("Title"), self.title, 6),),
            ((_("Date"), self.start, 3), (_("Until"), self.end, 2), (_("Times in"), self.zone, 1)),
            ((_("Category"), self.category, 3), (_("Status"), self.status, 1), (_("Importance"), self.importance, 2)),
            ((_("Actors"), self.actors, 6),),
            ((_("Place"), self.place, 3), (_("Tags"), self.tags, 3)),
            ((_("Summary"), self.summary, 6),),
            ((_("Notes"), self.notes, 6),),
        )
        for line, row in enumerate(rows):
            column = 0
            for words, widget, span in row:
                label = form_label(words, self, widget)
                label.setContentsMargins(0, 8 if line else 0, 0, 0)
                grid.addWidget(label, 3 * line, column, 1, span)
                grid.addWidget(widget, 3 * line + 1, column, 1, span, Qt.AlignmentFlag.AlignTop)
                column += span
        line, column = _place_of(grid, self.status)
        grid.addWidget(self.planned, line + 1, column, 1, 6 - column)  # without an offer the line has no height
        for column in range(6):
            grid.setColumnStretch(column, 4 if column < 3 else 1)  # choices are as wide as their words, the rest gains

    def _weigh_planned(self, _cause: object = None) -> None:
        self.planned.weigh(self.start.reading.when, str(self.status.currentData()))

    def _begin_end(self, reading: FieldReading) -> None:
        self.end.begin_with(reading.when)

    def _make_planned(self) -> None:
        self.choose_status("planned")
        self.status.setFocus()

    def choose_status(self, status: str) -> None:
        """Choose a status as a person would."""
        self.status.setCurrentIndex(self.status.findData(status))

    def _names(self, kind: NameKind, words: tuple[str, str], *, several: bool = False) -> NameField:
        chronology = self._session.chronology
        counts = partial(counts_by_name, chronology, kind)
        return NameField(offers_of(chronology, kind), words, several=several, counts=counts)

    def _text(self, name: str, hint: str, height: int) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setFixedHeight(scaled_px(height))
        return field

    def _zone_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Times in"))
        box.addItem(_("No zone"), "")
        own = self._session.own_zone
        for zone in dict.fromkeys((own, *ZONES)):
            if zone not in (LOCAL, OWN, AS_CHRONOLOGY):
                box.addItem(zone_words(zone), zone)
        return box

    def _status_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Status"))
        for status in STATUSES:
            box.addItem(status_words(status), status)
        box.setCurrentIndex(box.findData(self._session.chronology.particulars.new_status))
        return box

    def _importance_choice(self) -> ComboBox:
        box = ComboBox(self)
        box.setAccessibleName(_("Importance"))
        for degree in range(1, 6):
            box.addItem(importance_words(degree), degree)
        box.setCurrentIndex(2)
        return box

    def _set_zone(self, _index: int) -> None:
        zone = str(self.zone.currentData())
        self.start.set_zone(zone)
        self.end.set_zone(zone)

    def count_from(self, day: str) -> None:
        """Let dates such as "last Wednesday" count from an EDTF day, that of an article, and not from today."""
        for field in (self.start, self.end):
            field.count_from(day)

    def fill(self, event: Event) -> None:
        """Show an event."""
        session = self._session
        self._known_text = event.date_text
        self._usual_zone = ""  # what is there keeps the zone that it has, or has none
        self.title.setText(event.title)
        self.title.setCursorPosition(0)
        self.go_on_with(series_of(session, event))
        self.start.set_date("" if event.end else event.date_text, event.start, event.zone)
        self.end.set_date("", event.end, event.zone)
        self.importance.setCurrentIndex(event.importance - 1)
        self.summary.setPlainText(event.summary)
        self.notes.setPlainText(event.notes)

    def series(self) -> dict[str, str]:
        """Give what the next event of a series has, too: category, status, place, actors, tags and zone."""
        return {
            **{name: field.text() for name, field in self._names_of_series.items()},
            "status": str(self.status.currentData()),
            "zone": str(self.zone.currentData()),
        }

    def go_on_with(self, series: Mapping[str, str]) -> None:
        """Fill in what events of a series have in common."""
        for name, field in self._names_of_series.items():
            field.setText(series[name])
            field.setCursorPosition(0)
        zone = series["zone"]
        if zone and self.zone.findData(zone) < 0:
            self.zone.addItem(zone_words(zone), zone)
        self.zone.setCurrentIndex(self.zone.findData(zone))
        self.choose_status(series["status"])

    @property
    def _names_of_series(self) -> dict[str, NameField]:
        return {"category": self.category, "place": self.place, "actors": self.actors, "tags": self.tags}

    def problem(self) -> str:
        """Say what must be put right before saving; empty when nothing must."""
        if not self.title.text().strip():
            self.title.setFocus()
            return _("An event needs a title.")
        for field in (self.start, self.end):
            if field.reading.error and not self._is_kept_text:
                field.field.setFocus()
                return field.reading.error
        if self.end.reading.edtf and not self.start.reading.edtf:
            self.start.field.setFocus()
            return _("An event with an end needs a date to begin with.")
        first, last = self.start.reading.when, self.end.reading.when
        if first is not None and last is not None and last.end_max <= first.start_min:
            self.end.field.setFocus()
            return _("The end lies before the beginning.")
        return ""

    def draft(self) -> Draft:
        """Give what is filled in."""
        start, slash, later = self.start.reading.edtf.partition("/")
        end = self.end.reading.edtf or (later if slash else "")
        status: Status = next(each for each in STATUSES if each == self.status.currentData())
        zone = self.start.reading.when.zone if self.start.reading.when is not None else ""
        return Draft(
            title=self.title.text(),
            start=start,
            end=end,
            date_text=self._date_text(),
            zone=zone or self._chosen_zone(start, end),
            status=status,
            category=self.category.text(),
            importance=self.importance.currentIndex() + 1,
            place=self.place.text(),
            actors=names_in(self.actors.text()),
            tags=names_in(self.tags.text()),
            summary=self.summary.toPlainText(),
            notes=self.notes.toPlainText(),
        )

    def _chosen_zone(self, start: str, end: str) -> str:
        """Give the zone that is chosen; a day has none of its own, unless another was chosen than the usual one."""
        chosen = str(self.zone.currentData())
        return chosen if chosen != self._usual_zone or "T" in start + end else ""

    @property
    def _is_kept_text(self) -> bool:
        """Whether the date is still the text of an undated event, which could not be read when it came in."""
        return bool(self._known_text) and self.start.untouched and self.end.untouched

    def _date_text(self) -> str:
        """Give the date as typed; the one that is known while neither field was touched."""
        if self.start.untouched and self.end.untouched:
            return self._known_text
        return " – ".join(text for text in (self.start.reading.text, self.end.reading.text) if text)


def _place_of(grid: QGridLayout, widget: QWidget) -> tuple[int, int]:
    place: tuple[int, int, int, int] = grid.getItemPosition(grid.indexOf(widget))  # type: ignore[assignment]
    return place[:2]


def series_of(session: Session, event: Event) -> dict[str, str]:
    """Give what an event has in common with others of its series."""
    category, joint = session.category(event.category_id), f"{MARK} "
    return {
        "category": category.name if category else "",
        "place": session.place_name(event.place_id),
        "actors": joint.join(session.actor_names(event)),
        "tags": joint.join(session.tag_names(event)),
        "status": event.status,
        "zone": event.zone,
    }
