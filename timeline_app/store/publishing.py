"""A copy for publication: a new store that holds only what shall be seen.

It is written from the records, not copied, so nothing that was dropped can linger in a free page, an index or the
journal.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Place,
    Record,
    Review,
    SavedView,
    Status,
    Tag,
)
from timeline_app.store.records.references import refers_to
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHOOSABLE: Final = ("notes", "summary", "date_text", "external_id", "actors", "tag_ids", "place_id")


@dataclass(frozen=True, slots=True)
class Publication:
    """What to leave out."""

    statuses: tuple[Status, ...] = STATUSES
    """The statuses whose events are kept."""
    fields: tuple[str, ...] = ("notes", "external_id")
    """Fields of events that are emptied."""
    coordinate_digits: int | None = 2
    """Digits behind the point; 2 leave about a kilometre. None keeps coordinates, -1 drops them."""
    documents: bool = False
    """Whether stored texts are kept; the files they came from never are."""
    views: bool = False
    reviews: bool = False
    """Whether it is kept who checked what, and when."""


@dataclass(slots=True)
class PublicationOmissions:
    """What a publication leaves out, for the person to read before sending it off."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, count: int = 1) -> None:
        """Count something dropped."""
        if count:
            self.counts[what] = self.counts.get(what, 0) + count

    @property
    def sentences(self) -> list[str]:
        """Say it."""
        return [_("{what}: {count}").format(what=what, count=count) for what, count in self.counts.items()]


def publish(store: Store, target: Path, publication: Publication) -> PublicationOmissions:
    """Write the copy to `target`, which must not exist; say what it dropped."""
    dropped = PublicationOmissions()
    with store.one_moment():
        dropped.add(_("changes in the journal"), store.history.length())
        with Store.create(target, as_of=store.as_of, name=store.name) as copy:
            copy.lay_down(_kept(store, publication, dropped))
    return dropped


def _kept(store: Store, publication: Publication, dropped: PublicationOmissions) -> Iterator[Record]:
    kept_events: set[str] = set()
    kept_records = {
        record_id
        for event in store.lookups.all_of(Event)
        if event.status in publication.statuses
        for _type, record_id in refers_to(_emptied(event, publication))
    }
    for record in store.records():
        match record:
            case Event():
                if record.status not in publication.statuses:
                    dropped.add(_("events by their status"))
                    continue
                kept_events.add(record.id)
                emptied = _emptied(record, publication)
                for name in publication.fields:
                    dropped.add(name, getattr(record, name) != getattr(emptied, name))
                yield emptied
            case Place():
                if record.id in kept_records:
                    yield _without_notes(_rounded(record, publication, dropped), publication, dropped)
            case Document():
                dropped.add(_("files that documents came from"), bool(record.original))
                dropped.add(_("stored documents"), not publication.documents)
                if publication.documents:
                    yield replace(record, original=b"")
            case Excerpt():
                if record.event_id in kept_events:
                    yield record if publication.documents else replace(record, document_id="", start=-1, end=-1)
            case Review():
                dropped.add(_("reviews"), not publication.reviews)
                if publication.reviews and record.event_id in kept_events:
                    yield record
            case Category() | Actor() | Tag():
                yield _without_notes(record, publication, dropped)
            case Link():
                if {record.from_id, record.to_id} <= kept_events:
                    yield record
            case SavedView():
                dropped.add(_("saved views"), not publication.views)
                if publication.views:
                    yield record
            case _:
                yield record


NameT = TypeVar("NameT", bound=Category | Actor | Place | Tag)


def _without_notes(record: NameT, publication: Publication, dropped: PublicationOmissions) -> NameT:
    """Withhold what was noted about a name, as the notes of events are."""
    if "notes" not in publication.fields or not record.notes:
        return record
    dropped.add("notes")
    return replace(record, notes="")


def _emptied(event: Event, publication: Publication) -> Event:
    empty: dict[str, Any] = {
        name: () if name in {"actors", "tag_ids"} else "" for name in publication.fields if name in _CHOOSABLE
    }
    return replace(event, **{"created": "", "updated": "", **empty})


def _rounded(place: Place, publication: Publication, dropped: PublicationOmissions) -> Place:
    digits = publication.coordinate_digits
    if digits is None or place.latitude is None or place.longitude is None:
        return place
    if digits < 0:
        dropped.add(_("coordinates"))
        return replace(place, latitude=None, longitude=None)
    rounded = replace(place, latitude=round(place.latitude, digits), longitude=round(place.longitude, digits))
    dropped.add(_("exactness of coordinates"), rounded != place)
    return rounded
