"""Which records a record refers to: an excerpt its event and source, an event its category, and so on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.domain.records import Actor, Category, Document, Event, Excerpt, Link, Place, Source, Tag

if TYPE_CHECKING:
    from timeline_app.document.merge.differences import Key
    from timeline_app.domain.records import Record


def refers_to(record: Record) -> tuple[Key, ...]:
    """Give the keys of all records that `record` needs."""
    if isinstance(record, Event):
        keys: list[Key] = [(Actor, part.actor_id) for part in record.actors]
        keys += [(Tag, tag_id) for tag_id in record.tag_ids]
        return (*keys, *_given((Category, record.category_id), (Place, record.place_id)))
    if isinstance(record, Excerpt):
        return _given((Event, record.event_id), (Source, record.source_id), (Document, record.document_id))
    if isinstance(record, Document):
        return _given((Source, record.source_id))
    if isinstance(record, Link):
        return _given((Event, record.from_id), (Event, record.to_id))
    return ()


def _given(*keys: Key) -> tuple[Key, ...]:
    return tuple(key for key in keys if key[1])
