"""Move an event in time as a whole: its days stay days, its clock times keep their zone, its length stays.

By hand it is moved by seconds; together with others by steps of the calendar, which also move "May 2023" by a month.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, get_args

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.calendar import DAY_S, add_months, civil_at, days_in_month, seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError

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


# --- by steps of the calendar -----------------------------------------------------------------------------------------

StepUnit = Literal["hours", "days", "weeks", "months", "years"]
STEP_UNITS: Final[tuple[StepUnit, ...]] = get_args(StepUnit)
MOST_STEPS: Final = 100_000
_PART: Final = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?P<rest>[\d:.]*)"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?",
    re.ASCII,
)
"""A year, and what is known of the date within it."""
_BETWEEN: Final = re.compile(r"[\[\]{},./~?%]*")
"""What stands around the dates of an interval or a set, and how sure they are."""
_NEEDED: Final = {"years": "year", "months": "month", "weeks": "day", "days": "day", "hours": "hour"}
_LAST_MONTH: Final = 12
"""Higher numbers are seasons."""
_LAST_YEAR: Final = 9999


class DateStep(NamedTuple):
    """By how much dates are moved: later, or earlier where it is negative."""

    number: int
    unit: StepUnit


def stepped(event: Event, step: DateStep) -> Event | None:
    """Give the event moved by steps; None where its date is not known as exactly as the unit asks for."""
    if not event.start:
        return None
    start, end = (_stepped(text, step) for text in (event.start, event.end))
    if start is None or end is None:
        return None
    try:
        When.of(start, end, event.zone)
    except DateError:
        return None
    return replace(event, start=start, end=end, date_text="")


def _stepped(text: str, step: DateStep) -> str | None:
    """Move each date of an EDTF text."""
    parts = [_moved_part(part, step) for part in _PART.finditer(text)]
    around = _PART.split(text)[:: _PART.groups + 1]
    if None in parts or not all(_BETWEEN.fullmatch(each) for each in around):
        return None
    return "".join(piece for pair in zip(around, [*parts, ""], strict=True) for piece in pair if piece)


def _moved_part(part: re.Match[str], step: DateStep) -> str | None:
    year, month = int(part["year"]), int(part["month"] or 1)
    is_season = month > _LAST_MONTH
    if part[_NEEDED[step.unit]] is None or (is_season and step.unit != "years"):
        return None
    if is_season:
        return _with_year(year + step.number, f"-{month}")
    months = {"years": 12, "months": 1}.get(step.unit, 0) * step.number
    seconds = {"weeks": 7 * DAY_S, "days": DAY_S, "hours": 3600}.get(step.unit, 0) * step.number
    clock_s = int(part["hour"] or 0) * 3600 + int(part["minute"] or 0) * 60
    at = civil_at(add_months(seconds_at(year, month, int(part["day"] or 1), clock_s), months) + seconds)
    tail = f"-{at.month:02}" if part["month"] else ""
    tail += f"-{at.day:02}" if part["day"] else ""
    tail += f"T{at.hour:02}:{at.minute:02}{part['rest']}{part['zone'] or ''}" if part["hour"] else ""
    return _with_year(at.year, tail)


def _with_year(year: int, tail: str) -> str | None:
    """Put a year of four figures before the rest; None where it would need more."""
    return f"{year:0{5 if year < 0 else 4}}{tail}" if abs(year) <= _LAST_YEAR else None
