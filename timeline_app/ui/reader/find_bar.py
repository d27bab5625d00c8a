"""The find bar: finds words in the open document."""

from __future__ import annotations

import re
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from timeline_app.base.compat import override
from timeline_app.ui.reader.page_text import Mark
from timeline_app.ui.widgets.buttons import GlyphButton
from timeline_app.ui.widgets.labels import plain

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from timeline_app.ui.reader.page_text import PageText

MOST = 2_000
"""Places that are marked; a search that finds more is about nothing."""


class FindBar(QFrame):
    """A field over the text: places light up while typing, Enter goes to the next one, Escape closes."""

    closed = Signal()

    def __init__(self, page: PageText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._found: list[Mark] = []
        self._at = -1
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(_("Find in this text"))
        self.field.setAccessibleName(_("Find in this text"))
        self.field.textChanged.connect(self._search)
        self._count = plain("", "faint", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 10, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        for words, tip, act in (
            ("↑", _("Place before (Shift+Enter)"), self.back),
            ("↓", _("Next place (Enter)"), self.on),
        ):
            button = QPushButton(words, self)
            button.setProperty("role", "quiet")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(act)
            row.addWidget(button)
        close = GlyphButton("close", _("Close the search"), self, side_px=26)
        close.clicked.connect(self.leave)
        row.addWidget(close)
        self.hide()

    def enter(self) -> None:
        """Open, with the selected words to look for."""
        chosen = self._page.chosen()
        if chosen is not None and chosen[1] - chosen[0] < 80:
            self.field.setText(self._page.text[slice(*chosen)])
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self._search(self.field.text())

    def leave(self) -> None:
        """Close, and take the marks away."""
        self.hide()
        self._page.set_found(())
        self._page.setFocus()
        self.closed.emit()

    def on(self) -> None:
        """Go to the next place."""
        self._step(1)

    def back(self) -> None:
        """Go to the place before."""
        self._step(-1)

    @property
    def count_words(self) -> str:
        """What is said of the places found."""
        return self._count.text()

    def _search(self, words: str) -> None:
        pattern = r"\s+".join(re.escape(part) for part in words.split())
        matches = re.finditer(pattern, self._page.text, re.IGNORECASE) if pattern else iter(())
        self._found = [Mark(*match.span(), "found") for match, _number in zip(matches, range(MOST), strict=False)]
        here = self._page.reading_place()
        later = next((index for index, mark in enumerate(self._found) if mark.start >= here), 0)
        self._at = later - 1
        self._step(1)

    def _step(self, step: int) -> None:
        if not self._found:
            self._page.set_found(())
            self._count.setText(_("Not found") if self.field.text().strip() else "")
            return
        self._at = (self._at + step) % len(self._found)
        now = self._found[self._at]
        self._page.set_found((*self._found, Mark(now.start, now.end, "found now")))
        self._page.bring(now.start, now.end)
        self._count.setText(_("{at} of {all}").format(at=self._at + 1, all=len(self._found)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
