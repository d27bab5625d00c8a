"""Loads Qt's libraries and the list of typefaces on a second processor while Python imports other modules.

To link Qt's libraries takes 15 ms and to read which fonts the system has 5 to 10, and neither needs anything of Python:
a thread that waits for them lets others run. What the window then asks for is there. Nothing relies on it: what is
missing here, or has another name on another system, is loaded when it is imported, as ever.

The libraries are opened by the C library itself, since `ctypes.CDLL` holds Python's lock while it opens one. Two
threads cannot link at once: an extension that is imported meanwhile waits 10 ms. So the extensions that are needed come
before, and only modules written in Python while the libraries are linked.
(docs/decisions/0010-what-the-first-frame-waits-for.md)
"""

from __future__ import annotations

import os
import sys
from _thread import start_new_thread
from importlib.machinery import PathFinder
from typing import Final

_BINDINGS: Final = ("QtWidgets.abi3.so", "QtGui.abi3.so", "QtCore.abi3.so")
_FOR_X11: Final = "Qt/plugins/platforms/libqxcb.so"
_FONTS: Final = "libfontconfig.so.1"


def import_extensions() -> None:
    """Import the extensions that modules without Qt need, and what imports them; else they would wait for Qt's."""
    import bisect  # noqa: F401, PLC0415 - no verb needs all of them
    import sqlite3  # noqa: F401, PLC0415
    import zlib  # noqa: F401, PLC0415

    import numpy as np  # noqa: F401, PLC0415

    import timeline_app.store.safety.write_ahead_log  # noqa: PLC0415
    import timeline_app.store.schema  # noqa: F401, PLC0415


def load_ahead() -> None:
    """Begin to load what the window will ask for; the process waits for nothing of it, not even to end."""
    found = PathFinder.find_spec("PySide6") if sys.platform == "linux" else None
    if found is not None and found.submodule_search_locations:
        start_new_thread(load_libraries, (found.submodule_search_locations[0],))


def load_libraries(folder: str) -> bool:
    """Load what `folder`, PySide6's, holds of it, and let fontconfig read its list; tell whether all was there."""
    from ctypes import CDLL, c_void_p  # noqa: PLC0415 - numpy has imported it

    on_x11 = "DISPLAY" in os.environ and "WAYLAND_DISPLAY" not in os.environ
    try:
        own = CDLL(None)
        own.dlopen.restype = c_void_p
        wanted = (*_BINDINGS, _FOR_X11) if on_x11 else _BINDINGS
        there = [own.dlopen(os.fsencode(f"{folder}/{name}"), os.RTLD_NOW) for name in wanted]
        CDLL(_FONTS).FcInit()
    except (OSError, AttributeError):
        return False  # Python's import says what is the matter
    return all(there)
