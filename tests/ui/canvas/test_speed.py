"""The gate: the two hardest scenes stay within three times their target, which noise does not break."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
MARGIN = 3


@pytest.fixture(scope="module")
def frames():
    sys.path.insert(0, str(ROOT))
    try:
        import bench.frames

        yield bench.frames
    finally:
        sys.path.remove(str(ROOT))


@pytest.mark.slow
@pytest.mark.parametrize(("size", "scene"), [(10_000, "5 years"), (100_000, "30 days")])
def test_the_hard_scenes_stay_fast(frames, qapp, size, scene):
    from bench.chronicle import FIRST_S, LAST_S, chronicle

    frames.start_qt()
    made = chronicle(size)
    make = partial(frames.stage_of, made, made.palette)
    days = frames.SCENES[scene]
    rows = list(frames.scene_rows(make, (FIRST_S + LAST_S) // 2, "gate", frames.P95_TARGET, {scene: days}))
    assert {row.what: row.value for row in rows if row.value > MARGIN * row.target} == {}


@pytest.mark.slow
def test_a_filter_over_many_events_stays_fast(frames, qapp):
    from bench.chronicle import FIRST_S, LAST_S, chronicle

    frames.start_qt()
    made = chronicle(300_000)
    stage = frames.stage_of(made, made.palette)
    rows = list(frames.filter_rows(stage, (FIRST_S + LAST_S) // 2, "gate"))
    assert {row.what: row.value for row in rows if row.value > MARGIN * row.target} == {}
