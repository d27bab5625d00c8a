"""A failed export loses nothing."""

from __future__ import annotations

import os
import stat

import pytest

from timeline_app.domain.errors import ExportError
from timeline_app.export.saving import replacing
from timeline_app.store.store import Store


def test_a_finished_file_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "picture.png"
    target.write_text("old")
    with replacing(target) as part:
        assert part.parent == tmp_path
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_export_leaves_the_old_file_and_nothing_else(tmp_path):
    target = tmp_path / "picture.png"
    target.write_text("old")

    def break_off():
        with replacing(target) as part:
            part.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_permissions_of_a_replaced_file_stay_and_a_new_one_follows_the_umask(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("")
    old.chmod(0o640)
    umask = os.umask(0o027)
    try:
        for target in (old, new):
            with replacing(target) as part:
                part.write_text("x")
    finally:
        os.umask(umask)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert stat.S_IMODE(new.stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["missing/picture.png", ".", "file/picture.png", "n" * 300])
def test_a_place_that_takes_no_file_is_told_in_a_sentence(tmp_path, name):
    (tmp_path / "file").write_text("")

    with pytest.raises(ExportError, match=r"\.$"), replacing(tmp_path / name) as part:
        part.write_text("x")
    assert {path.name for path in tmp_path.iterdir()} == {"file"}


def test_what_is_no_file_is_not_replaced(tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)

    with pytest.raises(ExportError), replacing(fifo) as part:
        part.write_text("x")
    assert stat.S_ISFIFO(fifo.stat().st_mode)


@pytest.mark.parametrize("name", ["a.timelinedb", "a.timelinedb-wal", "a.timelinedb-shm", "link.csv"])
def test_no_export_replaces_a_timeline_or_its_log(tmp_path, name):
    store = tmp_path / "a.timelinedb"
    Store.create(store).close()
    (tmp_path / "link.csv").symlink_to(store)
    before = store.read_bytes()
    with pytest.raises(ExportError, match="timeline"), replacing(tmp_path / name) as part:
        part.write_text("x")
    assert store.read_bytes() == before


def test_a_file_that_is_only_called_like_a_timeline_can_be_replaced(tmp_path):
    for name in ("a.timelinedb", "-wal", "b-wal"):
        (tmp_path / name).write_text("SQLite is mentioned here")
        with replacing(tmp_path / name) as part:
            part.write_text("new")
        assert (tmp_path / name).read_text() == "new"


def test_behind_a_link_the_file_is_replaced_and_the_link_stays(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    real, link = folder / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def held_by_another(code):
    """Give what Windows says of a file that another program has open."""
    error = PermissionError(13, "Access is denied")
    error.winerror = code
    return error


@pytest.mark.parametrize("code", [5, 32])
def test_a_file_that_another_program_keeps_open_is_named_and_stays(tmp_path, monkeypatch, code):
    target = tmp_path / "table.xlsx"
    target.write_text("old")

    def refuse(_part, _target):
        raise held_by_another(code)

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    monkeypatch.setattr("timeline_app.base.file_trouble._FIRST_WAIT_S", 0.0)
    told = r"“table\.xlsx” is open in another program\. Close it there"
    with pytest.raises(ExportError, match=told), replacing(target) as part:
        part.write_text("new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_is_held_for_a_moment_is_replaced_after_it(tmp_path, monkeypatch):
    target, real, refused = tmp_path / "table.csv", os.replace, []
    target.write_text("old")

    def replace_at_the_third(part, to):
        if len(refused) < 2:
            refused.append(part)
            raise held_by_another(32)
        real(part, to)

    monkeypatch.setattr("pathlib.Path.replace", replace_at_the_third)
    with replacing(target) as part:
        part.write_text("new")
    assert target.read_text() == "new"
    assert len(refused) == 2
