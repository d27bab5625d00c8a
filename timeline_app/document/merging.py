"""Join another copy of a store into this one: two people's work, one undo step.

Records are known by their ids, so merging twice adds nothing. Where a field differs, whoever's journal knows the
other's value as a past one has the newer edit, and it wins without a word. Where both edited from a common past, the
later edit wins and is listed for a person. A deletion counts as long as nobody went on editing or citing what was
deleted. Categories, actors, places and tags of the same name are one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.document.differences import Named, differing_fields, named, records_by_key, spelled
from timeline_app.document.past import Past
from timeline_app.document.references import refers_to, with_references
from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Category, Event, Particulars, Place, Tag

if TYPE_CHECKING:
    from timeline_app.document.differences import Key
    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

_KNOWN_BY_NAME: Final = (Category, Actor, Place, Tag)

RecordT = TypeVar("RecordT", bound="Record")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both edited, or a record that one deleted and the other kept using."""

    record: Named
    field: str
    """Empty where it is about the whole record."""
    kept: object
    dropped: object
    reason: str
    """ "both edited", "deleted here", "deleted there" or "no history"."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What joining another store would do."""

    change: Change
    added: tuple[Named, ...]
    updated: tuple[Named, ...]
    deleted: tuple[Named, ...]
    conflicts: tuple[Conflict, ...]


def plan_merge(into: Store, other: Store, label: str) -> Merge:
    """Work out what has to change in `into` so that it holds the work of both; nothing is changed yet."""
    ours = records_by_key(into.records())
    theirs = _under_our_ids(records_by_key(other.records()), ours)
    planner = _Planner(ours, theirs, Past(into), Past(other))
    planner.join_common()
    planner.take_new()
    planner.drop_deleted()
    return planner.result(label)


class _Planner:
    def __init__(self, ours: dict[Key, Record], theirs: dict[Key, Record], our_past: Past, their_past: Past) -> None:
        self._ours, self._theirs = ours, theirs
        self._our_past, self._their_past = our_past, their_past
        self._added: dict[Key, Record] = {}
        self._updated: dict[Key, Record] = {}
        self._deleted: dict[Key, Record] = {}
        self._conflicts: list[Conflict] = []

    def join_common(self) -> None:
        """Join, field by field, what both have."""
        for key, mine in self._ours.items():
            their = self._theirs.get(key)
            if their is None:
                continue
            taken = {
                field: getattr(their, field)
                for field in differing_fields(mine, their)
                if self._they_win(key, field, mine, their)
            }
            if taken:
                self._updated[key] = replace(mine, **taken)

    def take_new(self) -> None:
        """Take what only they have, unless we deleted it and they left it as it was."""
        for key, record in self._theirs.items():
            if key in self._ours:
                continue
            gone = self._our_past.deleted.get(key)
            if gone is None or differing_fields(gone, record):
                self._added[key] = record
                if gone is not None:
                    self._conflicts.append(Conflict(named(record), "", "kept", "deleted", "deleted here"))
        for key in with_references(self._added, self._ours, self._theirs):
            self._conflicts.append(Conflict(named(self._added[key]), "", "kept", "deleted", "deleted here"))

    def drop_deleted(self) -> None:
        """Drop what they deleted, unless we went on working on it."""
        candidates = {key for key in self._ours if key not in self._theirs and key in self._their_past.deleted}
        edited = {key for key in candidates if differing_fields(self._their_past.deleted[key], self._ours[key])}
        going = candidates - edited
        while True:
            kept = [
                record for key, record in {**self._ours, **self._updated, **self._added}.items() if key not in going
            ]
            used = going & {key for record in kept for key in refers_to(record)}
            if not used:
                break
            going -= used
        self._deleted = {key: self._ours[key] for key in going}
        self._conflicts += [
            Conflict(named(self._ours[key]), "", "kept", "deleted", "deleted there") for key in candidates - going
        ]

    def result(self, label: str) -> Merge:
        before = [self._ours[key] for key in self._updated] + list(self._deleted.values())
        after = [*self._updated.values(), *self._added.values()]
        return Merge(
            Change(label, tuple(before), tuple(after)),
            tuple(map(named, self._added.values())),
            tuple(map(named, self._updated.values())),
            tuple(map(named, self._deleted.values())),
            tuple(self._conflicts),
        )

    def _they_win(self, key: Key, field: str, mine: Record, their: Record) -> bool:
        we_knew = self._our_past.held(key, field, getattr(their, field))
        they_knew = self._their_past.held(key, field, getattr(mine, field))
        if we_knew != they_knew:
            return they_knew
        our_time, their_time = self._our_past.edited(key, field), self._their_past.edited(key, field)
        theirs_wins = their_time > our_time
        if not our_time and not their_time and key[0] is Particulars:
            return False  # two stores have two names; that is no one's edit
        kept, dropped = (their, mine) if theirs_wins else (mine, their)
        reason = "both edited" if our_time or their_time else "no history"
        self._conflicts.append(Conflict(named(mine), field, spelled(kept)[field], spelled(dropped)[field], reason))
        return theirs_wins


def _under_our_ids(theirs: dict[Key, Record], ours: dict[Key, Record]) -> dict[Key, Record]:
    """Give their records with our ids for categories, actors, places and tags that are called the same."""
    known = {
        (kind, getattr(record, "name", "").casefold()): record.id
        for (kind, _id), record in ours.items()
        if kind in _KNOWN_BY_NAME
    }
    same: dict[str, str] = {}
    for (kind, their_id), record in theirs.items():
        if kind in _KNOWN_BY_NAME and (kind, their_id) not in ours:
            our_id = known.get((kind, getattr(record, "name", "").casefold()))
            if our_id is not None:
                same[their_id] = our_id
    if not same:
        return theirs
    return {
        key: _renamed(record, same)
        for key, record in theirs.items()
        if key[0] not in _KNOWN_BY_NAME or key[1] not in same
    }


def _renamed(record: RecordT, same: dict[str, str]) -> RecordT:
    if not isinstance(record, Event):
        return record
    return replace(
        record,
        category_id=same.get(record.category_id, record.category_id),
        place_id=same.get(record.place_id, record.place_id),
        actors=tuple(replace(part, actor_id=same.get(part.actor_id, part.actor_id)) for part in record.actors),
        tag_ids=tuple(same.get(tag_id, tag_id) for tag_id in record.tag_ids),
    )
