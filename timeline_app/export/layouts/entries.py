"""An event as a piece of text: its mark, its date, its title with the numbers of its sources, its summary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPen

from timeline_app.domain.records import STATUSES
from timeline_app.domain.timeline import status_words
from timeline_app.export.page.sources import with_numbers
from timeline_app.export.page.text import FontStyle, Line, TextMeasure, TextPiece, break_lines, draw_lines, height_of
from timeline_app.paint.shapes import MarkLook, draw_mark
from timeline_app.paint.theme import SEMIBOLD, qcolor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

    from timeline_app.export.page.text import PlacedPiece
    from timeline_app.export.published import PublishedEvent
    from timeline_app.paint.theme import Theme

MARK_PX: Final = 9.0
_MARK_ROOM_PX: Final = 8.5
"""How near the line that joins the marks comes to the middle of one."""
_LEAST_LINES: Final = 2
"""So many lines of a summary stand together at the foot of a column, and at the head of the next."""
_TOLD: Final = frozenset({"planned", "disputed", "cancelled", "false"})
"""Statuses that change what a title says, and so are told in words."""
_DOT: Final = "·\xa0"
MOST_TITLE_LINES: Final = 6
ALL_LINES: Final = 10_000


class EntryStyle:
    """The letters of events that are set as text."""

    def __init__(self, theme: Theme, *, small: bool = False) -> None:
        self.theme = theme
        self.measure = TextMeasure()
        self.date = FontStyle(11.0, 16.0, theme.secondary, SEMIBOLD)
        self.title = FontStyle(12.0, 16.0, theme.ink, SEMIBOLD) if small else FontStyle(14.0, 18.0, theme.ink, SEMIBOLD)
        self.summary = FontStyle(11.0, 16.0, theme.secondary) if small else FontStyle(12.0, 17.0, theme.secondary)
        self.quiet = FontStyle(11.0, 16.0, theme.faint)
        self.heading = FontStyle(18.0, 24.0, theme.ink, SEMIBOLD)

    def title_lines(
        self, event: PublishedEvent, numbers: Mapping[int, int], width: float, letters: FontStyle | None = None
    ) -> tuple[Line, ...]:
        """Break a title with the numbers of its sources behind it."""
        cited = [numbers[source.number] for source in event.sources if source.number in numbers]
        title = with_numbers(event.title, cited)
        return break_lines([TextPiece(title, letters or self.title)], width, self.measure, most=MOST_TITLE_LINES)

    def summary_lines(self, event: PublishedEvent, width: float, most: int = ALL_LINES) -> tuple[Line, ...]:
        """Break a summary, each of its paragraphs anew; of one that is longer than `most` lines the beginning."""
        if not most:
            return ()
        paragraphs = [line for line in event.summary.splitlines() if line.strip()]
        if most < ALL_LINES:
            paragraphs = [" ".join(paragraphs)]
        lines: list[Line] = []
        for paragraph in paragraphs:
            lines += break_lines([TextPiece(paragraph, self.summary)], width, self.measure, most=most)
        return tuple(lines)

    def date_lines(self, event: PublishedEvent, width: float) -> tuple[Line, ...]:
        """Break a date, with the status behind it where that says more than that the event took place."""
        lines = break_lines(self._date_pieces(event), width, self.measure, most=4)
        return tuple(tuple(map(_without_dot, line)) for line in lines)

    def date_width(self, event: PublishedEvent) -> float:
        """Give how wide the date is with the status behind it, on one line."""
        pieces = self._date_pieces(event)
        spaces = self.measure.width(" ", self.date) * (len(pieces) - 1)
        return spaces + sum(self.measure.width(piece.text, piece.style) for piece in pieces)

    def _date_pieces(self, event: PublishedEvent) -> list[TextPiece]:
        pieces = [TextPiece(event.date_words, self.date)]
        if event.status in _TOLD:
            pieces.append(TextPiece(f"{_DOT}{status_words(event.status)}", self.quiet))
        return pieces

    def mark(self, event: PublishedEvent, size_px: float = MARK_PX) -> MarkLook:
        """Give the mark of an event, as it is drawn in a timeline."""
        shape = event.category.shape if event.category else "circle"
        colour = self.theme.category(event.category.colour) if event.category else self.theme.secondary
        return MarkLook(shape, size_px, colour, STATUSES.index(event.status))


def _without_dot(piece: PlacedPiece) -> PlacedPiece:
    """Take the dot away that parts a status from a date, where the status stands on a line of its own."""
    return piece if piece.x else replace(piece, text=piece.text.removeprefix(_DOT))


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines in their place within an entry."""

    x: float
    y: float
    lines: tuple[Line, ...]

    @property
    def bottom(self) -> float:
        """Where the lines end."""
        return self.y + height_of(self.lines)


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """The mark of an entry, about a point."""

    x: float
    y: float
    look: MarkLook


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as cells; only its summary may be parted."""

    style: EntryStyle
    mark: PlacedMark | None
    cells: tuple[Cell, ...]
    summary: Cell
    gap: float
    line_x: float | None = None
    """Where the line runs that joins the marks; None for none."""
    rule: float = 0.0
    """How long a rule under it is, as tables have."""
    leads: bool = False

    @property
    def height(self) -> float:
        """The height of the highest cell."""
        return max(cell.bottom for cell in (*self.cells, self.summary)) + (_UNDER_ROW if self.rule else 0.0)

    def parted(self, room: float) -> tuple[Entry, Entry] | None:
        """Part the summary where it leaves lines enough on both sides."""
        lines = self.summary.lines
        under = _UNDER_ROW if self.rule else 0.0
        kept = sum(self.summary.y + height_of(lines[: count + 1]) + under <= room for count in range(len(lines)))
        kept = min(kept, len(lines) - _LEAST_LINES)
        if kept < _LEAST_LINES or any(cell.bottom > room for cell in self.cells):
            return None
        first = replace(self, summary=replace(self.summary, lines=lines[:kept]))
        rest = replace(self, mark=None, cells=(), summary=Cell(self.summary.x, 0.0, lines[kept:]))
        return first, rest

    def draw(self, painter: QPainter, at: QPointF, *, followed: bool) -> None:
        """Draw it with its top left at `at`."""
        for cell in (*self.cells, self.summary):
            draw_lines(painter, cell.lines, at + QPointF(cell.x, cell.y), self.style.measure)
        if self.line_x is not None:
            self._draw_line(painter, at, followed=followed)
        if self.mark is not None:
            draw_mark(painter, at.x() + self.mark.x, at.y() + self.mark.y, self.mark.look)
        if self.rule:
            y = at.y() + self.height
            painter.setPen(QPen(qcolor(self.style.theme.hairline), 1.0))
            painter.drawLine(QLineF(at.x(), y, at.x() + self.rule, y))

    def _draw_line(self, painter: QPainter, at: QPointF, *, followed: bool) -> None:
        top = self.mark.y + _MARK_ROOM_PX if self.mark else 0.0
        bottom = self.height + (self.gap if followed else 0.0)
        x = at.x() + (self.line_x or 0.0)
        painter.setPen(QPen(qcolor(self.style.theme.hairline_strong), 1.0))
        painter.drawLine(QLineF(x, at.y() + top, x, at.y() + bottom))


_UNDER_ROW: Final = 7.0
"""Between the last line of a row and its rule."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows: a year."""

    style: EntryStyle
    text: str
    x: float = 0.0
    gap: float = 22.0
    leads: bool = True

    @property
    def height(self) -> float:
        """The height of its line."""
        return self.style.heading.line

    def parted(self, _room: float) -> None:
        """Say that a line is not parted."""

    def draw(self, painter: QPainter, at: QPointF, *, followed: bool) -> None:  # noqa: ARG002 - it always is
        """Draw it with its top left at `at`."""
        line = break_lines([TextPiece(self.text, self.style.heading)], 10_000.0, self.style.measure, most=1)
        draw_lines(painter, line, at + QPointF(self.x, 0), self.style.measure)
