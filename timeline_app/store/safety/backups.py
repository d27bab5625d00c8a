"""Automatic backups: made, rotated, compared with the store, and restored without losing what they replace.

The ten newest are kept, and beyond them one a day for thirty days. A backup's name holds when it was made and at
which revision. A preview compares the two stores in one pass that keeps only differences in memory.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import StoreError
from timeline_app.domain.text.json_values import RECORD_TYPES
from timeline_app.store.errors import told_plainly
from timeline_app.store.open_store import connect, schema_in_header
from timeline_app.store.records.record_rows import records_where
from timeline_app.store.safety.backup_files import TIME_IN_NAME, backup_name, folder_of, forget_half_done
from timeline_app.store.schema import SCHEMA_VERSION
from timeline_app.store.store import Store
from timeline_app.store.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from timeline_app.domain.records import Record


_STAMPS: Final = ("created", "updated")
_CHUNK: Final = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that differs between two stores; None for the store that lacks it."""

    kind: str
    one: Record | None
    other: Record | None

    @property
    def id(self) -> str:
        """The record's id."""
        return self._present.id

    @property
    def name(self) -> str:
        """What a person knows the record by."""
        record = self._present
        for name in ("title", "name", "exact"):
            if value := getattr(record, name, ""):
                return str(value)
        return self.kind

    @property
    def fields(self) -> dict[str, tuple[Any, Any]]:
        """The fields that differ, with both values; empty where one store lacks the record."""
        return changed_fields(self.one, self.other)

    @property
    def _present(self) -> Record:
        present = self.one if self.one is not None else self.other
        if present is None:
            message = "a difference needs a record"
            raise TypeError(message)
        return present


def changed_fields(one: Record | None, other: Record | None) -> dict[str, tuple[Any, Any]]:
    """Give the fields in which two versions of a record differ, stamps left aside."""
    if one is None or other is None:
        return {}
    names = [field.name for field in fields(one) if field.name not in _STAMPS]
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def differences(one: Store, other: Store) -> Iterator[Difference]:
    """Go through both stores once, side by side in the order of ids; needs no memory for what is alike."""
    for name, record_type in RECORD_TYPES.items():
        ours, theirs = in_order_of_ids(one, record_type), in_order_of_ids(other, record_type)
        left, right = next(ours, None), next(theirs, None)
        while left is not None or right is not None:
            if right is None or (left is not None and left.id < right.id):
                yield Difference(name, left, None)
                left = next(ours, None)
            elif left is None or right.id < left.id:
                yield Difference(name, None, right)
                right = next(theirs, None)
            else:
                if changed_fields(left, right):
                    yield Difference(name, left, right)
                left, right = next(ours, None), next(theirs, None)


def in_order_of_ids(store: Store, record_type: type[Record]) -> Iterator[Record]:
    """Read all records of one type by their ids, some at a time."""
    name, last = table_of(record_type).name, ""
    while True:
        with store.connections.reading() as connection:
            chunk = records_where(connection, record_type, f"{name}.id > ? ORDER BY {name}.id LIMIT {_CHUNK}", (last,))
        if not chunk:
            return
        yield from chunk
        last = chunk[-1].id


def summary_of(found: Iterator[Difference]) -> dict[str, dict[str, int]]:
    """Count differences by kind: what only the one has, what only the other has, what both have but not alike."""
    counts: dict[str, dict[str, int]] = {}
    for each in found:
        of_kind = counts.setdefault(each.kind, {"only_in_one": 0, "only_in_other": 0, "changed": 0})
        side = "only_in_one" if each.other is None else "only_in_other" if each.one is None else "changed"
        of_kind[side] += 1
    return counts


KEPT: Final = 10
KEPT_DAYS: Final = 30
_NAME: Final = re.compile(r"(\d{8}T\d{6}Z)-r(\d+)\.timelinedb")


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
        self.folder = folder_of(state, store)

    def listed(self) -> list[Backup]:
        """Give all backups, newest first."""
        if not self.folder.is_dir():
            return []
        found = ((path, _NAME.fullmatch(path.name)) for path in self.folder.iterdir())
        return sorted(
            (
                Backup(datetime.strptime(match[1], TIME_IN_NAME).replace(tzinfo=UTC), int(match[2]), path)
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
        target = self.folder / backup_name(now, revision)
        with told_plainly(target):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not target.exists():
            store.backup(target)
        made = Backup(now, revision, target)
        self.rotate(now, made)
        return made

    def rotate(self, now: datetime, made: Backup | None = None) -> None:
        """Delete the backups that are neither among the newest nor the last of a recent day.

        The one that was `made` just now stays, even where the clock was set back and others seem to be newer; and the
        last that an earlier version of the program can open. What a process left that died goes after a day.
        """
        listed = self.listed()
        kept = {*to_keep(listed, now), made, *_last_of_earlier_schemas(listed)}
        for backup in listed:
            if backup not in kept:
                with suppress(OSError):
                    backup.path.unlink()
        forget_half_done(self.folder)

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


def _last_of_earlier_schemas(listed: Iterable[Backup]) -> list[Backup]:
    """Give the newest backup of each earlier schema: made before an update, it is the way back."""
    found: dict[int, Backup] = {}
    for backup in sorted(listed):
        with suppress(OSError):
            found[schema_in_header(backup.path)] = backup
    return [backup for schema, backup in found.items() if schema < SCHEMA_VERSION]


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
