"""Which events are shown where not all have room: the more important ones, by the rule that gives titles in a timeline.

Of equals comes first the one whose date is known more exactly, then the one of which more sources speak, then the one
that lasts longer (`layout.placement.ranking`); of equals in all of that an even choice over time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.columns import MOST_SOURCES
from timeline_app.layout.placement.ranking import lengths_of, vagueness_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.published import PublishedEvent


def foremost(events: Sequence[PublishedEvent], most: int) -> list[PublishedEvent]:
    """Give the first so many by rank, in the order in which they came."""
    ranked: dict[tuple[int, ...], list[int]] = {}
    for place, rank in enumerate(_ranks(events)):
        ranked.setdefault(rank, []).append(place)
    chosen: list[int] = []
    for rank in sorted(ranked):
        chosen += _even(ranked[rank], most - len(chosen))
    return [events[place] for place in sorted(chosen)]


def _even(places: list[int], most: int) -> list[int]:
    """Give so many of the places, or all: of too many an even choice, so that no year is left out for another."""
    if len(places) <= most:
        return places
    return [places[number * len(places) // most] for number in range(most)]


def _ranks(events: Sequence[PublishedEvent]) -> list[tuple[int, ...]]:
    whens = [event.when for event in events]
    bounds = [(when.start_min, when.start_max, when.end_min, when.end_max) for when in whens]
    start_min, start_max, end_min, end_max = np.array(bounds, np.int64).reshape(-1, 4).T
    flags = np.array([int(when.flags) for when in whens], np.uint16)
    vague = vagueness_of((start_min, start_max), (end_min, end_max), flags).tolist()
    lasting = lengths_of(start_min, end_max).tolist()
    return [
        (not event.is_dated, -event.importance, worst, -min(len(event.sources), MOST_SOURCES), -length)
        for event, worst, length in zip(events, vague, lasting, strict=True)
    ]
