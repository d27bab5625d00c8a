"""Which events lie in a stretch: the quick answer over the columns is that of the definition, event by event."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document.filter.selecting import during_mask
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.query.tree import During

HOUR_S = 3_600
FLAGS = [
    WhenFlag(0), WhenFlag.UNDATED, WhenFlag.INSTANT, WhenFlag.INSTANT | WhenFlag.FLOATING, WhenFlag.RANGE,
    WhenFlag.RANGE | WhenFlag.INSTANT, WhenFlag.RANGE | WhenFlag.INSTANT | WhenFlag.FLOATING,
]  # fmt: skip
STEPS = (0, 60, HOUR_S, DAY_S - 1, DAY_S, 3 * DAY_S, 365 * DAY_S)
Event = tuple[int, int, int, int, int]


@st.composite
def events(draw: st.DrawFn) -> Event:
    flags = int(draw(st.sampled_from(FLAGS)))
    start = draw(st.integers(-8, 8)) * draw(st.sampled_from((HOUR_S, DAY_S // 2)))
    widths = [draw(st.sampled_from(STEPS)) for _each in range(3)]
    if not flags & WhenFlag.RANGE:
        return flags, start, start + widths[0], start, start + widths[0]
    end = start + widths[1]
    return flags, start, start + widths[0], end, end + widths[2]


def lies_in(node: During, event: Event) -> bool:
    """`During`, word by word."""
    flags, start_min, start_max, end_min, end_max = event
    if flags & WhenFlag.UNDATED:
        return False
    is_range = bool(flags & WhenFlag.RANGE)
    ends_at_a_moment = not is_range or end_max - end_min < DAY_S
    end = end_min if flags & WhenFlag.INSTANT and is_range and ends_at_a_moment else end_max
    clock = bool(flags & WhenFlag.INSTANT) and not flags & WhenFlag.FLOATING
    first, last = (
        node.for_moments if clock and (not is_range or start_max - start_min < DAY_S) else (node.first, node.last)
    )
    first_of_end, last_of_end = node.for_moments if clock and ends_at_a_moment else (node.first, node.last)
    if node.certain:
        return first <= start_min < last and end <= last_of_end
    return start_min < last and (end > first_of_end or start_min >= first)


@pytest.mark.parametrize("certain", [False, True])
@given(st.lists(events(), max_size=30), st.integers(-3, 3), st.integers(0, 4), st.sampled_from([None, -14, -3, 2, 12]))
def test_the_quick_answer_is_that_of_the_definition(certain, told, first, days, offset):
    begin, end = first * DAY_S, (first + days) * DAY_S
    moments = None if offset is None else (begin + offset * HOUR_S, end + offset * HOUR_S)
    node = During(begin, end, certain, moments)
    arrays = np.array(told, dtype=np.int64).reshape(-1, 5).T
    names = ("flags", "start_min", "start_max", "end_min", "end_max")
    columns = SimpleNamespace(**dict(zip(names, arrays, strict=True)))
    assert during_mask(node, columns).tolist() == [lies_in(node, each) for each in told]
