"""Stores of a newer schema: whether they may be read by this program, which then changes nothing in them.

A program writes into each store the oldest schema whose programs may read it (`schema.LEAST_READER`). That word is
believed only where what we would read looks as it does here: our tables with all our columns, no views in their place,
nothing that is computed. A newer program may add columns at the end, tables, and indexes of columns.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from timeline_app.store.queries.indexing import register_folds
from timeline_app.store.schema import READABLE_BY, SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from typing import TypeAlias

    Columns: TypeAlias = "set[tuple[str, str, int, int, int]]"
    """Name, type, whether it is never NULL, its place in the primary key, and whether it is hidden or computed."""

_VIRTUAL: Final = "CREATE VIRTUAL"
_EXPRESSION: Final = -2
"""What SQLite tells in place of a column's number where an index holds what is computed."""
_DIGITS: Final = 9
"""A number of so many digits is no schema's."""


def may_be_read(connection: sqlite3.Connection) -> bool:
    """Tell whether a store of a newer schema says that this program may read it, and looks like it."""
    return _looks_like_ours(connection) and _least_reader(connection) <= SCHEMA_VERSION


def _least_reader(connection: sqlite3.Connection) -> int:
    """Give the oldest schema whose programs may read the store; one that is newer than any where it does not say."""
    found = connection.execute("SELECT value FROM main.meta WHERE key = ?", (READABLE_BY,)).fetchone()
    word = str(found[0]) if found is not None else ""
    return int(word) if word.isascii() and word.isdecimal() and len(word) < _DIGITS else SCHEMA_VERSION + 1


def _looks_like_ours(connection: sqlite3.Connection) -> bool:
    """Compare the schema with that of a new store of ours."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as ours:
        register_folds(ours)
        migrate(ours)
        wanted = {name: sql for kind, name, sql in _objects(ours) if kind == "table"}
        there = _objects(connection)
        if any(kind not in {"table", "index"} for kind, _name, _sql in there):
            return False
        found = {name: sql for kind, name, sql in there if kind == "table"}
        for name, sql in wanted.items():
            if name not in found or not _columns(ours, name) <= _columns(connection, name):
                return False
            if sql.startswith(_VIRTUAL) and found[name] != sql:
                return False
    if any(sql.startswith(_VIRTUAL) and name not in wanted for name, sql in found.items()):
        return False
    return not any(_computes(connection, name) for kind, name, _sql in there if kind == "index")


def _objects(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema").fetchall()


def _columns(connection: sqlite3.Connection, table: str) -> Columns:
    asked = "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?, 'main')"
    return set(connection.execute(asked, (table,)).fetchall())


def _computes(connection: sqlite3.Connection, index: str) -> bool:
    asked = "SELECT 1 FROM pragma_index_xinfo(?, 'main') WHERE cid = ?"
    return connection.execute(asked, (index, _EXPRESSION)).fetchone() is not None
