"""The columns after a change of some events, without reading a million again.

A change tells something of its own events, of those of its evidence and of those that have what it renames. Only they
can answer a query differently afterwards, so that the others need not be asked again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.document.columns.patch import Indices, entry_of, patch_of, reindexed, whole
from timeline_app.document.filter.selecting import Pairs, mask_of
from timeline_app.domain.columns import columns_of, spliced
from timeline_app.domain.query.tree import Query, names_asked
from timeline_app.domain.records import Actor, Category, Event, Particulars, Place, Record, Source, Tag
from timeline_app.store.records.references import refers_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline_app.document.contents import Snapshot
    from timeline_app.document.filter.filtering import Filtering, Mask
    from timeline_app.domain.change import Change, UseMove
    from timeline_app.domain.columns import I32, ColumnEdit, ColumnEntry
    from timeline_app.domain.query.tree import NameField, Node, Text
    from timeline_app.store.store import Store


_FIELDS: Final[Mapping[type[Record], NameField]] = MappingProxyType(
    {Category: "category", Actor: "actor", Place: "place", Source: "source", Tag: "tag"}
)  # fmt: skip
"""What queries can ask for by name."""
_FEW: Final = 20
"""So many events of a renamed record are followed one by one."""


class AffectedEvents(NamedTuple):
    """What changes may have made different for a query."""

    events: frozenset[str]
    """The ids of these events."""
    retold: frozenset[NameField]
    """The lists of which a record is called something else that very many other events have."""


def events_of(changes: Sequence[Change]) -> frozenset[str]:
    """Give the ids of the events that changes hold, or hold evidence and links of."""
    records = (record for change in changes for record in (*change.before, *change.after))
    return frozenset(event_id for record in records for event_id in _events_of(record))


def reach_of(changes: Sequence[Change], store: Store) -> AffectedEvents:
    """Give what changes reach in a store that holds them already.

    A record that comes or goes reaches none but the events of its own change: no other can have it.
    """
    events = set(events_of(changes))
    retold: set[NameField] = set()
    for field, record_id in _renamed(changes):
        others = store.search.events_that_have(field, record_id, _FEW)
        if others is None:
            retold.add(field)
        else:
            events.update(others)
    return AffectedEvents(frozenset(events), frozenset(retold))


def _renamed(changes: Sequence[Change]) -> Iterator[tuple[NameField, str]]:
    """Give the records that stay and say something else of their events than they did."""
    for change in changes:
        before = {(type(record), record.id): record for record in change.before}
        for record in change.after:
            was, field = before.get((type(record), record.id)), _FIELDS.get(type(record))
            if was is not None and field is not None and _told(was) != _told(record):
                yield field, record.id


def _events_of(record: Record) -> tuple[str, ...]:
    """Give the ids of the events of which a record tells something."""
    if isinstance(record, Event):
        return (record.id,)
    return tuple(record_id for target, record_id in refers_to(record) if target is Event)


def _told(record: Record) -> tuple[object, ...]:
    """Give what a query can ask of the events that have a record."""
    match record:
        case Category() | Tag() | Actor():
            return record.name, record.aliases
        case Place():
            return record.name, record.aliases, record.latitude, record.longitude
        case Source():
            return record.title, record.publisher, record.external_id
        case _:
            return ()


def reselected(query: Query, mask: Mask, edits: Sequence[ColumnEdit], whole: Filtering) -> tuple[Mask, bool]:
    """Give the mask after edits: as it was for all others, asked anew for the events that were edited.

    Tells as well whether that is all: where names changed that the query looks at, others may answer differently, too.
    """
    for edit in edits:
        verdicts = mask_of(query.root, EventSubset(edit.entries, whole)) if edit.entries else np.zeros(0, bool)
        mask = spliced(mask, edit.was, edit.at, verdicts)
    return mask, not names_asked(query.root) & frozenset().union(*(edit.retold for edit in edits))


class EventSubset:
    """Answers queries about a few events alone; names it looks up where `whole` has them."""

    def __init__(self, entries: Sequence[ColumnEntry], whole: Filtering) -> None:
        self._whole = whole
        self._store: Store = whole.store
        self.columns = columns_of(entries)
        self._rows: list[int] = self.columns.row.tolist()

    def spellings(self, field: NameField) -> Sequence[Sequence[str]]:
        """Give all names of each record of a list."""
        return self._whole.spellings(field)

    def pairs(self, field: NameField) -> Pairs:
        """Give the sources or tags of the events."""
        listed = {row: place for place, row in enumerate(self._whole.listed_rows(field))}
        pairs = zip(*(each.tolist() for each in self._store.search.relation(field, self._rows)), strict=True)
        known = [
            (self._rows.index(row), listed[other]) for row, other in pairs if row in self._rows and other in listed
        ]
        position, index = np.array(known, dtype=np.int64).reshape(-1, 2).T
        return Pairs(position, index)

    def with_words(self, *texts: Text) -> Mask:
        """Tell of each event whether it holds all of some texts."""
        return np.isin(self.columns.row, self._store.search.rows_with_words(*texts, among=self._rows))

    def matching(self, node: Node) -> Mask:
        """Answer a question that only the store can answer."""
        return np.isin(self.columns.row, self._store.search.rows_where(Query(root=node), among=self._rows))


_MOST_EVENTS: Final = 2_000
"""For more, reading all columns anew is the quicker way."""

_POINTED_AT: Final[Mapping[type[Record], str]] = MappingProxyType(
    {Category: "category", Place: "place", Actor: "actor"}
)  # fmt: skip
"""What lanes and colours are made of, with the columns that point there."""

RecordT = TypeVar("RecordT", bound=Record)


def followed(snapshot: Snapshot, changes: Sequence[Change], store: Store) -> tuple[Snapshot, ColumnEdit | None] | None:
    """Give `snapshot` after `changes`, and what changed in the columns; None where all has to be read anew.

    Where very many events have another name now, the columns are told anew as a whole. The store holds the changes
    already.
    """
    moves = [move for change in changes for move in change.moves]
    if any(change.batch for change in changes) or len(events_of(changes)) > _MOST_EVENTS or len(moves) > 1:
        return None
    if any(move.back and move.shared for move in moves):
        return None  # events get a second actor, at a place that the columns do not tell
    with store.one_moment():
        step, revision = store.history.last_step(), store.revision
        if step != snapshot.step + len(changes):
            return None  # another program wrote meanwhile
        kinds = {type(record) for change in changes for record in (*change.before, *change.after)}
        fresh = _with_lists(_without_shared(snapshot, moves), kinds, store, moves)
        indices = _indices(fresh)
        reach = reach_of(changes, store)
        rows = {event_id: store.lookups.row_ever_of(event_id) for event_id in reach.events}
        sources = Counter(store.search.relation("source", list(rows.values()))[0].tolist())
        entries = [
            entry_of(event, rows[event.id], indices, sources[rows[event.id]])
            for event in store.lookups.events(rows.values())
        ]
        patch, edit = patch_of(fresh.columns).after(rows.values(), entries, store.search.in_order)
        columns = patch.columns if rows else fresh.columns
        fresh = replace(fresh, columns=columns, revision=revision, step=step)
        if moves:
            return _with_moved(fresh, moves[0]), None
        lists = frozenset(name for kind, name in _POINTED_AT.items() if kind in kinds)
        moved = frozenset(name for name in lists if _are_moved(_ids(snapshot, name), _ids(fresh, name)))
        return fresh, replace(edit, retold=reach.retold, lists=lists, moved=moved)


def _without_shared(snapshot: Snapshot, moves: Sequence[UseMove]) -> Snapshot:
    """Take an actor who becomes another out of the events that have the other already."""
    move = next((each for each in moves if each.kind == "actor" and each.shared), None)
    ids = _ids(snapshot, "actor") if move is not None else []
    if move is None or move.from_id not in ids:
        return snapshot
    columns = whole(snapshot.columns)
    shared = np.isin(columns.row, np.array([each.row for each in move.shared], dtype=np.int64))
    goes = np.repeat(shared, np.diff(columns.actor_offsets)) & (columns.actor_index == ids.index(move.from_id))
    index = np.where(goes, np.int32(-1), columns.actor_index)
    same = list(range(len(ids)))
    return replace(snapshot, columns=reindexed(replace(columns, actor_index=index), {"actor_index": same}))


def _with_moved(snapshot: Snapshot, move: UseMove) -> Snapshot:
    """Let the events of a move have the other name where both names are still in the lists, as when a merge is undone.

    Where the one is gone, its number has become that of the other already. No column points at tags.
    """
    if move.kind == "tag" or move.from_id not in (ids := _ids(snapshot, move.kind)) or move.into_id not in ids:
        return snapshot
    columns = whole(snapshot.columns)
    rows = np.isin(columns.row, np.array(move.rows, dtype=np.int64))
    name = "actor_index" if move.kind == "actor" else move.kind
    if move.kind == "actor":
        rows = np.repeat(rows, np.diff(columns.actor_offsets))
    values: I32 = getattr(columns, name)
    fresh = np.where(rows & (values == ids.index(move.from_id)), np.int32(ids.index(move.into_id)), values)
    return replace(snapshot, columns=replace(columns, **{name: fresh}))


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


def _with_lists(snapshot: Snapshot, kinds: set[type[Record]], store: Store, moves: Sequence[UseMove]) -> Snapshot:
    """Read the lists that changes touched, and point the columns at their new order."""
    became = {move.from_id: move.into_id for move in moves}
    moved: dict[str, list[int]] = {}
    fresh = snapshot
    if Category in kinds:
        fresh = replace(fresh, categories=store.lookups.listed(Category)[1])
        moved["category"] = _new_indices(snapshot.categories, fresh.categories, became)
    if Place in kinds:
        fresh = replace(fresh, places=store.lookups.listed(Place)[1])
        moved["place"] = _new_indices(snapshot.places, fresh.places, became)
    if Actor in kinds:
        fresh = replace(fresh, actors=store.lookups.listed(Actor)[1])
        moved["actor_index"] = _new_indices(snapshot.actors, fresh.actors, became)
    if Tag in kinds:
        fresh = replace(fresh, tags=store.lookups.listed(Tag)[1])
    if Particulars in kinds:
        fresh = replace(fresh, particulars=store.particulars)
    moved = {name: new for name, new in moved.items() if any(index not in (at, -1) for at, index in enumerate(new))}
    return replace(fresh, columns=reindexed(whole(fresh.columns), moved)) if moved else fresh


def _new_indices(old: Sequence[RecordT], new: Sequence[RecordT], became: Mapping[str, str]) -> list[int]:
    """Tell where each record of a list stands now, or what it became; -1 for one that no event has any more."""
    places = {record.id: index for index, record in enumerate(new)}
    return [places.get(record.id, places.get(became.get(record.id, ""), -1)) for record in old]


def _indices(snapshot: Snapshot) -> Indices:
    return Indices(
        {record.id: index for index, record in enumerate(snapshot.categories)},
        {record.id: index for index, record in enumerate(snapshot.places)},
        {record.id: index for index, record in enumerate(snapshot.actors)},
    )
