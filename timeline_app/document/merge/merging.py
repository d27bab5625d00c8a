"""Join another copy of a store into this one: two people's work, one undo step.

Records are known by their ids, and by what makes them the same under two ids (`store.merge.entity_matching`), so merging twice adds
nothing. Where a field differs, whoever's journal knows the other's value as a past one has the newer edit, and it wins
without a word. Where both edited from a common past, the later edit wins and is listed for a person, who may choose
otherwise. A deletion counts as long as nobody went on editing or citing what was deleted.

What both hold alike is compared inside SQLite and costs no memory; many new records are streamed in as a batch.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.document.merge.differences import both, named
from timeline_app.document.merge.history import Moment, Past, groups_of, value_of
from timeline_app.document.merge.joined import Conflict, Joined, Merge, Version
from timeline_app.document.references import refers_to
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Document, Event, Excerpt, Link, Particulars, SavedView
from timeline_app.domain.text.json_values import RECORD_TYPES, TYPE_NAMES
from timeline_app.store.merge.cross_store_diff import side_by_side
from timeline_app.store.merge.entity_matching import unite
from timeline_app.store.merge.merge_import import Joining, join

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from timeline_app.document.merge.differences import Key, Named
    from timeline_app.document.merge.history import Fields
    from timeline_app.domain.records import Record
    from timeline_app.store.merge.cross_store_diff import Pair
    from timeline_app.store.store import Store

MOST_COMPARED: Final = 200_000
"""Records that differ and are held in memory, as any change is; two copies that differ in more are two chronologies."""
MOST_LISTED: Final = 2_000
"""More new records than these come in as a batch, as an import does, and are counted rather than listed."""
_ALONE: Final = (Event, Excerpt, Link, SavedView)
"""What can be deleted, or left deleted, without taking something away from other records."""


def plan_merge(into: Store, other: Store, label: str) -> Merge:
    """Work out what has to change in `into` so that it holds the work of both; nothing is changed yet."""
    with side_by_side(into, other) as pair:
        unite(pair)
        return _Planner(pair, into, other).plan(label)


def carry_out(merge: Merge, into: Store, other: Store, author: str = "") -> int:
    """Make the one change of a merge; give its number, 0 if it changes nothing."""
    if not merge.in_bulk:
        return into.apply(merge.change, author)
    change = merge.change
    return join(into, other, Joining(change, merge.revisions, merge.left_out), author)


class _Planner:
    def __init__(self, pair: Pair, into: Store, other: Store) -> None:
        self._pair = pair
        self._differing = self._read_differing()
        self._gone_here = self._read(pair.gone_here, ours=False)
        self._gone_there = self._read(pair.gone_there, ours=True)
        differing = {_key(mine) for mine, _their in self._differing}
        keys = differing | self._gone_here.keys() | self._gone_there.keys()
        self._our_past = Past(into, keys)
        self._their_past = Past(other, keys, pair.under_our_ids)
        self._joined: list[Joined] = []
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

    def _united(self) -> tuple[tuple[Named, Named], ...]:
        pair, found = self._pair, []
        for kind in RECORD_TYPES.values():
            rows = pair.united(kind)
            for (mine, their), their_id in zip(both(pair, kind, rows), pair.their_ids(kind, rows), strict=True):
                found.append((named(mine), replace(named(their), id=their_id)))
        return tuple(found)

    # --- planning --------------------------------------------------------------------------------------------------

    def _join_common(self) -> None:
        """Join, field by field, what both have."""
        for mine, their in self._differing:
            taken: list[str] = []
            for fields in groups_of(type(mine)):
                if value_of(mine, fields) != value_of(their, fields) and self._they_win(mine, their, fields):
                    taken.extend(fields)
            self._joined.append(Joined(mine, their, tuple(taken)))

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
                taken = [
                    field
                    for fields in groups_of(kind)
                    if not any(value_of(mine, fields)) and any(value_of(their, fields))  # type: ignore[arg-type]
                    for field in fields
                ]
                if taken:
                    self._joined.append(Joined(mine, their, tuple(taken)))

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
            hanging = (*store.excerpts(record.id), *store.links(record.id))
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
                count=f"{count:,}"
            )
        )


def _hangs_on(record: Record, kept: Collection[Key]) -> bool:
    """Tell whether a record is evidence or a link of an event that is kept, and so is kept with it."""
    return isinstance(record, Excerpt | Link) and any(key in kept for key in refers_to(record) if key[0] is Event)


def _stamp(record: Record) -> Moment:
    return Moment(record.updated) if isinstance(record, Event) else Moment()


def _key(record: Record) -> Key:
    return type(record), record.id
