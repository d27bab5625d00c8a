"""Tables of comma-, semicolon- or tab-separated values, in and out.

Reading streams, so a million rows need no more memory than a thousand. What is written can be read back, and opens in a
spreadsheet without any cell starting a formula.
"""

from __future__ import annotations

import csv
import itertools
import math
import re
from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.domain.records import STATUSES, Status
from timeline_app.formats.encoding import encoding_of
from timeline_app.formats.reading import Reading, ReadOptions
from timeline_app.formats.tables.date_columns import ReadDate, is_ambiguous, order_of, read_date
from timeline_app.formats.tables.mapping import FIELDS, mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.domain.records import Actor, Category, Event, Place, Source, Tag
    from timeline_app.formats.tables.date_columns import Order

_DELIMITERS: Final = ",;\t|"
_SAMPLE_ROWS: Final = 20_000
_SAMPLE_SIZE: Final = 20_000_000
_LONGEST_CELL: Final = 4_000_000
_LONGEST_NOTE: Final = 500
_LONGEST_LINE: Final = 16_000_000
_END: Final = "\x00"
"""Goes through the reader as a last line of its own: where it comes out inside a cell, a quotation mark is open."""
_FORMULA: Final = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_STILL: Final = ("ongoing", "present", "now", "still going on", "..", "досі", "донині", "по сей день", "heute")
_UUID: Final = re.compile(r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}")
_BETWEEN: Final = re.compile(r"\s*[;|]\s*")
_BETWEEN_ADDRESSES: Final = re.compile(r"\s+[;|]\s*|[;|]\s+|[;|](?=https?://)")
"""An address may hold semicolons and bars, but no spaces."""


def read_csv(path: Path, options: ReadOptions | None = None) -> Reading:
    """Begin to read the table at `path`; raise FormatError where it is no table or has no title."""
    options = options or ReadOptions()
    csv.field_size_limit(_LONGEST_CELL)
    encoding = encoding_of(path)
    delimiter, header, sample = _sampled(path, encoding)
    columns = mapping_of(header, options.mapping)
    rows = _rows(path, encoding, delimiter)
    next(rows, None)
    orders = {name: _order(name, columns, sample, options) for name in ("start", "end") if name in columns}
    reading = Reading("csv", iter(()))
    for name, (order, told) in orders.items():
        if told:
            reading.notes.append(told.format(column=header[columns[name]], order=order))
    reading.notes.extend(_notes_on_unread(header, columns))
    table = _Table(columns, {name: order for name, (order, _told) in orders.items()}, reading)
    return Reading("csv", table.drafts(rows), reading.problems, reading.notes)


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Mapping[str, int]
    orders: Mapping[str, Order]
    reading: Reading

    def drafts(self, rows: Iterator[list[str]]) -> Iterator[Draft]:
        """Read the rows one by one; what cannot be read of one is reported, and the rest of it kept."""
        for number in itertools.count(2):
            try:
                cells = next(rows)
            except StopIteration:
                return
            if any(map(str.strip, cells)):
                draft = self._draft(number, cells)
                if draft is not None:
                    yield draft

    def _draft(self, number: int, cells: list[str]) -> Draft | None:
        told = {
            name: _unguarded(cells[at].strip()) for name, at in self.columns.items() if at < len(cells) and cells[at]
        }
        title = " ".join(told.get("title", "").split())
        if not title:
            self.reading.report(number, _("The row has no title and was left out."))
            return None
        start, end = self._dates(number, told)
        texts = (told.get("date_text") or told.get("start", ""), told.get("end", ""))
        own_id = told.get("id", "") if _UUID.fullmatch(told.get("id", "")) else ""
        latitude, longitude = self._number(number, "latitude", told, 90), self._number(number, "longitude", told, 180)
        return Draft(
            title=title,
            start=start.start,
            end=end.end or end.start or start.end,
            date_text=" – ".join(filter(None, texts)) if start.typed or end.typed else told.get("date_text", ""),
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

    def _dates(self, number: int, told: Mapping[str, str]) -> tuple[ReadDate, ReadDate]:
        start = self._date(number, "start", told)
        if start.start and not start.end and told.get("end", "").casefold() in _STILL:
            return ReadDate(f"{start.start}/..", "", start.zone, typed=True), ReadDate("")
        return start, self._date(number, "end", told)

    def _date(self, number: int, name: str, told: Mapping[str, str]) -> ReadDate:
        text = told.get(name, "")
        if not text:
            return ReadDate("")
        try:
            return read_date(text, self.orders[name])
        except DateError as error:
            told_of = str(error)
            self.reading.report(number, told_of if text in told_of else f"“{text[:60]}”: {told_of}")
            return ReadDate("")

    def _status(self, number: int, told: Mapping[str, str]) -> Status:
        text = told.get("status", "").casefold()
        for status in STATUSES:
            if status == text:
                return status
        if text:
            self.reading.report(
                number, _("“{text}” is no status; the event is taken as reported.").format(text=told["status"][:60])
            )
        return "reported"

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
class Names:
    """What the ids in events stand for."""

    categories: Mapping[str, Category]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    tags: Mapping[str, Tag]


def write_csv(
    file: TextIO, events: Iterable[tuple[Event, Sequence[Source]]], names: Names, *, header: bool = True
) -> int:
    """Write events with their sources to `file` (opened with newline=""), and tell how many."""
    writer = csv.writer(file, lineterminator="\r\n")
    if header:
        writer.writerow(FIELDS)
    count = 0
    for event, sources in events:
        writer.writerow(_cells(event, sources, names))
        count += 1
    return count


def _cells(event: Event, sources: Sequence[Source], names: Names) -> list[str]:
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


def _sampled(path: Path, encoding: str) -> tuple[str, list[str], list[list[str]]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        head = list(itertools.islice(_lines(file, path.name), 50))
    delimiter = max(_DELIMITERS, key=lambda each: _evenness(head, each))
    rows, size = [], 0
    for row in itertools.islice(_rows(path, encoding, delimiter), _SAMPLE_ROWS):
        rows.append(row)
        size += sum(map(len, row))
        if size > _SAMPLE_SIZE:
            break
    if not rows or not any(map(str.strip, rows[0])):
        raise FormatError(_("“{name}” holds no table: its first line is empty.").format(name=path.name))
    return delimiter, rows[0], rows[1:]


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """Judge a delimiter by how many rows have as many cells as the first, and by how many those are."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0.0, 0
    if not widths or widths[0] < 2:
        return 0.0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Give the rows as RFC 4180 has them; one that ends inside a quotation would hide all that follows it."""
    row = 0
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(itertools.chain(_lines(file, path.name), (_END,)), delimiter=delimiter)
        try:
            for row, cells in enumerate(reader, 1):
                if cells and cells[-1].endswith(_END):
                    if cells != [_END]:
                        raise FormatError(_unclosed(row, path.name))
                    return
                yield cells
        except csv.Error as error:
            raise FormatError(_unreadable(row + 1, path.name, error)) from error


def _unclosed(row: int, name: str) -> str:
    words = _("In row {row} of “{name}” a quotation mark opens a cell and none closes it; close it, then try again.")
    return words.format(row=row, name=name)


def _unreadable(row: int, name: str, error: csv.Error) -> str:
    if "field limit" in str(error):
        words = _("Row {row} of “{name}” holds a cell of over {most:,} letters; is a quotation mark before it open?")
        return words.format(row=row, name=name, most=_LONGEST_CELL)
    return _("Row {row} of “{name}” cannot be read: {reason}.").format(row=row, name=name, reason=error)


def _notes_on_unread(header: Sequence[str], columns: Mapping[str, int]) -> list[str]:
    """Tell which columns are not read, and of two by one name that it is the first that is."""
    used = {header[at] for at in columns.values()}
    unread = [name for at, name in enumerate(header) if name and at not in columns.values()]
    again = sorted({name for name in unread if name in used})
    notes = [_("“{column}” is there more than once; the first was read.").format(column=name) for name in again[:9]]
    others = ", ".join(name for name in unread if name not in used)
    return [*notes, _("Left out: {columns}.").format(columns=_cut(others))] if others else notes


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE].rpartition(",")[0] + " …"


def _lines(file: TextIO, name: str) -> Iterator[str]:
    """Read line by line, but never a line that would fill the memory."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise FormatError(_("Line {row} of “{name}” is too long for a table.").format(row=number, name=name))
        yield line.replace("\x00", "")


def _order(
    name: str, columns: Mapping[str, int], sample: Sequence[Sequence[str]], options: ReadOptions
) -> tuple[Order, str]:
    """Settle the order of day and month of a column, with what to tell of it where it mattered."""
    at = columns[name]
    values = [row[at] for row in sample if at < len(row)]
    if options.order is not None:
        return options.order, ""
    proved = order_of(values)
    if proved is not None:
        return proved, _("“{column}”: days and months were read as {order}, as some of its dates prove.")
    told = _("“{column}”: nothing proves the order of days and months; they were read as {order}.")
    return options.usual_order, told if any(map(is_ambiguous, values)) else ""


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, _BETWEEN.split(text))) if text else ()


def _sources(told: Mapping[str, str]) -> tuple[DraftSource, ...]:
    """Give the sources of a row; the first address belongs to the first title, also where others have none."""
    address, title, publisher = (told.get(name, "") for name in ("source_url", "source_title", "publisher"))
    urls = _BETWEEN_ADDRESSES.split(address) if address else []
    if len(urls) == 1:  # then bars and semicolons stand inside a title: “Talks in Istanbul | BBC News”
        return (DraftSource(title=title or publisher, url=address, publisher=publisher),)
    parts = itertools.zip_longest(urls, _BETWEEN.split(title), _BETWEEN.split(publisher), fillvalue="")
    return tuple(
        DraftSource(title=title or publisher, url=url, publisher=publisher)
        for url, title, publisher in parts
        if url or title
    )
