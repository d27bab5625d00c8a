"""Dates and stretches of time in the words of the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import kept_in_words
from timeline_app.base.i18n.facts import grouped, months_of_days
from timeline_app.domain.dates.calendar import DAY_S, CivilTime, civil_at
from timeline_app.domain.dates.formatting import word, word_short
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import OWN, clock_zone, offset_of_clock
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from timeline_app.domain.records import Event

_OLD_STYLE: Final = re.compile(
    r"\bO\.?\s?S\b|old style|julian|юліан|юлиан|ст\.\s?ст|стар|alten stils|\ba\.\s?St\b", re.IGNORECASE
)
LONG_S = 60 * 365 * DAY_S
SHORT_S = 3 * DAY_S


def event_when(event: Event) -> When | None:
    """Give an event's date; None where it has none or it cannot be read."""
    try:
        when = When.of(event.start, event.end, event.zone)
    except DateError:
        return None
    return None if when.flags & WhenFlag.UNDATED else when


def date_in_words(event: Event, zone: str, *, weekday_too: bool = True) -> str:
    """Tell when an event was, with the weekday where it is one day; clock times in `zone`, or in each event's own."""
    when = event_when(event)
    if when is None:
        text = on_one_line(event.date_text.strip() or event.start or event.end)
        return _("No date: “{text}”").format(text=text) if text else _("No date")
    words = word(when, "" if zone == OWN else zone, weekday=weekday_too)
    old_style = _old_style(event)
    return _("{date} ({note})").format(date=words, note=old_style) if old_style else words


def date_in_short(event: Event, zone: str) -> str:
    """Tell when an event was where there is no room for all words: "c. 14 Jan – 20 Feb 2015"."""
    when = event_when(event)
    return date_in_words(event, zone) if when is None else word_short(when, "" if zone == OWN else zone)


def dates_in_words(first: Event, last: Event, zone: str) -> str:
    """Tell the stretch from one event to another as one range, at the precision of each: "2021 to 23 July 2025"."""
    begin, end = event_when(first), event_when(last)
    if begin is None or end is None:
        return ""
    shown = "" if zone == OWN else zone
    if begin.end_max >= end.end_max:  # the one lies within the other
        return word(begin, shown)
    start, until = start_of(begin), end_of(end)
    if start.edtf == until.edtf:
        return word(start, shown)
    try:
        if begin.zone == end.zone:
            return word(When.of(start.edtf, until.edtf, begin.zone), shown)
    except DateError:  # sets and the like cannot be ends of a range
        pass
    return _("{first} – {last}").format(first=word(start, shown), last=word(until, shown))


def start_of(when: When) -> When:
    """Give the date with which a range begins; any other date as it is."""
    return _end_of_range(when, 0)


def end_of(when: When) -> When:
    """Give the date with which a range ends; any other date as it is."""
    return _end_of_range(when, -1)


def _end_of_range(when: When, which: int) -> When:
    text = when.edtf.split("/")[which] if when.flags & WhenFlag.RANGE else when.edtf
    if text in {"", ".."}:
        return when
    try:
        return When.parse(text, when.zone)
    except DateError:
        return when


@kept_in_words(256)
def _old_style(event: Event) -> str:
    """Give the Julian date as which an event's date was typed; empty for nearly all, which are told by a look."""
    if not _OLD_STYLE.search(event.date_text) or event.end:
        return ""
    from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - for few dates

    try:
        typed = read_typed(event.date_text)
    except DateError:
        return ""
    return typed.note if typed.edtf == event.start else ""


def unknown_in_words(event: Event) -> str:
    """Tell what is not known about an event's date; empty where nothing is missing."""
    when = event_when(event)
    if when is None:
        return _("It waits in the tray of undated events.") if not event.start and not event.end else ""
    flags, told = when.flags, []
    if flags & (WhenFlag.APPROXIMATE_START | WhenFlag.APPROXIMATE_END):
        told.append(_("The date is approximate."))
    if flags & (WhenFlag.UNCERTAIN_START | WhenFlag.UNCERTAIN_END):
        told.append(_("The date is uncertain."))
    if flags & WhenFlag.UNKNOWN_END:
        told.append(_("When it ended is not known."))
    if flags & WhenFlag.UNKNOWN_START:
        told.append(_("When it began is not known."))
    if flags & WhenFlag.OPEN_END:
        told.append(_("It has not ended."))
    single = not flags & (WhenFlag.RANGE | WhenFlag.DAY | WhenFlag.INSTANT | WhenFlag.SET_ONE_OF | WhenFlag.SET_ALL_OF)
    if single:
        span = when.end_max - when.start_min
        told.append(_("The day is not known.") if span < 40 * DAY_S else _("The day and month are not known."))
    return " ".join(told)


def range_in_words(start_s: int, end_s: int) -> str:
    """Tell a stretch of the axis as finely as its length calls for: years, days, or hours and minutes."""
    first, last = (civil_at(each) for each in (start_s, max(start_s, end_s - 1)))
    if end_s - start_s > LONG_S:
        return _("{first} – {last}").format(first=_year(first.year), last=_year(last.year))
    if end_s - start_s < SHORT_S:
        return _short(first, last)
    head = _day(first, with_year=first.year != last.year)
    return _("{first} – {last}").format(first=head, last=_day(last))


def stretch_as_edtf(start_s: int, end_s: int, zone: str) -> tuple[str, str]:
    """Give a stretch that was drawn as two dates, to the day or, where it is short, to the minute by the clocks."""
    fine = end_s - start_s < 2 * DAY_S
    first, last = (_edtf(each, zone if fine else "") for each in (start_s, max(start_s, end_s - 1)))
    return first, "" if first == last else last


def _edtf(clock_s: int, zone: str) -> str:
    civil = civil_at(clock_s)
    day = f"{civil.year:04d}-{civil.month:02d}-{civil.day:02d}"
    return f"{day}T{civil.hour:02d}:{civil.minute:02d}:00{offset_text(clock_s, zone)}" if zone else day


def offset_text(clock_s: int, zone: str) -> str:
    """Write the offset that holds when clocks in a zone show a time: "+03:00", "Z"."""
    minutes = round(offset_of_clock(clock_s, clock_zone(zone)) / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}:{rest:02d}" if minutes else "Z"


def _short(first: CivilTime, last: CivilTime) -> str:
    clocks = [f"{each.hour:02d}:{each.minute:02d}" for each in (first, last)]
    if first[:3] == last[:3]:
        return _("{day}, {first} – {last}").format(day=_day(first), first=clocks[0], last=clocks[1])
    return _("{first_day}, {first} – {last_day}, {last}").format(
        first_day=_day(first, with_year=first.year != last.year), first=clocks[0], last_day=_day(last), last=clocks[1]
    )


def _day(civil: CivilTime, *, with_year: bool = True) -> str:
    month = months_of_days()[civil.month]
    if not with_year:
        return _("{day} {month}").format(day=civil.day, month=month)
    return _("{day} {month} {year}").format(day=civil.day, month=month, year=_year(civil.year))


def _year(year: int) -> str:
    if year > 0:
        return str(year)
    return _("{year} BCE").format(year=grouped(1 - year if year > -9999 else -year))
