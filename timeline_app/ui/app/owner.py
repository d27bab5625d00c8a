"""Who owns a window: Python keeps its half until Qt has destroyed the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


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
