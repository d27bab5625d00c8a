"""Words for one date.

Words for years: of the common era, before it, and very far away.

Words for dates with unspecified digits.

Words for clock times, shown in the zone that is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import pgettext
from timeline_app.base.i18n.facts import all_of, city_name, grouped, short_number, weekdays
from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days, weekday
from timeline_app.domain.dates.edtf.parser import offset_seconds, significant_years
from timeline_app.domain.dates.edtf.tree import DatePart, Unit
from timeline_app.domain.dates.formatting.phrases import _, bare_day, century_words, decade_words, season_phrases

if TYPE_CHECKING:
    from timeline_app.domain.dates.calendar import CivilTime
    from timeline_app.domain.dates.edtf.tree import DatePart
    from timeline_app.domain.dates.formatting.phrases import PhraseStyle

    Zones = tuple[str, str]


_BILLION: Final = 10**9
_MILLION: Final = 10**6


def year_words(year: int) -> str:
    """Word an astronomical year: "2014", "79 CE", "44 BCE", "13.8 billion BCE"."""
    if 1000 <= year <= 9999:
        return str(year)
    if year > 0:
        return _("{year} CE").format(year=_large(year) if year > 9999 else year)
    return _("{year} BCE").format(year=year_number(year))


def year_number(year: int) -> str:
    """Give the number of a year before the common era, without the words that say so: "44", "13.8 billion"."""
    # A round number of millions of years is no count of single years, so 0000 = 1 BCE does not move it.
    count = -year if -year >= _MILLION and year % (_MILLION // 10) == 0 else 1 - year
    return _large(count) if count > 9999 else str(count)


def _large(year: int) -> str:
    for size, template in ((_BILLION, _("{number} billion")), (_MILLION, _("{number} million"))):
        if year >= size and year % (size // 10_000) == 0:
            return template.format(number=short_number(year / size, 4))
    return grouped(year)


def years_words(first: int, last: int) -> str:
    """Word two years that follow each other: "2014–15", "1999–2000"."""
    if first >= 1000 and last <= 9999:
        return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"
    return _("{first} – {last}").format(first=year_words(first), last=year_words(last))


def masked_words(part: DatePart, style: PhraseStyle) -> str:
    """Word a date in which some digits are not known."""
    if "X" in part.year:
        years = _masked_years(part.year, governed=style.governed)
        if not part.month:
            return years or _span(part, style)
        if part.unit is Unit.SEASON:
            phrases = season_phrases(governed=style.governed)
            return phrases[int(part.month)].format(year=years, years=years) if years else _span(part, style)
        if not years or "X" in part.month + part.day:
            return _some_in(part, years) if years else _span(part, style)
        month = style.day_months[int(part.month)] if part.day else style.months[int(part.month)]
        day = _("{day} {month}").format(day=int(part.day), month=month) if part.day else month
        return _("{day} of some year in {years}").format(day=day, years=years)
    return _masked_within_year(part, style)


def _masked_within_year(part: DatePart, style: PhraseStyle) -> str:
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


def _masked_years(mask: str, *, governed: bool = False) -> str:
    """Word a masked year where there is a phrase for it: "the 1980s", "the 19th century"."""
    sign, digits = mask[:-4], mask[-4:]
    if digits == "XXXX":
        return "" if sign else _("an unknown year")
    if digits[2:] == "XX" and "X" not in digits[:2]:
        return century_words(int(digits[:2]) + 1, before=bool(sign), governed=governed)
    if digits[3] == "X" and "X" not in digits[:3] and not sign:
        return decade_words(f"{int(digits[:3])}0", governed=governed)
    return ""


def _span(part: DatePart, style: PhraseStyle) -> str:
    """Word the outer bounds of what has no phrase of its own."""
    first, last = civil_at(part.lower), civil_at(part.upper - 1)
    if not part.month:
        low = year_number(first.year) if last.year <= 0 else year_words(first.year)
        return style.within.around(None).format(first=low, last=year_words(last.year))
    same = (first.year, first.month) == (last.year, last.month)
    if same and (not part.day or first.day == last.day):
        return _day_or_month(part, last, style)
    style = style.behind_preposition()
    high = _day_or_month(part, last, style)
    low = bare_day(first.day) if same else _day_or_month(part, first, style, with_year=first.year != last.year)
    words = style.within.around(part).format(first=low, last=high)
    all_told = len(part.text) - len(part.text.rstrip("X")) == part.text.count("X")
    return words if style.short or all_told else _("{words} ({text})").format(words=words, text=part.text)


def _day_or_month(part: DatePart, at: CivilTime, style: PhraseStyle, *, with_year: bool = True) -> str:
    months = style.day_months if part.day else style.months
    if not with_year:
        month = months[at.month]
        return _("{day} {month}").format(day=at.day, month=month) if part.day else month
    template = _("{day} {month} {year}") if part.day else _("{month} {year}")
    return template.format(day=at.day, month=months[at.month], year=year_words(at.year))


def clock_words(part: DatePart, own_zone: str, shown_zone: str) -> tuple[str, str, int]:
    """Give the clock time, the name of its zone, and the days since 1970 in that zone.

    A time that tells neither offset nor zone cannot be shown in another zone: it stands as it is, unlabelled.
    """
    zone = shown_zone or own_zone
    if not part.offset and (not own_zone or zone == own_zone):
        clock_s = _clock_s(part)
        return _shown(part.clock), _label_at(clock_s, own_zone) if own_zone else "", clock_s // DAY_S
    if part.offset and not zone:
        return _shown(part.clock), zone_label(part.offset), _clock_s(part) // DAY_S
    from timeline_app.domain.dates.zones import offset_at, offset_of_clock  # noqa: PLC0415  # zoneinfo is needed for few dates

    moment = part.lower
    if not part.offset:
        moment -= offset_of_clock(part.lower, own_zone)
    ahead_s = offset_at(moment, zone)
    shown = moment + ahead_s
    at = civil_at(shown)
    return _shown(f"{at.hour:02}:{at.minute:02}:{at.second:02}"), _label_at(shown, zone, ahead_s), shown // DAY_S


def _label_at(clock_s: int, zone: str, ahead_s: int | None = None) -> str:
    """Name the zone of a clock time: by its offset in the hour that clocks show twice when they are put back.

    Without `ahead_s` it is the first of the two, as such a time is read.
    """
    if zone == "UTC" or zone[0] in "Z+-":
        return zone_label(zone)
    from timeline_app.domain.dates.zones import clock_doubt, offset_of_clock  # noqa: PLC0415  # likewise

    if clock_doubt(clock_s, zone) != "twice":
        return zone_label(zone)
    seconds = offset_of_clock(clock_s, zone) if ahead_s is None else ahead_s
    minutes = round(seconds / 60)
    return zone_label(f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}")


def _shown(clock: str) -> str:
    """Leave out seconds that are zero: written texts give times to the minute, EDTF asks for seconds."""
    return clock.removesuffix(":00") if len(clock) > 5 else clock


def _clock_s(part: DatePart) -> int:
    shift = DAY_S if part.clock.startswith("24") else part.clock.endswith(":60")
    return part.lower + offset_seconds(part.offset) - shift


def day_in_zone(part: DatePart, days: int) -> tuple[int, int, int]:
    """Give the day that a clock time falls on; 24:00 belongs to the day that it ends."""
    if part.clock.startswith("24"):
        return int(part.year), int(part.month), int(part.day)
    return civil_from_days(days)


def zone_label(zone: str) -> str:
    """Name a zone for people: "Kyiv", "UTC", "UTC+3"."""
    if zone in ("Z", "UTC"):
        return "UTC"
    if zone == "local":
        return _("local time")
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), zone[4:6]
        return f"UTC{zone[0].replace('-', '−')}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return city_name(zone)


_WINTERS: Final = (24, 28, 30)
"""Seasons that run over the new year."""


def date_words(part: DatePart, style: PhraseStyle, zones: Zones) -> str:
    """Word a date with its qualifiers."""
    if not part.marks and not part.significant:
        return bare_words(part, style, zones)
    words = _significant_words(part, style) if part.significant else bare_words(part, style, zones)
    return _qualified(part, words, style)


def bare_words(part: DatePart, style: PhraseStyle, zones: Zones) -> str:
    """Word a date without its qualifiers."""
    if "X" in part.text:
        return masked_words(part, style)
    if part.clock:
        return _timed_words(part, style, zones)
    if part.day:
        words = day_words(int(part.year), int(part.month), int(part.day), style)
        return _with_weekday(part.lower // DAY_S, words) if style.weekday else words
    if part.unit is Unit.SEASON:
        return season_words(int(part.year), int(part.month), style)
    if part.month:
        return month_words(int(part.year), int(part.month), style)
    return year_words(int(part.year))


def _with_weekday(days: int, words: str) -> str:
    return _("{weekday}, {day}").format(weekday=weekdays()[weekday(days)], day=words)


def day_words(year: int, month: int, day: int, style: PhraseStyle) -> str:
    """Word a day: "16 May 2025"."""
    if not style.years:
        return _("{day} {month}").format(day=day, month=style.day_months[month])
    return _("{day} {month} {year}").format(day=day, month=style.day_months[month], year=year_words(year))


def month_words(year: int, month: int, style: PhraseStyle) -> str:
    """Word a month: "May 2025"."""
    if not style.years:
        return style.months[month]
    return _("{month} {year}").format(month=style.months[month], year=year_words(year))


def season_words(year: int, code: int, style: PhraseStyle) -> str:
    """Word a season, quarter or half of a year."""
    if style.short and 33 <= code <= 36:
        return _("Q{number} {year}").format(number=code - 32, year=year_words(year))
    template = season_phrases(governed=style.governed)[code]
    if code in _WINTERS:
        return template.format(years=years_words(year, year + 1))
    return template.format(year=year_words(year))


def _timed_words(part: DatePart, style: PhraseStyle, zones: Zones) -> str:
    clock, label, days = clock_words(part, *zones)
    year, month, day = day_in_zone(part, days)
    words = day_words(year, month, day, style)
    if not style.clocks:
        return words
    clock = told_clock(clock, style)
    words = _("{day}, {time}").format(day=words, time=clock) if style.clock_days else clock
    if style.weekday:
        words = _with_weekday(days, words)
    return with_zone(words, label if style.zones else "")


def told_clock(clock: str, style: PhraseStyle) -> str:
    """Word a clock time, or the last of two: in German "14:30 Uhr", where there is room for it."""
    return clock if style.short or not style.clock_days else pgettext("a clock time", "{time}").format(time=clock)


def with_zone(moment: str, label: str) -> str:
    """Put the name of a zone, which may be empty, after a clock time: "14:00 UTC"."""
    return _("{moment} {zone}").format(moment=moment, zone=label) if label else moment


def _significant_words(part: DatePart, style: PhraseStyle) -> str:
    first, last = significant_years(part)
    if first == last:
        return year_words(int(part.year))
    words = style.about.format(date=year_words(int(part.year)))
    if style.short:
        return words
    within = style.within.around(None).format(first=year_words(first), last=year_words(last))
    return _("{words} ({within})").format(words=words, within=within)


def _qualified(part: DatePart, words: str, style: PhraseStyle) -> str:
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
    if not notes or style.short:
        return words
    return _("{words} ({within})").format(words=words, within="; ".join(notes))


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
    return all_of([names[each] for each in sorted(components)])
