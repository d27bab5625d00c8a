"""Sheets as a PDF: vectors, a page a sheet, and text that can be found and copied as a person reads it.

Qt names for each glyph the first code point that leads to it: a tab for the blank, a rare letter for a common one.
So the map from glyphs to characters is written anew.
"""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

import timeline_app
from timeline_app.export.page.page import UNIT_DPI
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pypdf import PdfWriter
    from pypdf.generic import StreamObject

    from timeline_app.export.page.page import PageLayout


_ONE_GLYPH_FOR_BOTH: Final = {
    0x0009: " ",
    0x00A0: " ",  # "23 July" holds together on the page, and is searched for with a plain blank
    0x00AD: "-",
    0x00B5: "\u03bc",
    0x0269: "\u03b9",
    0x02BC: "\u2019",
    0x02EE: "\u201d",
    0x2010: "-",
    0x2011: "-",
    0x2126: "\u03a9",
    0x2206: "\u0394",
}
"""What people write, by the code point that Qt gives for the glyph; Inter draws some pairs with one glyph."""
_MAPPED: Final = re.compile(rb"<([0-9A-F]{4})>(?= |\])(?=[^\[\n]*\])")
_NO_GLYPH: Final = b"<0000> <0000> <0000>"
_REPLACED: Final = b"<0000> <0000> <FFFD>"
"""What no font can show is copied as the sign for that; Qt gives the control sign NUL."""
_LIGATURES: Final = ((0xFB00, 0xFDFF), (0xFE70, 0xFEFF))


def with_text_layer(pdf: bytes, about: Mapping[str, str], language: str) -> bytes:
    """Give a PDF of Qt's whose text can be found and copied as a person reads it, and that says more `about` itself."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - 150 ms that only PDFs need
    from pypdf.generic import NameObject, TextStringObject  # noqa: PLC0415 - likewise

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for stream in _character_maps(writer):
        stream.set_data(_MAPPED.sub(_as_written, stream.get_data()).replace(_NO_GLYPH, _REPLACED))
    if about:
        writer.add_metadata(dict(about))
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _character_maps(writer: PdfWriter) -> Iterator[StreamObject]:
    """Give each font's map from glyphs to characters, once."""
    seen: set[int] = set()
    for page in writer.pages:
        for reference in page.get("/Resources", {}).get("/Font", {}).values():
            font = reference.get_object()
            if "/ToUnicode" in font and id(font) not in seen:
                seen.add(id(font))
                yield font["/ToUnicode"]


def _as_written(match: re.Match[bytes]) -> bytes:
    """Give one character of the map as people write it; ligatures and joined forms become their letters."""
    code = int(match[1], 16)
    text = _ONE_GLYPH_FOR_BOTH.get(code, chr(code))
    if any(first <= code <= last for first, last in _LIGATURES):
        text = unicodedata.normalize("NFKC", text)
    return b"<" + text.encode("utf-16-be").hex().upper().encode() + b">"


_RESOLUTION: Final = 1200
"""Coordinates are whole in this many to the inch, which is finer than any printer places ink."""
_POINTS: Final = 72.0 / UNIT_DPI


def write_pdf(
    path: Path, sheets: Sequence[PageLayout], ground: tuple[str, float], about: tuple[str, Mapping[str, str], str]
) -> Iterator[float]:
    """Write `sheets` to `path`, and yield after each how far it is (0 to 1).

    `ground` is the colour of the paper and how many 1/96 inch a unit is. `about` is the title,
    what else the document says of itself by the names of PDF, and its language.
    Qt draws into memory, for it would not say that a disk is full, nor find a name that is no Unicode.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(about[0])
    writer.setCreator(f"Conflict Timeline {timeline_app.__version__}")
    writer.setResolution(_RESOLUTION)
    paper, unit = ground
    _set_page(writer, sheets[0], unit)
    with QPainter(writer) as painter:
        painter.scale(_RESOLUTION / UNIT_DPI * unit, _RESOLUTION / UNIT_DPI * unit)
        for number, sheet in enumerate(sheets):
            if number:
                _set_page(writer, sheet, unit)
                writer.newPage()
            if paper != "#FFFFFF":
                painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), qcolor(paper))
            sheet.draw(painter)
            yield (number + 1) / (len(sheets) + 1)
    path.write_bytes(with_text_layer(bytes(buffer.data().data()), about[1], about[2]))
    yield 1.0


def _set_page(writer: QPdfWriter, sheet: PageLayout, unit: float) -> None:
    size = QPageSize(
        QSizeF(sheet.width, sheet.height) * (_POINTS * unit),
        QPageSize.Unit.Point,
        matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
