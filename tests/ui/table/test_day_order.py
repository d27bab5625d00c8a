"""Events stand by earliest, then latest, then by hand; the hand moves them within their day, in the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from timeline_app.document.evidence.date_claims import moved_within_day, same_day_as
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.ui.table.model import TITLE

DAY = "2019-03-02"


@pytest.fixture
def stage(window):
    names = ("Alpha", "Beta", "Gamma", "Delta")
    events = [Event(new_id(), name, DAY, day_order=number) for number, name in enumerate(names)]
    others = [
        Event(new_id(), "Month", "2019-03"),
        Event(new_id(), "Day before", "2019-03-01"),
        Event(new_id(), "Day after", "2019-03-03"),
    ]
    window.session.chronology.do(Change("Add", after=(*events, *others)))
    window.view.toggle_table()
    window.table = window.workspace.table
    window.rows = {event.title: window.session.chronology.row_of(event.id) for event in (*events, *others)}
    window.table.resize(900, 400)
    return window


def day(window):
    """The titles of the lines of March 2019, from the top."""
    events = window.table.events
    titles = [events.index(line, TITLE).data() for line in range(events.rowCount())]
    return [title for title in titles if title in window.rows]


def pick(window, title):
    window.session.select(window.rows[title])
    window.table.setFocus()


def place(window, title, share=0.5):
    table = window.table
    rect = table.visualRect(table.events.index(table.events.line_of(window.rows[title]), TITLE))
    return QPoint(rect.left() + 60, round(rect.top() + rect.height() * share))


def drag(window, title, goal, share):
    pick(window, title)
    viewport = window.table.viewport()
    start, end = place(window, title), place(window, goal, share)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start + QPoint(0, 14 if end.y() > start.y() else -14))
    QTest.mouseMove(viewport, end)
    return end


def test_they_stand_by_earliest_then_latest_then_manual_order(stage):
    assert day(stage) == ["Day before", "Month", "Alpha", "Beta", "Gamma", "Delta", "Day after"]


def test_alt_and_arrows_move_a_line_and_undo_takes_it_back(stage):
    pick(stage, "Gamma")
    QTest.keyClick(stage.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert day(stage)[2:6] == ["Alpha", "Gamma", "Beta", "Delta"]
    assert stage.session.selected == stage.rows["Gamma"]
    QTest.keyClick(stage.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert day(stage)[2:6] == ["Gamma", "Alpha", "Beta", "Delta"]
    assert stage.session.chronology.undo_label == "Move “Gamma” within its day"
    stage.session.chronology.undo()
    stage.session.chronology.undo()
    assert day(stage)[2:6] == ["Alpha", "Beta", "Gamma", "Delta"]


def test_a_line_does_not_leave_its_day(stage):
    before = stage.session.chronology.undo_label
    pick(stage, "Delta")
    QTest.keyClick(stage.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert day(stage)[2:6] == ["Alpha", "Beta", "Gamma", "Delta"]
    assert stage.session.chronology.undo_label == before
    assert stage.toast.accessibleName() == "Only events of the same day can change places."


@pytest.mark.parametrize(
    ("title", "goal", "share", "order"),
    [
        ("Alpha", "Gamma", 0.9, ["Beta", "Gamma", "Alpha", "Delta"]),
        ("Delta", "Alpha", 0.1, ["Delta", "Alpha", "Beta", "Gamma"]),
        ("Beta", "Delta", 0.9, ["Alpha", "Gamma", "Delta", "Beta"]),
        ("Beta", "Gamma", 0.2, ["Alpha", "Beta", "Gamma", "Delta"]),
        ("Beta", "Day after", 0.9, ["Alpha", "Beta", "Gamma", "Delta"]),
        ("Beta", "Month", 0.1, ["Alpha", "Beta", "Gamma", "Delta"]),
    ],
)
def test_a_line_is_dragged_within_its_day(stage, title, goal, share, order):
    end = drag(stage, title, goal, share)
    assert stage.table.day_order.is_carrying
    QTest.mouseRelease(stage.table.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert day(stage)[2:6] == order
    assert not stage.table.day_order.marker.isVisible()


def test_a_marker_shows_where_the_line_would_go_and_escape_calls_it_off(stage):
    end = drag(stage, "Alpha", "Delta", 0.9)
    marker = stage.table.day_order.marker
    assert marker.isVisible()
    assert abs(marker.y() - place(stage, "Delta", 1.0).y()) <= 2
    QTest.keyClick(stage.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(stage.table.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert day(stage)[2:6] == ["Alpha", "Beta", "Gamma", "Delta"]


def test_with_time_running_back_up_is_still_up(stage):
    stage.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert day(stage)[1:5] == ["Delta", "Gamma", "Beta", "Alpha"]
    pick(stage, "Beta")
    QTest.keyClick(stage.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert day(stage)[1:5] == ["Delta", "Beta", "Gamma", "Alpha"]


def test_only_the_order_of_time_can_be_changed(stage):
    stage.table.sortByColumn(TITLE, Qt.SortOrder.AscendingOrder)
    pick(stage, "Beta")
    QTest.keyClick(stage.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stage.toast.accessibleName() == "Sort by date to change the order of a day."


def test_a_day_without_an_order_keeps_the_one_it_shows(stage):
    chronology = stage.session.chronology
    events = tuple(Event(new_id(), f"Plain {number}", "2019-04-01") for number in range(4))
    chronology.do(Change("Add", after=events))
    shown = same_day_as(chronology, chronology.row_of(events[0].id))
    chronology.do(moved_within_day(chronology, shown[3], shown[0], after=False))
    assert same_day_as(chronology, shown[0]) == [shown[3], shown[0], shown[1], shown[2]]
