"""What may go out, in the window: made, seen with what it holds back, in force where one exports, taken away."""

from __future__ import annotations

import pytest
from shiboken6 import isValid

from timeline_app.document.gating import profiles_of
from timeline_app.domain.change import Change
from timeline_app.domain.publication import PublicationProfile, ReplacedActor
from timeline_app.domain.publication_rules import read_profile, saved
from timeline_app.domain.records import Event, SavedProfile
from timeline_app.ui.exporting.dialog import ExportDialog, copy_picture
from timeline_app.ui.services.profile_dialog import ProfileDialog


@pytest.fixture
def dialog(window):
    window.services.apply(Change("Add", after=(Event("bare", "Nobody says so", "2025-07-02", status="occurred"),)))
    window.dialogs.export()
    made = window.findChild(ExportDialog)
    made.form.format.setCurrentIndex(made.form.format.findData("csv"))
    made.refresh()
    yield made
    if isValid(made):
        made.done(0)


def listed(profile):
    return [profile.held.item(line).text() for line in range(profile.held.count())]


def opened(dialog):
    dialog.choice.change_button.click()
    return next(each for each in dialog.findChildren(ProfileDialog) if each.isVisible())


def test_a_profile_is_made_with_what_it_holds_back_before_ones_eyes(dialog, window, qtbot, tmp_path):
    assert (dialog.choice.profile, dialog.choice.change_button.text()) == (None, "New profile…")
    assert dialog.choice.line.text() == "1 event that goes out rests on no source."
    profile = opened(dialog)
    assert listed(profile) == ["Go out, but rest on no source (1)", "Nobody says so"]
    profile.statuses["planned"].setChecked(False)
    profile.sourced_only.setChecked(True)
    profile.names.rows[0][0].setText("Rustem Umerov")
    assert len(profile.names.rows) == 2
    qtbot.waitUntil(lambda: len(listed(profile)) == 6)
    assert [line for line in listed(profile) if line.endswith(")")] == [
        "Held back by their status (3)", "Held back, as they rest on no source (1)",
    ]  # fmt: skip
    assert profile.line.text().startswith("Left out: 3 events by their status; 1 event without a source.")
    profile.confirm()
    assert "needs a name" in profile.problem
    profile.name.setText("Press")
    profile.confirm()
    (kept,) = profiles_of(window.session.chronology)
    assert read_profile(kept) == dialog.choice.profile
    assert [each.name for each in read_profile(kept).replaced] == ["Rustem Umerov"]
    assert dialog.choice.box.currentText() == "Press"
    dialog.save_to(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: "Exported" in window.toast.accessibleName())
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "Umerov" not in text
    assert "a resident" in text
    assert "Nobody says so" not in text


def test_a_profile_is_changed_and_taken_away(dialog, window):
    before = saved("Press", PublicationProfile(replaced=(ReplacedActor("Somebody gone", "x"),)))
    window.services.apply(Change("Add", after=(before, saved("School", PublicationProfile()))))
    dialog.choice._fill(before.id)
    profile = opened(dialog)
    assert [field.text() for field, _words in profile.names.rows] == ["Somebody gone", ""]
    profile.name.setText("school")
    profile.confirm()
    assert "another profile of this name" in profile.problem
    profile.name.setText("Journal")
    profile.names.rows[1][0].setText("Nobody at all")
    profile.confirm()
    assert "No actor is called “Nobody at all”" in profile.problem
    profile.names.rows[1][0].setText("")
    for box in profile.statuses.values():
        box.setChecked(False)
    profile.confirm()
    assert "at least one status" in profile.problem
    profile.statuses["false"].setChecked(True)
    profile.confirm()
    kept = dialog.choice.kept
    assert (kept.id, kept.name, read_profile(kept).statuses) == (before.id, "Journal", ("false",))
    assert [each.name for each in read_profile(kept).replaced] == ["Somebody gone"]
    dialog.choice.delete_button.click()
    assert [each.name for each in profiles_of(window.session.chronology)] == ["School"]
    assert dialog.choice.box.currentText() == "School"


def test_the_first_profile_is_in_force_where_nobody_chooses(window, monkeypatch):
    asked = []
    monkeypatch.setattr("timeline_app.ui.exporting.dialog.render_image", lambda _c, options: asked.append(options))
    monkeypatch.setattr("timeline_app.ui.exporting.dialog.QGuiApplication.clipboard", QuietClipboard)
    rules = PublicationProfile(("occurred",))
    window.services.apply(Change("Add", after=(saved("Press", rules),)))
    copy_picture(window.services, window.session.chronology, window.workspace.showing())
    assert asked[0].profile == rules
    window.dialogs.export()
    dialog = window.findChild(ExportDialog)
    assert dialog.options().profile == rules
    dialog.done(0)


class QuietClipboard:
    def setImage(self, image):  # noqa: N802 - Qt's name
        pass


def test_by_a_profile_that_cannot_be_read_nothing_goes_out(dialog, window, tmp_path):
    window.services.apply(Change("Add", after=(SavedProfile("p", "Of a stranger", '{"later": 1}'),)))
    dialog.choice._fill("p")
    dialog.refresh()
    assert "cannot be read" in dialog.choice.line.text()
    dialog.save_to(tmp_path / "out.csv")
    assert "cannot be read" in dialog.problem
    assert not (tmp_path / "out.csv").exists()
    dialog.choice.change_button.click()
    assert not dialog.findChildren(ProfileDialog)


def test_a_profile_that_is_changed_after_the_preview_was_drawn_has_it_drawn_anew(dialog, window, qtbot):
    kept = saved("Press", PublicationProfile())
    window.services.apply(Change("Add", after=(kept,)))
    dialog.choice._fill(kept.id)
    dialog.form.format.setCurrentIndex(dialog.form.format.findData("svg"))
    dialog.refresh()
    before = dialog.preview.picture.pixmap().toImage()
    profile = opened(dialog)
    profile.statuses["occurred"].setChecked(False)
    profile.confirm()
    assert "by their status" in dialog.choice.line.text()
    qtbot.waitUntil(lambda: dialog.preview.picture.pixmap().toImage() != before)
