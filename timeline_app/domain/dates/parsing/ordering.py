"""Put the ends of a range in order: over midnight, over New Year, and what "midnight" means at an end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.calendar import DAY_S, civil_from_days, days_from_civil
from timeline_app.domain.dates.formatting.dates import year_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.domain.dates.parsing.partial import PartialDate


_RANGES: Final = ("range", "between")
_ENDS: Final = ("until", "not_after", "before")
_MOST_DAYS: Final = 275
"""A range of days over New Year is no longer, or its ends were swapped: "5 May – 3 May 2019"."""
_MOST_MONTHS_DAYS: Final = 366


class OrderContext(NamedTuple):
    """What the order of two dates is judged by."""

    typed: tuple[PartialDate, ...]
    """The dates as they were typed, before they were completed."""
    reach: Callable[[PartialDate], tuple[int, int]]
    """Gives the seconds between which a date lies."""
    today: int | None
    """Days since 1970."""


def in_order(kind: str, dates: list[PartialDate], known: OrderContext) -> Iterator[list[PartialDate]]:
    """Give the dates so that the last does not end before the first begins, best meaning first; else as they are."""
    if kind in _ENDS and dates[0].midnight:
        yield [_next_day(dates[0], _("the end of that day"))]
        yield dates
    elif kind in _RANGES and len(dates) == 2:
        yield from _ordered(dates[0], dates[1], known)
    else:
        yield dates


def _ordered(first: PartialDate, last: PartialDate, known: OrderContext) -> Iterator[list[PartialDate]]:
    if last.midnight and last.clock:
        yield from _until_midnight(first, last, known)
        return
    start, end = known.reach(first)[0], known.reach(last)[1]
    if end > start or (end == start and not last.clock):
        yield [first, last]
    elif not known.typed[-1].has_date and last.clock:
        yield [first, _next_day(last, _ends_next_day())]
    elif not known.typed[0].has_date and first.clock and last.clock:
        yield [first, _next_day(last, _ends_next_day())]
        yield [_day_before(first), last]
    else:
        yield _over_new_year(first, last, known)


def _until_midnight(first: PartialDate, last: PartialDate, known: OrderContext) -> Iterator[list[PartialDate]]:
    """Take midnight as the end of the day it is named with; the beginning of that day is the other meaning."""
    end_of_day = [first, _next_day(last, _ends_next_day())]
    if known.reach(end_of_day[1])[0] - known.reach(first)[0] <= 0:
        end_of_day = _over_new_year(end_of_day[0], end_of_day[1], known)
    yield end_of_day
    if known.typed[-1].has_date and known.reach(last)[0] > known.reach(first)[0]:
        yield [first, last]


def _ends_next_day() -> str:
    return _("ends on the next day")


def _over_new_year(first: PartialDate, last: PartialDate, known: OrderContext) -> list[PartialDate]:
    """Move the end whose year was not typed into the year before or after, where that makes a range of some months."""
    given_first, given_last = known.typed[0].year is not None, known.typed[-1].year is not None
    if (given_first and given_last) or first.year is None or last.year is None:
        return [first, last]
    before = _("over New Year: it begins in {year}").format(year=year_words(first.year - 1))
    after = _("over New Year: it ends in {year}").format(year=year_words(last.year + 1))
    guessed = not given_first and not given_last  # then it is the last such range that has begun
    if given_first or (guessed and known.today is not None and known.reach(first)[0] <= known.today * DAY_S):
        moved = [first, _told(replace(last, year=last.year + 1), after)]
    else:
        moved = [_told(replace(first, year=first.year - 1), before), last]
    days = (known.reach(moved[1])[1] - known.reach(moved[0])[0]) / DAY_S
    by_days = first.day is not None or last.day is not None or first.week is not None
    return moved if 0 < days <= (_MOST_DAYS if by_days else _MOST_MONTHS_DAYS) else [first, last]


def _next_day(partial: PartialDate, note: str) -> PartialDate:
    return _told(_moved(partial, 1), note)


def _day_before(partial: PartialDate) -> PartialDate:
    return _told(_moved(partial, -1), _("begins on the day before"))


def _moved(partial: PartialDate, days: int) -> PartialDate:
    if partial.year is None or partial.month is None or partial.day is None:
        return partial
    year, month, day = civil_from_days(days_from_civil(partial.year, partial.month, partial.day) + days)
    return replace(partial, year=year, month=month, day=day, weekday=None)


def _told(partial: PartialDate, note: str) -> PartialDate:
    return replace(partial, concluded=(*partial.concluded, note))
