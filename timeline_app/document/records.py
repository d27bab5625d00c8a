"""The records of an open chronology as an export writes them, all of one moment."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from timeline_app.domain.records import Source
from timeline_app.domain.text.json_values import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Actor, Category, Event, Excerpt, Link, Place, Record, Tag
    from timeline_app.store.store import Store

_CHUNK: Final = 500
_ORDER: Final = {kind: place for place, kind in enumerate(RECORD_TYPES.values())}


class RecordReader:
    """Reads records for as long as the moment lasts."""

    held_back = ""
    """In words, what a profile keeps from readers; nothing where there is none."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lists(self) -> tuple[list[Category], list[Actor], list[Place], list[Tag]]:
        """Give the lists to which events refer."""
        store = self._store
        return store.lookups.categories(), store.lookups.actors(), store.lookups.places(), store.lookups.tags()

    def events(self, rows: list[int]) -> list[Event]:
        """Read the events at `rows`, in that order."""
        return self._store.lookups.events(rows)

    def id_of(self, event: Event) -> str:
        """Give the id under which an event is written."""
        return event.id

    def evidence(self, event_ids: Iterable[str]) -> dict[str, list[tuple[Excerpt, Source]]]:
        """Read what supports or disputes some events, with the sources, by the id of the event."""
        return self._store.evidence.of_events(event_ids)

    def all(self) -> Iterator[Record]:
        """Give everything."""
        return self._store.records()

    def cited(self) -> dict[int, list[Source]]:
        """Give the sources of every event that has any, by the event's row."""
        by_row = dict(zip(*self._store.lookups.listed(Source), strict=True))
        cited: dict[int, list[Source]] = {}
        for event_row, source_row in zip(
            *(rows.tolist() for rows in self._store.search.relation("source")), strict=True
        ):
            if source_row in by_row:
                cited.setdefault(event_row, []).append(by_row[source_row])
        return cited

    def about(self, rows: list[int]) -> list[Record]:
        """Give some events with all that they refer to and that refers to them, each after those it refers to."""
        return sorted(self.as_read(rows), key=lambda record: _ORDER[type(record)])

    def as_read(self, rows: list[int]) -> Iterator[Record]:
        """Give the same in the order in which it is read, and as it is read, for who sorts by kind anyhow."""
        kept: dict[str, set[str]] = {"category": set(), "actor": set(), "place": set(), "tag": set(), "source": set()}
        ids: set[str] = set()
        links: dict[str, Link] = {}
        for first in range(0, len(rows), _CHUNK):
            for event in self._store.lookups.events(rows[first : first + _CHUNK]):
                yield event
                excerpts = self._store.evidence.excerpts(event.id)
                yield from excerpts
                yield from self._store.lookups.reviews(event.id)
                ids.add(event.id)
                kept["source"].update(excerpt.source_id for excerpt in excerpts)
                links |= {link.id: link for link in self._store.lookups.links(event.id)}
                kept["category"].add(event.category_id)
                kept["place"].add(event.place_id)
                kept["actor"].update(part.actor_id for part in event.actors)
                kept["tag"].update(event.tag_ids)
        yield self._store.particulars
        yield from (record for record in self._store.lookups.categories() if record.id in kept["category"])
        yield from (record for record in self._store.lookups.actors() if record.id in kept["actor"])
        yield from (record for record in self._store.lookups.places() if record.id in kept["place"])
        yield from (record for record in self._store.lookups.tags() if record.id in kept["tag"])
        for source in self._store.lookups.sources():
            if source.id in kept["source"]:
                yield source
                yield from self._store.evidence.documents(source.id)
        yield from (link for link in links.values() if {link.from_id, link.to_id} <= ids)


@contextmanager
def reading_records(chronology: Chronology) -> Iterator[RecordReader]:
    """Read records as they are at one moment, whatever others write meanwhile."""
    with chronology.store.one_moment():
        yield RecordReader(chronology.store)
