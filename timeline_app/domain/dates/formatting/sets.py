"""Words for sets: one of several dates, all of them, and "some time between"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.edtf.tree import Unit
from timeline_app.domain.dates.formatting import ranges
from timeline_app.domain.dates.formatting.dates import date_words
from timeline_app.domain.dates.formatting.neighbours import last_before, next_after
from timeline_app.domain.dates.formatting.parts import part_of_period
from timeline_app.domain.dates.formatting.phrases import _

if TYPE_CHECKING:
    from timeline_app.domain.dates.edtf.tree import DatePart, SetMember, SetPart
    from timeline_app.domain.dates.formatting.dates import Zones
    from timeline_app.domain.dates.formatting.style import Style


def set_words(part: SetPart, style: Style, zones: Zones) -> str:
    """Word a set: "before 24 February 2022", "between 2 and 5 June 2025", "5 or 7 May 2025"."""
    only = part.members[0] if len(part.members) == 1 else None
    if only and only.is_range:
        return _range_words(only, style, zones) if part.one_of else _every_words(only, style, zones)
    words = [_member_words(each, part, style, zones) for each in part.members]
    if len(words) == 1:
        return words[0]
    template = _("{rest} or {last}") if part.one_of else _("{rest} and {last}")
    return template.format(rest=", ".join(words[:-1]), last=words[-1])


def _member_words(member: SetMember, part: SetPart, style: Style, zones: Zones) -> str:
    """Word one of several; what it shares with the last of them is left to that one."""
    if member.is_range:
        if member.first and member.last:
            period = part_of_period(member.first, member.last, style)
            return period or ranges.pair_words(member.first, member.last, style, (style.interval, zones))
        return _range_words(member, style, zones)
    final = part.members[-1]
    if member.first is None:
        return ""
    if member is not final and not final.is_range and final.first:
        shortened = ranges.shortened_words(member.first, final.first, style)
        if shortened:
            return shortened
    return date_words(member.first, style, zones)


def _range_words(member: SetMember, style: Style, zones: Zones) -> str:
    first, last = member.first, member.last
    if first and last:
        return part_of_period(first, last, style) or ranges.pair_words(first, last, style, (style.within, zones))
    if last:
        after = next_after(last)
        if after is None:
            return _("{date} or earlier").format(date=date_words(last, style, zones))
        return _("before {date}").format(date=date_words(after, style, zones))
    if first:
        before = last_before(first)
        if before is None:
            return _("{date} or later").format(date=date_words(first, style, zones))
        return _("after {date}").format(date=date_words(before, style, zones))
    return ""


def _every_words(member: SetMember, style: Style, zones: Zones) -> str:
    """Word a range of which every unit is meant."""
    first, last = member.first, member.last
    unit = _unit_words(last or first)
    if first and last:
        dates = ranges.pair_words(first, last, style, (style.interval, zones))
        return _("every {unit} from {dates}").format(unit=unit, dates=dates)
    if last:
        return _("every {unit} up to {date}").format(unit=unit, date=date_words(last, style, zones))
    return _("every {unit} from {date} on").format(unit=unit, date=date_words(first, style, zones) if first else "")


def _unit_words(part: DatePart | None) -> str:
    if part is None or part.unit >= Unit.YEAR:
        return _("year")
    if part.unit is Unit.SEASON:
        return _("season")
    return _("month") if part.unit is Unit.MONTH else _("day")
