"""The columns of the table: as many as there is room for, or those that a person chose, found again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Tag, new_id
from timeline_app.ui.table.columns import KEYS, LEAST_TITLE_PX
from timeline_app.ui.table.model import CATEGORY, DATE, STATUS, TAGS, TITLE


@pytest.fixture
def stage(window):
    window.view.toggle_table_alone()
    window.table = window.workspace.table
    return window


def shown(table):
    header = table.horizontalHeader()
    return [column for column in sorted(KEYS, key=header.visualIndex) if not header.isSectionHidden(column)]


def choose(window, words):
    """Choose an entry of the menu of columns, as the command opens it."""
    window.actions_of_window["columns"].trigger()
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


@pytest.mark.parametrize(("width", "least"), [(640, 4), (1366, 4), (1920, 6)])
def test_as_many_columns_are_shown_as_there_is_room_for(stage, width, least):
    stage.resize(width, 768)
    QApplication.processEvents()
    table = stage.table
    assert shown(table)[:4] == [DATE, TITLE, CATEGORY, STATUS]
    assert len(shown(table)) >= least
    if width >= 1366:
        assert table.horizontalScrollBar().maximum() == 0, "nothing is cut off"
    assert table.columnWidth(TITLE) >= LEAST_TITLE_PX


def test_a_chosen_column_stays_and_is_found_again(stage):
    table = stage.table
    assert TAGS not in shown(table)
    choose(stage, "Tags")
    choose(stage, "Category")
    assert TAGS in shown(table)
    assert CATEGORY not in shown(table)
    header = table.horizontalHeader()
    header.moveSection(header.visualIndex(TAGS), 0)
    header.resizeSection(DATE, 150)
    stage.resize(700, 700)
    QApplication.processEvents()
    kept = shown(table)
    assert kept[0] == TAGS
    stage.files.open_store(stage.session.chronology.path)
    stage.files.open_path(stage.session.chronology.path)
    stage.view.table_mode = "off"
    stage.view.toggle_table()
    again = stage.workspace.table
    assert again is not table
    assert shown(again) == kept
    choose(stage, "As many as there is room for")
    assert shown(again)[:4] == [DATE, TITLE, CATEGORY, STATUS]
    assert stage.settings.bytes_of("table").isEmpty()


def test_keys_move_the_column_of_the_current_cell_and_change_its_width(stage, qtbot):
    table = stage.table
    table.setFocus()
    table.setCurrentIndex(table.events.index(0, STATUS))
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left):
        qtbot.keyClick(table, key, alt)
    assert shown(table)[:4] == [DATE, STATUS, TITLE, CATEGORY]
    qtbot.keyClick(table, Qt.Key.Key_Right, alt)
    assert shown(table)[:4] == [DATE, TITLE, STATUS, CATEGORY]
    width = table.columnWidth(STATUS)
    qtbot.keyClick(table, Qt.Key.Key_Right, alt | shift)
    qtbot.keyClick(table, Qt.Key.Key_Right, alt | shift)
    qtbot.keyClick(table, Qt.Key.Key_Left, alt | shift)
    assert table.columnWidth(STATUS) > width
    assert table.currentIndex() == table.events.index(0, STATUS)
    assert not stage.settings.bytes_of("table").isEmpty(), "it is kept"
    table.setCurrentIndex(table.events.index(0, DATE))
    qtbot.keyClick(table, Qt.Key.Key_Left, alt)
    assert shown(table)[0] == DATE, "there is nothing left of it"
    for _time in range(30):
        qtbot.keyClick(table, Qt.Key.Key_Left, alt | shift)
    assert 20 < table.columnWidth(DATE) < 100
    table.setCurrentIndex(table.events.index(0, shown(table)[-1]))
    qtbot.keyClick(table, Qt.Key.Key_Right, alt | shift)
    assert "last column" in stage.toast.accessibleName()


@pytest.mark.parametrize(
    "state", [b"", b"nonsense", b"[1]", b'[["date", 5, true]]', b'[["title", "x", 1]]', b"\xff\xfe", b"null"]
)
def test_settings_that_make_no_sense_change_nothing(stage, state):
    before = shown(stage.table)
    stage.table.columns.restore(QByteArray(state))
    assert shown(stage.table) == before


def test_the_title_cannot_go(stage):
    stage.actions_of_window["columns"].trigger()
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions() if action.isCheckable() and not action.isEnabled()] == ["Title"]
    menu.close()


def test_tags_are_listed_and_sorted_by_their_number(stage):
    one, two = Tag(new_id(), "one"), Tag(new_id(), "two")
    event = Event(new_id(), "Tagged", "2015-05-05", tag_ids=(one.id, two.id))
    stage.session.chronology.do(Change("Add", after=(one, two, event)))
    events = stage.table.events
    events.sort(TAGS, Qt.SortOrder.DescendingOrder)
    assert [events.index(0, column).data() for column in (TITLE, TAGS)] == ["Tagged", "one, two"]
    assert events.index(1, TAGS).data() == ""
