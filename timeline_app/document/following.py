"""The columns after a change of some events, without reading a million again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.document.column_edits import Indices, entry_of, reindexed
from timeline_app.document.patching import patch_of, whole
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Link,
    Particulars,
    Place,
    Record,
    Source,
    Tag,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline_app.document.patching import Edit
    from timeline_app.document.snapshot import Snapshot
    from timeline_app.domain.change import Change
    from timeline_app.domain.query_tree import NameField
    from timeline_app.store.store import Store

_MOST_EVENTS: Final = 2_000
"""For more, reading all columns anew is the quicker way."""

_POINTED_AT: Final[Mapping[type[Record], str]] = MappingProxyType(
    {Category: "category", Place: "place", Actor: "actor"}
)  # fmt: skip
"""What lanes and colours are made of, with the columns that point there."""
_FIELDS: Final[Mapping[type[Record], NameField]] = MappingProxyType(
    {Category: "category", Actor: "actor", Place: "place", Source: "source", Tag: "tag"}
)  # fmt: skip
"""What queries can ask for by name."""

RecordT = TypeVar("RecordT", bound=Record)


def followed(snapshot: Snapshot, changes: Sequence[Change], store: Store) -> tuple[Snapshot, Edit] | None:
    """Give `snapshot` after `changes`, and what changed in the columns; None where all has to be read anew.

    The store holds the changes already.
    """
    touched = {each for change in changes for record in (*change.before, *change.after) for each in _events_of(record)}
    if len(touched) > _MOST_EVENTS or any(change.batch for change in changes):
        return None
    with store.one_moment():
        step, revision = store.last_step(), store.revision
        if step != snapshot.step + len(changes):
            return None  # another program wrote meanwhile
        kinds = {type(record) for change in changes for record in (*change.before, *change.after)}
        fresh = _with_lists(snapshot, kinds, store)
        indices = _indices(fresh)
        rows = {event_id: store.row_ever_of(event_id) for event_id in touched}
        entries = [entry_of(event, rows[event.id], indices) for event in store.events(rows.values())]
        patch, edit = patch_of(fresh.columns).after(rows.values(), entries, store.in_order)
        columns = patch.columns if touched else fresh.columns
        fresh = replace(fresh, columns=columns, revision=revision, step=step)
        lists = frozenset(name for kind, name in _POINTED_AT.items() if kind in kinds)
        moved = frozenset(name for name in lists if _are_moved(_ids(snapshot, name), _ids(fresh, name)))
        return fresh, replace(edit, retold=_retold(changes), lists=lists, moved=moved)


def _events_of(record: Record) -> tuple[str, ...]:
    """Give the ids of the events of which a record tells something."""
    match record:
        case Event():
            return (record.id,)
        case Excerpt():
            return (record.event_id,)
        case Link():
            return (record.from_id, record.to_id)
        case _:
            return ()


def _retold(changes: Sequence[Change]) -> frozenset[NameField]:
    """Give the lists of which a record that stays says something else of its events than it did.

    One that comes or goes is not among them: none but the events of the same change can have it.
    """
    found: set[NameField] = set()
    for change in changes:
        before = {(type(record), record.id): record for record in change.before}
        for record in change.after:
            was, field = before.get((type(record), record.id)), _FIELDS.get(type(record))
            if was is not None and field is not None and _told(was) != _told(record):
                found.add(field)
    return frozenset(found)


def _told(record: Record) -> tuple[object, ...]:
    """Give what a query can ask of the events that have a record."""
    match record:
        case Category() | Tag():
            return (record.name,)
        case Actor():
            return record.name, record.aliases
        case Place():
            return record.name, record.latitude, record.longitude
        case Source():
            return record.title, record.publisher, record.external_id
        case _:
            return ()


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
