"""A saved view brings back the very filter and stretch of time that were saved, however often it is saved again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document.editing.filter_state import FilterState, range_of_view, state_of_view, view_of
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.records import SavedView

YEAR_S = 366 * DAY_S
KNOWN = (-377_705_116_800, 253_402_300_800)
"""The years -9999 to 9999, of which days have names in EDTF."""
NEAR = st.integers(*KNOWN)
DEEP = st.one_of(st.integers(-(10**16), KNOWN[0] - YEAR_S), st.integers(KNOWN[1] + YEAR_S, 10**16))


def saved(span):
    return range_of_view(view_of("View", FilterState(), span, "actor"))


@given(NEAR, st.integers(1, 10**10) | st.just(DAY_S))
def test_a_stretch_of_time_comes_back_to_the_second(start, length):
    span = start, min(start + length, KNOWN[1])
    if span[0] < span[1]:
        assert saved(span) == span


@given(DEEP, st.integers(1, 10**12))
def test_in_deep_time_it_is_wider_by_less_than_a_year_and_does_not_grow_when_saved_again(start, length):
    span = start, start + length
    first, last = saved(span)
    assert span[0] - YEAR_S < first <= span[0]
    assert span[1] <= last < span[1] + YEAR_S
    assert saved((first, last)) == (first, last)


@pytest.mark.parametrize(
    ("span", "edges"),
    [
        ((1_645_660_800, 1_645_747_200), ("2022-02-24", "2022-02-24")),
        ((1_645_678_800, 1_645_682_400), ("2022-02-24T05:00:00Z", "2022-02-24T05:59:59Z")),
        ((-63_549_360_000, 0), ("-0044-03-15", "1969-12-31")),
        ((-598_635_360_000, 253_433_923_200), ("Y-17000", "Y10000")),
    ],
)
def test_edges_are_days_where_the_stretch_has_whole_days(span, edges):
    view = view_of("View", FilterState("talks"), span, "place")
    assert (view.first, view.last) == edges
    assert (view.name, view.query, view.lanes) == ("View", "talks", "place")
    assert state_of_view(view) == FilterState("talks")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("", ""),
        ("2022", ""),
        ("", "2022"),
        ("soon", "2022"),
        ("2022", "2022-13"),
        ("2023", "2022"),
        ("2022", "2022/.."),
    ],
)
def test_a_view_without_a_stretch_that_can_be_read_leaves_the_time_as_it_is(first, last):
    assert range_of_view(SavedView("v", "Of a stranger", "", first, last)) is None


def test_what_is_no_view_filters_nothing():
    assert state_of_view(None) == FilterState()
    assert range_of_view(None) is None
