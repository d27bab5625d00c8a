"""One road for each thing: one signal an edit, one binding a key, and the selection set by the session alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from timeline_app.domain.change import Change
from timeline_app.domain.records import SavedView, new_id
from timeline_app.ui.app.actions import keys_in_words
from timeline_app.ui.app.commands import commands
from timeline_app.ui.app.palette import KeySheet
from timeline_app.ui.canvas.keys import canvas_keys


@pytest.fixture
def heard(window, monkeypatch):
    """What the session says and how often the canvas follows."""
    told = []
    session, canvas = window.session, window.workspace.canvas
    session.shown_changed.connect(lambda _shown: told.append("shown"))
    session.data_changed.connect(lambda _change: told.append("data"))
    follow = canvas.model.follow
    monkeypatch.setattr(canvas.model, "follow", lambda mask: told.append("follow") or follow(mask))
    return told


def first_event(window):
    chronology = window.session.chronology
    return chronology.event(int(chronology.columns.row[0]))


@pytest.mark.parametrize("query", ["", "status:occurred"])
def test_an_edit_sends_one_signal_and_the_canvas_follows_once(window, heard, query):
    window.view.search(query)
    heard.clear()
    event = first_event(window)
    assert window.services.apply(Change("Edit", (event,), (replace(event, title="Another title"),)))
    assert heard.count("data") == heard.count("follow") == 1
    assert "shown" not in heard
    window.events.undo()
    assert heard.count("data") == heard.count("follow") == 2
    assert "shown" not in heard


def test_what_is_no_event_sends_one_signal_too_and_the_table_stays(window, heard, monkeypatch):
    window.view.toggle_table()
    monkeypatch.setattr(window.workspace.table.events, "reload", lambda: heard.append("table"))
    window.services.apply(Change("Save view", after=(SavedView(new_id(), "All"),)))
    assert Counter(heard) == {"follow": 1, "data": 1}


def test_an_edit_is_seen_in_table_tray_filters_and_canvas(window):
    window.view.toggle_table()
    window.view.search("title:nothing-has-this-title")
    assert window.workspace.stack.currentIndex() == 1
    event = first_event(window)
    window.services.apply(Change("Edit", (event,), (replace(event, title="nothing-has-this-title"),)))
    assert window.session.shown.kept == 1
    assert window.workspace.stack.currentIndex() == 0
    assert window.workspace.table.events.rowCount() == 1
    assert "1" in window.workspace.filters._count.text()
    window.view.clear_filters()
    window.services.apply(
        Change("Edit", (window.session.chronology.event_by_id(event.id),), (replace(event, start=""),))
    )
    assert window.session.chronology.row_of(event.id) in window.workspace.tray.rows()


def test_a_query_that_cannot_be_read_stays_through_an_edit(window, heard):
    window.view.search("date:(")
    assert window.session.shown.error is not None
    heard.clear()
    event = first_event(window)
    window.services.apply(Change("Edit", (event,), (replace(event, title="Another title"),)))
    assert window.session.shown.error is not None
    assert (Counter(heard)["shown"], Counter(heard)["data"]) == (0, 1)


def test_no_command_takes_the_place_of_another(window):
    names = Counter(command.name for command in commands(window))
    assert {name: count for name, count in names.items() if count > 1} == {}
    assert len(names) == len(window.actions_of_window.commands())


def test_no_key_is_bound_twice(window):
    bound = Counter(
        QKeySequence(key).toString() for command in window.actions_of_window.commands() for key in command.keys
    )
    assert len(bound) > 50
    assert {key: count for key, count in bound.items() if count > 1} == {}


def test_the_key_sheet_lists_every_key_of_the_window_and_of_the_canvas(window):
    sheet = KeySheet(window.actions_of_window, window)
    said = {label.text() for label in sheet.findChildren(QLabel) if label.property("role") == "key"}
    for command in window.actions_of_window.commands():
        if command.keys:
            assert keys_in_words(command.keys) in said
    assert {each.name for each in canvas_keys()} <= {each.name for each in window.actions_of_window.commands()}
    sheet.deleteLater()


def test_what_the_list_says_of_a_key_of_the_window_is_bound_to_it(window):
    actions = window.actions_of_window
    for command in actions.commands():
        keys = () if command.by_widget else command.keys
        assert [each.toString() for each in actions[command.name].shortcuts()] == [
            QKeySequence(key).toString() for key in keys
        ], command.name


@pytest.mark.parametrize(
    ("key", "modifier", "share"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -0.15),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.KeypadModifier, 0.15),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, -0.6),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier, 0.6),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier, -0.25),
        (Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier, 0.25),
    ],
)
def test_a_key_moves_the_timeline_as_far_as_its_command(window, key, modifier, share):
    canvas = window.workspace.canvas
    canvas.view.motion.animated = False
    canvas.view.jump(canvas.scale.zoomed(50, 300))
    before, width_s = canvas.visible_range[0], canvas.visible_range[1] - canvas.visible_range[0]
    canvas.setFocus()
    QTest.keyClick(canvas, key, modifier)
    assert (canvas.visible_range[0] - before) / width_s == pytest.approx(share, abs=0.01)


def test_the_canvas_asks_for_a_selection_and_shows_what_the_session_sets(window, monkeypatch):
    session, canvas = window.session, window.workspace.canvas
    monkeypatch.setattr(type(session), "select", lambda _self, _row: None)
    canvas.next_event()
    assert canvas.selected is None
    monkeypatch.undo()
    canvas.next_event()
    assert canvas.selected == session.selected is not None
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.selected is session.selected is None
