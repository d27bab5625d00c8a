"""Moving an event by hand: what its dates become, what is asked, and that it can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMessageBox

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.shifting import can_shift, shift_step_s, shifted
from timeline_app.domain.records import Event


@pytest.mark.parametrize(
    ("start", "end", "by_s", "expected"),
    [
        ("2025-07-23", "", 2 * DAY_S, ("2025-07-25", "")),
        ("2024-02-28", "2024-03-01", DAY_S, ("2024-02-29", "2024-03-02")),
        ("2025-07-23T14:00+03:00", "", -3600, ("2025-07-23T13:00+03:00", "")),
        ("2025-07-23T23:30:15Z", "2025-07-24T00:30:15Z", 1800, ("2025-07-24T00:00:15Z", "2025-07-24T01:00:15Z")),
        ("2025-01-01", "", -DAY_S, ("2024-12-31", "")),
    ],
)
def test_dates_move_as_they_are_written(start, end, by_s, expected):
    moved = shifted(Event("a", "A", start, end, date_text="as typed"), by_s)
    assert (moved.start, moved.end, moved.date_text) == (*expected, "")


@pytest.mark.parametrize("start", ["", "2025-07", "2025-07-23~", "2025", "..", "[2025-07-01,2025-07-02]", "2025-02-30"])
def test_what_is_not_known_to_the_day_is_not_moved(start):
    assert not can_shift(Event("a", "A", start))


def test_days_move_by_days_and_clock_times_by_minutes():
    assert shift_step_s(Event("a", "A", "2025-07-23")) == DAY_S
    assert shift_step_s(Event("a", "A", "2025-07-23T14:00", "2025-07-24")) == DAY_S
    assert shift_step_s(Event("a", "A", "2025-07-23T14:00Z")) == 60


@pytest.fixture
def window(new_window, sample):
    return new_window(sample)


def selected_event(window, head):
    canvas = window.workspace.canvas
    canvas.view.motion.animated = False
    canvas.show_range(seconds_at(2025, 5, 1), seconds_at(2025, 9, 1))
    titles = canvas.chronology.titles(canvas.chronology.columns.row.tolist())
    row = next(row for row, title in titles.items() if title.startswith(head))
    canvas.select(row)
    marks = canvas.scene.marks
    place = marks.event.tolist().index(canvas.model.index_of(row))
    return canvas, row, QPoint(int(marks.label_px[place]) + 138 + 20, int(marks.y_px[place]))


def drag(qtbot, canvas, start, dx_px):
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        qtbot.mouseMove(canvas, start + QPoint(dx_px * step // 4, 0))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(dx_px, 0))


def test_a_source_is_asked_for_before_a_date_moves(window, qtbot):
    canvas, row, where = selected_event(window, "Third round of direct talks")
    before = canvas.chronology.event(row).start
    days = 3
    dx_px = round(days * DAY_S / canvas.scale.seconds_per_px)
    drag(qtbot, canvas, where, dx_px)
    box = window.findChild(QMessageBox)
    assert "23 July 2025" in box.text()
    assert "26 July 2025" in box.text()
    assert canvas.chronology.event(row).start == before
    next(button for button in box.buttons() if button.text() == "Move").click()
    assert canvas.chronology.event(row).start == "2025-07-26"
    window.events.undo()
    assert canvas.chronology.event(row).start == before


def test_leaving_it_changes_nothing(window, qtbot):
    canvas, row, where = selected_event(window, "Third round of direct talks")
    before = canvas.chronology.event(row)
    drag(qtbot, canvas, where, 60)
    box = window.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Leave it").click()
    assert canvas.chronology.event(row) == before


def test_an_event_that_is_not_selected_is_not_moved_but_the_page(window, qtbot):
    canvas, row, where = selected_event(window, "Third round of direct talks")
    canvas.select(None)
    before = canvas.visible_range
    with qtbot.assertNotEmitted(canvas.move_wanted):
        drag(qtbot, canvas, where, 60)
    assert canvas.visible_range != before
    assert canvas.chronology.event(row).start == "2025-07-23"
