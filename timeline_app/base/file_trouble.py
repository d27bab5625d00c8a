"""What keeps a file from being used for a moment: another program holds it, or it is not on this computer.

Windows refuses to open, replace or remove a file that another program has open, unless that one allows it; virus
scanners and synchronising services do so for a moment after each change. On other systems nobody is kept out so.
"""

from __future__ import annotations

import errno
import sys
import time
from typing import TYPE_CHECKING, Final, TypeVar

from timeline_app.base.synced_folders import is_only_there

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Result = TypeVar("Result")

_HELD: Final = frozenset({32, 33, 1224})
"""ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE."""
_DENIED: Final = 5
"""ERROR_ACCESS_DENIED: what replacing a file that is held gives, but also one that may not be written."""
_TRIES: Final = 8
_FIRST_WAIT_S: Final = 0.02
"""Doubled each time: two and a half seconds in all, longer than a scanner takes."""


def is_held(error: OSError, system: str = sys.platform) -> bool:
    """Tell whether another program may be the reason; the C library of Windows says "permission denied" for it too."""
    code = getattr(error, "winerror", None)
    if code is None:
        return system == "win32" and error.errno == errno.EACCES
    return code in _HELD or code == _DENIED


def patiently(
    action: Callable[[], Result], *, system: str = sys.platform, sleep: Callable[[float], None] = time.sleep
) -> Result:
    """Do something with a file, again and again for a moment while another program holds it."""
    wait_s = _FIRST_WAIT_S
    for _try in range(_TRIES - 1):
        try:
            return action()
        except OSError as error:
            if not is_held(error, system):
                raise
        sleep(wait_s)
        wait_s *= 2
    return action()


def is_absent(error: OSError, path: Path) -> bool:
    """Tell whether a file could not be used because the service that copies its folder has it, and this disk not."""
    return error.errno != errno.ENOENT and is_only_there(path)
