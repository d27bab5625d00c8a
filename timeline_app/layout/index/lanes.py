"""Which lane each event stands in: by category, actor, place, status, or all in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.columns import distinct
from timeline_app.domain.dates.when import WhenFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.timeline import LaneNames
    from timeline_app.layout.metrics import I16, I32, I64, U8

MOST_LANES: Final = 12
"""Actors and places beyond the most frequent share one lane; 12 fit a screen at one row each."""
UNDATED: Final = int(WhenFlag.UNDATED)


class Lane(NamedTuple):
    """A lane's name, and the category whose shape and colour stand before it (-1 for none)."""

    name: str
    category: int = -1


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which lane each value of a field stands in; follows from nothing but how many events have each value."""

    lanes: tuple[Lane, ...]
    table: I16
    """The lane of each value; the last is that of events without one."""
    keys: tuple[int, ...]
    """What each lane stands for: its value, -1 where it is shared by others."""

    def renumbered(self, now: Assignment, counts: I64) -> dict[int, int] | None:
        """Give the number that each lane has `now`, where it is still there; None where events changed lanes."""
        then, after = (np.array((*each.keys, -1))[each.table] for each in (self, now))
        both = min(len(then), len(after)) - 1  # what the longer one has beyond that stood nowhere, or does no longer
        stays = np.append(np.arange(both), -1)
        if ((then[stays] != after[stays]) & (counts[stays] > 0)).any():
            return None
        return {number: now.keys.index(key) for number, key in enumerate(self.keys) if key in now.keys}

    def lanes_of(self, values: Sequence[int]) -> frozenset[int]:
        """Give the lanes of an event by its values: one for each, or that of those without."""
        return frozenset(int(self.table[value]) for value in (values or (-1,)))


@dataclass(frozen=True, slots=True)
class Grouping:
    """The events of each lane, in order of time; one event may stand in several lanes (its actors)."""

    assignment: Assignment
    counts: I64
    """How many events, dated or not, have each value; the last is for those without."""
    order: I32
    """Indices of events, lane by lane."""
    bounds: I64
    """Where each lane begins in `order`, and the end."""

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """What the lanes are called."""
        return self.assignment.lanes


def group(columns: EventColumns, mode: str, names: LaneNames) -> Grouping:
    """Arrange the dated events in lanes."""
    counts = counted(columns, mode, names)
    assignment = assigned(counts, mode, names)
    if mode == "actor":
        order, lane_of = _by_actor(columns, assignment)
    else:
        order, lane_of = _by_value(columns, assignment.table[values_of(columns, mode)])
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(lane_of, minlength=len(assignment.lanes)))])
    return Grouping(assignment, counts, order, bounds)


def counted(columns: EventColumns, mode: str, names: LaneNames) -> I64:
    """Count the events of each value of the field; the last number is that of the events without one."""
    values = columns.actor_index if mode == "actor" else values_of(columns, mode)
    size = max(size_of(mode, names), int(values.max(initial=0)) + 1)
    if mode == "actor":
        lonely = int(np.count_nonzero(columns.actor_offsets[1:] == columns.actor_offsets[:-1]))
        return np.append(np.bincount(values, minlength=size), lonely)
    if mode in ("category", "place"):
        counts = np.bincount(values + 1, minlength=size + 1)
        return np.append(counts[1:], counts[0])
    return np.append(np.bincount(values, minlength=size), 0)


def resized(counts: I64, size: int) -> I64:
    """Give counts so many values, where some came or went at the end of the list; those that events have stay."""
    there = np.flatnonzero(counts[:-1])
    size = max(size, int(there[-1]) + 1 if len(there) else 0)
    if size == len(counts) - 1:
        return counts
    some = counts[: min(size, len(counts) - 1)]
    return np.concatenate([some, np.zeros(size - len(some), counts.dtype), counts[-1:]])


def size_of(mode: str, names: LaneNames) -> int:
    """Tell how many values a field can have; 0 where nothing names them."""
    sizes = {"category": names.categories, "actor": names.actors, "place": names.places, "status": names.statuses}
    return len(sizes.get(mode, ()))


def assigned(counts: I64, mode: str, names: LaneNames) -> Assignment:
    """Give the lanes that so many events of each value make, and which value stands in which."""
    table = np.zeros(len(counts), np.int16)
    if mode == "category":
        lanes = [Lane(name, index) for index, name in enumerate(names.categories)]
        keys = list(range(len(lanes)))
        table[:] = np.minimum(np.arange(len(counts)), len(lanes))
        table[-1] = len(lanes)
        if counts[-1] or not lanes:
            lanes.append(Lane(names.without))
    elif mode == "status":
        used = np.flatnonzero(counts[:-1])
        table[used] = np.arange(len(used))
        keys = used.tolist()
        lanes = [Lane(names.statuses[index]) for index in keys]
    elif mode in ("actor", "place"):
        named, placed = (names.actors, names.placed_actors) if mode == "actor" else (names.places, names.placed_places)
        keys = _most_frequent(counts, table, placed)
        lanes = [Lane(named[value]) for value in keys]
        if not lanes or counts.sum() > counts[keys].sum():
            lanes.append(Lane(names.others))
    else:
        lanes, keys = [Lane(names.all_events)], [0]
    return Assignment(tuple(lanes), table, (*keys, -1)[: len(lanes)])


def _most_frequent(counts: I64, table: I16, placed: int) -> list[int]:
    """Give values lanes of their own: the first `placed` in their order, then the most frequent; the rest share one."""
    rank = -counts[:-1]
    rank[:placed] = np.arange(placed) - (placed + counts.max(initial=0))
    rank[counts[:-1] == 0] = 1
    top = np.argsort(rank, kind="stable")[: MOST_LANES - 1]
    top = top[counts[top] > 0]
    table[:] = len(top)
    table[top] = np.arange(len(top))
    found: list[int] = top.tolist()
    return found


def values_of(columns: EventColumns, mode: str) -> I32 | U8:
    """Give the value of each event by which lanes are made; -1 for none."""
    if mode == "category":
        return columns.category
    if mode == "place":
        return columns.place
    return columns.status if mode == "status" else np.broadcast_to(np.uint8(0), len(columns))


def _by_value(columns: EventColumns, lane_of: I16) -> tuple[I32, I16]:
    dated = (columns.flags & UNDATED) == 0
    count = int(np.count_nonzero(dated))
    # Undated events sort last among the columns, so that the dated ones are a head of the arrays.
    head = slice(0, count) if dated[:count].all() else dated
    lane_of = lane_of[head]
    order = np.argsort(lane_of, kind="stable").astype(np.int32)
    if not isinstance(head, slice):
        order = np.flatnonzero(dated).astype(np.int32)[order]
    return order, lane_of


def _by_actor(columns: EventColumns, assignment: Assignment) -> tuple[I32, I16]:
    counts = np.diff(columns.actor_offsets)
    event = np.repeat(np.arange(len(columns), dtype=np.int32), counts)
    lonely = np.flatnonzero(counts == 0).astype(np.int32)
    table = assignment.table
    lane_of = np.concatenate([table[columns.actor_index], np.full(len(lonely), table[-1], np.int16)])
    event = np.concatenate([event, lonely])
    dated = (columns.flags[event] & UNDATED) == 0
    # An event stands once in a lane, however many of its actors share it.
    pairs = distinct(lane_of[dated].astype(np.int64) << 32 | event[dated].astype(np.int64))
    return (pairs & 0xFFFFFFFF).astype(np.int32), (pairs >> 32).astype(np.int16)
