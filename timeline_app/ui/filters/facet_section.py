"""A facet of the filter panel: its commonest values with counts, and the way to all the others."""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.normalize import name_key
from timeline_app.ui.filters.facet_row import FacetRow
from timeline_app.ui.widgets.fold import INSET_PX, Fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

MOST_ROWS = 7


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to filter by: what stands in the query, what the person reads, how many events have it."""

    value: str
    label: str
    count: int
    mark: Callable[[QPainter, QRectF], None] | None = None


@dataclass(frozen=True, slots=True)
class FacetKind:
    """A field to filter by and its words: heading, "All {count} actors…", title of the list of all."""

    field: str
    heading: str
    all_words: str
    folded: bool = False


class FacetSection(Fold):
    """Shows the values of one field; a click chooses or drops one."""

    toggled = Signal(str, str)
    """Field and value."""
    all_wanted = Signal(str)
    """The field whose values shall all be listed."""
    opened = Signal()
    """The section was unfolded and needs its values."""

    def __init__(self, kind: FacetKind, parent: QWidget | None = None) -> None:
        super().__init__(kind.heading, parent)
        self.kind = kind
        self._rows: list[FacetRow] = []
        self._all = QPushButton(self.body)
        self._all.setProperty("role", "link")
        self._all.setCursor(Qt.CursorShape.PointingHandCursor)
        self._all.clicked.connect(self._want_all)
        line = QHBoxLayout()
        line.setContentsMargins(INSET_PX, 0, 0, 0)
        line.addWidget(self._all)
        line.addStretch(1)
        self.rows.addLayout(line)
        self._all.hide()
        if kind.folded:
            self.heading.setChecked(False)
        self.heading.toggled.connect(self._tell_opened)

    @property
    def is_open(self) -> bool:
        """Whether the values are to be seen."""
        return self.heading.isChecked()

    def show_values(self, values: Sequence[FacetValue], total: int, chosen: Sequence[str]) -> None:
        """Show the commonest values and those that are chosen, of `total`."""
        self.setVisible(bool(values) or bool(chosen))
        low = {name_key(each) for each in chosen}
        picked = _pick(values, total, low)
        while len(self._rows) < len(picked):
            self._rows.append(self._new_row())
        for row, value in zip(self._rows, picked, strict=False):
            on = name_key(value.value) in low
            row.set_mark(value.mark)
            dimmed = bool(low) and not on and value.mark is not None
            row.show_value(value.value, value.label, value.count, checked=on, dimmed=dimmed)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(picked))
        self._all.setVisible(total > len(picked))
        self._all.setText(self.kind.all_words.format(count=grouped(total)))

    def _new_row(self) -> FacetRow:
        row = FacetRow("", self.body)
        row.clicked.connect(self._pass_on)
        self.rows.insertWidget(self.rows.count() - 1, row)
        return row

    def _pass_on(self) -> None:
        row = self.sender()
        if isinstance(row, FacetRow):
            self.toggled.emit(self.kind.field, row.value)

    def _want_all(self) -> None:
        self.all_wanted.emit(self.kind.field)

    def _tell_opened(self, on: bool) -> None:  # noqa: FBT001 - Qt's signature
        if on:
            self.opened.emit()


def _pick(values: Sequence[FacetValue], total: int, chosen: set[str]) -> list[FacetValue]:
    """Take the first values, and keep every chosen one in sight."""
    if total <= MOST_ROWS + 1:
        return list(values)
    head = list(values[:MOST_ROWS])
    return head + [each for each in values[MOST_ROWS:] if name_key(each.value) in chosen]


def facet_kinds() -> tuple[FacetKind, ...]:
    """Give the facets in the order of the panel."""
    return (
        FacetKind("category", _("Category"), _("All {count} categories…")),
        FacetKind("status", _("Status"), _("All {count} statuses…")),
        FacetKind("actor", _("Actor"), _("All {count} actors…")),
        FacetKind("place", _("Place"), _("All {count} places…"), folded=True),
        FacetKind("source", _("Source"), _("All {count} sources…"), folded=True),
        FacetKind("tag", _("Tag"), _("All {count} tags…"), folded=True),
    )
