"""What the random walk is held to: counts by brute force, and all that is shown by an arrangement made anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.layout.assembly import arrange
from timeline_app.layout.axis.civil_time import on_clocks
from timeline_app.layout.index.lanes import UNDATED

if TYPE_CHECKING:
    import random

    from timeline_app.ui.app.workspace import Workspace


def check_counts(space: Workspace, chance: random.Random) -> list[str]:
    """Hold the counts of a stretch, and of what the filter keeps, to brute force over the columns."""
    session, model, wrong = space.session, space.canvas.model, []
    columns, mask = on_clocks(session.chronology.columns, model.zone), session.shown.mask
    dated = (columns.flags & UNDATED) == 0
    kept = dated if mask is None else dated & mask
    asked = session.chronology.select(session.shown.state.text)
    if mask is not None and not np.array_equal(asked, mask):
        wrong.append(f"mask of “{session.shown.state.text}”: {int(mask.sum())}, not {int(asked.sum())}")
    first_s, last_s = model.extent()
    start_s = chance.randrange(first_s, last_s)
    end_s = start_s + int(10 ** chance.uniform(2, 8))
    touching = kept & (columns.start_min < end_s) & (columns.end_max > start_s)
    covering = kept & (columns.start_min < start_s) & (columns.end_max > end_s)
    wanted = int((touching & ~covering).sum()), int(covering.sum())
    counts = [lane.count(start_s, end_s) for lane in model.layout.lanes]
    found = sum(each.in_view for each in counts), sum(each.ongoing for each in counts)
    if found != wanted and model.lanes != "actor":
        wrong.append(f"{found} of {wanted} events from {start_s} to {end_s}")
    bars = space.overview.histogram
    inside = (columns.start_min >= bars.edges[0]) & (columns.start_min < bars.edges[-1])
    told, sums = (
        (int(bars.total.sum()), int(bars.kept.sum())),
        (int((inside & dated).sum()), int((inside & kept).sum())),
    )
    if told != sums:
        wrong.append(f"overview counts {told}, not {sums}")
    return wrong


def check_scratch(space: Workspace) -> list[str]:
    """Hold the lanes, event by event, to an arrangement made anew of the store's own tables."""
    chronology, model = space.session.chronology, space.canvas.model
    source = replace(model.timeline.source, columns=chronology.take_snapshot().columns)
    made = arrange(source, model.lanes)
    columns, wanted = made.columns, made.index
    wrong = []
    if wanted.grouping.lanes != model.arranged.assignment.lanes:
        wrong.append(f"lanes {[lane.name for lane in model.arranged.assignment.lanes]}")
        return wrong
    for number, (found, lane) in enumerate(zip(model.arranged.index.whole, wanted.whole, strict=True)):
        same = np.array_equal(found.start, lane.start) and np.array_equal(found.end, lane.end)
        if not same or not np.array_equal(model.columns.row[found.event], columns.row[lane.event]):
            wrong.append(f"lane {number} is not as made anew")
        if not np.array_equal(model.columns.category[found.event], columns.category[lane.event]):
            wrong.append(f"colours of lane {number} are not as made anew")
    return wrong
