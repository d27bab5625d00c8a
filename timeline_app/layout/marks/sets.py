"""Dates that are sets: where their members stand, to be drawn one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.layout.axis.civil_time import point_on_clocks
from timeline_app.layout.marks.scene import SetMemberMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.dates.when import When
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.marks.marks import PlacedEvents

SETS: Final = int(WhenFlag.SET_ONE_OF | WhenFlag.SET_ALL_OF)
_RANGE: Final = int(WhenFlag.RANGE)
_FAR_PX: Final = 1.0e5
_MOST: Final = 64
"""Members of one set that are drawn; one with more reads as a line anyway."""


class MemberSpan(NamedTuple):
    """When a member of a set may have been: seconds on the axis, half-open."""

    start_s: int
    end_s: int


def stretches_of(when: When, zone: str) -> tuple[MemberSpan, ...]:
    """Give the members of a set as clocks in the zone show them; nothing for another date."""
    return tuple(_on_clocks(member, zone) for member in when.members[:_MOST])


def _on_clocks(member: When, zone: str) -> MemberSpan:
    return MemberSpan(*(point_on_clocks(each, member.flags, zone) for each in (member.start_min, member.end_max)))


class SetBook:
    """Remembers the members of sets by the index of their event, as it is told them."""

    def __init__(self, columns: EventColumns) -> None:
        self._flags = columns.flags
        self._known: dict[int, tuple[MemberSpan, ...]] = {}

    def missing(self, events: Iterable[int]) -> list[int]:
        """Give the sets among some events whose members are not known yet."""
        return [event for event in self._sets(events) if event not in self._known]

    def learn(self, members: Mapping[int, tuple[MemberSpan, ...]]) -> None:
        """Remember the members of some sets."""
        self._known.update(members)

    def scattered(self, events: Iterable[int]) -> frozenset[int]:
        """Tell which events have more than one date to be drawn: no title shall stand over them."""
        return frozenset(event for event in self._sets(events) if len(self._known.get(event, ())) > 1)

    def alternatives(self, placed: PlacedEvents, scale: TimeScale) -> dict[int, tuple[SetMemberMark, ...]]:
        """Place the members of all standing sets that have several."""
        return {
            event: tuple(
                SetMemberMark(*(min(max(scale.px_of(each), -_FAR_PX), _FAR_PX) for each in member))
                for member in self._known[event]
            )
            for event in self.scattered(placed.event)
        }

    def _sets(self, events: Iterable[int]) -> list[int]:
        index = np.fromiter(events, np.int64)
        flags = self._flags[index]
        found: list[int] = index[((flags & SETS) != 0) & ((flags & _RANGE) == 0)].tolist()
        return found
