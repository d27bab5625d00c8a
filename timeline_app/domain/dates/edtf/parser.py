"""Read any EDTF text: a date, an interval or a set."""

from __future__ import annotations

from typing import Final

from timeline_app.base.i18n import phrase as _
from timeline_app.domain.dates.edtf.date import read_date
from timeline_app.domain.dates.edtf.tree import DatePart, Edtf, End, IntervalPart, SetMember, SetPart, Unit
from timeline_app.domain.errors import DateError

_CLOSING: Final = {"[": "]", "{": "}"}
_LONGEST_TEXT: Final = 10_000
_MOST_MEMBERS: Final = 1_000


def read_edtf(text: str) -> Edtf:
    """Take an EDTF text apart; raise DateError, which names the part that is wrong."""
    if "/" in text:
        return _interval(text)
    if text[:1] in _CLOSING:
        return _set(text)
    return read_date(text)


def _interval(text: str) -> IntervalPart:
    ends = text.split("/")
    if len(ends) != 2 or text == "/":
        message = _("“{text}” is not an interval: write start/end.").format(text=text)
        raise DateError(message, text=text, end=len(text))
    return joined(text, _end(ends[0]), _end(ends[1]))


def _end(text: str) -> DatePart | str:
    return text if text in ("", "..") else read_date(text)


def joined(text: str, start: DatePart | str, end: DatePart | str) -> IntervalPart:
    """Make an interval of two ends; raise DateError where the second does not follow the first."""
    first: End = "" if start == "" else ".." if isinstance(start, str) else start
    last: End = "" if end == "" else ".." if isinstance(end, str) else end
    if isinstance(first, DatePart) and isinstance(last, DatePart):
        _check_order(text, first, last)
    return IntervalPart(first, last)


def _check_order(text: str, start: DatePart, end: DatePart) -> None:
    """Refuse an end before the start, and one so coarse that it may lie before it without saying so with X."""
    exact_end = end.clock or (start.clock and end.unit is Unit.DAY)
    may_overlap = "X" in text or (exact_end and start.clock)
    fault = start.lower >= end.upper if may_overlap else start.lower > end.lower
    if fault:
        message = _("“{text}” ends before it begins.").format(text=text)
        raise DateError(message, text=text, start=text.find("/") + 1, end=len(text))
    if "X" not in text and ((start.clock and end.unit > Unit.DAY) or (end.clock and start.unit > Unit.DAY)):
        message = _("A clock time at one end needs at least a day at the other.")
        raise DateError(message, text=text, end=len(text))


def _set(text: str) -> SetPart:
    inside = text[1:-1]
    if len(text) < 3 or text[-1] != _CLOSING[text[0]] or len(text) > _LONGEST_TEXT:
        message = _("“{text}” is not a set: write [a,b], [a..b] or {{a,b}}.").format(text=text[:80])
        raise DateError(message, text=text, end=len(text))
    # A blank may follow the commas, as in an example of the standard, but then all of them.
    parts = inside.split(", ") if ", " in inside else inside.split(",")
    if len(parts) > _MOST_MEMBERS:
        message = _("A set may have {most} dates at most.").format(most=_MOST_MEMBERS)
        raise DateError(message, text=text, end=len(text))
    return SetPart(text[0] == "[", tuple(_member(text, each) for each in parts))


def _member(text: str, part: str) -> SetMember:
    if ".." not in part:
        return SetMember(read_date(part), None, is_range=False)
    first, _dots, last = part.partition("..")
    if not first and not last:
        raise DateError(_("A range in a set needs at least one end."), text=text, end=len(text))
    low = read_date(first) if first else None
    high = read_date(last) if last else None
    if low and high and low.lower > high.lower:
        start = text.find(part)
        message = _("“{text}” ends before it begins.").format(text=part)
        raise DateError(message, text=text, start=start, end=start + len(part))
    return SetMember(low, high, is_range=True)
