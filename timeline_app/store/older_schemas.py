"""Stores of older schemas that are only read: each table looks as it does now, with defaults where nothing stood.

What may be written is brought up to date when it is opened (`schema.migrate`). What may not, or is only put beside
another store, stays as it is. Views of the connection's own stand in for the tables that had fewer columns, and for
those that were not there; nothing is written into the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.store.schema import ADDED_BY_4, ADDED_BY_5
from timeline_app.store.tables import TABLES, Table

if TYPE_CHECKING:
    import sqlite3

_NEW_TABLES: Final[dict[int, tuple[str, ...]]] = {4: ("review",), 6: ("profile",), 7: ("story",)}
_NEW_COLUMNS: Final[dict[int, dict[str, dict[str, str]]]] = {4: ADDED_BY_4, 5: ADDED_BY_5}


def version_of(connection: sqlite3.Connection, schema: str = "main") -> int:
    """Give the schema version of a store as its file says it."""
    return int(connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0])


def fill_in(connection: sqlite3.Connection, schema: str = "main") -> None:
    """Let an older store be read as one of now; one that is up to date needs nothing.

    The tables of the connection's own store keep their names. Those of an attached one are called as `table_in` says.
    """
    version = version_of(connection, schema)
    for table in TABLES.values():
        if _differs(table.name, version):
            connection.execute(f"CREATE TEMP VIEW {_view(table.name, schema)} AS {_select(table, version, schema)}")


def table_in(connection: sqlite3.Connection, schema: str, table: str) -> str:
    """Name a table of a store for SQL that tells two stores apart, filled in where that was done."""
    return f"temp.{_view(table, schema)}" if _differs(table, version_of(connection, schema)) else f"{schema}.{table}"


def lacks(table: str, version: int) -> bool:
    """Tell whether a table came with a later schema than `version`."""
    return any(table in tables for since, tables in _NEW_TABLES.items() if version < since)


def _differs(table: str, version: int) -> bool:
    return lacks(table, version) or bool(_added(table, version))


def _added(table: str, version: int) -> dict[str, str]:
    """Give the columns that a table has now and had not then, with their definitions."""
    added: dict[str, str] = {}
    for since, tables in _NEW_COLUMNS.items():
        if version < since:
            added |= tables.get(table, {})
    return added


def _view(table: str, schema: str) -> str:
    return table if schema == "main" else f"{schema}_{table}"


def _select(table: Table, version: int, schema: str) -> str:
    columns = ("row", *(table.column_of(field) for field in table.fields), "deleted", "batch", *table.derived)
    if lacks(table.name, version):
        listed = ", ".join(f'NULL AS "{column}"' for column in columns)
        return f"SELECT {listed} WHERE 0"
    added = {column: definition.rpartition(" ")[2] for column, definition in _added(table.name, version).items()}
    listed = ", ".join(f'{added[column]} AS "{column}"' if column in added else f'"{column}"' for column in columns)
    return f"SELECT {listed} FROM {schema}.{table.name}"
