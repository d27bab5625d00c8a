"""The window as a person uses it: opened on the sample, searched, filtered, edited, taken back."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea
from window_words import words_in

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store
from timeline_app.ui.app.about import About
from timeline_app.ui.app.licences_dialog import LicencesDialog
from timeline_app.ui.events.evidence_card import EvidenceCard
from timeline_app.ui.sources.findings_list import kind_of
from timeline_app.ui.widgets.chip import Chip


def row_called(window, part):
    session = window.session
    rows = session.chronology.columns.row.tolist()
    titles = session.chronology.titles(rows)
    return next(row for row in rows if part in titles[row])


def trigger(window, name):
    window.actions_of_window[name].trigger()


def test_the_sample_opens_with_its_counts(window):
    assert window.windowTitle().startswith("Ukraine–Russia")
    assert "130 events · 258 sources" in words_in(window.toolbar)
    assert "130" in words_in(window.workspace.filters)
    assert window.status.state == "All changes saved"


def test_searching_narrows_the_canvas_the_table_and_the_counts(window, qtbot):
    trigger(window, "table")
    QTest.keyClicks(window.toolbar.search, "category:Diplomacy")
    qtbot.waitUntil(lambda: window.session.shown.kept == 31)
    assert int(window.session.shown.mask.sum()) == 31
    assert window.workspace.table.events.rowCount() == 31
    assert ">31</b> of 130 shown" in words_in(window.workspace.filters)


def test_escape_clears_the_search(window, qtbot):
    window.view.search("status:planned")
    assert window.session.shown.kept == 3
    QTest.keyClick(window.toolbar.search, Qt.Key.Key_Escape)
    assert window.session.shown.kept == 130
    assert window.toolbar.search.text() == ""


def test_a_click_on_a_facet_edits_the_same_query_as_the_search_field(window):
    section = window.workspace.filters._sections["status"]
    row = next(row for row in section._rows if row.value == "disputed")
    row.click()
    assert window.session.shown.state.text == "status:disputed"
    assert window.toolbar.search.query == "status:disputed"
    assert window.session.shown.kept == 6
    row.click()
    assert window.session.shown.kept == 130


def test_a_second_category_adds_its_events_and_the_counts_of_others_stay(window):
    section = window.workspace.filters._sections["category"]
    rows = {row.value: row for row in section._rows}
    rows["Strike"].click()
    assert window.session.shown.kept == 21
    assert rows["Diplomacy"].accessibleName() == "Diplomacy, 31 events"
    rows["Diplomacy"].click()
    assert window.session.shown.kept == 52


def test_a_query_that_cannot_be_read_is_marked_and_keeps_what_is_shown(window):
    window.view.search("status:planned")
    window.view.search("statsu:planned")
    assert "Did you mean “status”?" in window.toolbar.search.problem
    assert window.toolbar.search.marked == (0, 6)
    assert window.session.shown.kept == 3
    window.view.search("")
    assert window.toolbar.search.problem == ""
    assert window.toolbar.search.marked is None


def test_chips_show_the_filters_and_take_them_away(window):
    window.view.search("importance:>=4 missile category:=Strike")
    field = window.toolbar.search
    assert (field.chips.labels, field.text()) == (["Importance 4 or more", "Category: Strike"], "missile ")
    field.chips.findChildren(Chip)[1].removed.emit()
    assert window.session.shown.state.text == "category:=Strike missile "


def test_nothing_matching_leads_back(window):
    window.view.search("zzzzzz")
    blank = window.workspace.stack.currentWidget()
    assert "Nothing matches" in words_in(blank)
    assert "write ~ before it" in blank.findChildren(QLabel)[1].accessibleName()
    window.view.search("importance:1 status:cancelled category:=Strike")
    assert "Nothing matches" in words_in(blank)
    assert "~" not in blank.findChildren(QLabel)[1].accessibleName()
    next(button for button in blank.findChildren(QPushButton) if button.text() == "Clear filters").click()
    assert window.session.shown.kept == 130
    assert window.workspace.stack.currentIndex() == 0


def test_selecting_on_the_canvas_fills_the_event_panel(window):
    window.session.select(row_called(window, "Third round of direct talks in Istanbul"))
    words = words_in(window.workspace.details)
    assert "Third round of direct talks in Istanbul" in words
    assert "Wednesday, 23 July 2025" in words
    assert "Evidence · 4" in words
    assert len(window.workspace.details.findChildren(EvidenceCard)) == 4


def test_a_quote_and_a_paraphrase_say_which_they_are(window):
    window.session.select(row_called(window, "Zelensky announces"))
    words = words_in(window.workspace.details)
    assert "Quote" in words
    assert "Paraphrase" in words
    assert "Ukraine and Russia are to meet again in Istanbul this Wednesday" in words


def test_a_chip_of_an_actor_filters_by_that_actor(window):
    window.session.select(row_called(window, "Third round of direct talks in Istanbul"))
    chip = next(chip for chip in window.workspace.details.findChildren(Chip) if chip.text() == "Rustem Umerov")
    chip.click()
    assert window.session.shown.state.text == 'actor:="Rustem Umerov"'
    assert 0 < window.session.shown.kept < 130


def test_the_table_and_the_canvas_select_the_same_event(window):
    trigger(window, "table")
    table = window.workspace.table
    table.setCurrentIndex(table.events.index(5, 1))
    assert window.workspace.canvas.selected == table.events.row_at(5)
    wanted = row_called(window, "Spider’s Web")
    window.session.select(wanted)
    assert table.events.row_at(table.currentIndex().row()) == wanted


def test_a_list_of_commands_that_none_fits_says_so(window):
    trigger(window, "palette")
    palette = window.findChild(QDialog, "palette")
    for typed, told in (
        ("", []),
        ("no such command", ["Nothing here has these words. Try fewer, or others."]),
        ("export", []),
    ):
        palette.field.setText(typed)
        assert [each.text() for each in palette.findChildren(QLabel) if each.isVisible()] == told
    palette.done(0)


def test_adding_undoing_and_redoing_survive_a_restart(new_window, sample):
    window = new_window(sample)
    trigger(window, "quick")
    dialog = window.findChild(QDialog, "palette")
    dialog.show_text("23 July 2025 14:00 Kyiv — Delegations arrive")
    assert "Wednesday, 23 July 2025" in dialog.sentence
    dialog.save()
    assert len(window.session.chronology.columns) == 131
    assert window.session.selected_event().title == "Delegations arrive"
    assert "131 events" in words_in(window.toolbar)
    trigger(window, "undo")
    assert len(window.session.chronology.columns) == 130
    assert window.session.selected is None
    window.close()

    again = new_window(sample)
    assert "Add “Delegations arrive”" in again.toolbar.redo.toolTip()
    trigger(again, "redo")
    assert len(again.session.chronology.columns) == 131
    assert again.session.selected_event().title == "Delegations arrive"
    again.close()

    last = new_window(sample)
    last.session.select(row_called(last, "Delegations arrive"))
    assert "14:00" in words_in(last.workspace.details)


def test_deleting_offers_to_take_it_back_with_all_its_evidence(window):
    row = row_called(window, "Third round of direct talks in Istanbul")
    window.session.select(row)
    event = window.session.selected_event()
    before = window.session.chronology.evidence(event.id)
    trigger(window, "delete")
    assert len(window.session.chronology.columns) == 129
    assert "Deleted “Third round" in words_in(window.toast)
    window.toast.findChild(QPushButton, "toastButton").click()
    assert len(window.session.chronology.columns) == 130
    assert window.session.chronology.evidence(event.id) == before


def test_a_change_made_elsewhere_is_seen(window, sample):
    with Store.open(sample) as other:
        other.apply(Change("Add", after=(Event(new_id(), "From another window", "2025-06-01"),)))
    window.files.file_watcher.look()
    assert len(window.session.chronology.columns) == 131
    assert "131 events" in words_in(window.toolbar)


def test_a_file_that_is_no_store_is_told_and_the_open_one_stays(window, tmp_path):
    wrong = tmp_path / "wrong.timelinedb"
    wrong.write_text("not a store")
    window.files.take_dropped(wrong)
    assert window.banner.sentence
    assert window.session.chronology.name == "Ukraine–Russia"
    assert wrong.read_text() == "not a store"


def test_a_damaged_store_says_so_once_it_was_looked_over(window, qtbot, monkeypatch):
    from timeline_app.store.safety.checking import Finding, Report

    found = Report((Finding("excerpt", "x", "The words of an excerpt are lost."),))
    monkeypatch.setattr(type(window.session.chronology.store), "check", lambda _store, _rest=None: found)
    window.files.file_watcher.look()
    qtbot.waitUntil(lambda: window.banner.sentence == "1 thing is wrong in this chronology.")
    window.banner.findChild(QPushButton).click()
    dialog = window.evidence.sourcing.sourcing
    qtbot.waitUntil(lambda: "The words of an excerpt are lost." in dialog.list.messages())
    dialog.close()


def test_a_read_only_store_offers_a_copy_and_forbids_changes(new_window, sample, monkeypatch):
    monkeypatch.setattr(Store, "open", classmethod(lambda cls, path, **_asked: cls(path, read_only=True)))
    window = new_window(sample)
    assert "can be read but not changed" in window.banner.sentence
    assert not window.toolbar.add.isEnabled()
    assert window.status.state.startswith("Read-only")
    window.session.select(row_called(window, "Third round of direct talks in Istanbul"))
    assert "Edit" not in [button.text() for button in window.workspace.details.findChildren(QPushButton)]


def test_an_empty_store_greets_with_what_to_do_next(new_window, tmp_path):
    path = tmp_path / "empty.timelinedb"
    Store.create(path).close()
    window = new_window(path)
    blank = window.workspace.stack.currentWidget()
    buttons = [button.text() for button in blank.findChildren(QPushButton) if button.isVisible()]
    assert buttons == ["Add an event", "Import a file…", "Open the sample"]


def test_a_saved_view_brings_back_query_and_lanes(window):
    window.view.search("category:=Strike")
    window.workspace.set_lanes("status")
    window.events._keep_view("Strikes")
    assert window.toolbar.undo.toolTip().startswith("Undo: Save view “Strikes”")
    window.view.clear_filters()
    window.workspace.set_lanes("category")
    view = window.session.chronology.views()[0]
    window.workspace.show_view(view)
    assert window.session.shown.state == FilterState("category:=Strike")
    assert window.workspace.canvas.lanes == "status"


def test_theme_and_text_size_change_while_running(window):
    trigger(window, "dark")
    assert window.theme.dark
    assert window.workspace.canvas.theme.dark
    trigger(window, "larger")
    assert window.preferences.text_size == 112
    assert window.font().pixelSize() == 15


def test_panels_hide_and_come_back(window):
    trigger(window, "filters")
    assert not window.workspace.left.isVisible()
    trigger(window, "filters")
    assert window.workspace.left.isVisible()


@pytest.mark.parametrize("width", [900, 1280, 1600])
def test_the_canvas_keeps_half_of_the_window(window, qtbot, width):
    window.resize(width, 720)
    window.workspace.split.setSizes([2000, 10, 2000])
    qtbot.waitUntil(lambda: window.width() == width)
    assert window.workspace.canvas.width() >= width // 2 - 2


def test_single_keys_reach_the_timeline_but_not_while_typing(window, qtbot):
    with qtbot.waitActive(window):
        window.activateWindow()
    start, end = window.workspace.canvas.visible_range
    QTest.keyClick(window.workspace.canvas, Qt.Key.Key_W)
    zoomed = window.workspace.canvas.visible_range
    assert zoomed[1] - zoomed[0] < end - start
    window.view.focus_search()
    QTest.keyClick(window.toolbar.search, Qt.Key.Key_W)
    assert window.toolbar.search.text() == "w"
    assert window.workspace.canvas.visible_range == zoomed


def test_every_control_has_a_name_for_those_who_listen(window):
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    nameless = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert nameless == []


def test_the_menu_of_a_place_on_the_canvas_opens_and_closes(window):
    row = row_called(window, "Spider’s Web")
    window.copies.open_menu((row, None, QPoint(10, 10)))
    assert window.session.selected == row


def test_a_copy_of_the_sample_is_opened_at_the_first_start_and_the_last_store_later(
    monkeypatch, built_sample, tmp_path, qapp
):
    from timeline_app.ui.services.places import store_to_open
    from timeline_app.ui.services.settings import Settings

    monkeypatch.setenv("TIMELINE_APP_DOCUMENTS", str(tmp_path / "documents"))
    monkeypatch.setattr(
        "timeline_app.document.chronology.make_sample", lambda path, _language: shutil.copyfile(built_sample, path)
    )
    settings = Settings(tmp_path / "config")
    path, note = store_to_open(settings)
    assert path.parent == tmp_path / "documents"
    assert note == ""
    other = tmp_path / "other.timelinedb"
    Store.create(other).close()
    settings.add_recent(other)
    assert store_to_open(settings) == (other, "")
    other.unlink()
    path, note = store_to_open(settings)
    assert path.parent == tmp_path / "documents"
    assert "is no longer at" in note


def test_through_an_edit_the_last_filter_that_could_be_read_holds(window):
    window.session.set_filter(FilterState("talks"))
    window.session.set_filter(FilterState("date:never"))
    assert window.session.shown.error is not None
    event = window.session.chronology.event(row_called(window, "Spider’s Web"))
    window.session.chronology.do(Change("Edit", (event,), (replace(event, importance=1),)))
    kept = window.session.chronology.select("talks")
    assert (window.session.shown.mask == kept).all()
    assert (window.workspace.canvas.model.mask == kept).all()


@pytest.mark.parametrize("button", ["", "Undo"])
@pytest.mark.parametrize("count", [1, 12, 60])
def test_a_word_at_the_foot_of_the_window_is_read_whole(window, count, button):
    toast = window.toast
    toast.say(" ".join(["7 left as they are,"] * count), button, window.events.undo)
    QTest.qWait(1)  # the line below it grows
    words = toast.findChild(QLabel)
    assert words.width() >= words.minimumSizeHint().width()
    assert words.height() >= words.heightForWidth(words.width())
    room = words.geometry()
    assert room.left() >= 16
    assert button or toast.width() - 1 - room.right() >= 16
    assert window.rect().contains(QRect(toast.mapTo(window, QPoint()), toast.size()))
    if count == 1:
        assert words.height() < 2 * words.fontMetrics().height()


def test_every_kind_of_finding_has_words_of_its_own():
    store = Path(__file__).resolve().parents[3] / "timeline_app" / "store"
    kinds = {
        kind for file in store.rglob("*.py") for kind in re.findall(r'Finding\("([^"]+)"', file.read_text("utf-8"))
    }
    assert {"log", "search", "no source"} <= kinds
    assert not [kind for kind in kinds if kind_of(kind).sentence == kind or not kind_of(kind).advice]


def test_a_log_that_was_set_aside_is_told_and_stays_told(window, qtbot, sample, tmp_path, monkeypatch):
    monkeypatch.setattr("timeline_app.store.connections.is_stray", lambda path: path.name == "a.timelinedb")
    path = tmp_path / "a.timelinedb"
    shutil.copy(sample, path)
    path.with_name(path.name + "-wal").write_bytes(b"of another state")
    window.files.open_path(path)
    assert "set aside" in window.banner.sentence
    window.look_over()
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert "set aside" in window.banner.sentence


def test_what_the_program_says_of_itself_is_seen_from_its_beginning(window, qtbot):
    window.dialogs.about()
    about = window.findChild(About)
    qtbot.waitUntil(about.isVisible)
    QTest.qWait(50)
    assert about.findChild(QScrollArea).verticalScrollBar().maximum() == 0
    about.resize(about.width(), 300)  # as on a small screen
    qtbot.waitUntil(lambda: about.findChild(QScrollArea).verticalScrollBar().maximum() > 0)
    assert about.findChild(QScrollArea).verticalScrollBar().value() == 0
    QTest.keyClick(about.focusWidget(), Qt.Key.Key_PageDown)
    assert about.findChild(QScrollArea).verticalScrollBar().value() > 0


def test_the_licences_of_what_the_program_is_made_of_are_read_in_it(window, qtbot):
    window.dialogs.about()
    window.findChild(About).show_licences()
    dialog = window.findChild(LicencesDialog)
    qtbot.waitUntil(dialog.isVisible)
    model = dialog.listing.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert {"Qt", "Python", "numpy", "Inter", "SQLite"} <= set(names)
    dialog.listing.setCurrentIndex(model.index(names.index("Qt"), 0))
    told = dialog.text.toPlainText()
    assert "https://download.qt.io/official_releases/qt/" in told
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
