"""The proposals of a document: what a person decides about each, what is known already, and what is near."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.document import Chronology
from timeline_app.document.evidence.left_out import key_of
from timeline_app.document.evidence.reading_job import (
    ReadingOptions,
    date_of_words,
    names_of,
    proposals_of,
    read_file,
    unplaced_part,
    unread_part,
    written_in_full,
)
from timeline_app.document.evidence.review_queue import (
    CandidateEvent,
    CategoryGuess,
    ReviewQueue,
    events_around,
    events_with_words,
    queue_of,
    when_of,
)
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError
from timeline_app.domain.records import Actor, Category, Event, Place
from timeline_app.store.store import Store

TEXT = (
    "Delegations met in Istanbul on 16 May 2025. The bridge at Novopil was hit on 3 June 2025. "
    "Rustem Umerov will travel to Istanbul on 23 July 2025."
)


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "queue.timelinedb"))
    events = (
        Category("t", "Talks"), Category("s", "Strikes"), Actor("u", "Rustem Umerov"), Place("i", "Istanbul"),
        Event("e", "Delegations met in Istanbul", "2025-05-16", category_id="t", place_id="i"),
        Event("f", "Bridge at Kozacha hit", "2024-01-02", category_id="s"),
        Event("g", "Centuries pass", "1900/2099"), Event("h", "No day"),
    )  # fmt: skip
    opened.do(Change("Add", after=events))
    yield opened
    opened.close()


@pytest.fixture
def queue(chronology):
    found = proposals_of(TEXT, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    return queue_of(chronology, found.proposals, ())


def test_each_proposal_comes_with_its_day_its_names_and_what_it_may_be_evidence_for(queue):
    assert [each.acceptance.date for each in queue.cards] == ["2025-05-16", "2025-06-03", "2025-07-23"]
    assert queue.cards[0].fits[0].event_id == "e"
    assert queue.cards[2].acceptance.actors == ("Rustem Umerov",)
    assert queue.cards[2].acceptance.place == "Istanbul"
    assert queue.cards[2].acceptance.status == "planned"


def test_a_proposal_is_as_new_events_are_where_the_text_does_not_say_another(chronology):
    told = chronology.particulars
    chronology.do(Change("Say", (told,), (replace(told, default_status="occurred", default_category="Other"),)))
    found = proposals_of(TEXT, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    cards = queue_of(chronology, found.proposals, ()).cards
    assert [each.acceptance.status for each in cards] == ["occurred", "occurred", "planned"]
    assert [each.acceptance.category for each in cards][:2] == ["Talks", "Other"]
    assert CategoryGuess(chronology).of("Harvest fails") == "Other"


def test_a_decision_can_be_taken_back_and_only_what_was_taken_enters(queue):
    queue.accept(1)
    queue.reject(0)
    queue.merge(2, CandidateEvent("e", "Delegations met in Istanbul", 1.0))
    assert [each.into for each in queue.taken] == ["", "e"]
    assert (queue.count("open"), queue.count("accepted", "merged"), len(queue)) == (0, 2, 3)
    assert queue.cards[2].merged_into == "Delegations met in Istanbul"
    queue.accept(1)
    queue.reject(0)
    assert [each.decision for each in queue.cards] == ["open", "open", "merged"]


def test_what_is_in_the_chronology_can_no_longer_be_decided(queue):
    queue.accept(0)
    queue.settle()
    before = queue.cards[0]
    queue.accept(0)
    queue.reject(0)
    queue.merge(0, CandidateEvent("f", "Other", 1.0))
    queue.edit(0, replace(before.acceptance, title="Other"))
    assert queue.cards[0] == before


def test_decisions_and_words_outlive_another_reading_of_the_same_text(chronology, queue):
    queue.edit(0, replace(queue.cards[0].acceptance, title="First round of talks"))
    queue.reject(1)
    queue.merge(2, CandidateEvent("f", "Bridge at Kozacha hit", 0.9))
    again = queue_of(chronology, [each.proposal for each in queue.cards], ())
    again.adopt_decisions(queue)
    assert [each.decision for each in again.cards] == ["accepted", "rejected", "merged"]
    assert again.cards[0].acceptance.title == "First round of talks"
    assert again.cards[2].acceptance.into == "f"
    fresh = ReviewQueue(again.cards)
    fresh.adopt_decisions(ReviewQueue())
    assert [each.decision for each in fresh.cards] == ["accepted", "rejected", "merged"]


def test_what_is_hardly_an_event_is_folded_until_a_person_wants_it(chronology):
    text = f"{TEXT} The harbour was calm on 4 June 2025."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    queue = queue_of(chronology, found.proposals, (), found.rest)
    assert (len(queue), len(queue.folded), queue.count("open")) == (3, 1, 3)
    queue.unfold()
    assert (len(queue), queue.folded, queue.cards[3].acceptance.date) == (4, [], "2025-06-04")
    queue.accept(3)
    again = queue_of(chronology, found.proposals, (), found.rest)
    again.adopt_decisions(queue)
    assert [each.decision for each in again.cards] == ["open", "open", "open", "accepted"]


def test_what_was_called_off_is_so_in_the_queue(chronology):
    text = "A joint exercise with Moldova planned for October 2025 has been called off."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    assert [each.acceptance.status for each in queue_of(chronology, found.proposals, ()).cards] == ["cancelled"]


def test_a_date_that_is_typed_wrongly_is_none(queue):
    acceptance = queue.cards[0].acceptance
    assert when_of(acceptance).earliest == "2025-05-16"
    assert when_of(replace(acceptance, date="2025-05-16/2025-05-18")).latest == "2025-05-18"
    assert when_of(replace(acceptance, date="some day")) is None


def test_events_around_a_day_are_those_that_overlap_it(chronology):
    assert {each.id for each in events_around(chronology, "2025-05-16")} == {"e", "g"}
    assert {each.id for each in events_around(chronology, "2024-01-01", "2024-01-31")} == {"f", "g"}
    assert events_around(chronology, "no date") == []
    assert events_around(chronology, "") == []


def test_of_very_many_events_the_shortest_are_looked_at(chronology):
    chronology.do(Change("Add", after=tuple(Event(f"n{n}", "Day", "2030-01-01") for n in range(320))))
    found = events_around(chronology, "2030-01-01")
    assert len(found) == 300
    assert "g" not in {each.id for each in found}


def test_events_are_found_by_how_their_words_begin(chronology):
    assert [each.id for each in events_with_words(chronology, "bri")] == ["f"]
    assert len(events_with_words(chronology, " ", most=2)) == 2


def test_a_category_is_guessed_from_the_words_of_others_and_only_where_one_stands_out(chronology):
    assert CategoryGuess(chronology).of("Delegations return to Istanbul") == "Talks"
    assert CategoryGuess(chronology).of("Harvest fails") == ""


def test_dates_without_a_year_wait_until_the_day_of_publication_is_known(chronology):
    found = proposals_of(
        "The envoys met on 3 June. They had met on 16 May 2025.",
        "en",
        ReadingOptions("2025-07-21"),
        names_of(chronology),
    )
    assert [each.start for each in written_in_full(found).proposals] == ["2025-05-16"]


POLISH = "Delegacje spotkały się w środę 23 lipca 2025 roku w Stambule i rozmawiały o wymianie jeńców."


def test_a_text_in_a_language_that_is_not_read_is_told_and_not_misread(chronology):
    with pytest.raises(KnownError, match="in Polish, which is not read"):
        proposals_of(POLISH, "", ReadingOptions("2025-07-21"), names_of(chronology))
    with pytest.raises(KnownError, match="in Polish"):
        proposals_of(POLISH, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    found = proposals_of("Talks on 3 June failed.", "", ReadingOptions("2025-07-21"), names_of(chronology))
    assert [each.edtf for each in found.expressions] == ["2025-06-03"]


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("Delegations will meet in Istanbul on Wednesday.", "on Wednesday", "2025-07-23"),
        ("Делегації зустрінуться в середу в Стамбулі.", "в середу", "2025-07-23"),
        ("Делегации встретились в среду в Стамбуле.", "в среду в", "2025-07-16"),
        ("Die Delegationen wollen sich am Mittwoch treffen.", "am Mittwoch", "2025-07-23"),
        ("Die Delegationen trafen sich am Mittwoch.", "Delegationen", None),
    ],
)
def test_selected_words_have_the_date_that_their_sentence_gives_them(text, words, date):
    whole = f"Before.\n\n{text}\n\nAfter."
    start = whole.index(words)
    found = date_of_words(whole, (start, start + len(words)), "2025-07-21")
    assert (found.edtf if found is not None else None) == date


def test_each_paragraph_is_read_in_its_own_language_and_the_unread_one_is_told(chronology):
    text = f"The delegations met again on 16 May 2025 in the old palace.\n\n{POLISH}\n\nДелегації зустрілися 2 червня."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    assert [each.start for each in found.proposals] == ["2025-05-16", "2025-06-02"]
    assert [text[each.excerpt_start : each.excerpt_end] for each in found.proposals] == [
        e.exact for e in found.proposals
    ]
    assert unread_part(found) == "A part of this text is in Polish, which is not read for dates yet."


def test_dates_without_a_place_on_the_calendar_are_told_in_one_sentence(chronology):
    names, options = names_of(chronology), ReadingOptions("2025-07-21")

    def told(text):
        return unplaced_part(proposals_of(text, "en", options, names))

    assert told("They met on 16 May 2025, and will meet on Friday, he said recently.") == ""
    assert told("They met at 10:00 on 31 June 2025.") == (
        "1 date has no place on the calendar; check it in the text: “10:00 on 31 June 2025”."
    )
    days = ". ".join(f"They met on {day}" for day in ("30 February", "31 April", "30.02.2025", "31 June"))
    assert told(days) == (
        "4 dates have no place on the calendar; check them in the text: “30 February”, “31 April”, “30.02.2025” and "
        "others."
    )


def test_a_file_becomes_an_article_or_is_refused_in_a_sentence(tmp_path):
    page = tmp_path / "talks.txt"
    page.write_text("Talks in Istanbul\n\nDelegations met on 16 May 2025.", encoding="utf-8")
    assert "Delegations met" in read_file(page).text
    page.write_bytes(b"")
    with pytest.raises(KnownError, match="is empty"):
        read_file(page)
    page.write_bytes(b" \n ")
    with pytest.raises(KnownError, match="is empty"):
        read_file(page)


def test_proposals_stand_by_their_days_whatever_the_order_of_the_text(chronology):
    text = (
        "Umerov will travel on 23 July 2025. The bridge at Novopil was hit on 3 June 2025. Delegations met on 16 May "
        "2025. The dam was breached on 3 June 2025. The lighthouse was seized in 2014."
    )
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    queue = queue_of(chronology, found.proposals, ())
    assert [each.day for each in queue.cards] == ["2014", "2025-05-16", "2025-06-03", "2025-06-03", "2025-07-23"]
    assert [queue.heads(row) for row in range(5)] == [True, True, True, False, True]
    assert queue.cards[2].proposal.title.startswith("Bridge")


def test_the_hours_of_a_day_stand_under_it(chronology):
    text = "3 June 2025\n14:30 - The council elects Ivan Bondar.\n16:10 - A bridge at Novopil is hit by two drones.\n"
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    queue = queue_of(chronology, found.proposals, ())
    assert [each.day for each in queue.cards] == ["2025-06-03", "2025-06-03"]
    assert [each.acceptance.date[:13] for each in queue.cards] == ["2025-06-03T14", "2025-06-03T16"]


def test_of_dates_that_compete_each_is_one_step_away(chronology):
    text = "The bridge at Novopil was hit on 03/04/2025 by two drones."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    queue = queue_of(chronology, found.proposals, ())
    dates = []
    for _press in range(3):
        dates.append(queue.cards[0].acceptance.date)
        queue.choose_next_date(0)
    assert dates == ["2025-04-03", "2025-03-04", "2025-04-03"]
    queue.choose_next_date(0)
    queue.accept(0)
    assert queue.taken[0].date in {"2025-04-03", "2025-03-04"}
    queue.edit(0, replace(queue.cards[0].acceptance, date="2025-04-09"))
    queue.choose_next_date(0)
    assert queue.taken[0].date == "2025-04-09"


def test_an_event_on_the_other_day_is_offered_too(chronology):
    chronology.do(Change("Add", after=(Event("x", "Bridge at Novopil hit", "2025-03-04"),)))
    text = "The bridge at Novopil was hit on 03/04/2025 by two drones."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    assert queue_of(chronology, found.proposals, ()).cards[0].fits[0].event_id == "x"


def test_what_tells_an_event_again_is_accepted_as_evidence_for_it_and_not_as_another(queue):
    assert queue.cards[0].twin.event_id == "e"
    queue.accept(0)
    assert (queue.cards[0].decision, queue.taken[0].into) == ("merged", "e")
    queue.accept(0)
    assert queue.cards[0].decision == "open"
    queue.edit(0, queue.cards[0].acceptance)
    assert (queue.cards[0].decision, queue.taken[0].into) == ("accepted", "")


def test_of_two_events_that_it_may_tell_a_person_chooses(chronology):
    chronology.do(Change("Add", after=(Event("e2", "Delegations met in Istanbul", "2025-05-16"),)))
    found = proposals_of(TEXT, "en", ReadingOptions("2025-07-21"), names_of(chronology))
    queue = queue_of(chronology, found.proposals, ())
    assert len(queue.cards[0].fits) == 2
    queue.accept(0)
    assert queue.cards[0].decision == "accepted"


def test_what_was_left_out_before_is_folded_and_can_be_taken_back(chronology, queue):
    left_out = {key_of(queue.cards[1].proposal)}
    again = queue_of(chronology, [each.proposal for each in queue.cards], (), (), left_out)
    assert (len(again), [each.decision for each in again.folded]) == (2, ["rejected"])
    again.unfold()
    again.reject(2)
    assert again.cards[2].decision == "open"


def test_what_was_left_out_just_now_stays_in_sight_when_the_article_is_read_again(chronology, queue):
    queue.reject(1)
    left_out = {key_of(queue.cards[1].proposal)}
    again = queue_of(chronology, [each.proposal for each in queue.cards], (), (), left_out)
    again.adopt_decisions(queue)
    assert [each.decision for each in again.cards] == ["open", "rejected", "open"]
    assert not again.folded


def test_words_speak_for_a_category_only_above_chance(tmp_path):
    opened = Chronology(Store.create(tmp_path / "one.timelinedb"))
    talks = Category("t", "Talks")
    events = [Event(f"e{n}", "Delegations meet in Istanbul", "2025", category_id="t") for n in range(9)]
    opened.do(Change("Add", after=(talks, *events)))
    assert CategoryGuess(opened).of("Delegations meet again") == ""
    opened.do(Change("Add", after=(Category("s", "Strikes"), Event("s1", "Harbour hit", "2025", category_id="s"))))
    assert CategoryGuess(opened).of("Harbour burns") == ""
    opened.do(Change("Add", after=(Event("s2", "Harbour shelled", "2025", category_id="s"),)))
    assert CategoryGuess(opened).of("Harbour burns") == "Strikes"
    seldom = [Event(f"m{n}", "Lighthouse lit", "2025", category_id="st"[n % 2]) for n in range(8)]
    opened.do(Change("Add", after=tuple(seldom)))
    assert CategoryGuess(opened).of("Lighthouse lit again") == ""
    opened.close()


def test_events_of_the_same_date_are_at_hand_and_those_with_its_names_are_likely_in_any_script(tmp_path):
    opened = Chronology(Store.create(tmp_path / "scripts.timelinedb"))
    events = (
        Event("krim", "Росія анексувала Крим", "2014"), Event("talks", "Делегації зустрілися", "2014"),
        Event("other", "Щось інше про Крим", "2015"),
    )  # fmt: skip
    opened.do(Change("Add", after=events))
    found = proposals_of(
        "Der Krieg begann mit der Annexion der Krim im Jahr 2014.", "de", ReadingOptions("2025-07-21"), names_of(opened)
    )
    fits = queue_of(opened, found.proposals, ()).cards[0].fits
    assert [(fit.event_id, fit.likeness > 0) for fit in fits] == [("krim", True), ("talks", False)]
    assert queue_of(opened, found.proposals, ()).cards[0].twin is None
    opened.close()


@pytest.mark.parametrize(
    ("title", "date", "said", "is_twin"),
    [
        ("Bridge at Novopil hit", "2025-06-03", "on 3 June 2025", True),
        ("Bridge", "2025-06-03", "on 3 June 2025", False),
        ("Bridge at Novopil hit", "2025-06", "in June 2025", False),
        ("Bridge at Novopil hit by drones", "2025-06", "in June 2025", True),
    ],
)
def test_few_words_of_a_title_are_no_twin_and_fewer_still_in_a_longer_time(tmp_path, title, date, said, is_twin):
    opened = Chronology(Store.create(tmp_path / "twins.timelinedb"))
    opened.do(Change("Add", after=(Event("e", title, date),)))
    text = f"The bridge at Novopil was hit by drones {said}."
    found = proposals_of(text, "en", ReadingOptions("2025-07-21"), names_of(opened))
    assert (queue_of(opened, found.proposals, ()).cards[0].twin is not None) == is_twin
    opened.close()
