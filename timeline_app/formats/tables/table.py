"""A table, wherever its rows come from: its header is found, its rows stream, how it was read is told by column.

Text files, workbooks, JSON lists and HTML give rows of texts (`RowSource`); all else is the same for all of them.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, runtime_checkable

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.formats.reading import ReadColumn, TableFacts
from timeline_app.formats.tables.columns import ColumnMapping
from timeline_app.formats.tables.row_blocks import part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from timeline_app.formats.reading import ColumnOrder
    from timeline_app.formats.tables.row_blocks import Block

SAYS_NOTHING: Final = frozenset(
    {"-", "–", "—", "[]", "{}", "()", "null", "NULL", "Null", "None", "none", "NaN", "nan", "n/a", "N/A", "#N/A", "nil"}
)
"""What programs put into a cell that says nothing."""
_SAMPLE_ROWS: Final = 20_000
_SAMPLE_SIZE: Final = 20_000_000
_FIRST_ROWS: Final = 50
"""So many a first look wants, and says nothing of those behind them."""
_ROWS_AT_ONCE: Final = 500
_MOST_LINES_ABOVE: Final = 40
"""Rows in which the header is looked for."""


Report: TypeAlias = "Callable[[int, str], None]"
"""Takes what is wrong with a row."""


class RowSource(Protocol):
    """A file that gives rows of texts, from the first on and as often as they are asked for."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def facts(self) -> TableFacts:
        """What is told of the file but its columns."""

    def rows(self, report: Report | None = None) -> Iterator[list[str]]:
        """Give all rows, and report what is wrong with how one is written."""

    def notes(self) -> Iterable[str]:
        """Tell what a person should know about the reading."""


@runtime_checkable
class GivesBlocks(Protocol):
    """A source whose rows come some hundreds at once."""

    def blocks(self, report: Report | None = None) -> Iterator[Block]:
        """Give all rows, as `rows` does."""


@dataclass(frozen=True, slots=True)
class FileTable:
    """A table whose header was found; `sample` holds the first rows below it."""

    source: RowSource
    header: list[str]
    header_row: int
    """Counted from 1."""
    sample: Sequence[Sequence[str]]
    notes: tuple[str, ...]
    above: tuple[str, ...] = ()
    """The lines above the header, each as one text."""

    def rows(self, report: Report | None = None) -> Iterator[tuple[int, list[str]]]:
        """Give the rows below the header with their numbers; empty ones are left out."""
        for number, cells in enumerate(self.source.rows(report), 1):
            if number > self.header_row and any(map(str.strip, cells)):
                yield number, cells

    def batches(self, report: Report | None = None) -> Iterator[tuple[int, Block]]:
        """Give the rows below the header some at once, with the number of their first; empty ones are among them."""
        source = self.source
        blocks = source.blocks(report) if isinstance(source, GivesBlocks) else _blocks_of(source.rows(report))
        number, size = 1, _FIRST_ROWS
        for block in blocks:
            at = min(max(self.header_row + 1 - number, 0), len(block))
            while at < len(block):
                batch = part_of(block, at, at + size)
                yield number + at, batch
                at, size = at + len(batch), _ROWS_AT_ONCE
            number += len(block)

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
        return "\n".join(f"{name}: {text}" for name, text in found if text and text not in SAYS_NOTHING)


def table_of(source: RowSource, fields_named: Callable[[list[str]], int], *, first: int = 0) -> FileTable:
    """Look into a table: its header is the first row that names several fields, else the first with one.

    Where there is none, the first row that is not empty is the header, and what is wrong with it is told later. Rows
    before `first` are none of the table.
    """
    rows = _sample(source.rows())
    at = header_at(rows, first, fields_named)
    if at is None:
        raise FormatError(_("“{name}” holds no table: all its lines are empty.").format(name=source.path.name))
    above = tuple(_lines_of(rows[first:at]))
    notes = (*source.notes(), *_notes_on_lines(above))
    return FileTable(source, list(rows[at]), at + 1, rows[at + 1 :], notes, above)


def header_at(rows: Sequence[Sequence[str]], first: int, fields_named: Callable[[list[str]], int]) -> int | None:
    """Find the header among the first rows; None where all are empty."""
    full = [at for at, row in enumerate(rows[:_MOST_LINES_ABOVE]) if at >= first and any(map(str.strip, row))]
    single = all(len(rows[at]) == 1 for at in full)
    wide = [at for at in full if single or sum(map(bool, map(str.strip, rows[at]))) > 1]
    named = {at: fields_named(list(rows[at])) for at in wide}
    several = [at for at in wide if named[at] > 1]  # “Name, Incidents of 2022” above a table is no header
    return next(iter((*several, *(at for at in wide if named[at]), *full)), None)


def _lines_of(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return filter(None, (" ".join(filter(None, map(str.strip, row))) for row in rows))


def _notes_on_lines(lines: Sequence[str]) -> Iterator[str]:
    if lines:
        words = ngettext(
            "{n} line above the header was left out: {lines}", "{n} lines above the header were left out: {lines}",
            len(lines),
        )  # fmt: skip
        yield words.format(n=len(lines), lines=_cut(on_one_line(" / ".join(lines))))


def _sample(rows: Iterator[list[str]]) -> list[tuple[str, ...]]:
    """Keep the first rows, as tuples: Python's collector of garbage goes through lists again and again."""
    sample: list[tuple[str, ...]] = []
    size = 0
    for row in itertools.islice(rows, _SAMPLE_ROWS):
        sample.append(tuple(row))
        size += sum(map(len, row))
        if size > _SAMPLE_SIZE:
            break
    return sample


def _blocks_of(rows: Iterator[list[str]]) -> Iterator[Block]:
    while block := list(itertools.islice(rows, _ROWS_AT_ONCE)):
        yield block


def _cut(text: str, most: int = 300) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"


_SHOWN_CELLS: Final = 5
_ROWS: Final = 500
"""In which they are looked for."""
_LONGEST_SHOWN: Final = 200
_SHOWN_ROWS: Final = 50
_MOST_COLUMNS: Final = 1_000
"""Beyond, a table is no table that a person goes through column by column."""


def table_facts(table: FileTable, mapping: ColumnMapping, orders: Mapping[int, ColumnOrder]) -> TableFacts:
    """Tell the columns of a table: the field of each, what found it, its first cells, its order of day and month."""
    fields, known = mapping.field_at(), table.source.facts
    told = tuple(
        ReadColumn(
            column,
            fields.get(at, ""),
            mapping.found[fields[at]] if at in fields else "",
            _values(table, at),
            orders.get(at),
        )
        for at, column in enumerate(table.header[:_MOST_COLUMNS])
    )
    rows = _first_rows(table)
    return replace(known, header_row=table.header_row, above=table.above, columns=told, rows=rows)


def _first_rows(table: FileTable) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Give the first rows below the header that are not empty, each with its number, as they stand there."""
    numbered = (
        (number, row) for number, row in enumerate(table.sample, table.header_row + 1) if any(map(str.strip, row))
    )
    first = itertools.islice(numbered, _SHOWN_ROWS)
    return tuple((number, tuple(cell[:_LONGEST_SHOWN] for cell in row[:_MOST_COLUMNS])) for number, row in first)


def facts_by_name(table: FileTable, columns: Mapping[str, int]) -> TableFacts:
    """Tell the columns of a table that has a reader of its own, which goes by their names."""
    return table_facts(table, ColumnMapping(dict(columns), dict.fromkeys(columns, "name")), {})


def _values(table: FileTable, at: int) -> tuple[str, ...]:
    cells = (row[at].strip()[:_LONGEST_SHOWN] for row in table.sample[:_ROWS] if at < len(row))
    return tuple(filter(None, cells))[:_SHOWN_CELLS]
