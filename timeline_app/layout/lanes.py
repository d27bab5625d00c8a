"""Which lane each event stands in: by category, actor, place, status, or all in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np

from timeline_app.domain.when import WhenFlag
from timeline_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.arrays import I16, I32, I64

LaneMode = Literal["category", "actor", "place", "status", "none"]
MOST_LANES: Final = 12
"""Actors and places beyond the most frequent share one lane; 12 fit a screen at one row each."""
UNDATED: Final = int(WhenFlag.UNDATED)


class Lane(NamedTuple):
    """A lane's name, and the category whose shape and colour stand before it (-1 for none)."""

    name: str
    category: int = -1


@dataclass(frozen=True, slots=True)
class Grouping:
    """The events of each lane, in order of time; one event may stand in several lanes (its actors)."""

    lanes: tuple[Lane, ...]
    order: I32
    """Indices of events, lane by lane."""
    bounds: I64
    """Where each lane begins in `order`, and the end."""


class Names(NamedTuple):
    """What the lanes are called: the names behind each index of the columns."""

    categories: Sequence[str] = ()
    actors: Sequence[str] = ()
    places: Sequence[str] = ()
    statuses: Sequence[str] = ()
    without: str = "No category"
    others: str = "Others"
    all_events: str = "All events"


def group(columns: EventColumns, mode: str, names: Names) -> Grouping:
    """Arrange the dated events in lanes."""
    if mode == "actor":
        return _by_actor(columns, names)
    if mode == "place":
        lanes, lane_of = _most_frequent(columns.place, names.places, names)
    elif mode == "status":
        lanes, lane_of = _by_status(columns, names)
    elif mode == "category":
        lanes, lane_of = _by_category(columns, names)
    else:
        lanes, lane_of = [Lane(names.all_events)], np.zeros(len(columns), np.int16)
    dated = (columns.flags & UNDATED) == 0
    count = int(np.count_nonzero(dated))
    # Undated events sort last among the columns, so that the dated ones are a head of the arrays.
    head = slice(0, count) if dated[:count].all() else dated
    lane_of = lane_of[head]
    order = np.argsort(lane_of, kind="stable").astype(np.int32)
    if not isinstance(head, slice):
        order = np.flatnonzero(dated).astype(np.int32)[order]
    return Grouping(tuple(lanes), order, _bounds(lane_of, len(lanes)))


def _bounds(lane_of: I16, lanes: int) -> I64:
    counts = np.bincount(lane_of, minlength=lanes)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def _by_category(columns: EventColumns, names: Names) -> tuple[list[Lane], I16]:
    lanes = [Lane(name, index) for index, name in enumerate(names.categories)]
    lane_of = columns.category.astype(np.int16)
    if (lane_of < 0).any() or not lanes:
        lane_of = np.where(lane_of < 0, len(lanes), lane_of).astype(np.int16)
        lanes.append(Lane(names.without))
    return lanes, lane_of


def _by_status(columns: EventColumns, names: Names) -> tuple[list[Lane], I16]:
    used = np.flatnonzero(np.bincount(columns.status, minlength=len(names.statuses)))
    lane_of_status = np.zeros(256, np.int16)
    lane_of_status[used] = np.arange(len(used))
    return [Lane(names.statuses[index]) for index in used.tolist()], lane_of_status[columns.status]


def _most_frequent(index: I32, names: Sequence[str], words: Names) -> tuple[list[Lane], I16]:
    """Give the most frequent values lanes of their own, in order of their number of events, and the rest one."""
    counts = np.bincount(index[index >= 0], minlength=max(len(names), 1))
    top = np.argsort(-counts, kind="stable")[: MOST_LANES - 1]
    top = top[counts[top] > 0]
    values: list[int] = top.tolist()
    lane_of_value = np.full(len(counts) + 1, len(top), np.int16)
    lane_of_value[top] = np.arange(len(top))
    lanes = [Lane(names[value]) for value in values]
    lane_of = lane_of_value[index]  # -1 finds the last, which is the lane of the others
    if not lanes or (lane_of == len(lanes)).any():
        lanes.append(Lane(words.others))
    return lanes, lane_of


def _by_actor(columns: EventColumns, names: Names) -> Grouping:
    lanes, lane_of = _most_frequent(columns.actor_index, names.actors, names)
    counts = np.diff(columns.actor_offsets)
    event = np.repeat(np.arange(len(columns), dtype=np.int32), counts)
    lonely = np.flatnonzero(counts == 0).astype(np.int32)
    others = next((place for place, lane in enumerate(lanes) if lane.name == names.others), len(lanes))
    if len(lonely) and others == len(lanes):
        lanes.append(Lane(names.others))
    lane_of = np.concatenate([lane_of, np.full(len(lonely), others, np.int16)])
    event = np.concatenate([event, lonely])
    dated = (columns.flags[event] & UNDATED) == 0
    # An event stands once in a lane, however many of its actors share it.
    pairs = np.unique(lane_of[dated].astype(np.int64) << 32 | event[dated].astype(np.int64))
    lane_of = (pairs >> 32).astype(np.int16)
    return Grouping(tuple(lanes), (pairs & 0xFFFFFFFF).astype(np.int32), _bounds(lane_of, len(lanes)))
