"""A stretch of the calendar of any coarseness, from a minute to a century, and how TIMEX3 and EDTF write it.

Years are astronomical (0 is 1 BCE), as everywhere in the project. Arithmetic is on plain integers, so that the
fifth century BC needs no special care.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from timeline_app.base.fast_dataclasses import dataclass

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
