"""A field for a date as people write it, which shows at once what it understood: in words and in EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from timeline_app.domain.errors import DateError
from timeline_app.domain.typed import read_typed
from timeline_app.domain.when import When, WhenFlag
from timeline_app.domain.wording import word
from timeline_app.ui.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ALTERNATIVES = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date field was understood to say."""

    text: str = ""
    when: When | None = None
    error: str = ""

    @property
    def edtf(self) -> str:
        """The EDTF text; empty where there is no date."""
        return "" if self.when is None or self.when.flags & WhenFlag.UNDATED else self.when.edtf


class DateInput(QWidget):
    """A line to type a date into, and under it the reading, with other readings to click."""

    reading_changed = Signal(object)

    def __init__(self, name: str, hint: str, order: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self.zone = ""
        self.reading = Reading()
        self._given = ""
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(self._read)
        self._words = plain("", "quiet", self, wrap=True)
        self._others = QHBoxLayout()
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(10)
        self._links: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.field)
        column.addWidget(self._words)
        column.addLayout(self._others)
        self._words.hide()

    def set_date(self, text: str, edtf: str, zone: str) -> None:
        """Show a date that is known; its EDTF holds until the text is changed."""
        self.zone = zone
        self._given = ""
        try:
            known = When.parse(edtf, zone) if edtf else None
        except DateError:
            self.field.setText(text or edtf)
            return
        typed = text.strip() and text.strip() != edtf
        self.field.setText(text if typed or known is None else word(known))
        self.field.setCursorPosition(0)
        self._given = self.field.text()
        if known is not None and (self.reading.when is None or self.reading.when.edtf != known.edtf):
            self._show(Reading(self.field.text(), known))

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
            self.zone = zone
            self._read(self.field.text())

    @property
    def sentence(self) -> str:
        """What stands under the field."""
        return "" if self._words.isHidden() else self._words.text()

    def _read(self, text: str) -> None:
        others: Sequence[When] = ()
        if not text.strip():
            reading = Reading()
        else:
            try:
                typed = read_typed(text, order=self._order, zone=self.zone)
            except DateError as error:
                reading = Reading(text, None, str(error))
            else:
                reading, others = Reading(text, typed.when), [each.when for each in typed.alternatives]
        self._show(reading, others)

    def _show(self, reading: Reading, others: Sequence[When] = ()) -> None:
        self.reading = reading
        role = "problem" if reading.error else "good"
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)
        if reading.when is not None:
            words = word(reading.when, weekday=True)
            self._words.setText(_("{words}  ·  {edtf}").format(words=words, edtf=reading.edtf))
        else:
            self._words.setText(reading.error)
        self._words.setVisible(bool(reading.text.strip()))
        self._offer(others)
        self.reading_changed.emit(reading)

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

    def _take_other(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self._show(Reading(self.field.text(), When.parse(str(link.property("edtf")), self.zone)))
