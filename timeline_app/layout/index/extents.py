"""How far marks are drawn: what has no bound on one side fades away over a fixed length instead of filling its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.dates.when import WhenFlag

if TYPE_CHECKING:
    from timeline_app.layout.metrics import F64, U16

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
