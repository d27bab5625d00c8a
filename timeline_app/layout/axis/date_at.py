"""The date that a point of the axis means: as precise as a hand can point there, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.calendar import DAY_S, civil_at
from timeline_app.layout.axis.scale import YEAR_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline_app.domain.dates.calendar import CivilTime

LEAST_PX: Final = 6
"""A stretch narrower than this cannot be aimed at."""
_MONTH_S: Final = 28 * DAY_S
_CLOCKS: Final = (1, 60, 300, 900, 3600)
_LAST_CLOCK: Final = DAY_S / 120
"""Seconds per pixel from which a day is too narrow for its hours to be read."""


class DatePrecision(NamedTuple):
    """A precision: how long it is at least, and its EDTF text."""

    length_s: int
    text: Callable[[CivilTime], str]


def edtf_at(clock_s: int, seconds_per_px: float, offset: Callable[[int], str]) -> str:
    """Give the date at a second of the axis; `offset` writes that of a clock time."""
    if seconds_per_px <= _LAST_CLOCK:
        step = next((each for each in _CLOCKS if each >= LEAST_PX * seconds_per_px), _CLOCKS[-1])
        at_s = clock_s // step * step
        at = civil_at(at_s)
        if 0 <= at.year <= 9999:
            return f"{_day(at)}T{at.hour:02}:{at.minute:02}:{at.second:02}{offset(at_s)}"
    at = civil_at(clock_s)
    if not -9999 <= at.year <= 9999:
        return _far_year(at.year, seconds_per_px)
    units = (
        DatePrecision(DAY_S, _day),
        DatePrecision(_MONTH_S, _month),
        DatePrecision(YEAR_S, _year),
        DatePrecision(10 * YEAR_S, _decade),
    )
    fitting = (each for each in units if each.length_s >= LEAST_PX * seconds_per_px)
    return next(fitting, DatePrecision(100 * YEAR_S, _century)).text(at)


def _year(at: CivilTime) -> str:
    return f"{at.year:04}" if at.year >= 0 else f"-{-at.year:04}"


def _month(at: CivilTime) -> str:
    return f"{_year(at)}-{at.month:02}"


def _day(at: CivilTime) -> str:
    return f"{_month(at)}-{at.day:02}"


def _decade(at: CivilTime) -> str:
    return _year(at)[:-1] + "X"


def _century(at: CivilTime) -> str:
    return _year(at)[:-2] + "XX"


def _far_year(year: int, seconds_per_px: float) -> str:
    """Round a year of the deep past or future to what can be pointed at, and say how many figures count."""
    figures, rough = len(str(abs(year))), LEAST_PX * seconds_per_px / YEAR_S
    uncounted = min(max(len(str(int(rough))) if rough >= 1 else 0, 0), figures - 1)
    rounded = round(year, -uncounted)
    return f"Y{rounded}S{len(str(abs(rounded))) - uncounted}" if uncounted else f"Y{rounded}"
