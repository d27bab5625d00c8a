"""The columns of a table: which field of an event each one is and why, and how its days and months are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.text.sanitize import on_one_line, shown
from timeline_app.formats.tables.field_names import MAPPED
from timeline_app.ui.importing.wording import found_words, import_field_words, order_words, proof_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.labels import plain, rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.formats.reading import ColumnOrder, ReadColumn

_MOST_COLUMNS: Final = 60
"""Of a table with more, the others are told by their number; a field can be given to them on the command line."""
_LONGEST_SAMPLE: Final = 90
_LONGEST_VALUE: Final = 40
_ORDERS: Final = ("dmy", "mdy", "ymd")


class ColumnRow(QWidget):
    """One column of the table."""

    field_chosen = Signal(str, str)
    """The column and the field that a person gave it; empty for none."""
    order_chosen = Signal(str, str)
    """The column and the order of its days and months."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        words = on_one_line(name.strip()) or _("Column without a name")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self.sample = plain("", "faint", self, wrap=True)
        self.field = ComboBox(self, yields=True)
        for field in ("", *MAPPED):
            self.field.addItem(import_field_words(field), field)
        self.field.setAccessibleName(_("Field of the column “{name}”").format(name=words))
        self.field.activated.connect(self._choose_field)
        label = plain(words, "strong", self, wrap=True, names=self.field)
        self.fixed = plain("", "body", self, wrap=True)
        self.why = plain("", "faint", self, wrap=True)
        self.order = ComboBox(self, yields=True)
        for order in _ORDERS:
            self.order.addItem(order_words(order), order)
        self.order.setAccessibleName(_("Days and months in the column “{name}”").format(name=words))
        self.order.activated.connect(self._choose_order)
        self.order_label = plain(_("Days and months"), "quiet", self, wrap=True, names=self.order)
        self.proof = plain("", "faint", self, wrap=True)
        self._grid.addWidget(label, 0, 0)
        self._grid.addWidget(self.field, 0, 1)
        self._grid.addWidget(self.fixed, 0, 1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self.sample, 1, 0, top)
        self._grid.addWidget(self.why, 1, 1, top)
        self._grid.addWidget(self.order_label, 2, 0)
        self._grid.addWidget(self.order, 2, 1)
        self._grid.addWidget(self.proof, 3, 0, 1, 2)

    def show_column(self, column: ReadColumn, *, free: bool) -> None:
        """Show how a column is read; `free` where a person may say what it is."""
        values = _cut(
            " · ".join(_cut(on_one_line(value), _LONGEST_VALUE) for value in column.values[:3]), _LONGEST_SAMPLE
        )
        _say(self.sample, values or _("All its cells are empty."))
        self.field.setVisible(free)
        self.fixed.setVisible(not free)
        self.why.setVisible(free)
        place = self.field.findData(column.field)
        if place < 0:
            self.field.addItem(import_field_words(column.field), column.field)
            place = self.field.count() - 1
        self.field.setCurrentIndex(place)
        _say(self.fixed, import_field_words(column.field))
        _say(self.why, found_words(column))
        self.field.setAccessibleDescription(_("{why} {cells}").format(why=found_words(column), cells=values))
        order = column.order if column.order is not None and _is_asked(column.order) else None
        for widget in (self.order_label, self.order, self.proof):
            widget.setVisible(order is not None)
        if order is not None:
            self.order.setCurrentIndex(self.order.findData(order.order))
            _say(self.proof, proof_words(order))
            self.order.setAccessibleDescription(proof_words(order))

    def _choose_field(self, _place: int) -> None:
        self.field_chosen.emit(self._name, self.field.currentData())

    def _choose_order(self, _place: int) -> None:
        self.order_chosen.emit(self._name, self.order.currentData())


class ColumnForm(QWidget):
    """All columns of a table, one below the other; another reading of the same table keeps the focus where it is."""

    field_chosen = Signal(str, str)
    order_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: dict[str, ColumnRow] = {}
        self._names: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._more = plain("", "quiet", self, wrap=True)
        self._column.addWidget(self._more)
        self._lines: list[QWidget] = []

    def show_columns(self, columns: Sequence[ReadColumn], *, free: bool) -> None:
        """Show how columns are read."""
        named: dict[str, ReadColumn] = {}
        for column in columns:
            named.setdefault(column.name, column)
        shown_first = dict(list(named.items())[:_MOST_COLUMNS])
        if tuple(shown_first) != self._names:
            self._build(tuple(shown_first))
        for name, column in shown_first.items():
            self.rows[name].show_column(column, free=free)
        more = len(named) - len(shown_first)
        words = ngettext("{n} more column goes to the notes.", "{n} more columns go to the notes.", more)
        _say(self._more, words.format(n=grouped(more)))
        self._more.setVisible(more > 0)

    def _build(self, names: tuple[str, ...]) -> None:
        for widget in (*self.rows.values(), *self._lines):
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.rows, self._lines, self._names = {}, [], names
        for place, name in enumerate(names):
            row, line = ColumnRow(name, self), rule(self)
            row.field_chosen.connect(self.field_chosen)
            row.order_chosen.connect(self.order_chosen)
            self._column.insertWidget(2 * place, row)
            self._column.insertWidget(2 * place + 1, line)
            self.rows[name] = row
            self._lines.append(line)


def _is_asked(order: ColumnOrder) -> bool:
    """Tell whether the order of days and months is a question at all: of 2022-03-04 it is not."""
    return order.matters or order.found != "usual" or bool(order.against)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _say(label: QLabel, words: str) -> None:
    label.setText(shown(words))
