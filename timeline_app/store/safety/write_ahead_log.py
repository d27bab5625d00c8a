"""The write-ahead log of a store: held while it is open, settled when at rest, told from that of another state.

*Held:* SQLite tells others that a file is in use by POSIX locks, and those are the process's: when any part of the
process closes any descriptor of the file, they are gone without a word. A file dialog does that, which looks into
each file it lists. The next program that opened the store and closed it thought itself the last one and removed the
log under us; what was saved from then on was lost with a crash. Locks of Linux that belong to a descriptor of ours
stay.

*Settled:* a thread is started by a change and ends when the log is empty: a store at rest has none. It uses a
connection of its own and never waits for a lock. What is folded first (PASSIVE) hinders neither readers nor writers;
only what is left then, nearly nothing, is done with writers shut out (TRUNCATE). While a reader needs the log it is
tried again later.

*Stray:* SQLite binds its log to no file: what lies beside a store under the right name is replayed into it. Where an
older copy was put in the place of a store after a crash, that would join pages of two states. So each transaction
writes a random mark into `meta`, and the mark before it. A log fits a file that has the mark before its first
transaction, or that of any transaction in it; and whose revision lies where the log's do. One that does not fit is
set aside, never deleted. What a log holds of `meta` is read from its frames: the table is one page, whose number the
file tells.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from timeline_app.base.held_files import HELD, copy_file
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.direction import unmarked
from timeline_app.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from timeline_app.base.held_files import Key


try:
    import fcntl
except ImportError:  # of Windows, where no descriptor takes the locks of another with it
    fcntl = None  # type: ignore[assignment]

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
        if fcntl is None:
            return  # a descriptor would only keep SQLite from removing its files there
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


IDLE_S: Final = 2.0
"""So long after the last change the log is folded in; half a minute of typing is one piece of work."""
_LONGEST_WAIT_S: Final = 30.0
_CLOSING_S: Final = 10.0
"""So long closing waits for a folding that is under way."""


class Checkpointer:
    """Sees to it that the log of one store becomes empty soon after changes; closed with the store."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], idle_s: float = IDLE_S) -> None:
        self._connect = connect
        self._idle_s = idle_s
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._due = 0.0
        self._asked = False
        self._closed = False

    def note_change(self, *, at_once: bool = False) -> None:
        """Fold the log in when no change has followed for a while, or right away."""
        with self._wake:
            if self._closed:
                return
            self._asked = True
            self._due = time.monotonic() + (0.0 if at_once else self._idle_s)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="settling", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def close(self) -> None:
        """End the thread; closing the last connection folds what is left."""
        with self._wake:
            self._closed = True
            self._wake.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(_CLOSING_S)

    def _run(self) -> None:
        wait_s = self._idle_s
        while self._is_time():
            if self._fold():
                wait_s = self._idle_s
                continue
            wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
            with self._wake:
                self._asked, self._due = True, time.monotonic() + wait_s

    def _is_time(self) -> bool:
        """Wait until it is time to fold; False, and the end of the thread, when there is nothing more to do."""
        with self._wake:
            while self._asked and not self._closed:
                left_s = self._due - time.monotonic()
                if left_s <= 0:
                    self._asked = False
                    return True
                self._wake.wait(left_s)
            self._thread = None
            return False

    def _fold(self) -> bool:
        """Fold the log into the file; False where somebody still needs it, or the disk refuses."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("PRAGMA busy_timeout = 0")
                busy, logged, folded = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                if busy or logged != folded:
                    return False
                return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except (sqlite3.Error, StoreError, OSError):
            return False


MARK: Final = "mark"
"""The key in `meta` of the mark of the last transaction; written as "this one, the one before"."""
_HEADER: Final = struct.Struct(">8I")
_FRAME: Final = struct.Struct(">6I")
_MAGIC: Final = (0x377F0682, 0x377F0683)
_LEAF: Final = 0x0A
_ONE_BYTE: Final = 0x80
_TEXT: Final = 13
"""The first type of SQLite's that is text; every second one from there is a longer text."""


_TRIES: Final = 3
_AGAIN_S: Final = 0.05


def write_mark(connection: sqlite3.Connection) -> None:
    """Mark the transaction that is open, so that its log can be told from others."""
    found = connection.execute("SELECT value FROM meta WHERE key = ?", (MARK,)).fetchone()
    before = str(found[0]).partition(" ")[0] if found else ""
    connection.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (MARK, f"{os.urandom(8).hex()} {before}")
    )


def is_stray(path: Path) -> bool:
    """Tell whether the log beside a store belongs to another state of it; False where that cannot be known.

    Another program may be folding its log this moment, so that what is read does not fit: it is read again.
    """
    for _try in range(_TRIES - 1):
        if not _seems_stray(path):
            return False
        time.sleep(_AGAIN_S)
    return _seems_stray(path)


def _seems_stray(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    try:
        with closing(sqlite3.connect(_alone(path), uri=True, isolation_level=None)) as connection:
            page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'meta'").fetchone()
            here = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        logged = list(_logged(log, int(page[0])))
    except (sqlite3.Error, OSError, TypeError, ValueError, struct.error):
        return False  # SQLite's own recovery, and the check after it, judge what is damaged
    if not logged:
        return False
    if any(each is None for each in logged):
        return True  # the page is something else there: another store's log
    found = [each for each in logged if each is not None]
    before = _mark(found[0])[1]
    marks = {_mark(each)[0] for each in found}
    fits = _mark(here)[0] in {before, *marks}
    return not (fits and _revision(found[0]) - 1 <= _revision(here) <= _revision(found[-1]))


def set_aside(path: Path) -> Path:
    """Give a stray log a name of its own, with a copy of the file, so that what it holds can be looked at too."""
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        words = _("{name} (log of another state{more}){ending}")
        aside = path.with_name(unmarked(words.format(name=path.stem, more=more, ending=path.suffix)))
        if not aside.exists() and not aside.with_name(aside.name + "-wal").exists():
            break
        number += 1
    copy_file(path, aside)
    aside.chmod(0o600)
    path.with_name(path.name + "-wal").rename(aside.with_name(aside.name + "-wal"))
    path.with_name(path.name + "-shm").unlink(missing_ok=True)  # an index of the log, which SQLite makes anew
    return aside


def _alone(path: Path) -> str:
    return f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1"


def _mark(meta: dict[str, str]) -> tuple[str, str]:
    this, _blank, before = str(meta.get(MARK, "")).partition(" ")
    return this, before


def _revision(meta: dict[str, str]) -> int:
    text = str(meta.get("revision", "0"))
    return int(text) if text.isdecimal() else 0


def _logged(log: Path, page: int) -> Iterator[dict[str, str] | None]:
    """Give what each finished transaction in a log left in `meta`; None where that page is something else."""
    with log.open("rb") as file:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return
        magic, _version, page_size, _checkpoint, *salts, _sum1, _sum2 = _HEADER.unpack(head)
        if magic not in _MAGIC:
            return
        size = os.fstat(file.fileno()).st_size
        at, seen, latest = _HEADER.size, False, None
        while at + _FRAME.size + page_size <= size:
            file.seek(at)
            number, pages, *frame_salts, _sum1, _sum2 = _FRAME.unpack(file.read(_FRAME.size))
            if frame_salts != salts:
                return
            if number == page:
                seen, latest = True, _meta_in(file.read(page_size))
            if pages and seen:  # the last frame of a transaction
                yield latest
                seen = False
            at += _FRAME.size + page_size


def _meta_in(page: bytes) -> dict[str, str] | None:
    """Read the rows of `meta`, which has no other key than its first column, from its one page."""
    kind, count = page[0], int.from_bytes(page[3:5], "big")
    if kind != _LEAF:
        return None
    found = {}
    for number in range(count):
        at = int.from_bytes(page[8 + 2 * number : 10 + 2 * number], "big")
        record = page[at + 1 : at + 1 + page[at]]
        if len(record) < 3 or page[at] >= _ONE_BYTE or record[0] != 3:
            return None
        lengths = [(each - _TEXT) // 2 for each in record[1:3] if each < _ONE_BYTE and each >= _TEXT and each % 2]
        if len(lengths) != 2:
            return None
        key = record[3 : 3 + lengths[0]]
        found[key.decode()] = record[3 + lengths[0] : 3 + sum(lengths)].decode()
    return found if "revision" in found else None
