"""An event as the command line prints it: names in place of ids, for programs and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from timeline_app.domain.errors import DateError

if TYPE_CHECKING:
    from timeline_app.domain.records import Event
    from timeline_app.store.store import Store

JsonObject: TypeAlias = "dict[str, object]"


class EventPrinter:
    """Turns events into JSON objects and lines, with the names of one store."""

    def __init__(self, store: Store) -> None:
        self._categories = {record.id: record.name for record in store.categories()}
        self._actors = {record.id: record.name for record in store.actors()}
        self._places = {record.id: record.name for record in store.places()}
        self._tags = {record.id: record.name for record in store.tags()}

    def object(self, event: Event) -> JsonObject:
        """Give the event as `list --json` and `add --json` print it."""
        return {
            "id": event.id,
            "title": event.title,
            "start": event.start,
            "end": event.end,
            "date": words(event),
            "date_text": event.date_text,
            "zone": event.zone,
            "status": event.status,
            "category": self._categories.get(event.category_id, ""),
            "actors": [self._actors[part.actor_id] for part in event.actors if part.actor_id in self._actors],
            "place": self._places.get(event.place_id, ""),
            "tags": [self._tags[tag_id] for tag_id in event.tag_ids if tag_id in self._tags],
            "importance": event.importance,
            "summary": event.summary,
            "external_id": event.external_id,
        }

    def line(self, event: Event) -> str:
        """Give the event as a line for a person: when, what, and what is not plain about it."""
        aside = [self._categories.get(event.category_id, ""), event.status, self._places.get(event.place_id, "")]
        return f"{words(event):<28}  {event.title}  ({', '.join(part for part in aside if part)})"


def words(event: Event) -> str:
    """Give an event's date in words; the text itself where a store holds one that is no date."""
    from timeline_app.domain.when import When  # noqa: PLC0415 - not for --help
    from timeline_app.domain.wording import word  # noqa: PLC0415 - likewise

    try:
        return word(When.of(event.start, event.end, event.zone), event.zone)
    except DateError:
        return event.date_text or event.start


def edtf_words(edtf: str) -> str:
    """Give a date in words; the text itself where it is no date."""
    from timeline_app.domain.when import When  # noqa: PLC0415 - not for --help
    from timeline_app.domain.wording import word  # noqa: PLC0415 - likewise

    try:
        return word(When.parse(edtf)) if edtf else ""
    except DateError:
        return edtf
