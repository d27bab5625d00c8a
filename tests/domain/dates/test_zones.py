from __future__ import annotations

import pytest

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When
from timeline_app.domain.dates.zones import clock_doubt, is_zone, offset_at, offset_of_clock
from timeline_app.domain.errors import DateError

HOUR_S = 3600


def at(year, month, day, hour=0, minute=0):
    return seconds_at(year, month, day, hour * HOUR_S + minute * 60)


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (at(2010, 7, 1), 4),  # summer time
        (at(2011, 1, 1), 3),
        (at(2011, 3, 26, 22, 59), 3),
        (at(2011, 3, 26, 23), 4),  # summer time for good
        (at(2013, 1, 1), 4),
        (at(2014, 10, 25, 21, 59), 4),
        (at(2014, 10, 25, 22), 3),  # winter time for good
        (at(2025, 7, 1), 3),
    ],
)
def test_moscow_changed_its_clocks_in_2011_and_2014(moment, hours):
    assert offset_at(moment, "Europe/Moscow") == hours * HOUR_S


@pytest.mark.parametrize(
    ("moment", "hours"),
    [
        (at(1990, 6, 1), 4),  # still by Moscow's clocks
        (at(1993, 7, 1), 3),
        (at(2022, 2, 24), 2),
        (at(2025, 3, 30, 0, 59), 2),
        (at(2025, 3, 30, 1), 3),
        (at(2025, 10, 26, 0, 59), 3),
        (at(2025, 10, 26, 1), 2),
    ],
)
def test_kyiv_keeps_summer_time(moment, hours):
    assert offset_at(moment, "Europe/Kyiv") == hours * HOUR_S


def test_simferopol_went_over_to_moscow_time_in_2014():
    assert offset_at(at(2014, 3, 29), "Europe/Simferopol") == 2 * HOUR_S
    assert offset_at(at(2014, 3, 31), "Europe/Simferopol") == 4 * HOUR_S


@pytest.mark.parametrize(("offset", "seconds"), [("+14:00", 14 * HOUR_S), ("-14:59", -14 * HOUR_S - 59 * 60)])
def test_offsets_reach_as_far_as_clocks_have_ever_been_set(offset, seconds):
    assert offset_at(0, offset) == seconds


@pytest.mark.parametrize("offset", ["+15:00", "-24:00", "+03:60", "+3:00", "03:00", "+03:00 "])
def test_what_is_no_offset_is_no_zone(offset):
    assert not is_zone(offset)


def test_offsets_before_and_after_all_calendars_are_those_of_the_nearest_year():
    assert offset_at(at(-13_800_000_000, 1, 1), "Europe/Kyiv") == offset_at(at(2, 1, 1), "Europe/Kyiv")
    assert offset_at(at(13_800_000_000, 1, 1), "Europe/Kyiv") == 2 * HOUR_S


def test_a_clock_time_that_is_skipped_is_read_with_the_offset_before():
    clock = at(2025, 3, 30, 3, 30)
    assert clock_doubt(clock, "Europe/Kyiv") == "skipped"
    assert offset_of_clock(clock, "Europe/Kyiv") == 2 * HOUR_S
    assert word(When.of("2025-03-30T03:30", zone="Europe/Kyiv"), "Europe/Kyiv") == "30 March 2025, 03:30 Kyiv"
    assert word(When.of("2025-03-30T03:30", zone="Europe/Kyiv"), "UTC") == "30 March 2025, 01:30 UTC"


def test_a_clock_time_that_occurs_twice_means_the_first():
    clock = at(2025, 10, 26, 3, 30)
    assert clock_doubt(clock, "Europe/Kyiv") == "twice"
    assert offset_of_clock(clock, "Europe/Kyiv") == 3 * HOUR_S
    assert clock_doubt(at(2025, 10, 26, 5), "Europe/Kyiv") == ""


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("", "23 July 2025, 14:00 Kyiv"),
        ("UTC", "23 July 2025, 11:00 UTC"),
        ("Europe/Moscow", "23 July 2025, 14:00 Moscow"),
        ("America/New_York", "23 July 2025, 07:00 New York"),
        ("Pacific/Auckland", "23 July 2025, 23:00 Auckland"),
        ("+05:45", "23 July 2025, 16:45 UTC+5:45"),
    ],
)
def test_times_are_shown_in_any_zone(zone, words):
    assert word(When.of("2025-07-23T14:00", zone="Europe/Kyiv"), zone) == words
    assert word(When.parse("2025-07-23T14:00:00+03:00", "Europe/Kyiv"), zone) == words


def test_a_time_shown_in_another_zone_may_fall_on_another_day():
    assert word(When.parse("2025-07-23T23:30:00Z"), "Europe/Kyiv") == "24 July 2025, 02:30 Kyiv"
    assert word(When.parse("2025-07-23T23:30:00Z"), "Europe/Kyiv", weekday=True).startswith("Thursday")


def test_a_time_without_any_zone_is_shown_as_it_stands():
    assert word(When.parse("2025-07-23T14:00"), "Europe/Kyiv") == "23 July 2025, 14:00"


def test_offsets_hold_for_any_place_on_the_axis():
    for seconds in (-(2**62), 2**62, seconds_at(-13_800_000_000), 0):
        assert abs(offset_at(seconds, "Europe/Kyiv")) < 24 * HOUR_S
        assert offset_at(seconds, "UTC") == 0
        assert abs(offset_at(seconds, "local")) < 24 * HOUR_S


def test_the_own_zone_of_the_computer_is_that_of_its_settings(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "JST-9")  # as POSIX writes it: a bare system has no names of zones
    time.tzset()
    try:
        assert offset_at(at(2025, 7, 1), "local") == 9 * HOUR_S
        assert offset_of_clock(at(2025, 7, 1), "local") == 9 * HOUR_S
        assert word(When.parse("2025-07-23T14:00Z"), "local") == "23 July 2025, 23:00 local time"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "Europe/", "/etc/localtime", "x" * 500, "+25:00"])
def test_what_is_no_zone_is_refused(name):
    assert not is_zone(name)
    with pytest.raises(DateError):
        When.of("2025-07-23T14:00", zone=name)
