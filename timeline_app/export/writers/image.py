"""A sheet as pixels: whole, for a preview and the clipboard, or band by band for a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.export.page.page import Sheet
    from timeline_app.export.writers.png import Pixels

_BAND_BYTES: Final = 48_000_000


def draw_image(sheet: Sheet, size: QSize, ground: str | None) -> QImage:
    """Draw `sheet` on an image of `size` pixels; on nothing where `ground` is None."""
    return _band(sheet, size, ground, 0, size.height())


def bands(sheet: Sheet, size: QSize, ground: str | None) -> Iterator[Pixels]:
    """Draw `sheet` in bands of bounded memory, from top to bottom."""
    rows = max(1, min(size.height(), _BAND_BYTES // (size.width() * 4)))
    for top in range(0, size.height(), rows):
        yield _pixels(_band(sheet, size, ground, top, min(rows, size.height() - top)), opaque=ground is not None)


def _band(sheet: Sheet, size: QSize, ground: str | None, top: int, rows: int) -> QImage:
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
