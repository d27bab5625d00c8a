"""Columns come out of packed blobs when those are fresh and whole, and out of the tables otherwise."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import DamagedError
from timeline_app.domain.records import STATUSES, Event, new_id
from timeline_app.store import column_cache as packing
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    path = tmp_path_factory.mktemp("built") / "sample.timelinedb"
    build_sample(path)
    return path


@pytest.fixture
def store(tmp_path, monkeypatch, built) -> Iterator[Store]:
    monkeypatch.setattr(packing, "WORTH_PACKING", 1)
    shutil.copyfile(built, tmp_path / "a.timelinedb")
    with Store.open(tmp_path / "a.timelinedb") as store:
        yield store


def same(one: EventColumns, other: EventColumns) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(EventColumns))


def test_they_tell_what_the_events_tell(store):
    columns = store.columns()
    categories, places, actors = store.lookups.categories(), store.lookups.places(), store.lookups.actors()
    for at, event in enumerate(store.lookups.events(columns.row.tolist())):
        when = When.of(event.start, event.end)
        points = (when.start_min, when.start_max, when.end_min, when.end_max)
        assert tuple(int(getattr(columns, f.name)[at]) for f in fields(EventColumns)[1:5]) == points
        assert columns.flags[at] == when.flags
        assert STATUSES[columns.status[at]] == event.status
        assert columns.importance[at] == event.importance
        assert categories[columns.category[at]].id == event.category_id
        assert places[columns.place[at]].id == event.place_id
        listed = columns.actor_index[columns.actor_offsets[at] : columns.actor_offsets[at + 1]]
        assert [actors[index].id for index in listed] == [part.actor_id for part in event.actors]


def test_they_are_sorted_with_undated_events_last(store):
    store.apply(Change("add", after=(Event(new_id(), "Some day"), Event(new_id(), "Long ago", "Y-13799999999"))))
    columns = store.columns()
    assert np.all(np.diff(columns.start_min) >= 0)
    assert columns.flags[-1] & WhenFlag.UNDATED
    assert store.lookups.event_at(int(columns.row[0])).title == "Long ago"


def test_packed_columns_are_the_same(store):
    made = store.columns()
    assert store.keep_columns(made, store.revision)
    packed, made_anew = store.columns_and_origin()
    assert not made_anew
    assert same(made, packed)


def test_stale_columns_are_not_used(store):
    store.keep_columns(store.columns(), store.revision)
    store.apply(Change("add", after=(Event(new_id(), "New", "2025"),)))
    columns, made_anew = store.columns_and_origin()
    assert made_anew
    assert len(columns) == 131


def test_columns_of_another_revision_are_not_kept(store):
    columns, revision = store.columns(), store.revision
    store.apply(Change("add", after=(Event(new_id(), "New", "2025"),)))
    assert not store.keep_columns(columns, revision)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE packed_column SET data = zeroblob(length(data)) WHERE name = 'start_min'",
        "UPDATE packed_column SET data = substr(data, 1, 8) WHERE name = 'row'",
        "UPDATE packed_column SET data = x'00' WHERE name = 'row'",
        "UPDATE packed_column SET length = 7",
        "UPDATE packed_column SET length = 7 WHERE name = 'row'",
        "DELETE FROM packed_column WHERE name = 'flags'",
        "UPDATE packed_column SET name = 'strange' WHERE name = 'flags'",
        "UPDATE packed_column SET checksum = checksum + 1 WHERE name = 'place'",
    ],
)
def test_damaged_columns_are_made_anew(store, damage):
    made = store.columns()
    store.keep_columns(made, store.revision)
    with store.connections.writing(counts=False) as connection:
        connection.execute(damage)
    columns, made_anew = store.columns_and_origin()
    assert made_anew
    assert same(made, columns)


@pytest.mark.parametrize(
    ("name", "value"),
    [("status", 200), ("category", 99_999), ("category", -5), ("place", 2**31 - 1), ("actor_index", -9)],
)
def test_a_forged_value_with_a_right_checksum_does_no_harm(store, name, value):
    made = store.columns()
    array = getattr(made, name).copy()
    array[0] = value
    forged = EventColumns(**{f.name: getattr(made, f.name) for f in fields(EventColumns)} | {name: array})
    with store.connections.writing(counts=False) as connection:
        for field in fields(EventColumns):
            data = getattr(forged, field.name).tobytes()
            connection.execute(
                "INSERT OR REPLACE INTO packed_column VALUES (?, ?, ?, ?, ?)",
                (field.name, store.revision, len(forged), packing.zlib.adler32(data), data),
            )
    columns = store.columns()
    assert len(columns) == 130
    assert columns.status.max() < len(STATUSES)
    assert columns.category.max() < len(store.lookups.categories())
    assert columns.place.max() < len(store.lookups.places())
    assert columns.actor_index.min() >= 0


def test_closing_keeps_what_was_made_anew(store):
    chronology = Chronology(store)
    chronology.do(Change("add", after=(Event(new_id(), "New", "2025"),)))
    expected = chronology.columns
    chronology.close()
    with Store.open(store.path) as again:
        columns, made_anew = again.columns_and_origin()
        assert not made_anew
        assert same(expected, columns)


def test_an_empty_store_has_empty_columns(tmp_path):
    with Store.create(tmp_path / "empty.timelinedb") as empty:
        chronology = Chronology(empty)
        assert len(chronology.columns) == 0
        assert chronology.select("talks OR actor:x OR has:tag OR source:y").tolist() == []
        assert chronology.facets(chronology.select("")).status.sum() == 0


def test_a_worker_imports_and_the_window_adopts(store):
    chronology = Chronology(store)
    heard = []
    chronology.subscribe(lambda change, origin: heard.append((change.label, origin)))
    store.import_events(
        (Draft(f"Alert {n}", f"2022-03-{n % 28 + 1:02}T{n % 24:02}:00Z") for n in range(500)), ImportRequest("Alerts")
    )
    chronology.adopt(chronology.take_snapshot(), origin="worker")
    assert heard == [("Alerts", "worker")]
    assert len(chronology.columns) == 630
    assert not chronology.refresh()
    chronology.undo()
    assert len(chronology.columns) == 130


def test_a_page_on_which_a_value_is_missing_is_told_as_damage(tmp_path, built):
    path = tmp_path / "torn.db"
    shutil.copyfile(built, path)
    with closing(sqlite3.connect(path)) as loose:
        loose.execute("PRAGMA writable_schema = ON")
        loose.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'day_order INTEGER NOT NULL', 'day_order INTEGER') "
            "WHERE name = 'event'"
        )
        loose.commit()
    with closing(sqlite3.connect(path)) as torn:
        torn.execute("UPDATE event SET day_order = NULL WHERE row = 3")
        with pytest.raises(DamagedError, match="Restore a backup"):
            packing._from_tables(torn)
