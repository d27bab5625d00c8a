"""Delimited text files (commas, semicolons, tabs, bars): their encoding, their delimiter and their rows.

Spreadsheets put a `sep=` line first, which names the delimiter.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_text
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import FormatError
from timeline_app.formats.encoding import encoding_of
from timeline_app.formats.reading import TableFacts
from timeline_app.formats.tables.row_blocks import split_at_once
from timeline_app.formats.tables.table import FileTable, header_at, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.row_blocks import Block
    from timeline_app.formats.tables.table import Report


_DELIMITERS: Final = ",;\t|~^\x1f¦"
_HEAD_LINES: Final = 50
"""By which the delimiter is told."""
_LONGEST_CELL: Final = 4_000_000
_MOST_LINES: Final = 20_000
"""Of a cell; with more of them its quotation mark is one that nothing closes."""
_LONGEST_LINE: Final = 16_000_000
_AT_ONCE: Final = 1 << 20
_BLOCK: Final = 1 << 14
"""Letters that are read at once: their rows are so few that Python's collector of garbage does not look at them."""
_NO_LETTERS: Final = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"})
"""Codecs that Python counts as encodings of text, in which no file is written."""
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DelimitedRows:
    """The rows of a text file, as RFC 4180 has them."""

    path: Path
    encoding: str
    delimiter: str
    within: int = 0
    """Bytes in which letters were judged for a first look."""
    asked: str = ""
    """The encoding that a person chose."""

    @property
    def facts(self) -> TableFacts:
        """Tell encoding and delimiter."""
        return TableFacts(self.encoding, self.delimiter)

    def rows(self, report: Report | None = None) -> Iterator[list[str]]:
        """Give all rows."""
        return itertools.chain.from_iterable(_blocks(self, report))

    def blocks(self, report: Report | None = None) -> Iterator[Block]:
        """Give all rows, some hundreds at once."""
        return _blocks(self, report)

    def notes(self) -> Iterator[str]:
        """Tell as what the bytes were read."""
        return _notes_on_letters(self.path, self.encoding, self.within, self.asked)


def open_text_table(path: Path, fields_named: Callable[[list[str]], int], options: ReadOptions) -> FileTable:
    """Look into the table at `path`. For a first look at a large file its letters are judged by its beginning."""
    csv.field_size_limit(_LONGEST_CELL)
    encoding = _encoding_asked(options.encoding) if options.encoding else encoding_of(path, options.within)
    try:
        with open_text(path, encoding, errors="replace") as file:
            head = list(itertools.islice(_lines(file, path.name), _HEAD_LINES))
    except UnicodeError as error:  # of UTF-16 without its mark, where no sign can stand for what is no letter
        raise FormatError(_not_in(encoding, path.name)) from error
    separator, delimiter = _delimiter_of(head)
    source = DelimitedRows(path, encoding, delimiter, options.within, options.encoding)
    return table_of(source, fields_named, first=int(separator))


def _encoding_asked(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: of a name with a NUL in it
        found = None
    if found is None or not found._is_text_encoding or found.name in _NO_LETTERS:  # noqa: SLF001 - hex is a codec, too
        raise FormatError(_("There is no encoding “{name}”; write one such as utf-8 or cp1251.").format(name=name))
    return found.name


def text_header(path: Path, fields_named: Callable[[list[str]], int], within: int) -> list[str]:
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
    at = header_at(rows, int(separator), fields_named)
    return rows[at] if at is not None else []


def _delimiter_of(head: Sequence[str]) -> tuple[bool, str]:
    """Tell whether the first line names the delimiter, and which one it is."""
    separator = _SEPARATOR.fullmatch(head[0]) if head else None
    if separator is not None:
        return True, separator[1]
    return False, max(_DELIMITERS, key=lambda each: _evenness(head, each))


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


def _blocks(source: DelimitedRows, report: Report | None) -> Iterator[Block]:
    """Give all rows in blocks; where quotation marks do not pair, a line is a row, so that they hide nothing after it.

    A block is read at once where that gives the same rows as reading them one by one, which takes five times as long.
    """
    row = 0
    with open_text(source.path, source.encoding, errors="replace") as file:
        lines = _Lines(file, source.path.name)
        try:
            while lines.next_block():
                found = lines.rows_of_block(source.delimiter)
                if found is None:
                    found = []
                    for cells, fault in _one_by_one(source, lines, row):
                        found.append(cells)
                        if fault and report is not None:
                            report(row + len(found), fault)
                row += len(found)
                yield found
        except UnicodeError as error:
            raise FormatError(_not_in(source.encoding, source.path.name)) from error


class _Lines:
    """The lines of a file, which is read in blocks of whole lines, but never a line that would fill the memory."""

    def __init__(self, file: TextIO, name: str) -> None:
        self._file = file
        self._name = name
        self._number = self._count = 0
        """Of lines before the block, and in it."""
        self._text = ""
        self._block = io.StringIO()

    def next_block(self) -> bool:
        """Read the next block; False at the end of the file."""
        self._number, self._count = self._number + self._count, 0
        text = self._file.read(_BLOCK)
        if text and text[-1] != "\n":  # also behind \r, which may be half of a line's end
            text += self._line(text)
        self._text = text.replace("\x00", "")
        self._count = _lines_in(text)
        return bool(text)

    @property
    def is_used_up(self) -> bool:
        """Whether all lines of the block have been given."""
        return self._block.tell() == len(self._text)

    def rows_of_block(self, delimiter: str) -> Block | None:
        """Give the rows of the block; None where its last cell does not end in it, or marks do not pair."""
        if len(self._text) <= _LONGEST_CELL and (found := split_at_once(self._text, delimiter)) is not None:
            return found
        try:
            rows = list(csv.reader(io.StringIO(self._text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error:
            return None
        return rows if self._count - len(rows) <= _MOST_LINES else None

    def __iter__(self) -> Iterator[str]:
        """Give the lines of the block, and those behind it."""
        self._block = io.StringIO(self._text, newline="")
        return self._from_block()

    def _from_block(self) -> Iterator[str]:
        yield from self._block
        while line := self._line():
            self._count += 1
            yield line.replace("\x00", "")

    def _line(self, before: str = "") -> str:
        """Give the next line of the file, behind what was read of it since the last block."""
        line = self._file.readline(_LONGEST_LINE)
        if len(line) == _LONGEST_LINE:
            raise FormatError(_too_long(self._number + self._count + _lines_in(before) + 1, self._name))
        return line


def _one_by_one(source: DelimitedRows, lines: _Lines, row: int) -> Iterator[tuple[list[str], str]]:
    """Give the rows that begin in the block of `lines`, each with what is wrong with it; `row` were before it."""
    read: list[str] = []
    again: list[str] = []
    rest = iter(lines)
    while True:
        reader = csv.reader(_kept(rest, read, again), delimiter=source.delimiter, strict=True)
        try:
            for cells in reader:
                row += 1
                read.clear()
                yield cells, ""
                if lines.is_used_up and not again:
                    return
        except csv.Error as error:
            row += 1
            if max(map(len, read)) > _LONGEST_CELL:
                raise FormatError(_unreadable(row, source.path.name, error)) from error
            again.extend(reversed(read[1:]))
        else:
            return
        cells, whole = _cells_of_line(read[0], source.delimiter)
        read.clear()
        fault = "" if whole else _("A quotation mark opens a cell and none closes it; the row was ended with its line.")
        yield cells, fault
        if lines.is_used_up and not again:
            return


def _kept(lines: Iterator[str], read: list[str], again: list[str]) -> Iterator[str]:
    """Give lines, first those to be read again, and keep those of the row that is being read."""
    while again and len(read) <= _MOST_LINES:
        read.append(again.pop())
        yield read[-1]
    for line in lines:
        read.append(line)
        if len(read) > _MOST_LINES:
            raise csv.Error
        yield line


def _cells_of_line(line: str, delimiter: str) -> tuple[list[str], bool]:
    """Take a line apart of which quotation marks do not pair, and tell whether each cell in such marks is closed.

    A mark closes a cell where the cell ends there; any other one is a letter like others.
    """
    end = re.escape(delimiter)
    quoted = re.compile(rf'"((?:[^"]|"(?! *(?:{end}|$)))*+)" *(?={end}|$)')
    plain = re.compile(rf"[^{end}]*")
    text, cells, at, whole = line.rstrip("\r\n"), [], 0, True
    while at <= len(text):
        match = quoted.match(text, at) if whole and text.startswith('"', at) else None
        if match is not None:
            cells.append(match[1].replace('""', '"'))
        else:
            whole = whole and not text.startswith('"', at)
            match = plain.match(text, at)
            cells.append(match[0] if match is not None else "")
        at = (match.end() if match is not None else at) + 1
    return cells, whole


def _not_in(encoding: str, name: str) -> str:
    words = _("“{name}” is no text in {encoding}; name another encoding, or none to have it found out.")
    return words.format(name=name, encoding=encoding)


def _unreadable(row: int, name: str, error: csv.Error) -> str:
    if "field limit" in str(error):
        words = _("Row {row} of “{name}” holds a cell of over {most} letters; shorten it, then try again.")
        return words.format(row=row, name=name, most=grouped(_LONGEST_CELL))
    return _("Row {row} of “{name}” cannot be read: {reason}.").format(row=row, name=name, reason=error)


def _lines_in(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _too_long(row: int, name: str) -> str:
    return _("Line {row} of “{name}” is too long for a table.").format(row=row, name=name)


def _lines(file: TextIO, name: str) -> Iterator[str]:
    """Read line by line, but never a line that would fill the memory."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise FormatError(_too_long(number, name))
        yield line.replace("\x00", "")
