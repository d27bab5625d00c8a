"""Dates with unspecified digits: the first and the last day that 15XX-0X-25 can mean."""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.calendar import DAY_S, days_from_civil, days_in_month
from timeline_app.domain.dates.edtf.seasons import season_bounds
from timeline_app.domain.dates.edtf.tree import DatePart, Unit
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS: Final = 12
_DAYS: Final = 31


def read_masked(text: str, year: str, month: str, day: str) -> DatePart:
    """Read a date in which X stands for digits that are not known."""
    if month and "X" not in month and int(month) > 12 and not day:
        lower = season_bounds(text, next(_years(year, latest=False)), int(month))
        upper = season_bounds(text, next(_years(year, latest=True)), int(month))
        return DatePart(text, lower[0], upper[1], Unit.SEASON, year, month)
    months = _matching(month, _MONTHS)
    days = _matching(day, _DAYS)
    first = _find(_years(year, latest=False), months, days)
    last = _find(_years(year, latest=True), months[::-1], days[::-1])
    if first is None or last is None:
        raise DateError(_("“{text}” can be no day at all.").format(text=text), text=text, end=len(text))
    return DatePart(text, first * DAY_S, (last + 1) * DAY_S, _unit(year, month, day), year, month, day)


def _unit(year: str, month: str, day: str) -> Unit:
    if day and day != "XX":
        return Unit.DAY
    if month and month != "XX":
        return Unit.MONTH
    return Unit(Unit.YEAR + len(year) - len(year.rstrip("X")))


@cache
def _matching(mask: str, highest: int) -> tuple[int, ...]:
    """List the months or days that two digits with X can mean."""
    if not mask or mask == "XX":
        return tuple(range(1, highest + 1))
    tens, ones = mask[0], mask[1]
    numbers = range(1, highest + 1)
    return tuple(each for each in numbers if tens in ("X", str(each // 10)) and ones in ("X", str(each % 10)))


def _years(mask: str, *, latest: bool) -> Iterator[int]:
    """Go through the years that a mask can mean, from the earliest on or from the latest back."""
    negative = mask[0] == "-"
    downwards = latest is not negative
    # The first candidate is nearly always right: only 29 February asks for more.
    number = int(mask.replace("X", "9" if downwards else "0"))
    if number or not negative:
        yield number
    digits = "9876543210" if downwards else "0123456789"
    rest = product(*(digits if char == "X" else char for char in mask.removeprefix("-")))
    for each in islice(rest, 1, None):
        if (value := int("".join(each))) or not negative:
            yield -value if negative else value


def _find(years: Iterator[int], months: tuple[int, ...], days: tuple[int, ...]) -> int | None:
    if not days:  # 4X; years without end need not be tried
        return None
    for year in years:
        for month in months:
            length = days_in_month(year, month)
            for day in days:
                if day <= length:
                    return days_from_civil(year, month, day)
    return None
