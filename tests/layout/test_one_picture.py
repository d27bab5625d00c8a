"""One view, one picture: however one came there; and the rule by which titles are given."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import pytest
from canvas_stage import Told, chronicle, many, scene_numbers, settled, timeline_of, view_of
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.placement.ranking import by_rank, classes, lengths, vagueness

BUSY: Final = many(900, 4, days=1400)
CROWD: Final = many(6_000, 9, days=1400)
MADE: Final = {"busy": BUSY, "crowd": CROWD}
YEAR: Final = (seconds_at(2015), seconds_at(2016))
MASKS: Final = {
    "none": lambda columns: None,
    "one lane": lambda columns: columns.category == 1,
    "two lanes": lambda columns: columns.category != 1,
    "important": lambda columns: columns.importance >= 4,
    "nothing": lambda columns: columns.importance > 9,
}
moves = st.one_of(
    st.tuples(st.just("pan"), st.floats(-1500, 1500)),
    st.tuples(st.just("zoom"), st.floats(-3, 3)),
    st.tuples(st.just("select"), st.integers(-1, 899)),
    st.tuples(st.just("filter"), st.sampled_from(sorted(MASKS))),
    st.tuples(st.just("height"), st.sampled_from([180.0, 420.0, 700.0, 1200.0])),
    st.tuples(st.just("width"), st.sampled_from([320.0, 1000.0, 1600.0])),
    st.tuples(st.just("collapse"), st.integers(0, 2)),
    st.tuples(st.just("dates"), st.booleans()),
    st.tuples(st.just("rest"), st.none()),
)


def moved(view, timeline, move):
    """Give the view after one move; a filter is set on the way."""
    kind, how = move
    if kind == "pan":
        return replace(view, scale=view.scale.moved(how), moving=True)
    if kind == "zoom":
        return replace(view, scale=view.scale.zoomed(2**how, view.scale.width_px / 3), moving=True)
    if kind == "select":
        return replace(view, selected=how)
    if kind == "filter":
        timeline.layout.set_mask(MASKS[how](timeline.layout.columns))
        return view
    if kind == "height":
        return replace(view, height_px=how)
    if kind == "width":
        return replace(view, scale=view.scale.stretched(how))
    if kind == "collapse":
        return replace(view, collapsed=view.collapsed ^ {how})
    if kind == "dates":
        return replace(view, dates=how)
    return replace(view, moving=False)


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=15, deadline=None)
@given(walk=st.lists(moves, min_size=1, max_size=6), kept=st.sampled_from(sorted(MASKS)), chosen=st.integers(-1, 899))
def test_every_walk_that_ends_in_a_view_shows_what_a_fresh_one_does(name, walk, kept, chosen):
    made = MADE[name]
    end = view_of(*YEAR, selected=chosen)
    walked, fresh = timeline_of(made), timeline_of(made)
    view = view_of(seconds_at(2014), seconds_at(2017))
    walked.scene(view)
    for move in walk:
        view = moved(view, walked, move)
        walked.scene(view)
    for timeline in (walked, fresh):
        timeline.layout.set_mask(MASKS[kept](timeline.layout.columns))
    assert scene_numbers(settled(walked, end)) == scene_numbers(settled(fresh, end))


def titled(scene):
    return {
        (lane, event)
        for lane, event, title in zip(
            scene.marks.lane.tolist(), scene.marks.event.tolist(), scene.marks.titles, strict=True
        )
        if title is not None
    }


@pytest.mark.parametrize("name", MADE)
@settings(max_examples=25, deadline=None)
@given(chosen=st.integers(0, 899))
def test_a_selected_event_is_shown_besides_and_displaces_nobody(name, chosen):
    view = view_of(*YEAR)
    timeline = timeline_of(MADE[name])
    before = settled(timeline, view)
    after = settled(timeline, replace(view, selected=chosen))
    assert titled(before) <= titled(after)
    columns = timeline.layout.columns
    seen = columns.start_min[chosen] < view.scale.end_s and columns.end_max[chosen] > view.scale.start_s
    assert not seen or chosen in {event for _lane, event in titled(after)}
    others = [place for place, event in enumerate(after.marks.event.tolist()) if event != chosen]
    kept = [place for place, event in enumerate(before.marks.event.tolist()) if event != chosen]
    for column in ("event", "lane", "y_px", "label_px", "side"):
        assert getattr(after.marks, column)[others].tolist() == getattr(before.marks, column)[kept].tolist()
    assert [lane.height_px for lane in after.lanes] == [lane.height_px for lane in before.lanes]


def test_by_actor_a_selected_event_stays_in_all_its_lanes():
    events = [Told(f"2015-0{month}-03", title="Some title of it", actors=(0, 1)) for month in range(1, 9)]
    timeline, view = timeline_of(chronicle(events), "actor"), view_of(*YEAR)
    before = settled(timeline, view)
    after = settled(timeline, replace(view, selected=3, selected_lane=1))
    assert titled(after) == titled(before)
    assert {lane for lane, event in titled(after) if event == 3} == {0, 1}
    assert after.selected_lane == 1


# The rule


RULED: Final = {
    "importance": (Told("2015-03-01", importance=4), Told("2015-03-01", importance=3, sources=9)),
    "certainty": (Told("2015-03-01", sources=0), Told("2015-03", sources=9)),
    "certainty: the month before the year": (Told("2015-03"), Told("2015")),
    "certainty: doubt": (Told("2015-03-01"), Told("2015-03-01?", sources=9)),
    "certainty: what still goes on is no less certain": (Told("2015-03-01", ".."), Told("2015-03-01", "2015-06")),
    "sources": (Told("2015-03-01", sources=3), Told("2015-03-01", "2015-03-09", sources=2)),
    "length of stay": (Told("2015-03-02", "2015-03-09"), Told("2015-03-01")),
    "time": (Told("2015-03-01", title="Same"), Told("2015-03-02", title="Same")),
}


@pytest.mark.parametrize("name", RULED)
def test_the_rule_of_who_gets_a_title(name):
    first, second = RULED[name]
    first, second = (
        replace(first, title="A title that takes much room: first"),
        replace(second, title="And second, too"),
    )
    for told in ([first, second], [second, first]):
        made = chronicle(told)
        ranked = by_rank(np.arange(2, dtype=np.int32), made.columns)
        assert made.texts[ranked[0]] == first.title


def test_at_last_the_one_that_was_entered_first_goes_first():
    events = [Told("2015-06-01", "2015-06-04", title=f"The same {number}") for number in range(3)]
    events += [Told("2014-03-01", "2015-02-01", title=f"Before {number}") for number in range(3)]
    timeline, view = timeline_of(chronicle(events)), view_of(*YEAR)
    timeline.layout.columns.row[:3] = [102, 100, 101]
    settled(timeline, view)
    assert timeline.layout.label_cache.plans[0].events == [1, 2, 0, 3, 4, 5]


def test_the_coarse_rank_of_very_many_never_contradicts_the_fine_one():
    columns = CROWD.columns
    events = np.flatnonzero(columns.importance == 3).astype(np.int32)
    ranks = classes(columns, by_rank(events, columns))
    fine = [
        (int(vague), -min(int(sources), 7))
        for vague, sources in zip(
            vagueness(columns, by_rank(events, columns)), columns.sources[by_rank(events, columns)], strict=True
        )
    ]
    assert fine == sorted(fine)
    assert (np.diff(ranks.astype(int)) >= 0).all()
    assert lengths(columns, events).min() >= 60


@pytest.mark.parametrize("name", MADE)
def test_the_first_of_a_lane_by_rank_has_its_title(name):
    made = MADE[name]
    timeline, view = timeline_of(made), view_of(*YEAR)
    shown = titled(settled(timeline, view))
    for number, lane in enumerate(timeline.layout.lanes):
        seen = lane.visible(view.scale.start_s, view.scale.end_s)
        assert (number, int(by_rank(seen, made.columns)[0])) in shown


def test_a_crowd_at_one_end_takes_no_titles_from_the_other():
    crowd = [Told(f"2015-01-{day:02}", title="One of a crowd in January") for day in range(1, 28) for _copy in range(6)]
    late = [Told(f"2015-{month:02}-15", title="By itself") for month in range(6, 12)]
    scene = settled(timeline_of(chronicle(crowd + late)), view_of(*YEAR, height=300))
    assert sum(title is not None and title.text == "By itself" for title in scene.marks.titles) == len(late)


def test_rows_read_downward_in_time():
    events = [Told(f"2015-03-{day:02}", title=f"A title of the {day}th of March", importance=1 + day % 5)
              for day in range(1, 12)]  # fmt: skip
    scene = settled(timeline_of(chronicle(events)), view_of(*YEAR))
    marks = scene.marks
    order = np.argsort(marks.start_px)
    assert len(order) == len(events)
    for one, other in pairwise(order.tolist()):
        if marks.label_px[other] < marks.label_px[one] + marks.titles[one].width_px:
            assert marks.y_px[other] != marks.y_px[one]
    assert marks.y_px[order].tolist() == sorted(marks.y_px.tolist())


def test_a_filter_gives_its_room_to_what_is_left_at_once():
    timeline, view = timeline_of(many(260, 3, days=360)), view_of(seconds_at(2014), seconds_at(2015), height=500)
    before = settled(timeline, view)
    timeline.layout.set_mask(timeline.layout.columns.category == 1)
    after = settled(timeline, view)
    of_lane = [sum(lane == 1 for lane, _event in titled(scene)) for scene in (before, after)]
    assert of_lane[1] > of_lane[0] + 10
    assert after.lanes[1].rows > before.lanes[1].rows
    assert after.lanes[1].height_px > 350


@given(
    left=st.integers(-(10**10), 10**10),
    per_px=st.floats(0.1, 1e6),
    factor=st.floats(1.01, 4),
    about=st.floats(0, 1200),
    dx=st.floats(-2000, 2000),
)
def test_there_and_back_is_the_same_scale_at_rest(left, per_px, factor, about, dx):
    scale = TimeScale(left, float(f"{per_px:.6g}"), 1200.0)
    there = scale.zoomed(factor, about).moved(dx)
    back = there.moved(-dx).zoomed(1 / factor, about)
    assert back.at_rest() == scale.at_rest()
    assert abs(scale.at_rest().px_of(left)) <= 1 / 8 + 1e-6


def test_a_scale_at_rest_is_at_rest():
    for span_s in (3, 3600, DAY_S + 1, 400 * DAY_S + 7, 10**12):
        scale = TimeScale.showing(seconds_at(2015), seconds_at(2015) + span_s, 1000).at_rest()
        assert scale.at_rest() == scale
