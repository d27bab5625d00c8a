"""Compare two stores in one pass that keeps only differences in memory: for previews of large backups."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.text.json_values import RECORD_TYPES
from timeline_app.store.records.reading import records_where
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

_STAMPS: Final = ("created", "updated")
_CHUNK: Final = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that differs between two stores; None for the store that lacks it."""

    kind: str
    one: Record | None
    other: Record | None

    @property
    def id(self) -> str:
        """The record's id."""
        return self._present.id

    @property
    def name(self) -> str:
        """What a person knows the record by."""
        record = self._present
        for name in ("title", "name", "exact"):
            if value := getattr(record, name, ""):
                return str(value)
        return self.kind

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ, with both values; empty where one store lacks the record."""
        return changed_fields(self.one, self.other)

    @property
    def _present(self) -> Record:
        present = self.one if self.one is not None else self.other
        if present is None:
            message = "a difference needs a record"
            raise TypeError(message)
        return present


def changed_fields(one: Record | None, other: Record | None) -> dict[str, tuple[Any, Any]]:
    """Give the fields in which two versions of a record differ, stamps left aside."""
    if one is None or other is None:
        return {}
    names = [field.name for field in fields(one) if field.name not in _STAMPS]
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def differences(one: Store, other: Store) -> Iterator[Difference]:
    """Go through both stores once, side by side in the order of ids; needs no memory for what is alike."""
    for name, record_type in RECORD_TYPES.items():
        ours, theirs = in_order_of_ids(one, record_type), in_order_of_ids(other, record_type)
        left, right = next(ours, None), next(theirs, None)
        while left is not None or right is not None:
            if right is None or (left is not None and left.id < right.id):
                yield Difference(name, left, None)
                left = next(ours, None)
            elif left is None or right.id < left.id:
                yield Difference(name, None, right)
                right = next(theirs, None)
            else:
                if changed_fields(left, right):
                    yield Difference(name, left, right)
                left, right = next(ours, None), next(theirs, None)


def in_order_of_ids(store: Store, record_type: type[Record]) -> Iterator[Record]:
    """Read all records of one type by their ids, some at a time."""
    name, last = table_of(record_type).name, ""
    while True:
        with store.connections.reading() as connection:
            chunk = records_where(connection, record_type, f"{name}.id > ? ORDER BY {name}.id LIMIT {_CHUNK}", (last,))
        if not chunk:
            return
        yield from chunk
        last = chunk[-1].id


def summary_of(found: Iterator[Difference]) -> dict[str, dict[str, int]]:
    """Count differences by kind: what only the one has, what only the other has, what both have but not alike."""
    counts: dict[str, dict[str, int]] = {}
    for each in found:
        of_kind = counts.setdefault(each.kind, {"only_in_one": 0, "only_in_other": 0, "changed": 0})
        side = "only_in_one" if each.other is None else "only_in_other" if each.one is None else "changed"
        of_kind[side] += 1
    return counts
