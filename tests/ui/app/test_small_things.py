"""Small things: words that cover nothing, keys that say why they do nothing, a note on the sample, narrow windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store
from timeline_app.ui.services.places import copy_sample, documents_folder
from timeline_app.ui.widgets.buttons import GlyphButton

SIZES = [(640, 360), (800, 460), (1024, 600), (1366, 768)]


def said(window):
    return window.toast.accessibleName() if window.toast.isVisible() else ""


def put_away(window):
    window.toast._leave()


def place(widget, window):
    return QRect(widget.mapTo(window, QPoint()), widget.size())


def seen(widget, window):
    """Where the part of a widget is that no other hides."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint()))


# --- words that go again ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "text_size"), [*((size, 100) for size in SIZES), *((size, 200) for size in SIZES[1:])]
)  # the smallest window has no room for four sentences at 200 %
@pytest.mark.parametrize("words", ["There is nothing to undo.", "Its date is not exact, so it cannot be moved. " * 4])
def test_a_word_lies_over_nothing(window, size, text_size, words):
    window.settings.change(text_size=text_size)
    window.redress()
    window.resize(*size)
    window.toast.say(words, "Undo", window.events.undo)
    QTest.qWait(1)
    toast = place(window.toast, window)
    assert window.rect().contains(toast)
    assert toast.top() >= place(window.workspace, window).bottom()
    inside = [
        each for each in window.findChildren(QWidget)
        if each.isVisible() and not each.isWindow() and not each.isAncestorOf(window.toast)
        and each is not window.toast and not window.toast.isAncestorOf(each) and not isinstance(each, QMenu)
    ]  # fmt: skip
    assert len(inside) > 10
    assert [each for each in inside if seen(each, window).intersects(toast)] == []
    label = window.toast.findChild(QLabel)
    assert label.height() >= label.heightForWidth(label.width())


def test_what_gave_way_to_a_word_comes_back(window):
    window.resize(800, 600)
    before = [each.text() for each in window.status.findChildren(QLabel) if each.isVisible()]
    window.toast.say("A sentence that needs more than half of the line to be read as a whole, and then some.")
    assert not window.status.legend.isVisible() or window.status.width() > 700
    window.toast._leave()
    assert [each.text() for each in window.status.findChildren(QLabel) if each.isVisible()] == before
    assert window.status.legend.isVisible()


# --- keys that can do nothing ----------------------------------------------------------------------------------------


def parts(window):
    window.view.toggle_table()
    added = Event(new_id(), "Undated event")
    window.services.apply(Change("Add", after=(added,)))
    work = window.workspace
    work.tray.toggle()
    return {"timeline": work.canvas, "table": work.table, "tray": work.tray.heading, "event panel": work.details}


@pytest.mark.parametrize("name", ["timeline", "table", "tray", "event panel"])
def test_delete_says_why_it_does_nothing_and_what_it_did(window, name):
    part = parts(window)[name]
    window.session.select(None)
    put_away(window)
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_Delete)
    assert said(window).startswith("No event is selected.")
    count = len(window.session.chronology.columns)
    window.session.select(window.session.chronology.columns.row.tolist()[0])
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_Delete)
    assert said(window).startswith("Deleted “")
    assert len(window.session.chronology.columns) == count - 1


@pytest.mark.parametrize("name", ["filters", "toolbar"])
def test_delete_elsewhere_deletes_nothing_and_says_so(window, name):
    part = {"filters": window.workspace.filters, "toolbar": window.toolbar.lanes}[name]
    window.session.select(window.session.chronology.columns.row.tolist()[0])
    count = len(window.session.chronology.columns)
    part.setFocus()
    QTest.keyClick(part, Qt.Key.Key_Delete)
    assert said(window).startswith("Delete removes the selected event")
    assert len(window.session.chronology.columns) == count


def test_undo_and_redo_say_what_they_did_and_when_there_is_nothing_left(window):
    canvas = window.workspace.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "There is nothing to undo."
    window.services.apply(Change("Add “One”", after=(Event(new_id(), "One", "2025-07-01"),)))
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "Taken back: Add “One”"
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "There is nothing to undo."
    redo = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(canvas, Qt.Key.Key_Z, redo)
    assert said(window) == "Done again: Add “One”"
    QTest.keyClick(canvas, Qt.Key.Key_Z, redo)
    assert said(window) == "There is nothing to redo."


READ_ONLY = [(Qt.Key.Key_Delete, ""), (Qt.Key.Key_N, ""), (Qt.Key.Key_Z, "Ctrl"), (Qt.Key.Key_Return, "Ctrl")]


@pytest.mark.parametrize(("key", "with_it"), READ_ONLY)
def test_keys_that_change_say_that_a_file_is_open_to_be_read_only(new_window, sample, monkeypatch, key, with_it):
    monkeypatch.setattr(Store, "open", classmethod(lambda cls, path, **_asked: cls(path, read_only=True)))
    window = new_window(sample)
    QTest.qWaitForWindowActive(window)
    window.session.select(window.session.chronology.columns.row.tolist()[0])
    window.workspace.canvas.setFocus()
    held = Qt.KeyboardModifier.ControlModifier if with_it else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(window.workspace.canvas, key, held)
    assert "can be changed" in said(window)
    assert "Save a copy" in said(window)


def test_a_refused_key_stands_in_no_menu(window):
    window.session.select(None)
    for menu in window.findChildren(QMenu):
        assert all(action.text() or action.isSeparator() or action.menu() for action in menu.actions())


# --- the sample ------------------------------------------------------------------------------------------------------


def test_a_first_start_says_what_the_sample_is_until_that_is_closed(new_window):
    path = copy_sample(documents_folder())
    window = new_window(path)
    assert str(path) in window.sample_note.note.sentence
    assert offered(window) == ["Start my own…", "Read an article…", "Ten keys…"]
    window.files.open_store(path)
    assert window.sample_note.note.sentence
    window.sample_note.note.put_away()
    assert not window.sample_note.note.sentence
    window.files.open_sample()
    assert not window.sample_note.note.sentence
    assert new_window(path).sample_note.note.sentence == ""


def offered(window):
    note = window.sample_note.note
    return [each.text() for each in note.findChildren(QPushButton) if not each.isHidden() and each.text()]


def test_the_sample_is_offered_in_the_language_that_was_chosen_since(new_window, qtbot, monkeypatch):
    english = copy_sample(documents_folder())
    before = english.read_bytes()
    monkeypatch.setattr("timeline_app.ui.services.places.sample_language", lambda _spoken: "de")
    window = new_window(english)
    assert "in your language" in window.sample_note.note.sentence
    assert offered(window) == ["Open the sample"]
    button = next(
        each for each in window.sample_note.note.findChildren(QPushButton) if each.text() == "Open the sample"
    )
    button.setFocus()
    button.click()
    qtbot.waitUntil(window.workspace.canvas.hasFocus)
    german = window.workspace.session.chronology.path
    assert german != english
    assert english.read_bytes() == before
    assert str(german) in window.sample_note.note.sentence
    assert offered(window) == ["Start my own…", "Read an article…", "Ten keys…"]
    window.sample_note.note.put_away()
    window.files.open_store(english)
    assert window.sample_note.note.sentence, "the offer is another note than the one that was closed"
    window.sample_note.note.put_away()
    window.files.open_store(english)
    assert not window.sample_note.note.sentence


def test_a_strip_that_is_closed_gives_the_keyboard_back_to_the_work(window):
    window.files.open_store(copy_sample(documents_folder()))
    work = window.workspace
    window.banner.say("The file is read only.")
    for strip in (window.banner, window.sample_note.note):
        window.toolbar.search.setFocus()
        strip.findChildren(GlyphButton)[-1].click()
        assert strip.isHidden()
        assert work.canvas.hasFocus(), "not the next button of the window"
    work.set_table("alone")
    window.toolbar.search.setFocus()
    window.banner.say("The file is read only.")
    window.banner.findChildren(GlyphButton)[-1].click()
    assert work.table.hasFocus()


def test_another_chronology_is_not_called_a_sample(window, sample):
    assert window.sample_note.note is None
    window.files.open_store(copy_sample(documents_folder()))
    assert window.sample_note.note.sentence
    window.files.open_store(sample)
    assert not window.sample_note.note.sentence


# --- narrow windows --------------------------------------------------------------------------------------------------


def test_an_empty_event_panel_is_closed_in_a_narrow_window_and_opens_for_an_event(window):
    work, row = window.workspace, window.session.chronology.columns.row.tolist()[60]
    assert work.right.isVisible()
    window.resize(900, 600)
    assert not work.right.isVisible()
    window.session.select(row)
    assert work.right.isVisible()
    assert work.canvas.width() >= window.width() // 2 - 2  # the lines between the panels
    window.session.select(None)
    assert not work.right.isVisible()
    window.resize(1300, 700)
    assert work.right.isVisible()


def test_a_person_may_keep_the_event_panel_open_or_closed(window):
    work, row = window.workspace, window.session.chronology.columns.row.tolist()[60]
    window.resize(900, 600)
    window.view.toggle_details()
    assert work.right.isVisible()
    window.session.select(row)
    window.session.select(None)
    assert work.right.isVisible()
    window.view.toggle_details()
    window.session.select(row)
    assert not work.right.isVisible()


@pytest.mark.parametrize("number", [0, 40, 90, 129])
def test_the_event_that_opens_the_panel_stays_in_view(window, number, qtbot):
    window.resize(900, 600)
    canvas = window.workspace.canvas
    index = canvas.model.first_from(-(10**12))
    for _step in range(number):
        index = canvas.model.neighbour(index, 1)
    canvas.pick(index)
    start, _end = canvas.model.span(index)
    qtbot.waitUntil(lambda: 0 <= canvas.scale.px_of(start) <= canvas.scale.width_px)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_is_clipped_in_a_small_window(window, size, text_size):
    window.settings.change(text_size=text_size)
    window.redress()
    window.resize(*size)
    assert (window.width(), window.height()) == size
    for each in window.findChildren(QPushButton):
        if each.isVisible() and each.window() is window and each.visibleRegion().boundingRect().width():
            assert each.width() >= min(each.sizeHint().width(), each.minimumSizeHint().width()), each.text()
    frames = [window.toolbar, window.workspace, window.status]
    assert all(window.rect().contains(place(each, window)) for each in frames)
    shown = [each for each in (window.toolbar.add, window.toolbar.lanes, window.toolbar.search) if each.isVisible()]
    for one, other in ((a, b) for a in shown for b in shown if a is not b):
        assert not place(one, window).intersects(place(other, window))
    assert window.rect().contains(place(window.toolbar.add, window))


def test_an_empty_chronology_shows_no_stretch_of_time(new_window, tmp_path):
    path = tmp_path / "empty.timelinedb"
    Store.create(path).close()
    window = new_window(path)
    told = window.status._range
    assert told.text() == ""
    window.events.make(Change("Add", after=(Event(new_id(), "Fighting breaks out", "2023-04-15"),)))
    assert "2023" in told.text()
    window.events.undo()
    assert told.text() == ""
