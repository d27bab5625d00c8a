"""Dates that compete for an event are offered, each with the reason, and no others."""

from __future__ import annotations

import pytest

from timeline_app.extract.events.proposals import read_article

PUBLISHED = "2024-05-15"  # a Wednesday


def _alternatives(text: str) -> list[tuple[str, str, str]]:
    found = read_article(text, PUBLISHED).proposals
    return [(each.start, each.end, each.why) for proposal in found for each in proposal.alternatives]


@pytest.mark.parametrize(
    ("text", "other", "end", "why"),
    [
        (
            "Envoys of both sides met in Oslo on Monday, 7 May 2024.",
            "2024-05-06", "", "the nearest Monday, which the text says",
        ),
        (
            "The two ministers signed the treaty on 05/06/2014.",
            "2014-05-06", "", "“05/06/2014” with day and month in the other order",
        ),
        (
            "Rescuers searched the ruins on Tuesday of a market that shells destroyed the previous day.",
            "2024-05-13", "", "“the previous day” stands in the same clause",
        ),
        (
            "The army said on Tuesday it had killed 90 rebels in an operation that lasted from 3 to 9 May.",
            "2024-05-03", "2024-05-09", "“3 to 9 May” stands in the same clause",
        ),
    ],
)  # fmt: skip
def test_dates_that_compete_are_offered_with_the_reason(text: str, other: str, end: str, why: str) -> None:
    assert (other, end, why) in _alternatives(text)


@pytest.mark.parametrize(
    "text",
    [
        "Envoys of both sides met in Oslo on Tuesday, 7 May 2024.",
        "The two ministers signed the treaty on 05/06/2014. It was ratified on 25/06/2014.",
        "The two ministers signed the treaty on 5.6.2014.",
        "The Bolsheviks seized the palace on Wednesday, 25 October 1917.",  # by the Julian calendar
        "Shells killed four people in the market on 3 May 2024.",
        "In 2023 the court sentenced the two men on 3 May.",
        "The fighting lasted from 3 to 9 May 2024 and killed ninety people.",
    ],
)
def test_dates_that_leave_no_doubt_have_no_alternative(text: str) -> None:
    found = read_article(text, PUBLISHED).proposals

    assert found
    assert not any(each.alternatives for each in found)


def test_a_weekday_without_a_verb_that_tells_may_lie_ahead() -> None:
    (other,) = _alternatives("Envoys of both sides: talks in Oslo on Monday about the prisoners.")

    assert other == ("2024-05-20", "", "no verb tells whether “Monday” lies behind or ahead")
