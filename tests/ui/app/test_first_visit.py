"""What someone stumbled over who opened the window for the first time, and must not stumble over again."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Link, new_id
from timeline_app.store.store import Store
from timeline_app.ui.app.about import About
from timeline_app.ui.app.settings_dialog import SettingsDialog
from timeline_app.ui.widgets.look import on_button, tip

MARKED = "<b>Bold</b> & <img src=x> талк"


def words_in(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def added(window, title, **fields):
    event = Event(new_id(), title, **{"start": "2025-07-24", **fields})
    window.services.apply(Change(f"Add “{title}”", after=(event,)))
    return event, window.session.chronology.row_of(event.id)


def test_a_search_whose_events_lie_elsewhere_says_so_and_leads_there(window):
    canvas, word = window.workspace.canvas, window.workspace.out_of_sight
    canvas.show_range(-1_500_000_000, -1_400_000_000)
    word.look()
    assert word.sentence == "No event lies in this stretch of time."
    window.view.search("status:planned")
    word.look()
    assert word.sentence == "3 events are kept, none of them in this stretch of time."
    word.findChild(QPushButton).click()
    word.look()
    assert word.sentence == ""


def test_what_a_filter_by_date_keeps_elsewhere_is_told_also_where_something_lasts_on(window):
    canvas, word = window.workspace.canvas, window.workspace.out_of_sight
    added(window, "Lasting", start="2010/..")
    canvas.show_range(1_388_534_400, 1_391_212_800)  # January 2014
    word.look()
    assert word.sentence == ""
    window.view.search("date:2025-07")
    word.look()
    assert "Here lies only what lasts on." in word.sentence
    word.findChild(QPushButton).click()
    word.look()
    assert word.sentence == ""


def test_an_arrow_at_the_edge_leads_back_to_the_selected_event(window):
    canvas, marker = window.workspace.canvas, window.workspace.selected_marker
    _event, row = added(window, "Far away", start="2014-03-16")
    window.session.select(row)
    marker.look()
    assert (marker.side, marker.isHidden()) == ("", True)
    canvas.show_range(1_735_689_600, 1_751_328_000)  # January to June 2025
    marker.look()
    assert marker.side == "left"
    assert "Far away" in marker.text()
    assert canvas.rect().contains(marker.geometry())
    canvas.show_range(-1_500_000_000, -1_400_000_000)
    marker.look()
    assert (marker.side, marker.geometry().right() > canvas.width() - 40) == ("right", True)
    marker.click()
    marker.look()
    assert (marker.side, marker.isHidden()) == ("", True)
    first, last = canvas.visible_range
    assert first < canvas.model.span(canvas.model.selected)[0] < last


def test_the_key_leads_back_or_says_why_not(window):
    canvas, go = window.workspace.canvas, window.actions_of_window["selected"]
    assert [each.toString() for each in go.shortcuts()] == ["B"]
    go.trigger()
    assert "No event is selected" in window.toast.accessibleName()
    _event, row = added(window, "Far away", start="2014-03-16")
    window.session.select(row)
    canvas.show_range(1_735_689_600, 1_751_328_000)
    go.trigger()
    first, last = canvas.visible_range
    assert first < canvas.model.span(canvas.model.selected)[0] < last
    window.view.search("status:planned")
    go.trigger()
    assert "filter hides" in window.toast.accessibleName()
    window.view.clear_filters()
    _event, row = added(window, "Some day", start="")
    window.session.select(row)
    go.trigger()
    assert "has no date" in window.toast.accessibleName()


def test_the_key_shows_the_stretch_of_several_selected_events(window):
    canvas, go = window.workspace.canvas, window.actions_of_window["selected"]
    rows = [added(window, "Early", start="2014-03-16")[1], added(window, "Late", start="2019-05-01")[1]]
    window.session.select_rows(np.array(rows, np.int64))
    canvas.show_range(1_735_689_600, 1_751_328_000)
    go.trigger()
    first, last = canvas.visible_range
    assert all(first < canvas.model.span(canvas.model.index_of(row))[0] < last for row in rows)
    undated = [added(window, title, start="")[1] for title in ("Some day", "Another day")]
    window.session.select_rows(np.array(undated, np.int64))
    go.trigger()
    assert "have no dates" in window.toast.accessibleName()


def test_a_filter_that_leaves_the_selected_event_out_is_said_in_its_panel(window):
    _event, row = added(window, "Selected", status="occurred")
    window.session.select(row)
    panel = window.workspace.details
    assert panel._left_out.isHidden()
    window.view.search("status:planned")
    assert not panel._left_out.isHidden()
    panel._left_out.findChild(QPushButton).click()
    assert panel._left_out.isHidden()
    assert window.session.shown.kept == 131


def test_saving_an_event_that_was_there_is_not_called_adding(window):
    _event, row = added(window, "Old title")
    window.session.select(row)
    window.events.edit()
    window.events.editor.form.title.setText("New title")
    window.events.editor.confirm()
    assert words_in(window.toast).startswith("Saved “New title”")


def test_titles_that_look_like_markup_show_as_text_in_tips_tables_and_on_buttons(window):
    first, _row = added(window, MARKED)
    second, _row = added(window, "Other")
    window.services.apply(Change("Link", after=(Link(new_id(), first.id, second.id),)))
    assert "<b>" not in window.toolbar.undo.toolTip()
    window.view.toggle_table()
    table = window.workspace.table.events
    texts = {table.index(each, 1).data() for each in range(table.rowCount())}
    tips = {table.index(each, 1).data(Qt.ItemDataRole.ToolTipRole) for each in range(table.rowCount())}
    assert MARKED in texts
    assert not any("<b>" in each for each in tips)
    window.session.select(window.session.chronology.row_of(second.id))
    link = next(each for each in window.workspace.details.findChildren(QPushButton) if each.accessibleName() == MARKED)
    assert link.text() == MARKED.replace("&", "&&")


def test_labels_never_guess_whether_text_is_markup(window):
    _event, row = added(window, MARKED, summary=MARKED, notes=MARKED)
    window.session.select(row)
    guessing = [
        label.text()
        for label in window.workspace.details.findChildren(QLabel)
        if label.textFormat() == Qt.TextFormat.AutoText and label.text()
    ]
    assert guessing == []


@pytest.mark.parametrize("text", ["plain", "a & b", "<i>x</i>", "1 < 2"])
def test_a_tip_and_a_button_give_text_back_as_it_was(text):
    assert tip(text) == text or "&lt;" in tip(text)
    assert on_button(text).replace("&&", "&") == text


def test_every_change_bears_the_name_in_the_settings(window, sample):
    dialog = SettingsDialog(window.settings, window)
    dialog.changed.connect(window.redress)
    dialog._name.setText("  Olena   K. ")
    dialog._name.editingFinished.emit()
    added(window, "By name")
    with Store.open(sample, read_only=True) as store:
        assert store.history.entries()[0].author == "Olena K."
    dialog.deleteLater()


def test_buttons_of_small_dialogs_bear_words_only(window):
    for dialog in (SettingsDialog(window.settings, window), About(window)):
        assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton))
        dialog.deleteLater()


def test_f10_opens_the_menu_for_the_arrow_keys(window, qtbot):
    window.actions_of_window["menu"].trigger()
    menu = window.toolbar.menu
    qtbot.waitUntil(menu.isVisible)
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def test_the_tab_key_goes_from_bar_to_filters_to_timeline_to_event(window):
    _event, row = added(window, "Selected")
    window.session.select(row)
    work = window.workspace
    parts = {"bar": window.toolbar, "filters": work.filters, "timeline": work.canvas, "event": work.details}
    window.activateWindow()
    window.toolbar.search.setFocus()
    met = []
    for _press in range(120):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        now = window.focusWidget()
        met += [name for name, part in parts.items() if now is part or part.isAncestorOf(now)]
    assert list(dict.fromkeys(met)) == ["bar", "filters", "timeline", "event"]
    assert met.index("filters") < met.index("timeline") < met.index("event")


def test_the_window_begins_with_the_timeline_in_focus(window, qtbot):
    window.activateWindow()
    qtbot.waitUntil(lambda: window.focusWidget() is window.workspace.canvas)


TURNED = "\u202eevil\u202c title\nin\u200b two lines"


def test_signs_that_turn_or_hide_text_are_not_shown(window):
    _event, row = added(window, TURNED, summary="one\n\u2066two")
    assert window.session.chronology.titles([row])[row] == "evil title in two lines"
    window.view.toggle_table()
    table = window.workspace.table.events
    assert "evil title in two lines" in {table.index(each, 1).data() for each in range(table.rowCount())}
    window.session.select(row)
    assert not {"\u202e", "\u2066", "\u200b"} & set(words_in(window.workspace.details))


def test_no_word_however_long_makes_the_event_panel_wider_than_it_is(window, qtbot):
    long, row = added(window, "X" * 300, summary="https://example.org/" + "y" * 400)
    other, _row = added(window, "Z" * 300)
    window.services.apply(Change("Link", after=(Link(new_id(), long.id, other.id),)))
    window.session.select(row)
    panel = window.workspace.details
    qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width())
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()


def test_a_file_that_is_no_chronology_leaves_a_window_that_says_what_to_do(new_window, tmp_path):
    path = tmp_path / "nota.timelinedb"
    path.write_text("no database")
    window = new_window(path)
    assert "is not a timeline" in window.banner.sentence
    assert "No chronology is open" in words_in(window.centralWidget())
    assert not window.toolbar.add.isEnabled()
    assert not window.toolbar.search.isEnabled()
    window.files.open_sample()
    assert window.session is not None
    assert window.toolbar.add.isEnabled()
    assert not any(label.isVisible() and "No chronology" in label.text() for label in window.findChildren(QLabel))


def test_a_damaged_file_that_was_backed_up_offers_its_backups(window, new_window, sample, qtbot):
    from timeline_app.base.folders import state_folder
    from timeline_app.store.safety.backups import Backups

    Backups(state_folder(), sample).make(window.session.chronology.store)
    window.close()
    sample.write_bytes(b"damaged beyond reading" * 400)
    other = new_window(sample)
    other.banner.findChild(QPushButton).click()
    other.history.recovery.dialog.restore.click()
    dialog = other.history.restoring.dialog
    qtbot.waitUntil(dialog.restore.isEnabled)
    dialog.restore.click()
    qtbot.waitUntil(lambda: other.session is not None)
    assert len(other.session.chronology.columns) == 130


@pytest.mark.parametrize(("width", "size"), [(900, 150), (1280, 100), (1600, 125)])
def test_the_search_field_never_lies_over_its_neighbours(window, width, size):
    window.resize(width, 600)
    window.settings.change(text_size=size)
    window.redress()
    bar = window.toolbar
    assert bar.redo.geometry().right() < bar.search.geometry().left()
    assert bar.search.geometry().right() < bar.lanes.geometry().left()
    window.settings.change(text_size=100)
    window.redress()


def test_large_counts_are_grouped_by_thousands(window):
    window.toolbar.show_store("Large", 1_000_000, 12_345)
    assert "1,000,000 events · 12,345 sources" in {label.text() for label in window.toolbar.findChildren(QLabel)}
