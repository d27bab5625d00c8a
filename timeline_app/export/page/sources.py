"""The sources of the events in a picture: numbered in order of first use, set small in columns.

The numbers of its sources behind the title of an event, as small raised figures.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from PySide6.QtCore import QPointF, QRectF

from timeline_app.base.compat import override
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import in_sentence, ngettext
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.export.page.text import (
    FontStyle,
    Line,
    TextMeasure,
    TextPiece,
    break_lines,
    draw_lines,
    draw_text,
    height_of,
)
from timeline_app.export.selection import words
from timeline_app.export.web_links import openable
from timeline_app.layout.placement.titles import Title, TitleBook
from timeline_app.paint.theme import SEMIBOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QPainter

    from timeline_app.document import Chronology
    from timeline_app.domain.publication import Gate
    from timeline_app.domain.records import Source
    from timeline_app.export.page.layers import LayerName
    from timeline_app.export.selection import ExportSelection
    from timeline_app.layout.assembly import TextStyle
    from timeline_app.layout.placement.titles import TextWidths
    from timeline_app.paint.theme import Theme


MOST_EVENTS: Final = 2000
"""Beyond this many events a list of sources fills no page that anyone would read."""
COLUMN_GAP: Final = 36.0
HEAD_LINE: Final = 24.0
ENTRY_GAP: Final = 3.0
_MOST_PAGES: Final = 3
_WIDEST_COLUMN: Final = 640.0
_LEAST_FOR_TWO: Final = 320.0


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A source as it stands in the list."""

    number: int
    title: str
    publisher: str
    day: str
    """In words."""
    author: str = ""
    locators: tuple[str, ...] = ()
    """Pages or timecodes that its evidence names, in order of first use."""
    link: str = ""
    """The address that a click opens; empty for none."""

    @property
    def byline(self) -> str:
        """Give author, publisher, day and pages."""
        pages = [*self.locators[:_MOST_PAGES], *["…"] * (len(self.locators) > _MOST_PAGES)]
        parts = (self.author, self.publisher, self.day, "; ".join(map(in_sentence, pages)))
        return ", ".join(in_sentence(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Citations:
    """The numbered sources, and the numbers that each event (by row) cites."""

    sources: tuple[NumberedSource, ...]
    by_row: dict[int, tuple[int, ...]]


NO_CITATIONS: Final = Citations((), {})


def cite(chronology: Chronology, shown: ExportSelection, gate: Gate) -> Citations:
    """Give the sources of the events shown, numbered in order of time; none where there are too many events."""
    if shown.kept > MOST_EVENTS:
        return NO_CITATIONS
    numbers: dict[str, int] = {}
    sources: list[NumberedSource] = []
    by_row: dict[int, tuple[int, ...]] = {}
    for row in chronology.columns.row[shown.mask].tolist():
        cited: list[int] = []
        event = chronology.event(row)
        for evidence in chronology.evidence(event.id) if event else ():
            number = numbers.setdefault(evidence.source.id, len(numbers) + 1)
            if number > len(sources):
                sources.append(_numbered(number, gate.source(evidence.source)))
            page, there = on_one_line(gate.excerpt(evidence.excerpt).locator).strip(), sources[number - 1]
            if page and page not in there.locators:
                sources[number - 1] = replace(there, locators=(*there.locators, page))
            if number not in cited:
                cited.append(number)
        by_row[row] = tuple(cited)
    return Citations(tuple(sources), by_row)


def _numbered(number: int, source: Source) -> NumberedSource:
    publisher = publisher_of(source.publisher, source.author, source.url)
    day = words(source.published).replace(" ", "\xa0")  # a date is not broken over lines
    title = on_one_line(source.title).strip() or source.url or _("Untitled")
    author = on_one_line(source.author).strip()
    publisher = on_one_line(publisher).strip()
    author = author if author != publisher else ""
    return NumberedSource(number, title, publisher, day, author, link=openable(source.url))


def publisher_of(publisher: str, author: str, address: str) -> str:
    """Name who published a source: else its author, else the site that its address names."""
    if publisher or author or not address.startswith(("http://", "https://")):
        return publisher or author
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # "https://[" in a store of a stranger
        return ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source broken to the width of its column."""

    number: str
    lines: tuple[Line, ...]
    link: str = ""

    @property
    def height(self) -> float:
        """Give the room it takes, the gap under it included."""
        return height_of(self.lines) + ENTRY_GAP


class SourceColumns:
    """Sets a list of sources in columns, as many entries as a given height holds."""

    def __init__(self, sources: Sequence[NumberedSource], width: float, theme: Theme) -> None:
        self._measure = measure = TextMeasure()
        self._title = FontStyle(10.0, 13.5, theme.ink)
        self._byline = FontStyle(10.0, 13.5, theme.secondary)
        self._number = FontStyle(10.0, 13.5, theme.faint)
        self._head = FontStyle(12.0, HEAD_LINE, theme.ink, SEMIBOLD)
        self.columns = max(2 if width >= _LEAST_FOR_TWO else 1, round(width / _WIDEST_COLUMN))
        self._column_width = (width - COLUMN_GAP * (self.columns - 1)) / self.columns
        self._gutter = measure.width("8" * len(str(len(sources))), self._number) + 8.0
        self.entries = tuple(self._entry(source) for source in sources)

    def height(self, entries: Sequence[SourceEntry]) -> float:
        """Give the least height in which the columns hold `entries`, the heading included."""
        total = sum(entry.height for entry in entries)
        height = max([total / self.columns, *(entry.height for entry in entries)])
        while len(self._filled(entries, height)) < len(entries):
            height += 4.0
        return height + HEAD_LINE

    def fitting(self, entries: Sequence[SourceEntry], height: float) -> int:
        """Give how many of `entries` fit into `height`, the heading included."""
        return len(self._filled(entries, height - HEAD_LINE))

    def draw(self, painter: QPainter, entries: Sequence[SourceEntry], rect: QRectF, head: str) -> None:
        """Draw `entries` into `rect`, top left to bottom right, under `head`."""
        draw_text(painter, head, rect.topLeft(), self._head, self._measure)
        for entry, (column, top) in zip(entries, self._filled(entries, rect.height() - HEAD_LINE), strict=False):
            x = rect.x() + column * (self._column_width + COLUMN_GAP)
            y = rect.y() + HEAD_LINE + top
            right = x + self._gutter - 8.0
            at = QPointF(right - self._measure.width(entry.number, self._number), y)
            draw_text(painter, entry.number, at, self._number, self._measure)
            draw_lines(painter, entry.lines, QPointF(x + self._gutter, y), self._measure)

    def links(self, entries: Sequence[SourceEntry], rect: QRectF) -> Iterator[tuple[QRectF, str]]:
        """Give the addresses of `entries`, drawn into `rect`, with their places."""
        for entry, (column, top) in zip(entries, self._filled(entries, rect.height() - HEAD_LINE), strict=False):
            if entry.link:
                x = rect.x() + column * (self._column_width + COLUMN_GAP)
                yield QRectF(x, rect.y() + HEAD_LINE + top, self._column_width, entry.height - ENTRY_GAP), entry.link

    def _entry(self, source: NumberedSource) -> SourceEntry:
        title = source.title if source.title.endswith((".", "?", "!", "…")) else f"{source.title}."
        pieces = [TextPiece(title, self._title), TextPiece(source.byline, self._byline)]
        lines = break_lines(pieces, self._column_width - self._gutter, self._measure, most=3)
        return SourceEntry(str(source.number), lines, source.link)

    def _filled(self, entries: Sequence[SourceEntry], height: float) -> list[tuple[int, float]]:
        """Give column and top of each entry that finds room, in order."""
        placed: list[tuple[int, float]] = []
        column, top = 0, 0.0
        for entry in entries:
            if top + entry.height - ENTRY_GAP > height + 0.01:
                column, top = column + 1, 0.0
            if column >= self.columns or entry.height - ENTRY_GAP > height + 0.01:
                break
            placed.append((column, top))
            top += entry.height
        return placed


class SourceBlock:
    """A part of the list of sources under a heading."""

    layer: LayerName = "sources"

    def __init__(self, columns: SourceColumns, entries: Sequence[SourceEntry], head: str) -> None:
        self._columns = columns
        self._entries = entries
        self._head = head
        self.height = columns.height(entries)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""
        self._columns.draw(painter, self._entries, rect, self._head)

    def links(self, rect: QRectF) -> Iterator[tuple[QRectF, str]]:
        """Give the addresses of the sources with their places."""
        return self._columns.links(self._entries, rect)


class CreditBlock:
    """Who is cited, in a few run-in lines: for a picture that has no room for the list of sources."""

    layer: LayerName = "sources"

    def __init__(self, citations: Citations, width: float, theme: Theme, most_lines: int) -> None:
        self._measure = TextMeasure()
        label = FontStyle(11.0, 16.0, theme.ink, SEMIBOLD)
        text = FontStyle(11.0, 16.0, theme.secondary)
        names = Counter(source.publisher for source in citations.sources if source.publisher)
        ranked = sorted(names, key=lambda name: (-names[name], fold(name)))
        head = ngettext("{n} source:", "{n} sources:", len(citations.sources)).format(n=len(citations.sources))
        shown = len(ranked)
        while True:
            more = _("and {n} more").format(n=len(ranked) - shown).replace(" ", "\xa0")
            names_shown = [name.replace(" ", "\xa0") for name in ranked[:shown]] + [more] * (shown < len(ranked))
            pieces = [TextPiece(head, label), TextPiece("; ".join(names_shown), text)]
            self._lines = break_lines(pieces, width, self._measure)
            if len(self._lines) <= most_lines or shown <= 1:
                break
            shown -= max(1, shown // 16)
        self.height = height_of(self._lines)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it into `rect`."""
        draw_lines(painter, self._lines, rect.topLeft(), self._measure)


_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST: Final = 4
_THIN_SPACE: Final = "\u2009"


class NumberedTitles(TitleBook):
    """Titles with numbers behind them, which stay whole when the words are cut."""

    def __init__(self, text: TextStyle, most_px: float, numbers: Callable[[int], Sequence[int]]) -> None:
        """Take the `numbers` of the sources of each event."""
        super().__init__(text.regular, text.bold, most_px)
        self.keeps_dates = True
        self._numbers = numbers

    @override
    def learn(self, titles: Mapping[int, str]) -> None:
        super().learn({event: with_numbers(title, self._numbers(event)) for event, title in titles.items()})

    @override
    def cut(self, text: str, most_px: float, widths: TextWidths) -> Title:
        words, space, numbers = text.partition(_THIN_SPACE)
        cut = widths.shortened(words, most_px - widths.of(space + numbers))
        return Title(cut.text + space + numbers, cut.width_px + widths.of(space + numbers))


def with_numbers(title: str, numbers: Sequence[int]) -> str:
    """Put up to four numbers behind `title`; neighbours are joined ("³⁻⁵"), and more are marked by a plus."""
    if not numbers:
        return title
    runs = _runs(sorted(numbers))
    raised = [_word(first, last) for first, last in runs[:_MOST]]
    return f"{title}{_THIN_SPACE}{_THIN_SPACE.join(raised)}{'⁺' if len(runs) > _MOST else ''}"


def number_words(numbers: Sequence[int]) -> str:
    """Write numbers in a line: "2, 5–7"."""
    runs = _runs(sorted(numbers))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _word(first: int, last: int) -> str:
    if first == last:
        return str(first).translate(_RAISED)
    joint = "⁻" if last > first + 1 else _THIN_SPACE
    return f"{str(first).translate(_RAISED)}{joint}{str(last).translate(_RAISED)}"
