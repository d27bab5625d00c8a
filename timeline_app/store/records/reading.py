"""Read records from the tables."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import Document, Event, Participation, Record
from timeline_app.store.tables import TABLES, table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

RecordT = TypeVar("RecordT", bound=Record)


def records_where(
    connection: sqlite3.Connection, record_type: type[RecordT], condition: str, values: Sequence[Any] = ()
) -> list[RecordT]:
    """Read the live records of one type that meet `condition`: SQL of ours, an ORDER BY included."""
    return [record for _row, record in rows_where(connection, record_type, condition, values)]


def rows_where(
    connection: sqlite3.Connection, record_type: type[RecordT], condition: str, values: Sequence[Any] = ()
) -> list[tuple[int, RecordT]]:
    """Read live records with their row numbers."""
    table = table_of(record_type)
    found = connection.execute(f"{table.select}{table.name}.deleted = 0 AND {condition}", values).fetchall()
    if record_type is not Event:
        return [(values[-1], table.record(values[:-1])) for values in found]  # type: ignore[misc]
    rows = [values[-1] for values in found]
    actors, tags = _participations(connection, rows), _tag_ids(connection, rows)
    return [
        (row, table.record(values[:-1], actors=tuple(actors[row]), tag_ids=tuple(tags[row])))  # type: ignore[misc]
        for row, values in zip(rows, found, strict=True)
    ]


def record_with_id(connection: sqlite3.Connection, record_type: type[RecordT], record_id: str) -> RecordT | None:
    """Read one live record; None when there is none."""
    name = table_of(record_type).name
    found = records_where(connection, record_type, f"{name}.id = ?", (record_id,))
    return found[0] if found else None


def events_at(connection: sqlite3.Connection, rows: Iterable[int]) -> list[Event]:
    """Read the events at `rows`, in that order; rows without an event are left out."""
    wanted = list(rows)
    by_row = dict(rows_where(connection, Event, "event.row IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)))
    return [by_row[row] for row in wanted if row in by_row]


def titles_at(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, str]:
    """Read the titles at `rows` in one query, and in one step: at each, a busy thread may take the interpreter."""
    found = connection.execute(
        "SELECT json_group_array(row), json_group_array(CAST(title AS TEXT)) FROM event "
        "WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps([int(row) for row in rows]),),
    ).fetchone()
    return dict(zip(*(json.loads(each) for each in found), strict=True))


def count(connection: sqlite3.Connection, table: str) -> int:
    """Count the live records of a table; excerpts count only with a live event."""
    live = " AND event_row IN (SELECT row FROM event WHERE deleted = 0)" if table == "excerpt" else ""
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE deleted = 0{live}").fetchone()[0])


def first_and_last(connection: sqlite3.Connection) -> tuple[str, str]:
    """Give the EDTF dates at which the chronology begins and ends."""
    dated = f"FROM event WHERE deleted = 0 AND flags & {int(WhenFlag.UNDATED)} = 0"
    first = connection.execute(f'SELECT "start", "end" {dated} ORDER BY start_min LIMIT 1').fetchone()
    last = connection.execute(f'SELECT "end", "start" {dated} ORDER BY end_max DESC LIMIT 1').fetchone()
    return (next(filter(None, first), "") if first else "", next(filter(None, last), "") if last else "")


def document_ids(connection: sqlite3.Connection, source_id: str) -> list[str]:
    """Name the documents of a source without reading their texts."""
    return [
        found
        for (found,) in connection.execute(
            "SELECT document.id FROM document JOIN source ON source.row = document.source_row "
            "WHERE source.id = ? AND document.deleted = 0 ORDER BY document.row",
            (source_id,),
        )
    ]


def removed_document(connection: sqlite3.Connection, document_id: str) -> Document | None:
    """Read a document whether deleted or not: the journal keeps only its id."""
    table = TABLES[Document]
    found = connection.execute(f"{table.select}document.id = ?", (document_id,)).fetchone()
    return table.record(found[:-1]) if found is not None else None  # type: ignore[return-value]


def _participations(connection: sqlite3.Connection, rows: list[int]) -> defaultdict[int, list[Participation]]:
    found: defaultdict[int, list[Participation]] = defaultdict(list)
    for row, actor_id, role in connection.execute(
        "SELECT event_row, actor.id, role FROM event_actor JOIN actor ON actor.row = actor_row "
        "WHERE event_row IN (SELECT value FROM json_each(?)) ORDER BY event_row, event_actor.position",
        (json.dumps(rows),),
    ):
        found[row].append(Participation(actor_id, role))
    return found


def _tag_ids(connection: sqlite3.Connection, rows: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row, tag_id in connection.execute(
        "SELECT event_row, tag.id FROM event_tag JOIN tag ON tag.row = tag_row "
        "WHERE event_row IN (SELECT value FROM json_each(?)) ORDER BY event_row, position",
        (json.dumps(rows),),
    ):
        found[row].append(tag_id)
    return found
