"""Sheets as a PDF: vectors and selectable text, a page a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

import timeline_app
from timeline_app.export.page.size import UNIT_DPI
from timeline_app.export.writers.text_layer import with_text_layer
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from timeline_app.export.page.page import PageLayout

_RESOLUTION: Final = 1200
"""Coordinates are whole in this many to the inch, which is finer than any printer places ink."""
_POINTS: Final = 72.0 / UNIT_DPI


def write_pdf(path: Path, sheets: Sequence[PageLayout], ground: str, title: str) -> Iterator[float]:
    """Write `sheets` to `path`, and yield after each how far it is (0 to 1).

    Qt draws into memory, for it would not say that a disk is full, nor find a name that is no Unicode.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator(f"Conflict Timeline {timeline_app.__version__}")
    writer.setResolution(_RESOLUTION)
    _set_page(writer, sheets[0])
    with QPainter(writer) as painter:
        painter.scale(_RESOLUTION / UNIT_DPI, _RESOLUTION / UNIT_DPI)
        for number, sheet in enumerate(sheets):
            if number:
                writer.newPage()
            if ground != "#FFFFFF":
                painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), qcolor(ground))
            sheet.draw(painter)
            yield (number + 1) / (len(sheets) + 1)
    path.write_bytes(with_text_layer(bytes(buffer.data().data())))
    yield 1.0


def _set_page(writer: QPdfWriter, sheet: PageLayout) -> None:
    size = QPageSize(
        QSizeF(sheet.width * _POINTS, sheet.height * _POINTS),
        QPageSize.Unit.Point,
        matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
