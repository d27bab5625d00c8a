"""A field for a date as people write it, which shows at once what it understood: in words and in EDTF."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.date_reading import Counting, FieldReading, day_of, read_date
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.widgets.messages import announce
from timeline_app.ui.widgets.search_field import UnderlinedLineEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DateInput", "FieldReading"]

MOST_ALTERNATIVES = 2
SPEAK_AFTER_MS = 700


class DateInput(QWidget):
    """A line to type a date into, and under it the reading, with other readings to click."""

    reading_changed = Signal(object)

    def __init__(self, name: str, hint: str, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counting = Counting(order)
        self.reading = FieldReading()
        self._given = ""
        self.field = UnderlinedLineEdit(self)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._read)
        self._words = plain("", "quiet", self, wrap=True)
        self._others = QHBoxLayout()
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(10)
        self._others.addStretch(1)
        self._links: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(self.field)
        self._column.addWidget(self._words)
        self._column.addLayout(self._others)
        self._words.hide()
        self._pause = QTimer(self)
        """Until a person stops typing: a screen reader shall not say every reading on the way to a date."""
        self._pause.setSingleShot(True)
        self._pause.setInterval(SPEAK_AFTER_MS)
        self._pause.timeout.connect(self._describe)

    def set_date(self, text: str, edtf: str, zone: str) -> None:
        """Show a date that is known; its EDTF holds until the text is changed."""
        self._counting = replace(self._counting, zone=zone)
        self._given = ""
        try:
            known = When.parse(edtf, zone) if edtf else None
            self._counting = replace(self._counting, clock_day=day_of(known))
        except DateError:
            self.field.setText(text or edtf)
            self._given = self.field.text()
            return
        typed = text.strip() and text.strip() != edtf
        self.field.setText(text if typed or known is None else word(known))
        self.field.setCursorPosition(0)
        self._given = self.field.text()
        if known is not None and (self.reading.when is None or self.reading.when.edtf != known.edtf):
            self._show(FieldReading(self.field.text(), known))

    @property
    def untouched(self) -> bool:
        """Whether the date is still the one that was shown first."""
        return self.field.text() == self._given

    def set_words(self, text: str) -> None:
        """Fill in a date as if it had been typed."""
        self.field.setText(text)

    def set_zone(self, zone: str) -> None:
        """Read the text anew in another zone."""
        if zone != self.zone:
            self._counting = replace(self._counting, zone=zone)
            if self.untouched and self.reading.when is not None:  # "yesterday" was meant when it was written
                self._show(replace(self.reading, when=When.parse(self.reading.edtf, zone)))
            else:
                self._read(self.field.text())

    def count_from(self, day: str) -> None:
        """Let "last Wednesday" and the like count from an EDTF day; from none where it is empty."""
        self._counting = replace(self._counting, day=day)
        if not self.untouched:
            self._read(self.field.text())

    def begin_with(self, first: When | None) -> None:
        """Take clock times alone as those of the day of a beginning, or of the day after where they lie before it."""
        counting = replace(self._counting, clock_day=day_of(first), after_s=first.start_min if first else None)
        if counting != self._counting:
            self._counting = counting
            if not self.untouched:
                self._read(self.field.text())

    @property
    def zone(self) -> str:
        """The zone of clock times that name none."""
        return self._counting.zone

    @property
    def sentence(self) -> str:
        """What stands under the field."""
        return "" if self._words.isHidden() else self._words.text()

    def _read(self, text: str) -> None:
        self._show(read_date(text, self._counting))

    def _show(self, reading: FieldReading) -> None:
        self.reading = reading
        role = "problem" if reading.error else "good"
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        self.field.mark(reading.fault)
        self._pause.start()
        self._words.setText(reading.words)
        self._words.setVisible(bool(reading.text.strip()))
        self._offer(reading.others)
        self.reading_changed.emit(reading)

    def _describe(self) -> None:
        self.field.setAccessibleDescription(self.reading.words)

    def _offer(self, others: Sequence[When]) -> None:
        for link in self._links:
            link.deleteLater()
        self._links = []
        for when in others[:MOST_ALTERNATIVES]:
            link = QPushButton(_("or {date}?").format(date=word(when)), self)
            link.setProperty("role", "link")
            link.setProperty("edtf", when.edtf)
            link.setCursor(Qt.CursorShape.PointingHandCursor)
            link.clicked.connect(self._take_other)
            self._others.insertWidget(len(self._links), link)
            self._links.append(link)

    def inset(self, side_px: int) -> None:
        """Let what stands under the field begin where its text begins, away from an edge around both."""
        self._words.setContentsMargins(side_px, 0, side_px, side_px // 2)
        self._others.setContentsMargins(side_px, 0, side_px, 0)

    def settle(self) -> None:
        """Count the room that is needed anew, now."""
        self._column.invalidate()
        self._column.activate()

    def take_next(self) -> None:
        """Take the next of the other readings, if there is one."""
        if self._links:
            self._links[0].click()

    def _take_other(self) -> None:
        link, before = self.sender(), self.reading
        if isinstance(link, QPushButton) and before.when is not None:
            taken = When.parse(str(link.property("edtf")), self.zone)
            others = (before.when, *(each for each in before.others if each.edtf != taken.edtf))
            self._show(FieldReading(self.field.text(), taken, others=others))  # and the way back stays open
            announce(self, self.reading.words)
