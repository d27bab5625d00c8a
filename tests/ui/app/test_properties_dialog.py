"""File › Properties in the window: asked for at New, one change, and the window runs on its clocks at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store
from timeline_app.ui.app.properties_dialog import PropertiesDialog
from timeline_app.ui.events.outcome_box import OutcomeBox
from timeline_app.ui.events.quick_add import QuickAdd


@pytest.fixture
def page(new_window, tmp_path):
    Store.create(tmp_path / "sudan.timelinedb").close()
    return new_window(tmp_path / "sudan.timelinedb")


def dialog_of(window):
    window.actions_of_window["properties"].trigger()
    (dialog,) = [each for each in window.findChildren(PropertiesDialog) if each.isVisible()]
    return dialog


def words_in(widget):
    return " | ".join(label.text() for label in widget.findChildren(QLabel))


def add(window, title, start, status="reported"):
    window.session.chronology.do(Change("Add", after=(Event(new_id(), title, start, status=status),)))


def test_what_is_filled_in_is_one_change_and_undo_takes_it_back(page):
    dialog = dialog_of(page)
    dialog.title.setText("The war in Sudan")
    dialog.zone.field.setText("sudan")
    dialog.as_of.field.setText("31 Dec 2023")
    dialog.author.setText("A. Writer")
    dialog.language.setText("AR")
    dialog.status.setCurrentIndex(dialog.status.findData("corroborated"))
    dialog.category.setText("Strike")
    dialog.editorial_line.setPlainText("Claims are attributed.")
    assert "Africa/Khartoum" in dialog.zone.sentence
    assert "2023-12-31" in dialog.as_of.sentence
    dialog.confirm()
    told = page.session.chronology.particulars
    assert (told.name, told.zone, told.as_of, told.author, told.language, told.default_status, told.editorial_line) == (
        "The war in Sudan", "Africa/Khartoum", "2023-12-31", "A. Writer", "ar", "corroborated",
        "Claims are attributed.",
    )  # fmt: skip
    assert told.default_category == "Strike"
    assert page.windowTitle().startswith("The war in Sudan")
    assert page.status.zone.text() == "Khartoum time"
    page.events.undo()
    assert page.session.chronology.particulars.zone == ""
    assert page.status.zone.text() == "Kyiv time"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [("zone", "Russia", "several zones"), ("as_of", "never ever", ""), ("language", "Arabic", "no language")],
)  # fmt: skip
def test_what_cannot_be_read_keeps_the_form_open_and_says_so(page, field, text, said):
    dialog = dialog_of(page)
    line = getattr(dialog, field)
    getattr(line, "field", line).setText(text)
    dialog.confirm()
    assert dialog.isVisible()
    assert dialog.problem
    assert said in dialog.problem
    assert page.session.chronology.undo_label is None
    dialog.reject()


def test_nothing_touched_is_no_change(page):
    dialog = dialog_of(page)
    dialog.confirm()
    assert not dialog.isVisible()
    assert page.session.chronology.undo_label is None


def test_the_window_follows_the_zone_at_once_and_a_setting_that_differs_is_told(page):
    add(page, "Late", "2023-04-15T23:30:00Z")
    page.session.select(page.session.chronology.columns.row.tolist()[0])
    assert "16 April 2023, 02:30 Kyiv" in words_in(page.workspace.details)
    dialog = dialog_of(page)
    dialog.zone.field.setText("Khartoum")
    dialog.confirm()
    assert "16 April 2023, 01:30 Khartoum" in words_in(page.workspace.details)
    page.view.search("date:2023-04-16")
    assert page.session.shown.kept == 1
    page.view.set_zone("UTC")
    assert page.status.zone.text() == "UTC (chronology: Khartoum time)"
    assert page.session.shown.kept == 0
    assert "Khartoum" in page.status.zone.toolTip()
    page.view.set_zone("chronology")
    assert page.status.zone.text() == "Khartoum time"
    assert page.session.shown.kept == 1


def test_who_chose_kyiv_before_chronologies_had_a_zone_chose_nothing(tmp_path):
    from timeline_app.ui.services.settings import Settings

    (tmp_path / "settings.ini").write_text("[General]\nzone=Europe/Kyiv\n", encoding="utf-8")
    assert Settings(tmp_path).preferences().zone == "chronology"
    other = tmp_path / "other"
    other.mkdir()
    (other / "settings.ini").write_text("[General]\nzone=UTC\n", encoding="utf-8")
    settings = Settings(other)
    assert settings.preferences().zone == "UTC"
    settings.change(zone="Europe/Kyiv")
    assert settings.preferences().zone == "Europe/Kyiv", "who chooses Kyiv now means it"


def test_a_new_chronology_asks_and_all_of_it_can_be_skipped(page, tmp_path):
    page.files._make(str(tmp_path / "new.timelinedb"))
    (dialog,) = [each for each in page.findChildren(PropertiesDialog) if each.isVisible()]
    assert page.session.chronology.path == tmp_path / "new.timelinedb"
    assert dialog.title.text() == "new"
    assert dialog.cancel_button.text() == "Skip"
    dialog.reject()
    assert page.session.chronology.undo_label is None


def test_a_date_ahead_offers_planned_and_sets_nothing_unasked(page):
    tomorrow = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    editor = page.events.open_editor(None)
    form = editor.form
    assert form.planned.isHidden()
    form.title.setText("Talks")
    form.start.set_words("2020-01-01")
    assert form.planned.isHidden()
    form.start.set_words(tomorrow)
    assert not form.planned.isHidden()
    assert form.status.currentData() == "reported"
    QTest.mouseClick(form.planned, Qt.MouseButton.LeftButton)
    assert form.status.currentData() == "planned"
    assert form.planned.isHidden()
    editor.confirm()
    (event,) = page.session.chronology.events(page.session.chronology.columns.row.tolist())
    assert event.status == "planned"


def test_the_line_offers_it_too_and_another_date_asks_anew(page):
    page.events.quick_add()
    (line,) = page.findChildren(QuickAdd)
    line.show_text("3 May 2120 — Talks")
    assert not line.planned.isHidden()
    line.planned.click()
    line.show_text("3 May 2120 — Talks in Jeddah")
    assert "planned" in line.sentence
    line.show_text("4 May 2120 — Talks in Jeddah")
    assert "planned" not in line.sentence
    line.show_text("3 May 2120 — Talks in Jeddah")
    line.save()
    (event,) = page.session.chronology.events(page.session.chronology.columns.row.tolist())
    assert (event.status, event.title) == ("planned", "Talks in Jeddah")


def test_the_line_gives_all_its_words_room_and_does_not_shrink_while_one_types(page, qtbot):
    page.events.quick_add()
    (line,) = page.findChildren(QuickAdd)
    line.show_text("16 April 2023 23:00-01:00 Shelling of the market, told at such length that it needs more lines")
    words = line._words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    high_px = words.height()
    line.show_text("16 April 2023 Shelling")
    line.layout().activate()
    assert words.height() >= high_px


def test_what_has_passed_is_counted_anew_as_another_day_begins(page, monkeypatch):
    clock = iter_clock(monkeypatch, "2026-05-03T22:30:00+03:00")  # Kyiv
    page.files.watch()
    add(page, "Talks", "2026-05-03", "planned")
    page.session.set_filter(FilterState("is:overdue"))
    page.session.select(page.session.chronology.columns.row.tolist()[0])
    page.files.file_watcher.look()
    assert (page.status.overdue.isHidden(), page.session.shown.kept) == (True, 0)
    assert not page.workspace.details.findChildren(OutcomeBox)
    clock("2026-05-04T00:01:00+03:00")
    page.files.file_watcher.look()
    assert page.status.overdue.text() == "1 planned event has passed"
    assert page.session.shown.kept == 1
    assert page.workspace.details.findChildren(OutcomeBox)
    heard = []
    monkeypatch.setattr(page.session, "follow_day", lambda: heard.append(1))
    page.files.file_watcher.look()
    assert heard == []


def test_with_an_as_of_date_no_day_begins(page, monkeypatch):
    clock = iter_clock(monkeypatch, "2026-05-03T22:30:00+03:00")
    told = page.session.chronology.particulars
    page.services.apply(Change("Say", (told,), (replace(told, as_of="2026-05-01"),)))
    page.files.watch()
    heard = []
    monkeypatch.setattr(page.session, "follow_day", lambda: heard.append(1))
    clock("2026-05-04T00:01:00+03:00")
    page.files.file_watcher.look()
    assert heard == []


def iter_clock(monkeypatch, first):
    """A clock that shows a moment until it is set to another."""
    now = [datetime.fromisoformat(first).timestamp()]
    monkeypatch.setattr("timeline_app.domain.timeline.time", SimpleNamespace(time=lambda: now[0]))
    return lambda moment: now.__setitem__(0, datetime.fromisoformat(moment).timestamp())


def test_planned_events_that_have_passed_are_counted_listed_and_asked_about(page):
    assert page.status.overdue.isHidden()
    add(page, "Talks", "2020-05-03", "planned")
    add(page, "Conference", "2020-06", "planned")
    assert page.status.overdue.text() == "2 planned events have passed"
    page.status.overdue.click()
    assert page.session.shown.kept == 2
    page.session.select(page.session.chronology.columns.row.tolist()[0])
    (box,) = page.workspace.details.findChildren(OutcomeBox)
    box.occurred.click()
    assert page.status.overdue.text() == "1 planned event has passed"
    assert page.session.selected_event().status == "occurred"
    page.events.undo()
    assert page.status.overdue.text() == "2 planned events have passed"
    box = page.workspace.details.findChildren(OutcomeBox)[-1]
    box.still.click()
    assert page.status.overdue.text() == "1 planned event has passed"
    box = page.workspace.details.findChildren(OutcomeBox)
    page.session.select(page.session.chronology.columns.row.tolist()[1])
    page.workspace.details.findChildren(OutcomeBox)[-1].postponed.click()
    assert page.events.editor is not None
    page.events.editor.done(0)


def test_a_clock_time_typed_without_a_zone_is_one_of_the_chronology(page):
    dialog = dialog_of(page)
    dialog.zone.field.setText("Khartoum")
    dialog.confirm()
    editor = page.events.open_editor(None)
    editor.form.title.setText("Morning")
    editor.form.start.set_words("15 April 2023, 09:00")
    draft = editor.form.draft()
    assert (draft.start, draft.zone) == ("2023-04-15T09:00:00+02:00", "Africa/Khartoum")
    editor.form.start.set_words("15 April 2023")
    assert editor.form.draft().zone == "", "a day has none"
    editor.done(0)
    page.events.quick_add()
    (line,) = [each for each in page.findChildren(QuickAdd) if each.isVisible()]
    line.show_text("15 April 2023 09:00 - Morning")
    line.save()
    (event,) = page.session.chronology.events(page.session.chronology.columns.row.tolist())
    assert (event.start, event.zone) == ("2023-04-15T09:00:00+02:00", "Africa/Khartoum")
    editor = page.events.open_editor(event)
    assert not editor.has_unsaved_text()
    assert editor.form.draft().zone == "Africa/Khartoum"
    editor.done(0)


def test_a_new_event_has_the_status_of_new_events(page):
    dialog = dialog_of(page)
    dialog.status.setCurrentIndex(dialog.status.findData("occurred"))
    dialog.confirm()
    editor = page.events.open_editor(None)
    assert editor.form.status.currentData() == "occurred"
    editor.done(0)
