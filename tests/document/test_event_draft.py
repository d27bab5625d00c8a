"""What a form holds becomes one change: names are found or made, evidence is added, edited and taken out."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from timeline_app.document import Chronology
from timeline_app.document.editing.event_draft import (
    EvidenceDraft,
    change_for,
    deletion_of,
    quote_problem_of,
)
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import Actor, Document, Event, Excerpt, Link, Participation, Place, Source
from timeline_app.store.store import Store

TEXT = "Delegations met on 16 May 2025. They agreed on an exchange."


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "draft.timelinedb"))
    yield opened
    opened.close()


def saved(chronology, draft, before=None, evidence=(), had=()):
    change = change_for(chronology, before, draft, evidence, had)
    assert change is not None
    chronology.do(change)
    return next(each for each in change.after if isinstance(each, Event)) if before is None else before


def test_a_new_event_makes_the_names_that_are_missing_and_finds_the_others(chronology):
    chronology.do(Change("Add", after=(Actor("u", "Rustem Umerov", aliases=("Umerov",)), Place("i", "Istanbul"))))
    draft = Draft("  Talks   begin ", "2025-05-16", category="Talks", place="istanbul", actors=("Umerov", "New"))
    event = saved(chronology, draft)
    assert event.title == "Talks begin"
    assert event.place_id == "i"
    assert event.actors[0].actor_id == "u"
    assert [each.name for each in chronology.actors] == ["Rustem Umerov", "New"]
    assert [each.name for each in chronology.categories] == ["Talks"]
    assert chronology.undo()
    assert [each.name for each in chronology.actors] == ["Rustem Umerov"]


def test_a_draft_that_says_the_same_is_no_change(chronology):
    event = saved(chronology, Draft("Talks", "2025"))
    assert change_for(chronology, event, Draft("Talks", "2025"), ()) is None


def test_an_actor_keeps_the_role_that_the_form_does_not_show(chronology):
    event = saved(chronology, Draft("Talks", "2025", actors=("Ann", "Ben")))
    hosting = replace(event, actors=(Participation(event.actors[0].actor_id, "host"), event.actors[1]))
    chronology.do(Change("Edit", (event,), (hosting,)))
    change = change_for(chronology, hosting, Draft("Talks end", "2025", actors=("Ben", "Ann")), ())
    (edited,) = change.after
    assert [each.role for each in edited.actors] == ["", "host"]


def test_evidence_is_added_edited_and_taken_out_with_its_event(chronology):
    one = EvidenceDraft("Report", "Agency", url="https://example.org/1", exact="They met.")
    event = saved(chronology, Draft("Talks", "2025"), evidence=(one, EvidenceDraft()))
    (known,) = chronology.evidence(event.id)
    assert (known.source.title, known.source.publisher, known.excerpt.exact) == ("Report", "Agency", "They met.")
    draft = Draft("Talks", "2025")
    kept = EvidenceDraft("Report", "Agency", url=known.source.url, exact="They met again.", known=known)
    chronology.do(change_for(chronology, event, draft, (kept,), (known,)))
    (edited,) = chronology.evidence(event.id)
    assert edited.excerpt.exact == "They met again."
    assert edited.excerpt.id == known.excerpt.id
    chronology.do(change_for(chronology, event, draft, (), (edited,)))
    assert chronology.evidence(event.id) == ()


def test_evidence_that_another_added_meanwhile_is_not_in_the_form_and_stays(chronology):
    event = saved(chronology, Draft("Talks", "2025"))
    chronology.do(Change("Theirs", after=(Source("s", "Theirs"), Excerpt("x", event.id, "s", exact="Seen."))))
    chronology.do(change_for(chronology, event, Draft("Talks end", "2025"), (), had=()))
    assert [each.excerpt.id for each in chronology.evidence(event.id)] == ["x"]


def test_a_quote_is_fastened_to_where_its_words_stand_and_must_stand_there(chronology):
    source, event = Source("s", "Report"), Event("e", "Talks", "2025")
    document = Document("d", "s", TEXT, sha256(TEXT.encode()).hexdigest())
    quote = Excerpt("x", "e", "s", "d", kind="quote", exact="Delegations met", start=0, end=15)
    chronology.do(Change("Add", after=(source, event, document, quote)))
    (known,) = chronology.evidence("e")
    other = EvidenceDraft("Report", kind="quote", exact="agreed on an exchange", known=known)
    assert quote_problem_of(chronology, other) == ""
    chronology.do(change_for(chronology, event, Draft("Talks", "2025"), (other,), (known,)))
    (edited,) = chronology.evidence("e")
    assert TEXT[edited.excerpt.start : edited.excerpt.end] == "agreed on an exchange"
    assert quote_problem_of(chronology, replace(other, exact="agreed on nothing"))
    assert quote_problem_of(chronology, replace(other, exact="agreed on nothing", kind="paraphrase")) == ""
    assert quote_problem_of(chronology, EvidenceDraft("New", exact="Anything")) == ""


def test_deleting_takes_what_hangs_on_the_event_and_leaves_the_source(chronology):
    records = (
        Source("s", "Report"), Event("a", "One", "2025"), Event("b", "Two", "2025"),
        Excerpt("x", "a", "s", exact="Seen."),
        Link("l", "a", "b", "caused"),
    )  # fmt: skip
    chronology.do(Change("Add", after=records))
    chronology.do(deletion_of(chronology, records[1]))
    assert chronology.evidence("a") == ()
    assert [each.id for each in chronology.sources] == ["s"]
    assert chronology.undo()
    assert [each.excerpt.id for each in chronology.evidence("a")] == ["x"]
    assert [each.id for each in chronology.links("a")] == ["l"]
