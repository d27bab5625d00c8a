"""Dates with unspecified digits: the first and the last day that 15XX-0X-25 can mean."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from timeline_app.domain.calendar import DAY_S, days_from_civil, days_in_month
from timeline_app.domain.edtf.seasons import season_bounds
from timeline_app.domain.edtf.tree import DatePart, Unit
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ANY: Final = range(1, 32)


def read_masked(text: str, year: str, month: str, day: str) -> DatePart:
    """Read a date in which X stands for digits that are not known."""
    if month and "X" not in month and int(month) > 12 and not day:
        years = _years(year, reverse=False), _years(year, reverse=True)
        lower, upper = (season_bounds(text, next(each), int(month)) for each in years)
        return DatePart(text, lower[0], upper[1], Unit.SEASON, year, month)
    months = _matching(month, range(1, 13))
    days = _matching(day, _ANY)
    first = _find(_years(year, reverse=False), months, days)
    last = _find(_years(year, reverse=True), months[::-1], days[::-1])
    if first is None or last is None:
        raise DateError(f"“{text}” can be no day at all.", text=text, end=len(text))
    return DatePart(text, first * DAY_S, (last + 1) * DAY_S, _unit(year, month, day), year, month, day)


def _unit(year: str, month: str, day: str) -> Unit:
    if day and day != "XX":
        return Unit.DAY
    if month and month != "XX":
        return Unit.MONTH
    return Unit(Unit.YEAR + len(year) - len(year.rstrip("X")))


def _matching(mask: str, numbers: Sequence[int]) -> list[int]:
    if not mask or mask == "XX":
        return list(numbers)
    tens, ones = mask[0], mask[1]
    return [each for each in numbers if tens in ("X", str(each // 10)) and ones in ("X", str(each % 10))]


def _years(mask: str, *, reverse: bool) -> Iterator[int]:
    """Go through the years that a mask can mean, in the order of time or against it."""
    negative = mask.startswith("-")
    downwards = reverse is not negative
    digits = "9876543210" if downwards else "0123456789"
    for each in product(*(digits if char == "X" else char for char in mask.removeprefix("-"))):
        number = int("".join(each))
        if number or not negative:
            yield -number if negative else number


def _find(years: Iterator[int], months: list[int], days: list[int]) -> int | None:
    for year in years:
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    return days_from_civil(year, month, day)
    return None
