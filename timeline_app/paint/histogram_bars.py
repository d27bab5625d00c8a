"""The upright bars of a histogram: thousands of rectangles, as one block of pixels or one list of shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    import numpy.typing as npt

    Whole = npt.NDArray[np.int64]


class Columns(NamedTuple):
    """Bars from left to right in whole pixels: where each begins and ends, its height, and what all stand on."""

    start: Whole
    end: Whole
    height: Whole
    base_px: int
    colour: str


def draw_as_rectangles(painter: QPainter, columns: Columns) -> None:
    """Draw every bar as a shape: for paper and SVG."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(columns.colour))
    bars = zip(columns.start.tolist(), columns.end.tolist(), columns.height.tolist(), strict=True)
    painter.drawRects(
        [QRect(start, columns.base_px - tall, end - start, tall) for start, end, tall in bars if end > start]
    )


def draw_as_pixels(painter: QPainter, columns: Columns, ratio: float) -> None:
    """Draw all bars as one picture: for a screen; three times as fast as shapes."""
    if not len(columns.start):
        return
    left, right, top = int(columns.start[0]), int(columns.end.max()), int(columns.height.max())
    if right <= left:
        return
    heights = np.zeros(right - left + 1, np.int16)
    width = np.maximum(columns.end - columns.start, 0)
    places = np.repeat(columns.start - left - np.cumsum(width) + width, width) + np.arange(width.sum())
    heights[places] = np.repeat(columns.height.astype(np.int16), width)
    sharp = int(ratio) if ratio == int(ratio) else 1  # at 150 % a picture of whole pixels is scaled
    if sharp > 1:
        heights = np.repeat(heights, sharp) * np.int16(sharp)
    rows = np.arange(top * sharp, 0, -1, dtype=np.int16)[:, None]
    picture = np.zeros((top * sharp, (right - left) * sharp), np.uint32)
    np.copyto(picture, np.uint32(qcolor(columns.colour).rgba()), where=rows <= heights[: picture.shape[1]])
    image = QImage(
        picture.data, picture.shape[1], picture.shape[0], picture.strides[0], QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(sharp)
    painter.drawImage(QPointF(left, columns.base_px - top), image)
