"""Rows out of a table whose pages may be damaged."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

Row = tuple[int, list[Any]]

_PROBES: Final = 64


def readable_rows(connection: sqlite3.Connection, table: str, columns: list[str]) -> tuple[list[Row], bool]:
    """Read what can be read, and tell whether that is all. What is not a plain table is not touched."""
    if not _is_plain_table(connection, table):
        return [], False
    listed = ", ".join(f'"{column}"' for column in columns)
    if table in {"event_actor", "event_tag"}:
        select = f"SELECT 0, {listed} FROM {table} ORDER BY event_row, position"
        rows, whole = _until_damage(connection, select, ())
        return rows, whole
    upward = f"SELECT row, {listed} FROM {table} NOT INDEXED WHERE row > ? ORDER BY row"
    rows, whole = _until_damage(connection, upward, (-(2**63),))
    if whole:
        return rows, True
    downward = f"SELECT row, {listed} FROM {table} NOT INDEXED WHERE row > ? ORDER BY row DESC"
    last = rows[-1][0] if rows else -(2**63)
    above, _whole = _until_damage(connection, downward, (last,))
    found = dict(rows) | dict(above)
    first_above = above[-1][0] if above else last + 1
    step = max(1, (first_above - last) // _PROBES)
    for start in range(last + step, first_above, step):
        if start not in found:
            more, _whole = _until_damage(connection, upward, (start,))
            found |= dict(more)
    return sorted(found.items()), False


def _is_plain_table(connection: sqlite3.Connection, table: str) -> bool:
    """Tell a table from a stranger's view or virtual table under our name, which would run his code."""
    try:
        found = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0", (table,)
        ).fetchone()
        hidden = connection.execute("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0", (table,)).fetchone()
    except sqlite3.Error:
        return False
    return found is not None and not str(found[0]).upper().startswith("CREATE VIRTUAL") and hidden[0] == 0


def _until_damage(connection: sqlite3.Connection, select: str, values: tuple[int, ...]) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row, *told in connection.execute(select, values):
            rows.append((row, told))
    except sqlite3.Error:
        return rows, False
    return rows, True
