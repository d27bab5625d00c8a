"""Automatic backups: made, rotated, and restored without losing what they replace.

The ten newest are kept, and beyond them one a day for thirty days. A backup's name holds when it was made and at
which revision.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from timeline_app.domain.errors import StoreError
from timeline_app.store.errors import told_plainly
from timeline_app.store.merge.comparing import differences, summary_of
from timeline_app.store.open_store import connect
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEPT: Final = 10
KEPT_DAYS: Final = 30
_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-r(\d+)\.timelinedb")
_TIME: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One backup of a store."""

    time: datetime
    revision: int
    path: Path


class Backups:
    """The backups of one store, in a folder of their own below `state`."""

    def __init__(self, state: Path, store: Path) -> None:
        self.store = store
        whole = str(store.absolute())
        self.folder = state / "backups" / f"{store.stem[:40]}-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"

    def listed(self) -> list[Backup]:
        """Give all backups, newest first."""
        if not self.folder.is_dir():
            return []
        found = ((path, _NAME.fullmatch(path.name)) for path in self.folder.iterdir())
        return sorted(
            (
                Backup(datetime.strptime(match[1], _TIME).replace(tzinfo=UTC), int(match[2]), path)
                for path, match in found
                if match is not None
            ),
            reverse=True,
        )

    def make(self, store: Store, now: datetime | None = None) -> Backup | None:
        """Back up the open store unless its newest backup is of this revision; then let old ones go."""
        revision, listed = store.revision, self.listed()
        if listed and listed[0].revision == revision and _is_of(listed[0], store):
            return None
        now = (now or datetime.now(UTC)).replace(microsecond=0)
        target = self.folder / f"{now:{_TIME}}-r{revision}.timelinedb"
        with told_plainly(target):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists():
            store.backup(target)
        made = Backup(now, revision, target)
        self.rotate(now, made)
        return made

    def rotate(self, now: datetime, made: Backup | None = None) -> None:
        """Delete the backups that are neither among the newest nor the last of a recent day.

        The one that was `made` just now stays, even where the clock was set back and others seem to be newer.
        """
        listed = self.listed()
        kept = {*to_keep(listed, now), made}
        for backup in listed:
            if backup not in kept:
                with suppress(OSError):
                    backup.path.unlink()

    def preview(self, backup: Backup) -> dict[str, dict[str, int]]:
        """Count by kind what differs between the store as it is (one) and a backup (other)."""
        with Store.open(self.store, read_only=True) as now, Store.open(backup.path, read_only=True) as then:
            return summary_of(differences(now, then))

    def restore(self, backup: Backup) -> Path:
        """Put a backup in the place of the store, which must be closed; what was there is kept at the path given."""
        _require_closed(self.store)
        aside = _free_name(self.store)
        part = self.store.with_name(f".{self.store.name}.{os.getpid()}.part")
        with told_plainly(self.store):
            part.unlink(missing_ok=True)
            with Store.open(backup.path, read_only=True) as store:
                store.backup(part)
            if self.store.exists():
                for ending in ("", "-wal", "-shm"):
                    each = self.store.with_name(self.store.name + ending)
                    if each.exists():
                        each.rename(aside.with_name(aside.name + ending))
            part.rename(self.store)
        return aside


def _is_of(backup: Backup, store: Store) -> bool:
    """Tell whether a backup is of this very state: after a restoring, revisions are counted from an older one."""
    try:
        with Store.open(backup.path, read_only=True) as then:
            here, there = store.history, then.history
            return there.last_step() == here.last_step() and there.entries(limit=1) == here.entries(limit=1)
    except StoreError:
        return False


def to_keep(listed: Iterable[Backup], now: datetime) -> list[Backup]:
    """Choose the ten newest, and the last of each of the last thirty days."""
    newest_first = sorted(listed, reverse=True)
    kept = newest_first[:KEPT]
    days = {backup.time.date() for backup in kept}
    for backup in newest_first[KEPT:]:
        if backup.time.date() not in days and now - backup.time <= timedelta(days=KEPT_DAYS):
            days.add(backup.time.date())
            kept.append(backup)
    return kept


def _free_name(store: Path) -> Path:
    """Find a name beside the store for what a restoring puts aside."""
    number = 1
    while True:
        more = f" {number}" if number > 1 else ""
        name = _("{name} (before restoring{more}){ending}").format(name=store.stem, more=more, ending=store.suffix)
        if not store.with_name(name).exists():
            return store.with_name(name)
        number += 1


def _require_closed(store: Path) -> None:
    if store.exists() and is_open_elsewhere(store):
        raise StoreError(
            _("“{name}” is open in another window or program; close it there first.").format(name=store.name)
        )


def is_open_elsewhere(store: Path) -> bool:
    """Tell whether any other connection is open; of a damaged store, which cannot be asked, that it is not."""
    try:
        with closing(connect(store, read_only=False)) as connection:
            connection.execute("PRAGMA busy_timeout = 200")
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        return (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY")
    return False
