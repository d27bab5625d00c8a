"""How many events each category, status, actor, place, source and tag has, among those shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.records import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from timeline_app.document.filter.selecting import Pairs
    from timeline_app.domain.columns import I32, I64, U8, EventColumns
    from timeline_app.domain.query.tree import NameField

    Mask = npt.NDArray[np.bool_]


_PIECE: Final = 1 << 16


class Facets:
    """Counts in the order of the chronology's lists; each is made when it is asked for."""

    def __init__(
        self,
        columns: EventColumns,
        mask: Mask | None,
        size_of: Callable[[NameField], int],
        pairs: Callable[[NameField], Pairs],
    ) -> None:
        """Count the events that `mask` keeps, None for all.

        `size_of` gives the lengths of the lists, `pairs` those of the events with their sources or tags.
        """
        self._columns, self._mask, self._size_of, self._pairs = columns, mask, size_of, pairs

    @cached_property
    def category(self) -> I64:
        """By category."""
        return _counts(self._columns.category, self._mask, self._size_of("category"))

    @cached_property
    def status(self) -> I64:
        """By status, in the order of `records.STATUSES`."""
        return _counts(self._columns.status, self._mask, len(STATUSES))

    @cached_property
    def actor(self) -> I64:
        """By actor."""
        return _actor_counts(self._columns, self._mask, self._size_of("actor"))

    @cached_property
    def place(self) -> I64:
        """By place."""
        return _counts(self._columns.place, self._mask, self._size_of("place"))

    @cached_property
    def source(self) -> I64:
        """By source."""
        return _pair_counts(self._pairs("source"), self._mask, self._size_of("source"))

    @cached_property
    def tag(self) -> I64:
        """By tag."""
        return _pair_counts(self._pairs("tag"), self._mask, self._size_of("tag"))


def _counts(column: I32 | U8, mask: Mask | None, size: int) -> I64:
    """Count each value from 0 on; what is below stands for none."""
    found = np.zeros(size + 1, dtype=np.int64)
    for here in _pieces(len(column)):
        values = column[here].astype(np.int64) + 1
        if mask is not None:
            values *= mask[here]  # counted with none: quicker than picking the others out
        found += np.bincount(values, minlength=size + 1)
    return found[1:]


def _actor_counts(columns: EventColumns, mask: Mask | None, size: int) -> I64:
    if mask is None or not len(columns.actor_index):
        return np.bincount(columns.actor_index, minlength=size)
    found = np.zeros(size, dtype=np.int64)
    for here in _pieces(len(mask)):
        offsets = columns.actor_offsets[here.start : here.stop + 1]
        kept = np.repeat(mask[here], np.diff(offsets))
        found += np.bincount(columns.actor_index[offsets[0] : offsets[-1]][kept], minlength=size)
    return found


def _pieces(count: int) -> Iterator[slice]:
    """Go through so many events in pieces that the processor keeps at hand: a third of the time for a million."""
    return (slice(first, min(first + _PIECE, count)) for first in range(0, count, _PIECE))


def _pair_counts(pairs: Pairs, mask: Mask | None, size: int) -> I64:
    return np.bincount(pairs.index if mask is None else pairs.index[mask[pairs.position]], minlength=size)
