"""How many events each category, status, actor, place, source and tag has, among those shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.domain.records import STATUSES
from timeline_app.values import dataclass

if TYPE_CHECKING:
    import numpy.typing as npt

    from timeline_app.document.relations import Pairs
    from timeline_app.domain.columns import I32, I64, EventColumns

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts in the order of the chronology's lists; statuses in the order of `records.STATUSES`."""

    category: I64
    status: I64
    actor: I64
    place: I64
    source: I64
    tag: I64


def counted(columns: EventColumns, mask: Mask | None, sizes: dict[str, int], pairs: dict[str, Pairs]) -> Facets:
    """Count the events that `mask` keeps, None for all; `sizes` are the lengths of the lists."""
    return Facets(
        category=_counts(columns.category, mask, sizes["category"]),
        status=np.bincount(_kept(columns.status, mask), minlength=len(STATUSES)),
        actor=_actor_counts(columns, mask, sizes["actor"]),
        place=_counts(columns.place, mask, sizes["place"]),
        source=_pair_counts(pairs["source"], mask, sizes["source"]),
        tag=_pair_counts(pairs["tag"], mask, sizes["tag"]),
    )


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
