"""The four points of a date: when it can have begun and ended, and what must lie between.

The strict bounds of a date as text: what it can mean at the outside, without any margin for approximation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.calendar import DAY_S, add_months, civil_at, civil_from_days, days_from_civil
from timeline_app.domain.dates.edtf.parser import SEASONS, offset_seconds, significant_years
from timeline_app.domain.dates.edtf.tree import DatePart, Edtf, End, SetPart, Unit

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import IntervalPart, SetMember


OPEN_PAST: Final = -(2**62)
OPEN_FUTURE: Final = 2**62
FAR_S: Final = 2**61
"""Beyond this, on either side, only open ends lie; differences of what lies within fit 64 bits."""
_FAR_PAST: Final = OPEN_PAST + 1
_FAR_FUTURE: Final = OPEN_FUTURE - 1
"""A date beyond the ends of the axis stands at its edge: inside the open ends, so that it is not taken for one."""

UNDATED, INSTANT, DAY, RANGE = 1, 2, 4, 8
APPROXIMATE_START, APPROXIMATE_END = 16, 32
UNCERTAIN_START, UNCERTAIN_END = 64, 128
OPEN_START, OPEN_END = 256, 512
UNKNOWN_START, UNKNOWN_END = 1024, 2048
SET_ONE_OF, SET_ALL_OF = 4096, 8192
FLOATING = 16384

_START_FLAGS: Final = APPROXIMATE_START | UNCERTAIN_START
_END_FLAGS: Final = APPROXIMATE_END | UNCERTAIN_END
_MARGIN_MONTHS: Final = {
    Unit.MONTH: 1,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12_000,
    Unit.AGES: 120_000,
}


class DateBounds(NamedTuple):
    """Earliest and latest start, earliest and latest end, and the bits of `WhenFlag`."""

    start_min: int
    start_max: int
    end_min: int
    end_max: int
    flags: int


class PossibleSpan(NamedTuple):
    """The stretch in which a date may lie, with its margin, and flags for both ends."""

    lower: int
    upper: int
    flags: int


def reach_of(part: DatePart) -> PossibleSpan:
    """Widen the strict bounds of a date by its margin: one unit of the coarsest part that is approximate."""
    lower, upper = part.lower, part.upper
    flags = _clock_flags(part) if part.clock else DAY if part.unit is Unit.DAY and "X" not in part.text else 0
    if part.uncertain:
        flags |= UNCERTAIN_START | UNCERTAIN_END
    if part.significant:
        first, last = significant_years(part)
        lower, upper = days_from_civil(first, 1, 1) * DAY_S, days_from_civil(last + 1, 1, 1) * DAY_S
        flags |= APPROXIMATE_START | APPROXIMATE_END
    if part.margin is not None:
        lower, upper = _widened(part, lower, upper)
        flags |= APPROXIMATE_START | APPROXIMATE_END
    if lower < _FAR_PAST or upper > _FAR_FUTURE:
        lower = max(_FAR_PAST, min(lower, _FAR_FUTURE - 1))
        upper = max(_FAR_PAST + 1, min(upper, _FAR_FUTURE))
    return PossibleSpan(lower, upper, flags)


def _clock_flags(part: DatePart) -> int:
    return INSTANT if part.offset else INSTANT | FLOATING


def _widened(part: DatePart, lower: int, upper: int) -> tuple[int, int]:
    if part.margin is Unit.DAY:
        return lower - DAY_S, upper + DAY_S
    months = SEASONS[int(part.month)][1] if part.margin is Unit.SEASON else _MARGIN_MONTHS[part.margin or Unit.YEAR]
    return add_months(lower, -months), add_months(upper, months)


def points_of_reach(reach: PossibleSpan) -> DateBounds:
    """Give the points of something that lay some time within a reach: nothing of it is certain."""
    return DateBounds(reach.lower, reach.upper, reach.lower, reach.upper, reach.flags)


def reach_of_set(part: SetPart, reaches: list[PossibleSpan]) -> PossibleSpan:
    """Give the reach of all members of a set together; `reaches` are those of its dates in order."""
    flags = SET_ONE_OF if part.one_of else SET_ALL_OF
    if any(member.is_range and member.first is None for member in part.members):
        flags |= OPEN_START
    if any(member.is_range and member.last is None for member in part.members):
        flags |= OPEN_END
    lower = OPEN_PAST if flags & OPEN_START else min(each.lower for each in reaches)
    upper = OPEN_FUTURE if flags & OPEN_END else max(each.upper for each in reaches)
    for each in reaches:
        flags |= each.flags & (_START_FLAGS | _END_FLAGS | FLOATING)
    if all(each.flags & INSTANT for each in reaches):
        flags |= INSTANT
    return PossibleSpan(lower, upper, flags)


def dates_of(part: SetPart) -> list[DatePart]:
    """List the dates that a set names."""
    return [each for member in part.members for each in (member.first, member.last) if each is not None]


def points_of_interval(part: IntervalPart, start: PossibleSpan | None, end: PossibleSpan | None) -> DateBounds:
    """Give the points of a stretch of time from those of its ends.

    An open end goes on for ever and is certain to; an unknown end lies anywhere on its side, so nothing is certain.
    """
    flags = RANGE
    start_min, start_max = (start.lower, start.upper) if start else (OPEN_PAST, OPEN_PAST)
    end_min, end_max = (end.lower, end.upper) if end else (OPEN_FUTURE, OPEN_FUTURE)
    if start:
        flags |= start.flags & (_START_FLAGS | OPEN_START | INSTANT | FLOATING)
    elif part.start == "..":
        flags |= OPEN_START
    else:
        flags |= UNKNOWN_START
        start_max = end_max
    if end:
        flags |= end.flags & (_END_FLAGS | OPEN_END | INSTANT | FLOATING)
    elif part.end == "..":
        flags |= OPEN_END
    else:
        flags |= UNKNOWN_END
        end_min = start_min
    # What began in 199X and ended in 1993 began by then.
    return DateBounds(start_min, min(start_max, end_max), max(end_min, start_min), end_max, flags)


def member_text(member: SetMember) -> str:
    """Give the EDTF text of a member of a set: a date, or a range as an interval."""
    if member.is_range:
        return f"{member.first.text if member.first else '..'}/{member.last.text if member.last else '..'}"
    return member.first.text if member.first else ""


def strict_bounds(tree: Edtf) -> tuple[str, str]:
    """Give the first and the last day (or second) as ISO 8601 text; empty where open or unknown."""
    if isinstance(tree, DatePart):
        return _first(tree), _last(tree)
    if isinstance(tree, SetPart):
        return _of_set(tree)
    return _end(tree.start, 0), _end(tree.end, 1)


def _end(end: End, side: int) -> str:
    return "" if isinstance(end, str) else strict_bounds(end)[side]


def _of_set(part: SetPart) -> tuple[str, str]:
    lows = [each.first for each in part.members]
    highs = [each.last if each.is_range else each.first for each in part.members]
    known_lows = [each for each in lows if each]
    known_highs = [each for each in highs if each]
    first = "" if len(known_lows) < len(lows) else _first(min(known_lows, key=lambda each: each.lower))
    last = "" if len(known_highs) < len(highs) else _last(max(known_highs, key=lambda each: each.upper))
    return first, last


def _first(part: DatePart) -> str:
    unit = part.unit
    if "X" not in part.text:  # the common kinds, without reckoning
        if unit is Unit.DAY:
            return f"{part.year}-{part.month}-{part.day}"
        if unit is Unit.YEAR:
            return f"{part.year}-01-01"
        if unit is Unit.MONTH:
            return f"{part.year}-{part.month}-01"
    return _iso(part.lower, part)


def _last(part: DatePart) -> str:
    unit = part.unit
    if "X" not in part.text:
        if unit is Unit.DAY:
            return f"{part.year}-{part.month}-{part.day}"
        if unit is Unit.YEAR:
            return f"{part.year}-12-31"
        if unit is Unit.MONTH:
            return f"{part.year}-{part.month}-{(part.upper - part.lower) // DAY_S}"
    return _iso(part.upper - 1, part)


def _iso(seconds: int, part: DatePart) -> str:
    if not part.clock:
        return iso_day(seconds)
    if part.clock[:2] != "24" and part.clock[6:] != "60":
        second = "" if part.unit is Unit.SECOND else ":00" if seconds == part.lower else ":59"
        return f"{part.year}-{part.month}-{part.day}T{part.clock}{second}{part.offset}"
    shown = seconds + offset_seconds(part.offset)
    moment = civil_at(shown)
    return f"{iso_day(shown)}T{moment.hour:02}:{moment.minute:02}:{moment.second:02}{part.offset}"


def iso_day(seconds: int) -> str:
    """Write the day of a place on the axis: four digits of year at least, a sign only before negative years."""
    year, month, day = civil_from_days(seconds // DAY_S)
    return f"{year:0{4 + (year < 0)}d}-{month:02}-{day:02}"
