"""Match what a file tells with what the store has: names with records, rows with events.

A name leads to a record in the store, or to a new one that is marked with the import's batch. A row is the event of its
id within the data set, else one of equal title, date, place and actors. Where a person or another file has changed
those since, an event is also found by what its own data set told last.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import KnownError
from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import SHAPES, Event, new_id
from timeline_app.domain.text.json_values import from_plain, to_plain
from timeline_app.domain.text.normalize import name_key
from timeline_app.store.imports.data_sets import told_last
from timeline_app.store.queries.indexing import put_words
from timeline_app.store.records.record_rows import points_of, rows_where
from timeline_app.store.tables import aliases_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline_app.domain.draft import DraftSource
    from timeline_app.domain.records import Document
    from timeline_app.store.records.record_rows import Points


_NEAR: Final = 0.01
"""Degrees."""


class NameRows:
    """Row numbers by name, remembered for the length of one import."""

    def __init__(self, connection: sqlite3.Connection, batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self._categories = self._known("category")
        self._categories_as_spelled: dict[str, int | None] = {}
        self._tags = self._known("tag")
        self._actors = self._known("actor")
        self._places = self._known("place")
        self._places_as_spelled: dict[str, int] = {}
        self._coordinates: dict[int, tuple[float | None, float | None]] = {
            row: (latitude, longitude)
            for row, latitude, longitude in connection.execute("SELECT row, latitude, longitude FROM place")
        }
        self.elsewhere: dict[str, int] = {}
        """Places that are known by name, but that a file puts somewhere else, and how many rows do."""
        self._documents: dict[int, int] = {}
        """The document that goes with a source, for what this import tells of it."""
        self._sources: dict[tuple[str, ...], int] = {
            _source_key(external, url, title, publisher): row
            for row, external, url, title, publisher in connection.execute(
                "SELECT row, external_id, url, title, publisher FROM source WHERE deleted = 0"
            )
        }

    def category(self, name: str) -> int | None:
        """Find or make a category; new ones get a colour and a shape in turn."""
        if name in self._categories_as_spelled:
            return self._categories_as_spelled[name]
        row = self._category(name) if name.strip() else None
        self._categories_as_spelled[name] = row
        return row

    def _category(self, name: str) -> int:
        key = name_key(name)
        if key not in self._categories:
            at = self._connection.execute("SELECT coalesce(max(position), -1) + 1 FROM category").fetchone()[0]
            self._categories[key] = self._insert(
                "category",
                name=name.strip(),
                colour=COLOURS[at % len(COLOURS)],
                shape=SHAPES[at % len(SHAPES)],
                position=at,
            )
        return self._categories[key]

    def actors(self, names: Iterable[str]) -> list[int]:
        """Find actors by name or alias, or make them; each once."""
        for name in names:
            if name_key(name) not in self._actors:
                self._actors[name_key(name)] = self._insert("actor", name=name.strip(), kind="", aliases="[]")
        return list(dict.fromkeys(self._actors[name_key(name)] for name in names))

    def participations(self, draft: Draft) -> list[tuple[int, str]]:
        """Find the actors of a draft, each once, with their roles."""
        rows = self.actors(draft.actors)
        if not draft.roles:
            return [(row, "") for row in rows]
        roles: dict[int, str] = {}
        for name, role in zip(draft.actors, draft.roles, strict=False):
            roles.setdefault(self._actors[name_key(name)], role)
        return [(row, roles.get(row, "")) for row in rows]

    def tags(self, names: Iterable[str]) -> list[int]:
        """Find or make tags; each once."""
        for name in names:
            if name_key(name) not in self._tags:
                self._tags[name_key(name)] = self._insert("tag", name=name.strip())
        return list(dict.fromkeys(self._tags[name_key(name)] for name in names))

    def id_of(self, table: str, row: int | None) -> str:
        """Give the id of a row of a table of ours."""
        return cast("str", self._connection.execute(f"SELECT id FROM {table} WHERE row = ?", (row,)).fetchone()[0])

    def name_of(self, table: str, record_id: str) -> str:
        """Give the name of a record by its id; empty where there is none."""
        found = self._connection.execute(f"SELECT name FROM {table} WHERE id = ?", (record_id,)).fetchone()
        return str(found[0]) if found is not None else ""

    def known_actors(self, names: Iterable[str]) -> frozenset[int] | None:
        """Find actors; None where one of them is not known."""
        rows = [self._actors.get(name_key(name.strip()), 0) for name in names]
        return frozenset(rows) if all(rows) else None

    def known_place(self, draft: Draft) -> int | None:
        """Find a place, 0 where the draft names none; None where it is not known."""
        name = _place_name(draft)
        return self._places.get(name_key(name)) if name else 0

    def place(self, draft: Draft) -> int | None:
        """Find or make a place; a known one keeps its coordinates, and those of a file are noted if they are others."""
        if draft.latitude is None and (row := self._places_as_spelled.get(draft.place)) is not None:
            return row
        name = _place_name(draft)
        if not name:
            return None
        row = self._places_as_spelled[draft.place] = self._place(name, draft)
        return row

    def places(self, names: Sequence[str]) -> list[int | None]:
        """Find or make places that are told by name alone; nothing for an empty one."""
        known = self._places_as_spelled
        for name in dict.fromkeys(names):
            if name not in known and name.strip():
                known[name] = self._place(name.strip(), Draft("", place=name))
        return list(map(known.get, names))

    def _place(self, name: str, draft: Draft) -> int:
        key = name_key(name)
        row = self._places.get(key)
        if row is None:
            row = self._insert("place", name=name, latitude=draft.latitude, longitude=draft.longitude)
            self._places[key] = row
            self._coordinates[row] = draft.latitude, draft.longitude
        elif draft.latitude is not None and not _is_near(self._coordinates[row], (draft.latitude, draft.longitude)):
            self.elsewhere[name] = self.elsewhere.get(name, 0) + 1
        return row

    def keep_file(self, file: Document, source: DraftSource) -> None:
        """Store the file itself as a document of a source, once; the excerpts of the source then point to it."""
        row = self._source(source)
        known = self._connection.execute(
            "SELECT row FROM document WHERE source_row = ? AND sha256 = ? AND deleted = 0", (row, file.sha256)
        ).fetchone()
        self._documents[row] = (
            known[0]
            if known is not None
            else self._insert(
                "document",
                source_row=row,
                text=file.text,
                sha256=file.sha256,
                media_type=file.media_type,
                captured=file.captured,
                original=file.original,
            )
        )

    def add_excerpts(self, drafts: Iterable[tuple[int, Draft]]) -> None:
        """Give each event the sources that its draft names, as paraphrases."""
        self._add_excerpts((row, draft, source) for row, draft in drafts for source in draft.sources)

    def add_missing_excerpts(self, row: int, draft: Draft) -> bool:
        """Give a known event the sources that its file names now and did not before; tell whether there were any.

        One that a person took away stays away; one that came with an import that was undone comes again.
        """
        known = {
            source
            for (source,) in self._connection.execute(
                "SELECT source_row FROM excerpt LEFT JOIN journal ON sequence = excerpt.batch"
                " WHERE event_row = ? AND (excerpt.deleted = 0 OR coalesce(state, 'done') = 'done')",
                (row,),
            )
        }
        missing = [(row, draft, source) for source in draft.sources if self._source(source) not in known]
        self._add_excerpts(missing)
        return bool(missing)

    def _add_excerpts(self, told: Iterable[tuple[int, Draft, DraftSource]]) -> None:
        """Add excerpts; where the file does not say what the source says, the text of the row is its paraphrase."""
        rows = ((self._source(source), row, draft, source) for row, draft, source in told)
        values = [
            (
                new_id(), self._batch, row, at, self._documents.get(at), source.words_kind or "paraphrase",
                source.words if source.words_kind else source.words or draft.summary or draft.title,
                source.claimed_date, source.stance, source.confidence, source.locator,
            )
            for at, row, draft, source in rows
        ]  # fmt: skip
        self._connection.executemany(
            "INSERT INTO excerpt (id, batch, event_row, source_row, document_row, kind, exact, prefix, suffix, start,"
            ' "end", claimed_date, stance, confidence, locator)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, '', '', -1, -1, ?, ?, ?, ?)",
            values,
        )

    def _source(self, source: DraftSource) -> int:
        key = _source_key(source.external_id, source.url, source.title, source.publisher)
        if key not in self._sources:
            self._sources[key] = self._former_sources.get(key, 0) or self._insert(
                "source",
                **source.facts | {"title": source.title or source.url},
                retrieved=source.retrieved,
                kind=source.kind,
                licence=source.licence,
                external_id=source.external_id,
                archive_url=source.archive_url,
            )
        return self._sources[key]

    @cached_property
    def _former_sources(self) -> dict[tuple[str, ...], int]:
        """Live sources by what told them before a person edited them: a file still calls them so."""
        rows = dict(self._connection.execute("SELECT id, row FROM source WHERE deleted = 0"))
        found: dict[tuple[str, ...], int] = {}
        for (before,) in self._connection.execute(
            "SELECT before FROM journal WHERE state = 'done' AND instr(before, '[\"source\"')"
            " AND length(before) <= 64000000 ORDER BY sequence"
        ):
            with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):  # it may be a stranger's
                for kind, plain in json.loads(before):
                    if kind == "source" and plain["id"] in rows:
                        told = (str(plain.get(name) or "") for name in ("external_id", "url", "title", "publisher"))
                        found[_source_key(*told)] = rows[plain["id"]]
        return found

    def _known(self, table: str) -> dict[str, int]:
        """Give the rows of live names by all their spellings; where one is called what another is too, the first."""
        known: dict[str, int] = {}
        for row, name in self._connection.execute(f"SELECT row, name FROM {table} WHERE deleted = 0 ORDER BY row"):
            known.setdefault(name_key(name), row)
        for row, aliases in self._connection.execute(
            f"SELECT row, aliases FROM {table} WHERE deleted = 0 AND aliases <> '[]' ORDER BY row"
        ):
            for alias in aliases_in(aliases):
                known.setdefault(name_key(alias), row)
        return known

    def _insert(self, table: str, **values: Any) -> int:
        columns = ", ".join(values)
        row = self._connection.execute(
            f"INSERT INTO {table} (id, batch, {columns}) VALUES (?, ?, {', '.join('?' * len(values))})",
            (new_id(), self._batch, *values.values()),
        ).lastrowid
        return cast("int", row)

    def index_words(self) -> None:
        """Put the words of what this import made into the full-text indexes."""
        for table in ("actor", "place", "excerpt"):
            put_words(self._connection, table, "batch = ?", (self._batch,))


def _place_name(draft: Draft) -> str:
    name = draft.place.strip()
    if not name and draft.latitude is not None and draft.longitude is not None:
        name = f"{draft.latitude:.4f}, {draft.longitude:.4f}"
    return name


def _is_near(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    """Tell whether two points are the same place as far as tables tell places: within a kilometre or so."""
    pairs = list(zip(one, other, strict=True))
    return all(a is not None and b is not None and abs(a - b) <= _NEAR for a, b in pairs)


def _source_key(external_id: str, url: str, title: str, publisher: str) -> tuple[str, ...]:
    if external_id:
        return ("id", external_id)
    return ("url", url) if url else ("title", name_key(title), name_key(publisher))


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

    def gone(self) -> Iterator[str]:
        """Give the titles of the live events of the data set that no row of the file meant."""
        for row, title in self._connection.execute(
            "SELECT event.row, title FROM event WHERE deleted = 0 AND event.row <= ?"
            " AND batch IN (SELECT sequence FROM data_set_import WHERE data_set_row = ?) ORDER BY event.row",
            (self._last_row, self._data_set),
        ):
            if row not in self._claimed:
                yield title

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
