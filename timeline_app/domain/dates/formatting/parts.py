"""The early, middle and late parts of months, years, decades and centuries, as they are typed and worded.

The thirds are those that people mean: a month is cut at the 10th and 20th, a year after April and August, a decade into
0–3, 4–6, 7–9, a century into 0–32, 33–66, 67–99. Those of decades and centuries are read but worded as the years they
are, for "between 2014 and 2016" shall not come back as "the mid-2010s".

The date just before and just after another of the same precision: what "before" and "after" are worded with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days
from timeline_app.domain.dates.edtf.date import offset_seconds
from timeline_app.domain.dates.edtf.tree import DatePart, Unit
from timeline_app.domain.dates.formatting.dates import month_words, year_words
from timeline_app.domain.dates.formatting.phrases import _

if TYPE_CHECKING:
    from timeline_app.domain.dates.formatting.phrases import PhraseStyle


MONTH_THIRDS: Final = ((1, 10), (11, 20), (21, 31))
YEAR_THIRDS: Final = ((1, 4), (5, 8), (9, 12))
DECADE_THIRDS: Final = ((0, 3), (4, 6), (7, 9))
CENTURY_THIRDS: Final = ((0, 32), (33, 66), (67, 99))


def part_of_period(first: DatePart, last: DatePart, style: PhraseStyle) -> str:
    """Word two dates that span a third of a month or year: "early May 2025"; else nothing."""
    if first.unit is not last.unit or first.marks or last.marks or "X" in first.text + last.text:
        return ""
    if first.unit is Unit.DAY and (first.year, first.month) == (last.year, last.month):
        final = civil_at(last.upper).day == 1
        third = _third(MONTH_THIRDS, int(first.day), 31 if final and int(first.day) == 21 else int(last.day))
        return _template(third).format(period=month_words(int(first.year), int(first.month), style))
    if first.unit is Unit.MONTH and first.year == last.year:
        third = _third(YEAR_THIRDS, int(first.month), int(last.month))
        return _template(third).format(period=year_words(int(first.year)))
    return ""


def _third(thirds: tuple[tuple[int, int], ...], first: int, last: int) -> int:
    return thirds.index((first, last)) if (first, last) in thirds else -1


def _template(third: int) -> str:
    return (_("early {period}"), _("mid-{period}"), _("late {period}"))[third] if third >= 0 else ""


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
