"""Find records by the names that people type, and make those that are missing; a new category gets its own looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from timeline_app.domain.records import SHAPES, Actor, Category, Participation, Place, Tag, new_id
from timeline_app.domain.text.normalize import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline_app.domain.records import Record, Shape


COLOURS: Final = (
    "#2166AC",
    "#8C510A",
    "#C2373F",
    "#1B7F5C",
    "#6B4A9E",
    "#00768A",
    "#A67C00",
    "#B0457B",
    "#4C5C68",
    "#5B7F1B",
    "#B45A1C",
    "#3B4BA8",
)
"""On a light background. Twelve are as many as can be told apart; beyond them the shape makes the difference."""


def next_look(categories: Iterable[Category]) -> tuple[str, Shape]:
    """Give colour and shape for one category more; 84 pairs come before any is given twice."""
    used = {(category.colour.upper(), category.shape) for category in categories}
    colours = {colour for colour, _shape in used}
    pairs = [
        (colour, SHAPES[(place + turn) % len(SHAPES)])
        for turn in range(len(SHAPES))
        for place, colour in enumerate(COLOURS)
    ]
    fresh = [pair for pair in pairs if pair not in used]
    return next((pair for pair in fresh if pair[0] not in colours), (fresh or pairs)[0])


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


NamedT = TypeVar("NamedT", bound=_Named)


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
    """The names of a store; `made` collects the records that the change has to add."""

    def __init__(self, store: NameSource) -> None:
        self._store = store
        self.made: list[Record] = []

    def category(self, name: str) -> str:
        """Give the id of the category called `name`, empty for no name."""
        if not _tidy(name):
            return ""
        categories = self._store.categories()
        if found := _find(categories, name):
            return found.id
        colour, shape = next_look(categories)
        position = max((category.position for category in categories), default=-1) + 1
        return self._make(Category(new_id(), _tidy(name), colour, shape, position))

    def actors(self, names: Iterable[str]) -> tuple[Participation, ...]:
        """Give the parts of the actors called so, under that name or another of theirs."""
        known = list(self._store.actors())
        parts: dict[str, Participation] = {}
        for name in filter(None, map(_tidy, names)):
            actor = _find(known, name) or next((actor for actor in known if _among(name, actor.aliases)), None)
            if actor is None:
                actor = Actor(new_id(), name)
                self._make(actor)
                known.append(actor)
            parts.setdefault(actor.id, Participation(actor.id))
        return tuple(parts.values())

    def place(self, name: str) -> str:
        """Give the id of the place called `name`, empty for no name."""
        if not _tidy(name):
            return ""
        found = _find(self._store.places(), name)
        return found.id if found else self._make(Place(new_id(), _tidy(name)))

    def tags(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the ids of the tags called so."""
        known = list(self._store.tags())
        ids: dict[str, None] = {}
        for name in filter(None, map(_tidy, names)):
            tag = _find(known, name)
            if tag is None:
                tag = Tag(new_id(), name)
                self._make(tag)
                known.append(tag)
            ids[tag.id] = None
        return tuple(ids)

    def _make(self, record: Category | Actor | Place | Tag) -> str:
        self.made.append(record)
        return record.id


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _find(records: Sequence[NamedT], name: str) -> NamedT | None:
    """Find a name exactly, or else as it is compared: whatever its capitals, accents or apostrophes."""
    wanted, key = _tidy(name), name_key(name)
    exact = next((record for record in records if record.name == wanted), None)
    return exact or next((record for record in records if name_key(record.name) == key), None)


def _among(name: str, aliases: Iterable[str]) -> bool:
    return name_key(name) in map(name_key, aliases)
