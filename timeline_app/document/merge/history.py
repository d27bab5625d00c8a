"""The history of records from a store's journal: past values of each field, and who edited it last and when."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Final, TypeAlias

from timeline_app.document.merge.differences import records_by_key
from timeline_app.domain.records import Event, Excerpt, Place
from timeline_app.store.merge.cross_store_diff import NOT_COMPARED

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from timeline_app.document.merge.differences import Key
    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

Fields: TypeAlias = "tuple[str, ...]"

TOGETHER: Final[dict[type[Record], tuple[Fields, ...]]] = {
    Event: (("start", "end", "date_text", "zone"),),
    Excerpt: (("exact", "kind", "prefix", "suffix", "start", "end", "document_id", "source_id"),),
    Place: (("latitude", "longitude"),),
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
