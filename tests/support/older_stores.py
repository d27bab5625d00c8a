"""Stores as earlier versions of the program wrote them, made of stores of now."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from timeline_app.store import schema
from timeline_app.store.open_store import SCHEMA_DIGESTS
from timeline_app.store.queries.indexing import (
    WORDS_OF_PLACES_BEFORE_4,
    put_many_words,
    register_folds,
    statement_of,
)

if TYPE_CHECKING:
    from pathlib import Path

MIGRATIONS = {
    2: "0002_data_sets",
    3: "0003_one_fold",
    4: "0004_properties_names_reviews",
    5: "0005_default_category",
    6: "0006_publication_profiles",
    7: "0007_stories",
}


def set_back(path: Path, version: int = 1) -> None:
    """Turn the store at `path` into one of an earlier schema: its journal and records stay."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if version < 7:
            connection.execute("DROP TABLE story")
        if version < 6:
            connection.execute("DROP TABLE profile")
        if version < 5:
            connection.execute("ALTER TABLE particulars DROP COLUMN default_category")
        if version < 4:
            for table in ("review", "place_words"):
                connection.execute(f"DROP TABLE {table}")
            for table, columns in schema.ADDED_BY_4.items():
                for column in columns:
                    connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
            connection.execute(statement_of("place", columns=WORDS_OF_PLACES_BEFORE_4))
            register_folds(connection)
            put_many_words(connection, "place", 0, WORDS_OF_PLACES_BEFORE_4)
        if version < 3:
            for statement in schema._FIRST_FULL_TEXT:
                table = statement.split()[3]
                connection.execute(f"DROP TABLE {table}")
                connection.execute(statement)
                connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")  # noqa: S608 - names of ours
            connection.execute("DELETE FROM meta WHERE key = 'mark'")
        if version < 2:
            for table in ("data_set_import", "data_set"):
                connection.execute(f"DROP TABLE {table}")
        for number, name in MIGRATIONS.items():
            if number > version:
                connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (name,))
        connection.execute(f"PRAGMA user_version = {version}")
        assert schema.schema_digest(connection) == SCHEMA_DIGESTS[version]
