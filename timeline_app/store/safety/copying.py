"""Copies of a store by SQLite's backup API: consistent while others write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.domain.errors import StoreError
from timeline_app.store.errors import told_plainly

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
