"""What a timeline shows beside its columns: names of lanes, claimed dates, the as-of date.

The document gathers these values and the layout draws them; neither knows the other.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import offset_at, zone_or_usual
from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Sequence


LANE_FIELDS: Final = ("category", "actor", "place", "status", "none")
"""By what a timeline can be divided into lanes."""


class LaneNames(NamedTuple):
    """What the lanes are called: the names behind each index of the columns."""

    categories: Sequence[str] = ()
    actors: Sequence[str] = ()
    places: Sequence[str] = ()
    statuses: Sequence[str] = ()
    without: str = "No category"
    others: str = "Others"
    all_events: str = "All events"
    placed_actors: int = 0
    """How many actors, the first ones, a hand has put in order."""
    placed_places: int = 0


class ClaimedDate(NamedTuple):
    """Another date for an event, and whether all who claim it dispute the event."""

    when: When
    disputes: bool


def status_words(status: str) -> str:
    """Name a status."""
    words = {
        "planned": _("Planned"),
        "reported": _("Reported"),
        "corroborated": _("Corroborated"),
        "occurred": _("Occurred"),
        "disputed": _("Disputed"),
        "cancelled": _("Cancelled"),
        "false": _("False"),
    }
    return words.get(status, status)


def read_as_of(text: str) -> When | None:
    """Read the date as of which a chronology speaks; None where it has none that ends.

    A store of a stranger may hold anything: a timeline does without the line then.
    """
    try:
        when = When.parse(text) if text else None
    except DateError:
        return None
    if when is None or when.flags & WhenFlag.UNDATED or when.end_max >= FAR_S:
        return None
    return when


def days_passed_until(as_of: str, zone: str, now_s: int | None = None) -> tuple[int, int]:
    """Give the second up to which days have passed, for whoever asks of a chronology what is overdue; then the moment.

    With an as-of date that is its end. Without one it is the beginning of today, by the clocks of `zone`: days are
    counted as clocks show them, clock times in moments (see `query.tree.During`).
    """
    when = read_as_of(as_of)
    if when is not None:
        return as_of_second(when), as_of_second(when)
    now = int(time.time()) if now_s is None else now_s
    offset = offset_at(now, zone_or_usual(zone))
    today = (now + offset) // DAY_S * DAY_S
    return today, today - offset


def lies_ahead(when: When, passed_s: int, *, as_of: bool) -> bool:
    """Tell whether a date lies wholly after the day as of which a chronology speaks, given its `days_passed_until`."""
    first = passed_s if as_of else passed_s + DAY_S
    return not when.flags & WhenFlag.UNDATED and when.start_min >= first


def as_of_second(as_of: When) -> int:
    """Give the second at which what was known as of a date ends: "2025-07" takes in the 31st of July."""
    return as_of.end_max
