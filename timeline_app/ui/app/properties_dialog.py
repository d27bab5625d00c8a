"""The properties of a chronology: what it is called, who made it, on whose clocks it runs. All may be left empty.

The field for its zone takes a city or country, and shows at once what it understood.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.names.uses import offers_of
from timeline_app.domain.change import Change
from timeline_app.domain.dates.zone_places import place_of, zone_named, zone_places
from timeline_app.domain.dates.zones import USUAL, offset_at
from timeline_app.domain.errors import DateError, KnownError
from timeline_app.domain.properties import LONGEST, LONGEST_LINE, with_properties
from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import read_as_of, status_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.closing import DONE, close
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.name_input import NameField
from timeline_app.ui.widgets.page_dialog import PageDialog
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from timeline_app.domain.records import Particulars
    from timeline_app.ui.services.session import Session

SIZE_PX = (640, 660)


class ZoneInput(QWidget):
    """A line that completes cities and countries, and under it the zone with its hours from UTC."""

    changed = Signal()

    def __init__(self, name: str, hint: str, empty_words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zone = ""
        """The zone that is meant; empty where nothing is typed, or nothing that can be read."""
        self.problem = ""
        self._empty_words = empty_words
        self.field = NameField(((each.words, each.words) for each in zone_places()), (name, hint))
        self._words: QLabel = plain("", "quiet", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.field)
        column.addWidget(self._words)
        self.field.textChanged.connect(self._read)
        self._read("")

    def set_zone(self, zone: str) -> None:
        """Show a zone that is known."""
        self.field.setText(place_of(zone).words if zone else "")
        self.field.setCursorPosition(0)
        if zone and self.zone != zone:  # a stranger's, whose name means another
            self._show(zone, "")

    @property
    def sentence(self) -> str:
        """What stands under the field."""
        return self._words.text()

    def _read(self, text: str) -> None:
        try:
            self._show(zone_named(text), "")
        except DateError as error:
            self._show("", str(error))
        self.changed.emit()

    def _show(self, zone: str, problem: str) -> None:
        self.zone, self.problem = zone, problem
        role = "problem" if problem else "good" if zone else "quiet"
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        words = problem or (self._zone_words(zone) if zone else self._empty_words)
        self._words.setText(words)
        self.field.setAccessibleDescription(words)

    def _zone_words(self, zone: str) -> str:
        try:
            minutes = offset_at(int(time.time()), zone) // 60
        except DateError:
            return zone
        sign = "−" if minutes < 0 else "+"
        hours = f"{abs(minutes) // 60}" + (f":{abs(minutes) % 60:02d}" if minutes % 60 else "")
        words = _("{zone}  ·  now UTC{sign}{hours}").format(zone=zone, sign=sign, hours=hours)
        place = place_of(zone).words
        if self.field.text().strip() in {place, zone}:
            return words
        return _("{place}  ·  {words}").format(place=place, words=words)


class PropertiesDialog(PageDialog):
    """A form over `Particulars`; saving makes one change. For a new chronology it is the second step."""

    saved = Signal(object)
    """The `Change` to carry out."""

    def __init__(self, session: Session, parent: QWidget, *, is_new: bool = False) -> None:
        title = _("About the new chronology") if is_new else _("Properties")
        super().__init__(title, _("Save"), SIZE_PX, parent)
        self._session = session
        self._before: Particulars = session.chronology.particulars
        can_write = not session.chronology.read_only
        if is_new:
            self.cancel_button.setText(_("Skip"))
            self.column.addWidget(
                plain(_("All of it can wait, and be changed under File › Properties."), "quiet", self, wrap=True)
            )
        self._build(session.preferences.order)
        self._fill(self._before)
        self.done_button.setEnabled(can_write)
        if not can_write:
            self.refuse(_("This file is open for reading only."))
        self.title.setFocus()
        if is_new:
            self.title.selectAll()

    def _build(self, order: str) -> None:
        self.title = self._line(_("Title"), _("What the chronology is called"))
        self.add_labelled(_("Title"), self.title)
        self.description = self._text(_("Description"), _("What it covers, and how it was made"), 72, "description")
        self.author = self._line(_("Author"), _("who keeps it"))
        self.credit = self._line(_("Credit line"), _("as printed: “Graphic: …”"))
        self._row((_("Author"), self.author), (_("Credit line"), self.credit))
        self.zone = ZoneInput(
            _("Zone"),
            _("a city or country: Khartoum, Sudan"),
            _("None chosen: days are counted by {zone}.").format(zone=zone_words(USUAL)),
            self,
        )
        self.as_of = DateInput(_("As of"), _("a day; empty for today"), order, self)
        self._row((_("Runs on the clocks of"), self.zone), (_("As of"), self.as_of))
        self.language = self._line(_("Language"), _("en, uk, ar …"))
        self.status = self._statuses()
        words = (_("Category of new events"), _("empty for none"))
        self.category = NameField(offers_of(self._session.chronology, "category"), words)
        self._row(
            (_("Language of its texts"), self.language),
            (_("Status of new events"), self.status),
            (_("Category of new events"), self.category),
        )
        self.editorial_line = self._text(
            _("Editorial line"),
            _("A sentence printed on every picture: how claims are treated, whose names are used"),
            56,
            "editorial_line",
        )
        self.column.addStretch(1)

    def _line(self, words: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(words)
        field.setPlaceholderText(hint)
        field.setMaxLength(LONGEST_LINE)
        return field

    def _text(self, words: str, hint: str, height: int, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setAccessibleName(words)
        field.setPlaceholderText(hint)
        field.setTabChangesFocus(True)
        field.setFixedHeight(scaled_px(height))
        field.setProperty("most", LONGEST[name])
        self.add_labelled(words, field)
        return field

    def _row(self, *fields: tuple[str, QWidget]) -> None:
        """Put fields beside each other, each under its name."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for number, (words, widget) in enumerate(fields):
            box = QVBoxLayout()
            box.setSpacing(4)
            box.addWidget(plain(words, "heading", self, names=widget))
            box.addWidget(widget)
            box.addStretch(1)
            grid.addLayout(box, 0, number)
            grid.setColumnStretch(number, 1)
        self.column.addLayout(grid)

    def _statuses(self) -> ComboBox:
        box = ComboBox(self, yields=True)
        box.setAccessibleName(_("Status of new events"))
        box.addItem(_("{status} (as usual)").format(status=status_words("reported")), "")
        for status in STATUSES:
            box.addItem(status_words(status), status)
        return box

    def _fill(self, told: Particulars) -> None:
        self.title.setText(told.name)
        self.description.setPlainText(told.summary)
        self.author.setText(told.author)
        self.credit.setText(told.credit)
        self.zone.set_zone(told.zone)
        self.as_of.set_date("", told.as_of, "")
        self.language.setText(told.language)
        self.status.setCurrentIndex(max(0, self.status.findData(told.default_status)))
        self.category.setText(told.default_category)
        self.editorial_line.setPlainText(told.editorial_line)

    def confirm(self) -> None:
        """Save what is filled in, or say what must be put right."""
        if self.zone.problem:
            self.refuse(self.zone.problem, self.zone.field)
            return
        reading = self.as_of.reading
        if reading.error and not self.as_of.untouched:
            self.refuse(reading.error, self.as_of.field)
            return
        if reading.edtf and read_as_of(reading.edtf) is None:
            self.refuse(_("The as-of date must end: a day, a month or a year."), self.as_of.field)
            return
        try:
            after = with_properties(self._before, self._values())
        except KnownError as error:
            self.refuse(str(error))
            return
        if after == self._before:
            close(self, DONE)
            return
        change = Change(_("Change the properties"), (self._before,), (after,))
        self.saved.emit(change)  # whoever carries it out closes the form

    def _values(self) -> dict[str, str]:
        """Give what is filled in; a date or zone that was not touched stays as it is, even where nobody can read it."""
        values = {
            "title": self.title.text(),
            "description": self.description.toPlainText(),
            "author": self.author.text(),
            "credit": self.credit.text(),
            "language": self.language.text(),
            "default_status": str(self.status.currentData()),
            "default_category": self.category.text(),
            "editorial_line": self.editorial_line.toPlainText(),
        }
        if not self.as_of.untouched:
            values["as_of"] = self.as_of.reading.edtf
        if self.zone.zone != self._before.zone:
            values["zone"] = self.zone.zone
        return values
