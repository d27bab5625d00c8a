"""The gate over single records: what it takes away, what it never changes."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from timeline_app.domain.publication import EVERYTHING, FIELDS, USUAL, Gate, PublicationProfile, ReplacedActor
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Document,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Source,
)

ANNA = Actor("a1", "Anna Karlsson", aliases=("Анна Карлсон",), notes="of us", kind="person")
HIDING = replace(EVERYTHING, replaced=(ReplacedActor("Anna Karlsson", "a nurse", "a1"),))
EVENT = Event(
    "e", "Anna Karlsson came", "2025", summary="With Karlsson", notes="Ask Anna Karlsson",
    date_text="when Karlsson came", status="occurred", importance=5, place_id="p",
    actors=(Participation("a1", "head"),), tag_ids=("t",), external_id="7", created="2025", updated="2026",
)  # fmt: skip


def test_by_itself_what_is_reported_or_false_stays_at_home():
    gate = Gate(USUAL)
    out = [status for status in STATUSES if gate.lets_out(replace(EVENT, status=status), sourced=False)]
    assert out == ["planned", "corroborated", "occurred", "disputed", "cancelled"]
    assert not Gate(replace(USUAL, sourced_only=True)).lets_out(EVENT, sourced=False)
    assert Gate(replace(USUAL, sourced_only=True)).lets_out(EVENT, sourced=True)


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "quotes"])
def test_a_field_that_is_held_back_is_empty_and_all_others_stay(field):
    name = {"tags": "tag_ids", "place": "place_id"}.get(field, field)
    passed = Gate(replace(EVERYTHING, withheld=(field,))).event(EVENT)
    empty = next(each.default for each in fields(Event) if each.name == name)
    assert passed == replace(EVENT, created="", updated="", **{name: empty})


def test_a_name_stays_hidden_whatever_becomes_of_its_actor():
    for actors in ([ANNA], [], [replace(ANNA, name="Other", aliases=())], [Actor("a2", "Group", aliases=(ANNA.name,))]):
        passed = Gate(HIDING, actors).event(EVENT)
        assert (passed.title, passed.summary) == ("A nurse came", "With a nurse"), actors
        assert (passed.notes, passed.date_text) == ("Ask a nurse", "when a nurse came"), actors
    hidden = Gate(HIDING, [ANNA]).named(ANNA)
    assert hidden == Actor("a1", "a nurse")
    assert Gate(HIDING, [replace(ANNA, id="a5")]).named(replace(ANNA, id="a5")).name == "a nurse"


def test_words_of_a_source_are_left_out_where_they_say_a_hidden_name_and_stay_as_they_are_elsewhere():
    gate = Gate(HIDING, [ANNA])
    quote = Excerpt(
        "x", "e", "s", "d", "quote", "They came.", "Then", "And", 5, 15, claimed_date="2025", locator="p. 3"
    )
    assert gate.excerpt(quote) == quote
    bare = replace(quote, prefix="", suffix="", document_id="", start=-1, end=-1)
    assert gate.excerpt(replace(quote, suffix="said Карлсон")) == bare
    assert gate.excerpt(replace(quote, exact="Karlsson came.")) == replace(bare, exact="", kind="paraphrase")
    told = replace(quote, kind="paraphrase", exact="Karlsson came.")
    assert gate.excerpt(told) == replace(bare, kind="paraphrase", exact="A nurse came.")
    assert gate.excerpt(replace(quote, locator="Karlsson, 1:02")).locator == ""
    wordless = Gate(replace(EVERYTHING, withheld=("quotes",))).excerpt(quote)
    assert (wordless.exact, wordless.claimed_date, wordless.locator) == ("", "", "p. 3")


def test_a_source_whose_title_says_a_hidden_name_leads_nowhere():
    gate = Gate(HIDING, [ANNA])
    source = Source("s", "A report", "Agency", "B. Line", "https://example.org/1", archive_url="https://a/1")
    assert gate.source(source) == source
    passed = gate.source(replace(source, title="Karlsson speaks"))
    assert (passed.title, passed.url, passed.archive_url) == ("Title withheld", "", "")
    assert gate.source(replace(source, url="https://example.org/anna-k%61rlsson")).url == ""
    assert gate.source(replace(source, author="Anna Karlsson")) == replace(source, author="")


def test_a_stored_text_that_says_a_hidden_name_stays_at_home():
    gate = Gate(HIDING, [ANNA])
    document = Document("d", "s", "They came.", "0", original=b"x")
    assert gate.document(document) == replace(document, original=b"")
    assert gate.document(replace(document, text="Karlsson came.")) is None


@pytest.mark.parametrize(
    ("coordinates", "left"),
    [("exact", (41.0123, 28.9654)), ("1km", (41.01, 28.97)), ("10km", (41.0, 29.0)), ("none", (None, None))],
)
def test_places_are_as_exact_as_the_profile_says(coordinates, left):
    place = Gate(PublicationProfile(coordinates=coordinates)).named(Place("p", "Istanbul", 41.0123, 28.9654))
    assert (place.latitude, place.longitude) == left


def test_what_the_chronology_says_of_itself_says_what_is_held_back():
    told = Particulars(name="Anna Karlsson's war", editorial_line="Claims are attributed.")
    passed = Gate(HIDING, [ANNA]).particulars(told, "Left out: 3 events by their status.")
    assert passed.name == "A nurse's war"
    assert passed.editorial_line == "Claims are attributed. Left out: 3 events by their status."
