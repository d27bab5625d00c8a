"""Runs verbs of the command line, for the tests of what they do."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from types import SimpleNamespace

from timeline_app.cli import app

COMMAND = [sys.executable, "-m", "timeline_app"]


def run(*args):
    """Run a verb in this process, which is ten times faster than in one of its own."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = app.run([str(arg) for arg in args], no_window)
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


def run_apart(*args):
    """Run a verb in a process of its own."""
    return subprocess.run([*COMMAND, *map(str, args)], capture_output=True, check=False, text=True)


def no_window(store):
    raise AssertionError(store)


def done(*args):
    """Run a verb that must succeed, and give what its JSON says."""
    result = run(*args, "--json")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return json.loads(result.stdout)


def refused(*args):
    """Run a verb that must fail with one sentence, and give the sentence."""
    result = run(*args)
    assert result.returncode == 1, (result.stdout, result.stderr)
    assert result.stdout == ""
    assert result.stderr.startswith("timeline-app: ")
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr
    assert "unexpected" not in result.stderr
    return result.stderr.removeprefix("timeline-app: ").strip()
