"""A change that comes second is put on top of what others wrote: nothing of either side is lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.document.merge.merging import carry_out
from timeline_app.document.merge.rebasing import rebase
from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Event, Excerpt, Participation, Source, Tag
from timeline_app.store.store import Store

EVENT = Event("e", "Talks", "2025", summary="As it was")


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "second.timelinedb") as opened:
        opened.apply(Change("Add", after=(EVENT,)))
        yield opened


def theirs(store, **fields):
    store.apply(
        Change("Theirs", (store.lookups.record(Event, "e"),), (replace(store.lookups.record(Event, "e"), **fields),))
    )


def test_fields_that_one_side_wrote_come_from_that_side(store):
    theirs(store, title="Talks begin")
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, summary="Mine"),)), store)
    assert merge.conflicts == ()
    carry_out(merge, store, store, "me")
    now = store.lookups.record(Event, "e")
    assert (now.title, now.summary) == ("Talks begin", "Mine")


def test_one_field_that_both_wrote_is_asked_about(store):
    theirs(store, title="Theirs")
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, title="Mine"),)), store)
    (conflict,) = merge.conflicts
    assert (conflict.key, conflict.fields, conflict.reason) == ((Event, "e"), ("title",), "both edited")
    carry_out(merge, store, store, "me")
    assert store.lookups.record(Event, "e").title == "Mine"


def test_the_same_words_from_both_are_no_conflict(store):
    theirs(store, title="The same")
    assert rebase(Change("Mine", (EVENT,), (replace(EVENT, title="The same"),)), store).conflicts == ()


def test_what_was_deleted_meanwhile_and_edited_here_is_asked_about(store):
    store.apply(Change("Delete", (store.lookups.record(Event, "e"),)))
    merge = rebase(Change("Mine", (EVENT,), (replace(EVENT, title="Mine"),)), store)
    assert [each.reason for each in merge.conflicts] == ["deleted here"]


def test_new_records_come_in_and_deletions_hold(store):
    added = (Source("s", "Report"), Excerpt("x", "e", "s", exact="Seen."))
    assert rebase(Change("Mine", after=added), store).conflicts == ()
    carry_out(rebase(Change("Mine", after=added), store), store, store, "me")
    assert store.lookups.record(Excerpt, "x") is not None
    carry_out(rebase(Change("Mine", (store.lookups.record(Excerpt, "x"),)), store), store, store, "me")
    assert store.lookups.record(Excerpt, "x") is None


def with_lists(store):
    """Give an event with actors and tags, as it is stored."""
    names = (*(Tag(f"t{n}", f"Tag {n}") for n in range(4)), *(Actor(f"a{n}", f"Actor {n}") for n in range(4)))
    event = Event(
        "l", "Listed", "2025", tag_ids=("t0", "t1"), actors=(Participation("a0", "host"), Participation("a1"))
    )
    store.apply(Change("Add", after=(*names, event)))
    return store.lookups.record(Event, "l")


def after_both(store, event, theirs, mine):
    """Have others edit an event, then save what was typed on what it was before; give what is asked and what stands."""
    store.apply(Change("Theirs", (event,), (replace(event, **theirs),)))
    merge = rebase(Change("Mine", (event,), (replace(event, **mine),)), store)
    carry_out(merge, store, store, "me")
    return [each.fields for each in merge.conflicts], store.lookups.record(Event, "l")


def test_tags_that_both_added_and_took_away_are_joined(store):
    event = with_lists(store)
    asked, now = after_both(store, event, {"tag_ids": ("t0", "t1", "t2")}, {"tag_ids": ("t1", "t3")})
    assert asked == []
    assert now.tag_ids == ("t1", "t2", "t3"), "t0 was taken away here, t2 added there, t3 added here"


def test_an_order_of_tags_holds_where_one_side_alone_set_it(store):
    event = with_lists(store)
    asked, now = after_both(store, event, {"title": "Theirs"}, {"tag_ids": ("t1", "t0")})
    assert (asked, now.tag_ids, now.title) == ([], ("t1", "t0"), "Theirs")


def test_actors_that_both_added_are_joined_and_keep_their_roles(store):
    event = with_lists(store)
    theirs, mine = (*event.actors, Participation("a2", "guest")), (event.actors[0], Participation("a3"))
    asked, now = after_both(store, event, {"actors": theirs}, {"actors": mine})
    assert asked == []
    assert now.actors == (Participation("a0", "host"), Participation("a2", "guest"), Participation("a3"))


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ((Participation("a0", "guest"),), (Participation("a0", "speaker"),)),
        ((Participation("a0", "guest"),), ()),
        ((), (Participation("a0", "guest"),)),
    ],
    ids=["both gave another role", "a role there, taken away here", "taken away there, a role here"],
)
def test_a_role_that_one_wrote_and_the_other_too_is_asked_about(store, theirs, mine):
    event = with_lists(store)
    asked, now = after_both(store, event, {"actors": theirs}, {"actors": mine})
    assert asked == [("actors",)]
    assert now.actors == mine, "until a person decides, what was typed here stands"
