"""Five to twelve key events, large, over an axis on which their places are marked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF

from timeline_app.export.layouts.choosing import foremost
from timeline_app.export.layouts.entries import MARK_PX, EntryStyle
from timeline_app.export.page.text import FontStyle, Line, draw_lines, draw_text, height_of
from timeline_app.paint.shapes import draw_mark
from timeline_app.paint.theme import SEMIBOLD, qcolor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.export.layouts.card_axis import CardAxis
    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.published import PublishedEvent

MOST_CARDS: Final = 12
_GAP: Final = 24.0
_ROW_GAP: Final = 22.0
_AXIS_GAP: Final = 28.0
_LEAST_CARD, _BEST_CARD, _MOST_CARD = 150.0, 290.0, 480.0
_RULE_PX, _UNDER_RULE = 2.0, 9.0
_SUMMARIES: Final = (14, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 0)
"""How many lines of a summary there may be: the most for which there is room; one alone says nothing."""
_USUAL_SUMMARY: Final = 9
"""Lines where there is room for any number."""
_WELL_FILLED: Final = 3
"""With fewer lines than that on each card, fewer cards say more."""
_A_LINE_LESS: Final = 0.3
"""How bad it is that summaries have a line less, beside `_waste`."""
_LEAST_CARDS: Final = 5
_FEW_COLUMNS: Final = 2
"""Under more than that, a single card looks forgotten."""
_MOST_SPARE: Final = 20.0
_FOR_LARGE: Final = 220.0
"""From this width on a card has large titles."""
_DATE_X, _NUMBER_ROOM = 16.0, 24.0


@dataclass(frozen=True, slots=True)
class Card:
    """One event, broken to the width of a card."""

    number: int
    event: PublishedEvent
    date: tuple[Line, ...]
    title: tuple[Line, ...]
    summary: tuple[Line, ...]

    @property
    def height(self) -> float:
        """The height of all of it."""
        words = height_of(self.date) + 3.0 + height_of(self.title) + 4.0 + height_of(self.summary)
        return _RULE_PX + _UNDER_RULE + words


@dataclass(frozen=True, slots=True)
class Grid:
    """Cards in rows of one width."""

    rows: tuple[tuple[Card, ...], ...]
    columns: int
    card_width: float

    @property
    def heights(self) -> list[float]:
        """The height of each row."""
        return [max(card.height for card in row) for row in self.rows]

    @property
    def has_lonely_card(self) -> bool:
        """Whether the last row has a single card, under a row of several."""
        return len(self.rows) > 1 and len(self.rows[-1]) == 1 and self.columns > _FEW_COLUMNS

    @property
    def height(self) -> float:
        """The height of all rows."""
        return sum(self.heights) + _ROW_GAP * (len(self.rows) - 1)


class CardBlock:
    """The cards and the axis, at any height that has room for one card at least."""

    layer: LayerName = "events"

    def __init__(self, style: EntryStyle, events: Sequence[PublishedEvent], axis: CardAxis, width: float) -> None:
        """Take the events of which there are cards: of too many the most important."""
        self._style = style
        self._axis = axis
        self._width = width
        self.events = foremost([event for event in events if event.is_dated], MOST_CARDS)
        self.cite: Callable[[Sequence[PublishedEvent]], Mapping[int, int]] = lambda _events: {}
        """Gives the numbers that sources have where these events are shown."""
        self._grid = self._best(self.events, 0)
        self.height = 0.0

    def spread_out(self) -> None:
        """Take as much height as the cards want."""
        self._grid = self._best(self.events, _USUAL_SUMMARY)
        self.height = self._grid.height + _AXIS_GAP + self._axis.height

    def fit(self, height: float) -> None:
        """Shorten summaries until the cards have room; where that is not enough, keep the most important ones."""
        room = height - _AXIS_GAP - self._axis.height
        events = self.events
        while True:
            least = _WELL_FILLED if len(events) > _LEAST_CARDS else 0
            fitting = [
                (self._waste(grid) + (_SUMMARIES[0] - most) * _A_LINE_LESS, number, grid)
                for number, most in enumerate(_SUMMARIES)
                if most >= least
                for grid in self._grids(events, most)
                if grid.height <= room and not grid.has_lonely_card
            ]
            if fitting:
                self.events, self._grid, self.height = events, min(fitting, key=itemgetter(0, 1))[2], room
                self.height += _AXIS_GAP + self._axis.height
                return
            if len(events) <= 1:
                break
            events = foremost(events, len(events) - 1)
        self.events, self._grid, self.height = events, self._best(events, 0), height

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw the cards at the top of `rect` and the axis at its foot."""
        grid = self._grid
        spare = rect.height() - grid.height - _AXIS_GAP - self._axis.height
        more = min(max(spare / len(grid.rows), 0.0), _MOST_SPARE)
        y = rect.y()
        for row, height in zip(grid.rows, grid.heights, strict=True):
            for column, card in enumerate(row):
                self._draw_card(painter, card, QPointF(rect.x() + column * (grid.card_width + _GAP), y))
            y += height + _ROW_GAP + more
        foot = QRectF(rect.x(), rect.bottom() - self._axis.height, rect.width(), self._axis.height)
        self._axis.draw(painter, foot, self.events)

    def _draw_card(self, painter: QPainter, card: Card, at: QPointF) -> None:
        style, width = self._style, self._grid.card_width
        look = style.mark(card.event)
        painter.fillRect(QRectF(at.x(), at.y(), width, _RULE_PX), qcolor(look.colour))
        y = at.y() + _RULE_PX + _UNDER_RULE
        draw_mark(painter, at.x() + MARK_PX / 2 + 0.5, y + style.date.line / 2, look)
        number = FontStyle(12.0, style.date.line, style.theme.ink, SEMIBOLD)
        text = str(card.number)
        draw_text(painter, text, QPointF(at.x() + width - style.measure.width(text, number), y), number, style.measure)
        y += draw_lines(painter, card.date, QPointF(at.x() + _DATE_X, y), style.measure) + 3.0
        y += draw_lines(painter, card.title, QPointF(at.x(), y), style.measure) + 4.0
        draw_lines(painter, card.summary, QPointF(at.x(), y), style.measure)

    def _best(self, events: Sequence[PublishedEvent], most_lines: int) -> Grid:
        return min(self._grids(events, most_lines), key=self._waste)

    def _grids(self, events: Sequence[PublishedEvent], most_lines: int) -> list[Grid]:
        """Give the grids whose cards are neither too narrow nor too wide; one column where none is."""
        grids = []
        for columns in range(1, max(len(events), 1) + 1):
            card = (self._width - _GAP * (columns - 1)) / columns
            if _LEAST_CARD <= card <= _MOST_CARD or (columns == 1 and self._width < 2 * _LEAST_CARD + _GAP):
                grids.append(self._grid_of(events, columns, card, most_lines))
        if not grids:  # few events on much room
            columns = max(math.ceil((self._width + _GAP) / (_MOST_CARD + _GAP)), 1)
            card = (self._width - _GAP * (columns - 1)) / columns
            grids.append(self._grid_of(events, columns, card, most_lines))
        return grids

    def _grid_of(self, events: Sequence[PublishedEvent], columns: int, card_width: float, most_lines: int) -> Grid:
        numbers = self.cite(events)
        cards = [
            Card(place, event, *self._lines_of(event, numbers, card_width, most_lines))
            for place, event in enumerate(events, 1)
        ]
        rows = tuple(tuple(cards[first : first + columns]) for first in range(0, len(cards), columns))
        return Grid(rows, columns, card_width)

    def _lines_of(
        self, event: PublishedEvent, numbers: Mapping[int, int], width: float, most_lines: int
    ) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
        """Break date, title and summary to the width of a card."""
        style = self._style
        large = FontStyle(17.0, 22.0, style.theme.ink, SEMIBOLD) if width >= _FOR_LARGE else style.title
        date = style.date_lines(event, width - _DATE_X - _NUMBER_ROOM)
        return date, style.title_lines(event, numbers, width, large), style.summary_lines(event, width, most_lines)

    @staticmethod
    def _waste(grid: Grid) -> float:
        """Tell how bad a grid looks: by places without a card, and by cards of an unhandy width."""
        empty = len(grid.rows) * grid.columns - sum(len(row) for row in grid.rows)
        return empty + abs(grid.card_width - _BEST_CARD) / 60
