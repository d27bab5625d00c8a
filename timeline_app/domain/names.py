"""Names: which record a name means, by any of its spellings; new records for those missing, with their looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, TypeVar

from timeline_app.domain.records import SHAPES, Actor, Category, Participation, Place, Tag, new_id
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.records import Record, Shape


COLOURS: Final = (
    "#4469BE", "#723D00", "#DF3E64", "#0B6842", "#5A3874", "#0E93A8", "#AA8106", "#A6507D", "#49575F", "#547C38",
    "#B14F04", "#3349AF",
)  # fmt: skip
"""On a light background. The first eight are told apart by any colour vision; beyond them the shape must help.

Searched, hue by hue near the former ones: CIEDE2000 of at least 12 between any two of the first eight, 8 among all.
"""
FORMER_COLOURS: Final = (
    "#2166AC", "#8C510A", "#C2373F", "#1B7F5C", "#6B4A9E", "#00768A", "#A67C00", "#B0457B", "#4C5C68", "#5B7F1B",
    "#B45A1C", "#3B4BA8",
)  # fmt: skip
"""What stood in their places before: chronologies keep them, and what is new beside them takes another place."""


def next_look(categories: Iterable[Category]) -> tuple[str, Shape]:
    """Give colour and shape for one category more; 84 pairs come before any is given twice."""
    now = dict(zip(FORMER_COLOURS, COLOURS, strict=True))
    used = {(now.get(each.colour.upper(), each.colour.upper()), each.shape) for each in categories}
    colours = {colour for colour, _shape in used}
    pairs = [
        (colour, SHAPES[(place + turn) % len(SHAPES)])
        for turn in range(len(SHAPES))
        for place, colour in enumerate(COLOURS)
    ]
    fresh = [pair for pair in pairs if pair not in used]
    return next((pair for pair in fresh if pair[0] not in colours), (fresh or pairs)[0])


NameRecord: TypeAlias = Category | Actor | Place | Tag
ROLE_MARK: Final = "; "
NamedT = TypeVar("NamedT", bound=NameRecord)


class NameSource(Protocol):
    """Whatever knows the records by which names are found: the store."""

    def categories(self) -> list[Category]:
        """Give the categories."""

    def actors(self) -> list[Actor]:
        """Give the actors."""

    def places(self) -> list[Place]:
        """Give the places."""

    def tags(self) -> list[Tag]:
        """Give the tags."""


class Naming:
    """The names of a store, each found by any of its spellings; `made` collects what the change has to add."""

    def __init__(self, store: NameSource) -> None:
        self._store = store
        self.made: list[Record] = []

    def category(self, name: str) -> str:
        """Give the id of the category called `name`, empty for no name."""
        if not tidy(name):
            return ""
        categories = self._store.categories()
        if found := named(categories, name):
            return found.id
        colour, shape = next_look(categories)
        position = max((category.position for category in categories), default=-1) + 1
        return self._make(Category(new_id(), tidy(name), colour, shape, position))

    def actors(self, names: Iterable[str]) -> tuple[Participation, ...]:
        """Give the parts of the actors called so."""
        known = list(self._store.actors())
        parts: dict[str, Participation] = {}
        for name in filter(None, map(tidy, names)):
            actor = named(known, name)
            if actor is None:
                actor = Actor(new_id(), name)
                self._make(actor)
                known.append(actor)
            parts.setdefault(actor.id, Participation(actor.id))
        return tuple(parts.values())

    def place(self, name: str) -> str:
        """Give the id of the place called `name`, empty for no name."""
        if not tidy(name):
            return ""
        found = named(self._store.places(), name)
        return found.id if found else self._make(Place(new_id(), tidy(name)))

    def tags(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of the tags called so."""
        known = list(self._store.tags())
        ids: dict[str, None] = {}
        for name in filter(None, map(tidy, names)):
            tag = named(known, name)
            if tag is None:
                tag = Tag(new_id(), name)
                self._make(tag)
                known.append(tag)
            ids[tag.id] = None
        return tuple(ids)

    def _make(self, record: Category | Actor | Place | Tag) -> str:
        self.made.append(record)
        return record.id


def tidy(name: str) -> str:
    """Give a name with single blanks, and none at its ends."""
    return " ".join(name.split())


def spellings_of(record: NameRecord) -> tuple[str, ...]:
    """Give all names of a record, the one that is shown first."""
    return (record.name, *record.aliases)


def named(records: Sequence[NamedT], name: str) -> NamedT | None:
    """Find the record that a name means.

    That is the one called just so, or else as names are compared (whatever its capitals, accents or apostrophes), or
    else the first that has the name among its other spellings.
    """
    wanted, key = tidy(name), name_key(name)
    return (
        next((record for record in records if record.name == wanted), None)
        or next((record for record in records if name_key(record.name) == key), None)
        or next((record for record in records if key in map(name_key, record.aliases)), None)
    )


def placed_in(records: Sequence[Actor | Place | Tag]) -> int:
    """Count the names that a hand has put in order: they have positions below 0, and come first in their list."""
    return next((at for at, record in enumerate(records) if record.position >= 0), len(records))


def joined_roles(roles: Iterable[str]) -> str:
    """Give the roles that an actor has in an event under several names, each once."""
    return ROLE_MARK.join(dict.fromkeys(filter(None, roles)))


def joined_spellings(name: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Give the other spellings of a name, each once; what differs in more than blanks from all before it counts."""
    kept: dict[str, None] = {}
    for spelling in map(tidy, spellings):
        if spelling and spelling != name:
            kept.setdefault(spelling)
    return tuple(kept)
