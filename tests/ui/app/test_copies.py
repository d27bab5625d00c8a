"""Selected events are duplicated, copied and listed in a menu; a series is entered one after the other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from timeline_app.domain.change import Change
from timeline_app.domain.publication import PublicationProfile
from timeline_app.domain.publication_rules import saved
from timeline_app.ui.table.model import ACTORS, CATEGORY, DATE, STATUS, TITLE


@pytest.fixture
def stage(window):
    window.view.toggle_table()
    window.table = window.workspace.table
    window.table.resize(900, 400)
    window.rows = [window.table.events.row_at(line) for line in (3, 5, 8)]
    return window


def select(window, *numbers):
    chronology = window.session.chronology
    window.session.select_events([chronology.event(window.rows[number]).id for number in numbers])


def ask_menu(table, reason, pos):
    event = QContextMenuEvent(reason, pos, table.viewport().mapToGlobal(pos))
    QApplication.sendEvent(table.viewport(), event)


def test_a_duplicate_is_the_same_but_for_its_evidence_and_is_selected(stage):
    chronology = stage.session.chronology
    select(stage, 0)
    event, total = stage.session.selected_event(), len(chronology.columns)
    stage.actions_of_window["duplicate"].trigger()
    copy = stage.session.selected_event()
    assert copy.id != event.id
    assert (copy.title, copy.start, copy.actors, copy.category_id) == (
        event.title, event.start, event.actors, event.category_id,
    )  # fmt: skip
    assert chronology.evidence(event.id)
    assert chronology.evidence(copy.id) == ()
    stage.events.undo()
    assert len(chronology.columns) == total


def test_several_are_duplicated_in_one_step(stage):
    chronology = stage.session.chronology
    select(stage, 0, 1, 2)
    steps = chronology.store.history.last_step()
    stage.actions_of_window["duplicate"].trigger()
    assert chronology.undo_label == "Duplicate 3 events"
    assert chronology.store.history.last_step() == steps + 1
    assert len(stage.session.several) == 3
    assert not set(stage.session.several.tolist()) & set(stage.rows)


def test_control_c_in_the_table_copies_rows(stage):
    select(stage, 0, 1)
    stage.table.setFocus()
    QTest.keyClick(stage.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    stage.actions_of_window["copy rows"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["id", "external_id", "title"]
    assert stage.toast.accessibleName() == "2 events copied."
    stage.actions_of_window["copy text"].trigger()
    first, *_others = stage.session.chronology.events(stage.session.selected_rows.tolist())
    assert first.title in QGuiApplication.clipboard().text()
    stage.actions_of_window["copy markdown"].trigger()
    assert QGuiApplication.clipboard().text().startswith("* **")


@pytest.mark.parametrize(
    ("column", "query"),
    [(CATEGORY, "category:"), (STATUS, "status:"), (ACTORS, "actor:"), (DATE, "date:"), (TITLE, "")],
)
def test_the_menu_of_a_cell_does_all_that_can_be_done_and_filters_by_its_value(stage, column, query):
    table = stage.table
    select(stage, 0)
    line = table.events.line_of(stage.rows[0])
    table.setCurrentIndex(table.events.index(line, column))
    ask_menu(table, QContextMenuEvent.Reason.Keyboard, table.visualRect(table.currentIndex()).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:4] == ["Edit the cell", "Edit event…", "Duplicate", "Add another like it…"]
    only = [action for action in menu.actions() if action.text().startswith("Only ")]
    assert bool(only) == bool(query)
    if only:
        only[0].trigger()
        assert stage.session.shown.state.text.startswith(query)
        assert stage.session.selected_is_kept
        assert stage.session.shown.kept < stage.session.shown.total
    menu.close()


def test_a_right_click_on_one_of_several_keeps_them_all(stage):
    table = stage.table
    select(stage, 0, 1)
    kept = stage.session.several.tolist()
    place = table.visualRect(table.events.index(table.events.line_of(stage.rows[1]), TITLE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=place)
    ask_menu(table, QContextMenuEvent.Reason.Mouse, place)
    assert stage.session.several.tolist() == kept
    QApplication.activePopupWidget().close()


def test_save_and_next_keeps_what_a_series_has_in_common(stage):
    chronology = stage.session.chronology
    stage.events.add()
    form = stage.events.editor.form
    form.title.setText("First")
    form.start.set_words("3 May 2015")
    form.category.setText("Strike")
    form.place.setText("Kyiv")
    form.actors.setText("Russia; Ukraine")
    form.tags.setText("series")
    form.choose_status("disputed")
    form.summary.setPlainText("Of the first alone")
    button = next(each for each in stage.events.editor.findChildren(QPushButton) if each.text() == "Save and next")
    button.click()
    QTest.qWait(50)
    assert stage.session.selected_event().title == "First"
    editor = stage.events.editor
    assert editor is not None
    form = editor.form
    assert (form.title.text(), form.start.field.text(), form.summary.toPlainText()) == ("", "", "")
    assert (form.category.text(), form.place.text(), form.actors.text(), form.tags.text()) == (
        "Strike", "Kyiv", "Russia; Ukraine", "series",
    )  # fmt: skip
    assert form.status.currentData() == "disputed"
    assert not editor.has_unsaved_text(), "what was filled in is nothing to be asked about"
    form.title.setText("Second")
    editor.confirm()
    QTest.qWait(50)
    assert stage.events.editor is None
    assert stage.session.selected_event().title == "Second"
    assert chronology.undo_label == "Add “Second”"


def test_another_like_it_begins_with_what_the_selected_has(stage):
    select(stage, 0)
    event = stage.session.selected_event()
    stage.actions_of_window["add next"].trigger()
    form = stage.events.editor.form
    assert form.title.text() == ""
    assert form.category.text() == stage.session.category(event.category_id).name
    assert form.status.currentData() == event.status
    stage.events.editor.reject()
    assert stage.events.editor is None or not stage.events.editor.isVisible()
    select(stage, 0, 1)
    stage.events.add_next()
    assert stage.toast.accessibleName() == "Several events are selected. Choose the one that you mean."


def test_once_there_is_a_profile_the_message_says_that_copies_are_whole(stage):
    chronology = stage.session.chronology
    select(stage, 0, 1)
    stage.actions_of_window["copy rows"].trigger()
    assert stage.toast.accessibleName() == "2 events copied."
    chronology.do(Change("Profile", after=(saved("Press", PublicationProfile(withheld=("summary", "notes"))),)))
    stage.actions_of_window["copy markdown"].trigger()
    assert stage.toast.accessibleName().startswith("2 events copied whole, for your own work; export them")
    stage.actions_of_window["copy rows"].trigger()
    summaries = [event.summary.splitlines()[0] for event in chronology.events(stage.session.selected_rows.tolist())]
    assert all(each in QGuiApplication.clipboard().text() for each in summaries)
