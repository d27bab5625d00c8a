"""Words for dates with unspecified digits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.edtf.tree import Unit
from timeline_app.domain.dates.formatting.phrases import _, century_words, season_phrases
from timeline_app.domain.dates.formatting.years import year_words

if TYPE_CHECKING:
    from timeline_app.domain.dates.calendar import Civil
    from timeline_app.domain.dates.edtf.tree import DatePart
    from timeline_app.domain.dates.formatting.style import Style


def masked_words(part: DatePart, style: Style) -> str:
    """Word a date in which some digits are not known."""
    if "X" in part.year:
        years = _masked_years(part.year)
        if not part.month:
            return years or _span(part, style)
        if part.unit is Unit.SEASON:
            return season_phrases()[int(part.month)].format(year=years, years=years) if years else _span(part, style)
        if not years or "X" in part.month + part.day:
            return _some_in(part, years) if years else _span(part, style)
        month = style.day_months[int(part.month)] if part.day else style.months[int(part.month)]
        day = f"{int(part.day)} {month}" if part.day else month
        return _("{day} of some year in {years}").format(day=day, years=years)
    return _masked_within_year(part, style)


def _masked_within_year(part: DatePart, style: Style) -> str:
    year = year_words(int(part.year))
    if "X" not in part.month:
        month = _("{month} {year}").format(month=style.months[int(part.month)], year=year)
        return _("some day in {month}").format(month=month) if part.day == "XX" else _span(part, style)
    if part.month == "XX" and part.day in ("", "XX"):
        return _some_in(part, year)
    if part.month == "XX" and "X" not in part.day:
        return _("day {day} of some month in {year}").format(day=int(part.day), year=year)
    return _span(part, style)


def _some_in(part: DatePart, years: str) -> str:
    if set(part.month + part.day) != {"X"}:
        return _("{years} ({text})").format(years=years, text=part.text)
    return (_("some day in {years}") if part.day else _("some month in {years}")).format(years=years)


def _masked_years(mask: str) -> str:
    """Word a masked year where there is a phrase for it: "the 1980s", "the 19th century"."""
    sign, digits = mask[:-4], mask[-4:]
    if digits == "XXXX":
        return "" if sign else _("an unknown year")
    if digits[2:] == "XX" and "X" not in digits[:2]:
        century = century_words(int(digits[:2]) + 1)
        return _("{century} BCE").format(century=century) if sign else century
    if digits[3] == "X" and "X" not in digits[:3] and not sign:
        return _("the {decade}s").format(decade=f"{int(digits[:3])}0")
    return ""


def _span(part: DatePart, style: Style) -> str:
    """Word the outer bounds of what has no phrase of its own."""
    first, last = civil_at(part.lower), civil_at(part.upper - 1)
    if not part.month:
        low = year_words(first.year)
        if last.year <= 0:
            low = low.removesuffix(_("{year} BCE").format(year=""))
        return style.within.format(first=low, last=year_words(last.year))
    low, high = _day_or_month(part, first, style), _day_or_month(part, last, style)
    if low == high:
        return low
    if (first.year, first.month) == (last.year, last.month):
        low = str(first.day)
    elif first.year == last.year:
        low = low.removesuffix(f" {year_words(first.year)}")
    words = style.within.format(first=low, last=high)
    all_told = len(part.text) - len(part.text.rstrip("X")) == part.text.count("X")
    return words if style.short or all_told else _("{words} ({text})").format(words=words, text=part.text)


def _day_or_month(part: DatePart, at: Civil, style: Style) -> str:
    template = _("{day} {month} {year}") if part.day else _("{month} {year}")
    months = style.day_months if part.day else style.months
    return template.format(day=at.day, month=months[at.month], year=year_words(at.year))
