"""Counts are exact: binary search against brute force, with filters, at every zoom."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from canvas_stage import Told, chronicle, many, settled, timeline_of, view_of
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.index.index import EventIndex
from timeline_app.layout.index.lanes import group
from timeline_app.layout.placement.histogram import count_over

MADE = many(4000, 11)
INDEX = EventIndex.of(MADE.columns, group(MADE.columns, "category", MADE.lane_names()))
MASKS = {
    "all": None,
    "half": np.random.default_rng(3).random(4000) < 0.5,
    "important": MADE.columns.importance >= 4,
    "none": np.zeros(4000, bool),
}


def brute(mask, lane, start_s, end_s):
    columns = MADE.columns
    here = (columns.category == lane) & (True if mask is None else mask)
    start, end = columns.start_min[here], columns.end_max[here]
    touching = (start < end_s) & (end > start_s)
    covering = (start < start_s) & (end > end_s)
    return int((touching & ~covering).sum()), int(covering.sum())


@pytest.mark.parametrize("name", MASKS)
@given(first=st.floats(-100, 2100), length=st.floats(-6, 3.4))
def test_counts_in_view_and_ongoing_equal_brute_force(name, first, length):
    mask = MASKS[name]
    start_s = seconds_at(2014) + int(first * 86_400)
    end_s = start_s + max(int(10**length * 86_400), 1)
    for number, lane in enumerate(INDEX.lanes(mask)):
        assert tuple(lane.count(start_s, end_s)) == brute(mask, number, start_s, end_s)


@pytest.mark.parametrize("name", MASKS)
@given(first=st.floats(-100, 2100), length=st.floats(-3, 3.4))
def test_the_events_found_are_those_counted(name, first, length):
    start_s = seconds_at(2014) + int(first * 86_400)
    end_s = start_s + max(int(10**length * 86_400), 1)
    for lane in INDEX.lanes(MASKS[name]):
        found = lane.visible(start_s, end_s)
        assert len(set(found.tolist())) == len(found) == lane.count(start_s, end_s).in_view


@pytest.mark.parametrize("days", [2200, 365, 30, 3])
@pytest.mark.parametrize("name", ["all", "half"])
def test_everything_in_a_lane_is_drawn_somewhere(name, days):
    """Marks, ticks and clusters of a lane without histogram add up to what its header says."""
    timeline = timeline_of(MADE)
    mask = MASKS[name]
    timeline.layout.set_mask(mask)
    middle = seconds_at(2016, 6, 1)
    view = view_of(middle - days * 43_200, middle + days * 43_200)
    scene = settled(timeline, view)
    for lane, plan in zip(scene.lanes, timeline.layout.label_cache.plans, strict=True):
        if plan.dense:
            continue
        drawn = {event for event, spot in plan.spots.items() if spot.row < lane.rows}
        drawn |= set(lane.strip.tick_event.tolist())
        index = timeline.layout.lanes[lane.number]
        shown = set(index.visible(plan.cover.start_s, plan.cover.end_s).tolist())
        shown |= set(index.throughout(plan.cover.start_s, plan.cover.end_s, 3).tolist())
        clustered = int(timeline.layout._strips[lane.number].clusters[:, 1].sum())  # those beyond the view, too
        assert len(shown) == len(drawn) + clustered
        assert drawn <= shown


@pytest.mark.parametrize("name", MASKS)
def test_bars_of_a_lane_add_up(name):
    timeline = timeline_of(MADE)
    timeline.layout.set_mask(MASKS[name])
    scene = settled(timeline, view_of(seconds_at(2013), seconds_at(2020)))
    mask = MASKS[name]
    for lane in scene.lanes:
        counts, edges = lane.strip.bin_count, lane.strip.bin_edge_s
        if counts is None:
            continue
        here = (MADE.columns.category == lane.number) & (True if mask is None else mask)
        starts = MADE.columns.start_min[here]
        expected = [int(((starts >= low) & (starts < high)).sum()) for low, high in pairwise(edges)]
        assert counts.tolist() == expected
        assert max(expected) <= lane.strip.bin_top


UNEVEN = (MADE.columns.category == 0) | (np.random.default_rng(5).random(4000) < 0.3)
"""A lane with all its events beside two with few of theirs."""


@given(st.lists(st.tuples(st.floats(-100, 2100), st.floats(1.5, 3.4), st.booleans()), min_size=1, max_size=5))
def test_bars_of_all_lanes_are_on_one_scale(walk):
    """In motion and at rest: one step, one number of events for the full height, one height."""
    timeline = timeline_of(MADE)
    timeline.layout.set_mask(UNEVEN)
    for first, length, moving in walk:
        start_s = seconds_at(2014) + int(first * 86_400)
        view = view_of(start_s, start_s + int(10**length * 86_400), moving=moving)
        scene = timeline.scene(view) if moving else settled(timeline, view)
        strips = [lane.strip for lane in scene.lanes if lane.strip.bin_count is not None]
        assert len({strip.bin_top for strip in strips}) <= 1
        for strip in strips:
            assert strip.bin_count.max(initial=0) <= strip.bin_top
            assert {scene.bin_step.index_at(int(edge)) for edge in strip.bin_edge_s} == set(
                range(
                    scene.bin_step.index_at(int(strip.bin_edge_s[0])),
                    1 + scene.bin_step.index_at(int(strip.bin_edge_s[-1])),
                )
            )


def test_a_lane_with_fewer_events_has_lower_bars():
    timeline = timeline_of(MADE)
    timeline.layout.set_mask(UNEVEN)
    strips = [lane.strip for lane in settled(timeline, view_of(seconds_at(2014), seconds_at(2019))).lanes]
    tallest = [int(strip.bin_count.max()) / strip.bin_top for strip in strips]
    assert tallest[0] > 2 * max(tallest[1:])


@pytest.mark.parametrize("name", MASKS)
def test_the_overview_counts_all_and_kept(name):
    mask = MASKS[name]
    scale = TimeScale.showing(seconds_at(2013), seconds_at(2020), 800)
    bars = count_over(scale, MADE.columns, mask, "Europe/Kyiv")
    starts = MADE.columns.start_min
    assert bars.total.sum() == len(starts)
    assert bars.kept.sum() == (len(starts) if mask is None else mask.sum())
    assert (bars.kept <= bars.total).all()


def test_an_event_open_at_both_ends_goes_on_throughout():
    made = chronicle([Told("..", ".."), Told("2020-05-01")])
    lane = EventIndex.of(made.columns, group(made.columns, "none", made.lane_names())).lanes()[0]
    assert tuple(lane.count(seconds_at(2020), seconds_at(2021))) == (1, 1)


def test_few_events_that_go_on_throughout_are_drawn_nevertheless():
    made = chronicle([Told("2014", "2030", title="A long war"), Told("2020-05-01")])
    scene = settled(timeline_of(made), view_of(seconds_at(2020, 5, 1), seconds_at(2020, 5, 2)))
    assert sorted(scene.marks.event.tolist()) == [0, 1]
    assert scene.lanes[0].ongoing == 1


@given(first=st.floats(-100, 2100), length=st.floats(-6, 3.4))
def test_those_throughout_are_found(first, length):
    start_s = seconds_at(2014) + int(first * 86_400)
    end_s = start_s + max(int(10**length * 86_400), 1)
    for lane in INDEX.lanes():
        found = lane.throughout(start_s, end_s, 10**6)
        assert len(set(found.tolist())) == len(found) == lane.count(start_s, end_s).ongoing


def test_undated_events_stand_in_no_lane():
    made = chronicle([Told("2020-05-01"), Told("", title="Some day")])
    for mode in ("category", "actor", "place", "status", "none"):
        grouping = group(made.columns, mode, made.lane_names())
        assert grouping.order.tolist() == [0]


def test_an_event_stands_once_in_each_lane_of_its_actors():
    made = chronicle([Told("2020-05-01", actors=(0, 1, 1)), Told("2020-05-02", actors=(0,)), Told("2020-05-03")])
    grouping = group(made.columns, "actor", made.lane_names())
    names = [lane.name for lane in grouping.lanes]
    lanes = [grouping.order[low:high].tolist() for low, high in pairwise(grouping.bounds)]
    assert dict(zip(names, lanes, strict=True)) == {"Ann": [0, 1], "Ben": [0], "Others": [2]}


def test_a_filter_leaves_the_lanes_alone_that_it_does_not_touch():
    before = INDEX.lanes(None)
    after = INDEX.lanes(MADE.columns.category != 1, before)
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, False, True]
    assert len(after[1]) == 0
