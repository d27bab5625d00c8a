"""A window lives until Qt has destroyed it, whoever forgets it: opened, closed and collected in random order."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("STRESS_ROUNDS", "1"))
COUNT = int(os.environ.get("STRESS_WINDOWS", "30"))
"""Windows and dialogs a round: few here; 20 rounds of 200 are for a change of who owns what."""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, ROUNDS + 1))
def test_windows_and_dialogs_come_and_go_in_any_order(sample, tmp_path, seed):
    shutil.copyfile(sample, tmp_path / "0.timelinedb")
    script = Path(__file__).with_name("stress_windows.py")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONMALLOC": "debug"}
    command = [sys.executable, str(script), str(tmp_path), str(seed), str(COUNT)]
    root = script.parents[1]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root,
        env=environment | {"PYTHONPATH": str(root)}, timeout=600,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "plugin does not support" not in line]
    assert (done.returncode, told) == (0, [])
