"""The export dialog: a preview that follows the choices, files that are whole, problems in a sentence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, Story, StoryView, new_id
from timeline_app.export.registry import WRITE_FORMATS
from timeline_app.ui.exporting.dialog import ExportDialog


@pytest.fixture
def dialog(window):
    window.dialogs.export()
    made = window.findChild(ExportDialog)
    made.refresh()
    yield made
    if isValid(made):
        made.done(0)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_the_preview_is_drawn_and_follows_the_choices(dialog):
    before = dialog.preview.picture.pixmap().toImage()
    assert not before.isNull()
    choose(dialog.form.theme, "dark")
    dialog.refresh()
    assert dialog.preview.picture.pixmap().toImage() != before


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "csv", "json"])
def test_each_format_is_written_whole(dialog, window, qtbot, tmp_path, kind):
    choose(dialog.form.format, kind)
    target = tmp_path / f"out.{kind}"
    dialog.save_to(target)
    qtbot.waitUntil(lambda: "Exported" in window.toast.accessibleName())
    heads = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf", "json": b"{"}
    assert target.read_bytes().startswith(heads[kind])
    assert f"Exported out.{kind}" in window.toast.accessibleName()


def test_the_picture_has_the_pixels_that_were_asked_for(dialog, window, qtbot, tmp_path):
    choose(dialog.form.dimensions, "1920x1080")
    dialog.save_to(tmp_path / "out.png")
    qtbot.waitUntil(lambda: "Exported" in window.toast.accessibleName())
    image = QImage(str(tmp_path / "out.png"))
    assert (image.width(), image.height()) == (1920, 1080)


def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(dialog, qtbot, tmp_path):
    dialog.save_to(tmp_path / "no such folder" / "out.png")
    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert "no such folder" in dialog.problem
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()
    dialog.refresh()  # the preview is drawn anew when the dialog is resized, or a moment after it was opened
    assert "no such folder" in dialog.problem
    choose(dialog.form.theme, "dark")
    dialog.refresh()
    assert dialog.problem == ""


def test_a_preview_drawn_anew_does_not_hide_why_a_file_was_not_saved(dialog, qtbot, tmp_path):
    dialog.save_to(tmp_path / "no such folder" / "out.png")
    qtbot.waitUntil(lambda: bool(dialog.problem))
    dialog.refresh()
    assert "no such folder" in dialog.problem
    choose(dialog.form.format, "csv")
    dialog.refresh()
    assert dialog.problem == ""


def test_what_does_not_go_with_a_format_is_hidden(dialog):
    choose(dialog.form.format, "csv")
    shown = {name for name, (_label, widget) in dialog.form._rows.items() if widget.isVisible()}
    assert shown == {"format", "range"}
    choose(dialog.form.format, "pdf")
    shown = {name for name, (_label, widget) in dialog.form._rows.items() if widget.isVisible()}
    assert shown == {"format", "preset", "layout", "range", "paper", "upright", "pages", "theme", "title"}
    choose(dialog.form.layout_choice, "column")
    assert not dialog.form.pages.isVisible()
    assert not dialog.form.dates.isVisible()
    choose(dialog.form.preset, "phone")
    shown = {name for name, (_label, widget) in dialog.form._rows.items() if widget.isVisible()}
    assert shown == {"format", "preset", "layout", "range", "theme", "title"}


def test_a_preset_brings_size_text_and_a_layout_that_can_be_changed_after(dialog):
    form = dialog.form
    choose(form.preset, "slide")
    assert (form.options().layout, form.options().size, form.options().text) == ("cards", "1920x1080", 1.4)
    choose(form.layout_choice, "table")
    assert (form.options().layout, form.options().size) == ("table", "1920x1080")
    choose(form.preset, "")
    assert (form.options().size, form.options().text) == ("1600", 1.0)
    form.gaps.setChecked(True)
    assert not form.options().compress_gaps  # a table has no axis
    choose(form.layout_choice, "lanes")
    assert form.options().compress_gaps
    choose(form.format, "csv")
    assert form.options().layout == "lanes"
    assert form.preset.isHidden()


def test_formats_are_offered_under_the_kinds_that_they_are_of(dialog, qtbot):
    box = dialog.form.format
    headings = [box.itemText(row) for row in range(box.count()) if not box.model().item(row).isEnabled()]
    assert headings == ["Pictures", "Web page", "Documents", "Data"]
    assert dialog.form.chosen.name == "png"
    offered = [box.itemData(row) for row in range(box.count()) if box.itemText(row) not in headings]
    assert offered == [each.name for each in WRITE_FORMATS]
    choose(box, "pdf")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert dialog.form.chosen.name == "html"  # the heading between them is passed over


@pytest.mark.parametrize("form", [each for each in WRITE_FORMATS if each.kind != "picture"], ids=lambda form: form.name)
def test_what_a_file_holds_and_loses_is_told_in_place_of_a_preview(dialog, form):
    choose(dialog.form.format, form.name)
    dialog.refresh()
    assert dialog.preview.picture.text() == form.about()


def test_events_that_a_format_has_no_place_for_are_counted_before_one_saves(window):
    window.session.chronology.do(Change("Add", after=(Event(new_id(), "Nobody knows when"),)))
    window.dialogs.export()
    dialog = window.findChild(ExportDialog)
    choose(dialog.form.format, "ics")
    dialog.refresh()
    assert dialog.preview.picture.text().endswith("1 event has no date and is left out.")
    dialog.done(0)


def test_a_filter_that_keeps_nothing_there_is_told(window, qtbot):
    window.session.set_filter(FilterState("status:planned"))
    window.workspace.canvas.show_range(0, 10**6)
    window.dialogs.export()
    dialog = window.findChild(ExportDialog)
    dialog.refresh()
    assert "status: Planned" in dialog.problem
    dialog.done(0)


def test_copying_puts_a_picture_on_the_clipboard(window):
    window.dialogs.copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()
    QGuiApplication.clipboard().clear()


def test_dates_before_titles_are_on_until_one_says_no(dialog):
    form = dialog.form
    assert form.options().dates
    form.dates.setChecked(False)
    assert not form.options().dates
    choose(form.format, "csv")
    assert form.dates.isHidden()


def test_the_form_asks_only_for_what_the_format_takes(dialog):
    form = dialog.form
    form.title.setText("Talks")
    form.transparent.setChecked(True)
    choose(form.theme, "dark")
    choose(form.format, "pdf")
    assert (form.options().title, form.options().theme, form.options().transparent) == ("Talks", "dark", False)
    assert form.transparent.isHidden()
    choose(form.format, "csv")
    assert (form.options().title, form.options().theme, form.options().transparent) == ("", "", False)
    assert form.title.isHidden()
    choose(form.format, "png")
    assert (form.options().title, form.options().theme, form.options().transparent) == ("Talks", "dark", True)


def test_all_rows_of_the_form_end_on_one_line_with_and_without_a_bar(dialog, qtbot):
    def ends(widget):
        return widget.mapTo(dialog, widget.rect().topRight()).x()

    def agree():
        return ends(dialog.choice.change_button) == ends(dialog.form.format) == ends(dialog.form.title)

    for height_px in (420, 1100):
        dialog.resize(dialog.width(), height_px)
        qtbot.waitUntil(agree)


@pytest.fixture
def telling(window):
    """The dialog on a chronology with two stories."""
    both = (Story("s", "How it went", (StoryView("First", first="2022", last="2023"),)), Story("t", "No views"))
    more = Story("u", "Another", (StoryView("Second"), StoryView("Third")))
    window.session.chronology.do(Change("Tell", after=(*both, more)))
    window.dialogs.export_story("Another")
    made = window.findChild(ExportDialog)
    yield made
    if isValid(made):
        made.done(0)


def test_a_story_goes_out_as_a_web_page_or_a_pdf_and_as_nothing_else(telling, window, qtbot, tmp_path):
    form = telling.form
    assert (form.chosen.name, form.options().story) == ("html", "Another")
    assert [form.story.itemData(at) for at in range(form.story.count())] == ["", "How it went", "Another"]
    choose(form.format, "pdf")
    made = form.options()
    assert (made.layout, made.story, made.query, made.span) == ("story", "Another", "", None)
    assert form.range.isHidden()
    telling.refresh()
    assert not telling.problem
    choose(form.format, "png")
    assert (form.options().layout, form.options().story) == ("lanes", "")
    assert form.story.isHidden()
    choose(form.format, "pdf")
    choose(form.story, "")
    choose(form.layout_choice, "story")
    assert form.options().story == "How it went"
    telling.save_to(tmp_path / "a.pdf")
    qtbot.waitUntil(lambda: "Exported" in window.toast.accessibleName())
    assert len(PdfReader(tmp_path / "a.pdf").pages) > 1


def test_without_a_story_none_is_offered(dialog):
    assert dialog.form.layout_choice.findData("story") < 0
    choose(dialog.form.format, "html")
    assert dialog.form.story.isHidden()
    assert dialog.form.options().story == ""


def test_what_is_being_written_can_be_stopped_and_leaves_nothing(dialog, qtbot, tmp_path):
    choose(dialog.form.format, "html")
    target = tmp_path / "out.html"
    dialog.save_to(target)
    assert dialog.cancel_button.text() == "Stop"
    qtbot.waitUntil(lambda: "%" in dialog.progress.text())
    assert not dialog.save_button.isEnabled()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    assert list(tmp_path.glob("**/out.html*")) == list(tmp_path.glob(".out*")) == []
    assert dialog.save_button.isEnabled()
    assert dialog.cancel_button.text() == "Cancel"
    dialog.cancel_button.click()
    assert not isValid(dialog) or not dialog.isVisible()


def test_how_long_many_events_take_is_told_before_one_saves(dialog, monkeypatch):
    choose(dialog.form.format, "xlsx")
    monkeypatch.setattr("timeline_app.ui.exporting.dialog.told_before", lambda form, count: f"{form.name} {count}")
    dialog.refresh()
    assert dialog.preview.picture.text().endswith("xlsx 130")


def test_selected_events_are_the_cards_of_who_selected_several(window):
    rows = window.session.chronology.columns.row[[3, 40, 77]]
    window.session.select_rows(rows)
    window.dialogs.export()
    dialog = window.findChild(ExportDialog)
    choose(dialog.form.layout_choice, "cards")
    assert dialog.form.key.isVisible()
    assert dialog.form.key.currentText() == "The 3 selected events"
    assert sorted(dialog.form.options().key_rows) == sorted(rows.tolist())
    choose(dialog.form.key, "foremost")
    assert dialog.form.options().key_rows == ()
    choose(dialog.form.layout_choice, "lanes")
    assert not dialog.form.key.isVisible()
    dialog.done(0)


def test_the_name_that_is_proposed_is_one_that_every_system_takes(dialog, window):
    particulars = window.session.chronology.particulars
    window.services.apply(
        Change("Rename", before=(particulars,), after=(replace(particulars, name="War: 2014/2022?"),))
    )
    choose(dialog.form.format, "svg")
    dialog.save_button.click()
    asked = dialog.findChild(QFileDialog)
    assert [Path(name).name for name in asked.selectedFiles()] == ["War 2014-2022.svg"]
    asked.reject()
