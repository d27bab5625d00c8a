"""Find the lists of a chronology: dated lines, what stands under a date heading, rows of a table with a date cell.

A list says its dates by how it is set, not in sentences: bullet or number, the date that opens a line, what follows.
Each entry is one event, and its date is the one that opens it, or the heading's above. Entries are found before dates
are resolved, since a heading lends its year or its day.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.dates.calendar_span import length_of_month
from timeline_app.extract.dates.captures import DateCaptures, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream


BULLETS: Final = frozenset("•◦▪‣●○■□►▶→·∙*+-–—#")
"""Signs that open a line of a list, and the "#" that opens a heading in Markdown."""
_CELL: Final = "|"
_SCALES: Final = frozenset({"year", "half", "quarter", "season", "month", "day", "time"})
_LONGEST_LINK: Final = 2
_SHORT: Final = 6
"""Words of a line without a full stop that is the name of a section."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line by its tokens."""

    first: int
    """Behind its bullet or number."""
    last: int
    body: int
    """Where it goes on behind its date."""
    words: int
    """How many words stand in its body."""
    bulleted: bool = False
    dates: tuple[Mention, ...] = ()
    is_heading: bool = False
    """Whether it is a date and nothing else."""
    is_dated: bool = False
    """Whether a colon, a dash or the wall of a cell parts its date from what follows."""
    is_row: bool = False
    """Whether it goes on right behind its date with a capital, as rows of tables do."""
    is_section: bool = False
    """Whether it may be the name of a section: it ends without a full stop."""
    day: tuple[tuple[int, int], ...] = ()
    """The bare days that open it, "8: …", each with its token."""


def lines_of(stream: TokenStream, grammar: Grammar, mentions: Sequence[Mention]) -> list[TextLine]:
    """Give the lines of a text that have words."""
    reader = _Lines(stream, grammar, mentions)
    return [line for first, last in reader.spans() for line in reader.read(first, last)]


class _Lines:
    __slots__ = ("_grammar", "_mentions", "_starts", "_stream")

    def __init__(self, stream: TokenStream, grammar: Grammar, mentions: Sequence[Mention]) -> None:
        self._stream, self._grammar, self._mentions = stream, grammar, mentions
        self._starts = [mention.first for mention in mentions]

    def _kind(self, index: int, *names: str) -> bool:
        codes = self._stream.codes
        return 0 <= index < len(codes) and any(codes[index] in self._grammar.members[name] for name in names)

    def spans(self) -> Iterator[tuple[int, int]]:
        """Give the tokens of each line."""
        first, line_end, codes = 0, self._grammar.codes["BREAK"], self._stream.codes
        while first <= len(codes):
            last = codes.find(line_end, first)
            last = last if last >= 0 else len(codes)
            if last > first:
                yield first, last
            first = last + 1

    def read(self, first: int, last: int) -> Iterator[TextLine]:
        """Read one line; a rule of dashes is none."""
        cells = self._cells(first, last)
        if len(cells) > 1:
            yield from self._row(cells)
            return
        content = self._behind_bullet(first, last)
        if content < last:
            yield self._line(content, last, bulleted=content > first)

    def _behind_bullet(self, first: int, last: int) -> int:
        words = self._stream.words
        index = first
        while index < last and words[index] in BULLETS and not self._stream.glued(index + 1):
            index += 1
        while index < last and words[index] == "#":
            index += 1
        number = index + (words[index : index + 1] == ["("])
        if self._kind(number, "DAY", "YY", "N3") and words[number + 1 : number + 2] in ([")"], ["."]):
            after = number + 2
            if after < last and not self._stream.glued(after):
                return after
        return index

    def _line(self, first: int, last: int, *, bulleted: bool) -> TextLine:
        opened, led = self._kind(first, "LPAR"), self._kind(first, "on", "in")
        dates = self._dates(first + (opened or led), last)
        words = self._stream.words
        if not dates or (led and words[dates[-1].last : dates[-1].last + 1] != [":"]):
            return self._undated(first, last, bulleted=bulleted)
        body = dates[-1].last
        closed = opened and self._kind(body, "RPAR")
        body += closed
        marked = closed or words[body : body + 1] == [":"] or self._kind(body, "DASH")
        parted = body
        while parted < last and (self._kind(parted, "DASH") or words[parted] in {":", ",", "."}):
            parted += 1
        row = not marked and not opened and dates[0].reading.scale == "day"
        row = row and (self._kind(body, "CAP", "the", "A", "NUMBER") or words[body : body + 1] == ["."])
        return TextLine(
            first, last, parted, self._count(parted, last), bulleted, dates,
            is_heading=parted >= last and len(dates) == 1,
            is_dated=marked and parted < last, is_row=row and parted < last,
            is_section=not self._kind(last - 1, "STOP", "QUOTE"),
        )  # fmt: skip

    def _undated(self, first: int, last: int, *, bulleted: bool) -> TextLine:
        day, body = self._bare_days(first, last)
        words = self._count(first, last)
        section = words <= _SHORT and not self._kind(last - 1, "STOP", "QUOTE")
        return TextLine(first, last, body if day else first, words, bulleted, is_section=section, day=day)

    def _dates(self, first: int, last: int) -> tuple[Mention, ...]:
        """Give the dates that open a line: one, or those said in one breath."""
        place = bisect_left(self._starts, first)
        found: list[Mention] = []
        for index in range(place, len(self._mentions)):
            mention = self._mentions[index]
            links = range(found[-1].last, mention.first) if found else range(first, mention.first)
            linked = len(links) <= _LONGEST_LINK and all(
                self._kind(link, "DASH", "and", "to", "until", "or") for link in links
            )
            if mention.last > last or not (linked if found else not links) or (found and not links):
                break
            reading = mention.reading
            if reading.kind != "date" or reading.relation or reading.scale not in _SCALES:
                break
            found.append(mention)
        return tuple(found)

    def _bare_days(self, first: int, last: int) -> tuple[tuple[tuple[int, int], ...], int]:
        """Read the days of "8: …", "24–27 – …", "8th – …", each with its token, and where the line goes on."""
        days = []
        index = first
        while self._kind(index, "DAY", "ORD"):
            value = self._stream.values[index]
            days.append((index, value if isinstance(value, int) else 0))
            index += 1
            if not (self._kind(index, "DASH", "and") and self._kind(index + 1, "DAY", "ORD")):
                break
            index += 1
        parted = self._stream.words[index : index + 1] == [":"] or self._kind(index, "DASH")
        if not days or not parted or index + 1 >= last:
            return (), first
        return tuple(days), index + 1

    def _cells(self, first: int, last: int) -> list[tuple[int, int]]:
        """Part a line at upright strokes and tabs."""
        cells, begun = [], first
        for index in range(first, last + 1):
            wall = index == last or self._stream.words[index] == _CELL
            if wall or self._has_tab(index, first):
                if index > begun:
                    cells.append((begun, index))
                begun = index + wall
        return cells

    def _row(self, cells: list[tuple[int, int]]) -> Iterator[TextLine]:
        """Read a row of a table: the cell that is a date and nothing else, and of the others that with most words."""
        for cell in cells:
            dates = self._dates(*cell)
            if dates and dates[-1].last == cell[1]:
                others = [each for each in cells if each != cell]
                body = max(others, key=lambda each: self._count(*each), default=None)
                if body is not None:
                    words = self._count(*body)
                    yield TextLine(cell[0], body[1], body[0], words, dates=dates, is_dated=True)
                return

    def _count(self, first: int, last: int) -> int:
        return sum(1 for word in self._stream.words[first:last] if word[0].isalpha())

    def _has_tab(self, index: int, first: int) -> bool:
        """Tell whether a tab stands before a token of a line: the edge of a cell."""
        stream = self._stream
        return first < index and "\t" in stream.text[stream.ends[index - 1] : stream.starts[index]]


_HEADS: Final = {"year": 0, "half": 1, "quarter": 1, "season": 1, "month": 1, "day": 2, "time": 3}
"""What may head a list, from coarse to fine."""
_FEWEST: Final = 2
"""Lines without any sign of a list make one only together with others."""
_FEWEST_LIVE: Final = 3
"""Clocks that open lines of a live blog."""
_FEWEST_WORDS: Final = 4
"""Of a paragraph under a date; a shorter one is a byline, or the name of a section."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One event of a list, by its tokens."""

    first: int
    body: int
    """Where it goes on behind its date."""
    last: int
    dates: tuple[Mention, ...] = ()
    """Those that open it; none where the heading alone dates it."""
    headings: tuple[Mention, ...] = ()
    """What stands over it and dates it, from coarse to fine."""


@dataclass(frozen=True, slots=True)
class EntryList:
    """The entries of a text in order, and its mentions with what headings lend them."""

    mentions: tuple[Mention, ...]
    entries: tuple[ListEntry, ...] = ()


def find_entries(stream: TokenStream, grammar: Grammar, mentions: Sequence[Mention]) -> EntryList:
    """Find the lists of a text."""
    lines = lines_of(stream, grammar, mentions)
    if not any(line.dates or line.day for line in lines):
        return EntryList(tuple(mentions))
    return _Lists(lines, mentions).read()


class _Lists:
    """Reads lines from top to bottom, with the headings that stand over each."""

    def __init__(self, lines: Sequence[TextLine], mentions: Sequence[Mention]) -> None:
        self._lines = lines
        self._at = {mention.first: mention for mention in mentions}
        self._heads: list[Mention] = []
        self._open = False
        """Whether what stands under the last heading is a list still."""
        self._entries: list[ListEntry] = []
        rows = sum(1 for line in lines if line.is_row)
        self._rows = rows >= _FEWEST
        self._live = sum(1 for line in lines if line.is_dated and _scale(line) == "time") >= _FEWEST_LIVE
        """Whether clocks open lines throughout, as in a live blog; their day is that of the page."""
        self._paragraphs = self._headed_paragraphs() >= _FEWEST

    def _headed_paragraphs(self) -> int:
        """Count the days, and the clocks below one, that stand over a paragraph of their own."""
        return sum(
            1
            for line, below in pairwise(self._lines)
            if line.is_heading and _scale(line) in {"day", "time"} and not below.dates and below.words >= _FEWEST_WORDS
        )

    def read(self) -> EntryList:
        """Give the entries, and the mentions with what their headings lend them."""
        around = zip_longest([None, *self._lines[:-1]], self._lines, self._lines[1:])
        for above, line, below in around:
            if line is not None and _is_section(above, line, below):
                self._open = False
            elif line.is_heading and self._is_head(line):
                self._put_heading(line)
            elif (line.is_dated or (line.is_row and self._rows)) and self._is_head(line):
                self._put_dated(line)
            elif line.day and self._heads and self._heads[-1].reading.scale == "month":
                self._put_day(line)
            elif self._heads and self._open:
                self._put_undated(line)
        ordered = sorted(self._at.values(), key=lambda mention: mention.first)
        return EntryList(tuple(ordered), tuple(self._entries))

    def _is_head(self, line: TextLine) -> bool:
        """Take a clock for the date of what follows under a day only."""
        return (
            _scale(line) != "time"
            or self._live
            or any(_HEADS[head.reading.scale] == _HEADS["day"] for head in self._heads)
        )

    def _put_heading(self, line: TextLine) -> None:
        head = line.dates[0]
        rank = _HEADS[head.reading.scale]
        self._heads = [each for each in self._heads if _HEADS[each.reading.scale] < rank]
        self._heads.append(self._lent(head))
        self._open = True

    def _lent(self, mention: Mention) -> Mention:
        """Give a date the year of the heading over it, and keep it so."""
        lent = mention
        years = [head.reading.year for head in self._heads if head.reading.year is not None and head.reading.full_year]
        if years and _lacks_year(mention.reading):
            lent = mention.with_reading(year=years[-1], note="heading")
        self._at[mention.first] = lent
        return lent

    def _put(self, line: TextLine, body: int, dates: tuple[Mention, ...]) -> None:
        headings = tuple(self._heads)
        own = min((_HEADS.get(date.reading.scale, 0) for date in dates), default=len(_HEADS))
        above = tuple(head for head in headings if _HEADS[head.reading.scale] < own)
        self._entries.append(ListEntry(line.first, body, line.last, dates, above))
        for index in range(body, line.last):
            if index in self._at:
                self._lent(self._at[index])

    def _put_dated(self, line: TextLine) -> None:
        self._put(line, line.body, tuple(self._lent(date) for date in line.dates))

    def _put_day(self, line: TextLine) -> None:
        """Make a date of the bare day of "8: …" under "March 2025"."""
        month = self._heads[-1].reading
        dates = []
        for index, day in line.day:
            if day > length_of_month(month.year or 2000, month.month):
                return
            reading = DateCaptures(
                "date", scale="day", year=month.year, month=month.month, day=day, full_year=month.full_year,
                note="heading",
            )  # fmt: skip
            dates.append(Mention(index, index + 1, reading, "date"))
        self._at.update({date.first: date for date in dates})
        self._put(line, line.body, tuple(dates))

    def _put_undated(self, line: TextLine) -> None:
        """Take a bullet for an entry, and a paragraph under a day where days head paragraphs throughout the text."""
        if line.bulleted:
            self._put(line, line.body, ())
            return
        day = _HEADS[self._heads[-1].reading.scale] >= _HEADS["day"]
        self._open = self._paragraphs and day and not line.is_section
        if self._open and line.words >= _FEWEST_WORDS:
            self._put(line, line.body, ())


def _is_section(above: TextLine | None, line: TextLine, below: TextLine | None) -> bool:
    """Tell the "2003: Invasion" that is a heading of prose from an entry: no sentence, no day, no date around it."""
    titled = line.is_dated and line.is_section and not line.bulleted and _scale(line) not in {"day", "time"}
    alone = not (above is not None and above.dates) and below is not None and not below.dates
    return titled and alone


def _scale(line: TextLine) -> str:
    return line.dates[0].reading.scale


def _lacks_year(reading: DateCaptures) -> bool:
    open_year = reading.kind == "date" and reading.year is None and not reading.relation and not reading.of_unit
    return open_year and (reading.month > 0 or bool(reading.sub))
