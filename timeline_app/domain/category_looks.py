"""Colour and shape of a new category: unused so far, and distinct for any colour vision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.domain.records import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.records import Category, Shape

COLOURS: Final = (
    "#2166AC",
    "#8C510A",
    "#C2373F",
    "#1B7F5C",
    "#6B4A9E",
    "#00768A",
    "#A67C00",
    "#B0457B",
    "#4C5C68",
    "#5B7F1B",
    "#B45A1C",
    "#3B4BA8",
)
"""On a light background. Twelve are as many as can be told apart; beyond them the shape makes the difference."""


def next_look(categories: Iterable[Category]) -> tuple[str, Shape]:
    """Give colour and shape for one category more; 84 pairs come before any is given twice."""
    used = {(category.colour.upper(), category.shape) for category in categories}
    colours = {colour for colour, _shape in used}
    pairs = [
        (colour, SHAPES[(place + turn) % len(SHAPES)])
        for turn in range(len(SHAPES))
        for place, colour in enumerate(COLOURS)
    ]
    fresh = [pair for pair in pairs if pair not in used]
    return next((pair for pair in fresh if pair[0] not in colours), (fresh or pairs)[0])
