"""The application opens what the system asks it to, by an event, while it runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from timeline_app.startup import start
from timeline_app.startup.session_end import main_windows
from timeline_app.store.store import Store
from timeline_app.ui.app import lifetime

folder = Path(sys.argv[1])
for name in ("first", "second"):
    Store.create(folder / f"{name}.timelinedb").close()


def shown():
    return main_windows()[0].session.chronology.store.path.stem


def ask():
    before = shown()
    app = start.Application.instance()
    QCoreApplication.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/second.timelinedb")))
    same = shown()
    QCoreApplication.sendEvent(app, QFileOpenEvent(str(folder / "second.timelinedb")))
    print(before, same, shown())
    for window in main_windows():
        window.end()
    QCoreApplication.exit()


def told(self, tell=lifetime.FirstFrame._tell):
    tell(self)
    QTimer.singleShot(0, ask)


lifetime.FirstFrame._tell = told
start.run_window(folder / "first.timelinedb")
"""


def test_a_file_that_the_system_asks_for_is_opened_in_the_window(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == ["first", "first", "second"], done.stderr
