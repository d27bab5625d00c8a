"""Rules of repetition in words: a repeated event comes in once, and its notes say when it happens again."""

from __future__ import annotations

import re
from typing import Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import all_of, months_alone, weekdays

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = re.compile(r"([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_WORDED: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "COUNT", "UNTIL", "WKST"})
_MOST: Final = 60


def rule_in_words(rule: dict[str, list[Any]], spelled: str) -> str:
    """Say when an event happens again; what has no words here stands as it is in the file."""
    if not rule.get("FREQ"):
        return ""
    parts = [_every(str(rule["FREQ"][0]).upper(), _number(rule.get("INTERVAL"), 1))]
    if days := rule.get("BYDAY"):
        parts.append(_("on {days}").format(days=all_of([_day(str(each)) for each in days[:_MOST]])))
    if days := rule.get("BYMONTHDAY"):
        parts.append(_("on day {days} of the month").format(days=all_of([str(each) for each in days[:_MOST]])))
    if months := rule.get("BYMONTH"):
        parts.append(_("in {months}").format(months=all_of([_month(each) for each in months[:_MOST]])))
    if count := _number(rule.get("COUNT"), 0):
        parts.append(ngettext("{n} time in all", "{n} times in all", count).format(n=count))
    if until := rule.get("UNTIL"):
        last = f"{str(until[0])[:16]}{' UTC' if getattr(until[0], 'tzinfo', None) else ''}"
        parts.append(_("until {date}").format(date=last))
    words = _("Repeated: {rule}.").format(rule="; ".join(parts))
    return words if set(rule) <= _WORDED else _("{sentence} ({rule})").format(sentence=words, rule=spelled)


def _every(frequency: str, interval: int) -> str:
    return {
        "SECONDLY": lambda n: ngettext("every second", "every {n} seconds", n),
        "MINUTELY": lambda n: ngettext("every minute", "every {n} minutes", n),
        "HOURLY": lambda n: ngettext("every hour", "every {n} hours", n),
        "DAILY": lambda n: ngettext("every day", "every {n} days", n),
        "WEEKLY": lambda n: ngettext("every week", "every {n} weeks", n),
        "MONTHLY": lambda n: ngettext("every month", "every {n} months", n),
        "YEARLY": lambda n: ngettext("every year", "every {n} years", n),
    }.get(frequency, lambda _n: frequency)(interval).format(n=interval)


def _day(text: str) -> str:
    match = _DAY.fullmatch(text.upper())
    if match is None:
        return text
    name = weekdays()[_DAYS.index(match[2])]
    if not match[1]:
        return name
    place = int(match[1])
    if place == -1:
        return _("the last {weekday}").format(weekday=name)
    return _("{weekday} no. {n}").format(weekday=name, n=place)


def _month(value: object) -> str:
    text = str(value)
    return months_alone()[int(text)] if text.isdecimal() and 1 <= int(text) <= 12 else text


def _number(values: list[Any] | None, usual: int) -> int:
    try:
        return int(values[0]) if values else usual
    except (TypeError, ValueError):
        return usual
