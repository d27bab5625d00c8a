"""Several selected events among the marks: a flag for each number of an event, and where they begin in each lane.

They change nothing of what stands where; so they are no part of a scene, and choosing a million lays nothing out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.layout.index.index import LaneIndex
    from timeline_app.layout.metrics import I32, I64, Mask


@dataclass(slots=True, eq=False, repr=False)
class SeveralSelected:
    """Which events are selected, where two or more are."""

    flags: Mask
    """One for each number of an event."""
    starts: tuple[I64, ...]
    """Where those of each lane begin, in order: what the bars of histograms count."""
    size: int
    """How many they are."""

    def __len__(self) -> int:
        return self.size

    @classmethod
    def among(cls, numbered_rows: I64, rows: I64, lanes: Sequence[LaneIndex]) -> SeveralSelected:
        """Find the events of some rows by number, and in the lanes."""
        chosen = np.zeros(max(int(numbered_rows.max(initial=0)), int(rows.max(initial=0))) + 1, bool)
        chosen[rows] = True
        flags = chosen[numbered_rows]
        return cls(flags, tuple(lane.start[flags[lane.event]] for lane in lanes), len(rows))

    def has(self, event: int) -> bool:
        """Whether an event is one of them."""
        return 0 <= event < len(self.flags) and bool(self.flags[event])

    def count(self, events: I32) -> int:
        """Count how many of some events are among them."""
        return int(np.count_nonzero(self.flags[events]))

    def count_in(self, lane: int, edges_s: I64) -> I64:
        """Count those of a lane that begin in each bar between edges."""
        return np.diff(self.starts[lane].searchsorted(edges_s))
