"""The mapping of record types to tables, and the SQL that follows from it.

A field `place_id` is the column `place_row`: ids are turned into row numbers on the way in, and back on the way out.
The SQL is put together from names that stand in this program, never from data.
"""

from __future__ import annotations

import dataclasses
import json
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain import records
from timeline_app.domain.errors import FormatError
from timeline_app.domain.text.json_values import MOST_VIEWS, TYPE_NAMES, held_to_type, is_limited, read_views, to_plain
from timeline_app.store.records.references import needs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.records import Record

POINT_COLUMNS: Final = ("start_min", "start_max", "end_min", "end_max", "flags")
"""What the store derives from an event's date; not part of the record."""


@dataclass(frozen=True, slots=True)
class Table:
    """One type of record in SQL."""

    record_type: type[Record]
    name: str
    fields: tuple[str, ...]
    """The record's fields that are columns of its own table, the id first."""
    references: Mapping[str, str]
    """Fields that hold ids, with the table that those ids are of."""
    words: tuple[str, ...] = ()
    """Columns of the full-text index `<name>_words`."""
    derived: tuple[str, ...] = ()
    types: tuple[tuple[str, type, bool], ...] = ()
    """Of each field its name, its type, and whether it may hold less than its type."""

    def column_of(self, field: str) -> str:
        """Name the column of a field."""
        return field.removesuffix("_id") + "_row" if field in self.references else field

    @property
    def select(self) -> str:
        """Select the fields, then the row number, of live records; conditions may follow."""
        columns, joins = [], []
        for field in self.fields:
            if field in self.references:
                alias, column = f"{field.removesuffix('_id')}_of", f"{self.name}.{self.column_of(field)}"
                joins.append(f" LEFT JOIN {self.references[field]} AS {alias} ON {alias}.row = {column}")
                columns.append(f"coalesce({alias}.id, '')")
            else:
                columns.append(f'{self.name}."{field}"')
        return f"SELECT {', '.join(columns)}, {self.name}.row FROM {self.name}{''.join(joins)} WHERE "

    @property
    def upsert(self) -> str:
        """Insert or overwrite one record by its id, and give its row number."""
        columns = [self.column_of(field) for field in self.fields] + list(self.derived)
        values = [
            f"(SELECT row FROM {self.references[field]} WHERE id = ?)" if field in self.references else "?"
            for field in self.fields
        ] + ["?"] * len(self.derived)
        updates = [f'"{column}" = excluded."{column}"' for column in columns[1:]]
        names = ", ".join(f'"{column}"' for column in columns)
        return (
            f"INSERT INTO {self.name} ({names}, deleted) VALUES ({', '.join(values)}, 0) "
            f"ON CONFLICT (id) DO UPDATE SET {', '.join(updates)}, deleted = 0 RETURNING row"
        )

    def values(self, record: Record) -> list[Any]:
        """Give the record's values in the order of `fields`."""
        if isinstance(record, records.Story):
            return [record.id, record.name, json.dumps(to_plain(record).get("views", []), ensure_ascii=False)]
        return [_stored(getattr(record, field)) for field in self.fields]

    def record(self, values: tuple[Any, ...], **more: Any) -> Record:
        """Make the record from a selected row."""
        given = dict(zip(self.fields, values, strict=False))
        if "aliases" in given:
            given["aliases"] = aliases_in(given["aliases"])
        if "views" in given:
            given["views"] = views_in(given["views"])
        for field, kind, limited in self.types:
            if limited or type(given[field]) is not kind:
                given[field] = self._tamed(field, given[field])
        return self.record_type(**given, **more)

    def _tamed(self, name: str, value: object) -> object:
        """Give what a stranger's file holds as what the field can hold: its default where nothing else will do."""
        if isinstance(value, str | int) and len(str(value)) <= _LONGEST_KEPT:
            return _tamed_before(self.name, name, value)
        return self.tame(name, value)

    def tame(self, name: str, value: object) -> object:
        """Hold one value to what its field may be."""
        field = self.record_type.__dataclass_fields__[name]
        try:
            return held_to_type(self.name, name, str(field.type), list(value) if isinstance(value, tuple) else value)
        except FormatError:
            if field.default is not dataclasses.MISSING:
                return field.default
            return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


@lru_cache(maxsize=1024, typed=True)
def _tamed_before(kind: str, name: str, value: str | int) -> object:
    """Remember what was found of a value: statuses, kinds, shapes and colours are few, and stand in every record."""
    table = next(each for each in TABLES.values() if each.name == kind)
    return table.tame(name, value)


_LONGEST_KEPT: Final = 40
_TYPES: Final = {
    "int": int,
    "float": float,
    "bytes": bytes,
    "float | None": float,
    "tuple[str, ...]": tuple,
    "tuple[StoryView, ...]": tuple,
}


def _table(record_type: type[Record], words: tuple[str, ...] = ()) -> Table:
    fields = tuple(f.name for f in dataclasses.fields(record_type) if f.name not in {"actors", "tag_ids"})
    derived = POINT_COLUMNS if record_type is records.Event else ()
    name = TYPE_NAMES[record_type]
    annotations = {f.name: str(f.type) for f in dataclasses.fields(record_type)}
    types = tuple((each, _TYPES.get(annotations[each], str), is_limited(name, each)) for each in fields)
    references = {use.field: TYPE_NAMES[use.target] for use in needs_of(record_type) if not use.list_table}
    return Table(record_type, name, fields, references, words, derived, types)


TABLES: Final[dict[type[Record], Table]] = {
    table.record_type: table
    for table in (
        _table(records.Particulars),
        _table(records.Category),
        _table(records.Actor, words=("name", "aliases")),
        _table(records.Place, words=("name", "aliases")),
        _table(records.Tag),
        _table(records.Source),
        _table(records.Document),
        _table(records.Event, ("title", "summary")),
        _table(records.Excerpt, ("exact",)),
        _table(records.Review),
        _table(records.Link),
        _table(records.SavedView),
        _table(records.SavedProfile),
        _table(records.Story),
    )
}
"""In an order in which each comes after those it refers to."""


def table_of(record_type: type[Any]) -> Table:
    """Give the table of a type of record."""
    return TABLES[record_type]


def _stored(value: object) -> object:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    return value


def aliases_in(text: str) -> tuple[str, ...]:
    """Read the other spellings of a name from their column; what cannot be read holds none."""
    if text == "[]":  # nearly always
        return ()
    try:
        values = json.loads(text)
    except ValueError:
        return ()
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def views_in(text: str) -> tuple[records.StoryView, ...]:
    """Read the views of a story from their column; those of a stranger's that cannot be read are left out."""
    try:
        plain = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return ()
    found: list[records.StoryView] = []
    for each in plain[:MOST_VIEWS] if isinstance(plain, list) else ():
        with suppress(FormatError):
            found += read_views([each])
    return tuple(found)
