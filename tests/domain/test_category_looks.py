"""A new category looks like no other."""

from __future__ import annotations

from timeline_app.domain.names import COLOURS, next_look
from timeline_app.domain.records import SHAPES, Category


def test_looks_are_not_given_twice_before_all_are_given():
    categories = []
    for number in range(len(COLOURS) * len(SHAPES)):
        categories.append(Category(str(number), str(number), *next_look(categories)))
    assert len({(category.colour, category.shape) for category in categories}) == len(categories)
    assert {category.colour for category in categories[: len(COLOURS)]} == set(COLOURS)
    assert next_look(categories) in {(category.colour, category.shape) for category in categories}


def test_a_gap_is_filled_first():
    given = [Category("a", "a", COLOURS[0], SHAPES[0]), Category("b", "b", COLOURS[2].lower(), SHAPES[2])]
    assert next_look(given) == (COLOURS[1], SHAPES[1])
