"""Rebase a change on what others wrote meanwhile, field by field.

What only one side touched is taken from that side. Where both wrote in one field, a person decides; until then what
was typed here stands, since it was meant to be saved. The outcome is a `Merge`, whose "mine" is what the file holds
now and whose "theirs" is what was typed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document.merge.differences import groups_of, named, value_of
from timeline_app.document.merge.merging import Conflict, DifferingRecord, Merge, Version

if TYPE_CHECKING:
    from timeline_app.document.chronology import Chronology
    from timeline_app.document.merge.differences import Key
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store


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
            joined.append(_joined(was or now, now, typed))
            conflicts += _both_wrote(was or now, now, typed, store)
    return Merge(
        change.label, (0, 0), tuple(joined), tuple(fresh), (), tuple(going), {}, tuple(conflicts), (), {}
    )  # fmt: skip


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
