"""The tables of a store, and the migrations that make them.

`user_version` in the file's header is the number of migrations applied, so that opening an up-to-date store needs
neither sqlite-utils nor a look into its migrations table. All tables are STRICT; every record has an integer `row`
beside its id and is never removed, only marked `deleted`, so that a row number stays true across undo and redo.

There are no triggers and no views: the full-text indexes are kept in step by `record_rows.py`. What a store holds
besides these objects was put there by someone else, and `open_store.py` can refuse it by comparing one digest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

try:  # as Python's `random` does it: hashlib brings OpenSSL along, which takes longer than to open a store
    from _sha256 import sha256  # type: ignore[import-not-found]
except ImportError:  # from Python 3.12 on
    from hashlib import sha256

from timeline_app.store.queries.indexing import WORDS_OF_PLACES_BEFORE_4, renew_index, renew_indexes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping

    from sqlite_utils import Database

APPLICATION_ID: Final = 0x434F4E54
"""'CONT', in the header of every store."""

SCHEMA_VERSION: Final = 7

LEAST_READER: Final = 7
"""The oldest schema whose programs may read a store of this one, which tells them so (`newer_schemas`).

It stays as it is where a schema only adds tables, indexes, and columns with defaults at the end; it becomes the new
number where what older programs read is gone or means something else.
"""
READABLE_BY: Final = "readable_by"
"""The key in `meta` under which that stands."""

_MADE_BY_LIBRARIES: Final = re.compile(r"^_sqlite_migrations$|_words_(data|idx|content|docsize|config)$")
_RECORD: Final = "row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, deleted INTEGER NOT NULL DEFAULT 0, batch INTEGER"

_FIRST_TABLES: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    f"""CREATE TABLE particulars ({_RECORD},
        name TEXT NOT NULL, as_of TEXT NOT NULL, summary TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE category ({_RECORD},
        name TEXT NOT NULL, colour TEXT NOT NULL, shape TEXT NOT NULL, position INTEGER NOT NULL) STRICT""",
    f"""CREATE TABLE actor ({_RECORD},
        name TEXT NOT NULL, kind TEXT NOT NULL, aliases TEXT NOT NULL) STRICT""",
    f"CREATE TABLE place ({_RECORD}, name TEXT NOT NULL, latitude REAL, longitude REAL) STRICT",
    f"CREATE TABLE tag ({_RECORD}, name TEXT NOT NULL) STRICT",
    f"""CREATE TABLE source ({_RECORD},
        title TEXT NOT NULL, publisher TEXT NOT NULL, author TEXT NOT NULL, url TEXT NOT NULL, published TEXT NOT NULL,
        retrieved TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL, licence TEXT NOT NULL,
        external_id TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE document ({_RECORD},
        source_row INTEGER NOT NULL REFERENCES source(row), text TEXT NOT NULL, sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL, captured TEXT NOT NULL, original BLOB NOT NULL) STRICT""",
    f"""CREATE TABLE event ({_RECORD},
        title TEXT NOT NULL, "start" TEXT NOT NULL, "end" TEXT NOT NULL, date_text TEXT NOT NULL, zone TEXT NOT NULL,
        day_order INTEGER NOT NULL, status TEXT NOT NULL, category_row INTEGER REFERENCES category(row),
        importance INTEGER NOT NULL, place_row INTEGER REFERENCES place(row), summary TEXT NOT NULL,
        notes TEXT NOT NULL, external_id TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL,
        start_min INTEGER NOT NULL, start_max INTEGER NOT NULL, end_min INTEGER NOT NULL, end_max INTEGER NOT NULL,
        flags INTEGER NOT NULL) STRICT""",
    """CREATE TABLE event_actor (event_row INTEGER NOT NULL REFERENCES event(row), position INTEGER NOT NULL,
        actor_row INTEGER NOT NULL REFERENCES actor(row), role TEXT NOT NULL,
        PRIMARY KEY (event_row, position)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE event_tag (event_row INTEGER NOT NULL REFERENCES event(row), position INTEGER NOT NULL,
        tag_row INTEGER NOT NULL REFERENCES tag(row), PRIMARY KEY (event_row, position)) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE excerpt ({_RECORD},
        event_row INTEGER NOT NULL REFERENCES event(row), source_row INTEGER NOT NULL REFERENCES source(row),
        document_row INTEGER REFERENCES document(row), kind TEXT NOT NULL, exact TEXT NOT NULL,
        prefix TEXT NOT NULL, suffix TEXT NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
        claimed_date TEXT NOT NULL, stance TEXT NOT NULL, confidence INTEGER NOT NULL) STRICT""",
    f"""CREATE TABLE link ({_RECORD},
        from_row INTEGER NOT NULL REFERENCES event(row), to_row INTEGER NOT NULL REFERENCES event(row),
        type TEXT NOT NULL) STRICT""",
    f"""CREATE TABLE view ({_RECORD},
        name TEXT NOT NULL, query TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, lanes TEXT NOT NULL,
        theme TEXT NOT NULL) STRICT""",
    """CREATE TABLE journal (sequence INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL,
        label TEXT NOT NULL, batch TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
        state TEXT NOT NULL) STRICT""",
    """CREATE TABLE journal_step (step INTEGER PRIMARY KEY, time TEXT NOT NULL, author TEXT NOT NULL,
        sequence INTEGER NOT NULL REFERENCES journal(sequence), direction TEXT NOT NULL) STRICT""",
    """CREATE TABLE packed_column (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, length INTEGER NOT NULL,
        checksum INTEGER NOT NULL, data BLOB NOT NULL) STRICT""",
)
_FIRST_INDEXES: Final = (
    "CREATE INDEX event_time ON event (start_min, end_max, day_order)",
    "CREATE INDEX event_external ON event (external_id) WHERE external_id <> ''",
    "CREATE INDEX event_category ON event (category_row) WHERE category_row IS NOT NULL",
    "CREATE INDEX event_place ON event (place_row) WHERE place_row IS NOT NULL",
    "CREATE INDEX event_actor_actor ON event_actor (actor_row)",
    "CREATE INDEX event_tag_tag ON event_tag (tag_row)",
    "CREATE INDEX source_external ON source (external_id) WHERE external_id <> ''",
    "CREATE INDEX document_source ON document (source_row)",
    "CREATE INDEX excerpt_event ON excerpt (event_row)",
    "CREATE INDEX excerpt_source ON excerpt (source_row)",
    "CREATE INDEX excerpt_document ON excerpt (document_row)",
    "CREATE INDEX link_from ON link (from_row)",
    "CREATE INDEX link_to ON link (to_row)",
    "CREATE INDEX journal_state ON journal (state, sequence)",
)
_FIRST_FULL_TEXT: Final = tuple(
    f"CREATE VIRTUAL TABLE {table}_words USING fts5({columns}, content='{table}', content_rowid='row', columnsize=0,"
    " tokenize='unicode61 remove_diacritics 2')"
    for table, columns in (
        ("event", "title, summary"),
        ("excerpt", "exact"),
        ("actor", "name, aliases"),
        ("place", "name"),
    )
)
INDEXES_OF_EVENTS: Final = tuple(statement for statement in _FIRST_INDEXES if " ON event (" in statement)
"""Dropped and made anew by an import into an empty store: sorting once is quicker than a million insertions."""

_FIRST_META: Final = (
    "INSERT INTO meta (key, value) VALUES ('revision', '1')",
    "INSERT INTO particulars (id, name, as_of, summary) VALUES ('particulars', '', '', '')",
)

_DATA_SETS: Final = (
    """CREATE TABLE data_set (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        columns TEXT NOT NULL, format TEXT NOT NULL) STRICT""",
    """CREATE TABLE data_set_import (sequence INTEGER PRIMARY KEY REFERENCES journal(sequence),
        data_set_row INTEGER NOT NULL REFERENCES data_set(row), sha256 TEXT NOT NULL, imported TEXT NOT NULL) STRICT""",
    "CREATE INDEX data_set_import_data_set ON data_set_import (data_set_row)",
)
"""Which imports brought versions of one table. An event belongs to the data set of the import that is its batch."""

_TEXT: Final = "TEXT NOT NULL DEFAULT ''"
_LIST: Final = "TEXT NOT NULL DEFAULT '[]'"
_NUMBER: Final = "INTEGER NOT NULL DEFAULT 0"

ADDED_BY_4: Final[dict[str, dict[str, str]]] = {
    "particulars": dict.fromkeys(("author", "credit", "language", "zone", "default_status", "editorial_line"), _TEXT),
    "category": {"notes": _TEXT, "aliases": _LIST},
    "actor": {"notes": _TEXT, "position": _NUMBER},
    "place": {"kind": _TEXT, "aliases": _LIST, "notes": _TEXT, "position": _NUMBER},
    "tag": {"aliases": _LIST, "notes": _TEXT, "position": _NUMBER},
    "source": {"archive_url": _TEXT},
    "excerpt": {"locator": _TEXT},
}
"""Of each table that schema 4 added to, the columns. What they hold in older records is their default."""

ADDED_BY_5: Final[dict[str, dict[str, str]]] = {"particulars": {"default_category": _TEXT}}
"""Likewise of schema 5."""

_REVIEWS: Final = (
    f"""CREATE TABLE review ({_RECORD},
        event_row INTEGER NOT NULL REFERENCES event(row), excerpt_row INTEGER REFERENCES excerpt(row),
        state TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL, note TEXT NOT NULL,
        seen TEXT NOT NULL) STRICT""",
    "CREATE INDEX review_event ON review (event_row)",
    "CREATE INDEX review_excerpt ON review (excerpt_row) WHERE excerpt_row IS NOT NULL",
)

_PROFILES: Final = f"CREATE TABLE profile ({_RECORD}, name TEXT NOT NULL, rules TEXT NOT NULL) STRICT"

_STORIES: Final = f"CREATE TABLE story ({_RECORD}, name TEXT NOT NULL, views TEXT NOT NULL) STRICT"
"""`views` is JSON, as the journal spells them: their order is theirs, and a story is changed as a whole."""


def migrate(connection: sqlite3.Connection, last: Callable[[sqlite3.Connection], object] | None = None) -> None:
    """Bring a new or older store up to this schema, in one transaction; `last` is done before its end."""
    from sqlite_utils import Database  # noqa: PLC0415  # costs 70 ms, and most openings need no migration
    from sqlite_utils.migrations import Migrations  # noqa: PLC0415

    migrations = Migrations("conflict_timeline")
    migrations(name="0001_first_tables")(_first_tables)
    migrations(name="0002_data_sets")(_data_sets)
    migrations(name="0003_one_fold")(_one_fold)
    migrations(name="0004_properties_names_reviews")(_properties_names_reviews)
    migrations(name="0005_default_category")(_default_category)
    migrations(name="0006_publication_profiles")(_publication_profiles)
    migrations(name="0007_stories")(_stories)
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False, recursive_triggers=False))
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (READABLE_BY, str(LEAST_READER)))
        if last is not None:
            last(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _first_tables(database: Database) -> None:
    for statement in (*_FIRST_TABLES, *_FIRST_INDEXES, *_FIRST_FULL_TEXT, *_FIRST_META):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute("PRAGMA user_version = 1")


def _data_sets(database: Database) -> None:
    from timeline_app.store.imports.data_sets import take_from_journal  # noqa: PLC0415 - for migrations only

    for statement in _DATA_SETS:
        database.execute(statement)
    take_from_journal(database.conn)
    database.execute("PRAGMA user_version = 2")


def _one_fold(database: Database) -> None:
    """Make the full-text indexes anew, of words that we fold ourselves."""
    renew_indexes(database.conn, {"place": WORDS_OF_PLACES_BEFORE_4})
    database.execute("PRAGMA user_version = 3")


def _properties_names_reviews(database: Database) -> None:
    """Make room for properties of the chronology, for more about names and evidence, and for reviews.

    To add a column costs the same for a million rows as for one, and no event is touched.
    """
    _add_columns(database, ADDED_BY_4)
    for statement in _REVIEWS:
        database.execute(statement)
    renew_index(database.conn, "place")
    database.execute("PRAGMA user_version = 4")


def _default_category(database: Database) -> None:
    """Make room for the category of new events."""
    _add_columns(database, ADDED_BY_5)
    database.execute("PRAGMA user_version = 5")


def _publication_profiles(database: Database) -> None:
    """Make room for what may go out, under names."""
    database.execute(_PROFILES)
    database.execute("PRAGMA user_version = 6")


def _stories(database: Database) -> None:
    """Make room for stories."""
    database.execute(_STORIES)
    database.execute("PRAGMA user_version = 7")


def _add_columns(database: Database, added: Mapping[str, Mapping[str, str]]) -> None:
    for table, columns in added.items():
        for column, definition in columns.items():
            database.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")


def schema_digest(connection: sqlite3.Connection, schema: str = "main") -> str:
    """Give one number for all tables, indexes, triggers and views of a store: strangers' additions show in it.

    SQLite's own statistics tables (sqlite_stat1...) may come and go and do not count. Of the tables that FTS5 and
    sqlite-utils make for themselves only the names count, since their wording differs between versions of those.
    """
    objects = [
        (kind, name, table, None if _MADE_BY_LIBRARIES.search(table) else sql)
        for kind, name, table, sql in connection.execute(
            f"SELECT type, name, tbl_name, sql FROM {schema}.sqlite_schema"
        )
        if not name.startswith("sqlite_stat")
    ]
    digest: str = sha256(repr(sorted(objects, key=repr)).encode()).hexdigest()
    return digest
