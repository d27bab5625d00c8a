"""What a merge would do, as a value: the change follows from it, and from what a person chooses where both worked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from timeline_app.document.merge.differences import named, spelled
from timeline_app.document.references import refers_to
from timeline_app.domain.change import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.document.merge.differences import Key, Named
    from timeline_app.document.merge.history import Fields
    from timeline_app.domain.records import Record

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
    record: Named
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
class Joined:
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
    """What joining another store would do."""

    label: str
    revisions: tuple[int, int]
    """Of both stores when it was worked out."""
    joined: tuple[Joined, ...]
    fresh: tuple[Record, ...]
    revived: tuple[Record, ...]
    going: tuple[Record, ...]
    hanging: Mapping[Key, tuple[Record, ...]]
    """What was deleted there and is kept, and what goes with it if a person lets it go."""
    conflicts: tuple[Conflict, ...]
    united: tuple[tuple[Named, Named], ...]
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
        gone = {_key(record): record for record in self._gone()}
        edited = [(mine, after) for mine, after in self._edited() if _key(mine) not in gone]
        new = [record for record in self._new() if not any(key in gone for key in refers_to(record))]
        before = [*(mine for mine, _after in edited), *gone.values()]
        return Change(self.label, tuple(before), (*(after for _mine, after in edited), *new))

    @property
    def added(self) -> tuple[Named, ...]:
        """What comes in, as far as it is listed."""
        there = {_key(record) for record in self.change.before}
        return tuple(named(record) for record in self.change.after if _key(record) not in there)

    @property
    def updated(self) -> tuple[Named, ...]:
        """What changes."""
        after = {_key(record): record for record in self.change.after}
        return tuple(named(after[_key(record)]) for record in self.change.before if _key(record) in after)

    @property
    def deleted(self) -> tuple[Named, ...]:
        """What goes."""
        after = {_key(record) for record in self.change.after}
        return tuple(named(record) for record in self.change.before if _key(record) not in after)

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
            after = joined.with_theirs(chosen.get(_key(joined.mine), ()))
            if after != joined.mine:
                yield joined.mine, after

    def _new(self) -> Iterable[Record]:
        """Give what comes in, without what hangs on something that stays deleted."""
        out = set(self.left_out)
        for record in (*self.revived, *self.fresh):
            if _key(record) in out or any(key in out for key in refers_to(record)):
                out.add(_key(record))
            else:
                yield record

    def _gone(self) -> Iterable[Record]:
        yield from self.going
        for each in self.conflicts:
            if each.reason == "deleted there" and each.takes_theirs:
                yield from self.hanging[each.key]

    @cached_property
    def _by_key(self) -> dict[Key, Joined]:
        return {_key(joined.mine): joined for joined in self.joined}


def _key(record: Record) -> Key:
    return type(record), record.id
