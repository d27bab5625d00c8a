"""The file of an open chronology: copies, backups and publications of it, and whether it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document.safety import Backups, Publication, PublicationOmissions, Report
    from timeline_app.store.store import Store


class StoreFile:
    """What is done with the file as a whole; everything may run on a worker."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def read_only_reason(self) -> str:
        """Why a store that was to be written can only be read; empty where that was asked for."""
        return self._store.read_only_reason

    @property
    def stray_log(self) -> str:
        """What is to be said of a log of another state that lay beside the store; empty where none did."""
        return self._store.stray_log

    def require_in_place(self) -> None:
        """Raise StoreError where the file was moved, removed or replaced since it was opened."""
        self._store.require_in_place()

    def check(self, rest: Callable[[], object] | None = None) -> Report:
        """Look for damage, missing words and broken keys; `rest` is called often, and may wait or stop the check."""
        return self._store.check(rest)

    def copy_to(self, target: Path) -> None:
        """Write a consistent copy while the store is in use."""
        self._store.backup(target)

    def back_up(self, backups: Backups) -> None:
        """Make a backup, unless the newest one is of this very state."""
        backups.make(self._store)

    def publish(self, target: Path, publication: Publication) -> PublicationOmissions:
        """Write a copy for publication; give what was left out."""
        from timeline_app.store.publishing import publish  # noqa: PLC0415 - seldom needed

        return publish(self._store, target, publication)
