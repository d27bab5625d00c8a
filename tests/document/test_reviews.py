"""Reviews: who found what, what a later change does to a check, and what a query makes of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.editing.event_draft import deletion_of
from timeline_app.document.evidence.reviews import checking, doubting, reviews_of, withdrawing
from timeline_app.domain.change import Change
from timeline_app.domain.publication import EVERYTHING
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import Document, Event, Excerpt, Source, Tag, review_id
from timeline_app.domain.reviews import seen_of_event, seen_of_excerpt
from timeline_app.store.publishing import Publication, publish
from timeline_app.store.store import Store

EVENT = Event("e", "Airport shelled", "2023-04-15", zone="Africa/Khartoum")
OTHER = Event("f", "Talks", "2023-05-06")
SOURCE, SECOND = Source("s", "A report"), Source("t", "A paper")
EXCERPT = Excerpt("x", "e", "s", exact="Shells fell on the airport.", locator="p. 3")
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def chronology(tmp_path):
    store = Store.create(tmp_path / "s.timelinedb")
    store.lay_down((SOURCE, SECOND, Tag("g", "airport"), EVENT, OTHER, EXCERPT))
    made = Chronology(store, "A. Editor")
    yield made
    made.close()


def of(chronology, event_id="e"):
    return reviews_of(chronology, chronology.event_by_id(event_id))


def edit(chronology, **fields):
    event = chronology.event_by_id("e")
    chronology.do(Change("Edit", (event,), (replace(event, **fields),)))


def titles(chronology, query):
    """What the window's mask and the command line's SQL each answer; they must agree."""
    mask = chronology.select(query)
    by_mask = sorted(chronology.titles(chronology.columns.row[mask].tolist()).values())
    by_sql = sorted(chronology.titles(chronology.store.search.matching_rows(parse_query(query))).values())
    assert by_mask == by_sql
    return by_mask


def test_nothing_is_checked_at_first(chronology):
    assert of(chronology).event.standing == "unchecked"
    assert of(chronology).evidence["x"].standing == "unchecked"
    assert titles(chronology, "is:unchecked") == ["Airport shelled", "Talks"]


def test_a_check_says_who_and_when_and_is_one_change_that_undo_takes_back(chronology):
    chronology.do(checking(of(chronology).event, "A. Editor", NOON))
    review = of(chronology).event.review
    assert (review.id, review.state, review.reviewer, review.at) == (
        review_id("e"), "checked", "A. Editor", "2026-11-28T12:00:00Z",
    )  # fmt: skip
    assert chronology.undo_label == "Mark “Airport shelled” as checked"
    assert titles(chronology, "is:checked") == ["Airport shelled"]
    assert titles(chronology, "is:unchecked") == ["Talks"]
    chronology.undo()
    assert of(chronology).event.standing == "unchecked"
    chronology.redo()
    assert of(chronology).event.standing == "checked"


def test_the_same_person_need_not_check_twice_but_another_may(chronology):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    assert checking(of(chronology).event, "A. Editor") is None
    chronology.do(checking(of(chronology).event, "B. Second"))
    assert of(chronology).event.review.reviewer == "B. Second"


@pytest.mark.parametrize(
    "fields",
    [{"title": "Airport hit"}, {"start": "2023-04-16"}, {"end": "2023-04-17"}, {"zone": "UTC"}, {"status": "disputed"}],
)
def test_a_change_of_what_was_checked_overtakes_the_check_and_undo_brings_it_back(chronology, fields):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    edit(chronology, **fields)
    assert of(chronology).event.standing == "changed"
    assert of(chronology).event.review.reviewer == "A. Editor"
    assert titles(chronology, "is:checked") == []
    assert len(titles(chronology, "is:changed-since-check")) == 1
    assert len(titles(chronology, "is:unchecked")) == 2
    chronology.undo()
    assert of(chronology).event.standing == "checked"
    assert titles(chronology, "is:checked") == ["Airport shelled"]


@pytest.mark.parametrize("fields", [{"notes": "n"}, {"importance": 5}, {"tag_ids": ("g",)}, {"summary": "s"}])
def test_what_was_not_checked_may_change(chronology, fields):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    edit(chronology, **fields)
    assert of(chronology).event.standing == "checked"


@pytest.mark.parametrize(
    "fields",
    [{"exact": "Shells fell."}, {"stance": "disputes"}, {"claimed_date": "2023-04-14"}, {"source_id": "t"}],
)
def test_a_change_of_the_evidence_overtakes_the_check_of_both(chronology, fields):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    chronology.do(checking(of(chronology).evidence["x"], "A. Editor"))
    chronology.do(Change("Edit", (EXCERPT,), (replace(EXCERPT, **fields),)))
    assert of(chronology).event.standing == "changed"
    assert of(chronology).evidence["x"].standing == "changed"
    chronology.undo()
    assert of(chronology).evidence["x"].standing == "checked"


def test_new_and_lost_evidence_overtake_the_check_of_the_event(chronology):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    chronology.do(Change("Add", (), (Excerpt("y", "e", "t", exact="No shells."),)))
    assert of(chronology).event.standing == "changed"
    chronology.undo()
    chronology.do(Change("Drop", (EXCERPT,), ()))
    assert of(chronology).event.standing == "changed"
    assert titles(chronology, "is:changed-since-check") == ["Airport shelled"]


def test_what_needs_checking_is_found_by_its_event_whichever_of_both_it_is(chronology):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    chronology.do(doubting(of(chronology).evidence["x"], "B. Second", "  which\n airport? "))
    review = of(chronology).evidence["x"].review
    assert (review.state, review.note, review.reviewer) == ("needs checking", "which airport?", "B. Second")
    assert titles(chronology, "is:needs-checking") == ["Airport shelled"]
    assert titles(chronology, "is:checked") == []
    assert titles(chronology, "is:unchecked") == ["Talks"]
    assert doubting(of(chronology).evidence["x"], "B. Second", "which airport?") is None
    chronology.do(checking(of(chronology).evidence["x"], "A. Editor"))
    assert of(chronology).evidence["x"].review.note == ""
    assert titles(chronology, "is:checked") == ["Airport shelled"]


def test_what_was_said_can_be_taken_back(chronology):
    assert withdrawing(of(chronology).event) is None
    chronology.do(doubting(of(chronology).event, "A. Editor", "when?"))
    chronology.do(withdrawing(of(chronology).event))
    assert of(chronology).event.standing == "unchecked"


def test_a_deleted_event_takes_its_reviews_along_and_back(chronology):
    chronology.do(checking(of(chronology).event, "A. Editor"))
    chronology.do(deletion_of(chronology, chronology.event_by_id("e")))
    assert titles(chronology, "is:checked") == []
    chronology.undo()
    assert titles(chronology, "is:checked") == ["Airport shelled"]


def test_a_filter_by_review_follows_an_edit(chronology):
    query = "is:checked"
    before, mask = chronology.columns, chronology.select(query)
    chronology.do(checking(of(chronology).event, "A. Editor"))
    assert chronology.columns is not None
    again, whole = chronology.reselect(query, mask, chronology.edits)
    assert whole
    assert again.tolist() == chronology.select(query).tolist()
    assert len(again) == len(before)


def test_a_review_that_does_not_say_what_it_saw_is_taken_at_its_word(chronology):
    change = checking(of(chronology).event, "A. Editor")
    chronology.do(Change("Import", (), (replace(change.after[0], seen=""),)))
    edit(chronology, title="Another")
    assert of(chronology).event.standing == "checked"
    assert titles(chronology, "is:checked") == ["Another"]


def test_a_copy_for_publication_keeps_what_was_checked_although_it_leaves_texts_out(chronology, tmp_path):
    words = "They say: Shells fell on the airport."
    document = Document("d", "s", words, hashlib.sha256(words.encode()).hexdigest())
    quote = replace(EXCERPT, kind="quote", document_id="d", start=10, end=len(words))
    chronology.do(Change("Quote", (EXCERPT,), (document, quote)))
    chronology.do(checking(of(chronology).event, "A. Editor"))
    publish(chronology.store, tmp_path / "p.timelinedb", Publication(EVERYTHING, reviews=True, documents=False))
    with Store.open(tmp_path / "p.timelinedb") as copy:
        assert len(copy.search.matching_rows(parse_query("is:checked"))) == 1
        assert copy.lookups.record(Document, "d") is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(title=TEXTS.filter(str.strip), exact=TEXTS, locator=TEXTS)
def test_property_what_sqlite_and_python_see_is_one(tmp_path_factory, title, exact, locator):
    """The digest is made of records in the window, of columns in queries: a check must stand in both."""
    store = Store.create(tmp_path_factory.mktemp("s") / "s.timelinedb")
    event, excerpt = replace(EVENT, title=title), replace(EXCERPT, exact=exact, locator=locator)
    store.lay_down((SOURCE, SECOND, event, excerpt, Excerpt("a", "e", "t", exact=title)))
    chronology = Chronology(store, "A")
    try:
        chronology.do(checking(of(chronology).event, "A"))
        assert titles(chronology, "is:checked") == list(chronology.titles([chronology.row_of("e")]).values())
    finally:
        chronology.close()


def test_the_digest_does_not_depend_on_the_order_of_evidence():
    one, two = EXCERPT, replace(EXCERPT, id="y", exact="More.")
    assert seen_of_event(EVENT, (one, two)) == seen_of_event(EVENT, (two, one)) != seen_of_event(EVENT, (one,))
    assert seen_of_excerpt(one) != seen_of_excerpt(replace(one, locator="p. 4"))


@pytest.mark.parametrize(
    ("query", "found"),
    [("is:one-source", ["Airport shelled"]), ("is:unbacked", ["Airport shelled"]), ("missing:source", ["Talks"])],
)
def test_queries_that_sourcing_lists_with(chronology, query, found):
    chronology.do(Change("Quote", (EXCERPT,), (replace(EXCERPT, kind="quote"),)))
    assert titles(chronology, query) == found
    chronology.do(Change("Second", (), (Excerpt("y", "e", "t", exact="Also."),)))
    assert titles(chronology, "is:one-source") == []


def test_the_check_counts_what_is_not_checked_and_lists_the_rest(chronology):
    chronology.do(Change("Quote", (EXCERPT,), (replace(EXCERPT, kind="quote"),)))
    chronology.do(checking(of(chronology).event, "A. Editor", NOON))
    edit(chronology, title="Airport hit")
    chronology.do(doubting(of(chronology, "f").event, "A. Editor", "Who met?"))
    hints = {each.kind: each for each in chronology.file.check().hints}
    assert hints["changed"].message == "“Airport hit” has changed since it was checked on 28 November 2026."
    assert hints["needs checking"].message == "“Talks” needs checking. Who met?"
    assert "Shells fell on the airport." in hints["unbacked"].message
    assert hints["unbacked"].id == "x"
    assert hints["unchecked"].message == "1 event is not checked."
