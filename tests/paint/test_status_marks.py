"""Each status has a form of its own, in greyscale too: as a mark, a bar, a tick and beside a count."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of
from golden_pictures import pixels
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.records import SHAPES, STATUSES
from timeline_app.paint.bars import OPEN_END, Span, draw_bar
from timeline_app.paint.context import BarLook, PaintContext, PixmapCache
from timeline_app.paint.density import TICK_PX, shared_status, tick_boxes
from timeline_app.paint.painter import ruler_style
from timeline_app.paint.shapes import CORROBORATED, OCCURRED, REPORTED, MarkLook, draw_mark
from timeline_app.paint.theme import DARK, LIGHT, PRINT

EVERY = range(len(STATUSES))
GROUNDS = {"light": LIGHT, "dark": DARK, "print": PRINT}
LEAST_TOLD = 3
"""So many pixels of the screen differ by at least a quarter of what parts the colour from the paper."""


def grey(theme, size, draw, ratio=1):
    """Draw on the theme's paper, and give what is left of it without colour."""
    image = QImage(size[0] * ratio, size[1] * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(theme.paper))
    with QPainter(image) as painter:
        draw(painter)
    return pixels(image) @ np.array([0.299, 0.587, 0.114])


def told_apart(one, other, theme, colour):
    """Count the pixels by which a person can tell two pictures apart."""
    contrast = abs(float(np.array(QColor(colour).getRgb()[:3]) @ [0.299, 0.587, 0.114])
                   - float(np.array(QColor(theme.paper).getRgb()[:3]) @ [0.299, 0.587, 0.114]))  # fmt: skip
    return int((np.abs(one - other) >= contrast / 4).sum())


def require_distinct(pictures, theme, colour, least):
    for one, other in combinations(EVERY, 2):
        told = told_apart(pictures[one], pictures[other], theme, colour)
        assert told >= least, f"{STATUSES[one]} and {STATUSES[other]} differ in {told} pixels"


@settings(max_examples=120, deadline=None)
@given(
    mark=st.tuples(st.sampled_from(SHAPES), st.floats(8, 14)),
    theme=st.sampled_from(sorted(GROUNDS)),
    stored=st.sampled_from(["#2166AC", "#8C510A", "#C2373F", "#1B7F5C", "#6B4A9E", "#00768A", "#A67C00"]),
    ratio=st.sampled_from([1, 2]),
)
def test_property_every_status_of_a_mark_is_told_without_colour(qapp, mark, theme, stored, ratio):
    theme, colour = GROUNDS[theme], GROUNDS[theme].category(stored)
    cache = PixmapCache(ratio)

    def picture(status):
        def draw(painter):
            cache.begin(painter)
            cache.mark(painter, 16, 16, MarkLook(*mark, colour, status))

        return grey(theme, (32, 32), draw, ratio)

    require_distinct([picture(status) for status in EVERY], theme, colour, LEAST_TOLD * ratio * ratio)


@pytest.mark.parametrize("theme", GROUNDS)
@pytest.mark.parametrize("high_px", [10.0, 6.0])
@pytest.mark.parametrize("kind", ["short", "long", "fading", "going on", "no core"])
def test_every_status_of_a_bar_is_told_without_colour(qapp, theme, high_px, kind):
    theme = GROUNDS[theme]
    colour = theme.category("#1B7F5C")
    core = {"fading": (40.0, 70.0), "no core": (90.0, 20.0)}.get(kind)
    end_px = 34.0 if kind == "short" else 110.0
    start_core, end_core = core or (10.0, end_px)
    flags = OPEN_END if kind == "going on" else 0
    span = Span(10.0, end_px, start_core, end_core, 12.0, flags, theme.paper, high_px=high_px)
    pictures = [
        grey(theme, (124, 24), lambda painter, status=status: draw_bar(painter, span, colour, status))
        for status in EVERY
    ]
    require_distinct(pictures, theme, colour, 2 * LEAST_TOLD)


@pytest.mark.parametrize("status", [REPORTED, CORROBORATED, OCCURRED])
@pytest.mark.parametrize("head_px", [0.0, 13.0])
@pytest.mark.parametrize("width_px", [16, 40, 71])
def test_a_bar_from_the_cache_is_the_bar_that_is_drawn(qapp, status, head_px, width_px):
    """A short bar of one colour comes from a pixmap, another one from the painter; the eye must not tell which."""
    cache = PixmapCache()
    box = QRectF(20, 7, width_px, 10)

    def cached(painter):
        cache.begin(painter)
        assert cache.plain_bar(painter, box, BarLook("#1B7F5C", status, head_px))

    span = Span(20.0, 20.0 + width_px, 20.0, 20.0 + width_px, 12.0, ground=LIGHT.paper, head_px=head_px)
    one = grey(LIGHT, (124, 24), cached)
    other = grey(LIGHT, (124, 24), lambda painter: draw_bar(painter, span, "#1B7F5C", status))
    assert np.abs(one - other).max() < 48


def test_whole_is_the_calm_mark(qapp):
    """What most events are has no form of its own: the whole shape, a tick without a gap, a count without a mark."""
    for shape in SHAPES:
        whole = grey(LIGHT, (32, 32), lambda painter, shape=shape: draw_mark(
            painter, 16, 16, MarkLook(shape, 10.0, "#1B7F5C", OCCURRED)))  # fmt: skip
        for status in set(EVERY) - {OCCURRED}:
            other = grey(LIGHT, (32, 32), lambda painter, shape=shape, status=status: draw_mark(
                painter, 16, 16, MarkLook(shape, 10.0, "#1B7F5C", status)))  # fmt: skip
            dark = 160
            assert (whole < dark).sum() >= (other < dark).sum() or status not in (REPORTED, CORROBORATED)
    assert len(tick_boxes(10, 20, OCCURRED)) == 1


def test_every_status_of_a_tick_is_another_figure():
    def figure(status):
        return {
            (x, y)
            for box in tick_boxes(10, 20, status)
            for x in range(box.left(), box.left() + box.width())
            for y in range(box.top(), box.top() + box.height())
        }

    figures = [figure(status) for status in EVERY]
    assert all(len(one ^ other) >= LEAST_TOLD for one, other in combinations(figures, 2))
    assert all(20 - TICK_PX <= y < 20 for each in figures for _x, y in each)


def crowd(*statuses):
    """Give the counts of a lane in which one day has events of some statuses, too many for titles."""
    events = [Told("2025-03-15", title=f"{status} {number}", status=status, importance=1)
              for number in range(12) for status in statuses]  # fmt: skip
    cache = PixmapCache()
    timeline = timeline_of(chronicle(events), style=ruler_style(cache))
    view = view_of(seconds_at(2025), seconds_at(2026), 300, 150)
    scene = settled(timeline, view)
    return scene, [cluster for lane in scene.lanes for cluster in lane.strip.clusters]


@pytest.mark.parametrize("status", STATUSES)
def test_a_count_has_the_status_that_all_of_its_events_have(qapp, status):
    _scene, clusters = crowd(status)
    assert [cluster.status for cluster in clusters] == [STATUSES.index(status)]
    assert shared_status(clusters[0]) == (None if status == "occurred" else STATUSES.index(status))


@pytest.mark.parametrize("statuses", [("reported", "disputed"), STATUSES, ("occurred", "occurred", "reported")])
def test_a_count_of_events_that_differ_claims_nothing(qapp, statuses):
    scene, clusters = crowd(*statuses)
    assert clusters
    (events,) = [lane.strip.cluster_event for lane in scene.lanes if lane.strip.clusters]
    for cluster in clusters:
        of = {
            statuses[event % len(statuses)] for event in events[cluster.first : cluster.first + cluster.size].tolist()
        }
        assert cluster.status == (STATUSES.index(of.pop()) if len(of) == 1 else -1)
    assert shared_status(clusters[0]._replace(status=-1)) is None


def test_counts_of_every_status_are_told_without_colour(qapp):
    from timeline_app.paint.painter import paint

    pictures = []
    for status in STATUSES:
        scene, _clusters = crowd(status)
        lane = scene.lanes[0]
        context = PaintContext(LIGHT, (("#1B7F5C", "circle"),), PixmapCache())
        whole = grey(LIGHT, (300, 150), lambda painter, scene=scene, context=context: paint(painter, scene, context))
        foot = int(lane.top_px + lane.height_px)
        pictures.append(whole[foot - 22 : foot - 3, scene.metrics.header_px :])
    require_distinct(pictures, LIGHT, "#1B7F5C", LEAST_TOLD)
