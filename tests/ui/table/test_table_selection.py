"""Several lines of the table are selected together: everywhere, in every order, and deleted in one step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Link, new_id
from timeline_app.ui.table.model import CATEGORY, DATE, TITLE
from timeline_app.ui.table.selection import MOST_RANGES
from timeline_app.ui.table.view import MOST_TOLD

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stage(window):
    window.view.toggle_table()
    window.table = window.workspace.table
    window.table.resize(900, 400)
    window.table.setFocus()
    return window


def pos(table, line):
    return table.visualRect(table.events.index(line, TITLE)).center()


def click(table, line, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, pos(table, line))


def rows(table, lines):
    return [table.events.row_at(line) for line in lines]


def selected(window):
    return window.session.selected_rows.tolist()


def selected_events(window):
    return window.session.chronology.events(selected(window))


def test_control_adds_a_line_and_shift_a_stretch(stage):
    table = stage.table
    click(table, 1)
    assert stage.session.selected == rows(table, [1])[0]
    assert len(stage.session.several) == 0
    click(table, 4, CONTROL)
    assert stage.session.selected is None
    assert selected(stage) == rows(table, [1, 4])
    click(table, 4, CONTROL)
    assert stage.session.selected == rows(table, [1])[0]
    click(table, 2)
    click(table, 5, SHIFT)
    assert selected(stage) == rows(table, [2, 3, 4, 5])


def test_keys_select_too(stage):
    table = stage.table
    click(table, 2)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert selected(stage) == rows(table, [2, 3, 4])
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert selected(stage) == rows(table, range(table.events.rowCount()))
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert selected(stage) == rows(table, [5])


def test_a_pull_from_a_line_that_is_not_selected_selects_a_stretch(stage):
    table, viewport = stage.table, stage.table.viewport()
    click(table, 0)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=pos(table, 2))
    QTest.mouseMove(viewport, pos(table, 3))
    QTest.mouseMove(viewport, pos(table, 5))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=pos(table, 5))
    assert selected(stage) == rows(table, [2, 3, 4, 5])
    assert not table.day_order.is_carrying


def test_the_selection_is_told_in_the_order_of_the_table(stage):
    table, heard = stage.table, []
    click(table, 1)
    click(table, 7, SHIFT)
    kept = selected(stage)
    stage.session.selection_changed.connect(heard.append)
    table.sortByColumn(DATE, Qt.SortOrder.DescendingOrder)
    assert selected(stage) == kept[::-1]
    table.sortByColumn(TITLE, Qt.SortOrder.AscendingOrder)
    assert sorted(selected(stage)) == sorted(kept)
    titles = [event.title for event in selected_events(stage)]
    assert titles == sorted(titles, key=str.casefold)
    assert heard == [None, None]
    assert table.chosen.lines().tolist() == [table.events.line_of(row) for row in selected(stage)]


def test_what_the_filter_leaves_out_is_no_longer_selected(stage):
    table = stage.table
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    stage.session.set_filter(FilterState("category:=Strike"))
    assert len(selected(stage)) == table.events.rowCount() == 21
    stage.session.set_filter(FilterState())
    assert len(selected(stage)) == 21
    assert {event.category_id for event in selected_events(stage)} == {selected_events(stage)[0].category_id}
    assert len(table.chosen.lines()) == 21


def test_it_stays_through_an_edit_and_without_a_table(stage):
    table, chronology = stage.table, stage.session.chronology
    click(table, 2)
    click(table, 4, SHIFT)
    kept = selected(stage)
    event = chronology.event(kept[1])
    stage.services.apply(Change("Edit", (event,), (replace(event, title="Another"),)))
    assert selected(stage) == kept
    assert table.chosen.lines().tolist() == [2, 3, 4]
    stage.view.toggle_table()
    event = chronology.event(kept[1])
    stage.services.apply(Change("Delete", (event,)))
    assert selected(stage) == [kept[0], kept[2]]


def test_delete_deletes_all_in_one_step_and_undo_brings_them_back_selected(stage):
    table, chronology = stage.table, stage.session.chronology
    before = table.events.rowCount()
    click(table, 10)
    click(table, 12, SHIFT)
    kept = selected(stage)
    steps = chronology.store.history.last_step()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert table.events.rowCount() == before - 3
    assert stage.toast.accessibleName() == "3 events deleted. Ctrl+Z brings them back."
    assert chronology.store.history.last_step() == steps + 1
    assert chronology.undo_label == "Delete 3 events"
    assert selected(stage) == []
    stage.events.undo()
    assert table.events.rowCount() == before
    assert selected(stage) == kept
    assert table.chosen.lines().tolist() == [10, 11, 12]
    stage.events.redo()
    assert table.events.rowCount() == before - 3


def test_what_hangs_on_deleted_events_goes_and_comes_with_them(stage):
    chronology = stage.session.chronology
    one, two = Event(new_id(), "One", "2014-01-01"), Event(new_id(), "Two", "2014-01-02")
    cited = next(event for event in chronology.events(chronology.columns.row.tolist()) if chronology.evidence(event.id))
    chronology.do(Change("Add", after=(one, two, Link(new_id(), one.id, two.id, "caused"))))
    proof = chronology.evidence(cited.id)
    stage.session.select_events([one.id, two.id, cited.id])
    stage.events.delete()
    assert chronology.evidence(cited.id) == ()
    assert chronology.links(one.id) == []
    stage.events.undo()
    assert chronology.evidence(cited.id) == proof
    assert len(chronology.links(one.id)) == 1
    assert {event.id for event in selected_events(stage)} == {one.id, two.id, cited.id}


def test_the_panel_says_how_many_there_are_and_what_can_be_done_with_them(stage):
    click(stage.table, 1)
    click(stage.table, 3, SHIFT)
    said = [label.text() for label in stage.workspace.details.findChildren(type(stage.status._state))]
    assert "3 events selected" in said
    assert stage.actions_of_window["delete"].isEnabled()
    assert stage.actions_of_window["edit"].isEnabled()


def test_selecting_elsewhere_leaves_one(stage):
    click(stage.table, 1)
    click(stage.table, 3, SHIFT)
    row = stage.table.events.row_at(9)
    stage.session.select(row)
    assert selected(stage) == [row]
    assert stage.table.chosen.lines().tolist() == [9]
    stage.session.select(None)
    assert selected(stage) == []
    assert stage.table.chosen.lines().tolist() == []


def test_several_events_do_not_move_within_their_day(stage):
    click(stage.table, 1)
    click(stage.table, 3, SHIFT)
    label = stage.session.chronology.undo_label
    QTest.keyClick(stage.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stage.toast.accessibleName() == "Select a single event to move it within its day."
    assert stage.session.chronology.undo_label == label


@pytest.fixture
def many(stage):
    """Twice as many events as Qt can select one apart, of two categories in turn."""
    chronology = stage.session.chronology
    first, second = (chronology.categories[number].id for number in (0, 1))
    events = tuple(
        Event(new_id(), f"E{number:05}", f"{1000 + number // 4}", category_id=first if number % 2 else second)
        for number in range(2 * MOST_RANGES + 10)
    )
    chronology.do(Change("Add", after=events))
    return stage


def test_a_selection_too_scattered_for_qt_is_let_go_with_a_word(many):
    name = many.session.chronology.categories[0].name
    many.session.set_filter(FilterState(f'category:="{name}"'))
    many.table.selectAll()
    many.table.sortByColumn(CATEGORY, Qt.SortOrder.AscendingOrder)
    many.table.sortByColumn(DATE, Qt.SortOrder.AscendingOrder)
    assert len(selected(many)) > MOST_RANGES
    many.session.set_filter(FilterState())
    assert selected(many) == []
    assert many.table.chosen.lines().tolist() == []
    assert many.toast.accessibleName() == "In this order the selected events lie too far apart to stay selected."


def test_screen_readers_are_not_told_each_cell_of_very_many_lines(many, monkeypatch):
    table, told = many.table, []
    assert table.events.rowCount() > MOST_TOLD
    monkeypatch.setattr(table.events, "flags", lambda index: told.append(index) or Qt.ItemFlag.ItemIsEnabled)
    table.selectAll()
    table.grab()
    assert len(told) < 1000
    flags = QItemSelectionModel.SelectionFlag
    assert not table.horizontalHeader().selectionModel().hasSelection()
    table.selectionModel().select(table.events.index(0, 0), flags.ClearAndSelect | flags.Rows)
    assert np.array_equal(table.chosen.lines(), [0])


def test_a_press_beside_the_lines_selects_none(stage):
    stage.session.set_filter(FilterState("category:=Strike"))
    stage.table.resize(900, 1200)
    click(stage.table, 2)
    QTest.mouseClick(
        stage.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, stage.table.viewport().height() - 5)
    )
    assert selected(stage) == []


def test_very_many_are_deleted_beside_the_window_and_more_than_can_be_are_refused(many, qtbot, monkeypatch):
    session = many.session
    many.table.selectAll()
    count = len(session.several)
    assert count > 400
    many.events.delete()
    qtbot.waitUntil(lambda: not many.jobs.busy and len(session.chronology.columns) == 0)
    assert many.toast.accessibleName() == f"{count:,} events deleted. Ctrl+Z brings them back."
    many.events.undo()
    qtbot.waitUntil(lambda: not many.jobs.busy and len(session.chronology.columns) == count)
    monkeypatch.setattr("timeline_app.document.editing.many_events.MOST_AT_ONCE", 2000)
    many.table.selectAll()
    many.events.delete()
    assert len(session.chronology.columns) == count
    assert "choose fewer" in many.toast.accessibleName()


def test_a_table_in_a_narrow_window_scrolls_only_down_and_has_the_room_of_the_overview(window, qtbot):
    window.resize(800, 460)
    window.session.select(int(window.session.chronology.columns.row[40]))
    window.view.toggle_table()
    QApplication.processEvents()
    bar = window.workspace.table.horizontalScrollBar()
    assert bar.maximum() == 0
    assert window.workspace.overview.isHidden(), "lines of the table have the room"
    assert window.workspace.table.viewport().height() > 60
    window.view.toggle_table()
    assert window.workspace.overview.isVisible()


def test_a_table_without_a_line_says_why(stage):
    assert stage.table.why_empty == ""
    lines = stage.table.viewport().grab().toImage()
    stage.session.set_filter(FilterState("no-such-word"))
    assert "No event fits all of the filters" in stage.table.why_empty
    empty = stage.table.viewport().grab().toImage()
    assert empty != lines
    assert len({empty.pixel(x, y) for x in range(empty.width()) for y in range(20, 60)}) > 1, "it can be seen"
