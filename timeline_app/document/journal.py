"""The journal of an open chronology: what was done, and the ways back and forward through it.

All of it but `entries` may be long work for a worker; the owner of the chronology then adopts a snapshot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.store.records.journal import JournalEntry

if TYPE_CHECKING:
    from pathlib import Path

    from timeline_app.domain.change import Change
    from timeline_app.store.store import Store

__all__ = ["Journal", "JournalEntry"]


class Journal:
    """The changes of one chronology, the newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, before: int | None = None, limit: int = 100) -> list[JournalEntry]:
        """Read changes; `before` is the number of the last one already read."""
        return self._store.history.entries(before, limit)

    def next_is_import(self, *, back: bool) -> bool:
        """Tell whether undo (`back`) or redo would now take a whole import, which may be work for a worker."""
        return self._store.history.next_is_import(back=back)

    def step(self, author: str, *, back: bool) -> Change | None:
        """Take back the last change (`back`), or do it again."""
        return self._store.undo(author) if back else self._store.redo(author)

    def go_back_to(self, sequence: int, author: str) -> int:
        """Take back all that was done after a change; give how many changes those were."""
        return len(self._store.undo_to(sequence, author))

    def write_as_it_was(self, stamp: str, target: Path) -> None:
        """Write the chronology as it was at a moment (ISO 8601, UTC) to a new file, to be opened and looked at."""
        self._store.write_as_it_was(self._store.history.step_at(stamp), target)
