"""Synthetic chronicles of any size: 70 % moments, 30 % ranges, half of them in sixty bursts, twelve lanes.

The same size gives the same events at all times. News comes in bursts, and so do these: that is what makes some
stretches crowded at every zoom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from timeline_app.domain.columns import MOST_SOURCES, EventColumns
from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import SHAPES, STATUSES
from timeline_app.domain.timeline import LaneNames
from timeline_app.paint.theme import CATEGORY_SERIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.dates.when import When
    from timeline_app.domain.timeline import ClaimedDate

FIRST_S, LAST_S = seconds_at(2013), seconds_at(2027)
LANES = ("Diplomacy", "Ceasefire", "Strike", "Ground", "Naval", "Air", "Sanctions", "Aid", "Humanitarian",
         "Prisoners", "Economy", "Statement")  # fmt: skip
WORDS = ("talks", "delegation", "front", "bridge", "corridor", "sanctions", "export", "drone", "convoy", "ceasefire",
         "envoy", "council", "vote", "advance", "depot", "grid", "outage", "hospital", "grain", "vessel", "runway",
         "radar", "tribunal", "appeal", "prisoners", "mayor", "claim", "river", "dam", "agency", "summit", "draft",
         "alliance", "training")  # fmt: skip
SHARE_OF_RANGES = 0.3
BURSTS = 60


class Chronicle(NamedTuple):
    """A source of events for a timeline, with the colours of its categories."""

    columns: EventColumns
    palette: tuple[tuple[str, str], ...]
    zone: str = "UTC"
    as_of: str = ""

    @staticmethod
    def lane_names() -> LaneNames:
        """Name the lanes."""
        return LaneNames(LANES)

    @staticmethod
    def claimed_dates(_rows: Iterable[int]) -> dict[int, tuple[ClaimedDate, ...]]:
        """Nobody claims another date."""
        return {}

    @staticmethod
    def dates(_rows: Iterable[int]) -> dict[int, When]:
        """No date is a set."""
        return {}

    @staticmethod
    def titles(rows: Iterable[int]) -> dict[int, str]:
        """Make up titles of three to nine words; the same for an event at all times."""
        found = {}
        for row in rows:
            seed = row * 2_654_435_761 % 2**48
            words = [WORDS[(seed >> 4 * place) % len(WORDS)] for place in range(3 + seed % 7)]
            found[row] = " ".join(words).capitalize()
        return found


def chronicle(count: int, seed: int = 22022) -> Chronicle:
    """Make so many events over fourteen years."""
    rng = np.random.default_rng(seed)
    span = LAST_S - FIRST_S
    half = count // 2
    spread = rng.random(count - half) * span
    bursts = (rng.random(BURSTS) * span)[rng.integers(0, BURSTS, half)] + rng.laplace(0, 12 * DAY_S, half)
    start = FIRST_S + np.mod(np.concatenate([spread, bursts]), span).astype(np.int64) // 60 * 60
    length = np.minimum(np.exp(rng.normal(np.log(3 * DAY_S), 1.3, count)), 730 * DAY_S).astype(np.int64) // 60 * 60
    ranged = rng.random(count) < SHARE_OF_RANGES
    end = start + np.where(ranged, np.maximum(length, 3600), 60)
    order = np.lexsort((end, start))
    start, end, ranged = start[order], end[order], ranged[order]
    weights = 1 / np.arange(1, len(LANES) + 1) ** 0.7
    columns = EventColumns(
        row=np.arange(1, count + 1, dtype=np.int64),
        start_min=start,
        start_max=np.where(ranged, start + 60, end),
        end_min=np.where(ranged, end - 60, start),
        end_max=end,
        flags=np.where(ranged, int(WhenFlag.RANGE), int(WhenFlag.INSTANT)).astype(np.uint16),
        status=np.full(count, STATUSES.index("occurred"), np.uint8),
        importance=rng.choice(np.arange(1, 6, dtype=np.uint8), count, p=(0.3, 0.3, 0.25, 0.12, 0.03)),
        sources=(rng.geometric(0.5, count) - 1).clip(0, MOST_SOURCES).astype(np.uint8),
        category=rng.choice(len(LANES), count, p=weights / weights.sum()).astype(np.int32),
        place=np.full(count, -1, np.int32),
        actor_offsets=np.zeros(count + 1, np.int64),
        actor_index=np.zeros(0, np.int32),
    )
    palette = tuple((CATEGORY_SERIES[n], SHAPES[n % len(SHAPES)]) for n in range(len(LANES)))
    return Chronicle(columns, palette)
