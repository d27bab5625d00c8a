"""A timeline put together from a source: where the as-of line stands, and that laying out reads nothing."""

from __future__ import annotations

import pytest
from canvas_stage import Told, chronicle, many, timeline_of, view_of

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout import assembly
from timeline_app.layout.assembly import as_of_line
from timeline_app.layout.placement.titles import FETCHED_AT_ONCE

SET = "{2025-03-02,2025-05-09,2025-08-10}"
YEAR = (seconds_at(2025), seconds_at(2026))


@pytest.mark.parametrize(
    ("edtf", "zone", "second", "words"),
    [
        ("2025-07-31", "UTC", seconds_at(2025, 8, 1), "As of 31 Jul 2025"),
        ("2025-07", "UTC", seconds_at(2025, 8, 1), "As of Jul 2025"),
        ("2025", "UTC", seconds_at(2026), "As of 2025"),
        ("2025-07", "Europe/Kyiv", seconds_at(2025, 8, 1), "As of Jul 2025"),
        ("2025-07-31T12:00Z", "Europe/Kyiv", seconds_at(2025, 7, 31, 15 * 3600 + 60), "As of 31 Jul 2025, 15:00"),
    ],
)
def test_the_as_of_line_stands_at_the_end_of_its_date(edtf, zone, second, words):
    assert as_of_line(edtf, zone)[0] == second
    assert as_of_line(edtf, zone)[1].startswith(words)


@pytest.mark.parametrize("edtf", ["", "not a date", "2025-07/..", "2025-07/", "..", "9" * 99])
def test_there_is_no_as_of_line_where_no_date_ends(edtf):
    assert as_of_line(edtf, "UTC") == (None, "")


def test_the_as_of_date_is_read_once_and_not_at_every_frame(monkeypatch):
    read = []
    monkeypatch.setattr(assembly, "read_as_of", read.append)
    made = chronicle([Told("2025-05-01")])
    made.as_of = "2025-07"
    timeline = timeline_of(made)
    for now_s in range(5):
        timeline.scene(view_of(*YEAR, moments=timeline.moments(now_s)))
        timeline.take(made)
    assert read == ["2025-07"]


def test_laying_out_reads_nothing_and_says_what_it_wants():
    made = chronicle([Told("2025-05-01", title="One"), Told(SET, title="Two"), Told("2025-06-01", title="Three")])
    timeline, view = timeline_of(made), view_of(*YEAR)
    first = timeline.layout.lay_out(view)
    assert (sorted(first.wants.titles), len(first.wants.members), first.wants.claims) == ([0, 1, 2], 1, ())
    assert not first.settled
    assert not len(first.marks)
    assert made.asked == []
    timeline.answer(first.wants)
    second = timeline.layout.lay_out(view)
    assert sorted(title.text for title in second.marks.titles if title) == ["One", "Three", "Two"]
    assert second.wants._replace(claims=()) == type(second.wants)()
    assert sorted(second.wants.claims) == [0, 1, 2]
    timeline.answer(second.wants)
    third = timeline.layout.lay_out(view)
    assert third.settled
    assert not third.wants.anything


def test_who_never_answers_gets_a_scene_all_the_same():
    timeline, view = timeline_of(chronicle([Told("2025-05-01"), Told("2025-06-01")])), view_of(*YEAR)
    scenes = [timeline.layout.lay_out(view) for _turn in range(6)]
    assert any(scene.lanes for scene in scenes)
    assert not any(scene.settled for scene in scenes)


def test_a_frame_reads_only_so_many_titles_and_the_next_ones_the_rest():
    made = many(3000, 7)
    told = []
    read = made.titles
    made.titles = lambda rows: told.append(len(list(rows))) or read(rows)
    timeline, view = timeline_of(made), view_of(seconds_at(2014), seconds_at(2020), 20_000, 9_000)
    scene = timeline.scene(view)
    assert not scene.settled
    for _turn in range(30):
        if scene.settled:
            break
        scene = timeline.scene(view)
    assert scene.settled
    assert max(told) <= FETCHED_AT_ONCE
    assert len(told) > 1
