"""Events are moved by steps of the calendar: what is exact enough moves, the rest stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.shifting import DateStep, stepped
from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Event


def moved(start, end, count, unit, zone=""):
    event = stepped(Event("e", "Event", start, end, zone=zone, date_text="as typed"), DateStep(count, unit))
    return None if event is None else (event.start, event.end, event.date_text)


@pytest.mark.parametrize(
    ("start", "end", "count", "unit", "expected"),
    [
        ("2023-06-30", "", 1, "days", ("2023-07-01", "")),
        ("2023-06-30", "2023-07-02", -30, "days", ("2023-05-31", "2023-06-02")),
        ("2023-06-30T23:30+02:00", "", 1, "hours", ("2023-07-01T00:30+02:00", "")),
        ("2023-06-30T23:30:15Z", "", 1, "weeks", ("2023-07-07T23:30:15Z", "")),
        ("2024-01-31", "", 1, "months", ("2024-02-29", "")),
        ("2024-02-29", "", -1, "years", ("2023-02-28", "")),
        ("2023-05", "", 8, "months", ("2024-01", "")),
        ("2023-05~", "", 1, "years", ("2024-05~", "")),
        ("2023", "", -3, "years", ("2020", "")),
        ("2023-21", "", 1, "years", ("2024-21", "")),
        ("-0044-03-15", "", 1, "years", ("-0043-03-15", "")),
        ("[2023-05-01..2023-05-03]", "", 1, "days", ("[2023-05-02..2023-05-04]", "")),
        ("2023-05-01/..", "", 1, "days", ("2023-05-02/..", "")),
        ("2023-05-01", "..", 1, "days", ("2023-05-02", "..")),
    ],
)
def test_dates_move_by_the_calendar(start, end, count, unit, expected):
    assert moved(start, end, count, unit) == (*expected, "")


@pytest.mark.parametrize(
    ("start", "end", "count", "unit"),
    [
        ("", "", 1, "days"),
        ("2023-05", "", 1, "days"),
        ("2023-05-01", "2023-06", 1, "days"),
        ("2023-05-01", "", 1, "hours"),
        ("2023-21", "", 1, "months"),
        ("202X", "", 1, "years"),
        ("2023-05-1X", "", 1, "days"),
        ("2004-06~-11", "", 1, "days"),
        ("Y-120000", "", 1, "years"),
        ("9999", "", 1, "years"),
    ],
)
def test_what_is_not_exact_enough_stays(start, end, count, unit):
    assert moved(start, end, count, unit) is None


@given(
    st.dates(), st.integers(0, 400), st.integers(-40_000, 40_000), st.sampled_from(["days", "weeks"]),
)  # fmt: skip
def test_days_move_all_alike_and_back_again(day, length, count, unit):
    first, last = day.isoformat(), day.isoformat() if not length else ""
    before = When.of(first, last)
    there = stepped(Event("e", "Event", first, last), DateStep(count, unit))
    if there is None:  # beyond the years of four figures
        assert not -9990 < day.year + count * (7 if unit == "weeks" else 1) / 366 < 9990
        return
    after = When.of(there.start, there.end)
    days = count * (7 if unit == "weeks" else 1)
    assert after.start_min - before.start_min == after.end_max - before.end_max == days * 86_400
    back = stepped(there, DateStep(-count, unit))
    assert (back.start, back.end) == (first, last)
