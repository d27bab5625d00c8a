"""The filters in force as chips within the search field, in plain words; what has no room is behind a count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.ui.widgets.chip import CROSS_PX, Chip
from timeline_app.ui.widgets.closing import own
from timeline_app.ui.widgets.look import on_button, scaled_px, tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent

    from timeline_app.document.editing.filter_state import QueryPart

_GAP_PX: Final = 4
_TYPING_PX: Final = 120
"""So much of the field is left to type in, however many chips there are."""
_LEAST_TYPING_PX: Final = 40
"""So much is left where the first chip would be cut otherwise."""
_LEAST_PX: Final = 80
"""A chip with less room than that would say nothing."""
_NAMED: Final = frozenset({"category", "actor", "place", "tag"})


class QueryChip(Chip):
    """A part of the query: its cross takes it out, a click on its words makes it text again, to be edited."""

    edit_wanted = Signal()

    def __init__(self, part: QueryPart, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, removable=True)
        self.part = part
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field has the keyboard, and Backspace removes the last chip
        self.setToolTip(tip(_("{filter}  ·  click to edit, × to remove").format(filter=part.text)))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_words = self.isDown() and event.position().x() < self.width() - CROSS_PX - _GAP_PX
        if on_words and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.edit_wanted.emit()
        else:
            super().mouseReleaseEvent(event)


class QueryChips(QWidget):
    """A row of chips at the left end of a field."""

    removed = Signal(object)
    """The `QueryPart` to take out."""
    edit_wanted = Signal(object)
    """The `QueryPart` that shall be text again."""
    menu_wanted = Signal(str, str, QPoint)
    """Field and value of a chip with one value, and where on the screen its menu shall open."""

    def __init__(self, word: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._word = word
        self._chips: list[QueryChip] = []
        self._hidden: list[QueryChip] = []
        self._more = Chip("", self)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(self._list_hidden)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    @property
    def parts(self) -> tuple[QueryPart, ...]:
        """The parts that are chips."""
        return tuple(chip.part for chip in self._chips)

    @property
    def labels(self) -> list[str]:
        """The words on the chips."""
        return [chip.text() for chip in self._chips]

    def show_parts(self, parts: Sequence[QueryPart]) -> None:
        """Show other parts; chips that stay are not made anew."""
        kept = {chip.part: chip for chip in self._chips}
        chips = []
        for part in parts:
            chip = kept.pop(part, None)
            chips.append(chip if chip is not None else self._new_chip(part))
        for chip in kept.values():
            chip.hide()
            chip.deleteLater()
        self._chips = chips

    def _new_chip(self, part: QueryPart) -> QueryChip:
        chip = QueryChip(part, self._word(part.text), self)
        chip.removed.connect(self._remove)
        chip.edit_wanted.connect(self._edit)
        chip.menu_wanted.connect(self._want_menu)
        return chip

    def room_px(self, free_px: int) -> int:
        """Give how much of a field the chips may take; what is left is to type in."""
        whole_px = self._chips[0].sizeHint().width() if self._chips else 0  # the first chip, and a count of the others
        whole_px += self._tell_hidden(len(self._chips) - 1) + _GAP_PX if len(self._chips) > 1 else 0
        whole_px = min(whole_px, free_px - scaled_px(_LEAST_TYPING_PX))
        return max(60, free_px - scaled_px(_TYPING_PX), whole_px)

    def fit(self, room_px: int, high_px: int) -> int:
        """Place the chips in so much room; give the width that they take."""
        sizes = [chip.sizeHint().width() for chip in self._chips]
        shown, more_px = self._count_fitting(sizes, room_px)
        if shown:
            sizes[0] = min(sizes[0], room_px - more_px)
        x_px = 0
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < shown)
            if number < shown:
                height_px = chip.sizeHint().height()
                chip.setGeometry(x_px, (high_px - height_px) // 2, sizes[number], height_px)
                x_px += sizes[number] + _GAP_PX
        self._hidden = self._chips[shown:]
        self._more.setVisible(bool(self._hidden))
        if self._hidden:
            size = self._more.sizeHint()
            self._more.setGeometry(x_px, (high_px - size.height()) // 2, size.width(), size.height())
            x_px += size.width() + _GAP_PX
        return x_px

    def _count_fitting(self, sizes: Sequence[int], room_px: int) -> tuple[int, int]:
        """Tell how many chips have room, of which the first may be cut, and what the count of the others takes."""
        shown, more_px = len(sizes), 0
        while shown > 1 and sum(sizes[:shown]) + _GAP_PX * (shown - 1) + more_px > room_px:
            shown -= 1
            more_px = self._tell_hidden(len(sizes) - shown)
        if shown and sizes[0] > room_px - more_px < scaled_px(_LEAST_PX):
            shown = 0
            more_px = self._tell_hidden(len(sizes))
        return shown, more_px

    def _tell_hidden(self, count: int) -> int:
        """Let the last chip say how many others there are; give the width that it takes."""
        self._more.setText(f"+{count}")
        told = ngettext("{n} more filter", "{n} more filters", count).format(n=count)
        self._more.setToolTip(told)
        self._more.setAccessibleName(told)
        return self._more.sizeHint().width() + _GAP_PX

    def _list_hidden(self) -> None:
        """Offer the filters that have no room, each to be edited."""
        menu = QMenu(self)
        menu.setAccessibleName(_("Filters"))
        own(menu)
        for chip in self._hidden:
            menu.addAction(on_button(chip.text())).setData(self._chips.index(chip))
        menu.triggered.connect(self._edit_listed)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    def _edit_listed(self, action: object) -> None:
        number = action.data()  # type: ignore[attr-defined]
        if 0 <= number < len(self._chips):
            self.edit_wanted.emit(self._chips[number].part)

    def _remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, QueryChip):
            self.removed.emit(chip.part)

    def _edit(self) -> None:
        chip = self.sender()
        if isinstance(chip, QueryChip):
            self.edit_wanted.emit(chip.part)

    def _want_menu(self, screen_pos: QPoint) -> None:
        chip = self.sender()
        if isinstance(chip, QueryChip) and chip.part.field in _NAMED and len(chip.part.values) == 1:
            self.menu_wanted.emit(chip.part.field, chip.part.values[0], screen_pos)
