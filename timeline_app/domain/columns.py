"""Events as columns: what the canvas, the filters and the histogram work on.

One numpy array a field, all of the same length, sorted by (start_min, end_max, day order). numpy is named only for
types here; the store makes the arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.edtf.points import OPEN_FUTURE

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    I64 = npt.NDArray[np.int64]
    I32 = npt.NDArray[np.int32]
    U16 = npt.NDArray[np.uint16]
    U8 = npt.NDArray[np.uint8]


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


def undated_from(columns: EventColumns) -> int:
    """Give the place of the first undated event; they stand at the end of time, behind all others."""
    return int(columns.start_min.searchsorted(OPEN_FUTURE))
