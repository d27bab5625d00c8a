"""From spawn to the first painted frame, against a bare PySide6 window started in the same run.

Runs alternate, so that what else the machine does falls on all alike; the medians are compared, and held to the target.
The least times of all are told beside them: on a busy machine they say more. The program says that it has painted by
writing the file that TIMELINE_APP_READY_FILE names, and so does the bare window. A large store is read while the window
is there already; its first frame is the one with the events in it.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench.results import Row
from bench.screen import READY, first_frame_s, virtual_screen
from bench.store import MILLION, STORE
from bench.window import made_store

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_SOURCE = "the window with the sample, source"
OF_BUILT = "the window with the sample, packaged"
OF_APPIMAGE = "the window with the sample, AppImage"
OF_MILLION = "the window with the first frame of a million events"
TARGETS = {OF_SOURCE: 3.0, OF_BUILT: 2.2, OF_APPIMAGE: 5.0, OF_MILLION: 3.0}
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


class Start(NamedTuple):
    """How a program is started."""

    command: list[str]
    environment: dict[str, str]


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


def measure(*, full: bool = False) -> Iterator[Row]:
    """Give the ratios of the source's and, where there is one, the built program's start to a bare window's."""
    with tempfile.TemporaryDirectory() as home, a_person_at_a_screen(home) as environment:
        named = {"bare": Start([sys.executable, "-c", BARE_WINDOW], environment)}
        named[OF_SOURCE] = Start([sys.executable, "-m", "timeline_app"], environment)
        if BUILT.exists():
            named[OF_BUILT] = Start([str(BUILT)], environment)
        for image in (ROOT / "dist").glob("*.AppImage"):
            named[OF_APPIMAGE] = Start([str(image)], environment)
        million = _a_million(Path(home))
        settings = {**environment, "XDG_CONFIG_HOME": f"{home}/another"}  # or the next start would open it as the last
        named[OF_MILLION] = Start([sys.executable, "-m", "timeline_app", str(million)], settings)
        times = _times(named, Path(home, "ready"), 30 if full else 15)
    bare = times.pop("bare")
    yield Row("a bare PySide6 window, spawn to first frame", median(bare), "s")
    yield Row("the least of its times", min(bare), "s")
    for name, found in times.items():
        yield Row(name, median(found) / median(bare), "× a bare window", TARGETS[name])
        yield Row(f"{name}: the least of the times", min(found) / min(bare), "× a bare window")
    if not BUILT.exists():
        yield Row("built programs in dist/ (./run package makes one)", 0, "measured")


def _a_million(home: Path) -> Path:
    """Give a store of a million events of our own: a copy of the one that another part has made, or a new one."""
    path, kept = home / "million.timelinedb", Path(os.environ.get(STORE, ""))
    if not kept.is_file():
        return made_store(path, MILLION)
    shutil.copyfile(kept, path)
    from timeline_app.document import Chronology  # noqa: PLC0415  # as in `made_store`
    from timeline_app.store.store import Store  # noqa: PLC0415  # likewise

    Chronology(Store.open(path)).close()  # keeps the columns, as the first session does
    return path


def _times(starts: dict[str, Start], ready: Path, count: int) -> dict[str, list[float]]:
    """Start each program so often, in turns, after once for the caches and for the first start's copy of the sample."""
    times: dict[str, list[float]] = {name: [] for name in starts}
    for number in range(count + 1):
        for name, start in starts.items():
            took = first_frame_s(start.command, start.environment, ready)
            times[name] += [took] if number else []
    return times
