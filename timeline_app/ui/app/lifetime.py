"""The life of a window: its first painted frame, and its owner until it is destroyed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

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


class WindowOwner(QObject):
    """Holds a window that has no parent, as the application's child, from its making until it is destroyed.

    Whoever else knows the window may forget it. Without an owner the collector would take its Python half, attributes
    first, while Qt still sends it events: "object has no attribute" out of `resizeEvent`, "Slot not found".
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(QApplication.instance())
        self._window: QWidget | None = window
        window.destroyed.connect(self._let_go)

    @Slot()
    def _let_go(self) -> None:
        self._window = None
        self.deleteLater()
