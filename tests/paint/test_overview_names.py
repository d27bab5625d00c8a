"""Names under the overview: each day, month or hour can be told apart from that of another year, month or day."""

from __future__ import annotations

import pytest

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.axis.ruler import RulerStyle, lay_out_ruler
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.paint.overview import one_row


def width_of(text):
    return 6.5 * len(text)


def names(first, last, room_px):
    scale = TimeScale.showing(seconds_at(*first), seconds_at(*last), room_px)
    ruler = lay_out_ruler(scale, RulerStyle(width_of, width_of), ((), ()))
    return one_row(ruler, room_px, width_of)


@pytest.mark.parametrize(
    ("first", "last", "among"),
    [
        ((2023, 3, 22), (2025, 11, 26), ["2023", "2024", "2025"]),
        ((2025, 6, 5), (2025, 8, 20), ["June 2025", "July 2025", "August 2025"]),
        ((1990, 1, 1), (2026, 1, 1), ["2010", "2020"]),
    ],
)
def test_names_of_the_upper_row_stand_among_those_of_the_lower(first, last, among):
    told = [label for _x_px, label in names(first, last, 660)]
    assert [label for label in told if label in among] == among
    assert not any(label.endswith("0s") for label in told)
    assert len(told) > len(among)


@pytest.mark.parametrize("days", [2, 9, 40, 77, 200, 700, 2_000, 9_000])
@pytest.mark.parametrize("room_px", [120, 660, 1_900])
def test_names_stand_apart_and_within_the_strip(days, room_px):
    start = seconds_at(2023, 3, 22)
    scale = TimeScale.showing(start, start + days * 86_400, room_px)
    told = one_row(lay_out_ruler(scale, RulerStyle(width_of, width_of), ((), ())), room_px, width_of)
    ends = [x_px + width_of(label) for x_px, label in told]
    assert all(end_px < x_px for end_px, (x_px, _label) in zip(ends, told[1:], strict=False))
    assert all(end_px <= room_px for end_px in ends)
