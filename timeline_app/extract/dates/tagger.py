"""Find the time expressions of a text and what they mean: the way in for everyone else.

The shapes of a language are matched, the best of those that overlap are kept, and what belongs together is joined.
"""

from __future__ import annotations

import sys
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import KnownError
from timeline_app.extract.context.reference_date import ReferenceContext, dateline, is_news
from timeline_app.extract.dates.apposition import join_appositions
from timeline_app.extract.dates.calendar_meanings import CALENDAR_MEANINGS
from timeline_app.extract.dates.calendar_span import CalendarSpan, length_of_month, sub_month
from timeline_app.extract.dates.captures import CaptureValues
from timeline_app.extract.dates.guards import GUARDS
from timeline_app.extract.dates.offset_meanings import STEP_MEANINGS
from timeline_app.extract.dates.resolve import ResolvedMention, resolve
from timeline_app.extract.dates.worded_guards import WORDED_GUARDS
from timeline_app.extract.dates.worded_meanings import WORDED_MEANINGS
from timeline_app.extract.dates.year_guards import MatchContext, ancient_year
from timeline_app.extract.events.entries import find_entries
from timeline_app.extract.languages import grammar_of
from timeline_app.extract.text.reading_text import ReadingText, reading_text
from timeline_app.extract.text.tokens import TokenStream, tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.extract.dates.captures import DateCaptures, Mention
    from timeline_app.extract.events.entries import ListEntry
    from timeline_app.extract.languages.model import Grammar


_SHARING: Final = frozenset({"day", "month", "season", "quarter", "half"})
"""Stretches that borrow a year from a neighbour."""
_FURTHER: Final = 30
"""Tokens that a second look goes beyond the end of the first, so that no text is searched to its end each time."""


def find_mentions(stream: TokenStream, grammar: Grammar) -> list[Mention]:
    """Give the time expressions of a text in order, none overlapping another, each with what it says."""
    mentions = _Search(stream, grammar).longest()
    mentions = join_appositions(stream, grammar, mentions)
    return _share(stream, grammar, mentions)


class _Search:
    """Runs the shapes of a language over a text."""

    __slots__ = ("_ancient", "_grammar", "_guards", "_meanings", "_stream")

    def __init__(self, stream: TokenStream, grammar: Grammar) -> None:
        self._stream, self._grammar = stream, grammar
        self._ancient = _counts_in_hundreds(stream, grammar)
        self._meanings = {**CALENDAR_MEANINGS, **STEP_MEANINGS, **WORDED_MEANINGS}
        self._guards = {**GUARDS, **WORDED_GUARDS}

    def longest(self) -> list[Mention]:
        """Keep the leftmost, of those the longest, of those the one whose shape stands first.

        What only reaches into a kept one is looked for again behind it: "Easter Monday, April 24" is two dates.
        """
        waiting = [
            (first, -last, rank, mentions)
            for rank in range(len(self._grammar.shapes))
            for first, last, mentions in self._found(rank, 0)
        ]
        heapify(waiting)
        kept: list[Mention] = []
        reached = 0
        while waiting:
            first, last, rank, mentions = heappop(waiting)
            if first >= reached:
                kept += mentions
                reached = -last
            elif -last > reached:
                again = next(self._found(rank, reached, -last + _FURTHER), None)
                if again is not None and again[0] < -last:
                    heappush(waiting, (again[0], -again[1], rank, again[2]))
        return kept

    def _found(self, rank: int, position: int, end: int = sys.maxsize) -> Iterator[tuple[int, int, list[Mention]]]:
        """Give the places of one shape between two tokens."""
        shape = self._grammar.shapes[rank]
        guard = self._guards.get(shape.guard)
        read = self._meanings[shape.meaning]
        while True:
            match = shape.expression.search(self._stream.codes, position, end)
            if match is None:
                return
            first, last = match.span()
            good = guard is None or guard(MatchContext(self._stream, self._grammar, first, last, self._ancient))
            mentions = read(CaptureValues(self._stream, match, self._grammar)) if good else []
            if mentions:
                yield first, last, mentions
            position = last if mentions else first + 1


def _counts_in_hundreds(stream: TokenStream, grammar: Grammar) -> bool:
    """Tell whether a text's years have three figures: it names an era, or several such numbers stand as years would."""
    codes, eras = stream.codes, grammar.members["ANYERA"]
    if any(_has_number_beside(codes, index, grammar) for index, code in enumerate(codes) if code in eras):
        return True
    named = grammar.codes["the"] + grammar.codes["year"]
    if any(named + grammar.codes[kind] in codes for kind in ("YY", "N3", "DAY")):
        return True
    three, four = grammar.codes["N3"], grammar.codes["YEAR"]
    standing = [
        i
        for i, c in enumerate(codes)
        if c == three and ancient_year(MatchContext(stream, grammar, i, i + 1, ancient=True))
    ]
    return len(standing) >= 3 and len(standing) > codes.count(four)


def _has_number_beside(codes: str, index: int, grammar: Grammar) -> bool:
    """Tell "480 BC" and "AD 70" from the initials of something else."""
    return any(
        code in grammar.members["ANYNUMBER"]
        for code in (codes[max(0, index - 1)], codes[index + 1 : index + 2])
        if code
    )


def _between(stream: TokenStream, left: Mention, right: Mention) -> str:
    return stream.codes[left.last : right.first]


def _share(stream: TokenStream, grammar: Grammar, mentions: list[Mention]) -> list[Mention]:
    """Give "May" the year of "May and June 2022" and "1 September" that of "to 8 November 2015"."""
    links = grammar.members["and"] + "".join(
        grammar.members[name]
        for name in ("or", "to", "until", "till", "through", "DASH", "COMMA", "the", "from", "in", "on")
    )
    nouns = grammar.codes["CAP"] + grammar.codes["OTHER"]
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        between = _between(stream, left, right)
        if _is_year(right):
            noun = len(between) == 2 and between[0] in nouns and between[1] == grammar.codes["of"]
            if noun or between == grammar.codes["in"]:  # "the Spring Offensive of 1918"
                shared[index] = _with_year_of(left, right, fresh=False)
        elif 0 < len(between) <= 2 and all(code in links for code in between):
            shared[index] = _with_year_of(left, right, fresh=grammar.codes["COMMA"] in between)
    return shared


def _with_year_of(left: Mention, right: Mention, *, fresh: bool) -> Mention:
    a, b = left.reading, right.reading
    open_year = a.kind == "date" and a.year is None and not a.relation and not a.of_unit and a.scale in _SHARING
    if not open_year or a.weekday >= 0 or a.holiday or b.kind != "date" or b.scale not in {*_SHARING, "year"}:
        return left
    if b.year is None and not b.of_unit:
        return left
    if fresh and a.scale != b.scale:
        return left
    if b.of_unit:
        return left.with_reading(of_unit=b.of_unit, relation=b.relation)
    later = b.scale != "year" and _place_in_year(a) > _place_in_year(b)
    return left.with_reading(year=(b.year or 0) - (1 if later else 0), full_year=b.full_year)


def _is_year(mention: Mention) -> bool:
    reading = mention.reading
    return reading.kind == "date" and reading.scale == "year" and not reading.mod


def _place_in_year(reading: DateCaptures) -> tuple[int, int]:
    return (sub_month(reading.sub) if reading.sub else reading.month, reading.day)


LONGEST: Final = 2_000_000
"""Code points: two thick books. What is beyond is no article, and reading it would keep a person waiting."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression of a text, where it stands and what it means."""

    start: int
    end: int
    text: str
    type: str
    """DATE, TIME, DURATION or SET."""
    edtf: str | None
    """Its place on the calendar; None for what has none."""
    value: str
    """The TIMEX3 value."""
    mod: str = ""
    """START, MID or END of what `edtf` says."""


@dataclass(frozen=True, slots=True)
class TaggingOptions:
    """How a person wants a text to be read; None leaves it to the text."""

    news: bool | None = None
    month_first: bool | None = None


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text that has been read: its tokens and its resolved mentions, for whoever builds on them."""

    source: ReadingText
    """The copy that was read; offsets for others are those of the stored text."""
    stream: TokenStream
    grammar: Grammar
    published: CalendarSpan
    news: bool
    resolved: tuple[ResolvedMention, ...]
    dated: tuple[Mention, ...]
    """The mentions that have a place on the calendar."""
    entries: tuple[ListEntry, ...] = ()
    """The entries of its lists."""

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Give where the tokens from `first` up to but not including `last` stand in the stored text."""
        return self.source.place(self.stream.starts[first], self.stream.ends[last - 1])


def find_expressions(text: str, published: str, language: str = "en") -> tuple[Expression, ...]:
    """Find all time expressions of a text that was published on a day, in order."""
    read = read_text(text, published, language)
    return tuple(expression_of(read, one) for one in read.resolved)


def read_text(text: str, published: str, language: str = "en", options: TaggingOptions | None = None) -> TaggedText:
    """Read a text as far as its dates go."""
    if len(text) > LONGEST:
        words = _("The text has {n} characters; articles of up to {most} can be read for dates.")
        raise KnownError(words.format(n=grouped(len(text)), most=grouped(LONGEST)))
    grammar = grammar_of(language)
    day = publication_day(published)
    source = reading_text(text)
    stream = tokenise(source.text, grammar)
    chronology = find_entries(stream, grammar, find_mentions(stream, grammar))
    mentions = chronology.mentions
    day = dateline(stream, grammar, mentions, day) or day
    options = options or TaggingOptions()
    news = is_news(stream, grammar, mentions, day) if options.news is None else options.news
    month_first = _month_first(stream, mentions) if options.month_first is None else options.month_first
    ground = ReferenceContext(stream, grammar, day, news, month_first)
    resolved = resolve(mentions, ground, chronology.entries)
    dated = tuple(one.mention for one in resolved if one.moment is not None)
    return TaggedText(source, stream, grammar, day, news, resolved, dated, chronology.entries)


def publication_day(published: str) -> CalendarSpan:
    """Read the day of publication: ISO 8601, with or without a time."""
    parts = published.strip()[:10].split("-")
    try:
        year, month, day = (int(part) for part in parts)
    except ValueError:
        year = month = day = 0
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= length_of_month(year, month)):
        raise KnownError(_("“{text}” is no day of publication; write it as 2025-07-21.").format(text=published))
    return CalendarSpan("day", year, month, day)


def _month_first(stream: TokenStream, mentions: Sequence[Mention]) -> bool:
    """Tell whether the text writes the month first: one date that can only be read so decides for all."""
    numeric = [m for m in mentions if m.meaning == "numeric"]
    if any(m.reading.day > 12 for m in numeric):
        return False
    return any(m.reading.month > 12 for m in numeric if "/" in stream.covered(m.first, m.last))


def expression_of(read: TaggedText, resolved: ResolvedMention) -> Expression:
    """Write a resolved mention as the expression that others see, at its place in the stored text."""
    mention, moment = resolved.mention, resolved.moment
    start, end = read.place(mention.first, mention.last)
    reading = mention.reading
    kind, value, edtf = "DATE", _open_value(mention), None
    if moment is not None:
        edtf, value = _deadline(read, mention, moment) or moment.edtf(), moment.value()
        if reading.note == "night" and not moment.clock:
            edtf = f"{edtf}/{moment.shift(1, 'day').edtf()}"
        if reading.mod and moment.part and reading.scale == "day":
            kind = "TIME"
    if resolved.period:
        edtf = resolved.period
        value = edtf if reading.kind == "period" else value
    if reading.kind == "duration" and moment is None:
        kind, value = "DURATION", reading.value
    elif reading.kind == "set":
        kind, value = "SET", reading.value
    elif reading.clock or reading.part:
        kind = "TIME"
    return Expression(start, end, read.source.stored[start:end], kind, edtf, value, reading.mod)


def _deadline(read: TaggedText, mention: Mention, moment: CalendarSpan) -> str:
    """Give the last day of "by the end of the year", which is the day that is meant."""
    before = read.stream.words[mention.first - 1] if mention.first else ""
    led = before in read.grammar.language.cues.deadline_of
    if not led or mention.reading.mod != "END" or moment.scale != "year" or mention.reading.kind != "shift":
        return ""
    return f"{moment.year:04d}-12-31" if moment.year > 0 else ""


def _open_value(mention: Mention) -> str:
    reading = mention.reading
    if reading.kind == "ref":
        return reading.value
    if reading.relation == "now":
        return "PRESENT_REF" if not reading.amount else f"XXXX-XX-XX{'T' + reading.part if reading.part else ''}"
    if reading.weekday >= 0 and not reading.day:
        return f"XXXX-WXX-{reading.weekday + 1}"
    if reading.clock or reading.part:
        day = f"{reading.month:02d}-{reading.day:02d}" if reading.month and reading.day else "XX-XX"
        return f"XXXX-{day}T{reading.clock or reading.part}"
    if reading.sub:
        return f"XXXX-{reading.sub}"
    if reading.month:
        return f"XXXX-{reading.month:02d}" + (f"-{reading.day:02d}" if reading.day else "")
    return {"day": "XXXX-XX-XX", "month": "XXXX-XX", "week": "XXXX-WXX", "decade": "XXX", "century": "XX"}.get(
        reading.scale, "XXXX"
    )
