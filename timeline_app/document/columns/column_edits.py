"""An event as the columns hold it, and the columns after the lists that they point into changed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.records import STATUSES
from timeline_app.store.columns.date_bounds import points_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.domain.records import Event


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
