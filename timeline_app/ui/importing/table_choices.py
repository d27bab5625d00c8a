"""How the cells of a table are read: clock times without a zone, short years, midnights, several names in one cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from timeline_app.base.i18n import gettext as _
from timeline_app.ui.importing.wording import import_field_words
from timeline_app.ui.widgets.buttons import ComboBox
from timeline_app.ui.widgets.labels import plain
from timeline_app.ui.wording.labels import zone_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QLabel

    from timeline_app.formats.reading import ReadOptions

_ZONES: Final = ("Europe/Kyiv", "Europe/Moscow", "UTC")
_CENTURIES: Final = (1800, 1900, 2000)
_OF_SEVERAL: Final = ("actors", "tags", "category", "place")
_SIGNS: Final = (",", ";", "|", "/")


class TableChoices(QWidget):
    """Choices about all cells of a table; only those are shown that its columns ask for."""

    chosen = Signal(object)
    """(name, value) of an option of reading."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._reading: ReadOptions | None = None
        self._labels: dict[str, QLabel] = {}
        self.boxes: dict[str, ComboBox] = {}
        for name, words in (
            ("zone", _("Clock times without a zone")),
            ("century", _("Years of two figures")),
            ("days", _("Clocks that all show 00:00")),
        ):
            self._add(name, words)
        for field in _OF_SEVERAL:
            self._add(field, _("Between names: {field}").format(field=import_field_words(field)))

    def _add(self, name: str, words: str) -> None:
        row = len(self.boxes)
        box = ComboBox(self, yields=True)
        label = plain(words, "quiet", self, wrap=True, names=box)
        box.setAccessibleName(words)
        box.setProperty("choice", name)
        box.activated.connect(self._choose)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(box, row, 1)
        self._labels[name], self.boxes[name] = label, box

    def show_choices(self, reading: ReadOptions, fields: Collection[str], zone: str) -> None:
        """Show what is in force; `fields` are those that columns have, `zone` is that of the chronology."""
        self._reading = reading
        zones = dict.fromkeys(filter(None, (zone, *_ZONES, reading.zone)))
        days = {None: _("As the cells show"), True: _("Days"), False: _("Midnight")}
        self._fill("zone", [("", _("No zone"))] + [(each, zone_words(each)) for each in zones], reading.zone)
        words = [(first, f"{first}–{first + 99}") for first in sorted({*_CENTURIES, *filter(None, (reading.century,))})]
        self._fill("century", [(0, _("As is usual")), *words], reading.century)
        self._fill("days", list(days.items()), reading.days)
        dated = any(name in fields for name in ("start", "end", "year", "earliest", "time"))
        for name in ("zone", "century", "days"):
            self._show(name, on=dated)
        for name in _OF_SEVERAL:
            usual = _("; or |") if name in {"actors", "tags"} else _("One name a cell")
            sign = reading.separators.get(name, "")
            signs = dict.fromkeys(filter(None, (*_SIGNS, sign)))
            self._fill(name, [("", usual), *((each, each) for each in signs)], sign)
            self._show(name, on=name in fields)

    def _fill(self, name: str, choices: Sequence[tuple[object, str]], chosen: object) -> None:
        box = self.boxes[name]
        if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] != list(choices):
            box.clear()
            for value, words in choices:
                box.addItem(words, value)
        box.setCurrentIndex(next((at for at, (value, _words) in enumerate(choices) if value == chosen), 0))

    def _show(self, name: str, *, on: bool) -> None:
        self._labels[name].setVisible(on)
        self.boxes[name].setVisible(on)

    def _choose(self, _place: int) -> None:
        box = self.sender()
        if not isinstance(box, ComboBox) or self._reading is None:
            return
        name, value = str(box.property("choice")), box.currentData()
        if name in _OF_SEVERAL:
            others = {field: sign for field, sign in self._reading.separators.items() if field != name}
            self.chosen.emit(("separators", {**others, name: value} if value else others))
        else:
            self.chosen.emit((name, value))
