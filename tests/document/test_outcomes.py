"""Planned events whose day has passed: one rule for query, count, question and check; each answer is one change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.editing.outcomes import OverdueEvents, became, is_overdue, overdue_rows, still_planned
from timeline_app.domain.change import Change
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import STATUSES, Event, Particulars
from timeline_app.store.store import Store

LATER = "2031-01-01T00:00:00Z"


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb", as_of="2025-07-31"), "B. Reader")
    yield opened
    opened.close()


def add(chronology, *events):
    chronology.do(Change("Add", after=events))


def told_in_all_ways(chronology):
    """The ids, after seeing that mask, SQL, rows, question and check agree."""
    by_rows = {chronology.event(row).id for row in overdue_rows(chronology).tolist()}
    mask = chronology.select("is:overdue")
    assert {chronology.event(row).id for row in chronology.columns.row[mask].tolist()} == by_rows
    found = chronology.store.search.matching_rows(parse_query("is:overdue"))
    assert {chronology.event(row).id for row in found} == by_rows
    assert {each.id for each in chronology.store.check().hints if each.kind == "overdue"} == by_rows
    events = chronology.events(chronology.columns.row.tolist())
    assert {event.id for event in events if is_overdue(chronology, event)} == by_rows
    return by_rows


def test_planned_events_whose_day_has_passed_are_overdue_and_no_others(chronology):
    dates = {"past": "2025-07-30", "same": "2025-07-31", "next": "2025-08-01", "month": "2025-07", "year": "2025",
             "undated": "", "open": "2025-01-01/..", "clock": "2025-07-31T23:00:00Z"}  # fmt: skip
    add(chronology, *(Event(name, name, date, status="planned") for name, date in dates.items()))
    add(chronology, *(Event(status, status, "2025-01-01", status=status) for status in STATUSES if status != "planned"))
    assert told_in_all_ways(chronology) == {"past", "same", "month", "clock"}


def test_another_as_of_date_asks_anew(chronology):
    add(chronology, Event("e", "Talks", "2025-08-01", status="planned"))
    assert told_in_all_ways(chronology) == set()
    before = chronology.particulars
    chronology.do(Change("Later", (before,), (Particulars(name=before.name, as_of="2025-08-01"),)))
    assert told_in_all_ways(chronology) == {"e"}
    chronology.undo()
    assert told_in_all_ways(chronology) == set()


@pytest.mark.parametrize("outcome", ["occurred", "cancelled"])
def test_an_answer_is_one_change_that_undo_takes_back(chronology, outcome):
    add(chronology, Event("e", "Talks", "2025-07-01", status="planned"))
    chronology.do(became(chronology.event_by_id("e"), outcome))
    assert chronology.event_by_id("e").status == outcome
    assert told_in_all_ways(chronology) == set()
    chronology.undo()
    assert told_in_all_ways(chronology) == {"e"}


def test_still_planned_is_kept_as_a_review_and_not_asked_again(chronology):
    add(chronology, Event("e", "Talks", "2025-07-01", status="planned"))
    chronology.do(still_planned(chronology, chronology.event_by_id("e"), "2025-06-30T12:00:00Z"))
    assert told_in_all_ways(chronology) == {"e"}, "who looked before the day knew nothing of it"
    chronology.do(still_planned(chronology, chronology.event_by_id("e"), LATER))
    (review,) = chronology.reviews("e")
    assert (review.state, review.reviewer, review.at) == ("checked", "B. Reader", LATER)
    assert chronology.event_by_id("e").status == "planned"
    assert told_in_all_ways(chronology) == set()
    chronology.undo()
    assert told_in_all_ways(chronology) == {"e"}


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2025-07-30", "2025-07-31T21:59:59Z", "2025-07-31T22:00:00Z", "2025-08", "", "2024", "?"]),
            st.sampled_from(STATUSES),
            st.sampled_from(["", "checked", "needs checking"]),
        ),
        max_size=6,
    ),
    st.sampled_from(["", "2025-07-31", "2025", "1999"]),
    st.sampled_from(["", "Africa/Khartoum", "no zone"]),
)
def test_every_way_of_asking_agrees(tmp_path_factory, events, as_of, zone):
    store = Store.create(tmp_path_factory.mktemp("o") / "a.timelinedb")
    from timeline_app.domain.records import Review, review_id

    made = []
    for number, (date, status, seen) in enumerate(events):
        made.append(Event(f"e{number}", "E", date if date != "?" else "", status=status, date_text=date))
        if seen:
            made.append(Review(review_id(f"e{number}"), f"e{number}", state=seen, at=LATER))
    store.lay_down((Particulars(name="A", as_of=as_of, zone=zone), *made))
    chronology = Chronology(store)
    try:
        told_in_all_ways(chronology)
    finally:
        chronology.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "date", "status", "delete", "review", "as of", "undo", "redo"]),
        st.integers(0, 5),
        st.sampled_from(["2025-07-01", "2025-07-31", "2026-01-01", ""]),
        st.sampled_from(["planned", "occurred", "reported"]),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_what_is_followed_from_change_to_change_is_what_asking_anew_gives(tmp_path_factory, steps):
    chronology = Chronology(Store.create(tmp_path_factory.mktemp("f") / "a.timelinedb", as_of="2025-07-31"))
    add(chronology, *(Event(f"s{number}", "S", "2025-07-01", status="planned") for number in range(3)))
    overdue = OverdueEvents(chronology)
    chronology.subscribe(lambda change, _origin: overdue.follow(change))
    try:
        for number, (step, which, date, status) in enumerate(steps):
            events = chronology.events(chronology.columns.row.tolist())
            event = events[which % len(events)] if events else None
            if step == "add":
                add(chronology, Event(f"e{number}", "E", date, status=status))
            elif step == "as of":
                before = chronology.particulars
                chronology.do(Change("As of", (before,), (replace(before, as_of=date),)))
            elif step == "undo":
                chronology.undo()
            elif step == "redo":
                chronology.redo()
            elif event is not None and step == "delete":
                chronology.do(Change("Delete", (event,)))
            elif event is not None and step == "review":
                chronology.do(still_planned(chronology, event, LATER))
            elif event is not None:
                fresh = replace(event, status=status) if step == "status" else replace(event, start=date)
                chronology.do(Change("Edit", (event,), (fresh,)))
            assert overdue.rows == set(overdue_rows(chronology).tolist())
    finally:
        chronology.close()
