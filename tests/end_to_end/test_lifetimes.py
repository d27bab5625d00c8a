"""A window lives until Qt has destroyed it, whoever forgets it: opened, closed and collected in random order."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from timeline_app.ui.services.jobs import Jobs
from timeline_app.ui.widgets.closing import WindowOwner

ROUNDS = int(os.environ.get("STRESS_ROUNDS", "1"))
COUNT = int(os.environ.get("STRESS_WINDOWS", "30"))
"""Windows and dialogs a round: few here; 20 rounds of 200 are for a change of who owns what."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, ROUNDS + 1))
def test_windows_and_dialogs_come_and_go_in_any_order(sample, tmp_path, seed):
    shutil.copyfile(sample, tmp_path / "0.timelinedb")
    script = Path(__file__).parents[1] / "support" / "stress_windows.py"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONMALLOC": "debug"}
    command = [sys.executable, str(script), str(tmp_path), str(seed), str(COUNT)]
    root = script.parents[1]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root,
        env=environment | {"PYTHONPATH": str(root)}, timeout=600,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "plugin does not support" not in line]
    assert (done.returncode, told) == (0, [])


class Receiver(QObject):
    """What waits for results, until it goes."""

    def __init__(self):
        super().__init__()
        self.got = []

    def take(self, result):
        self.got.append(result)


def test_a_result_for_what_has_gone_is_discarded_and_no_fault(qtbot):
    jobs, gone, there, discarded = Jobs(), Receiver(), Receiver(), []
    jobs.start("", lambda _job: "for nobody", gone.take, gone.take, discarded.append)
    jobs.start("", lambda _job: "for one", there.take, there.take, discarded.append)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: there.got == ["for one"])
    assert discarded == ["for nobody"]
    jobs.close()


def test_after_closing_no_work_is_taken_and_nobody_is_called(qtbot):
    jobs, there, discarded = Jobs(), Receiver(), []
    jobs.start("", lambda _job: "late", there.take, there.take, discarded.append)
    jobs.close()
    job = jobs.start("", lambda _job: "never", there.take, there.take, discarded.append)
    assert job.stop.is_set()
    qtbot.wait(20)
    assert there.got == []
    assert discarded in (["late"], [])  # it may have been stopped before it began


def test_a_window_that_everyone_forgets_lives_until_it_is_destroyed(qapp, qtbot):
    class Forgotten(QWidget):
        def __init__(self):
            super().__init__()
            WindowOwner(self)
            self.note = "whole"
            self.itself = self

    Forgotten().show()
    gc.collect()
    (left,) = [each for each in qapp.topLevelWidgets() if type(each).__name__ == "Forgotten"]
    assert left.note == "whole"
    left.deleteLater()
    del left
    qtbot.wait(10)
    gc.collect()
    assert not [
        each
        for each in gc.get_objects()
        if type(each).__name__ in {"Forgotten", "WindowOwner"} and shiboken6.isValid(each)
    ]
