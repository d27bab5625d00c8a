"""Long gradients are as smooth as short ones, and the same colours at the same places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from timeline_app.paint.bars import along, colour_at

STOPS = [(-40_000.0, QColor("#FFFFFF")), (0.0, QColor("#2166AC")), (60_000.0, QColor("#000000"))]


def test_a_short_gradient_keeps_its_stops():
    stops = [(10.0, QColor("red")), (60.0, QColor("blue"))]
    made = along(stops, 0, 100)
    assert (made.start().x(), made.finalStop().x()) == (10, 60)


def test_of_a_long_one_only_what_is_seen_is_made():
    made = along(STOPS, 100, 900)
    assert (made.start().x(), made.finalStop().x()) == (100, 900)
    assert [stop[1].name() for stop in made.stops()] == [colour_at(STOPS, 100).name(), colour_at(STOPS, 900).name()]


@given(st.floats(-50_000, 70_000))
def test_colours_lie_between_those_of_their_stops(x_px):
    colour = colour_at(STOPS, x_px)
    assert QColor("#000000").lightness() <= colour.lightness() <= QColor("#FFFFFF").lightness()


@pytest.mark.parametrize(("x_px", "expected"), [(-1e6, "#ffffff"), (0, "#2166ac"), (1e6, "#000000"), (3e4, "#103356")])
def test_a_colour_is_found_anywhere(x_px, expected):
    assert colour_at(STOPS, x_px).name() == expected
