"""What tells an event from what only bears a date, and where it goes."""

from __future__ import annotations

import pytest

from timeline_app.extract.events.proposals import read_article

MONDAY = "2025-07-21"

HARDLY_EVENTS = [
    ("subject", "It was adopted on 27 March 2014 by 100 votes to 11."),
    ("caption", "Image: Rescue workers search a house in Douma in February 2018."),
    ("speech", "I visited the damaged harbour on 4 May 2025."),
    ("condition", "If the envoys agree on Friday, the guns will fall silent."),
    ("condition", "The talks would have begun on 4 May 2025."),
    ("figures", "Shares in Warsaw closed 2 percent lower on Friday."),
    ("state", "About 400,000 people lived in the enclave in 2018."),
    ("state", "The harbour was calm on Friday."),
    ("habit", "Residents usually gather at the church on Friday."),
    ("since", "The region has been under a curfew since 2014."),
    ("negated", "No civilian left through the corridor on 27 February 2018."),
    ("coarse", "The sea will rise by a metre by 2100."),
]
EVENTS = [
    "The pipeline, which carries gas, was damaged on 26 September 2022.",
    "The results of the vote were published on 4 May 2025.",
    "The final is on Saturday in Warsaw.",
    "There was an explosion at the depot on 18 September 2024.",
    "The court is to hear the case on Friday.",
    "The US signed the treaty on 4 May 2025.",
    "The road was cut on Friday by floods.",
    "The minister did not fall but resigned on 4 May 2025, and the cabinet followed him on Friday.",
]


@pytest.mark.parametrize(("doubt", "text"), HARDLY_EVENTS, ids=[case[1][:30] for case in HARDLY_EVENTS])
def test_what_is_hardly_an_event_is_kept_apart_with_the_reason(doubt, text):
    found = read_article(text, MONDAY)
    assert (found.proposals, [each.doubt for each in found.rest]) == ((), [doubt])


@pytest.mark.parametrize("text", EVENTS[:-1], ids=[text[:30] for text in EVENTS[:-1]])
def test_an_event_is_none_of_that(text):
    found = read_article(text, MONDAY)
    assert len(found.proposals) == 1
    assert found.rest == ()


PAGE = """Storm topples crane at mosque

A storm caused a crane to fall into the Grand Mosque of Mecca on Friday and killed 107 pilgrims there.

The crane was to be taken down. The storm caused the crane to fall late on Friday, the civil defence said.
"""


def test_what_a_page_tells_twice_is_proposed_once():
    found = read_article(PAGE, MONDAY)
    assert [each.doubt for each in found.rest] == ["double"]
    assert len(found.proposals) == 1


def test_two_meetings_of_one_day_with_other_people_are_two_events():
    found = read_article(
        "On Friday Umerov met Medinsky in Istanbul for talks. On Friday Umerov met Fidan in Istanbul for talks.", MONDAY
    )
    assert len(found.proposals) == 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A joint operation with Nigeria planned for October 2025 has been called off.", "cancelled"),
        ("The summit due on 4 May 2025 was cancelled.", "cancelled"),
        ("The two sides had been expected to announce a truce on 4 May 2025.", "cancelled"),
        ("The minister cancelled his visit on 4 May 2025.", "reported"),
        ("The two sides are expected to announce a truce on Friday.", "planned"),
        ("They failed to agree on a truce by 4 May 2025, the envoys said.", "reported"),
    ],
)
def test_what_was_meant_and_did_not_come_is_cancelled(text, status):
    found = read_article(text, MONDAY)
    assert [each.status for each in (*found.proposals, *found.rest)] == [status]


LEAD = """Greek court rules worship of ancient deities is legal

Monday, March 27, 2006

A Greek court has ruled that worshippers of the ancient deities may now associate and worship formally. Until now the
religion was banned from conducting public worship at archaeological sites by the ministry of culture.

About 100,000 Greeks worship the ancient gods, such as Zeus, Hera and Poseidon. The church puts that number far lower.
"""


def test_what_a_page_reports_without_a_day_is_of_its_day():
    [lead] = read_article(LEAD, "2006-03-27").proposals
    assert (lead.title, lead.start) == ("Greek court rules worship of ancient deities is legal", "2006-03-27")
    assert lead.exact.startswith("A Greek court has ruled")
    assert "no day is named" in lead.reasoning


def test_a_page_that_looks_ahead_has_no_day_of_its_own():
    text = LEAD.replace("has ruled that", "will decide whether").replace("rules", "to rule whether")
    assert read_article(text, "2006-03-27").proposals == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The airport, which the United Nations took over on 29 June 1992, fed the town.",
         "The United Nations took over the airport"),
        ("Dura, who was arrested in Vienna on 4 May 2021, denies all.", "Dura was arrested in Vienna"),
        ("The ministry blamed Boko Haram, which waged a war and which denied it on Friday.", "Boko Haram denied it"),
        ("The siege was a blockade of the capital, which began on 5 April 1992.",
         "Siege began"),
        ("MAROUA, Cameroon, July 16 (Agency) - Two soldiers were killed near Kerawa on Friday.",
         "Two soldiers were killed near Kerawa"),
        ("In a video posted on Friday, General Burhan vowed to fight.", "General Burhan vowed to fight"),
        ("The aide told reporters that on 6 July 2025, after his return, Umerov surrendered.",
         "Umerov surrendered"),
        ("In 1995, at age seventeen, the singer was told to leave home.", "Singer was told to leave home"),
        ("Rustem Umerov came late. His deputy resigned on 4 May 2025.", "Rustem Umerov’s deputy resigned"),
        ("“We will pursue them,” Defence Minister Joseph Assomo told reporters. He is due to visit Maroua on Friday.",
         "Defence Minister Joseph Assomo is due to visit Maroua"),
    ],
)  # fmt: skip
def test_a_title_names_who_did_it(text, title):
    found = read_article(text, MONDAY)
    assert title in [each.title for each in found.proposals]


def test_clocks_that_open_lines_are_a_live_blog_of_the_day():
    found = read_article(
        "What we know\n\n14:30 – The plant is lost, its owner says\n\n12:05 – The Kremlin denies it\n\n"
        "07:15 – The president calls the council together",
        MONDAY,
    )
    assert [each.start[:16] for each in found.proposals] == [
        f"{MONDAY}T{clock}" for clock in ("14:30", "12:05", "07:15")
    ]
