"""Rebase a change on what others wrote meanwhile, field by field.

What only one side touched is taken from that side; of actors and tags, what each side added and took away. Where both
wrote in one field, a person decides; until then what was typed here stands, since it was meant to be saved. The outcome
is a `Merge`, whose "mine" is what the file holds now and whose "theirs" is what was typed here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from timeline_app.document.merge.differences import groups_of, named, value_of
from timeline_app.document.merge.merging import Conflict, DifferingRecord, Merge, Version
from timeline_app.domain.records import Event, Participation

if TYPE_CHECKING:
    from timeline_app.document.chronology import Chronology
    from timeline_app.document.merge.differences import Key
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

ItemT = TypeVar("ItemT")


def rebase_on(chronology: Chronology, change: Change) -> Merge:
    """Give `change` as it has to be for what an open chronology holds now."""
    return rebase(change, chronology.store)


def rebase(change: Change, store: Store) -> Merge:
    """Give `change` as it has to be for what the store holds now, with what both sides wrote."""
    before = {_key(record): record for record in change.before}
    after = {_key(record): record for record in change.after}
    joined: list[DifferingRecord] = []
    fresh: list[Record] = []
    going: list[Record] = []
    conflicts: list[Conflict] = []
    for key in dict.fromkeys([*before, *after]):
        now, typed, was = store.lookups.record(*key), after.get(key), before.get(key)
        if now is None:
            if typed is not None:
                fresh.append(typed)
            if typed is not None and was is not None:
                conflicts.append(_deleted_meanwhile(key, typed, store))
        elif typed is None:
            going.append(now)
        else:
            was, typed = _with_lists_joined(was or now, now, typed)
            joined.append(_joined(was, now, typed))
            conflicts += _both_wrote(was, now, typed, store)
    return Merge(
        change.label, (0, 0), tuple(joined), tuple(fresh), (), tuple(going), {}, tuple(conflicts), (), {}
    )  # fmt: skip


def _with_lists_joined(was: Record, now: Record, typed: Record) -> tuple[Record, Record]:
    """Put what was added and taken away here on the actors and tags that an event has by now."""
    if not (isinstance(was, Event) and isinstance(now, Event) and isinstance(typed, Event)):
        return was, typed
    tags = _joined_items(was.tag_ids, now.tag_ids, typed.tag_ids)
    was, typed = replace(was, tag_ids=now.tag_ids), replace(typed, tag_ids=tags)
    actors = _joined_items(was.actors, now.actors, typed.actors)
    there = _actor_ids(actors)
    gone = _actor_ids(was.actors) - (_actor_ids(now.actors) & _actor_ids(typed.actors))
    if len(there) < len(actors) or gone & there:  # one gave an actor another role, and so did the other, or dropped it
        return was, typed
    return replace(was, actors=now.actors), replace(typed, actors=actors)


def _joined_items(was: tuple[ItemT, ...], now: tuple[ItemT, ...], typed: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
    """Join two edits of a list of which each has an item once; where one side alone edited it, its order holds."""
    if typed == was:
        return now
    if now in (was, typed):
        return typed
    kept = (each for each in now if each in typed or each not in was)
    return tuple(dict.fromkeys((*kept, *(each for each in typed if each not in was))))


def _actor_ids(parts: tuple[Participation, ...]) -> set[str]:
    return {each.actor_id for each in parts}


def _joined(was: Record, now: Record, typed: Record) -> DifferingRecord:
    taken = [
        field
        for fields in groups_of(type(now))
        if value_of(typed, fields) != value_of(was, fields) and value_of(now, fields) == value_of(was, fields)
        for field in fields
    ]
    return DifferingRecord(now, typed, tuple(taken))


def _both_wrote(was: Record, now: Record, typed: Record, store: Store) -> list[Conflict]:
    found = []
    for fields in groups_of(type(now)):
        values = {name: value_of(record, fields) for name, record in (("was", was), ("now", now), ("typed", typed))}
        if values["was"] != values["now"] != values["typed"] != values["was"]:
            differing = tuple(field for field in fields if getattr(now, field) != getattr(typed, field))
            found.append(
                Conflict(
                    _key(now), named(now), differing, _last(store, _key(now)), Version(),
                    takes_theirs=True, reason="both edited",
                )
            )  # fmt: skip
    return found


def _deleted_meanwhile(key: Key, typed: Record, store: Store) -> Conflict:
    return Conflict(
        key, named(typed), (), _last(store, key), Version(), takes_theirs=True, reason="deleted here"
    )  # fmt: skip


def _last(store: Store, key: Key) -> Version:
    """Tell who touched a record last, and when."""
    return Version(*store.history.last_touched(key[1]))


def _key(record: Record) -> Key:
    return type(record), record.id
