"""Someone who reads articles in the program on a real screen, by hand: keys, and files dragged from another program."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from real_screen import wait_for

from timeline_app.store.store import Store

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class File(QLabel):
    def mousePressEvent(self, event):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

app = QApplication([])
file = File("article")
file.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool)
file.setGeometry(4, 4, 60, 30)
file.setWindowTitle("a file")
file.show()
app.exec()
"""
"""What stands for the file manager: a small window out of which the file can be dragged."""
CLIPBOARD = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
def tell():
    print(app.clipboard().text(), flush=True)
    app.quit()
QTimer.singleShot(300, tell)
app.exec()
"""


class Reader:
    """Someone who reads, at a screen with the program and a file to drag."""

    def __init__(self, programs, store):
        self.programs, self.store = programs, store
        self.environment = programs.environment | {"PYTHONPATH": str(ROOT)}
        self.program = self.start()

    def start(self):
        """Open the program, and wait until it can be used."""
        command = [sys.executable, "-m", "timeline_app", str(self.store)]
        program = self.programs.run_to_first_frame(*command, env=self.environment)
        wait_for(lambda: "Conflict Timeline" in self.xdotool("getactivewindow", "getwindowname"), "the window")
        self.window = self.xdotool("getactivewindow")
        time.sleep(0.8)  # the keys are made after the first frame
        return program

    def quit(self):
        self.press("ctrl+q")
        wait_for(lambda: self.program.poll() is not None, "the program ends")
        assert self.program.returncode == 0

    def rest(self):
        """Wait until the program has nothing to do: what was read is shown, and keys mean it."""
        spent, calm = self._spent(), 0
        while calm < 3:
            time.sleep(0.4)
            before, spent = spent, self._spent()
            calm = calm + 1 if spent - before <= 3 else 0

    def _spent(self):
        """Give the program's time on the processors in hundredths of a second."""
        told = Path(f"/proc/{self.program.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return int(told[11]) + int(told[12])

    def xdotool(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def press(self, *keys):
        for key in keys:
            self.xdotool("key", key)
            time.sleep(0.15)

    def types(self, text):
        self.xdotool("type", "--delay", "20", text)

    @contextmanager
    def file_to_drag(self, path):
        source = self.programs.run(sys.executable, "-c", SOURCE, str(path), env=self.environment)
        try:
            wait_for(lambda: self.xdotool("search", "--onlyvisible", "--name", "^a file$"), "the window of the file")
            time.sleep(0.5)
            yield
        finally:
            source.terminate()
            source.wait(10)

    def drop(self, path):
        """Drag a file out of another program onto the window, by hand."""
        with self.file_to_drag(path):
            self.xdotool("mousemove", "30", "18")
            self.xdotool("mousedown", "1")
            for x, y in ((60, 60), (200, 200), (420, 330), (440, 340), (450, 345)):
                time.sleep(0.15)
                self.xdotool("mousemove", str(x), str(y))
            time.sleep(0.4)
            self.xdotool("mouseup", "1")
            wait_for(lambda: self.documents() == 1, "the article is stored")
        self.xdotool("windowactivate", "--sync", self.window)
        time.sleep(0.5)

    def clipboard(self):
        command = [sys.executable, "-c", CLIPBOARD]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def documents(self):
        with closing(sqlite3.connect(f"file:{self.store}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM document WHERE deleted = 0").fetchone()[0]

    def starts(self):
        with Store.open(self.store, read_only=True) as store:
            return sorted(event.start for event in store.lookups.events(store.columns().row.tolist()))
