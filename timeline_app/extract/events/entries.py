"""Find the lists of a chronology: dated lines, what stands under a date heading, rows of a table with a date cell.

A list says its dates by how it is set, not in sentences: each entry is one event, and its date is the one that opens
it, or the heading's above. Entries are found before dates are resolved, since a heading lends its year or its day.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.dates.calendar_span import length_of_month
from timeline_app.extract.dates.captures import DateCaptures, Mention
from timeline_app.extract.text.lines import TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream

_HEADS: Final = {"year": 0, "half": 1, "quarter": 1, "season": 1, "month": 1, "day": 2, "time": 3}
"""What may head a list, from coarse to fine."""
_FEWEST: Final = 2
"""Lines without any sign of a list make one only together with others."""
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
        return _scale(line) != "time" or any(_HEADS[head.reading.scale] == _HEADS["day"] for head in self._heads)

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
