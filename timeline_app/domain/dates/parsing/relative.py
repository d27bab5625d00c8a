"""Rules for dates that count from a stated day: "last Wednesday", "3 дні тому", "nächste Woche", "week of 14 July"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import DAY_S, add_months, civil_from_days, days_from_civil, weekday
from timeline_app.domain.dates.edtf.parser import SEASONS
from timeline_app.domain.dates.parsing.days import numeric, written
from timeline_app.domain.dates.parsing.reader import PartialDate
from timeline_app.domain.dates.parsing.years import year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.dates.parsing.reader import Readings, TokenCursor

_FURTHEST: Final = 100_000
"""Units beyond which nobody counts back; keeps years within four digits or so."""


def relative(reader: TokenCursor, place: int) -> Readings:
    """Read what is said against a stated day; nothing where none was stated."""
    today = reader.settings.today
    yield from _weeks(reader, place)
    if today is None:
        return
    if found := reader.word(place, "day_offset"):
        yield _day(today + int(found[0])), found[1]
    if found := reader.word(place, "last_year"):
        yield PartialDate(year=civil_from_days(today)[0] + int(found[0])), found[1]
    if found := reader.word(place, "weekday"):
        back = (weekday(today) - int(found[0])) % 7
        yield _day(today - back), found[1]
    if found := reader.word(place, "which"):
        yield from _which(reader, found[1], int(found[0]), today)
    yield from _counted(reader, place, today)


def _day(days: int) -> PartialDate:
    number, month, day = civil_from_days(days)
    return PartialDate(year=number, month=month, day=day)


def _week(days: int) -> PartialDate:
    monday = days - weekday(days)
    first, last = (_iso(civil_from_days(each)) for each in (monday, monday + 6))
    return PartialDate(span=(first, last))


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def _which(reader: TokenCursor, place: int, step: int, today: int) -> Readings:
    """Read what follows "last", "this" or "next"."""
    number, month, _day_of_month = civil_from_days(today)
    if found := reader.word(place, "weekday"):
        wanted = int(found[0])
        if step == 0:
            yield _day(today - weekday(today) + wanted), found[1]
        else:
            distance = (weekday(today) - wanted if step < 0 else wanted - weekday(today)) % 7 or 7
            yield _day(today + step * distance), found[1]
    if found := reader.word(place, "unit"):
        unit, end = found
        if unit == "week":
            yield _week(today + 7 * step), end
        elif unit == "month":
            moved = civil_from_days(add_months(today * DAY_S, step) // DAY_S)
            yield PartialDate(year=moved[0], month=moved[1]), end
        elif unit == "year":
            yield PartialDate(year=number + step), end
    if found := reader.word(place, "month"):
        yield PartialDate(year=_occurrence(number, step, (int(found[0]), 1), month), month=int(found[0])), found[1]
    if found := reader.word(place, "season"):
        code = int(found[0])
        yield PartialDate(year=_occurrence(number, step, SEASONS[code], month), season=code), found[1]


def _occurrence(number: int, step: int, months: tuple[int, int], this_month: int) -> int:
    """Give the year in which a month or season came last or comes next."""
    first, length = months
    if step < 0:
        return number if first + length <= this_month else number - 1
    return number if step == 0 or first > this_month else number + 1


def _counted(reader: TokenCursor, place: int, today: int) -> Readings:
    """Read "3 days ago", "vor 3 Tagen", "in two weeks", "через 3 дня"."""
    before = reader.past(place, "ago_before")
    ahead = reader.past(place, "ahead")
    for start, step in ((place, 0), (before, -1), (ahead, 1)):
        if start is None:
            continue
        for count, after in _number(reader, start):
            found = reader.word(after, "unit")
            if found is None or count > _FURTHEST:
                continue
            end = found[1] if step else reader.past(found[1], "ago")
            if end is not None:
                yield _moved(today, found[0], count * (step or -1)), end


def _number(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    if (token := reader.number(place)) and not token.suffix and len(token.digits) < 6:
        yield token.number, place + 1
    if found := reader.word(place, "number"):
        yield int(found[0]), found[1]
    yield 1, place


def _moved(today: int, unit: str, count: int) -> PartialDate:
    """Count from today; weeks give a day that is approximate, months a month, years a year."""
    if unit == "day":
        return _day(today + count)
    if unit == "week":
        number, month, day = civil_from_days(today + 7 * count)
        return PartialDate(year=number, month=month, day=day, about=True)
    number, month, _ = civil_from_days(add_months(today * DAY_S, count * (12 if unit == "year" else 1)) // DAY_S)
    return PartialDate(year=number, month=month if unit == "month" else None)


def _weeks(reader: TokenCursor, place: int) -> Readings:
    """Read "the week of 14 July 2025", "week 29 2025", "KW 29/2025", "2025-W29"."""
    after = reader.past(place, "week_of")
    if after is not None:
        for rule in (written, numeric):
            for partial, end in rule(reader, reader.skip(after)):
                if partial.is_complete and partial.day and partial.month and partial.year is not None:
                    yield _week(days_from_civil(partial.year, partial.month, partial.day)), end
    for number, after_year in year(reader, place):
        dash = after_year + 1 if reader.sign(after_year, "-") else after_year
        for week, end in _week_number(reader, dash):
            if week_span(number, week)[0]:
                yield PartialDate(year=number, week=week), end
    for week, after_week in _week_number(reader, place):
        slash = after_week + 1 if reader.sign(after_week, "/") else reader.skip(after_week)
        for number, end in year(reader, slash):
            if week_span(number, week)[0]:
                yield PartialDate(year=number, week=week), end
        yield PartialDate(week=week), after_week


def _week_number(reader: TokenCursor, place: int) -> Iterator[tuple[int, int]]:
    after = reader.past(place, "week_number")
    if after is not None and (token := reader.number(after)) and 1 <= token.number <= 53:
        yield token.number, reader.reach(after + 1)


def week_span(number: int, week: int) -> tuple[str, str]:
    """Give first and last day of a week by ISO 8601: week 1 is that of 4 January. Nothing where a year has no such."""
    fourth = days_from_civil(number, 1, 4)
    monday = fourth - weekday(fourth) + 7 * (week - 1)
    return _week(monday).span if civil_from_days(monday + 3)[0] == number else ("", "")
