"""A reading connection for every thread: no reader waits for another, and a check never holds up the window."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.domain.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_PATIENCE_S = 10.0


class Readers:
    """Lends each thread a connection of its own, opened when that thread first reads."""

    def __init__(self, first: sqlite3.Connection, more: Callable[[], sqlite3.Connection]) -> None:
        self._more = more
        self._local = threading.local()
        self._local.connection = first
        self._all = [first]
        self._idle = threading.Condition()
        self._active = 0
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend this thread's connection; it is not closed meanwhile."""
        with self._idle:
            if self._closed:
                raise StoreError(_("This timeline is closed."))
            self._active += 1
        try:
            yield self._mine()
        finally:
            with self._idle:
                self._active -= 1
                self._idle.notify_all()

    def close(self) -> None:
        """Close them all, after those that are reading now."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: not self._active, _PATIENCE_S)
            for connection in self._all:
                connection.close()

    def _mine(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._more()
            self._local.connection = connection
            with self._idle:
                self._all.append(connection)
        return connection
