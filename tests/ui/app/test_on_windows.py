"""What the window does on Windows, by functions that give the same answer here."""

from __future__ import annotations

import shutil
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from timeline_app.ui.app import style
from timeline_app.ui.app.style import dress, frame_scheme
from timeline_app.ui.services.places import free_path
from timeline_app.ui.services.settings import THEMES, Preferences


@pytest.fixture
def in_onedrive(sample, tmp_path):
    folder = tmp_path / "OneDrive - Newsroom"
    folder.mkdir()
    return shutil.copyfile(sample, folder / "Шарон.timelinedb")


def test_of_a_folder_that_goes_to_other_computers_one_is_told_once(window, in_onedrive):
    window.files.open_store(in_onedrive)
    assert "“Шарон” lies in a folder that OneDrive copies to other computers." in window.banner.sentence
    window.banner.hide()
    window.banner.say("", "note")
    window.files.open_store(in_onedrive)
    assert "OneDrive" not in window.banner.sentence


def test_a_folder_of_this_computer_alone_is_not_spoken_of(window, sample, tmp_path):
    path = shutil.copyfile(sample, tmp_path / "other.timelinedb")
    window.banner.say("", "note")
    window.files.open_store(path)
    assert "copies to other computers" not in window.banner.sentence


def test_a_copy_is_proposed_under_a_name_that_every_system_takes(tmp_path):
    assert free_path(tmp_path, "CON").name == "_CON.timelinedb"
    (tmp_path / "War 2014-2022.timelinedb").touch()
    assert free_path(tmp_path, "War: 2014/2022").name == "War 2014-2022 2.timelinedb"


def test_a_number_is_not_cut_off_from_a_long_name(tmp_path):
    first = free_path(tmp_path, "Ї" * 300)
    first.touch()
    second = free_path(tmp_path, "Ї" * 300)
    assert second != first
    assert second.stem.endswith(" 2")


def test_the_title_bar_is_dark_where_the_window_is_and_else_follows_the_system():
    assert {theme: frame_scheme(theme) for theme in THEMES} == {
        "auto": Qt.ColorScheme.Unknown,
        "light": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }


def test_the_system_is_asked_for_the_title_bar_where_it_draws_one(qapp, monkeypatch):
    asked: list[Qt.ColorScheme] = []
    hints = SimpleNamespace(setColorScheme=asked.append)
    monkeypatch.setattr(style.QGuiApplication, "styleHints", lambda: hints)
    monkeypatch.setattr(style.sys, "platform", "win32")
    assert dress(qapp, Preferences(theme="dark", contrast="usual")).dark
    assert not dress(qapp, Preferences(theme="light", contrast="usual")).dark
    assert asked == [Qt.ColorScheme.Dark, Qt.ColorScheme.Light]
