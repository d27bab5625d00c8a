"""Words for one date."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.calendar import DAY_S, weekday
from timeline_app.domain.dates.edtf.tree import DatePart, Unit
from timeline_app.domain.dates.edtf.years import significant_years
from timeline_app.domain.dates.formatting.clock import clock_words, day_in_zone
from timeline_app.domain.dates.formatting.masks import masked_words
from timeline_app.domain.dates.formatting.phrases import _, season_phrases, weekdays
from timeline_app.domain.dates.formatting.years import year_words, years_words

if TYPE_CHECKING:
    from timeline_app.domain.dates.formatting.style import Style

    Zones = tuple[str, str]

_COMPONENTS: Final = 3
_WINTERS: Final = (24, 28, 30)
"""Seasons that run over the new year."""


def date_words(part: DatePart, style: Style, zones: Zones) -> str:
    """Word a date with its qualifiers."""
    if not part.marks and not part.significant:
        return bare_words(part, style, zones)
    words = _significant_words(part, style) if part.significant else bare_words(part, style, zones)
    return _qualified(part, words, style)


def bare_words(part: DatePart, style: Style, zones: Zones) -> str:
    """Word a date without its qualifiers."""
    if "X" in part.text:
        return masked_words(part, style)
    if part.clock:
        return _timed_words(part, style, zones)
    if part.day:
        words = day_words(int(part.year), int(part.month), int(part.day), style)
        return f"{weekdays()[weekday(part.lower // DAY_S)]}, {words}" if style.weekday else words
    if part.unit is Unit.SEASON:
        return season_words(int(part.year), int(part.month), style)
    if part.month:
        return month_words(int(part.year), int(part.month), style)
    return year_words(int(part.year))


def day_words(year: int, month: int, day: int, style: Style) -> str:
    """Word a day: "16 May 2025"."""
    return _("{day} {month} {year}").format(day=day, month=style.day_months[month], year=year_words(year))


def month_words(year: int, month: int, style: Style) -> str:
    """Word a month: "May 2025"."""
    return _("{month} {year}").format(month=style.months[month], year=year_words(year))


def season_words(year: int, code: int, style: Style) -> str:
    """Word a season, quarter or half of a year."""
    if style.short and 33 <= code <= 36:
        return _("Q{number} {year}").format(number=code - 32, year=year_words(year))
    template = season_phrases()[code]
    if code in _WINTERS:
        return template.format(years=years_words(year, year + 1))
    return template.format(year=year_words(year))


def _timed_words(part: DatePart, style: Style, zones: Zones) -> str:
    clock, label, days = clock_words(part, *zones)
    year, month, day = day_in_zone(part, days)
    words = _("{day}, {time}").format(day=day_words(year, month, day, style), time=clock)
    if style.weekday:
        words = f"{weekdays()[weekday(days)]}, {words}"
    return f"{words} {label}" if label else words


def _significant_words(part: DatePart, style: Style) -> str:
    first, last = significant_years(part)
    if first == last:
        return year_words(int(part.year))
    words = style.about.format(date=year_words(int(part.year)))
    if style.short:
        return words
    within = style.within.format(first=year_words(first), last=year_words(last))
    return _("{words} ({within})").format(words=words, within=within)


def _qualified(part: DatePart, words: str, style: Style) -> str:
    """Say that the date is approximate or uncertain, or which of its parts are."""
    approximate, uncertain = qualified_parts(part.marks)
    count = 1 + bool(part.month) + bool(part.day)
    whole_approximate = len(approximate) == count
    whole_uncertain = len(uncertain) == count
    if style.short:
        whole_approximate, whole_uncertain = bool(approximate), bool(uncertain)
    if whole_approximate and whole_uncertain:
        return style.about_uncertain.format(date=words)
    notes = []
    if whole_approximate:
        words = style.about.format(date=words)
    elif approximate and approximate == uncertain:
        notes = [_("{parts} approximate and uncertain").format(parts=_part_names(part, approximate))]
        uncertain = frozenset()
    elif approximate:
        notes = [_("{parts} approximate").format(parts=_part_names(part, approximate))]
    if whole_uncertain and not notes:
        words = style.uncertain.format(date=words)
    elif whole_uncertain:
        notes.append(_("all of it uncertain"))
    elif uncertain:
        notes.append(_("{parts} uncertain").format(parts=_part_names(part, uncertain)))
    return f"{words} ({'; '.join(notes)})" if notes and not style.short else words


@cache
def qualified_parts(marks: str) -> tuple[frozenset[int], frozenset[int]]:
    """Give the parts (0 year, 1 month, 2 day) that are approximate, and those that are uncertain."""
    approximate: set[int] = set()
    uncertain: set[int] = set()
    for place, mark in enumerate(marks):
        component, after = divmod(place, 2)
        # A mark after a part qualifies all parts to its left as well; one before it only that part.
        touched = range(component + 1) if after else (component,)
        if mark in ("~", "%"):
            approximate.update(touched)
        if mark in ("?", "%"):
            uncertain.update(touched)
    return frozenset(approximate), frozenset(uncertain)


def _part_names(part: DatePart, components: frozenset[int]) -> str:
    month = _("season") if part.unit is Unit.SEASON else _("month")
    names = (_("year"), month, _("day"))
    return _(" and ").join(names[each] for each in sorted(components))
