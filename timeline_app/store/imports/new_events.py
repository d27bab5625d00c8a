"""Writes the events of an import that were not there before: many at once, column by column.

What an event has in none of the rows at hand stands in the statement instead of being handed over for each.
"""

from __future__ import annotations

import itertools
import os
import time
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.draft import Draft
from timeline_app.store.queries.indexing import INDEXED
from timeline_app.store.tables import POINT_COLUMNS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from timeline_app.domain.records import Particulars
    from timeline_app.store.imports.import_matching import NameRows
    from timeline_app.store.records.record_rows import Points

_OFTEN_EMPTY: Final = ("end", "date_text", "zone", "summary", "notes", "external_id")
_TAKEN: Final = ("title", "start", "end", "date_text", "zone", "importance", "summary", "notes", "external_id")
"""Columns that are fields of a draft."""
_USUAL_IMPORTANCE: Final = 3
_DIGITS: Final = 12
"""Bits of an id that are counted through a table."""


class NewEvents:
    """Adds events, and what they name, for one import."""

    def __init__(
        self, connection: sqlite3.Connection, names: NameRows, usual: Particulars, batch: tuple[int, str]
    ) -> None:
        """Write for the import of a number and a time, in a chronology that says what is `usual` for new events."""
        self._connection = connection
        self._names = names
        self._usual = usual
        self._batch, self._time = batch
        self._row: int = connection.execute("SELECT coalesce(max(row), 0) FROM event").fetchone()[0]
        self._ids = _fresh_ids()
        self._given: set[str] = set()
        self.are_plain = True
        """Whether the words of all events that were added are ASCII."""

    def name(self, drafts: Sequence[Draft]) -> None:
        """Find or make what drafts name, and add nothing else."""
        told = _columns_of(drafts)
        self._categories(told)
        self._places(drafts, told)
        for actors in filter(None, told["actors"]):
            self._names.actors(actors)
        for tags in filter(None, told["tags"]):
            self._names.tags(tags)

    def add(self, drafts: Sequence[Draft], placed: Sequence[Points]) -> None:
        """Add an event for each draft, at its points on the axis."""
        if not drafts:
            return
        told, names, usual = _columns_of(drafts), self._names, self._usual.new_status
        self.are_plain = self.are_plain and all("".join(told[name]).isascii() for name in INDEXED["event"])
        rows = range(self._row + 1, self._row + 1 + len(drafts))
        self._row = rows[-1]
        columns = {
            "row": rows,
            "id": self._ids_of(told["id"]),
            "status": [each or usual for each in told["status"]],
            "category_row": self._categories(told),
            "place_row": self._places(drafts, told),
            **dict(zip(POINT_COLUMNS, zip(*placed, strict=True), strict=True)),
            **{name: told[name] for name in _TAKEN},
        }
        fixed = {name: "''" for name in _OFTEN_EMPTY if not any(told[name])}
        if set(told["importance"]) == {_USUAL_IMPORTANCE}:
            fixed["importance"] = str(_USUAL_IMPORTANCE)
        given = [name for name in columns if name not in fixed]
        self._connection.executemany(self._statement(given, fixed), zip(*map(columns.__getitem__, given), strict=True))
        if any(told["actors"]):
            self._connection.executemany(
                "INSERT INTO event_actor VALUES (?, ?, ?, ?)",
                [
                    (row, at, *part)
                    for row, draft in zip(rows, drafts, strict=True)
                    for at, part in enumerate(names.participations(draft))
                ],
            )
        if any(told["tags"]):
            self._connection.executemany(
                "INSERT INTO event_tag VALUES (?, ?, ?)",
                [
                    (row, *each)
                    for row, tags in zip(rows, told["tags"], strict=True)
                    for each in enumerate(names.tags(tags))
                ],
            )
        if any(told["sources"]):
            names.add_excerpts(zip(rows, drafts, strict=True))

    def _statement(self, given: Sequence[str], fixed: Mapping[str, str]) -> str:
        """Give the statement that adds an event; what all of these share stands in it."""
        shared = {
            "batch": f"{self._batch:d}",
            "day_order": "0",
            "created": f"'{self._time}'",
            "updated": f"'{self._time}'",
        }
        shared |= fixed
        columns = ", ".join(f'"{name}"' for name in (*given, *shared))
        return f"INSERT INTO event ({columns}) VALUES ({', '.join((*'?' * len(given), *shared.values()))})"

    def _categories(self, told: Mapping[str, Sequence[Any]]) -> list[int | None]:
        """Give the rows of categories; one of a table of ours that names none has none."""
        called: Sequence[str] = told["category"]
        if usual := self._usual.default_category:
            called = [each or ("" if own_id else usual) for each, own_id in zip(called, told["id"], strict=True)]
        known = {each: self._names.category(each) if each else None for each in dict.fromkeys(called)}
        return list(map(known.__getitem__, called))

    def _places(self, drafts: Sequence[Draft], told: Mapping[str, Sequence[Any]]) -> list[int | None]:
        if any(each is not None for each in told["latitude"]):
            return [self._names.place(each) if each.place or each.latitude is not None else None for each in drafts]
        return self._names.places(told["place"])

    def _ids_of(self, ids: Sequence[str]) -> list[str]:
        """Take the ids that the file gives events, unless another event has them."""
        if not any(ids):
            return list(itertools.islice(self._ids, len(ids)))
        return [self._id_of(each) if each else next(self._ids) for each in ids]

    def _id_of(self, own_id: str) -> str:
        if own_id in self._given or self._is_taken(own_id):
            return next(self._ids)
        self._given.add(own_id)
        return own_id

    def _is_taken(self, event_id: str) -> bool:
        """Tell whether an event of this id is stored, deleted ones among them."""
        return self._connection.execute("SELECT 1 FROM event WHERE id = ?", (event_id,)).fetchone() is not None


def _columns_of(drafts: Sequence[Draft]) -> dict[str, Sequence[Any]]:
    return (
        dict(zip(Draft._fields, zip(*drafts, strict=True), strict=True)) if drafts else dict.fromkeys(Draft._fields, ())
    )


def _fresh_ids() -> Iterator[str]:
    """Give UUIDv7s of one moment that count up (RFC 9562, method 2), at a fiftieth of the cost of making each anew."""
    milliseconds = time.time_ns() // 1_000_000
    head = f"{milliseconds:012x}"
    head = f"{head[:8]}-{head[8:]}-7{int.from_bytes(os.urandom(2), 'big') & 0xFFF:03x}-"
    ends = [f"{number:03x}" for number in range(1 << _DIGITS)]
    block, first = divmod(int.from_bytes(os.urandom(8), "big") >> 3, 1 << _DIGITS)
    for number in itertools.count(block):
        low = f"{number & (1 << 62 - _DIGITS) - 1 | 1 << 63 - _DIGITS:013x}"
        beginning = f"{head}{low[:4]}-{low[4:]}"
        yield from map(beginning.__add__, ends[first:])
        first = 0
