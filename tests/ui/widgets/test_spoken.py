"""What an assistive program finds in the smaller parts of the window, and what it is told to say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFrame, QLabel, QMainWindow, QMenu, QSplitter

from timeline_app.base.i18n.facts import with_stops
from timeline_app.ui.widgets.buttons import ComboBox, add_heading
from timeline_app.ui.widgets.focus import put_side_by_side
from timeline_app.ui.widgets.messages import SettledWords, SpokenNotice, announce
from timeline_app.ui.widgets.speaking import let_widgets_speak

NAME = QAccessible.Text.Name


@pytest.fixture
def window(qapp, qtbot):
    let_widgets_speak()
    made = QMainWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def said(monkeypatch):
    """The sentences that a screen reader is told to say, as if one ran under Linux."""
    found = []

    def note(event):
        if event.type() == QAccessible.Event.ObjectShow and isinstance(event.object(), SpokenNotice):
            found.append(event.object().accessibleName())

    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", note)
    return found


def voice(widget):
    return QAccessible.queryAccessibleInterface(widget)


def children(interface):
    return [interface.child(place) for place in range(interface.childCount())]


@pytest.fixture
def box(window, qtbot):
    made = ComboBox(window)
    add_heading(made, "Pictures")
    for words in ("PNG", "SVG", "PDF"):
        made.addItem(words)
    made.setCurrentIndex(1)
    window.setCentralWidget(made)
    made.show()
    assert voice(made) is not None
    qtbot.wait(10)
    return made


def entry(box, words):
    found = next(each for each in children(voice(box)) if each.role() == QAccessible.Role.List)
    return next(each for each in children(found) if each.text(NAME) == words)


@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open"])
def test_what_an_assistive_program_selects_in_a_list_is_chosen(box, qtbot, is_open):
    if is_open:
        box.showPopup()
    with qtbot.waitSignal(box.activated) as told:
        entry(box, "PDF").actionInterface().doAction("Toggle")
    assert told.args == [3]
    assert box.currentText() == "PDF"
    assert not box.view().isVisible()


def test_going_through_an_open_list_by_keys_chooses_nothing_yet(box, qtbot):
    box.showPopup()
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.wait(10)
    assert box.currentText() == "PNG"
    assert box.view().isVisible()
    qtbot.keyClick(box.view(), Qt.Key.Key_Escape)


def test_a_choice_made_by_keys_in_a_closed_list_is_told_as_its_entry(box, qtbot, monkeypatch):
    told = []
    box.setFocus()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append((event.type(), event.child())))
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert (QAccessible.Event.Focus, 2) in told


def test_a_heading_of_a_list_cannot_be_chosen(box, qtbot):
    box.view().selectionModel().select(box.model().index(0, 0), box.view().selectionModel().SelectionFlag.Select)
    qtbot.wait(10)
    assert box.currentText() == "PNG"


def test_an_open_menu_stands_in_its_window_and_closes_when_chosen_from(window, qtbot):
    menu = QMenu(window)
    menu.setAccessibleName("Lanes")
    chosen = []
    menu.addAction("Actor").triggered.connect(lambda: chosen.append("Actor"))
    before = voice(window).childCount()
    menu.popup(window.pos())
    qtbot.waitUntil(menu.isVisible)
    (found,) = [each for each in children(voice(window)) if each.role() == QAccessible.Role.PopupMenu]
    assert found.text(NAME) == "Lanes"
    assert voice(window).indexOfChild(found) == before
    found.child(0).actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert chosen == ["Actor"]
    assert voice(window).childCount() == before


def test_a_sheet_with_a_name_stands_in_its_window_and_other_popups_do_not(window, qtbot):
    sheet, other = (QFrame(window, Qt.WindowType.Popup) for _each in range(2))
    sheet.setAccessibleName("Legend")
    for each in (sheet, other):
        each.show()
        qtbot.waitUntil(each.isVisible)
    assert [each.text(NAME) for each in children(voice(window)) if each.object() in {sheet, other}] == ["Legend"]
    for each in (sheet, other):
        each.close()


def test_what_is_said_is_a_notification_of_the_program_once_for_each_window(window, said):
    announce(window, "Saved\u2028it")
    announce(window, "Deleted it")
    assert said == ["Saved it", "Deleted it"]
    (notice,) = window.findChildren(SpokenNotice)
    assert voice(notice).role() == QAccessible.Role.Notification
    assert voice(notice).parent().role() == QAccessible.Role.Application


def test_what_changes_while_one_types_is_said_once_it_has_settled(window, qtbot, said):
    words = SettledWords(window)
    for each in ("2", "23", "23 July"):
        words.say(each)
    qtbot.waitUntil(lambda: said == ["23 July"])
    words.say("23 July")
    words.say_now()
    assert said == ["23 July"]
    words.say("")
    words.say_now()
    words.say("23 July")
    words.say_now()
    assert said == ["23 July"] * 2


def test_parts_beside_each_other_are_read_from_the_left(window):
    splitter = QSplitter(window)
    parts = [QLabel(words, splitter) for words in ("one", "two", "three")]
    put_side_by_side(splitter, *parts)
    assert [each.text(NAME) for each in children(voice(splitter))][:3] == ["one", "two", "three"]


def test_a_voice_pauses_between_words_that_are_no_sentences():
    assert with_stops("Occurred", "", "3 of 16 in Diplomacy", "Really?") == "Occurred. 3 of 16 in Diplomacy. Really?"
