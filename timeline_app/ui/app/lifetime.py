"""The first painted frame of a window."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


READY_FILE = "TIMELINE_APP_READY_FILE"
"""The environment variable that names a file to write at that moment: benches and the smoke test wait for it."""


class FirstFrame(QObject):
    """Watches `widget` until it has painted once and the picture is on the screen."""

    painted = Signal()

    def __init__(self, widget: QWidget, *, is_all: bool = True) -> None:
        """Watch; unless it `is_all` that there is to see, as while a large store is read, the file is not written."""
        super().__init__(widget)
        self._widget = widget
        self._is_all = is_all
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)  # the widget paints after this, and is shown before the next event
        return False

    @Slot()
    def _tell(self) -> None:
        file = os.environ.get(READY_FILE)
        if file and self._is_all:
            Path(file).touch()
        self.painted.emit()
        self.deleteLater()
