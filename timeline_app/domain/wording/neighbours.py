"""The date just before and just after another of the same precision: what "before" and "after" are worded with."""

from __future__ import annotations

from timeline_app.domain.calendar import DAY_S, civil_from_days
from timeline_app.domain.edtf.tree import DatePart, Unit


def day_after(part: DatePart) -> DatePart | None:
    """Give the day, month or year that follows; None for any other kind of date."""
    return _of_unit(part, part.upper) if _is_plain(part) else None


def day_before(part: DatePart) -> DatePart | None:
    """Give the day, month or year that goes before; None for any other kind of date."""
    return _of_unit(part, part.lower - 1) if _is_plain(part) else None


def _is_plain(part: DatePart) -> bool:
    plain_unit = part.unit in (Unit.DAY, Unit.MONTH, Unit.YEAR)
    return plain_unit and not part.marks and not part.significant and "X" not in part.text


def _of_unit(part: DatePart, seconds: int) -> DatePart:
    year, month, day = civil_from_days(seconds // DAY_S)
    written = f"{year:0{4 + (year < 0)}d}"
    lower = seconds // DAY_S * DAY_S
    month_text = f"{month:02}" if part.month else ""
    day_text = f"{day:02}" if part.day else ""
    return DatePart(written, lower, lower, part.unit, written, month_text, day_text)
