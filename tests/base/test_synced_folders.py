"""A folder that is copied to other computers is known by its name, by a mark in it, or by what Windows says."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline_app.base.synced_folders import is_only_there, only_there, service_of


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Редакція", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Yandex.Disk", "Yandex Disk"),
        ("Documents", ""),
        ("OneDriveless", ""),
    ],
)
def test_a_service_is_known_by_how_it_names_its_folder(tmp_path, folder, service):
    assert service_of(tmp_path / folder / "Мої події" / "war.timelinedb", {}) == service


def test_windows_names_the_folder_of_onedrive_wherever_it_is(tmp_path):
    store = tmp_path / "cloud" / "Documents" / "war.timelinedb"
    assert service_of(store, {"OneDriveCommercial": str(tmp_path / "cloud")}) == "OneDrive"
    assert service_of(store, {"OneDriveCommercial": str(tmp_path / "other")}) == ""
    assert service_of(store, {"OneDrive": ""}) == ""


def test_a_service_is_known_by_what_it_puts_into_its_folder(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / ".stfolder").mkdir()
    assert service_of(tmp_path / "shared" / "deeper" / "war.timelinedb", {}) == "Syncthing"


def test_the_name_of_a_file_says_nothing_of_its_folder(tmp_path):
    assert service_of(tmp_path / "dropbox", {}) == ""


def test_a_file_that_is_only_at_the_service_is_told_by_its_attributes(tmp_path):
    plain, recalled, offline = 0x20, 0x400020, 0x1020
    assert not only_there(plain)
    assert only_there(recalled)
    assert only_there(offline)
    here = tmp_path / "file"
    here.touch()
    assert not is_only_there(here)
    assert not is_only_there(Path(tmp_path, "none"))
