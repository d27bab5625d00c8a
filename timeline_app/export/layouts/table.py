"""A table of events: date, event, place and sources in columns that keep their places from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QPen

from timeline_app.base.i18n import gettext as _
from timeline_app.export.layouts.entries import ALL_LINES, Cell, Entry, EntryStyle, PlacedMark
from timeline_app.export.page.sources import number_words
from timeline_app.export.page.text import FontStyle, TextPiece, break_lines, draw_text
from timeline_app.paint.theme import SEMIBOLD, qcolor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.export.layouts.flow import Piece
    from timeline_app.export.published import PublishedEvent

_GUTTER: Final = 16.0
"""Between two columns."""
_MARK_ROOM: Final = 20.0
_DATE_SHARE, _MOST_DATE = 0.18, 250.0
_PLACE_FROM, _PLACE_SHARE, _MOST_PLACE = 560.0, 0.16, 180.0
_ACTORS_FROM, _ACTORS_SHARE, _MOST_ACTORS = 820.0, 0.18, 260.0
_NUMBERS_FROM, _NUMBERS = 420.0, 64.0
_ROW_GAP: Final = 7.0
HEAD_PX: Final = 26.0
_MOST_CELL_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: where it stands, and what it is called."""

    head: str
    x: float
    width: float


class TablePieces:
    """Makes the rows of a table of a width; which columns it has room for follows from the width."""

    def __init__(self, style: EntryStyle, width: float, events: Sequence[PublishedEvent], *, cited: bool) -> None:
        self._style = style
        self._width = width
        widest = max(map(style.date_width, events), default=0.0)
        date = min(widest + 2, _MOST_DATE, max(width * _DATE_SHARE, 72.0))
        has_places = width >= _PLACE_FROM and any(event.place for event in events)
        has_actors = width >= _ACTORS_FROM and any(event.actors for event in events)
        right = [
            (_("Actors"), min(width * _ACTORS_SHARE, _MOST_ACTORS) if has_actors else 0.0),
            (_("Place"), min(width * _PLACE_SHARE, _MOST_PLACE) if has_places else 0.0),
            (_("Sources"), _NUMBERS if cited and width >= _NUMBERS_FROM else 0.0),
        ]
        taken = sum(each + _GUTTER for _head, each in right if each)
        text_x = date + _GUTTER + _MARK_ROOM
        self.date = TableColumn(_("Date"), 0.0, date)
        self.event = TableColumn(_("Event"), text_x, width - text_x - taken)
        x = width - taken + _GUTTER
        placed = []
        for head, each in right:
            placed.append(TableColumn(head, x, each))
            x += each + _GUTTER if each else 0.0
        self.actors, self.place, self.sources = placed

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Those that have room."""
        return tuple(each for each in (self.date, self.event, self.actors, self.place, self.sources) if each.width)

    def of(
        self, events: Iterable[PublishedEvent], numbers: Mapping[int, int], most_lines: int = ALL_LINES
    ) -> list[Piece]:
        """Give a row for each event, with at most so many lines of its summary."""
        return [self._row(event, numbers, most_lines) for event in events]

    def head(self) -> TableHead:
        """Give the row that names the columns."""
        return TableHead(self._style, self.columns, self._width)

    def _row(self, event: PublishedEvent, numbers: Mapping[int, int], most_lines: int) -> Entry:
        style = self._style
        behind = {} if self.sources.width else numbers  # a table too narrow for their column has them at the titles
        title = Cell(self.event.x, 0.0, style.title_lines(event, behind, self.event.width))
        summary = Cell(self.event.x, title.bottom + 1.0, style.summary_lines(event, self.event.width, most_lines))
        cells = [Cell(0.0, 0.0, style.date_lines(event, self.date.width)), title]
        actors = ", ".join(actor.name for actor in event.actors)
        cited = number_words([numbers[source.number] for source in event.sources if source.number in numbers])
        for column, text in ((self.actors, actors), (self.place, event.place), (self.sources, cited)):
            if column.width and text:
                lines = break_lines(
                    [TextPiece(text, style.summary)], column.width, style.measure, most=_MOST_CELL_LINES
                )
                cells.append(Cell(column.x, 0.0, lines))
        mark = PlacedMark(self.event.x - _MARK_ROOM + 6.0, style.title.line / 2, style.mark(event, 8.0))
        return Entry(style, mark, tuple(cells), summary, _ROW_GAP, rule=self._width)


class TableHead:
    """The names of the columns, over a rule."""

    height = HEAD_PX

    def __init__(self, style: EntryStyle, columns: tuple[TableColumn, ...], width: float) -> None:
        self._style = style
        self._columns = columns
        self._width = width

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Draw it with its top left at `at`."""
        theme = self._style.theme
        names = FontStyle(11.0, 16.0, theme.secondary, SEMIBOLD)
        for column in self._columns:
            draw_text(painter, column.head, at + QPointF(column.x, 0), names, self._style.measure)
        y = at.y() + 19.0
        painter.setPen(QPen(qcolor(theme.secondary), 1.0))
        painter.drawLine(QLineF(at.x(), y, at.x() + self._width, y))
