"""The journal: every change with what was before and after, and every step of doing, undoing and redoing it.

A change is *done*, *undone*, or *dropped*: undone and then overtaken by a new change, so that redo no longer reaches
it. The journal keeps them all. A document's text is not repeated in the journal, since it is immutable and never
removed; only the source that a document belongs to can become another, when sources are merged.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change, SharedUse, UseMove
from timeline_app.domain.errors import FormatError, StoreError
from timeline_app.domain.records import Document, Record
from timeline_app.domain.text.json_values import TYPE_NAMES, from_plain, to_plain
from timeline_app.store.records.record_rows import removed_document

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

State = Literal["done", "undone", "dropped"]
Direction = Literal["do", "undo", "redo"]

_SELECT: Final = "SELECT sequence, time, author, label, batch, before, after, state FROM journal "


BATCH_TABLES: Final = (
    "category", "actor", "place", "tag", "source", "document", "event", "excerpt", "review", "link", "view", "profile",
    "story",
)  # fmt: skip
"""Tables whose rows name the import that brought them."""
_MOVE: Final = "uses moved"
"""Stands in the place of a record's type, after the records."""
MOVABLE: Final = frozenset({"category", "actor", "place", "tag"})
"""The kinds of names whose uses can move."""
_LONG: Final = 400_000
"""Letters of an entry of some hundreds of events: taking it back takes several frames."""
_LONGEST: Final = 64_000_000
"""Letters of an entry that is looked into when stores are merged: a change of some ten thousand events."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change in the journal."""

    sequence: int
    time: str
    author: str
    change: Change
    state: State


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one change did to records that were asked for."""

    time: str
    author: str
    before: tuple[Record, ...]
    after: tuple[Record, ...]


def now() -> str:
    """Give the moment, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def append(connection: sqlite3.Connection, change: Change, author: str, time: str) -> int:
    """Write down a change that is being done; drop what was undone from the way of redo."""
    connection.execute("UPDATE journal SET state = 'dropped' WHERE state = 'undone'")
    sequence = connection.execute(
        "INSERT INTO journal (time, author, label, batch, before, after, state) VALUES (?, ?, ?, ?, ?, ?, 'done')",
        (time, author, change.label, change.batch, _spell(change.before), _spell(change.after, change.moves)),
    ).lastrowid
    _step(connection, cast("int", sequence), "do", author, time)
    return cast("int", sequence)


def complete(connection: sqlite3.Connection, sequence: int, change: Change) -> None:
    """Fill in what an import edited and under which batch it added, once it is known."""
    connection.execute(
        "UPDATE journal SET batch = ?, before = ?, after = ? WHERE sequence = ?",
        (change.batch, _spell(change.before), _spell(change.after), sequence),
    )


def mark(connection: sqlite3.Connection, entry: JournalEntry, direction: Direction, author: str) -> None:
    """Write down that a change was undone or redone."""
    state: State = "undone" if direction == "undo" else "done"
    connection.execute("UPDATE journal SET state = ? WHERE sequence = ?", (state, entry.sequence))
    _step(connection, entry.sequence, direction, author, now())


def last_done(connection: sqlite3.Connection) -> JournalEntry | None:
    """Find what undo would take back."""
    return _one(connection, "WHERE state = 'done' ORDER BY sequence DESC LIMIT 1")


def first_undone(connection: sqlite3.Connection) -> JournalEntry | None:
    """Find what redo would do again."""
    return _one(connection, "WHERE state = 'undone' ORDER BY sequence LIMIT 1")


def label_of_last_done(connection: sqlite3.Connection) -> str | None:
    """Name what undo would take back without reading its records."""
    return _label(connection, "SELECT label FROM journal WHERE state = 'done' ORDER BY sequence DESC LIMIT 1")


def label_of_first_undone(connection: sqlite3.Connection) -> str | None:
    """Name what redo would do again without reading its records."""
    return _label(connection, "SELECT label FROM journal WHERE state = 'undone' ORDER BY sequence LIMIT 1")


def next_is_large(connection: sqlite3.Connection, *, back: bool, bulk_counts: bool) -> bool:
    """Tell whether undo (`back`) or redo would now take very many records; with `bulk_counts` also an import or a move.

    What comes in bulk is quick in a small file: then it is large only by the records that it carries.
    """
    order = "'done' ORDER BY sequence DESC" if back else "'undone' ORDER BY sequence"
    large = f"length(before) + length(after) > {_LONG}"
    if bulk_counts:
        large += f" OR batch <> '' OR instr(after, '[\"{_MOVE}\"') > 0"
    found = connection.execute(f"SELECT {large} FROM journal WHERE state = {order} LIMIT 1").fetchone()
    return bool(found and found[0])


def entries(connection: sqlite3.Connection, *, before: int | None = None, limit: int = 100) -> list[JournalEntry]:
    """Read the journal backwards, from the newest or from before `before`."""
    return [
        _entry(connection, row)
        for row in connection.execute(
            _SELECT + "WHERE sequence < ? ORDER BY sequence DESC LIMIT ?", (before or 2**62, limit)
        ).fetchall()
    ]


def last_step(connection: sqlite3.Connection) -> int:
    """Give the number of the newest step, 0 for none."""
    return cast("int", connection.execute("SELECT coalesce(max(step), 0) FROM journal_step").fetchone()[0])


def changes_since(connection: sqlite3.Connection, step: int, until: int | None = None) -> list[Change]:
    """Give what was done after `step`, in order, undone changes as their inverse."""
    found = connection.execute(
        "SELECT sequence, direction FROM journal_step WHERE step > ? AND step <= ? ORDER BY step",
        (step, until or 2**62),
    ).fetchall()
    changes = []
    for sequence, direction in found:
        entry = _one(connection, "WHERE sequence = ?", sequence)
        if entry is not None:
            changes.append(entry.change.inverse if direction == "undo" else entry.change)
    return changes


def in_force(connection: sqlite3.Connection, keys: Collection[tuple[type[Record], str]]) -> Iterator[RecordChange]:
    """Give what the changes in force did to certain records, the oldest first.

    The journal may be a stranger's: an entry that cannot be read, or is larger than any of ours, tells nothing.
    """
    wanted = {(TYPE_NAMES[record_type], record_id) for record_type, record_id in keys}
    for time, author, before, after in connection.execute(
        "SELECT time, author, before, after FROM journal WHERE state = 'done' AND length(before) + length(after) <= ? "
        "ORDER BY sequence",
        (_LONGEST,),
    ):
        with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError, FormatError):
            was, became = (_those(connection, text, wanted) for text in (before, after))
            if was or became:
                yield RecordChange(time, author, was, became)


def last_touched(connection: sqlite3.Connection, record_id: str) -> tuple[str, str]:
    """Tell when, and by whom, a record was last part of a change that was done, undone or redone."""
    found = connection.execute(
        "SELECT journal_step.time, journal_step.author FROM journal_step JOIN journal USING (sequence) "
        "WHERE instr(before, ?1) OR instr(after, ?1) ORDER BY step DESC LIMIT 1",
        (json.dumps(record_id, ensure_ascii=False),),
    ).fetchone()
    return (str(found[0]), str(found[1])) if found is not None else ("", "")


def length(connection: sqlite3.Connection) -> int:
    """Count all changes, undone and dropped ones among them."""
    return cast("int", connection.execute("SELECT count(*) FROM journal").fetchone()[0])


def step_at(connection: sqlite3.Connection, time: str) -> int:
    """Find the last step that was taken by `time`; 0 for before the first."""
    found = connection.execute("SELECT coalesce(max(step), 0) FROM journal_step WHERE time <= ?", (time,)).fetchone()
    return cast("int", found[0])


def forget_after(connection: sqlite3.Connection, step: int) -> None:
    """Make the journal of a copy as it was after `step`: later steps go, and with them what was first done later."""
    connection.execute("DELETE FROM journal_step WHERE step > ?", (step,))
    connection.execute("DELETE FROM data_set_import WHERE sequence NOT IN (SELECT sequence FROM journal_step)")
    connection.execute("DELETE FROM journal WHERE sequence NOT IN (SELECT sequence FROM journal_step)")
    for table in BATCH_TABLES:  # the next change gets a number that is free again, and shall not bring those rows along
        connection.execute(f"UPDATE {table} SET batch = NULL WHERE batch NOT IN (SELECT sequence FROM journal)")
    last = "(SELECT max(step) FROM journal_step WHERE journal_step.sequence = journal.sequence)"
    connection.execute(
        f"UPDATE journal SET state = CASE WHEN (SELECT direction FROM journal_step WHERE step = {last}) <> 'undo'"
        f" THEN 'done' WHEN EXISTS (SELECT 1 FROM journal_step WHERE direction = 'do' AND step > {last})"
        " THEN 'dropped' ELSE 'undone' END"
    )


def change_of(connection: sqlite3.Connection, plain: Mapping[str, str]) -> Change:
    """Read a change as a row of the journal spells it; raise StoreError where it cannot be read."""
    (before, _none), (after, moves) = (_read(connection, plain[side]) for side in ("before", "after"))
    return Change(plain["label"], before, after, plain["batch"], moves=moves)


def _label(connection: sqlite3.Connection, select: str) -> str | None:
    found = connection.execute(select).fetchone()
    return found[0] if found is not None else None


def _one(connection: sqlite3.Connection, condition: str, *values: int) -> JournalEntry | None:
    row = connection.execute(_SELECT + condition, values).fetchone()
    return _entry(connection, row) if row is not None else None


def _entry(connection: sqlite3.Connection, row: tuple[Any, ...]) -> JournalEntry:
    sequence, time, author, label, batch, before, after, state = row
    change = change_of(connection, {"label": label, "before": before, "after": after, "batch": batch})
    return JournalEntry(sequence, time, author, change, state)


def _step(connection: sqlite3.Connection, sequence: int, direction: Direction, author: str, time: str) -> None:
    connection.execute(
        "INSERT INTO journal_step (time, author, sequence, direction) VALUES (?, ?, ?, ?)",
        (time, author, sequence, direction),
    )


def _spell(records: Iterable[Record], moves: Iterable[UseMove] = ()) -> str:
    spelled = [[TYPE_NAMES[type(record)], _plain(record)] for record in records]
    spelled += [
        [
            _MOVE,
            {"id": each.from_id, "kind": each.kind, "into": each.into_id, "rows": each.rows, "shared": each.shared},
        ]
        for each in moves
    ]
    return json.dumps(spelled, ensure_ascii=False, separators=(",", ":"))


def _plain(record: Record) -> dict[str, Any]:
    if isinstance(record, Document):
        return {"id": record.id, "source_id": record.source_id}
    return to_plain(record)


def _read(connection: sqlite3.Connection, text: str) -> tuple[tuple[Record, ...], tuple[UseMove, ...]]:
    try:
        spelled = json.loads(text)
        moves = tuple(_move(plain) for name, plain in spelled if name == _MOVE)
        return tuple(_records(connection, [each for each in spelled if each[0] != _MOVE])), moves
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, FormatError) as error:
        raise StoreError(_("The journal of this timeline is damaged, so this change cannot be taken back.")) from error


def _move(plain: dict[str, Any]) -> UseMove:
    """Read a move; what is no move of ours is a fault of the journal."""
    kind, rows = plain["kind"], plain["rows"]
    shared = tuple(SharedUse(*each) for each in plain["shared"])
    numbers = [*rows, *(each.row for each in shared), *(each.position for each in shared)]
    texts = [text for each in shared for text in (each.role, each.other_role)]
    if kind not in MOVABLE or {*map(type, numbers)} - {int} or {*map(type, texts)} - {str}:
        raise ValueError(kind)
    return UseMove(kind, str(plain["id"]), str(plain["into"]), tuple(rows), shared)


def _those(connection: sqlite3.Connection, text: str, wanted: set[tuple[str, str]]) -> tuple[Record, ...]:
    spelled = [(name, plain) for name, plain in json.loads(text) if (name, plain["id"]) in wanted]
    return tuple(_records(connection, spelled))


def _records(connection: sqlite3.Connection, spelled: list[tuple[str, dict[str, Any]]]) -> Iterator[Record]:
    for name, plain in spelled:
        if name == "document":
            document = removed_document(connection, plain["id"])
            if document is not None:
                yield replace(document, source_id=plain.get("source_id", document.source_id))
        else:
            yield from_plain(name, plain)
