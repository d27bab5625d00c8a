"""PNG of any size in bounded memory: drawn band by band, each compressed before the next is drawn.

Qt's own writer wants the whole picture at once, which is 0.6 GB for 16,000 × 9,000 pixels, and copies it to encode it.
The format is ISO/IEC 15948; every row is stored as its difference from the row above (filter type 2), which suits
pictures with much empty ground.

A sheet as pixels: whole, for a preview and the clipboard, or band by band for a file.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    import numpy.typing as npt

    Pixels = npt.NDArray[np.uint8]
    """(height, width, 3 or 4): red, green, blue and, where there are four, alpha."""
    from timeline_app.export.page.page import PageLayout


_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_UP: Final = 2
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class PngMetadata:
    """What a PNG says of itself before its pixels."""

    width: int
    height: int
    dpi: float
    text: tuple[tuple[str, str], ...] = ()
    """Keywords of the standard (Title, Description, Software) and their texts."""


def write_png(path: Path, head: PngMetadata, bands: Iterable[Pixels]) -> Iterator[float]:
    """Write `bands`, which together are all rows, and yield after each how far it is (0 to 1)."""
    packer = zlib.compressobj(_LEVEL)
    above: Pixels | None = None
    done = 0
    with path.open("wb") as file:
        file.write(_SIGNATURE)
        for band in bands:
            if above is None:
                _write_head(file, head, band.shape[2])
                above = np.zeros((1, head.width * band.shape[2]), dtype=np.uint8)
            rows = band.reshape(band.shape[0], -1)
            _chunk(file, b"IDAT", packer.compress(_differences(rows, above)))
            above = rows[-1:].copy()
            done += len(rows)
            yield done / head.height
        _chunk(file, b"IDAT", packer.flush())
        _chunk(file, b"IEND", b"")


def _write_head(file: BinaryIO, head: PngMetadata, channels: int) -> None:
    colour_type = 6 if channels == 4 else 2
    _chunk(file, b"IHDR", struct.pack(">IIBBBBB", head.width, head.height, 8, colour_type, 0, 0, 0))
    per_metre = round(head.dpi / 0.0254)
    _chunk(file, b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    for keyword, text in head.text:
        _chunk(file, b"iTXt", keyword.encode("latin-1") + bytes(5) + text.encode(errors="replace"))


def _differences(rows: Pixels, above: Pixels) -> bytes:
    """Give each row as its difference from the row above, the filter's number before it."""
    stored = np.empty((rows.shape[0], rows.shape[1] + 1), dtype=np.uint8)
    stored[:, 0] = _UP
    np.subtract(rows[:1], above, out=stored[:1, 1:])
    np.subtract(rows[1:], rows[:-1], out=stored[1:, 1:])
    return stored.tobytes()


def _chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    file.write(struct.pack(">I", len(data)) + kind + data)
    file.write(struct.pack(">I", zlib.crc32(data, zlib.crc32(kind))))


_BAND_BYTES: Final = 48_000_000


def draw_image(sheet: PageLayout, size: QSize, ground: str | None) -> QImage:
    """Draw `sheet` on an image of `size` pixels; on nothing where `ground` is None."""
    return _band(sheet, size, ground, 0, size.height())


def bands(sheet: PageLayout, size: QSize, ground: str | None) -> Iterator[Pixels]:
    """Draw `sheet` in bands of bounded memory, from top to bottom."""
    rows = max(1, min(size.height(), _BAND_BYTES // (size.width() * 4)))
    for top in range(0, size.height(), rows):
        yield _pixels(_band(sheet, size, ground, top, min(rows, size.height() - top)), opaque=ground is not None)


def _band(sheet: PageLayout, size: QSize, ground: str | None, top: int, rows: int) -> QImage:
    image = QImage(QSize(size.width(), rows), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent if ground is None else qcolor(ground))
    with QPainter(image) as painter:
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.translate(0, -top)
        painter.scale(size.width() / sheet.width, size.height() / sheet.height)
        sheet.draw(painter)
    return image


def _pixels(image: QImage, *, opaque: bool) -> Pixels:
    """Copy the pixels out of `image`, for a view on its bits does not keep it alive."""
    converted = image.convertToFormat(QImage.Format.Format_RGB888 if opaque else QImage.Format.Format_RGBA8888)
    channels = 3 if opaque else 4
    lines = np.frombuffer(converted.constBits(), dtype=np.uint8).reshape(image.height(), converted.bytesPerLine())
    return lines[:, : image.width() * channels].reshape(image.height(), image.width(), channels).copy()
