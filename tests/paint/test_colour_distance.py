"""How different colours look: by published values, and as advice for a category's colour."""

from __future__ import annotations

from itertools import combinations

import pytest

from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import Category
from timeline_app.paint.colour_distance import LEAST_CONTRAST, advice_on, ciede2000, distance

SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (50, 3.1736, 0.5854), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""From the test data of Sharma, Wu and Dalal (2005)."""


@pytest.mark.parametrize(("one", "other", "wanted"), SHARMA)
def test_the_difference_is_the_published_one_both_ways(one, other, wanted):
    assert ciede2000(one, other) == pytest.approx(wanted, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(wanted, abs=5e-5)


def test_black_and_white_are_a_hundred_apart_and_a_colour_is_none_from_itself():
    assert distance("#000000", "#FFFFFF") == pytest.approx(100, abs=0.01)
    assert all(distance(each, each, sight) == 0 for each in COLOURS for sight in ("", "red", "green"))


def test_no_two_colours_of_the_series_are_taken_for_one_another():
    for one, other in combinations(COLOURS, 2):
        advice = advice_on(one, "circle", [Category("b", "Other", other, "square")])
        assert (advice.near, advice.near_to_some) == ((), ())
        assert min(advice.contrast_light, advice.contrast_dark) >= LEAST_CONTRAST


def test_a_pale_colour_and_a_twin_are_told():
    others = [Category("b", "Strike", "#C2373F", "triangle"), Category("c", "Talks", "#2166AC", "circle")]
    pale = advice_on("#FFEE88", "circle", others)
    assert pale.contrast_light < LEAST_CONTRAST <= pale.contrast_dark
    assert advice_on("#C43A42", "circle", others).near == ("Strike",)


def test_red_and_green_of_one_shape_are_told_for_eyes_that_see_them_alike():
    green = Category("b", "Aid", "#5B7F1B", "circle")
    assert advice_on("#B45A1C", "circle", [green]).near_to_some == ("Aid",)
    assert advice_on("#B45A1C", "square", [green]).near_to_some == ()
