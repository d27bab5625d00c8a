"""The field in the middle of the toolbar: search words and filters in one line.

A line to type into that can underline the part of its text that was not understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets import look as ink
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.hinted_line_edit import HintedLineEdit
from timeline_app.ui.widgets.look import across, across_margins, key_words, scaled_px, sized, tip
from timeline_app.ui.widgets.messages import announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from timeline_app.document.editing.filter_state import QueryPart
    from timeline_app.document.filter.completing import QueryOffer
    from timeline_app.domain.errors import QueryError
    from timeline_app.ui.widgets.below_field import SentenceBelow
    from timeline_app.ui.widgets.field_completion import Completing, FieldCompletion
    from timeline_app.ui.widgets.query_chips import QueryChips

PAUSE_MS = 120
"""A filter follows typing after this pause: below what is felt, above the time between two keys of a quick typist."""

PATIENCE_MS, LONG_PATIENCE_MS = 900, 2500
"""What is wrong is told after a pause: a longer one where it is at the caret, as it may still be being written."""

_CHIPS_LEFT_PX: Final = 5
_CLEAR_PX: Final = 34
"""For the button that clears it, and air; the sheet leaves as much."""
_AIR_PX: Final = 6
_KEY_PX: Final = 30

WIDE_PX = 240
"""Under this width the hint at the key would cover the hint at the query language."""


_WAVE_PX = 2.0


class UnderlinedLineEdit(HintedLineEdit):
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

    What may stand at the caret is offered below, and so is what is wrong; neither takes the keyboard. While a field or
    a value is half typed and can be completed, the query in force stays until the list is closed.
    """

    query_changed = Signal(str)
    left = Signal()
    """Escape was pressed: the focus belongs to the timeline again."""
    menu_wanted = Signal(str, str, QPoint)
    """Field and value of a chip, and where on the screen its menu shall open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchField")
        self.setAccessibleName(_("Search"))
        self.setToolTip(_tip())
        self._complete_by: Completing | None = None
        self._word_by: Callable[[str], str] = str
        self.chips: QueryChips | None = None
        self._error: QueryError | None = None
        self._is_asked = False
        """Whether Enter asked for the query as it stands."""
        self.completion: FieldCompletion | None = None
        self.sentence: SentenceBelow | None = None
        self._pause = self._timer(self._tell_typed, PAUSE_MS)
        self._patience = self._timer(self._tell_error, PATIENCE_MS)
        self.textChanged.connect(self._follow_typing)  # what an assistive program writes counts as typed
        self.returnPressed.connect(self._ask)
        self.setProperty("bad", False)  # set before the sheet is put on: restyling costs the first frame twenty enums
        self._clear = GlyphButton("close", _("Clear the search"), self, side_px=24)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(self._wipe)
        self._clear.hide()
        self.textChanged.connect(self._show_clear)

    def _timer(self, slot: Callable[[], None], after_ms: int) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=after_ms)
        timer.timeout.connect(slot)
        return timer

    # --- the query in force ---------------------------------------------------------------------------------------

    def show_query(self, text: str, error: QueryError | None) -> None:
        """Show the query in force, unless the person is typing one; what is wrong waits until the person pauses."""
        if not self._pause.isActive() and not self._is_listing and self.query != text:
            parts, rest = ((), text) if error is not None else FilterState(text).taken_apart()
            self._show_apart(parts, rest)
        self._error = error
        if error is None:
            self._forgive()
        elif self._is_asked or not self.hasFocus():
            self._tell_error()
        else:
            caret = Utf16Offsets(self.text()).from_qt(self.cursorPosition())
            self._patience.start(PATIENCE_MS if self._marked_by(error)[1] < caret else LONG_PATIENCE_MS)

    @property
    def problem(self) -> str:
        """What is told to be wrong with the query; empty while nothing is."""
        return str(self._error) if self._error is not None and self.property("bad") else ""

    def _tell_error(self) -> None:
        """Mark what is wrong, and say so below while the field has the keyboard."""
        error = self._error
        if error is None or self._is_listing:
            return
        self._patience.stop()
        self._set_bad(on=True)
        self.mark(self._marked_by(error))
        self.setAccessibleDescription(str(error))
        self.setToolTip(tip(str(error)))
        if self.hasFocus():
            from timeline_app.ui.widgets.below_field import SentenceBelow  # noqa: PLC0415 - for faults only

            self.sentence = self.sentence or SentenceBelow(self)
            self.sentence.say(str(error))
            announce(self, str(error))

    def _marked_by(self, error: QueryError) -> tuple[int, int]:
        """Give the stretch of the line that a fault of the whole query is in."""
        _state, before = FilterState.joined(self._parts, self.text())
        last = len(self.text())
        return max(0, min(error.position - before, last)), max(0, min(error.end - before, last))

    def _forgive(self) -> None:
        """Take the refusal back: the query can be read, or is being written anew."""
        self._patience.stop()
        if self.property("bad"):
            self._set_bad(on=False)
            self.setAccessibleDescription("")
            self._tell_whole()
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
        self._make_chips()

    def _tell(self) -> None:
        self._pause.stop()
        self.query_changed.emit(self.query)

    def _tell_typed(self) -> None:
        if self.completion is None or not self.completion.is_half:
            self._tell()

    def _wipe(self) -> None:
        self._show_apart((), "")
        self._close_list()
        self._tell()

    def _show_clear(self, _text: str = "") -> None:
        query = self.query
        self._clear.setVisible(bool(query))
        taken_px = self.chips.width() if self.chips is not None and self._parts else 0
        key_px = 0 if query else scaled_px(_KEY_PX)  # the hint at the key has room of its own
        self.setTextMargins(across_margins(self, taken_px, key_px))

    # --- chips ----------------------------------------------------------------------------------------------------

    @property
    def query(self) -> str:
        """The whole query: what the chips stand for, and the line."""
        return FilterState.joined(self._parts, self.text())[0].text

    @property
    def _parts(self) -> tuple[QueryPart, ...]:
        return self.chips.parts if self.chips is not None else ()

    def _show_apart(self, parts: Sequence[QueryPart], rest: str) -> None:
        """Show some parts as chips and the rest as text."""
        if parts and self.chips is None:
            from timeline_app.ui.widgets.query_chips import QueryChips  # noqa: PLC0415 - with the first filter

            self.chips = QueryChips(self._word_by, self)
            self.chips.removed.connect(self._remove)
            self.chips.edit_wanted.connect(self._edit)
            self.chips.menu_wanted.connect(self.menu_wanted)
        if self.chips is not None:
            self.chips.show_parts(parts)
        if self.text() != rest:
            with QSignalBlocker(self):
                self.setText(rest)
        self._place_chips()

    def _make_chips(self) -> None:
        """Make chips of what was typed, now that it is no longer being typed."""
        if self._error is None and not self._pause.isActive():
            parts, rest = FilterState(self.query).taken_apart()
            if parts != self._parts:
                self._show_apart(parts, rest)

    def _place_chips(self) -> None:
        taken_px = 0
        if self.chips is not None:
            room_px = self.chips.room_px(self.width() - scaled_px(_CLEAR_PX))
            taken_px = self.chips.fit(room_px, self.height()) if self._parts else 0
            self.chips.setGeometry(across(self, QRect(_CHIPS_LEFT_PX, 0, taken_px, self.height())))
            self.chips.setVisible(taken_px > 0)
        self._show_clear()
        self.set_hints(*(() if taken_px else _hints()))
        self._tell_whole()

    def _tell_whole(self) -> None:
        """Let the tip tell the query as text, where it is not all to be seen."""
        if not self.property("bad"):
            self.setToolTip(tip(self.query) if self._parts else _tip())

    @Slot(object)
    def _remove(self, part: QueryPart) -> None:
        self._show_apart([each for each in self._parts if each is not part], self.text())
        self._tell()

    @Slot(object)
    def _edit(self, part: QueryPart) -> None:
        """Make a chip text again, with the caret behind it."""
        others = [each for each in self._parts if each is not part]
        rest = self.text()
        self._show_apart(others, f"{part.text} {rest}" if rest else part.text)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCursorPosition(Utf16Offsets(self.text()).to_qt(len(part.text)))
        self._tell()

    def _edit_as_text(self) -> None:
        whole = self.query
        self._show_apart((), whole)

    def _copy_whole(self) -> None:
        QGuiApplication.clipboard().setText(self.query)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        own(menu)
        menu.addSeparator()
        for words, act in ((_("Copy the whole query"), self._copy_whole), (_("Edit as text"), self._edit_as_text)):
            action = menu.addAction(words)
            action.setEnabled(bool(self.query))
            action.triggered.connect(act)
        menu.popup(event.globalPos())

    def _act_on_chips(self, event: QKeyEvent) -> bool:
        """Let keys at the beginning of the line reach the chips; what takes or copies all takes them along."""
        if not self._parts:
            return False
        from PySide6.QtGui import QKeySequence  # noqa: PLC0415 - three enumerations, which no first frame needs

        at_start = not self.cursorPosition() and not self.hasSelectedText()
        if event.matches(QKeySequence.StandardKey.Copy) and self.selectedText() in {"", self.text()}:
            self._copy_whole()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._edit_as_text()
            self.selectAll()
        elif at_start and event.key() == Qt.Key.Key_Backspace:
            self._remove(self._parts[-1])
        elif at_start and event.key() == Qt.Key.Key_Left and not event.isAutoRepeat():
            self._edit(self._parts[-1])
        else:
            return False
        return True

    # --- completion -----------------------------------------------------------------------------------------------

    def help_with(self, complete: Completing, word: Callable[[str], str]) -> None:
        """Offer below the field what `complete` gives for a text and a caret; `word` puts a part in plain words."""
        self._complete_by, self._word_by = complete, word

    def _offer(self, *, asked: bool = False) -> None:
        """Offer what may stand at the caret."""
        if self._complete_by is None:
            return
        if self.completion is None:
            from timeline_app.ui.widgets.field_completion import FieldCompletion  # noqa: PLC0415 - with the first letter

            self.completion = FieldCompletion(self, self._complete_by)
            self.completion.taken.connect(self._follow_taken)
        if self.sentence is not None:
            self.sentence.hide()
        self.completion.offer(asked=asked)

    @property
    def _is_listing(self) -> bool:
        return self.completion is not None and bool(self.completion.offers)

    def _close_list(self) -> bool:
        """Close the list; tell whether it was open, so that the query was not yet told."""
        if self.completion is None or not self._is_listing:
            return False
        self.completion.list.hide()
        return True

    @Slot(object)
    def _follow_taken(self, offer: QueryOffer) -> None:
        if offer.is_field:
            self._follow_typing()
        else:
            self._tell()
            self._make_chips()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self.completion is not None and self.completion.take_first():
            return True
        return super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.completion is not None and self.completion.act(key):
            if key == Qt.Key.Key_Escape:
                self._tell()
            return
        if key == Qt.Key.Key_Down:
            self._offer(asked=True)
        elif key == Qt.Key.Key_Escape:
            if self.query:
                self._wipe()
            else:
                self.left.emit()
        elif not self._act_on_chips(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.property("bad"):
            self._tell_error()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._close_list():
            self._tell()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._make_chips()
        self._tell_error()
        if self.sentence is not None:
            self.sentence.hide()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._close_list():  # the caret is elsewhere
            self._tell()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._clear.sizeHint()
        self._place_chips()
        corner = QPoint(self.width() - side.width() - _AIR_PX, (self.height() - side.height()) // 2)
        self._clear.setGeometry(across(self, QRect(corner, side)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.query or self.width() < scaled_px(WIDE_PX):
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(sized(11))
            words = key_words(_("Ctrl F"), "Ctrl+F")
            width = painter.fontMetrics().horizontalAdvance(words) + scaled_px(12)
            height = scaled_px(19)
            outline = across(self, QRectF(self.width() - width - 8.5, (self.height() - height) / 2, width, height))
            painter.setPen(QPen(ink.outline(self), 1))
            painter.drawRoundedRect(outline, 4, 4)
            painter.setPen(ink.faint(self))
            painter.drawText(outline, Qt.AlignmentFlag.AlignCenter, words)


def _hints() -> tuple[str, str]:
    return _("Search, or filter by actor, date, status…"), _("Search")


def _tip() -> str:
    return _(
        "Words in any form, =exact, ~any spelling, “a phrase”,\n"
        "category:Strike, status:planned, actor:…, place:…,\n"
        "date:2025-05..2025-07, importance:>=4, has:quote, missing:source,\n"
        "is:checked, is:unchecked, is:needs-checking, -without, this OR that"
    )
