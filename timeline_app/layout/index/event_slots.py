"""The columns that the canvas draws: an event keeps its number in them through all edits.

Plans, titles and the selection know events by number. Were the columns sorted anew after an edit, a million numbers
would mean other events. So an event that changes is overwritten in its place, a new one goes to the end, and one that
is deleted leaves its place empty until it comes back.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.domain.columns import EventColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

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
