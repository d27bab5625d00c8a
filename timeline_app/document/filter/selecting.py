"""Evaluate a query to a mask over the columns: numpy compares numbers, the store's full-text index finds words.

Which events have which sources and tags, as pairs of numbers; read when a filter first asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from timeline_app.base.fast_dataclasses import NamedTuple, dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.dates.calendar import DAY_S
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.errors import StoreError
from timeline_app.domain.query.tree import (
    AllOf,
    AnyOf,
    During,
    Has,
    Importance,
    Named,
    NameField,
    Node,
    Not,
    StatusIs,
    Text,
)
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.normalize import matching_names
from timeline_app.store.column_cache import is_dense

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from timeline_app.domain.columns import I32, I64, U16, EventColumns

    Mask = npt.NDArray[np.bool_]


_UNDATED: Final = int(WhenFlag.UNDATED)
_INSTANT: Final = int(WhenFlag.INSTANT)
_CLOCK: Final = int(WhenFlag.INSTANT | WhenFlag.FLOATING)
_RANGE: Final = int(WhenFlag.RANGE)


class SelectionContext(Protocol):
    """What a selection needs beyond the columns."""

    @property
    def columns(self) -> EventColumns:
        """The events."""

    def spellings(self, field: NameField) -> Sequence[Sequence[str]]:
        """Give all names of each category, actor..., in the order of the list."""

    def pairs(self, field: NameField) -> Pairs:
        """Give the sources or tags of the events."""

    def with_words(self, *texts: Text) -> Mask:
        """Tell of each event whether it holds all of some texts."""

    def matching(self, node: Node) -> Mask:
        """Answer a question that only the store can answer."""


def mask_of(node: Node, shelf: SelectionContext) -> Mask:
    """Tell of each event whether the query matches."""
    count = len(shelf.columns)
    match node:
        case AllOf(parts):
            texts = [part for part in parts if isinstance(part, Text)]
            mask = shelf.with_words(*texts) if texts else np.ones(count, dtype=bool)
            for part in parts:
                if not isinstance(part, Text):
                    mask &= mask_of(part, shelf)
            return mask
        case AnyOf(parts):
            mask = np.zeros(count, dtype=bool)
            for part in parts:
                mask |= mask_of(part, shelf)
            return mask
        case Not(part):
            return ~mask_of(part, shelf)
        case Text():
            return shelf.with_words(node)
        case Named():
            return _named(node, shelf)
        case _:
            plain = _plain(node, shelf.columns)
            return shelf.matching(node) if plain is None else plain


def _plain(node: Node, columns: EventColumns) -> Mask | None:
    """Answer from the columns alone; None where they do not suffice."""
    match node:
        case StatusIs(status):
            has_it: Mask = columns.status == STATUSES.index(status)
            return has_it
        case Importance(low, high):
            return (columns.importance >= low) & (columns.importance <= high)
        case During():
            return during_mask(node, columns)
        case Has("date"):
            return _dated(columns)
        case Has("place"):
            return columns.place >= 0
        case Has("category"):
            return columns.category >= 0
        case Has("actor"):
            return columns.actor_offsets[1:] > columns.actor_offsets[:-1]
    return None


class _Dates(NamedTuple):
    """The dates of some events, as they lie in the columns."""

    flags: U16
    start_min: I64
    start_max: I64
    end_min: I64
    end_max: I64


def during_mask(node: During, columns: EventColumns) -> Mask:
    """Tell which events are in a stretch: days as clocks show it, clock times in moments (see `During`).

    Days and moments differ by hours, so that nearly all events are decided by bounds that hold for both.
    """
    firsts, lasts = zip(*(node.for_moments, (node.first, node.last)), strict=True)
    dated = _dated(columns)
    if node.certain:
        possibly = dated & (columns.start_min < max(lasts)) & (columns.start_min >= min(firsts))
        possibly &= columns.end_min <= max(lasts)
        surely = possibly & (columns.start_min < min(lasts)) & (columns.start_min >= max(firsts))
        surely &= columns.end_max <= min(lasts)
    else:
        possibly = dated & (columns.start_min < max(lasts)) & (columns.end_max >= min(firsts))
        surely = possibly & (columns.start_min < min(lasts)) & (columns.end_min > max(firsts))
    open_ones = np.flatnonzero(possibly & ~surely)
    dates = _Dates(*(getattr(columns, name)[open_ones] for name in _Dates._fields))
    surely[open_ones] = _during_exactly(node, dates)
    return surely


def _during_exactly(node: During, dates: _Dates) -> Mask:
    has_clock = (dates.flags & _INSTANT) != 0
    is_range = (dates.flags & _RANGE) != 0
    short_end = dates.end_max - dates.end_min < DAY_S
    end = np.where(has_clock & is_range & short_end, dates.end_min, dates.end_max)
    first, last = node.for_moments
    moment = (dates.flags & _CLOCK) == _INSTANT
    starts = moment & (~is_range | (dates.start_max - dates.start_min < DAY_S))
    ends = moment & (~is_range | short_end)
    first_at_start, last_at_start = np.where(starts, first, node.first), np.where(starts, last, node.last)
    first_at_end, last_at_end = np.where(ends, first, node.first), np.where(ends, last, node.last)
    begins_before = dates.start_min < last_at_start
    if node.certain:
        return begins_before & (dates.start_min >= first_at_start) & (end <= last_at_end)
    return begins_before & ((end > first_at_end) | (dates.start_min >= first_at_start))


def _named(node: Named, shelf: SelectionContext) -> Mask:
    columns = shelf.columns
    spellings = shelf.spellings(node.field)
    wanted = np.zeros(len(spellings) + 1, dtype=bool)  # the last place answers for index -1: none
    wanted[matching_names(spellings, node.value, exact=node.exact)] = True
    match node.field:
        case "category":
            return wanted[columns.category]
        case "place":
            return wanted[columns.place]
        case "actor":
            return _any_actor(wanted[columns.actor_index], columns.actor_offsets)
        case _:
            pairs = shelf.pairs(node.field)
            mask = np.zeros(len(columns), dtype=np.bool_)
            mask[pairs.position[wanted[pairs.index]]] = True
            return mask


def _any_actor(hits: Mask, offsets: I64) -> Mask:
    before = np.zeros(len(hits) + 1, dtype=np.int32)
    np.cumsum(hits, out=before[1:])
    counts = before[offsets]
    return counts[1:] > counts[:-1]


def _dated(columns: EventColumns) -> Mask:
    dated: Mask = (columns.flags & _UNDATED) == 0
    return dated


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
