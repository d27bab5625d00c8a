"""Which events are shown where not all have room: the more important ones, by the rule that gives titles in a timeline.

Of equals comes first the one whose date is known more exactly, then the one of which more sources speak, then the one
that lasts longer (`layout.placement.ranking`); of equals in all of that an even choice over time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.when import WhenFlag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.export.published import PublishedEvent

_DOUBTED = (
    WhenFlag.APPROXIMATE_START
    | WhenFlag.APPROXIMATE_END
    | WhenFlag.UNCERTAIN_START
    | WhenFlag.UNCERTAIN_END
    | WhenFlag.SET_ONE_OF
)
_KNOWN_TO_S = (DAY_S, 31 * DAY_S, 366 * DAY_S)


def foremost(events: Sequence[PublishedEvent], most: int) -> list[PublishedEvent]:
    """Give the first so many by rank, in the order in which they came."""
    ranked: dict[tuple[int, ...], list[int]] = {}
    for place, event in enumerate(events):
        ranked.setdefault(_rank(event), []).append(place)
    chosen: list[int] = []
    for rank in sorted(ranked):
        chosen += _even(ranked[rank], most - len(chosen))
    return [events[place] for place in sorted(chosen)]


def _even(places: list[int], most: int) -> list[int]:
    """Give so many of the places, or all: of too many an even choice, so that no year is left out for another."""
    if len(places) <= most:
        return places
    return [places[number * len(places) // most] for number in range(most)]


def _rank(event: PublishedEvent) -> tuple[int, ...]:
    when = event.when
    loosest = max(when.start_max - when.start_min, when.end_max - when.end_min)
    vague = sum(loosest > known for known in _KNOWN_TO_S) + bool(when.flags & _DOUBTED)
    undated = not event.is_dated
    return undated, -event.importance, vague, -len(event.sources), when.start_min - when.end_max
