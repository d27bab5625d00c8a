"""The parts of a workbook that is a zip: whether they fit in memory, and a beginning of them for a first look.

A spreadsheet is kept in memory as a rectangle: two cells far apart, in a file of a kilobyte, would fill it. So the
cells are counted before, from the marks in the file alone.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import FormatError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

_MOST_UNPACKED: Final = 2_000_000_000
_MOST_CELLS: Final = 30_000_000
_FEW_CELLS: Final = 2_000_000
"""So large a rectangle may be empty."""
_SPARSE: Final = 50
"""A rectangle of this many places for each cell is no table."""
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 512
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROW: Final = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=\"(\d{1,9})\"")
_REPEATED: Final = re.compile(
    rb"<table:table-(cell|row)\b[^>]*?number-(?:columns|rows)-repeated=\"(\d{3,})\"[^>]*?(/?)>([^<]*<[^>]{0,300}>)?"
)


def require_fitting(path: Path, kind: str) -> None:
    """Raise FormatError for a workbook that is broken, or would not fit in memory."""
    with open_bytes(path) as file, zipfile.ZipFile(file) as parts:
        total = sum(part.file_size for part in parts.infolist())
        if total > _MOST_UNPACKED:
            raise _too_large(path)
        cells = 0
        for part in parts.infolist():
            if kind == "xlsx" and _SHEET.fullmatch(part.filename):
                with parts.open(part) as sheet:
                    cells += _places_in(sheet)
            elif kind == "ods" and part.filename == "content.xml":
                with parts.open(part) as sheet:
                    _require_few_repeated(sheet, path)
            if cells > _MOST_CELLS:
                raise _too_large(path)


def _too_large(path: Path) -> FormatError:
    words = _(
        "“{name}” would need more memory than a table may: it has more than {cells} cells, or two of them very far "
        "apart. Save the part that you need as a file of its own."
    )
    return FormatError(words.format(name=path.name, cells=grouped(_MOST_CELLS)))


def _places_in(sheet: IO[bytes]) -> int:
    """Give how many places the rectangle of a sheet has, if that is more than its cells can mean."""
    cells, last_row, widest = 0, 0, 1
    before = b""
    while chunk := sheet.read(_CHUNK):
        text = before + chunk
        cells += chunk.count(b"<c ") + chunk.count(b":c ")
        rows = text.rfind(b"row ")
        numbers = [int(each) for each in _ROW.findall(text, max(rows - 1_000, 0))] if rows >= 0 else []
        last_row = max(last_row, *numbers, 0)
        widest = max(widest, _widest(text))
        before = text[-_OVERLAP:]
    places = max(last_row, 1) * widest
    return places if places > max(_FEW_CELLS, cells * _SPARSE) else min(places, cells * 2)


def _widest(text: bytes) -> int:
    """Give the number of the rightmost column that is named; three letters are looked for first, for it is quick."""
    for letters in (4, 3, 2):
        found = re.findall(rb" r=\"([A-Z]{%d})\d" % letters, text)
        if found:
            return _number_of(max(found))
    return 26


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _require_few_repeated(content: IO[bytes], path: Path) -> None:
    """Refuse a sheet of OpenDocument in which cells or rows that say something are repeated very often."""
    before = b""
    while chunk := content.read(_CHUNK):
        text = before + chunk
        for match in _REPEATED.finditer(text):
            kind, times, empty, following = match.groups()
            is_filled = b"value-type" in match[0].partition(b">")[0] or b"value-type" in (following or b"")
            if not empty and (kind == b"row" or is_filled) and int(times) > _most_of(kind) and is_filled:
                raise _too_large(path)
        before = text[-_OVERLAP:]


def _most_of(kind: bytes) -> int:
    return 1_000 if kind == b"cell" else 10_000


def beginning_of(path: Path, within: int) -> io.BytesIO | None:
    """Give a workbook of the first rows of each sheet; None where the file is small, or another kind."""
    most = min(within, _LONGEST_BEGINNING)
    with open_bytes(path) as file, zipfile.ZipFile(file) as parts:
        large = [part for part in parts.infolist() if part.file_size > most]
        if "xl/workbook.xml" not in parts.namelist() or not large:
            return None
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            for part in parts.infolist():
                cut = _cut_at(part.filename)
                if part not in large or cut is None:
                    if part.file_size > _LONGEST_OTHER:
                        continue  # pictures and the like
                    target.writestr(part.filename, parts.read(part))
                    continue
                with parts.open(part) as source:
                    data = source.read(most if cut[0] == b"</row>" else _LONGEST_WORDS)
                at = data.rfind(cut[0])
                if at < 0:
                    return None
                target.writestr(part.filename, data[: at + len(cut[0])] + cut[1])
    made.seek(0)
    return made


_LONGEST_BEGINNING: Final = 1 << 20
_LONGEST_WORDS: Final = 1 << 23
_LONGEST_OTHER: Final = 1 << 23


def _cut_at(name: str) -> tuple[bytes, bytes] | None:
    """Give the mark behind which a part can end, and what closes it then."""
    if _SHEET.fullmatch(name):
        return b"</row>", b"</sheetData></worksheet>"
    return (b"</si>", b"</sst>") if name == "xl/sharedStrings.xml" else None
