"""One date said twice side by side is one expression and one event: its weekday, its clock, its other calendar."""

from __future__ import annotations

import pytest

from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.events.proposals import read_article

MONDAY = "2023-06-12"


def dates(text, published=MONDAY):
    return [
        (e.text, e.edtf.replace(":00Z", "Z").removesuffix(":00")) for e in find_expressions(text, published) if e.edtf
    ]


def only(text, published=MONDAY):
    [proposal] = read_article(text, published).proposals
    return proposal


ONE = [
    ("It fell on {6 June 2023 (Tuesday), at 02:50}.", "2023-06-06T02:50"),
    ("It fell on {Tuesday, 6 June}.", "2023-06-06"),
    ("It fell on {Wednesday (7 June 2023)}.", "2023-06-07"),
    ("It fell on {6 June, a Tuesday}, at last.", "2023-06-06"),
    ("It fell on {6 June, a Tuesday}.", "2023-06-06"),
    ("It fell on {Tue 6 Jun} again.", "2023-06-06"),
    ("It fell on {the morning of Tuesday 6 June}.", "2023-06-06"),
    ("It fell on {6 June (Tue.)} again.", "2023-06-06"),
    ("It fell on {2023-06-06 (Tue)} again.", "2023-06-06"),
    ("It fell on {Tue (6 June)} again.", "2023-06-06"),
    ("It fell on {6 June [Tuesday]} again.", "2023-06-06"),
    ("It fell on {Tuesday – 6 June 2023} – again.", "2023-06-06"),
    ("It fell on {Tuesday of last week (6 June)} again.", "2023-06-06"),
    ("It falls on {Tuesday of this week, 13 June}.", "2023-06-13"),
    ("It fell {last Tuesday, 6 June}, again.", "2023-06-06"),
    ("It fell on {Tuesday evening (6 June)} again.", "2023-06-06"),
    ("It fell on {6 June (Tuesday at 14:00)} again.", "2023-06-06T14:00"),
    ("It fell on {6 June (Tuesday) at 14:00} again.", "2023-06-06T14:00"),
    ("It fell on {Tuesday (6 June, 14:00)} again.", "2023-06-06T14:00"),
    ("It fell on {Tuesday (6 June) at 14:00} again.", "2023-06-06T14:00"),
    ("It fell on {6 June (at 02:50)} again.", "2023-06-06T02:50"),
    ("It fell on {6 June [02:50 GMT]} again.", "2023-06-06T02:50Z"),
    ("It fell on {Tuesday, 6 June 2023, shortly before 11 pm}.", "2023-06-06T23:00"),
    ("{Tuesday, 6 June 2023, 02:50}: the dam goes.", "2023-06-06T02:50"),
    ("It fell on {25 October (7 November) 1917}.", "1917-11-07"),
    ("It fell on {25 October 1917 (7 November New Style)}.", "1917-11-07"),
    ("It fell on {7 November 1917 (O.S. 25 October)}.", "1917-11-07"),
    ("It fell on {24 December 1825 (5 January 1826)}.", "1826-01-05"),
    ("It fell on {2 (14) January 1863}.", "1863-01-14"),
    ("It fell on {25 October 1917 (Old Style)}.", "1917-11-07"),
    ("It fell on {25 October 1917 O.S.} at night.", "1917-11-07"),
    ("It fell on {7 November 1917 (New Style)}.", "1917-11-07"),
    ("It fell on {30 January 1649 (Julian calendar)}.", "1649-02-09"),
    ("It fell on {6 June 1944 (6/6/1944)}.", "1944-06-06"),
    ("It fell on {6 June 2023 (6 червня 2023)} again.", "2023-06-06"),
    ("It fell on {6 June 2023 (Tue., 14:30)} again.", "2023-06-06T14:30"),
    ("It fell on {6 June 2023 (Tue, 14:30 local time)} again.", "2023-06-06T14:30"),
    ("It fell on {6 June (Tue. 14:30)} again.", "2023-06-06T14:30"),
    ("It fell on {6 June [Tue., at 14:30 GMT]} again.", "2023-06-06T14:30Z"),
    ("It fell on {7 June (Tuesday) 2022} again.", "2022-06-07"),
    ("It fell on {7 June (Tue.) 2022} again.", "2022-06-07"),
    ("It fell on {7 June [Tuesday] 2022} again.", "2022-06-07"),
    ("It fell on {(Tue) 6 June 2023} again.", "2023-06-06"),
    ("It fell on {(Tuesday) 6 June 2023} again.", "2023-06-06"),
    ("It fell on {(Tuesday), 6 June 2023} again.", "2023-06-06"),
]


@pytest.mark.parametrize(("marked", "edtf"), ONE, ids=[marked for marked, _edtf in ONE])
def test_what_says_one_day_side_by_side_is_one_date(marked, edtf):
    text = marked.replace("{", "").replace("}", "")
    assert dates(text) == [(marked[marked.index("{") + 1 : marked.index("}")], edtf)]


SEVERAL = [
    ("On 6 June, Wednesday's papers had gone to print.", [("6 June", "2023-06-06"), ("Wednesday", "2023-06-07")]),
    (
        "It met on 5 June (Monday) and 6 June (Tuesday).",
        [("5 June (Monday)", "2023-06-05"), ("6 June (Tuesday)", "2023-06-06")],
    ),
    (
        "It met on 5 June, Tuesday and Friday.",
        [("5 June", "2023-06-05"), ("Tuesday", "2023-06-06"), ("Friday", "2023-06-09")],
    ),
    (
        "It met on 3 and 4 June (Saturday and Sunday).",
        [("3", "2023-06-03"), ("4 June (Saturday and Sunday)", "2023-06-04")],
    ),
    ("It met on 3 June (until 14 June).", [("3 June", "2023-06-03"), ("14 June", "2023-06-14")]),
    ("It lasted from Friday, 2 June, until Sunday.", [("Friday, 2 June", "2023-06-02"), ("Sunday", "2023-06-04")]),
    (
        "It fell on 6 June at 02:50 (23:50 GMT).",
        [("6 June at 02:50", "2023-06-06T02:50"), ("23:50 GMT", "2023-06-05T23:50Z")],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), SEVERAL, ids=[text for text, _wanted in SEVERAL])
def test_days_that_are_several_stay_several(text, wanted):
    assert dates(text) == wanted


EVENTS = [
    "On 6 June 2023 (Tuesday), at 02:50, the dam was breached.",
    "On Tuesday (6 June) the dam was breached.",
    "On 6 June 2023 at 02:50 (23:50 GMT) the dam was breached.",
    "At 02:50 (23:50 GMT) on 6 June 2023 the dam was breached.",
    "On 6 June 2023 (6/6/2023) the dam was breached.",
    "On 25 October (7 November) 1917 the dam was breached.",
    "On 6 June 1944, D-Day, the dam was breached.",
    "On 6 June 2023, the same day, the dam was breached.",
]


@pytest.mark.parametrize("text", EVENTS)
def test_one_date_makes_one_event(text):
    assert only(text).title == "Dam was breached"


def test_where_weekday_and_date_disagree_the_date_counts_and_the_reason_says_so():
    found = only("On 6 June 2023 (Monday) the dam was breached.")
    assert found.start == "2023-06-06"
    assert "the text says Monday, but 6 June 2023 is a Tuesday: please check" in found.reasoning
    assert found.reasoning.endswith("; or 5 June 2023, the nearest Monday")
    assert [each.start for each in found.others] == ["2023-06-05"]


def test_a_weekday_chooses_the_year_that_is_not_written_and_the_reason_says_so():
    found = only("On Wednesday (20 July) rescuers reached the island.", "2025-07-21")
    assert found.start == "2022-07-20"
    assert "in the nearest year in which that day is a Wednesday: 2022" in found.reasoning


def test_in_a_narrative_a_weekday_corrects_the_year_by_one_and_no_more():
    discourse = "The war began in March 1939 and was lost. "
    assert ("Friday, 10 May", "1940-05-10") in dates(discourse + "On Friday, 10 May the invasion began.", "2019-01-01")
    assert ("Tuesday, 10 May", "1939-05-10") in dates(discourse + "On Tuesday, 10 May the king fled.", "2019-01-01")


def test_a_weekday_by_the_julian_calendar_is_no_fault():
    found = only("On 14 October 1066 (Saturday) the king was killed.", "2019-01-01")
    assert (found.start, found.reasoning.split("; ")[1]) == (
        "1066-10-14", "14 October 1066 is a Saturday in the Julian calendar",
    )  # fmt: skip


def test_a_weekday_tells_which_figure_is_the_month():
    assert dates("It was signed on Saturday 06/05/2023.") == [("Saturday 06/05/2023", "2023-05-06")]
    assert dates("It was signed on Monday 06/05/2023.") == [("Monday 06/05/2023", "2023-06-05")]
