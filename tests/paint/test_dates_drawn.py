"""Every kind of date, against pictures that were looked at; `UPDATE_GOLDEN=1 pytest` draws those anew."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from canvas_stage import Told, chronicle, settled, timeline_of, view_of
from golden_pictures import MOST_FAR, share_of_other_pixels
from PySide6.QtGui import QImage, QPainter

from bench.uncertainty import PANELS, made, pictures
from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.export.page.legend import legend_of
from timeline_app.layout.marks.sets import stretches_of
from timeline_app.layout.metrics import REACH_PX
from timeline_app.paint.bars import Span, draw_bar
from timeline_app.paint.date_kinds import date_kinds
from timeline_app.paint.theme import LIGHT

GOLDEN = Path(__file__).parents[1] / "data" / "dates"
LOOKS = {"light": ("light", 96.0), "dark": ("dark", 96.0), "light-200": ("light", 192.0)}
FIRST, LAST = seconds_at(2025, 6, 28), seconds_at(2025, 8, 4)


@pytest.mark.parametrize("look", LOOKS)
def test_every_kind_of_date_looks_as_it_did(qapp, tmp_path, look):
    for panel, image in pictures(tmp_path, *LOOKS[look]):
        if look == "light-200" and panel.name != "month":
            continue
        known = GOLDEN / f"{panel.name}-{look}.png"
        if os.environ.get("UPDATE_GOLDEN"):
            known.parent.mkdir(parents=True, exist_ok=True)
            assert image.save(str(known))
        image.save(str(tmp_path / known.name))
        other = share_of_other_pixels(image, QImage(str(known)))
        assert other <= MOST_FAR, f"{other:.1%} of the pixels differ; look at {tmp_path / known.name}"


def marks_of(*dates, first=FIRST, last=LAST):
    """The marks of some dates on a scale of a month, in the order of the dates."""
    made_of = chronicle([Told(*date) if isinstance(date, tuple) else Told(date) for date in dates])
    timeline = timeline_of(made_of)
    scene = settled(timeline, view_of(first, last))
    return scene, scene.marks


def test_an_unknown_end_fades_over_a_fixed_length_and_leaves_the_row_to_others():
    scene, marks = marks_of("2025-07-08/")
    begun_px = scene.scale.px_of(seconds_at(2025, 7, 9))
    assert marks.end_px[0] == pytest.approx(begun_px + REACH_PX)
    assert not marks.core_end_px[0] > marks.core_start_px[0]


def test_an_unknown_beginning_does_so_to_the_other_side():
    scene, marks = marks_of("/2025-07-08")
    assert marks.start_px[0] == pytest.approx(scene.scale.px_of(seconds_at(2025, 7, 8)) - REACH_PX)


def test_what_goes_on_reaches_over_the_edge_and_is_certain_to():
    scene, marks = marks_of("2025-07-08/..")
    assert marks.end_px[0] > scene.scale.width_px
    assert marks.core_end_px[0] > scene.scale.width_px


def test_before_and_after_a_day_fade_from_that_day():
    scene, marks = marks_of("[..2025-07-16]")
    assert marks.end_px[0] == pytest.approx(scene.scale.px_of(seconds_at(2025, 7, 17)))
    assert marks.start_px[0] == pytest.approx(marks.end_px[0] - REACH_PX)
    scene, marks = marks_of("[2025-07-16..]")
    assert marks.end_px[0] == pytest.approx(scene.scale.px_of(seconds_at(2025, 7, 16)) + REACH_PX)


def test_each_date_of_a_set_stands_at_its_own_place():
    scene, marks = marks_of("[2025-07-02,2025-07-09,2025-07-13]")
    alternatives = scene.alternatives[int(marks.event[0])]
    assert [alternative.start_px for alternative in alternatives] == [
        pytest.approx(scene.scale.px_of(seconds_at(2025, 7, day))) for day in (2, 9, 13)
    ]
    day_px = DAY_S / scene.scale.seconds_per_px
    assert [alternative.end_px - alternative.start_px for alternative in alternatives] == [pytest.approx(day_px)] * 3


def test_one_stretch_of_possible_days_is_no_set_of_alternative_dates():
    scene, _marks = marks_of("[2025-07-21..2025-07-30]")
    assert scene.alternatives == {}


def test_members_with_a_zone_stand_by_the_clocks_that_are_shown():
    when = When.parse("[2025-07-23T06:00:00+03:00,2025-07-23T11:00:00+03:00]")
    midnight = seconds_at(2025, 7, 23)
    assert [each.start_s - midnight for each in stretches_of(when, "Europe/Kyiv")] == [6 * 3600, 11 * 3600]
    assert [each.start_s - midnight for each in stretches_of(when, "UTC")] == [3 * 3600, 8 * 3600]


def shades(span):
    """How strong a bar is along its length, from 0 (the ground) to 1."""
    image = QImage(400, 20, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        draw_bar(painter, span, "#000000", 3)
    return [1 - image.pixelColor(x, 10).lightnessF() for x in range(400)]


def test_the_possible_part_fades_over_its_true_length_even_where_it_is_cut(qapp):
    whole = shades(Span(0, 400, 200, 300, 10, 8, "#FFFFFF"))
    cut = shades(Span(100, 400, 200, 300, 10, 8, "#FFFFFF", whole_px=(0, 400)))
    assert np.allclose(whole[110:390], cut[110:390], atol=0.02)
    assert whole[20] < whole[100] < whole[180] < whole[250] == pytest.approx(1.0, abs=0.01)


def test_a_bar_that_goes_on_for_ever_fades_no_longer_than_its_beginning_is_unknown(qapp):
    strength = shades(Span(50, 390, 100, 1.0e5, 10, 8 | 512, "#FFFFFF", whole_px=(50, 1.0e5)))
    assert strength[60] < 0.4
    assert strength[105] == pytest.approx(1.0, abs=0.02)


def test_the_legend_explains_the_kinds_that_occur_and_no_others(qapp, tmp_path):
    chronology = made(tmp_path, PANELS[0])
    everything = np.ones(len(chronology.columns), dtype=bool)
    source = TimelineSource.of(chronology, "UTC").picked(everything).with_names_in_use()
    words = [item.words for item in legend_of(source, "category", LIGHT)]
    chronology.close()
    assert [kind.words for kind in date_kinds()] == words[-len(date_kinds()) :]
    plain = chronicle([Told("2025-07-03"), Told("2025-07-04", "2025-07-05")]).columns
    assert [kind.words for kind in date_kinds() if kind.occurs(plain)] == []
