"""Copies of a store by SQLite's backup API, consistent while others write, and where automatic ones lie."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from timeline_app.base.folders import state_folder
from timeline_app.base.held_files import put_in_place
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.direction import unmarked
from timeline_app.base.long_paths import reachable
from timeline_app.domain.errors import StoreError
from timeline_app.store.errors import told_plainly

if TYPE_CHECKING:
    from pathlib import Path

TIME_IN_NAME: Final = "%Y%m%dT%H%M%SZ"
_PAGES_A_STEP: Final = 4_096
_HALF_DONE_S: Final = 24 * 3600.0
"""After so long nobody goes on writing a backup."""


def back_up(connection: sqlite3.Connection, target: Path, origin: Path) -> None:
    """Copy the store behind `connection` to `target`, which appears only when it is whole; never overwrite."""
    target = reachable(target)
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
            put_in_place(part, target)
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def folder_of(state: Path, store: Path) -> Path:
    """Give the folder of the automatic backups of one store, below `state`."""
    whole = str(store.absolute())
    return state / "backups" / f"{store.stem[:40]}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


def backup_name(moment: datetime, revision: int) -> str:
    """Name a backup by when it was made and at which revision."""
    return f"{moment:{TIME_IN_NAME}}-r{revision}.timelinedb"


def forget_half_done(folder: Path) -> None:
    """Remove what processes left in a folder of backups that died while they wrote one."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _HALF_DONE_S:
                part.unlink()


def keep_older(connection: sqlite3.Connection, store: Path, revision: int) -> Path:
    """Back up a store of an earlier schema before it is brought up to date: earlier programs can open the backup.

    It goes to the other backups; where that place cannot be written, beside the store. Give where it lies; raise
    StoreError where neither can be written.
    """
    try:
        folder = folder_of(state_folder(), store)
        with told_plainly(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = folder / backup_name(datetime.now(UTC).replace(microsecond=0), revision)
        if not kept.exists():  # else it is of this very second and revision
            back_up(connection, kept, store)
    except (StoreError, RuntimeError):  # RuntimeError: a person without a home
        kept = _free_name_beside(store)
        back_up(connection, kept, store)
    return kept


def _free_name_beside(store: Path) -> Path:
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        name = _("{name} (before the update{more}){ending}").format(name=store.stem, more=more, ending=store.suffix)
        if not (kept := store.with_name(unmarked(name))).exists():
            return kept
        number += 1
