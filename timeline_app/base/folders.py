"""Where the program keeps what it remembers: settings, and what it notes while it works.

Each system has its places. A program that is carried, on a stick say, has none of them: where the file `portable.txt`
lies beside the packed program, all is kept in the folder `data` there, and nothing on the computer.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTABLE_MARK: Final = "portable.txt"
_ON_WINDOWS: Final = "Conflict Timeline"


def carried_folder() -> Path | None:
    """Give the folder in which a carried program keeps everything; None for one that is installed, or is no bundle."""
    return data_beside(Path(sys.executable)) if getattr(sys, "frozen", False) else None


def data_beside(program: Path) -> Path | None:
    """Give the folder for the data of a packed program, where it is marked as one that is carried."""
    return program.parent / "data" if (program.parent / PORTABLE_MARK).is_file() else None


def noted(path: Path) -> str:
    """Spell where a file lies, to be noted; from the program, where it is carried with it: a stick's letter changes."""
    carried = carried_folder()
    if carried is not None and path.is_relative_to(carried.parent):
        return str(path.relative_to(carried.parent))
    return str(path)


def as_noted(name: str) -> Path:
    """Give where a file lies that was noted so."""
    carried = carried_folder()
    return carried.parent / name if carried is not None else Path(name)  # what is absolute stays as it is


def state_folder() -> Path:
    """Give the folder for drafts, backups and crash reports; it may not exist yet."""
    carried = carried_folder()
    return carried / "state" if carried else state_folder_on(sys.platform, os.environ, Path.home())


def state_folder_on(system: str, environment: Mapping[str, str], home: Path) -> Path:
    """Give that folder on a system, named as `sys.platform` does."""
    if system == "win32":
        return local_data(environment, home)
    if system == "darwin":
        return home / "Library" / "Logs" / "Conflict Timeline"
    return Path(environment.get("XDG_STATE_HOME") or home / ".local" / "state") / "conflict-timeline"


def local_data(environment: Mapping[str, str], home: Path) -> Path:
    """Give the folder of this program below %LOCALAPPDATA%: settings name paths and screens of this computer."""
    return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / _ON_WINDOWS
