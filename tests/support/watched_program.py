"""Runs the program as it is, and writes down who has the keyboard: python watched_program.py STORE LOG.

Each line of the log is a state that differs from the one before. Nothing here sends the program anything.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextEdit,
)

from timeline_app.startup import start
from timeline_app.ui.app.main_window import MainWindow
from timeline_app.ui.canvas.timeline_canvas import TimelineCanvas

LOOK_MS = 15


def name_of(widget):
    words = widget.text() if isinstance(widget, QAbstractButton) else getattr(widget, "placeholderText", str)()
    return widget.accessibleName() or words


def text_of(widget):
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit | QTextEdit) else None


def place_of(widget):
    at = widget.mapToGlobal(QPoint(widget.width() // 2, widget.height() // 2))
    return [at.x(), at.y()]


class Watcher(QObject):
    """Looks at the program many times a second."""

    def __init__(self, window, log):
        super().__init__(window)
        self.window, self.log, self.last, self.ids = window, log, None, {}
        self.timer = QTimer(self, interval=LOOK_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        focus, session = QApplication.focusWidget(), self.window.session
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        front = QApplication.activeModalWidget() or QApplication.activeWindow() or self.window
        state = {
            "focus": None if focus is None else [self.ids.setdefault(focus, len(self.ids)), name_of(focus)],
            "text": text_of(focus) if focus is not None else None,
            "read_only": bool(getattr(focus, "isReadOnly", bool)()),
            "windows": sorted(each.windowTitle() for each in tops if each.windowTitle()),
            "popup": type(QApplication.activePopupWidget()).__name__,
            "range": list(self.window.workspace.canvas.visible_range) if self.window.workspace else None,
            "selected": session.selected if session else None,
            "kept": session.shown.kept if session else None,
            "choices": {
                name_of(each): each.currentText() for each in front.findChildren(QComboBox) if each.isVisible()
            },
            "scrolled": [
                each.verticalScrollBar().value() for each in front.findChildren(QScrollArea) if each.isVisible()
            ],
            "places": {
                name_of(each): place_of(each)
                for kind in (QComboBox, QAbstractButton, QLineEdit, TimelineCanvas, QTableView)
                for each in front.findChildren(kind)
                if each.isVisible() and not each.visibleRegion().isEmpty()
            },
        }
        if state != self.last:
            self.last = state
            with self.log.open("a", encoding="utf-8") as log:
                log.write(json.dumps(state) + "\n")


class WatchedWindow(MainWindow):
    """The program's window, with the watcher in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.watcher = Watcher(self, Path(sys.argv[2]))


if __name__ == "__main__":
    start.MainWindow = WatchedWindow
    sys.exit(start.run_window(Path(sys.argv[1])))
