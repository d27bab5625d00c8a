"""The date range of the filter: what possibly lies within, or only what certainly does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from timeline_app.document.editing.filter_state import FilterState, state_of_view, view_of
from timeline_app.domain.change import Change
from timeline_app.domain.query.dates import QueryDates
from timeline_app.domain.records import Event, new_id
from timeline_app.ui.filters.range_fields import DateRange

DATES = ("2025-07-10", "2025-07", "2025-07-20~", "2025", "[2025-07-05,2025-08-05]", "2025-06-20/2025-07-02")


@pytest.fixture
def stage(window):
    events = tuple(Event(new_id(), f"Xylo {date}", *date.split("/")) for date in DATES)
    window.session.chronology.do(Change("Add", after=events))
    return window


def kept(window):
    columns, mask = window.session.chronology.columns, window.session.shown.mask
    titles = window.session.chronology.titles(columns.row[mask].tolist()).values()
    return {title.removeprefix("Xylo ") for title in titles if title.startswith("Xylo ")}


def fill(window, first, last):
    dates = window.workspace.filters.findChild(DateRange)
    for field, words in zip((dates._first, dates._last), (first, last), strict=True):
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, words)
        QTest.keyClick(field, Qt.Key.Key_Return)
    return dates


def test_what_may_lie_within_is_kept_at_first_and_only_what_must_on_request(stage):
    dates = fill(stage, "1 July 2025", "31 July 2025")
    assert stage.session.shown.state.text == "date:2025-07-01..2025-07-31"
    assert kept(stage) == set(DATES)
    dates.sureness.setCurrentIndex(1)
    dates.sureness.activated.emit(1)
    assert stage.session.shown.state.text == "within:2025-07-01..2025-07-31"
    assert kept(stage) == {"2025-07-10", "2025-07", "2025-07-20~"}
    dates.sureness.setCurrentIndex(0)
    dates.sureness.activated.emit(0)
    assert stage.session.shown.state.text == "date:2025-07-01..2025-07-31"


def test_the_choice_made_first_holds_for_dates_typed_later(stage):
    dates = stage.workspace.filters.findChild(DateRange)
    dates.sureness.setCurrentIndex(1)
    fill(stage, "July 2025", "July 2025")
    assert stage.session.shown.state.text == "within:2025-07..2025-07"


def test_the_chip_says_so_and_takes_it_out(stage):
    stage.view.search("within:2025-07-01..2025-07-31 status:reported")
    chips = stage.toolbar.search.chips
    assert chips.labels == ["Certainly 1 July 2025 – 31 July 2025", "Status: Reported"]
    assert stage.workspace.filters.findChild(DateRange).sureness.currentData() is True
    chips._chips[0].removed.emit()
    assert stage.session.shown.state.text == "status:reported"


def test_it_survives_in_a_saved_view(stage):
    stage.view.search("within:2025-07")
    view = view_of("July", stage.session.shown.state, stage.workspace.canvas.visible_range, "category")
    stage.view.clear_filters()
    assert state_of_view(view) == FilterState("within:2025-07")
    stage.workspace.show_view(view)
    assert kept(stage) == {"2025-07-10", "2025-07", "2025-07-20~"}


def test_other_parts_of_the_query_stay():
    state = FilterState("status:planned date:2025-05..2025-07 talks")
    certain = state.with_dates("2025-05", "2025-07", certain=True)
    assert set(certain.text.split()) == {"status:planned", "talks", "within:2025-05..2025-07"}
    assert certain.dates(QueryDates()) == ("2025-05", "2025-07")
    assert certain.certain
    assert not certain.with_dates("2025-05", "2025-07").certain
    assert certain.with_dates("", "", certain=True).text.split() == ["status:planned", "talks"]


def test_the_fields_take_days_counted_from_today(stage, monkeypatch):
    monkeypatch.setattr("timeline_app.ui.filters.range_fields.today_as_edtf", lambda _zone: "2025-07-23")
    fill(stage, "last Monday", "tomorrow")
    assert stage.session.shown.state.dates(stage.session.query_dates) == ("2025-07-21", "2025-07-24")


def test_what_an_assistive_program_writes_counts_once_the_keyboard_leaves(stage):
    dates = stage.workspace.filters.findChild(DateRange)
    dates._first.setFocus()
    dates._first.setText("1 July 2025")
    dates._last.setFocus()
    dates._last.setText("31 July 2025")
    stage.workspace.canvas.setFocus()
    assert stage.session.shown.state.text == "date:2025-07-01..2025-07-31"
    dates._last.setFocus()
    dates._last.setText("no date")
    stage.workspace.canvas.setFocus()
    assert dates._last.property("bad")
    assert stage.session.shown.state.text == "date:2025-07-01..2025-07-31"
