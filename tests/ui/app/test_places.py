"""What lets a person down: a home that cannot be written, full backups, a clock set back, a file that goes away."""

from __future__ import annotations

import errno
import multiprocessing
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.errors import ConflictError, StoreError
from timeline_app.domain.records import Event
from timeline_app.store.safety import backup_files
from timeline_app.store.safety.backups import KEPT, Backups
from timeline_app.store.store import Store


def added(store, number):
    store.apply(Change(f"Add {number}", after=(Event(f"e{number}", f"Event {number}", "2025"),)))


@pytest.fixture
def path(tmp_path):
    with Store.create(tmp_path / "work.timelinedb") as store:
        added(store, 0)
    return tmp_path / "work.timelinedb"


# --- backups -------------------------------------------------------------------------------------------------------


def test_a_full_disk_of_backups_is_told_and_leaves_nothing_half(path, tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with Store.open(path) as store:
        backups = Backups(tmp_path / "state", path)
        monkeypatch.setattr(backup_files.os, "fsync", full)
        with pytest.raises(StoreError, match="no room left"):
            backups.make(store)
        assert list(backups.folder.iterdir()) == []
        monkeypatch.undo()
        assert backups.make(store) is not None


def test_a_home_that_cannot_be_written_is_told_and_work_goes_on(window, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    window.history.opened()
    qtbot.waitUntil(lambda: window.banner.sentence != "")
    assert "cannot be reached" in window.banner.sentence
    assert window.services.apply(Change("Add", after=(Event("e", "Kept", "2025"),)))
    assert window.session.chronology.store.lookups.event("e") is not None


def test_with_the_clock_set_back_the_backup_just_made_stays(path, tmp_path):
    now = datetime(2026, 1, 1, tzinfo=UTC)
    with Store.open(path) as store:
        backups = Backups(tmp_path / "state", path)
        for number in range(KEPT + 2):
            added(store, number + 1)
            backups.make(store, now + timedelta(minutes=number))
        added(store, 99)
        made = backups.make(store, now - timedelta(days=400))
        assert made.path.exists()
        assert made in backups.listed()


def test_after_a_restoring_a_state_of_the_same_number_is_backed_up_too(path, tmp_path):
    backups = Backups(tmp_path / "state", path)
    now = datetime.now(UTC)
    with Store.open(path) as store:
        first = backups.make(store, now - timedelta(hours=2))
        added(store, 1)
        second = backups.make(store, now - timedelta(hours=1))
        assert backups.make(store) is None
    backups.restore(first)
    with Store.open(path) as store:
        added(store, 2)
        assert store.revision == second.revision
        assert backups.make(store, now) is not None


# --- a clock that goes back, a file that goes away -----------------------------------------------------------------


def test_undo_goes_by_order_and_not_by_the_clock(path, monkeypatch):
    moments = iter([f"20{year}-01-01T00:00:00.000Z" for year in (40, 39, 38, 10, 9)])
    monkeypatch.setattr("timeline_app.store.records.journal.now", lambda: next(moments))
    with Store.open(path) as store:
        for number in (1, 2, 3):
            added(store, number)
        assert store.undo().label == "Add 3"
        assert store.redo().label == "Add 3"


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_goes_away_is_told_and_what_is_open_can_be_saved(window, qtbot, tmp_path, replaced):
    window.services.apply(Change("Add", after=(Event("e", "Kept", "2025"),)))
    path = window.session.chronology.path
    path.rename(path.with_name("trash.timelinedb"))
    if replaced:
        path.write_bytes(b"another program's file")
    window.files.file_watcher.look()
    assert "was moved, removed or replaced" in window.banner.sentence
    window.banner.hide()
    window.files.file_watcher.look()
    assert window.banner.sentence == ""  # once is enough
    target = tmp_path / "saved.timelinedb"
    window.session.chronology.store.backup(target)
    with Store.open(target) as saved:
        assert saved.lookups.event("e").title == "Kept"
        assert saved.check().ok
    if replaced:
        assert path.read_bytes() == b"another program's file"
    path.unlink(missing_ok=True)
    path.with_name("trash.timelinedb").rename(path)
    window.files.file_watcher.look()
    assert window.services.apply(Change("Add", after=(Event("f", "Back again", "2025"),)))


# --- two at once ---------------------------------------------------------------------------------------------------


def _undo_some(path: str, times: int, answer: object) -> None:
    done = []
    with Store.open(Path(path)) as store:
        for _time in range(times):
            try:
                change = store.undo("process")
            except ConflictError:
                continue
            if change is not None:
                done.append(change.label)
    answer.put(done)  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_two_processes_that_undo_at_once_take_each_change_back_once(path):
    with Store.open(path) as store:
        for number in range(1, 31):
            added(store, number)
    context = multiprocessing.get_context("fork" if os.name == "posix" else "spawn")
    answer = context.Queue()
    processes = [context.Process(target=_undo_some, args=(str(path), 20, answer)) for _process in range(2)]
    for process in processes:
        process.start()
    labels = [label for _process in processes for label in answer.get(timeout=60)]
    for process in processes:
        process.join(60)
    assert len(labels) == len(set(labels)) == 31
    with Store.open(path) as store:
        assert store.history.undo_label is None
        assert store.lookups.all_of(Event) == []
        assert store.check().ok


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_two_windows_and_the_command_line_see_each_other_within_a_second(new_window, sample, qtbot):
    import subprocess
    import sys

    windows = [new_window(sample) for _window in range(2)]
    for window in windows:
        window.files.watch()
    for number, window in enumerate(windows):
        window.services.apply(Change("Add", after=(Event(f"w{number}", f"From window {number}", "2025"),)))
    command = [
        sys.executable,
        "-m",
        "timeline_app",
        "add",
        str(sample),
        "--date",
        "2025-07-24",
        "--title",
        "From the line",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)  # our own program
    expected = {"From window 0", "From window 1", "From the line"}
    qtbot.waitUntil(lambda: all(expected <= titles(window) for window in windows))
    event = windows[0].session.chronology.store.lookups.event("w1")
    windows[0].services.apply(Change("Edit", (event,), (replace(event, title="Edited by 0"),)))
    qtbot.waitUntil(lambda: "Edited by 0" in titles(windows[1]))
    windows[1].events.undo()
    qtbot.waitUntil(lambda: "From window 1" in titles(windows[0]))


def titles(window) -> set[str]:
    chronology = window.session.chronology
    return set(chronology.titles(chronology.columns.row.tolist()).values())


def test_the_name_of_a_file_has_no_signs_of_isolation(tmp_path):
    from timeline_app.base.i18n import gettext as _
    from timeline_app.ui.services.places import free_path

    name = _("{name} (recovered)").format(name="שיחות")
    assert free_path(tmp_path, name).name == "שיחות (recovered).timelinedb"
