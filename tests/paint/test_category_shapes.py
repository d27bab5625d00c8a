"""Categories are told apart without colour wherever events of several share a lane: as marks and as ticks."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of
from golden_pictures import painted, pixels

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.records import SHAPES
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import ruler_style
from timeline_app.paint.theme import PRINT_GREY, load_fonts

WIDTH, HEIGHT = 420, 150
GREY = "#6C6C6C"
"""All categories in one grey: what is left is shape."""


def picture(shape, mode):
    load_fonts()
    cache = PixmapCache()
    events = [Told(f"2025-{month:02}-{day:02}", title="A title that takes more room than there is", importance=1)
              for month in range(1, 13) for day in (3, 18)]  # fmt: skip
    timeline = timeline_of(chronicle(events), mode, style=ruler_style(cache))
    scene = settled(timeline, view_of(seconds_at(2025), seconds_at(2026), WIDTH - 138, HEIGHT))
    lane = next(lane for lane in scene.lanes if len(lane.strip.tick_px) > 2)
    image = painted(scene, (WIDTH, HEIGHT), 1, PaintContext(PRINT_GREY, ((GREY, shape),), cache))
    foot = slice(int(lane.top_px + lane.height_px) - 20, int(lane.top_px + lane.height_px) - 1)
    return pixels(image)[foot, scene.metrics.header_px :, 0], len(lane.strip.tick_px)


@pytest.mark.parametrize(("one", "other"), list(combinations(SHAPES, 2)))
def test_ticks_of_two_categories_in_one_lane_are_told_apart_by_shape(qapp, one, other):
    (first, ticks), (second, _ticks) = picture(one, "actor"), picture(other, "actor")
    assert np.count_nonzero(np.abs(first - second) > 24) >= 3 * ticks


def test_ticks_of_a_lane_with_its_shape_in_the_header_stay_strokes(qapp):
    assert (picture("circle", "category")[0] == picture("cross", "category")[0]).all()
