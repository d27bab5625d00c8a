from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import (
    add_months,
    civil_at,
    civil_from_days,
    days_from_civil,
    days_from_julian,
    days_in_month,
    is_leap,
    seconds_at,
    weekday,
)

far_days = st.integers(-(10**13), 10**13)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.dates())
def test_days_are_those_of_the_standard_library_where_it_has_them(day):
    days = day.toordinal() - date(1970, 1, 1).toordinal()
    assert days_from_civil(day.year, day.month, day.day) == days
    assert civil_from_days(days) == (day.year, day.month, day.day)
    assert weekday(days) == day.weekday()


@settings(max_examples=500, deadline=None, derandomize=True)
@given(far_days)
def test_days_and_fields_are_inverse_for_any_year(days):
    year, month, day = civil_from_days(days)
    assert days_from_civil(year, month, day) == days
    assert 1 <= day <= days_in_month(year, month)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.integers(-(10**10), 10**10))
def test_a_julian_year_has_365_days_and_each_fourth_one_more(year):
    length = days_from_julian(year + 1, 1, 1) - days_from_julian(year, 1, 1)
    assert length == 365 + (year % 4 == 0)
    assert days_from_julian(year, 3, 1) - days_from_julian(year, 2, 28) == 1 + (year % 4 == 0)


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1918, 2, 1), (1918, 2, 14)),
        ((1917, 10, 25), (1917, 11, 7)),
        ((1700, 2, 29), (1700, 3, 11)),
        ((1582, 10, 5), (1582, 10, 15)),
        ((1, 1, 1), (0, 12, 30)),
        ((-43, 3, 15), (-43, 3, 13)),
    ],
)
def test_old_style_days_fall_where_history_has_them(julian, gregorian):
    assert civil_from_days(days_from_julian(*julian)) == gregorian


def test_the_year_0_is_a_leap_year_and_centuries_mostly_are_not():
    assert [year for year in (0, 4, 100, 1900, 2000, -4, -100, -400) if is_leap(year)] == [0, 4, 2000, -4, -400]


def test_the_age_of_the_world_does_not_overflow():
    seconds = seconds_at(-13_800_000_000)
    assert civil_at(seconds)[:3] == (-13_800_000_000, 1, 1)
    assert -(2**62) < seconds < -(2**58)


def test_moving_by_months_keeps_the_day_or_takes_the_last():
    assert civil_at(add_months(seconds_at(2024, 1, 31), 1))[:3] == (2024, 2, 29)
    assert civil_at(add_months(seconds_at(2024, 3, 31), -13))[:3] == (2023, 2, 28)
    assert civil_at(add_months(seconds_at(-1, 12, 1), 1))[:3] == (0, 1, 1)
    assert civil_at(seconds_at(2025, 7, 23, 50_461)) == (2025, 7, 23, 14, 1, 1)
