"""The data side of every timeline: columns, names of lanes, titles, claimed dates, members of sets, the as-of date.

Canvas, exports and measurements take their events from here, so that all of them show the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.columns import EventColumns, distinct
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.names import placed_in
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.sanitize import on_one_line
from timeline_app.domain.timeline import LaneNames, status_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    import numpy.typing as npt

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.columns import I32
    from timeline_app.domain.publication import Gate
    from timeline_app.domain.records import Actor, Category, Place
    from timeline_app.domain.timeline import ClaimedDate

RecordT = TypeVar("RecordT")
_MOST_IMPORTANT: Final = 5


@dataclass(frozen=True, slots=True)
class TimelineSource:
    """Events of a chronology as they are now, and what is read of them when they come into view.

    Of a chronology that is closed nothing more is read: a frame that comes too late is drawn without.
    """

    chronology: Chronology
    zone: str
    """By whose clocks the timeline is drawn; the columns know none."""
    columns: EventColumns
    categories: Sequence[Category]
    actors: Sequence[Actor]
    places: Sequence[Place]
    gate: Gate | None = None
    """What words and names go through before a reader sees them; None on the screen of who keeps the chronology."""

    @classmethod
    def of(cls, chronology: Chronology, zone: str) -> TimelineSource:
        """Take all events of a chronology."""
        return cls(
            chronology, zone, chronology.columns, chronology.categories, chronology.actors, chronology.places
        )  # fmt: skip

    def through(self, gate: Gate) -> TimelineSource:
        """Let nothing be seen but what may go out; which events, their mask says."""
        from timeline_app.document.gating import gated_columns  # noqa: PLC0415 - for exports only

        return replace(
            self,
            columns=gated_columns(self.columns, gate.profile),
            categories=[*map(gate.named, self.categories)],
            actors=[*map(gate.named, self.actors)],
            places=[*map(gate.named, self.places)],
            gate=gate,
        )

    def picked(self, mask: npt.NDArray[np.bool_]) -> TimelineSource:
        """Take the events of a mask over the columns; the lists stay whole."""
        return replace(self, columns=picked(self.columns, mask))

    def with_names_in_use(self) -> TimelineSource:
        """Leave out the categories, actors and places that no event has: a picture of diplomacy has one lane."""
        category, categories = _compressed(self.columns.category, self.categories)
        place, places = _compressed(self.columns.place, self.places)
        actor, actors = _compressed(self.columns.actor_index, self.actors)
        columns = replace(self.columns, category=category, place=place, actor_index=actor)
        return replace(self, columns=columns, categories=categories, actors=actors, places=places)

    def with_foremost(self, rows: Collection[int]) -> TimelineSource:
        """Let some events, by row, be the only ones of the highest importance: they get titles first, and bold ones."""
        if not rows:
            return self
        columns = self.columns
        chosen = np.isin(columns.row, np.array(sorted(rows), columns.row.dtype))
        importance = np.minimum(columns.importance, _MOST_IMPORTANT - 1)
        importance[chosen] = _MOST_IMPORTANT
        return replace(self, columns=replace(columns, importance=importance))

    @property
    def as_of(self) -> str:
        """The date as of which the chronology speaks, in EDTF; empty for none."""
        return self.chronology.as_of

    @property
    def palette(self) -> tuple[tuple[str, str], ...]:
        """Colour and shape of each category."""
        return tuple((category.colour, category.shape) for category in self.categories)

    def lane_names(self) -> LaneNames:
        """Give what lanes are called, whichever field makes them."""
        return LaneNames(
            [on_one_line(category.name) for category in self.categories],
            [on_one_line(actor.name) for actor in self.actors],
            [on_one_line(place.name) for place in self.places],
            [status_words(status) for status in STATUSES],
            without=_("No category"),
            others=_("Others"),
            all_events=_("All events"),
            placed_actors=placed_in(self.actors),
            placed_places=placed_in(self.places),
        )

    def titles(self, rows: Iterable[int]) -> Mapping[int, str]:
        """Read titles by row."""
        titles = self.chronology.titles(rows) if self.chronology.is_open else {}
        return {row: self.gate.text(title) for row, title in titles.items()} if self.gate else titles

    def claimed_dates(self, rows: Iterable[int]) -> Mapping[int, tuple[ClaimedDate, ...]]:
        """Read by row which other dates the evidence claims; events without any are left out."""
        from timeline_app.document.evidence.date_claims import claimed_dates_at  # noqa: PLC0415 - after the first frame

        held_back = self.gate is not None and self.gate.holds_back("quotes")
        return claimed_dates_at(self.chronology.store, rows) if self.chronology.is_open and not held_back else {}

    def dates(self, rows: Iterable[int]) -> Mapping[int, When]:
        """Read by row the dates of events, with the members of sets; those that cannot be read are left out."""
        found: dict[int, When] = {}
        if not self.chronology.is_open:
            return found
        for row, event in self.chronology.store.lookups.events_by_row(rows).items():
            try:
                found[row] = When.of(event.start, event.end, event.zone)
            except DateError:
                continue  # a store of a stranger may hold anything
        return found


def picked(columns: EventColumns, mask: npt.NDArray[np.bool_]) -> EventColumns:
    """Give the events of `mask` as columns that index into the same lists."""
    counts = np.diff(columns.actor_offsets)
    return EventColumns(
        row=columns.row[mask],
        start_min=columns.start_min[mask],
        start_max=columns.start_max[mask],
        end_min=columns.end_min[mask],
        end_max=columns.end_max[mask],
        flags=columns.flags[mask],
        status=columns.status[mask],
        importance=columns.importance[mask],
        sources=columns.sources[mask],
        category=columns.category[mask],
        place=columns.place[mask],
        actor_offsets=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts[mask]))),
        actor_index=columns.actor_index[np.repeat(mask, counts)],
    )


def _compressed(index: I32, records: Sequence[RecordT]) -> tuple[I32, tuple[RecordT, ...]]:
    """Give the records that `index` uses new numbers, in their old order; -1 stays."""
    used = distinct(index[index >= 0])
    anew = np.full(max(len(records), 1) + 1, -1, np.int32)
    anew[used] = np.arange(len(used), dtype=np.int32)
    return anew[index], tuple(records[place] for place in used.tolist())
