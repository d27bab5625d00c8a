"""Read rows of a table whose pages may be damaged.

The journal of a damaged store, as far back as it fits the records: then undo and history survive a recovery.

The journal is believed entry by entry, from the newest back: what an entry says became of its records must be what
there is, taking newer entries back. At the first that does not fit, or cannot be read, the history ends, since undo
could not go beyond it anyway.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from timeline_app.base.held_files import copy_file, open_bytes
from timeline_app.domain.errors import KnownError
from timeline_app.store.records import journal
from timeline_app.store.records.applying import same
from timeline_app.store.records.reading import record_with_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record


Row = tuple[int, list[Any]]

_PROBES: Final = 64


def readable_rows(
    connection: sqlite3.Connection, table: str, columns: list[str], key: str = "row"
) -> tuple[list[Row], bool]:
    """Read what can be read, and tell whether that is all. What is not a plain table is not touched."""
    if not _is_plain_table(connection, table):
        return [], False
    listed = ", ".join(f'"{column}"' for column in columns)
    if table in {"event_actor", "event_tag"}:
        select = f"SELECT 0, {listed} FROM {table} ORDER BY event_row, position"
        rows, whole = _until_damage(connection, select, ())
        return rows, whole
    upward = f"SELECT {key}, {listed} FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key}"
    rows, whole = _until_damage(connection, upward, (-(2**63),))
    if whole:
        return rows, True
    downward = f"SELECT {key}, {listed} FROM {table} NOT INDEXED WHERE {key} > ? ORDER BY {key} DESC"
    last = rows[-1][0] if rows else -(2**63)
    above, _whole = _until_damage(connection, downward, (last,))
    found = dict(rows) | dict(above)
    first_above = above[-1][0] if above else last + 1
    step = max(1, (first_above - last) // _PROBES)
    for start in range(last + step, first_above, step):
        if start not in found:
            more, _whole = _until_damage(connection, upward, (start,))
            found |= dict(more)
    return sorted(found.items()), False


@contextmanager
def whole_for_sqlite(source: Path) -> Iterator[Path]:
    """Give a file that SQLite agrees to open: of one that was cut short, a copy that says its true length."""
    with open_bytes(source) as file:
        header = file.read(100)
    size, page_size = source.stat().st_size, int.from_bytes(header[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    if page_size < 512 or size >= int.from_bytes(header[28:32], "big") * page_size or size < page_size:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="conflict-timeline-") as folder:
        copy = Path(folder, source.name)
        copy_file(source, copy)
        with copy.open("r+b") as file:
            file.truncate(size - size % page_size)
            file.seek(28)
            file.write((size // page_size).to_bytes(4, "big"))
            file.seek(92)
            file.write(header[24:28])  # the length counts only where this repeats the number of changes
        yield copy


def _is_plain_table(connection: sqlite3.Connection, table: str) -> bool:
    """Tell a table from a stranger's view or virtual table under our name, which would run his code."""
    try:
        found = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0", (table,)
        ).fetchone()
        hidden = connection.execute("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0", (table,)).fetchone()
    except sqlite3.Error:
        return False
    return found is not None and not str(found[0]).upper().startswith("CREATE VIRTUAL") and hidden[0] == 0


def _until_damage(connection: sqlite3.Connection, select: str, values: tuple[int, ...]) -> tuple[list[Row], bool]:
    rows: list[Row] = []
    try:
        for row, *told in connection.execute(select, values):
            rows.append((row, told))
    except sqlite3.Error:
        return rows, False
    return rows, True


Key = tuple[type["Record"], str]

_COLUMNS: Final = ["time", "author", "label", "batch", "before", "after", "state"]
_STATES: Final = frozenset({"done", "undone", "dropped"})
_DIRECTIONS: Final = frozenset({"do", "undo", "redo"})
_LONGEST: Final = 64_000_000


def recover_journal(old: sqlite3.Connection, new: sqlite3.Connection) -> tuple[int, int]:
    """Bring over the changes that fit the recovered records; give how many did, and how many are lost."""
    rows, _whole = readable_rows(old, "journal", _COLUMNS, "sequence")
    newest = max((sequence for sequence, _told in rows), default=0)
    entries = {sequence: entry for sequence, told in rows if (entry := _entry(new, sequence, told)) is not None}
    first = _first_that_fits(new, entries, newest)
    kept = [entry for sequence, entry in sorted(entries.items()) if sequence >= first]
    _settle_undone(new, kept)
    for entry in kept:
        new.execute(
            "INSERT INTO journal (sequence, time, author, label, batch, before, after, state) "
            "VALUES (:sequence, :time, :author, :label, :batch, :before, :after, :state)",
            entry.plain,
        )
    _recover_steps(old, new, kept)
    return len(kept), newest - len(kept)


class _Entry:
    """A change as it stands in the old journal, and as it reads."""

    def __init__(self, plain: dict[str, Any], change: Change) -> None:
        self.plain = plain
        self.before = {_key(record): record for record in change.before}
        self.after = {_key(record): record for record in change.after}


class _Now:
    """The records as they are, and as they were while entries are taken back or done again."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._taken: dict[Key, Record | None] = {}

    def fits(self, held: dict[Key, Record], absent: Iterable[Key]) -> bool:
        return all(same(self._at(key), record) for key, record in held.items()) and all(
            self._at(key) is None for key in absent if key not in held
        )

    def turn(self, held: dict[Key, Record], becomes: dict[Key, Record]) -> None:
        for key in {**held, **becomes}:
            self._taken[key] = becomes.get(key)

    def _at(self, key: Key) -> Record | None:
        return self._taken[key] if key in self._taken else record_with_id(self._connection, *key)


def _first_that_fits(new: sqlite3.Connection, entries: dict[int, _Entry], newest: int) -> int:
    """Give the number of the oldest entry down to which all fit."""
    now = _Now(new)
    for sequence in range(newest, 0, -1):
        entry = entries.get(sequence)
        if entry is None:
            return sequence + 1
        if entry.plain["state"] == "done":
            if not now.fits(entry.after, entry.before):
                return sequence + 1
            now.turn(entry.after, entry.before)
    return 1


def _settle_undone(new: sqlite3.Connection, kept: list[_Entry]) -> None:
    """Let redo end at the first undone change that does not fit any more."""
    now, fits = _Now(new), True
    for entry in kept:
        if entry.plain["state"] == "undone":
            fits = fits and now.fits(entry.before, entry.after)
            now.turn(entry.before, entry.after)
            if not fits:
                entry.plain["state"] = "dropped"


def _entry(new: sqlite3.Connection, sequence: int, told: list[Any]) -> _Entry | None:
    plain = dict(zip(_COLUMNS, told, strict=True))
    if not all(isinstance(value, str) for value in told) or plain["state"] not in _STATES:
        return None
    if len(plain["before"]) + len(plain["after"]) > _LONGEST or (plain["batch"] and not plain["batch"].isdecimal()):
        return None
    try:
        return _Entry({"sequence": sequence, **plain}, journal.change_of(new, plain))
    except KnownError:
        return None


def _recover_steps(old: sqlite3.Connection, new: sqlite3.Connection, kept: list[_Entry]) -> None:
    """Bring over how the kept changes were done, undone and redone; where that is damaged, only where they stand."""
    known = {entry.plain["sequence"] for entry in kept}
    rows, whole = readable_rows(old, "journal_step", ["time", "author", "sequence", "direction"], "step")
    steps = [told for _step, told in rows if told[2] in known]
    sound = all(isinstance(told[0], str) and isinstance(told[1], str) and told[3] in _DIRECTIONS for told in steps)
    if not whole or not sound or {told[2] for told in steps} != known:
        steps = [
            [entry.plain["time"], entry.plain["author"], entry.plain["sequence"], direction]
            for entry in kept
            for direction in (("do", "undo") if entry.plain["state"] == "undone" else ("do",))
        ]
    new.executemany("INSERT INTO journal_step (time, author, sequence, direction) VALUES (?, ?, ?, ?)", steps)


def _key(record: Record) -> Key:
    return type(record), record.id
