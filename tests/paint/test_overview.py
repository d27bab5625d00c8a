"""The overview shows single events beside thousands."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.paint.overview import LEAST_BAR_PX, bar_heights


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=60), st.integers(20, 200))
def test_every_bar_with_an_event_is_seen_and_more_events_are_never_lower(counts, room_px):
    heights = bar_heights(np.array(counts, np.int64), max(*counts, 1), room_px)
    assert all((tall >= LEAST_BAR_PX) == (count > 0) for tall, count in zip(heights.tolist(), counts, strict=True))
    assert max(heights) <= room_px
    order = np.argsort(counts, kind="stable")
    assert (np.diff(heights[order]) >= 0).all()


def test_one_event_of_each_century_is_seen_beside_thousands_of_ten_years():
    counts = np.array([1] * 59 + [5000], np.int64)
    assert bar_heights(counts, 5000, 66).tolist() == [LEAST_BAR_PX] * 59 + [66]


def test_four_times_as_many_are_twice_as_high():
    assert bar_heights(np.array([25, 100], np.int64), 100, 60).tolist() == [30, 60]
