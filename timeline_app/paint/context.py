"""What painting works with besides the scene: theme, categories, and a cache of pixmaps for marks and titles.

With the cache a frame of a thousand of them takes two milliseconds. Only what is painted pixel by pixel uses it (a
widget, an image); on paper and in SVG the same calls draw shapes and text. The painter's own engine tells which it is.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.paint.shapes import OCCURRED, MarkLook, bar_path, draw_mark
from timeline_app.paint.theme import REGULAR, SEMIBOLD, colours_of, qcolor, ui_font

if TYPE_CHECKING:
    from timeline_app.domain.text.found_words import FoundWords
    from timeline_app.layout.marks.several import SeveralSelected
    from timeline_app.paint.theme import Theme


_OF_PIXELS: Final = (1, 2, 3)
"""Widgets, pixmaps and images, as Qt numbers its devices (QInternal::PaintDeviceFlags); others keep lines and text."""
_KEPT_LABELS: Final = 1000
"""About 20 MB, at 200 % four times that; several screens' worth."""
_KEPT_MARKS: Final = 500
_LONGEST_WHOLE_PX: Final = 72
"""Bars up to this length are pixmaps of their own; longer ones two ends and a rectangle."""
_DROPPED_AT_ONCE: Final = 8
_MARK_OUT_PX: Final = 9
"""How far the mark of a badge, with its halo, reaches beyond the badge."""
_HALO_PX: Final = 6.0
_MARK_ROOM_PX: Final = 3.0
"""How far the count gives way to it."""
_EDGE_PX: Final = 3


class TextLook(NamedTuple):
    """All that the picture of a line of text depends on."""

    text: str
    px: float
    weight: int
    colour: str
    tabular: bool = False


class BadgeLook(NamedTuple):
    """All that the picture of a counted badge depends on."""

    words: TextLook
    ground: str
    height_px: float
    mark: MarkLook | None = None
    """The status that all share, where it is to be told; it stands at the left end."""
    halo: str = ""
    """What parts the mark from the background of the badge."""

    @property
    def width_px(self) -> float:
        """How wide the badge is: as its count needs, and no narrower than a circle."""
        return max(7.0 * len(self.words.text) + 9, self.height_px + 1)


class BarLook(NamedTuple):
    """All that the picture of a bar of one colour depends on beside its size."""

    colour: str
    status: int = OCCURRED
    head_px: float = 0.0


class Fonts:
    """The fonts of the canvas and their measures."""

    def __init__(self, *, plain: bool = False) -> None:
        self._plain = plain
        self._fonts: dict[tuple[float, int, bool], tuple[QFont, QFontMetricsF]] = {}
        self._widths: dict[tuple[str, float, int, bool], float] = {}

    def of(self, px: float, weight: int, *, tabular: bool = False) -> tuple[QFont, QFontMetricsF]:
        """Give a font and its metrics."""
        key = (px, weight, tabular)
        found = self._fonts.get(key)
        if found is None:
            font = ui_font(px, weight, tabular=tabular, plain=self._plain)
            found = self._fonts[key] = (font, QFontMetricsF(font))
        return found

    def width(self, text: str, px: float, weight: int = REGULAR, *, tabular: bool = False) -> float:
        """Measure a text."""
        key = (text, px, weight, tabular)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > _KEPT_LABELS:
                self._widths.clear()
            found = self._widths[key] = self.of(px, weight, tabular=tabular)[1].horizontalAdvance(text)
        return found


class PixmapCache:
    """Draws marks and lines of text, from pixmaps where the device is made of pixels.

    `plain` is for pages, whose text is to be found and copied (see `ui_font`).
    """

    def __init__(self, ratio: float = 1.0, *, plain: bool = False) -> None:
        self.ratio = ratio
        self.fonts = Fonts(plain=plain)
        self._labels: OrderedDict[TextLook, QPixmap] = OrderedDict()
        self._marks: OrderedDict[MarkLook, QPixmap] = OrderedDict()
        self._badges: OrderedDict[BadgeLook, QPixmap] = OrderedDict()
        self._whole_bars: OrderedDict[tuple[BarLook, int, float], QPixmap] = OrderedDict()
        self._pixels = False

    @property
    def pixels(self) -> bool:
        """Whether the device of the painter that began last is made of pixels."""
        return self._pixels

    @cached_property
    def title_px(self) -> float:
        """The size of titles."""
        return 12.0

    @cached_property
    def cap_px(self) -> float:
        """The height of a capital letter of a title."""
        return self.fonts.of(self.title_px, REGULAR)[1].capHeight()

    def advance(self, character: str) -> float:
        """Measure one character of a title."""
        return self.fonts.width(character, self.title_px)

    def bold_advance(self, character: str) -> float:
        """Measure one character of the title of a turning point."""
        return self.fonts.width(character, self.title_px, SEMIBOLD)

    def begin(self, painter: QPainter) -> None:
        """Look at the device of a painter before drawing on it."""
        device = painter.device()
        self._pixels = device.devType() in _OF_PIXELS
        ratio = device.devicePixelRatioF() * max(painter.worldTransform().m11(), 1e-6)
        if self._pixels and abs(ratio - self.ratio) > 1e-3:
            self.ratio = ratio
            self._labels.clear()
            self._marks.clear()
            self._badges.clear()
            self._whole_bars.clear()

    def mark(self, painter: QPainter, x_px: float, y_px: float, look: MarkLook) -> None:
        """Draw a mark about a point."""
        if not self._pixels:
            draw_mark(painter, x_px, y_px, look)
            return
        pixmap = self._marks.get(look)
        half = int(look.size_px) + 5
        if pixmap is None:
            pixmap = self._blank(2 * half, 2 * half)
            with QPainter(pixmap) as inner:
                draw_mark(inner, half, half, look)
            self._marks[look] = pixmap
            _forget(self._marks, _KEPT_MARKS)
        self._put(painter, x_px - half, y_px - half, pixmap)

    def plain_bar(self, painter: QPainter, box: QRectF, look: BarLook) -> bool:
        """Draw a bar of one colour; False where the device is not made of pixels, or no pixmap serves for the bar."""
        if not self._pixels or box.width() < box.height() + 2:
            return False
        if box.width() <= _LONGEST_WHOLE_PX:
            self._whole_bar(painter, box, look)
            return True
        if look.status != OCCURRED:
            return False
        end = MarkLook("circle", box.height(), look.colour, OCCURRED)
        half = box.height() / 2
        left_px, right_px, middle_px = self._snap(box.left()), self._snap(box.right()), box.center().y()
        self.mark(painter, left_px + half, middle_px, end)
        self.mark(painter, right_px - half, middle_px, end)
        between = QRectF(left_px + half, self._snap(box.top()), right_px - left_px - 2 * half, box.height())
        painter.fillRect(between, qcolor(look.colour))
        return True

    def _whole_bar(self, painter: QPainter, box: QRectF, look: BarLook) -> None:
        wide_px, high_px = round(box.width()), box.height()
        pixmap = self._whole_bars.get((look, wide_px, high_px))
        if pixmap is None:
            pixmap = self._blank(wide_px + 2, high_px + 2)
            with QPainter(pixmap) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                inner.setPen(Qt.PenStyle.NoPen)
                inner.setBrush(qcolor(look.colour))
                inner.drawPath(bar_path(QRectF(1, 1, wide_px, high_px), look.status, look.head_px))
            self._whole_bars[look, wide_px, high_px] = pixmap
            _forget(self._whole_bars, _KEPT_MARKS)
        self._put(painter, box.left() - 1, box.top() - 1, pixmap)

    def text(self, painter: QPainter, x_px: float, baseline_px: float, look: TextLook) -> None:
        """Draw a line of text."""
        font, metrics = self.fonts.of(look.px, look.weight, tabular=look.tabular)
        if not self._pixels:
            painter.setFont(font)
            painter.setPen(qcolor(look.colour))
            painter.drawText(QPointF(x_px, baseline_px), look.text)
            return
        pixmap = self._labels.get(look)
        above = int(metrics.ascent()) + 2
        if pixmap is None:
            pixmap = self._blank(metrics.horizontalAdvance(look.text) + 2 * _EDGE_PX, above + metrics.descent() + 2)
            with QPainter(pixmap) as inner:
                inner.setFont(font)
                inner.setPen(qcolor(look.colour))
                inner.drawText(QPointF(_EDGE_PX, above), look.text)
            self._labels[look] = pixmap
            _forget(self._labels, _KEPT_LABELS)
        else:
            self._labels.move_to_end(look)
        self._put(painter, x_px - _EDGE_PX, baseline_px - above, pixmap)

    def badge(self, painter: QPainter, x_px: float, y_px: float, look: BadgeLook) -> None:
        """Draw a count on a rounded background about a point."""
        wide_px = look.width_px
        if not self._pixels:
            self._draw_badge(painter, x_px, y_px, wide_px, look)
            return
        pixmap = self._badges.get(look)
        half_px = int(wide_px / 2) + (_MARK_OUT_PX if look.mark else 2)
        if pixmap is None:
            pixmap = self._blank(2 * half_px, look.height_px + 3)
            with QPainter(pixmap) as inner:
                self._draw_badge(inner, half_px, look.height_px / 2 + 1, wide_px, look)
            self._badges[look] = pixmap
            _forget(self._badges, _KEPT_MARKS)
        self._put(painter, x_px - half_px, y_px - look.height_px / 2 - 1, pixmap)

    def _draw_badge(self, painter: QPainter, x_px: float, y_px: float, wide_px: float, look: BadgeLook) -> None:
        box = QRectF(x_px - wide_px / 2, y_px - look.height_px / 2, wide_px, look.height_px)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(look.ground))
        painter.drawRoundedRect(box, look.height_px / 2, look.height_px / 2)
        font, metrics = self.fonts.of(look.words.px, look.words.weight, tabular=True)
        painter.setFont(font)
        painter.setPen(qcolor(look.words.colour))
        left_px = x_px - metrics.horizontalAdvance(look.words.text) / 2 + (_MARK_ROOM_PX if look.mark else 0)
        painter.drawText(QPointF(left_px, y_px + metrics.capHeight() / 2), look.words.text)
        if look.mark is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(look.halo))
            at = QPointF(box.left() + 1, y_px)
            painter.drawEllipse(at, _HALO_PX, _HALO_PX)
            draw_mark(painter, at.x(), at.y(), look.mark)

    def text_centred(self, painter: QPainter, box: QRectF, look: TextLook) -> None:
        """Draw a line of text in the middle of a box: by its capitals, which is where the eye sees the middle."""
        metrics = self.fonts.of(look.px, look.weight, tabular=look.tabular)[1]
        x_px = box.center().x() - self.fonts.width(look.text, look.px, look.weight, tabular=look.tabular) / 2
        self.text(painter, x_px, box.center().y() + metrics.capHeight() / 2, look)

    def _put(self, painter: QPainter, x_px: float, y_px: float, pixmap: QPixmap) -> None:
        """Draw a pixmap on whole pixels of the device, or it would be blurred."""
        if self.ratio == 1.0:
            painter.drawPixmap(round(x_px), round(y_px), pixmap)
        else:
            painter.drawPixmap(QPointF(self._snap(x_px), self._snap(y_px)), pixmap)

    def _snap(self, px: float) -> float:
        return round(px * self.ratio) / self.ratio

    def _blank(self, width_px: float, height_px: float) -> QPixmap:
        pixmap = QPixmap(int(width_px * self.ratio) + 1, int(height_px * self.ratio) + 1)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap


def _forget(kept: OrderedDict[Any, QPixmap], most: int) -> None:
    """Drop the least used, a few at once: clearing all would cost a frame."""
    if len(kept) > most:
        for _number in range(_DROPPED_AT_ONCE):
            kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class PaintContext:
    """Everything beyond the scene; `palette` holds the colour (as chosen, on light) and shape of each category."""

    theme: Theme
    palette: tuple[tuple[str, str], ...]
    pixmaps: PixmapCache
    hovered: int = -1
    """The index of the event under the pointer."""
    several: SeveralSelected | None = None
    """The selected events where they are two or more; a single one is in the scene, where it is given room."""
    focused: bool = False
    """Whether the canvas has the keyboard."""
    found: FoundWords | None = None
    """Which words of titles a search found, to be marked on the screen alone."""
    transparent: bool = False
    """Leave the paper out (for pictures laid over something)."""

    colours: tuple[str, ...] = field(init=False)
    """Those of the palette on this theme's background."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", colours_of(self.theme, self.palette))

    def colour(self, category: int) -> str:
        """Give the colour of a category on this theme's background."""
        return self.colours[category] if 0 <= category < len(self.colours) else self.theme.secondary

    def is_one_of_several(self, event: int) -> bool:
        """Whether an event is one of several selected ones."""
        return self.several is not None and self.several.has(event)

    def hairline(self, colour: str) -> QPen:
        """Give the pen of a line of one unit; on a screen it is of whole pixels, or lines would differ at 150 %."""
        ratio = self.pixmaps.ratio if self.pixmaps.pixels else 1.0
        return QPen(qcolor(colour), max(int(ratio), 1) / ratio)

    def shape(self, category: int) -> str:
        """Give the shape of a category."""
        return self.palette[category][1] if 0 <= category < len(self.palette) else "circle"
