"""The selected event where it has no title of its own: shown besides, so that nothing makes room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.layout.placement.labels import carried, mark_extents, taken_rows, whole_sides
from timeline_app.layout.placement.rows import INSIDE, NO_TITLE, RowPosition

if TYPE_CHECKING:
    from timeline_app.layout.placement.labels import LabelContext, LabelPlacement
    from timeline_app.layout.placement.titles import Title


class ShownBesides(NamedTuple):
    """A place for the selected event in a lane, beside those that have one."""

    lane: int
    spot: RowPosition
    title: Title


def place_besides(plan: LabelPlacement, context: LabelContext, event: int, rows: int) -> tuple[RowPosition, Title] | None:
    """Find a place with room for the selected event, else one over others; None where its title is not known."""
    strong = bool(context.columns.importance[event] >= 5)
    title = context.title(plan, event, bold=strong)
    if title is None:
        return None
    cover, metrics = plan.cover, context.metrics
    (start,), (end,) = (each.tolist() for each in mark_extents(context.columns, np.array([event]), cover, metrics))
    left_px, right_px = cover.px(np.array([cover.view_start_s, cover.view_end_s])).tolist()
    beside_px = metrics.label_gap_px + 4
    most_px = max(right_px - end, start - left_px) - beside_px
    carried_px = 0.0 if event in plan.scattered else carried(start, end, (left_px, right_px))
    title = context.fitting(title, event, max(most_px, carried_px), bold=strong)
    inside = carried_px >= min(title.width_px, max(most_px, carried_px))
    if title.width_px > (carried_px if inside else most_px):
        title = context.shorter(title, event, max(carried_px if inside else most_px, 0.0), bold=strong)
    sides = (INSIDE,) if inside else whole_sides(start, end, title.width_px + beside_px, (left_px, right_px))
    stood = plan.standing.get(event)
    if stood is not None and stood.side == NO_TITLE:
        return RowPosition(stood.row, sides[0]), title
    taken = taken_rows(plan, context, rows)
    if inside:
        spot = taken.place(start, end)
    else:
        spot = taken.place_titled((start, end), title.width_px, sides)
    return spot or RowPosition(rows - 1, sides[0]), title
