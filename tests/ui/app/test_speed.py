"""What takes long at a million events goes on beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.support.importing_stage import import_through
from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.domain.text.normalize import fold
from timeline_app.layout import assembly
from timeline_app.paint.theme import LIGHT
from timeline_app.store.store import Store
from timeline_app.ui.app.controllers import events as work_on_events
from timeline_app.ui.app.controllers import files as work_on_files
from timeline_app.ui.app.controllers.opening import StoreOpener
from timeline_app.ui.app.main_window import MainWindow
from timeline_app.ui.services.session import Session
from timeline_app.ui.services.settings import Preferences, Settings
from timeline_app.ui.table import title_order
from timeline_app.ui.table.model import DATE, TITLE, EventTableModel


@pytest.fixture
def session(qapp, sample):
    made = Session(Chronology(Store.open(sample)), LIGHT, Preferences())
    yield made
    made.close()


def titles(model):
    return [fold(model.index(line, TITLE).data()) for line in range(model.rowCount())]


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
    rows = store.search.rows_by_title().tolist()
    names = store.lookups.titles(rows)
    found = [fold(names[row]) for row in rows]
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


def greets(window):
    page = window.files.greeting._page
    return page is not None and page.isVisible() and "No chronology is open" in page.accessibleName()


@pytest.fixture
def bare(qtbot, tmp_path, monkeypatch):
    """A window in which nothing is open yet, and any store is a large one."""
    monkeypatch.setattr(work_on_files, "LARGE", 1)
    window = MainWindow(settings=Settings(tmp_path / "config"))
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_large_file_that_is_no_store_leaves_a_page_that_says_how_to_begin(bare, tmp_path, qtbot):
    path = tmp_path / "nothing.timelinedb"
    path.write_bytes(b"not a store at all" * 999)
    assert bare.files.open_path(path)
    assert not greets(bare)
    qtbot.waitUntil(lambda: greets(bare))
    assert bare.banner.isVisibleTo(bare)
    assert bare.focusWidget() is not None
    assert bare.files.greeting._page.isAncestorOf(bare.focusWidget())
    qtbot.waitUntil(lambda: not bare.findChildren(StoreOpener))


def test_a_fault_of_ours_while_a_large_store_is_read_leaves_that_page_too(bare, sample, qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(bare.faults, "tell", told.append)
    monkeypatch.setattr(assembly, "arrange", lambda *_all: 1 // 0)
    bare.files.open_path(sample)
    qtbot.waitUntil(lambda: greets(bare))
    assert [type(error) for error in told] == [ZeroDivisionError]
    monkeypatch.undo()
    monkeypatch.setattr(work_on_files, "LARGE", 1)
    bare.files.open_path(sample)  # and the page goes as something is open
    qtbot.waitUntil(lambda: bare.workspace is not None and bare.workspace.filters is not None)
    assert bare.files.greeting._page is None


def test_opening_a_large_store_that_is_called_off_leaves_that_page_too(bare, sample, qtbot):
    bare.files.open_path(sample)
    bare.jobs.cancel()
    qtbot.waitUntil(lambda: greets(bare))
    assert bare.workspace is None


def test_a_window_that_closes_while_a_large_store_is_read_lets_the_store_go(bare, sample, qtbot):
    bare.files.open_path(sample)
    bare.close()
    qtbot.wait(30)
    assert bare.workspace is None
    sample.rename(sample.with_name("moved.timelinedb"))
    assert not sample.with_name(sample.name + "-wal").exists()


def test_a_large_import_is_taken_back_and_done_again_beside_the_window(new_window, tmp_path, qtbot, monkeypatch):
    monkeypatch.setattr(work_on_events, "LARGE", 1)
    Store.create(tmp_path / "one.timelinedb").close()
    window = new_window(tmp_path / "one.timelinedb")
    table = tmp_path / "some.csv"
    table.write_text("title,start\n" + "".join(f"Event {n},2024-01-{n:02}\n" for n in range(1, 31)), encoding="utf-8")
    chronology = import_through(window, qtbot, table)
    assert len(chronology.columns) == 30
    window.events.undo()
    assert len(chronology.columns) == 30
    qtbot.waitUntil(lambda: len(chronology.columns) == 0)
    window.events.redo()
    qtbot.waitUntil(lambda: len(chronology.columns) == 30)
    assert window.toast.isVisibleTo(window)
