"""Which events have which sources and tags, as pairs of numbers; read when a filter first asks."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.errors import StoreError
from timeline_app.store.columns.column_cache import is_dense

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from timeline_app.domain.columns import I32, I64

    Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Positions in the columns, each with an index into the list of sources or tags."""

    position: I64
    index: I64


def positions_by_row(rows: I64) -> I32:
    """Give an array that turns a row number into a position in the columns, -1 for rows that are not there."""
    _require_dense(rows)
    table = np.full(int(rows.max()) + 2 if len(rows) else 1, -1, dtype=np.int32)
    table[rows] = np.arange(len(rows), dtype=np.int32)
    return table


def among(events: I64, rows: I64) -> Mask:
    """Tell of each event, known by its row, whether it is one of some rows, of which others may be no events."""
    _require_dense(events)
    last = int(events.max(initial=0))
    table = np.zeros(last + 1, bool)
    table[rows[(rows >= 0) & (rows <= last)]] = True
    found: Mask = table[events]
    return found


def _require_dense(rows: I64) -> None:
    if not is_dense(rows):
        raise StoreError(_("This timeline holds row numbers that no program of ours gives."))


def paired(table: I32, event_rows: I64, listed_rows: I64, rows_of_list: Sequence[int]) -> Pairs:
    """Turn pairs of row numbers into pairs of position and index; drop what is not shown or not listed."""
    indices = positions_by_row(np.asarray(rows_of_list, dtype=np.int64)).astype(np.int64)
    inside = (event_rows >= 0) & (event_rows < len(table)) & (listed_rows >= 0) & (listed_rows < len(indices))
    position, index = table[event_rows[inside]].astype(np.int64), indices[listed_rows[inside]]
    kept = (position >= 0) & (index >= 0)
    return Pairs(position[kept], index[kept])
