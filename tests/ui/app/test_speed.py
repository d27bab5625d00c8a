"""What takes long at a million events goes on beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.paint.theme import LIGHT
from timeline_app.store.store import Store
from timeline_app.ui.app.controllers import events as work_on_events
from timeline_app.ui.app.controllers import files as work_on_files
from timeline_app.ui.services.session import Session
from timeline_app.ui.services.settings import Preferences
from timeline_app.ui.table import title_order
from timeline_app.ui.table.model import DATE, TITLE, EventTableModel


@pytest.fixture
def session(qapp, sample):
    made = Session(Chronology(Store.open(sample)), LIGHT, Preferences())
    yield made
    made.close()


def titles(model):
    return [model.index(line, TITLE).data().casefold() for line in range(model.rowCount())]


def test_a_large_table_keeps_its_order_until_the_titles_are_sorted(session, qtbot, monkeypatch):
    monkeypatch.setattr(title_order, "AT_ONCE", 10)
    model = EventTableModel(session)
    in_time = titles(model)
    model.sort(TITLE)
    assert model.sorting
    assert titles(model) == in_time
    qtbot.waitUntil(lambda: not model.sorting)
    assert titles(model) == sorted(in_time)
    model.sort(DATE)
    assert titles(model) == in_time
    model.sort(TITLE, Qt.SortOrder.DescendingOrder)
    assert not model.sorting
    assert titles(model) == sorted(in_time)[::-1]


def test_a_new_event_waits_at_the_end_and_then_finds_its_place(session, qtbot, monkeypatch):
    monkeypatch.setattr(title_order, "AT_ONCE", 10)
    model = EventTableModel(session)
    model.sort(TITLE)
    qtbot.waitUntil(lambda: not model.sorting)
    before = titles(model)
    session.chronology.do(Change("Add", (), (Event(new_id(), "Aaa before all", "2020-01-01"),)))
    model.reload()
    assert titles(model) == [*before, "aaa before all"]
    qtbot.waitUntil(lambda: not model.sorting)
    assert titles(model) == sorted(["aaa before all", *before])


def test_the_store_sorts_titles_by_their_letters_in_either_case(session):
    store = session.chronology.store
    rows = store.rows_by_title().tolist()
    names = store.titles(rows)
    found = [names[row].casefold() for row in rows]
    assert found == sorted(found)
    assert len(found) == 130


def test_a_large_store_is_opened_beside_the_window(window, sample, qtbot, monkeypatch):
    monkeypatch.setattr(work_on_files, "LARGE", 1)
    before = window.session
    assert window.files.open_path(sample)
    assert window.session is before
    qtbot.waitUntil(lambda: window.session is not before)
    assert len(window.session.chronology.columns) == 130
    qtbot.waitUntil(lambda: window.workspace.filters is not None)


def test_a_large_file_that_is_no_store_is_told_of_and_leaves_what_is_open(window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(work_on_files, "LARGE", 1)
    path = tmp_path / "nothing.timelinedb"
    path.write_bytes(b"not a store at all" * 999)
    before = window.session
    assert window.files.open_path(path)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.session is before
    assert window.banner.isVisibleTo(window)


def test_a_large_import_is_taken_back_and_done_again_beside_the_window(new_window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(work_on_events, "LARGE", 1)
    Store.create(tmp_path / "one.timelinedb").close()
    window = new_window(tmp_path / "one.timelinedb")
    table = tmp_path / "some.csv"
    table.write_text("title,start\n" + "".join(f"Event {n},2024-01-{n:02}\n" for n in range(1, 31)), encoding="utf-8")
    window.files._import(str(table))
    chronology = window.session.chronology
    qtbot.waitUntil(lambda: len(chronology.columns) == 30)
    window.events.undo()
    assert len(chronology.columns) == 30
    qtbot.waitUntil(lambda: len(chronology.columns) == 0)
    window.events.redo()
    qtbot.waitUntil(lambda: len(chronology.columns) == 30)
    assert window.toast.isVisibleTo(window)
