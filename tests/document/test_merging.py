"""Two people work on copies of a store and join them: nothing is lost, nothing comes twice, real conflicts are told."""

from __future__ import annotations

import json
import time
from contextlib import closing
from dataclasses import replace

import pytest

from timeline_app.cli import app
from timeline_app.document import open_chronology
from timeline_app.document.merge.differences import compare
from timeline_app.document.merge.merging import carry_out, merge_in, plan_merge, plan_merge_of
from timeline_app.document.merge.rebasing import rebase_on
from timeline_app.document.names.plans import merging
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Actor, Category, Event, Excerpt, Link, Participation, Source, new_id
from timeline_app.store.store import Store


@pytest.fixture
def pair(tmp_path):
    """A store with a category, a source and three events, and a copy of it that another person has."""
    with Store.create(tmp_path / "mine.timelinedb", name="Ours") as mine:
        strike = Category("c1", "Strike")
        source = Source("s1", "A report")
        events = [Event(f"e{n}", f"Event {n}", "2025", category_id="c1", external_id=str(n)) for n in (1, 2, 3)]
        mine.apply(Change("Begin", after=(strike, source, *events)))
        mine.backup(tmp_path / "theirs.timelinedb")
    with Store.open(tmp_path / "mine.timelinedb") as mine, Store.open(tmp_path / "theirs.timelinedb") as theirs:
        yield mine, theirs


def edit(store, event_id, **fields):
    event = store.lookups.event(event_id)
    store.apply(Change("Edit", (event,), (replace(event, **fields),)))
    time.sleep(0.002)  # the journal tells moments to the millisecond


def delete(store, event_id):
    store.apply(Change("Delete", (store.lookups.event(event_id),)))


def merge(into, other):
    planned = plan_merge(into, other, "Merge")
    carry_out(planned, into, other)
    assert into.check().ok
    return planned


def counts(planned):
    return len(planned.added), len(planned.updated), len(planned.deleted), len(planned.conflicts)


def test_an_unchanged_copy_brings_nothing(pair):
    assert counts(merge(*pair)) == (0, 0, 0, 0)
    assert pair[0].history.undo_label == "Begin"


def test_what_each_added_is_in_both_afterwards(pair):
    mine, theirs = pair
    mine.apply(Change("Add", after=(Event("m", "Mine", "2024"),)))
    theirs.apply(Change("Add", after=(Event("t", "Theirs", "2024"), Excerpt("x", "e1", "s1", exact="says so"))))
    assert counts(merge(mine, theirs)) == (2, 0, 0, 0)
    assert counts(merge(theirs, mine)) == (1, 0, 0, 0)
    found = compare(mine, theirs)
    assert (found.only_a, found.only_b, found.changed) == ((), (), ())


def test_an_edit_of_one_side_wins_in_either_direction(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Mine")
    edit(theirs, "e2", title="Theirs", importance=5)
    assert counts(merge(mine, theirs)) == (0, 1, 0, 0)
    assert (mine.lookups.event("e1").title, mine.lookups.event("e2").title) == ("Mine", "Theirs")
    assert counts(merge(theirs, mine)) == (0, 1, 0, 0)
    assert compare(mine, theirs).changed == ()


def test_edits_of_different_fields_are_joined(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Mine")
    edit(theirs, "e1", summary="Theirs")
    assert counts(merge(mine, theirs)) == (0, 1, 0, 0)
    assert (mine.lookups.event("e1").title, mine.lookups.event("e1").summary) == ("Mine", "Theirs")


@pytest.mark.parametrize("last", ["mine", "theirs"])
def test_where_both_edited_a_field_the_later_edit_wins_and_is_told(pair, last):
    mine, theirs = pair
    for store, title in (
        ((theirs, "theirs"), (mine, "mine")) if last == "mine" else ((mine, "mine"), (theirs, "theirs"))
    ):
        edit(store, "e1", title=title)
    planned = merge(mine, theirs)
    assert mine.lookups.event("e1").title == last
    (conflict,) = planned.conflicts
    assert (conflict.field, conflict.takes_theirs, conflict.reason) == ("title", last == "theirs", "both edited")
    assert planned.values(conflict) == ("mine", "theirs")


def test_an_edit_made_after_a_merge_is_no_conflict(pair):
    mine, theirs = pair
    edit(theirs, "e1", title="First")
    merge(mine, theirs)
    edit(theirs, "e1", title="Second")
    assert counts(merge(mine, theirs)) == (0, 1, 0, 0)
    assert mine.lookups.event("e1").title == "Second"


def test_a_deletion_counts_on_both_sides(pair):
    mine, theirs = pair
    delete(mine, "e1")
    delete(theirs, "e2")
    assert counts(merge(mine, theirs)) == (0, 0, 1, 0)
    assert (mine.lookups.event("e1"), mine.lookups.event("e2")) == (None, None)
    assert counts(merge(mine, theirs)) == (0, 0, 0, 0)


def test_what_was_edited_or_cited_since_is_not_deleted(pair):
    mine, theirs = pair
    edit(mine, "e1", title="Still at work")
    delete(theirs, "e1")
    delete(theirs, "e2")
    mine.apply(Change("Cite", after=(Excerpt("x", "e2", "s1", exact="says so"),)))
    planned = merge(mine, theirs)
    assert counts(planned) == (0, 0, 0, 2)
    assert {conflict.reason for conflict in planned.conflicts} == {"deleted there"}
    assert mine.lookups.event("e1").title == "Still at work"


def test_what_they_went_on_with_comes_back(pair):
    mine, theirs = pair
    delete(mine, "e1")
    delete(mine, "e2")
    edit(theirs, "e1", title="Still at work")
    theirs.apply(Change("Cite", after=(Excerpt("x", "e2", "s1", exact="says so"),)))
    planned = merge(mine, theirs)
    assert {conflict.reason for conflict in planned.conflicts} == {"deleted here"}
    assert mine.lookups.event("e1").title == "Still at work"
    assert mine.lookups.event("e2") is not None
    assert len(mine.evidence.excerpts("e2")) == 1


def test_things_of_the_same_name_are_one(tmp_path):
    stores = []
    for name in ("a", "b"):
        store = Store.create(tmp_path / f"{name}.timelinedb")
        category, actor = Category(new_id(), "Strike" if name == "a" else "strike"), Actor(new_id(), "Kyiv")
        event = Event(new_id(), name, "2025", category_id=category.id, actors=(Participation(actor.id),))
        store.apply(Change("Begin", after=(category, actor, event)))
        stores.append(store)
    planned = merge(*stores)
    assert [each.type for each in planned.added] == ["event"]
    assert len(stores[0].lookups.categories()) == len(stores[0].lookups.actors()) == 1
    assert [event.category_id for event in stores[0].lookups.all_of(Event)] == [
        stores[0].lookups.categories()[0].id
    ] * 2
    for store in stores:
        store.close()


def with_actors(path, *actors):
    """A store with an event for each actor."""
    store = Store.create(path)
    events = [
        Event(new_id(), f"{actor.name} at {path.stem}", "2025", actors=(Participation(actor.id),)) for actor in actors
    ]
    store.apply(Change("Begin", after=(*actors, *events)))
    return store


def actors_of(store):
    return {actor.name: actor.aliases for actor in store.lookups.actors()}


@pytest.mark.parametrize(
    ("ours", "theirs", "left"),
    [
        ((("RSF", ("Rapid Support Forces",)),), (("Rapid support forces", ()),), {"RSF": ("Rapid Support Forces",)}),
        ((("RSF", ()),), (("Rapid Support Forces", ("RSF", "قوات الدعم السريع")),),
         {"RSF": ("Rapid Support Forces", "قوات الدعم السريع")}),
        ((("Kyiv", ("Kiev",)),), (("kyiv", ("Київ", "KIEV")),), {"Kyiv": ("Kiev", "Київ")}),
        ((("RSF", ("Rapid Support Forces",)),), (("RSF", ()), ("Rapid Support Forces", ())),
         {"RSF": ("Rapid Support Forces",), "Rapid Support Forces": ()}),
        ((("One", ("Ministry",)),), (("Two", ("Ministry",)),), {"One": ("Ministry",), "Two": ("Ministry",)}),
    ],
    ids=["their name is a spelling of ours", "our name is a spelling of theirs", "one name with spellings of both",
         "what they hold apart", "a spelling in common alone"],
)  # fmt: skip
def test_names_are_one_by_their_other_spellings_too(tmp_path, ours, theirs, left):
    with (
        closing(
            with_actors(tmp_path / "a.timelinedb", *(Actor(new_id(), *each) for each in map(spelled, ours)))
        ) as into,
        closing(
            with_actors(tmp_path / "b.timelinedb", *(Actor(new_id(), *each) for each in map(spelled, theirs)))
        ) as other,
    ):
        merge(into, other)
        assert actors_of(into) == left
        assert counts(plan_merge(into, other, "Merge")) == (0, 0, 0, 0)  # a second time brings nothing
        used = {part.actor_id for event in into.lookups.all_of(Event) for part in event.actors}
        assert used == {actor.id for actor in into.lookups.actors()}


def spelled(name_and_aliases):
    name, aliases = name_and_aliases
    return name, "", aliases


def test_names_that_were_merged_here_stay_one_when_a_copy_went_on_with_both(tmp_path):
    rsf, forces = Actor("a1", "RSF"), Actor("a2", "Rapid Support Forces")
    with closing(with_actors(tmp_path / "mine.timelinedb", rsf, forces)) as mine:
        mine.backup(tmp_path / "theirs.timelinedb")
        with closing(open_chronology(mine.path)) as chronology:
            chronology.do(merging(chronology, [forces], rsf))
    with Store.open(tmp_path / "mine.timelinedb") as mine, Store.open(tmp_path / "theirs.timelinedb") as theirs:
        theirs.apply(Change("Add", after=(Event("e9", "Seen again", "2025-07", actors=(Participation("a2"),)),)))
        merge(mine, theirs)
        assert actors_of(mine) == {"RSF": ("Rapid Support Forces",)}
        assert {part.actor_id for event in mine.lookups.all_of(Event) for part in event.actors} == {"a1"}


def test_one_undo_takes_a_merge_back(pair):
    mine, theirs = pair
    edit(theirs, "e1", title="Theirs")
    delete(theirs, "e2")
    theirs.apply(Change("Add", after=(Event("t", "New", "2024"),)))
    before = list(mine.records())
    merge(mine, theirs)
    assert mine.undo().label == "Merge"
    assert {record.id for record in mine.records()} == {record.id for record in before}
    assert mine.lookups.event("e1").title == "Event 1"


def run(capsys, *args):
    code = app.run([str(arg) for arg in args], lambda store: 9)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_verbs_tell_and_join(pair, capsys):
    mine, theirs = pair
    edit(theirs, "e1", title="Theirs")
    theirs.apply(Change("Add", after=(Event("t", "New", "2024"),)))
    code, out, _err = run(capsys, "diff", mine.path, theirs.path, "--json")
    found = json.loads(out)
    assert code == 0
    assert [each["id"] for each in found["only_b"]] == ["t"]
    assert found["changed"][0]["fields"] == {"title": {"a": "Event 1", "b": "Theirs"}}
    assert json.loads(run(capsys, "merge", theirs.path, "--into", mine.path, "--dry-run", "--json")[1])["added"]
    assert mine.lookups.event("t") is None
    told = json.loads(run(capsys, "merge", theirs.path, "--into", mine.path, "--json")[1])
    assert ([each["id"] for each in told["added"]], [each["id"] for each in told["updated"]]) == (["t"], ["e1"])
    assert told["conflicts"] == []
    assert mine.lookups.event("t").title == "New"
    code, out, err = run(capsys, "merge", mine.path, "--into", mine.path)
    assert (code, out) == (1, "")
    assert "into itself" in err


@pytest.fixture
def apart(pair):
    """The same pair as an open timeline and the path of a copy in which another person went on."""
    mine, theirs = pair
    edit(mine, "e1", title="Mine", start="2025-02")
    edit(theirs, "e1", title="Theirs", start="2025-03", end="2025-04")
    edit(theirs, "e2", summary="Theirs")
    theirs.apply(Change("Add", after=(Event("t", "New", "2024", category_id="c1"), Actor("a", "Somebody"))))
    chronology = open_chronology(mine.path, "Olena")
    yield chronology, theirs
    chronology.close()


def test_a_copy_is_merged_into_an_open_timeline_which_adopts_it_as_one_step(apart):
    chronology, theirs = apart
    before = list(chronology.store.records())
    planned = plan_merge_of(chronology, theirs.path, "Merge a copy")
    assert list(chronology.store.records()) == before
    assert (planned.counts, planned.added_by_kind()) == ((2, 2, 0), {"event": 1, "actor": 1})
    assert merge_in(planned, chronology, theirs.path) > 0
    chronology.adopt(chronology.take_snapshot())
    assert len(chronology.columns) == 4
    assert chronology.journal.entries(limit=1)[0].author == "Olena"
    assert chronology.undo().label == "Merge a copy"
    assert {replace(each, updated="") if isinstance(each, Event) else each for each in chronology.store.records()} == {
        replace(each, updated="") if isinstance(each, Event) else each for each in before
    }


@pytest.mark.parametrize("takes_theirs", [True, False])
def test_a_person_decides_each_conflict_and_sees_both_sides(apart, takes_theirs):
    chronology, theirs = apart
    planned = plan_merge_of(chronology, theirs.path, "Merge")
    by_field = {each.field: (number, each) for number, each in enumerate(planned.conflicts)}
    assert by_field.keys() == {"title", "start"}
    title, date = by_field["title"][1], by_field["start"][1]
    assert planned.values(title) == ("Mine", "Theirs")
    assert planned.values(date) == ({"start": "2025-02", "end": ""}, {"start": "2025-03", "end": "2025-04"})
    assert [side.title for side in planned.sides(title)] == ["Mine", "Theirs"]
    decided = planned.choosing({by_field["start"][0]: takes_theirs, by_field["title"][0]: not takes_theirs})
    merge_in(decided, chronology, theirs.path)
    now = chronology.event_by_id("e1")
    assert (now.start, now.end) == (("2025-03", "2025-04") if takes_theirs else ("2025-02", ""))
    assert now.title == ("Mine" if takes_theirs else "Theirs")
    assert chronology.event_by_id("e2").summary == "Theirs"


def test_what_is_left_deleted_here_leaves_out_what_hangs_on_it(pair):
    mine, theirs = pair
    delete(mine, "e1")
    edit(theirs, "e1", title="Went on")
    theirs.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="says so"),)))
    planned = plan_merge(mine, theirs, "Merge")
    (conflict,) = planned.conflicts
    assert planned.values(conflict) == ("deleted", "kept")
    carry_out(planned.choosing({0: False}), mine, theirs)
    assert (mine.lookups.event("e1"), mine.lookups.record(Excerpt, "x")) == (None, None)
    assert mine.check().ok


def test_what_they_deleted_and_is_let_go_takes_its_evidence_and_links_along(pair):
    mine, theirs = pair
    mine.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="says so"), Link("l", "e1", "e2", "caused"))))
    delete(theirs, "e1")
    planned = plan_merge(mine, theirs, "Merge")
    (conflict,) = planned.conflicts
    assert planned.values(conflict) == ("kept", "deleted")
    assert planned.deleted == ()
    let_go = planned.choosing({0: True})
    assert {each.id for each in let_go.deleted} == {"e1", "x", "l"}
    carry_out(let_go, mine, theirs)
    assert (mine.lookups.event("e1"), mine.evidence.excerpts("e1"), mine.lookups.links("e2")) == (None, [], [])
    assert mine.check().ok


def test_what_others_need_comes_back_whatever_a_person_chooses(pair):
    mine, theirs = pair
    source = mine.lookups.record(Source, "s1")
    mine.apply(Change("Delete", (source,)))
    theirs.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="says so"),)))
    planned = plan_merge(mine, theirs, "Merge")
    (conflict,) = planned.conflicts
    assert (conflict.reason, conflict.is_free, conflict.takes_theirs) == ("deleted here", False, True)
    assert planned.choosing({0: False}) == planned
    carry_out(planned, mine, theirs)
    assert mine.lookups.record(Source, "s1") == source
    assert mine.check().ok


def test_very_many_new_records_come_in_as_a_batch_with_the_same_outcome(apart, monkeypatch):
    chronology, theirs = apart
    listed = plan_merge_of(chronology, theirs.path, "Merge")
    monkeypatch.setattr("timeline_app.document.merge.merging.MOST_LISTED", 1)
    planned = plan_merge_of(chronology, theirs.path, "Merge")
    assert (listed.in_bulk, planned.in_bulk) == (False, True)
    assert planned.counts == listed.counts
    assert planned.added_by_kind() == listed.added_by_kind()
    merge_in(planned, chronology, theirs.path)
    chronology.adopt(chronology.take_snapshot())
    assert chronology.event_by_id("t").title == "New"
    assert [each.name for each in chronology.actors] == ["Somebody"]
    assert plan_merge_of(chronology, theirs.path, "Merge").counts == (0, 0, 0)
    assert chronology.store.check().ok
    chronology.undo()
    assert (chronology.event_by_id("t"), chronology.actors) == (None, [])


def test_timelines_that_differ_in_too_much_are_not_merged(apart, monkeypatch):
    chronology, theirs = apart
    monkeypatch.setattr("timeline_app.document.merge.merging.MOST_COMPARED", 1)
    with pytest.raises(StoreError, match="differ in 2 records"):
        plan_merge_of(chronology, theirs.path, "Merge")


def test_what_one_lacks_of_the_same_source_is_filled_from_the_other(tmp_path):
    stores = [Store.create(tmp_path / f"{name}.timelinedb", name=name) for name in ("a", "b")]
    for store, facts in zip(
        stores, ({"author": "A. Writer"}, {"publisher": "A body", "author": "Another"}), strict=True
    ):
        store.apply(Change("Add", after=(Source(new_id(), "Report", url="https://a.example/1", **facts),)))
    planned = merge(*stores)
    (source,) = stores[0].lookups.sources()
    assert (source.author, source.publisher) == ("A. Writer", "A body")
    assert (planned.counts, planned.conflicts) == ((0, 1, 0), ())
    assert [mine.id for mine, _their in planned.united] == [source.id]
    assert stores[0].name == "a"
    for store in stores:
        store.close()


def test_a_change_is_put_on_top_of_what_an_open_timeline_holds_now(apart):
    chronology, _theirs = apart
    old = chronology.event_by_id("e3")
    with Store.open(chronology.path) as other:
        edit(other, "e3", title="Theirs")
    merged = rebase_on(chronology, Change("Mine", (old,), (replace(old, summary="Mine"),)))
    chronology.do(merged.change)
    now = chronology.event_by_id("e3")
    assert (now.title, now.summary, merged.conflicts) == ("Theirs", "Mine", ())
