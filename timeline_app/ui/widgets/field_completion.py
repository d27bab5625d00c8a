"""Completion in a field: offers what fits the piece at the caret, follows the keys, and puts in what is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.utf16 import Utf16Offsets
from timeline_app.ui.widgets.below_field import OffersBelow
from timeline_app.ui.widgets.messages import SettledWords, announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLineEdit

    from timeline_app.document.filter.completing import Completion, QueryOffer

    Completing = Callable[[str, int, bool], Completion]

_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FieldCompletion(QObject):
    """Completes the text of a line edit, which keeps the keyboard."""

    taken = Signal(object)
    """The `QueryOffer` that now stands in the field."""

    def __init__(self, field: QLineEdit, complete: Completing) -> None:
        super().__init__(field)
        self._field = field
        self._complete = complete
        self._completion: Completion | None = None
        self._closed_at = -1
        """Where the piece begins whose list was closed by hand: it stays closed while that piece is typed."""
        self._voice = SettledWords(field)
        self.list = OffersBelow(field)
        self.list.taken.connect(self.take)

    @property
    def offers(self) -> Sequence[QueryOffer]:
        """What is offered now; nothing while the list is closed."""
        return self.list.offers

    @property
    def is_half(self) -> bool:
        """Whether the list is open below a piece that makes sense only once something of it is taken."""
        return bool(self.offers) and self._completion is not None and self._completion.is_half

    def offer(self, *, asked: bool = False) -> None:
        """Offer what may stand at the caret; `asked` for by a key, also where nothing was typed yet."""
        text = self._field.text()
        caret = Utf16Offsets(text).from_qt(self._field.cursorPosition())
        completion = self._complete(text, caret, asked)
        if asked or completion.start != self._closed_at:
            self._closed_at = -1
        self._completion = completion
        offers = completion.offers if self._closed_at < 0 else ()
        self.list.show_offers(offers)
        told = ngettext("{n} suggestion: {first}", "{n} suggestions: {first}", len(offers))
        self._voice.say(told.format(n=grouped(len(offers)), first=offers[0].words) if offers else "")

    def act(self, key: int) -> bool:
        """Let a key move through the open list, take from it or close it; tell whether it did."""
        if not self.offers:
            return False
        if key in _STEPS:
            self.list.step(_STEPS[key])
            if self.list.current is not None:
                announce(self._field, self.list.current.words)
        elif key in _ENTER and self.list.current is not None:
            self.take(self.list.current)
        elif key == Qt.Key.Key_Escape:
            self._closed_at = self._completion.start if self._completion is not None else -1
            self.list.hide()
        else:
            return False
        return True

    def take_first(self) -> bool:
        """Take what was chosen, or else the first; tell whether anything is offered."""
        if not self.offers:
            return False
        self.take(self.list.current or self.offers[0])
        return True

    @Slot(object)
    def take(self, offer: QueryOffer) -> None:
        """Put an offer in the place of the piece at the caret."""
        completion, text = self._completion, self._field.text()
        if completion is None:
            return
        follows = text[completion.end : completion.end + 1]
        places = Utf16Offsets(text)
        first, last = places.to_qt(completion.start), places.to_qt(completion.end)
        self._field.setSelection(first, last - first)
        self._field.insert(offer.text if offer.is_field or follows in {" ", ")"} else f"{offer.text} ")
        self._closed_at = -1
        self.list.hide()
        self.taken.emit(offer)
