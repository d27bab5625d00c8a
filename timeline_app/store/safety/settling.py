"""Checkpoint the write-ahead log when nobody writes, so that the one file is the whole store and can be copied.

A thread is started by a change and ends when the log is empty: a store at rest has none. It uses a connection of its
own and never waits for a lock. What is folded first (PASSIVE) hinders neither readers nor writers; only what is left
then, nearly nothing, is done with writers shut out (TRUNCATE). While a reader needs the log it is tried again later.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

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
