"""Move an event in time as a whole: its days stay days, its clock times keep their zone, its length stays."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import DAY_S, civil_at, days_in_month, seconds_at

if TYPE_CHECKING:
    from timeline_app.domain.records import Event

_DATE: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?P<second>:\d\d)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
"""A day, or a clock time; what is known less exactly than to the day is not moved by hand but written anew."""


def can_shift(event: Event) -> bool:
    """Tell whether an event has exact dates only, so that it can be moved."""
    return all(_read(text) is not None for text in _dates(event)) and bool(event.start)


def shift_step_s(event: Event) -> int:
    """Give the finest step by which an event can be moved: a day, or a minute where it has clock times throughout."""
    return 60 if all("T" in text for text in _dates(event)) else DAY_S


def shifted(event: Event, by_s: int) -> Event:
    """Give the event moved by so many seconds, which are whole days unless it has clock times throughout."""
    start, *end = (_moved(text, by_s) for text in _dates(event))
    return replace(event, start=start, end=end[0] if end else "", date_text="")


def _dates(event: Event) -> list[str]:
    return [event.start, event.end] if event.end else [event.start]


def _read(text: str) -> re.Match[str] | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    return found if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month) else None


def _moved(text: str, by_s: int) -> str:
    found = _read(text)
    if found is None:
        return text
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    clock_s = int(found["hour"] or 0) * 3600 + int(found["minute"] or 0) * 60
    at = civil_at(seconds_at(year, month, day, clock_s) + by_s)
    date = f"{at.year:04}-{at.month:02}-{at.day:02}"
    if found["hour"] is None:
        return date
    return f"{date}T{at.hour:02}:{at.minute:02}{found['second'] or ''}{found['zone'] or ''}"
