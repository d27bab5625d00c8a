"""The end of the session: a signal to end, Ctrl+C in the terminal, or the desktop as a person logs out."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

from timeline_app.ui.app.main_window import MainWindow

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS: Final = ("SIGTERM", "SIGINT", "SIGHUP")


class SessionEnd(QObject):
    """Closes the windows in their own way when the program is told to end, instead of dying as it stands.

    A signal arrives between two steps of Python, which may be long in coming while Qt waits. So Python writes it to a
    pipe, and Qt wakes up for that.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.commitDataRequest.connect(self._keep_drafts)
        if os.name != "posix":
            return  # there the desktop tells of its end, and closes the windows itself
        self._reading, writing = os.pipe()
        for end in (self._reading, writing):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), _take_note)

    @Slot()
    def _end(self) -> None:
        if not set(os.read(self._reading, 64)) & {getattr(signal, name) for name in _SIGNALS}:
            return  # another signal, which asks for nothing here
        for window in main_windows():
            window.end()
        QCoreApplication.exit()

    @Slot()
    def _keep_drafts(self) -> None:
        """Write down what is being typed: the desktop may end the program now, or may be kept from logging out."""
        for window in main_windows():
            window.events.drafts.keep()


def main_windows() -> list[MainWindow]:
    """Give the windows that are open."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()]


def _take_note(_number: int, _frame: FrameType | None) -> None:
    """Take a signal, so that it does not end the program; the pipe tells of it."""
