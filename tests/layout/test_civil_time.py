"""Days keep their column whatever zone the ruler shows; clock times move with it."""

from __future__ import annotations

import numpy as np
import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.dates.zones import clock_zone, offset_at
from timeline_app.layout.axis.civil_time import on_clocks

DAY = seconds_at(2025, 7, 23)
KYIV, NEW_YORK = "Europe/Kyiv", "America/New_York"
ZONES = ("UTC", KYIV, "Europe/Moscow", NEW_YORK, "Asia/Kathmandu", "local", "own")


def placed(zone, *dates):
    made = chronicle([Told(*date) if isinstance(date, tuple) else Told(date) for date in dates])
    return on_clocks(made.columns, zone)


@pytest.mark.parametrize("zone", ZONES)
def test_days_months_and_years_stay_where_they_are(zone):
    dates = ("2025-07-23", "2025-07", "2025", "199X", "2025-07-23~", ("2025-07-01", "2025-07-05"), "[2014,2016]")
    columns = placed(zone, *dates)
    assert (
        columns.start_min.tolist()
        == chronicle([Told(*np.atleast_1d(each)) for each in dates]).columns.start_min.tolist()
    )


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_fills_its_column_of_the_ruler_at_day_zoom(zone):
    made = chronicle([Told("2025-07-23")])
    made.columns = on_clocks(made.columns, zone)
    scene = settled(timeline_of(made), view_of(DAY - 2 * DAY_S, DAY + 3 * DAY_S))
    edges = [tick.x_px for tick in scene.ruler.minor] + [tick.x_px for tick in scene.ruler.major]
    for mark_px in (float(scene.marks.start_px[0]), float(scene.marks.end_px[0])):
        assert min(abs(mark_px - edge) for edge in edges) < 0.01


@pytest.mark.parametrize(
    ("date", "zone", "clock"),
    [
        ("2025-07-23T14:00:00+03:00", KYIV, (14, 0)),
        ("2025-07-23T11:00:00Z", KYIV, (14, 0)),
        ("2025-01-23T12:00:00Z", KYIV, (14, 0)),
        ("2025-07-23T11:00:00Z", "Europe/Moscow", (14, 0)),
        ("2012-07-23T10:00:00Z", "Europe/Moscow", (14, 0)),
        ("2025-07-23T18:00:00Z", NEW_YORK, (14, 0)),
        ("2025-07-23T08:15:00Z", "Asia/Kathmandu", (14, 0)),
        ("2025-07-23T14:00:00Z", "own", (14, 0)),
        ("2025-07-23T14:00:00", KYIV, (14, 0)),
    ],
)
def test_two_in_the_afternoon_by_the_clocks_of_the_zone_stands_at_two(date, zone, clock):
    columns = placed(zone, date)
    assert divmod(int(columns.start_min[0]) % DAY_S, 3600) == (clock[0], clock[1] * 60)


def test_a_time_that_names_no_zone_moves_with_none():
    assert placed(KYIV, "2025-07-23T14:00:00").flags[0] & WhenFlag.FLOATING


def test_only_the_end_of_a_range_that_is_a_clock_time_moves():
    columns = placed(KYIV, ("2025-07-23T11:00:00Z", "2025-07-25"), ("2025-07-20", "2025-07-23T11:00:00Z"))
    first, second = 1, 0
    assert columns.start_min[first] == DAY + 14 * 3600
    assert columns.end_max[first] == DAY + 3 * DAY_S
    assert columns.start_min[second] == DAY - 3 * DAY_S
    assert columns.end_max[second] == DAY + 14 * 3600 + 1


def test_what_has_an_unknown_or_open_end_stays_without_bounds():
    columns = placed(NEW_YORK, "2025-07-23T11:00:00Z/", "/2025-07-23T11:00:00Z", "2025-07-23T11:00:00Z/..")
    for index in range(3):
        unknown = int(columns.flags[index]) & (WhenFlag.UNKNOWN_START | WhenFlag.UNKNOWN_END)
        assert (columns.start_max[index] >= columns.end_min[index]) == bool(unknown)
    assert columns.end_max.max() == 2**62


def test_every_moment_is_moved_by_the_offset_that_the_domain_tells():
    rng = np.random.default_rng(7)
    moments = np.sort(rng.integers(seconds_at(1930), seconds_at(2037), 500))
    made = chronicle([Told("2025-07-23T11:00:00Z")] * 500)
    from dataclasses import replace

    columns = replace(made.columns, start_min=moments, start_max=moments + 1, end_min=moments, end_max=moments + 1)
    for zone in (KYIV, "Europe/Moscow", NEW_YORK):
        moved = on_clocks(columns, zone).start_min
        assert moved.tolist() == [second + offset_at(second, zone) for second in moments.tolist()]


def test_lanes_stay_in_order_when_clock_times_move_among_days():
    made = chronicle(
        [Told("2025-07-22T22:30:00Z"), Told("2025-07-23"), Told("2025-07-23T21:30:00Z"), Told("2025-07-24")]
    )
    made.columns = on_clocks(made.columns, KYIV)
    for lane in timeline_of(made).layout.lanes:
        assert (np.diff(lane.start) >= 0).all()


def test_each_events_own_zone_leaves_the_ruler_to_utc():
    assert clock_zone("own") == clock_zone("") == "UTC"
