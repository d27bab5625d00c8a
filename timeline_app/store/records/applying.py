"""Apply a change to the tables: compare it with what is stored, stamp it, carry it out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import ConflictError, StoreError
from timeline_app.domain.records import Document, Event, Record
from timeline_app.domain.text.json_values import require_sound
from timeline_app.store.records import moving
from timeline_app.store.records.evidence import require_sound_evidence
from timeline_app.store.records.journal import BATCH_TABLES
from timeline_app.store.records.record_rows import (
    mark_deleted,
    record_with_id,
    records_where,
    require_unused,
    write_record,
)
from timeline_app.store.tables import TABLES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from timeline_app.domain.change import Change

_ORDER: Final = {record_type: index for index, record_type in enumerate(TABLES)}

_DIGITS: Final = 18
"""Of a number that SQLite can hold."""

Key = tuple[type[Record], str]


def settled(connection: sqlite3.Connection, change: Change, time: str) -> Change:
    """Hold `change` to what is stored: raise ConflictError where a record is not as its `before` says.

    What comes back carries the stored records as `before` and stamped ones as `after`; records that would stay as
    they are have fallen out.
    """
    before = {_key(record): record for record in change.before}
    after = {_key(record): record for record in change.after}
    was: list[Record] = []
    shall: list[Record] = []
    there = _stored(connection, {**before, **after})
    for key in {**before, **after}:
        mine, stored = after.get(key), there.get(key)
        expected = before.get(key)
        if not same(stored, expected):
            raise ConflictError(_conflict_sentence(expected, stored), mine=mine, theirs=stored)
        if same(mine, stored):
            continue
        if stored is not None:
            was.append(stored)
        if mine is not None:
            require_sound(mine)
            shall.append(_stamped(mine, stored, time))
    require_sound_evidence(connection, was, shall)
    events = [each.id for each in was if isinstance(each, Event)]
    moves = tuple(moving.filled(connection, each, events) for each in change.moves)
    return replace(change, before=tuple(was), after=tuple(shall), moves=moves)


def carry_out(connection: sqlite3.Connection, change: Change) -> None:
    """Write what `change` says; used for doing, undoing and redoing alike."""
    if change.batch and change.batch_present:
        _show_batch(connection, change.batch, present=True)
    after = {_key(record) for record in change.after}
    for record in sorted(change.after, key=lambda record: _ORDER[type(record)]):
        write_record(connection, record)
    for move in change.moves:
        moving.carry_out(connection, move)
    gone = [record for record in change.before if _key(record) not in after]
    for record in gone:
        mark_deleted(connection, record)
    if change.batch and not change.batch_present:
        _show_batch(connection, change.batch, present=False)
    for record in gone:
        require_unused(connection, record)


def require_unchanged(connection: sqlite3.Connection, change: Change) -> None:
    """Raise ConflictError unless all that an undo or redo starts from is as the journal says."""
    there = _stored(connection, map(_key, change.before))
    for record in change.before:
        stored = there.get(_key(record))
        if not same(stored, record):
            raise ConflictError(_conflict_sentence(record, stored), mine=None, theirs=stored)
    for move in change.moves:
        moving.require_movable(connection, move)


def _stored(connection: sqlite3.Connection, keys: Iterable[Key]) -> dict[Key, Record]:
    """Read the records of some keys that are there; events, of which a change may have thousands, all at once."""
    found: dict[Key, Record] = {}
    event_ids = []
    for record_type, record_id in keys:
        if record_type is Event:
            event_ids.append(record_id)
        elif (record := record_with_id(connection, record_type, record_id)) is not None:
            found[record_type, record_id] = record
    events = records_where(connection, Event, "event.id IN (SELECT value FROM json_each(?))", (json.dumps(event_ids),))
    return found | {(Event, event.id): event for event in events}


def _show_batch(connection: sqlite3.Connection, batch: str, *, present: bool) -> None:
    if not batch.isdecimal() or len(batch) > _DIGITS:
        raise StoreError(_("The journal of this timeline is damaged, so this change cannot be taken back."))
    for table in BATCH_TABLES:
        connection.execute(
            f"UPDATE {table} SET deleted = ? WHERE batch = ? AND deleted = ?",
            (int(not present), int(batch), int(present)),
        )


def _key(record: Record) -> Key:
    return type(record), record.id


def same(one: Record | None, other: Record | None) -> bool:
    """Tell whether two versions of a record are one, the store's own stamps left aside."""
    if isinstance(one, Event) and isinstance(other, Event):
        return replace(one, created=other.created, updated=other.updated) == other
    if isinstance(one, Document) and isinstance(other, Document):
        return (one.sha256, one.source_id) == (other.sha256, other.source_id)
    return one == other


def _stamped(record: Record, stored: Record | None, time: str) -> Record:
    if not isinstance(record, Event):
        return record
    created = stored.created if isinstance(stored, Event) else record.created or time
    return replace(record, created=created, updated=time)


def _conflict_sentence(expected: Record | None, stored: Record | None) -> str:
    record = stored or expected
    name = getattr(record, "title", "") or getattr(record, "name", "") or _("A record")
    if stored is None:
        return _("“{name}” was deleted meanwhile in another window or program; nothing was changed.").format(name=name)
    if expected is None:
        return _("“{name}” is in the timeline already; nothing was changed.").format(name=name)
    return _("“{name}” was changed meanwhile in another window or program; nothing was changed.").format(name=name)
