"""The full-text indexes: folded words by row, kept in step with the tables by us.

They are contentless and know no language: what goes in is folded before (`domain/text/normalize.py`), and the `ascii`
tokenizer parts it at the blanks. So Python's fold is the only one. What an index must forget is told to it again, from
the row as it still stands; hence a record is first taken out, then written, then put back in.

A store of an older schema, whose indexes SQLite folded itself, is renewed when it is opened to be written. Where it
is only read, the connection that searches makes indexes of its own in memory.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import fold, index_text

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    Columns: TypeAlias = "tuple[str, ...]"
    """Of an index; empty for those that it has now."""

INDEXED: Final = {
    "event": ("title", "summary"),
    "excerpt": ("exact",),
    "actor": ("name", "aliases"),
    "place": ("name", "aliases"),
}
"""Of each table with an index the columns that are in it."""
WORDS_OF_PLACES_BEFORE_4: Final = ("name",)
TOKENIZER: Final = "tokenize='ascii'"
FOLDED_SINCE: Final = 3
"""The first schema whose indexes hold folded words."""
_MANY_WORDS: Final = 16 * 1024 * 1024
"""Bytes of words that FTS5 gathers before it writes them: fewer, larger pieces for much at once."""
_USUAL_WORDS: Final = 1024 * 1024
_WORTH_SETTLING: Final = 50_000
_ZEROS: Final = ("OFF", "ON", "FAST")
"""What SQLite fills with zeros of what is freed, by the number that it tells: FAST spares whole pages."""


def register_folds(connection: sqlite3.Connection) -> None:
    """Let the SQL of this connection fold, and tell what has passed.

    `index_text` is for words, `folded` to compare and to sort, `days_passed_until` for what is overdue.
    """
    connection.create_function("index_text", 1, _indexed, deterministic=True)
    connection.create_function("folded", 1, _folded, deterministic=True)
    connection.create_function("days_passed_until", 3, _days_passed_until)


def statement_of(table: str, schema: str = "main", columns: Columns = ()) -> str:
    """Give the statement that makes the index of a table."""
    listed = ", ".join(columns or INDEXED[table])
    return f"CREATE VIRTUAL TABLE {schema}.{table}_words USING fts5({listed}, content='', columnsize=0, {TOKENIZER})"


def select_of(table: str, columns: Columns = ()) -> str:
    """Give the statement that selects rows with their folded words; a condition on `row` may follow.

    Plain ASCII, whose letters are its bytes, goes in without asking Python.
    """
    words = (
        f"CASE WHEN length({each}) = length(CAST({each} AS BLOB)) THEN {each} ELSE index_text({each}) END"
        for each in columns or INDEXED[table]
    )
    return f"SELECT row, {', '.join(words)} FROM {table}"


def put_words(
    connection: sqlite3.Connection, table: str, where: str, values: tuple[object, ...], columns: Columns = ()
) -> None:
    """Put the words of the rows that fit a condition into the index; they must not be in it."""
    listed, select = ", ".join(columns or INDEXED[table]), select_of(table, columns)
    connection.execute(f"INSERT INTO {table}_words (rowid, {listed}) {select} WHERE {where}", values)


def forget_words(connection: sqlite3.Connection, table: str, row: int) -> None:
    """Take a row out of the index, before it is written anew."""
    columns = ", ".join(INDEXED[table])
    select = select_of(table).replace("SELECT row", "SELECT 'delete', row", 1)
    connection.execute(f"INSERT INTO {table}_words ({table}_words, rowid, {columns}) {select} WHERE row = ?", (row,))


def put_many_words(
    connection: sqlite3.Connection, table: str, last_row: int, columns: Columns = (), *, plain: bool = False
) -> None:
    """Put the words of all rows after `last_row` into the index; of `plain` ones it is known that all is ASCII."""
    many = connection.execute(f"SELECT max(row) FROM {table}").fetchone()[0] or 0
    listed = ", ".join(columns or INDEXED[table])
    select = f"SELECT row, {listed} FROM {table}" if plain else select_of(table, columns)
    insert = f"INSERT INTO {table}_words (rowid, {listed}) {select} WHERE row"
    _tell(connection, table, "hashsize", _MANY_WORDS)
    with _freed_as_it_is(connection):
        if many - last_row < _WORTH_SETTLING:
            connection.execute(f"{insert} > ?", (last_row,))
        else:
            # FTS5 merges what stands on one level after sixteen edits, in the very edit: half a second for a million
            # events. Two pieces made one stand a level higher, and sixty-four to a level give it time to merge in
            # steps.
            connection.execute(f"{insert} = ?", (last_row + 1,))
            _tell(connection, table, "optimize", None)
            connection.execute(f"{insert} > ?", (last_row + 1,))
            _tell(connection, table, "optimize", None)
            _tell(connection, table, "crisismerge", 64)
    _tell(connection, table, "hashsize", _USUAL_WORDS)


@contextmanager
def _freed_as_it_is(connection: sqlite3.Connection) -> Iterator[None]:
    """Let pieces of an index that became one be freed without filling them with zeros, as some builds of SQLite do.

    Nothing in them is to be forgotten, and each would be written once more for it.
    """
    zeros = connection.execute("PRAGMA secure_delete").fetchone()[0]
    try:
        if zeros:
            connection.execute("PRAGMA secure_delete = FAST").fetchone()
        yield
    finally:
        connection.execute(f"PRAGMA secure_delete = {_ZEROS[zeros]}").fetchone()


def renew_indexes(connection: sqlite3.Connection, other_columns: Mapping[str, Columns]) -> None:
    """Make all indexes anew from the tables, some of other columns than now; the caller holds the transaction."""
    for table in INDEXED:
        renew_index(connection, table, other_columns.get(table, ()))


def renew_index(connection: sqlite3.Connection, table: str, columns: Columns = ()) -> None:
    """Make the index of a table anew."""
    connection.execute(f"DROP TABLE IF EXISTS {table}_words")
    connection.execute(statement_of(table, columns=columns))
    put_many_words(connection, table, 0, columns)


def knows_words(connection: sqlite3.Connection) -> bool:
    """Tell whether the indexes of the store itself hold folded words."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] >= FOLDED_SINCE)


def ready_to_search(connection: sqlite3.Connection) -> None:
    """See to it that words can be looked for: an older store that is only read gets indexes in memory."""
    if knows_words(connection):
        return
    revision = connection.execute("SELECT value FROM main.meta WHERE key = 'revision'").fetchone()
    known = f"words at {revision[0] if revision else ''}"
    there = {name for (name,) in connection.execute("SELECT tbl_name FROM temp.sqlite_schema")}
    if "words_made" in there and connection.execute("SELECT at FROM temp.words_made").fetchone() == (known,):
        return
    connection.execute("DROP TABLE IF EXISTS temp.words_made")
    for table in INDEXED:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}_words")
        connection.execute(statement_of(table, "temp"))
        put_words(connection, table, "1", ())
    connection.execute("CREATE TABLE temp.words_made (at TEXT)")
    connection.execute("INSERT INTO temp.words_made VALUES (?)", (known,))


def _tell(connection: sqlite3.Connection, table: str, what: str, value: int | None) -> None:
    connection.execute(f"INSERT INTO {table}_words ({table}_words, rank) VALUES (?, ?)", (what, value))


def _indexed(text: object) -> str:
    return index_text(str(text))


def _days_passed_until(as_of: object, zone: object, moments: object) -> int:
    from timeline_app.domain.timeline import days_passed_until  # noqa: PLC0415 - no opening waits for it

    return days_passed_until(str(as_of), str(zone))[1 if moments else 0]


def _folded(text: object) -> str:
    return fold(str(text))
