"""The overview: a histogram of the whole chronology with years below it and the window that the canvas shows.

The upright bars of a histogram: thousands of rectangles, as one block of pixels or one list of shapes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.layout.axis.ruler import OccupiedSpan, lay_out_ruler
from timeline_app.paint.context import TextLook
from timeline_app.paint.theme import REGULAR, qcolor

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from timeline_app.layout.axis.ruler import Ruler, RulerStyle
    from timeline_app.layout.metrics import I64
    from timeline_app.layout.placement.histogram import Histogram
    from timeline_app.paint.context import PaintContext

    Whole = npt.NDArray[np.int64]


TOP_PX: Final = 10
BOTTOM_PX: Final = 26
"""Under the bars: the years."""
LEAST_BAR_PX: Final = 2
"""The height of a bar for a single event, however many others have."""
_RIM_PX: Final = 1
"""Of what the filter leaves out, the upper edge of each bar has the colour that can be seen by everyone."""
_BESIDE_TICK_PX: Final = 3
_BETWEEN_PX: Final = 6
_LEAST_YEAR_S: Final = 300 * 86_400
"""Ticks that stand closer are parts of a year."""


@dataclass(frozen=True, slots=True)
class OverviewScene:
    """What the strip shows: bars from `left_px` on, and the window in pixels of the strip."""

    histogram: Histogram
    style: RulerStyle
    left_px: float
    height_px: float
    window_px: tuple[float, float]
    today_px: float


def paint_overview(painter: QPainter, scene: OverviewScene, context: PaintContext) -> None:
    """Draw the strip."""
    context.pixmaps.begin(painter)
    theme, histogram = context.theme, scene.histogram
    width_px = scene.left_px * 2 + histogram.scale.width_px
    base_px = scene.height_px - BOTTOM_PX
    painter.fillRect(QRectF(0, 0, width_px, scene.height_px), qcolor(theme.paper))
    painter.setPen(QPen(qcolor(theme.hairline_strong), 1))
    painter.drawLine(QLineF(0, 0.5, width_px, 0.5))
    painter.setPen(QPen(qcolor(theme.hairline), 1))
    painter.drawLine(QLineF(scene.left_px, base_px + 0.5, width_px - scene.left_px, base_px + 0.5))
    _paint_bars(painter, scene, histogram.total, theme.histogram)
    _paint_bars(painter, scene, histogram.total, theme.histogram_faint, _RIM_PX)
    _paint_bars(painter, scene, histogram.kept, theme.histogram)
    if 0 <= scene.today_px <= histogram.scale.width_px:
        x_px = int(scene.left_px + scene.today_px) + 0.5
        painter.setPen(QPen(qcolor(theme.today), 1))
        painter.drawLine(QLineF(x_px, TOP_PX, x_px, base_px))
    _paint_years(painter, scene, context)
    _paint_window(painter, scene, context)


def _paint_bars(painter: QPainter, scene: OverviewScene, counts: I64, colour: str, lower_px: int = 0) -> None:
    edges = np.rint(scene.histogram.scale.px_of_all(scene.histogram.edges) + scene.left_px).astype(int)
    base_px = int(scene.height_px - BOTTOM_PX)
    heights = bar_heights(counts, scene.histogram.top, base_px - TOP_PX - 4) - lower_px
    used = counts > 0
    gap = 1 if (edges[1:] - edges[:-1] > 3).all() else 0
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colour))
    painter.drawRects(
        [
            QRect(left, base_px - tall, max(right - left - gap, 1), tall)
            for left, right, tall in zip(
                edges[:-1][used].tolist(), edges[1:][used].tolist(), heights[used].tolist(), strict=True
            )
        ]
    )


def bar_heights(counts: I64, top: int, room_px: float) -> Whole:
    """Give the heights of bars by the square root of their counts; one event among a million can still be seen.

    A straight scale would show of 6,000 years with nearly all events in the last ten nothing but those ten.
    """
    heights = np.rint(np.sqrt(counts / max(top, 1)) * room_px)
    return np.where(counts > 0, np.maximum(heights, LEAST_BAR_PX), 0).astype(np.int64)


def _paint_years(painter: QPainter, scene: OverviewScene, context: PaintContext) -> None:
    none: tuple[OccupiedSpan, ...] = ()
    ruler = lay_out_ruler(scene.histogram.scale, scene.style, (none, none))
    look = TextLook("", 11, REGULAR, context.theme.secondary, tabular=True)
    base_px, room_px = scene.height_px - BOTTOM_PX, scene.histogram.scale.width_px
    for at_px, label in one_row(ruler, room_px, lambda text: context.pixmaps.fonts.width(text, 11, tabular=True)):
        x_px = scene.left_px + at_px
        painter.setPen(QPen(qcolor(context.theme.outline), 1))
        painter.drawLine(QLineF(int(x_px) + 0.5, base_px + 1, int(x_px) + 0.5, base_px + 6))
        context.pixmaps.text(painter, x_px + 3, base_px + 17, look._replace(text=label))


def one_row(ruler: Ruler, room_px: float, width_of: Callable[[str], float]) -> list[tuple[float, str]]:
    """Give the names of both rows of a ruler in one, with where their ticks stand; those of the upper row go first.

    Months, days and hours say nothing without the year, month or day that they are of; years need no decade.
    """
    apart_s = min((after.second - tick.second for tick, after in pairwise(ruler.minor)), default=0)
    upper = [(max(tick.x_px, 0.0), tick.label) for tick in ruler.major if apart_s < _LEAST_YEAR_S]
    lower = [(tick.x_px, tick.label) for tick in ruler.minor if tick.x_px >= 0]
    placed: list[tuple[float, float, str]] = []
    for x_px, label in (*reversed(upper), *lower):
        end_px = x_px + _BESIDE_TICK_PX + width_of(label)
        clear = all(
            end_px + _BETWEEN_PX <= other_px or x_px >= until_px + _BETWEEN_PX for other_px, until_px, _ in placed
        )
        if label and clear and end_px <= room_px:
            placed.append((x_px, end_px, label))
    return [(x_px, label) for x_px, _end_px, label in sorted(placed)]


def _paint_window(painter: QPainter, scene: OverviewScene, context: PaintContext) -> None:
    theme = context.theme
    start_px, end_px = scene.window_px
    box = QRectF(start_px + 0.75, 6.75, max(end_px - start_px, 3) - 1.5, scene.height_px - BOTTOM_PX - 3.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(qcolor(theme.accent), 3.5 if context.focused else 1.5))
    painter.setBrush(qcolor(theme.accent, 30))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(theme.accent))
    for x_px in (box.left(), box.right()):
        painter.drawRoundedRect(QRectF(x_px - 2, box.center().y() - 9, 4, 18), 2, 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


class HistogramBars(NamedTuple):
    """Bars from left to right in whole pixels: where each begins and ends, its height, and what all stand on."""

    start: Whole
    end: Whole
    height: Whole
    base_px: int
    colour: str


def draw_as_rectangles(painter: QPainter, columns: HistogramBars) -> None:
    """Draw every bar as a shape: for paper and SVG."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(columns.colour))
    bars = zip(columns.start.tolist(), columns.end.tolist(), columns.height.tolist(), strict=True)
    painter.drawRects(
        [QRect(start, columns.base_px - tall, end - start, tall) for start, end, tall in bars if end > start]
    )


def draw_as_pixels(painter: QPainter, columns: HistogramBars, ratio: float) -> None:
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
