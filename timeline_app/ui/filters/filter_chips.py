"""The filters in force as chips, each with a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.base.compat import override
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from timeline_app.document.editing.filter_state import FilterState, QueryPart
    from timeline_app.domain.query.dates import QueryDates

_NAMED: Final = frozenset({"category", "actor", "place", "tag"})


class FilterChips(QWidget):
    """One chip a part of the query."""

    removed = Signal(object)
    """The `QueryPart` to take out."""
    menu_wanted = Signal(str, str, QPoint)
    """Field and value of a chip with one value, and where on the screen its menu shall open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap_px=5)
        self._flow.setContentsMargins(0, 8, 0, 2)
        self._parts: dict[Chip, QueryPart] = {}
        self._text = ""
        self.hide()

    def show_state(self, state: FilterState, dates: QueryDates) -> None:
        """Show the parts of the query in force."""
        from timeline_app.document.filter.wording import query_as_heading  # noqa: PLC0415 - no start waits for a filter

        if state.text == self._text:
            return
        self._text = state.text
        self._flow.clear()
        self._parts = {}
        for part in state.parts:
            chip = Chip(query_as_heading(part.text, dates), self, removable=True)
            chip.removed.connect(self._remove)
            chip.menu_wanted.connect(self._want_menu)
            self._parts[chip] = part
            self._flow.addWidget(chip)
        self.setVisible(bool(self._parts))
        self.updateGeometry()

    def labels(self) -> list[str]:
        """Give the words on the chips."""
        return [chip.text() for chip in self._parts]

    def _remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self._parts:
            self.removed.emit(self._parts[chip])

    def _want_menu(self, screen_pos: QPoint) -> None:
        chip = self.sender()
        part = self._parts.get(chip) if isinstance(chip, Chip) else None
        if part is not None and part.field in _NAMED and len(part.values) == 1:
            self.menu_wanted.emit(part.field, part.values[0], screen_pos)

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), 100)
        return QSize(width, self._flow.heightForWidth(width))
