"""A failed export loses nothing."""

from __future__ import annotations

import os
import stat

import pytest

from timeline_app.domain.errors import ExportError
from timeline_app.export.saving import replacing


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
