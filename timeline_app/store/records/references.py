"""Which records use which: one table, from which everything follows that has to know it.

What a record needs, what keeps a record from being deleted, what hides with its event, how ids lie in columns, and how
two stores are compared. A test holds the table to the foreign keys of the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.records import Actor, Category, Document, Event, Excerpt, Link, Place, Review, Source, Tag
from timeline_app.domain.text.json_values import TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.records import Record

    Key = tuple[type[Record], str]


@dataclass(frozen=True, slots=True)
class ReferenceField:
    """A field by which records of one type use records of another."""

    user: type[Record]
    field: str
    target: type[Record]
    list_table: str = ""
    """Where a record may use several: the table that lists them."""

    @property
    def owner(self) -> str:
        """The table of the user."""
        return TYPE_NAMES[self.user]

    @property
    def table(self) -> str:
        """The table that has the column."""
        return self.list_table or self.owner

    @property
    def column(self) -> str:
        """The column that points at the target's row."""
        return f"{TYPE_NAMES[self.target] if self.list_table else self.field.removesuffix('_id')}_row"

    @property
    def owner_row(self) -> str:
        """The column of `table` that is the user's row."""
        return f"{self.owner}_row" if self.list_table else "row"

    @property
    def hides_user(self) -> bool:
        """Whether the user goes with its target, and so does not keep it from being deleted."""
        return self.target in {Event, Excerpt}

    def ids(self, record: Record) -> tuple[str, ...]:
        """Give the ids that a record of the user's type holds in the field."""
        value = getattr(record, self.field)
        if self.target is Actor:
            return tuple(part.actor_id for part in value)
        if self.list_table:
            return tuple(value)
        return (value,) if value else ()


USES: Final = (
    ReferenceField(Event, "category_id", Category),
    ReferenceField(Event, "place_id", Place),
    ReferenceField(Event, "actors", Actor, "event_actor"),
    ReferenceField(Event, "tag_ids", Tag, "event_tag"),
    ReferenceField(Document, "source_id", Source),
    ReferenceField(Excerpt, "event_id", Event),
    ReferenceField(Excerpt, "source_id", Source),
    ReferenceField(Excerpt, "document_id", Document),
    ReferenceField(Review, "event_id", Event),
    ReferenceField(Review, "excerpt_id", Excerpt),
    ReferenceField(Link, "from_id", Event),
    ReferenceField(Link, "to_id", Event),
)


_BY_USER: Final = {user: tuple(use for use in USES if use.user is user) for user in TYPE_NAMES}


def needs_of(user: type[Record]) -> tuple[ReferenceField, ...]:
    """Give by what a type of record uses others."""
    return _BY_USER[user]


def uses_of(target: type[Record]) -> tuple[ReferenceField, ...]:
    """Give by what a type of record is used."""
    return tuple(use for use in USES if use.target is target)


def refers_to(record: Record) -> tuple[Key, ...]:
    """Give the keys of all records that `record` needs."""
    return tuple((use.target, each) for use in needs_of(type(record)) for each in use.ids(record))


def live_with(user: type[Record], alias: str, schema: str = "main") -> Iterator[str]:
    """Say in SQL, condition by condition, that a row counts: it is live, and so is all that it goes with."""
    yield f"{alias}.deleted = 0"
    for use in needs_of(user):
        if use.hides_user:
            target = TYPE_NAMES[use.target]
            hidden = f"(SELECT deleted FROM {schema}.{target} WHERE row = {alias}.{use.column})"
            yield f"{hidden} = 0" if use.target is Event else f"coalesce({hidden}, 0) = 0"
