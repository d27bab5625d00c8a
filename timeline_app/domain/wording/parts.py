"""The early, middle and late parts of months, years, decades and centuries, as they are typed and worded.

The thirds are those that people mean: a month is cut at the 10th and 20th, a year after April and August, a decade into
0–3, 4–6, 7–9, a century into 0–32, 33–66, 67–99.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.calendar import civil_at
from timeline_app.domain.edtf.tree import Unit
from timeline_app.domain.wording.phrases import _, century_words
from timeline_app.domain.wording.years import year_words

if TYPE_CHECKING:
    from timeline_app.domain.edtf.tree import DatePart
    from timeline_app.domain.wording.style import Style

MONTH_THIRDS: Final = ((1, 10), (11, 20), (21, 31))
YEAR_THIRDS: Final = ((1, 4), (5, 8), (9, 12))
DECADE_THIRDS: Final = ((0, 3), (4, 6), (7, 9))
CENTURY_THIRDS: Final = ((0, 32), (33, 66), (67, 99))


def part_of_period(first: DatePart, last: DatePart, style: Style) -> str:
    """Word two dates that span a third of a month, year, decade or century: "early May 2025"; else nothing."""
    if first.unit is not last.unit or first.marks or last.marks or "X" in first.text + last.text:
        return ""
    if first.unit is Unit.DAY and (first.year, first.month) == (last.year, last.month):
        final = civil_at(last.upper).day == 1
        third = _third(MONTH_THIRDS, int(first.day), 31 if final and int(first.day) == 21 else int(last.day))
        return _template(third).format(period=f"{style.months[int(first.month)]} {year_words(int(first.year))}")
    if first.unit is Unit.MONTH and first.year == last.year:
        third = _third(YEAR_THIRDS, int(first.month), int(last.month))
        return _template(third).format(period=year_words(int(first.year)))
    if first.unit is Unit.YEAR and int(first.year) > 0 and not first.significant and not last.significant:
        return _part_of_years(int(first.year), int(last.year))
    return ""


def _part_of_years(first: int, last: int) -> str:
    if first // 10 == last // 10:
        third = _third(DECADE_THIRDS, first % 10, last % 10)
        return _with_article(third).format(period=f"{first // 10}0s")
    if first // 100 == last // 100:
        third = _third(CENTURY_THIRDS, first % 100, last % 100)
        return _with_article(third).format(period=century_words(first // 100 + 1, article=False))
    return ""


def _with_article(third: int) -> str:
    return (_("the early {period}"), _("the mid-{period}"), _("the late {period}"))[third] if third >= 0 else ""


def _third(thirds: tuple[tuple[int, int], ...], first: int, last: int) -> int:
    return thirds.index((first, last)) if (first, last) in thirds else -1


def _template(third: int) -> str:
    return (_("early {period}"), _("mid-{period}"), _("late {period}"))[third] if third >= 0 else ""
