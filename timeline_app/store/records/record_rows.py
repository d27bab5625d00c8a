"""Records from the rows of the tables and back: read, written, and placed on the axis by the numbers of their dates.

An index is told which words it must forget, from the row as it stands, so a record is first taken out of its index,
then written, then put back in. Doing this here rather than in triggers keeps a store free of code: whatever trigger a
file holds is a stranger's.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.when import OPEN_FUTURE, When, WhenFlag
from timeline_app.domain.errors import StoreError
from timeline_app.domain.record_words import kind_inside
from timeline_app.domain.records import Document, Event, Participation, Record, Review, review_id
from timeline_app.store.queries.indexing import forget_words, put_words
from timeline_app.store.records.references import live_with, refers_to, uses_of
from timeline_app.store.tables import TABLES, Table, table_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


Points = tuple[int, int, int, int, int]
_Reach = tuple[int, int, int]

UNDATED: Final[Points] = (OPEN_FUTURE, OPEN_FUTURE, OPEN_FUTURE, OPEN_FUTURE, int(WhenFlag.UNDATED))
"""Undated events lie at the end of time, so that plain sorting puts them last."""

_DAY: Final = int(WhenFlag.DAY)
_INSTANT: Final = int(WhenFlag.INSTANT)
_FLOATING: Final = int(WhenFlag.INSTANT | WhenFlag.FLOATING)
_RANGE: Final = int(WhenFlag.RANGE)
_SIXTY: Final = {f"{number:02}": number for number in range(60)}
"""Quicker than reading two digits as a number, and says no to everything else."""
_CALENDAR: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def points_of(start: str, end: str, zone: str) -> Points:
    """Place a date on the axis; raise DateError when it cannot be read."""
    if not start and not end:
        return UNDATED
    when = When.of(start, end, zone)
    if when.flags & WhenFlag.UNDATED:
        return UNDATED
    return when.start_min, when.start_max, when.end_min, when.end_max, int(when.flags)


def quick_points_of(start: str, end: str, zone: str) -> Points:
    """Do the same as `points_of`, ten times as fast for plain days and clock times, which is what large files hold."""
    first = _reach(start, zone)
    if first is None:
        return _remembered(start, end, zone)
    lower, upper, flag = first
    if not end:
        return lower, upper, lower, upper, flag
    last = _reach(end, zone)
    if last is None or last[0] < upper:
        return _remembered(start, end, zone)
    return lower, upper, last[0], last[1], _RANGE | ((flag | last[2]) & _FLOATING)


_remembered = lru_cache(maxsize=4_096)(points_of)


def _reach(text: str, zone: str) -> _Reach | None:
    """Place a plain day or clock time; None for what needs the whole of EDTF."""
    length = len(text)
    if length <= 10:
        return _day(text)
    if text[10] != "T" or length < 16 or text[13] != ":":
        return None
    zoned = text[-1] == "Z"
    if zone and not zoned:
        return None
    day, hour, minute = _day(text[:10]), _SIXTY.get(text[11:13], 60), _SIXTY.get(text[14:16])
    if day is None or hour > 23 or minute is None:
        return None
    seconds, flags = day[0] + hour * 3600 + minute * 60, _INSTANT if zoned else _FLOATING
    if length == 16 + zoned:
        return seconds, seconds + 60, flags
    second = _SIXTY.get(text[17:19])
    if second is None or text[16] != ":" or length != 19 + zoned:
        return None
    return seconds + second, seconds + second + 1, flags


@lru_cache(maxsize=65_536)
def _day(text: str) -> _Reach | None:
    if not _CALENDAR.fullmatch(text):
        return None
    points = points_of(text, "", "")
    return points[0], points[1], _DAY


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
    by_row = events_by_row(connection, wanted)
    return [by_row[row] for row in wanted if row in by_row]


def events_by_row(connection: sqlite3.Connection, rows: list[int]) -> dict[int, Event]:
    """Read the events at `rows`; rows without an event are left out."""
    return dict(rows_where(connection, Event, "event.row IN (SELECT value FROM json_each(?))", (json.dumps(rows),)))


def titles_at(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, str]:
    """Read the titles at `rows` in one query, and in one step: at each, a busy thread may take the interpreter."""
    found = connection.execute(
        "SELECT json_group_array(row), json_group_array(CAST(title AS TEXT)) FROM event "
        "WHERE row IN (SELECT value FROM json_each(?))",
        (json.dumps([int(row) for row in rows]),),
    ).fetchone()
    return dict(zip(*(json.loads(each) for each in found), strict=True))


def texts_at(connection: sqlite3.Connection, rows: Iterable[int]) -> list[tuple[int, str, str, str]]:
    """Read title, summary and notes at `rows`, in that order."""
    wanted = [int(row) for row in rows]
    found = connection.execute(
        "SELECT row, CAST(title AS TEXT), CAST(summary AS TEXT), CAST(notes AS TEXT) FROM event "
        "WHERE deleted = 0 AND row IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    ).fetchall()
    by_row = {row: (row, *texts) for row, *texts in found}
    return [by_row[row] for row in wanted if row in by_row]


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
        "WHERE event_row IN (SELECT value FROM json_each(?)) ORDER BY event_row, event_tag.position",
        (json.dumps(rows),),
    ):
        found[row].append(tag_id)
    return found


def write_record(connection: sqlite3.Connection, record: Record) -> int:
    """Add or overwrite `record` by its id; give its row number."""
    table = TABLES[type(record)]
    _require_references(connection, table, record)
    values = table.values(record)
    if isinstance(record, Event):
        values.extend(points_of(record.start, record.end, record.zone))
    _forget_words(connection, table, record.id)
    row = cast("int", connection.execute(table.upsert, values).fetchone()[0])
    if isinstance(record, Event):
        _write_relations(connection, row, record)
    if table.words:
        put_words(connection, table.name, "row = ?", (row,))
    return row


def mark_deleted(connection: sqlite3.Connection, record: Record) -> None:
    """Hide `record`; its row and words stay, for undo."""
    connection.execute(f"UPDATE {TABLES[type(record)].name} SET deleted = 1 WHERE id = ?", (record.id,))


def require_unused(connection: sqlite3.Connection, record: Record) -> None:
    """Refuse a deletion that would leave live records pointing at nothing; what hides with the record may stay."""
    name = TABLES[type(record)].name
    for use in uses_of(type(record)):
        if use.hides_user:
            continue
        live = " AND ".join(live_with(use.user, "w"))
        count = connection.execute(
            f"SELECT count(*) FROM {use.table} u JOIN {use.owner} w ON w.row = u.{use.owner_row} "
            f"WHERE u.{use.column} = (SELECT row FROM {name} WHERE id = ?) AND {live}",
            (record.id,),
        ).fetchone()[0]
        if count:
            raise StoreError(
                _("“{name}” is still in use ({count} times); take it out of the events that use it first.").format(
                    name=getattr(record, "name", "") or getattr(record, "title", "") or record.id, count=count
                )
            )


def _require_references(connection: sqlite3.Connection, table: Table, record: Record) -> None:
    if isinstance(record, Review) and record.id != review_id(record.event_id, record.excerpt_id):
        raise StoreError(
            _("The id of a review does not fit what it is about; there is one review of each event or evidence.")
        )
    for target_type, record_id in refers_to(record):
        target = TABLES[target_type].name
        if not connection.execute(f"SELECT 1 FROM {target} WHERE id = ?", (record_id,)).fetchone():
            raise StoreError(
                _("This refers to something that is not in the timeline: {kind} to {target} {id}.").format(
                    kind=kind_inside(table.name), target=kind_inside(target), id=record_id
                )
            )


def _forget_words(connection: sqlite3.Connection, table: Table, record_id: str) -> None:
    if not table.words:
        return
    found = connection.execute(f"SELECT row FROM {table.name} WHERE id = ?", (record_id,)).fetchone()
    if found is not None:
        forget_words(connection, table.name, found[0])


def _write_relations(connection: sqlite3.Connection, row: int, event: Event) -> None:
    connection.execute("DELETE FROM event_actor WHERE event_row = ?", (row,))
    connection.executemany(
        "INSERT INTO event_actor SELECT ?, ?, row, ? FROM actor WHERE id = ?",
        [(row, position, part.role, part.actor_id) for position, part in enumerate(event.actors)],
    )
    connection.execute("DELETE FROM event_tag WHERE event_row = ?", (row,))
    connection.executemany(
        "INSERT INTO event_tag SELECT ?, ?, row FROM tag WHERE id = ?",
        [(row, position, tag_id) for position, tag_id in enumerate(event.tag_ids)],
    )
