"""Detect a write-ahead log (`-wal`) that belongs to another state of the file, before SQLite replays it.

SQLite binds its log to no file: what lies beside a store under the right name is replayed into it. Where an older copy
was put in the place of a store after a crash, that would join pages of two states. So each transaction writes a random
mark into `meta`, and the mark before it. A log fits a file that has the mark before its first transaction, or that of
any transaction in it; and whose revision lies where the log's do. One that does not fit is set aside, never deleted.

What a log holds of `meta` is read from its frames: the table is one page, whose number the file tells.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import time
from contextlib import closing
from gettext import gettext as _
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from timeline_app.base.held_files import copy_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        aside = path.with_name(
            _("{name} (log of another state{more}){ending}").format(name=path.stem, more=more, ending=path.suffix)
        )
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
