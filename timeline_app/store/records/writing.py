"""Write records to the tables and to the full-text indexes.

An index is told which words it must forget, from the row as it stands, so a record is first taken out of its index,
then written, then put back in. Doing this here rather than in triggers keeps
a store free of code: whatever trigger a file holds is a stranger's.
"""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, cast

from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Event, Record
from timeline_app.store.columns.date_bounds import points_of
from timeline_app.store.queries.indexing import forget_words, put_words
from timeline_app.store.records.references import live_with, refers_to, uses_of
from timeline_app.store.tables import TABLES, Table

if TYPE_CHECKING:
    import sqlite3


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
    for target_type, record_id in refers_to(record):
        target = TABLES[target_type].name
        if not connection.execute(f"SELECT 1 FROM {target} WHERE id = ?", (record_id,)).fetchone():
            raise StoreError(
                _("This {kind} refers to something that is not in the timeline ({target} {id}).").format(
                    kind=table.name, target=target, id=record_id
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
