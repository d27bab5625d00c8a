"""A cell of the table is edited where it stands: one change a cell, and nothing that was typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Participation, new_id
from timeline_app.ui.table.model import ACTORS, CATEGORY, DATE, IMPORTANCE, PLACE, STATUS, TITLE

Key = Qt.Key


@pytest.fixture
def stage(window, qtbot):
    names = ("Alpha", "Beta", "Gamma")
    window.made = [Event(new_id(), name, f"2011-03-0{number + 1}") for number, name in enumerate(names)]
    window.session.chronology.do(Change("Add", after=tuple(window.made)))
    window.view.toggle_table_alone()
    window.table = window.workspace.table
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.table.setFocus()
    window.steps = window.session.chronology.store.history.last_step()
    return window


def event(window, number):
    return window.session.chronology.event_by_id(window.made[number].id)


def edit(window, number, column):
    """Open the field over a cell, with F2."""
    table = window.table
    line = table.events.line_of(window.session.chronology.row_of(window.made[number].id))
    table.setCurrentIndex(table.events.index(line, column))
    QTest.keyClick(table, Key.Key_F2)
    return table.cells.editor


def fill(window, text):
    field = window.table.cells.editor.field
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    return field


def steps(window):
    return window.session.chronology.store.history.last_step() - window.steps


def cell(window):
    current = window.table.currentIndex()
    return window.table.events.index(current.row(), TITLE).data(), current.column()


def test_a_title_is_typed_and_enter_takes_it_and_goes_down(stage):
    editor = edit(stage, 0, TITLE)
    assert QApplication.focusWidget() is editor.field
    assert editor.field.accessibleName() == "Title of “Alpha”"
    QTest.keyClick(fill(stage, "Another"), Key.Key_Return)
    assert event(stage, 0).title == "Another"
    assert steps(stage) == 1
    assert stage.table.cells.editor is None
    assert cell(stage) == ("Beta", TITLE)
    assert stage.session.selected == stage.session.chronology.row_of(stage.made[1].id)
    assert stage.toast.accessibleName() == "Saved “Another”"
    stage.events.undo()
    assert event(stage, 0).title == "Alpha"


def test_a_date_is_read_as_it_is_typed_and_its_event_goes_where_it_belongs(stage):
    editor = edit(stage, 0, DATE)
    field = fill(stage, "about 4 March 2011")
    assert "4 March 2011" in editor._cell.whole.sentence
    QTest.keyClick(field, Key.Key_Return)
    assert (event(stage, 0).start, event(stage, 0).date_text) == ("2011-03-04~", "about 4 March 2011")
    assert cell(stage) == ("Beta", DATE), "below Alpha stood Beta"


@pytest.mark.parametrize(
    ("typed", "start", "end", "zone"),
    [
        ("5 May 2012 - 9 May 2012", "2012-05-05", "2012-05-09", ""),
        ("5 May 2012 14:30", "2012-05-05T14:30:00+03:00", "", "Europe/Kyiv"),
        ("5 May 2012 14:30 UTC", "2012-05-05T14:30:00Z", "", "Europe/Kyiv"),
        ("", "", "", ""),
    ],
)
def test_ranges_and_clock_times_are_dates_too(stage, typed, start, end, zone):
    particulars = stage.session.chronology.particulars
    stage.session.chronology.do(Change("Zone", (particulars,), (replace(particulars, zone="Europe/Kyiv"),)))
    edit(stage, 1, DATE)
    field = fill(stage, typed)
    if not typed:
        QTest.keyClick(field, Key.Key_Delete)
    QTest.keyClick(field, Key.Key_Return)
    found = event(stage, 1)
    assert (found.start, found.end, found.zone if "Z" not in start else zone) == (start, end, zone)
    edit(stage, 1, DATE)
    QTest.keyClick(stage.table.cells.editor.field, Key.Key_Return)
    assert event(stage, 1) == found, "a date that is only looked at stays as it is"


def test_a_clock_time_alone_is_one_of_the_day_that_the_event_has(stage):
    editor = edit(stage, 1, DATE)
    field = fill(stage, "23:00 to 01:00")
    assert "the day is that of the event" in editor._cell.whole.sentence
    QTest.keyClick(field, Key.Key_Return)
    found = event(stage, 1)
    assert (found.start[:16], found.end[:16]) == ("2011-03-02T23:00", "2011-03-03T01:00")
    assert found.date_text == "2 March 2011, 23:00 to 01:00"


def test_a_date_that_cannot_be_read_stays_with_its_sentence(stage):
    editor = edit(stage, 0, DATE)
    QTest.keyClick(fill(stage, "next to nothing"), Key.Key_Return)
    assert stage.table.cells.editor is editor
    assert editor.field.text() == "next to nothing"
    assert editor._cell.whole.sentence
    assert steps(stage) == 0
    stage.table.setFocus()
    QTest.qWait(10)
    assert stage.table.cells.editor is editor, "leaving it loses nothing"
    QTest.keyClick(stage.table, Key.Key_F2)
    assert stage.table.cells.editor is editor
    QTest.keyClick(editor.field, Key.Key_Escape)
    assert stage.table.cells.editor is None
    assert event(stage, 0) == stage.made[0] or event(stage, 0).start == "2011-03-01"
    assert QApplication.focusWidget() is stage.table


def test_an_event_keeps_a_title(stage):
    editor = edit(stage, 0, TITLE)
    field = fill(stage, " ")
    QTest.keyClick(field, Key.Key_Return)
    assert editor.sentence == "An event needs a title."
    assert event(stage, 0).title == "Alpha"
    assert not stage.close(), "what is being typed is not thrown away with the window"
    QTest.keyClick(field, Key.Key_Escape)


def test_escape_gives_up(stage):
    edit(stage, 0, TITLE)
    QTest.keyClick(fill(stage, "Not this"), Key.Key_Escape)
    assert event(stage, 0).title == "Alpha"
    assert steps(stage) == 0
    assert cell(stage) == ("Alpha", TITLE)


def test_tab_takes_and_goes_right_and_shift_tab_left(stage):
    edit(stage, 0, TITLE)
    QTest.keyClick(fill(stage, "Another"), Key.Key_Tab)
    assert event(stage, 0).title == "Another"
    assert cell(stage) == ("Another", CATEGORY)
    QTest.keyClick(stage.table, Key.Key_F2)
    QTest.keyClick(stage.table.cells.editor.field, Key.Key_Backtab)
    assert cell(stage) == ("Another", TITLE)
    assert steps(stage) == 1, "what is not changed is no step"


@pytest.mark.parametrize(("column", "field"), [(CATEGORY, "category_id"), (PLACE, "place_id")])
def test_a_name_that_is_not_there_is_made(stage, column, field):
    edit(stage, 0, column)
    QTest.keyClick(fill(stage, "Elsewhere"), Key.Key_Return)
    QTest.qWait(10)
    name = {each.id: each.name for each in (*stage.session.chronology.categories, *stage.session.chronology.places)}
    assert name[getattr(event(stage, 0), field)] == "Elsewhere"
    assert steps(stage) == 1


def test_names_are_completed_and_enter_takes_the_one_in_the_list(stage):
    edit(stage, 0, CATEGORY)
    field = fill(stage, "stri")
    QTest.keyClick(field.completer().popup(), Key.Key_Down)
    QTest.keyClick(field.completer().popup(), Key.Key_Return)
    QTest.qWait(20)
    assert stage.session.category(event(stage, 0).category_id).name == "Strike"
    assert stage.table.cells.editor is None


def test_actors_keep_their_roles(stage):
    chronology = stage.session.chronology
    first, second = chronology.actors[:2]
    now = event(stage, 0)
    chronology.do(Change("Role", (now,), (replace(now, actors=(Participation(first.id, "host"),)),)))
    edit(stage, 0, ACTORS)
    assert stage.table.cells.editor.field.text() == first.name
    QTest.keyClick(fill(stage, f"{second.name}; {first.name}"), Key.Key_Return)
    QTest.qWait(20)
    assert event(stage, 0).actors == (Participation(second.id), Participation(first.id, "host"))


@pytest.mark.parametrize(
    ("column", "key", "field", "value"),
    [(STATUS, Key.Key_Down, "status", None), (IMPORTANCE, Key.Key_Down, "importance", 4)],
)
def test_what_is_chosen_from_a_few_is_chosen_by_keys(stage, column, key, field, value):
    before = getattr(event(stage, 0), field)
    editor = edit(stage, 0, column)
    QTest.keyClick(editor.field, key)
    QTest.keyClick(editor.field, Key.Key_Return)
    now = getattr(event(stage, 0), field)
    assert now != before
    assert value in {None, now}
    assert steps(stage) == 1


def test_two_clicks_open_the_field_and_a_click_elsewhere_takes_it(stage):
    table = stage.table
    stage.resize(1280, 800)
    place = table.visualRect(table.events.index(0, TITLE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.cells.editor is not None
    fill(stage, "By hand")
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.events.index(2, DATE)).center()
    )
    QTest.qWait(20)
    assert table.cells.editor is None
    assert event(stage, 0).title == "By hand"
    assert stage.table.currentIndex().row() == 2


def test_with_several_selected_one_is_edited_and_all_stay_selected(stage):
    table = stage.table
    table.selectRow(0)
    stage.session.select_events([each.id for each in stage.made])
    kept = stage.session.selected_rows.tolist()
    edit_index = table.events.index(1, TITLE)
    table.cells.open(edit_index)
    QTest.keyClick(fill(stage, "One of three"), Key.Key_Return)
    assert [event(stage, number).title for number in range(3)] == ["Alpha", "One of three", "Gamma"]
    assert stage.session.selected_rows.tolist() == kept


def test_what_another_program_changes_leaves_what_is_being_typed(stage):
    editor = edit(stage, 0, TITLE)
    field = fill(stage, "Mine")
    now = event(stage, 0)
    stage.session.chronology.do(Change("Theirs", (now,), (replace(now, start="2011-03-09", importance=5),)))
    assert stage.table.cells.editor is editor
    assert field.text() == "Mine"
    QTest.keyClick(field, Key.Key_Return)
    assert (event(stage, 0).title, event(stage, 0).start) == ("Mine", "2011-03-09")


def test_keys_that_are_typed_are_no_commands(stage):
    edit(stage, 0, STATUS)
    QTest.keyClick(stage.table.cells.editor.field, Key.Key_N)
    assert stage.events.editor is None
    QTest.keyClick(stage.table.cells.editor.field, Key.Key_Delete)
    assert event(stage, 0) is not None
    QTest.keyClick(stage.table.cells.editor.field, Key.Key_Escape)


def test_a_field_at_the_edge_lies_within_the_table(stage):
    table = stage.table
    table.scrollToBottom()
    for column in (DATE, IMPORTANCE):
        table.cells.open(table.events.index(table.events.rowCount() - 1, column))
        assert table.viewport().rect().contains(table.cells.editor.geometry())
        table.cells.editor.given_up.emit()


def test_what_is_open_to_be_read_only_says_so(stage, monkeypatch):
    monkeypatch.setattr(type(stage.session.chronology), "read_only", True)
    assert edit(stage, 0, TITLE) is None
    assert "is open to be read only" in stage.toast.accessibleName()


def test_the_table_does_not_jump_when_a_cell_is_taken(stage):
    table = stage.table
    table.verticalScrollBar().setValue(300)
    line = table.rowAt(100)
    table.setCurrentIndex(table.events.index(line, TITLE))
    top = table.verticalScrollBar().value()
    table.cells.open(table.events.index(line, TITLE))
    QTest.keyClick(fill(stage, "Word it anew"), Key.Key_Return)
    assert table.events.index(line, TITLE).data() == "Word it anew"
    assert table.verticalScrollBar().value() == top
    assert table.currentIndex().row() == line + 1
    table.cells.open(table.events.index(line, DATE))
    QTest.keyClick(fill(stage, "3 May 2040"), Key.Key_Return)
    assert table.verticalScrollBar().value() == top, "the event has gone to the end, and the hand stays"
    assert table.currentIndex().row() == line
