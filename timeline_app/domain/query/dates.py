"""The dates of a query: `2025-05..2025-07`, `>=2022-02-24`, `2014`, or any EDTF date or interval."""

from __future__ import annotations

from gettext import gettext as _

from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import DateError, QueryError


def read_span(text: str, position: int) -> tuple[int, int]:
    """Read a stretch of time as [first, last) on the axis."""
    if ".." in text and "/" not in text:
        left, _dots, right = text.partition("..")
        first = _when(left, position).start_min if left.strip() else OPEN_PAST
        right_at = position + len(left) + 2
        last = _when(right, right_at).end_max if right.strip() else OPEN_FUTURE
        return _in_order(first, last, position)
    for sign in (">=", "<=", ">", "<"):
        if text.startswith(sign):
            return _beyond(sign, _when(text[len(sign) :], position + len(sign)))
    when = _when(text.removeprefix("="), position)
    return when.start_min, when.end_max


def _beyond(sign: str, when: When) -> tuple[int, int]:
    return {
        ">=": (when.start_min, OPEN_FUTURE),
        ">": (when.end_max, OPEN_FUTURE),
        "<=": (OPEN_PAST, when.end_max),
        "<": (OPEN_PAST, when.start_min),
    }[sign]


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


def _in_order(first: int, last: int, position: int) -> tuple[int, int]:
    if first >= last:
        raise QueryError(_("The first date of this range lies after the second."), position=position)
    return first, last
