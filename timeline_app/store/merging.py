"""Joining the work of two people who edited copies of one store.

Ids make it idempotent. What only they added comes in; what only they edited or deleted is edited or deleted; where
both changed the same field the newer edit wins and the older value is listed as a conflict for a person to judge. A
deletion never beats an edit. A category, actor, place or tag that both made under one name becomes one. All of it is
one change that undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.folding import fold
from timeline_app.domain.plain import TYPE_NAMES
from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Record,
    Source,
    Tag,
)
from timeline_app.store import journal
from timeline_app.store.comparing import changed_fields, differences
from timeline_app.store.forks import Key, sides_since_fork
from timeline_app.store.tables import TABLES, table_of
from timeline_app.store.writing import mark_deleted, require_unused, write_record

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from timeline_app.store.comparing import Difference
    from timeline_app.store.lookup import Lookup

Named: TypeAlias = Category | Actor | Place | Tag

_NAMED: Final[tuple[type[Named], ...]] = (Category, Actor, Place, Tag)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed. `kept` is what stands now, `given_up` what lost."""

    kind: str
    id: str
    name: str
    field: str
    """Empty where the one deleted the record and the other edited it."""
    kept: Any
    given_up: Any


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What a merge did, in records of all kinds."""

    added: int = 0
    updated: int = 0
    deleted: int = 0
    conflicts: tuple[Conflict, ...] = ()
    batch: str = ""
    """Empty when nothing changed."""


def merge(connection: sqlite3.Connection, mine: Lookup, theirs: Lookup, author: str) -> MergeResult:
    """Bring what is new in `theirs` into `mine`, whose transaction on `connection` the caller holds."""
    plan = _Plan(mine, theirs)
    for difference in differences(mine, theirs):
        plan.consider(difference)
    plan.bring_back_what_is_referred_to(theirs)
    if not (plan.added or plan.after or plan.deleted):
        return MergeResult(conflicts=tuple(plan.conflicts))
    label = _("Merge “{name}”").format(name=theirs.path.name)
    batch = journal.append(connection, Change(label), author, journal.now())
    order = {record_type: index for index, record_type in enumerate(TABLES)}
    for record in sorted((*plan.added, *plan.after), key=lambda record: order[type(record)]):
        write_record(connection, record)
    for record in plan.added:
        connection.execute(f"UPDATE {table_of(type(record)).name} SET batch = ? WHERE id = ?", (batch, record.id))
    deleted = [record for record in plan.deleted if _deleted_safely(connection, record)]
    journal.complete(connection, batch, Change(label, (*plan.before, *deleted), tuple(plan.after), batch=str(batch)))
    counts = len(plan.added), len(plan.after), len(deleted)
    return MergeResult(*counts, conflicts=tuple(plan.conflicts), batch=str(batch))


def _deleted_safely(connection: sqlite3.Connection, record: Record) -> bool:
    """Delete what the other deleted, unless something here uses it by now."""
    try:
        require_unused(connection, record)
    except StoreError:
        return False
    mark_deleted(connection, record)
    return True


class _Plan:
    def __init__(self, mine: Lookup, theirs: Lookup) -> None:
        self._mine, self._theirs = sides_since_fork(mine, theirs)
        self._deleted_by_me = _deleted_keys(mine)
        self._deleted_by_them = _deleted_keys(theirs)
        self._same_as = _same_under_other_ids(mine, theirs)
        self.added: list[Record] = []
        self.before: list[Record] = []
        self.after: list[Record] = []
        self.deleted: list[Record] = []
        self.conflicts: list[Conflict] = []

    def consider(self, difference: Difference) -> None:
        """Decide about one record that is not alike on both sides."""
        key: Key = (difference.kind, difference.id)
        theirs = self._with_my_ids(difference.other)
        if theirs is None and difference.one is not None:
            self._only_mine(key, difference, difference.one)
        elif theirs is not None and difference.one is None:
            self._only_theirs(key, difference, theirs)
        elif theirs is not None and difference.one is not None:
            self._both(key, difference.one, theirs, difference.name)

    def bring_back_what_is_referred_to(self, theirs: Lookup) -> None:
        """Add again what was deleted here but is used by what comes in."""
        present = {(TYPE_NAMES[type(record)], record.id) for record in self.added}
        for record in (*self.added, *self.after):
            for record_type, record_id in _references(record):
                key = (TYPE_NAMES[record_type], record_id)
                if key in self._deleted_by_me and key not in present:
                    needed = theirs.record(record_type, record_id)
                    if needed is not None:
                        present.add(key)
                        self.added.append(needed)

    def _only_mine(self, key: Key, difference: Difference, record: Record) -> None:
        if key not in self._deleted_by_them:
            return
        if self._mine.touched(key):
            self.conflicts.append(Conflict(*key, difference.name, "", _("kept"), _("deleted by the other")))
        else:
            self.deleted.append(record)

    def _only_theirs(self, key: Key, difference: Difference, record: Record) -> None:
        if difference.id in self._same_as:
            return
        if key in self._deleted_by_me:
            if not self._theirs.touched(key) or not self._mine.touched(key):
                return
            self.conflicts.append(Conflict(*key, difference.name, "", _("brought back, edited"), _("deleted here")))
        self.added.append(record)

    def _both(self, key: Key, mine: Record, theirs: Record, name: str) -> None:
        if isinstance(mine, Document):
            return  # immutable once stored
        taken: dict[str, Any] = {}
        for field, (my_value, their_value) in changed_fields(mine, theirs).items():
            my_time, their_time = self._mine.time_of(key, field), self._theirs.time_of(key, field)
            if not my_time and not their_time:
                my_time, their_time = getattr(mine, "updated", ""), getattr(theirs, "updated", "")
            wins = their_time > my_time
            if wins:
                taken[field] = their_value
            if self._mine.time_of(key, field) and self._theirs.time_of(key, field):
                kept, given_up = (their_value, my_value) if wins else (my_value, their_value)
                self.conflicts.append(Conflict(*key, name, field, kept, given_up))
        if taken and not (isinstance(mine, Particulars) and not self._theirs.touched(key)):
            if isinstance(mine, Event):
                taken["updated"] = journal.now()
            self.before.append(mine)
            self.after.append(replace(mine, **taken))

    def _with_my_ids(self, record: Record | None) -> Record | None:
        """Let their record refer to my category, actor, place, tag or source of the same name."""
        if record is None or not self._same_as:
            return record
        same = self._same_as
        changes: dict[str, Any] = {
            field.name: same[value]
            for field in fields(record)
            if field.name.endswith("_id") and (value := getattr(record, field.name)) in same
        }
        if isinstance(record, Event):
            parts = (Participation(same.get(part.actor_id, part.actor_id), part.role) for part in record.actors)
            changes["actors"] = tuple({part.actor_id: part for part in parts}.values())
            changes["tag_ids"] = tuple(dict.fromkeys(same.get(tag, tag) for tag in record.tag_ids))
        return replace(record, **changes) if is_dataclass(record) and changes else record


def _references(record: Record) -> list[tuple[type[Record], str]]:
    match record:
        case Event():
            parts: list[tuple[type[Record], str]] = [(Actor, part.actor_id) for part in record.actors]
            tags: list[tuple[type[Record], str]] = [(Tag, tag_id) for tag_id in record.tag_ids]
            return [*parts, *tags, (Category, record.category_id), (Place, record.place_id)]
        case Excerpt():
            return [(Source, record.source_id), (Document, record.document_id)]
        case Document():
            return [(Source, record.source_id)]
    return []


def _deleted_keys(store: Lookup) -> set[Key]:
    with store.connections.reading() as connection:
        return {
            (table.name, record_id)
            for table in TABLES.values()
            for (record_id,) in connection.execute(f"SELECT id FROM {table.name} WHERE deleted = 1")
        }


def _ids_by_name(store: Lookup, record_type: type[Named]) -> dict[str, str]:
    return {fold(record.name): record.id for record in store.all_of(record_type)}


def _same_under_other_ids(mine: Lookup, theirs: Lookup) -> Mapping[str, str]:
    """Map their ids to mine for what both made under one name, or for sources under one address."""
    same: dict[str, str] = {}
    for record_type in _NAMED:
        ours = _ids_by_name(mine, record_type)
        for name, record_id in _ids_by_name(theirs, record_type).items():
            if name in ours and record_id not in ours.values():
                same[record_id] = ours[name]
    addresses = {source.url: source.id for source in mine.all_of(Source) if source.url}
    known = set(addresses.values())
    for source in theirs.all_of(Source):
        if source.url in addresses and source.id not in known:
            same[source.id] = addresses[source.url]
    return same
