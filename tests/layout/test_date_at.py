"""A point of the axis means a date as precise as a hand can point there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.layout.axis.scale import LEAST_PX, YEAR_S, edtf_at

AT = seconds_at(2022, 2, 24) + 5 * 3600 + 7 * 60 + 9


def at(clock_s, seconds_per_px):
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
    assert at(AT, seconds_per_px) == date


def test_years_before_ours_and_of_the_deep_past_can_be_pointed_at():
    assert at(seconds_at(-43, 3, 15), DAY_S / 100) == "-0043-03-15"
    assert at(seconds_at(-66_000_000), YEAR_S * 100_000) == "Y-66000000S2"
    assert at(seconds_at(-12_345), YEAR_S / 100) == "Y-12345"


@given(clock_s=st.integers(seconds_at(-9000), seconds_at(9000)), seconds_per_px=st.floats(DAY_S / 100, YEAR_S * 10))
def test_the_date_holds_the_point_and_is_wide_enough_to_be_aimed_at(clock_s, seconds_per_px):
    when = When.parse(at(clock_s, seconds_per_px))
    assert when.start_min <= clock_s < when.end_max
    assert when.end_max - when.start_min >= min(LEAST_PX * seconds_per_px, 99 * YEAR_S)
