"""The columns of the table: as many as there is room for, or those that a person chose, found again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Tag, new_id
from timeline_app.ui.services.settings import TEXT_SIZES
from timeline_app.ui.table.columns import KEYS, LEAST_TITLE_PX
from timeline_app.ui.table.model import ACTORS, CATEGORY, DATE, PLACE, STATUS, TAGS, TITLE
from timeline_app.ui.widgets.look import scaled_px, sized


@pytest.fixture
def stage(window):
    window.resize(1366, 768)
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


@pytest.mark.parametrize(
    ("width", "text_size", "least"),
    [(640, 100, 2), (800, 100, 3), (1366, 100, 4), (1920, 100, 6), (1366, 150, 3), (1366, 200, 2), (800, 200, 2)],
)
def test_as_many_columns_are_shown_as_there_is_room_for(stage, width, text_size, least):
    stage.settings.change(text_size=text_size)
    stage.redress()
    stage.resize(width, 768)
    QApplication.processEvents()
    table = stage.table
    assert shown(table)[:least] == [DATE, TITLE, CATEGORY, STATUS, PLACE, ACTORS][:least]
    assert table.horizontalScrollBar().maximum() == 0, "nothing is cut off"
    if len(shown(table)) > 2:
        assert table.columnWidth(TITLE) >= scaled_px(LEAST_TITLE_PX)


def test_rows_and_columns_follow_the_text_size_at_once(stage):
    table = stage.table
    choose(stage, "Tags")
    before = table.rowHeight(0), table.columnWidth(DATE)
    stage.settings.change(text_size=200)
    stage.redress()
    assert (table.rowHeight(0), table.columnWidth(DATE)) == (2 * before[0], 2 * before[1])
    stage.settings.change(text_size=100)
    stage.redress()
    assert (table.rowHeight(0), table.columnWidth(DATE)) == before


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_no_date_is_cut(stage, text_size):
    stage.settings.change(text_size=text_size)
    stage.redress()
    table, metrics = stage.table, QFontMetrics(sized(13, figures=True))
    room_px = table.columnWidth(DATE) - 16
    for line in range(table.events.rowCount()):
        words = table.events.index(line, DATE).data()
        if metrics.horizontalAdvance(words) > room_px:
            words = table.events.short_date_at(line)
        assert metrics.horizontalAdvance(words) <= room_px, words


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
    stage.resize(1366, 768)
    QApplication.processEvents()
    choose(stage, "As many as there is room for")
    assert shown(again)[:4] == [DATE, TITLE, CATEGORY, STATUS]
    assert stage.settings.bytes_of("table").isEmpty()


def test_keys_move_the_column_of_the_current_cell_and_change_its_width(stage, qtbot):
    table = stage.table
    table.setFocus()
    table.setCurrentIndex(table.events.index(0, TAGS))
    qtbot.keyClick(table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shown(table)[:4] == [DATE, TITLE, CATEGORY, STATUS], "there was no room for the column of the current cell"
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
