"""Merge another copy of a store into this one as one undo step.

Records are known by their ids, and by what makes them the same under two ids (`store.merge.cross_store_diff`),
so merging twice adds nothing.
Where a field differs, whoever's journal knows the other's value as a past one has the newer edit, and it wins
without a word. Where both edited from a common past, the later edit wins and is listed for a person, who may choose
otherwise. A deletion counts as long as nobody went on editing or citing what was deleted.

What both hold alike is compared inside SQLite and costs no memory; many new records are streamed in as a batch.

What a merge would do, as a value: the change follows from it, and from what a person chooses where both worked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.merge.differences import (
    EditStamp,
    RecordHistory,
    both,
    filled,
    groups_of,
    named,
    spelled,
    value_of,
)
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import (
    Document,
    Event,
    Excerpt,
    Link,
    Particulars,
    Review,
    SavedProfile,
    SavedView,
    Story,
)
from timeline_app.domain.text.json_values import RECORD_TYPES, TYPE_NAMES
from timeline_app.store.merge.cross_store_diff import side_by_side, unite
from timeline_app.store.merge.merge_import import MergeSelection, join
from timeline_app.store.records.references import refers_to
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from timeline_app.document.chronology import Chronology
    from timeline_app.document.merge.differences import Fields, Key, NamedRecord
    from timeline_app.domain.records import Record
    from timeline_app.store.merge.cross_store_diff import Pair


Reason = Literal["both edited", "no history", "deleted here", "deleted there"]


@dataclass(frozen=True, slots=True)
class Version:
    """When one side edited or deleted, and who it was; empty where its journal does not tell."""

    time: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Fields that both edited, or a record that one deleted and the other kept using."""

    key: Key
    record: NamedRecord
    fields: Fields
    """Empty where it is about the whole record; several where they make sense only together."""
    mine: Version
    theirs: Version
    takes_theirs: bool
    reason: Reason
    is_free: bool = True
    """Whether a person may choose the other side; what others need stays."""

    @property
    def field(self) -> str:
        """The field it is about, the first of several; empty for the whole record."""
        return self.fields[0] if self.fields else ""


@dataclass(frozen=True, slots=True)
class DifferingRecord:
    """A record that both hold, not alike, with the fields in which theirs is the newer."""

    mine: Record
    their: Record
    taken: Fields

    @property
    def after(self) -> Record:
        """What becomes of it, conflicts left aside."""
        return self.with_theirs(())

    def with_theirs(self, more: Iterable[str]) -> Record:
        """Give what becomes of it when they win `more` fields, too."""
        return replace(self.mine, **{field: getattr(self.their, field) for field in (*self.taken, *more)})


@dataclass(frozen=True)
class Merge:
    """The plan of a merge with another store."""

    label: str
    revisions: tuple[int, int]
    """Of both stores when it was worked out."""
    joined: tuple[DifferingRecord, ...]
    fresh: tuple[Record, ...]
    revived: tuple[Record, ...]
    going: tuple[Record, ...]
    hanging: Mapping[Key, tuple[Record, ...]]
    """What was deleted there and is kept, and what goes with it if a person lets it go."""
    conflicts: tuple[Conflict, ...]
    united: tuple[tuple[NamedRecord, NamedRecord], ...]
    """Ours and theirs of what is the same under two ids."""
    bulk: Mapping[str, int]
    """How many new records of each kind come in as a batch; empty where `fresh` holds them."""

    def choosing(self, chosen: Mapping[int, bool]) -> Merge:
        """Give the merge in which theirs (True) or mine stands in conflicts, by their numbers."""
        conflicts = [
            replace(each, takes_theirs=chosen[number]) if each.is_free and number in chosen else each
            for number, each in enumerate(self.conflicts)
        ]
        return replace(self, conflicts=tuple(conflicts))

    @property
    def in_bulk(self) -> bool:
        """Whether what is new comes in as a batch."""
        return bool(self.bulk)

    @cached_property
    def left_out(self) -> frozenset[Key]:
        """What stays deleted here because a person says so."""
        return frozenset(each.key for each in self.conflicts if each.reason == "deleted here" and not each.takes_theirs)

    @cached_property
    def change(self) -> Change:
        """The one change to make, what comes as a batch left aside."""
        gone = {_conflict_key(record): record for record in self._gone()}
        edited = [(mine, after) for mine, after in self._edited() if _conflict_key(mine) not in gone]
        new = [record for record in self._new() if not any(key in gone for key in refers_to(record))]
        before = [*(mine for mine, _after in edited), *gone.values()]
        return Change(self.label, tuple(before), (*(after for _mine, after in edited), *new))

    @property
    def added(self) -> tuple[NamedRecord, ...]:
        """What comes in, as far as it is listed."""
        there = {_conflict_key(record) for record in self.change.before}
        return tuple(named(record) for record in self.change.after if _conflict_key(record) not in there)

    @property
    def updated(self) -> tuple[NamedRecord, ...]:
        """What changes."""
        after = {_conflict_key(record): record for record in self.change.after}
        return tuple(
            named(after[_conflict_key(record)]) for record in self.change.before if _conflict_key(record) in after
        )

    @property
    def deleted(self) -> tuple[NamedRecord, ...]:
        """What goes."""
        after = {_conflict_key(record) for record in self.change.after}
        return tuple(named(record) for record in self.change.before if _conflict_key(record) not in after)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many records come in, change and go."""
        return len(self.added) + sum(self.bulk.values()), len(self.updated), len(self.deleted)

    def added_by_kind(self) -> Counter[str]:
        """Count what comes in."""
        return Counter(each.type for each in self.added) + Counter(self.bulk)

    def values(self, conflict: Conflict) -> tuple[object, object]:
        """Give what stands in the fields of a conflict, mine and theirs, in JSON values."""
        if not conflict.fields:
            return ("deleted", "kept") if conflict.reason == "deleted here" else ("kept", "deleted")
        joined = self._by_key[conflict.key]
        mine, theirs = spelled(joined.mine), spelled(joined.their)
        if len(conflict.fields) == 1:
            return mine[conflict.field], theirs[conflict.field]
        return {name: mine[name] for name in conflict.fields}, {name: theirs[name] for name in conflict.fields}

    def sides(self, conflict: Conflict) -> tuple[Record, Record]:
        """Give the record of a conflict about fields, mine and theirs."""
        joined = self._by_key[conflict.key]
        return joined.mine, joined.their

    def _edited(self) -> Iterable[tuple[Record, Record]]:
        chosen: dict[Key, list[str]] = {}
        for each in self.conflicts:
            if each.fields and each.takes_theirs:
                chosen.setdefault(each.key, []).extend(each.fields)
        for joined in self.joined:
            after = joined.with_theirs(chosen.get(_conflict_key(joined.mine), ()))
            if after != joined.mine:
                yield joined.mine, after

    def _new(self) -> Iterable[Record]:
        """Give what comes in, without what hangs on something that stays deleted."""
        out = set(self.left_out)
        for record in (*self.revived, *self.fresh):
            if _conflict_key(record) in out or any(key in out for key in refers_to(record)):
                out.add(_conflict_key(record))
            else:
                yield record

    def _gone(self) -> Iterable[Record]:
        yield from self.going
        for each in self.conflicts:
            if each.reason == "deleted there" and each.takes_theirs:
                yield from self.hanging[each.key]

    @cached_property
    def _by_key(self) -> dict[Key, DifferingRecord]:
        return {_conflict_key(joined.mine): joined for joined in self.joined}


def _conflict_key(record: Record) -> Key:
    return type(record), record.id


MOST_COMPARED: Final = 200_000
"""Records that differ and are held in memory, as any change is; two copies that differ in more are two chronologies."""
MOST_LISTED: Final = 2_000
"""More new records than these come in as a batch, as an import does, and are counted rather than listed."""
_ALONE: Final = (Event, Excerpt, Review, Link, SavedView, SavedProfile, Story)
"""What can be deleted, or left deleted, without taking something away from other records."""


def plan_merge(into: Store, other: Store, label: str) -> Merge:
    """Work out what has to change in `into` so that it holds the work of both; nothing is changed yet."""
    with side_by_side(into, other) as pair:
        unite(pair)
        return _Planner(pair, into, other).plan(label)


def plan_merge_of(chronology: Chronology, path: Path, label: str) -> Merge:
    """Work out what merging the store at `path` into an open chronology would do, on a worker."""
    with Store.open(path, read_only=True) as other:
        return plan_merge(chronology.store, other, label)


def merge_in(merge: Merge, chronology: Chronology, path: Path) -> int:
    """Carry out a plan for an open chronology, on a worker; its owner then adopts a snapshot."""
    with Store.open(path, read_only=True) as other:
        return carry_out(merge, chronology.store, other, chronology.author)


def carry_out(merge: Merge, into: Store, other: Store, author: str = "") -> int:
    """Make the one change of a merge; give its number, 0 if it changes nothing."""
    if not merge.in_bulk:
        return into.apply(merge.change, author)
    change = merge.change
    return join(into, other, MergeSelection(change, merge.revisions, merge.left_out), author)


class _Planner:
    def __init__(self, pair: Pair, into: Store, other: Store) -> None:
        self._pair = pair
        self._differing = self._read_differing()
        self._gone_here = self._read(pair.gone_here, ours=False)
        self._gone_there = self._read(pair.gone_there, ours=True)
        differing = {_key(mine) for mine, _their in self._differing}
        keys = differing | self._gone_here.keys() | self._gone_there.keys()
        self._our_past = RecordHistory(into, keys)
        self._their_past = RecordHistory(other, keys, pair.under_our_ids)
        self._joined: list[DifferingRecord] = []
        self._fresh: list[Record] = []
        self._revived: dict[Key, Record] = {}
        self._going: list[Record] = []
        self._hanging: dict[Key, tuple[Record, ...]] = {}
        self._conflicts: list[Conflict] = []

    def plan(self, label: str) -> Merge:
        """Put it all together."""
        counts = self._count_new()
        in_bulk = sum(counts.values()) > MOST_LISTED
        self._join_common()
        self._fill_united()
        if not in_bulk:
            for kind in RECORD_TYPES.values():
                self._fresh += self._pair.their_records(kind, self._pair.only_theirs(kind))
        self._revive()
        self._drop_deleted()
        return Merge(
            label, self._pair.revisions, tuple(self._joined), tuple(self._fresh), tuple(self._revived.values()),
            tuple(self._going), self._hanging, tuple(self._conflicts), self._united(), counts if in_bulk else {},
        )  # fmt: skip

    # --- reading ---------------------------------------------------------------------------------------------------

    def _read_differing(self) -> list[tuple[Record, Record]]:
        rows = {kind: self._pair.differing(kind) for kind in RECORD_TYPES.values()}
        _require_bounded(sum(map(len, rows.values())))
        return [pair for kind, pairs in rows.items() for pair in both(self._pair, kind, pairs)]

    def _read(self, rows_of: Callable[[type[Record]], list[int]], *, ours: bool) -> dict[Key, tuple[int, Record]]:
        """Read what one side holds and the other no longer, with its rows."""
        rows = {kind: rows_of(kind) for kind in RECORD_TYPES.values()}
        _require_bounded(sum(map(len, rows.values())))
        records = self._pair.our_records if ours else self._pair.their_records
        return {
            _key(record): (row, record)
            for kind, numbers in rows.items()
            for row, record in zip(numbers, records(kind, numbers), strict=True)
        }

    def _count_new(self) -> dict[str, int]:
        counts = {name: len(self._pair.only_theirs(kind)) for name, kind in RECORD_TYPES.items()}
        return {name: count for name, count in counts.items() if count}

    def _united(self) -> tuple[tuple[NamedRecord, NamedRecord], ...]:
        pair, found = self._pair, []
        for kind in RECORD_TYPES.values():
            rows = pair.united(kind)
            for (mine, their), their_id in zip(both(pair, kind, rows), pair.their_ids(kind, rows), strict=True):
                found.append((named(mine), replace(named(their), id=their_id)))
        return tuple(found)

    # --- planning --------------------------------------------------------------------------------------------------

    def _join_common(self) -> None:
        """Merge, field by field, what both have."""
        for mine, their in self._differing:
            taken: list[str] = []
            for fields in groups_of(type(mine)):
                if value_of(mine, fields) != value_of(their, fields) and self._they_win(mine, their, fields):
                    taken.extend(fields)
            self._joined.append(DifferingRecord(mine, their, tuple(taken)))

    def _they_win(self, mine: Record, their: Record, fields: Fields) -> bool:
        """Tell whether their value stands without a word; where both edited, note a conflict."""
        key = _key(mine)
        we_knew = self._our_past.held(key, fields, value_of(their, fields))
        they_knew = self._their_past.held(key, fields, value_of(mine, fields))
        if we_knew != they_knew:
            return they_knew
        ours, theirs = self._our_past.edited(key, fields), self._their_past.edited(key, fields)
        with_history = bool(ours.time or theirs.time)
        if not with_history:
            if isinstance(mine, Particulars):
                return False  # two stores have two names; that is no one's edit
            ours, theirs = _stamp(mine), _stamp(their)
        newer = (theirs.time, str(value_of(their, fields))) > (ours.time, str(value_of(mine, fields)))
        self._conflicts.append(
            Conflict(
                key,
                named(mine),
                tuple(field for field in fields if getattr(mine, field) != getattr(their, field)),
                Version(ours.time, ours.author),
                Version(theirs.time, theirs.author),
                takes_theirs=newer if theirs.time != ours.time or with_history else False,
                reason="both edited" if with_history else "no history",
            )
        )
        return False

    def _fill_united(self) -> None:
        """Take what our record lacks from the same one of theirs; where both have something, ours stays."""
        for kind in RECORD_TYPES.values():
            if kind is Document:
                continue
            for mine, their in both(self._pair, kind, self._pair.united(kind)):
                whole, taken = filled(mine, their)
                if taken:
                    self._joined.append(DifferingRecord(mine, whole, taken))

    def _revive(self) -> None:
        """Bring back what we deleted where they went on working on it, or need it for something new."""
        for key, (_row, record) in self._gone_here.items():
            gone = self._our_past.deleted.get(key)
            if gone is None:
                self._revived[key] = record
            elif any(value_of(gone, fields) != value_of(record, fields) for fields in groups_of(type(record))):
                self._bring_back(key, alone=isinstance(record, _ALONE))
        needed = [
            key
            for kind in RECORD_TYPES.values()
            if (rows := self._pair.gone_here_but_needed(kind))
            for key, (row, _record) in self._gone_here.items()
            if key[0] is kind and row in rows
        ]
        for key in needed:
            self._bring_back(key, alone=isinstance(self._gone_here[key][1], _ALONE))
        open_records = [*(each.after for each in self._joined), *self._revived.values()]
        while open_records:
            for key in refers_to(open_records.pop()):
                if key in self._gone_here and key not in self._revived:
                    self._bring_back(key, alone=False)
                    open_records.append(self._revived[key])
        for key, (_row, record) in self._gone_here.items():
            if key not in self._revived and _hangs_on(record, self._revived):
                self._revived[key] = record  # an event comes back with its evidence

    def _bring_back(self, key: Key, *, alone: bool) -> None:
        if key in self._revived:
            return
        record = self._revived[key] = self._gone_here[key][1]
        mine, theirs = self._our_past.gone(key), self._their_past.last(key)
        self._conflicts.append(
            Conflict(
                key, named(record), (), Version(mine.time, mine.author), Version(theirs.time, theirs.author),
                takes_theirs=True, reason="deleted here", is_free=alone,
            )
        )  # fmt: skip

    def _drop_deleted(self) -> None:
        """Drop what they deleted, unless we went on working on it."""
        candidates = {key: each for key, each in self._gone_there.items() if key in self._their_past.deleted}
        going = {key: row for key, (row, record) in candidates.items() if not self._was_edited(key, record)}
        needed = {key for each in self._joined for key in refers_to(each.after)}
        needed |= {key for record in (*self._fresh, *self._revived.values()) for key in refers_to(record)}
        going = {key: row for key, row in going.items() if key not in needed}
        while used := self._still_used(going):
            for key in used:
                del going[key]
        kept = candidates.keys() - going.keys()
        self._going = [record for key in going if not _hangs_on(record := candidates[key][1], kept)]
        for key in sorted(kept, key=lambda key: (TYPE_NAMES[key[0]], key[1])):
            self._keep(key, candidates[key][1])

    def _was_edited(self, key: Key, record: Record) -> bool:
        gone = self._their_past.deleted[key]
        return any(value_of(gone, fields) != value_of(record, fields) for fields in groups_of(type(record)))

    def _still_used(self, going: dict[Key, int]) -> set[Key]:
        """Name what of `going` something points at that stays."""
        rows: defaultdict[str, set[int]] = defaultdict(set)
        for (kind, _id), row in going.items():
            rows[TYPE_NAMES[kind]].add(row)
        used = {
            (kind, row)
            for name, kind in RECORD_TYPES.items()
            if rows.get(name)
            for row in self._pair.used_here(kind, rows[name], rows)
        }
        return {key for key, row in going.items() if (key[0], row) in used}

    def _keep(self, key: Key, record: Record) -> None:
        """Note that we keep what they deleted; what hangs on it would go with it if a person says so."""
        mine, theirs = self._our_past.last(key), self._their_past.gone(key)
        store = self._pair.ours
        hanging: tuple[Record, ...] = ()
        if isinstance(record, Event):
            hanging = (
                *store.evidence.excerpts(record.id), *store.lookups.reviews(record.id), *store.lookups.links(record.id)
            )  # fmt: skip
        elif isinstance(record, Excerpt):
            hanging = tuple(each for each in store.lookups.reviews(record.event_id) if each.excerpt_id == record.id)
        self._hanging[key] = (*hanging, record)
        self._conflicts.append(
            Conflict(
                key, named(record), (), Version(mine.time, mine.author), Version(theirs.time, theirs.author),
                takes_theirs=False, reason="deleted there", is_free=isinstance(record, _ALONE),
            )
        )  # fmt: skip


def _require_bounded(count: int) -> None:
    if count > MOST_COMPARED:
        raise StoreError(
            _("The two timelines differ in {count} records, which is more than can be merged at once.").format(
                count=grouped(count)
            )
        )


def _hangs_on(record: Record, kept: Collection[Key]) -> bool:
    """Tell whether a record is of an event, or of evidence, that is kept, and so is kept with it."""
    return any(key in kept for key in refers_to(record) if key[0] in {Event, Excerpt})


def _stamp(record: Record) -> EditStamp:
    return EditStamp(record.updated) if isinstance(record, Event) else EditStamp()


def _key(record: Record) -> Key:
    return type(record), record.id
