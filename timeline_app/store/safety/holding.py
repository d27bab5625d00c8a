"""Holding a store that is open, so that no other program takes it for closed and removes its log.

SQLite tells others that a file is in use by POSIX locks, and those are the process's: when any part of the process
closes any descriptor of the file, they are gone without a word. A file dialog does that, which looks into each file it
lists. The next program that opened the store and closed it thought itself the last one and removed the log under us;
what was saved from then on was lost with a crash. Locks of Linux that belong to a descriptor of ours stay.
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

try:
    import fcntl
except ImportError:  # of Windows, where no descriptor takes the locks of another with it
    fcntl = None  # type: ignore[assignment]

from timeline_app.base.held_files import HELD

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.base.held_files import Key

_SHARED: Final = (0x40000002, 510)
"""Where SQLite locks a database that is in use: first byte and length (its file format, "The Lock-Byte Page")."""
_INDEX_IN_USE: Final = (128, 1)
"""Where it locks the index of the log ("-shm") as long as somebody uses it."""


class StoreHold:
    """Says for as long as a store is open that it is; not a hindrance to anybody who reads or writes."""

    def __init__(self, path: Path) -> None:
        self._log = path.with_name(path.name + "-wal")
        self._log_found = _identity(self._log)
        self._locked: list[tuple[int, Key, tuple[int, int]]] = []
        for held, where in ((path, _SHARED), (path.with_name(path.name + "-shm"), _INDEX_IN_USE)):
            with suppress(OSError):
                key = HELD.hold(held)
                handle = HELD.take(held)[0]
                self._locked.append((handle, key, where))
                _lock(handle, where, on=True)

    def log_is_lost(self) -> bool:
        """Tell whether the log was removed under us, so that what we write into it goes with us."""
        return self._log_found is not None and _identity(self._log) != self._log_found

    def let_go(self) -> None:
        """Let whoever closes the store last fold its log in and remove it; that may be us."""
        for handle, _key, where in self._locked:
            with suppress(OSError):
                _lock(handle, where, on=False)

    def close(self) -> None:
        """Give the descriptors back; they are closed once no other store of this process is open on the file."""
        self.let_go()
        while self._locked:
            handle, key, _where = self._locked.pop()
            HELD.give_back(handle, key)
            HELD.let_go(key)


def _lock(handle: int, where: tuple[int, int], *, on: bool) -> None:
    """Lock some bytes for reading, or free them, by a lock that is the descriptor's (Linux 3.15)."""
    command = getattr(fcntl, "F_OFD_SETLK", None)
    if command is not None:
        kind = fcntl.F_RDLCK if on else fcntl.F_UNLCK
        fcntl.fcntl(handle, command, struct.pack("hhqqi0q", kind, os.SEEK_SET, *where, 0))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
