"""Reading files without breaking the locks that SQLite holds on some of them.

POSIX drops every lock that a process has on a file as soon as that process closes any descriptor of it
(sqlite.org/howtocorrupt.html, 2.2). A store that is open would then be folded and lose its log under our feet when
another program closes it. So whoever opens a store says so here, and a descriptor of a file that is held so is not
closed but kept, and used again by the next who reads the file, until the last holder lets go. SQLite does the same
among its own connections.

All files that a person may name are opened here: any of them may be the store that is open in a window.
"""

from __future__ import annotations

import errno
import io
import os
import stat
import threading
from typing import TYPE_CHECKING, Final

from timeline_app.base.file_trouble import patiently
from timeline_app.base.long_paths import reachable

if TYPE_CHECKING:
    from pathlib import Path

    Key = tuple[int, int]

_READING: Final = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


class HeldFiles:
    """The files that are held open with locks, by device and inode, and the descriptors kept of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders: dict[Key, int] = {}
        self._kept: dict[Key, list[int]] = {}

    def hold(self, path: Path) -> Key:
        """Keep descriptors of the file from being closed until `let_go` is called with what this gives."""
        with self._lock:  # inside it, since a reader may be closing the file this moment
            key = _key_of(reachable(path).stat())
            self._holders[key] = self._holders.get(key, 0) + 1
        return key

    def let_go(self, key: Key) -> None:
        """End one holding; with the last one the descriptors that were kept are closed."""
        with self._lock:
            left = self._holders[key] - 1
            if left:
                self._holders[key] = left
                return
            del self._holders[key]
            for descriptor in self._kept.pop(key, ()):
                os.close(descriptor)

    def take(self, path: Path) -> tuple[int, Key]:
        """Give a descriptor at the beginning of the file, to be given back."""
        path = reachable(path)
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):  # Windows says "permission denied", Linux nothing until one reads
            raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
        key = _key_of(status)
        with self._lock:
            kept = self._kept.get(key)
            if kept:
                descriptor = kept.pop()
                os.lseek(descriptor, 0, os.SEEK_SET)
                return descriptor, key
        descriptor = patiently(lambda: os.open(path, _READING))  # outside the lock: a pipe is waited for
        return descriptor, _key_of(os.fstat(descriptor))

    def give_back(self, descriptor: int, key: Key) -> None:
        """Close a descriptor, or keep it where the file is held."""
        with self._lock:
            if key in self._holders:
                self._kept.setdefault(key, []).append(descriptor)
            else:
                os.close(descriptor)


def _key_of(status: os.stat_result) -> Key:
    return status.st_dev, status.st_ino


HELD: Final = HeldFiles()
"""One for the process, because its locks are the process's."""


class _Raw(io.FileIO):
    """A file open for reading whose descriptor goes back to where it came from."""

    def __init__(self, path: Path) -> None:
        self._descriptor, self._key = HELD.take(path)
        try:
            super().__init__(self._descriptor, "rb", closefd=False)
        except BaseException:
            HELD.give_back(self._descriptor, self._key)
            raise

    def close(self) -> None:
        if self.closed:
            return
        super().close()
        HELD.give_back(self._descriptor, self._key)


def open_bytes(path: Path) -> io.BufferedReader:
    """Open a file for reading, like `path.open("rb")`."""
    return io.BufferedReader(_Raw(path))


def open_text(path: Path, encoding: str, errors: str = "strict") -> io.TextIOWrapper:
    """Open a file for reading as text with its line ends as they are, like `path.open(newline="")`."""
    return io.TextIOWrapper(open_bytes(path), encoding=encoding, errors=errors, newline="")


def read_bytes(path: Path) -> bytes:
    """Read a whole file, like `path.read_bytes()`."""
    with open_bytes(path) as file:
        return file.read()


def copy_file(source: Path, target: Path) -> None:
    """Copy what a file holds to another, which is made or overwritten."""
    with open_bytes(source) as file, target.open("wb") as copy:
        while chunk := file.read(io.DEFAULT_BUFFER_SIZE * 128):
            copy.write(chunk)


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name; unlike a renaming, never replace a file that appeared meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # FAT, of memory sticks and cameras, has no links: an empty file of ours holds the place
        target.open("xb").close()
        patiently(lambda: part.replace(target))
    else:
        part.unlink()
