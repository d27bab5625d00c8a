"""What is asked of an open store: records, lists, columns and searches. Nothing here writes."""

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
    Particulars,
    Place,
    Record,
    SavedView,
    Source,
    Tag,
)
from timeline_app.store.errors import told_plainly
from timeline_app.store.records import journal, reading
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import I64
    from timeline_app.store.connections import Connections

RecordT = TypeVar("RecordT", bound=Record)

IN_TIME: Final = "ORDER BY event.start_min, event.end_max, event.day_order, event.row"


class Lookup:
    """The reading half of a store."""

    def __init__(self, connections: Connections) -> None:
        self.connections = connections

    @property
    def path(self) -> Path:
        """Where the store lies."""
        return self.connections.path

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self.connections.read_only

    @property
    def read_only_reason(self) -> str:
        """Why a store that was to be written can only be read; empty where that was asked for."""
        return self.connections.read_only_reason

    @property
    def was_interrupted(self) -> bool:
        """Whether the store is open elsewhere too, or was not closed properly: then `is_sound` is worth its time."""
        return self.connections.found_log

    @property
    def stray_log(self) -> str:
        """What is to be said of a log of another state that lay beside the store; empty where none did."""
        return self.connections.stray_log

    def is_sound(self) -> bool:
        """Run SQLite's quick check over the whole file, on a connection of its own: made for a worker."""
        with told_plainly(self.path), closing(self.connections.another()) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")

    @property
    def particulars(self) -> Particulars:
        """What the chronology says of itself."""
        found = self.all_of(Particulars)
        return found[0] if found else Particulars()

    @property
    def name(self) -> str:
        """What the chronology is called."""
        return self.particulars.name or self.path.stem

    @property
    def as_of(self) -> str:
        """The day, in EDTF, as of which *planned* is meant; empty for today."""
        return self.particulars.as_of

    def record(self, record_type: type[RecordT], record_id: str) -> RecordT | None:
        """Read one record; None when there is none."""
        with self.connections.reading() as connection:
            return reading.record_with_id(connection, record_type, record_id)

    def all_of(self, record_type: type[RecordT]) -> list[RecordT]:
        """Read all records of one type, in the order in which they came."""
        with self.connections.reading() as connection:
            name = table_of(record_type).name
            return reading.records_where(connection, record_type, f"1 ORDER BY {name}.row")

    def listed(self, record_type: type[RecordT]) -> tuple[list[int], list[RecordT]]:
        """Read a list that columns index into, with the row numbers: categories by position, others as they came."""
        with self.connections.reading() as connection:
            found = reading.rows_where(connection, record_type, f"1 ORDER BY {_order_of(record_type)}")
        return [row for row, _record in found], [record for _row, record in found]

    def listed_rows(self, record_type: type[RecordT]) -> list[int]:
        """Read only the row numbers of such a list."""
        name = table_of(record_type).name
        with self.connections.reading() as connection:
            found = connection.execute(f"SELECT row FROM {name} WHERE deleted = 0 ORDER BY {_order_of(record_type)}")
            return [row for (row,) in found]

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

    def event(self, event_id: str) -> Event | None:
        """Read the event with an id."""
        return self.record(Event, event_id)

    def event_at(self, row: int) -> Event | None:
        """Read the event at a row."""
        found = self.events([row])
        return found[0] if found else None

    def events(self, rows: Iterable[int]) -> list[Event]:
        """Read the events at `rows`, in that order."""
        with self.connections.reading() as connection:
            return reading.events_at(connection, [int(row) for row in rows])

    def row_of(self, event_id: str) -> int | None:
        """Find the row of a live event."""
        with self.connections.reading() as connection:
            found = connection.execute("SELECT row FROM event WHERE id = ? AND deleted = 0", (event_id,)).fetchone()
            return int(found[0]) if found is not None else None

    def titles(self, rows: Iterable[int]) -> dict[int, str]:
        """Read the titles at `rows` in one query."""
        with self.connections.reading() as connection:
            return reading.titles_at(connection, rows)

    def rows_by_title(self) -> I64:
        """Give all rows in the order of their titles, upper and lower case alike, those of one title in time.

        On a connection of its own, as a million take seconds: made for a worker. SQLite sorts without holding Python.
        """
        from timeline_app.store.columns.column_cache import numbers  # noqa: PLC0415  # numpy, which no verb of the command line needs

        with told_plainly(self.path), closing(self.connections.another()) as connection:
            text = connection.execute(
                "SELECT group_concat(row) FROM "
                f"(SELECT row FROM event WHERE deleted = 0 {IN_TIME.replace('BY', 'BY folded(title),')})"
            ).fetchone()[0]
            return numbers(text)

    def excerpts(self, event_id: str) -> list[Excerpt]:
        """Read what supports or disputes an event."""
        with self.connections.reading() as connection:
            return reading.records_where(
                connection,
                Excerpt,
                "excerpt.event_row = (SELECT row FROM event WHERE id = ?) ORDER BY excerpt.row",
                (event_id,),
            )

    def excerpts_of_source(self, source_id: str) -> list[Excerpt]:
        """Read all excerpts of a source, whatever their event."""
        with self.connections.reading() as connection:
            return reading.records_where(
                connection,
                Excerpt,
                "excerpt.source_row = (SELECT row FROM source WHERE id = ?) ORDER BY excerpt.row",
                (source_id,),
            )

    def documents(self, source_id: str) -> list[Document]:
        """Read the documents of a source, texts and all."""
        with self.connections.reading() as connection:
            return reading.records_where(
                connection,
                Document,
                "document.source_row = (SELECT row FROM source WHERE id = ?) ORDER BY document.row",
                (source_id,),
            )

    def document_ids(self, source_id: str) -> list[str]:
        """Name the documents of a source without reading their texts."""
        with self.connections.reading() as connection:
            return reading.document_ids(connection, source_id)

    def evidence(self, event_id: str) -> list[tuple[Excerpt, Source]]:
        """Read the excerpts of an event, each with its source."""
        with self.connections.reading() as connection:
            excerpts = self.excerpts(event_id)
            wanted = json.dumps([excerpt.source_id for excerpt in excerpts])
            found = reading.records_where(
                connection, Source, "source.id IN (SELECT value FROM json_each(?))", (wanted,)
            )
        sources = {source.id: source for source in found}
        return [(each, sources[each.source_id]) for each in excerpts if each.source_id in sources]

    def links(self, event_id: str) -> list[Link]:
        """Read the links from and to an event."""
        with self.connections.reading() as connection:
            return reading.records_where(
                connection,
                Link,
                "? IN (from_of.id, to_of.id) AND from_of.deleted = 0 AND to_of.deleted = 0",
                (event_id,),
            )

    def row_ever_of(self, event_id: str) -> int:
        """Find the row that an event has, or had before it was deleted; -1 for none."""
        with self.connections.reading() as connection:
            found = connection.execute("SELECT row FROM event WHERE id = ?", (event_id,)).fetchone()
            return int(found[0]) if found is not None else -1

    def count(self, table: Literal["event", "source", "excerpt"]) -> int:
        """Count the records of a kind."""
        with self.connections.reading() as connection:
            return reading.count(connection, table)

    def journal_length(self) -> int:
        """Count the changes in the journal."""
        with self.connections.reading() as connection:
            return journal.length(connection)

    def step_at(self, time: str) -> int:
        """Find the journal's last step by a time (ISO 8601, UTC); 0 for before the first."""
        with self.connections.reading() as connection:
            return journal.step_at(connection, time)

    def last_step(self) -> int:
        """Give the number of the journal's newest step."""
        with self.connections.reading() as connection:
            return journal.last_step(connection)

    def changes_since(self, step: int, until: int | None = None) -> list[Change]:
        """Give what was done after a step of the journal, in order; what was undone, as its inverse."""
        with self.connections.reading() as connection:
            return journal.changes_since(connection, step, until)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        with self.connections.reading() as connection:
            return journal.label_of_last_done(connection)

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        with self.connections.reading() as connection:
            return journal.label_of_first_undone(connection)

    def next_is_import(self, *, back: bool) -> bool:
        """Tell whether undo (`back`) or redo would now take a whole import, which may be work for a worker."""
        with self.connections.reading() as connection:
            return journal.next_is_import(connection, back=back)

    def history(self, before: int | None = None, limit: int = 100) -> list[journal.Entry]:
        """Read the journal, newest first; `before` is the number of the last entry already read."""
        with self.connections.reading() as connection:
            return journal.entries(connection, before=before, limit=limit)


def _order_of(record_type: type[RecordT]) -> str:
    return "category.position, category.row" if record_type is Category else f"{table_of(record_type).name}.row"
