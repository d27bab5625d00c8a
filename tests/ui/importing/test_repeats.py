"""Repeated events of a calendar: once with their rule, or each time within days that are chosen on the page."""

from __future__ import annotations

from datetime import date

import pytest
from shiboken6 import isValid

from tests.support.importing_stage import choose, wait_for_counts, wizard_for
from timeline_app.formats.reading import Days

CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Briefing\r\nDTSTART;TZID=Europe/Kyiv:20220307T100000\r\n"
    "RRULE:FREQ=WEEKLY;UNTIL=20220601T000000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def wizard(window, qtbot, tmp_path):
    path = tmp_path / "briefings.ics"
    path.write_text(CALENDAR)
    made = wizard_for(window, qtbot, path)
    yield made
    if isValid(made):
        made.reject()


def type_day(field, text):
    field.field.setText(text)
    field.field.editingFinished.emit()


def test_a_repeated_event_is_taken_once_until_each_time_is_wanted(wizard, qtbot):
    repeats = wizard.form.repeats
    assert repeats.way.currentText() == "Once, with the rule in the notes"
    assert not repeats.first.isVisibleTo(wizard)
    assert wizard.counted.result.added == 1
    choose(repeats.way, True)
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.options.reading.repeats.first == date(2022, 3, 7)
    assert repeats.first.isVisibleTo(wizard)
    assert wizard.counted.result.added == 13
    assert len(wizard.lists._model.table.lines) == 13


def test_the_days_are_typed_as_people_write_them_and_counted_anew(wizard, qtbot):
    repeats = wizard.form.repeats
    choose(repeats.way, True)
    wait_for_counts(wizard, qtbot)
    type_day(repeats.first, "april 2022")
    wait_for_counts(wizard, qtbot)
    type_day(repeats.last, "april 2022")
    wait_for_counts(wizard, qtbot)
    assert wizard.plan.options.reading.repeats == Days(date(2022, 4, 1), date(2022, 4, 30))
    assert wizard.counted.result.added == 4
    assert repeats.first.field.text() == "april 2022"


def test_days_in_the_wrong_order_are_told_and_change_nothing(wizard, qtbot):
    repeats = wizard.form.repeats
    choose(repeats.way, True)
    wait_for_counts(wizard, qtbot)
    before = wizard.plan.options.reading.repeats
    type_day(repeats.last, "2021")
    assert repeats.problem == "The last day lies before the first."
    assert wizard.plan.options.reading.repeats == before


def test_what_was_counted_comes_in_as_one_change(window, wizard, qtbot):
    choose(wizard.form.repeats.way, True)
    wait_for_counts(wizard, qtbot)
    before = len(window.session.chronology.columns)
    wizard.done_button.click()
    qtbot.waitUntil(lambda: len(window.session.chronology.columns) > before)
    assert len(window.session.chronology.columns) == before + 13
    window.session.chronology.undo()
    assert len(window.session.chronology.columns) == before


def test_a_table_has_no_such_choice(window, qtbot, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("title,date\nA,2022\n")
    made = wizard_for(window, qtbot, path)
    assert not made.form.repeats.isVisibleTo(made)
    made.reject()
