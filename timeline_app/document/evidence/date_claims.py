"""Dates that evidence claims for an event and that are not the event's own: told apart from those that agree with it.

Light enough for the canvas, which asks for them before anyone has opened a panel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.store.records.evidence import claimed_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.store.queries.lookup import Lookup


class Rival(NamedTuple):
    """Another date for an event, and whether all who claim it dispute the event."""

    when: When
    disputes: bool


def rivals_at(store: Lookup, rows: Iterable[int]) -> dict[int, tuple[Rival, ...]]:
    """Read the rivals of the dates of the events at `rows` in one query; events without any are left out."""
    found: dict[int, dict[str, Rival]] = {}
    for claim in claimed_dates(store, rows):
        try:
            own = When.of(claim.start, claim.end, claim.zone)
            claimed = When.parse(claim.date, claim.zone)
        except DateError:
            continue  # a store of a stranger may hold anything
        if agrees(own, claimed):
            continue
        of_event = found.setdefault(claim.row, {})
        before = of_event.get(claimed.edtf)
        of_event[claimed.edtf] = Rival(claimed, claim.disputes and (before is None or before.disputes))
    return {row: tuple(sorted(rivals.values(), key=_begins)) for row, rivals in found.items()}


def agrees(own: When, claimed: When) -> bool:
    """Tell whether a claimed date is that of the event, or only says less: "May 2025" does not contradict a day in May.

    What lasted is told by when it began and when it ended, and each of the two may be told less exactly.
    """
    if claimed.flags & WhenFlag.UNDATED:
        return True
    if own.flags & WhenFlag.UNDATED:
        return False
    if claimed.flags & WhenFlag.RANGE:
        starts = claimed.start_min <= own.start_min and own.start_max <= claimed.start_max
        ends = claimed.end_min <= own.end_min and own.end_max <= claimed.end_max
        return bool(own.flags & WhenFlag.RANGE) and starts and ends
    return claimed.start_min <= own.start_min and own.end_max <= claimed.end_max


def _begins(rival: Rival) -> tuple[int, int]:
    return rival.when.start_min, rival.when.end_max
