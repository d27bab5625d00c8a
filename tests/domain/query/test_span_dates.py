"""The dates of a stretch in a query: taken apart for the date fields, and each end read by its own clocks."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.calendar import DAY_S, edtf_from, edtf_until, seconds_at
from timeline_app.domain.query.parser import dates_of_span, read_span

HOUR_S = 3600


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2025-05..2025-07", ("2025-05", "2025-07")), ("2025-05..", ("2025-05", "")), ("..2025", ("", "2025")),
        ("2025-05", ("2025-05", "2025-05")), ("=2025", ("2025", "2025")), ("2025-05/..", ("2025-05", "")),
        ("2025-05/", ("2025-05", "")), ("../2025", ("", "2025")), ("2025-05/2025-07", ("2025-05", "2025-07")),
        (">=2025-05", ("2025-05", "")), ("<=2025-05", ("", "2025-05")), (">2025-05", ("2025-06-01", "")),
        ("<2025-05", ("", "2025-04-30")), (">9999", ("Y10000", "")), ("<0000", ("", "-0001-12-31")),
        ("<2025-05-16T10:00", ("", "2025-05-16T09:59:59")), (">2025-05-16T10:00Z", ("2025-05-16T10:01:00Z", "")),
        ("soon", ("", "")), (">soon", ("", "")), ("", ("", "")),
    ],
)  # fmt: skip
def test_a_stretch_is_taken_apart_as_it_is_read(text, dates):
    assert dates_of_span(text) == dates


def test_of_a_moment_and_a_day_each_is_placed_by_its_own_clocks():
    span = read_span("2025-05-16T10:00Z/2025-05-17", 0, "Europe/Kyiv")  # three hours ahead of UTC
    end_of_17 = seconds_at(2025, 5, 18)
    assert (span.first, span.last) == (seconds_at(2025, 5, 16) + 13 * HOUR_S, end_of_17)
    assert span.for_moments == (seconds_at(2025, 5, 16) + 10 * HOUR_S, end_of_17 - 3 * HOUR_S)
    assert span == read_span("2025-05-16T10:00Z..2025-05-17", 0, "Europe/Kyiv")


@pytest.mark.parametrize(
    ("second", "begins", "ends"),
    [
        (0, "1970-01-01", "1969-12-31"), (-DAY_S, "1969-12-31", "1969-12-30"),
        (5 * HOUR_S, "1970-01-01T05:00:00Z", "1970-01-01T04:59:59Z"),
        (seconds_at(0, 1, 1), "0000-01-01", "-0001-12-31"), (seconds_at(10_000, 1, 1), "Y10000", "9999-12-31"),
        (seconds_at(-9999, 1, 1), "-9999-01-01", "Y-10000"),
    ],
)  # fmt: skip
def test_a_place_on_the_axis_is_spelled_as_what_begins_and_as_what_ends_there(second, begins, ends):
    assert (edtf_from(second), edtf_until(second)) == (begins, ends)
