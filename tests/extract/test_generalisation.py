"""Dates in prose of many kinds, written by us and marked by hand before the tagger read them.

What it got right it keeps; `docs/extract.md` tells how much that was when it saw the texts for the first time.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline_app.extract.dates.tagger import find_expressions

SENTENCES = Path(__file__).parents[1] / "data" / "dates_in_prose.txt"
FREE = "-"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def marked(line):
    """Take the marks out of a line: its text, and where each marked expression stands and what it means."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()]
        marks.append((len(text), len(text) + len(mark[1]), mark[2]))
        text, at = text + mark[1], mark.end()
    return text + line[at:], marks


def texts():
    """Give each text with the day of its publication and its marks."""
    published = kind = ""
    for number, line in enumerate(SENTENCES.read_text("utf-8").splitlines(), start=1):
        if line.startswith("= "):
            published, kind = line[2:].split()
        elif line.strip() and not line.startswith("; "):
            yield pytest.param(published, *marked(line), id=f"{kind}, line {number}")


@pytest.mark.parametrize(("published", "text", "marks"), list(texts()))
def test_prose_is_read_as_a_person_reads_it(published, text, marks):
    found = {(e.start, e.end): e for e in find_expressions(text, published)}
    told = {(start, end): value for start, end, value in marks if value != FREE}
    assert {place: found[place].value if place in found else None for place in told} == told
    left = [
        e.text
        for place, e in found.items()
        if e.edtf and place not in told and not any(start < e.end and e.start < end for start, end, _value in marks)
    ]
    assert left == []


def test_the_sentences_are_many_and_of_many_kinds():
    kinds = {line.split()[-1] for line in SENTENCES.read_text("utf-8").splitlines() if line.startswith("= ")}
    assert kinds == {
        *("news", "narrative", "biography", "fiction", "academic", "travel", "howto", "speech", "interview"),
    }
    assert len(list(texts())) > 400


BACKGROUND = [
    ("The bridge, built in 1936 and rebuilt in 1949, 1978 and 2004, was hit on Tuesday.", "Tuesday", "2022-03-01"),
    (
        "Born in 1948, he was jailed in 1971 and 1980 and became minister in 1991. He died on Monday.",
        "Monday",
        "2022-02-28",
    ),
    ("The treaty of 1951, amended in 1967 and 1986, expires next week.", "next week", "2022-W10"),
    (
        "Prices rose 2.4 percent last month. In 1979 and 1980 it was 13 percent; in 1990 it was 5.",
        "last month",
        "2022-02",
    ),
]


@pytest.mark.parametrize(("text", "said", "value"), BACKGROUND)
def test_news_may_name_its_background_in_years(text, said, value):
    assert (said, value) in [(e.text, e.value) for e in find_expressions(text, "2022-03-01")]


FEASTS = [
    ("The parade of Thanksgiving 2023 was short.", "2023-11-23"),
    ("It opened on Memorial Day 2021.", "2021-05-31"),
    ("It shut on Labor Day 2024.", "2024-09-02"),
    ("He spoke on Good Friday 1998.", "1998-04-10"),
    ("It was signed on Ash Wednesday 1966.", "1966-02-23"),
    ("They met at Pentecost 1950.", "1950-05-28"),
    ("The first Monday in September 2012 was dry.", "2012-09-03"),
    ("The last Sunday of March 2010 was wet.", "2010-03-28"),
    ("They sang on New Year's Eve 1999.", "1999-12-31"),
    ("V-E Day was a Tuesday.", "1945-05-08"),
    ("Since the Sept. 11 attacks much has changed.", "2001-09-11"),
]


@pytest.mark.parametrize(("text", "edtf"), FEASTS)
def test_feasts_and_named_days_have_their_date(text, edtf):
    assert [e.edtf for e in find_expressions(text, "2025-07-21") if e.edtf] == [edtf]


RARE = [
    ("Troops held the hill in the 1982 summer fighting.", "1982 summer", "1982-SU"),
    ("Output fell in H1 2022.", "H1 2022", "2022-H1"),
    ("In the year 71 a legion came.", "the year 71", "0071"),
    ("The past weekend was calm.", "The past weekend", "2025-W29-WE"),
    ("The week before last he resigned.", "The week before last", "2025-W28"),
    ("Two Fridays ago the bridge fell.", "Two Fridays ago", "2025-07-11"),
    ("A week ago Friday the bridge fell.", "A week ago Friday", "2025-07-11"),
    ("Ten years ago Friday the bridge fell.", "Ten years ago Friday", "2015-07-18"),
    ("A treaty will be signed by year's end.", "year's end", "2025"),
    ("It will be signed by year end.", "year end", "2025"),
    ("It was the year's worst storm.", "the year's", "2025"),
    ("It ended a decades-long war.", "a decades-long", "PXDE"),
    ("They drill on Monday mornings.", "Monday mornings", "XXXX-WXX-1"),
    ("The convoy left at 7 o'clock on Sunday.", "7 o'clock on Sunday", "2025-07-20T07:00"),
    ("The convoy left at 0730 hours on 3 May 2024.", "0730 hours on 3 May 2024", "2024-05-03T07:30"),
    ("It struck at 10 p.m. ET Friday.", "10 p.m. ET Friday", "2025-07-18T22:00-04:00"),
    ("It struck at 11:00 UTC+3 on 5 May 2024.", "11:00 UTC+3 on 5 May 2024", "2024-05-05T11:00+03:00"),
    ("He fled on Friday the 13th of all days.", "Friday the 13th", "2025-06-13"),
    ("At the moment all is calm.", "At the moment", "PRESENT_REF"),
    ("He left at the end of last month.", "the end of last month", "2025-06"),
    ("She comes on the 3rd of next month.", "the 3rd of next month", "2025-08-03"),
    ("He came a year and a half ago.", "a year and a half ago", "2024-01"),
    ("It is held every four years.", "every four years", "P4Y"),
    ("The May events of 1968 shook Paris.", "May", "1968-05"),
    ("He fell two years later (218 BC) in Spain.", "two years later", "BC0218"),
]
"""Ways to say a time that the dev texts hold once, if at all."""


@pytest.mark.parametrize(("text", "said", "value"), RARE)
def test_rare_ways_to_say_a_time_are_read(text, said, value):
    assert (said, value) in [(e.text, e.value) for e in find_expressions(text, "2025-07-21")]


def test_a_feast_that_differs_by_country_is_left_alone():
    assert not find_expressions("The army marched on Independence Day.", "2025-07-21")
