"""The sources of an open chronology with their documents, and what is quoted from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Document, Excerpt, Source
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

if TYPE_CHECKING:
    from timeline_app.store.store import Store

__all__ = ["DocumentOutline", "Library", "MarkedExcerpt", "SourceUse"]


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
