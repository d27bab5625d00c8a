"""Resolve the names in an imported file: to records in the store, or to new ones marked with the import's batch."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from timeline_app.domain.records import SHAPES, new_id
from timeline_app.domain.text.normalize import name_key
from timeline_app.store.queries.indexing import put_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from timeline_app.domain.draft import Draft, DraftSource

COLOURS: Final = ("#2166AC", "#8C510A", "#C2373F", "#1B7F5C", "#6B4A9E", "#00768A", "#A67C00", "#5F5A51")
"""For categories that come without one: a series told apart by the colour-blind, too; shape doubles it."""

_NEAR: Final = 0.01
"""Degrees."""


class NameRows:
    """Row numbers by name, remembered for the length of one import."""

    def __init__(self, connection: sqlite3.Connection, batch: int) -> None:
        self._connection = connection
        self._batch = batch
        self._categories = self._known("SELECT row, name FROM category WHERE deleted = 0")
        self._categories_as_spelled: dict[str, int | None] = {}
        self._tags = self._known("SELECT row, name FROM tag WHERE deleted = 0")
        self._actors = self._known("SELECT row, name FROM actor WHERE deleted = 0")
        for row, aliases in connection.execute("SELECT row, aliases FROM actor WHERE deleted = 0 AND aliases <> '[]'"):
            for alias in json.loads(aliases):
                self._actors.setdefault(name_key(str(alias)), row)
        self._places = self._known("SELECT row, name FROM place WHERE deleted = 0")
        self._coordinates: dict[int, tuple[float | None, float | None]] = {
            row: (latitude, longitude)
            for row, latitude, longitude in connection.execute("SELECT row, latitude, longitude FROM place")
        }
        self.elsewhere: dict[str, int] = {}
        """Places that are known by name, but that a file puts somewhere else, and how many rows do."""
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
            at = len(self._categories)
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

    def tags(self, names: Iterable[str]) -> list[int]:
        """Find or make tags; each once."""
        for name in names:
            if name_key(name) not in self._tags:
                self._tags[name_key(name)] = self._insert("tag", name=name.strip())
        return list(dict.fromkeys(self._tags[name_key(name)] for name in names))

    def id_of(self, table: str, row: int | None) -> str:
        """Give the id of a row of a table of ours."""
        return cast("str", self._connection.execute(f"SELECT id FROM {table} WHERE row = ?", (row,)).fetchone()[0])

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
        name = _place_name(draft)
        if not name:
            return None
        key = name_key(name)
        row = self._places.get(key)
        if row is None:
            row = self._insert("place", name=name, latitude=draft.latitude, longitude=draft.longitude)
            self._places[key] = row
            self._coordinates[row] = draft.latitude, draft.longitude
        elif draft.latitude is not None and not _is_near(self._coordinates[row], (draft.latitude, draft.longitude)):
            self.elsewhere[name] = self.elsewhere.get(name, 0) + 1
        return row

    def add_excerpts(self, drafts: Iterable[tuple[int, Draft]]) -> None:
        """Give each event the sources that its draft names, as paraphrases."""
        values = [
            (new_id(), self._batch, row, self._source(source), source.words)
            for row, draft in drafts
            for source in draft.sources
        ]
        self._connection.executemany(
            'INSERT INTO excerpt (id, batch, event_row, source_row, kind, exact, prefix, suffix, start, "end",'
            " claimed_date, stance, confidence) VALUES (?, ?, ?, ?, 'paraphrase', ?, '', '', -1, -1, '',"
            " 'supports', 2)",
            values,
        )

    def _source(self, source: DraftSource) -> int:
        key = _source_key(source.external_id, source.url, source.title, source.publisher)
        if key not in self._sources:
            self._sources[key] = self._insert(
                "source",
                **source.facts | {"title": source.title or source.url},
                retrieved="",
                kind="report",
                licence="",
                external_id=source.external_id,
            )
        return self._sources[key]

    def _known(self, select: str) -> dict[str, int]:
        return {name_key(name): row for row, name in self._connection.execute(select)}

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
