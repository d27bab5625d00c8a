"""Two people edit copies of one store and join them: nothing is lost, twice is once, and one undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Participation, Source, new_id
from timeline_app.store import journal
from timeline_app.store.comparing import differences, summary_of
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = (
    Category("c", "Diplomacy"),
    Actor("a", "Umerov"),
    Source("s", "BBC", url="https://bbc.example/1"),
    Event("e1", "First round", "2025-05-16", category_id="c", actors=(Participation("a"),)),
    Event("e2", "Second round", "2025-06-02", summary="old"),
    Excerpt("x1", "e1", "s", exact="They met."),
)


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> list[int]:
    """A clock that goes a second with every look at it."""
    ticks = [0]

    def now() -> str:
        ticks[0] += 1
        return f"2025-07-{1 + ticks[0] // 3600:02}T{ticks[0] // 60 % 24:02}:{ticks[0] % 60:02}:00.000Z"

    monkeypatch.setattr(journal, "now", now)
    return ticks


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    with Store.create(tmp_path / "mine.timelinedb") as mine:
        mine.apply(Change("begin", after=BASE))
        mine.backup(tmp_path / "theirs.timelinedb")
        with Store.open(tmp_path / "theirs.timelinedb") as theirs:
            yield mine, theirs


def edit(store: Store, event_id: str, **fields: object) -> None:
    event = store.event(event_id)
    store.apply(Change(f"edit {event_id}", (event,), (replace(event, **fields),)))


def contents(store: Store) -> dict[str, object]:
    return {r.id: replace(r, created="", updated="") if isinstance(r, Event) else r for r in store.records()}


def test_copies_do_not_differ(pair):
    mine, theirs = pair
    assert list(differences(mine, theirs)) == []
    assert mine.merge(theirs).batch == ""


def test_differences_tell_records_and_fields(pair):
    mine, theirs = pair
    edit(mine, "e2", title="Mine")
    theirs.apply(Change("add", after=(Event("e3", "New"),)))
    theirs.apply(Change("delete", before=(theirs.record(Excerpt, "x1"),)))
    found = {(each.kind, each.id): each for each in differences(mine, theirs)}
    assert found["event", "e2"].fields == {"title": ("Mine", "Second round")}
    assert (found["event", "e3"].one, found["event", "e3"].name) == (None, "New")
    assert found["excerpt", "x1"].other is None
    assert summary_of(differences(mine, theirs)) == {
        "event": {"only_in_one": 0, "only_in_other": 1, "changed": 1},
        "excerpt": {"only_in_one": 1, "only_in_other": 0, "changed": 0},
    }


def test_work_on_different_things_joins_without_conflict(pair):
    mine, theirs = pair
    edit(mine, "e1", summary="mine")
    edit(theirs, "e1", importance=5)
    edit(theirs, "e2", title="Theirs")
    theirs.apply(Change("add", after=(Event("e3", "New", category_id="c"), Excerpt("x3", "e3", "s", exact="New."))))
    result = mine.merge(theirs)
    assert (result.added, result.updated, result.deleted, result.conflicts) == (2, 2, 0, ())
    event = mine.event("e1")
    assert (event.summary, event.importance) == ("mine", 5)
    assert mine.event("e2").title == "Theirs"
    assert mine.excerpts("e3")[0].exact == "New."
    assert mine.check().ok


def test_merging_again_changes_nothing(pair):
    mine, theirs = pair
    edit(theirs, "e1", importance=5)
    theirs.apply(Change("add", after=(Event("e3", "New"),)))
    mine.merge(theirs)
    before = contents(mine)
    assert mine.merge(theirs).batch == ""
    assert contents(mine) == before


def test_the_newer_edit_of_a_field_wins_and_the_older_is_listed(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Mine, older", summary="mine, older")
    edit(theirs, "e1", title="Theirs, newer")
    edit(theirs, "e2", title="Theirs, older")
    edit(mine, "e2", title="Mine, newer")
    result = mine.merge(theirs)
    assert mine.event("e1").title == "Theirs, newer"
    assert mine.event("e1").summary == "mine, older"
    assert mine.event("e2").title == "Mine, newer"
    told = {(each.id, each.field): (each.kept, each.given_up) for each in result.conflicts}
    assert told == {
        ("e1", "title"): ("Theirs, newer", "Mine, older"),
        ("e2", "title"): ("Mine, newer", "Theirs, older"),
    }


def test_what_they_deleted_goes_unless_it_was_edited_here(pair):
    mine, theirs = pair
    edit(mine, "e1", summary="worked on")
    theirs.apply(Change("delete", before=(theirs.event("e1"), theirs.event("e2"))))
    result = mine.merge(theirs)
    assert result.deleted == 1
    assert mine.event("e1").summary == "worked on"
    assert mine.event("e2") is None
    assert [(each.id, each.field) for each in result.conflicts] == [("e1", "")]


def test_what_was_deleted_here_stays_so_unless_they_edited_it(pair):
    mine, theirs = pair
    mine.apply(Change("delete", before=(mine.event("e1"), mine.event("e2"))))
    edit(theirs, "e1", summary="worked on")
    result = mine.merge(theirs)
    assert mine.event("e1").summary == "worked on"
    assert mine.event("e2") is None
    assert [(each.id, each.field) for each in result.conflicts] == [("e1", "")]


def test_what_both_made_under_one_name_becomes_one(pair):
    mine, theirs = pair
    mine.apply(Change("mine", after=(Actor("a-mine", "NATO"), Source("s-mine", "x", url="https://nato.example"))))
    theirs.apply(
        Change(
            "theirs",
            after=(
                Actor("a-theirs", "nato"),
                Source("s-theirs", "y", url="https://nato.example"),
                Event("e3", "Summit", actors=(Participation("a-theirs", "host"),)),
                Excerpt("x3", "e3", "s-theirs", exact="A summit."),
            ),
        )
    )
    mine.merge(theirs)
    assert [actor.id for actor in mine.actors()] == ["a", "a-mine"]
    assert mine.event("e3").actors == (Participation("a-mine", "host"),)
    assert mine.excerpts("e3")[0].source_id == "s-mine"
    before = contents(mine)
    assert mine.merge(theirs).batch == ""
    assert contents(mine) == before


def test_what_was_deleted_here_comes_back_when_their_work_needs_it(pair):
    mine, theirs = pair
    theirs.apply(Change("add", after=(Event("e3", "New", category_id="c", actors=(Participation("a"),)),)))
    edit(mine, "e1", category_id="", actors=())
    mine.apply(Change("delete", before=(mine.record(Category, "c"), mine.record(Actor, "a"))))
    mine.merge(theirs)
    assert mine.event("e3").category_id == "c"
    assert [category.name for category in mine.categories()] == ["Diplomacy"]
    assert [actor.name for actor in mine.actors()] == ["Umerov"]


def test_a_list_in_use_here_outlives_their_deletion(pair):
    mine, theirs = pair
    edit(theirs, "e1", category_id="")
    theirs.apply(Change("delete", before=(theirs.record(Category, "c"),)))
    mine.apply(Change("add", after=(Event("e4", "Uses it", category_id="c"),)))
    mine.merge(theirs)
    assert mine.event("e4").category_id == "c"
    assert [category.name for category in mine.categories()] == ["Diplomacy"]


def test_one_undo_takes_a_merge_back(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Mine")
    edit(theirs, "e1", summary="theirs")
    theirs.apply(Change("more", after=(Event("e3", "New"), Actor("a2", "NATO"))))
    theirs.apply(Change("delete", before=(theirs.event("e2"),)))
    before = contents(mine)
    mine.merge(theirs)
    after = contents(mine)
    assert mine.undo_label == "Merge “theirs.timelinedb”"
    mine.undo()
    assert contents(mine) == before
    mine.redo()
    assert contents(mine) == after


def test_stores_that_never_were_one_join_too(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as one, Store.create(tmp_path / "b.timelinedb") as other:
        one.apply(Change("x", after=BASE))
        other.apply(Change("y", after=(Category("c2", "diplomacy"), Event(new_id(), "Another", category_id="c2"))))
        assert one.merge(other).added == 1
        assert len(one.categories()) == 1
        assert one.info().events == 3
        assert one.name == "a"


def test_both_ways_lead_to_the_same_events(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Mine")
    edit(theirs, "e2", title="Theirs")
    theirs.apply(Change("add", after=(Event("e3", "New"),)))
    mine.apply(Change("add", after=(Event("e4", "New too"),)))
    mine.merge(theirs)
    theirs.merge(mine)
    assert contents(mine) == contents(theirs)
