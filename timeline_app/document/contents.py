"""What an open chronology holds: a snapshot of its columns and lists, its journal, its sources, its file.

A worker reads the snapshot, the window adopts it. The journal also leads back and forward: all of it but `entries` may
be long work for a worker; the owner of the chronology then adopts a snapshot. What is done with the file as a whole
may run on a worker too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.records import Actor, Category, Document, Excerpt, Particulars, Place, Source, Tag
from timeline_app.store.records.evidence import (
    DocumentOutline,
    MarkedExcerpt,
    SourceUse,
    marked_in,
    outlines,
    source_of,
    use_counts,
    uses_of,
)
from timeline_app.store.records.journal import JournalEntry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from timeline_app.document.safety import Backups, Publication, PublicationOmissions, Report
    from timeline_app.domain.change import Change
    from timeline_app.domain.columns import EventColumns
    from timeline_app.store.store import Store

__all__ = [
    "DocumentOutline", "Journal", "JournalEntry", "Library", "MarkedExcerpt", "Snapshot", "SourceUse", "StoreFile",
    "take_snapshot",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What `Chronology` keeps in memory. The columns' indices point into these very lists."""

    columns: EventColumns
    categories: list[Category]
    actors: list[Actor]
    places: list[Place]
    tags: list[Tag]
    particulars: Particulars
    revision: int
    step: int
    """The last step of the journal that is in here."""
    made_anew: bool
    """Whether the columns had to be read from the tables, so that keeping them helps the next opening."""
    since: int = -1
    """The step after which `changes` were made; -1 where they were not read."""
    changes: tuple[Change, ...] = ()
    """What led here, where the worker that took the snapshot read it as well: a change of thousands takes a second."""


def take_snapshot(store: Store) -> Snapshot:
    """Read all of it from one state of the store; may run on any thread."""
    with store.one_moment():
        columns, made_anew = store.columns_and_origin()
        return Snapshot(
            columns=columns,
            categories=store.lookups.listed(Category)[1],
            actors=store.lookups.listed(Actor)[1],
            places=store.lookups.listed(Place)[1],
            tags=store.lookups.listed(Tag)[1],
            particulars=store.particulars,
            revision=store.revision,
            step=store.history.last_step(),
            made_anew=made_anew,
        )


class Journal:
    """The changes of one chronology, the newest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, before: int | None = None, limit: int = 100) -> list[JournalEntry]:
        """Read changes; `before` is the number of the last one already read."""
        return self._store.history.entries(before, limit)

    def next_is_large(self, *, back: bool, bulk_counts: bool = True) -> bool:
        """Tell whether undo (`back`) or redo would now take very many records; with `bulk_counts` also an import."""
        return self._store.history.next_is_large(back=back, bulk_counts=bulk_counts)

    def do(self, change: Change, author: str) -> None:
        """Carry a change out; the owner of the chronology then lets it `refresh`."""
        self._store.apply(change, author)

    def step(self, author: str, *, back: bool) -> Change | None:
        """Take back the last change (`back`), or do it again."""
        return self._store.undo(author) if back else self._store.redo(author)

    def go_back_to(self, sequence: int, author: str) -> int:
        """Take back all that was done after a change; give how many changes those were."""
        return len(self._store.undo_to(sequence, author))

    def write_as_it_was(self, stamp: str, target: Path) -> None:
        """Write the chronology as it was at a moment (ISO 8601, UTC) to a new file, to be opened and looked at."""
        self._store.write_as_it_was(self._store.history.step_at(stamp), target)


class Library:
    """Reads single records of evidence, and who uses them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def source(self, source_id: str) -> Source | None:
        """Read a source."""
        return self._store.lookups.record(Source, source_id)

    def document(self, document_id: str) -> Document | None:
        """Read a document, text and all."""
        return self._store.lookups.record(Document, document_id)

    def excerpt(self, excerpt_id: str) -> Excerpt | None:
        """Read an excerpt."""
        return self._store.lookups.record(Excerpt, excerpt_id)

    def documents(self, source_id: str) -> list[Document]:
        """Read the documents of a source, texts and all."""
        return self._store.evidence.documents(source_id)

    def outlines(self, source_id: str) -> list[DocumentOutline]:
        """Describe the documents of a source without their texts."""
        return outlines(self._store, source_id)

    def source_of(self, document_id: str) -> str:
        """Give the source of a document; empty where the document is gone."""
        return source_of(self._store, document_id)

    def marked_in(self, document_id: str) -> list[MarkedExcerpt]:
        """Give the excerpts of a document, with the events that they support."""
        return marked_in(self._store, document_id)

    def uses_of(self, source_id: str) -> list[SourceUse]:
        """Give the events that a source speaks of."""
        return uses_of(self._store, source_id)

    def use_counts(self) -> dict[str, tuple[int, int]]:
        """Count by source how many events and documents hang on it."""
        return use_counts(self._store)


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

    @property
    def update(self) -> str:
        """What is to be said of a store of an earlier schema that was brought up to date; empty where it was not."""
        return self._store.update

    @property
    def newer(self) -> str:
        """What is to be said of a store that a newer program wrote, which is only read; empty for others."""
        return self._store.newer

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
