"""Many events at once: what they share, what one change makes of them, and that it touches nothing else."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.editing import many_events
from timeline_app.document.editing.many_events import (
    EventDate,
    EventEdits,
    NameEdits,
    change_of_many,
    chosen_events,
    common_of,
)
from timeline_app.document.merge.merging import carry_out
from timeline_app.document.merge.rebasing import rebase_on
from timeline_app.domain.change import Change
from timeline_app.domain.errors import ConflictError, KnownError
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Place,
    Review,
    Source,
    Tag,
    review_id,
)
from timeline_app.store.store import Store

COUNT = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("many")


@pytest.fixture
def chronology(tmp_path):
    opened = fill(tmp_path / "a.timelinedb")
    yield opened
    opened.close()


def fill(path):
    """Give a chronology of twelve events of which no two have the same of everything."""
    chronology = Chronology(Store.create(path), "Ada")
    names = (
        Category("c1", "Strike"), Category("c2", "Talks"), Actor("a1", "RSF"), Actor("a2", "SAF"), Actor("a3", "UN"),
        Place("p1", "Khartoum"), Place("p2", "El Fasher"), Tag("t1", "siege"), Tag("t2", "aid"),
    )  # fmt: skip
    events = tuple(
        Event(
            f"e{n:02}", f"Event {n}", f"2023-04-{15 + n % 3}",
            status="reported" if n % 2 else "planned", category_id=("c1", "c2", "")[n % 3], importance=1 + n % 5,
            place_id=("p1", "p2", "")[n % 3],
            actors=(Participation("a1", "attacker"), *((Participation("a2"),) if n % 4 == 0 else ())),
            tag_ids=("t1", "t2")[: n % 3], summary=f"Words {n}", notes=f"Note {n}",
        )
        for n in range(COUNT)
    )  # fmt: skip
    evidence = (Source("s", "Gazette"), Excerpt("x", "e01", "s", exact="They met."))
    chronology.do(Change("Fill", after=(*names, *events, *evidence)))
    return chronology


def all_of(chronology):
    return sorted(chosen_events(chronology, chronology.columns.row.tolist()), key=lambda event: event.id)


def plain(event):
    return dataclasses.replace(event, updated="")


def made(chronology, edits, events=None):
    """Carry edits out and give the label and the events as they are then."""
    change = change_of_many(chronology, all_of(chronology) if events is None else events, edits)
    chronology.do(change)
    return change.label, all_of(chronology)


def test_what_all_share_is_told_and_where_they_differ_is_left_open(chronology):
    common = common_of(chronology, all_of(chronology))
    assert (common.events, common.zone) == (COUNT, "")
    assert (common.status, common.category, common.importance, common.place) == (None,) * 4
    assert [(each.name, each.events) for each in common.actors] == [("RSF", 12), ("SAF", 3)]
    assert [(each.name, each.events) for each in common.tags] == [("siege", 8), ("aid", 4)]


def test_what_two_alike_share_is_told(chronology):
    alike = [event for event in all_of(chronology) if event.id in {"e00", "e06"}]
    common = common_of(chronology, alike)
    assert (common.status, common.category, common.place, common.tags) == ("planned", "Strike", "Khartoum", ())
    without = [event for event in all_of(chronology) if event.id in {"e02", "e08"}]
    assert (common_of(chronology, without).category, common_of(chronology, without).place) == ("", ""), "all have none"


def test_of_no_event_nothing_is_shared(chronology):
    assert common_of(chronology, []).status is None
    assert change_of_many(chronology, [], EventEdits(status="occurred")) is None


def test_only_what_is_named_changes_and_one_undo_takes_all_back(chronology):
    before = all_of(chronology)
    label, after = made(chronology, EventEdits(status="occurred"))
    assert label == "12 events: status Occurred"
    assert {event.status for event in after} == {"occurred"}
    same = [dataclasses.replace(plain(event), status=old.status) for event, old in zip(after, before, strict=True)]
    assert same == list(map(plain, before))
    chronology.undo()
    assert list(map(plain, all_of(chronology))) == list(map(plain, before))
    assert chronology.undo_label == "Fill", "it was one step"


def test_names_are_added_and_taken_away_and_the_others_stay(chronology):
    edits = EventEdits(actors=NameEdits(("UN", "Egypt"), ("a2",)), tags=NameEdits(added=("siege",), removed=("t2",)))
    label, after = made(chronology, edits)
    assert label == "12 events: with “UN”, “Egypt”; without “SAF”; tag “siege”; without tag “aid”"
    egypt = next(each.id for each in chronology.actors if each.name == "Egypt")
    for event in after:
        assert event.actors == (Participation("a1", "attacker"), Participation("a3"), Participation(egypt))
        assert event.tag_ids == ("t1",)
    chronology.undo()
    assert "Egypt" not in {each.name for each in chronology.actors}, "a name that the change made goes with it"


def test_names_alone_stand_in_place_of_all_others_and_keep_their_roles(chronology):
    _label, after = made(chronology, EventEdits(actors=NameEdits(("RSF",), alone=True), tags=NameEdits(alone=True)))
    assert {event.actors for event in after} == {(Participation("a1", "attacker"),)}
    assert {event.tag_ids for event in after} == {()}


def test_a_name_is_found_by_its_spellings_and_made_once_where_it_is_new(chronology):
    _label, after = made(chronology, EventEdits(category="strike", place="Port Sudan"))
    assert {event.category_id for event in after} == {"c1"}
    (place_id,) = {event.place_id for event in after}
    assert [each.name for each in chronology.places if each.id == place_id] == ["Port Sudan"]
    label, after = made(chronology, EventEdits(category="", place=""))
    assert label == "12 events: no category; no place"
    assert {(event.category_id, event.place_id) for event in after} == {("", "")}


def test_events_that_have_it_already_are_no_part_of_the_change(chronology):
    change = change_of_many(chronology, all_of(chronology), EventEdits(status="reported"))
    assert change.label == "6 events: status Reported"
    assert len(change.after) == 6
    chronology.do(change)
    assert change_of_many(chronology, all_of(chronology), EventEdits(status="reported")) is None


def test_a_change_of_one_event_is_told_by_its_title(chronology):
    first = all_of(chronology)[:1]
    assert change_of_many(chronology, first, EventEdits(importance=5)).label == "“Event 0”: importance 5"


def test_texts_date_and_zone_are_set_for_all(chronology):
    edits = EventEdits(
        title=" The  title ", date=EventDate("2024-05", "", "May 2024"), zone="Africa/Khartoum", summary="", notes=" n "
    )
    label, after = made(chronology, edits)
    assert label == "12 events: title “The title”; date May 2024; times in Africa/Khartoum; no summary; other notes"
    assert {(e.title, e.start, e.end, e.date_text, e.zone, e.summary, e.notes) for e in after} == {
        ("The title", "2024-05", "", "May 2024", "Africa/Khartoum", "", "n")
    }


def test_an_event_cannot_lose_its_title(chronology):
    with pytest.raises(KnownError, match="needs a title"):
        change_of_many(chronology, all_of(chronology), EventEdits(title=" "))


def test_many_are_checked_at_once_for_what_they_are_after_the_change(chronology):
    moment = datetime(2025, 7, 1, 12, tzinfo=UTC)
    change = change_of_many(chronology, all_of(chronology), EventEdits(status="occurred", review="checked"), moment)
    assert change.label == "12 events: status Occurred; checked"
    chronology.do(change)
    assert chronology.select("is:checked").sum() == COUNT
    (review,) = chronology.reviews("e01")
    assert (review.id, review.reviewer, review.at) == (review_id("e01"), "Ada", "2025-07-01T12:00:00Z")
    assert change_of_many(chronology, all_of(chronology), EventEdits(review="checked")) is None
    made(chronology, EventEdits(review="needs checking", review_note="one source"))
    assert chronology.reviews("e01")[0].note == "one source"
    made(chronology, EventEdits(review="unchecked"))
    assert not any(chronology.reviews(event.id) for event in all_of(chronology))
    assert not any(isinstance(each, Review) for each in chronology.store.records())


def test_more_than_a_change_can_carry_is_refused_in_a_sentence(chronology, monkeypatch):
    monkeypatch.setattr(many_events, "MOST_AT_ONCE", 11)
    with pytest.raises(KnownError, match="12 events are chosen, and 11 at most"):
        chosen_events(chronology, chronology.columns.row.tolist())


def test_what_others_wrote_meanwhile_stays(chronology):
    events = all_of(chronology)
    change = change_of_many(chronology, events, EventEdits(status="occurred", tags=NameEdits(("new",))))
    theirs = dataclasses.replace(events[3], title="Theirs", tag_ids=("t2",))
    chronology.do(Change("Theirs", (events[3],), (theirs,)))
    with pytest.raises(ConflictError):
        chronology.do(change)
    merge = rebase_on(chronology, change)
    assert merge.conflicts == ()
    carry_out(merge, chronology.store, chronology.store, "Ada")
    chronology.refresh()
    now = all_of(chronology)
    assert {event.status for event in now} == {"occurred"}
    new = next(each.id for each in chronology.tags if each.name == "new")
    assert (now[3].title, now[3].tag_ids) == ("Theirs", ("t2", new))


EDITS = st.builds(
    EventEdits,
    status=st.sampled_from([None, "occurred", "disputed"]),
    category=st.sampled_from([None, "", "Talks", "Siege"]),
    importance=st.sampled_from([None, 1, 5]),
    place=st.sampled_from([None, "", "khartoum", "Nyala"]),
    zone=st.sampled_from([None, "", "Africa/Khartoum"]),
    actors=st.builds(
        NameEdits,
        st.lists(st.sampled_from(["RSF", "SAF", "Chad"]), unique=True).map(tuple),
        st.lists(st.sampled_from(["a1", "a3"]), unique=True).map(tuple),
        st.booleans(),
    ),
    tags=st.builds(NameEdits, st.lists(st.sampled_from(["aid", "famine"]), unique=True).map(tuple)),
    review=st.sampled_from([None, "checked", "unchecked"]),
)


@given(EDITS, st.sets(st.integers(0, COUNT - 1)))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_edit_touches_the_chosen_alone_holds_when_repeated_and_is_undone_whole(folder, edits, chosen):
    path = folder / "law.timelinedb"
    path.unlink(missing_ok=True)
    chronology = fill(path)
    try:
        before = all_of(chronology)
        change = change_of_many(chronology, [before[n] for n in sorted(chosen)], edits)
        if change is None:
            return
        chronology.do(change)
        after = all_of(chronology)
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            assert number in chosen or new == old
            assert (new.title, new.start, new.summary, new.notes) == (old.title, old.start, old.summary, old.notes)
        again = change_of_many(chronology, [after[n] for n in sorted(chosen)], edits)
        assert again is None, "what has been done is not done twice"
        chronology.undo()
        assert list(map(plain, all_of(chronology))) == list(map(plain, before))
        assert chronology.undo_label == "Fill"
    finally:
        chronology.close()


def test_a_worker_reads_what_led_to_its_snapshot_and_the_listeners_hear_of_it_once(chronology):
    heard = []
    chronology.subscribe(lambda change, _origin: heard.append(change.label))
    chronology.journal.do(change_of_many(chronology, all_of(chronology), EventEdits(status="occurred")), "Ada")
    snapshot = chronology.take_snapshot()
    assert [change.label for change in snapshot.changes] == ["12 events: status Occurred"]
    chronology.adopt(snapshot)
    assert heard == ["12 events: status Occurred"]
    assert {event.status for event in all_of(chronology)} == {"occurred"}


def test_what_was_followed_while_a_worker_read_is_not_told_twice(chronology):
    heard = []
    chronology.subscribe(lambda change, _origin: heard.append(change.label))
    chronology.journal.do(change_of_many(chronology, all_of(chronology), EventEdits(status="occurred")), "Ada")
    snapshot = chronology.take_snapshot()
    chronology.refresh()
    chronology.adopt(snapshot)
    assert heard == ["12 events: status Occurred"]
