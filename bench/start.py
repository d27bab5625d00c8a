"""From spawn to the first painted frame, against a bare PySide6 window started in the same run.

Runs alternate, so that what else the machine does falls on all alike; the medians are compared, and held to the target.
The least times of all are told beside them: on a busy machine they say more. The program says that it has painted by
writing the file that TIMELINE_APP_READY_FILE names, and so does the bare window.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.results import Row
from bench.screen import READY, first_frame_s, virtual_screen

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "dist" / "conflict-timeline" / "timeline-app"

BARE_WINDOW = f"""
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, said)


def said():
    open(os.environ["{READY}"], "w").close()


app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


@contextmanager
def a_person_at_a_screen(home: str) -> Iterator[dict[str, str]]:
    """Give the environment of someone with a new home, at a virtual screen (Qt's offscreen one without Xvfb)."""
    others = ("WAYLAND_DISPLAY", "DISPLAY", "PYTHONDONTWRITEBYTECODE")  # the last: a person's second start is compiled
    environment = {name: value for name, value in os.environ.items() if name not in others}
    environment |= {"HOME": home, "XDG_RUNTIME_DIR": home, "PYTHONPATH": str(ROOT)}
    environment |= {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
    if not shutil.which("Xvfb"):
        yield {**environment, "QT_QPA_PLATFORM": "offscreen"}
        return
    with virtual_screen() as display:
        yield {**environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}


def measure(*, full: bool = False) -> list[Row]:
    """Give the ratios of the source's and, where there is one, the built program's start to a bare window's."""
    programs = {"bare": [sys.executable, "-c", BARE_WINDOW], "source": [sys.executable, "-m", "timeline_app"]}
    if BUILT.exists():
        programs["packaged"] = [str(BUILT)]
    times: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as home, a_person_at_a_screen(home) as environment:
        ready = Path(home, "ready")
        for command in programs.values():  # once for the caches, and for the first start's copy of the sample
            first_frame_s(command, environment, ready)
        for _ in range(30 if full else 15):
            for name, command in programs.items():
                times[name].append(first_frame_s(command, environment, ready))
    bare = times.pop("bare")
    rows = [
        Row("a bare PySide6 window, spawn to first frame", median(bare), "s"),
        Row("the least of its times", min(bare), "s"),
    ]
    for name, found in times.items():
        rows += [
            Row(f"the window with the sample, {name}", median(found) / median(bare), "× a bare window", 2.0),
            Row(f"the least of the times, {name}", min(found) / min(bare), "× a bare window"),
        ]
    if not BUILT.exists():
        rows.append(Row("built programs in dist/ (./run package makes one)", 0, "measured"))
    return rows
