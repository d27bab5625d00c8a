"""Words for stretches of time, and for two dates that share a month or a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart, SetPart, Unit
from timeline_app.domain.dates.formatting.dates import date_words
from timeline_app.domain.dates.formatting.phrases import _
from timeline_app.domain.dates.formatting.sets import set_words
from timeline_app.domain.dates.formatting.years import year_words

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import End
    from timeline_app.domain.dates.formatting.dates import Zones
    from timeline_app.domain.dates.formatting.style import Style


def interval_words(part: IntervalPart, style: Style, zones: Zones) -> str:
    """Word a stretch of time: "20 February to 18 March 2014", "from 2014, still going on"."""
    start, end = part.start, part.end
    if isinstance(start, str) and isinstance(end, str):
        return _endless(start, end)
    if isinstance(end, str):
        template = style.still if end == ".." else style.end_unknown
        return template.format(first=_end_words(start, style, zones))
    if isinstance(start, str):
        template = style.start_open if start == ".." else style.start_unknown
        return template.format(last=_end_words(end, style, zones))
    if isinstance(start, DatePart) and isinstance(end, DatePart):
        spread = not style.short and ("X" in start.month + start.day or "X" in end.month + end.day)
        template = _("from {first} to {last}") if spread else style.interval
        return pair_words(start, end, style, (template, zones))
    first, last = _end_words(start, style, zones), _end_words(end, style, zones)
    return style.interval.format(first=first, last=last) if style.short else _mixed(first, last)


def _mixed(first: str, last: str) -> str:
    return _("from {first} to {last}").format(first=first, last=last)


def _endless(start: str, end: str) -> str:
    if start == end:
        return _("at all times")
    return _("beginning unknown, still going on") if end == ".." else _("with no beginning, end unknown")


def _end_words(end: End, style: Style, zones: Zones) -> str:
    if isinstance(end, SetPart):
        return set_words(end, style, zones)
    return date_words(end, style, zones) if isinstance(end, DatePart) else ""


def pair_words(first: DatePart, last: DatePart, style: Style, form: tuple[str, Zones]) -> str:
    """Word two dates by a template with {first} and {last}; the first leaves out what it shares with the last."""
    template, zones = form
    last_words = date_words(last, style, zones)
    if first.clock and last.clock and not style.weekday:
        return _timed_pair(first, last, style, form)
    if first.marks or last.marks or style.weekday or not _plain(first) or not _plain(last):
        return template.format(first=date_words(first, style, zones), last=last_words)
    shortened = shortened_words(first, last, style)
    first_words = shortened or date_words(first, style, zones)
    if style.short and template == style.interval and " " not in first_words and (shortened or " " not in last_words):
        template = _("{first}–{last}")  # between single words the dash stands close
    return template.format(first=first_words, last=last_words)


def shortened_words(part: DatePart, other: DatePart, style: Style) -> str:
    """Word a date without the month and year that it shares with the other; empty where it shares nothing."""
    if part.marks or other.marks or not _plain(part) or not _plain(other):
        return ""
    if part.year == other.year and other.month and part.month:
        if part.day and other.day and part.month == other.month:
            return str(int(part.day))
        month = (style.day_months if part.day else style.months)[int(part.month)]
        if part.day:
            return _("{day} {month}").format(day=int(part.day), month=month)
        return month
    if not part.month and not other.month and (int(part.year) < 0) is (int(other.year) <= 0) and int(part.year) < 0:
        return year_words(int(part.year)).removesuffix(_("{year} BCE").format(year="")).strip()
    return ""


def _plain(part: DatePart) -> bool:
    return "X" not in part.text and not part.significant and not part.clock and part.unit is not Unit.SEASON


def _timed_pair(first: DatePart, last: DatePart, style: Style, form: tuple[str, Zones]) -> str:
    """Word two moments; where they fall on one day, that day is named once."""
    template, zones = form
    first_words, last_words = date_words(first, style, zones), date_words(last, style, zones)
    separator = _("{day}, {time}").format(day="", time="")
    first_day, found, first_time = first_words.rpartition(separator)
    last_day, _found, last_time = last_words.rpartition(separator)
    if not found or first_day != last_day:
        return template.format(first=first_words, last=last_words)
    time, _blank, first_label = first_time.partition(" ")
    if first_label and not last_time.endswith(f" {first_label}"):
        time = first_time
    return _("{day}, {time}").format(day=last_day, time=template.format(first=time, last=last_time))
