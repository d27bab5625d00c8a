"""Bulk loads into an empty store: drop the indexes of events, and create them again when all rows are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.store.schema import INDEXES_OF_EVENTS

if TYPE_CHECKING:
    import sqlite3


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
