"""Sentences for the person: the banner that stays, the toast that goes, and what a screen reader announces."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.look import scaled_px

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAccessibleInterface


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say what has just appeared, once.

    Under Linux it is a notification that shows: Orca says those in every version, announcements from 45 on only.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - many enumerations, late

    if not QAccessible.isActive():
        return
    if sys.platform == "linux":
        window = widget.window()
        spoken = window.findChild(SpokenNotice, options=Qt.FindChildOption.FindDirectChildrenOnly)
        (spoken or SpokenNotice(window)).say(sentence)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class SpokenNotice(QWidget):
    """What is said in a window without being seen: one for each window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.hide()

    def make_voice(self) -> QAccessibleInterface:
        """Be a notification."""
        from timeline_app.ui.widgets.accessible import NoticeVoice  # noqa: PLC0415 - only where it is heard

        return NoticeVoice(self)

    def say(self, sentence: str) -> None:
        """Show a screen reader a sentence."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # noqa: PLC0415 - only where it is heard

        self.setAccessibleName(on_one_line(sentence))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.ObjectShow))


SETTLE_MS = 700
"""How long a person pauses between two words."""


class SettledWords(QObject):
    """Announces what has stood for a moment, once: while one types, a voice says nothing of every letter."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._words, self._said = widget, "", ""
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self.say_now)

    def say(self, words: str) -> None:
        """Announce words after the pause, unless others come or they were the last that were said."""
        self._words = words
        self._pause.start()

    def say_now(self) -> None:
        """Announce without waiting."""
        self._pause.stop()
        if self._words and self._words != self._said:
            announce(self._widget, self._words)
        self._said = self._words


STAY_MS = 8000
SIDE_PX = 16
"""Left and right of the words."""
LINE_PX = 22
"""The least height of the strip."""


class Toast(QFrame):
    """One sentence in the status line, with at most one action; it leaves by itself, and lies over nothing."""

    shown = Signal()
    """There is a sentence to make room for, or there is none any more."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setObjectName("toastButton")
        self._button.clicked.connect(self._act)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        self._row.addWidget(self._words)
        self._row.addWidget(self._button)
        self._action: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self.hide()

    def say(self, sentence: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Show `sentence` for a while, with a button where there is something to do about it."""
        sentence = on_one_line(sentence)
        self._words.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._row.setContentsMargins(SIDE_PX, 0, 2 if button else SIDE_PX, 0)  # a button brings its own room
        self._action = action
        self.setAccessibleName(sentence)
        announce(self, sentence)
        self.show()
        self.shown.emit()
        self._timer.start(STAY_MS)

    def _act(self) -> None:
        self._leave()
        if self._action is not None:
            self._action()

    def _leave(self) -> None:
        self._timer.stop()
        self.hide()
        self.shown.emit()

    @property
    def line_px(self) -> int:
        """How wide it is on one line."""
        self._words.ensurePolished()
        words_px = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        return words_px + self._frame_px

    @property
    def _frame_px(self) -> int:
        margins = self._row.contentsMargins()
        button_px = self._row.spacing() + self._button.sizeHint().width() if self._button.text() else 0
        return margins.left() + margins.right() + button_px

    def fit(self, room_px: int) -> None:
        """Stand on one line, or on as many as it takes in so much room."""
        words_px = max(1, min(self.line_px, room_px) - self._frame_px)
        self._words.setFixedWidth(words_px)
        self._words.setFixedHeight(max(0, self._words.heightForWidth(words_px)))
        least_px = max(self._button.sizeHint().height() if self._button.text() else 0, scaled_px(LINE_PX))
        self.setFixedSize(words_px + self._frame_px, max(self._words.height() + 4, least_px))


Tone = Literal["problem", "note"]


class Banner(QFrame):
    """One sentence with an optional action, until it is dismissed or replaced."""

    dismissed = Signal()
    """A person has closed it, and the keyboard is to go where the work is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._act)
        self._close = GlyphButton("close", _("Dismiss"), self, side_px=26)
        self._close.clicked.connect(self._dismiss)
        self._action: Callable[[], object] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the strip says now; empty when it is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(
        self, sentence: str, tone: Tone = "problem", button: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show `sentence`; a later one takes its place."""
        sentence = shown(sentence)
        self._words.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.setProperty("tone", tone)
        self.setAccessibleName(sentence)
        announce(self, sentence)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
