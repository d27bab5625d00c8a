"""Windows beside the main one for looking at another state of a chronology; nothing can be changed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt

if TYPE_CHECKING:
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from timeline_app.ui.app.main_window import MainWindow

STEP = QPoint(36, 36)


class Beside(QObject):
    """Keeps the windows, and the files that were made for them, until each is closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._open: list[tuple[MainWindow, TemporaryDirectory[str] | None]] = []

    def open(self, path: Path, sentence: str, folder: TemporaryDirectory[str] | None = None) -> MainWindow:
        """Show a store for reading, under a sentence that says what it is; `folder` goes when the window does."""
        from timeline_app.document import Chronology  # noqa: PLC0415 - loaded by now
        from timeline_app.store.store import Store  # noqa: PLC0415 - likewise
        from timeline_app.ui.app.main_window import MainWindow  # noqa: PLC0415 - it imports what imports this

        chronology = Chronology(Store.open(path, read_only=True))
        try:
            other = MainWindow(chronology, self._window.settings)
        except BaseException:
            chronology.close()
            raise
        other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        other.resize(self._window.size() - QSize(STEP.x(), STEP.y()))
        other.move(self._window.pos() + STEP)
        other.banner.say(sentence, "note")
        other.closed.connect(self._forget)
        self._open.append((other, folder))
        other.show()
        return other

    @property
    def windows(self) -> list[MainWindow]:
        """The windows that are open."""
        return [window for window, _folder in self._open]

    def _forget(self, closed: object) -> None:
        for window, folder in self._open:
            if window is closed and folder is not None:
                folder.cleanup()
        self._open = [pair for pair in self._open if pair[0] is not closed]
