"""A word is known in Latin, Ukrainian and Russian letters, and a place by its names in other languages."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.text.name_patterns import beginnings_of_pattern, spelt
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.other_letters import LONGEST, OtherLetters, spellings_of


@pytest.mark.parametrize(
    "line",
    ["Zelensky Зеленський Зеленский Zelenskyy", "Umerov Умєров Умеров", "Lavrov Лавров", "Shoigu Шойгу",
     "Yermak Єрмак Ермак", "Putin Путін Путин", "Lukashenko Лукашенко", "Київ Киев Kyiv Kiev", "Lviv Львів Львов",
     "Moscow Moskau Москва", "Kharkiv Харків Харьков", "Zaluzhnyi Залужний Залужный"],
)  # fmt: skip
def test_a_name_fits_in_each_spelling(line):
    for one, other in permutations(map(fold, line.split()), 2):
        letters = OtherLetters(one)
        assert letters.fits(other), (one, other)
        assert other.startswith(letters.beginnings), (one, other)
        assert len(other) <= letters.longest


@pytest.mark.parametrize(
    ("one", "other"), [("zelensky", "зима"), ("putin", "пункт"), ("kyiv", "kind"), ("сила", "syria")]
)
def test_another_word_does_not_fit(one, other):
    assert not OtherLetters(one).fits(other)


def test_a_beginning_goes_on_in_other_letters():
    assert OtherLetters("zelen", begins=True).fits("зеленський")
    assert not OtherLetters("ze", begins=True).fits("зеленський")


@pytest.mark.parametrize("word", ["", "a", "no", "14", "a1b2", "x" * (LONGEST + 1), "\x00", "[a-z]*", ".*"])
def test_what_is_no_word_fits_nothing(word):
    letters = OtherLetters(word, begins=True)
    assert letters.beginnings == ()
    assert not letters.fits(word)
    assert not letters.fits("anything")


@given(
    st.sampled_from(["zelensky", "kyiv", "kharkiv", "сирський", "єрмак", "сокіл", "кравець", "shoigu", "уоі", "щука"]),
    st.data(),
)
def test_whatever_a_pattern_finds_begins_as_is_said_of_it(word, data):
    found = data.draw(st.from_regex(spelt(word), fullmatch=True, alphabet=st.characters(exclude_categories=["Cs"])))
    for letters in (1, 2, 3):
        assert found[:letters] in beginnings_of_pattern(spelt(word), letters)
    assert found.startswith(OtherLetters(word).beginnings)


def test_a_place_is_known_by_its_names_in_any_form():
    assert "kiev" in spellings_of("києві")
    assert "moskau" in spellings_of("москвы")
