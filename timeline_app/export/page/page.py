"""An export page: how big it is, and its parts and their places (header, timeline, legend, sources, footer).

A page is laid out in logical units of 1/96 inch, in which text has the sizes it has on a screen at 100 %; `scale` is
pixels per unit. So 3200x2000 at 192 dpi is the page of 1600x1000, drawn twice as fine.

A picture is one sheet. A PDF has a sheet for each stretch of time and, after them, sheets of sources.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QPointF, QRectF

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ExportError
from timeline_app.export.page.sources import SourceBlock
from timeline_app.export.page.text import (
    FontStyle,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    draw_text,
    height_of,
    shorten,
)
from timeline_app.paint.theme import SEMIBOLD, qcolor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.page.sources import SourceColumns, SourceEntry
    from timeline_app.paint.theme import Theme


UNIT_DPI: Final = 96.0
PRINT_DPI: Final = 300.0
PAPERS_MM: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"A5": (148, 210), "A4": (210, 297), "A3": (297, 420), "A2": (420, 594), "A1": (594, 841), "A0": (841, 1189)}
)
DEFAULT_WIDTH: Final = 1600
SMALLEST_UNITS: Final = (360, 240)
LONGEST_SIDE_PX: Final = 32_000
"""Qt's raster painter stops at 32,767."""
MOST_PX: Final = 400_000_000
_DPI_RANGE: Final = (24.0, 1200.0)
_TEXT_RANGE: Final = (0.5, 5.0)
_SIZE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(?:\s*[x×X]\s*(\d{1,6}(?:\.\d{1,3})?)?)?\s*(mm)?")


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page in logical units; no height means as high as its content."""

    width: float
    height: float | None
    scale: float
    paper: str = ""
    landscape: bool = True
    text: float = 1.0
    """How much larger than usual text is: a logical unit is so many times 1/96 inch."""
    bleed_mm: float = 0.0
    """What a printer cuts off around it."""

    @property
    def dpi(self) -> float:
        """Pixels per inch."""
        return self.scale * UNIT_DPI / self.text


def is_paper(text: str) -> bool:
    """Tell whether a size is the name of a paper, which alone can lie or stand."""
    return text.strip().upper() in PAPERS_MM


def read_size(
    size: str, dpi: float = 0.0, *, landscape: bool = True, text: float = 1.0, least: tuple[int, int] = SMALLEST_UNITS
) -> PageSize:
    """Read `1600x1000`, `1600` (as high as needed), `60mm`, `190x130mm` or the name of a paper.

    `dpi` 0 is what suits the size. `text` is how much larger text is than usual; `least` the least size in units.
    """
    if not _TEXT_RANGE[0] <= text <= _TEXT_RANGE[1]:
        raise ExportError(
            _("Text can be half to five times its usual size, not {times} times.").format(times=f"{text:g}")
        )
    if dpi and not _DPI_RANGE[0] <= dpi <= _DPI_RANGE[1]:
        raise ExportError(_("The resolution must lie between 24 and 1200 dpi, not at {dpi}.").format(dpi=f"{dpi:g}"))
    if is_paper(size):
        short_mm, long_mm = PAPERS_MM[size.strip().upper()]
        sides_mm = (long_mm, short_mm) if landscape else (short_mm, long_mm)
        return replace(_printed(sides_mm, dpi, text), paper=size.strip().upper(), landscape=landscape)
    found = _SIZE.fullmatch(size.strip() or str(DEFAULT_WIDTH))
    if found is None or (not found[3] and "." in size):
        papers = ", ".join(PAPERS_MM)
        raise ExportError(
            _("“{text}” is no size; give 1600x1000, 60mm, 190x130mm, or one of {papers}.").format(
                text=size, papers=papers
            )
        )
    if found[3]:
        page = _printed((float(found[1]), float(found[2]) if found[2] else None), dpi, text)
    else:
        scale = (dpi or UNIT_DPI) / UNIT_DPI * text
        page = PageSize(int(found[1]) / scale, int(found[2]) / scale if found[2] else None, scale, text=text)
    _refuse_impossible(page, least)
    return page


def pixels(size: PageSize, height: float) -> tuple[int, int]:
    """Give the pixels of a page that came out `height` units high; refuse what no picture can hold."""
    width_px, height_px = round(size.width * size.scale), round(height * size.scale)
    if max(width_px, height_px) > LONGEST_SIDE_PX or width_px * height_px > MOST_PX:
        raise ExportError(
            _(
                "A picture of {w} × {h} pixels is too large; choose a smaller size or resolution, or fewer events: "
                "at most {side} pixels a side and {mega} megapixels."
            ).format(w=width_px, h=height_px, side=LONGEST_SIDE_PX, mega=MOST_PX // 1_000_000)
        )
    return width_px, height_px


def _printed(sides_mm: tuple[float, float | None], dpi: float, text: float) -> PageSize:
    """Give a page of so many millimetres; no height means as high as its content."""
    width, height = (None if side is None else side / 25.4 * UNIT_DPI / text for side in sides_mm)
    return PageSize(width or 0.0, height, (dpi or PRINT_DPI) / UNIT_DPI * text, text=text)


def _refuse_impossible(size: PageSize, least: tuple[int, int]) -> None:
    least_w, least_h = least
    if size.width < least_w or (size.height is not None and size.height < least_h):
        raise ExportError(
            _("That is too small to read; the least is {w} × {h} pixels at 96 dpi.").format(w=least_w, h=least_h)
        )
    pixels(size, size.height or least_h)


TITLE_PX: Final = ((260.0, 16.0), (460.0, 19.0), (820.0, 22.0), (1150.0, 24.0), (1500.0, 26.0))
"""Title sizes by the width up to which they serve."""
LARGEST_TITLE_PX: Final = 28.0
_GAP: Final = 4.0
_DATE: Final = re.compile(r"\b(\d{1,2}) (\w+) (\d{4})\b")
"""A date in words, which is not broken over lines."""


class Header:
    """Title and line, broken to a width."""

    def __init__(self, title: str, line: str, width: float, theme: Theme) -> None:
        self._measure = TextMeasure()
        px = next((size for limit, size in TITLE_PX if width <= limit), LARGEST_TITLE_PX)
        title_style = FontStyle(px, round(px * 1.25), theme.ink, SEMIBOLD)
        line_style = FontStyle(12.0, 18.0, theme.secondary)
        self._title = break_lines([TextPiece(title, title_style)], width, self._measure, most=2)
        self._line = break_lines(
            [TextPiece(_DATE.sub("\\1\xa0\\2\xa0\\3", line), line_style)],
            width,
            self._measure,
            most=3 if width > 460 else 6,
        )
        self.height = height_of(self._title) + _GAP + height_of(self._line)

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw it with its top left at `at`."""
        used = draw_lines(painter, self._title, at, self._measure)
        draw_lines(painter, self._line, at + QPointF(0, used + _GAP), self._measure)


GAP: Final = 16.0
_COLUMN_OF_A_PAPER: Final = 320.0
"""What is no wider has the air of the paper around it."""
FOOTER_PX: Final = 22.0
_RULE_GAP: Final = 12.0


class Block(Protocol):
    """A part of the page that knows how high it wants to be at the width it was made for."""

    @property
    def height(self) -> float:
        """Give the height it wants."""

    @property
    def layer(self) -> LayerName:
        """Name the layer that it belongs to in a graphics editor."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""


@runtime_checkable
class LinkedBlock(Protocol):
    """A part of the page with addresses that a click opens."""

    def links(self, rect: QRectF) -> Iterator[tuple[QRectF, str]]:
        """Give each address with its place, where the block stands in `rect`."""


class LegendSigns(NamedTuple):
    """What the legend must explain: signs for events without a title, and kinds of alternative dates."""

    ticks: bool
    bars: bool
    claims: bool = False
    disputes: bool = False
    shared: bool = False
    """Whether some count has the mark of a status."""


class ResizableTimeline(Block, Protocol):
    """The timeline itself, which can be drawn at any height, but with fewer titles at a low one."""

    def keeps_lanes_at(self, height_px: float) -> bool:
        """Tell whether the lanes have room at a height."""

    def signs_at(self, height_px: float) -> LegendSigns:
        """Tell what the legend has to explain of it at a height."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shall show, in words and blocks."""

    title: str
    line: str
    timelines: tuple[ResizableTimeline, ...]
    """One for each stretch of time; a picture has one."""
    legend: Block | None
    theme: Theme
    sources: Block | None = None
    """What stands under a picture."""
    source_pages: SourceColumns | None = None
    """What follows the pages of a PDF."""
    imprint: Block | None = None
    """What the chronology says of itself, at the foot of a picture and of each page with a timeline."""


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block in its place."""

    block: Block
    rect: QRectF


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page, ready to draw in logical units."""

    width: float
    height: float
    blocks: tuple[PlacedBlock, ...]
    name: str = ""
    """What a table of contents calls it; empty where it is in none."""

    def draw(self, painter: QPainter) -> None:
        """Draw all of it."""
        for placed in self.blocks:
            placed.block.draw(painter, placed.rect)

    def links(self) -> Iterator[tuple[QRectF, str]]:
        """Give the addresses that a click opens, each with its place."""
        for placed in self.blocks:
            if isinstance(placed.block, LinkedBlock):
                yield from placed.block.links(placed.rect)


def margin_of(size: PageSize) -> float:
    """Give the margin of a page: generous, in steps of 4; narrower where a picture is low."""
    if size.width < _COLUMN_OF_A_PAPER:
        return 8.0
    side = min(size.width, (size.height or size.width) * 1.6)
    return min(max(round(side * 0.04 / 4) * 4.0, 16.0), 64.0)


def picture_room_of(content: Content, size: PageSize) -> float:
    """Give the height that a picture of given height has for its timeline."""
    return (size.height or 0.0) - _taken(content, size) - height_under(content.sources)


def page_room_of(content: Content, size: PageSize, height: float) -> float:
    """Give the height that a page of a PDF has for its timeline."""
    return height - _taken(content, size) - FOOTER_PX


def _taken(content: Content, size: PageSize) -> float:
    """Give the height of margins, heading, legend and imprint."""
    stack = Stack(size)
    stack.head(content.title, content.line, content.theme)
    under = (content.legend, content.imprint)
    return stack.y + stack.margin + sum(block.height + GAP for block in under if block is not None)


def height_under(block: Block | None) -> float:
    """Give the height that a block under the legend takes, with its rule."""
    return GAP + _RULE_GAP + block.height if block else 0.0


def set_picture(content: Content, size: PageSize) -> PageLayout:
    """Set everything on one sheet; as high as its content where the size gives no height."""
    stack = Stack(size)
    stack.head(content.title, content.line, content.theme)
    timeline = content.timelines[0]
    given = None if size.height is None else picture_room_of(content, size)
    stack.add(timeline, given)
    stack.add_if(content.legend)
    if content.sources is not None:
        stack.rule(content.theme)
        stack.add_if(content.sources)
    stack.add_if(content.imprint)
    return stack.sheet(size.height)


def set_pages(content: Content, size: PageSize, height: float) -> tuple[PageLayout, ...]:
    """Set each stretch of time on a sheet of its own, then the sources on as many as they need."""
    sheets: list[Stack] = []
    for timeline in content.timelines:
        stack = Stack(size)
        stack.head(content.title, content.line, content.theme)
        stack.add(timeline, page_room_of(content, size, height))
        stack.add_if(content.legend)
        stack.add_if(content.imprint)
        sheets.append(stack)
    if content.source_pages:
        sheets += source_stacks(content.source_pages, content.source_pages.entries, size, height)
    for number, stack in enumerate(sheets, 1):
        stack.foot(height, content.title, _("{n} of {all}").format(n=number, all=len(sheets)), content.theme)
    return tuple(stack.sheet(height) for stack in sheets)


def source_stacks(columns: SourceColumns, rest: Sequence[SourceEntry], size: PageSize, height: float) -> list[Stack]:
    """Set sources on as many pages as they need."""
    stacks: list[Stack] = []
    while rest:
        stack = Stack(size)
        room = height - 2 * stack.margin - FOOTER_PX
        count = max(columns.fitting(rest, room), 1)
        head = _("Sources, continued") if stacks else _("Sources")
        block = SourceBlock(columns, rest[:count], head)
        stack.add(block, block.height if count == len(rest) else room)
        stacks.append(stack)
        rest = rest[count:]
    return stacks


class Stack:
    """Puts blocks on a sheet, each under the one before."""

    def __init__(self, size: PageSize) -> None:
        self.margin = margin_of(size)
        self.inner = size.width - 2 * self.margin
        self.y = self.margin
        self.blocks: list[PlacedBlock] = []
        self._width = size.width

    def head(self, title: str, line: str, theme: Theme) -> None:
        """Put title and line."""
        self.add(_HeadBlock(Header(title, line, self.inner, theme)), None)

    def room(self, height: float) -> float:
        """Give the room that is left on a sheet of a height, over the foot of a page."""
        return height - self.y - self.margin - FOOTER_PX

    def foot(self, height: float, title: str, number: str, theme: Theme) -> None:
        """Put title and number at the foot of a sheet of a height."""
        rect = QRectF(self.margin, height - self.margin - 14.0, self.inner, 14.0)
        self.blocks.append(PlacedBlock(_Footer(title, number, theme), rect))

    def add(self, block: Block, height: float | None = None) -> None:
        """Put a block under what is there, as high as it wants or as it is told."""
        height = block.height if height is None else height
        self.blocks.append(PlacedBlock(block, QRectF(self.margin, self.y, self.inner, height)))
        self.y += height + GAP

    def add_if(self, block: Block | None) -> None:
        """Put a block where there is one."""
        if block is not None:
            self.add(block, None)

    def rule(self, theme: Theme) -> None:
        """Put a rule across."""
        self.blocks.append(PlacedBlock(Rule(theme), QRectF(self.margin, self.y, self.inner, 1.0)))
        self.y += _RULE_GAP

    def sheet(self, height: float | None) -> PageLayout:
        """Give the sheet, of a height or as high as what is on it."""
        needed = self.y - GAP + self.margin
        return PageLayout(self._width, float(round(needed)) if height is None else height, tuple(self.blocks))


class _HeadBlock:
    layer: LayerName = "title"

    def __init__(self, header: Header) -> None:
        self._header = header
        self.height = header.height

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        self._header.draw(painter, rect.topLeft())


class Rule:
    """A hairline across a page."""

    height = 1.0
    layer: LayerName = "lines"

    def __init__(self, theme: Theme) -> None:
        self._colour = theme.hairline_strong

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it over `rect`."""
        painter.fillRect(rect, qcolor(self._colour))


class _Footer:
    height = 14.0
    layer: LayerName = "foot"

    def __init__(self, title: str, number: str, theme: Theme) -> None:
        self._title, self._number = title, number
        self._style = FontStyle(10.0, 14.0, theme.faint)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        measure = TextMeasure()
        x = rect.right() - measure.width(self._number, self._style)
        title = shorten(self._title, self._style, x - GAP - rect.x(), measure)
        draw_text(painter, title, rect.topLeft(), self._style, measure)
        draw_text(painter, self._number, QPointF(x, rect.y()), self._style, measure)
