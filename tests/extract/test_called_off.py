"""What was meant for a day and did not come: its day and its status, in four languages; and the sentences about it."""

from __future__ import annotations

import pytest

from timeline_app.extract.events.proposals import read_article

MONDAY = "2025-10-20"


def _told(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    found = read_article(text, MONDAY, language=language).proposals
    return [(each.start, each.status, each.title) for each in found]


@pytest.mark.parametrize(
    ("language", "text", "start", "title"),
    [
        (
            "en",
            "A signing that had been planned for Sunday did not take place.",
            "2025-10-19",
            "Signing had been planned",
        ),
        ("en", "A summit planned for Sunday was cancelled.", "2025-10-19", "Summit planned was cancelled"),
        ("en", "The summit, planned for Thursday, was called off.", "2025-10-23", "Summit planned"),
        (
            "de",
            "Eine Unterzeichnung, die für Sonntag geplant war, wurde abgesagt.",
            "2025-10-19",
            "Eine Unterzeichnung, die geplant war, wurde abgesagt",
        ),
        ("de", "Das für Sonntag angesetzte Treffen der Minister fand nicht statt.", "2025-10-19", ""),
        ("uk", "Підписання, яке планували на неділю, скасували.", "2025-10-19", "Підписання, яке планували, скасували"),
        ("uk", "Зустріч, призначена на неділю, не відбулася через обстріл.", "2025-10-19", ""),
        ("ru", "Подписание, которое планировали на воскресенье, отменили.", "2025-10-19", ""),
        ("ru", "Встреча, назначенная на воскресенье, не состоялась из-за обстрела.", "2025-10-19", ""),
    ],
)
def test_what_was_meant_and_did_not_come_is_cancelled_on_its_day(
    language: str, text: str, start: str, title: str
) -> None:
    ((day, status, words),) = _told(text, language)

    assert (day, status) == (start, "cancelled")
    assert not title or words == title


def test_another_day_supersedes_the_one_that_was_meant() -> None:
    told = _told("A convoy that was due to leave on Sunday is now to sail on Tuesday.")

    assert [(start, status) for start, status, _title in told] == [
        ("2025-10-19", "cancelled"),
        ("2025-10-21", "planned"),
    ]


def test_who_set_out_was_not_set_to_go() -> None:
    ((_day, status, _title),) = _told("The column, which had set out from Dorn on 17 August 2025, was ambushed.")

    assert status == "reported"


def test_what_is_only_still_to_come_is_planned() -> None:
    ((day, status, _title),) = _told("The envoy was due to appear in court on Thursday.")

    assert (day, status) == ("2025-10-23", "planned")


@pytest.mark.parametrize(
    ("language", "text", "start", "title"),
    [
        # the verb of its own clause tells most
        (
            "de",
            "Drei Tage lang wurde in Kairo verhandelt, am Sonntag gingen die Gespräche zu Ende.",
            "2025-10-19",
            "Drei Tage lang wurde in Kairo verhandelt, am Sonntag gingen die Gespräche zu Ende",
        ),
        ("uk", "2 жовтня снаряд убив родину в Старому Саруні.", "2025-10-02", "Снаряд убив родину в Старому Саруні"),
        # an office, then the name between commas
        (
            "en",
            "The mayor spoke. The foreign minister, Pavel Ruis, called it a crime. He will fly to Oslo on 30 October.",
            "2025-10-30",
            "Pavel Ruis will fly to Oslo",
        ),
        # who is told something is not what the clause behind is about
        (
            "en",
            "Kolarova told reporters that the city would hold a day of mourning on Friday.",
            "2025-10-24",
            "City would hold a day of mourning",
        ),
        # a subject with an apposition that has a participle in it
        (
            "en",
            "The trial of Ramon Ibarra, a former chief accused of ordering eleven killings, opened on Sunday.",
            "2025-10-19",
            "Trial of Ramon Ibarra opened",
        ),
        # a verb whose past is its present; whose the guns were stands in the clause before
        (
            "en",
            "On 9 May 2025 the rebels cut the last road, and two days later their guns fired on the market.",
            "2025-05-11",
            "Rebels’ guns fired on the market",
        ),
        # a loose relative clause with a war in it, a plan under which, a title cut before a purpose
        (
            "en",
            "The two cabinets that have ruled since the civil war signed an agreement on Sunday.",
            "2025-10-19",
            "Two cabinets that have ruled since the civil war signed an agreement",
        ),
        (
            "en",
            "A plan of the Swiss, under which the island would have been neutral, was rejected in August 1961.",
            "1961-08",
            "Plan of the Swiss was rejected",
        ),
        (
            "en",
            (
                "The two governments that have ruled Sarmat since the war signed an agreement on Sunday "
                "to share the revenue from its oil."
            ),
            "2025-10-19",
            "Two governments that have ruled Sarmat since the war signed an agreement",
        ),
        # what something was is no other thing that "it" could mean; the "to" of a stretch opens no clause
        (
            "en",
            "The siege of Korvath was a blockade of the town. It lasted from May 1994 to June 1995.",
            "1994-05",
            "Siege of Korvath lasted",
        ),
    ],
)
def test_who_and_when(language: str, text: str, start: str, title: str) -> None:
    told = _told(text, language)

    assert (start, title) in [(day, words) for day, _status, words in told]


def test_a_story_that_opens_with_a_look_back_goes_on_from_it() -> None:
    text = "The column, which had left Dorn on 17 August 1994, was ambushed. General Hael was wounded on 3 October."

    assert ("1994-10-03", "reported", "General Hael was wounded") in _told(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 11 and 12 February the four leaders negotiated in Minsk."),
        ("de", "In Minsk verhandelten die vier Staatschefs am 11. und 12. Februar."),
        ("ru", "Стороны обменялись пленными 11 и 12 февраля."),
    ],
)
def test_two_days_that_follow_each_other_are_one_event(language: str, text: str) -> None:
    (proposal,) = read_article(text, MONDAY, language=language).proposals

    assert (proposal.start, proposal.end) == ("2025-02-11", "2025-02-12")


def test_two_days_apart_are_two_events() -> None:
    assert [start for start, _status, _title in _told("Shells hit the market on 3 and 7 May.")] == [
        "2025-05-03",
        "2025-05-07",
    ]


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "For the next round Kyiv proposed a meeting in November.", "2025-11"),
        ("en", "In November the junta proposed a longer term.", "2024-11"),
        ("de", "Für ein Treffen der Präsidenten schlug Kiew den November vor.", "2025-11"),
        ("uk", "Київ запропонував зустріч президентів у листопаді.", "2025-11"),
        ("ru", "Киев предложил встречу президентов в ноябре.", "2025-11"),
    ],
)
def test_a_month_that_is_proposed_lies_ahead(language: str, text: str, start: str) -> None:
    assert [day for day, _status, _title in _told(text, language)] == [start]
