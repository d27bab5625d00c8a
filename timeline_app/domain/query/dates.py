"""Stretches of time in a query: a date as people write it, two of them with dots between, or one behind a sign."""

from __future__ import annotations

from typing import Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When, WhenFlag
from timeline_app.domain.dates.zones import OWN, offset_at, offset_of_clock, today_as_edtf
from timeline_app.domain.errors import DateError, QueryError
from timeline_app.domain.query.tree import During

Bound = tuple[int, int]
"""A place on the axis as clocks show it, and as a moment."""

_FAR_S: Final = 2**61
_PAST: Final = (OPEN_PAST, OPEN_PAST)
_FUTURE: Final = (OPEN_FUTURE, OPEN_FUTURE)
_SIGNS: Final = (">=", "<=", ">", "<")
_DOTS: Final = ".."
_BRACKETS: Final = {"[": 1, "{": 1, "]": -1, "}": -1}


@dataclass(frozen=True, slots=True)
class QueryDates:
    """How the dates of a query are read: as every date field reads them.

    Days are those that clocks in `zone` show. `order` settles 03/04/2014; "last week" counts from `today`, an EDTF day,
    and where that is empty from the day that it is now.
    """

    zone: str = "UTC"
    order: str = "dmy"
    today: str = ""

    @property
    def clocks(self) -> str:
        """The zone whose clocks count; UTC where each event has its own."""
        return "UTC" if self.zone in ("", "Z", OWN) else self.zone

    def read(self, text: str, position: int = 0) -> When:
        """Read one date; a QueryError marks what is wrong in it, counted from `position`."""
        try:
            return When.parse(text.strip())
        except DateError:
            from timeline_app.domain.dates.parsing import read_typed  # noqa: PLC0415 - EDTF itself needs none of it
        try:
            return read_typed(text.strip(), order=self.order, today=self.today or today_as_edtf(self.clocks)).when
        except DateError as error:
            shown, start = text.strip(), position + len(text) - len(text.lstrip())
            if not shown:
                raise QueryError(_("A date is missing here."), position=position, end=position + len(text)) from error
            raise QueryError(
                _("“{text}” is not a date that can be read: {reason}").format(text=shown, reason=error),
                position=start,
                end=start + len(shown),
            ) from error


def read_span(text: str, position: int, dates: QueryDates, *, certain: bool = False) -> During:
    """Read a stretch of time."""
    first, last = _ends_of(text, position, dates)
    shown, moments = (first.bound[0], last.bound[0]), (first.bound[1], last.bound[1])
    asked = first.edtf, last.edtf
    return During(*shown, certain=certain, moments=None if moments == shown else moments, dates=asked)


def span_on_clocks(first_s: int, last_s: int, zone: str) -> During:
    """Give the stretch between two places on the axis, as clocks in `zone` show them."""
    clocks = QueryDates(zone).clocks
    first, last = (_bound(each, clocks, is_moment=False) for each in (first_s, last_s))
    moments = first[1], last[1]
    return During(first[0], last[0], moments=None if moments == (first[0], last[0]) else moments)


def dates_of_span(text: str, dates: QueryDates) -> tuple[str, str]:
    """Give the first and the last date of a stretch, in EDTF; an end that is open is empty, as both are of no date."""
    try:
        first, last = _ends_of(text, 0, dates)
    except QueryError:
        return "", ""
    return first.edtf, last.edtf


@dataclass(frozen=True, slots=True)
class _End:
    """Where a stretch begins or ends: on the axis, and as a date in EDTF, which is empty where it is open."""

    bound: Bound
    at_s: int
    """The same as the date itself has it, whatever clocks count."""
    edtf: str = ""


_FROM_EVER: Final = _End(_PAST, OPEN_PAST)
_FOR_EVER: Final = _End(_FUTURE, OPEN_FUTURE)


def _ends_of(text: str, position: int, dates: QueryDates) -> tuple[_End, _End]:
    sign = next((each for each in _SIGNS if text.startswith(each)), "")
    if sign:
        return _beyond(sign, text[len(sign) :], position + len(sign), dates)
    dots = _dots_in(text)
    if dots < 0:
        return _both_ends(dates.read(text.removeprefix("="), position + text.startswith("=")), dates.clocks)
    left, right = text[:dots], text[dots + len(_DOTS) :]
    first = _both_ends(dates.read(left, position), dates.clocks)[0] if left.strip() else _FROM_EVER
    right_at = position + dots + len(_DOTS)
    last = _both_ends(dates.read(right, right_at), dates.clocks)[1] if right.strip() else _FOR_EVER
    if first.bound[0] >= last.bound[0]:
        message = _("The first date of this range lies after the second.")
        raise QueryError(message, position=position, end=position + len(text))
    return first, last


def _dots_in(text: str) -> int:
    """Find the dots between two dates, which are neither those of a set, `[2014..2015]`, nor an open end, `2014/..`."""
    depth = 0
    for at, letter in enumerate(text):
        depth += _BRACKETS.get(letter, 0)
        if not depth and text.startswith(_DOTS, at):
            is_open_end = text[:at].endswith("/") or text.startswith("/", at + len(_DOTS))
            return -1 if is_open_end else at
    return -1


def _beyond(sign: str, text: str, position: int, dates: QueryDates) -> tuple[_End, _End]:
    start, end = position - len(sign), position + len(text)
    if _dots_in(text) >= 0:
        message = _("“{sign}” and two dots do not go together; write {sign}2025, 2025.. or 2025-05..2025-07.")
        raise QueryError(message.format(sign=sign), position=start, end=end)
    first, last = _both_ends(dates.read(text, position), dates.clocks)
    match sign:
        case ">=":
            return first, _FOR_EVER
        case "<=":
            return _FROM_EVER, last
        case ">":
            if last.bound == _FUTURE:
                message = _(
                    "“{text}” has no end, so that nothing lies after it; write >= for what begins then or later."
                )
                raise QueryError(message.format(text=text.strip()), position=start, end=end)
            return _End(last.bound, last.at_s, _on_same_clocks(edtf_from(last.at_s), last.edtf)), _FOR_EVER
    if first.bound == _PAST:
        message = _(
            "“{text}” has no beginning, so that nothing lies before it; write <= for what ends then or earlier."
        )
        raise QueryError(message.format(text=text.strip()), position=start, end=end)
    return _FROM_EVER, _End(first.bound, first.at_s, _on_same_clocks(edtf_until(first.at_s), first.edtf))


def _both_ends(when: When, zone: str) -> tuple[_End, _End]:
    """Give where a date begins and ends; a clock time with a zone of its own is a moment already."""
    if when.flags & WhenFlag.RANGE:  # each end by its own: one may be a day and the other a moment
        start, end = ("" if each == ".." else each for each in when.edtf.split("/"))
        first = _both_ends(When.parse(start), zone)[0] if start else _FROM_EVER
        return first, _both_ends(When.parse(end), zone)[1] if end else _FOR_EVER
    is_moment = _is_moment(when)
    bounds = [_bound(each, zone, is_moment=is_moment) for each in (when.start_min, when.end_max)]
    first_edtf, last_edtf = _edges(when) if when.members else (when.edtf, when.edtf)
    return _End(bounds[0], when.start_min, first_edtf), _End(bounds[1], when.end_max, last_edtf)


def _edges(when: When) -> tuple[str, str]:
    """Give the first and the last date of a set: what is "between 2 and 5 June" may be on either."""
    first = edtf_from(when.start_min) if abs(when.start_min) < _FAR_S else ""
    return first, edtf_until(when.end_max) if abs(when.end_max) < _FAR_S else ""


def _on_same_clocks(edtf: str, other: str) -> str:
    """Spell a clock time, given as a moment, without a zone where the other date has a clock time without one."""
    return edtf if not other or _is_moment(When.parse(other)) else edtf.removesuffix("Z")


def _is_moment(when: When) -> bool:
    return bool(when.flags & WhenFlag.INSTANT) and not when.flags & WhenFlag.FLOATING


def _bound(at_s: int, zone: str, *, is_moment: bool) -> Bound:
    if zone == "UTC" or abs(at_s) >= _FAR_S:
        return at_s, at_s
    return (at_s + offset_at(at_s, zone), at_s) if is_moment else (at_s, at_s - offset_of_clock(at_s, zone))
