"""A report on a bug of ours says where it happened and nothing of what the person worked on."""

from __future__ import annotations

import stat

import timeline_app
from timeline_app.base.crash_report import report_text, write_report
from timeline_app.base.folders import state_folder

CONTENT = "Informant met at the café on Tuesday"


def broken(secret):
    try:
        {}[secret]
    except KeyError as error:
        raise ValueError(f"cannot use {secret}") from error


def an_error():
    try:
        broken(CONTENT)
    except ValueError as error:
        return error
    raise AssertionError


def test_it_names_version_place_and_kind_but_no_content():
    text = report_text(an_error(), "list")
    assert timeline_app.__version__ in text
    assert "in broken" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "Doing: list" in text
    assert "Informant" not in text
    assert "/work/" not in text


def test_it_is_written_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = write_report(an_error())
    assert path.parent.parent == state_folder() == tmp_path / "conflict-timeline"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("Conflict Timeline")


def test_only_the_last_reports_are_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    folder = state_folder() / "crashes"
    folder.mkdir(parents=True)
    for number in range(40):
        (folder / f"crash-20200101-0000{number:02}-1.txt").write_text("")
    write_report(an_error())
    assert len(list(folder.iterdir())) == 21


def test_a_report_that_cannot_be_written_is_no_second_fault(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert write_report(an_error()) is None
