"""The dates of a query: `2025-05..2025-07`, `>=2022-02-24`, `2014`, or any EDTF date or interval."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When, WhenFlag
from timeline_app.domain.dates.zones import OWN, offset_at, offset_of_clock
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.query.tree import During

Bound = tuple[int, int]
"""A place on the axis as clocks show it, and as a moment."""

_FAR_S: Final = 2**61
_PAST: Final = (OPEN_PAST, OPEN_PAST)
_FUTURE: Final = (OPEN_FUTURE, OPEN_FUTURE)
_SIGNS: Final = (">=", "<=", ">", "<")


def read_span(text: str, position: int, zone: str = "UTC", *, certain: bool = False) -> During:
    """Read a stretch of time, of days as clocks in `zone` show them."""
    zone = "UTC" if zone in ("", "Z", OWN) else zone
    first, last = _bounds(text, position, zone)
    moments = first[1], last[1]
    shown = first[0], last[0]
    return During(*shown, certain=certain, moments=None if moments == shown else moments)


def span_on_clocks(first_s: int, last_s: int, zone: str) -> During:
    """Give the stretch between two places on the axis, as clocks in `zone` show them."""
    zone = "UTC" if zone in ("", "Z", OWN) else zone
    first, last = (_bound(each, zone, is_moment=False) for each in (first_s, last_s))
    moments = first[1], last[1]
    return During(first[0], last[0], moments=None if moments == (first[0], last[0]) else moments)


def dates_of_span(text: str) -> tuple[str, str]:
    """Give the first and the last date of a stretch, in EDTF; an end that is open is empty, as both are of no date."""
    if ".." in text and "/" not in text:
        first, _dots, last = text.partition("..")
        return first.strip(), last.strip()
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    plain = text.removeprefix(sign or "=").strip()
    try:
        when = When.parse(plain)
    except DateError:
        return "", ""
    first, last = _both_ends(when) if when.flags & WhenFlag.RANGE else (plain, plain)
    match sign:
        case ">=":
            return first, ""
        case "<=":
            return "", last
        case ">":
            return _on_same_clocks(edtf_from(when.end_max), last), ""
        case "<":
            return "", _on_same_clocks(edtf_until(when.start_min), first)
    return first, last


def _both_ends(when: When) -> tuple[str, str]:
    """Give where an interval begins and ends, in EDTF; empty for an end that is open or not known."""
    start, end = ("" if each == ".." else each for each in when.edtf.split("/"))
    return start, end


def _on_same_clocks(edtf: str, other: str) -> str:
    """Spell a clock time, given as a moment, without a zone where the other date has a clock time without one."""
    return edtf if not other or _is_moment(When.parse(other)) else edtf.removesuffix("Z")


def _bounds(text: str, position: int, zone: str) -> tuple[Bound, Bound]:
    if ".." in text and "/" not in text:
        left, _dots, right = text.partition("..")
        first = _ends(_when(left, position), zone)[0] if left.strip() else _PAST
        right_at = position + len(left) + 2
        last = _ends(_when(right, right_at), zone)[1] if right.strip() else _FUTURE
        return _in_order(first, last, position)
    for sign in _SIGNS:
        if text.startswith(sign):
            return _beyond(sign, *_ends(_when(text[len(sign) :], position + len(sign)), zone))
    return _ends(_when(text.removeprefix("="), position), zone)


def _ends(when: When, zone: str) -> tuple[Bound, Bound]:
    """Give where a date begins and ends; a clock time with a zone of its own is a moment already."""
    if when.flags & WhenFlag.RANGE:  # each end by its own: one may be a day and the other a moment
        start, end = _both_ends(when)
        first = _ends(When.parse(start), zone)[0] if start else _PAST
        return first, _ends(When.parse(end), zone)[1] if end else _FUTURE
    first, last = (_bound(each, zone, is_moment=_is_moment(when)) for each in (when.start_min, when.end_max))
    return first, last


def _is_moment(when: When) -> bool:
    return bool(when.flags & WhenFlag.INSTANT) and not when.flags & WhenFlag.FLOATING


def _bound(at_s: int, zone: str, *, is_moment: bool) -> Bound:
    if zone == "UTC" or abs(at_s) >= _FAR_S:
        return at_s, at_s
    return (at_s + offset_at(at_s, zone), at_s) if is_moment else (at_s, at_s - offset_of_clock(at_s, zone))


def _beyond(sign: str, first: Bound, last: Bound) -> tuple[Bound, Bound]:
    return {">=": (first, _FUTURE), ">": (last, _FUTURE), "<=": (_PAST, last), "<": (_PAST, first)}[sign]


def _when(text: str, position: int) -> When:
    try:
        return When.parse(text.strip())
    except DateError as error:
        raise QueryError(
            _(
                "“{text}” is not a date that a query understands; write 2025, 2025-07, 2025-07-23 or 2025-05..2025-07."
            ).format(text=text.strip()),
            position=position,
        ) from error


def _in_order(first: Bound, last: Bound, position: int) -> tuple[Bound, Bound]:
    if first[0] >= last[0]:
        raise QueryError(_("The first date of this range lies after the second."), position=position)
    return first, last
