"""The differences of two stores, record by record and field by field, and the past values of each field.

The past comes from a store's journal: which values a field had, and who edited it last and when.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from timeline_app.domain.names import joined_spellings, spellings_of
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Place, Record, Review, Tag
from timeline_app.domain.text.json_values import RECORD_TYPES, TYPE_NAMES, to_plain
from timeline_app.domain.text.normalize import name_key
from timeline_app.store.merge.cross_store_diff import NOT_COMPARED, side_by_side, unite

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from timeline_app.domain.names import NameRecord
    from timeline_app.store.merge.cross_store_diff import Pair
    from timeline_app.store.store import Store


RecordT = TypeVar("RecordT", bound=Record)

Key: TypeAlias = "tuple[type[Record], str]"


@dataclass(frozen=True, slots=True)
class NamedRecord:
    """A record with a name that a person can read."""

    type: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that is not the same in both, in JSON values."""

    field: str
    a: object
    b: object


@dataclass(frozen=True, slots=True)
class Differences:
    """What two stores do not share."""

    same: int
    only_a: tuple[NamedRecord, ...]
    only_b: tuple[NamedRecord, ...]
    changed: tuple[tuple[NamedRecord, tuple[FieldDifference, ...]], ...]
    united: tuple[tuple[NamedRecord, NamedRecord], ...] = ()
    """What is the same in both under ids of its own: sources of one address, things of one name."""


def compare(a: Store, b: Store) -> Differences:
    """Tell the live records of `a` and `b` apart: by their ids, and by what makes records the same under two ids."""
    only_a: list[NamedRecord] = []
    only_b: list[NamedRecord] = []
    changed: list[tuple[NamedRecord, tuple[FieldDifference, ...]]] = []
    united: list[tuple[NamedRecord, NamedRecord]] = []
    same = 0
    with side_by_side(a, b) as pair:
        unite(pair)
        for kind in RECORD_TYPES.values():
            only_a += map(named, pair.our_records(kind, pair.only_ours(kind)))
            there = sorted([*pair.only_theirs(kind), *pair.gone_here(kind)])
            only_b += map(named, pair.their_records(kind, there))
            differing = pair.differing(kind)
            for mine, their in both(pair, kind, differing):
                plain_a, plain_b = spelled(mine), spelled(their)
                fields = [FieldDifference(name, plain_a[name], plain_b[name]) for name in differing_fields(mine, their)]
                changed.append((named(mine), tuple(fields)))
            together = pair.united(kind)
            united += [
                (named(mine), replace(named(their), id=their_id))
                for (mine, their), their_id in zip(
                    both(pair, kind, together), pair.their_ids(kind, together), strict=True
                )
            ]
            same += pair.shared(kind) - len(differing)
    return Differences(
        same,
        _in_order(only_a),
        _in_order(only_b),
        tuple(sorted(changed, key=lambda each: (each[0].type, each[0].name, each[0].id))),
        tuple(sorted(united, key=lambda each: (each[0].type, each[0].name, each[0].id))),
    )


def both(pair: Pair, kind: type[RecordT], rows: Sequence[tuple[int, int]]) -> Iterator[tuple[RecordT, RecordT]]:
    """Read what both hold, ours and theirs, at pairs of rows."""
    return zip(
        pair.our_records(kind, [ours for ours, _theirs in rows]),
        pair.their_records(kind, [theirs for _ours, theirs in rows]),
        strict=True,
    )


def records_by_key(records: Iterable[Record]) -> dict[Key, Record]:
    """Give records by type and id."""
    return {(type(record), record.id): record for record in records}


def differing_fields(one: Record, other: Record) -> tuple[str, ...]:
    """Name the fields in which two records of one type are not the same."""
    ignored = NOT_COMPARED.get(type(one), frozenset())
    return tuple(
        field.name
        for field in dataclasses.fields(one)
        if field.name not in ignored and getattr(one, field.name) != getattr(other, field.name)
    )


def spelled(record: Record) -> dict[str, object]:
    """Give all fields of a record in JSON values, those with their defaults, too."""
    plain = to_plain(record)
    empty = {field.name: _default(field) for field in dataclasses.fields(record)}
    return empty | plain


def named(record: Record) -> NamedRecord:
    """Tell which record it is."""
    name = getattr(record, "title", "") or getattr(record, "name", "") or getattr(record, "exact", "")
    return NamedRecord(TYPE_NAMES[type(record)], record.id, name)


def _default(field: dataclasses.Field[object]) -> object:
    value = "" if field.default is dataclasses.MISSING else field.default
    return list(value) if isinstance(value, tuple) else "" if isinstance(value, bytes) else value


def _in_order(found: Iterable[NamedRecord]) -> tuple[NamedRecord, ...]:
    return tuple(sorted(found, key=lambda told: (told.type, told.name, told.id)))


Fields: TypeAlias = "tuple[str, ...]"

TOGETHER: Final[dict[type[Record], tuple[Fields, ...]]] = {
    Event: (("start", "end", "date_text", "zone"),),
    Excerpt: (("exact", "kind", "prefix", "suffix", "start", "end", "document_id", "source_id"),),
    Place: (("latitude", "longitude"),),
    Review: (("state", "reviewer", "at", "seen"),),
}
"""Fields that make sense only together: half of one date and half of another is no date."""


@dataclass(frozen=True, slots=True)
class EditStamp:
    """When something was edited, and by whom; empty for never."""

    time: str = ""
    author: str = ""


NEVER: Final = EditStamp()


class RecordHistory:
    """The changes in force of a store, as far as they touched certain records; read once, and nothing else is kept."""

    def __init__(self, store: Store, keys: Collection[Key], renamed: Callable[[Record], Record] | None = None) -> None:
        self.deleted: dict[Key, Record] = {}
        """Records that were deleted, as they were last."""
        self._edited: dict[tuple[Key, Fields], EditStamp] = {}
        self._values: dict[tuple[Key, Fields], list[object]] = {}
        self._gone: dict[Key, EditStamp] = {}
        if keys:
            for entry in store.history.in_force(keys):
                before, after = (
                    records_by_key(renamed(record) if renamed else record for record in records)
                    for records in (entry.before, entry.after)
                )
                self._take(EditStamp(entry.time, entry.author), before, after)

    def edited(self, key: Key, fields: Fields) -> EditStamp:
        """Tell when fields that go together were last edited."""
        return self._edited.get((key, fields), NEVER)

    def gone(self, key: Key) -> EditStamp:
        """Tell when a record was deleted."""
        return self._gone.get(key, NEVER)

    def last(self, key: Key) -> EditStamp:
        """Tell when anything of a record was last edited."""
        return max(
            (moment for (each, _fields), moment in self._edited.items() if each == key), key=_time, default=NEVER
        )

    def held(self, key: Key, fields: Fields, value: object) -> bool:
        """Tell whether fields had a value before: then who has it still knows less."""
        return value in self._values.get((key, fields), ())

    def _take(self, moment: EditStamp, before: dict[Key, Record], after: dict[Key, Record]) -> None:
        for key, record in before.items():
            if key not in after:
                self.deleted[key] = record
                self._gone[key] = moment
                continue
            for fields in groups_of(type(record)):
                was = value_of(record, fields)
                if was != value_of(after[key], fields):
                    self._edited[key, fields] = moment
                    self._values.setdefault((key, fields), []).append(was)
        for key in after:
            self.deleted.pop(key, None)


def groups_of(record_type: type[Record]) -> tuple[Fields, ...]:
    """Give the fields of a type of record, those that go together as one."""
    together = TOGETHER.get(record_type, ())
    joined = {field for fields in together for field in fields}
    ignored = NOT_COMPARED.get(record_type, frozenset())
    alone = [
        (field.name,)
        for field in dataclass_fields(record_type)
        if field.name != "id" and field.name not in joined and field.name not in ignored
    ]
    return (*together, *alone)


def value_of(record: Record, fields: Fields) -> object:
    """Give what stands in fields that go together."""
    return tuple(getattr(record, field) for field in fields)


def _time(moment: EditStamp) -> str:
    return moment.time


def filled(mine: Record, their: Record) -> tuple[Record, Fields]:
    """Give, of one record that two stores hold under two ids, what ours lacks: their record, and the fields to take.

    Theirs has the other spellings of both then.
    """
    taken = [
        field
        for fields in groups_of(type(mine))
        if not any(value_of(mine, fields)) and any(value_of(their, fields))  # type: ignore[arg-type]
        for field in fields
    ]
    if isinstance(mine, Category | Actor | Place | Tag) and isinstance(their, Category | Actor | Place | Tag):
        spellings = _all_spellings(mine, their)
        taken = [field for field in taken if field != "aliases"]
        if spellings != mine.aliases:
            taken, their = [*taken, "aliases"], replace(their, aliases=spellings)
    return their, tuple(taken)


def _all_spellings(mine: NameRecord, their: NameRecord) -> tuple[str, ...]:
    """Give the other spellings of a name that two stores hold under two ids: those of both, and its name there."""
    keys = {name_key(each) for each in spellings_of(mine)}
    new = [each for each in spellings_of(their) if name_key(each) not in keys]
    return joined_spellings(mine.name, (*mine.aliases, *new))
