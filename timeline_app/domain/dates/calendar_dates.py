"""Dates for formats that know no doubt: calendar fields of the first and of the last that an event can mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import civil_at, days_in_month, seconds_at
from timeline_app.domain.dates.edtf.points import OPEN_FUTURE, OPEN_PAST
from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart, SetPart, Unit

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import End
    from timeline_app.domain.dates.when import When

_PLAIN_UNITS: Final = frozenset({Unit.SECOND, Unit.MINUTE, Unit.DAY, Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, a month, a day or a clock time; what is finer than it is known is 0 or empty."""

    year: int
    """As astronomers count: 0 is 1 BC."""
    month: int = 0
    day: int = 0
    clock: str = ""
    """14:00 or 14:00:30."""
    offset: str = ""
    """"Z" or "+03:00" where the date says so; else its clock is that of the event's zone."""

    @property
    def first_day(self) -> tuple[int, int, int]:
        """The first day that it can mean."""
        return self.year, self.month or 1, self.day or 1

    @property
    def last_day(self) -> tuple[int, int, int]:
        """The last day that it can mean."""
        month = self.month or 12
        return self.year, month, self.day or days_in_month(self.year, month)

    @property
    def clock_parts(self) -> tuple[int, int, int]:
        """Hour, minute and second; zeros where it has no clock."""
        hour, minute, second = (*map(int, self.clock.split(":")), 0)[:3] if self.clock else (0, 0, 0)
        return hour, minute, second


@dataclass(frozen=True, slots=True)
class CalendarDates:
    """The dates of an event; `last` is None where it has one date, `first` too where it has none with a beginning."""

    first: CalendarDate | None = None
    last: CalendarDate | None = None
    exact: bool = False
    """Whether they say all that the date says; else its words have to stand beside them."""

    @property
    def are_days(self) -> bool:
        """Whether they are exact to the day, or to the clock."""
        return self.exact and all(each.day for each in (self.first, self.last) if each is not None)


def calendar_dates(when: When) -> CalendarDates:
    """Give the calendar fields of a date; of one that is open at one end, the other end."""
    tree = when.tree
    if tree is None:
        return CalendarDates()
    if isinstance(tree, IntervalPart):
        first, last = _edges(tree.start)[0], _edges(tree.end)[1]
        exact = _says_all(tree.start) and _says_all(tree.end)
    else:
        first, last = _edges(tree)
        exact = _says_all(tree)
    if first is None or last is None:
        return CalendarDates(first or last)
    return CalendarDates(first, last if last != first else None, exact)


def _says_all(part: End) -> bool:
    return isinstance(part, DatePart) and _is_plain(part) and not part.marks and not part.significant


def _is_plain(part: DatePart) -> bool:
    return part.unit in _PLAIN_UNITS and "X" not in part.text


def _edges(part: End) -> tuple[CalendarDate | None, CalendarDate | None]:
    """Give the first and the last that a date can mean, each as fine as it is known."""
    if isinstance(part, str):
        return None, None
    if isinstance(part, SetPart):
        firsts = [each.first for each in part.members]
        lasts = [each.last if each.is_range else each.first for each in part.members]
        first = min((each for each in firsts if each is not None), key=_lower, default=None)
        last = max((each for each in lasts if each is not None), key=_upper, default=None)
        return (
            None if first is None or None in firsts else _edges(first)[0],
            None if last is None or None in lasts else _edges(last)[1],
        )
    if _is_plain(part):
        found = CalendarDate(int(part.year), int(part.month or 0), int(part.day or 0), part.clock, part.offset)
        return found, found
    if part.lower <= OPEN_PAST or part.upper >= OPEN_FUTURE:
        return None, None
    return _spanning(part.lower, part.upper)


def _lower(part: DatePart) -> int:
    return part.lower


def _upper(part: DatePart) -> int:
    return part.upper


def _spanning(lower_s: int, upper_s: int) -> tuple[CalendarDate, CalendarDate]:
    """Give the coarsest dates that begin and end where a stretch does: years, months, days."""
    first, last = civil_at(lower_s), civil_at(upper_s - 1)
    if (lower_s, upper_s) == (seconds_at(first.year), seconds_at(last.year + 1)):
        return CalendarDate(first.year), CalendarDate(last.year)
    if first.day == 1 and last.day == days_in_month(last.year, last.month):
        return CalendarDate(first.year, first.month), CalendarDate(last.year, last.month)
    return CalendarDate(first.year, first.month, first.day), CalendarDate(last.year, last.month, last.day)
