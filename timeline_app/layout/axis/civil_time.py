"""Set events by the clocks of a zone: the canvas counts the seconds that clocks there show (decision 70).

Days, months and years have no zone: the same column of the ruler is theirs whatever clocks it shows. Clock times are
moments, and move with the zone, unless they name none. So they alone are shifted, and what
comes after knows no zones.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.dates.calendar import DAY_S, seconds_at
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.dates.zones import LOCAL, clock_zone, offset_at

if TYPE_CHECKING:
    import numpy.typing as npt

    from timeline_app.domain.columns import EventColumns
    from timeline_app.layout.metrics import I64

_INSTANT: Final = int(WhenFlag.INSTANT)
_CLOCK: Final = int(WhenFlag.INSTANT | WhenFlag.FLOATING)
_RANGE: Final = int(WhenFlag.RANGE)
_LONG: Final = int(WhenFlag.RANGE | WhenFlag.SET_ONE_OF | WhenFlag.SET_ALL_OF)
_UNKNOWN_START: Final = int(WhenFlag.UNKNOWN_START)
_UNKNOWN_END: Final = int(WhenFlag.UNKNOWN_END)
_FIRST_S, _LAST_S = seconds_at(1850), seconds_at(2100)
"""Before, no zone had a clock of its own; beyond, the last rule holds for what needs no hours."""
_PROBE_S: Final = 14 * DAY_S
"""No zone changed its clocks there and back within less."""

Turns = tuple["I64", "I64"]
"""From which seconds on which offsets hold."""


def point_on_clocks(second: int, flags: int, zone: str) -> int:
    """Give a point of a date with these flags as clocks in the zone show it: days and what is open stay."""
    if flags & _CLOCK != _INSTANT or abs(second) >= FAR_S:
        return second
    return second + offset_at(second, clock_zone(zone))


def on_clocks(columns: EventColumns, zone: str) -> EventColumns:
    """Give the columns with every clock time as clocks in the zone show it; their order stays as it is."""
    zone = clock_zone(zone)
    if zone == "UTC":
        return columns
    clocked = (columns.flags & _CLOCK) == _INSTANT
    if not clocked.any():
        return columns
    turns = _turns_over(columns, clocked, zone)
    if not turns[1].any():
        return columns
    shift = _shift_by_start(columns.start_min, turns) * clocked
    points = tuple(each + shift for each in (columns.start_min, columns.start_max, columns.end_min, columns.end_max))
    long = np.flatnonzero(clocked & ((columns.flags & _LONG) != 0))
    long = long[_uneven(columns, long, turns[0])]
    if len(long):
        for each, values in zip(points, _long_moved(columns, long, turns), strict=True):
            each[long] = values
    start_min, start_max, end_min, end_max = points
    return replace(columns, start_min=start_min, start_max=start_max, end_min=end_min, end_max=end_max)


def _shift_by_start(starts: I64, turns: Turns) -> I64:
    """Give the offset at each start; they are in order, so that few turns are looked up among many of them."""
    edges, offsets = turns
    places = starts.searchsorted(edges[1:])
    return np.repeat(offsets, np.diff(np.concatenate(([0], places, [len(starts)]))))


def _uneven(columns: EventColumns, at: npt.NDArray[np.intp], edges: I64) -> npt.NDArray[np.bool_]:
    """Tell of ranges and sets whether their ends may move by other offsets than their starts, or not at all."""
    start_min, end_max = columns.start_min[at], columns.end_max[at]
    vague = (columns.start_max[at] - start_min >= DAY_S) | (end_max - columns.end_min[at] >= DAY_S)
    open_ended = (columns.flags[at] & (_UNKNOWN_START | _UNKNOWN_END)) != 0
    far = (start_min <= -FAR_S) | (end_max >= FAR_S)
    # An offset holds up to the next edge; the starts are in order, so that few edges are looked up among many of them.
    places = start_min.searchsorted(edges[1:])
    held_until = np.repeat(np.append(edges[1:], FAR_S), np.diff(np.concatenate(([0], places, [len(at)]))))
    uneven: npt.NDArray[np.bool_] = vague | open_ended | far | (end_max >= held_until)
    return uneven


def _long_moved(columns: EventColumns, at: npt.NDArray[np.intp], turns: Turns) -> tuple[I64, I64, I64, I64]:
    """Move the ends of ranges and sets, each by the offset that holds there."""
    flags = columns.flags[at]
    single = (flags & _RANGE) == 0
    start_min, start_max = columns.start_min[at], columns.start_max[at]
    end_min, end_max = columns.end_min[at], columns.end_max[at]
    # Of a range with a day at one end and a clock time at the other only that one moves.
    start_moves = single | (start_max - start_min < DAY_S)
    end_moves = single | (end_max - end_min < DAY_S)
    start_min, start_max = (_moved(each, start_moves, turns) for each in (start_min, start_max))
    end_min, end_max = (_moved(each, end_moves, turns) for each in (end_min, end_max))
    end_min = np.where(flags & _UNKNOWN_END, start_min, end_min)  # still nothing of it is certain
    start_max = np.where(flags & _UNKNOWN_START, end_max, start_max)
    return start_min, start_max, end_min, end_max


def _moved(seconds: I64, moves: object, turns: Turns) -> I64:
    edges, offsets = turns
    shift = offsets[np.maximum(edges.searchsorted(seconds, "right") - 1, 0)]
    moved: I64 = np.where(moves & (np.abs(seconds) < FAR_S), seconds + shift, seconds)  # type: ignore[operator]
    return moved


def _turns_over(columns: EventColumns, clocked: npt.NDArray[np.bool_], zone: str) -> Turns:
    """Find the changes of clocks in the stretch that moments cover, to the decade, so that they can be kept."""
    first_start = int(columns.start_min[int(clocked.argmax())])  # they are in order
    last_end = int(columns.end_max.max(where=clocked, initial=_FIRST_S))
    low, high = max(first_start, _FIRST_S), min(last_end, _LAST_S)
    decade_s = 3653 * DAY_S
    first, last = low // decade_s * decade_s, -(-high // decade_s) * decade_s
    search = _turns.__wrapped__ if zone == LOCAL else _turns  # the computer's own zone may be set anew
    return search(first, max(last, first + decade_s), zone)


@lru_cache(maxsize=8)
def _turns(first_s: int, last_s: int, zone: str) -> Turns:
    edges, offsets = [first_s], [offset_at(first_s, zone)]
    for probe_s in range(first_s + _PROBE_S, last_s + _PROBE_S, _PROBE_S):
        offset = offset_at(probe_s, zone)
        if offset != offsets[-1]:
            edges.append(_turn_between(probe_s - _PROBE_S, probe_s, zone))
            offsets.append(offset)
    return np.array(edges, np.int64), np.array(offsets, np.int64)


def _turn_between(before_s: int, after_s: int, zone: str) -> int:
    """Find the first second at which the later of two offsets holds: nearly always that of a quarter of an hour."""
    old = offset_at(before_s, zone)
    for step_s in (900, 1):
        low, high = before_s // step_s, -(-after_s // step_s)
        while high - low > 1:
            middle = (low + high) // 2
            if offset_at(middle * step_s, zone) == old:
                low = middle
            else:
                high = middle
        before_s, after_s = low * step_s, high * step_s
        if offset_at(after_s - 1, zone) == old:
            break
    return after_s
