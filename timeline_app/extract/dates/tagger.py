"""Find the time expressions of a text and what they mean: the way in for everyone else."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.errors import KnownError
from timeline_app.extract.context.genre import dateline, is_news
from timeline_app.extract.context.reference_date import ReferenceContext
from timeline_app.extract.dates.calendar_span import CalendarSpan, length_of_month
from timeline_app.extract.dates.matching import find_mentions
from timeline_app.extract.dates.resolve import ResolvedMention, resolve
from timeline_app.extract.events.entries import find_entries
from timeline_app.extract.languages import grammar_of
from timeline_app.extract.text.reading_text import ReadingText, reading_text
from timeline_app.extract.text.tokens import TokenStream, tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.events.entries import ListEntry
    from timeline_app.extract.languages.model import Grammar

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
        message = f"“{published}” is no day of publication; write it as 2025-07-21."
        raise KnownError(message)
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
        edtf, value = moment.edtf(), moment.value()
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


def _open_value(mention: Mention) -> str:
    reading = mention.reading
    if reading.kind == "ref":
        return reading.value
    if reading.relation == "now":
        return "PRESENT_REF" if not reading.amount else f"XXXX-XX-XX{'T' + reading.part if reading.part else ''}"
    if reading.weekday >= 0 and not reading.day:
        return f"XXXX-WXX-{reading.weekday + 1}"
    if reading.clock:
        return f"XXXX-XX-XXT{reading.clock}"
    if reading.part:
        return f"XXXX-XX-XXT{reading.part}"
    if reading.sub:
        return f"XXXX-{reading.sub}"
    if reading.month:
        return f"XXXX-{reading.month:02d}" + (f"-{reading.day:02d}" if reading.day else "")
    return {"day": "XXXX-XX-XX", "month": "XXXX-XX", "week": "XXXX-WXX", "decade": "XXX", "century": "XX"}.get(
        reading.scale, "XXXX"
    )
