"""The words of a view on a page: its title, what it shows in a line, and its text in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from timeline_app.export.layouts.flow import FlowBlock, balanced, fill
from timeline_app.export.page.text import (
    FontStyle,
    Line,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    height_of,
    plain_line,
)
from timeline_app.paint.theme import SEMIBOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPainter

    from timeline_app.export.layouts.flow import Filled, Piece
    from timeline_app.export.page.layers import LayerName
    from timeline_app.paint.theme import Theme

_TITLES: Final = ((420.0, 20.0), (760.0, 24.0), (1100.0, 30.0))
"""Sizes of the title of a view by the width up to which they serve."""
_LARGEST: Final = 36.0
_TEXTS: Final = ((17.0, 26.0), (15.0, 22.0), (13.0, 19.0), (12.0, 17.0))
"""Sizes of letters and lines, the largest first: the first with which all of a text has room."""
_LETTERS_OF_A_LINE: Final = 34.0
"""Of text as wide as so many times its size, which is about 75 letters, a line is read without losing it."""
_NARROW: Final = 0.3
"""How wide a letter is at least, on the average, in parts of its size."""
_COLUMN_GAP: Final = 36.0
_FEW_LINES: Final = 4
_MOST_COLUMNS: Final = 3
_BETWEEN: Final = 6.0
_LEAST_LINES: Final = 2


class ViewHead:
    """The title of the story, small; the title of the view, large; and what is shown, in a line."""

    layer: LayerName = "title"

    def __init__(self, words: tuple[str, str, str], width: float, theme: Theme, most: int = 3) -> None:
        """Take the story's title, the view's and the line; and how many lines the view's may have."""
        self._measure = TextMeasure()
        px = next((size for limit, size in _TITLES if width <= limit), _LARGEST)
        above, under = FontStyle(12.0, 18.0, theme.accent, SEMIBOLD), FontStyle(12.0, 18.0, theme.secondary)
        styles = (above, FontStyle(px, round(px * 1.22), theme.ink, SEMIBOLD), under)
        self._lines: list[Line] = []
        for text, style, lines in zip(words, styles, (1, most, min(most, 2)), strict=True):
            self._lines += break_lines([TextPiece(plain_line(text), style)], width, self._measure, most=lines)
        self.height = height_of(self._lines)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it from the top left of `rect`."""
        draw_lines(painter, self._lines, rect.topLeft(), self._measure)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, which may be parted between its lines."""

    lines: tuple[Line, ...]
    measure: TextMeasure
    gap: float
    leads: bool = False

    @property
    def height(self) -> float:
        """The height of its lines."""
        return height_of(self.lines)

    def parted(self, room: float) -> tuple[Paragraph, Paragraph] | None:
        """Part it where that leaves lines enough on both sides."""
        kept = sum(height_of(self.lines[: count + 1]) <= room for count in range(len(self.lines)))
        kept = min(kept, len(self.lines) - _LEAST_LINES)
        if kept < _LEAST_LINES:
            return None
        return replace(self, lines=self.lines[:kept]), replace(self, lines=self.lines[kept:])

    def draw(self, painter: QPainter, at: QPointF, *, followed: bool) -> None:  # noqa: ARG002 - nothing joins them
        """Draw it with its top left at `at`."""
        draw_lines(painter, self.lines, at, self.measure)


class TextBlock:
    """Columns of paragraphs."""

    layer: LayerName = "note"

    def __init__(self, filled: Filled, width: float) -> None:
        self._flow = FlowBlock(filled, width, _COLUMN_GAP)
        self.height = self._flow.height

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it from the top left of `rect`."""
        self._flow.draw(painter, rect)


@dataclass(frozen=True, slots=True)
class SetText:
    """A text as it is set: what stands on the first page, and what is left for others."""

    first: TextBlock | None
    rest: tuple[Piece, ...]
    column: float
    columns: int

    def next(self, room: float) -> SetText:
        """Set of the rest what a page has room for; at least a piece of it, or it would never end."""
        filled = fill(self.rest, self.columns, room)
        if len(filled.rest) == len(self.rest):
            filled = replace(fill(self.rest[:1], 1, room), rest=self.rest[1:])
        return SetText(TextBlock(filled, self.column), filled.rest, self.column, self.columns)


def set_text(text: str, width: float, rooms: tuple[float, float], theme: Theme) -> SetText:
    """Set a text as large as all of it has room; where it has none, as much as there is in the smallest letters.

    `rooms` are the height for a text that ends on its page, and for one that does not.
    """
    paragraphs = [line for line in text.splitlines() if line.strip()]
    if not paragraphs:
        return SetText(None, (), width, 1)
    measure, letters = TextMeasure(), sum(map(len, paragraphs))
    for px, line in _TEXTS:
        if letters * _NARROW * px * line > 2 * width * rooms[0]:
            continue  # that it has no room is seen without setting it
        style = FontStyle(px, line, theme.ink)
        for columns, column in _ways(paragraphs, width, style, measure):
            filled = balanced(_pieces(paragraphs, column, style, measure), columns, rooms[0])
            if filled.holds_all:
                return SetText(TextBlock(filled, column), (), column, columns)
    style = FontStyle(*_TEXTS[-1], theme.ink)
    columns, column = _ways(paragraphs, width, style, measure)[-1]
    filled = fill(_pieces(paragraphs, column, style, measure), columns, rooms[1])
    if filled.overflows:  # no line of it: all of it goes on the next page
        return SetText(None, tuple(_pieces(paragraphs, column, style, measure)), column, columns)
    return SetText(TextBlock(filled, column), filled.rest, column, columns)


def _ways(paragraphs: Sequence[str], width: float, style: FontStyle, measure: TextMeasure) -> list[tuple[int, float]]:
    """Give in how many columns a text can stand, and how wide they are: few lines rather in one."""
    readable = style.px * _LETTERS_OF_A_LINE
    alone = min(width, readable)
    count = min(max(int((width + _COLUMN_GAP) // (readable * 0.7 + _COLUMN_GAP)), 1), _MOST_COLUMNS)
    several = count, min((width - _COLUMN_GAP * (count - 1)) / count, readable)
    lines = sum(len(each.lines) for each in _pieces(paragraphs, alone, style, measure))
    if count == 1:
        return [(1, alone)]
    return [(1, alone), several] if lines <= _FEW_LINES else [several]


def _pieces(paragraphs: Sequence[str], width: float, style: FontStyle, measure: TextMeasure) -> list[Paragraph]:
    return [
        Paragraph(break_lines([TextPiece(each, style)], width, measure), measure, _BETWEEN)
        for each in paragraphs
        if plain_line(each).strip()
    ]
