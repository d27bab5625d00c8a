"""Match rows of a file with events: by id within the data set, else by equal title, date, place and actors.

Alike are events of one title, date, place and actors. Where a person or another file has changed those since, an event
is also found by what its own data set told last.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event
from timeline_app.domain.text.json_values import from_plain, to_plain
from timeline_app.store.columns.date_bounds import points_of
from timeline_app.store.imports.data_sets import told_last
from timeline_app.store.records.reading import rows_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from timeline_app.domain.draft import Draft
    from timeline_app.store.columns.date_bounds import Points
    from timeline_app.store.imports.import_names import NameRows

_TELLING: Final = frozenset({"title", "start", "end", "date_text", "zone", "place_id", "actors"})
_UNDATED: Final = int(WhenFlag.UNDATED)


@dataclass(frozen=True, slots=True)
class RowMatch:
    """An event that a row means."""

    row: int
    own: bool
    """Whether the event is of the file's own data set."""
    deleted: bool = False
    """Whether somebody has deleted it since the file brought it."""


class Matching:
    """Finds the events that were there before an import, each for one row of the file only."""

    def __init__(self, connection: sqlite3.Connection, names: NameRows, data_set: int, last_row: int) -> None:
        self._connection = connection
        self.names = names
        self._data_set = data_set
        self._last_row = last_row
        self._claimed: set[int] = set()

    def by_id(self, draft: Draft, points: Points) -> RowMatch | None:
        """Find the event that bears a draft's id; an external id counts within the data set, and elsewhere if alike."""
        if draft.id:
            found = self._connection.execute(
                "SELECT event.row, coalesce(data_set_row, 0) FROM event LEFT JOIN data_set_import"
                " ON sequence = event.batch WHERE id = ? AND event.row <= ? AND deleted = 0",
                (draft.id, self._last_row),
            ).fetchone()
            if found is not None and found[0] not in self._claimed:
                return self._claim(RowMatch(found[0], own=found[1] == self._data_set))
        return self._by_external_id(draft, points) if draft.external_id else None

    def needs_all_rows(self, draft: Draft, points: Points) -> bool:
        """Tell whether only events are like a draft that tell something else, so that another row may mean them."""
        likeness = self._likeness(draft, points)
        if likeness is None or self._free(self._alike_and_same, hash((likeness, draft.summary))):
            return False
        return self._free(self._alike, likeness) is not None

    def by_likeness(self, draft: Draft, points: Points) -> RowMatch | None:
        """Find an event like a draft that has no id, first one that tells the same."""
        likeness = self._likeness(draft, points)
        if likeness is None:
            return None
        same = self._free(self._alike_and_same, hash((likeness, draft.summary)))
        match = same or self._free(self._alike, likeness)
        return self._claim(match) if match is not None else None

    @cached_property
    def told_last(self) -> dict[str, dict[str, Any]]:
        """Of events that were edited since the data set told them, what it told of the fields that are others now."""
        return told_last(self._connection, self._data_set)

    def _claim(self, match: RowMatch) -> RowMatch:
        self._claimed.add(match.row)
        return match

    def _by_external_id(self, draft: Draft, points: Points) -> RowMatch | None:
        found = self._connection.execute(
            "SELECT event.row, title, start_min, end_max, deleted, data_set_row, state FROM event"
            " LEFT JOIN data_set_import ON data_set_import.sequence = event.batch"
            " LEFT JOIN journal ON journal.sequence = event.batch"
            " WHERE external_id = ? AND external_id <> '' AND event.row <= ? ORDER BY event.row",
            (draft.external_id, self._last_row),
        ).fetchall()
        free = [each for each in found if each[0] not in self._claimed]
        for row, _title, _start, _end, deleted, data_set, state in free:
            if data_set == self._data_set and (not deleted or state == "done"):
                return self._claim(RowMatch(row, own=True, deleted=bool(deleted)))
        for row, title, start, end, deleted, _data_set, _state in free:
            if not deleted and (title, start, end) == (draft.title, points[0], points[3]):
                return self._claim(RowMatch(row, own=False))
        return None

    def _free(self, matches: Mapping[int, list[RowMatch]], key: int) -> RowMatch | None:
        """Give the first match that no row has claimed yet; forget those that are claimed."""
        found = matches.get(key, [])
        while found and found[-1].row in self._claimed:
            found.pop()
        return found[-1] if found else None

    def _likeness(self, draft: Draft, points: Points) -> int | None:
        actors = self.names.known_actors(draft.actors)
        place = self.names.known_place(draft)
        if actors is None or place is None:
            return None
        text = draft.date_text if points[4] & _UNDATED else ""
        return hash((draft.title, points[0], points[3], text, place, actors))

    @property
    def _alike(self) -> dict[int, list[RowMatch]]:
        return self._without_ids[0]

    @property
    def _alike_and_same(self) -> dict[int, list[RowMatch]]:
        return self._without_ids[1]

    @cached_property
    def _without_ids(self) -> tuple[dict[int, list[RowMatch]], dict[int, list[RowMatch]]]:
        """The events that no id tells apart, by likeness, and by likeness and summary; the first row comes last."""
        alike: dict[int, list[RowMatch]] = {}
        same: dict[int, list[RowMatch]] = {}
        actors = self._actors()
        nobody: frozenset[int] = frozenset()
        for row, title, start, end, text, place, summary, deleted, data_set in self._connection.execute(
            f"SELECT event.row, title, start_min, end_max, CASE WHEN flags & {_UNDATED} THEN date_text ELSE '' END,"
            " coalesce(place_row, 0), summary, deleted, data_set_row FROM event"
            " LEFT JOIN data_set_import ON data_set_import.sequence = event.batch"
            " LEFT JOIN journal ON journal.sequence = event.batch"
            " WHERE external_id = '' AND event.row <= ?"
            " AND (deleted = 0 OR (data_set_row = ? AND state = 'done')) ORDER BY data_set_row = ?, event.row DESC",
            (self._last_row, self._data_set, self._data_set),
        ):
            match = RowMatch(row, own=data_set == self._data_set, deleted=bool(deleted))
            likeness = hash((title, start, end, text, place, actors.get(row, nobody)))
            alike.setdefault(likeness, []).append(match)
            same.setdefault(hash((likeness, summary)), []).append(match)
        for match, likeness in self._as_told_last():
            alike.setdefault(likeness, []).append(match)
        return alike, same

    def _actors(self) -> dict[int, frozenset[int]]:
        found = self._connection.execute(
            "SELECT event_row, group_concat(actor_row) FROM event_actor WHERE event_row <= ? GROUP BY event_row",
            (self._last_row,),
        )
        return {row: frozenset(map(int, rows.split(","))) for row, rows in found}

    def _as_told_last(self) -> Iterable[tuple[RowMatch, int]]:
        """Give the events of the data set that somebody has renamed, moved or redated since, as they were told."""
        ids = [event_id for event_id, told in self.told_last.items() if told.keys() & _TELLING]
        condition = (
            "event.external_id = '' AND event.id IN (SELECT value FROM json_each(?))"
            " AND event.batch IN (SELECT sequence FROM data_set_import WHERE data_set_row = ?)"
        )
        for row, event in rows_where(self._connection, Event, condition, (json.dumps(ids), self._data_set)):
            with suppress(KnownError):
                told = from_plain("event", _with(to_plain(event), self.told_last[event.id]))
                if isinstance(told, Event):
                    yield RowMatch(row, own=True), self._likeness_of(told)

    def _likeness_of(self, event: Event) -> int:
        points = points_of(event.start, event.end, event.zone)
        text = event.date_text if points[4] & _UNDATED else ""
        actors = frozenset(self._row("actor", part.actor_id) for part in event.actors)
        return hash((event.title, points[0], points[3], text, self._row("place", event.place_id), actors))

    def _row(self, table: str, record_id: str) -> int:
        found = self._connection.execute(f"SELECT row FROM {table} WHERE id = ?", (record_id,)).fetchone()
        return int(found[0]) if found is not None else 0


def _with(plain: dict[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**plain, **fields}.items() if value is not None}
