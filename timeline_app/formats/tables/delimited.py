"""Delimited text files (commas, semicolons, tabs, bars): their encoding, delimiter, header and rows.

Spreadsheets put a `sep=` line first, exports put lines above the header; both are told, and so is every cell that
stands under no column. How a table was read is told column by column, before anything is taken.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_text
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.encoding import encoding_of
from timeline_app.formats.reading import ReadColumn, TableFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.formats.tables.columns import ColumnOrder


_DELIMITERS: Final = ",;\t|"
_HEAD_LINES: Final = 50
"""By which the delimiter is told."""
_SAMPLE_ROWS: Final = 20_000
_SAMPLE_SIZE: Final = 20_000_000
_LONGEST_CELL: Final = 4_000_000
_LONGEST_LINE: Final = 16_000_000
_AT_ONCE: Final = 1 << 20
_MOST_LINES_ABOVE: Final = 40
"""Rows in which the header is looked for."""
_END: Final = "\x00"
"""Goes through the reader as a last line of its own: where it comes out inside a cell, a quotation mark is open."""
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A table whose header was found; `sample` holds the first rows below it."""

    path: Path
    encoding: str
    delimiter: str
    header: list[str]
    header_row: int
    """Counted from 1."""
    sample: list[list[str]]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()
    """The lines above the header, each as one text."""

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give the rows below the header with their numbers, as RFC 4180 has them; empty ones are left out."""
        for number, cells in enumerate(_rows(self.path, self.encoding, self.delimiter), 1):
            if number > self.header_row and any(map(str.strip, cells)):
                yield number, cells

    def cells(self, at: int) -> Iterator[tuple[int, str]]:
        """Give the cells of a column in the sample that are not empty, with their rows."""
        for number, row in enumerate(self.sample, self.header_row + 1):
            if at < len(row) and row[at].strip():
                yield number, row[at]

    def others(self, taken: Collection[int]) -> tuple[tuple[int, str], ...]:
        """Give the columns that are no field of an event, each with what it is called in the notes of events."""
        return tuple(
            (at, on_one_line(name.strip()) or _("Column {n}").format(n=at + 1))
            for at, name in enumerate(self.header)
            if at not in taken
        )

    def notes_of(self, cells: Sequence[str], others: Iterable[tuple[int, str]]) -> str:
        """Give what stands in a row under no field of an event, a line for each cell; cells without a column too."""
        wide = len(cells)
        beyond = ((at, _("Column {n}").format(n=at + 1)) for at in range(len(self.header), wide))
        found = ((name, cells[at].strip()) for at, name in itertools.chain(others, beyond) if at < wide)
        return "\n".join(f"{name}: {text}" for name, text in found if text)


def open_table(
    path: Path, fields_named: Callable[[list[str]], int], *, within: int = 0, encoding: str = ""
) -> DelimitedTable:
    """Look into the table at `path`: its header is the first row that names several fields, else the first with one.

    Where there is none, the first row that is not empty is the header, and what is wrong with it is told later. For a
    first look at a large file its letters are judged by the bytes `within`; 0 has all of them read. An `encoding` that
    a person chose is not judged.
    """
    csv.field_size_limit(_LONGEST_CELL)
    asked, encoding = encoding, encoding or encoding_of(path, within)
    with open_text(path, encoding, errors="replace") as file:
        head = list(itertools.islice(_lines(file, path.name), _HEAD_LINES))
    separator, delimiter = _delimiter_of(head)
    rows = _sample(_rows(path, encoding, delimiter))
    first = int(separator)
    at = _header_at(rows, first, fields_named)
    if at is None:
        raise FormatError(_("“{name}” holds no table: all its lines are empty.").format(name=path.name))
    above = tuple(_lines_of(rows[first:at]))
    notes = (*_notes_on_letters(path, encoding, within, asked), *_notes_on_lines(above))
    return DelimitedTable(path, encoding, delimiter, rows[at], at + 1, rows[at + 1 :], notes, above)


def header_of(path: Path, fields_named: Callable[[list[str]], int], within: int) -> list[str]:
    """Find the header in the bytes `within` of a file; none where no rows can be told."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        encoding = encoding_of(path, within)
        with open_text(path, encoding, errors="replace") as file:
            head = list(itertools.islice(_lines(io.StringIO(file.read(within), newline=""), path.name), _HEAD_LINES))
        separator, delimiter = _delimiter_of(head)
        rows = list(csv.reader(head, delimiter=delimiter))
    except (FormatError, csv.Error):
        return []
    at = _header_at(rows, int(separator), fields_named)
    return rows[at] if at is not None else []


def _delimiter_of(head: Sequence[str]) -> tuple[bool, str]:
    """Tell whether the first line names the delimiter, and which one it is."""
    separator = _SEPARATOR.fullmatch(head[0]) if head else None
    if separator is not None:
        return True, separator[1]
    return False, max(_DELIMITERS, key=lambda each: _evenness(head, each))


def _header_at(rows: Sequence[list[str]], first: int, fields_named: Callable[[list[str]], int]) -> int | None:
    full = [at for at, row in enumerate(rows[:_MOST_LINES_ABOVE]) if at >= first and any(map(str.strip, row))]
    single = all(len(rows[at]) == 1 for at in full)
    wide = [at for at in full if single or sum(map(bool, map(str.strip, rows[at]))) > 1]
    named = {at: fields_named(rows[at]) for at in wide}
    several = [at for at in wide if named[at] > 1]  # “Name, Incidents of 2022” above a table is no header
    return next(iter((*several, *(at for at in wide if named[at]), *full)), None)


def _notes_on_letters(path: Path, encoding: str, within: int, asked: str) -> Iterator[str]:
    """Tell as what the bytes were read, and whether some are no letters of it."""
    if encoding.startswith("utf-8") and not asked:
        return  # proved
    yield _("The file was read as {encoding}.").format(encoding=encoding)
    if within:
        return  # whether some bytes are no letters is told of the whole file
    try:
        with open_text(path, encoding) as file:
            while file.read(_AT_ONCE):
                pass
    except UnicodeError:
        yield _("Some of its bytes are no letters of {encoding}; “�” stands for each.").format(encoding=encoding)


def _lines_of(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return filter(None, (" ".join(filter(None, map(str.strip, row))) for row in rows))


def _notes_on_lines(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        words = ngettext(
            "{n} line above the header was left out: {lines}", "{n} lines above the header were left out: {lines}",
            len(lines),
        )  # fmt: skip
        yield words.format(n=len(lines), lines=_cut(on_one_line(" / ".join(lines))))


def _sample(rows: Iterator[list[str]]) -> list[list[str]]:
    sample, size = [], 0
    for row in itertools.islice(rows, _SAMPLE_ROWS):
        sample.append(row)
        size += sum(map(len, row))
        if size > _SAMPLE_SIZE:
            break
    return sample


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """Judge a delimiter by how many rows have as many cells as most have, and by how many those are."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    except csv.Error:
        return 0.0, 0
    several = [(count, width) for width, count in widths.items() if width > 1]
    if not several:
        return 0.0, 0
    count, width = max(several)
    return count / sum(widths.values()), width


def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Give all rows; one that ends inside a quotation would hide all that follows it."""
    row = 0
    with open_text(path, encoding, errors="replace") as file:
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
        words = _("Row {row} of “{name}” holds a cell of over {most} letters; is a quotation mark before it open?")
        return words.format(row=row, name=name, most=grouped(_LONGEST_CELL))
    return _("Row {row} of “{name}” cannot be read: {reason}.").format(row=row, name=name, reason=error)


def _lines(file: TextIO, name: str) -> Iterator[str]:
    """Read line by line, but never a line that would fill the memory."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise FormatError(_("Line {row} of “{name}” is too long for a table.").format(row=number, name=name))
        yield line.replace("\x00", "")


def _cut(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"


_SHOWN_CELLS: Final = 5
_ROWS: Final = 500
"""In which they are looked for."""
_LONGEST_SHOWN: Final = 200
_SHOWN_ROWS: Final = 50
_MOST_COLUMNS: Final = 1_000
"""Beyond, a table is no table that a person goes through column by column."""


def table_facts(
    table: DelimitedTable, columns: Mapping[str, int], *, asked: Mapping[str, str], orders: Mapping[str, ColumnOrder]
) -> TableFacts:
    """Tell the columns of a table: the field of each, what found it, its first cells, its order of day and month."""
    fields: dict[int, str] = {}
    for name, at in columns.items():
        fields.setdefault(at, name)
    chosen = {fold(column.strip()) for column in asked}
    told = []
    for at, column in enumerate(table.header[:_MOST_COLUMNS]):
        name = fields.get(at, "")
        told.append(
            ReadColumn(
                column,
                name,
                ("asked" if fold(column.strip()) in chosen else "name") if name else "",
                _values(table, at),
                orders.get(name),
            )
        )
    return TableFacts(table.encoding, table.delimiter, table.header_row, table.above, tuple(told), _first_rows(table))


def _first_rows(table: DelimitedTable) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Give the first rows below the header that are not empty, each with its number, as they stand there."""
    numbered = (
        (number, row) for number, row in enumerate(table.sample, table.header_row + 1) if any(map(str.strip, row))
    )
    first = itertools.islice(numbered, _SHOWN_ROWS)
    return tuple((number, tuple(cell[:_LONGEST_SHOWN] for cell in row[:_MOST_COLUMNS])) for number, row in first)


def _values(table: DelimitedTable, at: int) -> tuple[str, ...]:
    cells = (row[at].strip()[:_LONGEST_SHOWN] for row in table.sample[:_ROWS] if at < len(row))
    return tuple(filter(None, cells))[:_SHOWN_CELLS]
