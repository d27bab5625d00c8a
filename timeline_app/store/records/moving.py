"""Move the uses of a name to another name, all at once: a merge of names that a hundred thousand events have."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import SharedUse
from timeline_app.domain.errors import ConflictError
from timeline_app.domain.names import joined_roles
from timeline_app.domain.records import Event
from timeline_app.domain.text.json_values import TYPE_NAMES
from timeline_app.store.records.references import needs_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from timeline_app.domain.change import UseMove

_USES: Final = {TYPE_NAMES[use.target]: use for use in needs_of(Event)}
_AMONG: Final = "(SELECT value FROM json_each(?))"


def filled(connection: sqlite3.Connection, move: UseMove, apart: Sequence[str]) -> UseMove:
    """Give `move` with all live events that use the name, but for those whose ids are `apart`."""
    use = _USES[move.kind]
    live = f"event.deleted = 0 AND event.id NOT IN {_AMONG}"
    left_out = json.dumps(apart)
    if not use.list_table:
        rows = connection.execute(
            f"SELECT row FROM event WHERE {use.column} = {_row_of(move.kind)} AND {live} ORDER BY row",
            (move.from_id, left_out),
        )
        return replace(move, rows=tuple(row for (row,) in rows))
    roles = ("f.role", "coalesce(i.role, '')") if move.kind == "actor" else ("''", "''")
    found = connection.execute(
        f"SELECT f.event_row, f.position, {', '.join(roles)}, i.position FROM {use.table} f"
        f" JOIN event ON event.row = f.event_row LEFT JOIN {use.table} i ON i.event_row = f.event_row"
        f" AND i.{use.column} = {_row_of(move.kind)}"
        f" WHERE f.{use.column} = {_row_of(move.kind)} AND {live} ORDER BY f.event_row",
        (move.into_id, move.from_id, left_out),
    ).fetchall()
    shared = tuple(SharedUse(*each[:4]) for each in found if each[4] is not None)
    return replace(move, rows=tuple(each[0] for each in found if each[4] is None), shared=shared)


def carry_out(connection: sqlite3.Connection, move: UseMove) -> None:
    """Let the events use the other name, each once."""
    use = _USES[move.kind]
    connection.execute(
        f"UPDATE {use.table} SET {use.column} = {_row_of(move.kind)} "
        f"WHERE {use.owner_row} IN {_AMONG} AND {use.column} = {_row_of(move.kind)}",
        (move.into_id, json.dumps(move.rows), move.from_id),
    )
    if move.shared and move.back:
        _give_back(connection, move)
    elif move.shared:
        connection.execute(
            f"DELETE FROM {use.table} WHERE event_row IN {_AMONG} AND {use.column} = {_row_of(move.kind)}",
            (json.dumps([each.row for each in move.shared]), move.from_id),
        )
        _set_roles(
            connection,
            move.into_id,
            [(joined_roles((each.other_role, each.role)), each) for each in move.shared if each.role],
        )


def require_movable(connection: sqlite3.Connection, move: UseMove) -> None:
    """Raise ConflictError unless each of the events uses the names that it is to lose or to keep."""
    use = _USES[move.kind]
    wanted = {move.from_id: len(move.rows) + len(move.shared), move.into_id: 0 if move.back else len(move.shared)}
    rows = json.dumps([*move.rows, *(each.row for each in move.shared)])
    count = (
        f"SELECT count(*) FROM {use.table} WHERE {use.owner_row} IN {_AMONG} AND {use.column} = {_row_of(move.kind)}"
    )
    if any(connection.execute(count, (rows, each)).fetchone()[0] != wanted[each] for each in wanted):
        sentence = _("Events with this name were changed meanwhile in another window or program; nothing was changed.")
        raise ConflictError(sentence, mine=None, theirs=None)


def _give_back(connection: sqlite3.Connection, move: UseMove) -> None:
    """Let events use both names again, in the places and roles that these had."""
    if move.kind == "actor":
        values: list[tuple[Any, ...]] = [(each.row, each.position, each.role, move.into_id) for each in move.shared]
        connection.executemany("INSERT INTO event_actor SELECT ?, ?, row, ? FROM actor WHERE id = ?", values)
        _set_roles(connection, move.from_id, [(each.other_role, each) for each in move.shared if each.role])
    else:
        values = [(each.row, each.position, move.into_id) for each in move.shared]
        connection.executemany("INSERT INTO event_tag SELECT ?, ?, row FROM tag WHERE id = ?", values)


def _set_roles(connection: sqlite3.Connection, actor_id: str, roles: Sequence[tuple[str, SharedUse]]) -> None:
    connection.executemany(
        "UPDATE event_actor SET role = ? WHERE event_row = ? AND actor_row = (SELECT row FROM actor WHERE id = ?)",
        [(role, each.row, actor_id) for role, each in roles],
    )


def _row_of(table: str) -> str:
    return f"(SELECT row FROM {table} WHERE id = ?)"
