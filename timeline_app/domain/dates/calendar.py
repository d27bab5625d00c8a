"""Turn calendar fields into seconds on the axis and back, for any year, in whole numbers.

The axis counts seconds from 1970-01-01T00:00:00 in the proleptic Gregorian calendar with astronomical years (0 is
1 BCE). Every day has 86,400 seconds: leap seconds have no place of their own.
"""

from __future__ import annotations

from typing import Final

from timeline_app.base.fast_dataclasses import NamedTuple

DAY_S: Final = 86_400
_DAYS_BEFORE: Final = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EPOCH_DAYS: Final = 719_162
"""Days from 0001-01-01 to 1970-01-01."""
_JULIAN_SHIFT: Final = 2
"""0001-01-01 of the Julian calendar is two days before that of the Gregorian one."""


class CivilTime(NamedTuple):
    """A date and clock time in calendar fields."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0


def is_leap(year: int) -> bool:
    """Tell whether the astronomical year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Tell how long the month is."""
    if month == 2 and is_leap(year):
        return 29
    return _LENGTHS[month]


def days_from_civil(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to the given day; negative before it."""
    past = year - 1
    days = past * 365 + past // 4 - past // 100 + past // 400 + _DAYS_BEFORE[month] + day - 1 - _EPOCH_DAYS
    if month > 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return days + 1
    return days


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Give year, month and day of the day that lies `days` after 1970-01-01."""
    # Counting from 1 March of year 0 puts the leap day at the end of each year, so that no table is needed.
    era, day_of_era = divmod(days + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day


def seconds_at(year: int, month: int = 1, day: int = 1, clock_s: int = 0) -> int:
    """Give the place on the axis of `clock_s` seconds past the midnight that begins the day."""
    return days_from_civil(year, month, day) * DAY_S + clock_s


def civil_at(seconds: int) -> CivilTime:
    """Give the calendar fields of a place on the axis, read as UTC."""
    days, rest = divmod(seconds, DAY_S)
    hour, rest = divmod(rest, 3600)
    return CivilTime(*civil_from_days(days), hour, *divmod(rest, 60))


def weekday(days: int) -> int:
    """Give the day of the week of a day since 1970-01-01: 0 is Monday."""
    return (days + 3) % 7


def add_months(seconds: int, months: int) -> int:
    """Move a place on the axis by whole months; a day that the month lacks becomes its last."""
    days, clock_s = divmod(seconds, DAY_S)
    year, month, day = civil_from_days(days)
    years, month0 = divmod(month - 1 + months, 12)
    year += years
    return seconds_at(year, month0 + 1, min(day, days_in_month(year, month0 + 1)), clock_s)


def days_from_julian(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a day named in the Julian calendar (old style)."""
    past = year - 1
    days = past * 365 + past // 4 + _DAYS_BEFORE[month] + day - 1 - _EPOCH_DAYS - _JULIAN_SHIFT
    return days + 1 if month > 2 and year % 4 == 0 else days


def edtf_from(second: int) -> str:
    """Spell in EDTF what begins at a second: a day, or a moment within one; beyond year 9999 only the year."""
    return _edtf(second, (0, 0, 0))


def edtf_until(second: int) -> str:
    """Spell in EDTF what ends before a second: a day, or a moment within one; beyond year 9999 only the year."""
    return _edtf(second - 1, (23, 59, 59))


def _edtf(second: int, edge: tuple[int, int, int]) -> str:
    at = civil_at(second)
    if not -9999 <= at.year <= 9999:
        return f"Y{at.year}"
    year = f"{at.year:04d}" if at.year >= 0 else f"-{-at.year:04d}"
    day = f"{year}-{at.month:02d}-{at.day:02d}"
    return day if at[3:] == edge else f"{day}T{at.hour:02d}:{at.minute:02d}:{at.second:02d}Z"
