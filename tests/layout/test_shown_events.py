"""Shown events after any series of edits are those of a timeline made anew; the selection stays with its event."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from canvas_stage import STYLE

from timeline_app.document import open_chronology
from timeline_app.document.editing.event_draft import deletion_of
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.records import Event, new_id
from timeline_app.layout.assembly import TextStyle
from timeline_app.layout.axis.scale import TimeScale
from timeline_app.layout.placement.label_cache import View
from timeline_app.layout.placement.titles import TextWidths
from timeline_app.layout.shown_events import ShownEvents
from timeline_app.store.store import Store

TEXT = TextStyle(STYLE, TextWidths(lambda _letter: 6.4), TextWidths(lambda _letter: 6.7))
STARTS = ("2014-03-16", "2022-02-24T05:00:00Z", "2025", "2013-11/2014-02", "", "1850~", "2031-01-01")


@pytest.fixture
def chronology(sample):
    opened = open_chronology(sample, "tests")
    yield opened
    opened.close()


def shown(chronology, zone="UTC"):
    return ShownEvents(chronology, partial(TimelineSource.of, chronology), TEXT, zone)


def told(events):
    """What a person could see of them, by row: lanes with their events in time, what is kept, the extent."""
    events.layout.pick_out()
    rows, lanes = events.columns.row, events.arranged.assignment.lanes
    kept = None if events.mask is None else sorted(rows[events.mask & events.arranged.slots.filled].tolist())
    whole = [rows[lane.event].tolist() for lane in events.arranged.index.whole]
    return [lane.name for lane in lanes], whole, kept, events.extent(), events.extent(events.mask)


def edit(chronology, dice):
    """Add, move or delete an event, or take something back."""
    rows = chronology.columns.row
    what = dice.randrange(5)
    if what == 0 and chronology.undo_label:
        chronology.undo()
    elif what == 1:
        chronology.do(Change("Add", after=(Event(new_id(), "Added", dice.choice(STARTS)),)))
    else:
        event = chronology.event(int(dice.choice(rows.tolist())))
        if what == 2:
            chronology.do(deletion_of(chronology, event))
        else:
            start = dice.choice(STARTS).partition("/")
            after = replace(event, start=start[0], end=start[2], title=f"{event.title}!")
            chronology.do(Change("Move", (event,), (after,)))


@pytest.mark.parametrize("mode", ["category", "actor", "place", "status", "none"])
@pytest.mark.parametrize("seed", range(3))
def test_what_follows_edits_is_what_is_made_anew(chronology, mode, seed):
    dice = random.Random(seed)  # noqa: S311 - dice, no secret
    events = shown(chronology)
    events.set_lanes(mode)
    chosen = int(dice.choice(chronology.columns.row.tolist()))
    events.select(chosen)
    selected = chosen
    events.select_several(chronology.columns.row[3:9])
    for _step in range(15):
        edit(chronology, dice)
        kept = chronology.select("importance:3..5") if dice.random() < 0.5 else None
        events.follow(kept)
        if events.mask is None or kept is None:
            events.set_mask(kept)
        fresh = shown(chronology)
        fresh.set_lanes(mode)
        fresh.set_mask(kept)
        assert told(events) == told(fresh)
        selected = selected if chosen in chronology.columns.row.tolist() else None  # what went stays unselected
        fresh.select_several(events._several_rows)
        marked = [each.columns.row[each.several.flags & each.arranged.slots.filled] for each in (events, fresh)]
        assert sorted(marked[0].tolist()) == sorted(marked[1].tolist())
        assert [each.tolist() for each in events.several.starts] == [each.tolist() for each in fresh.several.starts]
        assert events.selected_row == selected
        assert events.row_of(events.selected) == selected


def test_the_selection_is_by_key_and_goes_with_its_event(chronology):
    events = shown(chronology)
    row = int(chronology.columns.row[7])
    assert events.select(row)
    assert not events.select(row)
    assert (events.selected, events.selected_row) == (7, row)
    events.set_lanes("actor")
    events.set_zone("Asia/Tokyo")
    assert int(events.columns.row[events.selected]) == row
    chronology.do(deletion_of(chronology, chronology.event(row)))
    events.follow()
    assert (events.selected, events.selected_row) == (-1, None)
    assert not events.select(10**9)  # never there: nothing stays selected


def test_stepping_goes_through_what_is_kept_in_order_of_time(chronology):
    events = shown(chronology)
    kept = chronology.select("importance:5")
    events.set_mask(kept)
    index, seen = events.first_from(-(2**61)), []
    while index >= 0:
        seen.append(events.row_of(index))
        index = events.neighbour(index, 1)
    rows = chronology.columns.row[kept].tolist()
    assert seen == [row for row in rows if not events.is_undated(events.index_of(row))]
    assert len(seen) > 5


def test_a_few_far_events_do_not_squeeze_all_others_into_a_corner(chronology):
    for number in range(420):
        day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        chronology.do(Change("Add", after=(Event(new_id(), f"Event {number}", day),)))
    chronology.do(Change("Add", after=(Event(new_id(), "Long ago", "-3000"),)))
    events = shown(chronology)
    whole, first = events.extent(), events.opening_extent()
    assert first[1] - first[0] < (whole[1] - whole[0]) / 50
    assert whole[0] < first[0]


def test_nothing_is_shown_where_nothing_is(tmp_path):
    Store.create(tmp_path / "empty.timelinedb").close()
    opened = open_chronology(tmp_path / "empty.timelinedb", "tests")
    events = shown(opened)
    assert (events.selected, events.first_from(0), events.row_of(0)) == (-1, -1, None)
    assert events.extent() == events.opening_extent()
    assert not np.any(events.columns.row)
    opened.close()


@pytest.mark.parametrize("start", ["2023-04-15", "-3999", "2023-04-15T09:00:00Z"])
def test_one_event_alone_stands_in_the_middle_of_a_year_at_least(tmp_path, start):
    Store.create(tmp_path / "one.timelinedb").close()
    opened = open_chronology(tmp_path / "one.timelinedb", "tests")
    assert shown(opened).is_empty
    opened.do(Change("Add", after=(Event(new_id(), "Fighting breaks out", start),)))
    events = shown(opened)
    assert not events.is_empty
    (first, last), (before, after) = events.opening_extent(), events.extent()
    assert last - first == max(366 * 86_400, after - before)
    assert abs((first + last) - (before + after)) <= 1
    opened.do(Change("Add", after=(Event(new_id(), "A day later", "2023-04-16"),)))
    events = shown(opened)
    assert events.opening_extent() == events.extent()
    opened.close()


def test_an_event_without_a_date_has_no_place_to_open_at(tmp_path):
    Store.create(tmp_path / "one.timelinedb").close()
    opened = open_chronology(tmp_path / "one.timelinedb", "tests")
    opened.do(Change("Add", after=(Event(new_id(), "Some time", ""),)))
    assert shown(opened).is_empty
    opened.close()


def test_a_selected_event_that_the_filter_leaves_out_has_no_flag_and_no_guide(chronology):
    events = shown(chronology)
    day = int(np.flatnonzero(chronology.columns.flags & WhenFlag.DAY)[0])
    events.select(int(chronology.columns.row[day]))
    start, end = events.span(events.selected)
    view = View(TimeScale(start - 10 * DAY_S, end + 10 * DAY_S, 900.0), 700.0, selected=events.selected,
                moments=events.moments("its day"))  # fmt: skip

    def flags():
        scene = events.timeline.scene(view)
        return [flag.label for flag in scene.flags if flag.kind == "selection"], scene.guide_px is not None

    assert flags() == (["its day"], True)
    left_out = np.ones(len(chronology.columns.row), bool)
    left_out[day] = False
    events.set_mask(left_out)
    assert flags() == ([], False)
    events.set_mask(None)
    assert flags() == (["its day"], True)
