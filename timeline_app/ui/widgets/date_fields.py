"""Two small fields for a stretch of time, from and until, and whether events possibly or certainly lie within it."""

from __future__ import annotations

from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from timeline_app.domain.dates.zones import today_as_edtf
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets.buttons import ComboBox


class DateRange(QWidget):
    """Takes two dates as people write them and tells them as EDTF once they can be read."""

    range_changed = Signal(str, str, bool)
    """From, until, and whether only what certainly lies within is wanted."""

    def __init__(self, order: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._zone = zone
        self._known = ("", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._first = self._field(_("From"))
        self._last = self._field(_("Until"))
        row.addWidget(self._first)
        row.addWidget(self._last)
        self.sureness = ComboBox(self)
        self.sureness.setAccessibleName(_("Which events lie within the dates"))
        self.sureness.addItem(_("Possibly within"), False)
        self.sureness.addItem(_("Certainly within"), True)
        self.sureness.setToolTip(
            _("Possibly: the date may lie within. Certainly: whatever it turns out to be, it lies within.")
        )
        self.sureness.activated.connect(self._tell_sureness)
        column.addLayout(row)
        column.addWidget(self.sureness)

    def _field(self, words: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setMinimumWidth(40)
        field.editingFinished.connect(self._read)
        field.textEdited.connect(self._forgive)
        return field

    def show_range(self, dates: tuple[str, str], *, certain: bool) -> None:
        """Show the dates in force, as words; without dates the choice between possibly and certainly stays."""
        self._known = dates
        if any(dates):
            self.sureness.setCurrentIndex(int(certain))
        for field, edtf in zip((self._first, self._last), self._known, strict=True):
            if not field.hasFocus() or not field.isModified():
                field.setText(day_in_words(edtf))
                field.setCursorPosition(0)
                field.setModified(False)
                self._mark(field, bad=False)

    def _read(self) -> None:
        found = []
        for field, known in zip((self._first, self._last), self._known, strict=True):
            if not field.isModified():
                found.append(known)
                continue
            try:
                found.append(self._edtf(field.text()))
            except DateError as error:
                self._mark(field, bad=True)
                field.setToolTip(str(error))
                return
            field.setModified(False)
        if tuple(found) != self._known:
            self.range_changed.emit(*found, bool(self.sureness.currentData()))

    def _tell_sureness(self, _index: int) -> None:
        if any(self._known):
            self.range_changed.emit(*self._known, bool(self.sureness.currentData()))

    def _edtf(self, text: str) -> str:
        from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - only once a date is typed

        if not text.strip():
            return ""
        when = read_typed(text, order=self._order, today=today_as_edtf(self._zone)).when
        return when.earliest if "/" in when.edtf else when.edtf

    def _forgive(self) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit):
            self._mark(field, bad=False)
            field.setToolTip("")

    def _mark(self, field: QLineEdit, *, bad: bool) -> None:
        if field.property("bad") != bad:
            field.setProperty("bad", bad)
            field.style().unpolish(field)
            field.style().polish(field)
