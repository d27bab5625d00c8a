"""One event in or out of the columns, in the time of a frame even among a million."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import STATUSES, Event
from timeline_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline_app.domain.columns import I64

_RELATIONS: Final = ("actor_offsets", "actor_index")
_PLAIN: Final = tuple(field.name for field in fields(EventColumns) if field.name not in _RELATIONS)


@dataclass(frozen=True, slots=True)
class Indices:
    """Where records stand in the lists that columns point into, by their ids."""

    categories: Mapping[str, int]
    places: Mapping[str, int]
    actors: Mapping[str, int]


def without(columns: EventColumns, row: int) -> EventColumns:
    """Give the columns without the event at `row`."""
    found = np.flatnonzero(columns.row == row)
    if not len(found):
        return columns
    at = int(found[0])
    first, last = int(columns.actor_offsets[at]), int(columns.actor_offsets[at + 1])
    offsets = np.delete(columns.actor_offsets, at)
    offsets[at:] -= last - first
    arrays: dict[str, Any] = {name: np.delete(getattr(columns, name), at) for name in _PLAIN}
    actors = np.delete(columns.actor_index, slice(first, last))
    return EventColumns(**arrays, actor_offsets=offsets, actor_index=actors)


def values_of(event: Event, row: int, points: tuple[int, int, int, int, int], indices: Indices) -> dict[str, int]:
    """Give the plain columns' values of an event."""
    start_min, start_max, end_min, end_max, flags = points
    return {
        "row": row,
        "start_min": start_min,
        "start_max": start_max,
        "end_min": end_min,
        "end_max": end_max,
        "flags": flags & 0xFFFF,
        "status": STATUSES.index(event.status),
        "importance": event.importance,
        "category": indices.categories.get(event.category_id, -1),
        "place": indices.places.get(event.place_id, -1),
    }


def with_event(
    columns: EventColumns, values: Mapping[str, int], actors: Sequence[int], in_order: Callable[[I64], list[int]]
) -> EventColumns:
    """Give the columns with one event more, at its place in time.

    `in_order` sorts rows that share both ends, by what the columns do not hold: the order within the day.
    """
    at = _place_of(columns, values, in_order)
    arrays: dict[str, Any] = {name: np.insert(getattr(columns, name), at, values[name]) for name in _PLAIN}
    first = int(columns.actor_offsets[at])
    offsets = np.insert(columns.actor_offsets, at, first)
    offsets[at + 1 :] += len(actors)
    index = np.insert(columns.actor_index, first, np.asarray(actors, dtype=np.int32))
    return EventColumns(**arrays, actor_offsets=offsets, actor_index=index)


def _place_of(columns: EventColumns, values: Mapping[str, int], in_order: Callable[[I64], list[int]]) -> int:
    first, last = _span(columns.start_min, values["start_min"])
    low, high = _span(columns.end_max[first:last], values["end_max"])
    if low == high:
        return first + low
    rows = columns.row[first + low : first + high]
    return first + low + in_order(np.append(rows, values["row"])).index(values["row"])


def _span(sorted_values: I64, value: int) -> tuple[int, int]:
    return int(np.searchsorted(sorted_values, value, "left")), int(np.searchsorted(sorted_values, value, "right"))


def reindexed(columns: EventColumns, changed: Mapping[str, Sequence[int]]) -> EventColumns:
    """Give the columns after lists changed: `changed` maps a column to the new index of each old one (-1 for gone)."""
    arrays: dict[str, Any] = {field.name: getattr(columns, field.name) for field in fields(EventColumns)}
    for name, new_indices in changed.items():
        table = np.append(np.asarray(new_indices, dtype=np.int32), np.int32(-1))
        arrays[name] = table[arrays[name]]
    actors = arrays["actor_index"]
    if len(actors) and int(actors.min()) < 0:
        kept = actors >= 0
        arrays["actor_index"] = actors[kept]
        arrays["actor_offsets"] = np.concatenate(([0], np.cumsum(kept)))[arrays["actor_offsets"]]
    return EventColumns(**arrays)
