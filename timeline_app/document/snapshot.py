"""A snapshot of a chronology's columns and lists: a worker reads it, the window adopts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.records import Actor, Category, Particulars, Place, Tag

if TYPE_CHECKING:
    from timeline_app.domain.columns import EventColumns
    from timeline_app.store.store import Store


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What `Chronology` keeps in memory. The columns' indices point into these very lists."""

    columns: EventColumns
    categories: list[Category]
    actors: list[Actor]
    places: list[Place]
    tags: list[Tag]
    particulars: Particulars
    revision: int
    step: int
    """The last step of the journal that is in here."""
    made_anew: bool
    """Whether the columns had to be read from the tables, so that keeping them helps the next opening."""


def take_snapshot(store: Store) -> Snapshot:
    """Read all of it from one state of the store; may run on any thread."""
    with store.one_moment():
        columns, made_anew = store.columns_and_origin()
        return Snapshot(
            columns=columns,
            categories=store.lookups.listed(Category)[1],
            actors=store.lookups.listed(Actor)[1],
            places=store.lookups.listed(Place)[1],
            tags=store.lookups.listed(Tag)[1],
            particulars=store.particulars,
            revision=store.revision,
            step=store.history.last_step(),
            made_anew=made_anew,
        )
