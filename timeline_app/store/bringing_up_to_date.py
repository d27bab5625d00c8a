"""Bring a store of an earlier schema up to date: alone with it, after a backup, whole or not at all.

Whoever has the store open meanwhile, an earlier version of this program above all, would go on writing as the earlier
schema wants it. So the one connection that is used here shuts all others out. What is done is one transaction: a
process that dies in it leaves the store as it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import sentences
from timeline_app.domain.errors import DamagedError, StoreError
from timeline_app.store.errors import OnlyReadableError, told_plainly
from timeline_app.store.open_store import HoldingConnection, connect, refuse_strange_schema, require_locks, revision_of
from timeline_app.store.safety.backup_files import keep_older
from timeline_app.store.safety.write_ahead_log import write_mark
from timeline_app.store.schema import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from pathlib import Path

_PATIENCE_MS: Final = 2_000
"""So long another program is waited for that looks into the store for a moment, or brings it up to date just now."""
_FOR_ONE_ALONE: Final = (f"PRAGMA busy_timeout = {_PATIENCE_MS}", "PRAGMA locking_mode = EXCLUSIVE")


def bring_up_to_date(path: Path) -> str:
    """Bring the store at `path`, which nobody in this process may have open, up to date; say in a sentence that it was.

    Give an empty text where that was done already. Raises StoreError where another program has the store open, and
    OnlyReadableError where it cannot be backed up before, or there is no room for what is written.
    """
    with told_plainly(path):
        if _is_up_to_date(path):
            return ""
        with closing(_shut_others_out(path)) as alone:
            version: int = alone.execute("PRAGMA user_version").fetchone()[0]
            if version >= SCHEMA_VERSION:  # another program was quicker
                return ""
            refuse_strange_schema(alone, path, version)
            kept = _carry_out(alone, path)
    where = _("As it was, it is kept: File, Backups…")
    if kept.parent == path.parent:
        where = _("As it was, it is kept beside it as “{copy}”.").format(copy=kept.name)
    done = _("“{name}” was made by an earlier version and was brought up to date.").format(name=path.name)
    return sentences(done, where)


def _is_up_to_date(path: Path) -> bool:
    """Tell whether the file's log says so; else judge whether it may be written, which is more than to read it."""
    with closing(connect(path, read_only=False)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            refuse_strange_schema(connection, path, version)
            require_locks(connection)
        return version >= SCHEMA_VERSION


def _shut_others_out(path: Path) -> HoldingConnection:
    """Take the store for one connection alone, until it is closed."""
    try:
        connection = connect(path, read_only=False, first=_FOR_ONE_ALONE)
        try:
            connection.execute("PRAGMA user_version").fetchone()  # SQLite takes the file when it looks into it
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        if not (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY"):
            raise
        raise StoreError(
            _(
                "“{name}” was made by an earlier version and has to be brought up to date, but another program has it"
                " open. Close it there, then open it again."
            ).format(name=path.name)
        ) from error
    return connection


def _carry_out(connection: sqlite3.Connection, path: Path) -> Path:
    """Back the store up, then bring it up to date; give where the backup lies."""
    try:
        with told_plainly(path):
            kept = keep_older(connection, path, revision_of(connection))
            try:
                migrate(connection, last=write_mark)
            except BaseException:  # it is as it was: who tries again shall not fill the disk with copies of it
                kept.unlink(missing_ok=True)
                raise
    except DamagedError:
        raise
    except StoreError as error:
        raise OnlyReadableError(
            sentences(
                _(
                    "“{name}” was made by an earlier version and could not be brought up to date, so it is open for"
                    " reading only."
                ).format(name=path.name),
                str(error),
            )
        ) from error
    return kept
