"""Sentences for the person: the banner that stays, the toast that goes, and what a screen reader announces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.ui.widgets.buttons import GlyphButton

if TYPE_CHECKING:
    from collections.abc import Callable


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say what has just appeared."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - many enumerations, late

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


STAY_MS = 8000
SIDE_PX = 16
"""Left and right of the words."""
ROOM_PX = 24
"""What stays free of the window on either side."""
BOTTOM_PX = 44
"""How far above the window's lower edge it stands: clear of the status line; more where a row of buttons is there."""


class Toast(QFrame):
    """One sentence over the window's lower edge, with at most one action; it leaves by itself."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setObjectName("toastButton")
        self._button.clicked.connect(self._act)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self._words)
        self._row.addWidget(self._button)
        self._action: Callable[[], object] | None = None
        self.bottom_px = BOTTOM_PX
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, button: str = "", action: Callable[[], object] | None = None) -> None:
        """Show `sentence` for a while, with a button where there is something to do about it."""
        sentence = on_one_line(sentence)
        self._words.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        edge_px = 6 if button else 12  # a button brings its own room
        self._row.setContentsMargins(SIDE_PX, edge_px, 8 if button else SIDE_PX, edge_px)
        self._action = action
        self.setAccessibleName(sentence)
        announce(self, sentence)
        self._settle()
        self.show()
        self.raise_()
        self._timer.start(STAY_MS)

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()

    def _settle(self) -> None:
        """Stand in the middle, on one line as far as the window is wide enough."""
        window = self.parentWidget()
        if window is not None:
            self._words.ensurePolished()
            margins, button_px = self._row.contentsMargins(), 0
            if self._action is not None:
                button_px = self._row.spacing() + self._button.sizeHint().width()
            taken_px = margins.left() + margins.right() + button_px + 2 * ROOM_PX
            line_px = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 1
            self._words.setFixedWidth(max(1, min(line_px, window.width() - taken_px)))
            self._words.setFixedHeight(self._words.heightForWidth(self._words.width()))
            self.adjustSize()
            self.move((window.width() - self.width()) // 2, window.height() - self.height() - self.bottom_px)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return False


Tone = Literal["problem", "note"]


class Banner(QFrame):
    """One sentence with an optional action, until it is dismissed or replaced."""

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
        self._close.clicked.connect(self.hide)
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

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
