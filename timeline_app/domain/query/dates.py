"""The dates of a query: `2025-05..2025-07`, `>=2022-02-24`, `2014`, or any EDTF date or interval."""

from __future__ import annotations

from gettext import gettext as _
from typing import Final

from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When, WhenFlag
from timeline_app.domain.dates.zones import OWN, offset_at, offset_of_clock
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.query.tree import During

Bound = tuple[int, int]
"""A place on the axis as clocks show it, and as a moment."""

_FAR_S: Final = 2**61
_PAST: Final = (OPEN_PAST, OPEN_PAST)
_FUTURE: Final = (OPEN_FUTURE, OPEN_FUTURE)


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


def _bounds(text: str, position: int, zone: str) -> tuple[Bound, Bound]:
    if ".." in text and "/" not in text:
        left, _dots, right = text.partition("..")
        first = _ends(_when(left, position), zone)[0] if left.strip() else _PAST
        right_at = position + len(left) + 2
        last = _ends(_when(right, right_at), zone)[1] if right.strip() else _FUTURE
        return _in_order(first, last, position)
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            return _beyond(sign, *_ends(_when(text[len(sign) :], position + len(sign)), zone))
    return _ends(_when(text.removeprefix("="), position), zone)


def _ends(when: When, zone: str) -> tuple[Bound, Bound]:
    """Give where a date begins and ends; a clock time with a zone of its own is a moment already."""
    is_moment = when.flags & WhenFlag.INSTANT and not when.flags & WhenFlag.FLOATING
    first, last = (_bound(each, zone, is_moment=bool(is_moment)) for each in (when.start_min, when.end_max))
    return first, last


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
