"""The early, middle and late parts of months, years, decades and centuries, as they are typed and worded.

The thirds are those that people mean: a month is cut at the 10th and 20th, a year after April and August, a decade into
0–3, 4–6, 7–9, a century into 0–32, 33–66, 67–99. Those of decades and centuries are read but worded as the years they
are, for "between 2014 and 2016" shall not come back as "the mid-2010s".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.edtf.tree import Unit
from timeline_app.domain.dates.formatting.phrases import _
from timeline_app.domain.dates.formatting.years import year_words

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import DatePart
    from timeline_app.domain.dates.formatting.style import Style

MONTH_THIRDS: Final = ((1, 10), (11, 20), (21, 31))
YEAR_THIRDS: Final = ((1, 4), (5, 8), (9, 12))
DECADE_THIRDS: Final = ((0, 3), (4, 6), (7, 9))
CENTURY_THIRDS: Final = ((0, 32), (33, 66), (67, 99))


def part_of_period(first: DatePart, last: DatePart, style: Style) -> str:
    """Word two dates that span a third of a month or year: "early May 2025"; else nothing."""
    if first.unit is not last.unit or first.marks or last.marks or "X" in first.text + last.text:
        return ""
    if first.unit is Unit.DAY and (first.year, first.month) == (last.year, last.month):
        final = civil_at(last.upper).day == 1
        third = _third(MONTH_THIRDS, int(first.day), 31 if final and int(first.day) == 21 else int(last.day))
        return _template(third).format(period=f"{style.months[int(first.month)]} {year_words(int(first.year))}")
    if first.unit is Unit.MONTH and first.year == last.year:
        third = _third(YEAR_THIRDS, int(first.month), int(last.month))
        return _template(third).format(period=year_words(int(first.year)))
    return ""


def _third(thirds: tuple[tuple[int, int], ...], first: int, last: int) -> int:
    return thirds.index((first, last)) if (first, last) in thirds else -1


def _template(third: int) -> str:
    return (_("early {period}"), _("mid-{period}"), _("late {period}"))[third] if third >= 0 else ""
