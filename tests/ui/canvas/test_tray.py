"""Undated events wait in a tray; a drag onto the axis dates them as precisely as the zoom lets one point."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from timeline_app.domain.change import Change
from timeline_app.domain.dates.calendar import DAY_S, civil_at, seconds_at
from timeline_app.domain.dates.when import When
from timeline_app.domain.records import Event, new_id
from timeline_app.layout.axis.scale import LEAST_PX, YEAR_S, TimeScale, edtf_at

NOON = seconds_at(2025, 7, 23, 12 * 3600 + 34 * 60 + 56)


def no_offset(_second):
    return "Z"


@pytest.mark.parametrize(
    ("per_px", "edtf"),
    [
        (0.05, "2025-07-23T12:34:56Z"),
        (5, "2025-07-23T12:34:00Z"),
        (40, "2025-07-23T12:30:00Z"),
        (100, "2025-07-23T12:30:00Z"),
        (600, "2025-07-23T12:00:00Z"),
        (2000, "2025-07-23"),
        (14_000, "2025-07-23"),
        (15_000, "2025-07"),
        (1_000_000, "2025"),
        (10_000_000, "202X"),
        (100_000_000, "20XX"),
    ],
)
def test_a_date_is_as_precise_as_one_can_point(per_px, edtf):
    assert edtf_at(NOON, per_px, no_offset) == edtf


@pytest.mark.parametrize(
    ("year", "per_px", "edtf"),
    [
        (-43, 1_000_000, "-0043"),
        (-499, 10_000_000, "-049X"),
        (0, 1_000_000, "0000"),
        (-65_432_100, 1.0e5 * YEAR_S / LEAST_PX, "Y-65000000S2"),
        (-13_800_000_000, 1.0e8 * YEAR_S / LEAST_PX, "Y-14000000000S2"),
    ],
)
def test_dates_before_the_common_era_and_of_deep_time_can_be_pointed_at(year, per_px, edtf):
    assert edtf_at(seconds_at(year) + 1000, per_px, no_offset) == edtf
    assert When.parse(edtf).edtf


def test_what_is_pointed_at_holds_the_point():
    for per_px in (0.02, 1, 7, 90, 3000, 20_000, 2e6, 2e7, 2e8):
        when = When.parse(edtf_at(NOON, per_px, no_offset))
        assert when.start_min <= NOON
        assert when.end_max > NOON - 3600


@pytest.fixture
def tray(window):
    chronology = window.session.chronology
    undated = [Event(new_id(), f"Undated thing {number}", zone="") for number in range(3)]
    chronology.do(Change("Add undated events", after=tuple(undated)))
    made = window.workspace.tray
    made.heading.click()
    made.resize(900, 70)
    return made


def show_days(window):
    canvas = window.workspace.canvas
    canvas.view.jump(TimeScale.showing(seconds_at(2025, 7, 20), seconds_at(2025, 7, 30), canvas.scale.width_px))
    return canvas


def drag(chip, canvas, second, *, drop=True):
    x_px = int(canvas.scale.px_of(second)) + canvas.scene.metrics.header_px + 2
    goal = chip.mapFromGlobal(canvas.mapToGlobal(QPoint(x_px, 200)))
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseMove(chip, QPoint(30, -20))
    QTest.mouseMove(chip, goal)
    if drop:
        QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=goal)


def test_the_strip_counts_the_undated_events_and_hides_without_any(window):
    assert window.workspace.tray.isHidden()
    chronology = window.session.chronology
    chronology.do(Change("Add", after=(Event(new_id(), "No date yet"),)))
    assert not window.workspace.tray.isHidden()
    assert window.workspace.tray.heading.text() == "Undated · 1"
    chronology.undo()
    assert window.workspace.tray.isHidden()


def test_it_follows_the_filter(window, tray):
    assert tray.heading.text() == "Undated · 3"
    window.view.search("thing 1")
    assert [chip.text() for chip in tray.chips] == ["Undated thing 1"]
    window.view.search("category:Strike")
    assert tray.isHidden()


def test_a_drag_onto_the_axis_dates_the_event_to_the_day_and_undo_takes_it_back(window, tray):
    canvas = show_days(window)
    chip = tray.chips[1]
    row = chip.row
    drag(chip, canvas, seconds_at(2025, 7, 25) + DAY_S // 3)
    event = window.session.chronology.event(row)
    assert (event.start, event.end) == ("2025-07-25", "")
    assert window.session.selected == row
    assert window.session.chronology.undo_label == "Date “Undated thing 1”: 25 July 2025"
    assert tray.heading.text() == "Undated · 2"
    window.session.chronology.undo()
    assert window.session.chronology.event(row).start == ""
    assert tray.heading.text() == "Undated · 3"


def test_while_it_is_held_the_canvas_shows_what_would_be_set(window, tray):
    canvas = show_days(window)
    drag(tray.chips[0], canvas, seconds_at(2025, 7, 25) + DAY_S // 3, drop=False)
    assert canvas.painter.overlays.stretch_words == "25 July 2025"
    start_px, end_px = canvas.painter.overlays.stretch_px
    assert end_px - start_px == pytest.approx(DAY_S / canvas.scale.seconds_per_px)
    QTest.keyClick(tray.chips[0], Qt.Key.Key_Escape)
    assert canvas.painter.overlays.stretch_px is None
    QTest.mouseRelease(tray.chips[0], Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window.session.chronology.event(tray.chips[0].row).start == ""


def test_a_drop_beside_the_axis_changes_nothing(window, tray):
    show_days(window)
    chip = tray.chips[0]
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    QTest.mouseMove(chip, QPoint(60, 4))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    assert window.session.chronology.undo_label == "Add undated events"


def test_a_drop_among_hours_keeps_the_clocks_that_are_shown(window, tray):
    canvas = window.workspace.canvas
    canvas.set_zone("Europe/Kyiv")
    day = seconds_at(2025, 7, 25)
    canvas.view.jump(TimeScale.showing(day, day + DAY_S // 2, canvas.scale.width_px))
    row = tray.chips[0].row
    drag(tray.chips[0], canvas, day + 6 * 3600)
    event = window.session.chronology.event(row)
    assert event.start == "2025-07-25T06:00:00+03:00"
    assert event.zone == "Europe/Kyiv"
    index = canvas.model.index_of(row)
    assert civil_at(int(canvas.model.columns.start_min[index])).hour == 6


def test_enter_and_double_click_open_the_editor(window, tray):
    QTest.keyClick(tray.chips[0], Qt.Key.Key_Return)
    assert window.events.editor.form.title.text() == "Undated thing 0"
    window.events.editor.done(0)
    QTest.mouseDClick(tray.chips[2], Qt.MouseButton.LeftButton)
    assert window.events.editor.form.title.text() == "Undated thing 2"
    window.events.editor.done(0)


def test_a_key_opens_the_tray_on_its_first_event_and_closes_it(window, tray):
    tray.heading.click()
    assert not tray.chips[0].isVisible()
    window.actions_of_window["undated"].trigger()
    assert tray.heading.isChecked()
    assert window.focusWidget() is tray.chips[0]
    window.actions_of_window["undated"].trigger()
    assert not tray.heading.isChecked()
