"""Rows of a lane: where marks and titles stand so that none covers another.

A row is one Python integer, a bit for every four pixels; whether a mark with its title fits is one shift and one
`and`. Events come in order of importance, and each takes the lowest row with room: so the rows can be cut off below any
number, and what remains is what would have been placed with that many rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.layout.metrics import Metrics

CELL_PX: Final = 4
NO_TITLE, RIGHT, LEFT, INSIDE = 0, 1, 2, 3


class Wish(NamedTuple):
    """What an event would take up: its mark from `start_px` to `end_px`, and a title of `title_px` (0 for none)."""

    key: int
    start_px: float
    end_px: float
    title_px: float
    sides: tuple[int, ...] = (RIGHT, LEFT)
    """Where the title may stand."""
    inside: bool = False
    """Whether the title may stand in the bar, where that is long enough."""


class Spot(NamedTuple):
    """The row an event stands in, and the side of its title."""

    row: int
    side: int


class Rows:
    """The rows of one lane over a stretch of `width_px`, filled one event after the other."""

    def __init__(self, width_px: float, most: int, metrics: Metrics) -> None:
        self._cells = int(width_px) // CELL_PX + 2
        self._rows = [0] * most
        self._clear_px = metrics.clear_px
        self._gap_px = metrics.label_gap_px

    def place(self, wish: Wish, before: Spot | None = None) -> Spot | None:
        """Give an event the lowest row with room, the one where it stood `before` first; None where none has room."""
        masks = self._masks(wish)
        if before is not None and before.row < len(self._rows):
            for side, mask in masks:
                if side == before.side and not self._rows[before.row] & mask:
                    self._rows[before.row] |= mask
                    return before
        for row, taken in enumerate(self._rows):
            for side, mask in masks:
                if not taken & mask:
                    self._rows[row] = taken | mask
                    return Spot(row, side)
        return None

    def _masks(self, wish: Wish) -> list[tuple[int, int]]:
        start, end = wish.start_px, wish.end_px
        if not wish.title_px:
            return [(NO_TITLE, self._mask(start, end))]
        if wish.inside:
            return [(INSIDE, self._mask(start, end))]
        beside = wish.title_px + self._gap_px
        return [
            (side, self._mask(start, end + beside) if side == RIGHT else self._mask(start - beside, end))
            for side in wish.sides
        ]

    def _mask(self, start_px: float, end_px: float) -> int:
        low = max(int(start_px), 0) // CELL_PX
        high = min(int(end_px + self._clear_px) // CELL_PX + 1, self._cells)
        return ((1 << max(high - low, 1)) - 1) << low


def place_all(rows: Rows, wishes: Iterable[Wish], before: dict[int, Spot], patience: int = 10_000) -> dict[int, Spot]:
    """Place all that fit, in the order given; give up after `patience` in a row that do not."""
    placed: dict[int, Spot] = {}
    misses = 0
    for wish in wishes:
        spot = rows.place(wish, before.get(wish.key))
        if spot is not None:
            placed[wish.key] = spot
            misses = 0
        elif (misses := misses + 1) > patience:
            break
    return placed
