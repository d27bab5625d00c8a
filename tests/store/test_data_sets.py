"""Which event a row means: only one of its own data set, and never over what somebody else wrote since."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from older_stores import set_back

from timeline_app.document.merge.merging import carry_out, plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft, FileOrigin
from timeline_app.domain.records import Event, Participation, Place, new_id
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.schema import SCHEMA_VERSION
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = FileOrigin("one.csv", ("id", "title", "date"), "csv")
TWO = FileOrigin("two.csv", ("id", "title", "date"), "csv")
ROWS = (
    Draft("Depot hit", "2023-04-01", external_id="1", row=2),
    Draft("Bridge closed", "2023-04-02", external_id="2", row=3),
)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.timelinedb") as store:
        yield store


def brought(store: Store, rows, origin: FileOrigin = ONE):
    return store.import_events(iter(rows), ImportRequest(f"Import “{origin.name}”", origin=origin))


def edited(store: Store, called: str, **fields) -> Event:
    event = found(store, called)
    store.apply(Change("Edit", (event,), (replace(event, **fields),)))
    return event


def found(store: Store, title: str) -> Event:
    (event,) = (each for each in store.lookups.all_of(Event) if each.title == title)
    return event


def titles(store: Store) -> list[str]:
    return sorted(event.title for event in store.lookups.all_of(Event))


def test_an_id_of_another_table_is_another_event(store):
    brought(store, ROWS)
    others = (Draft("Dam opened", "2024-05-05", external_id="1"), Draft("Ferry sunk", "2024-05-06", external_id="2"))
    result = brought(store, others, TWO)
    assert (result.added, result.updated, result.kept) == (2, 0, 0)
    assert titles(store) == ["Bridge closed", "Dam opened", "Depot hit", "Ferry sunk"]
    assert brought(store, others, TWO).batch == ""
    assert brought(store, ROWS).batch == ""
    store.undo()
    assert titles(store) == ["Bridge closed", "Depot hit"]


def test_another_header_or_other_rows_under_one_name_are_another_table(store):
    brought(store, ROWS)
    wider = replace(ONE, columns=("id", "title", "date", "place"))
    assert brought(store, [Draft("Dam opened", "2024", external_id="1")], wider).added == 1
    result = brought(store, [Draft("Ferry sunk", "2025", external_id="2")], ONE)
    assert result.added == 1
    assert "its rows are others" in result.notes[0]
    assert brought(store, [Draft("Ferry sunk", "2025", external_id="2")], ONE).batch == ""
    assert len(titles(store)) == 4


def test_the_same_bytes_under_another_name_bring_nothing_new(store):
    brought(store, ROWS, replace(ONE, sha256="ab"))
    renamed = FileOrigin("one (1).csv", ONE.columns, "csv", "ab")
    assert brought(store, ROWS, renamed).batch == ""
    other_bytes = replace(renamed, name="one (2).csv", sha256="cd")
    result = brought(store, [ROWS[0], ROWS[1]._replace(summary="More is known")], other_bytes)
    assert (result.added, result.skipped, result.updated) == (
        0,
        1,
        1,
    )  # the same by id and date; what is empty is filled
    assert "from elsewhere" in result.notes[0]


def test_a_newer_version_updates_what_no_person_edited_since(store):
    brought(store, ROWS)
    edited(store, "Depot hit", title="Depot hit at night", summary="Seen by two")
    edited(store, "Bridge closed", start="2023-04-03")
    newer = (
        Draft("Depot hit", "2023-04-05", external_id="1", summary="Seen by three", status="corroborated", row=2),
        Draft("Bridge closed for good", "2023-04-02", external_id="2", row=3),
    )
    result = brought(store, newer)
    assert (result.added, result.updated, result.skipped, result.kept) == (0, 2, 0, 1)
    depot, bridge = found(store, "Depot hit at night"), found(store, "Bridge closed for good")
    assert (depot.start, depot.status, depot.summary) == ("2023-04-05", "corroborated", "Seen by two")
    assert bridge.start == "2023-04-03"
    (problem,) = result.problems
    assert problem.row == 2
    assert "Depot hit at night" in problem.message
    assert "summary" in problem.message
    assert "title" not in problem.message  # the file tells the title as before
    again = brought(store, newer)
    assert (again.batch, again.kept) == ("", 1)
    store.undo()
    assert found(store, "Depot hit at night").start == "2023-04-01"


def test_what_a_version_told_follows_undo_and_further_versions(store):
    brought(store, ROWS)
    brought(store, [ROWS[0]._replace(title="Depot on fire")])
    brought(store, [ROWS[0]._replace(title="Depot burnt down")])
    assert titles(store) == ["Bridge closed", "Depot burnt down"]
    edited(store, "Depot burnt down", title="Mine")
    assert brought(store, [ROWS[0]._replace(title="Depot burnt down")]).kept == 0
    assert brought(store, [ROWS[0]._replace(title="Depot rebuilt")]).kept == 1
    store.undo()
    assert brought(store, [ROWS[0]._replace(title="Depot rebuilt")]).updated == 1


def test_what_another_file_changed_is_kept(store):
    brought(store, ROWS)
    event = found(store, "Depot hit")
    brought(store, [Draft("Depot hit", "2023-04-09", id=event.id)], TWO)  # a table of ours names the event itself
    result = brought(store, [ROWS[0]._replace(start="2023-04-08")])
    assert (result.updated, result.kept) == (0, 1)
    assert found(store, "Depot hit").start == "2023-04-09"


def test_an_event_that_a_person_deleted_stays_deleted_and_that_is_told(store):
    brought(store, (*ROWS, Draft("No id", "2024")))
    for title in ("Depot hit", "No id"):
        store.apply(Change("Delete", before=(found(store, title),)))
    result = brought(store, (*ROWS, Draft("No id", "2024")))
    assert (result.batch, result.skipped) == ("", 3)
    assert "2 rows tell events that were deleted" in result.notes[0]
    assert titles(store) == ["Bridge closed"]


def test_after_undo_of_the_import_the_file_comes_in_again(store):
    brought(store, (*ROWS, Draft("No id", "2024")))
    store.undo()
    assert brought(store, (*ROWS, Draft("No id", "2024"))).added == 3


def test_place_and_actors_tell_events_of_one_title_and_day_apart(store):
    rows = [
        Draft("Air raid", "2023-09-21", place="Kyiv"),
        Draft("Air raid", "2023-09-21", place="Lviv"),
        Draft("Air raid", "2023-09-21", place="Kyiv", actors=("A",)),
        Draft("Air raid", "2023-09-21"),
    ]
    brought(store, rows)
    result = brought(store, [Draft("Air raid", "2023-09-21", place="Odesa"), rows[0]], TWO)
    assert (result.added, result.skipped) == (1, 1)
    assert "1 row tells an event that is here from elsewhere" in result.notes[0]
    assert brought(store, [Draft("Air raid", "2023-09-21", place="Kyiv", actors=("B",))], TWO).added == 1
    assert brought(store, reversed(rows)).batch == ""


def test_coordinates_that_are_not_taken_are_told(store):
    village = Draft("Shelling", "2023", place="Ivanivka", latitude=48.57, longitude=37.94)
    assert brought(store, [village, village._replace(latitude=48.5702, title="Again")]).notes == ()
    other = Draft("Raid", "2023", place="Ivanivka", latitude=46.7, longitude=34.55)
    result = brought(store, [other], TWO)
    assert "1 row puts a place" in result.notes[0]
    assert "Ivanivka" in result.notes[0]
    assert [place.latitude for place in store.lookups.places()] == [48.57]


def test_undated_rows_are_alike_only_with_the_same_text(store):
    brought(store, [Draft("Talks", date_text="that winter"), Draft("Talks", date_text="that spring")])
    assert brought(store, [Draft("Talks", date_text="that spring")], TWO).added == 0
    assert brought(store, [Draft("Talks", date_text="that summer")], TWO).added == 1


def test_equal_rows_are_events_of_their_own_and_that_is_told(store):
    result = brought(store, [Draft("Air raid", "2023", place="Kyiv")] * 3)
    assert result.added == 3
    assert result.notes == ("2 rows tell the same as other rows of the file; each is an event of its own.",)
    ids = brought(store, [Draft("A", "2023", external_id="7"), Draft("B", "2024", external_id="7")], TWO)
    assert ids.added == 2
    assert "1 row has an id" in ids.notes[0]


def test_a_row_finds_the_event_that_tells_the_same_before_one_that_is_only_alike(store):
    rows = [Draft("Shelling", "2023-05-01", place="Huliaipole", summary=text) for text in ("first", "second")]
    brought(store, rows)
    result = brought(store, [rows[0]._replace(summary="third"), *rows])
    assert (result.added, result.updated, result.skipped) == (1, 0, 2)
    result = brought(store, [rows[0], rows[1]._replace(summary="second, corrected"), rows[0]._replace(summary="third")])
    assert (result.added, result.updated) == (0, 1)


def test_an_event_without_an_id_that_a_person_moved_is_found_again(store):
    rows = [Draft("Air raid", "2023-09-21", place="Kyiv", actors=("A",)), Draft("Talks", date_text="that winter")]
    brought(store, rows)
    place = Place(new_id(), "Boryspil")
    store.apply(Change("Place", after=(place,)))
    edited(store, "Air raid", title="Raid", start="2023-09-22", place_id=place.id, actors=())
    edited(store, "Talks", start="2024-01-05", date_text="5 January 2024")
    result = brought(store, rows)
    assert (result.batch, result.skipped, result.kept) == ("", 2, 0)
    assert found(store, "Talks").start == "2024-01-05"


def test_a_persons_event_is_filled_but_not_overwritten(store):
    store.apply(Change("Add", after=(Event(new_id(), "Talks", "2025-07-23", summary="Mine"),)))
    result = brought(store, [Draft("Talks", "2025-07-23", summary="Theirs", notes="More", row=9)])
    assert (result.added, result.updated, result.kept) == (0, 1, 1)
    assert (found(store, "Talks").summary, found(store, "Talks").notes) == ("Mine", "More")
    assert result.problems[0].row == 9


def test_a_date_that_a_newer_version_can_tell_takes_the_place_of_the_text(store):
    brought(store, [Draft("Talks", date_text="sometime", external_id="1")])
    brought(store, [Draft("Talks", "2025-07-23", external_id="1")])
    assert (found(store, "Talks").start, found(store, "Talks").date_text) == ("2025-07-23", "")
    assert brought(store, [Draft("Talks", date_text="sometime", external_id="1")]).batch == ""


def test_dates_that_are_none_stay_whole_as_text(store):
    result = brought(store, [Draft("x", "2022-02-30", "2022-03-01", row=4)])
    assert (result.undated, result.unread_dates, result.problems[0].row) == (1, 1, 4)
    assert found(store, "x").date_text == "2022-02-30 – 2022-03-01"


def test_first_and_last_are_of_events_with_a_start(store):
    result = brought(store, [Draft("a", "", "1990-01-01"), Draft("b", "2001", "2003"), Draft("c", "2002")])
    assert (result.first, result.last) == ("2001", "2003")


ROW = st.builds(
    Draft,
    title=st.sampled_from(["Air raid", "Talks"]),
    start=st.sampled_from(["", "2023", "2023-05-01"]),
    date_text=st.sampled_from(["", "that winter"]),
    place=st.sampled_from(["", "Kyiv", "Lviv"]),
    actors=st.sampled_from([(), ("A",), ("A", "B")]),
    summary=st.sampled_from(["", "x", "y"]),
    external_id=st.sampled_from(["", "1", "2"]),
)
EDIT = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Mine", "Talks"]),
        "start": st.sampled_from(["", "2020", "2023"]),
        "summary": st.sampled_from(["", "mine"]),
        "actors": st.just(()),
        "place_id": st.just(""),
    },
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROW, max_size=7), st.lists(ROW, max_size=5), st.lists(st.tuples(st.integers(0, 20), EDIT), max_size=4))
def test_a_second_import_changes_nothing_whatever_others_did_meanwhile(tmp_path_factory, rows, others, edits):
    with Store.create(tmp_path_factory.mktemp("p") / "a.timelinedb") as store:
        assert brought(store, rows).added == len(rows)
        brought(store, others, TWO)
        for at, fields in edits:
            events = store.lookups.all_of(Event)
            if events:
                event = events[at % len(events)]
                store.apply(Change("Edit", (event,), (replace(event, **fields),)))
        before = list(store.records())
        assert brought(store, rows).batch == ""
        assert list(store.records()) == before
        assert store.check().ok
        while store.undo():
            pass
        assert store.lookups.all_of(Event) == []


# --- stores of before


def test_events_of_older_stores_are_updated_by_the_same_file_as_before(store):
    brought(store, ROWS)
    edited(store, "Depot hit", summary="Mine")
    store.close()
    set_back(store.path)
    with Store.open(store.path) as again:
        assert titles(again) == ["Bridge closed", "Depot hit"]
        assert again.info().schema == SCHEMA_VERSION
        others = [Draft("Dam opened", "2024", external_id="1")]
        assert brought(again, others, TWO).added == 1
        result = brought(again, [ROWS[0]._replace(summary="Theirs"), ROWS[1]._replace(title="Bridge open")])
        assert (result.added, result.updated, result.kept) == (0, 1, 1)
        assert titles(again) == ["Bridge open", "Dam opened", "Depot hit"]
        assert again.check().ok
        again.undo()
        assert "Bridge closed" in titles(again)


def test_an_older_store_is_read_without_being_changed(store):
    brought(store, ROWS)
    store.close()
    set_back(store.path)
    before = store.path.read_bytes()
    with Store.open(store.path, read_only=True) as again:
        assert titles(again) == ["Bridge closed", "Depot hit"]
    assert store.path.read_bytes() == before


def test_an_older_state_of_a_store_knows_only_the_imports_of_its_time(store, tmp_path):
    brought(store, ROWS)
    brought(store, [Draft("Dam opened", "2024", external_id="1")], TWO)
    target = tmp_path / "then.timelinedb"
    store.write_as_it_was(1, target)
    with Store.open(target) as then:
        assert titles(then) == ["Bridge closed", "Depot hit"]
        assert brought(then, ROWS).batch == ""
        assert brought(then, [Draft("Dam opened", "2024", external_id="1")], TWO).added == 1
        assert then.check().ok


def test_a_strange_journal_is_no_hindrance(store):
    brought(store, ROWS)
    edited(store, "Depot hit", summary="Mine")
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE journal SET before = ?, after = 'no json' WHERE label = 'Edit'", (json.dumps([1]),))
        connection.commit()
    with Store.open(store.path) as again:
        assert brought(again, [ROWS[0]._replace(summary="Theirs")]).read == 1


def test_roles_of_actors_stay(store):
    brought(store, [Draft("Talks", "2025", actors=("A", "B"), external_id="1")])
    event = found(store, "Talks")
    roles = (Participation(event.actors[0].actor_id, "host"), event.actors[1])
    edited(store, "Talks", actors=roles)
    assert brought(store, [Draft("Talks", "2025", actors=("A", "B"), external_id="1")]).batch == ""
    assert found(store, "Talks").actors == roles


def test_an_older_store_can_be_merged_without_being_changed(store, tmp_path):
    with Store.create(tmp_path / "theirs.timelinedb") as theirs:
        brought(theirs, ROWS)
    set_back(theirs.path)
    before = theirs.path.read_bytes()
    with Store.open(theirs.path, read_only=True) as theirs:
        carry_out(plan_merge(store, theirs, "Merge"), store, theirs)
    assert titles(store) == ["Bridge closed", "Depot hit"]
    assert theirs.path.read_bytes() == before
    result = brought(store, [*ROWS, Draft("Dam opened", "2024", external_id="1")])
    assert (result.added, result.skipped) == (1, 2)
