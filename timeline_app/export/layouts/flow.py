"""Pieces of text that flow down columns, from one to the next and from page to page."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

_PARTED: Final = 0.5
"""A piece that fills more of a column than this may be parted between its lines; others move on whole."""
_ROUNDS: Final = 14
_SLACK: Final = 0.01


class Piece(Protocol):
    """A part of a text that stays together where it can."""

    @property
    def height(self) -> float:
        """Give the height it takes."""

    @property
    def gap(self) -> float:
        """Give the room between it and what stands above it."""

    @property
    def leads(self) -> bool:
        """Tell whether it may not stand last in a column, as a heading may not."""

    def parted(self, room: float) -> tuple[Piece, Piece] | None:
        """Give what fits into a height, and the rest; None where no good place to part it fits."""

    def draw(self, painter: QPainter, at: QPointF, *, followed: bool) -> None:
        """Draw it with its top left at a point; `followed` where another piece stands under it."""


@dataclass(frozen=True, slots=True)
class StackedPiece:
    """A piece with its top in a column."""

    piece: Piece
    top: float


@dataclass(frozen=True, slots=True)
class Filled:
    """Columns that were filled, and the pieces for which there was no room."""

    columns: tuple[tuple[StackedPiece, ...], ...]
    rest: tuple[Piece, ...] = ()
    overflows: bool = False
    """Whether a piece is higher than its column."""

    @property
    def height(self) -> float:
        """The height of the longest column."""
        return max((column[-1].top + column[-1].piece.height for column in self.columns if column), default=0.0)

    @property
    def holds_all(self) -> bool:
        """Whether each piece found room."""
        return not self.rest and not self.overflows


@dataclass(slots=True)
class _Column:
    height: float
    placed: list[StackedPiece] = field(default_factory=list)
    y: float = 0.0

    def top_of(self, piece: Piece) -> float:
        return self.y + (piece.gap if self.placed else 0.0)

    def put(self, piece: Piece) -> None:
        top = self.top_of(piece)
        self.placed.append(StackedPiece(piece, top))
        self.y = top + piece.height


def fill(pieces: Sequence[Piece], count: int, height: float) -> Filled:
    """Fill `count` columns of one height, one after another."""
    queue = deque(pieces)
    columns: list[tuple[StackedPiece, ...]] = []
    overflows = False
    for _number in range(count):
        column = _Column(height)
        overflows |= _fill_one(column, queue)
        columns.append(tuple(column.placed))
    return Filled(tuple(columns), tuple(queue), overflows)


def _fill_one(column: _Column, queue: deque[Piece]) -> bool:
    """Fill a column from a queue; tell whether what it holds is higher than the column."""
    while queue:
        piece = queue[0]
        room = column.height - column.top_of(piece)
        if piece.height + _company(queue) <= room + _SLACK:
            column.put(queue.popleft())
            continue
        parts = piece.parted(room) if not column.placed or piece.height > _PARTED * column.height else None
        if parts is not None:
            queue[0] = parts[1]
            column.put(parts[0])
        elif not column.placed:
            column.put(queue.popleft())
            return True
        return False
    return False


def _company(queue: deque[Piece]) -> float:
    """Give the room that must be left under the first piece of a queue for what it leads."""
    if not queue[0].leads or len(queue) < 2:
        return 0.0
    return queue[1].gap + queue[1].height


def balanced(pieces: Sequence[Piece], count: int, most: float) -> Filled:
    """Fill columns to about one height, which is no more than `most`; where that is too little, fill them up."""
    filled = fill(pieces, count, most)
    if count == 1 or not filled.holds_all:
        return filled
    low, high = 0.0, min(most, sum(piece.height + piece.gap for piece in pieces))
    for _round in range(_ROUNDS):
        middle = (low + high) / 2
        attempt = fill(pieces, count, middle)
        if attempt.holds_all and attempt.height <= most:
            filled, high = attempt, middle
        else:
            low = middle
    return filled


class FlowBlock:
    """Columns of pieces on a page."""

    def __init__(self, filled: Filled, column_width: float, gap: float) -> None:
        self._filled = filled
        self._step = column_width + gap
        self.height = filled.height

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        """Draw it from the top left of `rect`."""
        for number, column in enumerate(self._filled.columns):
            for place, placed in enumerate(column):
                at = rect.topLeft() + QPointF(number * self._step, placed.top)
                placed.piece.draw(painter, at, followed=place + 1 < len(column))
