"""A lock of our own beside SQLite's, which no other part of the process can lose for us.

What is ours opens files by `held_files`; libraries do not. Qt's file dialog looks into every file that it lists, and
closing it drops SQLite's lock on the store (POSIX): then another program that closes the store takes itself for the
last, and removes the log that is being written here. A lock of an open file description (Linux) goes only with that
description. It lies on the bytes that SQLite locks to read, so whoever wants the file for himself meets it.
"""

from __future__ import annotations

import os
import struct
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from timeline_app.base.held_files import HELD

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.base.held_files import Key

_SHARED_FIRST: Final = 0x40000002
_SHARED_SIZE: Final = 510
"""Where SQLite's readers lock (its os.h): so far behind the beginning that a lock hinders no reading."""
_FLOCK: Final = struct.Struct("hhqqi0q")


class LockGuard:
    """Keeps other programs from taking the file for themselves; to be let go before the last connection closes."""

    def __init__(self, path: Path) -> None:
        self._taken: tuple[int, Key] | None = HELD.take(path)
        self._ask(shared=True)

    def let_go(self) -> None:
        """Let others have the file again."""
        if self._taken is not None:
            self._ask(shared=False)
            HELD.give_back(*self._taken)
            self._taken = None

    def _ask(self, *, shared: bool) -> None:
        if sys.platform != "linux" or self._taken is None:
            return
        import fcntl  # noqa: PLC0415 - where there is one

        kind = fcntl.F_RDLCK if shared else fcntl.F_UNLCK
        asked = _FLOCK.pack(kind, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
        with suppress(OSError):  # a file system without such locks has SQLite's alone
            fcntl.fcntl(self._taken[0], fcntl.F_OFD_SETLK, asked)
