"""The table's model: held by Qt's own tester, sorted by numbers, fetched in blocks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from timeline_app.document import Chronology
from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.text.normalize import fold
from timeline_app.paint.theme import LIGHT
from timeline_app.store.store import Store
from timeline_app.ui.services.session import Session
from timeline_app.ui.services.settings import Preferences
from timeline_app.ui.table.model import ACTORS, BLOCK, CATEGORY, DATE, IMPORTANCE, PLACE, STATUS, TITLE, EventTableModel


@pytest.fixture
def session(qapp, sample):
    made = Session(Chronology(Store.open(sample)), LIGHT, Preferences())
    yield made
    made.close()


@pytest.fixture
def model(session):
    return EventTableModel(session)


def column(model, number):
    return [model.index(line, number).data() for line in range(model.rowCount())]


def test_the_model_keeps_qts_rules_through_filters_and_sorting(session, model):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    session.set_filter(FilterState("category:=Strike"))
    model.reload()
    for number in (TITLE, STATUS, DATE):
        model.sort(number, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 21
    assert tester.model() is model


def test_rows_stand_in_order_of_time_at_first(model):
    assert column(model, DATE)[0] == "21 November 2013"
    assert model.rowCount() == 130


@pytest.mark.parametrize("number", [TITLE, CATEGORY, PLACE])
def test_texts_sort_by_their_words(model, number):
    model.sort(number)
    found = [fold(text) for text in column(model, number) if text]
    assert found == sorted(found)
    model.sort(number, Qt.SortOrder.DescendingOrder)
    assert [fold(text) for text in column(model, number) if text] == sorted(found, reverse=True)


@pytest.mark.parametrize("number", [IMPORTANCE, ACTORS])
def test_numbers_sort_by_their_size(model, number):
    model.sort(number)
    keys = [text.count(", ") if number == ACTORS else int(text[0]) for text in column(model, number)]
    assert keys == sorted(keys)


def test_cells_are_read_a_block_at_a_time(session, model, monkeypatch):
    asked = []
    events = session.chronology.events
    monkeypatch.setattr(session.chronology, "events", lambda rows: asked.append(len(rows)) or events(rows))
    for line in range(50):
        model.index(line, TITLE).data()
        model.index(line, CATEGORY).data()
    assert asked == [BLOCK]


def test_a_line_is_found_by_its_row_and_the_other_way_round(model):
    for line in (0, 64, 129):
        assert model.line_of(model.row_at(line)) == line
    assert model.row_at(130) is None
    assert model.line_of(-5) is None
