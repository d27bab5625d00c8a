"""The events of a picture as columns of their own, with only the categories, places and actors that it shows.

So a picture of diplomacy has one lane, not seven of which six are empty.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from timeline_app.domain.columns import EventColumns
from timeline_app.layout.axis.civil_time import on_clocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.domain.columns import I32
    from timeline_app.domain.records import Actor, Category, Place
    from timeline_app.layout.arrays import Mask

RecordT = TypeVar("RecordT")


@dataclass(frozen=True, slots=True)
class Subset:
    """Columns of some events, and the lists that these columns index into."""

    columns: EventColumns
    categories: tuple[Category, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]


def take(chronology: Chronology, mask: Mask, zone: str) -> Subset:
    """Take the events of `mask` out of a chronology, their clock times as clocks in the zone show them."""
    columns = on_clocks(picked(chronology.columns, mask), zone)
    category, categories = _compressed(columns.category, chronology.categories)
    place, places = _compressed(columns.place, chronology.places)
    actor, actors = _compressed(columns.actor_index, chronology.actors)
    return Subset(replace(columns, category=category, place=place, actor_index=actor), categories, actors, places)


def picked(columns: EventColumns, mask: Mask) -> EventColumns:
    """Give the events of `mask` as columns that index into the same lists."""
    counts = np.diff(columns.actor_offsets)
    return EventColumns(
        row=columns.row[mask],
        start_min=columns.start_min[mask],
        start_max=columns.start_max[mask],
        end_min=columns.end_min[mask],
        end_max=columns.end_max[mask],
        flags=columns.flags[mask],
        status=columns.status[mask],
        importance=columns.importance[mask],
        category=columns.category[mask],
        place=columns.place[mask],
        actor_offsets=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts[mask]))),
        actor_index=columns.actor_index[np.repeat(mask, counts)],
    )


def _compressed(index: I32, records: Sequence[RecordT]) -> tuple[I32, tuple[RecordT, ...]]:
    """Give the records that `index` uses new numbers, in their old order; -1 stays."""
    used = np.unique(index[index >= 0])
    anew = np.full(max(len(records), 1) + 1, -1, np.int32)
    anew[used] = np.arange(len(used), dtype=np.int32)
    return anew[index], tuple(records[place] for place in used.tolist())
