"""Importing from the window: off its thread, told in a line, taken back as a whole."""

from __future__ import annotations

import threading

import pytest

from timeline_app.store.store import Store


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "more.csv"
    path.write_text(
        "date,title,category\n2025-06-01,One,Diplomacy\n2 June 2025,Two,Strike\nnonsense,Three,Strike\n",
        encoding="utf-8",
    )
    return path


def test_a_dropped_table_is_imported_and_undone_as_one(window, qtbot, table):
    window.files.take_dropped(table)
    qtbot.waitUntil(lambda: len(window.session.chronology.columns) > 130)
    assert len(window.session.chronology.columns) == 133
    assert "3 events added" in window.toast.accessibleName()
    assert window.toolbar.undo.toolTip().startswith("Undo: Import “more.csv”")
    window.events.undo()
    assert len(window.session.chronology.columns) == 130


def test_what_the_rows_lacked_is_told(window, qtbot, table):
    window.files.take_dropped(table)
    qtbot.waitUntil(lambda: bool(window.banner.sentence))
    assert "nonsense" in window.banner.sentence


def test_a_file_that_is_no_table_is_told_and_nothing_changes(window, qtbot, tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(b"\x00\x01\x02" * 100)
    window.files.take_dropped(wrong)
    qtbot.waitUntil(lambda: bool(window.banner.sentence))
    assert len(window.session.chronology.columns) == 130


def test_a_copy_is_written_whole_while_the_store_is_open(window, qtbot, tmp_path):
    target = tmp_path / "copy.timelinedb"
    window.files._copy_to(str(target))
    qtbot.waitUntil(lambda: "Saved a copy" in window.toast.accessibleName())
    with Store.open(target) as copy:
        assert copy.info().events == 130


def test_a_new_store_is_made_and_opened(window, tmp_path):
    window.files._make(str(tmp_path / "mine.timelinedb"))
    assert window.session.chronology.name == "mine"
    assert window.session.shown.total == 0


def test_a_name_that_is_taken_is_told(window, sample, tmp_path):
    window.files._make(str(sample))
    assert window.banner.sentence
    assert window.session.shown.total == 130


def test_another_store_is_not_opened_under_a_running_import(window, qtbot, tmp_path):
    waiting, other = threading.Event(), tmp_path / "other.timelinedb"
    Store.create(other).close()
    window.jobs.start("Importing", lambda _ticket: waiting.wait(10), lambda _result: None, pytest.fail)
    assert not window.files.open_path(other)
    assert "still being written" in window.banner.sentence
    assert window.session.shown.total == 130
    waiting.set()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.files.open_path(other)
