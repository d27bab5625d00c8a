"""An import is one change: streamed, cancelled without a trace, undone as a whole, and idle the second time."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft, DraftSource
from timeline_app.domain.errors import DateError, StoreError
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import Event, new_id
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.records.record_rows import UNDATED, points_of, quick_points_of
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

DRAFTS = (
    Draft(
        "Talks", "2025-07-23", category="Diplomacy", actors=("Umerov", "Medinsky"), place="Istanbul", external_id="t3"
    ),
    Draft("Strike", "2025-07-22T03:10:00Z", "2025-07-22T05:00:00Z", category="Strike", tags=("drones",)),
    Draft("Strike", "2025-07-22T03:10:00Z", "2025-07-22T05:00:00Z", category="Strike", tags=("drones",)),
    Draft("Some day", sources=(DraftSource("A report", url="https://a.example/1", words="It says so."),)),
)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.timelinedb") as store:
        yield store


def test_it_adds_and_counts(store):
    result = store.import_events(iter(DRAFTS), ImportRequest("Import a.csv"))
    assert (result.read, result.added, result.updated, result.skipped, result.undated) == (4, 4, 0, 0, 1)
    assert (result.first, result.last) == ("2025-07-22T03:10:00Z", "2025-07-23")
    assert [category.name for category in store.lookups.categories()] == ["Diplomacy", "Strike"]
    assert len({(each.colour, each.shape) for each in store.lookups.categories()}) == 2
    assert len(store.search.matching_rows(parse_query("source:report"))) == 1
    assert len(store.search.matching_rows(parse_query("Umerov tag:drones OR Medinsky"))) == 1
    assert store.check().ok


def test_the_second_time_it_adds_nothing(store):
    store.import_events(iter(DRAFTS), ImportRequest("first"))
    result = store.import_events(iter(DRAFTS), ImportRequest("second"))
    assert (result.added, result.updated, result.skipped, result.batch) == (0, 0, 4, "")
    assert store.history.undo_label == "first"


def test_it_updates_what_it_finds_by_its_id_and_undo_brings_back_the_old(store):
    store.import_events(iter(DRAFTS), ImportRequest("first"))
    changed = [DRAFTS[0]._replace(title="Third round", actors=("Umerov",)), DRAFTS[1]]
    result = store.import_events(iter(changed), ImportRequest("second"))
    assert (result.added, result.updated, result.skipped) == (0, 1, 1)
    assert len(store.search.matching_rows(parse_query("title:third"))) == 1
    store.undo()
    assert len(store.search.matching_rows(parse_query("title:third"))) == 0
    assert len(store.search.matching_rows(parse_query("title:talks"))) == 1
    store.redo()
    assert len(store.search.matching_rows(parse_query("title:third"))) == 1


def test_undo_takes_everything_back(store):
    store.import_events(iter(DRAFTS), ImportRequest("first"))
    store.undo()
    assert store.info().events == store.info().sources == store.info().excerpts == 0
    assert store.lookups.categories() == store.lookups.actors() == store.lookups.places() == store.lookups.tags() == []
    store.redo()
    assert store.info().events == 4
    assert len(store.lookups.actors()) == 2


def test_a_dry_run_leaves_nothing(store):
    result = store.import_events(iter(DRAFTS), ImportRequest("first", dry_run=True))
    assert result.added == 4
    assert store.info().events == 0
    assert store.history.undo_label is None
    assert store.lookups.categories() == []


def test_a_cancelled_import_leaves_nothing(store):
    store.apply(Change("before", after=(Event(new_id(), "x"),)))
    drafts = (Draft(f"Alert {n}", "2022") for n in range(20_000))
    seen = []

    def progress(rows: int) -> bool:
        seen.append(rows)
        return rows < 10_000

    with pytest.raises(StoreError, match="cancelled"):
        store.import_events(drafts, ImportRequest("alerts", progress=progress))
    assert seen == [5_000, 10_000]
    assert store.info().events == 1
    assert store.history.undo_label == "before"
    assert store.check().ok


def test_a_cancelled_import_into_an_empty_store_brings_its_indexes_back(store):
    with pytest.raises(StoreError, match="cancelled"):
        store.import_events((Draft("x") for _ in range(10)), ImportRequest("x", progress=lambda _rows: False))
    store.close()
    with Store.open(store.path) as again:
        assert again.info().events == 0


def test_a_bad_date_leaves_the_event_undated_and_is_told(store):
    result = store.import_events([Draft("x", "2025-02-30", row=7)], ImportRequest("x"))
    assert (result.added, result.undated) == (1, 1)
    assert result.problems[0].row == 7
    (event,) = store.lookups.all_of(Event)
    assert (event.start, event.date_text) == ("", "2025-02-30")


def test_an_event_that_was_deleted_comes_back_by_its_id(store):
    event = Event(new_id(), "Talks", "2025")
    store.apply(Change("add", after=(event,)))
    store.apply(Change("delete", before=(event,)))
    result = store.import_events([Draft("Talks again", "2026", id=event.id)], ImportRequest("import"))
    assert result.added == 1
    assert store.lookups.event(event.id).title == "Talks again"
    store.undo()
    assert store.lookups.event(event.id) is None
    store.undo()
    assert store.lookups.event(event.id).title == "Talks"


def test_the_same_id_twice_makes_two_events(store):
    event_id = new_id()
    result = store.import_events([Draft("a", id=event_id), Draft("b", id=event_id)], ImportRequest("x"))
    assert result.added == 2
    assert store.lookups.event(event_id).title == "a"


def test_records_come_in_by_their_ids(store, tmp_path):
    store.import_events(iter(DRAFTS), ImportRequest("first"))
    everything = list(store.records())
    with Store.create(tmp_path / "b.timelinedb") as other:
        assert other.import_records(everything, ImportRequest("json")).added == 4
        assert list(other.records()) == everything
        assert other.import_records(everything, ImportRequest("json")).batch == ""
        edited = [replace(r, title="Edited") if isinstance(r, Event) else r for r in everything]
        assert other.import_records(edited, ImportRequest("json")).updated == 4
        other.undo()
        assert list(other.records()) == everything
        other.undo()
        assert other.info().events == 0
        other.redo()
        assert list(other.records()) == everything


CLOCKS = st.builds(
    "{}{}{}".format,
    st.sampled_from(
        ["2025-07-23", "0000-01-01", "2024-02-29", "2023-02-29", "1999-13-01", "2025-07", "-0044-03-15", ""]
    ),
    st.sampled_from(["", "T00:00", "T23:59:59", "T24:00:00", "T12:60", "T1:00", "T12:30:5", "T12:30:05", "~", "?"]),
    st.sampled_from(["", "Z", "+02:00", "z"]),
)


@given(CLOCKS, CLOCKS, st.sampled_from(["", "Europe/Kyiv"]))
def test_the_quick_way_places_dates_as_the_thorough_one(start, end, zone):
    try:
        expected = points_of(start, end, zone)
    except DateError as error:
        expected = type(error)
    try:
        found = quick_points_of(start, end, zone)
    except DateError as error:
        found = type(error)
    assert found == expected


def test_nothing_is_undated():
    assert quick_points_of("", "", "") is UNDATED


def test_many_events_of_one_instant_are_found_again_one_by_one(store):
    drafts = [Draft(f"Alert {number % 700}", "2022") for number in range(2_000)]
    store.import_events(iter(drafts), ImportRequest("first"))
    result = store.import_events(iter([*drafts, Draft("Alert 1", "2022")]), ImportRequest("second"))
    assert (result.added, result.skipped) == (1, 2_000)


def test_an_event_of_another_id_is_another_event(store):
    store.import_events([Draft("Talks", "2025", id=new_id())], ImportRequest("first"))
    assert store.import_events([Draft("Talks", "2025", id=new_id())], ImportRequest("second")).added == 1
    assert store.import_events([Draft("Talks", "2025")], ImportRequest("third")).skipped == 1


def test_who_writes_much_sorts_in_files_and_afterwards_in_memory_again(store):
    def kept_in(connection):
        return {1: "files", 2: "memory"}[connection.execute("PRAGMA temp_store").fetchone()[0]]

    def kept_after():
        with store.connections.writing(counts=False) as writer:
            return kept_in(writer)

    assert kept_after() == "memory"
    for write in (store.connections.trying, partial(store.connections.writing, much=True)):
        with write() as writer:
            assert kept_in(writer) == "files"
        assert kept_after() == "memory"
    with pytest.raises(StoreError), store.connections.writing(much=True):
        raise StoreError("It fails.")
    assert kept_after() == "memory"


def test_who_writes_into_empty_tables_has_references_looked_at_before_the_end(store):
    def looks_row_by_row():
        with store.connections.writing(counts=False) as writer:
            return bool(writer.execute("PRAGMA foreign_keys").fetchone()[0])

    with pytest.raises(StoreError), store.connections.writing(much=True, into_empty=True) as writer:
        writer.execute("INSERT INTO event_tag VALUES (99, 0, 98)")
    with store.connections.reading() as connection:
        assert connection.execute("SELECT count(*) FROM event_tag").fetchone()[0] == 0
    assert looks_row_by_row()
    with store.connections.writing(much=True, into_empty=True) as writer:
        writer.execute("INSERT INTO tag (id, name) VALUES ('a', 'drones')")
    assert looks_row_by_row()


def test_references_are_looked_at_once_by_an_import_into_an_empty_store_alone(store):
    def drafts(title):
        looked.append(bool(store.connections._writer.execute("PRAGMA foreign_keys").fetchone()[0]))
        yield Draft(title, "2025", category="Strike", place="Kyiv", external_id=title)

    looked: list[bool] = []
    store.import_events(drafts("first"), ImportRequest("first"))
    store.import_events(drafts("second"), ImportRequest("second"))
    assert looked == [False, True]
    assert len(store.columns()) == 2


def test_words_are_found_that_come_after_many_plain_ones(store):
    drafts = [Draft(f"Shelling {n}", "2025", external_id=f"e{n}") for n in range(6_000)]
    drafts.append(Draft("Обстріл Києва", "2025", summary="Évacuation", external_id="last"))
    store.import_events(drafts, ImportRequest("first"))
    with store.connections.reading() as connection:
        for word, count in (("києва", 1), ("evacuation", 1), ("shelling", 6_000), ("5999", 1)):
            found = connection.execute("SELECT count(*) FROM event_words WHERE event_words MATCH ?", (f'"{word}"',))
            assert found.fetchone()[0] == count, word


def test_what_sqlite_fills_with_zeros_is_after_an_import_as_before(store):
    def filled():
        with store.connections.writing(counts=False) as writer:
            return writer.execute("PRAGMA secure_delete").fetchone()[0]

    with store.connections.writing(counts=False) as writer:
        writer.execute("PRAGMA secure_delete = ON").fetchone()
    store.import_events(DRAFTS, ImportRequest("first"))
    assert filled() == 1
    with store.connections.writing(counts=False) as writer:
        writer.execute("PRAGMA secure_delete = OFF").fetchone()
    store.import_events([Draft("Talks", "2025", id=new_id())], ImportRequest("second"))
    assert filled() == 0


def test_a_store_of_smaller_pages_as_older_ones_are_keeps_them_and_takes_an_import(store, tmp_path):
    with store.connections.reading() as connection:
        assert connection.execute("PRAGMA page_size").fetchone()[0] == 8192
    older = tmp_path / "older.timelinedb"
    shutil.copy(store.path, older)
    with closing(sqlite3.connect(older)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = WAL")
    with Store.open(older) as again:
        again.import_events(DRAFTS, ImportRequest("first"))
        with again.connections.reading() as connection:
            assert connection.execute("PRAGMA page_size").fetchone()[0] == 4096
        assert len(again.columns()) == len(DRAFTS)
