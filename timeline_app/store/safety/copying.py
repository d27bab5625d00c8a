"""Copies of a store by SQLite's backup API: consistent while others write.

A store as it was: copied to a file of its own and taken back, step by step, to a point of its journal.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import StoreError
from timeline_app.store.connections import Connections
from timeline_app.store.errors import told_plainly
from timeline_app.store.records import applying, journal

if TYPE_CHECKING:
    from pathlib import Path


_PAGES_A_STEP = 4_096


def back_up(connection: sqlite3.Connection, target: Path, origin: Path) -> None:
    """Copy the store behind `connection` to `target`, which appears only when it is whole; never overwrite."""
    if target.exists():
        raise StoreError(_("“{name}” exists already; choose another name.").format(name=target.name))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with told_plainly(target):
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                with told_plainly(origin if not origin.exists() else target):
                    connection.backup(copy, pages=_PAGES_A_STEP)
                copy.execute("PRAGMA journal_mode = WAL")
            _sync(part)
            os.link(part, target)  # unlike rename, this never replaces a file that appeared meanwhile
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_as_it_was(connections: Connections, step: int, target: Path) -> None:
    """Write the store as it was after `step` of its journal (0: before the first) to `target`."""
    with closing(connections.another()) as connection:
        back_up(connection, target, connections.path)
    copy = Connections(target, read_only=False)
    try:
        with copy.writing() as connection:
            for change in reversed(journal.changes_since(connection, step)):
                applying.carry_out(connection, change.inverse)
            journal.forget_after(connection, step)
    except BaseException:
        copy.close()
        target.unlink(missing_ok=True)
        raise
    copy.close()
