"""What evidence claims of an event's date: which claims contradict it, and the changes that a person makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology, open_chronology
from timeline_app.document.evidence.date_claims import (
    agrees,
    claimed_dates_at,
    claims_of,
    contested,
    dated,
    moved_within_day,
    own_date,
    preferring,
    reclaiming,
    same_day_as,
    side_by_side,
)
from timeline_app.domain.change import Change
from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Source("s", "A report")
SINGLE = ("2014", "2014-03", "2014-03-18", "2014-03-19", "2014-03-18T09:00Z", "2014-03-18T09:00", "2014-03~", "201X",
          "[2014-03-18,2014-03-20]", "{2014,2015}")  # fmt: skip
RANGES = ("2014-02-20/2014-03-18", "2014-02/2014-03", "2014-03-18/..", "2013/2015~")
NO_DATES = ("soon", "2014-13-40", "2014-03-18/2014-02-20/2013")
DAY = "2019-03-02"


@pytest.fixture
def chronology(tmp_path) -> Iterator[Chronology]:
    Store.create(tmp_path / "claims.timelinedb").close()
    opened = open_chronology(tmp_path / "claims.timelinedb", "Olena")
    yield opened
    opened.close()


def claim(number: int, date: str, stance: str = "supports") -> Excerpt:
    return Excerpt(f"x{number}", "e", "s", exact=f"words {number}", claimed_date=date, stance=stance)


def told(chronology, event, claims):
    """Have sources claim dates of an event, as a store of a stranger may hold them."""
    chronology.store.lay_down((SOURCE, event, *claims))
    return chronology.evidence(event.id)


@pytest.mark.parametrize("text", [*SINGLE, *RANGES])
def test_a_date_does_not_contradict_itself(text):
    assert agrees(When.parse(text), When.parse(text))


@given(st.sampled_from(SINGLE[:6]), st.sampled_from(SINGLE[:6]))
def test_of_two_dates_that_differ_at_most_one_says_only_less(one, other):
    first, second = When.parse(one), When.parse(other)
    if (first.start_min, first.end_max) != (second.start_min, second.end_max):
        assert not (agrees(first, second) and agrees(second, first))


@settings(max_examples=60)
@given(
    own=st.sampled_from([*SINGLE, ""]),
    claims=st.lists(
        st.tuples(st.sampled_from((*SINGLE, *RANGES, *NO_DATES, "")), st.sampled_from(("supports", "disputes"))),
        max_size=5,
    ),
)
def test_the_panel_and_the_canvas_call_the_same_dates_contradicting(tmp_path_factory, own, claims):
    path = tmp_path_factory.mktemp("claims") / "s.timelinedb"
    with Store.create(path) as store:
        event = Event("e", "A strike", own)
        store.lay_down((SOURCE, event, *(claim(number, *each) for number, each in enumerate(claims))))
    opened = open_chronology(path)
    beside = claims_of(event, opened.evidence("e"))
    drawn = claimed_dates_at(opened.store, [1]).get(1, ())
    opened.close()
    assert {When.parse(each.date).edtf for each in beside if not (each.preferred or each.agrees)} == {
        each.when.edtf for each in drawn
    }
    assert contested(beside) is bool(drawn)
    starts = [When.parse(each.date).start_min for each in beside]
    assert starts == sorted(starts)
    assert sum(len(each.supporting) + len(each.disputing) for each in beside) == sum(
        date != "" and date not in NO_DATES for date, _stance in claims
    )


def test_a_claimed_date_speaks_against_an_event_only_where_all_who_name_it_do(chronology):
    told(chronology, Event("e", "A strike", "2014-03-18"), [
        claim(1, "2014-04-01", "disputes"), claim(2, "2014-04-01"), claim(3, "2014-02-01", "disputes"),
        claim(4, "2014-02-01", "disputes"), claim(5, "2014-03"),
    ])  # fmt: skip
    found = claimed_dates_at(chronology.store, [1, 99])
    assert [(each.when.edtf, each.disputes) for each in found[1]] == [("2014-02-01", True), ("2014-04-01", False)]
    assert found.keys() == {1}


def test_the_date_of_the_event_stands_beside_the_claims_though_no_source_names_it(chronology):
    event = Event("e", "A strike", "2014-03-18")
    evidence = told(chronology, event, [claim(1, "2014-04-01"), claim(2, "2014-02-01", "disputes"), claim(3, "")])
    found = side_by_side(event, evidence)
    assert [(each.date, each.preferred) for each in found] == [
        ("2014-02-01", False), ("2014-03-18", True), ("2014-04-01", False),
    ]  # fmt: skip
    assert (found[1].supporting, found[1].disputing) == ((), ())
    assert [each.excerpt.id for each in found[0].disputing] == ["x2"]
    named = replace(event, start="2014-04-01")
    assert [each.date for each in side_by_side(named, evidence)] == ["2014-02-01", "2014-04-01"]
    assert [each.date for each in side_by_side(replace(event, start=""), evidence)] == ["2014-02-01", "2014-04-01"]


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [("2014", "", "2014"), ("2014-02", "2014-03", "2014-02/2014-03"), ("", "", ""), ("that winter", "", "")],
)
def test_the_date_of_an_event_is_one_text(start, end, date):
    assert own_date(Event("e", "A strike", start, end)) == date


def test_a_claim_is_made_of_evidence_and_taken_back(chronology):
    event = Event("e", "A strike", "2014-03-18")
    (evidence,) = told(chronology, event, [claim(1, "")])
    chronology.do(reclaiming(event.title, evidence.excerpt, "2014-04", "disputes", 3))
    (now,) = chronology.evidence("e")
    assert (now.excerpt.claimed_date, now.excerpt.stance, now.excerpt.confidence) == ("2014-04", "disputes", 3)
    assert chronology.undo_label == "Say what the evidence for “A strike” claims"
    chronology.undo()
    assert chronology.evidence("e") == (evidence,)


@pytest.mark.parametrize("date", ["2014-04-01", "2014-02-20/2014-03-18", "2014/..", "[2014-03-18,2014-03-20]"])
def test_a_preferred_claim_becomes_the_date_and_the_evidence_stays(chronology, date):
    event = Event("e", "A strike", "2019", date_text="that winter")
    evidence = told(chronology, event, [claim(1, date)])
    chronology.refresh()
    chronology.do(preferring(chronology.event_by_id("e"), date))
    now = chronology.event_by_id("e")
    assert own_date(now) == date
    assert (now.date_text, chronology.evidence("e")) == ("", evidence)
    assert [each.preferred for each in side_by_side(now, evidence)] == [True]
    assert not contested(claims_of(now, evidence))
    chronology.undo()
    assert chronology.event_by_id("e").start == "2019"
    assert chronology.event_by_id("e").date_text == "that winter"


@pytest.mark.parametrize(
    ("edtf", "zone"),
    [("2014-03-18", "Asia/Tokyo"), ("2014-03-18T09:00", "Europe/Kyiv"), ("2014-02/2014-03", "Asia/Tokyo")],
)
def test_only_a_clock_time_changes_the_zone_of_an_event(edtf, zone):
    event = Event("e", "A strike", "2019", "2020", "that winter", "Asia/Tokyo")
    change = dated(event, edtf, "Europe/Kyiv")
    assert change.before == (event,)
    assert change.after == (replace(event, start=edtf, end="", date_text="", zone=zone),)


@settings(max_examples=60)
@given(st.integers(1, 6), st.integers(0, 5), st.integers(0, 5), st.booleans())
def test_an_event_stands_beside_another_of_its_day_where_it_was_put(tmp_path_factory, count, moving, beside, after):
    moving, beside = moving % count, beside % count
    path = tmp_path_factory.mktemp("order") / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down([Event(f"e{n}", f"Event {n}", DAY) for n in range(count)])
        store.lay_down([Event("month", "Month", "2019-03"), Event("before", "Before", "2019-03-01")])
    opened = open_chronology(path)
    rows = same_day_as(opened, 1)
    assert len(rows) == count
    wanted = [row for row in rows if row != rows[moving]]
    if moving != beside:
        wanted.insert(wanted.index(rows[beside]) + after, rows[moving])
    else:
        wanted = rows
    around = [row for row in opened.columns.row.tolist() if row not in rows]
    change = moved_within_day(opened, rows[moving], rows[beside], after=after)
    assert (change is None) is (wanted == rows)
    if change is not None:
        opened.do(change)
        assert same_day_as(opened, 1) == wanted
        opened.undo()
    assert same_day_as(opened, 1) == rows
    assert [row for row in opened.columns.row.tolist() if row not in rows] == around
    opened.close()


def test_no_event_is_moved_out_of_its_day(chronology):
    chronology.do(Change("Add", after=(Event("a", "One", DAY), Event("b", "Month", "2019-03"), Event("c", "Two", DAY))))
    one, month = chronology.row_of("a"), chronology.row_of("b")
    assert moved_within_day(chronology, one, month, after=True) is None
    assert same_day_as(chronology, 99) == []
    assert moved_within_day(chronology, 99, one, after=True) is None
