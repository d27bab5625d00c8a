"""Shortened time: nothing is lost or changes places, and ticks stand where their seconds do, on both sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.layout.axis.breaks import BREAK_PX, MOST_BREAKS, BrokenTime, length_words
from timeline_app.layout.axis.ruler import RulerStyle
from timeline_app.layout.axis.scale import YEAR_S, TimeScale

STYLE = RulerStyle(lambda text: 7.0 * len(text), lambda text: 9.0 * len(text))
days = st.lists(st.integers(-3_000_000, 3_000_000).map(lambda day: day * DAY_S), min_size=2, max_size=40, unique=True)


def broken(points, width=1200.0):
    view = min(points), max(points)
    return BrokenTime.of(np.array(sorted(points), np.int64), view, width), view


@given(days)
@settings(max_examples=60, deadline=None)
def test_time_is_shortened_without_changing_its_order_and_restored(points):
    time, view = broken(points)
    assert len(time.gaps) <= MOST_BREAKS
    moved = [time.shortened(point) for point in sorted(points)]
    assert moved == sorted(moved)
    assert len(set(moved)) == len(points)
    assert [time.restored(each) for each in moved] == sorted(points)
    start_s, end_s = (time.shortened(each) for each in view)
    assert end_s - start_s <= view[1] - view[0]


@given(days)
@settings(max_examples=40, deadline=None)
def test_nothing_begins_or_ends_in_a_break_and_each_is_as_wide_as_its_words_need(points):
    time, view = broken(points)
    scale = TimeScale.showing(*time.view(view, 1200.0), 1200.0)
    for place in time.places(scale):
        assert BREAK_PX * 0.7 < place.end_px - place.start_px < BREAK_PX * 1.4
        assert 0 < place.start_px < place.end_px < 1200
        assert not any(place.start_px < scale.px_of(time.shortened(point)) < place.end_px for point in points)


@given(days)
@settings(max_examples=40, deadline=None)
def test_each_tick_stands_where_its_second_does(points):
    time, view = broken(points)
    scale = TimeScale.showing(*time.view(view, 1200.0), 1200.0)
    ruler = time.ruler(scale, STYLE, ((), ()))
    breaks = time.places(scale)
    for tick in (*ruler.minor, *ruler.major):
        if tick.x_px >= 0:
            assert tick.x_px == pytest.approx(scale.px_of(time.shortened(tick.second)), abs=0.6)
            assert not any(place.start_px + 1 < tick.x_px < place.end_px - 1 for place in breaks)


def test_a_timeline_without_long_gaps_has_no_breaks():
    for count in (2, 3, 24):
        time, _view = broken([number * 30 * DAY_S for number in range(count)])
        assert time.gaps == ()


def test_two_wars_with_a_century_between_keep_their_years_on_both_sides():
    first = [seconds_at(1914, month) for month in range(1, 13)]
    second = [seconds_at(2022, month) for month in range(1, 13)]
    time, view = broken([*first, *second])
    scale = TimeScale.showing(*time.view(view, 1200.0), 1200.0)
    ruler = time.ruler(scale, STYLE, ((), ()))
    assert [place.words for place in time.places(scale)] == ["107 years"]
    assert {tick.label for tick in ruler.major if tick.label} >= {"1914", "2022"}
    assert [tick.label for tick in ruler.minor if tick.label].count("Mar") == 2


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (90 * 60, "90 minutes"),
        (5 * 3600, "5 hours"),
        (45 * DAY_S, "45 days"),
        (300 * DAY_S, "10 months"),
        (7 * YEAR_S, "7 years"),
        (9_200_000_000 * YEAR_S, "9.2 bn years"),
    ],
)
def test_a_length_is_said_in_the_largest_unit_that_fits_twice(seconds, words):
    assert length_words(seconds) == words
