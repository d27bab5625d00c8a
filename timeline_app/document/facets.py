"""How many events each category, status, actor, place, source and tag has, among those shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.domain.records import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from timeline_app.document.relations import Pairs
    from timeline_app.domain.columns import I32, I64, EventColumns
    from timeline_app.domain.query_tree import NameField

    Mask = npt.NDArray[np.bool_]


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
        return np.bincount(_kept(self._columns.status, self._mask), minlength=len(STATUSES))

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


def _kept(values: npt.NDArray[Any], mask: Mask | None) -> npt.NDArray[Any]:
    return values if mask is None else values[mask]


def _counts(column: I32, mask: Mask | None, size: int) -> I64:
    return np.bincount(_kept(column, mask) + 1, minlength=size + 1)[1:]


def _actor_counts(columns: EventColumns, mask: Mask | None, size: int) -> I64:
    if not len(columns.actor_index):
        return np.zeros(size, dtype=np.int64)
    if mask is None:
        return np.bincount(columns.actor_index, minlength=size)
    kept = np.repeat(mask, np.diff(columns.actor_offsets))
    return np.bincount(columns.actor_index[kept], minlength=size)


def _pair_counts(pairs: Pairs, mask: Mask | None, size: int) -> I64:
    return np.bincount(pairs.index if mask is None else pairs.index[mask[pairs.position]], minlength=size)
