"""The cache of numpy columns: packed blobs where they are valid and current, else the tables.

The tables are the truth. The blobs carry the revision at which they were packed and a checksum; when either is wrong,
or a value lies where it cannot, they are thrown away and made anew. They hold row numbers of categories, places and
actors; the caller's lists turn these into indices.
"""

from __future__ import annotations

import zlib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.columns import MOST_SOURCES, TYPES, EventColumns
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST
from timeline_app.domain.errors import DamagedError
from timeline_app.domain.records import STATUSES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.domain.columns import I32, I64, U8

WORTH_PACKING: Final = 20_000
"""Fewer events than this are read from the tables in less time than a file takes to sync."""

_PIECE_BYTES: Final = 64 * 1024
"""Less than what the C library asks the system for piece by piece."""
_SPARE_ROWS: Final = 10_000_000
_STATUS_CASE: Final = (
    "CASE status " + " ".join(f"WHEN '{status}' THEN {i}" for i, status in enumerate(STATUSES)) + " ELSE 1 END"
)
_PLAIN: Final = {
    "row": "row", "start_min": "start_min", "start_max": "start_max", "end_min": "end_min", "end_max": "end_max",
    "flags": "flags & 65535", "status": _STATUS_CASE, "importance": "min(max(importance, 1), 5)",
    "category": "coalesce(category_row, -1)", "place": "coalesce(place_row, -1)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListRows:
    """The row numbers of the lists that columns index into, in the order of those lists."""

    categories: Sequence[int]
    places: Sequence[int]
    actors: Sequence[int]


def load_columns(connection: sqlite3.Connection, revision: int, lists: ListRows) -> tuple[EventColumns, bool]:
    """Give the columns, and whether they had to be made from the tables."""
    packed = _unpack(connection, revision)
    if packed is not None:
        return _with_indices(packed, lists), False
    return _with_indices(_from_tables(connection), lists), True


def pack(connection: sqlite3.Connection, columns: EventColumns, revision: int, lists: ListRows) -> None:
    """Store `columns` as blobs that are true at `revision`; the caller holds the transaction."""
    with_rows = _with_rows(columns, lists)
    for field in fields(EventColumns):
        data = np.ascontiguousarray(getattr(with_rows, field.name)).tobytes()
        connection.execute(
            "INSERT OR REPLACE INTO packed_column (name, revision, length, checksum, data) VALUES (?, ?, ?, ?, ?)",
            (field.name, revision, len(columns), zlib.adler32(data), data),
        )


def _unpack(connection: sqlite3.Connection, revision: int) -> EventColumns | None:
    arrays: dict[str, Any] = {}
    lengths = set()
    for row, name, length, checksum in connection.execute(
        "SELECT rowid, name, length, checksum FROM packed_column WHERE revision = ? AND typeof(data) = 'blob'",
        (revision,),
    ).fetchall():
        kind = TYPES.get(name)
        array = None if kind is None else _read_array(connection, row, kind, checksum)
        if array is None:
            return None
        arrays[name] = array
        lengths.add(length)
    if set(arrays) != set(TYPES) or len(lengths) != 1:
        return None
    columns = EventColumns(**arrays)
    return columns if _possible(columns, lengths.pop()) else None


def _read_array(connection: sqlite3.Connection, row: int, kind: Any, checksum: int) -> Any:
    """Read a blob of `packed_column` into an array; None where it is not what its checksum says.

    Read whole, it would lie in memory three times for a moment, and each page of new memory costs time when it is first
    touched: a quarter of what a million events take. In pieces it goes through the same memory, and in the end is there
    once.
    """
    with connection.blobopen("packed_column", "data", row, readonly=True) as blob:
        if len(blob) % np.dtype(kind).itemsize:
            return None
        array = np.empty(len(blob) // np.dtype(kind).itemsize, kind)
        target, found = array.data.cast("B"), 1
        for at in range(0, len(blob), _PIECE_BYTES):
            piece = blob.read(_PIECE_BYTES)
            target[at : at + len(piece)] = piece
            found = zlib.adler32(piece, found)
    array.flags.writeable = False
    return array if found == checksum else None


def _possible(columns: EventColumns, length: int) -> bool:
    """Hold the blobs to what drawing relies on: equal lengths, sorted starts, indices in range."""
    plain = all(len(getattr(columns, name)) == length for name in (*_PLAIN, "sources"))
    if not plain or len(columns.actor_offsets) != length + 1:
        return False
    offsets, starts = columns.actor_offsets, columns.start_min
    return bool(
        offsets[0] == 0
        and offsets[-1] == len(columns.actor_index)
        and np.all(offsets[1:] >= offsets[:-1])
        and np.all(starts[1:] >= starts[:-1])
        and (length == 0 or int(columns.status.max()) < len(STATUSES))
        and is_dense(columns.row)
        and all(_on_axis(getattr(columns, name)) for name in ("start_min", "start_max", "end_min", "end_max"))
    )


def _from_tables(connection: sqlite3.Connection) -> EventColumns:
    names = [*_PLAIN, "day_order"]
    listed = ", ".join(f"group_concat({name})" for name in names)
    columns = ", ".join([*(f"{sql} AS {name}" for name, sql in _PLAIN.items()), "day_order"])
    texts = connection.execute(f"SELECT {listed} FROM (SELECT {columns} FROM event WHERE deleted = 0)").fetchone()
    raw = {name: numbers(text) for name, text in zip(names, texts, strict=True)}
    _require_whole(raw.values())
    _require_dense(raw["row"])
    for name in ("start_min", "start_max", "end_min", "end_max"):
        np.clip(raw[name], OPEN_PAST, OPEN_FUTURE, out=raw[name])
    order = np.lexsort((raw["row"], raw["day_order"], raw["end_max"], raw["start_min"]))
    arrays = {name: raw[name][order].astype(TYPES[name]) for name in _PLAIN}
    offsets, actors = _actors(connection, arrays["row"])
    sources = _source_counts(connection, arrays["row"])
    return EventColumns(**arrays, sources=sources, actor_offsets=offsets, actor_index=actors)


def _source_counts(connection: sqlite3.Connection, rows: I64) -> U8:
    """Count the sources that speak of each event."""
    events_text, counts_text = connection.execute(
        "SELECT group_concat(event_row), group_concat(sources) FROM "
        "(SELECT event_row, count(DISTINCT source_row) AS sources FROM excerpt WHERE deleted = 0 GROUP BY event_row)"
    ).fetchone()
    events, counts = numbers(events_text), numbers(counts_text)
    _require_whole((events, counts))
    at = positions_of(rows, events)
    found = np.zeros(len(rows), TYPES["sources"])
    found[at[at >= 0]] = np.minimum(counts[at >= 0], MOST_SOURCES)
    return found


def _actors(connection: sqlite3.Connection, rows: I64) -> tuple[I64, I32]:
    """Give the actors of each event, as one array and the offsets into it."""
    events_text, actors_text = connection.execute(
        "SELECT group_concat(event_row), group_concat(actor_row) FROM "
        "(SELECT event_row, actor_row FROM event_actor ORDER BY event_row, position)"
    ).fetchone()
    events, actors = numbers(events_text), numbers(actors_text)
    _require_whole((events, actors))
    at = positions_of(rows, events)
    events_at, actors = at[at >= 0], actors[at >= 0]
    order = np.argsort(events_at, kind="stable")
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(np.bincount(events_at, minlength=len(rows)), out=offsets[1:])
    return offsets, actors[order].astype(np.int32)


def positions_of(rows: I64, wanted: I64) -> I64:
    """Find where each of `wanted` stands in `rows`, -1 for those that do not."""
    place = np.full(int(rows.max()) + 2 if len(rows) else 1, -1, dtype=np.int64)  # the last place stays -1
    place[rows] = np.arange(len(rows))
    return place[np.where((wanted < 0) | (wanted >= len(place)), -1, wanted)]


def is_dense(rows: I64) -> bool:
    """Tell whether row numbers can be used as indices: ours count up from 1, a forged one would ask for all memory."""
    return not len(rows) or (int(rows.min()) > 0 and int(rows.max()) < 16 * len(rows) + _SPARE_ROWS)


def _require_whole(columns: Iterable[I64]) -> None:
    """Refuse columns of which one lacks a value: group_concat leaves out the nulls that a damaged page may show."""
    if len({len(column) for column in columns}) > 1:
        raise _damaged()


def _require_dense(rows: I64) -> None:
    if not is_dense(rows):
        raise DamagedError(
            _("This timeline holds row numbers that we never give; recover what can be read into a new file.")
        )


def _on_axis(points: I64) -> bool:
    return not len(points) or (int(points.min()) >= OPEN_PAST and int(points.max()) <= OPEN_FUTURE)


def numbers(text: str | None) -> I64:
    """Read what group_concat wrote."""
    if not text:
        return np.empty(0, dtype=np.int64)
    try:
        return np.fromstring(text, dtype=np.int64, sep=",")
    except ValueError:  # where a page is damaged, even a number may be none
        raise _damaged() from None


def _damaged() -> DamagedError:
    return DamagedError(_("This timeline is damaged. Restore a backup, or recover what can be read into a new file."))


def _with_indices(columns: EventColumns, lists: ListRows) -> EventColumns:
    category = _translated(columns.category, lists.categories)
    place = _translated(columns.place, lists.places)
    actors = _translated(columns.actor_index, lists.actors)
    offsets = columns.actor_offsets
    if len(actors) and int(actors.min()) < 0:  # an actor that is gone: no index stands for it
        kept = actors >= 0
        before = np.concatenate(([0], np.cumsum(kept)))
        actors, offsets = actors[kept], before[offsets]
    return _replaced(columns, {"category": category, "place": place, "actor_index": actors, "actor_offsets": offsets})


def _with_rows(columns: EventColumns, lists: ListRows) -> EventColumns:
    changed = {
        name: np.append(np.asarray(rows, dtype=np.int32), np.int32(-1))[getattr(columns, name)]
        for name, rows in (("category", lists.categories), ("place", lists.places), ("actor_index", lists.actors))
    }
    return _replaced(columns, changed)


def _translated(row_numbers: I32, listed: Sequence[int]) -> I32:
    """Turn row numbers into indices of `listed`; what is not listed becomes -1."""
    rows = np.asarray(listed, dtype=np.int64)
    _require_dense(rows)
    table = np.full(max(listed, default=0) + 2, -1, dtype=np.int32)  # the last place stays -1
    table[rows] = np.arange(len(rows), dtype=np.int32)
    if not len(row_numbers) or (int(row_numbers.min()) >= -1 and int(row_numbers.max()) < len(table)):
        return table[row_numbers]
    return table[np.where((row_numbers < 0) | (row_numbers >= len(table)), -1, row_numbers)]


def _replaced(columns: EventColumns, changed: Mapping[str, Any]) -> EventColumns:
    return EventColumns(
        **{field.name: changed.get(field.name, getattr(columns, field.name)) for field in fields(columns)}
    )
