"""Events that an import finds again: which one a draft means, and what of it the file changes."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from timeline_app.domain.records import Event, Participation
from timeline_app.store.columns.date_bounds import UNDATED, Points
from timeline_app.store.records.reading import events_at
from timeline_app.store.records.writing import write_record

if TYPE_CHECKING:
    import sqlite3

    from timeline_app.domain.draft import Draft
    from timeline_app.store.imports.import_names import Names

_TAKEN: Final = ("title", "start", "end", "date_text", "zone", "summary", "notes", "external_id")


class Updates:
    """Finds the events that were there before an import, each for one draft only, and writes what changed."""

    def __init__(self, connection: sqlite3.Connection, names: Names, batch: int, time: str) -> None:
        self._connection = connection
        self._batch = batch
        self._names = names
        self._time = time
        self.last_row: int = connection.execute("SELECT coalesce(max(row), 0) FROM event").fetchone()[0]
        self.had_no_events = self.last_row == 0
        self._claimed: set[int] = set()
        self.revived = 0
        self.before: list[Event] = []
        self.after: list[Event] = []

    def take(self, draft: Draft, points: Points) -> bool:
        """Update the event that `draft` means; False when it means none that was there before."""
        if self.had_no_events:
            return False
        row = self._row_of(draft, points)
        if row is None:
            return bool(draft.id) and self._revive(draft, dated=points is not UNDATED)
        self._claimed.add(row)
        stored = events_at(self._connection, [row])[0]
        told = self._told(stored, draft, dated=points is not UNDATED)
        if told != stored:
            told = replace(told, updated=self._time)
            write_record(self._connection, told)
            self.before.append(stored)
            self.after.append(told)
        return True

    @cached_property
    def _without_ids(self) -> dict[int, list[int]]:
        """The rows of events that no id tells apart, by what they say; many may share an instant, so SQL is no help."""
        found: dict[int, list[int]] = {}
        for row, *told in self._connection.execute(
            "SELECT row, title, start_min, end_max, summary FROM event"
            " WHERE external_id = '' AND deleted = 0 AND row <= ? ORDER BY row DESC",
            (self.last_row,),
        ):
            found.setdefault(_likeness(*told), []).append(row)
        return found

    def is_taken(self, event_id: str) -> bool:
        """Tell whether an event of this id is stored."""
        return self._connection.execute("SELECT 1 FROM event WHERE id = ?", (event_id,)).fetchone() is not None

    def _revive(self, draft: Draft, *, dated: bool) -> bool:
        """Bring back an event that was deleted, as the file tells it; undo of the import hides it again."""
        found = self._connection.execute("SELECT row FROM event WHERE id = ? AND deleted = 1", (draft.id,)).fetchone()
        if found is None:
            return False
        told = self._told(Event(draft.id, draft.title, created=self._time, updated=self._time), draft, dated=dated)
        write_record(self._connection, told)
        self._connection.execute("UPDATE event SET batch = ? WHERE row = ?", (self._batch, *found))
        self.revived += 1
        return True

    def _row_of(self, draft: Draft, points: Points) -> int | None:
        if draft.id:
            found = self._connection.execute(
                "SELECT row FROM event WHERE id = ? AND row <= ? AND deleted = 0", (draft.id, self.last_row)
            )
            if (row := next((row for (row,) in found if row not in self._claimed), None)) is not None:
                return cast("int", row)
        if draft.external_id:
            found = self._connection.execute(
                "SELECT row FROM event WHERE external_id = ? AND external_id <> '' AND row <= ? AND deleted = 0"
                " ORDER BY row",
                (draft.external_id, self.last_row),
            )
        elif draft.id:
            return None  # a table of ours names each event; one that is called the same is another
        else:
            rows = self._without_ids.get(_likeness(draft.title, points[0], points[3], draft.summary), [])
            while rows:
                if (row := rows.pop()) not in self._claimed:
                    return row
            return None
        return next((row for (row,) in found if row not in self._claimed), None)

    def _told(self, stored: Event, draft: Draft, *, dated: bool) -> Event:
        """Give the event as the file tells it; what the file leaves empty stays."""
        changes: dict[str, Any] = {name: value for name in _TAKEN if (value := getattr(draft, name))}
        if dated:
            changes["end"] = draft.end
        else:
            changes.pop("start", None)
            changes.pop("end", None)
        if draft.status != "reported":
            changes["status"] = draft.status
        if draft.importance != 3:
            changes["importance"] = draft.importance
        if draft.category.strip():
            changes["category_id"] = self._names.id_of("category", self._names.category(draft.category))
        if (place := self._names.place(draft)) is not None:
            changes["place_id"] = self._names.id_of("place", place)
        if draft.actors:
            roles = {part.actor_id: part.role for part in stored.actors}
            ids = [self._names.id_of("actor", row) for row in self._names.actors(draft.actors)]
            changes["actors"] = tuple(Participation(actor_id, roles.get(actor_id, "")) for actor_id in ids)
        if draft.tags:
            changes["tag_ids"] = tuple(self._names.id_of("tag", row) for row in self._names.tags(draft.tags))
        return replace(stored, **changes)


def _likeness(title: str, start: int, end: int, summary: str) -> int:
    return hash((title, start, end, summary))
