"""The date of many events: left as each has it, one for all, moved by some days, or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.many_events import EventDate
from timeline_app.document.evidence.accepting import split_date
from timeline_app.domain.dates.shifting import MOST_STEPS, STEP_UNITS, DateStep, StepUnit
from timeline_app.domain.dates.zones import known_zone
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.date_input import DateInput
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from timeline_app.ui.services.session import Session

Way = Literal["", "same", "later", "earlier", "none"]
_NUMBER_PX: Final = 84


class SharedDate(QWidget):
    """A choice of what shall become of the dates, and beside it the date, or by how much they move."""

    touched = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._usual_zone = known_zone(session.chronology.particulars.zone)
        self.way = ComboBox(self, yields=True)
        self.way.setAccessibleName(_("Date"))
        for words, value in (
            (_("as each is"), ""),
            (_("the same for all"), "same"),
            (_("later by"), "later"),
            (_("earlier by"), "earlier"),
            (_("no date"), "none"),
        ):
            self.way.addItem(words, value)
        self.date = DateInput(_("The same for all"), _("23 July 2025, 3–9 May, c. 1990 …"), session.preferences.order)
        self.date.set_date("", "", self._usual_zone)
        self.number = QLineEdit("1", self)
        self.number.setAccessibleName(_("By how many"))
        self.number.setValidator(QIntValidator(1, MOST_STEPS, self))
        self.number.setFixedWidth(scaled_px(_NUMBER_PX))
        self.unit = ComboBox(self)
        self.unit.setAccessibleName(_("Hours, days, weeks, months or years"))
        named = {
            "hours": _("hours"), "days": _("days"), "weeks": _("weeks"), "months": _("months"), "years": _("years"),
        }  # fmt: skip
        for unit in STEP_UNITS:
            self.unit.addItem(named[unit], unit)
        self.unit.setCurrentIndex(STEP_UNITS.index("days"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self.way, self.number, self.unit):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.date, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self.way.currentIndexChanged.connect(self._show_way)
        self.unit.currentIndexChanged.connect(self.touched)
        self.number.textChanged.connect(self.touched)
        self.date.reading_changed.connect(self.touched)
        self._show_way()

    def _show_way(self, _index: int = 0) -> None:
        way = self._way
        self.date.setVisible(way == "same")
        self.number.setVisible(way in ("later", "earlier"))
        self.unit.setVisible(way in ("later", "earlier"))
        self.way.setProperty("unset", not way)
        self.way.style().unpolish(self.way)
        self.way.style().polish(self.way)
        self.touched.emit()

    @property
    def _way(self) -> Way:
        way: Way = self.way.currentData()
        return way

    def problem(self) -> str:
        """Say what must be put right before it can be done; empty when nothing must."""
        if self._way == "same" and self.date.reading.error:
            return self.date.reading.error
        if self._way == "same" and not self.date.reading.edtf:
            return _("Type the date that all shall have, or choose “no date”.")
        if self._way in ("later", "earlier") and not self.number.hasAcceptableInput():
            return _("Type by how many the dates shall move: 1 or more.")
        return ""

    @property
    def shared(self) -> EventDate | None:
        """The date that all shall have, empty for none; None to leave them."""
        if self._way == "none":
            return EventDate()
        reading = self.date.reading
        if self._way != "same" or reading.when is None or not reading.edtf:
            return None
        start, end = split_date(reading.edtf)
        named = reading.when.zone
        return EventDate(start, end, reading.text, named if "T" in start + end or named != self._usual_zone else None)

    @property
    def step(self) -> DateStep | None:
        """By how much they shall move; None to leave them."""
        if self._way not in ("later", "earlier") or not self.number.hasAcceptableInput():
            return None
        unit: StepUnit = self.unit.currentData()
        count = int(self.number.text())
        return DateStep(count if self._way == "later" else -count, unit)
