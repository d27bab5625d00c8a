"""A virtual screen, and the time a program takes to paint on it: for benches, the packaging's smoke test and tests."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READY = "TIMELINE_APP_READY_FILE"
"""Names the file that the window writes once it has painted its first frame."""


class NeverPaintedError(RuntimeError):
    """A program that ended, or hung, before it painted."""


@contextmanager
def virtual_screen(size: str = "1600x1000x24") -> Iterator[str]:
    """Run an X server of our own and give its DISPLAY; needs Xvfb."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with os.fdopen(reading) as answer:
        try:
            server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        finally:
            os.close(writing)
        try:
            yield f":{answer.readline().strip()}"
        finally:
            server.terminate()
            server.wait()


def first_frame_s(command: list[str], environment: dict[str, str], ready: Path, limit_s: float = 60) -> float:
    """Start a window, wait for its first painted frame, end it; give the seconds from spawn to frame."""
    ready.unlink(missing_ok=True)
    begun = time.perf_counter()
    process = subprocess.Popen(command, env={**environment, READY: str(ready)}, stdout=subprocess.DEVNULL)
    try:
        while not ready.exists():
            if process.poll() is not None:
                raise NeverPaintedError(f"{command[0]} ended with {process.returncode} before it painted")
            if time.perf_counter() - begun > limit_s:
                raise NeverPaintedError(f"{command[0]} painted nothing in {limit_s:g} s")
            time.sleep(0.001)
        return time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
