"""Sizes of exports: pixels, papers, and what is too big to draw."""

from __future__ import annotations

import pytest

from timeline_app.domain.errors import ExportError
from timeline_app.export.page.page import pixels, read_size


@pytest.mark.parametrize(
    ("text", "dpi", "expected"),
    [
        ("1600x1000", 0, (1600, 1000)),
        ("1600×1000", 192, (1600, 1000)),
        ("1601x907", 217, (1601, 907)),
        ("16000x9000", 0, (16000, 9000)),
        ("A4", 0, (3508, 2480)),
        ("a4", 150, (1754, 1240)),
        ("A3", 96, (1587, 1123)),
    ],
)
def test_a_file_has_the_pixels_that_were_asked_for(text, dpi, expected):
    size = read_size(text, dpi)
    assert pixels(size, size.height) == expected


def test_twice_the_resolution_is_the_same_page_drawn_finer():
    once, twice = read_size("1600x1000"), read_size("3200x2000", 192)
    assert (once.width, once.height) == (twice.width, twice.height) == (1600, 1000)
    assert twice.scale == 2 * once.scale


def test_paper_stands_upright_when_asked():
    upright, lying = read_size("A4", landscape=False), read_size("A4")
    assert (upright.width, upright.height) == (lying.height, lying.width)
    assert upright.width < upright.height


def test_a_width_alone_leaves_the_height_to_the_content():
    assert read_size("1200").height is None
    assert read_size("").width == 1600


@pytest.mark.parametrize("text", ["big", "10x10", "70000x40000", "0x0", "-5x10", "1e3x1e3", "40000", "999999x300"])
def test_what_is_no_size_or_too_large_is_told_before_anything_is_drawn(text):
    with pytest.raises(ExportError, match=r"\.$"):
        read_size(text)


@pytest.mark.parametrize("size", ["40000", "30000x30000"])
def test_a_picture_that_is_too_large_says_what_to_choose(size):
    with pytest.raises(ExportError, match="choose a smaller size or resolution, or fewer events: at most 32000 pixels"):
        read_size(size)


@pytest.mark.parametrize("dpi", [-3, 1, 5000, float("nan"), float("inf")])
def test_a_resolution_out_of_reach_is_refused(dpi):
    with pytest.raises(ExportError):
        read_size("A4", dpi)
