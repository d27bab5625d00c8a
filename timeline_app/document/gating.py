"""A chronology as readers may see it: which events go out, with which columns, and their records through the gate."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.document.records import RecordReader
from timeline_app.domain.publication import EVERYTHING, Gate, HeldBack, PublicationProfile, told_held_back
from timeline_app.domain.records import (
    STATUSES,
    Actor,
    Category,
    Event,
    Excerpt,
    Link,
    Particulars,
    Place,
    Source,
    Tag,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.columns import EventColumns
    from timeline_app.domain.records import Record, SavedProfile
    from timeline_app.store.store import Store

    Mask = npt.NDArray[np.bool_]

_USUAL_IMPORTANCE: Final = 3


@dataclass(frozen=True, slots=True)
class PassingEvents:
    """Which of the events asked for go out, and which do not and why; masks over the chronology's columns."""

    mask: Mask
    by_status: Mask
    unsourced: Mask
    unsourced_going: Mask
    """What goes out and rests on no source: to be looked at before it does."""


def profiles_of(chronology: Chronology) -> list[SavedProfile]:
    """Read what may go out, under its names, in the order in which it was made."""
    return chronology.store.lookups.profiles()


def first_titles(chronology: Chronology, mask: Mask, most: int) -> list[str]:
    """Read the titles of the first events of a mask, in order of time."""
    rows = chronology.columns.row[mask][:most].tolist()
    titles = chronology.titles(rows)
    return [titles[row] for row in rows if row in titles]


def gate_of(chronology: Chronology, profile: PublicationProfile | None) -> Gate:
    """Give the gate of a profile; without one, it lets everything out."""
    return Gate(profile or EVERYTHING, chronology.actors if profile else ())


def passing(columns: EventColumns, asked: Mask, profile: PublicationProfile | None) -> PassingEvents:
    """Tell of the events asked for which go out."""
    nothing, bare = np.zeros_like(asked), columns.sources == 0
    if profile is None:
        return PassingEvents(asked, nothing, nothing, asked & bare)
    allowed = [STATUSES.index(status) for status in profile.statuses]
    by_status = asked & ~np.isin(columns.status, allowed)
    unsourced = asked & ~by_status & bare if profile.sourced_only else nothing
    mask = asked & ~by_status & ~unsourced
    return PassingEvents(mask, by_status, unsourced, mask & bare)


def told(found: PassingEvents, profile: PublicationProfile | None, *, places: bool = True) -> HeldBack:
    """Word what is held back."""
    if profile is None:
        return HeldBack()
    counts = (int(np.count_nonzero(each)) for each in (found.by_status, found.unsourced))
    return told_held_back(profile, *counts, places=places)


def gated_columns(columns: EventColumns, profile: PublicationProfile) -> EventColumns:
    """Take from columns what the profile holds back of events, so that no lane and no rank tells it."""
    if "importance" in profile.withheld:
        columns = replace(columns, importance=np.full_like(columns.importance, _USUAL_IMPORTANCE))
    if "place" in profile.withheld:
        columns = replace(columns, place=np.full_like(columns.place, -1))
    if "actors" in profile.withheld:
        columns = replace(
            columns, actor_offsets=np.zeros_like(columns.actor_offsets), actor_index=columns.actor_index[:0]
        )
    return columns


class GatedReader(RecordReader):
    """Reads records, and lets only that of them through which may go out; of which events, its user says."""

    def __init__(self, store: Store, gate: Gate, held_back: str = "") -> None:
        """Take the line that says what is `held_back`, for the chronology to say of itself."""
        super().__init__(store)
        self._gate = gate
        self.held_back = held_back

    @override
    def lists(self) -> tuple[list[Category], list[Actor], list[Place], list[Tag]]:
        categories, actors, places, tags = super().lists()
        named = self._gate.named
        return [*map(named, categories)], [*map(named, actors)], [*map(named, places)], [*map(named, tags)]

    @override
    def events(self, rows: list[int]) -> list[Event]:
        return [self._gate.event(event) for event in super().events(rows)]

    @override
    def evidence(self, event_ids: Iterable[str]) -> dict[str, list[tuple[Excerpt, Source]]]:
        read = super().evidence(event_ids)
        sources = {source.id: source for found in read.values() for _excerpt, source in found}
        gated = {source_id: self._gate.source(source) for source_id, source in sources.items()}
        return {
            event_id: [(self._gate.excerpt(excerpt), gated[source.id]) for excerpt, source in found]
            for event_id, found in read.items()
        }

    @override
    def cited(self) -> dict[int, list[Source]]:
        return {row: [*map(self._gate.source, sources)] for row, sources in super().cited().items()}

    @override
    def id_of(self, event: Event) -> str:
        return self._gate.id(event.id)

    @override
    def all(self) -> Iterator[Record]:
        raise TypeError("what is gated goes out by its rows")

    @override
    def as_read(self, rows: list[int]) -> Iterator[Record]:
        """Give some events with what they refer to; no stored text, and nothing of who checked what."""
        for record in super().as_read(rows):
            passed = self._passed(record)
            if passed is not None:
                yield self._gate.with_ids(passed)

    def _passed(self, record: Record) -> Record | None:
        gate = self._gate
        match record:
            case Particulars():
                return gate.particulars(record, self.held_back)
            case Event():
                return gate.event(record)
            case Category() | Actor() | Place() | Tag() if gate.lets_out_names_of(type(record)):
                return gate.named(record)
            case Source():
                return gate.source(record)
            case Excerpt():
                return replace(gate.excerpt(record), document_id="", start=-1, end=-1)
            case Link():
                return record
        return None


@contextmanager
def reading_gated(chronology: Chronology, gate: Gate, held_back: str = "") -> Iterator[GatedReader]:
    """Read records as they are at one moment, through a gate."""
    with chronology.store.one_moment():
        yield GatedReader(chronology.store, gate, held_back)
