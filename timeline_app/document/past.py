"""What a store's journal tells of its records: which values a field had, when it was last edited, what was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document.differences import differing_fields, records_by_key

if TYPE_CHECKING:
    from timeline_app.document.differences import Key
    from timeline_app.domain.change import Change
    from timeline_app.domain.records import Record
    from timeline_app.store.store import Store

_PAGE = 500


class Past:
    """The changes of a store that are in force, gathered record by record."""

    def __init__(self, store: Store) -> None:
        self.deleted: dict[Key, Record] = {}
        """Records that were deleted, as they were last."""
        self._edited: dict[tuple[Key, str], str] = {}
        self._values: dict[tuple[Key, str], list[object]] = {}
        for time, change in reversed(_changes(store)):
            self._take(time, change)

    def edited(self, key: Key, field: str) -> str:
        """Give the moment at which a field was last edited; empty where it never was."""
        return self._edited.get((key, field), "")

    def held(self, key: Key, field: str, value: object) -> bool:
        """Tell whether a field had a value before: then who has it still knows less."""
        return value in self._values.get((key, field), ())

    def _take(self, time: str, change: Change) -> None:
        before, after = records_by_key(change.before), records_by_key(change.after)
        for key, record in before.items():
            if key not in after:
                self.deleted[key] = record
                continue
            for field in differing_fields(record, after[key]):
                self._edited[key, field] = time
                self._values.setdefault((key, field), []).append(getattr(record, field))
        for key in after:
            self.deleted.pop(key, None)


def _changes(store: Store) -> list[tuple[str, Change]]:
    """Read the changes in force, newest first."""
    changes: list[tuple[str, Change]] = []
    before: int | None = None
    while page := store.history(before, _PAGE):
        changes += [(entry.time, entry.change) for entry in page if entry.state == "done"]
        before = page[-1].sequence
    return changes
