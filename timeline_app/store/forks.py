"""Where two copies of a store parted, and what happened on each side since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline_app.domain.plain import TYPE_NAMES
from timeline_app.store import journal
from timeline_app.store.comparing import changed_fields

if TYPE_CHECKING:
    import sqlite3

    from timeline_app.domain.change import Change
    from timeline_app.store.lookup import Lookup

_CHUNK = 1_000

Key = tuple[str, str]


@dataclass(slots=True)
class Side:
    """What one copy did since the fork."""

    times: defaultdict[Key, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """When each field of a record was last changed; "" stands for the record as a whole (added or deleted)."""

    def note(self, change: Change, time: str) -> None:
        """Take down one change."""
        before = {(TYPE_NAMES[type(record)], record.id): record for record in change.before}
        after = {(TYPE_NAMES[type(record)], record.id): record for record in change.after}
        for key in {**before, **after}:
            old, new = before.get(key), after.get(key)
            for name in changed_fields(old, new) if old is not None and new is not None else [""]:
                self.times[key][name] = time

    def touched(self, key: Key) -> bool:
        """Tell whether this side changed a record."""
        return bool(self.times.get(key))

    def newest(self, key: Key) -> str:
        """Give when this side last changed anything of a record; "" for never."""
        return max(self.times.get(key, {}).values(), default="")

    def time_of(self, key: Key, name: str) -> str:
        """Give when this side last changed a field; "" for never."""
        times = self.times.get(key, {})
        return max(times.get(name, ""), times.get("", ""))


def sides_since_fork(mine: Lookup, theirs: Lookup) -> tuple[Side, Side]:
    """Read both journals from the step at which they cease to be the same."""
    fork = _fork(mine, theirs)
    return _side(mine, fork), _side(theirs, fork)


def _fork(mine: Lookup, theirs: Lookup) -> int:
    step = 0
    while True:
        ours, others = (_steps(store, step) for store in (mine, theirs))
        shared = 0
        for one, other in zip(ours, others, strict=False):
            if one != other:
                break
            shared += 1
            step = one[0]
        if shared < _CHUNK:
            return step


def _steps(store: Lookup, after: int) -> list[tuple[int, str, int, str, str]]:
    with store.connections.reading() as connection:
        return connection.execute(
            "SELECT step, journal_step.time, journal_step.sequence, direction, label FROM journal_step"
            " JOIN journal ON journal.sequence = journal_step.sequence WHERE step > ? ORDER BY step LIMIT ?",
            (after, _CHUNK),
        ).fetchall()


def _side(store: Lookup, fork: int) -> Side:
    side = Side()
    with store.connections.reading() as connection:
        for time, change in _timed(connection, fork):
            side.note(change, time)
    return side


def _timed(connection: sqlite3.Connection, fork: int) -> list[tuple[str, Change]]:
    times = connection.execute("SELECT time FROM journal_step WHERE step > ? ORDER BY step", (fork,)).fetchall()
    return list(zip((time for (time,) in times), journal.changes_since(connection, fork), strict=True))
