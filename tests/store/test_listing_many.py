"""Listing a million events: the quick way to words says what the thorough one says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.cli.events import words
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.records import Event

moments = st.datetimes(datetime(2013, 12, 25), datetime(2014, 2, 3)).map(  # noqa: DTZ001 - made text of at once
    lambda moment: moment.replace(tzinfo=UTC)
)
clocks = st.sampled_from(["%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:00Z", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d", "%Y-%m"])


shown = st.sampled_from(["", "Europe/Kyiv", "Africa/Khartoum", "Asia/Kolkata", "America/New_York", "UTC"])
turns = st.datetimes(datetime(2023, 10, 27), datetime(2023, 11, 7)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - likewise


@given(
    st.one_of(moments, turns),
    st.one_of(st.none(), moments, turns),
    st.tuples(clocks, clocks),
    st.sampled_from(["", "", "", "Europe/Kyiv"]),
    shown,
)
def test_quick_words_are_the_thorough_ones(first, last, forms, zone, seen):
    form, other = forms
    start, end = first.strftime(form), last.strftime(other) if last else ""
    try:
        told = word(When.of(start, end, zone), seen or zone)
    except DateError:
        told = start
    assert words(Event("e1", "Talks", start, end, zone=zone), seen) == told


@pytest.mark.parametrize(
    "start",
    ["2014-02-30T10:00Z", "2014-02-20T24:00Z", "2014-02-20T10:00:60Z", "2014-02-20T10:00", "٢٠١٤-٠٢-٢٠T10:00Z", "soon"],
)
def test_odd_clock_times_go_the_thorough_way(start):
    try:
        told = word(When.of(start, "", ""), "")
    except DateError:
        told = start
    assert words(Event("e1", "Talks", start)) == told
