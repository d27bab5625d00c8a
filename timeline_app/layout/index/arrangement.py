"""The events of a chronology arranged in lanes by the clocks of a zone, and kept so through edits.

Making one costs a tenth of a second for a million events and may be done on a worker; following an edit costs a
fraction of a frame.

Layouts, titles and the selection know events by number. Were the columns sorted anew after an edit, a million numbers
would mean other events. So an event that changes is overwritten in its place, a new one goes to the end, and one that
is deleted leaves its place empty until it comes back.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.columns import EventColumns, columns_of
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.layout.axis.civil_time import on_clocks
from timeline_app.layout.index.index import EMPTY, EventIndex, EventPosition, PositionChange, edited
from timeline_app.layout.index.lanes import UNDATED, assigned, group, resized, size_of, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline_app.domain.columns import I64, ColumnEdit, ColumnEntry
    from timeline_app.domain.timeline import LaneNames
    from timeline_app.layout.metrics import Mask


_ACTORS: Final = ("actor_offsets", "actor_index")
_PLAIN: Final = tuple(field.name for field in fields(EventColumns) if field.name not in _ACTORS)
_ROOM: Final = 64
"""One in so many places is kept free for new events, and a thousand at least."""


class ColumnBuffer(NamedTuple):
    """Copies of columns, with room at the end."""

    columns: EventColumns
    arrays: dict[str, Any]


def room_for(columns: EventColumns) -> ColumnBuffer:
    """Copy columns into arrays with room at the end; a worker may do it."""
    count, arrays = len(columns), {}
    for name in _PLAIN:
        old = getattr(columns, name)
        arrays[name] = np.empty(count + max(1_000, count // _ROOM), old.dtype)
        arrays[name][:count] = old
    return ColumnBuffer(columns, arrays)


class EventSlots:
    """Columns of which single events can change at no cost; their actors stay as they were at first."""

    def __init__(self, columns: EventColumns) -> None:
        self.columns = columns
        self._arrays: dict[str, Any] = {}
        self._known: dict[int, int] = {}
        """Where the rows stand that were asked for: finding one looks through all."""
        self._edited = False
        self._empty: set[int] = set()

    @property
    def pristine(self) -> bool:
        """Whether nothing was edited, so that numbers are those of the sorted columns."""
        return not self._edited

    def holds(self, slot: int) -> bool:
        """Whether there is an event in a place."""
        return slot not in self._empty

    @property
    def filled(self) -> Any:
        """Which places have an event in them, as a mask."""
        mask = np.ones(len(self.columns), bool)
        mask[list(self._empty)] = False
        return mask

    def outdate(self) -> None:
        """Note that what some columns point at has other numbers elsewhere: the next arrangement is made of others."""
        self._edited = True

    def find(self, row: int) -> int:
        """Find the place of an event, also of one that is gone; -1 where it never had one."""
        found = self._known.get(row)
        if found is None:
            places = np.flatnonzero(self.columns.row == row)
            found = int(places[0]) if len(places) else -1
            if found >= 0:
                self._known[row] = found
        return found

    def remove(self, row: int) -> int:
        """Empty the place of an event."""
        slot, self._edited = self.find(row), True
        self._empty.add(slot)
        return slot

    def write(self, values: Mapping[str, int]) -> int:
        """Put an event where it stood, or at the end; give its place."""
        row = values["row"]
        slot, count = self.find(row), len(self.columns)
        if slot < 0:
            slot, count = count, count + 1
        if not self._arrays or count > len(self._arrays["row"]):
            self.make_room()
        for name in _PLAIN:
            self._arrays[name][slot] = values[name]
        if count > len(self.columns):
            self._show(count)
        self._known[row], self._edited = slot, True
        self._empty.discard(slot)
        return slot

    def make_room(self) -> None:
        """Take copies with room at the end; what was handed out before keeps its own arrays.

        The first edit would do it, and take some frames over it among a million events; it may be done before.
        """
        self._put_into(room_for(self.columns))

    def take_room(self, room: ColumnBuffer) -> None:
        """Take copies that a worker made meanwhile, unless they have come too late."""
        if room.columns is self.columns and not self._arrays:
            self._put_into(room)

    def _put_into(self, room: ColumnBuffer) -> None:
        self._arrays = dict(room.arrays)
        self._show(len(self.columns))

    @property
    def has_room(self) -> bool:
        """Whether the next event finds room."""
        return bool(self._arrays) and len(self.columns) < len(self._arrays["row"])

    def _show(self, count: int) -> None:
        seen = {name: self._arrays[name][:count] for name in _PLAIN}
        self.columns = EventColumns(**seen, **{name: getattr(self.columns, name) for name in _ACTORS})


class Arrangement:
    """Columns on clocks and the index of their lanes."""

    def __init__(self, shown: EventColumns, mode: str, names: LaneNames, zone: str) -> None:
        """Arrange events that stand in order of time and are set by the clocks of `zone` already."""
        self.mode, self.names, self.zone = mode, names, zone
        self.slots = EventSlots(shown)
        grouping = group(shown, mode, names)
        self.index = EventIndex.of(shown, grouping)
        self.assignment = grouping.assignment
        self._counts = grouping.counts
        self._extent: tuple[int, int] | None = None

    @property
    def columns(self) -> EventColumns:
        """The events by number; `slots` knows which of the numbers stand for nothing."""
        return self.slots.columns

    @property
    def there(self) -> Mask | None:
        """Which numbers stand for events; None for all."""
        return None if self.slots.pristine else self.slots.filled

    @property
    def extent(self) -> tuple[int, int] | None:
        """From the first to the last second of what has bounds; None where nothing has."""
        if self._extent is None:
            self._extent = self.index.extent()
        return self._extent

    @property
    def knows_extent(self) -> bool:
        """Whether the extent is still what it was when it was last asked for."""
        return self._extent is not None

    def extent_of(self, mask: Mask) -> tuple[int, int] | None:
        """Give the extent of the events of a mask."""
        keep = (self.columns.flags & UNDATED) == 0
        keep &= mask
        if not self.slots.pristine:
            keep &= self.slots.filled
        starts, ends = self.columns.start_min[keep], self.columns.end_max[keep]
        starts, ends = starts[starts > -FAR_S], ends[ends < FAR_S]
        if not len(starts) and not len(ends):
            return None
        first = int(starts.min()) if len(starts) else int(ends.min())
        return first, max(int(ends.max()) if len(ends) else first, int(starts.max()) if len(starts) else first)

    def _has_inside(self, shifts: Sequence[PositionChange]) -> bool:
        """Tell whether edited events lay and lie well inside the extent, which is then still right."""
        if self._extent is None:
            return False
        first, last = self._extent
        stands = [stand for shift in shifts for stand in (shift.before, shift.after) if stand is not None]
        return all(first < stand.start_s and stand.end_s < last for stand in stands)

    def follow(
        self,
        edits: Sequence[ColumnEdit],
        kept: tuple[Mask | None, Mapping[int, bool]],
        in_order: Callable[[I64], list[int]],
    ) -> list[PositionChange] | None:
        """Take over edits; give what moved, or None where lanes would be others and all has to be arranged anew.

        `kept` says what the filter kept of the numbers before, and what it keeps of the rows of the edits;
        `in_order` sorts rows in time.
        """
        before: dict[int, EventPosition | None] = {}
        values: dict[int, tuple[int, ...]] = {}
        for edit in edits:
            for gone in edit.gone:
                slot = self.slots.find(gone.row)
                before.setdefault(slot, self._stand(slot, kept[0]))
                self._count(self._values(slot, gone.actors), -1)
                self.slots.remove(gone.row)
            for entry, points in zip(edit.entries, self._points(edit.entries), strict=True):
                slot = self.slots.write({**entry.values, **points})
                before.setdefault(slot, None)
                values[slot] = self._values(slot, entry.actors)
                self._count(values[slot], 1)
        numbers = self._renumber()
        if numbers is None:
            return None
        shifts = []
        for slot, then in before.items():
            stood = then and then._replace(lanes=frozenset(numbers[lane] for lane in then.lanes if lane in numbers))
            shifts.append(PositionChange(slot, stood, self._new_stand(slot, values.get(slot, ()), kept[1])))

        def slots_in_order(slots: list[int]) -> list[int]:
            if len(slots) < 2:  # one needs no order, and the store no question
                return slots
            by_row = dict(zip(self.columns.row[slots].tolist(), slots, strict=True))
            return [by_row[row] for row in in_order(np.array(list(by_row), np.int64))]

        self.index = edited(self.index, shifts, slots_in_order, self.columns.importance)
        if not self._has_inside(shifts):
            self._extent = None
        return shifts

    def _points(self, entries: Sequence[ColumnEntry]) -> list[dict[str, int]]:
        """Set the points of a few events by the clocks of the zone."""
        order = sorted(range(len(entries)), key=lambda at: entries[at].values["start_min"])
        shown = on_clocks(columns_of([entries[at] for at in order]), self.zone)
        names = ("start_min", "start_max", "end_min", "end_max")
        places = [order.index(at) for at in range(len(entries))]
        return [{name: int(getattr(shown, name)[place]) for name in names} for place in places]

    def _values(self, slot: int, actors: tuple[int, ...]) -> tuple[int, ...]:
        """Give what an event has in the field that makes lanes."""
        if self.mode == "actor":
            return actors
        return (int(values_of(self.columns, self.mode)[slot]),)

    def _count(self, values: tuple[int, ...], by: int) -> None:
        if max(values, default=-1) >= len(self._counts) - 1:
            self._counts = resized(self._counts, max(values) + 1)
        for value in values or (-1,):
            self._counts[value] += by

    def _renumber(self) -> dict[int, int] | None:
        """Let lanes come and go with their first and last events; None where others would change lanes, too."""
        self._counts = resized(self._counts, size_of(self.mode, self.names))
        then, now = self.assignment, assigned(self._counts, self.mode, self.names)
        numbers = then.renumbered(now, self._counts)
        if numbers is None or (now.lanes == then.lanes and np.array_equal(now.table, then.table)):
            return numbers
        self.assignment = now
        whole = [EMPTY] * len(now.lanes)
        for old, new in numbers.items():
            whole[new] = self.index.whole[old]
        grouping = replace(self.index.grouping, assignment=now)
        self.index = replace(self.index, whole=tuple(whole), grouping=grouping)
        return numbers

    def _dated(self, slot: int) -> bool:
        return not int(self.columns.flags[slot]) & UNDATED

    def _stand(self, slot: int, mask: Mask | None) -> EventPosition | None:
        """Tell where an event stands before anything changes."""
        if not self.slots.holds(slot) or not self._dated(slot):
            return None
        start, end = int(self.columns.start_min[slot]), int(self.columns.end_max[slot])
        kept = mask is None or bool(mask[slot])
        return EventPosition(frozenset(self.lanes_of(slot)), start, end, kept)

    def _new_stand(self, slot: int, values: tuple[int, ...], kept: Mapping[int, bool]) -> EventPosition | None:
        if not self.slots.holds(slot) or not self._dated(slot):
            return None
        start, end = int(self.columns.start_min[slot]), int(self.columns.end_max[slot])
        row = int(self.columns.row[slot])
        return EventPosition(self.assignment.lanes_of(values), start, end, kept.get(row, True))

    def lanes_of(self, slot: int) -> list[int]:
        """Give the numbers of the lanes in which an event stands, whether the filter keeps it or not."""
        start = max(int(self.columns.start_min[slot]), -FAR_S)
        return [number for number, lane in enumerate(self.index.whole) if lane.place_of(slot, start) >= 0]
