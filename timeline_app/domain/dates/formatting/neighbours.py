"""The date just before and just after another of the same precision: what "before" and "after" are worded with."""

from __future__ import annotations

from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days
from timeline_app.domain.dates.edtf.date import offset_seconds
from timeline_app.domain.dates.edtf.tree import DatePart, Unit


def next_after(part: DatePart) -> DatePart | None:
    """Give the moment, day, month or year that follows; None for any other kind of date."""
    if _is_clock(part):
        return _moment(part, part.upper)
    return _of_unit(part, part.upper) if _is_plain(part) else None


def last_before(part: DatePart) -> DatePart | None:
    """Give the moment, day, month or year that goes before; None for any other kind of date."""
    if _is_clock(part):
        return _moment(part, part.lower - (part.upper - part.lower))
    return _of_unit(part, part.lower - 1) if _is_plain(part) else None


def _is_plain(part: DatePart) -> bool:
    plain_unit = part.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)
    return plain_unit and not part.marks and not part.significant and "X" not in part.text


def _is_clock(part: DatePart) -> bool:
    return part.unit in (Unit.SECOND, Unit.MINUTE) and part.clock[:2] != "24" and not part.clock.endswith(":60")


def _moment(part: DatePart, seconds: int) -> DatePart:
    at = civil_at(seconds + offset_seconds(part.offset))
    year, month, day = f"{at.year:0{4 + (at.year < 0)}d}", f"{at.month:02}", f"{at.day:02}"
    clock = f"{at.hour:02}:{at.minute:02}"
    if part.unit is Unit.SECOND:
        clock = f"{clock}:{at.second:02}"
    return DatePart(f"{year}-{month}-{day}T{clock}", seconds, seconds, part.unit, year, month, day, clock, part.offset)


def _of_unit(part: DatePart, seconds: int) -> DatePart:
    year, month, day = civil_from_days(seconds // DAY_S)
    written = f"{year:0{4 + (year < 0)}d}"
    lower = seconds // DAY_S * DAY_S
    month_text = f"{month:02}" if part.month else ""
    day_text = f"{day:02}" if part.day else ""
    return DatePart(written, lower, lower, part.unit, written, month_text, day_text)
