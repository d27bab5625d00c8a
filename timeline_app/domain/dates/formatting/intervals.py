"""Words for stretches of time: intervals, sets, parts of months and years, and two dates that share a month or a year.

The early, middle and late thirds are those that people mean: a month is cut at the 10th and 20th, a year after April
and August, a decade into 0–3, 4–6, 7–9, a century into 0–32, 33–66, 67–99. Those of decades and centuries are read but
worded as the years they are, for "between 2014 and 2016" shall not come back as "the mid-2010s".
What is worded with "before" and "after" is the date just after or before another of the same precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n.facts import all_of, one_of
from timeline_app.domain.dates.calendar import DAY_S, civil_at, civil_from_days, days_from_civil
from timeline_app.domain.dates.edtf.parser import offset_seconds
from timeline_app.domain.dates.edtf.tree import DatePart, IntervalPart, SetPart, Unit
from timeline_app.domain.dates.formatting.dates import (
    clock_words,
    date_words,
    day_in_zone,
    day_words,
    month_words,
    told_clock,
    with_zone,
    year_number,
    year_words,
)
from timeline_app.domain.dates.formatting.phrases import _, after_phrase, bare_day, before_phrase

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import Edtf, End, SetMember
    from timeline_app.domain.dates.formatting.dates import Zones
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
        style = style.behind_preposition()
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


def day_of_clock(part: DatePart, zones: Zones) -> DatePart:
    """Give the day on which a clock time falls, as clocks of the zone that is shown have it; any other date as is."""
    if not part.clock:
        return part
    year, month, day = day_in_zone(part, clock_words(part, *zones)[2])
    written, lower = f"{year:0{4 + (year < 0)}d}", days_from_civil(year, month, day) * DAY_S
    text = f"{written}-{month:02}-{day:02}"
    return DatePart(text, lower, lower + DAY_S, Unit.DAY, written, f"{month:02}", f"{day:02}", marks=part.marks)


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


def set_words(part: SetPart, style: PhraseStyle, zones: Zones) -> str:
    """Word a set: "before 24 February 2022", "between 2 and 5 June 2025", "5 or 7 May 2025"."""
    only = part.members[0] if len(part.members) == 1 else None
    if only and only.is_range:
        return _range_words(only, style, zones) if part.one_of else _every_words(only, style, zones)
    words = [_member_words(each, part, style, zones) for each in part.members]
    if len(words) == 1:
        return words[0]
    return one_of(words) if part.one_of else all_of(words)


def _member_words(member: SetMember, part: SetPart, style: PhraseStyle, zones: Zones) -> str:
    """Word one of several; what it shares with the last of them is left to that one."""
    if member.is_range:
        if member.first and member.last:
            period = part_of_period(member.first, member.last, style)
            return period or pair_words(member.first, member.last, style, (style.interval, zones))
        return _range_words(member, style, zones)
    final = part.members[-1]
    if member.first is None:
        return ""
    if member is not final and not final.is_range and final.first:
        shortened = shortened_words(member.first, final.first, style)
        if shortened:
            return shortened
    return date_words(member.first, style, zones)


def _range_words(member: SetMember, style: PhraseStyle, zones: Zones) -> str:
    first, last = member.first, member.last
    if first and last:
        within = style.within.around(first, last)
        return part_of_period(first, last, style) or pair_words(first, last, style, (within, zones), governed=True)
    if last:
        after = next_after(last)
        if after is None:
            return _("{date} or earlier").format(date=date_words(last, style, zones))
        return before_phrase().around(after).format(date=date_words(after, style.behind_preposition(), zones))
    if first:
        before = last_before(first)
        if before is None:
            return _("{date} or later").format(date=date_words(first, style, zones))
        return after_phrase().around(before).format(date=date_words(before, style.behind_preposition(), zones))
    return ""


def _every_words(member: SetMember, style: PhraseStyle, zones: Zones) -> str:
    """Word a range of which every unit is meant."""
    first, last = member.first, member.last
    told = last or first
    unit = Unit.YEAR if told is None or told.unit >= Unit.YEAR else told.unit
    if first and last:
        return _every_between(unit).format(dates=pair_words(first, last, style, (style.interval, zones)))
    style = style.behind_preposition()
    if last:
        return _every_up_to(unit).format(date=date_words(last, style, zones))
    return _every_from(unit).format(date=date_words(first, style, zones) if first else "")


def _every_between(unit: Unit) -> str:
    words = {
        Unit.YEAR: _("every year from {dates}"),
        Unit.SEASON: _("every season from {dates}"),
        Unit.MONTH: _("every month from {dates}"),
    }
    return words.get(unit, _("every day from {dates}"))


def _every_up_to(unit: Unit) -> str:
    words = {
        Unit.YEAR: _("every year up to {date}"),
        Unit.SEASON: _("every season up to {date}"),
        Unit.MONTH: _("every month up to {date}"),
    }
    return words.get(unit, _("every day up to {date}"))


def _every_from(unit: Unit) -> str:
    words = {
        Unit.YEAR: _("every year from {date} on"),
        Unit.SEASON: _("every season from {date} on"),
        Unit.MONTH: _("every month from {date} on"),
    }
    return words.get(unit, _("every day from {date} on"))


def interval_words(part: IntervalPart, style: PhraseStyle, zones: Zones) -> str:
    """Word a stretch of time: "20 February to 18 March 2014", "from 2014, still going on"."""
    start, end = part.start, part.end
    if isinstance(start, str) and isinstance(end, str):
        return _endless(start, end)
    if isinstance(end, str):
        if end == "..":
            return style.still.around(start).format(first=_end_words(start, style.behind_preposition(), zones))
        return style.end_unknown.around(start).format(first=_end_words(start, _of_unknown(style), zones))
    if isinstance(start, str):
        if start == "..":
            return style.start_open.around(end).format(last=_end_words(end, style.behind_preposition(), zones))
        return style.start_unknown.around(end).format(last=_end_words(end, _of_unknown(style), zones))
    if isinstance(start, DatePart) and isinstance(end, DatePart):
        spread = not style.short and ("X" in start.month + start.day or "X" in end.month + end.day)
        template = _("from {first} to {last}") if spread else style.interval
        return pair_words(start, end, style, (template, zones), governed=spread)
    if not style.short:
        style = style.behind_preposition()
    first, last = _end_words(start, style, zones), _end_words(end, style, zones)
    return style.interval.format(first=first, last=last) if style.short else _mixed(first, last)


def _of_unknown(style: PhraseStyle) -> PhraseStyle:
    """Give the style of the one end that is known: in full behind a preposition, in short beside a dash."""
    return style if style.short else style.behind_preposition()


def _mixed(first: str, last: str) -> str:
    return _("from {first} to {last}").format(first=first, last=last)


def _endless(start: str, end: str) -> str:
    if start == end:
        return _("at all times")
    return _("beginning unknown, still going on") if end == ".." else _("with no beginning, end unknown")


def _end_words(end: End, style: PhraseStyle, zones: Zones) -> str:
    if isinstance(end, SetPart):
        return set_words(end, style, zones)
    return date_words(end, style, zones) if isinstance(end, DatePart) else ""


def pair_words(
    first: DatePart, last: DatePart, style: PhraseStyle, form: tuple[str, Zones], *, governed: bool = False
) -> str:
    """Word two dates by a template with {first} and {last}; the first leaves out what it shares with the last."""
    template, zones = form
    if governed:
        style = style.behind_preposition()
    if not style.clocks:
        first, last = (day_of_clock(each, zones) for each in (first, last))
        if first.text == last.text:
            return date_words(last, style, zones)
    last_words = date_words(last, style, zones)
    if first.clock and last.clock and not style.weekday:
        return _timed_pair(first, last, style, form)
    if first.marks or last.marks or style.weekday or not _plain(first) or not _plain(last):
        return template.format(first=date_words(first, style, zones), last=last_words)
    shortened = shortened_words(first, last, style)
    first_words = shortened or date_words(first, style, zones)
    is_dash = template == _("{first} – {last}")
    if is_dash and " " not in first_words and (shortened or " " not in last_words):
        template = _("{first}–{last}")  # between single words it stands close
    return template.format(first=first_words, last=last_words)


def shortened_words(part: DatePart, other: DatePart, style: PhraseStyle) -> str:
    """Word a date without the month and year that it shares with the other; empty where it shares nothing."""
    if part.marks or other.marks or not _plain(part) or not _plain(other):
        return ""
    if part.year == other.year and other.month and part.month:
        if part.day and other.day and part.month == other.month:
            return bare_day(int(part.day))
        month = (style.day_months if part.day else style.months)[int(part.month)]
        if part.day:
            return _("{day} {month}").format(day=int(part.day), month=month)
        return month
    if not part.month and not other.month and (int(part.year) < 0) is (int(other.year) <= 0) and int(part.year) < 0:
        return year_number(int(part.year))
    return ""


def _plain(part: DatePart) -> bool:
    return "X" not in part.text and not part.significant and not part.clock and part.unit is not Unit.SEASON


def _timed_pair(first: DatePart, last: DatePart, style: PhraseStyle, form: tuple[str, Zones]) -> str:
    """Word two moments; where they fall on one day, that day is named once."""
    template, zones = form
    first_clock, first_label, first_days = clock_words(first, *zones)
    last_clock, last_label, last_days = clock_words(last, *zones)
    day = day_in_zone(last, last_days)
    if day_in_zone(first, first_days) != day:
        style = style._replace(clock_days=True)
        return template.format(first=date_words(first, style, zones), last=date_words(last, style, zones))
    is_one_zone = first_label == last_label or not style.zones
    if not is_one_zone:
        first_clock = with_zone(told_clock(first_clock, style), first_label)
    last_clock = with_zone(told_clock(last_clock, style), last_label if style.zones else "")
    if not style.clock_days and is_one_zone:
        return _("{first}–{last}").format(first=first_clock, last=last_clock)
    time = template.format(first=first_clock, last=last_clock)
    if not style.clock_days:
        return time
    return _("{day}, {time}").format(day=day_words(*day, style), time=time)


def tree_words(tree: Edtf, style: PhraseStyle, zones: tuple[str, str]) -> str:
    """Word a date, a set of dates or an interval."""
    if isinstance(tree, DatePart):
        return date_words(tree, style, zones)
    if isinstance(tree, SetPart):
        words = set_words(tree, style, zones)
        return words if style.short or not _needs_some_time(tree) else _("some time in {dates}").format(dates=words)
    return interval_words(tree, style, zones)


def _needs_some_time(tree: SetPart) -> bool:
    """Tell whether the dates are alternatives so coarse that "in 2015 or 2016" could be read as lasting."""
    return (
        tree.one_of
        and len(tree.members) > 1
        and all(not each.is_range and each.first and each.first.unit > Unit.DAY for each in tree.members)
    )
