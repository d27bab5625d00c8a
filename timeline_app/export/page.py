"""What stands where on an export page: head, timeline, legend, sources, foot.

A picture is one sheet. A PDF has a sheet for each stretch of time and, after them, sheets of sources; on a sheet of
given height the timeline keeps at least two thirds of what the head leaves, and sources that find no room are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from gettext import gettext as _
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, QRectF

from timeline_app.export.header import Header
from timeline_app.export.sources import SourceColumns
from timeline_app.export.text import Measure, Style, draw_text
from timeline_app.paint.theme import qcolor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.export.size import PageSize
    from timeline_app.export.sources import Entry, NumberedSource
    from timeline_app.paint.theme import Theme

GAP: Final = 16.0
FOOT: Final = 22.0
SOURCE_SHARE: Final = 0.3
"""Of what a sheet of given height has for timeline and sources, the most that sources get."""
LEAST_TIMELINE: Final = 160.0
_RULE_GAP: Final = 12.0


class Block(Protocol):
    """A part of the page that knows how high it wants to be at the width it was made for."""

    @property
    def height(self) -> float:
        """Give the height it wants."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shall show, in words and blocks."""

    title: str
    line: str
    timelines: tuple[Block, ...]
    """One for each stretch of time; a picture has one."""
    legend: Block | None
    sources: tuple[NumberedSource, ...]
    theme: Theme


@dataclass(frozen=True, slots=True)
class Placed:
    """A block in its place."""

    block: Block
    rect: QRectF


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, ready to draw in logical units."""

    width: float
    height: float
    blocks: tuple[Placed, ...]

    def draw(self, painter: QPainter) -> None:
        """Draw all of it."""
        for placed in self.blocks:
            placed.block.draw(painter, placed.rect)


def margin_of(width: float) -> float:
    """Give the margin of a page: generous, in steps of 4."""
    return min(max(round(width * 0.04 / 4) * 4.0, 24.0), 64.0)


def set_picture(content: Content, size: PageSize) -> Sheet:
    """Set everything on one sheet; of unlimited height where the size gives none."""
    stack = _Stack(size.width)
    stack.head(content)
    timeline = content.timelines[0]
    if size.height is None:
        stack.add(timeline, timeline.height)
        stack.legend(content.legend)
        stack.all_sources(content)
    else:
        room = size.height - stack.y - stack.margin - (content.legend.height + GAP if content.legend else 0.0)
        sources = _sources_within(content, stack.inner, min(room * SOURCE_SHARE, room - LEAST_TIMELINE))
        stack.add(timeline, room - (sources.height + GAP * 2 if sources else 0.0))
        stack.legend(content.legend)
        if sources:
            stack.rule_and(sources, content.theme)
    return stack.sheet(size.height)


def set_pages(content: Content, size: PageSize, height: float) -> tuple[Sheet, ...]:
    """Set each stretch of time on a sheet of its own, then the sources on as many as they need."""
    sheets: list[_Stack] = []
    for timeline in content.timelines:
        stack = _Stack(size.width)
        stack.head(content)
        room = height - stack.y - stack.margin - FOOT - (content.legend.height + GAP if content.legend else 0.0)
        stack.add(timeline, room)
        stack.legend(content.legend)
        sheets.append(stack)
    sheets += _source_stacks(content, size.width, height)
    for number, stack in enumerate(sheets, 1):
        foot = _Foot(content.title, _("{n} of {all}").format(n=number, all=len(sheets)), content.theme)
        stack.blocks.append(Placed(foot, QRectF(stack.margin, height - stack.margin - 14.0, stack.inner, 14.0)))
    return tuple(stack.sheet(height) for stack in sheets)


def _source_stacks(content: Content, width: float, height: float) -> list[_Stack]:
    stacks: list[_Stack] = []
    if not content.sources:
        return stacks
    columns = SourceColumns(content.sources, width - 2 * margin_of(width), content.theme)
    rest = columns.entries
    while rest:
        stack = _Stack(width)
        room = height - 2 * stack.margin - FOOT
        count = max(columns.fitting(rest, room), 1)
        head = _("Sources, continued") if stacks else _("Sources")
        block = _SourceBlock(columns, rest[:count], head)
        stack.add(block, block.height if count == len(rest) else room)
        stacks.append(stack)
        rest = rest[count:]
    return stacks


def _sources_within(content: Content, width: float, room: float) -> _SourceBlock | None:
    """Give the block of as many sources as `room` holds; None where that is not even a few lines."""
    if not content.sources:
        return None
    columns = SourceColumns(content.sources, width, content.theme)
    count, of = columns.fitting(columns.entries, room), len(columns.entries)
    head = _("Sources") if count == of else _("Sources: {n} of {of}; a PDF lists them all").format(n=count, of=of)
    return _SourceBlock(columns, columns.entries[:count], head) if count else None


class _Stack:
    """Puts blocks on a sheet, each under the one before."""

    def __init__(self, width: float) -> None:
        self.margin = margin_of(width)
        self.inner = width - 2 * self.margin
        self.y = self.margin
        self.blocks: list[Placed] = []
        self._width = width

    def head(self, content: Content) -> None:
        self.add(_HeadBlock(Header(content.title, content.line, self.inner, content.theme)), None)

    def add(self, block: Block, height: float | None) -> None:
        height = block.height if height is None else height
        self.blocks.append(Placed(block, QRectF(self.margin, self.y, self.inner, height)))
        self.y += height + GAP

    def legend(self, legend: Block | None) -> None:
        if legend is not None:
            self.add(legend, None)

    def all_sources(self, content: Content) -> None:
        if content.sources:
            columns = SourceColumns(content.sources, self.inner, content.theme)
            self.rule_and(_SourceBlock(columns, columns.entries, _("Sources")), content.theme)

    def rule_and(self, block: Block, theme: Theme) -> None:
        self.blocks.append(Placed(_Rule(theme), QRectF(self.margin, self.y, self.inner, 1.0)))
        self.y += _RULE_GAP
        self.add(block, None)

    def sheet(self, height: float | None) -> Sheet:
        needed = self.y - GAP + self.margin
        return Sheet(self._width, float(round(needed)) if height is None else height, tuple(self.blocks))


class _HeadBlock:
    def __init__(self, header: Header) -> None:
        self._header = header
        self.height = header.height

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        self._header.draw(painter, rect.topLeft())


class _SourceBlock:
    """A run of the list of sources under a head."""

    def __init__(self, columns: SourceColumns, entries: Sequence[Entry], head: str) -> None:
        self._columns = columns
        self._entries = entries
        self._head = head
        self.height = columns.height(entries)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        self._columns.draw(painter, self._entries, rect, self._head)


class _Rule:
    height = 1.0

    def __init__(self, theme: Theme) -> None:
        self._colour = theme.hairline_strong

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, qcolor(self._colour))


class _Foot:
    height = 14.0

    def __init__(self, title: str, number: str, theme: Theme) -> None:
        self._title, self._number = title, number
        self._style = Style(10.0, 14.0, theme.faint, tabular=True)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        measure = Measure()
        draw_text(painter, self._title, rect.topLeft(), self._style, measure)
        x = rect.right() - measure.width(self._number, self._style)
        draw_text(painter, self._number, QPointF(x, rect.y()), self._style, measure)
