"""Complete several dates from each other: month, year, era, zone, the half of the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.calendar import civil_from_days
from timeline_app.domain.dates.parsing.partial import PartialDate, completed
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    within = partial.month is not None or partial.season is not None or partial.week is not None
    waits = within or not partial.has_date
    if partial.is_complete or settings.today is None or not waits:
        return partial
    year, month, day = civil_from_days(settings.today)
    if not partial.has_date and partial.clock:
        return replace(partial, year=year, month=month, day=day)
    return replace(partial, year=year, guessed_year=True)
