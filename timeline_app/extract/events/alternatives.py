"""Say which other date an event may have, where two dates compete for it, and why.

Dates compete where the text leaves it open: a weekday that is not that of its day, a Friday beside no verb that tells
behind from ahead, figures that may be written in the American order, and a second date in the clause of the event.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import weekdays
from timeline_app.extract.dates.calendar_span import FINENESS, CalendarSpan, length_of_month
from timeline_app.extract.dates.relative import nearest, weekday_in_julian
from timeline_app.extract.events.date_pairs import ranges
from timeline_app.extract.events.proposal import AlternativeDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText
    from timeline_app.extract.events.titles import Telling
    from timeline_app.extract.text.sentences import Sentence

_MOST: Final = 2
"""More other dates than that help nobody to choose."""
_FINE: Final = FINENESS["month"]
_LAST_JULIAN: Final = 1930
"""After this year no country that we read of counts by the Julian calendar."""


def alternatives_of(
    read: TaggedText,
    dates: tuple[ResolvedMention, ...],
    sentence: Sentence | None = None,
    telling: Telling | None = None,
) -> tuple[AlternativeDate, ...]:
    """Give the dates that compete with that of an event, none for one that the text leaves no doubt about.

    Without a sentence and its clause only the words of the date itself are looked at: that is so for entries of lists.
    """
    if len(dates) > 1:
        return ()  # each end of a stretch of time stands by the other
    own = dates[0]
    found = [*_of_words(read, own)]
    if sentence is not None and telling is not None:
        found += _of_clause(read, own, sentence, telling)
    kept = {(each.start, each.end): each for each in reversed(found)}
    return tuple(reversed(kept.values()))[:_MOST]


def _of_words(read: TaggedText, own: ResolvedMention) -> Iterator[AlternativeDate]:
    """Give what the words of the date itself leave open."""
    moment, reading = own.moment, own.mention.reading
    if moment is None or moment.scale != "day":
        return
    said = read.stream.covered(own.mention.first, own.mention.last)
    if reading.day and 0 <= reading.weekday != moment.weekday:
        yield from _on_weekday(moment, reading.weekday)
    swapped = _swapped(read, own)
    if swapped is not None:
        yield _day(swapped, _("“{said}” with day and month in the other order").format(said=said))
    if own.because == "nearest" and reading.weekday >= 0 and not reading.day:
        other = moment.shift(-7 if moment.first() > read.published.first() else 7, "day")
        words = _("no verb tells whether “{said}” lies behind or ahead")
        yield _day(other, words.format(said=said))
    elif own.because == "nearest" and reading.month and reading.year is None:
        ahead = moment.first() <= read.published.first()
        there = nearest(reading, "future" if ahead else "past", read.published)
        if there is not None and there.first() != moment.first():
            yield _day(there, _("no verb tells whether “{said}” lies behind or ahead").format(said=said))


def _on_weekday(moment: CalendarSpan, weekday: int) -> Iterator[AlternativeDate]:
    """Give the nearest day that is the weekday which the text says, unless it is right by the Julian calendar."""
    if moment.year <= _LAST_JULIAN and weekday_in_julian(moment) == weekday:
        return
    step = (weekday - moment.weekday + 3) % 7 - 3
    words = _("the nearest {weekday}, which the text says")
    yield _day(moment.shift(step, "day"), words.format(weekday=weekdays()[weekday]))


def _swapped(read: TaggedText, own: ResolvedMention) -> CalendarSpan | None:
    """Give 6 May for the 5 June of "05/06/2014", where no other date of the text shows which figure is the month."""
    moment = own.moment
    if moment is None or own.mention.meaning != "numeric" or read.order_known or moment.day == moment.month:
        return None
    if own.mention.reading.weekday >= 0 or "/" not in read.stream.covered(own.mention.first, own.mention.last):
        return None
    possible = moment.month <= length_of_month(moment.year, moment.day)
    return replace(moment, month=moment.day, day=moment.month) if possible else None


def _of_clause(
    read: TaggedText, own: ResolvedMention, sentence: Sentence, telling: Telling
) -> Iterator[AlternativeDate]:
    """Give the other dates in the clause of the event; the two ends of a stretch are one."""
    places = {first for first, _last in sentence.times if telling.first <= first < telling.last}
    low = bisect_left(read.resolved, sentence.first, key=_first)
    high = bisect_left(read.resolved, sentence.last, key=_first)
    dates = [one for one in read.resolved[low:high] if one.mention.first in places]
    for first, *others in ranges(read, dates):
        last = others[-1] if others else first
        if not _competes(own.moment, first.moment):
            continue
        said = read.stream.covered(first.mention.first, last.mention.last)
        end = last.moment.edtf() if others and last.moment is not None else ""
        if first.moment is not None:
            words = _("“{said}” stands in the same clause")
            yield AlternativeDate(first.moment.edtf(), end, words.format(said=said))


def _first(one: ResolvedMention) -> int:
    return one.mention.first


def _competes(own: CalendarSpan | None, other: CalendarSpan | None) -> bool:
    """Tell two dates apart from one within the other: the year of a day is no other date."""
    if own is None or other is None or FINENESS.get(other.scale, 0) < _FINE:
        return False
    coarser, finer = (own, other) if FINENESS[own.scale] <= FINENESS[other.scale] else (other, own)
    return finer.at(coarser.scale).first() != coarser.first()


def _day(moment: CalendarSpan, why: str) -> AlternativeDate:
    return AlternativeDate(moment.edtf(), "", why)
