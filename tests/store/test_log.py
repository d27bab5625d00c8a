"""Who only read a store leaves nothing beside it; the log of someone who writes is not touched."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from timeline_app.store.open_store import remove_empty_log
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def beside(path: Path) -> set[str]:
    return {each.name.removeprefix(path.name) for each in path.parent.iterdir() if each != path}


def test_reading_a_store_leaves_no_file_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "one.timelinedb"
    Store.create(path, name="One").close()
    before = path.read_bytes()
    store = Store.open(path, read_only=True)
    assert store.info().events == 0
    assert beside(path) == {"-wal", "-shm"}
    store.close()
    assert beside(path) == set()
    assert path.read_bytes() == before


def test_reading_a_store_that_is_open_elsewhere_leaves_its_log(tmp_path: Path) -> None:
    path = tmp_path / "one.timelinedb"
    Store.create(path).close()
    writer = Store.open(path)
    reader = Store.open(path, read_only=True)
    reader.close()
    assert beside(path) == {"-wal", "-shm"}
    assert not writer.undo()
    writer.close()
    assert beside(path) == set()


def test_where_nothing_lies_beside_a_store_nothing_is_done(tmp_path: Path) -> None:
    path = tmp_path / "one.timelinedb"
    Store.create(path).close()
    before = path.stat().st_mtime_ns
    remove_empty_log(path)
    assert path.stat().st_mtime_ns == before
    assert beside(path) == set()


def damaged(path: Path, kind: str) -> None:
    Store.create(path, name="One").close()
    whole = path.read_bytes()
    half = whole[: len(whole) // 2]
    torn = whole[:20_000] + b"\xff" * (len(whole) - 20_000)
    path.write_bytes({"half": half, "header": whole[:100] + bytes(1_000), "torn": torn}[kind])


@pytest.mark.parametrize("kind", ["half", "header", "torn"])
@pytest.mark.parametrize("verb", ["info", "list", "check"])
def test_looking_at_a_damaged_store_leaves_it_as_it_is_and_nothing_beside_it(
    tmp_path: Path, kind: str, verb: str
) -> None:
    path = tmp_path / "one.timelinedb"
    damaged(path, kind)
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-m", "timeline_app", verb, str(path)], capture_output=True, check=False)
    assert done.returncode == 1, done.stdout
    assert beside(path) == set()
    assert path.read_bytes() == before
