"""Ten keys for the first job: offered where nothing is, ticked as they are pressed, left by Escape, back from Help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store
from timeline_app.ui.app.actions import keys_in_words
from timeline_app.ui.app.key_tour import KeyCap, KeyList, KeyStrip, tour_steps

CTRL, SHIFT, NONE = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
                     Qt.KeyboardModifier.NoModifier)  # fmt: skip


@pytest.fixture
def empty(tmp_path):
    with Store.create(tmp_path / "empty.timelinedb"):
        pass
    return tmp_path / "empty.timelinedb"


@pytest.fixture
def beginner(new_window, empty):
    """The window on a chronology in which nothing is yet."""
    window = new_window(empty)
    window.activateWindow()
    QApplication.processEvents()
    return window


def press(window, key, held=NONE):
    """Press a key as Qt gets it, so that it goes through the shortcuts."""
    window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(window.windowHandle(), key, held)
    QApplication.processEvents()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            dialog.done(QDialog.DialogCode.Rejected)


def add_event(window):
    window.services.apply(Change("Add", after=(Event(new_id(), "Talks", "2025-07-23"),)))
    window.session.select(window.session.chronology.columns.row.tolist()[0])
    QApplication.processEvents()


def shown(window, kind):
    return [each for each in window.findChildren(kind) if each.isVisible()]


def ticked(window):
    return [name for name, done in window.dialogs.tour.done.items() if done]


def test_an_empty_chronology_offers_ten_keys_that_are_those_of_the_commands(beginner):
    (page,) = shown(beginner, KeyList)
    caps = page.findChildren(KeyCap)
    commands = {each.name: each for each in beginner.actions_of_window.commands()}
    assert len(caps) == len(tour_steps()) == 10
    for step in tour_steps():
        key = keys_in_words(commands[step.name].keys[:1])
        assert f"{key}: {step.words}" in [each.accessibleName() for each in caps]
    assert not shown(beginner, KeyStrip)
    assert not page.isAncestorOf(beginner.focusWidget())


def test_each_key_is_ticked_as_it_is_pressed_through_the_whole_first_job(beginner):
    for key, held, name in (
        (Qt.Key.Key_N, NONE, "add"),
        (Qt.Key.Key_V, CTRL | SHIFT, "paste"),
    ):
        press(beginner, key, held)
        assert ticked(beginner)[-1] == name
    done = [each.accessibleName() for each in beginner.findChildren(KeyCap) if "done" in each.accessibleName()]
    assert len(done) == 2
    add_event(beginner)
    (strip,) = shown(beginner, KeyStrip)
    assert not shown(beginner, KeyList)
    assert strip._words.text() == "2 of 10. Next, Ctrl+Enter: Edit it, add a source."
    for key, held, name in (
        (Qt.Key.Key_Return, CTRL, "edit"),
        (Qt.Key.Key_Period, NONE, "next"),
        (Qt.Key.Key_W, NONE, "zoom in"),
        (Qt.Key.Key_F, NONE, "fit"),
        (Qt.Key.Key_F, CTRL, "search"),
        (Qt.Key.Key_E, CTRL, "export"),
        (Qt.Key.Key_K, CTRL, "palette"),
    ):
        beginner.workspace.take_focus()
        press(beginner, key, held)
        assert name in ticked(beginner)
    assert "undo" not in ticked(beginner)
    press(beginner, Qt.Key.Key_Z, CTRL)
    assert len(ticked(beginner)) == 10
    assert not shown(beginner, KeyStrip)  # the event is taken back, and the page is there again
    (page,) = shown(beginner, KeyList)
    assert all("done" in each.accessibleName() for each in page.findChildren(KeyCap))


def test_what_a_hand_does_is_no_key(beginner):
    beginner.toolbar.add.click()
    beginner.events.editor.done(0)
    assert ticked(beginner) == []


def test_a_key_that_can_do_nothing_is_not_ticked(beginner):
    press(beginner, Qt.Key.Key_Return, CTRL)  # nothing is selected
    assert ticked(beginner) == []


def test_escape_puts_the_keys_away_for_good_and_help_brings_them_back(beginner, new_window, empty):
    press(beginner, Qt.Key.Key_Escape)
    assert not shown(beginner, KeyList)
    add_event(beginner)
    assert not shown(beginner, KeyStrip)
    beginner.actions_of_window["tour"].trigger()
    (strip,) = shown(beginner, KeyStrip)
    beginner.workspace.take_focus()
    press(beginner, Qt.Key.Key_Escape)  # the selection is let go before
    assert strip.isVisible()
    press(beginner, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    assert beginner.focusWidget() is beginner.workspace.canvas
    beginner.actions_of_window["tour"].trigger()
    strip.close_button.setFocus()
    strip.close_button.click()
    assert not strip.isVisible()
    assert beginner.focusWidget() is beginner.workspace.canvas


def test_put_away_once_they_stay_away_in_the_next_chronology(beginner, new_window, tmp_path):
    press(beginner, Qt.Key.Key_Escape)
    with Store.create(tmp_path / "other.timelinedb"):
        pass
    assert not shown(new_window(tmp_path / "other.timelinedb"), KeyList)


def test_a_chronology_with_events_and_a_window_without_room_show_none_unasked(window, new_window, empty):
    assert not window.dialogs.tour.is_on
    assert not shown(window, KeyStrip)
    small = new_window(empty)
    small.resize(700, 380)
    QApplication.processEvents()
    assert not shown(small, KeyList)
    small.resize(1280, 800)
    QApplication.processEvents()
    assert shown(small, KeyList)


def test_the_note_on_the_sample_offers_them(window):
    window.sample_note.keys_wanted.emit()
    assert shown(window, KeyStrip)
