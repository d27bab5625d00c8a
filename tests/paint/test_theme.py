"""Colours can be read, fonts are ours, marks differ by shape as well as by colour."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo, QFontMetricsF

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
    readable_on,
    theme_named,
    ui_font,
)

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_reaches_its_contrast_on_every_ground(theme):
    for ground in (theme.paper, theme.panel, theme.lane):
        for ink in (theme.ink, theme.secondary, theme.faint, theme.accent, theme.warning, theme.success):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_today, theme.today) >= 4.5
    assert contrast(theme.ink, theme.accent_ground) >= 4.5
    assert contrast(theme.secondary, theme.accent_ground) >= 4.5  # the date before the title of the selected event


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@given(chosen=colours)
def test_any_colour_a_person_chooses_can_be_seen(theme, chosen):
    assert contrast(theme.category(chosen), theme.paper) >= 3


def test_the_given_colours_are_exact():
    assert [LIGHT.category(colour) for colour in GIVEN_DARK] == list(GIVEN_DARK)
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


def test_print_for_any_colour_vision_keeps_categories_further_apart_than_print_does():
    def least(theme):
        drawn = [theme.category(colour) for colour in CATEGORY_SERIES]
        sights = ("", "red", "green")
        return min(distance(one, other, sight) for one, other in combinations(drawn, 2) for sight in sights)

    assert least(PRINT_SAFE) > 2 * LEAST_DISTANCE_BLIND > least(PRINT)
    assert all(contrast(PRINT_SAFE.category(colour), PRINT_SAFE.paper) >= 3 for colour in CATEGORY_SERIES)


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
