"""Starts the built application as a person would, on a virtual screen, and compares what it draws with the source's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from bench.screen import NeverPaintedError, first_frame_s, virtual_screen


def clean_environment(home: Path) -> dict[str, str]:
    """Give the environment of a person who never developed anything; Windows needs some of its own."""
    if sys.platform == "win32":
        return {**os.environ, "APPDATA": str(home), "LOCALAPPDATA": str(home), "USERPROFILE": str(home)}
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(home)}


def draw(program: list[str], environment: dict[str, str], folder: Path) -> bytes:
    """Make a sample with a program, draw it to a PNG, give the PNG."""
    folder.mkdir()
    store, picture = folder / "sample.timelinedb", folder / "timeline.png"
    environment = {**environment, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([*program, "new", str(store), "--sample"], env=environment, check=True, stdout=subprocess.DEVNULL)
    past = ["--from", "2014", "--until", "2025"]  # the mark of this moment would stand elsewhere in the second picture
    export = [*program, "export", str(store), "--to", str(picture), "--size", "1600x1000", *past]
    subprocess.run(export, env=environment, check=True, stdout=subprocess.DEVNULL)
    return picture.read_bytes()


def require_same_version(binary: Path, source: list[str], environment: dict[str, str]) -> None:
    """End with a sentence where the built program does not know what it runs on as the source knows it."""
    told = [
        subprocess.run([*program, "--version"], env=environment, check=True, capture_output=True, text=True).stdout
        for program in ([str(binary)], source)
    ]
    if told[0] != told[1]:
        raise SystemExit(f"Smoke test: the built program says “{told[0].strip()}”, the source “{told[1].strip()}”.")


def smoke(binary: Path, source: list[str]) -> float:
    """Try the built application; give the seconds to its first frame, or end with a sentence about what is wrong."""
    screen = virtual_screen() if sys.platform == "linux" else nullcontext("")  # others have none without a screen
    with tempfile.TemporaryDirectory() as name, screen as display:
        home = Path(name)
        environment = clean_environment(home)
        try:
            seconds = first_frame_s([str(binary)], {**environment, "DISPLAY": display}, home / "ready")
        except NeverPaintedError as error:
            raise SystemExit(f"Smoke test: {error}.") from error
        require_same_version(binary, source, environment)
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
