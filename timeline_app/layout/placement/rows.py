"""Rows of a lane: where marks and titles stand so that none covers another.

A row is one Python integer, a bit for every four pixels; whether a mark with its title fits is one shift and one
`and`. Events come in order of importance, and each takes the lowest row with room: so the rows can be cut off below any
number, and what remains is what would have been placed with that many rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import NamedTuple

if TYPE_CHECKING:
    from timeline_app.layout.metrics import Metrics

CELL_PX: Final = 4
NO_TITLE, RIGHT, LEFT, INSIDE = 0, 1, 2, 3
"""Where the title of a mark stands."""
BOTH: Final = (RIGHT, LEFT)


class RowPosition(NamedTuple):
    """The row an event stands in, and the side of its title."""

    row: int
    side: int


class Rows:
    """The rows of one lane over a stretch of `width_px`, filled one event after the other."""

    def __init__(self, width_px: float, most: int, metrics: Metrics) -> None:
        self._cells = int(width_px + 2 * metrics.longest_label_px) // CELL_PX  # titles reach beyond the stretch
        self._rows = [0] * most
        self._fresh = [0] * most  # of these cells, those taken by what did not stand there before
        self._clear_px = metrics.clear_px
        self._gap_px = metrics.label_gap_px

    def place(self, start_px: float, end_px: float, before: RowPosition | None = None) -> RowPosition | None:
        """Give a mark that needs no room beside it the lowest row where it fits; None where none has room."""
        return self._put(self._mask(start_px, end_px), 0, (INSIDE, INSIDE), before)

    def place_titled(
        self, extent_px: tuple[float, float], title_px: float, sides: tuple[int, ...], before: RowPosition | None = None
    ) -> RowPosition | None:
        """Give a mark with a title on one of its `sides` the lowest row with room; the one `before` where it can."""
        start_px, end_px = extent_px
        beside_px = title_px + self._gap_px
        masks = [
            self._mask(start_px, end_px + beside_px) if side == RIGHT else self._mask(start_px - beside_px, end_px)
            for side in sides
        ]
        one, other = (masks[0], masks[1]) if len(masks) > 1 else (masks[0], 0)
        return self._put(one, other, (sides[0], sides[-1]), before)

    def keep(self, extent_px: tuple[float, float], title_px: float, spot: RowPosition, *, longer: bool = False) -> bool:
        """Leave a mark where it stood, title and all; False where something else is there now.

        Cells lie differently in another stretch or magnification, so touching neighbours may share one: the check is
        by what surely is covered, less than the clear space between any two. That holds between marks that both stood
        there. What is new, as a title that is `longer` than before, leaves and is left its whole room.
        """
        if spot.row >= len(self._rows):
            return False
        start_px, end_px = extent_px
        if spot.side == RIGHT:
            end_px += title_px + self._gap_px
        elif spot.side == LEFT:
            start_px -= title_px + self._gap_px
        whole = self._mask(start_px, end_px)
        sure = whole if longer else self._mask(start_px + CELL_PX, end_px - self._clear_px - CELL_PX)
        if self._rows[spot.row] & sure or self._fresh[spot.row] & whole:
            return False
        self._occupy(spot.row, whole, fresh=longer)
        return True

    def stack(self, extent_px: tuple[float, float], title_px: float, side: int) -> int:
        """Give a mark, with its title on one side, the uppermost row with room; -1 where none has."""
        start_px, end_px = extent_px
        beside_px = title_px + self._gap_px
        whole = self._mask(start_px - beside_px * (side == LEFT), end_px + beside_px * (side == RIGHT))
        for row, taken in enumerate(self._rows):
            if not taken & whole:
                self._rows[row] |= whole
                return row
        return -1

    def room_beside(self, extent_px: tuple[float, float], row: int) -> tuple[float, float]:
        """Tell how long a title may be right of a mark that stands in a row, and how long left of it."""
        taken = self._rows[row]
        own = self._mask(*extent_px)
        low, high = (own & -own).bit_length() - 1, own.bit_length()
        above = taken >> high
        next_cell = high + (above & -above).bit_length() - 1 if above else self._cells
        before_cell = (taken & ((1 << low) - 1)).bit_length()
        right_px = (next_cell - 1) * CELL_PX - self._clear_px - extent_px[1] - self._gap_px
        return right_px, extent_px[0] - self._gap_px - before_cell * CELL_PX

    def take(self, extent_px: tuple[float, float], title_px: float, spot: RowPosition) -> None:
        """Keep the room of a title beside a mark that stands in a row already."""
        start_px, end_px = extent_px
        beside_px = title_px + self._gap_px
        right, left = spot.side == RIGHT, spot.side == LEFT
        self._occupy(spot.row, self._mask(start_px - beside_px * left, end_px + beside_px * right))

    def _occupy(self, row: int, cells: int, *, fresh: bool = True) -> None:
        self._rows[row] |= cells
        if fresh:
            self._fresh[row] |= cells

    def _put(self, one: int, other: int, sides: tuple[int, int], before: RowPosition | None) -> RowPosition | None:
        rows = self._rows
        if before is not None and before.row < len(rows) and before.side in sides:
            mask = one if before.side == sides[0] else other
            if not rows[before.row] & mask:
                self._occupy(before.row, mask)
                return before
        for row, taken in enumerate(rows):
            if not taken & one:
                self._occupy(row, one)
                return RowPosition(row, sides[0])
            if other and not taken & other:
                self._occupy(row, other)
                return RowPosition(row, sides[1])
        return None

    def _mask(self, start_px: float, end_px: float) -> int:
        low = int(start_px) // CELL_PX if start_px > 0 else 0
        high = int(end_px + self._clear_px) // CELL_PX + 1
        high = min(high, self._cells)
        return ((1 << (high - low if high > low else 1)) - 1) << low
