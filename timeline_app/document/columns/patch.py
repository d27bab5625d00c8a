"""Columns after some edits: the old ones, with a few events out and a few in; each array is made when it is asked for.

Among a million events an edit would copy sixty megabytes, most of which nobody looks at before the next edit. So
what is kept is the difference, and `Patched` looks like columns that were made whole.

Here too is how an event becomes an entry, and what lists that changed make of the columns that point into them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.base.compat import override
from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.columns import (
    MOST_SOURCES,
    ColumnEdit,
    ColumnEntry,
    EventColumns,
    RemovedEvent,
    runs,
    spliced,
    undated_from,
)
from timeline_app.domain.dates.edtf.points import OPEN_FUTURE
from timeline_app.domain.records import STATUSES
from timeline_app.store.records.record_rows import points_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from timeline_app.domain.columns import I32, I64
    from timeline_app.domain.records import Event

_ACTORS: Final = ("actor_offsets", "actor_index")
_NAMES: Final = frozenset(field.name for field in fields(EventColumns))
_ONE_BY_ONE: Final = 4
"""So few rows are looked for by one comparison each."""
MOST: Final = 1_000
"""With more differences than this, columns are made whole: looking through the differences would begin to cost."""
MANY: Final = 200
"""From so many on they are better made whole between two edits, one array at a time."""


class _Placed(NamedTuple):
    place: int
    """Before which event of the base it stands."""
    entry: ColumnEntry


@dataclass(frozen=True, slots=True)
class Patch:
    """The difference from `base`."""

    base: EventColumns
    gone: tuple[int, ...] = ()
    added: tuple[_Placed, ...] = ()

    def __len__(self) -> int:
        return len(self.base) - len(self.gone) + len(self.added)

    @property
    def size(self) -> int:
        """How many differences there are."""
        return len(self.gone) + len(self.added)

    @property
    def columns(self) -> EventColumns:
        """The columns after it."""
        return Patched.of(self) if self.size else self.base

    def array(self, name: str) -> Any:  # an array of the type that the column has
        """Make one array of the columns."""
        at = [each.place for each in self.added]
        if name in _ACTORS:
            return self._offsets(at) if name == "actor_offsets" else self._actors(at)
        return spliced(getattr(self.base, name), self.gone, at, [each.entry.values[name] for each in self.added])

    def _offsets(self, at: Sequence[int]) -> I64:
        """Move each stretch of the base by what entered and left before it."""
        old, made = self.base.actor_offsets, np.empty(len(self) + 1, dtype=np.int64)
        place, held, entering = 0, 0, iter(self.added)
        for start, stop, put in runs(len(self.base), self.gone, at):
            end = place + stop - start
            np.add(old[start:stop], held - int(old[start]), out=made[place:end])
            place, held = end, held + int(old[stop]) - int(old[start])
            for each in islice(entering, put):
                made[place] = held
                place, held = place + 1, held + len(each.entry.actors)
        made[place] = held
        return made

    def _actors(self, at: Sequence[int]) -> I32:
        index, offsets = self.base.actor_index, self.base.actor_offsets
        pieces, taken = [index[:0]], 0
        for start, stop, put in runs(len(self.base), self.gone, at):
            pieces.append(index[offsets[start] : offsets[stop]])
            new = [actor for each in self.added[taken : taken + put] for actor in each.entry.actors]
            pieces.append(np.array(new, dtype=index.dtype))
            taken += put
        return np.concatenate(pieces)

    def after(
        self, rows: Iterable[int], entries: Iterable[ColumnEntry], in_order: Callable[[I64], list[int]]
    ) -> tuple[Patch, ColumnEdit]:
        """Take the events at `rows` out and `entries` in; give what comes of it, and the step itself.

        `in_order` sorts rows that share both ends, by what the columns do not hold: the order within the day.
        """
        wanted = {row for row in rows if row >= 0}
        leaving = {number for number, each in enumerate(self.added) if each.entry.values["row"] in wanted}
        found = self._positions(wanted)
        left = sorted([(self._now(place), self._left(place)) for place in found]
                      + [(self._now_added(number), self._left_added(number)) for number in leaving])  # fmt: skip
        stays = [each for number, each in enumerate(self.added) if number not in leaving]
        bare = Patch(self.base, tuple(sorted((*self.gone, *found))))
        fresh = [_Placed(bare._place(each, in_order), each) for each in entries]
        gone = set(bare.gone)
        added = sorted((_Placed(_standing(each.place, gone), each.entry) for each in (*stays, *fresh)), key=_order)
        both = Patch(self.base, bare.gone, tuple(added))
        rows_in = {each.entry.values["row"] for each in fresh}
        places = [number for number, each in enumerate(added) if each.entry.values["row"] in rows_in]
        was = tuple(place for place, _each in left)
        now = [both._now_added(number) for number in places]
        entered = tuple(added[number].entry for number in places)
        return both, ColumnEdit(tuple(each for _place, each in left), entered, was, _before(was, now))

    def _positions(self, rows: set[int]) -> list[int]:
        """Find where rows stand in the base and have not left it."""
        if len(rows) <= _ONE_BY_ONE:
            found = [place for row in rows for place in np.flatnonzero(self.base.row == row).tolist()]
        else:
            found = np.flatnonzero(np.isin(self.base.row, np.fromiter(rows, np.int64))).tolist()
        gone = set(self.gone)
        return [place for place in found if place not in gone]

    def _now(self, place: int) -> int:
        """Turn a position in the base into one after the patch."""
        return place - bisect_left(self.gone, place) + bisect_right(self.added, place, key=_place_of)

    def _now_added(self, number: int) -> int:
        place = self.added[number].place
        return place - bisect_left(self.gone, place) + number

    def _left(self, place: int) -> RemovedEvent:
        first, last = self.base.actor_offsets[place : place + 2].tolist()
        return RemovedEvent(int(self.base.row[place]), tuple(self.base.actor_index[first:last].tolist()))

    def _left_added(self, number: int) -> RemovedEvent:
        entry = self.added[number].entry
        return RemovedEvent(entry.values["row"], entry.actors)

    def _place(self, entry: ColumnEntry, in_order: Callable[[I64], list[int]]) -> int:
        first, last = _span(self.base.start_min, entry.values["start_min"])
        low, high = _span(self.base.end_max[first:last], entry.values["end_max"])
        gone = set(self.gone[bisect_left(self.gone, first + low) : bisect_left(self.gone, first + high)])
        places = [place for place in range(first + low, first + high) if place not in gone]
        if not places:
            return first + low
        row = entry.values["row"]
        before = in_order(np.append(self.base.row[places], row)).index(row)
        return places[before] if before < len(places) else first + high


def _place_of(each: _Placed) -> int:
    return each.place


def _standing(place: int, gone: set[int]) -> int:
    """Let what stands before an event that has left stand before the next one that has not: ties are told by that."""
    while place in gone:
        place += 1
    return place


def _before(was: Sequence[int], now: Sequence[int]) -> tuple[int, ...]:
    """Turn positions after a step into those before it."""
    found = []
    for count, place in enumerate(now):
        at = place - count
        for left in was:
            at += left <= at
        found.append(at)
    return tuple(found)


def _order(each: _Placed) -> tuple[int, tuple[int, int, int, int]]:
    return each.place, each.entry.key


def _span(sorted_values: I64, value: int) -> tuple[int, int]:
    return int(np.searchsorted(sorted_values, value, "left")), int(np.searchsorted(sorted_values, value, "right"))


class Patched(EventColumns):
    """Columns that a patch makes as they are asked for."""

    __slots__ = ("_patch",)
    _patch: Patch

    @classmethod
    def of(cls, patch: Patch) -> Patched:
        """Make them of a patch."""
        columns = cls.__new__(cls)
        object.__setattr__(columns, "_patch", patch)
        return columns

    @property
    def patch(self) -> Patch | None:
        """The patch; None where `replace` made these of whole arrays."""
        try:
            return self._patch
        except AttributeError:
            return None

    def __len__(self) -> int:
        patch = self.patch
        return len(self.row) if patch is None else len(patch)

    @override
    def undated(self, name: str) -> Any:  # an array of the type that the column has
        """Give the end of a plain column, where the undated events stand; without making the whole of it."""
        patch = self.patch
        if patch is None:
            return super().undated(name)
        first = undated_from(patch.base)
        gone = [place - first for place in patch.gone if place >= first]
        added = [each for each in patch.added if each.entry.values["start_min"] >= OPEN_FUTURE]
        values = [each.entry.values[name] for each in added]
        return spliced(getattr(patch.base, name)[first:], gone, [each.place - first for each in added], values)

    def make_next(self) -> bool:
        """Make an array that nobody asked for yet; when there is none, let the patch go. Tell whether there was one."""
        for name in _NAMES:
            try:
                object.__getattribute__(self, name)
            except AttributeError:
                getattr(self, name)
                return True
        object.__delattr__(self, "_patch")
        return False

    def __getattr__(self, name: str) -> Any:  # an array of the type that the column has
        if name not in _NAMES:
            raise AttributeError(name)
        made = self._patch.array(name)
        object.__setattr__(self, name, made)
        return made


def patch_of(columns: EventColumns) -> Patch:
    """Give the patch behind columns, to build on; of others, and where there are many differences, a new one."""
    patch = columns.patch if isinstance(columns, Patched) else None
    if patch is None or patch.size >= MOST:
        return Patch(whole(columns))
    return patch


def settle(columns: EventColumns) -> bool:
    """Make columns with many differences whole, one array at each call; tell whether there is more to do."""
    if not isinstance(columns, Patched) or columns.patch is None or columns.patch.size < MANY:
        return False
    return columns.make_next()


def whole(columns: EventColumns) -> EventColumns:
    """Give columns with all of their arrays made."""
    if not isinstance(columns, Patched):
        return columns
    arrays: dict[str, Any] = {name: getattr(columns, name) for name in _NAMES}
    return EventColumns(**arrays)


@dataclass(frozen=True, slots=True)
class Indices:
    """Where records stand in the lists that columns point into, by their ids."""

    categories: Mapping[str, int]
    places: Mapping[str, int]
    actors: Mapping[str, int]


def entry_of(event: Event, row: int, indices: Indices, sources: int = 0) -> ColumnEntry:
    """Place an event, of which so many sources speak, on the axis and among the lists."""
    start_min, start_max, end_min, end_max, flags = points_of(event.start, event.end, event.zone)
    values = {
        "row": row,
        "start_min": start_min,
        "start_max": start_max,
        "end_min": end_min,
        "end_max": end_max,
        "flags": flags & 0xFFFF,
        "status": STATUSES.index(event.status),
        "importance": event.importance,
        "sources": min(sources, MOST_SOURCES),
        "category": indices.categories.get(event.category_id, -1),
        "place": indices.places.get(event.place_id, -1),
    }
    actors = (indices.actors.get(part.actor_id, -1) for part in event.actors)
    return ColumnEntry(values, tuple(actor for actor in actors if actor >= 0), event.day_order)


def reindexed(columns: EventColumns, changed: Mapping[str, Sequence[int]]) -> EventColumns:
    """Give the columns after lists changed: `changed` maps a column to the new index of each old one (-1 for gone)."""
    arrays: dict[str, Any] = {field.name: getattr(columns, field.name) for field in fields(EventColumns)}
    for name, new_indices in changed.items():
        table = np.append(np.asarray(new_indices, dtype=np.int32), np.int32(-1))
        arrays[name] = table[arrays[name]]
    actors = arrays["actor_index"]
    if len(actors) and int(actors.min()) < 0:
        kept = actors >= 0
        arrays["actor_index"] = actors[kept]
        arrays["actor_offsets"] = np.concatenate(([0], np.cumsum(kept)))[arrays["actor_offsets"]]
    return EventColumns(**arrays)
