"""Plans of change for names: what each changes, that undo takes it back whole, and that very many uses move at once."""

from __future__ import annotations

import dataclasses
import time

import numpy as np
import pytest

from timeline_app.document import Chronology
from timeline_app.document.names import plans
from timeline_app.document.names.plans import deleting, editing, merging, renaming, reordering
from timeline_app.document.names.uses import alike, counts_by_name, events_using, name_called, pair_key, use_of
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ConflictError, KnownError
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Place,
    SavedView,
    Source,
    Tag,
    new_id,
)
from timeline_app.store.store import Store


@pytest.fixture
def chronology(tmp_path):
    store = Store.create(tmp_path / "a.timelinedb")
    opened = Chronology(store, "Ada")
    yield opened
    opened.close()


def fill(chronology, count=6):
    """Give a chronology of `count` events on two actors, places, categories and tags each, with evidence."""
    categories = [Category("c1", "Strike", "#C2373F", "triangle", 0), Category("c2", "Attack", "#8C510A", "square", 1)]
    actors = [Actor("a1", "Umerov", "person", ("Умеров",)), Actor("a2", "Umjerow", "minister"), Actor("a3", "OSCE")]
    places = [Place("p1", "Kyiv", 50.45, 30.52), Place("p2", "Київ", kind="city", notes="The capital")]
    tags = [Tag("t1", "talks"), Tag("t2", "negotiations")]
    events = []
    for number in range(count):
        parts = {0: ("a1",), 1: ("a2",), 2: ("a1", "a2"), 3: ("a2", "a3", "a1"), 4: (), 5: ("a3",)}[number % 6]
        events.append(
            Event(
                f"e{number}", f"Event {number}", f"20{14 + number % 10}-03-18",
                status="occurred" if number % 2 else "reported",
                category_id=f"c{number % 2 + 1}", place_id=("p1", "p2", "")[number % 3],
                actors=tuple(Participation(each, f"role of {each}" if number % 6 == 3 else "") for each in parts),
                tag_ids=(("t1",), ("t2",), ("t1", "t2"))[number % 3],
            )
        )  # fmt: skip
    evidence = (Source("s1", "Gazette"), Excerpt("x1", "e3", "s1", exact="They met."))
    views = (SavedView("v1", "Talks", "actor:=Umjerow -missing:source (tag:=talks OR tag:=negotiations)"),)
    chronology.do(Change("Fill", after=(*categories, *actors, *places, *tags, *events, *evidence, *views)))


def state(chronology):
    """Give all that a store holds but for the store's stamps, and what the columns say."""
    records = [
        record
        if not isinstance(record, Event)
        else (record.id, record.category_id, record.place_id, record.actors, record.tag_ids)
        for record in chronology.store.records()
    ]
    return records, shown(chronology)


def shown(chronology):
    """Give by name what each event has in the columns, and the counts: the window shows these."""
    columns = chronology.columns
    offsets = columns.actor_offsets
    events = [
        (
            int(row),
            chronology.categories[columns.category[at]].name if columns.category[at] >= 0 else "",
            chronology.places[columns.place[at]].name if columns.place[at] >= 0 else "",
            sorted(chronology.actors[each].name for each in columns.actor_index[offsets[at] : offsets[at + 1]]),
        )
        for at, row in enumerate(columns.row)
    ]
    return events, [counts_by_name(chronology, kind) for kind in ("category", "actor", "place", "tag")]


def same_as_anew(chronology):
    """Tell whether columns that followed an edit are those that are read anew from the file."""
    with Store.open(chronology.path, read_only=True) as store:
        anew = Chronology(store)
        return shown(chronology) == shown(anew)


@pytest.fixture(params=[2_000, 0], ids=["as records", "as moves"])
def most(request, monkeypatch):
    """Have merges carry their events as records, or move them at once as for very many."""
    monkeypatch.setattr(plans, "MOST_RECORDS", request.param)
    return request.param


MERGES = [("actor", ["Umjerow"], "Umerov"), ("place", ["Київ"], "Kyiv"), ("tag", ["negotiations"], "talks"),
          ("category", ["Attack"], "Strike"), ("actor", ["Umjerow", "OSCE"], "Umerov")]  # fmt: skip


@pytest.mark.parametrize(("kind", "others", "into"), MERGES)
def test_a_merge_moves_every_use_and_undo_takes_it_back(chronology, most, kind, others, into):
    fill(chronology, 24)
    before = state(chronology)
    names = [name_called(chronology, kind, each) for each in (*others, into)]
    using = events_using(chronology, names)
    change = merging(chronology, names[:-1], names[-1])
    assert bool(change.moves) == (most == 0)
    chronology.do(change)
    stays = name_called(chronology, kind, into)
    assert use_of(chronology, stays).events == using
    assert all(name_called(chronology, kind, each).id == stays.id for each in others)
    assert set(others) <= set(stays.aliases)
    assert same_as_anew(chronology)
    assert chronology.file.check().problems == ()
    after = state(chronology)
    assert chronology.undo().label == change.label
    assert state(chronology) == before
    assert same_as_anew(chronology)
    chronology.redo()
    assert state(chronology) == after
    assert same_as_anew(chronology)


def test_roles_are_kept_and_a_name_stands_once_in_an_event(chronology, most):
    fill(chronology)
    umerov, umjerow = (name_called(chronology, "actor", name) for name in ("Umerov", "Umjerow"))
    chronology.do(merging(chronology, [umjerow], umerov))
    assert chronology.event_by_id("e2").actors == (Participation("a1"),)
    assert chronology.event_by_id("e3").actors == (
        Participation("a3", "role of a3"),
        Participation("a1", "role of a1; role of a2"),
    )
    assert [each.excerpt.id for each in chronology.evidence("e3")] == ["x1"]


def test_the_name_that_stays_takes_what_it_lacked(chronology):
    fill(chronology)
    chronology.do(
        merging(chronology, [name_called(chronology, "place", "Київ")], name_called(chronology, "place", "Kyiv"))
    )
    place = name_called(chronology, "place", "Kyiv")
    assert (place.latitude, place.kind, place.notes, place.aliases) == (50.45, "city", "The capital", ("Київ",))
    chronology.do(
        merging(chronology, [name_called(chronology, "actor", "Umerov")], name_called(chronology, "actor", "Umjerow"))
    )
    actor = name_called(chronology, "actor", "умеров")
    assert (actor.name, actor.kind, actor.aliases) == ("Umjerow", "minister", ("Umerov", "Умеров"))


def test_saved_views_follow_a_rename_and_a_merge(chronology):
    fill(chronology)
    chronology.do(renaming(chronology, name_called(chronology, "actor", "Umjerow"), "R. Umjerow"))
    assert 'actor:="R. Umjerow"' in chronology.views()[0].query
    chronology.do(
        merging(chronology, [name_called(chronology, "tag", "talks")], name_called(chronology, "tag", "negotiations"))
    )
    assert chronology.views()[0].query.endswith("tag:=negotiations")
    assert "-missing:source" in chronology.views()[0].query


def test_the_category_of_new_events_follows_a_rename_a_merge_and_a_deletion(chronology):
    fill(chronology)
    told = chronology.particulars
    chronology.do(Change("Say", (told,), (dataclasses.replace(told, default_category="strike"),)))
    chronology.do(renaming(chronology, name_called(chronology, "category", "Strike"), "Air strike"))
    assert chronology.particulars.default_category == "Air strike"
    strike, attack = (name_called(chronology, "category", each) for each in ("Air strike", "Attack"))
    chronology.do(merging(chronology, [strike], attack))
    assert chronology.particulars.default_category == "Attack"
    chronology.undo()
    chronology.do(deleting(chronology, name_called(chronology, "category", "Air strike"), attack))
    assert chronology.particulars.default_category == "Attack"
    chronology.do(Change("Add", after=(Category("c9", "Talks"),)))
    told = chronology.particulars
    chronology.do(Change("Say", (told,), (dataclasses.replace(told, default_category="Talks"),)))
    chronology.do(deleting(chronology, name_called(chronology, "category", "Talks")))
    assert chronology.particulars.default_category == ""
    chronology.undo()
    assert chronology.particulars.default_category == "Talks"


def test_a_rename_says_what_it_is_and_may_keep_the_old_name(chronology):
    fill(chronology)
    change = renaming(chronology, name_called(chronology, "category", "strike"), "  Air   strike ", keep=True)
    assert change.label == "Rename the category “Strike” to “Air strike”"
    chronology.do(change)
    assert name_called(chronology, "category", "Strike").name == "Air strike"
    assert chronology.undo_label == change.label


@pytest.mark.parametrize("name", ["Umjerow", "  UMJEROW ", "умеров", "", "  "])
def test_a_name_that_is_taken_or_empty_is_refused_in_a_sentence(chronology, name):
    fill(chronology)
    osce = name_called(chronology, "actor", "OSCE")
    with pytest.raises(KnownError, match=r"there already|at least one letter"):
        renaming(chronology, osce, name)


def test_a_name_may_take_one_of_its_own_spellings(chronology):
    fill(chronology)
    umerov = name_called(chronology, "actor", "Umerov")
    chronology.do(renaming(chronology, umerov, "Умеров", keep=True))
    assert name_called(chronology, "actor", "Umerov").aliases == ("Umerov",)


def test_colour_and_shape_are_named_in_the_history(chronology):
    fill(chronology)
    strike = name_called(chronology, "category", "Strike")
    recolour = editing(chronology, strike, Category("c1", "Strike", "#1B7F5C", "triangle", 0))
    assert recolour.label == "Give “Strike” another colour"
    assert (
        editing(chronology, strike, Category("c1", "Strike", "#C2373F", "circle", 0)).label
        == "Give “Strike” another shape"
    )
    assert (
        editing(chronology, strike, Category("c1", "Strike", "#1B7F5C", "circle", 0)).label
        == "Edit the category “Strike”"
    )


def test_deleting_needs_a_replacement_where_events_use_a_name(chronology, most):
    fill(chronology)
    strike, attack = (name_called(chronology, "category", name) for name in ("Strike", "Attack"))
    with pytest.raises(KnownError, match="used by 3 events"):
        deleting(chronology, strike)
    before = state(chronology)
    chronology.do(deleting(chronology, strike, attack))
    assert [each.name for each in chronology.categories] == ["Attack"]
    assert name_called(chronology, "category", "Attack").aliases == ()
    assert counts_by_name(chronology, "category") == {"Attack": 6}
    chronology.undo()
    assert state(chronology) == before
    chronology.do(Change("Add", after=(Tag("t9", "unused"),)))
    chronology.do(deleting(chronology, name_called(chronology, "tag", "unused")))
    assert [each.name for each in chronology.tags] == ["talks", "negotiations"]


def test_a_name_is_not_merged_with_itself(chronology):
    fill(chronology)
    umerov = name_called(chronology, "actor", "Umerov")
    with pytest.raises(KnownError, match="itself"):
        merging(chronology, [umerov], umerov)


def test_categories_stand_in_the_order_of_a_hand(chronology):
    fill(chronology)
    change = reordering(chronology, "category", ["c2", "c1"], 2)
    chronology.do(change)
    assert [each.name for each in chronology.categories] == ["Attack", "Strike"]
    assert same_as_anew(chronology)
    chronology.undo()
    assert [each.name for each in chronology.categories] == ["Strike", "Attack"]


def test_of_other_names_those_that_a_hand_placed_come_first(chronology):
    fill(chronology)
    chronology.do(reordering(chronology, "actor", ["a3", "a1", "a2"], 1))
    assert [(each.id, each.position) for each in chronology.actors] == [("a3", -1), ("a1", 0), ("a2", 0)]
    assert same_as_anew(chronology)
    chronology.do(reordering(chronology, "actor", ["a2", "a3", "a1"], 2))
    assert [each.id for each in chronology.actors] == ["a2", "a3", "a1"]
    chronology.do(reordering(chronology, "actor", ["a2", "a3", "a1"], 0))
    assert [each.id for each in chronology.actors] == ["a1", "a2", "a3"]


def test_uses_are_told_with_how_many_are_certain_and_their_years(chronology):
    fill(chronology)
    use = use_of(chronology, name_called(chronology, "actor", "Umerov"))
    assert (use.events, use.certain, use.undated) == (3, 1, 0)
    assert use.first_s < use.last_s
    chronology.do(Change("Add", after=(Actor("a9", "Nobody"),)))
    empty = use_of(chronology, name_called(chronology, "actor", "Nobody"))
    assert (empty.events, empty.first_s, empty.last_s) == (0, None, None)


def test_a_name_that_is_gone_is_told_so(chronology):
    fill(chronology)
    with pytest.raises(KnownError, match="No place is called “Odesa”"):
        name_called(chronology, "place", "Odesa")
    with pytest.raises(KnownError, match="no longer there"):
        use_of(chronology, Tag("t7", "gone"))


def test_pairs_that_were_told_apart_are_not_offered_again(chronology):
    fill(chronology)
    assert [(each.first, each.second) for each in alike(chronology, "actor")] == [("a1", "a2")]
    assert alike(chronology, "actor", {pair_key("a2", "a1")}) == []


def test_a_move_takes_in_what_another_window_did_meanwhile(chronology, monkeypatch):
    fill(chronology)
    monkeypatch.setattr(plans, "MOST_RECORDS", 0)
    umerov, umjerow = (name_called(chronology, "actor", name) for name in ("Umerov", "Umjerow"))
    change = merging(chronology, [umjerow], umerov)
    with Store.open(chronology.path) as other:
        event = other.lookups.event("e1")
        both = dataclasses.replace(event, actors=(*event.actors, Participation("a1", "host")))
        other.apply(Change("Elsewhere", (event,), (both,)))
    chronology.do(change)
    assert chronology.event_by_id("e1").actors == (Participation("a1", "host"),)
    assert same_as_anew(chronology)
    chronology.undo()
    assert chronology.event_by_id("e1").actors == both.actors
    assert same_as_anew(chronology)


def test_a_move_that_no_longer_fits_is_not_taken_back(chronology, monkeypatch):
    fill(chronology)
    monkeypatch.setattr(plans, "MOST_RECORDS", 0)
    chronology.do(
        merging(chronology, [name_called(chronology, "place", "Київ")], name_called(chronology, "place", "Kyiv"))
    )
    with chronology.store.connections.writing() as connection:
        connection.execute("UPDATE event SET place_row = NULL WHERE id = 'e1'")
    with pytest.raises(ConflictError, match="changed meanwhile"):
        chronology.undo()


def test_moved_uses_are_followed_by_another_window_and_by_a_copy_as_it_was(chronology, monkeypatch, tmp_path):
    fill(chronology)
    monkeypatch.setattr(plans, "MOST_RECORDS", 0)
    step = chronology.store.history.last_step()
    before = shown(chronology)
    with Store.open(chronology.path, read_only=True) as store:
        other = Chronology(store)
        change = merging(
            chronology, [name_called(chronology, "actor", "Umjerow")], name_called(chronology, "actor", "Umerov")
        )
        chronology.do(change)
        assert other.refresh()
        assert shown(other) == shown(chronology)
    chronology.store.write_as_it_was(step, tmp_path / "then.timelinedb")
    with Store.open(tmp_path / "then.timelinedb", read_only=True) as store:
        assert shown(Chronology(store)) == before


def test_the_journal_tells_moved_uses_and_damage_in_them_is_told(chronology, monkeypatch):
    fill(chronology)
    monkeypatch.setattr(plans, "MOST_RECORDS", 0)
    chronology.do(
        merging(chronology, [name_called(chronology, "tag", "talks")], name_called(chronology, "tag", "negotiations"))
    )
    entry = chronology.journal.entries(limit=1)[0]
    assert [(move.kind, move.from_id, move.into_id, len(move.rows)) for move in entry.change.moves] == [
        ("tag", "t1", "t2", 2)
    ]
    with chronology.store.connections.writing() as connection:
        connection.execute('UPDATE journal SET after = replace(after, \'"kind":"tag"\', \'"kind":"event"\')')
    with pytest.raises(KnownError, match="journal of this timeline is damaged"):
        chronology.undo()


def test_a_hundred_thousand_uses_move_without_being_read(tmp_path):
    """Each event as a record takes some half a millisecond: the move of so many is told in milliseconds."""
    store = Store.create(tmp_path / "many.timelinedb")
    count = 100_000
    store.lay_down(
        [Category("c1", "Strike"), Category("c2", "Attack"), Event(new_id(), "First", "2022", category_id="c2")]
    )
    with store.connections.writing() as connection:
        connection.execute(
            'INSERT INTO event SELECT NULL, id || value, 0, NULL, title, start, "end", date_text, zone, day_order,'
            " status, 1, importance, place_row, summary, notes, external_id, created, updated, start_min, start_max,"
            " end_min, end_max, flags FROM event, (WITH RECURSIVE n(value) AS"
            " (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < ?) SELECT value FROM n)",
            (count,),
        )
    chronology = Chronology(store)
    strike, attack = chronology.categories
    begun = time.process_time()
    chronology.do(merging(chronology, [strike], attack))
    assert time.process_time() - begun < 10
    assert counts_by_name(chronology, "category") == {"Attack": count + 1}
    assert np.all(chronology.columns.category == 0)
    chronology.undo()
    assert counts_by_name(chronology, "category") == {"Strike": count, "Attack": 1}
    chronology.close()
