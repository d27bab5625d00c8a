"""Words that a search found are marked where they stand, in the text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.text.found_words import FoundWords, SoughtWords
from timeline_app.domain.text.normalize import word_places, words_of

LETTERS = "abz éßñ'ʼ\u2019-.,\u00ad\u200b\n їйё 7½ﬁ\u0301"


def sought(*words: str, beginning: str = "", field: str = "") -> FoundWords:
    return FoundWords([SoughtWords(tuple(frozenset(each.split("|")) for each in words), beginning, field)])


def marked(found: FoundWords, text: str, field: str = "") -> list[str]:
    return [text[start:end] for start, end in found.places(text, field)]


@pytest.mark.parametrize(
    ("found", "text", "words"),
    [
        (sought("києві|київ"), "Переговори у Києві: КИЇВ чекає", ["Києві", "КИЇВ"]),
        (sought("strasse"), "Die Straße, die Stra\u00adße", ["Straße", "Stra\u00adße"]),
        (sought("cafe"), "«Café»", ["Café"]),
        (sought("prisoner", "exchange"), "A prisoner – exchange; prisoner of exchange", ["prisoner – exchange"]),
        (sought("об", "єкт"), "Об’єкт", ["Об’єкт"]),
        (sought("tal", beginning="tal"), "Talks in Talin, but no metal", ["Talks", "Talin"]),
        (sought("talks"), "Peacetalks and talksy", []),
        (sought("talks"), "", []),
        (FoundWords(), "talks", []),
    ],
)
def test_words_are_marked_as_they_were_written(found, text, words):
    assert marked(found, text) == words


def test_a_word_that_was_looked_for_in_one_field_is_marked_in_that_alone():
    found = sought("talks", field="title")
    assert marked(found, "Talks", "title") == ["Talks"]
    assert marked(found, "Talks", "summary") == []
    assert marked(found, "Talks") == []


def test_stretches_that_meet_are_one():
    found = FoundWords([SoughtWords((frozenset(("a",)), frozenset(("b",)))), SoughtWords((frozenset(("b",)),))])
    assert marked(found, "a b b") == ["a b", "b"]


@given(st.text(LETTERS, max_size=40))
def test_every_word_that_is_indexed_has_a_place(text):
    placed = word_places(text)
    assert tuple(word for word, _start, _end in placed) == words_of(text)
    for word, start, end in placed:
        assert word in words_of(text[start:end])
