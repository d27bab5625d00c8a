"""Several dates read as one expression: they complete each other, and the ends of a range are put in order.

Month, year, era, zone and the half of the day may stand at one date only; a range may go over midnight or New Year, and
"midnight" means another day at its end than at its beginning.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import DAY_S, civil_from_days, days_from_civil
from timeline_app.domain.dates.formatting.dates import year_words
from timeline_app.domain.dates.parsing.reader import PartialDate, completed
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from timeline_app.domain.dates.parsing.grammar import DateShape
    from timeline_app.domain.dates.parsing.reader import ParseSettings


_THIS_AGE: Final = 2100
"""A later year behind "BCE to" cannot be of our era."""


def completions(shape: DateShape, settings: ParseSettings) -> Iterator[list[PartialDate]]:
    """Complete the dates of a shape, best meaning first; raise DateError where something is missing."""
    for dates in _with_eras(_with_hours(shape)):
        yield _complete(shape, dates, settings)


def _with_hours(shape: DateShape) -> list[PartialDate]:
    """Settle the bare hour of "9 to 11 pm" and "11 to 1 pm" by the word of the other."""
    dates = list(shape.dates)
    if not any(each.waits for each in dates):
        return dates
    if len(dates) != 2 or dates[1].waits or not dates[1].clock:
        raise DateError(_("Write the time as 9:00, or with a word for the hour."))
    first, last = dates
    hour, half_day = int(first.clock[:2]), last.half_day
    if half_day and 0 < hour <= 12:
        same = hour % 12 + 12 * (half_day == "pm")
        later = f"{same:02}:00:00" > last.clock
        first = replace(first, clock=f"{(same + 12 * later) % 24:02}:00:00")
    return [replace(first, waits=False), last]


def _complete(shape: DateShape, dates: list[PartialDate], settings: ParseSettings) -> list[PartialDate]:
    """Let each date take from the others what it leaves out, then the year from today."""
    dates = _of_three_figures(dates, settings)
    if len(dates) > 1:
        dates = _year_tails(dates)
        full = next((each for each in reversed(dates) if each.is_complete and each.has_date), None)
        if full is None:
            dates = [_this_year(each, settings) for each in _pooled(dates)]
            full = next((each for each in reversed(dates) if each.is_complete), None)
        if full is not None:
            dates = [_filled(each, full) for each in dates]
        if dates[0].about and shape.kind == "range":
            dates = [replace(each, about=True) for each in dates]
        zone = next((each.zone for each in reversed(dates) if each.zone), "")
        dates = [replace(each, zone=each.zone or zone) if each.clock else each for each in dates]
    dates = [_this_year(each, settings) for each in dates]
    if all(each.clock and not each.has_date for each in dates):
        raise DateError(_("A clock time needs its day: write it before, such as “5 May 2025, 14:30”."))
    for each in dates:
        if not each.has_date or not each.is_complete:
            raise DateError(
                _("A year is missing.")
                if each.month or each.season or each.week or not each.day
                else _("A month is missing.")
            )
    return dates


def _with_eras(dates: list[PartialDate]) -> Iterator[list[PartialDate]]:
    """Give the years of "500–480 BC" and "AD 79–96" the era that stands with one of them.

    What follows "4000 BCE to" without an era is of ours where it would be a later year otherwise, or has four figures.
    """
    era = next((each.era for each in reversed(dates) if each.era), "")
    if not era:
        yield dates
        return
    first, last = dates[0], dates[-1]
    if era == "bce" and first.era and not last.era and first.year is not None and last.year is not None:
        before = 1 - first.year
        ours = last.year > before or (not last.needs_era and last.year <= _THIS_AGE)
        if ours:
            told = _("{year} is taken as a year of our era").format(year=last.year)
            yield [*dates[:-1], replace(last, era="ce", needs_era=False, concluded=(*last.concluded, told))]
        if last.year > before:
            return
    yield [_of_era(each, era) for each in dates]


def _of_era(partial: PartialDate, era: str) -> PartialDate:
    takes = partial.year is not None and not partial.era and (era == "bce" or partial.needs_era)
    if not takes or partial.year is None:
        return partial
    return replace(partial, year=1 - partial.year if era == "bce" else partial.year, era=era, needs_era=False)


def _of_three_figures(dates: list[PartialDate], settings: ParseSettings) -> list[PartialDate]:
    """Take years of three figures as they stand, but for columns of files, where they are more often numbers."""
    if settings.strict:
        return dates
    return [replace(each, needs_era=False) if each.needs_era and (each.year or 0) >= 100 else each for each in dates]


def _pooled(dates: list[PartialDate]) -> list[PartialDate]:
    """Give days without month and year what the others say: "March 16–18, 2014" names them on different sides."""
    year = next((each.year for each in dates if each.year is not None), None)
    month = next((each.month for each in dates if each.month is not None), None)
    return [
        replace(each, year=each.year if each.year is not None else year, month=each.month or month)
        if each.day is not None
        else each
        for each in dates
    ]


def _filled(one: PartialDate, full: PartialDate) -> PartialDate:
    if one.is_complete and one.has_date:
        return one
    found = completed(one, full)
    if found is None:
        raise DateError(_("The two dates do not fit together."))
    return found


def _year_tails(dates: list[PartialDate]) -> list[PartialDate]:
    """Read the 15 of "2014–15" as a year."""
    result = dates[:1]
    for each in dates[1:]:
        before = result[-1]
        plain_year = before.year is not None and before.month is None and before.season is None and not before.part
        if each.two_digits and each.year is None and plain_year and before.year and each.day is not None:
            year = before.year // 100 * 100 + each.day
            if each.day <= before.year % 100:
                words = _("The years do not follow each other: {first} and {second}.")
                raise DateError(words.format(first=before.year, second=year))
            result.append(replace(each, year=year, day=None, two_digits=False))
        elif each.season is not None and each.year is None and before.year is None and before.season is not None:
            result.append(each)
        else:
            result.append(each)
    return result


def _this_year(partial: PartialDate, settings: ParseSettings) -> PartialDate:
    if not partial.has_date and partial.clock and settings.clock_day is not None:
        year, month, day = civil_from_days(settings.clock_day)
        return replace(partial, year=year, month=month, day=day)
    within = partial.month is not None or partial.season is not None or partial.week is not None
    waits = within or not partial.has_date
    if partial.is_complete or settings.today is None or not waits:
        return partial
    year, month, day = civil_from_days(settings.today)
    if not partial.has_date and partial.clock:
        return replace(partial, year=year, month=month, day=day)
    return replace(partial, year=year, guessed_year=True)


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
