"""The two-level ruler: ticks at round places of the calendar, named in words, from seconds to billions of years."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words
from timeline_app.base.i18n.facts import (
    era_number,
    figures,
    grouped,
    months_alone,
    months_of_days,
    months_short,
    months_short_of_days,
    weekdays,
    weekdays_short,
)
from timeline_app.domain.dates.calendar import DAY_S, civil_at, seconds_at, weekday
from timeline_app.layout.axis.calendar_steps import (
    DAY,
    LADDER,
    MONTH,
    WEEK,
    YEAR,
    CalendarStep,
    second_of,
    steps_between,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.layout.axis.scale import TimeScale

_CLOSEST_TICKS_PX: Final = 20
"""Fewer pixels than any step leaves between two ticks; bounds how many there can be."""
_LONG_NAMED_S: Final = seconds_at(1000)
_CLOSE_PX: Final = 3
"""How near a name may come to a flag."""
_PAD_PX: Final = 6
"""Between a tick and its name, and between a name and the next tick."""
_TIGHT_PX: Final = 3
"""The same where a name would have no room otherwise."""


class Tick(NamedTuple):
    """A line of the ruler with its name, which may be empty where it had no room."""

    x_px: float
    label: str
    label_px: float
    """Where the name begins."""
    second: int


@dataclass(frozen=True, slots=True)
class Ruler:
    """The ticks in view: `minor` in the lower row, `major` in the upper one."""

    minor: tuple[Tick, ...]
    major: tuple[Tick, ...]


class OccupiedSpan(NamedTuple):
    """A stretch of a ruler row that a flag covers, in pixels of the axis."""

    start_px: float
    end_px: float


class LabelEdges(NamedTuple):
    """Where a name stays when its tick has gone out of view at the left (None: it goes, too), and the right edge."""

    sticky_px: float | None
    right_px: float
    lines_px: tuple[float, ...] = ()
    """Where the lines of the other row go through: no name stands across one."""


@dataclass(frozen=True, slots=True)
class RulerStyle:
    """How names are measured: their widths in the two rows, and the zone by whose clocks ticks are set."""

    minor_width: Callable[[str], float]
    major_width: Callable[[str], float]
    zone: str = "UTC"


def minor_step(seconds_per_px: float, *, early: bool = False) -> CalendarStep:
    """Choose the finest step that is likely to have room for its names; `early` where some are longer: "1000 BCE"."""
    for step in LADDER:
        if step.length_s / seconds_per_px >= _room_px(step) + (26 if early and step.years else 0):
            return step
    return LADDER[-1]


def _room_px(step: CalendarStep) -> float:
    if step.seconds:
        return 76 if step.seconds < 60 else 56 if step.seconds < DAY_S else 30
    if step.years >= 1_000_000:
        return 170
    return 40 if step.years <= 500 else 84


def major_steps(minor: CalendarStep) -> tuple[CalendarStep, ...]:
    """Give the steps that the upper row may have, the finest first; none where the lower row says it all."""
    if minor.seconds:
        return (DAY,) if minor.seconds < DAY_S else (MONTH,)
    if minor.years < 1:
        return (YEAR,)
    return tuple(CalendarStep(months=12 * years) for years in (10, 100, 1000) if years > minor.years)


def lay_out_ruler(
    scale: TimeScale, style: RulerStyle, taken: tuple[tuple[OccupiedSpan, ...], tuple[OccupiedSpan, ...]]
) -> Ruler:
    """Lay out both rows; `taken` says what flags cover in the upper and in the lower row."""
    minor, lower = _lower_row(scale, style)
    upper = _upper_row(scale, minor, style)
    lines_px = tuple(tick.x_px for tick in upper)
    return Ruler(
        _named(lower, style.minor_width, taken[1], LabelEdges(None, scale.width_px, lines_px)),
        _named(upper, style.major_width, taken[0], LabelEdges(10.0, scale.width_px)),
    )


def _lower_row(scale: TimeScale, style: RulerStyle) -> tuple[CalendarStep, list[Tick]]:
    """Give the finest step all of whose names have room, and its ticks."""
    first = LADDER.index(minor_step(scale.seconds_per_px, early=scale.start_s < _LONG_NAMED_S))
    for step in LADDER[first:-1]:
        ticks = _row(scale, step, style, _minor_words(step, wide=step.length_s / scale.seconds_per_px >= 62))
        if _have_room(ticks, style.minor_width):
            return step, ticks
    return LADDER[-1], _row(scale, LADDER[-1], style, year_words)


def _upper_row(scale: TimeScale, minor: CalendarStep, style: RulerStyle) -> list[Tick]:
    """Give the ticks of the finest step above the lower row's that has room for its names."""
    for step in major_steps(minor):
        ticks = _row(scale, step, style, _major_words(step, step.length_s / scale.seconds_per_px))
        if _have_room(ticks, style.major_width):
            return ticks
    return []


def _have_room(ticks: list[Tick], width: Callable[[str], float]) -> bool:
    """Tell whether each name fits between its tick and the next."""
    return all(width(tick.label) + _PAD_PX + _TIGHT_PX <= after.x_px - tick.x_px for tick, after in pairwise(ticks))


def _row(scale: TimeScale, step: CalendarStep, style: RulerStyle, words: Callable[[int], str]) -> list[Tick]:
    numbers = steps_between(step, scale.start_s, scale.end_s, style.zone)
    ticks: list[Tick] = []
    for index in numbers[: int(scale.width_px / _CLOSEST_TICKS_PX) + 3]:
        second = second_of(step, index, style.zone)
        x_px = scale.px_of(second)
        if not ticks or x_px > ticks[-1].x_px:  # clocks put back would name an hour twice
            ticks.append(Tick(x_px, _name(words, step, index), x_px + _PAD_PX, second))
    return ticks


@kept_in_words(8192)
def _name(words: Callable[[int], str], step: CalendarStep, index: int) -> str:
    return words(step.clock_of(index))


def _named(
    ticks: list[Tick], width: Callable[[str], float], taken: tuple[OccupiedSpan, ...], edges: LabelEdges
) -> tuple[Tick, ...]:
    """Give each name a place in its own stretch: at its tick, else right of the flags that cover it, else none."""
    named = []
    for tick, after in zip_longest(ticks, ticks[1:]):
        end_px = min(after.x_px if after else edges.right_px, max(edges.right_px, tick.x_px))
        first_px, tight_px = tick.label_px, tick.x_px + _TIGHT_PX
        if edges.sticky_px is not None and tick.x_px < 0:
            first_px = tight_px = max(first_px, edges.sticky_px)
        size_px = width(tick.label)
        cut_px = [line_px for line_px in edges.lines_px if tick.x_px < line_px]
        end_px = min([end_px, *(line_px - _CLOSE_PX / 2 + _TIGHT_PX for line_px in cut_px)])
        near = [flag for flag in taken if flag.end_px > tick.x_px - _PAD_PX and flag.start_px < end_px]
        places = (
            *(place_px for place_px in (first_px, *(flag.end_px + _PAD_PX for flag in near)) if place_px >= first_px),
            *(place_px for place_px in (tight_px, *(flag.end_px + _CLOSE_PX for flag in near)) if place_px >= tight_px),
        )
        free_px = next((each for each in places if _is_free(each, size_px, near, end_px)), None)
        named.append(
            tick._replace(
                label="" if free_px is None else tick.label, label_px=first_px if free_px is None else free_px
            )
        )
    return tuple(named)


def _is_free(start_px: float, size_px: float, taken: Iterable[OccupiedSpan], room_end_px: float) -> bool:
    """Tell whether a name can stand there: whole or not at all in view, clear of flags and of the next tick."""
    end_px = start_px + size_px
    if end_px + _TIGHT_PX > room_end_px or start_px < 0 <= end_px:
        return False
    return not any(start_px < flag.end_px + _CLOSE_PX and end_px > flag.start_px - _CLOSE_PX for flag in taken)


def _minor_words(step: CalendarStep, *, wide: bool) -> Callable[[int], str]:
    if step.seconds:
        if step.seconds < 60:
            return _clock_with_seconds
        if step.seconds < DAY_S:
            return _clock
        return _day_of_week if wide and step == DAY else _day_and_month if wide and step == WEEK else _day
    return _month if step.years < 1 else year_words


def _major_words(step: CalendarStep, wide_px: float) -> Callable[[int], str]:
    if step == YEAR:
        return year_words
    if step == DAY:
        return _long_day if wide_px > 260 else _short_day if wide_px > 112 else _day_and_month
    if step == MONTH:
        return _month_and_year
    return {10: _decade, 100: _century}.get(step.years, _millennium)


def _clock(clock_s: int) -> str:
    at = civil_at(clock_s)
    return f"{at.hour:02}:{at.minute:02}"


def _clock_with_seconds(clock_s: int) -> str:
    return f"{_clock(clock_s)}:{civil_at(clock_s).second:02}"


def _day(clock_s: int) -> str:
    return str(civil_at(clock_s).day)


def _day_and_month(clock_s: int) -> str:
    at = civil_at(clock_s)
    return _("{day} {month}").format(day=at.day, month=months_short_of_days()[at.month])


def _day_of_week(clock_s: int) -> str:
    return _("{weekday} {day}").format(weekday=weekdays_short()[weekday(clock_s // DAY_S)], day=civil_at(clock_s).day)


def _month(clock_s: int) -> str:
    return months_short()[civil_at(clock_s).month]


def _month_and_year(clock_s: int) -> str:
    return _("{month} {year}").format(month=months_alone()[civil_at(clock_s).month], year=year_words(clock_s))


def _long_day(clock_s: int) -> str:
    at = civil_at(clock_s)
    day = _("{day} {month} {year}").format(day=at.day, month=months_of_days()[at.month], year=year_words(clock_s))
    return _("{weekday}, {day}").format(weekday=weekdays()[weekday(clock_s // DAY_S)], day=day)


def _short_day(clock_s: int) -> str:
    return _("{weekday}, {day}").format(
        weekday=weekdays_short()[weekday(clock_s // DAY_S)], day=_day_and_month(clock_s)
    )


def _decade(clock_s: int) -> str:
    year = civil_at(clock_s).year
    if year >= 10:
        return _("{decade}s").format(decade=year // 10 * 10)
    if year > 0:
        return _("{first}–{last} CE").format(first=1, last=9)
    past = 1 - year  # tens begin at round years as people count them: 50 BCE to 41 BCE
    return _("{first}–{last} BCE").format(first=past, last=past - 9)


def _century(clock_s: int) -> str:
    return _in_hundreds(clock_s, 100, _("{number} century"), _("{number} century BCE"))


def _millennium(clock_s: int) -> str:
    return _in_hundreds(clock_s, 1000, _("{number} millennium"), _("{number} millennium BCE"))


def _in_hundreds(clock_s: int, length: int, after: str, before: str) -> str:
    year = civil_at(clock_s).year
    if year > 0:
        return after.format(number=era_number(year // length + 1))
    return before.format(number=era_number(-year // length + 1))


@kept_in_words(1024)
def year_words(clock_s: int) -> str:
    """Name the year of a clock time as people do: "2025", "44 BCE", "66 million years ago"."""
    year = civil_at(clock_s).year
    if year >= 1000:
        return str(year) if year < 10_000 else grouped(year)
    if year > 0:
        return _("{year} CE").format(year=year)
    past = 1 - year
    if past >= 1_000_000_000:
        return _("{count} billion years ago").format(count=figures(past / 1e9, 4))
    if past >= 1_000_000:
        return _("{count} million years ago").format(count=figures(past / 1e6, 4))
    return _("{year} BCE").format(year=past if past < 10_000 else grouped(past))
