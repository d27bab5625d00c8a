"""What a query means, as an immutable tree; the store compiles it to SQL, the open chronology to masks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from timeline_app.domain.records import Status

NameField = Literal["category", "actor", "place", "source", "tag"]
NAME_FIELDS: Final[tuple[NameField, ...]] = get_args(NameField)

TextField = Literal["title", "summary", "notes", "id"]
TEXT_FIELDS: Final[tuple[TextField, ...]] = get_args(TextField)

WordMatch = Literal["exact", "forms", "sound"]
"""How a word is looked for: as it stands, in all its forms, or in the letters of other languages as well."""

Feature = Literal[
    "excerpt", "quote", "source", "document", "date", "end", "place", "coordinates", "actor", "category", "tag",
    "summary", "notes", "link",
]  # fmt: skip
FEATURES: Final[tuple[Feature, ...]] = get_args(Feature)

EventState = Literal["checked", "changed-since-check", "needs-checking", "one-source", "unbacked", "overdue"]
STATES: Final[tuple[EventState, ...]] = get_args(EventState)


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a row, in the title, the summary, an excerpt, an actor or the place."""

    text: str
    prefix: bool = False
    """Whether the last word may go on."""
    match: WordMatch = "exact"
    """Several words in a row are looked for as they stand, whatever this says."""


@dataclass(frozen=True, slots=True)
class Named:
    """A category, actor, place, source or tag, known by its name."""

    field: NameField
    value: str
    exact: bool = False
    """The whole name (`actor:=Russia`); otherwise its words in a row are enough."""


@dataclass(frozen=True, slots=True)
class Within:
    """Words in one field of the event itself."""

    field: TextField
    value: str
    match: WordMatch = "exact"
    """Of a word in title or summary."""


@dataclass(frozen=True, slots=True)
class StatusIs:
    """Events of one status."""

    status: Status


@dataclass(frozen=True, slots=True)
class Importance:
    """Events whose importance lies between two numbers, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class During:
    """Events in the half-open stretch [first, last): possibly (they may overlap it) or certainly (they lie in it).

    The stretch is counted as clocks show it; days are compared with it. Clock times are moments, and are compared with
    the same stretch in moments. A range up to a clock time ends there: what ends at 24:00 does not touch the next day.
    """

    first: int
    last: int
    certain: bool = False
    moments: tuple[int, int] | None = None
    """The stretch for clock times, where clocks do not show UTC."""
    dates: tuple[str, str] = ("", "")
    """The first and the last date that were asked for, in EDTF; an end that is open is empty."""

    @property
    def for_moments(self) -> tuple[int, int]:
        """Give the stretch that clock times are compared with."""
        return self.moments or (self.first, self.last)


@dataclass(frozen=True, slots=True)
class Has:
    """Events that have something: an excerpt, a place, a date..."""

    feature: Feature


@dataclass(frozen=True, slots=True)
class Is:
    """Events of which something is so: who checked them, and how well they are supported.

    *checked*: somebody checked the event, and what was checked has not changed; *changed-since-check*: it has;
    *needs-checking*: somebody said so of the event or of some of its evidence; *one-source*: all evidence is of one
    source; *unbacked*: some quote is not in a stored text; *overdue*: planned for a day that has passed.
    """

    state: EventState


@dataclass(frozen=True, slots=True)
class Not:
    """Events that the part does not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """Events that every part matches; without parts, all events."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Events that at least one part matches."""

    parts: tuple[Node, ...]


Node: TypeAlias = Text | Named | Within | StatusIs | Importance | During | Has | Is | Not | AllOf | AnyOf


def as_it_stands(node: Node) -> Node:
    """Give a query that asks for its words as they are written: in no other form or letters, and not as beginnings."""
    match node:
        case Text(text, match="forms" | "sound"):
            return Text(text)
        case Within(field, value):
            return Within(field, value)
        case Not(part):
            return Not(as_it_stands(part))
        case AllOf(parts):
            return AllOf(tuple(map(as_it_stands, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(as_it_stands, parts)))
        case _:
            return node


def names_asked(node: Node) -> frozenset[NameField]:
    """Give the lists whose records a query looks at: their names, or where a place is."""
    match node:
        case Text():
            return frozenset(("actor", "place"))
        case Named(field):
            return frozenset((field,))
        case Has("coordinates"):
            return frozenset(("place",))
        case Not(part):
            return names_asked(part)
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*(names_asked(part) for part in parts))
        case _:
            return frozenset()


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has been read, with the text it was read from."""

    text: str = ""
    root: Node = AllOf()

    @property
    def is_empty(self) -> bool:
        """Whether every event matches."""
        return self.root == AllOf()
