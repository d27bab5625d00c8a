"""Put the parts of a date on the calendar once its year is known, and compare where dates lie."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.calendar_span import CalendarSpan, length_of_month, ordinal_of, sub_month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.dates.captures import DateCaptures

Day = tuple[int, int, int]

FINENESS: Final = {
    "century": 0, "decade": 1, "year": 2, "half": 3, "quarter": 3, "season": 3, "month": 4, "week": 5, "weekend": 6,
    "day": 7,
}  # fmt: skip
STEPS: Final = {"last": -1, "previous": -1, "next": 1, "following": 1}
"""How far a relation leads from its base."""


def placed(reading: DateCaptures, year: int) -> CalendarSpan | None:
    """Put a reading into a year; None where there is no such day in it."""
    if reading.holiday:
        return timed(_holiday(reading.holiday, year), reading)
    if reading.scale == "day" and not 1 <= reading.day <= length_of_month(year, reading.month):
        return None
    return timed(CalendarSpan(reading.scale, year, reading.month, reading.day, reading.sub), reading)


def timed(moment: CalendarSpan, reading: DateCaptures) -> CalendarSpan:
    """Give a day the clock time or the part of day that its expression names."""
    if moment.scale != "day" or not (reading.clock or reading.part):
        return moment
    return replace(moment, clock=reading.clock, zone=offset_in(reading.zone, moment.first()), part=reading.part)


def offset_in(zone: str, day: Day) -> str:
    """Give the offset of a named zone on a day; what is an offset already stays so."""
    if "/" not in zone:
        return zone
    from datetime import datetime  # noqa: PLC0415 - only texts with named zones pay for the zone tables
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - likewise

    year = max(1, min(9998, day[0]))
    try:
        offset = datetime(year, day[1] or 1, day[2] or 1, 12, tzinfo=ZoneInfo(zone)).strftime("%z")
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    return f"{offset[:3]}:{offset[3:5]}"


def within_century(short: int, near: int, latest: int) -> int:
    """Give "'99" or "the eighties" the century that brings them nearest to the years around, none after `latest`."""
    if short >= 100:
        return short
    options = [century + short for century in range(near // 100 * 100 - 100, near // 100 * 100 + 200, 100)]
    return min((y for y in options if y <= latest), key=lambda year: abs(year - near), default=1900 + short)


def starts(moment: CalendarSpan) -> Day:
    """Give the first day, to compare by."""
    return moment.first()


def ends(moment: CalendarSpan) -> Day:
    """Give a day that is not before the last, to compare by."""
    year, month, day = moment.first()
    if moment.scale == "month":
        return year, month, 31
    if moment.sub:
        total = year * 12 + sub_month(moment.sub) - 1 + {"Q": 2, "H": 5}.get(moment.sub[0], 2)
        return total // 12, total % 12 + 1, 31
    return (year, 12, 31) if moment.scale == "year" else (year, month, day)


def day_number(moment: CalendarSpan) -> int:
    """Count days to the first day."""
    return ordinal_of(*moment.first())


def first_of(moments: Iterable[CalendarSpan]) -> CalendarSpan | None:
    """Give the first, if there is one."""
    return next(iter(moments), None)


def is_possible(moment: CalendarSpan) -> bool:
    """Tell whether EDTF can write it."""
    if moment.scale in {"week", "weekend"} and not 1 <= moment.year <= 9998:
        return False
    return -9999 <= moment.year <= 9999 and (moment.scale != "day" or moment.month > 0)


def _holiday(rule: str, year: int) -> CalendarSpan:
    """Give the day of a feast: "12-25", "11/4/3" for the fourth Thursday of November, "easter-2"."""
    if rule.startswith("easter"):
        return CalendarSpan("day", year, *easter(year)).shift(int(rule.removeprefix("easter")), "day")
    if "/" in rule:
        month, which, weekday = (int(part) for part in rule.split("/"))
        return _nth_weekday(CalendarSpan("month", year, month), which, weekday)
    month, day = (int(part) for part in rule.split("-"))
    return CalendarSpan("day", year, month, day)


def _nth_weekday(month: CalendarSpan, which: int, weekday: int) -> CalendarSpan:
    """Give the second Monday of a month, or with -1 the last."""
    if which < 0:
        return _nth_weekday(month.shift(1, "month"), 1, weekday).shift(7 * which, "day")
    first = CalendarSpan("day", month.year, month.month, 1)
    return first.shift((weekday - first.weekday) % 7 + 7 * (which - 1), "day")


def easter(year: int) -> tuple[int, int]:
    """Give the month and day of Western Easter (the Gregorian computus)."""
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    sunday = epact - weekday
    month = 3 + (sunday + 40) // 44
    return month, sunday + 28 - 31 * (month // 4)
