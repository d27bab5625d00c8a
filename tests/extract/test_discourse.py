"""Where a story stands after a look back: the past perfect tells what lies behind it, and does not move it."""

from __future__ import annotations

import pytest

from timeline_app.extract.dates.tagger import find_expressions, read_text
from timeline_app.store.sample import read_brief


def dates(text, published="2025-07-21"):
    return [(each.text, each.edtf) for each in find_expressions(text, published)]


def last(text, published="2025-07-21"):
    return dates(text, published)[-1]


def test_the_same_evening_of_our_own_brief_is_that_of_the_announcement():
    _told, text = read_brief()
    assert ("the same evening", "2025-07-21") in dates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # after a look back the story goes on from where it stood
        (
            "On 4 May 1915 the fleet sailed. It had left its port on 2 March 1915. Two days later it fired.",
            "1915-05-06",
        ),
        (
            "The corps attacked on 4 May 1915. Its guns had arrived on 2 April 1915. The next day it rained.",
            "1915-05-05",
        ),
        # while the look back goes on, so does its time
        ("The fleet sailed on 4 May 1915. It had left on 2 March 1915. Two days later it had been seen.", "1915-03-04"),
        # a date before the verb, or with "by", is where the story stands
        ("The war began in 1914. By 4 May 1915 they had lost the fort. Two days later they left.", "1915-05-06"),
        ("The war began in 1914. On 4 May 1915 they had to leave. Two days later they were gone.", "1915-05-06"),
        # "had" that is no helper of another verb
        ("It began on 2 May 1915. They had a meeting on 4 May 1915. Two days later they left.", "1915-05-06"),
    ],
)
def test_a_look_back_does_not_move_the_story(text, expected):
    assert last(text, "2000-01-01")[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor spoke on Monday evening.\n\nTalks took place on 2 June 2025.\n\nThe same evening he left.",
            "2025-07-21",
        ),
        (
            "The mayor spoke on Monday evening.\n\nTalks took place on 2 June 2025. The same evening he left.",
            "2025-06-02",
        ),
        ("The mayor spoke on Monday.\n\nTalks took place on 2 June 2025.\n\nThe same evening he left.", "2025-06-02"),
    ],
)
def test_a_new_paragraph_of_the_news_takes_up_the_evening_that_was_spoken_of(text, expected):
    assert read_text(text, "2025-07-21").news
    assert last(text)[1] == expected
