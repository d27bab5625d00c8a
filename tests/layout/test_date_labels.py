"""Dates before titles: they are part of the label, and as short as the view allows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of

from timeline_app.domain.dates.calendar import DAY_S, seconds_at

DAY = seconds_at(2015, 5, 16)


def dates_of(events, first, last, **rest):
    made = chronicle(events)
    scene = settled(timeline_of(made), view_of(first, last, dates=True, **rest))
    return {title.text: title.date for title in scene.marks.titles if title is not None}


@pytest.mark.parametrize(
    ("days", "day", "time"),
    [(4000, "16 May 2015", "16 May 2015"), (700, "16 May", "16 May"), (12, "16 May", "16 May, 14:30"),
     (1.5, "16 May", "14:30")],
)  # fmt: skip
def test_the_longer_the_view_the_more_the_date_tells(days, day, time):
    events = [Told("2015-05-16", title="A day"), Told("2015-05-16T14:30", title="A time")]
    half = int(days * DAY_S / 2)
    found = dates_of(events, DAY + DAY_S // 2 - half, DAY + DAY_S // 2 + half)
    assert found == {"A day": day, "A time": time}


def test_the_hour_that_comes_twice_is_told_apart_before_titles():
    night = seconds_at(2023, 10, 29)
    events = [Told(f"2023-10-29T0{hour}:30Z", title=f"{hour} UTC") for hour in (0, 1, 2)]
    made = chronicle(events)
    made.zone = "Europe/Kyiv"
    scene = settled(timeline_of(made), view_of(night - 6 * 3600, night + 12 * 3600, dates=True))
    found = {title.text: title.date for title in scene.marks.titles if title is not None}
    assert found == {"0 UTC": "03:30 UTC+3", "1 UTC": "03:30 UTC+2", "2 UTC": "04:30"}


def test_what_begins_far_before_the_view_keeps_its_year():
    events = [Told("2012-02-01", "2015-09-10", title="War"), Told("2015-02-01", "..", title="Still going on")]
    found = dates_of(events, seconds_at(2015), seconds_at(2016))
    assert found == {"War": "1 Feb 2012 – 10 Sep 2015", "Still going on": "since 1 Feb"}


def test_an_event_whose_date_cannot_be_read_has_its_title_alone():
    made = chronicle([Told("2015-05", title="One")])
    made.dated.clear()
    scene = settled(timeline_of(made), view_of(seconds_at(2015), seconds_at(2016), dates=True))
    assert [(title.date, title.text) for title in scene.marks.titles] == [("", "One")]


def test_labels_with_dates_do_not_collide():
    events = [Told(f"2015-{month:02}-{day:02}", title=f"Event of the {day}th", lane=day % 2)
              for month in range(1, 13) for day in (2, 9, 17, 25)]  # fmt: skip
    for dates in (False, True):
        scene = settled(timeline_of(chronicle(events)), view_of(seconds_at(2015), seconds_at(2016), dates=dates))
        marks, rows = scene.marks, {}
        for place, title in enumerate(marks.titles):
            left, right = marks.start_px[place], marks.end_px[place]
            if title is not None:
                assert bool(title.date) == dates
                left, right = min(left, marks.label_px[place]), max(right, marks.label_px[place] + title.width_px)
            rows.setdefault((marks.lane[place], marks.y_px[place]), []).append((left, right))
        for row in rows.values():
            assert all(one[1] <= other[0] for one, other in pairwise(sorted(row)))


def test_a_date_that_would_leave_nothing_of_the_title_is_left_out():
    events = [Told("2015-05-16", title="A title that is much longer than the view is wide")]
    scene = settled(timeline_of(chronicle(events)), view_of(seconds_at(2015), seconds_at(2016), width=150, dates=True))
    (title,) = scene.marks.titles
    assert title.date == ""
    assert title.text.endswith("…")


def test_words_of_dates_stay_while_the_view_moves():
    events = [Told("2015-05-16T14:30", title="A time")]
    timeline = timeline_of(chronicle(events))
    view = view_of(DAY - 3 * DAY_S, DAY + 5 * DAY_S, dates=True)
    settled(timeline, view)
    for factor in (1.2, 1.5, 2.0, 3.0, 5.0):
        moving = view_of(DAY - int(3 * DAY_S / factor), DAY + int(5 * DAY_S / factor), dates=True, moving=True)
        assert [title.date for title in timeline.scene(moving).marks.titles] == ["16 May, 14:30"]
    rested = settled(timeline, view_of(DAY, DAY + DAY_S, dates=True))
    assert [title.date for title in rested.marks.titles] == ["14:30"]
