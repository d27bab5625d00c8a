"""What tests run on a screen of their own is ended with it, and what did not come up is told as it was."""

from __future__ import annotations

import sys

import pytest
from real_screen import MARKS, programs_on_screen

pytestmark = MARKS
HANGING = "def waits_for_ever():\n    import time\n    time.sleep(600)\nwaits_for_ever()"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"


def run_all(home, lines, **how):
    """Run something lasting and then Python as the window; give what lasts, with how it ended, and the fault."""
    try:
        with programs_on_screen("640x480x24", home) as programs:
            lasting = programs.run("sleep", "600")
            programs.run_to_first_frame(sys.executable, "-c", lines, **how)
    except pytest.fail.Exception as fault:
        return lasting, str(fault)
    return lasting, ""


def end_what_is_deaf(home, seen):
    with programs_on_screen("640x480x24", home) as programs:
        seen.append(programs.run(sys.executable, "-c", DEAF, stdout=-1, text=True))
        with seen[0].stdout as told:
            assert told.readline() == "deaf\n"


def test_a_program_that_ends_before_its_first_frame_is_told_at_once_and_nothing_is_left(tmp_path):
    lasting, fault = run_all(tmp_path, "raise SystemExit(3)")
    assert fault == "the program ended with 3 before its first frame"
    assert lasting.returncode is not None


def test_a_program_that_hangs_says_where_and_nothing_is_left(tmp_path):
    with (tmp_path / "errors").open("w+") as errors:
        lasting, fault = run_all(tmp_path, HANGING, limit_s=2.0, stderr=errors)
        errors.seek(0)
        assert "in waits_for_ever" in errors.read()
    assert fault.startswith("no first frame in 2 s")
    assert lasting.returncode is not None


def test_a_program_that_does_not_end_when_told_to_is_killed_and_named(tmp_path):
    seen = []
    with pytest.raises(AssertionError, match="did not end when it was told to"):
        end_what_is_deaf(tmp_path, seen)
    assert seen[0].returncode == -9
