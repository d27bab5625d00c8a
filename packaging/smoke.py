"""Starts the built application as a person would, on a virtual screen, and compares what it draws with the source's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_FRAME_S = 60
"""Longer than any start seen, many times over: it only ends the wait for a program that hangs."""


def clean_environment(home: Path) -> dict[str, str]:
    """Give the environment of a person who never developed anything."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}


@contextmanager
def virtual_screen() -> Iterator[str]:
    """Run an X server of our own; give its DISPLAY."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise SystemExit("The virtual screen (Xvfb) did not start.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def first_frame(command: list[str], environment: dict[str, str], ready: Path) -> float:
    """Start a window, wait for its first painted frame, close it; give the seconds that took."""
    ready.unlink(missing_ok=True)
    begun = time.perf_counter()
    process = subprocess.Popen(command, env={**environment, "TIMELINE_APP_READY_FILE": str(ready)})
    try:
        while not ready.exists():
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} ended with {process.returncode} before it painted.")
            if time.perf_counter() - begun > FIRST_FRAME_S:
                raise SystemExit(f"{command[0]} painted nothing in {FIRST_FRAME_S} s.")
            time.sleep(0.005)
        return time.perf_counter() - begun
    finally:
        process.terminate()
        process.wait()


def draw(program: list[str], environment: dict[str, str], folder: Path) -> bytes:
    """Make a sample with a program, draw it to a PNG, give the PNG."""
    folder.mkdir()
    store, picture = folder / "sample.timelinedb", folder / "timeline.png"
    environment = {**environment, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*program, "new", str(store), "--sample"], env=environment, check=True, stdout=subprocess.DEVNULL)
    export = [*program, "export", str(store), "--to", str(picture), "--size", "1600x1000"]
    subprocess.run(export, env=environment, check=True, stdout=subprocess.DEVNULL)
    return picture.read_bytes()


def smoke(binary: Path, source: list[str]) -> float:
    """Try the built application; give the seconds to its first frame, or end with a sentence about what is wrong."""
    with tempfile.TemporaryDirectory() as name, virtual_screen() as display:
        home = Path(name)
        environment = clean_environment(home)
        ready = home / "ready"
        seconds = first_frame([str(binary)], {**environment, "DISPLAY": display}, ready)
        built = draw([str(binary)], environment, home / "built")
        expected = draw(source, environment, home / "source")
    if built != expected:
        kept = Path(tempfile.mkdtemp(prefix="conflict-timeline-smoke-"))
        (kept / "built.png").write_bytes(built)
        (kept / "source.png").write_bytes(expected)
        raise SystemExit(f"The built application draws another picture than the source: compare them in {kept}.")
    return seconds


if __name__ == "__main__":
    program = shutil.which(sys.argv[1]) or sys.argv[1]
    elapsed = smoke(Path(program), [sys.executable, "-m", "timeline_app"])
    print(f"First frame after {elapsed:.2f} s; the exported picture is the source's to the byte.")
