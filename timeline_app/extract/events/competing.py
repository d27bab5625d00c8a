"""Tell which other days the words of a proposal may mean, and how sure its date is.

A person chooses between them; nothing here changes the day that was found.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.extract.dates.calendar_span import CalendarSpan, length_of_month
from timeline_app.extract.dates.relative import weekday_in_julian
from timeline_app.extract.events.proposal import OtherDate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline_app.extract.dates.reasons import ReasonWriter
    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText
    from timeline_app.extract.events.proposal import Confidence, Proposal
    from timeline_app.extract.languages.model import Prose

_LAST_JULIAN: Final = 1930
"""After this year no country that we read of counts by the Julian calendar."""
_MONTHS: Final = 12
_MOST: Final = 3
"""Other days that are offered; where a sentence names more, none stands out."""
_LEADS: Final = 3
"""Tokens before a date in which the verb of a saying makes it the day of that."""
_LONGEST_LINK: Final = 4
"""Tokens between dates said in one breath: "and again on the"."""
_COARSE: Final = frozenset({"century", "decade"})
_FINE: Final = frozenset({"day", "month"})
_RECKONED: Final = frozenset({"ago", "that", "previous", "nearest", "clock"})
"""How dates are found that are often those of something else."""


class DateContest:
    """Weighs the dates of one text against each other."""

    __slots__ = ("_at", "_claimed", "_listed", "_ordered", "_prose", "_ranges", "_read", "_reasons")

    def __init__(
        self, read: TaggedText, prose: Prose, reasons: ReasonWriter, proposals: Sequence[Proposal], *, ordered: bool
    ) -> None:
        self._read, self._prose, self._reasons = read, prose, reasons
        self._at = {read.place(one.mention.first, one.mention.last): one for one in read.resolved}
        self._claimed = {each.date_start: each.title for each in proposals if not each.doubt}
        self._ranges = [each for each in proposals if each.end]
        self._listed = {date.first for entry in read.entries for date in (*entry.dates, *entry.headings)}
        figures = [one.mention.reading for one in read.resolved if one.mention.meaning == "numeric"]
        self._ordered = ordered or any(each.day > _MONTHS or each.month > _MONTHS for each in figures)
        """Whether the person or the text itself tells which figure of a date is the month."""

    def judged(self, proposal: Proposal) -> Proposal:
        """Give a proposal with the other days that may be meant, and how sure its own is."""
        one = self._at.get((proposal.date_start, proposal.date_end))
        others = tuple(self._others(proposal, one)) if one is not None and not proposal.end else ()
        others = others if len(others) <= _MOST else ()
        reasoning = "; ".join((proposal.reasoning, *map(_perhaps, others)))
        proposal = replace(proposal, others=others, reasoning=reasoning)
        dates = [each for place, each in self._at.items() if _lies_in(place, proposal)]
        loose = [one for one in dates if one.because in _RECKONED and one.mention.first not in self._listed]
        return replace(proposal, confidence="unsure" if loose else _confidence(proposal, dates))

    def _others(self, proposal: Proposal, one: ResolvedMention) -> Iterator[OtherDate]:
        told = {(proposal.start, "")}
        found = [] if one.moment is None else [*self._read_otherwise(one, one.moment), *self._beside(proposal, one)]
        for other in found:
            when = other.start, other.end
            if when not in told and _is_date(*when):
                told.add(when)
                yield other

    def _read_otherwise(self, one: ResolvedMention, moment: CalendarSpan) -> Iterator[OtherDate]:
        """Give what the very words of a date may mean besides."""
        reading, said = one.mention.reading, one.mention.reading.weekday
        words = self._read.stream.covered(one.mention.first, one.mention.last)
        if said >= 0 and reading.day and moment.scale == "day" and moment.weekday != said:
            julian = moment.year <= _LAST_JULIAN and weekday_in_julian(moment) == said
            if not julian:
                near = min(((said - moment.weekday) % 7, (said - moment.weekday) % 7 - 7), key=abs)
                yield _other(moment.shift(near, "day"), words, self._reasons.nearest_weekday(said))
        if one.mention.meaning == "numeric" and not self._ordered and "/" in words and moment.day <= _MONTHS:
            swapped = CalendarSpan("day", moment.year, moment.day, moment.month)
            if swapped.day <= length_of_month(swapped.year, swapped.month) and said < 0:
                other = replace(swapped, clock=moment.clock, zone=moment.zone)
                yield _other(other, words, self._reasons.other_figure(words))
        if one.because == "nearest" and said >= 0 and not reading.day:
            behind = moment.first() < self._read.published.first()
            other = moment.shift(1 if behind else -1, "week")
            yield _other(other, words, self._reasons.other_week(said, ahead=behind))

    def _beside(self, proposal: Proposal, one: ResolvedMention) -> Iterator[OtherDate]:
        """Give the dates of the same sentence that no other proposal has for its own.

        An entry of a list has the date of its head, whatever else it speaks of.
        """
        if one.mention.first in self._listed:
            return
        for place, other in self._at.items():
            if not _stands_in(place, proposal) or other is one or other.moment is None:
                continue
            span = next((each for each in self._ranges if _lies_in(place, each)), None)
            told = self._claimed.get(span.date_start if span is not None else place[0], "")
            if told not in {"", proposal.title} or self._in_one_breath(other, one):
                continue
            if self._is_aside(other, other.moment, one):
                continue
            words = self._read.stream.covered(other.mention.first, other.mention.last)
            if span is None:
                yield _other(other.moment, words, self._reasons.beside(words))
            else:
                yield OtherDate(span.start, span.end, span.date_text, self._reasons.beside(span.date_text))

    def _in_one_breath(self, other: ResolvedMention, one: ResolvedMention) -> bool:
        """Tell "in August 2020 and again in May 2021", which are two events of one title."""
        first, second = sorted((other.mention, one.mention), key=lambda each: each.first)
        linked = (each.mention for each in self._read.resolved if first.first <= each.mention.first <= second.first)
        return all(self._is_linked(left.last, right.first) for left, right in pairwise(linked))

    def _is_linked(self, first: int, last: int) -> bool:
        """Tell "and again in", "," and their like between two dates."""
        members = self._read.grammar.members
        codes = self._read.stream.codes[first:last]
        return len(codes) <= _LONGEST_LINK and any(
            code in members[name] for code in codes for name in ("and", "or", "COMMA", "DASH")
        )

    def _is_aside(self, other: ResolvedMention, moment: CalendarSpan, one: ResolvedMention) -> bool:
        """Tell a date that says the same or names something, leads back, or says when somebody spoke."""
        reading, stream, members = other.mention.reading, self._read.stream, self._read.grammar.members
        if moment.scale in _COARSE or reading.kind not in {"date", "shift"} or reading.note == "again":
            return True
        if one.moment is None or _holds(moment, one.moment) or _holds(one.moment, moment):
            return True
        before = stream.words[max(0, other.mention.first - _LEADS) : other.mention.first]
        if self._read.grammar.language.habits.asides.intersection(before[-1:]):
            return True
        if self._prose.saying.intersection(before):
            return True
        led = stream.codes[other.mention.first - 1 : other.mention.first]
        after = stream.codes[other.mention.last : other.mention.last + 1]
        if after and after in members["LPAR"] + members["DASH"]:
            return True  # "CAIRO, Sept 16 (Agency) - "
        named = bool(led) and led in members["the"] + members["A"] + members["OWN"]
        return named and bool(after) and after in members["OTHER"] + members["CAP"]


def _holds(one: CalendarSpan, other: CalendarSpan) -> bool:
    """Tell the year of a day, the day of an hour."""
    if one.sub or other.sub:
        return one.year == other.year
    return one.first() == other.first() or (one.scale != "day" and other.at(one.scale) == one.at(one.scale))


def _other(moment: CalendarSpan, words: str, reasoning: str) -> OtherDate:
    return OtherDate(moment.edtf(), "", words, reasoning)


def _perhaps(other: OtherDate) -> str:
    return _("or {date}, {why}").format(date=word(When.of(other.start, other.end)), why=other.reasoning)


def _stands_in(place: tuple[int, int], proposal: Proposal) -> bool:
    """Tell whether words stand in the sentence of a proposal."""
    return proposal.excerpt_start <= place[0] and place[1] <= proposal.excerpt_end


def _lies_in(place: tuple[int, int], proposal: Proposal) -> bool:
    """Tell whether words are of the date of a proposal."""
    return proposal.date_start <= place[0] and place[1] <= proposal.date_end


def _is_date(start: str, end: str) -> bool:
    try:
        return bool(When.of(start, end).edtf)
    except DateError:
        return False


def _confidence(proposal: Proposal, dates: Sequence[ResolvedMention]) -> Confidence:
    """Tell how far to trust a proposal: on the marked pages the shares of sensible ones part by just these signs."""
    if proposal.others or proposal.doubt or proposal.status == "cancelled" or not dates:
        return "unsure"
    if proposal.start[-1:] in {"~", "]"}:
        return "unsure"
    readings = [one.mention.reading for one in dates]
    written = all(each.year is not None and each.full_year for each in readings)
    scales = {one.moment.scale if one.moment is not None else "" for one in dates}
    if written:
        return "sure" if scales <= _FINE else "likely"
    return "likely" if scales <= _FINE else "unsure"
