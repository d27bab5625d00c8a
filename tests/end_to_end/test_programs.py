"""What tests run on a screen of their own is ended with it, and what did not come up is told as it was."""

from __future__ import annotations

import sys

import pytest
from real_screen import MARKS, programs_on_screen

pytestmark = MARKS
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"


def test_a_program_that_ends_before_its_first_frame_is_told_at_once_and_nothing_is_left(tmp_path):
    with (
        pytest.raises(pytest.fail.Exception, match="ended with 3 before its first frame"),
        programs_on_screen("640x480x24", tmp_path) as programs,
    ):
        manager = programs.run("sleep", "600")
        programs.run_to_first_frame(sys.executable, "-c", "raise SystemExit(3)")
    assert manager.returncode is not None


def test_a_program_that_hangs_says_where_and_nothing_is_left(tmp_path):
    errors = tmp_path / "errors"
    with (
        errors.open("w") as file,
        pytest.raises(pytest.fail.Exception, match="no first frame"),
        programs_on_screen("640x480x24", tmp_path) as programs,
    ):
        hanging = "def waits_for_ever():\n    import time\n    time.sleep(600)\nwaits_for_ever()"
        programs.run_to_first_frame(sys.executable, "-c", hanging, limit_s=2.0, stderr=file)
    assert "in waits_for_ever" in errors.read_text(encoding="utf-8")


def test_a_program_that_does_not_end_when_told_to_is_killed_and_named(tmp_path):
    with (
        pytest.raises(AssertionError, match="did not end when it was told to"),
        programs_on_screen("640x480x24", tmp_path) as programs,
    ):
        deaf = programs.run(sys.executable, "-c", DEAF, stdout=-1, text=True)
        assert deaf.stdout.readline() == "deaf\n"
        deaf.stdout.close()
    assert deaf.returncode == -9
