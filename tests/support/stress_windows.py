"""Opens, resizes, closes and collects windows and dialogs in random order: python stress_windows.py FOLDER SEED COUNT.

Nobody here holds a window: what lives is what the program itself owns. Timers and jobs are in flight throughout. Exit 0
and no word on stderr when nothing went wrong; faulthandler tells where it crashed, if it does.
"""

from __future__ import annotations

import faulthandler
import gc
import random
import shutil
import sys
import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from timeline_app.startup.start import make_application
from timeline_app.ui.app.controllers import files as work_on_files
from timeline_app.ui.app.main_window import MainWindow
from timeline_app.ui.services.settings import Settings
from timeline_app.ui.widgets.closing import LEFT, WindowOwner, close

DIALOGS = ("palette", "quick", "add", "edit", "settings", "about", "keys", "export", "history", "backups", "publish",
           "sources", "sourcing", "save view", "paste", "legend", "open")  # fmt: skip
QUIET = ("does not support", "propagateSizeHints")


class Stress:
    """Does one thing after the other, each drawn from the seed."""

    def __init__(self, folder, seed, count):
        self.folder, self.left, self.made = folder, count, 0
        self.choice = random.Random(seed)  # noqa: S311 - dice, no secret
        self.faults = []
        self.settings = Settings(folder / "config")
        self.settings.change(theme="light", motion="smooth")
        sys.excepthook = self.note_exception
        sys.unraisablehook = self.note_unraisable
        qInstallMessageHandler(self.note_message)

    def note_exception(self, kind, error, _traceback):
        self.faults.append(f"{kind.__name__}: {error}")
        sys.__excepthook__(kind, error, _traceback)

    def note_unraisable(self, told):
        self.note_exception(type(told.exc_value), told.exc_value, told.exc_traceback)

    def note_message(self, _kind, _context, message):
        if message and not any(words in message for words in QUIET):
            self.faults.append(message)
            sys.__stderr__.write(message + "\n")

    def windows(self):
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]

    def dialogs(self):
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]

    def open_window(self):
        path = self.folder / f"{self.choice.randrange(4)}.timelinedb"
        work_on_files.LARGE = self.choice.choice((0, 2**40))  # read by a job, or at once
        window = MainWindow(settings=self.settings)
        window.show()
        window.files.open_path(path)
        if self.choice.random() < 0.7:
            window.complete()
        self.made += 1

    def open_secondary(self):
        window = self.one(self.windows())
        window.history.secondary.open(self.folder / "0.timelinedb", "As it was.")
        self.made += 1

    def open_dialog(self):
        window = self.one(self.windows())
        if window.session is not None and self.choice.random() < 0.7:
            window.workspace.canvas.next_event()
        window.actions_of_window[self.choice.choice(DIALOGS)].trigger()
        self.made += 1

    def use(self):
        window = self.one(self.windows())
        if window.session is None:
            return
        what = self.choice.randrange(6)
        if what == 0:
            window.toolbar.search.setText("a")
            window.toolbar.search.textEdited.emit("a")  # its pause is in flight
        elif what == 1:
            window.workspace.canvas.view.zoom_in()  # so is the motion
        elif what == 2:
            window.evidence.show_sourcing()  # a job
        elif what == 3:
            window.view.toggle_table()
        elif what == 4:
            window.toast.say("Something was done")
        else:
            window.files.file_watcher.look()

    def resize(self):
        widget = self.one([*self.windows(), *self.dialogs()])
        widget.resize(QSize(self.choice.randrange(300, 1500), self.choice.randrange(200, 1000)))

    def close(self):
        widget = self.one([*self.windows(), *self.dialogs()])
        if isinstance(widget, MainWindow):
            for dialog in widget.findChildren(QDialog):
                if self.choice.random() < 0.5:
                    close(dialog, LEFT)
            way = self.choice.choice((close, QWidget.close, MainWindow.end))  # a command, the title bar, the session
        else:
            way = self.choice.choice((close, QWidget.close, partial(close, result=LEFT)))
        way(widget)

    def collect(self):
        gc.collect()

    def wait(self):
        until = time.monotonic() + self.choice.choice((0, 0, 0.005, 0.03))
        QApplication.processEvents()
        while time.monotonic() < until:
            QApplication.processEvents()
        if self.choice.random() < 0.5:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def one(self, widgets):
        return self.choice.choice(sorted(widgets, key=QWidget.winId))

    def run(self):
        self.open_window()
        while self.made < self.left:
            if not self.windows():
                self.open_window()
            crowded = len(self.windows()) > 4 or len(self.dialogs()) > 5
            steps = [self.open_window, self.open_secondary, *[self.open_dialog] * 3, *[self.use] * 3, self.resize,
                     self.resize, *[self.close] * (8 if crowded else 3), self.collect, *[self.wait] * 3]  # fmt: skip
            self.choice.choice(steps)()
        while self.windows() or self.dialogs():
            self.close()
            self.wait()
        for _turn in range(20):
            self.wait()
            self.collect()
        left = [type(each).__name__ for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)]
        left += [each for each in QApplication.instance().children() if isinstance(each, WindowOwner)]
        if left:
            self.faults.append(f"never destroyed: {left}")
        return self.faults


def main():
    faulthandler.enable()
    folder, seed, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for number in range(1, 4):
        shutil.copyfile(folder / "0.timelinedb", folder / f"{number}.timelinedb")
    app = make_application()
    app.setQuitOnLastWindowClosed(False)
    stress = Stress(folder, seed, count)
    faults = stress.run()
    for fault in sorted(set(faults)):
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
