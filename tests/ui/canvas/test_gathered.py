"""Clusters, bars and flags say no more of time than is known, and a click on them leads to their events."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.records import Event, new_id
from timeline_app.layout.marks.hit_test import hit
from timeline_app.paint.theme import LIGHT, load_fonts
from timeline_app.store.store import Store
from timeline_app.ui.canvas.cards import card_for
from timeline_app.ui.wording.date_words import dates_in_words

YEAR_S = 366 * DAY_S
ZOOMS_S = (3600, 6 * 3600, DAY_S, 4 * DAY_S, 20 * DAY_S, 90 * DAY_S, YEAR_S, 20 * YEAR_S, 400 * YEAR_S)
KINDS = {
    "days": ["2025-07-23"],
    "days side by side": ["2025-07-22", "2025-07-23", "2025-07-24"],
    "days and clock times": ["2025-07-23", "2025-07-23T14:00:00Z", "2025-07-23T14:20:00+03:00"],
    "months": ["2025-07", "2025-08"],
    "years": ["2025"],
    "seasons": ["2025-22", "2025-07-23"],
    "centuries": ["20XX", "2025-07-23"],
    "decades": ["202X", "2025-07"],
    "about": ["2025-07~", "2025-07-23?"],
    "one of": ["[2025-07-20..2025-07-26]", "{2025-07-23,2025-07-25}"],
    "open": ["2025-07-23/..", "../2025-07-23", "/2025-07-23", "2025-07-23/"],
    "ranges": ["2025-07-23/2025-07-24", "2022-02-24/.."],
    "undated too": ["", "2025-07-23"],
    "all": ["2025-07-23", "2025-07", "2025", "20XX", "2025-07-23T14:00:00Z", "2022/..", "", "[2025-07-20..2025-07-26]"],
}
CLOCK = re.compile(r"\d:\d\d")


def split(edtf):
    start, slash, end = edtf.partition("/") if edtf[:1] not in {"[", "{"} else (edtf, "", "")
    return (start or "", end) if slash else (edtf, "")


@pytest.fixture
def stage(tmp_path, qtbot):
    """Makes a canvas over many events of the given dates."""
    from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

    load_fonts()
    open_now = []

    def make(dates, each=12, zone="Europe/Kyiv"):
        chronology = Chronology(Store.create(tmp_path / "kinds.timelinedb"))
        open_now.append(chronology)
        told = [
            Event(new_id(), f"{edtf or 'undated'} {number}", *split(edtf)) for number in range(each) for edtf in dates
        ]
        chronology.do(Change("Add", after=tuple(told)))
        canvas = TimelineCanvas(chronology, LIGHT, zone=zone)
        canvas.view.motion.animated = False
        qtbot.addWidget(canvas)
        canvas.resize(900, 130)  # too low for titles: nearly all stand in the foot
        with qtbot.waitExposed(canvas):
            canvas.show()
        return canvas

    yield make
    for chronology in open_now:
        chronology.close()


def strips(canvas):
    """The points of the canvas at which a cluster or a bar lies, each once, with what is hit there."""
    found, scene = {}, canvas.scene
    for lane in scene.lanes:
        y_px = lane.top_px + lane.height_px - 6
        for x_px in range(int(scene.metrics.header_px) + 1, canvas.width(), 3):
            at = hit(scene, x_px, y_px)
            if at.kind in {"cluster", "bar"}:
                found.setdefault(at, QPoint(x_px, int(y_px)))
    return found


def look_at(canvas, span_s):
    middle = seconds_at(2025, 7, 23) + DAY_S // 2
    canvas.show_range(middle - span_s // 2, middle + span_s // 2)
    canvas.redraw()
    return strips(canvas)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_claims_no_time_that_its_events_do_not_have(stage, kind):
    canvas = stage(KINDS[kind])
    seen = 0
    for span_s in ZOOMS_S:
        for found, point in look_at(canvas, span_s).items():
            events = canvas.model.gathered(found, canvas.scene)
            assert len(events) == len(set(events.tolist())) == found.size, (kind, span_s, found)
            card = card_for(canvas.labels, canvas.scene, found, point.toPointF())
            timed = [canvas.chronology.event(canvas.model.row_of(int(each))) for each in events]
            assert card.lines[0]
            if not any("T" in event.start for event in timed):
                assert not CLOCK.search(card.lines[0]), (kind, span_s, card.lines)
            seen += 1
    assert seen or kind == "undated too"


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_on_any_cluster_or_bar_leads_to_its_events(stage, kind):
    canvas = stage(KINDS[kind])
    for span_s in ZOOMS_S:
        for point in look_at(canvas, span_s).values():
            look_at(canvas, span_s)
            before = canvas.visible_range
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=point)
            menus = [menu for menu in canvas.findChildren(QMenu) if menu.isVisible()]
            after = canvas.visible_range
            assert menus or after[1] - after[0] < before[1] - before[0], (kind, span_s, point)
            for menu in menus:
                assert len(menu.actions()) > 2
                menu.close()


def test_the_card_of_whole_days_names_the_day(stage):
    canvas = stage(["2025-07-23"])
    words = {
        card_for(canvas.labels, canvas.scene, found, point.toPointF()).lines[0]
        for span_s in ZOOMS_S
        for found, point in look_at(canvas, span_s).items()
    }
    assert words == {"23 July 2025"}


def words_of(*dates, zone="UTC"):
    first, last = (Event("", "", *split(edtf)) for edtf in dates)
    return dates_in_words(first, last, zone)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2025-07-23", "2025-07-23", "23 July 2025"),
        ("2025-07-23", "2025-07-24", "23 to 24 July 2025"),
        ("2025-07", "2025-07-23", "July 2025"),
        ("2021", "2025-07-23", "2021 to 23 July 2025"),
        ("18XX", "1914-07-28", "the 19th century to 28 July 1914"),
        ("2025-07-23T14:00:00Z", "2025-07-23T15:30:00Z", "23 July 2025, 14:00 to 15:30 UTC"),
        ("2025-07-23", "2025-07-24T15:30:00Z", "23 July 2025 to 24 July 2025, 15:30 UTC"),
        ("2022-02-24/..", "2025-07-23", "from 24 February 2022, still going on"),
        ("2022-02-24/2022-03-02", "2025-07-23", "24 February 2022 to 23 July 2025"),
        ("[2025-07-20..2025-07-26]", "2025-08", "from between 20 and 26 July 2025 to August 2025"),
        ("-0043-03-15", "2025", "15 March 44 BCE to 2025"),
        ("Y-13800000000", "2025", "13.8 billion BCE to 2025"),
    ],
)
def test_a_stretch_is_worded_at_the_precision_of_its_ends(first, last, words):
    assert words_of(first, last) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-07-23", "23 Jul"),
        ("2025-07", "Jul 2025"),
        ("2025", "2025"),
        ("18XX", "the 19th century"),
        ("202X", "the 2020s"),
        ("2025-22", "summer 2025"),
        ("../2022-02-24", "until 24 Feb 2022"),
        ("[2025-07-01..2025-07-05]", "between 1 and 5 Jul 2025"),
        ("2025-07-23/2025-08-02", "23 Jul"),
        ("2025-07-23T14:00:00Z", "23 Jul, 14:00"),
    ],
)
def test_the_flag_of_the_selection_says_no_more_than_is_known(stage, edtf, words):
    canvas = stage([edtf], each=1, zone="UTC")
    assert canvas.labels.flag_words(0, 30 * DAY_S) == words


@pytest.mark.parametrize("span_s", [3600, DAY_S, 40 * DAY_S])
def test_a_day_that_is_dragged_stays_a_day_in_words(stage, span_s):
    canvas = stage(["2025-07-23"], each=1)
    look_at(canvas, span_s)
    event = canvas.chronology.event(canvas.model.row_of(0))
    assert canvas.labels.moved_words(event, 2 * DAY_S) == "25 July 2025"
    assert canvas.labels.moved_words(replace(event, end="2025-07-25"), DAY_S) == "24 to 26 July 2025"


@pytest.mark.parametrize(
    ("length_s", "words"),
    [
        (3600, "23 July 2025, 11:47 to 12:46 UTC"),
        (5 * DAY_S, "23 to 28 July 2025"),
    ],
)
def test_a_stretch_that_is_drawn_says_the_dates_that_its_event_gets(stage, length_s, words):
    canvas = stage(["2025-07-23"], each=1, zone="UTC")
    start_s = seconds_at(2025, 7, 23) + 11 * 3600 + 47 * 60
    assert canvas.labels.stretch_words(start_s, start_s + length_s) == words
