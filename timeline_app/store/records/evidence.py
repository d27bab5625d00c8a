"""Documents and excerpts: queries of the reader and the sourcing dialog, and the rule of what may be stored.

A document never changes once it is stored: another capture of the same page is another document of the same source.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import Document, Excerpt
from timeline_app.store.records.record_rows import record_with_id, rows_where

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.records import Record
    from timeline_app.store.connections import Connected


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """A stored document without its text."""

    id: str
    source_id: str
    sha256: str
    media_type: str
    captured: str
    length: int
    """Of the text, in code points."""


@dataclass(frozen=True, slots=True)
class MarkedExcerpt:
    """An excerpt in a document, with what a mark shows of its event."""

    excerpt: Excerpt
    event_row: int
    title: str
    category_id: str


@dataclass(frozen=True, slots=True)
class SourceUse:
    """Where a source is used."""

    event_row: int
    event_id: str
    title: str
    start: str
    end: str
    excerpts: int


class DateClaimRow(NamedTuple):
    """A date that evidence claims for the event at a row, beside the event's own."""

    row: int
    start: str
    end: str
    zone: str
    date: str
    disputes: bool


def outlines(store: Connected, source_id: str = "") -> list[DocumentOutline]:
    """List the documents of a source, or all, in the order in which they were stored."""
    with store.connections.reading() as connection:
        return [
            DocumentOutline(*found)
            for found in connection.execute(
                "SELECT document.id, source.id, sha256, media_type, captured, length(text) FROM document "
                "JOIN source ON source.row = document.source_row "
                "WHERE document.deleted = 0 AND ? IN ('', source.id) ORDER BY document.row",
                (source_id,),
            )
        ]


def source_of(store: Connected, document_id: str) -> str:
    """Give the id of a document's source, without reading its text; empty where the document is not there."""
    with store.connections.reading() as connection:
        found = connection.execute(
            "SELECT source.id FROM document JOIN source ON source.row = document.source_row "
            "WHERE document.id = ? AND document.deleted = 0",
            (document_id,),
        ).fetchone()
        return str(found[0]) if found is not None else ""


def document_with_text(store: Connected, sha256: str) -> Document | None:
    """Find the document whose text has a hash; None when no such text is stored."""
    with store.connections.reading() as connection:
        found = rows_where(connection, Document, "document.sha256 = ? ORDER BY document.row", (sha256,))
        return found[0][1] if found else None


def marked_in(store: Connected, document_id: str) -> list[MarkedExcerpt]:
    """Read the excerpts of a document, each with its event, in the order in which they stand."""
    with store.connections.reading() as connection:
        excerpts = rows_where(
            connection, Excerpt, 'document_of.id = ? AND event_of.deleted = 0 ORDER BY excerpt."start"', (document_id,)
        )
        events = {
            event_id: (row, title, category or "")
            for event_id, row, title, category in connection.execute(
                "SELECT event.id, event.row, event.title, category.id FROM event "
                "LEFT JOIN category ON category.row = event.category_row "
                "WHERE event.row IN (SELECT event_row FROM excerpt WHERE deleted = 0 AND document_row = "
                "(SELECT row FROM document WHERE id = ?))",
                (document_id,),
            )
        }
    return [MarkedExcerpt(each, *events[each.event_id]) for _row, each in excerpts if each.event_id in events]


def uses_of(store: Connected, source_id: str) -> list[SourceUse]:
    """List the events that rest on a source, in order of time."""
    with store.connections.reading() as connection:
        return [
            SourceUse(*found)
            for found in connection.execute(
                'SELECT event.row, event.id, event.title, event."start", event."end", count(*) FROM excerpt '
                "JOIN event ON event.row = excerpt.event_row AND event.deleted = 0 "
                "WHERE excerpt.deleted = 0 AND excerpt.source_row = (SELECT row FROM source WHERE id = ?) "
                "GROUP BY event.row ORDER BY event.start_min, event.row",
                (source_id,),
            )
        ]


def use_counts(store: Connected) -> dict[str, tuple[int, int]]:
    """Count by source id: the events that rest on it, and its documents."""
    with store.connections.reading() as connection:
        return {
            source_id: (events, documents)
            for source_id, events, documents in connection.execute(
                "SELECT source.id, (SELECT count(DISTINCT event.row) FROM excerpt JOIN event "
                "ON event.row = excerpt.event_row AND event.deleted = 0 "
                "WHERE excerpt.source_row = source.row AND excerpt.deleted = 0), "
                "(SELECT count(*) FROM document WHERE document.source_row = source.row AND document.deleted = 0) "
                "FROM source WHERE source.deleted = 0"
            )
        }


def text_digest(text: str) -> str:
    """Give the hash that a document carries of its text."""
    import hashlib  # noqa: PLC0415 - it brings OpenSSL along, for which no start need wait

    return hashlib.sha256(text.encode()).hexdigest()


def require_sound_evidence(connection: sqlite3.Connection, before: Sequence[Record], after: Sequence[Record]) -> None:
    """Refuse a change of a stored text, a hash that is not the text's, and a quote that its document does not hold."""
    from timeline_app.domain.text.quotes import require_quote  # noqa: PLC0415 - to write, not to open

    stored = {record.id: record.sha256 for record in before if isinstance(record, Document)}
    texts: dict[str, str] = {}
    for record in after:
        if isinstance(record, Document):
            _require_document(record, stored.get(record.id, record.sha256))
            texts[record.id] = record.text
    for record in after:
        if isinstance(record, Excerpt) and record.document_id and record.kind == "quote":
            if record.document_id not in texts:
                document = record_with_id(connection, Document, record.document_id)
                texts[record.document_id] = document.text if document is not None else ""
            require_quote(record, texts[record.document_id])


def _require_document(document: Document, stored_sha256: str) -> None:
    if document.sha256 != stored_sha256:
        raise StoreError(_("A stored document cannot be changed; store the new text as a newer version of it."))
    from timeline_app.formats.encoding import require_readable_size  # noqa: PLC0415 - where a document is added

    require_readable_size(_("The document"), len(document.original))
    if text_digest(document.text) != document.sha256:
        raise StoreError(_("The document does not have the text that its hash says; nothing was stored."))


def claimed_dates(store: Connected, rows: Iterable[int]) -> list[DateClaimRow]:
    """Read which dates the evidence for the events at `rows` claims, in one query by index."""
    with store.connections.reading() as connection:
        return [
            DateClaimRow(row, str(start), str(end), str(zone), str(date), stance == "disputes")
            for row, start, end, zone, date, stance in connection.execute(
                'SELECT event.row, event."start", event."end", event.zone, excerpt.claimed_date, excerpt.stance '
                "FROM json_each(?) AS wanted CROSS JOIN excerpt ON excerpt.event_row = wanted.value "
                "JOIN event ON event.row = excerpt.event_row "
                "WHERE excerpt.deleted = 0 AND excerpt.claimed_date <> '' ORDER BY event.row, excerpt.row",
                (json.dumps([int(row) for row in rows]),),
            )
        ]
