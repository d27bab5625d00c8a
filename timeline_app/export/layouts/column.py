"""A vertical chronology: dates beside or above titles, marks on a line, summaries, under the years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.export.layouts.entries import ALL_LINES, Cell, Entry, EntryStyle, Heading, PlacedMark
from timeline_app.layout.axis.civil_time import point_on_clocks
from timeline_app.layout.axis.ruler import year_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.export.layouts.flow import Piece
    from timeline_app.export.published import PublishedEvent

COLUMN_GAP: Final = 32.0
_LEAST_COLUMN: Final = 340.0
_MOST_COLUMNS: Final = 3
_WIDE: Final = 500.0
"""From here on a column has room for dates beside its titles."""
_DATE_PX: Final = 124.0
_LINE_X: Final = 5.0
_TEXT_X: Final = 20.0
_GAP: Final = 16.0
_TIGHT_GAP: Final = 10.0
_BETWEEN: Final = 2.0
"""Between a date and its title, and between a title and its summary."""
_FEW: Final = 6
"""So few events need no years above them: each has its own in its date."""


def columns_in(width: float, asked: int = 0) -> int:
    """Give how many columns a width has room for, or as many as are asked for."""
    return asked or min(max(int((width + COLUMN_GAP) // (_LEAST_COLUMN + COLUMN_GAP)), 1), _MOST_COLUMNS)


def column_width(width: float, columns: int) -> float:
    """Give the width of each column."""
    return (width - COLUMN_GAP * (columns - 1)) / columns


class ColumnPieces:
    """Makes the pieces of a column of a width."""

    head = None
    """A column needs no line that says what stands where."""

    def __init__(self, style: EntryStyle, width: float, zone: str) -> None:
        self._style = style
        self._zone = zone
        self._beside = width >= _WIDE
        self._text_x = _DATE_PX + 2 * _TEXT_X if self._beside else _TEXT_X
        self._line_x = _DATE_PX + _TEXT_X if self._beside else _LINE_X
        self._room = width - self._text_x

    def of(
        self, events: Iterable[PublishedEvent], numbers: Mapping[int, int], most_lines: int = ALL_LINES
    ) -> list[Piece]:
        """Give an entry for each event, with at most so many lines of its summary, and the years above them."""
        events = list(events)
        years = [self._year(event) for event in events]
        named = len(events) > _FEW and len(set(years)) > 1
        pieces: list[Piece] = []
        for number, event in enumerate(events):
            begins = named and bool(years[number]) and (not number or years[number] != years[number - 1])
            if begins:
                pieces.append(Heading(self._style, years[number], self._text_x))
            pieces.append(self._entry(event, numbers, most_lines, begins=begins))
        return pieces

    def _entry(self, event: PublishedEvent, numbers: Mapping[int, int], most_lines: int, *, begins: bool) -> Entry:
        style = self._style
        title = style.title_lines(event, numbers, self._room)
        if self._beside:
            date = Cell(0.0, (style.title.line - style.date.line) / 2, style.date_lines(event, _DATE_PX))
            title_cell = Cell(self._text_x, 0.0, title)
            mark_y = style.title.line / 2
        else:
            date = Cell(self._text_x, 0.0, style.date_lines(event, self._room))
            title_cell = Cell(self._text_x, date.bottom + _BETWEEN, title)
            mark_y = style.date.line / 2
        summary = Cell(self._text_x, title_cell.bottom + _BETWEEN, style.summary_lines(event, self._room, most_lines))
        mark = PlacedMark(self._line_x, mark_y, style.mark(event))
        gap = 6.0 if begins else _GAP if most_lines else _TIGHT_GAP
        return Entry(style, mark, (date, title_cell), summary, gap, self._line_x)

    def _year(self, event: PublishedEvent) -> str:
        """Name the year in which an event begins; nothing for one that has no beginning."""
        if not event.is_dated or abs(event.when.start_min) >= FAR_S:
            return ""
        return year_words(point_on_clocks(event.when.start_min, event.when.flags, self._zone))
