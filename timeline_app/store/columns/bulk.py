"""Filling an empty store: the indexes of events are taken away, and made anew when all rows are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.store.schema import INDEXES_OF_EVENTS

if TYPE_CHECKING:
    import sqlite3

_MANY_WORDS: Final = 64 * 1024 * 1024
"""Bytes of words that FTS5 gathers before it writes them: fewer, larger pieces for a large import."""
_USUAL_WORDS: Final = 1024 * 1024
_WORTH_SETTLING: Final = 50_000


def index_words(connection: sqlite3.Connection, last_row: int) -> None:
    """Put the words of the events after `last_row` into the full-text index."""
    say = "INSERT INTO event_words (event_words, rank) VALUES (?, ?)"
    select = "INSERT INTO event_words (rowid, title, summary) SELECT row, title, summary FROM event WHERE row"
    many = connection.execute("SELECT max(row) FROM event").fetchone()[0] or 0
    connection.execute(say, ("hashsize", _MANY_WORDS))
    if many - last_row < _WORTH_SETTLING:
        connection.execute(f"{select} > ?", (last_row,))
    else:
        # FTS5 merges what stands on one level after sixteen edits, in the very edit: half a second for a million
        # events. Two pieces made one stand a level higher, and sixty-four to a level give it time to merge in steps.
        connection.execute(f"{select} = ?", (last_row + 1,))
        connection.execute(say, ("optimize", None))
        connection.execute(f"{select} > ?", (last_row + 1,))
        connection.execute(say, ("optimize", None))
        connection.execute(say, ("crisismerge", 64))
    connection.execute(say, ("hashsize", _USUAL_WORDS))


class BulkLoad:
    """Inside one transaction: a crash or a cancel brings the indexes back with everything else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        for statement in INDEXES_OF_EVENTS:
            connection.execute(f"DROP INDEX {statement.split()[2]}")

    def end(self) -> None:
        """Make the indexes again, each by one sort."""
        for statement in INDEXES_OF_EVENTS:
            self._connection.execute(statement)
