"""What tests on a real screen share: Xvfb, a window manager and xdotool."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from bench.screen import READY

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
        READY: str(home / "ready"),
    }
