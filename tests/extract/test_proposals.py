"""From sentences to proposed events: title, date, status, names, reasons, and what is known already."""

from __future__ import annotations

import time

import pytest

from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Event, Participation
from timeline_app.extract.events.existing import match_existing
from timeline_app.extract.events.headlines import LONGEST_TITLE
from timeline_app.extract.events.names import KnownNames, NameIndex, name_key
from timeline_app.extract.events.proposals import read_article

MONDAY = "2025-07-21"
NAMES = KnownNames(
    actors={"Volodymyr Zelensky": "zelensky", "Zelensky": "zelensky", "Umerov": "umerov", "EU": "eu", "Iran": "iran"},
    places={"Istanbul": "istanbul", "Kyiv": "kyiv"},
)


def propose(text, published=MONDAY):
    """Give events and what is hardly one."""
    found = read_article(text, published, NAMES)
    return tuple(sorted((*found.proposals, *found.rest), key=lambda each: each.date_start))


def only(text, published=MONDAY):
    [proposal] = propose(text, published)
    return proposal


TITLES = [
    ("KYIV – However, the two sides will meet in Istanbul on Wednesday.", "Two sides will meet in Istanbul"),
    ("The dam gave way on 6 June, officials said.", "Dam gave way"),
    ("According to the ministry, a drone hit the depot on Friday.", "Drone hit the depot"),
    ("After weeks of silence, Moscow confirmed the swap on Friday.", "Moscow confirmed the swap"),
    ("The war began with Russia’s annexation of Crimea in 2014.", "Russia’s annexation of Crimea"),
    ("The city has been empty since the full-scale invasion in February 2022.", "Full-scale invasion"),
    ("The 2014 annexation of Crimea was condemned by most.", "Annexation of Crimea"),
    ("Ten days ago the town fell, and a week ago the army admitted the loss.", "Town fell"),
    ("Earlier contacts, in March 2022, had failed.", "Earlier contacts had failed"),
    ("AD 70 saw another siege of the city.", "Another siege of the city"),
    ("The crash, which occurred on 4 May, killed nine people.", "Crash killed nine people"),
    ("Officials said the strike killed four in Sumy on Sunday.", "Strike killed four in Sumy"),
]


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[case[1] for case in TITLES])
def test_a_title_is_the_clause_without_its_date(text, title):
    assert propose(text)[0].title == title


def test_a_long_title_is_cut_where_a_phrase_ends():
    proposal = only(
        "On 4 May 2025 the delegations of both governments met the mediators for a second time in the old palace on "
        "the western shore of the strait after a long break in which nobody had spoken in public."
    )
    assert len(proposal.title) <= LONGEST_TITLE
    assert proposal.title.split()[-1] not in {"the", "of", "in", "on", "a", "for"}


def test_the_day_on_which_somebody_spoke_is_no_event():
    assert [p.date_text for p in propose("The delegations return this Wednesday, an official confirmed Monday.")] == [
        "this Wednesday"
    ]


def test_a_dateline_and_a_bare_year_in_a_name_propose_nothing():
    assert propose("Monday, 21 July 2025\n\nThe 2019 Nobel laureate spoke of hope.") == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("They will meet on Wednesday in Istanbul.", "planned"),
        ("They met on Wednesday in Istanbul.", "reported"),
        ("Elections are planned for this autumn there.", "planned"),
        ("They will sign the deal today in Istanbul.", "planned"),
        ("They signed the deal today in Istanbul.", "reported"),
    ],
)
def test_what_lies_ahead_is_planned_and_all_else_reported(text, status):
    assert only(text).status == status


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The truce held from 1 September to 8 November 2015.", "2015-09-01", "2015-11-08"),
        ("Shelling went on between 16 and 18 May.", "2025-05-16", "2025-05-18"),
        ("It was agreed last week in private.", "[2025-07-14..2025-07-20]", ""),
        ("The road was cut in early 2014 by floods.", "[2014-01..2014-04]", ""),
        ("The road was cut in late May 2014 by floods.", "[2014-05-21..2014-05-31]", ""),
        ("The church burned circa 1648 in a siege.", "1648~", ""),
    ],
)
def test_the_date_of_an_event_says_how_much_is_known(text, start, end):
    proposal = only(text)
    assert (proposal.start, proposal.end) == (start, end)
    assert When.of(start, end).edtf


def test_the_sentence_stands_behind_each_proposal_word_for_word():
    text = "Nothing happened. “We met on 5 May 2025,” he said. Then all was quiet."
    proposal = only(text)
    assert text[proposal.excerpt_start : proposal.excerpt_end] == proposal.exact == "“We met on 5 May 2025,” he said."
    assert text[proposal.date_start : proposal.date_end] == proposal.date_text == "5 May 2025"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They will meet this Wednesday there.", "Wednesday after Monday 21 July 2025"),
        ("They met in May in Istanbul.", "May before Monday 21 July 2025"),
        ("They met three years ago there.", "“three years ago” counted from the publication on Monday 21 July 2025"),
        ("They met in May and June 2022.", "“May” in the year of the date said with it"),
        (
            "They struck from 3 to 9 June 2025.",
            "“3” in the year of the date said with it; “9 June 2025”, the year as written",
        ),
        ("They met on 5 May 2022 there.", "“5 May 2022”, the year as written"),
    ],
)
def test_the_reasoning_is_told_in_words(text, reason):
    assert propose(text)[0].reasoning == reason


def test_actors_and_places_are_recognised_in_any_transliteration():
    proposal = only("Selenskyj and Umjerow will meet in Istanbul on Wednesday.")
    assert (proposal.actors, proposal.places) == (("zelensky", "umerov"), ("istanbul",))


def test_names_of_several_words_and_short_names_are_found_as_they_stand():
    index = NameIndex(NAMES.actors)
    assert index.find("President Volodymyr Zelensky’s envoy met the EU") == ("zelensky", "eu")
    assert index.find("a delegation from Iraq") == ()


@pytest.mark.parametrize("name", ["Zelenskyy", "Zelensky", "Zelenskiy", "Selenskyj", "Зеленський", "Зеленский"])
def test_spellings_of_one_name_have_one_key(name):
    assert name_key(name) == name_key("Zelensky")


def test_names_that_differ_have_different_keys():
    assert len({name_key(name) for name in ("Zelensky", "Umerov", "Putin", "Peskov", "Lavrov", "Medinsky")}) == 6


EVENTS = [
    Event("annexation", "Russian takeover and annexation of Crimea", "2014-02-20", "2014-03-18"),
    Event("round", "Third round of direct talks in Istanbul", "2025-07-23", actors=(Participation("umerov"),)),
    Event("package", "EU adopts its 18th sanctions package", "2025-07-18"),
    Event("undated", "Annexation of Crimea"),
]


def test_a_proposal_finds_the_event_it_is_further_evidence_for():
    proposal = only("The war began with Russia’s annexation of Crimea in 2014.")
    assert [match.event_id for match in match_existing(proposal, EVENTS)] == ["annexation"]


def test_shared_actors_count_as_evidence_too():
    proposal = only("Umerov said talks will resume in Istanbul on Wednesday.")
    assert [match.event_id for match in match_existing(proposal, EVENTS)] == ["round"]


def test_other_dates_and_other_words_are_no_evidence():
    assert match_existing(only("The annexation of Crimea was discussed on 5 May 2025."), EVENTS) == ()
    assert match_existing(only("A bus burned in Lagos on 18 July 2025."), EVENTS) == ()


@pytest.mark.shared
def test_the_article_the_project_began_from_gives_its_five_events(shared):
    text = (shared / "data" / "articles" / "istanbul-talks.txt").read_text(encoding="utf-8")
    proposals = {p.start: p for p in read_article(text, MONDAY, NAMES).proposals}
    assert {"2025-07-23", "2025-05", "2025-06", "2014", "2022-02"} <= set(proposals)
    assert [start for start, p in proposals.items() if p.status == "planned"] == ["2025-07-23"]
    assert "Istanbul" in proposals["2025-07-23"].title
    assert "annexation" in proposals["2014"].title
    assert "invasion" in proposals["2022-02"].title
    assert all(text[p.excerpt_start : p.excerpt_end] == p.exact for p in proposals.values())


HOSTILE = {
    "numbers": "1, 2, 3, " * 3000,
    "ordinals": "the 5th, the 6th and " * 1500,
    "months": "May and " * 3000,
    "no full stop": "war met on Monday and " * 1500,
    "brackets": "(" * 20_000,
    "quotes": "'" * 20_000,
    "years": "1999-" * 4000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_texts_made_to_hurt_are_read_in_bounded_time(name):
    begun = time.process_time()
    read_article(HOSTILE[name], MONDAY)
    assert time.process_time() - begun < 20
