"""A query in plain words says the same as the query, and none of its code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.filter.wording import feature_words, quality_words, query_as_heading, query_in_words
from timeline_app.domain.query.dates import QueryDates
from timeline_app.domain.query.parser import FIELDS, IS_WORDS
from timeline_app.domain.query.tree import FEATURES, NAME_FIELDS, TEXT_FIELDS

SUNDAY = QueryDates(today="2026-11-29")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("category:=Fighting", "Category: Fighting"),
        ("category:fight", "Category: “fight”"),
        ("status:planned", "Status: Planned"),
        ("(status:planned OR status:disputed)", "Status: Planned or Disputed"),
        ('(category:=A OR category:="B C" OR category:=D)', "Category: A, B C or D"),
        ("importance:2..4", "Importance 2 to 4"),
        ("importance:>=4", "Importance 4 or more"),
        ("importance:<3", "Importance 2 or less"),
        ("importance:5", "Importance 5"),
        ("missing:source", "Without a source"),
        ("has:quote", "With a quote"),
        ("is:unchecked", "Not checked"),
        ("is:checked", "Checked"),
        ("date:2025-05..2025-07", "May 2025 – July 2025"),
        ("date:..2025-07", "Until July 2025"),
        ("date:2025-05/..", "From May 2025"),
        ("date:<2025-05", "Until 30 April 2025"),
        ("within:>2025-05-16", "Certainly from 17 May 2025"),
        ('date:"16 May 2025"', "16 May 2025"),
        ('date:"last week"', "16 November 2026 – 22 November 2026"),
        ("date:..", "Any date"),
        ("date:soon", "Date:soon"),
        ("peace", "“peace” in any form"),
        ("-peace", "Not “peace” in any form"),
        ("-(talks truce)", "Not (“talks” in any form; “truce” in any form)"),
        ("-category:=Strike", "Not category: Strike"),
        ("talks OR (truce status:planned)", "“talks” in any form or (“truce” in any form; status: Planned)"),
        ("title:ceasefire", "Title: “ceasefire” in any form"),
        ("talks category:=Strike date:2025", "“talks” in any form; category: Strike; 2025"),
        ("", ""),
    ],
)
def test_a_query_reads_plainly(query, words):
    assert query_as_heading(query, SUNDAY) == words


def test_every_field_and_every_word_that_can_be_asked_has_words_of_its_own():
    asked = {*(f"{each}:x" for each in (*NAME_FIELDS, *TEXT_FIELDS)), "status:planned", "importance:3"}
    asked |= {f"{sign}:{each}" for sign in ("has", "missing") for each in FEATURES} | {
        f"is:{each}" for each in IS_WORDS
    }
    asked |= {"date:2025", "within:2025"}
    assert {each.partition(":")[0] for each in asked} == set(FIELDS)
    told = [query_in_words(each, SUNDAY) for each in asked]
    assert all(told)
    assert len(set(told)) == len(asked)
    assert not set(told) & asked - {"title:x"}
    assert {quality_words(each) for each in IS_WORDS}.isdisjoint(set(IS_WORDS) - {"checked", "overdue"})
    assert all(feature_words(each) != each for each in FEATURES)


@given(
    st.lists(
        st.sampled_from(["a", '"b c"', "category:=X", "-d", "status:planned", "(e OR f)", "has:quote"]), max_size=5
    )
)
def test_the_whole_is_worded_by_its_parts(parts):
    text = " ".join(parts)
    told = [query_in_words(part.text, SUNDAY) for part in FilterState(text).parts]
    expected = "; ".join(f"({each})" if len(told) > 1 and " or " in each else each for each in told)
    assert query_in_words(text, SUNDAY) == expected
