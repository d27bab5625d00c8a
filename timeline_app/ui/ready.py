"""Tells a waiting program that the window has painted: benches and the packaging's smoke test measure by it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from timeline_app.overriding import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

READY_FILE = "TIMELINE_APP_READY_FILE"
"""The environment variable that names the file to write; unset for a person."""


class FirstFrame(QObject):
    """Writes a file once `widget` has painted for the first time and the picture is on the screen."""

    def __init__(self, widget: QWidget, file: Path) -> None:
        super().__init__(widget)
        self._widget = widget
        self._file = file
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)  # the widget paints after this, and is shown before the next event
        return False

    @Slot()
    def _tell(self) -> None:
        self._file.touch()


def tell_first_frame(widget: QWidget) -> None:
    """Watch `widget` where somebody waits for its first frame; nothing otherwise."""
    if file := os.environ.get(READY_FILE):
        FirstFrame(widget, Path(file))
