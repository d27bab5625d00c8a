"""A copy for publication: a new store that holds only what shall be seen.

It is written from the records, not copied, so nothing that was dropped can linger in a free page, an index or the
journal. Every record passes the gate that pictures and pages pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.publication import USUAL, Gate, PublicationProfile, told_held_back
from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Particulars,
    Place,
    Record,
    Review,
    SavedProfile,
    SavedView,
    Source,
    Story,
    Tag,
)
from timeline_app.store.records.references import refers_to
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.store.records.references import Key


@dataclass(frozen=True, slots=True)
class Publication:
    """What goes into a copy: what a profile lets out, and what is only in copies."""

    profile: PublicationProfile = USUAL
    documents: bool = False
    """Whether stored texts are kept; the files they came from never are."""
    views: bool = False
    """Whether saved views and stories are kept."""
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
        gate = Gate(publication.profile, store.lookups.actors())
        with Store.create(target, as_of=gate.text(store.as_of), name=gate.text(store.name)) as copy:
            copy.lay_down(_Passage(store, publication, gate, dropped).records())
    return dropped


class _Passage:
    """The records of a store on their way into a copy."""

    def __init__(self, store: Store, publication: Publication, gate: Gate, dropped: PublicationOmissions) -> None:
        self._store = store
        self._publication = publication
        self._gate = gate
        self._dropped = dropped
        self._events: set[str] = set()
        self._held_back = {"status": 0, "unsourced": 0}
        self._documents: set[str] = set()
        self._only_of_held_back: set[Key] = set()
        """Names and sources that nothing else uses: they would tell of events that do not go out."""
        self._look_at_events()

    def _look_at_events(self) -> None:
        """Find which events go out, and what only the others use."""
        store, profile = self._store, self._publication.profile
        kept: set[Key] = set()
        cited = [(excerpt.event_id, excerpt.source_id) for excerpt in store.lookups.all_of(Excerpt)]
        sourced = {event_id for event_id, _source_id in cited}
        for event in store.lookups.all_of(Event):
            if self._gate.lets_out(event, sourced=event.id in sourced):
                self._events.add(event.id)
                kept.update(refers_to(self._gate.event(event)))
            else:
                self._held_back["unsourced" if event.status in profile.statuses else "status"] += 1
            self._only_of_held_back.update(refers_to(event))
        for event_id, source_id in cited:
            (kept if event_id in self._events else self._only_of_held_back).add((Source, source_id))
        self._only_of_held_back -= kept
        self._dropped.add(_("events by their status"), self._held_back["status"])
        self._dropped.add(_("events without a source"), self._held_back["unsourced"])

    def records(self) -> Iterator[Record]:
        """Give what goes into the copy."""
        for record in self._store.records():
            if (type(record), record.id) in self._only_of_held_back:
                continue
            passed = self._passed(record)
            if passed is not None:
                yield self._gate.with_ids(passed)

    def _passed(self, record: Record) -> Record | None:
        match record:
            case Event():
                return self._event(record) if record.id in self._events else None
            case Category() | Actor() | Place() | Tag():
                return self._named(record)
            case Source():
                return self._gate.source(record)
            case Document():
                return self._document(record)
            case Excerpt():
                return self._excerpt(record) if record.event_id in self._events else None
            case Link():
                return record if {record.from_id, record.to_id} <= self._events else None
            case Particulars():
                told = told_held_back(
                    self._publication.profile, self._held_back["status"], self._held_back["unsourced"]
                )
                return self._gate.particulars(record, told.line)
            case _:
                return self._of_the_desk(record)

    def _of_the_desk(self, record: Record) -> Record | None:
        """Give what is seldom for readers: who checked what, saved views and stories; profiles never."""
        match record:
            case Review():
                self._dropped.add(_("reviews"), not self._publication.reviews)
                wanted = self._publication.reviews and record.event_id in self._events
                return self._gate.review(record) if wanted else None
            case SavedView():
                view = self._gate.view(record) if self._publication.views else None
                self._dropped.add(_("saved views"), view is None)
                return view
            case Story():
                self._dropped.add(_("stories"), not self._publication.views)
                return self._gate.story(record, self._events) if self._publication.views else None
            case SavedProfile():
                self._dropped.add(_("publication profiles"))
        return None

    def _event(self, event: Event) -> Event:
        passed = self._gate.event(event)
        for name in self._publication.profile.withheld:
            field_name = {"tags": "tag_ids", "place": "place_id"}.get(name, name)
            if name != "quotes":
                self._dropped.add(_withheld_words(name), getattr(event, field_name) != getattr(passed, field_name))
        return passed

    def _named(self, record: Actor | Category | Place | Tag) -> Record | None:
        if not self._gate.lets_out_names_of(type(record)):
            return None
        passed = self._gate.named(record)
        self._dropped.add(_("notes"), bool(record.notes) and not passed.notes)
        if isinstance(record, Place) and isinstance(passed, Place) and record.latitude is not None:
            self._dropped.add(_("coordinates"), passed.latitude is None)
            moved = (record.latitude, record.longitude) != (passed.latitude, passed.longitude)
            self._dropped.add(_("exactness of coordinates"), moved and passed.latitude is not None)
        return passed

    def _document(self, document: Document) -> Document | None:
        self._dropped.add(_("files that documents came from"), bool(document.original))
        passed = self._gate.document(document) if self._publication.documents else None
        self._dropped.add(_("stored documents"), passed is None)
        if passed is not None:
            self._documents.add(passed.id)
        return passed

    def _excerpt(self, excerpt: Excerpt) -> Excerpt:
        passed = self._gate.excerpt(excerpt)
        self._dropped.add(_("words of sources"), bool(excerpt.exact) and not passed.exact)
        if passed.document_id in self._documents:
            return passed
        return replace(passed, document_id="", start=-1, end=-1)


def _withheld_words(name: str) -> str:
    """Name a field of events that a profile holds back."""
    words = {
        "summary": _("summary"),
        "date_text": _("date as written"),
        "notes": _("notes"),
        "external_id": _("number in another list"),
        "actors": _("actors"),
        "tags": _("tags"),
        "place": _("place"),
    }
    return words.get(name, name)
