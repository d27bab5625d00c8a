"""Titles made of sentences: each stands on its own, without the date, and says nothing that the sentence does not.

All sentences were written for this test. Where several events are proposed, the titles are those of all, in order.
"""

from __future__ import annotations

import pytest

from timeline_app.extract.events.headlines import LONGEST_TITLE
from timeline_app.extract.events.proposals import read_article

MONDAY = "2025-07-21"

DATES_LEFT_OUT = [
    ("Delegations met on 16 May and 2 June 2025.", ["Delegations met", "Delegations met"]),
    ("The delegations met on 16 May and again on 2 June 2025 in Istanbul.", ["Delegations met in Istanbul"] * 2),
    ("Talks were held on 16 May, 2 June and 7 July 2025 in Istanbul.", ["Talks were held in Istanbul"] * 3),
    ("Elections were held in October 2014, March 2019 and again in July 2019.", ["Elections were held"] * 3),
    ("Ukraine held elections in 2014 and again in 2019.", ["Ukraine held elections"] * 2),
    ("Two explosions hit the bridge at 3 a.m. on 17 July 2023.", ["Two explosions hit the bridge"]),
    ("Kyiv was struck on the night of 30 June 2025 by 300 drones.", ["Kyiv was struck by 300 drones"]),
    ("In the night of 28 July 2022 an explosion killed prisoners.", ["Explosion killed prisoners"]),
    ("In the early hours of 24 February 2022, rockets hit Kyiv.", ["Rockets hit Kyiv"]),
    ("Early in the morning of 27 February 2014 armed men seized the hall.", ["Armed men seized the hall"]),
    ("Shortly after midnight on 9 July 2025 drones were launched at Lutsk.", ["Drones were launched at Lutsk"]),
    ("The ship was hit on the evening of 13 April 2022.", ["Ship was hit"]),
    ("At dawn on 6 June 2023 the dam collapsed.", ["Dam collapsed"]),
    ("Putin signed the decree late on 21 February 2022.", ["Putin signed the decree"]),
    ("On the same day, 21 February 2022, Putin recognised the republics.", ["Putin recognised the republics"]),
    ("A week earlier, on 8 October 2022, an explosion had damaged the bridge.", ["Explosion had damaged the bridge"]),
    ("Later that year, in December 1994, the memorandum was signed.", ["Memorandum was signed"]),
    ("The following day, 18 March 2014, the treaty was signed in Moscow.", ["Treaty was signed in Moscow"]),
    ("The Council adopted the decision on Friday, 18 July 2025.", ["The Council adopted the decision"]),
    ("Parliament voted on Tuesday to extend martial law.", ["Parliament voted to extend martial law"]),
    ("Between March and May 2022 the city was besieged.", ["City was besieged"]),
    ("The commission will meet on 4 and 5 August 2025 in Vienna.", ["Commission will meet in Vienna"]),
    ("The 2015 Minsk agreement was widely criticised.", ["Minsk agreement"]),
    ("The fighting around Bakhmut went on until 20 May 2023.", ["Fighting around Bakhmut went on"]),
]

CLAUSES = [
    ("The ship was hit on 13 April 2022 and sank the next day.", ["Ship was hit", "Ship sank"]),
    ("Between 20 February and 18 March 2014 Russia seized and annexed Crimea.", ["Russia seized and annexed Crimea"]),
    ("The ceasefire, agreed on 22 July 2020, held.", ["Ceasefire agreed"]),
    (
        "The ceasefire, agreed on 22 July 2020, came into force on 27 July 2020.",
        ["Ceasefire agreed", "Ceasefire came into force"],
    ),
    (
        "The first exchange took place on 7 September 2019, the second on 29 December 2019.",
        ["First exchange took place", "Second exchange took place"],
    ),
    (
        "The law was passed on 3 June 2020, signed on 5 June and published on 7 June 2020.",
        ["Law was passed", "Law signed", "Law published"],
    ),
    (
        "The mission was to end on 31 December 2022 but was extended until June 2023.",
        ["Mission was to end", "Mission was extended"],
    ),
    (
        "President Zelenskyy, who had been elected in April 2019, met Putin in Paris on 9 December 2019.",
        ["President Zelenskyy had been elected", "President Zelenskyy met Putin in Paris"],
    ),
    ("The dam, which had been mined, collapsed early on 6 June 2023.", ["Dam collapsed"]),
    ("The pipeline, which carries gas, was damaged on 26 September 2022.", ["Pipeline was damaged"]),
    ("Moscow, for its part, withdrew on 17 July 2023.", ["Moscow withdrew"]),
    ("The exchange – the largest of the war – took place on 24 May 2025.", ["Exchange took place"]),
    ("After the meeting on 16 May 2025, both sides agreed on a swap.", ["Both sides agreed on a swap"]),
    ("According to the general staff, 12 drones were shot down on 9 July 2025.", ["12 drones were shot down"]),
    ("Rockets hit Kyiv, Kharkiv and Odesa on 24 February 2022.", ["Rockets hit Kyiv, Kharkiv and Odesa"]),
    (
        "On 24 February 2022 rockets hit Kyiv, Kharkiv and Odesa, officials said.",
        ["Rockets hit Kyiv, Kharkiv and Odesa"],
    ),
    ("However, on 11 November 2022 Ukrainian troops entered Kherson.", ["Ukrainian troops entered Kherson"]),
    ("Six people died when a missile hit a hotel on 27 June 2023.", ["Missile hit a hotel"]),
    ("Mr Umerov, speaking on Monday, said the swap would end by 1 August 2025.", ["Swap would end"]),
    (
        "The war is usually dated from Russia's seizure and annexation of Crimea in 2014.",
        ["Russia's seizure and annexation of Crimea"],
    ),
    ("There was an explosion at the depot on 18 September 2024.", ["Explosion at the depot"]),
    ("There were also talks in Riyadh on 18 February 2025.", ["Talks in Riyadh"]),
]

PRONOUNS = [
    # The sentence before names who is meant, and nothing else can be.
    ("The delegations met in Istanbul. They signed a memorandum on 4 May 2025.", ["Delegations signed a memorandum"]),
    ("Rustem Umerov leads the team. He flew to Istanbul on 2 July 2025.", ["Rustem Umerov flew to Istanbul"]),
    ("The minister arrived in Riyadh. She will meet the king on Tuesday.", ["Minister will meet the king"]),
    ("The delegations met.\n\nThey signed a memorandum on 4 May 2025.", ["Delegations signed a memorandum"]),
    ("The police searched the office. They arrested two men on 7 July 2025.", ["Police arrested two men"]),
    ("The bridge was closed. It reopened on 19 July 2023.", ["Bridge reopened"]),
    ("Ukrainian troops crossed the border. They took Sudzha on 15 August 2024.", ["Ukrainian troops took Sudzha"]),
    (
        "On 16 May 2025, the delegations met for two hours, and on 2 June they agreed on an exchange.",
        ["Delegations met for two hours", "Delegations agreed on an exchange"],
    ),
    (
        "Delegates arrived on 20 July 2025; they left two days later.",
        ["Delegates arrived", "Delegates left"],
    ),
    # Nobody can tell, so the pronoun goes as it does in headlines.
    ("They met on 4 May 2025 in Geneva.", ["Met in Geneva"]),
    ("They will meet on Wednesday in Istanbul.", ["To meet in Istanbul"]),
    ("It was adopted on 27 March 2014 by 100 votes to 11.", ["Adopted by 100 votes to 11"]),
    ("It would be the third round this year.", ["Third round"]),
    ("This was confirmed by the ministry on 3 May 2023.", ["Confirmed by the ministry"]),
    ("In a speech on 21 September 2022 he ordered a partial mobilisation.", ["Ordered a partial mobilisation"]),
    ("Putin met Zelenskyy in Paris. He left the city on 10 December 2019.", ["Left the city"]),
    (
        "On Friday, the Council approved the package, and on Monday it entered into force.",
        ["The Council approved the package", "Entered into force"],
    ),
    ("The agreement was long. It was announced on 14 May 2025 that it held.", ["Announced that it held"]),
    # Whose it is goes likewise.
    ("Its army left Kherson on 11 November 2022.", ["Army left Kherson"]),
    ("Their leaders met in Paris on 9 December 2019.", ["Leaders met in Paris"]),
    ("His Egyptian subjects revolted in 486 BC.", ["Egyptian subjects revolted"]),
    ("This decision was confirmed on 4 May 2019 by the court.", ["Decision was confirmed by the court"]),
    ("This effectively led to a ceasefire on 4 May 2019.", ["Led to a ceasefire"]),
    ("I visited the festival on 4 May 2019.", ["Visited the festival"]),
    ("There's a return trip planned for 2030.", ["Return trip planned"]),
    ("We've moved to a new house on 4 May 2019.", ["Moved to a new house"]),
    ("Those arrested on 4 May 2025 were freed in Kyiv.", ["Those arrested were freed in Kyiv"]),
]


def all_told(text):
    """Give events and what is hardly one."""
    found = read_article(text, MONDAY)
    return sorted((*found.proposals, *found.rest), key=lambda each: each.date_start)


@pytest.mark.parametrize(
    ("text", "titles"), DATES_LEFT_OUT + CLAUSES + PRONOUNS, ids=lambda each: each if isinstance(each, str) else ""
)
def test_a_title_stands_on_its_own(text, titles):
    assert [proposal.title for proposal in all_told(text)] == titles


def test_there_are_enough_sentences():
    assert len(DATES_LEFT_OUT + CLAUSES + PRONOUNS) >= 60


@pytest.mark.parametrize(
    "text",
    [
        "The European Union adopted its 18th package of sanctions on 18 July 2025 after weeks of stubborn resistance.",
        "The town fell in May 2023 after ten months of fighting, one of the bloodiest battles of the war so far.",
        "On 4 May 2025 delegations of both governments met mediators for a second time in the old palace on the shore.",
    ],
)
def test_a_long_title_ends_with_a_phrase(text):
    (proposal,) = read_article(text, MONDAY).proposals
    assert len(proposal.title) <= LONGEST_TITLE
    assert proposal.title[0].isupper()
    assert proposal.title.rsplit(" ", 1)[1] not in {"the", "of", "in", "on", "a", "for", "its", "and", "against"}


def test_a_title_is_made_of_words_of_its_article():
    """Nothing is invented: every word stands in the text, but for the "to" of headlines."""
    for text, _titles in DATES_LEFT_OUT + CLAUSES + PRONOUNS:
        known = set(text.lower().replace(",", " ").replace(".", " ").replace(";", " ").split()) | {"to"}
        for proposal in read_article(text, MONDAY).proposals:
            assert {word.strip(",.;").lower() for word in proposal.title.split()} <= known


def test_lines_that_were_only_full_do_not_cut_sentences():
    text = (
        "The war in its present form is usually dated from the seizure of the peninsula in spring 2014. It\n"
        "became a full-scale invasion on 24 February 2022. Whether the new round can narrow the gap over territory\n"
        "and security guarantees was open when this was written, and the delegations met on 16 May and again on 2\n"
        "June 2025 in Istanbul, which both of them called useful but no more than that, before they left for their\n"
        "capitals."
    )
    proposals = read_article(text, MONDAY).proposals
    assert [proposal.title for proposal in proposals[1:]] == [
        "War in its present form became a full-scale invasion",
        "Delegations met in Istanbul",
        "Delegations met in Istanbul",
    ]
    assert proposals[1].exact == "It\nbecame a full-scale invasion on 24 February 2022."


def test_lines_of_a_list_stay_apart():
    text = "2014\nThe town was taken.\n2015\nThe truce was signed in May 2015 by both.\n2016\nNothing happened there."
    assert [proposal.exact for proposal in read_article(text, MONDAY).proposals] == [
        "The truce was signed in May 2015 by both."
    ]
