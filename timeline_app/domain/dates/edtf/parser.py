"""Read any EDTF text: a date with or without a clock time, an interval or a set.

Years of more than four digits, exponential years and years with significant digits: Y170000002, Y-17E7, 1950S2.
Dates with unspecified digits: the first and the last day that 15XX-0X-25 can mean.
Where the parts of a year that ISO 8601-2 numbers 21 to 41 begin and how long they last.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NoReturn

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import DAY_S, days_from_civil, days_in_month
from timeline_app.domain.dates.edtf.tree import DatePart, Edtf, End, IntervalPart, SetMember, SetPart, Unit
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator


_YEAR: Final = re.compile(r"([?~%]?)(Y?)(-?)(\d+)(?:E(\d+))?(?:S([1-9]\d?))?([?~%]?)", re.ASCII)
_LONGEST: Final = 18
"""Digits of the furthest year that is read; the axis itself ends near the year 146,000,000,000."""


def read_long_year(text: str) -> DatePart:
    """Read a year that begins with Y or carries S; raise DateError for any other text."""
    match = _YEAR.fullmatch(text)
    if match is None:
        _refuse(text)
    before, letter, sign, digits, exponent, significant, after = match.groups()
    if letter:
        if digits[0] == "0" or (not exponent and len(digits) < 5):
            _refuse(text)
    elif exponent or not significant or len(digits) != 4 or sign + digits == "-0000":
        _refuse(text)
    if len(exponent or "") > 2 or len(digits) + int(exponent or 0) > _LONGEST:
        message = _("“{text}” lies further off than this program can reckon.").format(text=text)
        raise DateError(message, text=text, end=len(text))
    year = int(sign + digits) * 10 ** int(exponent or 0)
    written = f"{year:0{4 + (year < 0)}d}"
    mark = before or after
    blank = " "
    return DatePart(
        text,
        days_from_civil(year, 1, 1) * DAY_S,
        days_from_civil(year + 1, 1, 1) * DAY_S,
        Unit.YEAR,
        written,
        marks=(before or blank) + (after or blank) + blank * 4 if mark else "",
        margin=Unit.YEAR if {before, after} & {"~", "%"} else None,
        uncertain=bool({before, after} & {"?", "%"}),
        significant=int(significant or 0),
    )


def significant_years(part: DatePart) -> tuple[int, int]:
    """Give the first and the last year that agree with the significant digits of a year."""
    year = int(part.year)
    step = 10 ** max(len(str(abs(year))) - part.significant, 0)
    base = abs(year) // step * step
    return (base, base + step - 1) if year >= 0 else (1 - base - step, -base)


def _refuse(text: str) -> NoReturn:
    raise DateError(_("“{text}” is not an EDTF date.").format(text=text), text=text, end=len(text))


SEASONS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 3),  # spring
    22: (6, 3),  # summer
    23: (9, 3),  # autumn
    24: (12, 3),  # winter, which begins in the year named
    25: (3, 3),  # northern hemisphere
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),  # southern hemisphere
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),  # quarters
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),  # quadrimesters
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),  # semesters
    41: (7, 6),
}
"""First month and number of months."""


def season_bounds(text: str, year: int, code: int) -> tuple[int, int]:
    """Give the seconds at which a season begins and has ended."""
    if code not in SEASONS:
        message = _("{code} is neither a month (01 to 12) nor a season (21 to 41).").format(code=code)
        raise DateError(message, text=text, start=len(text) - 2, end=len(text))
    month, length = SEASONS[code]
    years, month0 = divmod(month - 1 + length, 12)
    return days_from_civil(year, month, 1) * DAY_S, days_from_civil(year + years, month0 + 1, 1) * DAY_S


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


_DATE: Final = re.compile(
    r"([?~%]?)(-?)([0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:T(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?"
    r"(Z|[+-]\d\d(?::?\d\d)?|))?)?)?",
    re.ASCII,
)
_WEST_MIN: Final = -12 * 60
_EAST_MIN: Final = 14 * 60
_SPACE_FOR_NONE: Final = " "


def read_date(text: str) -> DatePart:
    """Read one date such as 2025-07-23, 1984~, 2004-06-XX or Y-17E7; raise DateError for anything else."""
    match = _DATE.fullmatch(text)
    if match is None:
        return read_long_year(text)
    groups = match.groups()
    before_year, sign, digits, after_year, before_month, month, after_month, before_day, day, after_day, *timed = groups
    year = sign + digits
    if year == "-0000":
        raise DateError(_("There is no year -0000: 1 BCE is 0000."), text=text, end=len(text))
    if "X" in text:
        part = read_masked(text, year, month or "", day or "")
    elif month is None:
        number = int(year)
        start = days_from_civil(number, 1, 1) * DAY_S
        part = DatePart(text, start, days_from_civil(number + 1, 1, 1) * DAY_S, Unit.YEAR, year)
    elif day is None:
        part = _month(text, year, month)
    else:
        part = _day(text, year, month, day)
    marks = (before_year, after_year, before_month, after_month, before_day, after_day)
    if timed[0] is not None:
        if any(marks) or "X" in text:
            raise DateError(_("A clock time needs a day that is neither marked nor masked."), text=text, end=len(text))
        return _timed(part, timed[0], timed[1])
    return _marked(part, marks) if any(marks) else part


def _month(text: str, year: str, month: str) -> DatePart:
    number, month_number = int(year), int(month)
    if month_number > 12:
        lower, upper = season_bounds(text, number, month_number)
        return DatePart(text, lower, upper, Unit.SEASON, year, month)
    if not month_number:
        raise DateError(_("Months are counted from 01 to 12."), text=text, start=len(year) + 1, end=len(text))
    first = days_from_civil(number, month_number, 1)
    last = first + days_in_month(number, month_number)
    return DatePart(text, first * DAY_S, last * DAY_S, Unit.MONTH, year, month)


def _day(text: str, year: str, month: str, day: str) -> DatePart:
    number, month_number, day_number = int(year), int(month), int(day)
    if not 0 < month_number <= 12:
        raise DateError(_("Months are counted from 01 to 12."), text=text, start=len(year) + 1, end=len(year) + 3)
    if not 0 < day_number <= 28 and not 0 < day_number <= days_in_month(number, month_number):
        words = _("There is no day {day} in {month}, which has {days} days.")
        message = words.format(day=day, month=f"{year}-{month}", days=days_in_month(number, month_number))
        raise DateError(message, text=text, start=len(text) - 2, end=len(text))
    lower = days_from_civil(number, month_number, day_number) * DAY_S
    return DatePart(text, lower, lower + DAY_S, Unit.DAY, year, month, day)


def _marked(part: DatePart, marks: tuple[str | None, ...]) -> DatePart:
    """Set margin and uncertainty from the six qualifiers around year, month and day."""
    text, lower, upper, unit, year, month, day = part[:7]
    filled, uncertain, coarsest = _marks(marks)
    margin = None
    if coarsest is not None:
        middle = Unit.SEASON if unit is Unit.SEASON else Unit.MONTH
        margin = (_year_unit(part), middle, Unit.DAY)[coarsest]
        if "X" in day or "X" in month:  # about some day in June is about June
            margin = max(margin, unit)
    return DatePart(text, lower, upper, unit, year, month, day, "", "", filled, margin, uncertain)


@cache
def _marks(marks: tuple[str | None, ...]) -> tuple[str, bool, int | None]:
    """Give the marks as one text, whether anything is uncertain, and the coarsest part that is approximate."""
    approximate = [place // 2 for place, mark in enumerate(marks) if mark in ("~", "%")]
    filled = "".join(mark or _SPACE_FOR_NONE for mark in marks)
    return filled, "?" in filled or "%" in filled, min(approximate, default=None)


def _year_unit(part: DatePart) -> Unit:
    return Unit(Unit.YEAR + len(part.year) - len(part.year.rstrip("X"))) if "X" in part.year else Unit.YEAR


def _timed(part: DatePart, clock: str, offset: str) -> DatePart:
    """Put a clock time on a day. 24:00 is the midnight that ends the day, :60 the same place as the second after it."""
    hour, minute = int(clock[:2]), int(clock[3:5])
    second = int(clock[6:]) if len(clock) > 5 else 0
    end_of_day = hour == 24 and not minute and not second
    if not end_of_day and (hour > 23 or minute > 59 or second > 60 or (second == 60 and minute != 59)):
        message = _("There is no time {clock}.").format(clock=clock)
        raise DateError(message, text=part.text, start=part.text.index("T") + 1, end=len(part.text))
    unit = Unit.SECOND if len(clock) > 5 else Unit.MINUTE
    offset = _canonical_offset(part.text, offset)
    lower = part.lower + hour * 3600 + minute * 60 + second - offset_seconds(offset)
    text = f"{part.year}-{part.month}-{part.day}T{clock}{offset}"
    width = 1 if unit is Unit.SECOND else 60
    return DatePart(text, lower, lower + width, unit, part.year, part.month, part.day, clock, offset)


def _canonical_offset(text: str, offset: str) -> str:
    """Write +0300 and +03 as +03:00, and +00:00 as Z; refuse what no place on earth keeps."""
    if offset in ("", "Z"):
        return offset
    digits = offset[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    signed = minutes if offset[0] == "+" else -minutes
    if not _WEST_MIN <= signed <= _EAST_MIN or int(digits[2:] or 0) > 59 or (offset[0] == "-" and not minutes):
        message = _("There is no offset {offset}: they run from -12:00 to +14:00.").format(offset=offset)
        raise DateError(message, text=text, start=len(text) - len(offset), end=len(text))
    return f"{offset[0]}{digits[:2]}:{digits[2:] or '00'}" if minutes else "Z"


def offset_seconds(offset: str) -> int:
    """Give the seconds that an offset such as +03:00 is ahead of UTC; 0 for Z and for none."""
    if len(offset) < 6:
        return 0
    seconds = int(offset[1:3]) * 3600 + int(offset[4:6]) * 60
    return seconds if offset[0] == "+" else -seconds


_CLOSING: Final = {"[": "]", "{": "}"}
_LONGEST_TEXT: Final = 10_000
_MOST_MEMBERS: Final = 1_000


def read_edtf(text: str) -> Edtf:
    """Take an EDTF text apart; raise DateError, which names the part that is wrong."""
    if "/" in text:
        return _interval(text)
    if text[:1] in _CLOSING:
        return _set(text)
    return read_date(text)


def _interval(text: str) -> IntervalPart:
    ends = text.split("/")
    if len(ends) != 2 or text == "/":
        message = _("“{text}” is not an interval: write start/end.").format(text=text)
        raise DateError(message, text=text, end=len(text))
    return joined(text, _end(ends[0]), _end(ends[1]))


def _end(text: str) -> DatePart | str:
    return text if text in ("", "..") else read_date(text)


def joined(text: str, start: DatePart | str, end: DatePart | str) -> IntervalPart:
    """Make an interval of two ends; raise DateError where the second does not follow the first."""
    first: End = "" if start == "" else ".." if isinstance(start, str) else start
    last: End = "" if end == "" else ".." if isinstance(end, str) else end
    if isinstance(first, DatePart) and isinstance(last, DatePart):
        _check_order(text, first, last)
    return IntervalPart(first, last)


def _check_order(text: str, start: DatePart, end: DatePart) -> None:
    """Refuse an end before the start, and one so coarse that it may lie before it without saying so with X."""
    exact_end = end.clock or (start.clock and end.unit is Unit.DAY)
    may_overlap = "X" in text or (exact_end and start.clock)
    fault = start.lower >= end.upper if may_overlap else start.lower > end.lower
    if fault:
        message = _("“{text}” ends before it begins.").format(text=text)
        raise DateError(message, text=text, start=text.find("/") + 1, end=len(text))
    if "X" not in text and ((start.clock and end.unit > Unit.DAY) or (end.clock and start.unit > Unit.DAY)):
        message = _("A clock time at one end needs at least a day at the other.")
        raise DateError(message, text=text, end=len(text))


def _set(text: str) -> SetPart:
    inside = text[1:-1]
    if len(text) < 3 or text[-1] != _CLOSING[text[0]] or len(text) > _LONGEST_TEXT:
        message = _("“{text}” is not a set: write [a,b], [a..b] or {{a,b}}.").format(text=text[:80])
        raise DateError(message, text=text, end=len(text))
    # A blank may follow the commas, as in an example of the standard, but then all of them.
    parts = inside.split(", ") if ", " in inside else inside.split(",")
    if len(parts) > _MOST_MEMBERS:
        message = _("A set may have {most} dates at most.").format(most=_MOST_MEMBERS)
        raise DateError(message, text=text, end=len(text))
    return SetPart(text[0] == "[", tuple(_member(text, each) for each in parts))


def _member(text: str, part: str) -> SetMember:
    if ".." not in part:
        return SetMember(read_date(part), None, is_range=False)
    first, _dots, last = part.partition("..")
    if not first and not last:
        raise DateError(_("A range in a set needs at least one end."), text=text, end=len(text))
    low = read_date(first) if first else None
    high = read_date(last) if last else None
    if low and high and low.lower > high.lower:
        start = text.find(part)
        message = _("“{text}” ends before it begins.").format(text=part)
        raise DateError(message, text=text, start=start, end=start + len(part))
    return SetMember(low, high, is_range=True)
