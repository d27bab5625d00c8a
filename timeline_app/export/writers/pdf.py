"""Sheets as a PDF: vectors, a page a sheet, and text that can be found and copied as a person reads it.

Qt names for each glyph the first code point that leads to it: a tab for the blank, a rare letter for a common one.
So the map from glyphs to characters is written anew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

import timeline_app
from timeline_app.export.page.page import UNIT_DPI
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pypdf import PageObject, PdfWriter
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
_MARK_MM: Final = 6.0
"""How long crop marks are."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """How sheets become pages: the colour of the paper, and what is beyond the edge at which it is cut."""

    paper: str
    unit: float = 1.0
    """How many 1/96 inch a logical unit of a sheet is."""
    bleed_mm: float = 0.0
    """How far the paper's colour runs beyond the cut; 0 for a page without crop marks."""

    @property
    def bleed(self) -> float:
        """The bleed in units of a sheet."""
        return self.bleed_mm / 25.4 * UNIT_DPI / self.unit

    @property
    def around(self) -> float:
        """What the page has around a sheet: bleed and crop marks, in units of a sheet."""
        return self.bleed + _MARK_MM / 25.4 * UNIT_DPI / self.unit if self.bleed_mm else 0.0


def write_pdf(
    path: Path, sheets: Sequence[PageLayout], page: PrintedPage, about: tuple[str, Mapping[str, str], str]
) -> Iterator[float]:
    """Write `sheets` to `path`, and yield after each how far it is (0 to 1).

    `about` is the title, what else the document says of itself by the names of PDF, and its language.
    Qt draws into memory, for it would not say that a disk is full, nor find a name that is no Unicode.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(about[0])
    writer.setCreator(f"Conflict Timeline {timeline_app.__version__}")
    writer.setResolution(_RESOLUTION)
    _set_page(writer, sheets[0], page)
    with QPainter(writer) as painter:
        painter.scale(_RESOLUTION / UNIT_DPI * page.unit, _RESOLUTION / UNIT_DPI * page.unit)
        painter.translate(page.around, page.around)
        for number, sheet in enumerate(sheets):
            if number:
                _set_page(writer, sheet, page)
                writer.newPage()
            if page.paper != "#FFFFFF":
                bleed = page.bleed
                painter.fillRect(
                    QRectF(0, 0, sheet.width, sheet.height).adjusted(-bleed, -bleed, bleed, bleed), qcolor(page.paper)
                )
            sheet.draw(painter)
            if page.bleed_mm:
                _draw_crop_marks(painter, sheet, page)
            yield (number + 1) / (len(sheets) + 1)
    path.write_bytes(_finished(bytes(buffer.data().data()), sheets, page, about))
    yield 1.0


def _set_page(writer: QPdfWriter, sheet: PageLayout, page: PrintedPage) -> None:
    size = QPageSize(
        QSizeF(sheet.width + 2 * page.around, sheet.height + 2 * page.around) * (_POINTS * page.unit),
        QPageSize.Unit.Point,
        matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))


def _draw_crop_marks(painter: QPainter, sheet: PageLayout, page: PrintedPage) -> None:
    """Draw two hairlines at each corner, outside of what is printed to the edge."""
    painter.setPen(QPen(qcolor("#000000"), 0.4))
    near, far = page.bleed, page.around - 1.0
    for x, away in ((0.0, -1), (sheet.width, 1)):
        for y in (0.0, sheet.height):
            painter.drawLine(QLineF(x + away * near, y, x + away * far, y))
    for y, away in ((0.0, -1), (sheet.height, 1)):
        for x in (0.0, sheet.width):
            painter.drawLine(QLineF(x, y + away * near, x, y + away * far))


def _finished(
    pdf: bytes, sheets: Sequence[PageLayout], page: PrintedPage, about: tuple[str, Mapping[str, str], str]
) -> bytes:
    """Give the text its characters, the pages their links and where they are cut, and the document its facts."""
    from pypdf import PdfWriter  # noqa: PLC0415 - 150 ms that only PDFs need

    writer = PdfWriter(clone_from=BytesIO(with_text_layer(pdf, about[1], about[2])))
    for number, (sheet, printed) in enumerate(zip(sheets, writer.pages, strict=True)):
        if sheet.name:
            writer.add_outline_item(title=sheet.name, page_number=number)
        _cut(printed, page)
        _link(writer, printed, sheet, page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _cut(printed: PageObject, page: PrintedPage) -> None:
    """Say where a page is cut, and how far its colour runs beyond."""
    from pypdf.generic import RectangleObject  # noqa: PLC0415 - likewise

    if not page.bleed_mm:
        return
    points = _POINTS * page.unit
    wide, high = float(printed.mediabox.width), float(printed.mediabox.height)
    for name, inset in (("trimbox", page.around * points), ("bleedbox", (page.around - page.bleed) * points)):
        setattr(printed, name, RectangleObject((inset, inset, wide - inset, high - inset)))


def _link(writer: PdfWriter, printed: PageObject, sheet: PageLayout, page: PrintedPage) -> None:
    """Make addresses open by a click; PDF counts from the foot of a page."""
    from pypdf.annotations import Link  # noqa: PLC0415 - likewise

    points = _POINTS * page.unit
    high = float(printed.mediabox.height)
    for rect, address in sheet.links():
        box = rect.translated(page.around, page.around)
        corners = (box.left() * points, high - box.bottom() * points, box.right() * points, high - box.top() * points)
        writer.add_annotation(printed, Link(rect=corners, url=address))
