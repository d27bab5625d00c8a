"""Filter masks and facet counts for one snapshot of the columns; the store gives other data when first needed.

The counts tell how many events each category, status, actor, place, source and tag has, among those shown.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.document.filter.selecting import Pairs, among, mask_of, paired, positions_by_row
from timeline_app.domain.query.tree import Is, Query
from timeline_app.domain.records import STATUSES, Source, Tag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt

    from timeline_app.document.contents import Snapshot
    from timeline_app.domain.change import NameKind
    from timeline_app.domain.columns import I32, I64, U8, EventColumns
    from timeline_app.domain.query.tree import NameField, Node, Text
    from timeline_app.store.store import Store

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

    def having(self, kind: NameKind, index: int) -> Mask:
        """Tell of each event, kept or not, whether it has the name at a place of the list of its kind."""
        columns = self._columns
        if kind in {"category", "place"}:
            return np.equal(columns.category if kind == "category" else columns.place, index)
        found = np.zeros(len(columns), dtype=np.bool_)
        if kind == "actor":
            uses = np.flatnonzero(columns.actor_index == index)
            found[np.searchsorted(columns.actor_offsets, uses, side="right") - 1] = True
        else:
            pairs = self._pairs("tag")
            found[pairs.position[pairs.index == index]] = True
        return found

    def tags_by_event(self) -> I64:
        """Count the tags of each event, kept or not."""
        return np.bincount(self._pairs("tag").position, minlength=len(self._columns)).astype(np.int64)

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


class Filtering:
    """Answers queries for one snapshot."""

    def __init__(self, store: Store, snapshot: Snapshot) -> None:
        self.store = store
        self._snapshot = snapshot
        self._quality: dict[Is, Mask] = {}
        """Answers that take long where very many events were checked: a search asks at each key."""

    @property
    def columns(self) -> EventColumns:
        """The events."""
        return self._snapshot.columns

    def mask(self, query: Query) -> Mask:
        """Tell of each event whether the query matches."""
        return mask_of(query.root, self)

    def facets(self, mask: Mask | None) -> Facets:
        """Count what `mask` keeps."""
        return Facets(self.columns, mask, self._size, self.pairs) if mask is not None else self._totals

    @cached_property
    def _totals(self) -> Facets:
        return Facets(self.columns, None, self._size, self.pairs)

    def _size(self, field: NameField) -> int:
        snapshot = self._snapshot
        match field:
            case "category":
                return len(snapshot.categories)
            case "actor":
                return len(snapshot.actors)
            case "place":
                return len(snapshot.places)
            case "tag":
                return len(snapshot.tags)
            case "source":
                return len(self.sources)

    @property
    def sources(self) -> list[Source]:
        """The sources."""
        return self._listed_sources[1]

    def spellings(self, field: NameField) -> Sequence[Sequence[str]]:
        """Give all names of each record of a list."""
        snapshot = self._snapshot
        match field:
            case "category":
                return [(each.name, *each.aliases) for each in snapshot.categories]
            case "actor":
                return [(each.name, *each.aliases) for each in snapshot.actors]
            case "place":
                return [(each.name, *each.aliases) for each in snapshot.places]
            case "tag":
                return [(each.name, *each.aliases) for each in snapshot.tags]
            case "source":
                return [(each.title, each.publisher, each.external_id) for each in self.sources]

    def pairs(self, field: NameField) -> Pairs:
        """Give the sources or tags of the events."""
        return self._source_pairs if field == "source" else self._tag_pairs

    def listed_rows(self, field: NameField) -> Sequence[int]:
        """Give the row numbers behind the list of sources or tags."""
        return self._listed_sources[0] if field == "source" else self.store.lookups.listed(Tag)[0]

    def with_words(self, *texts: Text) -> Mask:
        """Tell of each event whether it holds all of some texts."""
        return among(self.columns.row, self.store.search.rows_with_words(*texts))

    def matching(self, node: Node) -> Mask:
        """Answer a question that only the store can answer."""
        if not isinstance(node, Is) or node.state == "overdue":  # that follows the clock
            return self._ask(node)
        if node not in self._quality:
            self._quality[node] = self._ask(node)
        return self._quality[node].copy()

    def _ask(self, node: Node) -> Mask:
        return among(self.columns.row, self.store.search.rows_where(Query(root=node)))

    @cached_property
    def _positions(self) -> I32:
        return positions_by_row(self.columns.row)

    @cached_property
    def _listed_sources(self) -> tuple[list[int], list[Source]]:
        return self.store.lookups.listed(Source)

    @cached_property
    def _source_pairs(self) -> Pairs:
        return paired(self._positions, *self.store.search.relation("source"), self.listed_rows("source"))

    @cached_property
    def _tag_pairs(self) -> Pairs:
        return paired(self._positions, *self.store.search.relation("tag"), self.listed_rows("tag"))
