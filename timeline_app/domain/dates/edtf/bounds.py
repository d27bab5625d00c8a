"""The strict bounds of a date as text: what it can mean at the outside, without any margin for approximation."""

from __future__ import annotations

from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days
from timeline_app.domain.dates.edtf.date import offset_seconds
from timeline_app.domain.dates.edtf.tree import DatePart, Edtf, End, SetPart, Unit


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
