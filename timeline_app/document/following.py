"""The columns after a change of some events, without reading a million again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.document.column_edits import Indices, entry_of, reindexed, with_entries, without
from timeline_app.domain.records import Actor, Category, Event, Particulars, Place, Record, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.snapshot import Snapshot
    from timeline_app.domain.change import Change
    from timeline_app.store.store import Store

_MOST_EVENTS: Final = 2_000
"""For more, reading all columns anew is the quicker way."""

RecordT = TypeVar("RecordT", bound=Record)


def followed(snapshot: Snapshot, changes: Sequence[Change], store: Store) -> Snapshot | None:
    """Give `snapshot` after `changes`, which the store holds already; None where all has to be read anew."""
    touched = {
        record.id for change in changes for record in (*change.before, *change.after) if isinstance(record, Event)
    }
    if len(touched) > _MOST_EVENTS or any(change.batch for change in changes):
        return None
    with store.one_moment():
        step, revision = store.last_step(), store.revision
        if step != snapshot.step + len(changes):
            return None  # another program wrote meanwhile
        fresh = _with_lists(snapshot, changes, store)
        columns, indices = fresh.columns, _indices(fresh)
        rows = {event_id: store.row_ever_of(event_id) for event_id in touched}
        columns = without(columns, list(rows.values()))  # first, since what stays is in order
        entries = [entry_of(event, rows[event.id], indices) for event in store.events(rows.values())]
        columns = with_entries(columns, entries, store.in_order)
        return replace(fresh, columns=columns, revision=revision, step=step)


def _with_lists(snapshot: Snapshot, changes: Sequence[Change], store: Store) -> Snapshot:
    """Read the lists that the changes touch, and point the columns at their new order."""
    kinds = {type(record) for change in changes for record in (*change.before, *change.after)}
    moved: dict[str, list[int]] = {}
    fresh = snapshot
    if Category in kinds:
        fresh = replace(fresh, categories=store.listed(Category)[1])
        moved["category"] = _new_indices(snapshot.categories, fresh.categories)
    if Place in kinds:
        fresh = replace(fresh, places=store.listed(Place)[1])
        moved["place"] = _new_indices(snapshot.places, fresh.places)
    if Actor in kinds:
        fresh = replace(fresh, actors=store.listed(Actor)[1])
        moved["actor_index"] = _new_indices(snapshot.actors, fresh.actors)
    if Tag in kinds:
        fresh = replace(fresh, tags=store.listed(Tag)[1])
    if Particulars in kinds:
        fresh = replace(fresh, particulars=store.particulars)
    moved = {name: new for name, new in moved.items() if new != list(range(len(new)))}
    return replace(fresh, columns=reindexed(fresh.columns, moved)) if moved else fresh


def _new_indices(old: Sequence[RecordT], new: Sequence[RecordT]) -> list[int]:
    places = {record.id: index for index, record in enumerate(new)}
    return [places.get(record.id, -1) for record in old]


def _indices(snapshot: Snapshot) -> Indices:
    return Indices(
        {record.id: index for index, record in enumerate(snapshot.categories)},
        {record.id: index for index, record in enumerate(snapshot.places)},
        {record.id: index for index, record in enumerate(snapshot.actors)},
    )
