"""The dialog of find and replace: it lists each place before anything changes, and replaces what is ticked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from shiboken6 import isValid

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.ui.events.replace_dialog import ReplaceDialog
from timeline_app.ui.widgets.check_list import State
from timeline_app.ui.widgets.page_dialog import in_reading_order

EVENTS = (
    Event("r1", "Zorbia is crossed", "2023-01-01", summary="They cross zorbia at night. 😀 Zorbian guards"),
    Event("r2", "Talks on Zorbia", "2023-01-02", notes="zorbia?"),
    Event("r3", "Qwiet", "2023-01-03"),
)


@pytest.fixture
def replacing(window):
    window.services.apply(Change("Fill", after=EVENTS))
    return window


def open_dialog(window):
    window.actions_of_window["replace"].trigger()
    (dialog,) = [each for each in window.findChildren(ReplaceDialog) if each.isVisible()]
    return dialog


def look(dialog, qtbot, old, new=""):
    dialog.old.setText(old)
    dialog.new.setText(new)
    dialog.look()
    qtbot.waitUntil(lambda: not dialog._task.busy)
    return [row.words for row, _state in dialog.list.rows.states()]


def of(window, event_id):
    return window.session.chronology.event_by_id(event_id)


def test_each_place_is_listed_before_and_after(replacing, qtbot):
    dialog = open_dialog(replacing)
    assert not dialog.done_button.isEnabled()
    line = "“They cross {} at night. 😀 {} guards”"
    sentence = f"Summary: Zorbia is crossed. {line} becomes {line}"
    assert look(dialog, qtbot, "zorbia", "Zorb") == [
        "Zorbia is crossed. “Zorbia is crossed” becomes “Zorb is crossed”",
        sentence.format("zorbia", "Zorbian", "Zorb", "Zorbian"),
        sentence.format("zorbia", "Zorbian", "zorbia", "Zorbn"),
        "Talks on Zorbia. “Talks on Zorbia” becomes “Talks on Zorb”",
    ]
    assert dialog.told.text() == "4 places in 2 events; 4 ticked"
    dialog.done(0)


def test_what_is_ticked_is_replaced_in_one_step(replacing, qtbot):
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "zorbia", "Zorb")
    dialog.list.rows.toggle(2)
    assert dialog.told.text() == "4 places in 2 events; 3 ticked"
    dialog.confirm()
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert of(replacing, "r1").summary == "They cross Zorb at night. 😀 Zorbian guards"
    assert (of(replacing, "r1").title, of(replacing, "r2").title) == ("Zorb is crossed", "Talks on Zorb")
    assert of(replacing, "r2").notes == "zorbia?", "notes were not asked for"
    assert replacing.toast.accessibleName() == "Done: Replace “zorbia” with “Zorb” in 3 places of 2 events"
    replacing.events.undo()
    assert of(replacing, "r1").title == "Zorbia is crossed"
    assert replacing.session.chronology.undo_label == "Fill"


def test_boxes_narrow_the_search_and_all_or_none_are_ticked(replacing, qtbot):
    dialog = open_dialog(replacing)
    dialog.whole_words.click()
    dialog.fields["notes"].click()
    assert len(look(dialog, qtbot, "zorbia", "Z")) == 4
    dialog.match_case.click()
    assert len(look(dialog, qtbot, "zorbia", "Z")) == 2
    dialog._tick_none()
    assert dialog.kept() == []
    assert not dialog.done_button.isEnabled()
    dialog._tick_all()
    assert {state for _row, state in dialog.list.rows.states()} == {State.Checked}
    dialog.done(0)


def test_it_looks_where_it_is_told_to(replacing, qtbot):
    dialog = open_dialog(replacing)
    assert [dialog.scope.itemData(at) for at in range(dialog.scope.count())] == ["all"]
    dialog.done(0)
    replacing.view.search("title:Talks")
    replacing.session.select_events(["r1", "r2"])
    dialog = open_dialog(replacing)
    assert dialog.scope.currentData() == "shown"
    assert look(dialog, qtbot, "zorbia") == ["Talks on Zorbia. “Talks on Zorbia” becomes “Talks on ”"]
    dialog.done(0)
    replacing.view.clear_filters()
    replacing.session.select_events(["r2", "r3"])
    dialog = open_dialog(replacing)
    assert dialog.scope.currentData() == "selected"
    assert len(look(dialog, qtbot, "zorbia")) == 1
    look(dialog, qtbot, "Qwx")
    assert dialog.told.text() == "Nothing found in the 2 selected events (Title, Summary)."
    dialog.scope.setCurrentIndex(dialog.scope.findData("all"))
    assert len(look(dialog, qtbot, "zorbia")) == 4
    look(dialog, qtbot, "Qwx")
    assert (
        dialog.told.text()
        == f"Nothing found in all {len(replacing.session.chronology.columns)} events (Title, Summary)."
    )
    dialog.done(0)
    replacing.view.search("title:Talks")
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "Qwx")
    assert dialog.told.text().startswith("Nothing found in the ")
    assert "shown" in dialog.told.text()
    for box in dialog.fields.values():
        box.setChecked(False)
    look(dialog, qtbot, "Talks")
    assert dialog.told.text() == "Tick where to look: title, summary or notes."
    dialog.done(0)


def test_a_pattern_is_marked_as_one_and_a_wrong_one_is_told(replacing, qtbot):
    dialog = open_dialog(replacing)
    assert look(dialog, qtbot, "Z.rbia is") == []
    assert dialog.told.text().startswith("Nothing found in all ")
    dialog.is_pattern.click()
    assert look(dialog, qtbot, r"(Z.rbia) is", r"\1 was") == [
        "Zorbia is crossed. “Zorbia is crossed” becomes “Zorbia was crossed”"
    ]
    look(dialog, qtbot, "(")
    assert dialog.problem.startswith("The pattern cannot be read")
    assert look(dialog, qtbot, "Zorbia")
    assert dialog.problem == ""
    dialog.done(0)


def test_a_title_that_would_be_empty_is_refused_and_the_dialog_stays(replacing, qtbot):
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "Qwiet")
    dialog.confirm()
    assert dialog.problem == "“Qwiet” would be left without a title; leave it out."
    assert of(replacing, "r3").title == "Qwiet"
    look(dialog, qtbot, "Qwiet", "Qwiet")
    dialog.confirm()
    assert dialog.problem.startswith("There is nothing to replace")
    dialog.done(0)


def test_enter_right_after_typing_looks_first_and_replaces_nothing_unseen(replacing, qtbot):
    dialog = open_dialog(replacing)
    dialog.old.setText("Zorbia")
    dialog.confirm()
    qtbot.waitUntil(lambda: not dialog._task.busy)
    assert of(replacing, "r1").title == "Zorbia is crossed"
    assert dialog.list.rows.rowCount() == 4
    dialog.done(0)


def test_what_is_typed_next_empties_the_list_at_once(replacing, qtbot):
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "Zorbia", "A")
    dialog.new.setText("B")
    assert dialog.list.rows.rowCount() == 0
    assert not dialog.done_button.isEnabled()
    dialog.done(0)


def test_everything_is_reached_by_tab_and_has_a_name(replacing, qtbot):
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "Zorbia")
    reached = [widget.accessibleName() or widget.text() for widget in in_reading_order(dialog)]
    assert reached == [
        "Find", "Replace with", "Title", "Summary", "Notes", "In", "Match case", "Whole words", "Regular expression",
        "Tick all", "Tick none", "Places", "Cancel", "Replace",
    ]  # fmt: skip
    dialog.done(0)


def test_the_list_is_drawn_with_what_was_and_what_shall_be(replacing, qtbot):
    dialog = open_dialog(replacing)
    look(dialog, qtbot, "zorbia", "Zorb")
    picture = dialog.list.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    colours = {picture.pixelColor(x, y).name() for x in range(500) for y in range(46)}
    palette = dialog.list.palette()
    assert palette.color(palette.ColorRole.LinkVisited).name() in colours, "the old words are struck through"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    assert dialog.told.text() == "4 places in 2 events; 3 ticked"
    dialog.done(0)
