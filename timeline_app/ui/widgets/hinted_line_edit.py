"""Hints in fields that say as much as there is room for, in whole words.

Qt cuts a hint that is too long in the middle of a word. An example less, or a shorter sentence, says more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_JOINTS: Final = (", ", ": ", "; ", " — ")
"""Behind these a hint may end."""
_MORE: Final = "…"


def shorter(hint: str) -> list[str]:
    """Give a hint, and what it says with one part less after the other: "23 July 2025, early May 2025 …".

    >>> shorter("a city or country: Khartoum, Sudan")
    ['a city or country: Khartoum, Sudan', 'a city or country: Khartoum', 'a city or country']
    """
    found, rest = [hint], hint
    more = _MORE if hint.endswith(_MORE) else ""
    more = f" {more}" if hint.endswith(f" {_MORE}") else more
    while (at := max(rest.rfind(joint) for joint in _JOINTS)) > 0:
        rest = rest[:at]
        found.append(rest + more)
    return found


class HintedLineEdit(QLineEdit):
    """A field with a hint that is never cut within a word: where not even its first part has room, it says nothing."""

    _hints: tuple[str, ...] = ()

    def set_hints(self, *hints: str) -> None:
        """Take what may be hinted at, the whole first; none: the field says nothing."""
        self._hints = hints
        self._fit_hint()

    @override
    def setPlaceholderText(self, hint: str) -> None:
        self.set_hints(*shorter(hint))

    @property
    def hint_room_px(self) -> int:
        """How wide a hint may be: what a field has beside its widest letter is frame, padding and room for the caret.

        The style would say it as well, but to ask it makes twenty enumerations, and the first frame has a search field.
        """
        beside_px = super().minimumSizeHint().width() - self.fontMetrics().maxWidth()
        return self.width() - beside_px

    def _fit_hint(self) -> None:
        room_px, metrics = self.hint_room_px, self.fontMetrics()
        fits = (each for each in self._hints if metrics.horizontalAdvance(each) <= room_px)
        chosen = next(fits, "")
        if chosen != self.placeholderText():
            super().setPlaceholderText(chosen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_hint()
