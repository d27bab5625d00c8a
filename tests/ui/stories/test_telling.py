"""Telling a story on the whole screen: keys, hand, what stays as it was, what cannot be shown."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtWidgets import QApplication

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.records import Story, StoryView
from timeline_app.ui.stories.telling import StoryTeller

LONG = "\n".join(f"Paragraph {number} goes on and on, and says what was said before. " * 4 for number in range(40))
TOLD = Story(
    "s",
    "How it went",
    (
        StoryView("First", "Words.", "", "2022-02-01", "2022-04-30"),
        StoryView("Second", "", "status:planned"),
        StoryView("Third", "", "title:nobody", "2030", "2031"),
    ),
)


def tell(window, qtbot, story=TOLD):
    window.show()
    if story is not None:
        window.session.chronology.do(Change("Tell", after=(story,)))
    window.actions_of_window["tell story"].trigger()
    teller = window.dialogs.stories.teller
    qtbot.waitUntil(lambda: teller.isVisible() and teller._drawn is not None)
    return teller


def press(qtbot, teller, *keys):
    for key in keys:
        qtbot.keyClick(teller, key)
        teller.grab()


@pytest.mark.parametrize(
    ("on", "back"),
    [
        (Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp),
        (Qt.Key.Key_Down, Qt.Key.Key_Up),
        (Qt.Key.Key_Space, Qt.Key.Key_Backspace),
    ],
)
def test_keys_go_from_view_to_view_and_stay_at_the_ends(window, qtbot, on, back):
    teller = tell(window, qtbot)
    assert teller.accessibleName() == "1 of 3: First."
    press(qtbot, teller, back)
    assert teller.at == 0
    press(qtbot, teller, on, on)
    assert teller.accessibleName() == "3 of 3: Third."
    press(qtbot, teller, back)
    assert teller.at == 1
    press(qtbot, teller, Qt.Key.Key_Home)
    assert teller.at == 0
    press(qtbot, teller, Qt.Key.Key_End)
    assert teller.at == 2


def test_after_the_last_view_come_the_sources_and_then_nothing(window, qtbot):
    teller = tell(window, qtbot)
    press(qtbot, teller, Qt.Key.Key_End, *[Qt.Key.Key_Right] * 20)
    assert teller.at == 3
    assert teller.accessibleName() == "Sources"
    part = teller.part
    press(qtbot, teller, Qt.Key.Key_Right)
    assert (teller.at, teller.part) == (3, part)
    qtbot.waitUntil(lambda: not teller.on.isEnabled())


def test_escape_goes_back_to_a_window_that_is_as_it_was(window, qtbot):
    session = window.session
    window.show()
    session.set_filter(FilterState("category:Strike"))
    row = int(session.chronology.columns.row[session.shown.mask][3])
    session.select(row)
    span = window.workspace.canvas.visible_range
    teller = tell(window, qtbot)
    press(qtbot, teller, Qt.Key.Key_Right)
    qtbot.keyClick(teller, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(each, StoryTeller) for each in QApplication.topLevelWidgets()))
    assert session.shown.state.text == "category:Strike"
    assert session.selected == row
    assert window.workspace.canvas.visible_range == span
    assert session.chronology.undo_label == "Tell"


def test_a_hand_goes_on_at_the_right_and_back_at_the_left(window, qtbot):
    teller = tell(window, qtbot)
    qtbot.mouseClick(teller, Qt.MouseButton.LeftButton, pos=QPoint(teller.width() - 40, 60))
    assert teller.at == 1
    qtbot.mouseClick(teller, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    assert teller.at == 0
    qtbot.mouseClick(teller.on, Qt.MouseButton.LeftButton)
    assert teller.at == 1
    qtbot.mouseClick(teller.back, Qt.MouseButton.LeftButton)
    assert teller.at == 0


def test_a_text_that_is_longer_than_the_screen_goes_on_before_the_next_view(window, qtbot):
    teller = tell(window, qtbot, Story("s", "Long", (StoryView("A", LONG), StoryView("B"))))
    parts = len(teller._sheets[0])
    assert parts > 1
    press(qtbot, teller, *[Qt.Key.Key_Right] * (parts - 1))
    assert (teller.at, teller.part) == (0, parts - 1)
    press(qtbot, teller, Qt.Key.Key_Right)
    assert (teller.at, teller.part) == (1, 0)
    press(qtbot, teller, Qt.Key.Key_Left)
    assert (teller.at, teller.part) == (0, parts - 1)


@pytest.mark.parametrize("size", [(683, 384), (1366, 768), (2560, 1440), (340, 700)])
def test_each_screen_is_filled_in_the_colours_of_the_window(window, qtbot, size):
    teller = tell(window, qtbot)
    teller.showNormal()
    teller.resize(*size)
    image = teller.grab().toImage()
    paper = QColor(window.theme.paper)
    assert image.pixelColor(2, 2) == paper
    seen = {image.pixelColor(x, y).rgb() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(seen) > 20


def test_without_a_story_it_says_how_to_make_one_and_with_several_it_asks(window, qtbot):
    window.show()
    window.actions_of_window["tell story"].trigger()
    assert window.dialogs.stories.teller is None
    assert "no story to tell yet" in window.toast.accessibleName()
    both = (TOLD, Story("t", "Another", TOLD.views))
    window.session.chronology.do(Change("Tell", after=both))
    window.actions_of_window["tell story"].trigger()
    assert window.dialogs.stories.teller is None
    page = window.dialogs.stories.page
    assert page.isVisible()
    page.show_story("s", 1)
    page.tell.click()
    teller = window.dialogs.stories.teller
    assert teller.accessibleName() == "2 of 3: Second."
    qtbot.keyClick(teller, Qt.Key.Key_Right)
    teller.leave()
    assert page.at == 2


def test_a_hostile_story_is_told_as_text(window, qtbot):
    evil = "<script>x</script>\u202e" + "A" * 4000
    teller = tell(window, qtbot, Story("s", evil, (StoryView(evil, f"{evil}\n{evil}", *[evil] * 4, (evil,)),)))
    assert "\u202e" not in teller.accessibleName()
    press(qtbot, teller, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert teller.at == 0


def test_a_click_on_a_source_opens_its_address_and_goes_nowhere_else(window, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    teller = tell(window, qtbot)
    press(qtbot, teller, Qt.Key.Key_End, Qt.Key.Key_Right)
    rect, address = next(iter(teller._sheets[3][0].links()))
    middle = (rect.center() * teller._unit()).toPoint()
    qtbot.mouseClick(teller, Qt.MouseButton.LeftButton, pos=middle)
    assert [url.toString() for url in opened] == [address]
    assert teller.at == 3
