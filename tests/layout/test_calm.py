"""Titles never overlap, important ones come first, and nothing jumps while the view moves."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from canvas_stage import Told, chronicle, many, settled, timeline_of, view_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.marks.scene import BLOCK
from timeline_app.layout.placement.rows import INSIDE, RIGHT

BUSY = many(900, 4, days=1400)


def boxes(scene):
    """What each mark with its title takes up, by row."""
    marks, found = scene.marks, {}
    for place in range(len(marks)):
        left, right = marks.start_px[place], marks.end_px[place]
        title = marks.titles[place]
        if title is not None:
            left = min(left, marks.label_px[place])
            right = max(right, marks.label_px[place] + title.width_px)
        found.setdefault((marks.lane[place], marks.y_px[place]), []).append((left, right))
    return found


def assert_apart(scene):
    for row in boxes(scene).values():
        row.sort()
        for (_left, right), (left, _right) in pairwise(row):
            assert right <= left + 0.01


@pytest.mark.parametrize("days", [1500, 400, 60, 5, 0.5])
@pytest.mark.parametrize("mode", ["category", "status", "none"])
def test_titles_and_marks_never_overlap(mode, days):
    middle = seconds_at(2016)
    span = int(days * 43_200)
    assert_apart(settled(timeline_of(BUSY, mode), view_of(middle - span, middle + span)))


@example([("zoom", 1.0), ("pan", 1.0), ("zoom", -1.0), ("zoom", -0.0141), ("pan", 1.0), ("pan", -0.23875)])
@settings(max_examples=25)
@given(moves=st.lists(st.tuples(st.sampled_from(["pan", "zoom"]), st.floats(-1, 1)), min_size=1, max_size=12))
def test_nothing_overlaps_on_any_way_through_time(moves):
    timeline = timeline_of(BUSY)
    view = view_of(seconds_at(2015), seconds_at(2016))
    settled(timeline, view)
    for kind, amount in moves:
        scale = view.scale.moved(amount * 900) if kind == "pan" else view.scale.zoomed(4**amount, 400)
        view = replace(view, scale=scale, moving=True)
        assert_apart(timeline.scene(view))
    assert_apart(settled(timeline, replace(view, moving=False)))


def placed(scene):
    """Where the events stand of which something is in view."""
    marks = scene.marks
    wide = [title.width_px if title else 0 for title in marks.titles]
    left, right = np.minimum(marks.start_px, marks.label_px), np.maximum(marks.end_px, marks.label_px + wide)
    seen = (right > 0) & (left < scene.scale.width_px)
    return dict(zip(marks.event[seen].tolist(), marks.y_px[seen].tolist(), strict=True))


def test_rows_stay_while_panning():
    timeline = timeline_of(BUSY)
    view = view_of(seconds_at(2015), seconds_at(2015, 6, 1))
    before = placed(settled(timeline, view))
    for _frame in range(60):
        view = replace(view, scale=view.scale.moved(13), moving=True)
        scene = timeline.scene(view)
        after = placed(scene)
        seen = [event for event in before if event in after]
        assert {event: after[event] for event in seen} == {event: before[event] for event in seen}
        before = after


def test_titles_in_view_stay_while_panning():
    timeline = timeline_of(BUSY)
    view = view_of(seconds_at(2015), seconds_at(2015, 6, 1))
    settled(timeline, view)

    def in_view(scene):
        marks = scene.marks
        inside = (marks.start_px >= 0) & (marks.end_px < scene.scale.width_px)
        return {event for event, title, seen in zip(marks.event, marks.titles, inside, strict=True) if title and seen}

    shown = in_view(timeline.scene(view))
    for _frame in range(40):
        view = replace(view, scale=view.scale.moved(9), moving=True)
        scene = timeline.scene(view)
        now = in_view(scene)
        gone = shown - now
        start = {event: timeline.layout.columns.start_min[event] for event in gone}
        assert all(view.scale.px_of(int(second)) < 9 for second in start.values())
        shown = now


def test_zooming_in_only_adds_titles():
    timeline = timeline_of(BUSY)
    view = view_of(seconds_at(2015), seconds_at(2017))
    scene = settled(timeline, view)
    for _frame in range(20):
        view = replace(view, scale=view.scale.zoomed(1.05, 500), moving=True)
        after = timeline.scene(view)
        kept = {event for event, title in zip(scene.marks.event, scene.marks.titles, strict=True) if title is not None}
        x_px = view.scale.px_of_all(timeline.layout.columns.start_min)
        end_s = timeline.layout.columns.end_max
        still = {event for event in kept if 0 < x_px[event] < 1000 and end_s[event] < view.scale.end_s}
        titled = {
            event for event, title in zip(after.marks.event, after.marks.titles, strict=True) if title is not None
        }
        assert still <= titled
        scene = after


def test_the_most_important_get_their_titles():
    events = [Told(f"2020-01-{day:02}", title="A title of some length here", importance=1) for day in range(1, 29)]
    events[14].importance = 5
    scene = settled(timeline_of(chronicle(events)), view_of(seconds_at(2020), seconds_at(2021), height=300))
    titled = [place for place, title in enumerate(scene.marks.titles) if title is not None]
    assert 5 in scene.marks.importance[titled]


def test_the_selected_event_has_its_title_whatever_its_importance():
    events = [Told(f"2020-01-{day:02}", title="A title of some length here", importance=5) for day in range(1, 29)]
    events[9].importance = 1
    timeline = timeline_of(chronicle(events))
    view = view_of(seconds_at(2020), seconds_at(2022), height=260)
    settled(timeline, view)
    scene = settled(timeline, replace(view, selected=9))
    assert scene.marks.titles[scene.marks.event.tolist().index(9)] is not None


def test_no_title_is_cut_by_the_edge_of_the_view_at_rest():
    scene = settled(timeline_of(BUSY), view_of(seconds_at(2015), seconds_at(2016)))
    marks = scene.marks
    for place, title in enumerate(marks.titles):
        if title is None or marks.side[place] == INSIDE:
            continue
        left, right = marks.label_px[place], marks.label_px[place] + title.width_px
        assert (left >= 0 and right <= 1000) or right <= 0 or left >= 1000


def test_the_title_of_a_long_bar_stays_in_view():
    made = chronicle([Told("2014", "2025-10", title="A long war")])
    scene = settled(timeline_of(made), view_of(seconds_at(2023), seconds_at(2026)))
    assert scene.marks.side[0] == INSIDE
    assert 0 <= scene.marks.label_px[0] < 300


def test_a_day_becomes_a_block_once_wider_than_its_dot():
    made = chronicle([Told("2020-06-15")])
    far = settled(timeline_of(made), view_of(seconds_at(2020), seconds_at(2021)))
    near = settled(timeline_of(made), view_of(seconds_at(2020, 6, 14), seconds_at(2020, 6, 17)))
    assert far.marks.form[0] != BLOCK
    assert near.marks.form[0] == BLOCK
    assert near.marks.end_px[0] - near.marks.start_px[0] == pytest.approx(1000 / 3, rel=0.01)


def test_the_certain_part_lies_inside_the_possible_one():
    marks = settled(
        timeline_of(chronicle([Told("2020-03", "2020-09~")])), view_of(seconds_at(2020), seconds_at(2021))
    ).marks
    assert marks.start_px[0] < marks.core_start_px[0] < marks.core_end_px[0] < marks.end_px[0]


def test_clusters_stay_apart_and_count_what_they_hide():
    rng = np.random.default_rng(1)
    events = [Told(f"2020-{month:02}-{rng.integers(1, 4):02}", title="A title of some length") for month in range(1, 13)
              for _copy in range(12)]  # fmt: skip
    scene = settled(timeline_of(chronicle(events)), view_of(seconds_at(2020), seconds_at(2021), height=260))
    clusters = scene.lanes[0].strip.clusters
    assert clusters
    assert all(cluster.size >= 3 for cluster in clusters)
    places = [cluster.x_px for cluster in clusters]
    assert min(np.diff(places)) >= 25


def test_lanes_fill_the_height_and_none_covers_the_next():
    for height in (320, 500, 900):
        scene = settled(timeline_of(BUSY), view_of(seconds_at(2015), seconds_at(2016), height=height))
        tops = [lane.top_px for lane in scene.lanes]
        ends = [lane.top_px + lane.height_px for lane in scene.lanes]
        assert tops[1:] == pytest.approx(ends[:-1])
        if scene.content_px <= height - scene.metrics.ruler_px:
            assert ends[-1] == pytest.approx(height, abs=len(tops))
        for lane, y_px in zip(scene.marks.lane, scene.marks.y_px, strict=True):
            assert tops[lane] + 8 < y_px < ends[lane] - 8


def test_a_collapsed_lane_shows_its_name_only():
    view = view_of(seconds_at(2015), seconds_at(2016), collapsed=frozenset({1}))
    scene = settled(timeline_of(BUSY), view)
    assert scene.lanes[1].height_px == scene.metrics.collapsed_px
    assert not (scene.marks.lane == 1).any()


def test_lanes_scroll_where_they_need_more_height():
    view = view_of(seconds_at(2015), seconds_at(2016), height=160, scroll_px=10_000)
    scene = settled(timeline_of(BUSY), view)
    assert scene.content_px > 108
    last = scene.lanes[-1]
    assert last.top_px + last.height_px == pytest.approx(160)


WARS = [
    Told("2020-02-03", "2020-11-20", title="A war of many months with a long name"),
    Told("2020-03-01", "2020-04-10", title="A siege of a harbour"),
    Told("2020-01-05", "2020-12-28", title="Another one beside it, of nearly the whole year"),
]


def test_a_long_bar_carries_its_title_and_a_short_one_has_it_beside():
    marks = settled(timeline_of(chronicle(WARS)), view_of(seconds_at(2020), seconds_at(2021))).marks
    sides = {title.text: side for title, side in zip(marks.titles, marks.side.tolist(), strict=True)}
    assert sides == {WARS[0].title: INSIDE, WARS[2].title: INSIDE, WARS[1].title: RIGHT}
    for place in np.flatnonzero(marks.side == INSIDE).tolist():
        assert marks.start_px[place] < marks.label_px[place]
        assert marks.label_px[place] + marks.titles[place].width_px < marks.end_px[place]


def test_the_title_of_a_bar_that_runs_off_waits_at_the_edge_of_the_view():
    timeline = timeline_of(chronicle(WARS[:1]))
    view = view_of(seconds_at(2020), seconds_at(2021))
    settled(timeline, view)
    labels = []
    for _frame in range(70):
        view = replace(view, scale=view.scale.moved(8), moving=True)
        marks = timeline.scene(view).marks
        labels.append(marks.label_px[0])
        assert marks.label_px[0] + marks.titles[0].width_px <= marks.end_px[0]
    waiting = [label for label in labels if label == pytest.approx(20)]
    assert len(waiting) > 30
    assert min(labels) >= 20 - 0.01


def test_a_range_without_room_for_its_title_gets_as_much_of_it_as_there_is_room_for():
    events = [Told("2020-06-01", "2020-07-10", title="A title that is much too long for what there is beside it")]
    events += [Told(day, title="In the way, and more important", importance=5) for day in ("2020-02-10", "2020-08-25")
               for _row in range(3)]  # fmt: skip
    view = view_of(seconds_at(2020), seconds_at(2021), height=190)
    scene = settled(timeline_of(chronicle(events)), view)
    cut = next(title for title in scene.marks.titles if title is not None and title.text.startswith("A title"))
    assert cut.text.endswith("…")
    assert cut.width_px >= 60
    assert_apart(scene)


def test_words_stay_the_same_in_motion():
    timeline = timeline_of(BUSY)
    view = view_of(seconds_at(2015), seconds_at(2015, 6, 1), height=420)
    marks = settled(timeline, view).marks
    before = {event: title.text for event, title in zip(marks.event.tolist(), marks.titles, strict=True) if title}
    for _frame in range(40):
        view = replace(view, scale=view.scale.moved(17), moving=True)
        marks = timeline.scene(view).marks
        after = {event: title.text for event, title in zip(marks.event.tolist(), marks.titles, strict=True) if title}
        seen = [event for event in before if event in after]
        assert {event: after[event] for event in seen} == {event: before[event] for event in seen}


def test_the_selected_event_keeps_its_title_when_the_lane_loses_rows():
    events = [Told(f"2020-0{month}-10", title="A title of some length here", importance=5) for month in range(1, 9)]
    timeline = timeline_of(chronicle(events))
    tall = view_of(seconds_at(2020), seconds_at(2021), height=500)
    marks = settled(timeline, tall).marks
    lowest = int(marks.event[marks.y_px.argmax()])
    settled(timeline, replace(tall, selected=lowest))
    scene = settled(timeline, replace(tall, selected=lowest, height_px=130))
    scene = settled(timeline, replace(tall, selected=lowest, height_px=130))
    assert lowest in scene.marks.event.tolist()


def test_a_bar_longer_than_what_is_beside_it_carries_what_fits_of_its_title():
    told = Told("2020-02-15", "2020-11-15", title="A long name " * 12)
    marks = settled(timeline_of(chronicle([told])), view_of(seconds_at(2020, 2, 1), seconds_at(2020, 12, 1), 500)).marks
    assert marks.side[0] == INSIDE
    assert marks.titles[0].text.endswith("…")
    assert marks.label_px[0] + marks.titles[0].width_px < marks.end_px[0]


def test_lanes_of_which_the_filter_keeps_nothing_leave_their_height_to_the_others():
    events = [Told(f"2020-0{month}-10", title="A title of some length", lane=month % 3) for month in range(1, 10)]
    timeline = timeline_of(chronicle(events))
    view = view_of(seconds_at(2020), seconds_at(2021), height=600)
    before = settled(timeline, view)
    timeline.layout.set_mask(timeline.layout.columns.category == 1)
    after = settled(timeline, view)
    assert after.lanes[1].height_px > before.lanes[1].height_px
    assert [lane.height_px for lane in after.lanes if lane.number != 1] == [after.metrics.collapsed_px] * 2
    timeline.layout.set_mask(timeline.layout.columns.category == 7)
    nothing = settled(timeline, view)
    assert min(lane.height_px for lane in nothing.lanes) > after.metrics.collapsed_px
