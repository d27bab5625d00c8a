"""The field in the middle of the toolbar: search words and filters in one line.

A line to type into that can underline the part of its text that was not understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.look import scaled_px, sized, tip
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from timeline_app.document.filter.completing import Completion, QueryOffer
    from timeline_app.domain.errors import QueryError
    from timeline_app.ui.widgets.below_field import OffersBelow, SentenceBelow

    Completing = Callable[[str, int, bool], Completion]

PAUSE_MS = 120
"""A filter follows typing after this pause: below what is felt, above the time between two keys of a quick typist."""

PATIENCE_MS, LONG_PATIENCE_MS = 900, 2500
"""What is wrong is told after a pause: a longer one where it is at the caret, as it may still be being written."""

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

WIDE_PX = 240
"""Under this width the hint at the key would cover the hint at the query language."""


_WAVE_PX = 2.0


class UnderlinedLineEdit(QLineEdit):
    """Draws a wave below a stretch of its text; the stretch is in code points."""

    marked: tuple[int, int] | None = None

    def mark(self, stretch: tuple[int, int] | None) -> None:
        """Underline a stretch, or nothing."""
        if stretch != self.marked:
            self.marked = stretch
            self.update()

    def marked_px(self) -> tuple[float, float]:
        """Give where the underlined stretch begins and ends, in pixels of the widget."""
        text, metrics = self.text(), self.fontMetrics()
        first, last = self.marked or (0, 0)
        cursor = Utf16Offsets(text).from_qt(self.cursorPosition())
        zero_px = self.cursorRect().center().x() - metrics.horizontalAdvance(text[:cursor])
        start_px, end_px = (zero_px + metrics.horizontalAdvance(text[:each]) for each in (first, last))
        return start_px, max(end_px, start_px + metrics.averageCharWidth())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.marked is None or not self.text():
            return
        start_px, end_px = self.marked_px()
        y_px = (self.height() + self.fontMetrics().height()) / 2 - 1.0
        count = max(int((end_px - start_px) / _WAVE_PX), 2)
        wave = [QPointF(start_px + step * _WAVE_PX, y_px + (_WAVE_PX if step % 2 else 0)) for step in range(count + 1)]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(QRectF(6, 0, self.width() - 12, self.height()))
            painter.setPen(QPen(ink.problem(self), 1.3))
            painter.drawPolyline(QPolygonF(wave))


class SearchField(UnderlinedLineEdit):
    """Says what was typed once the typing pauses; Enter says it at once, Escape clears and leaves.

    What may stand at the caret is offered below, and so is what is wrong; neither takes the keyboard.
    """

    query_changed = Signal(str)
    left = Signal()
    """Escape was pressed: the focus belongs to the timeline again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setPlaceholderText(_("Search, or filter: status:planned actor:…"))
        self.setAccessibleName(_("Search"))
        self.setToolTip(_tip())
        self._complete_by: Completing | None = None
        self._completion: Completion | None = None
        self._closed_at = -1
        """Where the piece begins whose list was closed by hand: it stays closed while that piece is typed."""
        self._error: QueryError | None = None
        self._is_asked = False
        """Whether Enter asked for the query as it stands."""
        self.offers: OffersBelow | None = None
        self.sentence: SentenceBelow | None = None
        self._pause = self._timer(self._tell, PAUSE_MS)
        self._patience = self._timer(self._tell_error, PATIENCE_MS)
        self.textEdited.connect(self._follow_typing)
        self.returnPressed.connect(self._ask)
        self.setProperty("bad", False)  # set before the sheet is put on: restyling costs the first frame twenty enums
        self._clear = GlyphButton("close", _("Clear the search"), self, side_px=24)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._wipe)
        self._clear.hide()
        self.textChanged.connect(self._show_clear)

    def _timer(self, slot: Callable[[], None], after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(slot)
        return timer

    # --- the query in force ---------------------------------------------------------------------------------------

    def show_query(self, text: str, error: QueryError | None) -> None:
        """Show the query in force, unless the person is typing one; what is wrong waits until the person pauses."""
        if not self._pause.isActive() and self.text() != text:
            self.setText(text)
        self._error = error
        if error is None:
            self._forgive()
        elif self._is_asked or not self.hasFocus():
            self._tell_error()
        else:
            caret = Utf16Offsets(text).from_qt(self.cursorPosition())
            self._patience.start(PATIENCE_MS if error.end < caret else LONG_PATIENCE_MS)

    @property
    def problem(self) -> str:
        """What is told to be wrong with the query; empty while nothing is."""
        return str(self._error) if self._error is not None and self.property("bad") else ""

    def _tell_error(self) -> None:
        """Mark what is wrong, and say so below while the field has the keyboard."""
        error = self._error
        if error is None or (self.offers is not None and self.offers.offers):
            return
        self._patience.stop()
        self._set_bad(on=True)
        self.mark((min(error.position, len(self.text())), min(error.end, len(self.text()))))
        self.setAccessibleDescription(str(error))
        self.setToolTip(tip(str(error)))
        if self.hasFocus():
            from timeline_app.ui.widgets.below_field import SentenceBelow  # noqa: PLC0415 - for faults only

            self.sentence = self.sentence or SentenceBelow(self)
            self.sentence.say(str(error))
            announce(self, str(error))

    def _forgive(self) -> None:
        """Take the refusal back: the query can be read, or is being written anew."""
        self._patience.stop()
        if self.property("bad"):
            self._set_bad(on=False)
            self.setAccessibleDescription("")
            self.setToolTip(_tip())
        self.mark(None)
        if self.sentence is not None:
            self.sentence.hide()

    def _set_bad(self, *, on: bool) -> None:
        if self.property("bad") != on:
            self.setProperty("bad", on)
            self.style().unpolish(self)
            self.style().polish(self)

    def _follow_typing(self) -> None:
        self._is_asked = False
        self._forgive()
        self._pause.start()
        self._offer()

    def _ask(self) -> None:
        """Take the query as it stands, at once."""
        self._close_list()
        self._is_asked = True
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.query_changed.emit(self.text())

    def _wipe(self) -> None:
        self.clear()
        self._close_list()
        self._tell()

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    # --- completion -----------------------------------------------------------------------------------------------

    def complete_by(self, complete: Completing) -> None:
        """Offer below the field what `complete` gives for a text and a caret."""
        self._complete_by = complete

    def _offer(self, *, asked: bool = False) -> None:
        """Offer what may stand at the caret."""
        if self._complete_by is None:
            return
        text = self.text()
        caret = Utf16Offsets(text).from_qt(self.cursorPosition())
        completion = self._complete_by(text, caret, asked)
        if asked or completion.start != self._closed_at:
            self._closed_at = -1
        self._completion = completion
        if self._closed_at < 0 and completion.offers:
            from timeline_app.ui.widgets.below_field import OffersBelow  # noqa: PLC0415 - with the first letter

            if self.offers is None:
                self.offers = OffersBelow(self)
                self.offers.taken.connect(self._take)
            if self.sentence is not None:
                self.sentence.hide()
            self.offers.show_offers(completion.offers)
        else:
            self._close_list()

    def _close_list(self) -> None:
        if self.offers is not None:
            self.offers.hide()

    @Slot(object)
    def _take(self, offer: QueryOffer) -> None:
        """Put an offer in the place of the piece at the caret."""
        completion, text = self._completion, self.text()
        if completion is None:
            return
        follows = text[completion.end : completion.end + 1]
        places = Utf16Offsets(text)
        first, last = places.to_qt(completion.start), places.to_qt(completion.end)
        self.setSelection(first, last - first)
        self.insert(offer.text if offer.is_field or follows in {" ", ")"} else f"{offer.text} ")
        self._closed_at = -1
        if offer.is_field:
            self._follow_typing()
        else:
            self._close_list()
            self._tell()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self.offers is not None and self.offers.offers:
            self._take(self.offers.current or self.offers.offers[0])
            return True
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed = self.offers is not None and bool(self.offers.offers)
        key = event.key()
        if listed and self.offers is not None and key in _STEPS:
            self.offers.step(_STEPS[key])
            if self.offers.current is not None:
                announce(self, self.offers.current.words)
        elif listed and self.offers is not None and key in _ENTER and self.offers.current is not None:
            self._take(self.offers.current)
        elif listed and key == Qt.Key.Key_Escape:
            self._closed_at = self._completion.start if self._completion is not None else -1
            self._close_list()
        elif key == Qt.Key.Key_Down:
            self._offer(asked=True)
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self._wipe()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.property("bad"):
            self._tell_error()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._close_list()
        self._tell_error()
        if self.sentence is not None:
            self.sentence.hide()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._close_list()  # the caret is elsewhere

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint()
        self._clear.setGeometry(self.width() - 30, (self.height() - side.height()) // 2, side.width(), side.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self.width() < scaled_px(WIDE_PX):
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(sized(11))
            words = _("Ctrl F")
            width = painter.fontMetrics().horizontalAdvance(words) + scaled_px(12)
            height = scaled_px(19)
            outline = QRectF(self.width() - width - 8.5, (self.height() - height) / 2, width, height)
            painter.setPen(QPen(ink.strong_hairline(self), 1))
            painter.drawRoundedRect(outline, 4, 4)
            painter.setPen(ink.faint(self))
            painter.drawText(outline, Qt.AlignmentFlag.AlignCenter, words)


def _tip() -> str:
    return _(
        "Words, “a phrase”, category:Strike, status:planned, actor:…, place:…,\n"
        "date:2025-05..2025-07, importance:>=4, has:quote, missing:source,\n"
        "is:checked, is:unchecked, is:needs-checking, -without, this OR that"
    )
