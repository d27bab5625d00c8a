"""Making a story in the window: adding what is shown, its page, order by keys and hand, undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.document.stories import stories_of
from timeline_app.domain.change import Change
from timeline_app.domain.records import Story, StoryView
from timeline_app.store.store import Store
from timeline_app.ui.stories.add_dialog import AddViewDialog

TOLD = Story(
    "s",
    "How it went",
    (
        StoryView("First", "Words.", "", "2022-02-01", "2022-04-30"),
        StoryView("Second", "", "status:planned", "2025-01-01", "2025-07-31", "status"),
        StoryView("", "", "status:(", "soon", "2025", event_ids=("gone",)),
    ),
)


def chronology_of(window):
    return window.session.chronology


def stories(window):
    return stories_of(chronology_of(window))


def asked(window):
    return next(each for each in window.findChildren(AddViewDialog) if each.isVisible())


@pytest.fixture
def shown(window, qtbot):
    window.show()
    qtbot.waitUntil(window.workspace.canvas.isVisible)
    return window


@pytest.fixture
def page(shown, qtbot):
    chronology_of(shown).do(Change("Tell", after=(TOLD,)))
    shown.actions_of_window["stories"].trigger()
    opened = shown.dialogs.stories.page
    qtbot.waitUntil(opened.isVisible)
    return opened


def titles(page):
    return [page.model.data(page.model.index(row)) for row in range(page.model.rowCount())]


def test_what_the_window_shows_becomes_a_view_under_a_title_that_can_be_typed_at_once(shown, qtbot):
    session = shown.session
    session.set_filter(FilterState("category:Diplomacy"))
    shown.workspace.set_lanes("status")
    row = int(chronology_of(shown).columns.row[session.shown.mask][20])
    session.select(row)
    shown.workspace.canvas.view.motion.animated = False
    shown.workspace.canvas.show_range(1_640_995_200, 1_672_531_200)
    shown.actions_of_window["add to story"].trigger()
    dialog = asked(shown)
    assert dialog.title_field.selectedText() == dialog.title_field.text() != ""
    qtbot.keyClicks(dialog.title_field, "The talks")
    assert dialog.title_field.text() == "The talks"
    dialog.confirm()
    assert dialog.isVisible()
    assert "title by which it is found" in dialog.problem
    dialog.name_field.setText("How it went")
    dialog.text_field.setPlainText("One.\nTwo.\n")
    dialog.confirm()
    (story,) = stories(shown)
    (view,) = story.views
    assert (story.name, view.title, view.text) == ("How it went", "The talks", "One.\nTwo.")
    assert (view.query, view.lanes) == ("category:Diplomacy", "status")
    assert (view.first[:4], view.last[:4]) == ("2022", "2022")
    assert view.event_ids == (chronology_of(shown).event(row).id,)
    assert (session.shown.state.text, session.selected) == ("category:Diplomacy", row)
    shown.actions_of_window["undo"].trigger()
    assert stories(shown) == []


def test_the_next_view_goes_to_the_same_story_by_itself(shown):
    chronology_of(shown).do(Change("Tell", after=(TOLD, Story("t", "Another"))))
    for number in range(2):
        shown.actions_of_window["add to story"].trigger()
        dialog = asked(shown)
        if not number:
            dialog.choice.setCurrentIndex(dialog.choice.findData("s"))
        dialog.confirm()
    assert [len(each.views) for each in stories(shown)] == [5, 0]


def test_the_page_says_what_each_view_shows_and_what_it_no_longer_finds(page):
    assert titles(page) == ["First", "Second", "The whole time"]
    page.show_story("s", 2)
    said = page.form.widget().findChildren(type(page.empty))
    words = " ".join(each.text() for each in said)
    assert "filter cannot be read" in words
    assert "1 event of this view is no longer there" in words
    assert "range cannot be read" in words


def test_views_change_their_order_by_keys_and_by_hand(page, shown, qtbot):
    page.show_story("s", 0)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [view.title for view in stories(shown)[0].views] == ["Second", "First", ""]
    assert page.at == 1
    data = page.model.mimeData([page.model.index(1)])
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, page.model.index(-1))
    assert [view.title for view in stories(shown)[0].views] == ["First", "Second", ""]
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, page.model.index(-1))
    assert [view.title for view in stories(shown)[0].views] == ["First", "", "Second"]
    shown.actions_of_window["undo"].trigger()
    assert titles(page)[:2] == ["First", "Second"]
    page.show_story("s", 0)
    qtbot.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(page)[:2] == ["First", "Second"]


def test_what_is_typed_is_kept_when_one_goes_on_and_is_one_step_of_undo(page, shown):
    page.show_story("s", 0)
    page.form.title_field.setText(" The  first ")
    page.form.text_field.setPlainText("Other words.")
    page.list.setCurrentIndex(page.model.index(1))
    view = stories(shown)[0].views[0]
    assert (view.title, view.text) == ("The first", "Other words.")
    assert page.form.title_field.text() == "Second"
    shown.actions_of_window["undo"].trigger()
    assert stories(shown) == [TOLD]
    page.form.title_field.setText("The second")
    page.leave()
    assert stories(shown)[0].views[1].title == "The second"


def test_a_look_at_a_story_changes_nothing(page, shown):
    steps = chronology_of(shown).store.history.last_step()
    for row in (1, 2, 0):
        page.list.setCurrentIndex(page.model.index(row))
    page.leave()
    assert chronology_of(shown).store.history.last_step() == steps


def test_a_view_is_taken_again_shown_in_the_window_and_removed(page, shown):
    page.show_story("s", 1)
    page.form.show_wanted.emit()
    assert shown.session.shown.state.text == "status:planned"
    assert shown.workspace.canvas.lanes == "status"
    shown.session.set_filter(FilterState("category:Strike"))
    page.form.take_wanted.emit()
    view = stories(shown)[0].views[1]
    assert (view.title, view.query) == ("Second", "category:Strike")
    page.form.remove_wanted.emit()
    assert titles(page) == ["First", "The whole time"]
    page.delete.click()
    assert stories(shown) == []
    assert not page.tell.isEnabled()
    for _step in range(3):
        shown.actions_of_window["undo"].trigger()
    assert stories(shown) == [TOLD]
    assert titles(page) == ["First", "Second", "The whole time"]


def test_a_story_gets_another_title_and_one_of_several_is_chosen(page, shown):
    page.name_field.setText("How it really went")
    page.name_field.editingFinished.emit()
    assert stories(shown)[0].name == "How it really went"
    chronology_of(shown).do(Change("Tell", after=(Story("t", "Another", (StoryView("Alone"),)),)))
    assert page.choice.isVisible()
    page.choice.setCurrentIndex(page.choice.findData("t"))
    assert titles(page) == ["Alone"]
    assert page.name_field.text() == "Another"


def test_what_is_being_typed_is_told_and_outlives_the_window(page, shown, sample):
    page.show_story("s", 0)
    page.form.text_field.setPlainText("Typed just now.")
    shown.actions_of_window["tell story"].trigger()
    teller = shown.dialogs.stories.teller
    assert "Typed just now." in teller.accessibleDescription()
    teller.leave()
    page.form.text_field.setPlainText("Typed last.")
    shown.close()
    with Store.open(sample, read_only=True) as store:
        assert store.lookups.stories()[0].views[0].text == "Typed last."
