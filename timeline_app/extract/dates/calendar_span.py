"""Stretches of the calendar of any coarseness, from a minute to a century: how they are placed, compared and written.

Years are astronomical (0 is 1 BCE), as everywhere in the project. Arithmetic is on plain integers, so that the
fifth century BC needs no special care. The parts of a date are placed once its year is known; TIMEX3 and EDTF write it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.extract.dates.captures import DateCaptures


_SEASONS: Final = {"SP": ("21", 3), "SU": ("22", 6), "FA": ("23", 9), "WI": ("24", 12)}
_QUARTERS: Final = {"Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}
_HALVES: Final = {"H1": "40", "H2": "41"}


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """One stretch of the calendar; `scale` says which of the fields count."""

    scale: str
    year: int
    """For a decade or century its first year counted from zero: 1920 or 1900; for BC the numerically lowest."""
    month: int = 0
    day: int = 0
    sub: str = ""
    """SP, SU, FA, WI, Q1 to Q4, H1, H2."""
    clock: str = ""
    zone: str = ""
    part: str = ""
    """TIMEX3 part of day: MO, MI, AF, EV, NI, DT."""

    def value(self) -> str:
        """Write it as TIMEX3 does."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{1 - self.year:04d}"
        if self.scale == "century":
            return f"{self.year // 100:02d}" if self.year >= 0 else f"BC{-(self.year + 99) // 100:02d}"
        if self.scale == "decade":
            return f"{self.year // 10:03d}" if self.year >= 0 else f"BC{-(self.year + 9) // 10:03d}"
        if self.scale == "year":
            return year
        if self.sub:
            return f"{year}-{self.sub}"
        if self.scale == "month":
            return f"{year}-{self.month:02d}"
        if self.scale in {"week", "weekend"}:
            iso = _civil(self).isocalendar()
            return f"{iso[0]:04d}-W{iso[1]:02d}" + ("-WE" if self.scale == "weekend" else "")
        return f"{year}-{self.month:02d}-{self.day:02d}{self._tail()}"

    def _tail(self) -> str:
        if self.clock:
            return f"T{self.clock}{self.zone}"
        return f"T{self.part}" if self.part else ""

    def edtf(self) -> str:
        """Write it as EDTF, level 2 at most; a part of day, which EDTF lacks, as its day."""
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if self.scale == "century":
            return f"{self.year // 100:02d}XX" if self.year >= 0 else f"-{-(self.year + 99) // 100:02d}XX"
        if self.scale == "decade":
            return f"{self.year // 10:03d}X" if self.year >= 0 else f"-{-(self.year + 9) // 10:03d}X"
        if self.scale == "year":
            return year
        if self.sub:
            return f"{year}-{_SEASONS[self.sub][0] if self.sub in _SEASONS else {**_QUARTERS, **_HALVES}[self.sub]}"
        if self.scale == "month":
            return f"{year}-{self.month:02d}"
        if self.scale in {"week", "weekend"}:
            first = _civil(self)
            last = first + timedelta(days=6 if self.scale == "week" else 1)
            return f"{first.isoformat()}/{last.isoformat()}"
        clock = self.clock + ":00" if self.clock.count(":") == 1 else self.clock
        return f"{year}-{self.month:02d}-{self.day:02d}" + (f"T{clock}{self.zone}" if self.clock else "")

    def first(self) -> tuple[int, int, int]:
        """Give its first day as year, month, day."""
        if self.scale in {"century", "decade", "year"}:
            return self.year, 1, 1
        if self.sub:
            return self.year, sub_month(self.sub), 1
        return self.year, self.month, self.day or 1

    def at(self, scale: str) -> CalendarSpan:
        """Give the coarser stretch that holds it: the month of a day, the week of a day."""
        year, month, day = self.first()
        if scale == "century":
            return CalendarSpan(scale, year // 100 * 100)
        if scale == "decade":
            return CalendarSpan(scale, year // 10 * 10)
        if scale == "year":
            return CalendarSpan(scale, year)
        if scale in {"half", "quarter"}:
            sub = f"H{(month + 5) // 6}" if scale == "half" else f"Q{(month + 2) // 3}"
            return CalendarSpan(scale, year, sub=sub)
        if scale == "month":
            return CalendarSpan(scale, year, month)
        if scale in {"week", "weekend"}:
            return _week(year, month, day, scale)
        return CalendarSpan("day", year, month, day)

    def shift(self, amount: int, unit: str) -> CalendarSpan:
        """Move by whole units and keep the coarseness that they allow: a day by months gives a month."""
        if unit in {"day", "week"}:
            year, month, day = self.first()
            return day_of(ordinal_of(year, month, day) + amount * (7 if unit == "week" else 1))
        years = {"year": 1, "decade": 10, "century": 100}.get(unit)
        if years:
            return self.at(unit).with_year(self.at(unit).year + amount * years)
        if unit == "season":
            return self
        months = {"month": 1, "quarter": 3, "half": 6}[unit]
        year, month, _day = self.first()
        total = year * 12 + month - 1 + amount * months
        return CalendarSpan("month", total // 12, total % 12 + 1).at(unit)

    def with_year(self, year: int) -> CalendarSpan:
        """Give the same stretch in another year."""
        return replace(self, year=year)

    @property
    def weekday(self) -> int:
        """Monday is 0."""
        return (ordinal_of(*self.first()) + 6) % 7


def sub_month(sub: str) -> int:
    """Give the month in which a season, quarter or half begins."""
    if sub in _SEASONS:
        return _SEASONS[sub][1]
    return {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}[sub]


LAST_DAY: Final = 31
"""The last day that any month has."""


def length_of_month(year: int, month: int) -> int:
    """Count the days of a month in the proleptic Gregorian calendar."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def ordinal_of(year: int, month: int, day: int) -> int:
    """Count days as `date.toordinal` does, for any year: 1 is 1 January of the year 1, a Monday."""
    shifted, cycles = year, 0
    if not 1 <= year <= 9000:
        cycles = (year - 1) // 400
        shifted = year - cycles * 400
    return date(shifted, month, min(day, length_of_month(year, month))).toordinal() + cycles * 146_097


def day_of(ordinal: int) -> CalendarSpan:
    """Give the day of an ordinal."""
    cycles, rest = divmod(ordinal - 1, 146_097)
    inner = date.fromordinal(rest + 1)
    return CalendarSpan("day", inner.year + cycles * 400, inner.month, inner.day)


def julian_lag(year: int, month: int) -> int:
    """Count the days by which the Julian calendar lags behind the Gregorian one in a month."""
    counted = year if month > 2 else year - 1
    return counted // 100 - counted // 400 - 2


def from_julian(year: int, month: int, day: int) -> CalendarSpan:
    """Give the day that a date of the Julian calendar is."""
    return day_of(ordinal_of(year, month, day) + julian_lag(year, month))


def _civil(moment: CalendarSpan) -> date:
    return date(moment.year, moment.month, moment.day)


def _week(year: int, month: int, day: int, scale: str) -> CalendarSpan:
    ordinal = ordinal_of(year, month, day)
    monday = ordinal - (ordinal + 6) % 7
    return replace(day_of(monday + (5 if scale == "weekend" else 0)), scale=scale)


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
