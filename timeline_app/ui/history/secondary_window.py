"""Secondary windows: a backup, an earlier state, or what can be read of a damaged store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from PySide6.QtWidgets import QWidget

    from timeline_app.document import Chronology

    OpenBeside = Callable[[Chronology, str, Callable[[object], None]], QWidget]
    """Shows a chronology in a window of its own, under a sentence; calls with the window as that closes."""


class SecondaryWindows(QObject):
    """Keeps the windows, and the files that were made for them, until each is closed."""

    def __init__(self, open_beside: OpenBeside, parent: QObject) -> None:
        super().__init__(parent)
        self._open_beside = open_beside
        self._open: list[tuple[QWidget, TemporaryDirectory[str] | None]] = []

    def open(self, path: Path, sentence: str, folder: TemporaryDirectory[str] | None = None) -> QWidget:
        """Show a store for reading, under a sentence that says what it is; `folder` goes when the window does."""
        from timeline_app.document import open_chronology  # noqa: PLC0415 - loaded by now

        chronology = open_chronology(path, read_only=True)
        try:
            other = self._open_beside(chronology, sentence, self._forget)
        except BaseException:
            chronology.close()
            raise
        self._open.append((other, folder))
        return other

    @property
    def windows(self) -> list[QWidget]:
        """The windows that are open."""
        return [window for window, _folder in self._open]

    def _forget(self, closed: object) -> None:
        for window, folder in self._open:
            if window is closed and folder is not None:
                folder.cleanup()
        self._open = [pair for pair in self._open if pair[0] is not closed]
