"""Pictures that must not change unawares: compared with tests/golden, and written there when UPDATE_GOLDEN is set."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of
from golden_pictures import every_pixel_is_painted, hold_to_golden, painted, pixels
from PySide6.QtGui import QImage, QPainter

from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.records import STATUSES
from timeline_app.layout.assembly import assemble
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.marks.several import SeveralSelected
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.marks import _uncovered, items
from timeline_app.paint.painter import paint, ruler_style, text_style
from timeline_app.paint.theme import DARK, LIGHT, PRINT, SEMIBOLD, load_fonts

PALETTE = (("#2166AC", "circle"), ("#C2373F", "triangle"), ("#1B7F5C", "cross"))
WIDTH, HEIGHT = 820, 460
MOMENTS = Moments(seconds_at(2025, 7, 22), seconds_at(2025, 6, 1), "As of 1 Jun 2025", "23 Jul")

STATUS_EVENTS = [
    Told(f"2025-{number + 1:02}-15", title=f"{status.capitalize()}, one day", status=status, lane=number % 3)
    for number, status in enumerate(STATUSES)
] + [
    Told(
        f"2025-{number + 1:02}-03", f"2025-{number + 2:02}-20", f"{status.capitalize()}, a range", number % 3, 3, status
    )
    for number, status in enumerate(STATUSES)
]
UNCERTAIN = [
    Told("2025-03-10", title="A day"),
    Told("2025-03", title="Some time in March"),
    Told("2025-05~", title="About May", lane=1),
    Told("2025-03-01", "2025-05-31", title="From a day to a day", lane=1),
    Told("2025-02", "2025-06", title="From February to June", lane=2),
    Told("2025-04~", "2025-08~", title="About April to about August", lane=2),
    Told("2025-08-15", "..", title="Still going on"),
    Told("..", "2025-02-10", title="Until February", lane=1),
    Told("2025-09-01", "", title="A turning point", importance=5),
]
CROWD = [
    Told(
        f"2025-{month:02}-{day:02}", title="A title that takes its room", lane=(month + day) % 3, importance=1 + day % 5
    )
    for month in range(1, 13)
    for day in (1, 2, 3, 9, 10, 17, 25)
]
PICTURES = {
    "statuses-light": (STATUS_EVENTS, LIGHT, 1, -1),
    "uncertain-light": (UNCERTAIN, LIGHT, 1, -1),
    "uncertain-dark-200": (UNCERTAIN, DARK, 2, -1),
    "uncertain-print": (UNCERTAIN, PRINT, 1, -1),
    "crowd-light-selected": (CROWD, LIGHT, 1, 44),
    "nothing-dark": ([], DARK, 1, -1),
}


SEVERAL = (3, 9, 26, 44, 60, 61, 62)
"""Numbers of events, in the order of time: with titles and as ticks."""
SEVERAL_PICTURES = {
    "several-light": (CROWD, SEVERAL, LIGHT, 1, HEIGHT),
    "several-dark-200": (CROWD, SEVERAL, DARK, 2, HEIGHT),
    "several-counted-light": (CROWD * 2, SEVERAL, LIGHT, 1, 240),
    "several-bars-dark": (CROWD * 40, (*range(470, 482), 1200, 2415, *range(2500, 2530)), DARK, 1, 300),
}


def picture_of_several(events, selected, theme, ratio, height):
    load_fonts()
    pixmaps = PixmapCache(ratio)
    timeline = timeline_of(chronicle(events), style=ruler_style(pixmaps))
    timeline.book.regular._advance, timeline.book.bold._advance = pixmaps.advance, pixmaps.bold_advance
    view = view_of(seconds_at(2025), seconds_at(2026), WIDTH - 138, height, moments=MOMENTS)
    numbers = np.arange(len(events))
    several = SeveralSelected.among(numbers, np.array(selected), timeline.layout.lanes)
    context = PaintContext(theme, PALETTE, pixmaps, several=several)
    return painted(settled(timeline, view), (WIDTH, height), ratio, context)


@pytest.mark.parametrize("name", SEVERAL_PICTURES)
def test_several_selected_events_are_marked_wherever_they_show(name, qapp):
    hold_to_golden(picture_of_several(*SEVERAL_PICTURES[name]), name)


def picture(events, theme, ratio, selected):
    load_fonts()
    pixmaps = PixmapCache(ratio)
    timeline = timeline_of(chronicle(events), style=ruler_style(pixmaps))
    timeline.book.regular._advance, timeline.book.bold._advance = pixmaps.advance, pixmaps.bold_advance
    view = view_of(seconds_at(2025), seconds_at(2026), WIDTH - 138, HEIGHT, moments=MOMENTS, selected=selected)
    return painted(settled(timeline, view), (WIDTH, HEIGHT), ratio, PaintContext(theme, PALETTE, pixmaps))


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_the_one_we_looked_at(name, qapp):
    hold_to_golden(picture(*PICTURES[name]), name)


@pytest.mark.parametrize("name", PICTURES)
def test_every_pixel_is_painted(name, qapp):
    assert every_pixel_is_painted(picture(*PICTURES[name]))


def test_screen_and_vector_devices_get_the_same_page(qapp, tmp_path):
    """Shapes and text straight from the painter, as on paper, against pixmaps, as on the screen."""
    kept = pixels(picture(*PICTURES["statuses-light"]))
    load_fonts()
    pixmaps = PixmapCache()
    pixmaps.begin = lambda _painter: None  # it never learns that the device is made of pixels
    timeline = timeline_of(chronicle(STATUS_EVENTS), style=ruler_style(pixmaps))
    timeline.book.regular._advance, timeline.book.bold._advance = pixmaps.advance, pixmaps.bold_advance
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    view = view_of(seconds_at(2025), seconds_at(2026), WIDTH - 138, HEIGHT, moments=MOMENTS)
    with QPainter(image) as painter:
        paint(painter, settled(timeline, view), PaintContext(LIGHT, PALETTE, pixmaps))
    assert (np.abs(pixels(image) - kept).max(axis=2) > 96).mean() < 0.02


def test_what_the_highlight_of_the_selected_event_covers_is_cut_before_it(qapp):
    load_fonts()
    events = [Told("2025-05-01", title="A most important title that takes a good part of the row", importance=5),
              Told("2025-05-20", title="The chosen one", importance=1)]  # fmt: skip
    view = view_of(seconds_at(2025, 4, 1), seconds_at(2025, 7, 1), 600, height=130)
    pixmaps = PixmapCache()
    timeline = assemble(chronicle(events), text_style(pixmaps), "category")
    scene = settled(timeline, replace(view, selected=1))
    first, chosen = sorted(items(scene), key=lambda item: item.event)
    assert first.y_px == chosen.y_px
    context = PaintContext(LIGHT, PALETTE, pixmaps)
    cut = _uncovered(first, [chosen], context)
    assert cut.title.text.endswith("…")
    assert (
        cut.label_px + pixmaps.fonts.width(cut.title.text, 12.0, SEMIBOLD) < min(chosen.start_px, chosen.label_px) - 9
    )
    assert _uncovered(first, [chosen._replace(lane=1)], context) == first
    assert _uncovered(first, [], context) == first
    tail = chosen._replace(label_px=first.label_px - 200, title=first.title, start_px=first.label_px - 210)
    assert first.label_px + 32 < tail.label_px + tail.title.width_px < first.label_px + first.title.width_px
    assert _uncovered(first, [tail], context).title is None, "the end of a title alone says nothing"
