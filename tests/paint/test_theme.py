"""Colours can be read, fonts are ours, marks differ by shape as well as by colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo, QFontMetricsF

from timeline_app.domain.names import FORMER_COLOURS
from timeline_app.domain.records import SHAPES
from timeline_app.paint.colour_distance import LEAST_DISTANCE_BLIND, distance
from timeline_app.paint.shapes import shape_path
from timeline_app.paint.theme import (
    CATEGORY_SERIES,
    DARK,
    FAMILY,
    GIVEN_DARK,
    LIGHT,
    MEDIUM,
    PRINT,
    PRINT_GREY,
    PRINT_SAFE,
    REGULAR,
    SEMIBOLD,
    THEMES,
    contrast,
    load_fonts,
    mixed,
    paled,
    readable_on,
    theme_named,
    ui_font,
)

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
IN_COLOUR = [theme for theme in THEMES if theme.marks != "grey"]
SIGHTS = ("", "red", "green", "blue")
"""All cones, and each kind missing: protanopia, deuteranopia, tritanopia."""


def grounds(theme):
    """Every background that a page has."""
    lanes = (theme.paper, theme.lane)
    ahead = (mixed(each, theme.future, theme.future_alpha / 255) for each in lanes)
    return (*lanes, theme.panel, theme.accent_ground, *ahead)


@every_theme
def test_text_reaches_its_contrast_on_every_ground(theme):
    low = {
        (name, ground): round(value, 2)
        for name in ("ink", "secondary", "faint", "accent", "warning", "success", "today")
        for ground in grounds(theme)
        if (value := contrast(getattr(theme, name), ground)) < theme.text_contrast
    }
    assert low == {}
    assert contrast(theme.on_accent, theme.accent) >= theme.text_contrast
    assert contrast(theme.on_today, theme.today) >= theme.text_contrast


@every_theme
def test_found_words_can_be_read_and_the_line_below_them_seen(theme):
    for name in ("ink", "secondary"):
        assert contrast(getattr(theme, name), theme.found) >= theme.text_contrast
    assert all(contrast(theme.warning, ground) >= 3 for ground in (*grounds(theme), theme.found))


@every_theme
def test_edges_ticks_bars_and_the_focus_ring_reach_three_to_one_on_every_ground(theme):
    low = {
        (name, ground): round(value, 2)
        for name in ("outline", "histogram", "accent", "today")
        for ground in grounds(theme)
        if (value := contrast(getattr(theme, name), ground)) < 3
    }
    assert low == {}


@every_theme
@given(chosen=colours)
def test_any_colour_a_person_chooses_can_be_seen(theme, chosen):
    drawn = theme.category(chosen)
    assert all(contrast(drawn, ground) >= 3 for ground in grounds(theme) if ground != theme.accent_ground)
    bar = paled(drawn, theme.hardest_ground, 0.35, theme.mark_contrast)
    assert contrast(bar, theme.hardest_ground) >= 3
    count = mixed(theme.hardest_ground, drawn, 0.16)
    assert contrast(theme.legible(drawn, count), count) >= theme.text_contrast


@pytest.mark.parametrize("theme", IN_COLOUR, ids=lambda theme: theme.name)
def test_the_first_eight_categories_are_told_apart_by_every_eye(theme):
    drawn = [theme.category(colour) for colour in CATEGORY_SERIES[:8]]
    near = {
        (one, other, sight): round(apart, 1)
        for one, other in combinations(drawn, 2)
        for sight in SIGHTS
        if (apart := distance(one, other, sight)) < 12
    }
    assert near == {}
    assert len({shape for _colour, shape in zip(drawn, SHAPES, strict=False)}) == 7, "and by shape where all is grey"


@pytest.mark.parametrize("theme", IN_COLOUR, ids=lambda theme: theme.name)
def test_all_twelve_are_told_apart_better_than_can_be_taken_for_one_another(theme):
    drawn = [theme.category(colour) for colour in CATEGORY_SERIES]
    assert min(distance(*pair, sight) for pair in combinations(drawn, 2) for sight in SIGHTS) > 8


def test_what_a_chronology_has_keeps_its_colours():
    assert [LIGHT.category(colour) for colour in FORMER_COLOURS] == list(FORMER_COLOURS)
    assert [PRINT.category(colour) for colour in FORMER_COLOURS] == list(FORMER_COLOURS)
    assert DARK.category("#2166AC") == "#7FB2E5"


@given(colours, colours, st.floats(0, 1))
def test_paling_stops_where_a_mark_could_no_longer_be_seen(colour, ground, share):
    drawn = paled(colour, ground, share)
    assert contrast(drawn, ground) >= min(3, contrast(colour, ground))


def test_the_given_colours_are_exact():
    assert [LIGHT.category(colour) for colour in CATEGORY_SERIES] == list(CATEGORY_SERIES)
    assert [DARK.category(colour) for colour in GIVEN_DARK] == list(GIVEN_DARK.values())


def test_colours_of_the_series_differ():
    assert len({DARK.category(colour) for colour in CATEGORY_SERIES}) == len(CATEGORY_SERIES)


def test_themes_go_by_name():
    assert [theme_named(name) for name in ("light", "dark", "print", "sepia")] == [LIGHT, DARK, PRINT, LIGHT]


@given(colours, colours)
def test_mixing_goes_from_one_to_the_other(one, other):
    assert mixed(one, other, 0) == one.upper()
    assert mixed(one, other, 1) == other.upper()


def test_shifting_stops_at_the_wanted_contrast():
    assert readable_on("#2166AC", "#FFFFFF", 3.0) == "#2166AC"
    assert contrast(readable_on("#FFEE88", "#FFFFFF", 4.5), "#FFFFFF") >= 4.5


def test_the_font_is_ours_in_every_weight(qapp):
    load_fonts()
    load_fonts()
    for weight in (REGULAR, MEDIUM, SEMIBOLD):
        told = QFontInfo(ui_font(12, weight))
        assert (told.family(), told.weight(), told.pixelSize()) == (FAMILY, weight, 12)


def test_tabular_figures_are_of_one_width(qapp):
    load_fonts()
    metrics = QFontMetricsF(ui_font(11, tabular=True))
    assert len({metrics.horizontalAdvance(figure * 4) for figure in "0123456789"}) == 1


def test_cyrillic_is_drawn_in_the_same_typeface(qapp):
    load_fonts()
    assert all(QFontMetricsF(ui_font(12)).inFontUcs4(ord(letter)) for letter in "ЇїЄєҐґЫыЁё")


def test_shapes_are_about_equally_large_and_all_differ(qapp):
    boxes = {shape: shape_path(shape, 10).boundingRect() for shape in SHAPES}
    for box in boxes.values():
        assert 8 <= box.width() <= 12.5
        assert abs(box.center().x()) < 0.5
    for one, other in combinations(SHAPES, 2):
        assert shape_path(one, 10) != shape_path(other, 10)


def test_print_for_any_colour_vision_keeps_former_categories_further_apart_than_print_does():
    def least(theme):
        drawn = [theme.category(colour) for colour in FORMER_COLOURS]
        return min(distance(one, other, sight) for one, other in combinations(drawn, 2) for sight in SIGHTS[:3])

    assert least(PRINT_SAFE) > 2 * LEAST_DISTANCE_BLIND > least(PRINT)
    assert all(contrast(PRINT_SAFE.category(colour), PRINT_SAFE.paper) >= 3 for colour in FORMER_COLOURS)


@given(colours)
def test_print_in_grey_has_no_colour_and_enough_contrast(colour):
    drawn = PRINT_GREY.category(colour)
    assert drawn[1:3] == drawn[3:5] == drawn[5:7]
    assert contrast(drawn, PRINT_GREY.paper) >= 4.5


def test_every_colour_of_the_grey_theme_is_grey():
    told = [getattr(PRINT_GREY, name) for name in PRINT_GREY.__dataclass_fields__]
    drawn = [each for each in told if isinstance(each, str) and each.startswith("#")]
    assert len(drawn) > 15
    assert all(each[1:3] == each[3:5] == each[5:7] for each in drawn)
