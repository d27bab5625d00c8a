"""What tells two stores apart, record by record and field by field."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.domain.plain import TYPE_NAMES, to_plain
from timeline_app.domain.records import Document, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

Key: TypeAlias = "tuple[type[Record], str]"

NOT_COMPARED: Final[Mapping[type[Record], frozenset[str]]] = {
    Event: frozenset({"created", "updated"}),
    Document: frozenset({"text", "original", "captured", "media_type"}),
}
"""What the store stamps itself, and what is as good as its hash."""


@dataclass(frozen=True, slots=True)
class Named:
    """A record as it is told to a person."""

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
    only_a: tuple[Named, ...]
    only_b: tuple[Named, ...]
    changed: tuple[tuple[Named, tuple[FieldDifference, ...]], ...]


def compare(a: Store, b: Store) -> Differences:
    """Tell the live records of `a` and `b` apart, by their ids."""
    in_a, in_b = records_by_key(a.records()), records_by_key(b.records())
    changed, same = [], 0
    for key in in_a.keys() & in_b.keys():
        fields = differing_fields(in_a[key], in_b[key])
        same += not fields
        if fields:
            plain_a, plain_b = spelled(in_a[key]), spelled(in_b[key])
            told = tuple(FieldDifference(name, plain_a[name], plain_b[name]) for name in fields)
            changed.append((named(in_a[key]), told))
    return Differences(
        same,
        _in_order(record for key, record in in_a.items() if key not in in_b),
        _in_order(record for key, record in in_b.items() if key not in in_a),
        tuple(sorted(changed, key=lambda pair: (pair[0].type, pair[0].name, pair[0].id))),
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


def named(record: Record) -> Named:
    """Tell which record it is."""
    name = getattr(record, "title", "") or getattr(record, "name", "") or getattr(record, "exact", "")
    return Named(TYPE_NAMES[type(record)], record.id, name)


def _default(field: dataclasses.Field[object]) -> object:
    value = "" if field.default is dataclasses.MISSING else field.default
    return list(value) if isinstance(value, tuple) else "" if isinstance(value, bytes) else value


def _in_order(records: Iterable[Record]) -> tuple[Named, ...]:
    return tuple(sorted(map(named, records), key=lambda told: (told.type, told.name, told.id)))
