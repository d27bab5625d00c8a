"""Documents, anchors, quotes and claims, below the window."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from timeline_app.document import Chronology
from timeline_app.document.evidence.accepting import Acceptance, accepting, quote_change, split_date
from timeline_app.document.evidence.date_claims import claims_of, contested, preferring
from timeline_app.document.evidence.source_records import (
    Article,
    adding,
    clean_text,
    deleting,
    duplicates,
    intake,
    merging,
    newer_version,
)
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Actor, Event, Excerpt, Source, new_id
from timeline_app.domain.text.citation import cite
from timeline_app.domain.text.quotes import QuoteError, anchored, find_again, find_verbatim
from timeline_app.domain.text.urls import normalised
from timeline_app.store.records.evidence import marked_in, outlines, uses_of
from timeline_app.store.store import Store

TEXT = (
    "Harbour talks resume\n"
    "The two port cities meet again on Wednesday, the mayor said. The first round was held in May.\n"
    "The strike that closed the docks began on 3 March 2021 and lasted for eleven days."
)
NEWER = (
    "Harbour talks resume, after a week of doubt\n\n"
    "The two port  cities meet again on Wednesday, the mayor said.\n"
    "The strike which closed the docks began on 3 March 2021 and lasted for eleven days."
)
ADDRESS = "https://www.example.org/news/harbour?utm_source=feed"


@pytest.fixture
def chronology(tmp_path):
    opened = Chronology(Store.create(tmp_path / "a.timelinedb", as_of="2021-07-21"))
    yield opened
    opened.close()


def stored(chronology, text=TEXT, url=ADDRESS):
    found = intake(
        chronology, Article("Harbour talks resume", "Port Gazette", url=url, published="2021-07-19", text=text)
    )
    if not found.is_known:
        chronology.do(found.change())
    return found


def span(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def test_an_article_becomes_a_source_with_a_document_in_one_change(chronology):
    found = stored(chronology)
    assert chronology.undo_label == "Store “Harbour talks resume”"
    assert chronology.sources[0].published == "2021-07-19"
    assert outlines(chronology.store)[0].length == len(TEXT)
    chronology.undo()
    assert chronology.sources == []
    chronology.redo()
    assert chronology.store.evidence.documents(found.source.id)[0].text == TEXT


def test_the_same_text_is_known_and_the_same_address_is_a_newer_version(chronology):
    first = stored(chronology)
    again = intake(chronology, Article("other title", text=TEXT))
    assert (again.is_known, again.document.id) == (True, first.document.id)
    newer = intake(chronology, Article("x", text=NEWER, url="http://example.org/news/harbour/#top"))
    assert (newer.is_new_source, newer.source.id) == (False, first.source.id)


def test_text_is_stored_without_characters_that_no_text_has():
    assert clean_text("\ufeffone\r\ntwo\x00\ud800\rthree\n\n") == "one\ntwo\nthree"


def test_what_is_accepted_is_one_change_and_one_step_back(chronology):
    document = stored(chronology).document
    first = Acceptance(*span("The first round was held in May."), "First round", "2021-05", actors=("The mayor",))
    second = Acceptance(*span("The strike that closed the docks"), "Dock strike", "2021-03-03/2021-03-13",
                        category="Strikes", actors=("the Mayor", "Dockers"), place="Harbour")  # fmt: skip
    third = replace(first, title="Talks", date="2021-07-21", status="planned", category="Strikes")
    chronology.do(accepting(chronology, document, [first, second, third]))
    assert len(chronology.columns) == 3
    assert [each.name for each in chronology.actors] == ["The mayor", "Dockers"]
    assert [each.name for each in chronology.categories] == ["Strikes"]
    marked = marked_in(chronology.store, document.id)
    assert {each.title for each in marked} == {"First round", "Dock strike", "Talks"}
    assert all(document.text[each.excerpt.start : each.excerpt.end] == each.excerpt.exact for each in marked)
    assert chronology.store.check().ok
    assert chronology.undo_label == "Add 3 events"
    chronology.undo()
    assert len(chronology.columns) == 0
    assert chronology.actors == []


def test_a_proposal_merged_into_an_event_claims_its_own_date(chronology):
    document = stored(chronology).document
    event = Event(new_id(), "Dock strike", "2021-03-04")
    chronology.do(Change("Add", after=(event,)))
    words = span("The strike that closed the docks began on 3 March 2021")
    chronology.do(accepting(chronology, document, [Acceptance(*words, date="2021-03-03", into=event.id)]))
    chronology.do(quote_change(document, event, span("lasted for eleven days"), "disputes"))
    claims = claims_of(event, chronology.evidence(event.id))
    assert [(each.date, len(each.supporting), each.preferred) for each in claims] == [("2021-03-03", 1, False)]
    assert contested(claims)
    stored_event = chronology.store.lookups.event(event.id)
    chronology.do(preferring(stored_event, "2021-03-03"))
    assert not contested(claims_of(chronology.store.lookups.event(event.id), chronology.evidence(event.id)))


@pytest.mark.parametrize(
    ("date", "parts"),
    [("2021", ("2021", "")), ("2021-05/2021-06", ("2021-05", "2021-06")), ("2021/..", ("2021/..", "")),
     ("../2021", ("../2021", "")), ("", ("", ""))],
)  # fmt: skip
def test_a_date_is_taken_apart_only_where_both_ends_are_known(date, parts):
    assert split_date(date) == parts


def test_a_quote_must_stand_in_its_document(chronology):
    document = stored(chronology).document
    event = Event(new_id(), "Talks", "2021-07-21")
    false_quote = Excerpt(new_id(), event.id, document.source_id, document.id, "quote", "words that nobody wrote")
    with pytest.raises(QuoteError, match="do not stand in the document"):
        chronology.do(Change("Add", after=(event, false_quote)))
    assert len(chronology.columns) == 0
    with pytest.raises(QuoteError, match="needs its words"):
        chronology.do(Change("Add", after=(event, replace(false_quote, exact="  "))))
    chronology.do(Change("Add", after=(event, replace(false_quote, kind="paraphrase"))))
    assert chronology.evidence(event.id)[0].excerpt.kind == "paraphrase"


def test_a_stored_document_cannot_be_changed(chronology):
    document = stored(chronology).document
    with pytest.raises(StoreError, match="cannot be changed"):
        chronology.do(Change("Edit", (document,), (replace(document, text="x", sha256="0"),)))
    other = replace(document, id=new_id(), sha256="0" * 64)
    with pytest.raises(StoreError, match="hash"):
        chronology.do(Change("Add", after=(other,)))


def test_one_changed_letter_in_the_stored_text_is_noticed(chronology):
    document = stored(chronology).document
    words = span("The first round was held in May.")
    chronology.do(accepting(chronology, document, [Acceptance(*words, "First round", "2021-05")]))
    assert chronology.store.check().ok
    with sqlite3.connect(chronology.path) as connection:
        connection.execute("UPDATE document SET text = replace(text, 'held in May', 'held in Nay')")
    connection.close()
    kinds = {each.kind for each in chronology.store.check().problems}
    assert kinds == {"document", "excerpt"}


def test_excerpts_follow_to_a_newer_version_or_are_listed_as_lost(chronology):
    first = stored(chronology)
    sentences = (
        "The two port cities meet again on Wednesday, the mayor said.",
        "The strike that closed the docks began on 3 March 2021 and lasted for eleven days.",
        "The first round was held in May.",
    )
    chronology.do(accepting(chronology, first.document, [Acceptance(*span(each), each[:9]) for each in sentences]))
    newer = newer_version(chronology, first.source, Article(text=NEWER))
    states = {each.excerpt.exact[:20]: each.state for each in newer.moved}
    assert list(states.values()) == ["same", "lost", "changed"]
    changed = next(each for each in newer.moved if each.state == "changed")
    assert changed.words == "The strike which closed the docks began on 3 March 2021 and lasted for eleven days."
    chronology.do(newer.change([each for each in newer.moved if each.state != "lost"]))
    assert len(marked_in(chronology.store, newer.document.id)) == 2
    report = chronology.store.check()
    assert report.ok
    assert [each.kind for each in report.hints].count("superseded") == 1
    chronology.undo()
    assert len(marked_in(chronology.store, first.document.id)) == 3


def test_hints_tell_of_events_without_source_and_plans_whose_day_has_passed(chronology):
    passed = Event(new_id(), "Meeting", "2021-07-02", status="planned")
    ahead = Event(new_id(), "Next meeting", "2021-07-22", status="planned")
    chronology.do(Change("Add", after=(passed, ahead)))
    hints = [(each.kind, each.id) for each in chronology.store.check().hints]
    assert hints == [("overdue", passed.id), ("no source", passed.id), ("no source", ahead.id), ("unchecked", "")]


def test_what_was_planned_within_the_as_of_month_is_over_by_its_end(tmp_path):
    opened = Chronology(Store.create(tmp_path / "month.timelinedb", as_of="2021-07"))
    events = [Event(new_id(), date, date, status="planned") for date in ("2021-06-30", "2021-07-31", "2021-08-01")]
    opened.do(Change("Add", after=tuple(events)))
    passed = [each.id for each in opened.store.check().hints if each.kind == "overdue"]
    opened.close()
    assert passed == [events[0].id, events[1].id]


def test_sources_with_one_address_are_merged_with_all_that_uses_them(chronology):
    first = stored(chronology)
    event = Event(new_id(), "Talks", "2021-07-21")
    twin = Source(new_id(), "Harbour", author="A. Writer", url="http://example.org/news/harbour")
    said = Excerpt(new_id(), event.id, twin.id, exact="in other words")
    chronology.do(Change("Add", after=(twin, event, said)))
    (same,) = duplicates(chronology)
    assert {each.id for each in same.sources} == {first.source.id, twin.id}
    chronology.do(merging(chronology, twin, [first.source]))
    assert [(each.title, each.author, each.publisher) for each in chronology.sources] == [
        ("Harbour", "A. Writer", "Port Gazette")
    ]
    assert [each.source_id for each in outlines(chronology.store)] == [twin.id]
    assert [each.title for each in uses_of(chronology.store, twin.id)] == ["Talks"]
    assert chronology.store.check().ok
    chronology.undo()
    assert [each.source_id for each in outlines(chronology.store)] == [first.source.id]
    chronology.redo()
    assert [each.source_id for each in outlines(chronology.store)] == [twin.id]


def test_sources_with_one_text_are_duplicates_too(chronology):
    first = stored(chronology)
    other = Source(new_id(), "Copy")
    chronology.do(Change("Add", after=(other, replace(first.document, id=new_id(), source_id=other.id))))
    assert [same.by for same in duplicates(chronology)] == ["text"]
    chronology.do(deleting(other, chronology.store.evidence.documents(other.id)))
    assert duplicates(chronology) == ()


def test_a_bibliography_adds_only_what_is_not_there(chronology):
    stored(chronology)
    read = [Source("", "A book", author="B"), Source("", "x", url="http://www.example.org/news/harbour/")]
    change, known = adding(chronology, read)
    assert known == 1
    chronology.do(change)
    assert adding(chronology, read) == (None, 2)


def test_reports_of_one_name_and_year_are_told_apart_by_their_day(chronology):
    days = [Source("", "Situation report", "A body", published=day) for day in ("2024-05-01", "2024-05-02", "2024")]
    change, known = adding(chronology, days)
    assert known == 1  # the one of which only the year is known may be any of them
    assert [source.published for source in change.after] == ["2024-05-01", "2024-05-02"]
    chronology.do(change)
    assert adding(chronology, days) == (None, 3)


def test_one_address_holds_two_sources_where_title_and_year_both_differ(chronology):
    address = "https://a.example/all"
    read = [
        Source("", "One", url=address, published="2014"),
        Source("", "Another", url=address, published="2006"),
        Source("", "One", url=address, published="2015"),  # a newer state of the page
        Source("", "Differently spelled", url=address),
    ]
    change, known = adding(chronology, read)
    assert ([source.title for source in change.after], known) == (["One", "Another"], 2)
    chronology.do(change)
    assert adding(chronology, read) == (None, 4)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a#part"),
        ("https://example.org/a?b=1&utm_source=x&a=2", "https://EXAMPLE.org:443/a?a=2&b=1"),
        ("https://web.archive.org/web/20210102030405/https://example.org/a", "https://example.org/a"),
        ("https://m.example.org/caf%C3%A9", "https://example.org/café"),
    ],
)
def test_two_spellings_of_one_address_are_one(one, other):
    assert normalised(one) == normalised(other) != ""


@pytest.mark.parametrize("text", ["", "javascript:alert(1)", "file:///etc/passwd", "https://", "http://[bad"])
def test_what_is_no_web_address_is_never_a_duplicate(text):
    assert normalised(text) == ""


def test_other_pages_stay_others():
    assert normalised("https://example.org/a?id=1") != normalised("https://example.org/a?id=2")


def test_the_nearer_of_two_equal_quotes_is_the_one_with_the_same_surroundings():
    text = "It rained. Then the bridge fell. Later, it rained. Then the sun rose."
    excerpt = anchored(Excerpt("1", "2", "3", kind="quote"), text, 40, 49)
    moved = "Before all, " + text
    found = find_verbatim(excerpt, moved)
    assert (found.start, found.way) == (52, "quote")


def test_another_sentence_about_the_same_thing_is_not_taken_for_the_excerpt():
    excerpt = Excerpt("1", "2", "3", exact="Twelve people were killed in the attack on the market on Monday.")
    assert find_again(excerpt, "Forty soldiers were captured near the bridge. Nobody was hurt on Tuesday.") is None


def test_a_citation_tells_what_is_known_and_nothing_else():
    source = Source(
        "1", "Harbour talks", "Port Gazette", "A. Writer", "https://example.org", "2021-07-19", "2021-07-20"
    )
    assert cite(source) == (
        "A. Writer, “Harbour talks”, Port Gazette, 19 July 2021, https://example.org (retrieved 20 July 2021)."
    )
    assert cite(Source("1", "")) == ""


def test_an_alias_finds_its_actor(chronology):
    actor = Actor(new_id(), "Rustem Umerov", aliases=("Umjerow",))
    chronology.do(Change("Add", after=(actor,)))
    document = stored(chronology).document
    chronology.do(accepting(chronology, document, [Acceptance(0, 7, "Talks", "2021", actors=("umjerow",))]))
    assert chronology.actors == [actor]


LONG = (
    "Harbour talks resume\n" + " ".join(
        f"On {day} March 2021 the delegations of both port cities spoke for {day} hours about the docks and ferries."
        for day in range(1, 16)
    )
)  # fmt: skip
AS_PDF = (
    "1\n"
    + LONG.replace("delegations", "delega-\ntions").replace("about the ", "about\nthe ")
    + "\nPort Gazette, page 1"
)


def test_a_pdf_of_a_page_is_another_version_of_it_and_takes_what_it_knows(chronology):
    first = stored(chronology, text=LONG)
    found = intake(chronology, Article("", author="A. Writer", text=AS_PDF, media_type="application/pdf"))
    assert (found.is_new_source, found.is_known) == (False, False)
    assert found.source.id == first.source.id
    chronology.do(found.change())
    (source,) = chronology.sources
    assert (source.author, source.url) == ("A. Writer", first.source.url)
    assert len(outlines(chronology.store, source.id)) == 2
    chronology.undo()
    assert chronology.sources[0].author == ""


def test_a_page_of_a_stored_pdf_brings_its_address(chronology):
    stored(chronology, text=AS_PDF, url="")
    found = intake(chronology, Article("Harbour talks resume", url=ADDRESS, text=LONG, media_type="text/html"))
    chronology.do(found.change())
    assert [each.url for each in chronology.sources] == [ADDRESS]


@pytest.mark.parametrize(
    ("title", "url", "text"),
    [
        ("Harbour talks resume", "https://other.example/talks", LONG),  # the same report on another site
        (
            "Harbour talks resume",
            "",
            "Harbour talks resume\n" + LONG.replace("March", "May").replace("spoke", "fell")[::-1],
        ),
        ("Another title of it", "", LONG.partition("\n")[2]),
    ],
)
def test_another_text_or_another_site_is_another_source(chronology, title, url, text):
    stored(chronology, text=LONG)
    assert intake(chronology, Article(title, url=url, text=f"{text}\nAnd more.")).is_new_source


def test_a_copy_from_an_archive_brings_its_address_to_the_source_that_is_there(chronology):
    stored(chronology)
    copy = "https://archive.ph/AbC12"
    found = intake(chronology, Article("Other", "Other", url=ADDRESS, text=NEWER, archive_url=copy, seen="2021-07-22"))
    chronology.do(found.change())
    (source,) = chronology.sources
    assert (source.archive_url, source.title, source.publisher) == (copy, "Harbour talks resume", "Port Gazette")
    again = intake(chronology, Article("x", url=ADDRESS, text=f"{NEWER} More.", archive_url="https://archive.ph/XyZ"))
    assert (again.source.archive_url, again.source_before) == (copy, None)
