"""In which lane of a timeline each published event stands, for who draws one from what is published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from timeline_app.document.timeline_source import TimelineSource
from timeline_app.domain.timeline import status_words
from timeline_app.layout.index.lanes import assigned, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document import Chronology
    from timeline_app.domain.publication import Gate
    from timeline_app.domain.records import Status
    from timeline_app.export.options import ExportOptions
    from timeline_app.layout.metrics import Mask


class Named(Protocol):
    """Who takes part in an event."""

    @property
    def name(self) -> str:
        """The name that readers see."""


class InLanes(Protocol):
    """What lanes ask of a published event."""

    @property
    def actors(self) -> Sequence[Named]:
        """Who takes part."""

    @property
    def place(self) -> str:
        """Where it is."""

    @property
    def status(self) -> Status:
        """How well it is known."""


@dataclass(frozen=True)
class PublishedLanes:
    """The lanes by one field, as on the canvas: of actors and places the most frequent, and one for all others."""

    by: str = "category"
    names: tuple[str, ...] = ()
    """In their order; empty for lanes of categories, which have their own list."""

    def of(self, event: InLanes) -> tuple[int, ...]:
        """Give the lanes of an event: one for each of its actors, else a single one."""
        last = len(self.names) - 1
        return tuple(sorted({self._places.get(name, last) for name in self._values(event)})) or (last,)

    def _values(self, event: InLanes) -> list[str]:
        if self.by == "actor":
            return [actor.name for actor in event.actors]
        if self.by == "place":
            return [event.place]
        return [status_words(event.status)] if self.by == "status" else []

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in reversed(list(enumerate(self.names)))}


def published_lanes(chronology: Chronology, options: ExportOptions, mask: Mask, gate: Gate) -> PublishedLanes:
    """Give the lanes by the field that is asked for, with the names that readers may see."""
    if options.lanes == "category":
        return PublishedLanes()
    source = TimelineSource.of(chronology, options.zone).through(gate).picked(mask)
    names = source.lane_names()
    lanes = assigned(counted(source.columns, options.lanes, names), options.lanes, names).lanes
    return PublishedLanes(options.lanes, tuple(lane.name for lane in lanes))
