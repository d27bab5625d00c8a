"""Importing from the window: off its thread, told in a line, taken back as a whole."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from tests.support.importing_stage import import_through
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.store import Store
from timeline_app.ui.importing.report import ImportReport
from timeline_app.ui.wording.date_words import date_in_words


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "more.csv"
    path.write_text(
        "date,title,category\n2025-06-01,One,Diplomacy\n2 June 2025,Two,Strike\nnonsense,Three,Strike\n",
        encoding="utf-8",
    )
    return path


def test_a_dropped_table_is_imported_and_undone_as_one(window, qtbot, table):
    import_through(window, qtbot, table)
    assert len(window.session.chronology.columns) == 133
    assert "3 events added" in window.toast.accessibleName()
    assert window.toolbar.undo.toolTip().startswith("Undo: Import “more.csv”")
    window.events.undo()
    assert len(window.session.chronology.columns) == 130


def test_what_the_rows_lacked_is_told(window, qtbot, table):
    import_through(window, qtbot, table)
    assert "nonsense" in window.banner.sentence


def imported(window, qtbot, table):
    return import_through(window, qtbot, table)


def event_called(chronology, title):
    return next(each for each in chronology.store.lookups.all_of(Event) if each.title == title)


def test_the_whole_report_can_be_read_and_copied(window, qtbot, tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text(
        "Export\n\ntitle,date,weapon\nA,nonsense,mortar\nB,2025-06-01T00:00:00Z,\nC,rubbish,\n", encoding="utf-8"
    )
    imported(window, qtbot, path)
    qtbot.mouseClick(window.banner._button, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(ImportReport)
    qtbot.waitUntil(dialog.text.hasFocus)
    told = dialog.text.toPlainText()
    for part in ("3 events added", "2 with a date that is kept as text", "1 line above", "read as days", "weapon"):
        assert part in told
    assert "Row 4: “nonsense”" in told
    assert "Row 6: “rubbish”" in told
    qtbot.keyClick(dialog.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(ImportReport))


def test_what_is_no_date_is_shown_as_text_and_a_person_can_mend_it(window, qtbot, table):
    chronology = imported(window, qtbot, table)
    event = event_called(chronology, "Three")
    assert (event.start, event.date_text) == ("", "nonsense")
    assert date_in_words(event, "") == "No date: “nonsense”"
    window.workspace.tray.heading.click()
    (chip,) = (each for each in window.workspace.tray.chips if each.text().startswith("Three"))
    assert chip.text() == "Three · nonsense"
    window.session.select(chip.row)
    window.events.edit()
    form = window.events.editor.form
    assert form.start.field.text() == "nonsense"
    form.notes.setPlainText("Ask the author")  # what is not touched is kept, and does not stand in the way
    window.events.editor.confirm()
    event = event_called(chronology, "Three")
    assert (event.start, event.date_text, event.notes) == ("", "nonsense", "Ask the author")
    window.events.edit()
    form = window.events.editor.form
    form.start.field.setText("still nonsense")
    window.events.editor.confirm()
    assert window.events.editor is not None
    form.start.field.setText("3 June 2025")
    window.events.editor.confirm()
    event = event_called(chronology, "Three")
    assert (event.start, event.date_text) == ("2025-06-03", "3 June 2025")


def test_a_second_import_tells_what_it_did_not_overwrite(window, qtbot, tmp_path):
    path = tmp_path / "ids.csv"
    path.write_text("id,title,date\n1,One,2025-06-01\n", encoding="utf-8")
    chronology = import_through(window, qtbot, path)
    assert len(chronology.columns) == 131
    event = event_called(chronology, "One")
    chronology.do(Change("Edit", (event,), (replace(event, title="Mine"),)))
    path.write_text("id,title,date\n1,Theirs,2025-06-01\n", encoding="utf-8")
    chronology = imported(window, qtbot, path)
    assert "“Mine” was not overwritten" in window.banner.sentence
    assert "1 not overwritten" in window.toast.accessibleName()
    assert event_called(chronology, "Mine")


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
    window.jobs.start("Importing", lambda _job: waiting.wait(10), lambda _result: None, pytest.fail)
    assert not window.files.open_path(other)
    assert "still being written" in window.banner.sentence
    assert window.session.shown.total == 130
    waiting.set()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert window.files.open_path(other)


@pytest.mark.parametrize("name", ["refs.bib", "refs.txt"])
def test_a_dropped_bibliography_adds_its_sources_and_is_undone_as_one(window, qtbot, tmp_path, name):
    path = tmp_path / name
    path.write_text("@book{k, title = {A Book of Nobody}, year = {1832}}\n", encoding="utf-8")
    before = window.session.chronology.source_count
    import_through(window, qtbot, path)
    assert "1 source added" in window.toast.accessibleName()
    assert window.session.chronology.source_count == before + 1
    window.events.undo()
    assert window.session.chronology.source_count == before


def test_a_usual_order_does_not_overrule_what_a_column_proves(window, qtbot, tmp_path):
    window.services.preferences = replace(window.preferences, order="mdy")
    path = tmp_path / "days.csv"
    path.write_text("date,title\n25/04/2022,Proof\n03/04/2022,Open\n", encoding="utf-8")
    chronology = imported(window, qtbot, path)
    assert event_called(chronology, "Open").start == "2022-04-03"
    path = tmp_path / "open.csv"
    path.write_text("date,title\n03/04/2022,Nothing proved\n", encoding="utf-8")
    import_through(window, qtbot, path)
    assert event_called(chronology, "Nothing proved").start == "2022-03-04"


def test_a_file_of_no_known_kind_is_refused_with_what_can_be_imported(window, qtbot, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(window.faults, "tell", told.append)
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    window.files.take_dropped(path)
    qtbot.waitUntil(lambda: bool(told))
    assert "Tables, workbooks, calendars" in str(told[0])
