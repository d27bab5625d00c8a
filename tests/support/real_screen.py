"""What tests on a real screen share: Xvfb, a window manager and xdotool."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager, suppress

import pytest

from bench.screen import READY, virtual_screen

TOOLS = ("Xvfb", "openbox", "xdotool")
MARKS = [
    pytest.mark.xvfb,
    pytest.mark.slow,
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in TOOLS), reason="needs Xvfb, openbox and xdotool on this machine"
    ),
]


def wait_for(condition, what="what was waited for", limit_s=40.0):
    """Look again and again until something is so."""
    until = time.monotonic() + limit_s
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.05)
    pytest.fail(f"this did not happen: {what}")


def environment_on(display, home):
    """Give the environment of a program on a screen, with `home` for all that it keeps."""
    return {
        **{name: value for name, value in os.environ.items() if name not in {"WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}},
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "TIMELINE_APP_CONFIG": str(home / "config"),
        "TIMELINE_APP_DOCUMENTS": str(home / "documents"),
        "PYTHONFAULTHANDLER": "1",  # a program that hangs says where, when it is ended
        READY: str(home / "ready"),
    }


class Programs:
    """What a test runs on a screen of its own: all of it is ended with the screen, however the test went."""

    def __init__(self, display, home):
        self.home, self.environment = home, environment_on(display, home)
        self._running = []
        self.run("openbox", stderr=subprocess.DEVNULL)

    def run(self, *command, **how):
        """Start a program on the screen."""
        self._running.append(subprocess.Popen(command, **{"env": self.environment} | how))
        return self._running[-1]

    def run_to_first_frame(self, *command, limit_s=120.0, **how):
        """Start the window and wait for its first frame; one that ends or hangs before it is told as that."""
        ready = self.home / "ready"
        ready.unlink(missing_ok=True)
        program = self.run(*command, **how)
        until = time.monotonic() + limit_s
        while not ready.exists():
            if program.poll() is not None:
                pytest.fail(f"the program ended with {program.returncode} before its first frame")
            if time.monotonic() > until:
                program.send_signal(signal.SIGABRT)  # faulthandler writes on stderr where each thread is
                with suppress(subprocess.TimeoutExpired):
                    program.wait(10)
                pytest.fail(f"no first frame in {limit_s:g} s; stderr says where the program was")
            time.sleep(0.05)
        return program

    def end(self):
        """End all that runs, the latest first; what does not end when it is told to is killed, and named."""
        stuck = []
        while self._running:
            program = self._running.pop()
            program.terminate()
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
                stuck.append(program.args[0])
        assert not stuck, f"this did not end when it was told to: {stuck}"


@contextmanager
def programs_on_screen(size, home):
    """A screen of its own for a test, with a window manager."""
    with virtual_screen(size) as display:
        programs = Programs(display, home)
        try:
            yield programs
        finally:
            programs.end()
