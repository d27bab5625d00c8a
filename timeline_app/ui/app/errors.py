"""How errors reach the person: a known error as a sentence, a bug as a report and a dialog.

The world's faults (`KnownError`, a refused file) become a sentence in the window. Everything else is a bug of ours:
a report goes to a file and one dialog says where; a fault that repeats with every frame must not bury the window in
dialogs, so there is at most one in a while.
"""

from __future__ import annotations

import sys
import time
from gettext import gettext as _
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.domain.errors import KnownError
from timeline_app.ui.widgets.closing import close_all, own
from timeline_app.ui.wording.labels import fault_words

if TYPE_CHECKING:
    from types import TracebackType

QUIET_S = 20.0


class ErrorReporter(QObject):
    """Tells what went wrong: a sentence by its signal, a bug by a report and a dialog."""

    told = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last_s = -QUIET_S
        self._window = parent if isinstance(parent, QWidget) else None

    def tell(self, error: BaseException) -> None:
        """Say what went wrong in the window."""
        if isinstance(error, KnownError | OSError):
            self.told.emit(fault_words(error))
        else:
            self._report(error)

    def install(self) -> None:
        """Take what no one caught, from here to the end of the program."""
        sys.excepthook = self.uncaught

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell an exception that nothing caught; the hook of the interpreter."""
        if issubclass(kind, KeyboardInterrupt):
            close_all()
        else:
            self.tell(error.with_traceback(trace))

    def _report(self, error: BaseException) -> None:
        now_s = time.monotonic()
        if now_s - self._last_s < QUIET_S:
            return
        self._last_s = now_s
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - likewise

        from timeline_app.base.crash_report import write_report  # noqa: PLC0415 - for the rare case only

        path = write_report(error)
        where = _("A report is in {file}.").format(file=path) if path else _("The report could not be written.")
        box = QMessageBox(_front_window() or self._window)
        own(box)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(_("Something unexpected happened"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_("Something unexpected happened. Your work is kept."))
        box.setInformativeText(where)
        box.addButton(_("OK"), QMessageBox.ButtonRole.AcceptRole)
        box.open()


def _front_window() -> QWidget | None:
    return QApplication.activeWindow()
