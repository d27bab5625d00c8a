"""The text view of the reader: one column of comfortable width, with marks that can be clicked.

Text that was broken into lines by hand, set as paragraphs: for the eye only, letter for letter as long.

What is marked in a text, and how each kind of mark looks.

The marks of a document: its proposals, its excerpts in the colours of their events, and what is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.quotes import find_verbatim
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets.look import scaled_px, sized

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QContextMenuEvent, QResizeEvent

    from timeline_app.document.contents import MarkedExcerpt
    from timeline_app.document.evidence.review_queue import ReviewQueue
    from timeline_app.domain.records import Excerpt
    from timeline_app.paint.theme import Theme
    from timeline_app.ui.services.session import Session


LONGEST_LINE: Final = 170
"""A text with longer lines has a paragraph in each; nobody breaks lines beyond that by hand."""
LEAST_SHARE: Final = 0.6
"""Of the longest line: a shorter one ends its paragraph, as the last line of one does."""
SHORTEST: Final = 40
_NEW_BLOCK: Final = re.compile(r"\s|[-*+•–—#>|=]|\d{1,3}[.)]\s|[A-Z][\w-]{1,20}:\s")
"""What begins a line of its own: an indent, a list, a heading, a quotation, a field of a mail's head."""


def flowed(text: str) -> str:
    """Give `text` with spaces for the line ends inside paragraphs; places in it stay the same."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not SHORTEST <= longest <= LONGEST_LINE:
        return text
    enough = max(SHORTEST, longest * LEAST_SHARE)
    parts = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = len(line) >= enough and following.strip() and not _NEW_BLOCK.match(following)
        parts.append(line + (" " if goes_on and not _NEW_BLOCK.match(line) else "\n"))
    return "".join(parts)[:-1]


Look = Literal["excerpt", "proposal", "current", "found", "found now"]

Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points, that stands for something."""

    start: int
    end: int
    look: Look
    key: str = ""
    """What a click on it is about."""
    tip: str = ""
    colour: str = ""
    """Of the event's category, as the theme draws it; empty for none."""


def mixed(ground: str, colour: str, share: float) -> QColor:
    """Lay `share` of a colour over the background, so that letters on it stay readable."""
    low, high = QColor(ground), QColor(colour)
    parts = (
        round(one + (other - one) * share)
        for one, other in zip(low.getRgb()[:3], high.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts)


def format_of(mark: Mark, theme: Theme) -> QTextCharFormat:
    """Give the look of a mark: a soft background and a line under the words, in the event's colour."""
    look = QTextCharFormat()
    colour = mark.colour or theme.accent
    if mark.look == "excerpt":
        look.setBackground(mixed(theme.panel, colour, 0.24 if theme.dark else 0.13))
        look.setUnderlineStyle(Underline.SingleUnderline)
        look.setUnderlineColor(QColor(colour))
    elif mark.look == "proposal":
        look.setUnderlineStyle(Underline.DotLine)
        look.setUnderlineColor(QColor(theme.faint))
    elif mark.look == "current":
        look.setBackground(QColor(theme.accent_ground))
        look.setUnderlineStyle(Underline.SingleUnderline)
        look.setUnderlineColor(QColor(theme.accent))
    elif mark.look == "found":
        look.setBackground(mixed(theme.panel, theme.warning, 0.22))
    else:
        look.setBackground(mixed(theme.panel, theme.warning, 0.55))
    return look


LETTER_PX: Final = 15
LEADING: Final = 160
MEASURE: Final = 68
"""Letters in a line: what a book sets, and the eye still finds the next line from."""
MARGIN_PX: Final = 20
"""With the text's own margin of 4 it stands under the title."""
FLASH_STEPS, FLASH_MS = 14, 90
_SAMPLE: Final = "The words of a text of middling length, as they stand in a newspaper of the day."

Key = Qt.Key


class PageText(QTextEdit):
    """Shows a text as text, whatever it holds; nothing in it runs, loads or opens."""

    mark_clicked = Signal(object)
    """The `Mark` that was clicked."""
    chosen_changed = Signal()
    """Other words are selected, or none."""
    key_pressed = Signal(str)
    """A letter that the reader acts on: E, N, J, K, or "find"."""
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerText")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        by_hand = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(by_hand)
        self.setAccessibleName(_("Text of the document"))
        self.viewport().setMouseTracking(True)
        self.text = ""
        self.theme = theme
        self._offsets = Utf16Offsets("")
        self._marks: tuple[Mark, ...] = ()
        self._found: tuple[Mark, ...] = ()
        self._flash = (0, 0)
        self._flash_left = 0
        self._fading = QTimer(self)
        self._fading.setInterval(FLASH_MS)
        self._fading.timeout.connect(self._fade)
        self.selectionChanged.connect(self.chosen_changed)
        self.installEventFilter(self)
        self.restyle(theme)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show a text from its beginning."""
        self.text = text
        self._offsets = Utf16Offsets(text)
        self._marks = self._found = ()
        self._flash_left = 0
        self._fading.stop()
        self.setPlainText(flowed(text))
        self._set_leading()
        self._draw()

    def restyle(self, theme: Theme) -> None:
        """Follow the theme and the text size."""
        self.theme = theme
        self.setFont(sized(LETTER_PX))
        self.setStyleSheet(
            f"#readerText {{ border: 0; background: {theme.panel}; color: {theme.ink};"
            f" font-size: {scaled_px(LETTER_PX)}px; padding: 0; }}"
        )
        self._set_leading()
        self._set_column()
        self._draw()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark these stretches; a later one lies over an earlier one."""
        self._marks = tuple(mark for mark in marks if 0 <= mark.start < mark.end <= len(self.text))
        self._draw()

    def set_found(self, found: Sequence[Mark]) -> None:
        """Mark what a search found."""
        self._found = tuple(found)
        self._draw()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is marked."""
        return self._marks

    def marked_texts(self) -> list[str]:
        """Give the words that are marked."""
        return [self.text[mark.start : mark.end] for mark in self._marks]

    # --- places ---------------------------------------------------------------------------------------------------

    def chosen(self) -> tuple[int, int] | None:
        """Give the stretch that is selected, in code points and without spaces at its ends; None for none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._offsets.from_qt(cursor.selectionStart())
        end = self._offsets.from_qt(cursor.selectionEnd())
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def choose(self, start: int, end: int) -> None:
        """Select a stretch given in code points."""
        self.setTextCursor(self._cursor(start, end))

    def reading_place(self) -> int:
        """Give the place, in code points, at which the reader is: the cursor."""
        return self._offsets.from_qt(self.textCursor().position())

    def bring(self, start: int, end: int, *, flash: bool = False) -> None:
        """Scroll until a stretch stands in the upper part of the page; let it light up where asked."""
        cursor = self._cursor(start, start)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        first, last = self.cursorRect(cursor), self.cursorRect(self._cursor(end, end))
        height = self.viewport().height()
        if flash or first.top() < 0 or last.bottom() > height:
            bar.setValue(bar.value() + first.top() - height // 3)
        if flash:
            self._flash, self._flash_left = (start, end), FLASH_STEPS
            self._fading.start()
        self._draw()

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._offsets.to_qt(start))
        cursor.setPosition(self._offsets.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # --- drawing --------------------------------------------------------------------------------------------------

    def _set_leading(self) -> None:
        leading = QTextBlockFormat()
        leading.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        leading.setBottomMargin(scaled_px(9))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(leading)
        self._close_gaps()

    def _close_gaps(self) -> None:
        """Keep empty lines, which only part paragraphs, as low as a gap between them."""
        gap = QTextBlockFormat()
        gap.setLineHeight(scaled_px(3), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        gap.setBottomMargin(0)
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        while block.isValid():
            if block.length() == 1:
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(gap)
            block = block.next()
        cursor.endEditBlock()

    def _set_column(self) -> None:
        letters = self.fontMetrics().horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - bar
        right = max(MARGIN_PX - bar, round(room - MARGIN_PX - MEASURE * letters))
        if self.viewportMargins().right() != right or self.viewportMargins().left() != MARGIN_PX:
            self.setViewportMargins(MARGIN_PX, 4, right, 0)

    def _draw(self) -> None:
        selections = [self._selection(mark, format_of(mark, self.theme)) for mark in (*self._marks, *self._found)]
        if self._flash_left:
            look = QTextCharFormat()
            strength = 0.1 + 0.5 * self._flash_left / FLASH_STEPS
            look.setBackground(mixed(self.theme.panel, self.theme.accent, strength))
            if strength > 0.4:
                look.setForeground(QColor(self.theme.on_accent if self.theme.dark else self.theme.ink))
            selections.append(self._selection(Mark(*self._flash, "current"), look))
        self.setExtraSelections(selections)

    def _selection(self, mark: Mark, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.format = look
        selection.cursor = self._cursor(mark.start, mark.end)
        return selection

    def _fade(self) -> None:
        self._flash_left -= 1
        if self._flash_left <= 0:
            self._flash_left = 0
            self._fading.stop()
        self._draw()

    # --- pointer and keys -----------------------------------------------------------------------------------------

    def _mark_at(self, place: QPoint) -> Mark | None:
        bar = self.verticalScrollBar().value()
        point = QPointF(place.x(), place.y() + bar)
        units = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
        if units < 0:
            return None
        at = self._offsets.from_qt(units)
        return next((mark for mark in reversed(self._marks) if mark.key and mark.start <= at < mark.end), None)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            mark = self._mark_at(event.position().toPoint())
            if mark is not None:
                self.mark_clicked.emit(mark)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = not event.buttons() and self._mark_at(event.position().toPoint()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._mark_at(event.pos())
            QToolTip.showText(event.globalPos(), mark.tip if mark is not None else "", self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        ours = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if ours and isinstance(event, QKeyEvent) and self._meaning(event):
            event.accept()
            return True
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if meaning:
            self.key_pressed.emit(meaning)
        else:
            super().keyPressEvent(event)

    def _meaning(self, event: QKeyEvent) -> str:
        """Tell what a key is for here; E and N act on selected words and are the window's otherwise."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return "find" if event.key() == Key.Key_F else ""
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return ""
        if event.key() in {Key.Key_E, Key.Key_N}:
            letter = "E" if event.key() == Key.Key_E else "N"
            return letter if self.textCursor().hasSelection() else ""
        return {Key.Key_J: "J", Key.Key_K: "K"}.get(Key(event.key()), "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_column()


EVENT_KEY: Final = "event "
CARD_KEY: Final = "card "


def proposal_marks(queue: ReviewQueue) -> list[Mark]:
    """Mark the sentences of proposals that are not in the chronology; a click leads to the first of each."""
    spans = {
        (card.proposal.excerpt_start, card.proposal.excerpt_end): row
        for row, card in reversed(list(enumerate(queue.cards)))
        if card.decision not in {"there", "rejected"}
    }
    return [Mark(*span, "proposal", f"{CARD_KEY}{row}", _("A proposal")) for span, row in spans.items()]


def excerpt_marks(session: Session, marked: Iterable[MarkedExcerpt], text: str) -> tuple[list[Mark], list[str]]:
    """Mark the excerpts that stand in `text`, and give the words of the quotes that do not."""
    marks, lost = [], []
    for each in marked:
        span = place_of(each.excerpt, text)
        if span is None:
            lost += [each.excerpt.exact] if each.excerpt.kind == "quote" else []
            continue
        category = session.category(each.category_id)
        colour = session.theme.category(category.colour) if category is not None else ""
        marks.append(Mark(*span, "excerpt", f"{EVENT_KEY}{each.event_row}", each.title, colour))
    return marks, lost


def place_of(excerpt: Excerpt, text: str) -> tuple[int, int] | None:
    """Find where an excerpt stands: a quote by its words, a paraphrase by its place; None where it is lost."""
    found = find_verbatim(excerpt, text)
    if found is not None:
        return found.start, found.end
    placed = 0 <= excerpt.start < excerpt.end <= len(text)
    return (excerpt.start, excerpt.end) if placed and excerpt.kind == "paraphrase" else None
