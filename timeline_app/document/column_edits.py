"""Some events in or out of the columns, in the time of a frame even among a million."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import STATUSES
from timeline_app.store.points import points_of
from timeline_app.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline_app.domain.columns import I64
    from timeline_app.domain.records import Event

_RELATIONS: Final = ("actor_offsets", "actor_index")
_PLAIN: Final = tuple(field.name for field in fields(EventColumns) if field.name not in _RELATIONS)


@dataclass(frozen=True, slots=True)
class Indices:
    """Where records stand in the lists that columns point into, by their ids."""

    categories: Mapping[str, int]
    places: Mapping[str, int]
    actors: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it stands in the columns."""

    values: Mapping[str, int]
    """Of the plain columns, by name."""
    actors: tuple[int, ...]
    day_order: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        """What the columns are sorted by."""
        values = self.values
        return values["start_min"], values["end_max"], self.day_order, values["row"]


def entry_of(event: Event, row: int, indices: Indices) -> Entry:
    """Place an event on the axis and among the lists."""
    start_min, start_max, end_min, end_max, flags = points_of(event.start, event.end, event.zone)
    values = {
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
    actors = (indices.actors.get(part.actor_id, -1) for part in event.actors)
    return Entry(values, tuple(actor for actor in actors if actor >= 0), event.day_order)


def without(columns: EventColumns, rows: Sequence[int]) -> EventColumns:
    """Give the columns without the events at `rows`."""
    if not len(columns):
        return columns
    going = np.zeros(int(columns.row.max()) + 1, dtype=bool)
    going[[row for row in rows if 0 <= row < len(going)]] = True
    kept = ~going[columns.row]
    if kept.all():
        return columns
    counts = np.diff(columns.actor_offsets)
    arrays: dict[str, Any] = {name: getattr(columns, name)[kept] for name in _PLAIN}
    actors = columns.actor_index[np.repeat(kept, counts)]
    return EventColumns(**arrays, actor_offsets=_offsets(counts[kept]), actor_index=actors)


def with_entries(columns: EventColumns, entries: Sequence[Entry], in_order: Callable[[I64], list[int]]) -> EventColumns:
    """Give the columns with some events more, each at its place in time.

    `in_order` sorts rows that share both ends, by what the columns do not hold: the order within the day.
    """
    if not entries:
        return columns
    entries = sorted(entries, key=lambda entry: entry.key)
    at = np.array([_place_of(columns, entry, in_order) for entry in entries], dtype=np.int64)
    arrays: dict[str, Any] = {
        name: np.insert(getattr(columns, name), at, [entry.values[name] for entry in entries]) for name in _PLAIN
    }
    new_counts = [len(entry.actors) for entry in entries]
    counts = np.insert(np.diff(columns.actor_offsets), at, new_counts)
    actors_at = np.repeat(columns.actor_offsets[at], new_counts)
    new_actors = np.array([actor for entry in entries for actor in entry.actors], dtype=np.int32)
    index = np.insert(columns.actor_index, actors_at, new_actors)
    return EventColumns(**arrays, actor_offsets=_offsets(counts), actor_index=index)


def _offsets(counts: I64) -> I64:
    offsets = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=offsets[1:])
    return offsets


def _place_of(columns: EventColumns, entry: Entry, in_order: Callable[[I64], list[int]]) -> int:
    first, last = _span(columns.start_min, entry.values["start_min"])
    low, high = _span(columns.end_max[first:last], entry.values["end_max"])
    if low == high:
        return first + low
    rows = columns.row[first + low : first + high]
    return first + low + in_order(np.append(rows, entry.values["row"])).index(entry.values["row"])


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
