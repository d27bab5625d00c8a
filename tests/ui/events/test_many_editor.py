"""The form for many events: it says what differs, changes what is touched, and one undo takes all of it back."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from timeline_app.document.editing import many_events
from timeline_app.domain.change import Change
from timeline_app.domain.records import Actor, Category, Event, Participation, Tag
from timeline_app.store.records import journal
from timeline_app.store.store import Store
from timeline_app.ui.events.many_editor import ManyEventsDialog
from timeline_app.ui.history import saving
from timeline_app.ui.widgets.page_dialog import in_reading_order

COUNT = 12


@pytest.fixture
def many(window):
    """The window with twelve new events selected."""
    names = (
        Category("mc1", "Siege"), Category("mc2", "Relief"), Actor("ma1", "RSF"), Actor("ma2", "SAF"),
        Tag("mt1", "famine"),
    )  # fmt: skip
    events = tuple(
        Event(
            f"m{n:02}", f"Event {n}", f"2023-06-{n + 1:02}", status="reported", category_id=("mc1", "mc2")[n % 2],
            actors=(Participation("ma1", "attacker"), *((Participation("ma2"),) if n < 5 else ())), tag_ids=("mt1",),
        )
        for n in range(COUNT)
    )  # fmt: skip
    window.services.apply(Change("Fill", after=(*names, *events)))
    window.session.select_events(event.id for event in events)
    return window


def open_form(window):
    window.actions_of_window["edit"].trigger()
    (form,) = [each for each in window.findChildren(ManyEventsDialog) if each.isVisible()]
    return form


def stored(window):
    chronology = window.session.chronology
    return [chronology.event_by_id(f"m{n:02}") for n in range(COUNT)]


def plain(events):
    return [dataclasses.replace(event, updated="") for event in events]


def test_what_differs_says_several_and_what_all_share_stands_there(many):
    form = open_form(many)
    assert form.windowTitle() == "Edit 12 events"
    assert (form.category.field.text(), form.category.field.placeholderText()) == ("", "several")
    assert form.status.currentText() == "Reported"
    assert form.importance.currentData() == 3
    rows = [(row.words, row.aside, row.state) for row, _state in form.actors.list.rows.states()]
    assert rows == [
        ("RSF", "all", Qt.CheckState.Checked), ("SAF", "5 of 12", Qt.CheckState.PartiallyChecked)
    ]  # fmt: skip
    assert form.edits.is_empty
    assert form.told.text() == "Nothing so far."
    form.done(0)


def test_leaving_it_untouched_changes_nothing(many):
    label = many.session.chronology.undo_label
    form = open_form(many)
    form.confirm()
    assert not form.isVisible()
    assert many.session.chronology.undo_label == label


def test_only_what_was_touched_changes_in_one_step_and_the_events_stay_selected(many):
    before = stored(many)
    form = open_form(many)
    form.status.setCurrentIndex(form.status.findData("occurred"))
    form.tags.field.setText("displacement; aid")
    form._tell()
    assert form.told.text() == "12 of 12 events: status Occurred; tag “displacement”, “aid”"
    form.confirm()
    assert not form.isVisible()
    after = stored(many)
    assert {event.status for event in after} == {"occurred"}
    assert {len(event.tag_ids) for event in after} == {3}
    same = [
        dataclasses.replace(new, status=old.status, tag_ids=old.tag_ids) for new, old in zip(after, before, strict=True)
    ]
    assert plain(same) == plain(before)
    assert len(many.session.several) == COUNT
    assert many.toast.accessibleName().startswith("Done: 12 events: status Occurred")
    many.events.undo()
    assert plain(stored(many)) == plain(before)
    assert many.session.chronology.undo_label == "Fill"


def test_actors_are_given_to_all_or_taken_from_all_and_in_part_can_be_had_again(many):
    form = open_form(many)
    rows = form.actors.list.rows
    rows.toggle(1)
    assert form.actors.edit.added == ("SAF",)
    rows.toggle(1)
    assert form.actors.edit.removed == ("ma2",)
    rows.toggle(1)
    assert form.edits.is_empty, "as it was"
    rows.toggle(0)
    rows.toggle(1)
    form.confirm()
    assert {event.actors for event in stored(many)} == {(Participation("ma2"),)}


def test_a_name_that_differs_can_be_set_for_all_and_taken_from_all(many):
    form = open_form(many)
    form.category.field.setText("siege")
    form.confirm()
    assert {event.category_id for event in stored(many)} == {"mc1"}
    form = open_form(many)
    assert form.category.field.text() == "Siege"
    form.category.none.click()
    assert not form.category.field.isEnabled()
    form.confirm()
    assert {event.category_id for event in stored(many)} == {""}
    form = open_form(many)
    assert form.category.none.isHidden(), "there is nothing to take away"
    form.done(0)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_dates_are_moved_in_one_step_and_shown_before(many):
    first = stored(many)[0]
    many.services.apply(Change("Vague", (first,), (dataclasses.replace(first, start="2023"),)))
    before = stored(many)
    form = open_form(many)
    choose(form.date.way, "later")
    form.date.number.setText("3")
    form._tell()
    assert form.told.text().splitlines() == [
        "11 of 12 events: dates 3 days later",
        "Event 1: 2 June 2023 → 5 June 2023",
        "Event 2: 3 June 2023 → 6 June 2023",
        "Event 3: 4 June 2023 → 7 June 2023",
        "1 event stays: its date is not exact enough to be moved so.",
    ]
    form.confirm()
    assert not form.isVisible()
    assert [event.start for event in stored(many)][:3] == ["2023", "2023-06-05", "2023-06-06"]
    many.events.undo()
    assert plain(stored(many)) == plain(before)


def test_one_date_for_all_or_none(many):
    form = open_form(many)
    choose(form.date.way, "same")
    form._tell()
    assert form.told.text() == "Type the date that all shall have, or choose “no date”."
    form.confirm()
    assert form.isVisible(), "there is no date yet"
    form.date.date.field.setText("3–9 May 2024")
    form.confirm()
    assert {(event.start, event.end, event.date_text) for event in stored(many)} == {
        ("2024-05-03", "2024-05-09", "3–9 May 2024")
    }
    form = open_form(many)
    choose(form.date.way, "later")
    form.date.number.setText("")
    form.confirm()
    assert form.isVisible(), "by how much is not told"
    form.date.number.setText("2")
    choose(form.date.unit, "hours")
    form.confirm()
    assert form.isVisible(), "days have no hours"
    choose(form.date.way, "none")
    form.confirm()
    assert {(event.start, event.end) for event in stored(many)} == {("", "")}


def test_how_many_really_change_is_told(many):
    form = open_form(many)
    form.category.field.setText("Relief")
    form._tell()
    assert form.told.text() == "6 of 12 events: category “Relief”"
    form.category.field.setText("")
    form.zone.setCurrentIndex(form.zone.findData("UTC"))
    form._telling.start()
    assert form._telling.isActive(), "it waits for the next key"
    form._tell()
    form._telling.stop()
    assert form.told.text() == "12 of 12 events: times in UTC"
    form.done(0)


def test_what_others_write_meanwhile_stays(many):
    form = open_form(many)
    form.importance.setCurrentIndex(form.importance.findData(5))
    form.tags.field.setText("mine")
    with Store.open(many.session.chronology.path) as other:
        event = other.lookups.event("m03")
        theirs = Tag("theirs", "theirs")
        other.apply(Change("Theirs", (event,), (theirs, dataclasses.replace(event, title="T", tag_ids=("theirs",)))))
    form.confirm()
    now = stored(many)
    assert {event.importance for event in now} == {5}
    assert now[3].title == "T"
    assert [each.name for each in many.session.chronology.tags if each.id in now[3].tag_ids] == ["theirs", "mine"]


def test_very_many_are_changed_beside_the_window_and_so_undone(many, qtbot, monkeypatch):
    monkeypatch.setattr(saving, "MOST_IN_A_FRAME", 10)
    form = open_form(many)
    form.status.setCurrentIndex(form.status.findData("disputed"))
    form.confirm()
    assert many.services.jobs.busy
    assert not form.isEnabled()
    qtbot.waitUntil(lambda: not isValid(form))
    assert {event.status for event in stored(many)} == {"disputed"}
    assert many.toast.accessibleName().startswith("Done: 12 events")
    monkeypatch.setattr(journal, "_LONG", 100)
    many.events.undo()
    assert many.services.jobs.busy
    qtbot.waitUntil(lambda: not many.services.jobs.busy)
    assert {event.status for event in stored(many)} == {"reported"}
    assert many.toast.accessibleName() == "Taken back: 12 events: status Disputed"


def test_a_fault_beside_the_window_leaves_the_form_as_it_is(many, qtbot, monkeypatch):
    monkeypatch.setattr(saving, "MOST_IN_A_FRAME", 10)
    form = open_form(many)
    form.status.setCurrentIndex(form.status.findData("disputed"))
    monkeypatch.setattr(type(many.session.chronology.store), "apply", full_disk)
    form.confirm()
    qtbot.waitUntil(form.isEnabled)
    assert form.isVisible()
    assert "the disk is full" in form.problem
    assert form.status.currentData() == "disputed"
    form.done(0)


def full_disk(_store, _change, _author=""):
    raise OSError(28, "No space left on device")


def test_others_who_write_meanwhile_are_followed_beside_the_window_too(many, qtbot, monkeypatch):
    monkeypatch.setattr(saving, "MOST_IN_A_FRAME", 10)
    form = open_form(many)
    form.status.setCurrentIndex(form.status.findData("disputed"))
    with Store.open(many.session.chronology.path) as other:
        event = other.lookups.event("m03")
        other.apply(Change("Theirs", (event,), (dataclasses.replace(event, title="T"),)))
    form.confirm()
    qtbot.waitUntil(lambda: not isValid(form))
    assert {event.status for event in stored(many)} == {"disputed"}
    assert stored(many)[3].title == "T"


def test_too_many_are_refused_in_a_sentence(many, monkeypatch):
    monkeypatch.setattr(many_events, "MOST_AT_ONCE", 11)
    many.actions_of_window["edit"].trigger()
    assert many.toast.accessibleName().startswith("12 events are chosen, and 11 at most can be changed at once")
    assert not many.findChildren(ManyEventsDialog)


def test_the_key_of_checking_marks_all_that_are_selected(many):
    many.evidence.mark_checked()
    assert many.session.chronology.select("is:checked").sum() == COUNT
    assert many.toast.accessibleName().startswith("Done: 12 events: checked")
    many.evidence.mark_checked()
    assert many.toast.accessibleName() == "All of them are marked so already."
    many.evidence.ask_checking()
    assert many.session.chronology.select("is:needs-checking").sum() == COUNT


def test_every_field_has_a_name_and_is_reached_by_tab_in_the_order_of_the_eye(many):
    form = open_form(many)
    reached = [widget.accessibleName() or widget.text() for widget in in_reading_order(form)]
    assert reached == [
        "Date", "Category", "no category", "Place", "Status", "Importance", "Actors", "Actors: add to all", "Tags",
        "Tags: add to all", "Times in", "Review", "Cancel", "Change",
    ]  # fmt: skip
    form.done(0)


def test_a_row_is_ticked_by_space_enter_and_a_click(many, qtbot):
    form = open_form(many)
    names = form.actors.list
    names.setFocus()
    names.setCurrentIndex(names.model().index(1, 0))
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        before = names.rows.states()[1][1]
        qtbot.keyClick(names, key)
        assert names.rows.states()[1][1] != before
    qtbot.mouseClick(
        names.viewport(), Qt.MouseButton.LeftButton, pos=names.visualRect(names.model().index(1, 0)).center()
    )
    assert names.rows.states()[1][1] == Qt.CheckState.PartiallyChecked
    assert names.model().setData(names.model().index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert form.actors.edit.removed == ("ma1",)
    form.done(0)
