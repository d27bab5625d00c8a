"""The measures of the page, in pixels of the one logical unit that screen and export share.

Names for the arrays that layout works on, and how far a mark is drawn that has no bound on one side.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.when import WhenFlag

HEADER_PX: Final = 138
"""The column of lane names."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """How large things are; LOOKS.md gives the numbers."""

    header_px: int = HEADER_PX
    """Lane names stand in it, fixed while the canvas moves."""
    ruler_px: int = 52
    row_px: int = 26
    lane_top_px: int = 12
    lane_bottom_px: int = 8
    foot_px: int = 20
    """Ticks and clusters of events without a title."""
    dense_px: int = 40
    """The histogram of a lane with too many events for ticks."""
    collapsed_px: int = 28
    empty_px: int = 48
    label_gap_px: int = 7
    """Between a mark and its title."""
    clear_px: int = 14
    """Between a title and the next mark or title of its row."""
    longest_label_px: int = 430
    bin_px: float = 4.0
    """The least width of a bar of the histogram."""
    cluster_px: float = 30.0

    def mark_px(self, importance: int) -> float:
        """Give the size of a mark: turning points are larger."""
        return (7.0, 6.5, 7.0, 8.0, 9.0, 11.0)[min(max(importance, 0), 5)]


F64: TypeAlias = npt.NDArray[np.float64]
I64: TypeAlias = npt.NDArray[np.int64]
I32: TypeAlias = npt.NDArray[np.int32]
I8: TypeAlias = npt.NDArray[np.int8]
I16: TypeAlias = npt.NDArray[np.int16]
U8: TypeAlias = npt.NDArray[np.uint8]
U16: TypeAlias = npt.NDArray[np.uint16]
Mask: TypeAlias = npt.NDArray[np.bool_]


REACH_PX: Final = 160.0
"""Over so much an unknown end fades: enough to see that it fades, and little enough to leave the row to others."""
_RANGE: Final = int(WhenFlag.RANGE)
_UNKNOWN_START: Final = int(WhenFlag.UNKNOWN_START)
_UNKNOWN_END: Final = int(WhenFlag.UNKNOWN_END)
_OPEN_START: Final = int(WhenFlag.OPEN_START)
_OPEN_END: Final = int(WhenFlag.OPEN_END)
_UNBOUND: Final = _UNKNOWN_START | _UNKNOWN_END | _OPEN_START | _OPEN_END


def drawn_extent(extent: tuple[F64, F64], inner: tuple[F64, F64], flags: U16) -> tuple[F64, F64]:
    """Cut what is possible where it has no bound; `inner` holds the latest start and the earliest end.

    A range that goes on ("..") is certain to, and keeps its length; one whose end is not known fades from where it has
    certainly begun. Something that happened some time before or after a day fades from that day.
    """
    if not (flags & _UNBOUND).any():
        return extent
    start, end = extent
    ranged = (flags & _RANGE) != 0
    ends_fading = (flags & np.where(ranged, _UNKNOWN_END, _OPEN_END)) != 0
    starts_fading = (flags & np.where(ranged, _UNKNOWN_START, _OPEN_START)) != 0
    last = np.minimum(end, np.where(ranged, inner[0], start) + REACH_PX)
    first = np.maximum(start, np.where(ranged, inner[1], end) - REACH_PX)
    return np.where(starts_fading, first, start), np.where(ends_fading, last, end)
