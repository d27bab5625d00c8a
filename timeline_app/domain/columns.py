"""Events as columns, and what one step changes in them: what the canvas, the filters and the histogram work on.

One numpy array a field, all of the same length, sorted by (start_min, end_max, day order). numpy is named only for
types here; the store makes the arrays. A step says which events leave and which come in: the document makes these edits
and the layout follows them; neither knows the other.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.domain.dates.edtf.points import OPEN_FUTURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from timeline_app.domain.query.tree import NameField

    I64 = npt.NDArray[np.int64]
    I32 = npt.NDArray[np.int32]
    U16 = npt.NDArray[np.uint16]
    U8 = npt.NDArray[np.uint8]

MOST_SOURCES: Final = 255
"""More sources of one event are counted as so many."""


IntegerT = TypeVar("IntegerT", bound="np.integer[Any]")


def distinct(numbers: npt.NDArray[IntegerT]) -> npt.NDArray[IntegerT]:
    """Give the different numbers of an array in order.

    `np.unique` looks each of them up in a hash table since numpy 2.3: 0.8 s for a million, where a sort takes 5 ms.
    """
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    found: npt.NDArray[IntegerT] = ordered[is_new]
    return found


@dataclass(frozen=True, slots=True)
class EventColumns:
    """The dated and undated events of a store, ready to draw.

    Times are seconds on the axis of DESIGN.md §4 (half-open); an event's core is [start_max, end_min) where that is
    not empty, what is possible is [start_min, end_max). Undated events carry `WhenFlag.UNDATED` and sort last.
    """

    row: I64
    """The store's integer key of each event; with it titles and records are fetched."""
    start_min: I64
    start_max: I64
    end_min: I64
    end_max: I64
    flags: U16
    """`domain.dates.when.WhenFlag` bits."""
    status: U8
    """Index into `records.STATUSES`."""
    importance: U8
    sources: U8
    """How many sources speak of it, for or against; many at the most `MOST_SOURCES`."""
    category: I32
    """Index into the chronology's list of categories; -1 for none."""
    place: I32
    """Index into the chronology's list of places; -1 for none."""
    actor_offsets: I64
    """Length n + 1; the actors of event i are `actor_index[actor_offsets[i]:actor_offsets[i + 1]]`."""
    actor_index: I32
    """Indices into the chronology's list of actors."""

    def __len__(self) -> int:
        return len(self.row)

    def undated(self, name: str) -> Any:  # an array of the type that the column has
        """Give the end of a plain column, where the undated events stand."""
        return getattr(self, name)[undated_from(self) :]


def undated_from(columns: EventColumns) -> int:
    """Give the place of the first undated event; they stand at the end of time, behind all others."""
    return int(columns.start_min.searchsorted(OPEN_FUTURE))


TYPES: Final[dict[str, type[np.generic]]] = {
    "row": np.int64, "start_min": np.int64, "start_max": np.int64, "end_min": np.int64, "end_max": np.int64,
    "flags": np.uint16, "status": np.uint8, "importance": np.uint8, "sources": np.uint8, "category": np.int32,
    "place": np.int32, "actor_offsets": np.int64, "actor_index": np.int32,
}  # fmt: skip
"""What the columns are made of."""
ScalarT = TypeVar("ScalarT", bound=np.generic)


def runs(size: int, gone: Sequence[int], at: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give what stays of `size` elements, as (start, stop, put): `put` new elements follow each run.

    `gone` and `at` count in the old array and are sorted; what is put in stands before the element at its place.
    """
    begun, going = 0, iter((*gone, size))
    end, places, put = next(going), list(at), 0
    while True:
        while put < len(places) and places[put] <= end:
            place = places[put]
            count = 1
            while put + count < len(places) and places[put + count] == place:
                count += 1
            yield begun, place, count
            begun, put = place, put + count
        if end >= size:
            yield begun, size, 0
            return
        yield begun, end, 0
        begun, end = end + 1, next(going)


def spliced(
    array: npt.NDArray[ScalarT], gone: Sequence[int], at: Sequence[int], values: Sequence[Any] | npt.NDArray[Any]
) -> npt.NDArray[ScalarT]:
    """Give `array` without the elements at `gone` and with `values` before those `at` (both in the old array)."""
    if not len(gone) and not len(at):
        return array
    fresh = np.asarray(values, dtype=array.dtype)
    pieces, taken = [], 0
    for start, stop, put in runs(len(array), gone, at):
        if stop > start:
            pieces.append(array[start:stop])
        if put:
            pieces.append(fresh[taken : taken + put])
            taken += put
    return np.concatenate(pieces) if pieces else array[:0]


class RemovedEvent(NamedTuple):
    """An event that is no longer as it was: its row, and its actors as it was."""

    row: int
    actors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """An event as it stands in the columns."""

    values: Mapping[str, int]
    """Of the plain columns, by name."""
    actors: tuple[int, ...]
    day_order: int

    @property
    def key(self) -> tuple[int, int, int, int]:
        """What the columns are sorted by."""
        values = self.values
        return values["start_min"], values["end_max"], self.day_order, values["row"]


@dataclass(frozen=True, slots=True)
class ColumnEdit:
    """What one step changed in the columns; positions are those before the step."""

    gone: tuple[RemovedEvent, ...]
    entries: tuple[ColumnEntry, ...]
    """The events that are new or have other values now, in the order of the columns."""
    was: tuple[int, ...]
    """Where those stood that are gone, sorted."""
    at: tuple[int, ...]
    """Before which of the old positions each of `entries` stands now."""
    retold: frozenset[NameField] = frozenset()
    """Of which lists a record is called something else: other events that have it may answer a query differently."""
    lists: frozenset[str] = frozenset()
    """Of which columns the lists that they point into say something else: "category", "place", "actor"."""
    moved: frozenset[str] = frozenset()
    """Of which of these the numbers mean other records than before; more of them at the end move nothing."""

    @property
    def now(self) -> tuple[int, ...]:
        """Where `entries` stand after the step."""
        return tuple(place - bisect_left(self.was, place) + count for count, place in enumerate(self.at))


def columns_of(entries: Sequence[ColumnEntry]) -> EventColumns:
    """Give columns of these events alone, in this order."""
    arrays: dict[str, Any] = {
        name: np.array([each.values[name] for each in entries], kind)
        for name, kind in TYPES.items()
        if not name.startswith("actor_")
    }
    counts = [len(each.actors) for each in entries]
    actors = np.array([actor for each in entries for actor in each.actors], TYPES["actor_index"])
    return EventColumns(**arrays, actor_offsets=np.cumsum([0, *counts], dtype=np.int64), actor_index=actors)
