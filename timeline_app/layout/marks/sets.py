"""Dates that are sets: where their members stand, to be drawn one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.dates.zones import offset_at
from timeline_app.layout.axis.civil_time import clock_zone
from timeline_app.layout.marks.scene import Ghost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from timeline_app.document import Chronology
    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.marks.marks import Standing

SETS: Final = int(WhenFlag.SET_ONE_OF | WhenFlag.SET_ALL_OF)
_RANGE: Final = int(WhenFlag.RANGE)
_FAR_PX: Final = 1.0e5
_MOST: Final = 64
"""Members of one set that are drawn; one with more reads as a line anyway."""


class Stretch(NamedTuple):
    """When a member of a set may have been: seconds on the axis, half-open."""

    start_s: int
    end_s: int


def stretches_of(when: When, zone: str) -> tuple[Stretch, ...]:
    """Give the members of a set as clocks in the zone show them; nothing for another date."""
    zone = clock_zone(zone)
    return tuple(_on_clocks(member, zone) for member in when.members[:_MOST])


def members_from(
    chronology: Chronology, columns: EventColumns, zone: str
) -> Callable[[list[int]], dict[int, tuple[Stretch, ...]]]:
    """Give what reads the members of sets, by index among the columns, out of an open chronology."""

    def fetch(indices: list[int]) -> dict[int, tuple[Stretch, ...]]:
        found = {}
        for index, row in zip(indices, columns.row[indices].tolist(), strict=True):
            event = chronology.event(row)
            if event is not None:
                found[index] = stretches_of(When.of(event.start, event.end, event.zone), zone)
        return found

    return fetch


def _on_clocks(member: When, zone: str) -> Stretch:
    moves = member.flags & WhenFlag.INSTANT and not member.flags & WhenFlag.FLOATING
    ends = (member.start_min, member.end_max)
    start_s, end_s = (each + offset_at(each, zone) if moves and abs(each) < FAR_S else each for each in ends)
    return Stretch(start_s, end_s)


class SetBook:
    """Remembers the members of sets by the index of their event."""

    def __init__(self, columns: EventColumns, fetch: Callable[[list[int]], dict[int, tuple[Stretch, ...]]]) -> None:
        self._flags = columns.flags
        self._fetch = fetch
        self._known: dict[int, tuple[Stretch, ...]] = {}

    def members(self, event: int) -> tuple[Stretch, ...]:
        """Give the members of the set that dates an event."""
        self._want([event])
        return self._known[event]

    def scattered(self, events: Iterable[int]) -> frozenset[int]:
        """Tell which events have more than one date to be drawn: no title shall stand over them."""
        index = np.fromiter(events, np.int64)
        flags = self._flags[index]
        sets = index[((flags & SETS) != 0) & ((flags & _RANGE) == 0)].tolist()
        self._want(sets)
        return frozenset(event for event in sets if len(self._known.get(event, ())) > 1)

    def ghosts(self, standing: Standing, scale: TimeScale) -> dict[int, tuple[Ghost, ...]]:
        """Place the members of all standing sets that have several."""
        return {
            event: tuple(
                Ghost(*(min(max(scale.px_of(each), -_FAR_PX), _FAR_PX) for each in member))
                for member in self._known[event]
            )
            for event in self.scattered(standing.event)
        }

    def _want(self, events: list[int]) -> None:
        missing = [event for event in events if event not in self._known]
        if missing:
            self._known.update(dict.fromkeys(missing, ()))
            self._known.update(self._fetch(missing))
