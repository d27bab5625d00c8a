"""Open a file that claims to be a store, and give a safe connection or a known error.

A file is judged by its first hundred bytes before SQLite sees it, and by the digest of its schema before anything
else is read from it: a stranger's triggers, views, defaults or indexes on expressions can then do nothing.
`trusted_schema` is off, cell sizes are checked and lengths limited all the same.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import struct
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from timeline_app.base.compat import override
from timeline_app.base.held_files import HELD, open_bytes
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import DamagedError, NotAStoreError, StoreError
from timeline_app.store.errors import OnlyReadableError, told_plainly
from timeline_app.store.older_schemas import fill_in
from timeline_app.store.queries.indexing import register_folds
from timeline_app.store.queries.reviews import register_digest
from timeline_app.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate, schema_digest

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.base.held_files import Key

BUSY_MILLISECONDS: Final = 5_000
_LONGEST_VALUE: Final = 512 * 1024 * 1024
"""Room for one column of ten million events written out in digits; a hostile blob ends here."""

SCHEMA_DIGESTS: Final = {
    1: "20293d66d2b204ff42bfe6aca4509bf16765e29d4137cdc46e91cf736ccebea1",
    2: "83a34d70eeccf5684cd9dc09d889441ac0f92ed7bee2d268045ef17ae177917c",
    3: "5fb46f1d2ff53d5d482daacf5de317814af910fc04e00b0c311b5b558570ec1d",
    4: "d21c9e7e9402429d74d1fc30c56af58fe724b7c271cd8ed73b95a4f3ca24af28",
    5: "c509baef64840691224e80c2dcad1eb124d2019fbe9704edc2b8fb0691b0828b",
    6: "c82df52ac7273277c3b0adb44b113df0b6683a92fa70be84b1645adabfa503bc",
    7: "3021de581fda0d7956cd3bf7cfc96717160259f43c2d86f21478cd8caa82835b",
}

_DIGITS: Final = 19
"""A number of so many digits may be more than SQLite can hold; no store was changed so often."""

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = struct.Struct(">16s H 6x I I 28x I 4x I 28x")


def judge_file(path: Path) -> int:
    """Refuse what is not a store, by its kind and header only; give its schema version."""
    with told_plainly(path):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise StoreError(_("“{name}” is a folder, not a timeline.").format(name=path.name or path))
        if not stat.S_ISREG(mode):
            raise StoreError(_("“{name}” is not an ordinary file, so it cannot be a timeline.").format(name=path.name))
        with open_bytes(path) as file:
            header = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
    if not header:
        raise NotAStoreError(_("“{name}” is empty; it is not a timeline.").format(name=path.name))
    if len(header) < _HEADER.size or not header.startswith(_MAGIC):
        raise NotAStoreError(_("“{name}” is not a timeline of this program.").format(name=path.name))
    _magic, page_size, _changes, pages, version, application = _HEADER.unpack(header)
    if application != APPLICATION_ID:
        raise NotAStoreError(_("“{name}” is a database, but not a timeline of this program.").format(name=path.name))
    told = pages * (65_536 if page_size == 1 else page_size)
    if size > told and not has_log(path):
        raise DamagedError(
            _("“{name}” is longer than it says it is, so it is damaged. Restore a backup.").format(name=path.name)
        )
    return int(version)


def schema_in_header(path: Path) -> int:
    """Give the schema of a store that has no log; 0 for what is none."""
    with open_bytes(path) as file:
        header = file.read(_HEADER.size)
    return int(_HEADER.unpack(header)[4]) if len(header) == _HEADER.size and header.startswith(_MAGIC) else 0


class HoldingConnection(sqlite3.Connection):
    """A connection that keeps its file, and those attached to it, from losing their locks: see `held_files`."""

    def __init__(self, path: Path, address: str) -> None:
        self._held: list[Key] = []
        self.hold(path)
        try:
            super().__init__(
                address,
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
                timeout=BUSY_MILLISECONDS / 1000,
            )
        except BaseException:
            self._let_go()
            raise

    def hold(self, path: Path) -> None:
        """Hold a file that SQLite is about to open; it says itself what is wrong with one that is not there."""
        with suppress(OSError):
            self._held.append(HELD.hold(path))

    @override
    def close(self) -> None:
        super().close()
        self._let_go()

    def _let_go(self) -> None:
        while self._held:
            HELD.let_go(self._held.pop())


def connect(
    path: Path, *, read_only: bool, alone: bool = False, past_log: bool = False, first: tuple[str, ...] = ()
) -> HoldingConnection:
    """Open one connection with every safeguard set; it may be used from any thread, one at a time.

    `alone` reads without locks and without a log, for where neither can be had: nobody may write meanwhile. With
    `past_log` that is done although a log lies there, which belongs to another state of the file. What must be said
    to SQLite before it looks into the file is said `first`.
    """
    connection = HoldingConnection(path, _address(path, read_only=read_only, alone=alone, past_log=past_log))
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
        register_folds(connection)
        register_digest(connection)
        for pragma in (*first, *_PRAGMAS, *(() if read_only else _WRITING_PRAGMAS)):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def remove_empty_log(path: Path) -> None:
    """Remove the log that lies beside a store because it was read: SQLite leaves that to the last one who may write.

    To be called where no log was found before; one that others write stays, since they hold it.
    """
    if not path.with_name(path.name + "-wal").exists():
        return
    with suppress(sqlite3.Error), closing(connect(path, read_only=False)) as last:
        last.execute("PRAGMA user_version").fetchone()  # it looks at the log, and so is asked about it when it closes


def attach(connection: HoldingConnection, path: Path, *, alone: bool = False) -> None:
    """Put the store at `path` beside the one of a connection, as `theirs`, for reading, held to what opening asks."""
    version = judge_file(path)
    connection.hold(path)
    connection.execute("ATTACH ? AS theirs", (_address(path, read_only=True, alone=alone),))
    if version > SCHEMA_VERSION:
        raise _too_new(path)
    if version not in SCHEMA_DIGESTS:
        raise StoreError(
            _("“{name}” was written by an older version of Conflict Timeline; open it once, then try again.").format(
                name=path.name
            )
        )
    refuse_strange_schema(connection, path, version, "theirs")
    fill_in(connection, "theirs")


def _address(path: Path, *, read_only: bool, alone: bool, past_log: bool = False) -> str:
    """Spell where a file lies and how it is opened."""
    options = "mode=ro" if read_only else "mode=rw"
    if past_log or (read_only and not has_log(path) and (alone or not os.access(path.parent, os.W_OK))):
        options = "mode=ro&immutable=1"
    spelled = quote(os.fsencode(path.absolute()))  # a file's name may be bytes that are no text
    host = "//" if spelled.startswith("//") else ""  # else SQLite takes the first folder for the name of a host
    return f"file:{host}{spelled}?{options}"


USUAL_KIB: Final = -16_384
"""The memory for pages of each connection, as SQLite wants it: below zero for kibibytes."""
USUAL_TEMP: Final = "PRAGMA temp_store = MEMORY"
"""What is kept for a moment only stays in memory; who writes much lets it go into files, for it may be large."""
_PRAGMAS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    USUAL_TEMP,
    f"PRAGMA cache_size = {USUAL_KIB}",
)
_WRITING_PRAGMAS: Final = ("PRAGMA synchronous = FULL",)
_PAGE_BYTES: Final = 8192
"""Of a new store; older ones keep their 4096. Each page has its price, whoever writes many: log, sums, calls."""


def open_connections(
    path: Path, *, read_only: bool, alone: bool = False, past_log: bool = False
) -> tuple[HoldingConnection, HoldingConnection]:
    """Judge the store and give its writing and reading connections; one to be written was brought up to date before.

    Raises OnlyReadableError where a newer program wrote a store that is to be written here.
    """
    version = judge_file(path)
    with told_plainly(path):
        writer = connect(path, read_only=read_only, alone=alone, past_log=past_log)
        try:
            version = max(version, writer.execute("PRAGMA user_version").fetchone()[0])
            _judge_schema(writer, path, version, read_only=read_only)
            if read_only:
                fill_in(writer)
            else:
                require_locks(writer)
            return writer, reading_connection(path, alone=alone, past_log=past_log)
        except BaseException:
            writer.close()
            raise


def revision_of(connection: sqlite3.Connection, schema: str = "main") -> int:
    """Read the number of the last change; 0 where a strange value stands there."""
    found = connection.execute(f"SELECT value FROM {schema}.meta WHERE key = 'revision'").fetchone()
    return int(found[0]) if found is not None and found[0].isdecimal() and len(found[0]) < _DIGITS else 0


def reading_connection(path: Path, *, alone: bool, past_log: bool) -> HoldingConnection:
    """Open a further connection to a store that was judged, for reading it as one of this schema."""
    connection = connect(path, read_only=True, alone=alone, past_log=past_log)
    try:
        fill_in(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def cannot_be_locked(error: BaseException | None) -> bool:
    """Tell whether SQLite failed because the file lies where there are no locks or shared memory."""
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(("SQLITE_PROTOCOL", "SQLITE_IOERR_LOCK", "SQLITE_IOERR_SHM", "SQLITE_IOERR_RDLOCK"))


def require_locks(writer: sqlite3.Connection) -> None:
    """Try to write before anybody relies on it; another program that is writing now is no hindrance."""
    if writer.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("PRAGMA busy_timeout = 0")
    try:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if not (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY"):
            raise
    finally:
        writer.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def make_file(path: Path) -> None:
    """Make an empty store at `path`, readable by its owner alone; refuse to overwrite."""
    with told_plainly(path):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            connection = connect(path, read_only=False)
            try:
                connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
                migrate(connection)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def newer_sentence(path: Path) -> str:
    """Say that a store of a newer schema is only read."""
    return _(
        "“{name}” was written by a newer version of Conflict Timeline, so it is open for reading only. Update the"
        " program to change it and to see all that it holds."
    ).format(name=path.name)


def _too_new(path: Path) -> StoreError:
    return StoreError(
        _("“{name}” was written by a newer version of Conflict Timeline; update the program to open it.").format(
            name=path.name
        )
    )


def _judge_schema(connection: sqlite3.Connection, path: Path, version: int, *, read_only: bool) -> None:
    """Refuse what is no store of a schema that this program may read, or write."""
    if version <= SCHEMA_VERSION:
        refuse_strange_schema(connection, path, version)
        if version < SCHEMA_VERSION and not read_only:
            raise StoreError(_("“{name}” was replaced while it was opened; try again.").format(name=path.name))
        return
    from timeline_app.store.newer_schemas import may_be_read  # noqa: PLC0415  # for few stores

    if not may_be_read(connection):
        raise _too_new(path)
    if not read_only:
        raise OnlyReadableError(newer_sentence(path))


def refuse_strange_schema(connection: sqlite3.Connection, path: Path, version: int, schema: str = "main") -> None:
    """Refuse a store that holds anything which no program of its schema writes."""
    if schema_digest(connection, schema) != SCHEMA_DIGESTS.get(version):
        raise DamagedError(
            _(
                "“{name}” holds tables or instructions that this program never writes, so it was not opened. "
                "Recover what can be read into a new file."
            ).format(name=path.name)
        )


def has_log(path: Path) -> bool:
    """Tell whether a log with changes lies beside the store: it is open elsewhere, or was not closed properly."""
    log = path.parent / f"{path.name}-wal"
    return log.exists() and log.stat().st_size > 0
