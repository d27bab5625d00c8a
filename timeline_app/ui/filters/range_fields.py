"""Filters by a range: two fields for a stretch of time, and a slider with two handles for importance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.zones import today_as_edtf
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.citation import day_in_words
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.accessible import SliderVoice
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.look import scaled_px
from timeline_app.ui.widgets.messages import announce
from timeline_app.ui.widgets.speaking import tell_value

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface


class DateRange(QWidget):
    """Takes two dates as people write them and tells them as EDTF once they can be read."""

    range_changed = Signal(str, str, bool)
    """From, until, and whether only what certainly lies within is wanted."""

    def __init__(self, order: str, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        self._zone = zone
        self._known = ("", "")
        self._words: dict[QLineEdit, str] = {}
        """What each field showed of the dates in force; what differs was typed, or written by an assistive program."""
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
        field.textChanged.connect(self._forgive)
        self._words[field] = ""
        return field

    def show_range(self, dates: tuple[str, str], *, certain: bool) -> None:
        """Show the dates in force, as words; without dates the choice between possibly and certainly stays."""
        self._known = dates
        if any(dates):
            self.sureness.setCurrentIndex(int(certain))
        for field, edtf in zip((self._first, self._last), self._known, strict=True):
            if not field.hasFocus() or not self._is_typed(field):
                self._words[field] = day_in_words(edtf)
                field.setText(self._words[field])
                field.setCursorPosition(0)
                self._mark(field, bad=False)

    def _read(self) -> None:
        found = []
        for field, known in zip((self._first, self._last), self._known, strict=True):
            if not self._is_typed(field):
                found.append(known)
                continue
            try:
                found.append(self._edtf(field.text()))
            except DateError as error:
                self._refuse(field, str(error))
                return
        for field in self._words:
            self._words[field] = field.text()
        if tuple(found) != self._known:
            self.range_changed.emit(*found, bool(self.sureness.currentData()))

    def _is_typed(self, field: QLineEdit) -> bool:
        return field.text() != self._words[field]

    def _tell_sureness(self, _index: int) -> None:
        if any(self._known):
            self.range_changed.emit(*self._known, bool(self.sureness.currentData()))

    def _edtf(self, text: str) -> str:
        from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - only once a date is typed

        if not text.strip():
            return ""
        when = read_typed(text, order=self._order, today=today_as_edtf(self._zone)).when
        return when.earliest if "/" in when.edtf else when.edtf

    def _refuse(self, field: QLineEdit, sentence: str) -> None:
        if not field.property("bad"):
            announce(field, sentence)
        self._mark(field, bad=True)
        field.setToolTip(sentence)

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


RADIUS_PX = 7.5
"""At 100 %; handles grow with the text."""
TRACK_PX = 3.0


class RangeSlider(QWidget):
    """Two handles on whole numbers; the first never passes the last. It runs as the window is read.

    Arrow keys move the handle that was used last, Page Up and Page Down choose between the two.
    """

    range_changed = Signal(object, object)

    def __init__(self, lowest: int, highest: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest, self._highest = lowest, highest
        self._ends = [lowest, highest]
        self._active = 0
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Importance"))
        self.installEventFilter(self)
        self._describe()

    @property
    def span(self) -> tuple[int, int]:
        """The chosen ends, both included."""
        return self._ends[0], self._ends[1]

    def set_span(self, low: int, high: int) -> None:
        """Move the handles without telling anyone."""
        self._ends = [max(self._lowest, min(low, high)), min(self._highest, max(low, high))]
        self._describe()
        self.update()

    def make_voice(self) -> QAccessibleInterface:
        """Let a screen reader find a slider, at the handle that was used last."""
        return SliderVoice(self, self)

    def spoken_value(self) -> tuple[float, float, float, float]:
        """Give the least, where the handle stands that was used last, the most, and the least step."""
        return self._lowest, self._ends[self._active], self._highest, 1

    def set_spoken_value(self, value: float) -> None:
        """Move the handle that was used last."""
        self._move(round(value))

    def value_words(self) -> str:
        """Give both ends in words."""
        low, high = self.span
        return _("from {low} to {high}").format(low=low, high=high)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.value_words())

    def _move(self, value: int) -> None:
        low, high = self._ends
        value = max(self._lowest, min(self._highest, value))
        value = min(value, high) if self._active == 0 else max(value, low)
        if value != self._ends[self._active]:
            self._ends[self._active] = value
            self._describe()
            tell_value(self, value)
            self.update()
            self.range_changed.emit(self._ends[0], self._ends[1])

    @property
    def _radius_px(self) -> float:
        return RADIUS_PX * scaled_px(100) / 100

    def _x_px(self, value: int) -> float:
        span_px = self.width() - 2 * self._radius_px - 2
        x_px = 1 + self._radius_px + span_px * (value - self._lowest) / (self._highest - self._lowest)
        return self.width() - x_px if self.isRightToLeft() else x_px

    def _value_at(self, x_px: float) -> int:
        span_px = max(1.0, self.width() - 2 * self._radius_px - 2)
        x_px = self.width() - x_px if self.isRightToLeft() else x_px
        return round(self._lowest + (x_px - 1 - self._radius_px) / span_px * (self._highest - self._lowest))

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, scaled_px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, scaled_px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.height() / 2
        first, last = self._x_px(self._ends[0]), self._x_px(self._ends[1])
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.hairline(self))
            whole = QRectF(1, middle - TRACK_PX / 2, self.width() - 2, TRACK_PX)
            painter.drawRoundedRect(whole, TRACK_PX / 2, TRACK_PX / 2)
            whole_chosen = self.span == (self._lowest, self._highest)
            painter.setBrush(ink.outline(self) if whole_chosen else ink.accent(self))
            painter.drawRect(QRectF(min(first, last), middle - TRACK_PX / 2, abs(last - first), TRACK_PX))
            for index, x in enumerate((first, last)):
                focused = self.hasFocus() and index == self._active
                painter.setBrush(ink.accent_ground(self) if focused else ink.panel(self))
                painter.setPen(QPen(ink.accent(self), 2.4 if focused else 1.4))
                painter.drawEllipse(QPointF(x, middle), self._radius_px - 1, self._radius_px - 1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        first, last = self._x_px(self._ends[0]), self._x_px(self._ends[1])
        if first == last:
            self._active = 0 if (x < first) is not self.isRightToLeft() else 1
        else:
            self._active = 0 if abs(x - first) <= abs(x - last) else 1
        self._dragging = True
        self._move(self._value_at(x))
        self.update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move(self._value_at(event.position().x()))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        less, more = Qt.Key.Key_Left, Qt.Key.Key_Right
        if self.isRightToLeft():
            less, more = more, less
        if key in {less, Qt.Key.Key_Down}:
            self._move(self._ends[self._active] - 1)
        elif key in {more, Qt.Key.Key_Up}:
            self._move(self._ends[self._active] + 1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._active = 1 if key == Qt.Key.Key_PageUp else 0
            self.update()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return False

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
