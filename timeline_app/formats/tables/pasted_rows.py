"""Rows that were copied in a spreadsheet, or from a table on a page: read from the clipboard, written as a table."""

from __future__ import annotations

import csv
import io
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.parsing import read_typed
from timeline_app.domain.errors import DateError, FormatError
from timeline_app.formats.tables.columns import fields_named
from timeline_app.formats.tables.html_tables import rows_in_markup

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Row = list[str]

LONGEST: Final = 16_000_000
"""Letters; who copies more has a file to import."""
_JUDGED: Final = 50
"""Rows by which a column is judged."""
_LEAST_DATES: Final = 0.6
_SHORTEST_DATE: Final = 4


def pasted_rows(text: str, markup: str = "") -> list[Row]:
    """Give the rows that were copied: of text the lines with tabs in them, else of HTML the largest table."""
    if len(text) > LONGEST or len(markup) > LONGEST:
        sentence = _("More than {n} letters were copied; save the rows as a file and import that.")
        raise FormatError(sentence.format(n=grouped(LONGEST)))
    rows = _of_lines(text) if "\t" in text else _of_markup(markup)
    rows = [[cell.strip() for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    return rows if any(len(row) > 1 for row in rows) else []


def _of_lines(text: str) -> list[Row]:
    """Take lines apart at their tabs; spreadsheets put a cell with a line break in it between quotation marks."""
    csv.field_size_limit(LONGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:  # a quotation mark that is a letter like others
        return [line.split("\t") for line in text.splitlines()]


def _of_markup(markup: str) -> list[Row]:
    if "<t" not in markup.lower():
        return []
    return [[" ".join(cell.split()) for cell in row] for row in rows_in_markup(markup)]


def with_header(rows: Sequence[Row]) -> list[Row]:
    """Give rows with the names of their columns above: those that were copied, else such as a spreadsheet gives them.

    Without names, the first columns that hold dates are start and end, and the first other one with words is the title.
    """
    if fields_named(rows[0], {}) > 1:
        return list(rows)
    columns = list(zip_longest(*rows[: _JUDGED + 1], fillvalue=""))
    dates = [at for at, cells in enumerate(columns) if _holds_dates(cells) or _holds_dates(cells[1:])]
    if len(rows) > 1 and any(columns[at][0] and not _is_date(columns[at][0]) for at in dates):
        return list(rows)  # names that we do not know; a person says what they mean
    names = [_letters(at) for at in range(len(columns))]
    for field, at in zip(("start", "end"), dates[:2], strict=False):
        names[at] = field
    words = (at for at, cells in enumerate(columns) if at not in dates[:2] and _holds_words(cells))
    if (title := next(words, None)) is not None:
        names[title] = "title"
    return [names, *rows]


def write_rows(rows: Sequence[Row], path: Path) -> None:
    """Write rows as a table that the readers of files take."""
    told = io.StringIO(newline="")
    csv.writer(told).writerows(rows)
    path.write_bytes(told.getvalue().encode("utf-8-sig", "replace"))


def _holds_dates(cells: Sequence[str]) -> bool:
    full = [cell for cell in cells if cell]
    return bool(full) and sum(map(_is_date, full)) >= _LEAST_DATES * len(full)


def _is_date(cell: str) -> bool:
    if len(cell) < _SHORTEST_DATE or not any(map(str.isdigit, cell)):
        return False
    try:
        read_typed(cell)
    except DateError:
        return False
    return True


def _holds_words(cells: Sequence[str]) -> bool:
    full = [cell for cell in cells if cell]
    return sum(any(map(str.isalpha, cell)) for cell in full) * 2 > len(full)


def _letters(at: int) -> str:
    """Name a column as spreadsheets do: A, B … Z, AA."""
    name = ""
    at += 1
    while at:
        at, place = divmod(at - 1, 26)
        name = chr(ord("A") + place) + name
    return name
