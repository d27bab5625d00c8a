"""Steps of the calendar, from a second to a billion years: where ticks and the bars of histograms begin."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words, ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.dates.calendar import DAY_S, civil_at, seconds_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.zones import offset_at, offset_of_clock

_MONDAY_S: Final = 4 * DAY_S
"""1970-01-05 was a Monday."""
_MONTH_S: Final = 2_629_746
WEEK_S: Final = 7 * DAY_S


class CalendarStep(NamedTuple):
    """So many seconds, or so many months; the other is 0."""

    seconds: int = 0
    months: int = 0

    @property
    def length_s(self) -> int:
        """How long it is on average."""
        return self.seconds or self.months * _MONTH_S

    @property
    def years(self) -> int:
        """How many whole years it has; 0 for shorter ones."""
        return self.months // 12

    def index_at(self, clock_s: int) -> int:
        """Which step a clock time falls into."""
        if self.seconds:
            return (clock_s - self._phase_s) // self.seconds
        year, month = civil_at(clock_s)[:2]
        if self.months < 12:
            return (year * 12 + month - 1) // self.months
        if self.months > 12 and year <= 0:
            return (year - 1) // self.years
        return year // self.years

    def clock_of(self, index: int) -> int:
        """Give the clock time at which a step begins.

        Steps of several years begin at round years as people count them, so 1000 BCE (year -999) and not 1001 BCE.
        """
        if self.seconds:
            return index * self.seconds + self._phase_s
        if self.months < 12:
            year, month0 = divmod(index * self.months, 12)
            return seconds_at(year, month0 + 1)
        year = index * self.years
        return seconds_at(year if self.months == 12 or index > 0 else year + 1)

    @property
    def _phase_s(self) -> int:
        return _MONDAY_S if self.seconds == WEEK_S else 0


_SECONDS: Final = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200)
_YEARS: Final = tuple(digit * 10**power for power in range(11) for digit in (1, 2, 5))
DAY: Final = CalendarStep(DAY_S)
WEEK: Final = CalendarStep(WEEK_S)
MONTH: Final = CalendarStep(months=1)
QUARTER: Final = CalendarStep(months=3)
YEAR: Final = CalendarStep(months=12)
LADDER: Final = (
    *(CalendarStep(seconds) for seconds in _SECONDS),
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    *(CalendarStep(months=12 * years) for years in _YEARS),
)


@kept_in_words()
def per_step(step: CalendarStep) -> str:
    """Give the sentence that says how many events {n} a step has: "{n} a week", "{n} in 5 years"."""
    if step.seconds >= DAY_S or (step.months and step.months <= 12):
        return {DAY: _("{n} a day"), WEEK: _("{n} a week"), MONTH: _("{n} a month"), QUARTER: _("{n} a quarter")}.get(
            step, _("{n} a year")
        )
    if step.months:
        words = ngettext("{n} in {count} year", "{n} in {count} years", step.years)
        return words.format(n="{n}", count=grouped(step.years))
    size = next(each for each in (3600, 60, 1) if step.seconds >= each)
    count = step.seconds // size
    one, many = {
        3600: (_("{n} an hour"), ngettext("{n} in {count} hour", "{n} in {count} hours", count)),
        60: (_("{n} a minute"), ngettext("{n} in {count} minute", "{n} in {count} minutes", count)),
        1: (_("{n} a second"), ngettext("{n} in {count} second", "{n} in {count} seconds", count)),
    }[size]
    return one if count == 1 else many.format(n="{n}", count=count)


def step_at_least(length_s: float) -> CalendarStep:
    """Give the shortest step that lasts `length_s`; of months and quarters their shortest counts."""
    return next((step for step in LADDER if step.length_s * 0.93 >= length_s), LADDER[-1])


@lru_cache(maxsize=8192)
def second_of(step: CalendarStep, index: int, zone: str) -> int:
    """Give the second on the axis at which a step begins by the clocks of a zone."""
    clock_s = min(max(step.clock_of(index), -FAR_S), FAR_S)
    return clock_s - offset_of_clock(clock_s, zone)


def steps_between(step: CalendarStep, start_s: int, end_s: int, zone: str) -> range:
    """Give the numbers of the steps that touch a stretch of time, the one after it included."""
    first = step.index_at(start_s + offset_at(start_s, zone))
    last = step.index_at(end_s + offset_at(end_s, zone))
    return range(first, last + 2)
