"""The selected event where it has no title of its own: shown besides, so that nothing makes room for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.layout.placement.labels import mark_extents, sized, taken_rows, whole_sides
from timeline_app.layout.placement.rows import INSIDE, NO_TITLE, RowPosition

if TYPE_CHECKING:
    from timeline_app.layout.placement.labels import LabelContext, LabelPlacement
    from timeline_app.layout.placement.titles import Title


class ShownBesides(NamedTuple):
    """A place for the selected event in a lane, beside those that have one."""

    lane: int
    spot: RowPosition
    title: Title


def place_besides(
    plan: LabelPlacement, context: LabelContext, event: int, rows: int
) -> tuple[RowPosition, Title] | None:
    """Find a place with room for the selected event, else one over others; None where its title is not known."""
    title = context.title(plan, event, bold=bool(context.columns.importance[event] >= 5))
    if title is None:
        return None
    cover, metrics = plan.cover, context.metrics
    (start,), (end,) = (each.tolist() for each in mark_extents(context.columns, np.array([event]), cover, metrics))
    title, inside = sized(plan, context, event, title, (start, end))
    beside_px = title.width_px + metrics.label_gap_px + 4
    sides = (INSIDE,) if inside else whole_sides(start, end, beside_px, cover.view_px)
    stood = plan.standing.get(event)
    if stood is not None and stood.side == NO_TITLE:
        return RowPosition(stood.row, sides[0]), title
    taken = taken_rows(plan, context, rows)
    whole = (start, end)
    spot = taken.place(*whole) if inside else taken.place_titled(whole, title.width_px, sides)
    return spot or RowPosition(rows - 1, sides[0]), title
