"""The columns after a change of some events, without reading a million again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.document.columns.affected import events_of, reach_of
from timeline_app.document.columns.patch import Indices, entry_of, patch_of, reindexed, whole
from timeline_app.domain.records import Actor, Category, Particulars, Place, Record, Tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.document.snapshot import Snapshot
    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import ColumnEdit
    from timeline_app.store.store import Store

_MOST_EVENTS: Final = 2_000
"""For more, reading all columns anew is the quicker way."""

_POINTED_AT: Final[Mapping[type[Record], str]] = MappingProxyType(
    {Category: "category", Place: "place", Actor: "actor"}
)  # fmt: skip
"""What lanes and colours are made of, with the columns that point there."""

RecordT = TypeVar("RecordT", bound=Record)


def followed(snapshot: Snapshot, changes: Sequence[Change], store: Store) -> tuple[Snapshot, ColumnEdit] | None:
    """Give `snapshot` after `changes`, and what changed in the columns; None where all has to be read anew.

    The store holds the changes already.
    """
    if any(change.batch for change in changes) or len(events_of(changes)) > _MOST_EVENTS:
        return None
    with store.one_moment():
        step, revision = store.history.last_step(), store.revision
        if step != snapshot.step + len(changes):
            return None  # another program wrote meanwhile
        kinds = {type(record) for change in changes for record in (*change.before, *change.after)}
        fresh = _with_lists(snapshot, kinds, store)
        indices = _indices(fresh)
        reach = reach_of(changes, store)
        rows = {event_id: store.lookups.row_ever_of(event_id) for event_id in reach.events}
        entries = [entry_of(event, rows[event.id], indices) for event in store.lookups.events(rows.values())]
        patch, edit = patch_of(fresh.columns).after(rows.values(), entries, store.search.in_order)
        columns = patch.columns if rows else fresh.columns
        fresh = replace(fresh, columns=columns, revision=revision, step=step)
        lists = frozenset(name for kind, name in _POINTED_AT.items() if kind in kinds)
        moved = frozenset(name for name in lists if _are_moved(_ids(snapshot, name), _ids(fresh, name)))
        return fresh, replace(edit, retold=reach.retold, lists=lists, moved=moved)


def _are_moved(then: Sequence[str], now: Sequence[str]) -> bool:
    """Tell whether numbers mean other records now; at the end some may have come or gone."""
    both = min(len(then), len(now))
    return list(then[:both]) != list(now[:both])


def _ids(snapshot: Snapshot, column: str) -> list[str]:
    """Give the ids of the records that a column points at, in its order."""
    lists: dict[str, Sequence[Category | Place | Actor]] = {
        "category": snapshot.categories, "place": snapshot.places, "actor": snapshot.actors,
    }  # fmt: skip
    return [record.id for record in lists[column]]


def _with_lists(snapshot: Snapshot, kinds: set[type[Record]], store: Store) -> Snapshot:
    """Read the lists that changes touched, and point the columns at their new order."""
    moved: dict[str, list[int]] = {}
    fresh = snapshot
    if Category in kinds:
        fresh = replace(fresh, categories=store.lookups.listed(Category)[1])
        moved["category"] = _new_indices(snapshot.categories, fresh.categories)
    if Place in kinds:
        fresh = replace(fresh, places=store.lookups.listed(Place)[1])
        moved["place"] = _new_indices(snapshot.places, fresh.places)
    if Actor in kinds:
        fresh = replace(fresh, actors=store.lookups.listed(Actor)[1])
        moved["actor_index"] = _new_indices(snapshot.actors, fresh.actors)
    if Tag in kinds:
        fresh = replace(fresh, tags=store.lookups.listed(Tag)[1])
    if Particulars in kinds:
        fresh = replace(fresh, particulars=store.particulars)
    moved = {name: new for name, new in moved.items() if any(index not in (at, -1) for at, index in enumerate(new))}
    return replace(fresh, columns=reindexed(whole(fresh.columns), moved)) if moved else fresh


def _new_indices(old: Sequence[RecordT], new: Sequence[RecordT]) -> list[int]:
    """Tell where each record of a list stands now, -1 for one that is gone: no event has it any more."""
    places = {record.id: index for index, record in enumerate(new)}
    return [places.get(record.id, -1) for record in old]


def _indices(snapshot: Snapshot) -> Indices:
    return Indices(
        {record.id: index for index, record in enumerate(snapshot.categories)},
        {record.id: index for index, record in enumerate(snapshot.places)},
        {record.id: index for index, record in enumerate(snapshot.actors)},
    )
