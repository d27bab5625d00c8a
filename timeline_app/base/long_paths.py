r"""Paths that are longer than Windows takes by itself.

It takes 260 characters (MAX_PATH) unless an administrator has allowed more, whatever a program declares. A path that
begins with `\\?\` may have 32,767; it is taken as it stands then, so it must be whole and written with backslashes.
("Maximum Path Length Limitation", learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation)
"""

from __future__ import annotations

import ntpath
import os
import sys
from pathlib import Path
from typing import Final

_AS_IT_STANDS: Final = "\\\\?\\"
_DEVICES: Final = "\\\\.\\"
_SHORT: Final = 220
"""Below 260 by what is added to the name of a store or of a file that is being written: "-journal", ".part"."""


def reachable(path: Path) -> Path:
    """Give the path by which this system opens a file, however long it is."""
    return Path(reachable_on_windows(os.path.abspath(path))) if sys.platform == "win32" else path  # noqa: PTH100 - without links


def reachable_on_windows(absolute: str) -> str:
    """Spell an absolute path so that Windows takes it."""
    if len(absolute) < _SHORT or absolute.startswith((_AS_IT_STANDS, _DEVICES)):
        return absolute
    whole = ntpath.normpath(absolute)
    if whole.startswith("\\\\"):
        return f"{_AS_IT_STANDS}UNC{whole[1:]}"
    return _AS_IT_STANDS + whole
