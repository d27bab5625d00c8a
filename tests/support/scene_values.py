"""Scenes as plain values, to be compared number by number, whatever numbers their events have."""

from __future__ import annotations

import numpy as np


def values_by_row(scene, rows, categories):
    """Give a scene as plain values, its events by row and its categories by id: what numbers they have is not seen."""
    marks = scene.marks
    names = {index: category.id for index, category in enumerate(categories)} | {-1: ""}
    arrays = {
        name: getattr(marks, name).tolist()
        for name in (
            "lane", "start_px", "end_px", "core_start_px", "core_end_px", "y_px", "form", "size_px", "status",
            "importance", "flags", "side", "label_px",
        )
    }  # fmt: skip
    stood = zip(rows[marks.event].tolist(), marks.category.tolist(), marks.titles, *arrays.values(), strict=True)
    return {
        "scale": scene.scale,
        "size": (scene.width_px, scene.height_px, scene.scroll_px, scene.content_px),
        "ruler": scene.ruler,
        "flags": scene.flags,
        "future": scene.future_px,
        "lanes": [_of_lane(lane, names, rows) for lane in scene.lanes],
        "marks": sorted((row, names[category], *rest) for row, category, *rest in stood),
        "members": {int(rows[event]): alternatives for event, alternatives in scene.alternatives.items()},
        "claims": sorted(
            (int(rows[each.event]), each.lane, *each[3:10], names[each.category], *each[11:]) for each in scene.claims
        ),
        "bins": scene.bin_step,
    }


def _of_lane(lane, names, rows):
    strip = lane.strip
    listed = {name: None if each is None else each.tolist() for name, each in (
        ("edges", strip.bin_edge_s), ("edges_px", strip.bin_edge_px), ("counts", strip.bin_count),
    )}  # fmt: skip
    clustered = strip.cluster_event if strip.cluster_event is not None else np.zeros(0, np.int32)
    return (
        lane.number, lane.name, names[lane.category], lane.top_px, lane.height_px, lane.rows, lane.foot_px,
        lane.in_view, lane.ongoing, lane.total, strip.tick_px.tolist(), rows[strip.tick_event].tolist(),
        [names[each] for each in strip.tick_category.tolist()], list(strip.clusters), rows[clustered].tolist(), listed,
        strip.bin_top,
    )  # fmt: skip
