"""Competing claims as alternative dates under an event: which dates compete, where they stand, and how they look."""

from __future__ import annotations

from dataclasses import replace

import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of
from golden_pictures import every_pixel_is_painted, hold_to_golden, painted
from PySide6.QtCore import QPointF

from timeline_app.document import Chronology
from timeline_app.document.evidence.date_claims import (
    agrees,
    claimed_dates_at,
    claims_of,
    preferring,
    side_by_side,
)
from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Event, Excerpt, Source, new_id
from timeline_app.export.options import ExportOptions
from timeline_app.export.page.compose import compose
from timeline_app.export.page.legend import Legend
from timeline_app.layout.axis.ruler_markers import Moments
from timeline_app.layout.marks.hit_test import hit
from timeline_app.layout.marks.scene import BAR, BLOCK, DOT
from timeline_app.paint.context import PaintContext, PixmapCache
from timeline_app.paint.painter import ruler_style
from timeline_app.paint.theme import DARK, LIGHT, load_fonts
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store
from timeline_app.ui.canvas.cards import event_card
from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

PALETTE = (("#2166AC", "circle"), ("#C2373F", "triangle"), ("#1B7F5C", "cross"))
WIDTH, HEIGHT = 820, 400
YEAR = seconds_at(2025), seconds_at(2026)
MOMENTS = Moments(seconds_at(2025, 7, 22), seconds_at(2025, 6, 1), "As of 1 Jun 2025", "10 Mar")
EVENTS = [
    Told("2025-03-10", title="A day that others put later"),
    Told("2025-05-20", title="A day against which something speaks", lane=1, status="disputed"),
    Told("2025-03-01", "2025-05-10", title="A range with another end", lane=2),
    Told("2025-08-05", title="A day, or sometime in a month", lane=2),
    Told("2025-09-10", title="Two more days are claimed", importance=5),
]
CLAIMS = {
    "A day that others put later": [("2025-04-02", False)],
    "A day against which something speaks": [("2025-04-12", True)],
    "A range with another end": [("2025-02-10/2025-06~", False)],
    "A day, or sometime in a month": [("2025-09", True)],
    "Two more days are claimed": [("2025-08-20", False), ("2025-10-12", True)],
}


def scene_of(events, claims, **rest):
    made = ordered(events)
    made.claims = claims
    timeline = timeline_of(made)
    return made, settled(timeline, view_of(*YEAR, WIDTH - 138, HEIGHT, **rest))


def ordered(events):
    made = chronicle(events)
    order = sorted(range(len(events)), key=lambda each: When.of(events[each].start, events[each].end).start_min)
    return replace(made, texts=[events[each].title for each in order])


def alternatives_of(scene, made, title):
    return [alternative for alternative in scene.claims if made.texts[alternative.event] == title]


# Which dates compete


@pytest.mark.parametrize(
    ("own", "claimed", "competes"),
    [
        (("2014-03-18", ""), "2014-03-18", False),
        (("2014-03-18", ""), "2014-03", False),
        (("2014-03-18", ""), "2014", False),
        (("2014-03-18", ""), "2014-03-19", True),
        (("2014-03", ""), "2014-03-18", True),
        (("2014-03-18", ""), "2014-02-20/2014-03-18", True),
        (("2014-02-20", "2014-03-18"), "2014-02-20/2014-03-18", False),
        (("2014-02-20", "2014-03-18"), "2014-02/2014-03", False),
        (("2014-02-20", "2014-03-18"), "2014-02-27/2014-03-18", True),
        (("2014-02-20", "2014-03-18"), "2014-03-18", True),
        (("2014-02-20", "2014-03-18"), "2014", False),
        (("", ""), "2014", True),
    ],
)
def test_a_date_competes_unless_it_is_the_same_or_only_says_less(own, claimed, competes):
    assert agrees(When.of(*own), When.parse(claimed)) is not competes


@pytest.fixture
def contested(tmp_path):
    chronology = Chronology(Store.create(tmp_path / "contested.timelinedb"))
    event = Event(new_id(), "A strike", "2025-05-10")
    other = Event(new_id(), "A talk", "2025-05-12")
    source = Source(new_id(), "A report")
    plain = Excerpt(new_id(), event.id, source.id, kind="paraphrase", exact="It was the tenth.")
    claim = replace(plain, id=new_id(), exact="It was the eighth.", claimed_date="2025-05-08")
    against = replace(
        plain, id=new_id(), exact="Not before the twentieth.", claimed_date="2025-05-20", stance="disputes"
    )
    vague = replace(plain, id=new_id(), exact="In May.", claimed_date="2025-05")
    chronology.do(Change("Tell", after=(event, other, source, plain, claim, against, vague)))
    yield chronology, event
    chronology.close()


def test_the_store_gives_the_date_claims_of_many_events_in_one_question(contested):
    chronology, event = contested
    rows = chronology.columns.row.tolist()
    found = claimed_dates_at(chronology.store, rows)
    assert list(found) == [chronology.row_of(event.id)]
    assert [(each.when.edtf, each.disputes) for each in found[chronology.row_of(event.id)]] == [
        ("2025-05-08", False),
        ("2025-05-20", True),
    ]


def test_asking_for_date_claims_goes_by_the_index_of_the_event(contested):
    chronology, _event = contested
    with chronology.store.connections.reading() as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT 1 FROM json_each('[1]') AS wanted "
            "CROSS JOIN excerpt ON excerpt.event_row = wanted.value"
        ).fetchall()
    assert any("excerpt_event" in str(line) for line in plan)


def test_a_store_of_a_stranger_with_a_wrong_date_has_no_alternative_date(contested):
    chronology, event = contested
    path = chronology.path
    with chronology.store.connections.writing() as connection:
        connection.execute("UPDATE excerpt SET claimed_date = 'soon' WHERE claimed_date = '2025-05-08'")
    assert path.exists()
    row = chronology.row_of(event.id)
    assert [each.when.edtf for each in claimed_dates_at(chronology.store, [row])[row]] == ["2025-05-20"]


def test_preferring_a_claim_changes_the_event_and_nothing_that_its_evidence_says(contested):
    chronology, event = contested
    row = chronology.row_of(event.id)
    said = [each.excerpt for each in chronology.evidence(event.id)]
    chronology.do(preferring(event, "2025-05-08"))
    assert chronology.store.lookups.event(event.id).start == "2025-05-08"
    assert [each.excerpt for each in chronology.evidence(event.id)] == said
    assert [(each.when.edtf, each.disputes) for each in claimed_dates_at(chronology.store, [row])[row]] == [
        ("2025-05-20", True),
    ]
    chronology.undo()
    assert chronology.store.lookups.event(event.id).start == "2025-05-10"


def test_a_claim_that_only_says_less_is_told_as_such(contested):
    chronology, event = contested
    claims = claims_of(event, chronology.evidence(event.id))
    assert [(each.date, each.agrees) for each in claims] == [
        ("2025-05", True),
        ("2025-05-08", False),
        ("2025-05-20", False),
    ]


def test_the_event_s_own_date_stands_beside_the_claims_and_nobody_is_made_to_say_it(contested):
    chronology, event = contested
    claims = side_by_side(event, chronology.evidence(event.id))
    assert [(each.date, each.preferred, len(each.supporting)) for each in claims] == [
        ("2025-05", False, 1),
        ("2025-05-08", False, 1),
        ("2025-05-10", True, 0),
        ("2025-05-20", False, 0),
    ]


# Where the alternative dates stand


def test_a_alternative_date_stands_where_its_date_lies_in_the_band_below_its_event():
    made, scene = scene_of(EVENTS, CLAIMS)
    (alternative,) = alternatives_of(scene, made, "A day that others put later")
    middle = (alternative.start_px + alternative.end_px) / 2
    day = seconds_at(2025, 4, 2)
    assert middle == pytest.approx((scene.scale.px_of(day) + scene.scale.px_of(day + 86_400)) / 2)
    below = alternative.y_px - float(scene.marks.y_px[alternative.mark])
    assert 9 + alternative.size_px / 2 <= below < scene.metrics.row_px - 5.5 - alternative.size_px / 2
    assert alternative.form == DOT
    assert not alternative.quiet
    assert not alternative.disputes


def test_alternative_dates_of_ranges_and_months_have_the_four_points_of_their_dates():
    made, scene = scene_of(EVENTS, CLAIMS)
    (alternative,) = alternatives_of(scene, made, "A range with another end")
    when = When.parse("2025-02-10/2025-06~")
    wanted = [scene.scale.px_of(each) for each in (when.start_min, when.start_max, when.end_min, when.end_max)]
    drawn = [alternative.start_px, alternative.core_start_px, alternative.core_end_px, alternative.end_px]
    assert drawn == pytest.approx(wanted)
    assert alternative.form == BAR
    (alternative,) = alternatives_of(scene, made, "A day, or sometime in a month")
    assert alternative.form == BLOCK
    assert alternative.disputes


def test_alternative_dates_touch_neither_titles_nor_marks_nor_each_other():
    events = [
        Told(f"2025-{month:02}-{day:02}", title=f"Event {month} {day}", lane=day % 3)
        for month in range(1, 13)
        for day in (3, 11, 20)
    ]
    claims = {
        event.title: [(event.start[:8] + "27", False), (f"2025-{min(number // 3 + 2, 12):02}-14", True)]
        for number, event in enumerate(events)
    }
    _made, scene = scene_of(events, claims)
    shown = [alternative for alternative in scene.claims if not alternative.quiet]
    assert len(shown) > 10
    boxes = []
    for alternative in shown:
        top, bottom = alternative.y_px - alternative.size_px / 2, alternative.y_px + alternative.size_px / 2
        marks = scene.marks
        for place in range(len(marks)):
            reach = 7.5 if marks.titles[place] else float(marks.size_px[place]) / 2
            assert bottom < marks.y_px[place] - reach + 2.5 or top > marks.y_px[place] + reach
        boxes.append(
            (alternative.lane, round(alternative.y_px), alternative.left_px, alternative.right_px, alternative.event)
        )
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            if one[:2] == other[:2] and one[4] != other[4]:
                assert one[2] > other[3] or one[3] < other[2]


def test_the_selected_event_shows_its_alternative_dates_whatever_the_room():
    events = [Told("2025-03-10", title="One"), Told("2025-03-12", title="Two")]
    claims = {"One": [("2025-03-11", False)], "Two": [("2016", True)]}
    made, scene = scene_of(events, claims)
    assert all(alternative.quiet for alternative in scene.claims)
    for event in (0, 1):
        made, scene = scene_of(events, claims, selected=event)
        assert [alternative.quiet for alternative in alternatives_of(scene, made, made.texts[event])] == [False]


def test_a_alternative_date_is_found_under_the_pointer():
    made, scene = scene_of(EVENTS, CLAIMS)
    (alternative,) = alternatives_of(scene, made, "A day that others put later")
    found = hit(scene, scene.metrics.header_px + (alternative.start_px + alternative.end_px) / 2, alternative.y_px)
    assert (found.kind, found.event) == ("claim", alternative.event)


def test_nothing_is_asked_while_the_view_moves_and_each_event_once():
    made = ordered(EVENTS)
    timeline = timeline_of(made)
    first = view_of(seconds_at(2025), seconds_at(2026), WIDTH - 138, HEIGHT)
    settled(timeline, first)
    settled(timeline, first)
    assert made.asked == [[100, 101, 102, 103, 104]]
    timeline.take(made)
    settled(timeline, replace(first, moving=True))
    assert made.asked == [[100, 101, 102, 103, 104]]


def test_the_first_frame_of_a_window_does_not_wait_for_claims(contested, qtbot):
    chronology, _event = contested
    canvas = TimelineCanvas(chronology, LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(1000, 500)
    first = canvas.scene
    assert (first.claims, first.settled) == ((), False)
    canvas.redraw()
    assert len(canvas.scene.claims) == 2
    assert canvas.scene.settled


# How they look


def picture(theme, ratio, selected):
    load_fonts()
    pixmaps = PixmapCache(ratio)
    made = ordered(EVENTS)
    timeline = timeline_of(made, style=ruler_style(pixmaps))
    timeline.book.regular._advance, timeline.book.bold._advance = pixmaps.advance, pixmaps.bold_advance
    made.claims = CLAIMS
    view = view_of(
        seconds_at(2025), seconds_at(2026), WIDTH - 138, HEIGHT, moments=MOMENTS, selected=selected
    )  # fmt: skip
    return painted(settled(timeline, view), (WIDTH, HEIGHT), ratio, PaintContext(theme, PALETTE, pixmaps))


@pytest.mark.parametrize(
    ("name", "theme", "ratio", "selected"),
    [("claims-light", LIGHT, 1, -1), ("claims-dark-200", DARK, 2, -1), ("claims-light-selected", LIGHT, 1, 1)],
)
def test_the_picture_with_alternative_dates_is_the_one_we_looked_at(name, theme, ratio, selected, qapp):
    made = picture(theme, ratio, selected)
    hold_to_golden(made, name)
    assert every_pixel_is_painted(made)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("ghosts") / "sample.timelinedb"
    build_sample(path)
    with Store.open(path, read_only=True) as store:
        yield Chronology(store)


def test_the_sample_shows_what_its_sources_date_differently(sample, qtbot):
    canvas = TimelineCanvas(sample, LIGHT)
    qtbot.addWidget(canvas)
    canvas.view.motion.animated = False
    canvas.resize(1300, 620)
    canvas.show_range(seconds_at(2014, 4, 5), seconds_at(2014, 9, 5))
    while not canvas.scene.settled:
        canvas.redraw()
    titles = {
        canvas.model.title(alternative.event): alternative.disputes
        for alternative in canvas.scene.claims
        if not alternative.quiet
    }
    assert titles == {"Battle of Ilovaisk": False, "Kyiv launches its ‘Anti-Terrorist Operation’ in the east": False}
    index = next(alternative.event for alternative in canvas.scene.claims if alternative.form == BAR)
    lines = event_card(canvas.labels, index, QPointF(0, 0)).lines
    assert "Also claimed: 6 to 29 August 2014" in lines


@pytest.mark.parametrize(("first", "last", "explained"), [("2014-03", "2014-09", True), ("2025-05", "2025-07", False)])
def test_pictures_explain_alternative_dates_only_where_there_are_some(sample, qapp, first, last, explained):
    options = ExportOptions(first=first, last=last, size="1600x1000", theme="light", made="2025-07-31")
    (sheet,) = compose(sample, options).sheets
    (legend,) = [placed.block for placed in sheet.blocks if isinstance(placed.block, Legend)] or [None]
    words = [item.words for _x, _y, item in legend._placed] if legend else []
    assert ("another date, claimed by some of the evidence" in words) is explained
