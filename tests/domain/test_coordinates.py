"""Coordinates as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.coordinates import coordinates_words, read_coordinates
from timeline_app.domain.errors import KnownError

READ = {
    "50.45, 30.52": (50.45, 30.52),
    "50.45 30.52": (50.45, 30.52),
    "  -33.9;18.4 ": (-33.9, 18.4),
    "−33.9, 18.4": (-33.9, 18.4),
    "50,45 30,52": (50.45, 30.52),
    "50.45°, 30.52°": (50.45, 30.52),
    "50°27′N 30°31′E": (50.45, 30.516667),
    "50°27'00\"N, 30°31'12\"E": (50.45, 30.52),
    "30°31′E 50°27′N": (50.45, 30.516667),
    "33°54′S 18°25′E": (-33.9, 18.416667),
    "N 50° 27.5' , W 30°": (50.458333, -30.0),
    "n50.45 e30.52": (50.45, 30.52),
    "15, 32": (15.0, 32.0),
}


@pytest.mark.parametrize("text", READ)
def test_forms_that_people_type_are_read(text):
    assert read_coordinates(text) == READ[text]


@pytest.mark.parametrize(
    "text", ["", "Kyiv", "50.45", "50°27′N", "50°61′N 30°31′E", "50°N 30°N", "1 2 3", "1e9, 2", "nan, nan", "50°27′N x"]
)
def test_what_is_no_pair_is_refused_with_an_example(text):
    with pytest.raises(KnownError, match=r"50\.45, 30\.52"):
        read_coordinates(text)


@pytest.mark.parametrize("text", ["95, 20", "20, 181", "-90.1, 0", "91°N 20°E"])
def test_what_lies_off_the_globe_is_refused_with_its_bounds(text):
    with pytest.raises(KnownError, match="latitude comes first"):
        read_coordinates(text)


@given(st.integers(-90_000_000, 90_000_000), st.integers(-180_000_000, 180_000_000))
def test_what_is_shown_is_read_again(latitude, longitude):
    pair = latitude / 1e6, longitude / 1e6
    assert read_coordinates(coordinates_words(*pair)) == pair


def test_no_coordinates_are_shown_as_nothing():
    assert coordinates_words(None, 3.0) == ""
    assert coordinates_words(0.0, 100.0) == "0, 100"
