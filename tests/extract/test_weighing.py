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
    ("condition", "By 2030, some say, the bridge will be closed."),
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


@pytest.mark.parametrize(
    ("text", "status", "start"),
    [
        ("The premier declared three days of mourning from Thursday.", "planned", "2025-07-24"),
        ("The council holds an emergency session today.", "planned", MONDAY),
    ],
)
def test_what_is_ordered_or_on_the_timetable_lies_ahead(text, status, start):
    [found] = read_article(text, MONDAY).proposals
    assert (found.status, found.start) == (status, start)


def test_the_saying_gives_way_to_the_thing_that_has_its_own_date():
    found = read_article("The ministry said on Friday that two soldiers had been killed on 14 July 2025.", MONDAY)
    assert [each.start for each in found.proposals] == ["2025-07-14"]


def test_a_year_that_a_relative_clause_names_is_not_gone_on_from():
    text = "Envoys met on Saturday. Protests against Gaddafi, who seized power in 1969, began on 15 February."
    assert [each.start for each in read_article(text, "2011-03-20").proposals][1:] == ["1969", "2011-02-15"]


def test_a_deadline_of_the_news_counts_from_its_day():
    text = "The aid was cut on 3 March. Both sides agreed to begin by the end of the week."
    deadline = read_article(text, "2025-03-11").proposals[-1]
    assert (deadline.start, deadline.status) == ("[2025-03-10..2025-03-16]", "planned")


def test_the_year_beside_a_date_in_it_is_no_event_of_its_own():
    found = read_article("Traore took power in a coup in September 2022, the second that year.", MONDAY)
    assert [each.start for each in found.proposals] == ["2022-09"]


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
        ("The men came at about 7:30 a.m. They burned the mill on 4 May 2025.", "Men burned the mill"),
        ("Suu Kyi, 75, won in Yangon. Her party was dissolved on 4 May 2025.", "Suu Kyi’s party was dissolved"),
        ("Malaysia Airlines said it lost contact with the flight on 4 May 2025.",
         "Malaysia Airlines lost contact with the flight"),
        ("The survivors, whom the group interviewed on 4 May 2025, agree.", "Group interviewed the survivors"),
        ("Erdogan, who had been away when it began, flew to Ankara on 4 May 2025.", "Erdogan flew to Ankara"),
        ("ANKARA/IZMIR - Troops crushed the coup on Saturday.", "Troops crushed the coup"),
        ("On 16 May the president, who was in Jordan, fell ill; he flew home the next day.", "President flew home"),
        ("A Norwegian-brokered truce was signed in 2002. It collapsed on 4 May 2006.",
         "A Norwegian-brokered truce collapsed"),
        ("Today in Jeddah, under the eyes of the prince, the envoys signed a deal.", "Envoys signed a deal"),
        ("In an interview recorded on 4 May 2025, the premier’s son said it had ended.",
         "Premier’s son said it had ended"),
        ("The drone, launched from Crimea late on Friday, hit a clinic.", "Drone launched from Crimea"),
        ("A ceasefire that took effect on 19 January 2025 collapsed in March.", "Ceasefire took effect"),
        ("At least 20 have died since heavy rains began on 4 May 2025 in the north.", "Heavy rains began in the north"),
        ("The foreign ministers of France and Germany, Jean-Noël Barrot and Annalena Baerbock, visited Rome Friday.",
         "Foreign ministers of France and Germany visited Rome"),
        ("The World Programme, which feeds 300,000 people, suspended its work on 4 May 2025.",
         "The World Programme suspended its work"),
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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The truce expires on Friday.", "Truce expires"),
        ("The exhibition opens on 3 August.", "Exhibition opens"),
        ("The fair was off to a slow start on Saturday.", "Fair was off to a slow start"),
        ("The long battle for the town of Bor was over by Sunday.", "Long battle for the town of Bor"),
        ("Anna Berg was a guest at the Oslo Peace Forum on Saturday.", "Anna Berg was a guest at the Oslo Peace Forum"),
        (
            "The envoys had been denied visas to enter the United States until last week.",
            "Envoys had been denied visas to enter the United States",
        ),
        (
            "Monday, July 21, 2025 On Sunday, the government announced the start of the talks.",
            "Government announced the start of the talks",
        ),
    ],
)
def test_short_sentences_states_that_are_events_and_names_with_verbs_in_them(text: str, title: str) -> None:
    (proposal,) = read_article(text, "2025-07-21").proposals

    assert proposal.title == title
