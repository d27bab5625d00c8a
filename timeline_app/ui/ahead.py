"""Loads Qt's libraries and the list of typefaces on a second processor while Python imports what it needs.

Linking Qt's libraries and reading the system's fonts takes 40 ms and needs nothing of Python: a thread that waits for
them lets others run. What the window then asks for is there. Nothing relies on it: what is missing here, or has
another name on another system, is loaded when it is imported, as ever.
(docs/decisions/0010-what-the-first-frame-waits-for.md)
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from pathlib import Path
from threading import Thread
from typing import Final

_LIBRARIES: Final = ("Qt/lib/libQt6Core.so.6", "Qt/lib/libQt6Gui.so.6", "Qt/lib/libQt6Widgets.so.6")
_BINDINGS: Final = ("QtCore.abi3.so", "QtGui.abi3.so", "QtWidgets.abi3.so")
_FONTS: Final = "libfontconfig.so.1"


def load_ahead() -> None:
    """Begin to load what the window will ask for; the process waits for nothing of it, not even to end."""
    found = PathFinder.find_spec("PySide6") if sys.platform == "linux" else None
    if found is not None and found.origin:
        Thread(target=_load, args=(Path(found.origin).parent,), daemon=True).start()


def _load(folder: Path) -> None:
    from ctypes import CDLL  # noqa: PLC0415 - by the thread: numpy needs it, too, but not at once

    try:
        for name in _LIBRARIES:
            CDLL(str(folder / name))
        CDLL(_FONTS).FcInit()
        for name in _BINDINGS:
            CDLL(str(folder / name))
    except OSError:
        return  # Python's import says what is the matter
