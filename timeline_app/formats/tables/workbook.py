"""Workbooks (XLSX, XLS, ODS), read by python-calamine: a sheet gives rows of texts as a text file does.

Cells that are dates give ISO dates, times give times, formulas the values that the spreadsheet last worked out. A
merged cell counts for all rows that it goes over. What would not fit in memory is refused before it is read.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import quoted
from timeline_app.domain.errors import FormatError
from timeline_app.formats.reading import TableFacts
from timeline_app.formats.tables.table import FileTable, header_at, table_of
from timeline_app.formats.tables.workbook_parts import beginning_of, require_fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from timeline_app.formats.reading import ReadOptions
    from timeline_app.formats.tables.table import Report

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_MOST_SHEETS: Final = 50
"""In which rows are looked for."""
_HEAD_ROWS: Final = 40
_SEVERAL: Final = 2
_LARGEST_XLS: Final = 200_000_000


def kind_of_workbook(path: Path, head: bytes) -> str:
    """Tell which kind of workbook a file is, by its beginning and its parts; empty where it is none."""
    if head.startswith(_OLE):
        return "xls" if path.suffix.lower() not in {".doc", ".ppt", ".msg", ".mpp"} else ""
    if not head.startswith(_ZIP):
        return ""
    try:
        with open_bytes(path) as file, zipfile.ZipFile(file) as parts:
            names = set(parts.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "xl/workbook.bin" in names:
                return "xlsb"
            kind = parts.read("mimetype")[:100] if "mimetype" in names and "content.xml" in names else b""
            return "ods" if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet") else ""
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return "xlsx" if path.suffix.lower() in {".xlsx", ".xlsm"} else "ods" if path.suffix.lower() == ".ods" else ""


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """The rows of a sheet of a workbook."""

    path: Path
    sheet: CalamineSheet
    sheets: tuple[str, ...]
    others: tuple[str, ...] = field(default=())
    """Further sheets that hold rows, and were not read."""

    @property
    def facts(self) -> TableFacts:
        """Tell the sheets."""
        return TableFacts(sheet=self.sheet.name, sheets=self.sheets)

    def rows(self, report: Report | None = None) -> Iterator[list[str]]:  # noqa: ARG002  # nothing can be wrong
        """Give all rows, counted as the spreadsheet counts them."""
        filled = _merged_down(self.sheet)
        for number, cells in enumerate(self.sheet.iter_rows()):
            row = [each if each.__class__ is str else _text_of(each) for each in cells]
            if number in filled:
                for at, text in filled[number]:
                    row[at] = row[at] or text
            yield row

    def notes(self) -> Iterator[str]:
        """Tell which sheet was read, where there are several."""
        if len(self.sheets) > 1:
            others = ", ".join(quoted(name) for name in self.sheets if name != self.sheet.name)
            words = _("The sheet “{sheet}” was read; there are also {others}.")
            yield words.format(sheet=self.sheet.name, others=others[:300])


def _merged_down(sheet: CalamineSheet) -> dict[int, list[tuple[int, str]]]:
    """Give what cells that go over several rows say in those below the first, by row."""
    found: dict[int, list[tuple[int, str]]] = {}
    merged = [each for each in sheet.merged_cell_ranges or () if each[1][0] > each[0][0]]
    if not merged or sheet.start is None or sheet.end is None:
        return found
    left, bottom = sheet.start[1], sheet.end[0]
    wanted = {top for (top, _column), _last in merged}
    texts = {number: list(map(_text_of, cells)) for number, cells in enumerate(sheet.iter_rows()) if number in wanted}
    for (top, column), (last, _right) in merged:
        cells = texts.get(top, [])
        text = cells[column - left] if 0 <= column - left < len(cells) else ""
        if text:
            for number in range(top + 1, min(last, bottom) + 1):
                found.setdefault(number, []).append((column - left, text))
    return found


def _text_of(cell: object) -> str:
    """Spell a cell as a text file would have it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat() if isinstance(cell, date) else cell.replace(microsecond=0).isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    return str(cell)


def open_workbook_table(path: Path, fields_named: Callable[[list[str]], int], options: ReadOptions) -> FileTable:
    """Look into a workbook: the sheet asked for, else the first with a header, else the first with rows."""
    workbook = _opened(path, within=options.within)
    names = _sheet_names(workbook)
    wanted = [name for name in names if name.casefold() == options.sheet.strip().casefold()] if options.sheet else names
    if not wanted:
        words = _("“{name}” has no sheet “{sheet}”. Its sheets are: {sheets}.")
        raise FormatError(words.format(name=path.name, sheet=options.sheet, sheets=", ".join(names)[:500]))
    first: WorkbookRows | None = None
    for name in wanted[:_MOST_SHEETS]:
        source = WorkbookRows(path, _sheet(workbook, name, path), tuple(workbook.sheet_names))
        head = _head(source)
        at = header_at(head, 0, fields_named)
        if at is not None and (len(wanted) == 1 or fields_named(head[at]) >= _SEVERAL):
            return table_of(source, fields_named)
        first = source if first is None and at is not None else first
    if first is None:
        words = _("“{name}” holds no table: all its sheets are empty.")
        raise FormatError(words.format(name=path.name))
    return table_of(first, fields_named)


def _head(source: WorkbookRows) -> list[list[str]]:
    rows = source.sheet.iter_rows()
    return [list(map(_text_of, cells)) for cells, _number in zip(rows, range(_HEAD_ROWS), strict=False)]


def _sheet_names(workbook: CalamineWorkbook) -> list[str]:
    """Give the names of the sheets that hold cells, those that can be seen first."""
    hidden = {each.name for each in workbook.sheets_metadata if not str(each.visible).endswith(".Visible")}
    drawn = {each.name for each in workbook.sheets_metadata if not str(each.typ).endswith(".WorkSheet")}
    names = [name for name in workbook.sheet_names if name not in drawn]
    return sorted(names, key=lambda name: name in hidden)


def _opened(path: Path, *, within: int) -> CalamineWorkbook:
    from python_calamine import CalamineError, PasswordError, load_workbook  # noqa: PLC0415 - for workbooks only

    with open_bytes(path) as file:
        head = file.read(8)
    kind = kind_of_workbook(path, head)
    if kind == "xlsb":
        words = _("“{name}” is a binary workbook; open it in a spreadsheet and save it as .xlsx.")
        raise FormatError(words.format(name=path.name))
    try:
        if kind == "xls":
            if path.stat().st_size > _LARGEST_XLS:
                raise FormatError(_("“{name}” is too large to be read.").format(name=path.name))
            return load_workbook(str(path))
        if within and (part := beginning_of(path, within)) is not None:
            try:
                return load_workbook(part)
            except CalamineError:
                pass  # its words stand too far back in the file: it is read as a whole
        require_fitting(path, kind)
        return load_workbook(str(path))
    except PasswordError:
        words = _("“{name}” is locked by a password; open it in a spreadsheet and save it without.")
        raise FormatError(words.format(name=path.name)) from None
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise _unreadable(path) from None


def _sheet(workbook: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    from python_calamine import CalamineError  # noqa: PLC0415 - likewise

    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, ValueError):
        raise _unreadable(path) from None


def _unreadable(path: Path) -> FormatError:
    words = _("“{name}” is damaged, or no workbook; open it in a spreadsheet and save it again as .xlsx or CSV.")
    return FormatError(words.format(name=path.name))


def workbook_header(path: Path, fields_named: Callable[[list[str]], int]) -> Sequence[str]:
    """Find the header of a workbook by its beginning; none where it cannot be read."""
    from timeline_app.formats.reading import ReadOptions  # noqa: PLC0415 - for workbooks only

    try:
        return open_workbook_table(path, fields_named, ReadOptions(within=_FIRST_BYTES)).header
    except FormatError:
        return ()


_FIRST_BYTES: Final = 1 << 20
