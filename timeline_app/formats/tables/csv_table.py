"""Tables of comma-, semicolon- or tab-separated values, in and out.

Reading streams, so a million rows need no more memory than a thousand. What is written can be read back, and opens in a
spreadsheet without any cell starting a formula.
"""

from __future__ import annotations

import csv
import itertools
import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.records import STATUSES, Status
from timeline_app.formats.reading import FileReading, ReadOptions, UnmappedTableError
from timeline_app.formats.tables.columns import (
    FIELDS,
    ReadDate,
    clock_is_midnight,
    day_of,
    fields_named,
    mapping_of,
    order_of,
    read_date,
)
from timeline_app.formats.tables.delimited import open_table, table_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.domain.records import Actor, Category, Event, Place, Source, Tag
    from timeline_app.formats.tables.columns import ColumnOrder, Order
    from timeline_app.formats.tables.delimited import DelimitedTable

_LONGEST_NOTE: Final = 500
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_STILL: Final = ("ongoing", "present", "now", "still going on", "..", "досі", "донині", "по сей день", "heute")
_UUID: Final = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_NO_DATE: Final = ReadDate("")
_BETWEEN: Final = re.compile(r"\s*[;|]\s*")
_BETWEEN_ADDRESSES: Final = re.compile(r"\s+[;|]\s*|[;|]\s+|[;|](?=https?://)")
_ADDRESSES: Final = re.compile(r"https?://\S+(?:\s*[;|]\s*https?://\S+)*", re.IGNORECASE)
"""An address may hold semicolons and bars, but no spaces."""


def read_csv(path: Path, options: ReadOptions | None = None) -> FileReading:
    """Begin to read the table at `path`; raise FormatError where it is no table or has no title."""
    options = options or ReadOptions()
    table = open_table(
        path, lambda row: fields_named(row, options.mapping), within=options.within, encoding=options.encoding
    )
    return read_columns(table, options)


def read_columns(table: DelimitedTable, options: ReadOptions) -> FileReading:
    """Begin to read a table that was looked into."""
    header = table.header
    try:
        columns = mapping_of(header, options.mapping)
    except FormatError as error:
        raise UnmappedTableError(str(error), table_facts(table, {}, asked=options.mapping, orders={})) from error
    orders: dict[str, ColumnOrder] = {
        name: order_of(
            table.cells(columns[name]), options.usual_order, options.orders.get(header[columns[name]], options.order)
        )
        for name in ("start", "end")
        if name in columns
    }
    facts = table_facts(table, columns, asked=options.mapping, orders=orders)
    reading = FileReading("csv", iter(()), notes=list(table.notes), columns=tuple(header), table=facts)
    reading.notes.extend(_notes_on_orders(header, columns, orders))
    as_days = tuple(header) != FIELDS and _holds_midnights_only(
        table, [columns[name] for name in orders], first_look=bool(options.within)
    )
    if as_days:
        dates = ", ".join(f"“{header[columns[name]]}”" for name in orders)
        reading.notes.append(
            _("{columns}: each clock shows 00:00, so the dates were read as days.").format(columns=dates)
        )
    reading.notes.extend(_notes_on_unread(table, columns))
    if not table.sample:
        reading.notes.append(_("The table has a header, but no rows below it."))
    events = _Events(table, columns, {name: each.order for name, each in orders.items()}, as_days, reading)
    return replace(reading, drafts=events.drafts())


def _holds_midnights_only(table: DelimitedTable, columns: Sequence[int], *, first_look: bool) -> bool:
    """Tell whether a table's dates have clock times, all of them midnight: days, as databases write them.

    A first look believes the sample.
    """

    def other_clocks(rows: Iterable[Sequence[str]]) -> Iterator[bool]:
        for cells in rows:
            for at in columns:
                if at < len(cells) and (is_midnight := clock_is_midnight(cells[at])) is not None:
                    yield not is_midnight

    if not columns or not any(True for _each in other_clocks(table.sample)) or any(other_clocks(table.sample)):
        return False
    return first_look or not any(other_clocks(cells for _number, cells in table.rows()))


@dataclass(frozen=True, slots=True)
class _Events:
    table: DelimitedTable
    columns: Mapping[str, int]
    orders: Mapping[str, Order]
    as_days: bool
    reading: FileReading

    def drafts(self) -> Iterator[Draft]:
        """Read the rows one by one; what cannot be read of one is reported, and the rest of it kept."""
        others, wide = self.table.others(set(self.columns.values())), len(self.table.header)
        for number, cells in self.table.rows():
            draft = self._draft(number, cells)
            if draft is None:
                continue
            if len(cells) > wide and any(map(str.strip, cells[wide:])):
                self.reading.report(number, _("The row has more cells than the header; they were kept in its notes."))
            if more := self.table.notes_of(cells, others):
                draft = draft._replace(notes=f"{draft.notes}\n{more}" if draft.notes else more)
            yield draft

    def _draft(self, number: int, cells: list[str]) -> Draft | None:
        told = {
            name: _unguarded(cells[at].strip()) for name, at in self.columns.items() if at < len(cells) and cells[at]
        }
        title = " ".join(told.get("title", "").split())
        if not title:
            self.reading.report(number, _("The row has no title and was left out."))
            return None
        start, end, date_text = self._dates(number, told)
        own_id = told.get("id", "") if _UUID.fullmatch(told.get("id", "")) else ""
        latitude, longitude = self._number(number, "latitude", told, 90), self._number(number, "longitude", told, 180)
        return Draft(
            title=title,
            start=start.start,
            end=end.end or end.start or start.end,
            date_text=date_text,
            zone=told.get("zone", "") or start.zone,
            status=self._status(number, told),
            importance=int(self._number(number, "importance", told, 5) or 3),
            category=told.get("category", ""),
            actors=_several(told.get("actors", "")),
            place=told.get("place", ""),
            latitude=latitude if longitude is not None else None,
            longitude=longitude if latitude is not None else None,
            tags=_several(told.get("tags", "")),
            summary=told.get("summary", ""),
            notes=told.get("notes", ""),
            external_id=told.get("external_id", "") or ("" if own_id else told.get("id", "")),
            id=own_id,
            sources=_sources(told),
            row=number,
        )

    def _dates(self, number: int, told: Mapping[str, str]) -> tuple[ReadDate, ReadDate, str]:
        """Read the dates of a row; where one cannot be read, or was understood from words, its text is kept."""
        start = self._date(number, "start", told)
        if start is not None and start.start and not start.end and told.get("end", "").casefold() in _STILL:
            start = ReadDate(f"{start.start}/..", "", start.zone, typed=True)
            return start, _NO_DATE, _texts(told)
        end = self._date(number, "end", told)
        if start is None:  # an end alone would say that the beginning is not known, but it is there, in words
            return _NO_DATE, _NO_DATE, _texts(told)
        typed = end is None or start.typed or end.typed
        return start, end or _NO_DATE, _texts(told) if typed else told.get("date_text", "")

    def _date(self, number: int, name: str, told: Mapping[str, str]) -> ReadDate | None:
        """Read a cell; None, and a report, where it is no date."""
        text = told.get(name, "")
        if not text:
            return _NO_DATE
        try:
            return read_date(day_of(text) if self.as_days else text, self.orders[name])
        except DateError as error:
            told_of = str(error)
            words = told_of if text in told_of else f"“{text[:60]}”: {told_of}"
            self.reading.report(number, _("{problem} It was kept as text.").format(problem=words), unread_date=True)
            return None

    def _status(self, number: int, told: Mapping[str, str]) -> Status | Literal[""]:
        text = told.get("status", "").casefold()
        for status in STATUSES:
            if status == text:
                return status
        if text:
            self.reading.report(
                number,
                _("“{text}” is no status; a new event gets the status of new events.").format(text=told["status"][:60]),
            )
        return ""

    def _number(self, number: int, name: str, told: Mapping[str, str], most: float) -> float | None:
        text = told.get(name, "").replace(",", ".")
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not abs(value) <= most or (name == "importance" and not value >= 1):
            self.reading.report(number, _("“{text}” cannot be the {field}.").format(text=text[:60], field=name))
            return None
        return value


@dataclass(frozen=True, slots=True)
class ReferencedNames:
    """What the ids in events stand for."""

    categories: Mapping[str, Category]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    tags: Mapping[str, Tag]


def write_csv(
    file: TextIO,
    events: Iterable[tuple[Event, Sequence[Source]]],
    names: ReferencedNames,
    *,
    header: bool = True,
    delimiter: str = ",",
) -> int:
    """Write events with their sources to `file` (opened with newline=""), and tell how many."""
    writer = csv.writer(file, lineterminator="\r\n", delimiter=delimiter)
    if header:
        writer.writerow(FIELDS)
    count = 0
    for event, sources in events:
        writer.writerow(_cells(event, sources, names))
        count += 1
    return count


def _cells(event: Event, sources: Sequence[Source], names: ReferencedNames) -> list[str]:
    category, place = names.categories.get(event.category_id), names.places.get(event.place_id)
    actors = [names.actors[part.actor_id].name for part in event.actors if part.actor_id in names.actors]
    coordinates = (place.latitude, place.longitude) if place else (None, None)
    texts = [
        event.id, event.external_id, event.title, event.start, event.end, event.date_text, event.zone, event.status,
        category.name if category else "", str(event.importance), "; ".join(actors), place.name if place else "",
    ]  # fmt: skip
    numbers = ["" if value is None else repr(value) for value in coordinates]
    more = [
        "; ".join(names.tags[tag].name for tag in event.tag_ids if tag in names.tags),
        event.summary,
        event.notes,
        " ; ".join(source.url for source in sources) if any(source.url for source in sources) else "",
        "; ".join(_BETWEEN.sub(", ", source.title) for source in sources),
        "; ".join(_BETWEEN.sub(", ", source.publisher) for source in sources),
    ]
    return [*map(_guarded, texts), *numbers, *map(_guarded, more)]


def _guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: the apostrophe is its own mark for text."""
    return "'" + text if text.startswith("'") or _FORMULA.match(text) else text


def _unguarded(text: str) -> str:
    rest = text[1:]
    return rest if text.startswith("'") and (rest.startswith("'") or _FORMULA.match(rest)) else text


def _notes_on_unread(table: DelimitedTable, columns: Mapping[str, int]) -> list[str]:
    """Tell which columns are no field of an event, and of two by one name that it is the first that is."""
    header, taken = table.header, set(columns.values())
    used = {header[at] for at in taken}
    again = sorted({name for at, name in enumerate(header) if name.strip() and name in used and at not in taken})
    notes = [
        _(
            "“{column}” is there more than once; the first was read, the others were kept in the notes of events."
        ).format(column=name)
        for name in again[:9]
    ]
    filled = {at for row in table.sample for at, cell in enumerate(row) if cell.strip()}
    others = [
        name for at, name in table.others(taken) if header[at] not in used and (header[at].strip() or at in filled)
    ]
    if others:
        notes.append(_("Kept in the notes of events: {columns}.").format(columns=_cut(", ".join(others))))
    return notes


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rpartition(",")[0] + " …"


def _notes_on_orders(
    header: Sequence[str], columns: Mapping[str, int], orders: Mapping[str, ColumnOrder]
) -> Iterator[str]:
    """Tell which order of day and month was taken where it mattered, and whether it is proved."""
    for name, order in orders.items():
        column = header[columns[name]]
        if order.found == "proved":
            words = _("“{column}”: days and months were read as {order}, as some of its dates prove.")
            yield words.format(column=column, order=order.order)
        elif order.found == "usual" and order.matters:
            words = _("“{column}”: nothing proves the order of days and months; they were read as {order}.")
            yield words.format(column=column, order=order.order)


def _texts(told: Mapping[str, str]) -> str:
    """Give the dates of a row as it has them."""
    return " – ".join(filter(None, (told.get("date_text") or told.get("start", ""), told.get("end", ""))))


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN.split(text))) if text else ()


def _sources(told: Mapping[str, str]) -> tuple[DraftSource, ...]:
    """Give the sources of a row; the first address belongs to the first title, also where others have none."""
    address, title, publisher = (told.get(name, "") for name in ("source_url", "source_title", "publisher"))
    if not address and _ADDRESSES.fullmatch(title):  # a column named "source" that holds where it is
        address, title = title, ""
    urls = _BETWEEN_ADDRESSES.split(address) if address else []
    if len(urls) == 1:  # then bars and semicolons stand inside a title: “Talks in Istanbul | BBC News”
        return (DraftSource(title=title or publisher, url=address, publisher=publisher),)
    parts = itertools.zip_longest(urls, _BETWEEN.split(title), _BETWEEN.split(publisher), fillvalue="")
    return tuple(
        DraftSource(title=title or publisher, url=url, publisher=publisher)
        for url, title, publisher in parts
        if url or title
    )
