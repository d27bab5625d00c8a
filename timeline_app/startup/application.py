"""The application object: it hears which file the system asks it to open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from timeline_app.base.compat import override

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent


class Application(QApplication):
    """Tells of files that were double-clicked, or dropped on its icon, where the system says so by an event: macOS.

    Other systems start the program with the file's name. Only what is sent to the application itself comes by here.
    """

    file_asked_for = Signal(object)
    """Its path."""

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent):
            if name := event.file():  # empty for an address of the web
                self.file_asked_for.emit(Path(name))
            return True
        return super().event(event)
