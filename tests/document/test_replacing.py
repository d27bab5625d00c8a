"""Find and replace: what is found, what is replaced, that evidence stays, and that no pattern holds the program up."""

from __future__ import annotations

import dataclasses
import signal
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.editing import replacing
from timeline_app.document.editing.replacing import Replacement, TextSearch
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.domain.text.bounded_pattern import LONGEST_PATTERN, bounded
from timeline_app.store.store import Store

EVENTS = (
    Event("e1", "Kiev is shelled", "2022-03-01", summary="In Kiev, and near kiev.\nKIEVAN Rus", notes="Kiev?"),
    Event("e2", "Talks", "2022-03-02", summary="Nothing of the kind"),
    Event("e3", "Obstrił Kijowa", "2022-03-03", notes="Обстріл Києва; а.б"),
)


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb"), "Ada")
    evidence = (Source("s", "Kiev Gazette"), Excerpt("x", "e1", "s", kind="quote", exact="Kiev burns."))
    opened.do(Change("Fill", after=(*EVENTS, *evidence)))
    yield opened
    opened.close()


def searched(chronology, find, new="", **how):
    search = TextSearch(chronology, chronology.columns.row.tolist(), Replacement(find, new, **how))
    list(search.steps())
    return search


def found(chronology, find, **how):
    return [(hit.event_id, hit.field, hit.start) for hit in searched(chronology, find, **how).hits]


def replaced(chronology, search, hits=None):
    change = search.change(search.hits if hits is None else hits)
    chronology.do(change)
    return change.label


def test_each_place_is_found_in_every_text_whatever_its_capitals(chronology):
    assert found(chronology, "kiev") == [
        ("e1", "title", 0), ("e1", "summary", 3), ("e1", "summary", 18), ("e1", "summary", 24), ("e1", "notes", 0)
    ]  # fmt: skip
    assert found(chronology, "києва") == [("e3", "notes", 8)]


def test_capitals_whole_words_and_fields_narrow_it_down(chronology):
    assert found(chronology, "kiev", match_case=True) == [("e1", "summary", 18)]
    assert ("e1", "summary", 24) not in found(chronology, "kiev", whole_words=True)
    assert found(chronology, "kiev", fields=("notes",)) == [("e1", "notes", 0)]
    assert found(chronology, "kiev", fields=()) == []


def test_signs_are_letters_like_others_unless_it_is_a_pattern(chronology):
    assert found(chronology, "а.б") == [("e3", "notes", 15)]
    assert found(chronology, r"K[iy]jow\w", is_pattern=True) == [("e3", "title", 8)]
    assert found(chronology, "Kijow.", whole_words=True) == []
    assert found(chronology, "x*", is_pattern=True) == [], "what matches nothing at all is no hit"


def test_what_is_kept_is_replaced_in_one_step_and_the_rest_stays(chronology):
    search = searched(chronology, "Kiev", "Kyiv", whole_words=True)
    label = replaced(chronology, search, [hit for hit in search.hits if hit.field != "notes"])
    assert label == "Replace “Kiev” with “Kyiv” in 3 places of 1 event"
    event = chronology.event_by_id("e1")
    assert (event.title, event.summary, event.notes) == (
        "Kyiv is shelled", "In Kyiv, and near Kyiv.\nKIEVAN Rus", "Kiev?"
    )  # fmt: skip
    chronology.undo()
    assert dataclasses.replace(chronology.event_by_id("e1"), created="", updated="") == EVENTS[0]


def test_quoted_words_and_sources_are_evidence_and_stay(chronology):
    replaced(chronology, searched(chronology, "Kiev", "Kyiv"))
    (evidence,) = chronology.evidence("e1")
    assert (evidence.excerpt.exact, evidence.source.title) == ("Kiev burns.", "Kiev Gazette")


def test_groups_of_a_pattern_stand_in_the_replacement_and_plain_text_is_taken_as_it_is(chronology):
    replaced(chronology, searched(chronology, r"(\w+) is (\w+)", r"\2: \1", is_pattern=True))
    assert chronology.event_by_id("e1").title == "shelled: Kiev"
    replaced(chronology, searched(chronology, "Talks", r"\1 & \g<0>"))
    assert chronology.event_by_id("e2").title == r"\1 & \g<0>"


def test_taking_out_is_told_as_that_and_a_title_stays_one_line(chronology):
    assert replaced(chronology, searched(chronology, " is shelled")) == "Take “ is shelled” out of 1 place of 1 event"
    replaced(chronology, searched(chronology, "Kiev", "Kiev\n again", fields=("title",)))
    assert chronology.event_by_id("e1").title == "Kiev again"


def test_no_event_is_left_without_a_title(chronology):
    search = searched(chronology, "Talks")
    with pytest.raises(KnownError, match="“Talks” would be left without a title"):
        search.change(search.hits)


def test_nothing_kept_and_nothing_other_is_no_change(chronology):
    search = searched(chronology, "Kiev", "Kiev", match_case=True)
    assert search.change(search.hits) is None
    assert search.change([]) is None


def test_a_hit_is_shown_with_what_stands_around_it_on_one_line(chronology):
    hits = searched(chronology, "KIEVAN").hits
    assert hits[0].around(EVENTS[0].summary) == ("In Kiev, and near kiev. ", "KIEVAN", " Rus")
    long = TextSearch(chronology, [], Replacement("x"))
    long._take(Event("l", "T", summary="a" * 100 + "x" + "b" * 100), Replacement("x").compiled())
    head, hit, tail = long.hits[0].around("a" * 100 + "x" + "b" * 100)
    assert (head, hit, tail) == ("…" + "a" * 40, "x", "b" * 40 + "…")


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        (Replacement(""), "Type what you are looking for."),
        (Replacement("(a", is_pattern=True), r"The pattern cannot be read: .+ \(character 1\)"),
        (Replacement("a" * (LONGEST_PATTERN + 1), is_pattern=True), "The pattern is too long"),
        (Replacement("Talks", r"\3", is_pattern=True), "The replacement cannot be read"),
    ],
    ids=["nothing", "no pattern", "too long", "no such group"],
)
def test_what_cannot_be_looked_for_is_refused_in_a_sentence(chronology, wanted, sentence):
    with pytest.raises(KnownError, match=sentence):
        list(TextSearch(chronology, chronology.columns.row.tolist(), wanted).steps())


def test_a_pattern_that_takes_for_ever_is_ended_and_the_alarm_is_put_away(chronology, monkeypatch):
    monkeypatch.setattr(replacing, "_PATTERN_S", 0.2)
    event = chronology.event_by_id("e2")
    chronology.do(Change("Long", (event,), (dataclasses.replace(event, summary="a" * 60 + "b"),)))
    before = signal.getsignal(signal.SIGVTALRM)
    began = time.process_time()
    with pytest.raises(KnownError, match="takes too long"):
        searched(chronology, "(a+)+$", is_pattern=True)
    assert time.process_time() - began < 5
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_where_nothing_can_end_a_pattern_it_is_refused():
    told = []

    def elsewhere():
        try:
            with bounded(1.0):
                pass
        except KnownError as error:
            told.append(str(error))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert told == ["Patterns cannot be used here, since nothing would end one that takes too long."]


def test_more_hits_than_a_list_can_hold_are_cut_and_told(chronology, monkeypatch):
    monkeypatch.setattr(replacing, "MOST_HITS", 3)
    search = searched(chronology, "kiev")
    assert (len(search.hits), search.is_cut) == (3, True)


TEXTS = st.text(st.sampled_from("abAB .\n*("), max_size=12)


@given(TEXTS, TEXTS.filter(bool), TEXTS, st.booleans(), st.booleans())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_replacing_every_hit_is_what_python_replaces(text, find, new, match_case, whole_words):
    wanted = Replacement(find, new, ("notes",), match_case=match_case, whole_words=whole_words)
    search = TextSearch(None, [], wanted)
    event = Event("e", "T", notes=text)
    search._take(event, wanted.compiled())
    change = search.change(search.hits)
    expected = wanted.compiled().sub(lambda _match: new, text)
    got = change.after[0].notes if change is not None else text
    assert got.strip() == expected.strip()
    if match_case and not whole_words:
        assert expected == text.replace(find, new)
