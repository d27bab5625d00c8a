"""What the program remembers lies where each system expects it, or beside a program that is carried."""

from __future__ import annotations

import sys
from pathlib import Path

from timeline_app.base.folders import PORTABLE_MARK, carried_folder, data_beside, state_folder, state_folder_on

HOME = Path("/home/olena")


def test_each_system_has_its_place_for_drafts_and_backups():
    assert state_folder_on("linux", {}, HOME) == HOME / ".local" / "state" / "conflict-timeline"
    assert state_folder_on("linux", {"XDG_STATE_HOME": "/state"}, HOME) == Path("/state/conflict-timeline")
    assert state_folder_on("darwin", {}, HOME) == HOME / "Library" / "Logs" / "Conflict Timeline"
    assert state_folder_on("win32", {"LOCALAPPDATA": "/Олена/Local"}, HOME) == Path("/Олена/Local/Conflict Timeline")


def test_a_windows_that_names_no_place_is_asked_for_the_usual_one():
    assert state_folder_on("win32", {}, HOME) == HOME / "AppData" / "Local" / "Conflict Timeline"


def test_a_program_is_carried_where_the_mark_lies_beside_it(tmp_path):
    program = tmp_path / "Conflict Timeline.exe"
    assert data_beside(program) is None
    (tmp_path / PORTABLE_MARK).touch()
    assert data_beside(program) == tmp_path / "data"


def test_a_carried_program_keeps_nothing_on_the_computer(tmp_path, monkeypatch):
    from timeline_app.ui.services.places import documents_folder
    from timeline_app.ui.services.settings import config_folder

    (tmp_path / PORTABLE_MARK).touch()
    for name in ("TIMELINE_APP_CONFIG", "TIMELINE_APP_DOCUMENTS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "timeline-app"))
    assert carried_folder() is None, "Python beside a file of that name is no bundle"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for folder in (state_folder(), config_folder(), documents_folder()):
        assert folder.is_relative_to(tmp_path / "data")


def test_what_is_carried_along_is_found_where_the_stick_has_another_letter(tmp_path, monkeypatch):
    from timeline_app.ui.services.settings import Settings

    elsewhere = tmp_path / "elsewhere.timelinedb"
    for drive in ("E", "F"):
        (tmp_path / drive).mkdir()
        (tmp_path / drive / PORTABLE_MARK).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "E" / "timeline-app"))
    settings = Settings(tmp_path / "config")
    settings.add_recent(elsewhere)
    settings.add_recent(tmp_path / "E" / "data" / "chronologies" / "війна.timelinedb")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "F" / "timeline-app"))
    assert settings.recent() == (tmp_path / "F" / "data" / "chronologies" / "війна.timelinedb", elsewhere)
