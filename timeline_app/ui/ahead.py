"""Loads Qt's libraries and the list of typefaces on a second processor while Python imports what it needs.

Linking Qt's libraries and reading the system's fonts takes 30 ms and needs nothing of Python: a thread that waits for
them lets others run. What the window then asks for is there. Nothing relies on it: what is missing here, or has
another name on another system, is loaded when it is imported, as ever.

One library that asks for the others, rather than one after the other: between two, the thread waits for its turn in
Python. And early, while Python imports what is written in Python: two threads cannot link libraries at once.
(docs/decisions/0010-what-the-first-frame-waits-for.md)
"""

from __future__ import annotations

import sys
from _thread import start_new_thread
from importlib.machinery import PathFinder
from typing import Final

_BINDINGS: Final = ("QtWidgets.abi3.so", "QtGui.abi3.so", "QtCore.abi3.so")
_FONTS: Final = "libfontconfig.so.1"


def load_ahead() -> None:
    """Begin to load what the window will ask for; the process waits for nothing of it, not even to end."""
    found = PathFinder.find_spec("PySide6") if sys.platform == "linux" else None
    if found is not None and found.submodule_search_locations:
        start_new_thread(load_libraries, (found.submodule_search_locations[0],))


def load_libraries(folder: str) -> bool:
    """Load what `folder`, PySide6's, holds of it, and let fontconfig read its list; tell whether all was there."""
    from ctypes import CDLL  # noqa: PLC0415 - by the thread: numpy needs it, too, but not at once

    try:
        for name in _BINDINGS:
            CDLL(f"{folder}/{name}")
        CDLL(_FONTS).FcInit()
    except OSError:
        return False  # Python's import says what is the matter
    return True
