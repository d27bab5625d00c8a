"""What file managers are shown of a store: small, soon, and without a trace."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest
from older_stores import set_back
from PySide6.QtGui import QImage
from verbs import COMMAND, refused, run

from timeline_app.cli import thumbnail
from timeline_app.domain.errors import KnownError


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("small") / "sample.timelinedb"
    assert run("new", path, "--sample").returncode == 0
    return path


def state_of(folder):
    return {path.name: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.iterdir()}


@pytest.mark.parametrize("width", [16, 128, 256, 1024])
def test_a_store_is_drawn_at_every_size_that_a_desktop_asks_for(sample, tmp_path, qapp, width):
    assert run("thumbnail", sample, "--to", tmp_path / "a.png", "--size", width).returncode == 0
    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (width, width * 3 // 4)
    inks = {picture.pixelColor(x, y).name() for x in range(width) for y in range(width * 3 // 4)}
    assert len(inks) > 20


def test_nothing_is_written_or_left_beside_the_store(sample, tmp_path):
    before = state_of(sample.parent)
    seen = set()
    command = [*COMMAND, "thumbnail", str(sample), "--to", str(tmp_path / "a.png")]
    with subprocess.Popen(command) as drawing:
        while drawing.poll() is None:
            seen |= {path.name for path in sample.parent.iterdir()}
            time.sleep(0.002)
    assert drawing.returncode == 0
    assert seen == {sample.name}
    assert state_of(sample.parent) == before


@pytest.mark.parametrize("version", [1, 6])
def test_a_store_of_an_earlier_schema_stays_one(sample, tmp_path, version):
    older = tmp_path / "older.timelinedb"
    shutil.copyfile(sample, older)
    set_back(older, version)
    before = state_of(tmp_path)
    assert run("thumbnail", older, "--to", tmp_path / "a.png").returncode == 0
    after = state_of(tmp_path)
    assert after.pop("a.png")[1].startswith(b"\x89PNG")
    assert after == before


def test_the_store_itself_is_never_drawn_over(sample):
    before = state_of(sample.parent)
    refused("thumbnail", sample, "--to", sample)
    assert state_of(sample.parent) == before


def test_a_store_that_is_open_elsewhere_is_drawn_as_it_is_there(sample, tmp_path):
    with sqlite3.connect(sample, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run("thumbnail", sample, "--to", tmp_path / "a.png").returncode == 0
        other.execute("ROLLBACK")
    other.close()


def test_what_is_no_store_is_refused_in_a_sentence(tmp_path):
    wrong = tmp_path / "wrong.timelinedb"
    wrong.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    assert "not a timeline" in refused("thumbnail", wrong, "--to", tmp_path / "a.png")
    assert "none" in refused("thumbnail", tmp_path / "none", "--to", tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == [wrong]


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path):
    huge = tmp_path / "huge.timelinedb"
    huge.touch()
    os.truncate(huge, thumbnail.LARGEST_BYTES + 1)
    assert "too large for a small picture" in refused("thumbnail", huge, "--to", tmp_path / "a.png")


@pytest.mark.parametrize("width", [0, 15, 1025])
def test_a_size_beyond_reason_is_refused(sample, tmp_path, width):
    assert "16 to 1024 pixels" in refused("thumbnail", sample, "--to", tmp_path / "a.png", "--size", width)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="there is no alarm elsewhere, and no caller")
def test_what_takes_too_long_is_ended():
    before = signal.getsignal(signal.SIGALRM)
    with pytest.raises(KnownError, match="too long"), thumbnail._no_longer_than(1):
        time.sleep(30)
    assert signal.getsignal(signal.SIGALRM) == before
    assert signal.alarm(0) == 0
