"""The timeline as an assistive program finds it: lanes are groups, events in view their items, with actions."""

from __future__ import annotations

import gc

import numpy as np
import shiboken6
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from timeline_app.ui.wording.date_words import range_in_words

NAME, ABOUT = QAccessible.Text.Name, QAccessible.Text.Description


def voice(canvas):
    return QAccessible.queryAccessibleInterface(canvas)


def children(interface):
    return [interface.child(place) for place in range(interface.childCount())]


def lanes(canvas):
    return [each for each in children(voice(canvas)) if each.object() is None]


def first_event(canvas):
    return next(event for lane in lanes(canvas) for event in children(lane))


def test_each_lane_is_a_group_with_its_name_and_counts(canvas):
    heard = lanes(canvas)
    assert [each.text(NAME) for each in heard] == [lane.name for lane in canvas.scene.lanes]
    assert {each.role() for each in heard} == {QAccessible.Role.Grouping}
    diplomacy = next(each for each in heard if each.text(NAME) == "Diplomacy")
    total, in_view = next((lane.total, lane.in_view) for lane in canvas.scene.lanes if lane.name == "Diplomacy")
    assert diplomacy.text(ABOUT) == f"{total} events, {in_view} of them in view"
    assert voice(canvas).indexOfChild(diplomacy) == heard.index(diplomacy)


def test_an_event_says_its_name_its_date_its_status_and_its_place_in_the_lane(canvas):
    for lane in lanes(canvas):
        items = children(lane)
        assert items
        for place, item in enumerate(items):
            index = canvas.model.index_of(item.row)
            assert item.role() == QAccessible.Role.ListItem
            assert item.text(NAME) == f"{canvas.model.title(index)}, {canvas.labels.date_words(index)}"
            assert item.parent() is lane
            assert lane.indexOfChild(item) == place
    whole = canvas.model.layout.lanes[0].event.tolist()
    first = children(lanes(canvas)[0])[0]
    place = whole.index(canvas.model.index_of(first.row)) + 1
    about = first.text(ABOUT)
    assert about.startswith("Occurred. ")
    assert f"{place} of {len(whole)} in {canvas.scene.lanes[0].name}. " in about
    assert about.endswith("excerpts.")


def test_the_selected_event_leads_to_what_shows_its_evidence(canvas, qtbot):
    card = QWidget()
    qtbot.addWidget(card)
    canvas.evidence_shown = lambda: [card]
    item = first_event(canvas)
    every, described = QAccessible.RelationFlag.AllRelations, QAccessible.RelationFlag.Described
    assert item.relations(every) == []
    canvas.select(item.row)
    assert item.relations(every) == [(voice(card), described)]
    assert item.relations(QAccessible.RelationFlag.Label) == []


def test_an_event_lies_on_the_screen_where_it_is_drawn(canvas):
    on_canvas = canvas.rect().translated(canvas.mapToGlobal(QPoint(0, 0)))
    for lane in lanes(canvas):
        for item in children(lane):
            assert on_canvas.contains(item.rect()), item.text(NAME)
    marked = len(canvas.scene.marks) // 2
    lane, event = int(canvas.scene.marks.lane[marked]), int(canvas.scene.marks.event[marked])
    item = next(each for each in children(lanes(canvas)[lane]) if each.row == canvas.model.row_of(event))
    x_px = canvas.scene.metrics.header_px + canvas.scene.marks.start_px[marked] + 2
    at = canvas.mapToGlobal(QPoint(round(x_px), round(canvas.scene.marks.y_px[marked])))
    assert voice(canvas).childAt(at.x(), at.y()).childAt(at.x(), at.y()) is item


def test_an_assistive_program_selects_opens_edits_and_deletes(canvas, qtbot):
    item = first_event(canvas)
    lane = item.parent()
    assert not item.state().selected
    assert lane.selectionInterface().select(item)
    qtbot.waitUntil(lambda: canvas.selected == item.row)
    assert item.state().selected
    assert lane.selectionInterface().selectedItems() == [item]
    actions = item.actionInterface()
    names = {actions.localizedActionName(name): name for name in actions.actionNames()}
    assert list(names) == ["Open", "Edit", "Go to source", "Menu", "Delete"]
    with qtbot.waitSignal(canvas.event_activated) as edited:
        actions.doAction(names["Edit"])
    assert edited.args == [item.row]
    other = children(lanes(canvas)[1])[0]
    with qtbot.waitSignal(canvas.delete_wanted):
        other.actionInterface().doAction(names["Delete"])
    assert canvas.selected == other.row
    with qtbot.waitSignal(canvas.source_wanted):
        item.actionInterface().doAction(names["Go to source"])
    assert canvas.selected == item.row
    with qtbot.waitSignal(canvas.context_wanted) as asked:
        item.actionInterface().doAction(names["Menu"])
    assert asked.args[0][0] == item.row


def test_several_selected_events_are_all_heard_as_selected(canvas):
    one, two = (children(lane)[0] for lane in lanes(canvas)[:2])
    canvas.mark_several(np.array(sorted({one.row, two.row})))
    assert one.state().selected
    assert two.state().selected
    assert one.parent().selectionInterface().selectedItems() == [one]
    assert not children(lanes(canvas)[0])[1].state().selected


def test_a_selection_is_told_where_the_keyboard_is_and_only_there(canvas, qtbot, monkeypatch):
    """Orca goes to what a program tells to be selected, and would leave the table for the timeline at each line."""
    told = []
    one, two = children(lanes(canvas)[0])[:2]
    canvas.clearFocus()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append((event.type(), event.uniqueId())))
    canvas.select(one.row)
    assert QAccessible.Event.Selection not in {kind for kind, _item in told}
    canvas.setFocus()
    canvas.select(two.row)
    number = QAccessible.uniqueId(two)
    assert (QAccessible.Event.Selection, number) in told
    qtbot.waitUntil(lambda: told[-1] == (QAccessible.Event.Focus, number))


def test_a_stretch_of_time_is_said_once_the_view_has_come_to_rest(canvas, qtbot, monkeypatch):
    said = []
    assert voice(canvas) is not None
    canvas.setFocus()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr("timeline_app.ui.canvas.voice.announce", lambda _widget, sentence: said.append(sentence))
    start, end = canvas.visible_range
    for part in (2, 3, 4):
        canvas.show_range(end - (end - start) // part, end)
    qtbot.waitUntil(lambda: said == [range_in_words(*canvas.visible_range)])
    canvas.clearFocus()
    canvas.show_range(start, end)
    voice(canvas)._tree.settle()
    assert len(said) == 1


def test_the_canvas_leaves_the_selected_event_to_speak_for_itself(canvas):
    """A screen reader says both the description of what has the keyboard, as it changes, and what comes to have it."""
    assert "Nothing selected" in voice(canvas).text(ABOUT)
    canvas.select(first_event(canvas).row)
    assert voice(canvas).text(ABOUT) == ""


def test_the_tree_follows_what_is_seen(canvas, qtbot):
    before = {item.row for lane in lanes(canvas) for item in children(lane)}
    heard = [item for lane in lanes(canvas) for item in children(lane)]
    start, end = canvas.visible_range
    canvas.show_range(end - (end - start) // 20, end)
    tree = voice(canvas)._tree
    tree.settle()
    after = {item.row for lane in lanes(canvas) for item in children(lane)}
    assert after < before
    gone = [item for item in heard if not shiboken6.isValid(item)]
    assert len(gone) >= len(before) - len(after)
    canvas.set_lanes("actor")
    tree.settle()
    assert [each.text(NAME) for each in lanes(canvas)] == [lane.name or "Events" for lane in canvas.scene.lanes]
    assert all(children(lane) is not None for lane in lanes(canvas))


def test_nothing_of_a_canvas_is_left_when_it_is_gone(canvas):
    root = voice(canvas)
    item, lane = first_event(canvas), lanes(canvas)[0]
    numbers = [QAccessible.uniqueId(each) for each in (root, item, lane)]
    canvas.setParent(None)
    shiboken6.delete(canvas)
    gc.collect()
    assert [QAccessible.accessibleInterface(number) for number in numbers] == [None] * 3
    assert not any(shiboken6.isValid(each) for each in (root, item, lane))
