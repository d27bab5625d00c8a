"""Searching an open store: rows of events that a query, words or a relation lead to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline_app.store.queries.lookup import IN_TIME, Lookup
from timeline_app.store.records import journal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from timeline_app.domain.columns import I64
    from timeline_app.domain.query.tree import NameField, Query, Text
    from timeline_app.domain.records import Record


class Finder(Lookup):
    """A store that can be read and searched."""

    def matching_rows(self, query: Query, limit: int | None = None) -> list[int]:
        """Find events in order of time, undated ones last."""
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self.connections.reading() as connection:
            condition = searching.condition_in(connection, query)
            found = connection.execute(
                f"SELECT row FROM event WHERE deleted = 0 AND {condition.sql} {IN_TIME} LIMIT ?",
                (*condition.values, -1 if limit is None else limit),
            )
            return [row for (row,) in found]

    def find(self, query: Query) -> I64:
        """Find events in order of time, as an array of rows."""
        import numpy as np  # noqa: PLC0415  # the command line does without

        return np.array(self.matching_rows(query), dtype=np.int64)

    def rows_with_words(self, *texts: Text, among: Collection[int] | None = None) -> I64:
        """Find the rows of events that hold all of `texts`, in no order, as an array; deleted ones may be among them.

        With `among`, only those of a few rows are told, and the others are not looked at.
        """
        from timeline_app.store.queries import full_text as words  # noqa: PLC0415  # numpy, which the command line does without

        with self.connections.reading() as connection:
            return words.rows_with_all(connection, texts, among)

    def rows_where(self, query: Query, among: Collection[int] | None = None) -> I64:
        """Find events in no order, as an array of rows, all or some `among` a few; the quickest way to a mask."""
        from timeline_app.store.columns.column_cache import numbers  # noqa: PLC0415  # numpy, which the command line does without
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self.connections.reading() as connection:
            condition = searching.condition_in(connection, query)
            few = f"{searching.one_of('row', among)} AND " if among is not None else ""
            sql = f"SELECT group_concat(row) FROM event WHERE deleted = 0 AND {few}{condition.sql}"
            return numbers(connection.execute(sql, condition.values).fetchone()[0])

    def events_that_have(self, field: NameField, record_id: str, most: int) -> list[str] | None:
        """Find the ids of the events that have a category, actor...; None where they are more than `most`."""
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self.connections.reading() as connection:
            has_it = searching.condition_of_having(field)
            found = connection.execute(
                f"SELECT id FROM event WHERE deleted = 0 AND {has_it} LIMIT ?", (record_id, most + 1)
            ).fetchall()
        return [event_id for (event_id,) in found] if len(found) <= most else None

    def relation(self, name: str, among: Collection[int] | None = None) -> tuple[I64, I64]:
        """Give the pairs of (event row, row of its source or tag), all or those of a few events, for counting."""
        from timeline_app.store.columns.column_cache import numbers  # noqa: PLC0415  # numpy, which the command line does without
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        select = {
            "source": "SELECT DISTINCT event_row AS a, source_row AS b FROM excerpt WHERE deleted = 0",
            "tag": "SELECT event_row AS a, tag_row AS b FROM event_tag",
        }[name]
        few = f" WHERE {searching.one_of('a', among)}" if among is not None else ""
        with self.connections.reading() as connection:
            found = connection.execute(f"SELECT group_concat(a), group_concat(b) FROM ({select}){few}").fetchone()
        return numbers(found[0]), numbers(found[1])

    def in_order(self, rows: I64) -> list[int]:
        """Sort rows as they stand in time, ties by the order within the day."""
        with self.connections.reading() as connection:
            found = connection.execute(
                f"SELECT row FROM event WHERE row IN (SELECT value FROM json_each(?)) {IN_TIME}",
                (json.dumps(rows.tolist()),),
            )
            return [row for (row,) in found]

    def in_force(self, keys: Collection[tuple[type[Record], str]]) -> Iterator[journal.Touched]:
        """Give what the changes in force did to certain records, the oldest first."""
        with self.connections.reading() as connection:
            yield from journal.in_force(connection, keys)

    def last_touched(self, record_id: str) -> tuple[str, str]:
        """Tell when, and by whom, a record was last part of a change; empty where the journal does not tell."""
        with self.connections.reading() as connection:
            return journal.last_touched(connection, record_id)
