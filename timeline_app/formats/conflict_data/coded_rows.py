"""What data sets on conflicts have in common: coded rows with days, coordinates, actors, sources and deaths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import DateError
from timeline_app.formats.tables.cell_dates import day_of, order_of, read_date
from timeline_app.formats.tables.named_rows import NamedRow, named_rows, plain_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from timeline_app.formats.reading import ColumnOrder, FileReading, Order, ReadOptions
    from timeline_app.formats.tables.table import FileTable

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SEVERAL: Final = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class CodedTable:
    """A table of coded rows, with the order of day and month of each of its columns of dates."""

    table: FileTable
    reading: FileReading
    orders: Mapping[str, Order]

    def rows(self) -> Iterator[NamedRow]:
        """Give the rows; one of tags (#date, #geo+lat), which exchanges put below the header, is told and left out."""
        for row in named_rows(self.table, self.reading):
            if row.told and all(text.startswith("#") for text in row.told.values()):
                self.reading.notes.append(_("Row {row} holds tags, and was left out.").format(row=row.number))
            else:
                yield row

    def day(self, row: NamedRow, column: str) -> str:
        """Read the day of a cell, as EDTF; empty, and reported, where it is none. Clock times there are none."""
        text = row.get(column)
        if not text:
            return ""
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text).isoformat()
            return read_date(day_of(text), self.orders.get(column, "ymd")).start
        except (DateError, ValueError):
            return self._unread(row, text)

    def _unread(self, row: NamedRow, text: str) -> str:
        words = _("“{text}” is no date; it was kept as text.")
        self.reading.report(row.number, words.format(text=text[:80]), unread_date=True)
        return ""

    def coordinates(self, row: NamedRow) -> tuple[float | None, float | None]:
        """Give latitude and longitude where both are some; what is none is reported."""
        texts = row.get("latitude"), row.get("longitude")
        if not any(texts):
            return None, None
        try:
            latitude, longitude = (float(text.replace(",", ".")) for text in texts)
        except ValueError:
            latitude, longitude = 999.0, 999.0
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return latitude, longitude
        words = _("“{text}” are no coordinates; they were kept in the notes.")
        self.reading.report(row.number, words.format(text=", ".join(texts)[:80]))
        return None, None


def coded_table(table: FileTable, reading: FileReading, options: ReadOptions, dates: Collection[str]) -> CodedTable:
    """Settle how the columns of `dates` are read, each by its own cells, and tell it where it matters."""
    header = [plain_name(name) for name in table.header]
    found: dict[str, ColumnOrder] = {
        name: order_of(table.cells(header.index(name)), options.usual_order, options.order)
        for name in dates
        if name in header
    }
    for name, order in found.items():
        if order.matters or order.found == "proved":
            words = _("“{column}”: its dates were read as {order}.")
            reading.notes.append(words.format(column=name, order=order.words))
    return CodedTable(table, reading, {name: order.order for name, order in found.items()})


def several(text: str) -> tuple[str, ...]:
    """Give the names of a cell, each once; semicolons stand between them."""
    return tuple(dict.fromkeys(filter(None, _SEVERAL.split(text))))


def notes_of(row: NamedRow, used: Collection[str], placed: tuple[float | None, float | None]) -> str:
    """Give what has no field; coordinates that are none as well."""
    return row.rest({*used, *(("latitude", "longitude") if placed[0] is not None else ())})
