"""From plans in seconds to a scene in pixels: done again for every frame, for all marks at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.layout.marks.scene import BAR, BLOCK, DOT, Marks
from timeline_app.layout.metrics import drawn_extent
from timeline_app.layout.placement.labels import RANGE, SHORTEST_BAR_PX, widened
from timeline_app.layout.placement.rows import INSIDE, LEFT, NO_TITLE, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.axis.scale import TimeScale
    from timeline_app.layout.metrics import F64, I32, I64, U8, U16, Metrics
    from timeline_app.layout.placement.labels import LabelPlacement
    from timeline_app.layout.placement.selection import ShownBesides
    from timeline_app.layout.placement.titles import Title

FAR_PX: Final = 1.0e5
"""Marks end at the latest here: no painter need draw further, and none overflows."""
_GLYPH_PX: Final = 20.0
"""Room for the shape at the head of a bar, before a title inside it."""


@dataclass(frozen=True, slots=True)
class PlacedEvents:
    """The events that have a row, all lanes together, with what does not change while panning."""

    event: I32
    lane: I32
    row: I32
    side: U8
    start: I64
    end: I64
    core_start: I64
    core_end: I64
    category: I32
    status: U8
    importance: U8
    flags: U16
    size_px: F64
    title_px: F64
    titles: tuple[Title | None, ...]


def stand(
    plans: Sequence[LabelPlacement], besides: Sequence[ShownBesides], what: tuple[int, EventColumns, Metrics]
) -> PlacedEvents:
    """Gather the events that stand in rows; last the selected one, `besides` them where it has no title among them."""
    selected, columns, metrics = what
    shown = {each.lane for each in besides}
    found = [
        (event, number, spot.row, spot.side, plan.titles.get(event) if spot.side != NO_TITLE else None)
        for number, plan in enumerate(plans)
        for event, spot in plan.standing.items()
        if event != selected or number not in shown
    ]
    found += [(selected, each.lane, each.spot.row, each.spot.side, each.title) for each in besides]
    event, lane, row, side, titles = zip(*found, strict=True) if found else ((), (), (), (), ())
    events = np.array(event, np.int32)
    importance = columns.importance[events]
    sizes = np.array([metrics.mark_px(rank) for rank in range(6)])
    return PlacedEvents(
        events,
        np.array(lane, np.int32),
        np.array(row, np.int32),
        np.array(side, np.uint8),
        columns.start_min[events],
        columns.end_max[events],
        columns.start_max[events],
        columns.end_min[events],
        columns.category[events],
        columns.status[events],
        importance,
        columns.flags[events],
        sizes[np.minimum(importance, 5)],
        np.array([title.width_px if title else 0.0 for title in titles]),
        tuple(titles),
    )


def place_marks(placed: PlacedEvents, scale: TimeScale, y_px: F64, metrics: Metrics) -> Marks:
    """Give every standing event its place on the scale."""
    start = np.clip(scale.px_of_all(placed.start), -FAR_PX, FAR_PX)
    end = np.clip(scale.px_of_all(placed.end), -FAR_PX, FAR_PX)
    core_start = np.clip(scale.px_of_all(placed.core_start), -FAR_PX, FAR_PX)
    core_end = np.clip(scale.px_of_all(placed.core_end), -FAR_PX, FAR_PX)
    start, end = drawn_extent((start, end), (core_start, core_end), placed.flags)
    ranged = (placed.flags & RANGE) != 0
    wide = end - start >= np.where(ranged, SHORTEST_BAR_PX, placed.size_px + 3)
    form = np.where(wide, np.where(ranged, BAR, BLOCK), DOT).astype(np.uint8)
    start, end = widened(start, end, placed.size_px)
    return Marks(
        placed.event,
        placed.lane,
        start,
        end,
        core_start,
        core_end,
        y_px,
        form,
        placed.size_px,
        placed.category,
        placed.status,
        placed.importance,
        placed.flags,
        placed.side,
        _label_px(placed, (start, end), metrics),
        placed.titles,
    )


def _label_px(placed: PlacedEvents, extent: tuple[F64, F64], metrics: Metrics) -> F64:
    """Find where titles begin; on a long bar they stay in view as long as there is bar for them."""
    start, end = extent
    gap, width = metrics.label_gap_px, placed.title_px
    inside = np.minimum(np.maximum(start, 0.0) + _GLYPH_PX, end - width - gap - 6)
    inside = np.maximum(inside, start + _GLYPH_PX)
    return np.select(
        [placed.side == RIGHT, placed.side == LEFT, placed.side == INSIDE],
        [end + gap, start - gap - width, inside],
        start,
    )
