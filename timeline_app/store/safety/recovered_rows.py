"""Rows out of a table whose pages may be damaged."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    with source.open("rb") as file:
        header = file.read(100)
    size, page_size = source.stat().st_size, int.from_bytes(header[16:18], "big")
    page_size = 65_536 if page_size == 1 else page_size
    if page_size < 512 or size >= int.from_bytes(header[28:32], "big") * page_size or size < page_size:
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="conflict-timeline-") as folder:
        copy = Path(folder, source.name)
        shutil.copyfile(source, copy)
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
