"""What is asked of an open store, by idea: records, evidence, searches and its history. Nothing here writes.

Each of the four is an object that `Store` holds, over the same connections.
"""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Place,
    Record,
    Review,
    SavedProfile,
    SavedView,
    Source,
    Story,
    Tag,
)
from timeline_app.store.errors import told_plainly
from timeline_app.store.records import journal, record_rows
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import I64
    from timeline_app.domain.draft import DataSetFacts
    from timeline_app.domain.query.tree import NameField, Query, Text
    from timeline_app.store.connections import Connections

RecordT = TypeVar("RecordT", bound=Record)

_IN_TIME: Final = "ORDER BY event.start_min, event.end_max, event.day_order, event.row"


class Lookups:
    """Reads records, by their ids and by the rows of their tables."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def record(self, record_type: type[RecordT], record_id: str) -> RecordT | None:
        """Read one record; None when there is none."""
        with self._connections.reading() as connection:
            return record_rows.record_with_id(connection, record_type, record_id)

    def all_of(self, record_type: type[RecordT]) -> list[RecordT]:
        """Read all records of one type, in the order in which they came."""
        with self._connections.reading() as connection:
            name = table_of(record_type).name
            return record_rows.records_where(connection, record_type, f"1 ORDER BY {name}.row")

    def listed(self, record_type: type[RecordT]) -> tuple[list[int], list[RecordT]]:
        """Read a list that columns index into, with the row numbers: by position, then as they came."""
        with self._connections.reading() as connection:
            found = record_rows.rows_where(connection, record_type, f"1 ORDER BY {_order_of(record_type)}")
        return [row for row, _record in found], [record for _row, record in found]

    def listed_rows(self, record_type: type[RecordT]) -> list[int]:
        """Read only the row numbers of such a list."""
        name = table_of(record_type).name
        with self._connections.reading() as connection:
            found = connection.execute(f"SELECT row FROM {name} WHERE deleted = 0 ORDER BY {_order_of(record_type)}")
            return [row for (row,) in found]

    def data_sets(self) -> list[DataSetFacts]:
        """Read of which data sets a file may be a newer version, the latest first."""
        from timeline_app.store.imports.data_sets import known_data_sets  # noqa: PLC0415 - for imports only

        with self._connections.reading() as connection:
            return known_data_sets(connection)

    def categories(self) -> list[Category]:
        """Read the categories in the order of their position."""
        return self.listed(Category)[1]

    def actors(self) -> list[Actor]:
        """Read the actors."""
        return self.listed(Actor)[1]

    def places(self) -> list[Place]:
        """Read the places."""
        return self.listed(Place)[1]

    def tags(self) -> list[Tag]:
        """Read the tags."""
        return self.listed(Tag)[1]

    def sources(self) -> list[Source]:
        """Read the sources."""
        return self.listed(Source)[1]

    def views(self) -> list[SavedView]:
        """Read the saved views."""
        return self.all_of(SavedView)

    def profiles(self) -> list[SavedProfile]:
        """Read what may go out, under its names."""
        return self.all_of(SavedProfile)

    def stories(self) -> list[Story]:
        """Read the stories."""
        return self.all_of(Story)

    def event(self, event_id: str) -> Event | None:
        """Read the event with an id."""
        return self.record(Event, event_id)

    def event_at(self, row: int) -> Event | None:
        """Read the event at a row."""
        found = self.events([row])
        return found[0] if found else None

    def events(self, rows: Iterable[int]) -> list[Event]:
        """Read the events at `rows`, in that order."""
        with self._connections.reading() as connection:
            return record_rows.events_at(connection, [int(row) for row in rows])

    def events_by_row(self, rows: Iterable[int]) -> dict[int, Event]:
        """Read the events at `rows`, each with its row."""
        with self._connections.reading() as connection:
            return record_rows.events_by_row(connection, [int(row) for row in rows])

    def row_of(self, event_id: str) -> int | None:
        """Find the row of a live event."""
        with self._connections.reading() as connection:
            found = connection.execute("SELECT row FROM event WHERE id = ? AND deleted = 0", (event_id,)).fetchone()
            return int(found[0]) if found is not None else None

    def row_ever_of(self, event_id: str) -> int:
        """Find the row that an event has, or had before it was deleted; -1 for none."""
        with self._connections.reading() as connection:
            found = connection.execute("SELECT row FROM event WHERE id = ?", (event_id,)).fetchone()
            return int(found[0]) if found is not None else -1

    def titles(self, rows: Iterable[int]) -> dict[int, str]:
        """Read the titles at `rows` in one query."""
        with self._connections.reading() as connection:
            return record_rows.titles_at(connection, rows)

    def texts(self, rows: Iterable[int]) -> list[tuple[int, str, str, str]]:
        """Read what a person wrote of the events at `rows`: each row with title, summary and notes."""
        with self._connections.reading() as connection:
            return record_rows.texts_at(connection, rows)

    def reviews(self, event_id: str) -> list[Review]:
        """Read who looked at an event and at its evidence; what was said of evidence that is gone is gone with it."""
        with self._connections.reading() as connection:
            return record_rows.records_where(
                connection,
                Review,
                "event_of.id = ? AND event_of.deleted = 0 AND coalesce(excerpt_of.deleted, 0) = 0 ORDER BY review.row",
                (event_id,),
            )

    def links(self, event_id: str) -> list[Link]:
        """Read the links from and to an event."""
        with self._connections.reading() as connection:
            return record_rows.records_where(
                connection,
                Link,
                "? IN (from_of.id, to_of.id) AND from_of.deleted = 0 AND to_of.deleted = 0",
                (event_id,),
            )

    def hanging_on(self, event_ids: Collection[str]) -> list[Excerpt | Review | Link]:
        """Read what goes with events when they go: excerpts, what was said of them, and links, each once."""
        rows, ids = "(SELECT row FROM event WHERE id IN (SELECT value FROM json_each(?)))", json.dumps([*event_ids])
        spoken_of = f"review.event_row IN {rows} AND coalesce(excerpt_of.deleted, 0) = 0 ORDER BY review.row"
        linked = f"(link.from_row IN {rows} OR link.to_row IN {rows}) AND from_of.deleted = 0 AND to_of.deleted = 0"
        with self._connections.reading() as connection:
            return [
                *record_rows.records_where(
                    connection, Excerpt, f"excerpt.event_row IN {rows} ORDER BY excerpt.row", (ids,)
                ),
                *record_rows.records_where(connection, Review, spoken_of, (ids,)),
                *record_rows.records_where(connection, Link, linked, (ids, ids)),
            ]

    def count(self, table: Literal["event", "source", "excerpt"]) -> int:
        """Count the records of a kind."""
        with self._connections.reading() as connection:
            return record_rows.count(connection, table)


class EvidenceLookups:
    """Reads what supports and disputes events, and the sources that say so."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def of_event(self, event_id: str) -> list[tuple[Excerpt, Source]]:
        """Read the excerpts of an event, each with its source."""
        with self._connections.reading() as connection:
            excerpts = self.excerpts(event_id)
            wanted = json.dumps([excerpt.source_id for excerpt in excerpts])
            found = record_rows.records_where(
                connection, Source, "source.id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        sources = {source.id: source for source in found}
        return [(each, sources[each.source_id]) for each in excerpts if each.source_id in sources]

    def of_events(self, event_ids: Iterable[str]) -> dict[str, list[tuple[Excerpt, Source]]]:
        """Read the excerpts of some events, each with its source, by the id of the event; in two queries."""
        wanted = json.dumps([*event_ids])
        with self._connections.reading() as connection:
            excerpts = record_rows.records_where(
                connection,
                Excerpt,
                "excerpt.event_row IN (SELECT row FROM event WHERE id IN (SELECT value FROM json_each(?))) "
                "ORDER BY excerpt.row",
                (wanted,),
            )
            named = json.dumps([*{excerpt.source_id for excerpt in excerpts}])
            found = record_rows.records_where(
                connection, Source, "source.id IN (SELECT value FROM json_each(?))", (named,)
            )
        sources = {source.id: source for source in found}
        by_event: dict[str, list[tuple[Excerpt, Source]]] = {}
        for excerpt in excerpts:
            if excerpt.source_id in sources:
                by_event.setdefault(excerpt.event_id, []).append((excerpt, sources[excerpt.source_id]))
        return by_event

    def excerpts(self, event_id: str) -> list[Excerpt]:
        """Read what supports or disputes an event."""
        with self._connections.reading() as connection:
            return record_rows.records_where(
                connection,
                Excerpt,
                "excerpt.event_row = (SELECT row FROM event WHERE id = ?) ORDER BY excerpt.row",
                (event_id,),
            )

    def excerpts_of_source(self, source_id: str) -> list[Excerpt]:
        """Read all excerpts of a source, whatever their event."""
        with self._connections.reading() as connection:
            return record_rows.records_where(
                connection,
                Excerpt,
                "excerpt.source_row = (SELECT row FROM source WHERE id = ?) ORDER BY excerpt.row",
                (source_id,),
            )

    def documents(self, source_id: str) -> list[Document]:
        """Read the documents of a source, texts and all."""
        with self._connections.reading() as connection:
            return record_rows.records_where(
                connection,
                Document,
                "document.source_row = (SELECT row FROM source WHERE id = ?) ORDER BY document.row",
                (source_id,),
            )

    def document_ids(self, source_id: str) -> list[str]:
        """Name the documents of a source without reading their texts."""
        with self._connections.reading() as connection:
            return record_rows.document_ids(connection, source_id)


class Search:
    """Finds the rows of events that a query, words or a relation lead to, and their order."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def matching_rows(self, query: Query, limit: int | None = None) -> list[int]:
        """Find events in order of time, undated ones last."""
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self._connections.reading() as connection:
            condition = searching.condition_in(connection, query)
            found = connection.execute(
                f"SELECT row FROM event WHERE deleted = 0 AND {condition.sql} {_IN_TIME} LIMIT ?",
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

        with self._connections.reading() as connection:
            return words.rows_with_all(connection, texts, among)

    def other_words(self, texts: Sequence[Text]) -> list[list[str]]:
        """Give for each text the folded words that stand for it in the indexes beside its own."""
        from timeline_app.store.queries.spellings import Spellings  # noqa: PLC0415  # to search, not to open

        with self._connections.reading() as connection:
            spellings = Spellings(connection)
            return [spellings.others(text) for text in texts]

    def rows_where(self, query: Query, among: Collection[int] | None = None) -> I64:
        """Find events in no order, as an array of rows, all or some `among` a few; the quickest way to a mask."""
        from timeline_app.store.column_cache import numbers  # noqa: PLC0415  # numpy, which the command line does without
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self._connections.reading() as connection:
            condition = searching.condition_in(connection, query)
            few = f"{searching.one_of('row', among)} AND " if among is not None else ""
            sql = f"SELECT group_concat(row) FROM event WHERE deleted = 0 AND {few}{condition.sql}"
            return numbers(connection.execute(sql, condition.values).fetchone()[0])

    def events_that_have(self, field: NameField, record_id: str, most: int) -> list[str] | None:
        """Find the ids of the events that have a category, actor...; None where they are more than `most`."""
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        with self._connections.reading() as connection:
            has_it = searching.condition_of_having(field)
            found = connection.execute(
                f"SELECT id FROM event WHERE deleted = 0 AND {has_it} LIMIT ?", (record_id, most + 1)
            ).fetchall()
        return [event_id for (event_id,) in found] if len(found) <= most else None

    def relation(self, name: str, among: Collection[int] | None = None) -> tuple[I64, I64]:
        """Give the pairs of (event row, row of its source or tag), all or those of a few events, for counting."""
        from timeline_app.store.column_cache import numbers  # noqa: PLC0415  # numpy, which the command line does without
        from timeline_app.store.queries import sql as searching  # noqa: PLC0415  # to search, not to open

        select = {
            "source": "SELECT DISTINCT event_row AS a, source_row AS b FROM excerpt WHERE deleted = 0",
            "tag": "SELECT event_row AS a, tag_row AS b FROM event_tag",
        }[name]
        few = f" WHERE {searching.one_of('a', among)}" if among is not None else ""
        with self._connections.reading() as connection:
            found = connection.execute(f"SELECT group_concat(a), group_concat(b) FROM ({select}){few}").fetchone()
        return numbers(found[0]), numbers(found[1])

    def in_order(self, rows: I64) -> list[int]:
        """Sort rows as they stand in time, ties by the order within the day."""
        with self._connections.reading() as connection:
            found = connection.execute(
                f"SELECT row FROM event WHERE row IN (SELECT value FROM json_each(?)) {_IN_TIME}",
                (json.dumps(rows.tolist()),),
            )
            return [row for (row,) in found]

    def rows_by_title(self) -> I64:
        """Give all rows in the order of their titles, upper and lower case alike, those of one title in time.

        On a connection of its own, as a million take seconds: made for a worker. SQLite sorts without holding Python.
        """
        from timeline_app.store.column_cache import numbers  # noqa: PLC0415  # numpy, which no verb of the command line needs

        with told_plainly(self._connections.path), closing(self._connections.another()) as connection:
            text = connection.execute(
                "SELECT group_concat(row) FROM "
                f"(SELECT row FROM event WHERE deleted = 0 {_IN_TIME.replace('BY', 'BY folded(title),')})"
            ).fetchone()[0]
            return numbers(text)


class History:
    """Reads the journal: what was done to the store, when, and by whom."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def length(self) -> int:
        """Count the changes in the journal."""
        with self._connections.reading() as connection:
            return journal.length(connection)

    def step_at(self, time: str) -> int:
        """Find the journal's last step by a time (ISO 8601, UTC); 0 for before the first."""
        with self._connections.reading() as connection:
            return journal.step_at(connection, time)

    def last_step(self) -> int:
        """Give the number of the journal's newest step."""
        with self._connections.reading() as connection:
            return journal.last_step(connection)

    def changes_since(self, step: int, until: int | None = None) -> list[Change]:
        """Give what was done after a step of the journal, in order; what was undone, as its inverse."""
        with self._connections.reading() as connection:
            return journal.changes_since(connection, step, until)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        with self._connections.reading() as connection:
            return journal.label_of_last_done(connection)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        with self._connections.reading() as connection:
            return journal.label_of_first_undone(connection)

    def next_is_large(self, *, back: bool, bulk_counts: bool = True) -> bool:
        """Tell whether undo (`back`) or redo would now take very many records; with `bulk_counts` also an import."""
        with self._connections.reading() as connection:
            return journal.next_is_large(connection, back=back, bulk_counts=bulk_counts)

    def entries(self, before: int | None = None, limit: int = 100) -> list[journal.JournalEntry]:
        """Read the journal, newest first; `before` is the number of the last entry already read."""
        with self._connections.reading() as connection:
            return journal.entries(connection, before=before, limit=limit)

    def in_force(self, keys: Collection[tuple[type[Record], str]]) -> Iterator[journal.RecordChange]:
        """Give what the changes in force did to certain records, the oldest first."""
        with self._connections.reading() as connection:
            yield from journal.in_force(connection, keys)

    def last_touched(self, record_id: str) -> tuple[str, str]:
        """Tell when, and by whom, a record was last part of a change; empty where the journal does not tell."""
        with self._connections.reading() as connection:
            return journal.last_touched(connection, record_id)


def _order_of(record_type: type[RecordT]) -> str:
    table = table_of(record_type)
    by_hand = f"{table.name}.position, " if "position" in table.fields else ""
    return f"{by_hand}{table.name}.row"
