"""Workbooks for Excel and LibreOffice: sheets of texts, numbers and real dates, in which nothing is a formula.

Rows go to the disk as they come, and the same rows make the same bytes.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import ExportError
from timeline_app.export.web_links import LONGEST_IN_OFFICE, openable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

Cell: TypeAlias = "str | float | date | None"

FIRST_DAY: Final = date(1900, 3, 1)
"""Before it Excel counts days wrongly: it has a 29 February 1900."""
_LONGEST: Final = 32_767
"""Letters that Excel keeps in a cell."""
_MOST_ROWS: Final = 1_048_576
_MOST_LINKS: Final = 60_000
"""Of a sheet; Excel takes 65,530."""
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment: the clock is not in the file
_USUAL_WIDTH: Final = 16
_PAUSE_S: Final = 0.02


class Sheet:
    """A sheet that is filled row by row."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any], name: str) -> None:
        self._sheet, self._formats, self._name = sheet, formats, name
        self._row = self._links = self._columns = 0

    def head(self, names: Sequence[str], widths: Mapping[int, int]) -> None:
        """Write the heads of columns, which stay in sight."""
        for at in range(len(names)):
            self._sheet.set_column(at, at, widths.get(at, _USUAL_WIDTH))
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_landscape()
        self._sheet.repeat_rows(0)
        for at, name in enumerate(names):
            self._sheet.write_string(0, at, name, self._formats["head"])
        self._row, self._columns = 1, len(names)

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row; raise ExportError where the sheet is full."""
        if self._row >= _MOST_ROWS:
            words = _("A sheet of a workbook has room for {n} rows; export fewer events, or a CSV table.")
            raise ExportError(words.format(n=grouped(_MOST_ROWS - 1)))
        for at, cell in enumerate(cells):
            self._write(at, cell)
        self._row += 1

    def finish(self) -> None:
        """Let people filter by the heads of columns."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), self._columns - 1)

    def _write(self, at: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            text = cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 2]} …"
            target = openable(cell) if self._links < _MOST_LINKS and cell.startswith(("http://", "https://")) else ""
            if 0 < len(target) <= LONGEST_IN_OFFICE:
                self._links += 1
                self._sheet.write_url(self._row, at, target, self._formats["link"], text)
            else:
                self._sheet.write_string(self._row, at, text)
        elif isinstance(cell, date):
            kind = "moment" if isinstance(cell, datetime) else "day"
            self._sheet.write_datetime(self._row, at, cell, self._formats[kind])
        else:
            self._sheet.write_number(self._row, at, cell)


class Workbook:
    """A workbook that is written to a file; it is whole when it is closed."""

    def __init__(self, path: Path, title: str, author: str = "") -> None:
        told = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(path), told)
        self._book.set_properties({"title": title, "author": author, "created": _MADE})
        looks: dict[str, dict[str, Any]] = {
            "head": {"bold": True, "bottom": 1, "bg_color": "#F2F2F2"},
            "link": {"font_color": "#0563C1", "underline": 1},
            "day": {"num_format": "yyyy-mm-dd", "align": "left"},
            "moment": {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"},
        }
        self._sheets: list[Sheet] = []
        self._closed = False
        self._formats = {name: self._book.add_format(look) for name, look in looks.items()}

    def packing(self) -> Iterator[float]:
        """Close it in steps: packing takes a tenth of the time at once, and a window would stand still meanwhile."""
        with ThreadPoolExecutor(1) as pool:
            packed = pool.submit(self.close)
            while not packed.done():
                wait([packed], timeout=_PAUSE_S)
                yield 0.95
            packed.result()

    def close(self) -> None:
        """Write what is not yet in the file; call it however the writing went, as it keeps files of its own."""
        if self._closed:
            return
        self._closed = True
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()

    def sheet(self, name: str, heads: Sequence[str], widths: Mapping[int, int] | None = None) -> Sheet:
        """Begin a sheet with the heads of its columns; `widths` are in letters, by place."""
        sheet = Sheet(self._book.add_worksheet(name), self._formats, name)
        sheet.head(heads, widths or {})
        self._sheets.append(sheet)
        return sheet
