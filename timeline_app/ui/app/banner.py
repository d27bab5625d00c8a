"""The banner under the toolbar: a problem, or a note such as a read-only file."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from timeline_app.domain.text.sanitize import shown
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.spoken import announce

if TYPE_CHECKING:
    from collections.abc import Callable

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
