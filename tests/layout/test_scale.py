"""The scale: exact from a second to the age of the universe, steady under zoom and pan; a point of it means a date."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.layout.axis.scale import COARSEST, FINEST, LEAST_PX, YEAR_S, TimeScale, edtf_at

seconds = st.integers(-14_000_000_000 * YEAR_S, 14_000_000_000 * YEAR_S)
widths = st.floats(100, 8000)


def test_the_age_of_the_universe_fits_a_window():
    scale = TimeScale.showing(-13_800_000_000 * YEAR_S, 0, 1000)
    assert scale.px_of(-13_800_000_000 * YEAR_S) == pytest.approx(0, abs=0.01)
    assert scale.px_of(0) == pytest.approx(1000, abs=0.01)


@given(seconds, st.integers(1, 10**15), widths)
def test_what_is_shown_reaches_from_edge_to_edge(start, length, width):
    scale = TimeScale.showing(start, start + length, width)
    assert scale.px_of(start) >= -1e-3 * width
    assert scale.px_of(start + length) <= width * 1.001 + 1 / scale.seconds_per_px


@given(seconds, st.floats(FINEST, 1e12), st.floats(0.01, 100), st.floats(0, 1000))
def test_zoom_keeps_the_moment_under_the_cursor(left, per_px, factor, about_px):
    scale = TimeScale(left, per_px, 1000)
    zoomed = scale.zoomed(factor, about_px)
    second = scale.second_at(about_px)
    assert zoomed.px_of(second) == pytest.approx(about_px, abs=1.01 / zoomed.seconds_per_px + 0.01)


@given(seconds, st.floats(FINEST, 1e9), st.lists(st.floats(-500, 500), max_size=30))
def test_small_moves_add_up(left, per_px, moves):
    scale = TimeScale(left, per_px, 1000)
    moved = scale
    for move in moves:
        moved = moved.moved(move)
    assert scale.px_of(moved.left_s) + moved.left_fraction / per_px == pytest.approx(sum(moves), abs=0.02)


@given(seconds, st.floats(FINEST, 1e12))
def test_many_seconds_lie_where_each_does(left, per_px):
    scale = TimeScale(left, per_px, 1000, 0.25)
    some = left + np.array([-5, 0, 1, 77, 10**6], np.int64)
    assert scale.px_of_all(some) == pytest.approx([scale.px_of(int(each)) for each in some])


def test_open_ends_do_not_overflow():
    scale = TimeScale(-13_800_000_000 * YEAR_S, 4e14, 1000)
    left, right = scale.px_of_all(np.array([-(2**61), 2**61], np.int64))
    assert left < 0
    assert right > 1000


def test_zoom_ends_where_nothing_new_would_show():
    scale = TimeScale(0, 1.0, 1000)
    assert scale.zoomed(1e9, 500).seconds_per_px == FINEST
    assert scale.zoomed(1e-30, 500).seconds_per_px == COARSEST


@given(st.floats(1, 1e9), st.floats(1, 1e9), st.floats(0, 1000))
def test_a_step_between_two_scales_keeps_its_fixed_point(one, other, about_px):
    start = TimeScale(10**9, one, 1000)
    end = start.zoomed(one / other, about_px)
    second = start.second_at(about_px)
    for share in (0.0, 0.3, 0.7, 1.0):
        between = start.between(end, share)
        assert between.px_of(second) == pytest.approx(about_px, abs=2 / between.seconds_per_px + 0.5)


def test_a_step_ends_where_it_should():
    start, end = TimeScale(0, 10.0, 1000), TimeScale(500_000, 3.0, 1000, 0.5)
    assert start.between(end, 1) == end
    assert start.between(end, 0).px_of(0) == pytest.approx(0)


# The date at a position

AT = seconds_at(2022, 2, 24) + 5 * 3600 + 7 * 60 + 9


def date_at(clock_s, seconds_per_px):
    return edtf_at(clock_s, seconds_per_px, lambda _clock_s: "+02:00")


@pytest.mark.parametrize(
    ("seconds_per_px", "date"),
    [
        (0.1, "2022-02-24T05:07:09+02:00"),
        (10, "2022-02-24T05:07:00+02:00"),
        (40, "2022-02-24T05:05:00+02:00"),
        (600, "2022-02-24T05:00:00+02:00"),
        (DAY_S / 100, "2022-02-24"),
        (DAY_S / 3, "2022-02"),
        (DAY_S * 20, "2022"),
        (YEAR_S / 2, "202X"),
        (YEAR_S * 10, "20XX"),
    ],
)
def test_the_date_is_as_fine_as_the_zoom(seconds_per_px, date):
    assert date_at(AT, seconds_per_px) == date


def test_years_before_ours_and_of_the_deep_past_can_be_pointed_at():
    assert date_at(seconds_at(-43, 3, 15), DAY_S / 100) == "-0043-03-15"
    assert date_at(seconds_at(-66_000_000), YEAR_S * 100_000) == "Y-66000000S2"
    assert date_at(seconds_at(-12_345), YEAR_S / 100) == "Y-12345"


@given(clock_s=st.integers(seconds_at(-9000), seconds_at(9000)), seconds_per_px=st.floats(DAY_S / 100, YEAR_S * 10))
def test_the_date_holds_the_point_and_is_wide_enough_to_be_aimed_at(clock_s, seconds_per_px):
    when = When.parse(date_at(clock_s, seconds_per_px))
    assert when.start_min <= clock_s < when.end_max
    assert when.end_max - when.start_min >= min(LEAST_PX * seconds_per_px, 99 * YEAR_S)
