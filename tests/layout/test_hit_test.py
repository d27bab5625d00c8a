"""What lies under a point is what was painted there."""

from __future__ import annotations

from canvas_stage import Told, chronicle, settled, timeline_of, view_of

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.layout.marks.hit_test import hit

START, END = seconds_at(2022), seconds_at(2023)


def scene_of(*events):
    return settled(timeline_of(chronicle(list(events))), view_of(START, END))


def test_a_mark_and_its_title_are_its_event():
    scene = scene_of(
        Told("2022-02-24", title="Invasion", lane=1), Told("2022-09-09", title="Counter-offensive", lane=1)
    )
    for place in range(len(scene.marks)):
        y_px = float(scene.marks.y_px[place])
        for x_px in (float(scene.marks.start_px[place]) + 1, float(scene.marks.label_px[place]) + 3):
            found = hit(scene, scene.metrics.header_px + x_px, y_px)
            assert (found.kind, found.event) == ("event", int(scene.marks.event[place]))


def test_ruler_corner_header_edge_and_empty_lane():
    scene = scene_of(Told("2022-02-24", title="Invasion", lane=1))
    lane = next(each for each in scene.lanes if each.height_px > 60)
    header_px, ruler_px = scene.metrics.header_px, scene.metrics.ruler_px
    assert hit(scene, 5, 5).kind == "corner"
    assert hit(scene, header_px + 50, 5).kind == "ruler"
    assert hit(scene, 5, lane.top_px + 20) == ("header", lane.number, -1, 0, 0, 0, 0)
    assert hit(scene, 5, lane.top_px + lane.height_px - 1).kind == "edge"
    assert hit(scene, header_px + 2, lane.top_px + 2).kind == "lane"
    assert hit(scene, header_px + 50, ruler_px + 10_000).kind == "nothing"


def test_a_cluster_tells_how_many_it_stands_for():
    crowd = [Told("2022-03-01T10:00Z", title=f"Shot {number}, told in some more words", lane=0) for number in range(60)]
    scene = scene_of(*crowd)
    (lane,) = [each for each in scene.lanes if each.strip.clusters]
    cluster = lane.strip.clusters[0]
    y_px = lane.top_px + lane.height_px - 6
    found = hit(scene, scene.metrics.header_px + cluster.x_px, y_px)
    assert (found.kind, found.lane, found.size) == ("cluster", lane.number, cluster.size)
    assert found.size + sum(scene.marks.lane == lane.number) == 60
