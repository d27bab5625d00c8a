"""The filters in force as chips, each with a cross."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QWidget

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import one_of
from timeline_app.domain.query.parser import dates_of_span
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.timeline import status_words
from timeline_app.ui.widgets.chip import Chip
from timeline_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from timeline_app.document.editing.filter_state import FilterState, QueryPart

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

    def show_state(self, state: FilterState) -> None:
        """Show the parts of the query in force."""
        if state.text == self._text:
            return
        self._text = state.text
        self._flow.clear()
        self._parts = {}
        for part in state.parts:
            chip = Chip(chip_words(part), self, removable=True)
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


def chip_words(part: QueryPart) -> str:
    """Word a part of the query as a person would: "Strike or Diplomacy", "Importance 4 or more"."""
    if part.field == "status":
        return one_of([status_words(value) for value in part.values])
    if part.field in {"category", "actor", "place", "source", "tag"}:
        return one_of(part.values)
    if part.field == "importance":
        low = part.text.partition(":")[2]
        if low.startswith(">="):
            return _("Importance {low} or more").format(low=low[2:])
        return _("Importance {span}").format(span=low.replace("..", "–"))
    if part.field == "date":
        return _date_words(part.values[0])
    if part.field == "within":
        return _("Certainly: {dates}").format(dates=_date_words(part.values[0]))
    if part.field == "is" and part.values[0].casefold() == "overdue":
        return _("Planned, and the day has passed")
    if part.field == "has":
        return _("With {feature}").format(feature=part.values[0])
    if part.field == "missing":
        return _("Without {feature}").format(feature=part.values[0])
    return part.text if part.text.startswith(("(", '"', "-")) or part.field else f"“{part.text}”"


def _date_words(value: str) -> str:
    first, last = dates_of_span(value)
    if first == last:
        return day_in_words(first) or value
    if first and last:
        return _("{first} – {last}").format(first=day_in_words(first), last=day_in_words(last))
    return (
        _("From {first}").format(first=day_in_words(first))
        if first
        else _("Until {last}").format(last=day_in_words(last))
    )
