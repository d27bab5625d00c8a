"""What is chosen from a list has words, and a kind of source that is typed in them is that kind."""

from __future__ import annotations

from typing import get_args

import pytest

from timeline_app.domain.choice_words import (
    colour_words,
    confidence_words,
    evidence_kind_words,
    lane_words,
    shape_words,
    source_kind_named,
    source_kind_words,
    stance_words,
)
from timeline_app.domain.names import COLOURS
from timeline_app.domain.records import SHAPES, STANCES, ExcerptKind
from timeline_app.formats.bibliographies.parts import CSL_KINDS

KINDS = [row[0] for row in CSL_KINDS]


def test_every_choice_has_words_of_its_own():
    told = [
        *((source_kind_words(each), each) for each in KINDS),
        *((evidence_kind_words(each), each) for each in get_args(ExcerptKind)),
        *((stance_words(each), each) for each in STANCES),
        *((shape_words(each), each) for each in SHAPES),
        *((colour_words(each), each) for each in COLOURS),
        *((lane_words(each), each) for each in ("category", "actor", "place", "status", "none")),
    ]
    assert [each for words, each in told if words == each] == []
    assert len(set(confidence_words())) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_source_is_known_by_its_words(kind):
    assert source_kind_named(source_kind_words(kind)) == kind
    assert source_kind_named(source_kind_words(kind).upper()) == kind


@pytest.mark.parametrize("kind", ["zine", "", "Fax message"])
def test_another_kind_stays_as_it_was_typed(kind):
    assert source_kind_words(kind) == kind
    assert source_kind_named(kind) == kind
