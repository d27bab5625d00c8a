"""Filter masks and facet counts for one snapshot of the columns; the store gives other data when first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from timeline_app.document.filter.facets import Facets
from timeline_app.document.filter.selecting import Pairs, among, mask_of, paired, positions_by_row
from timeline_app.domain.query.tree import Query
from timeline_app.domain.records import Source, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.contents import Snapshot
    from timeline_app.document.filter.facets import Mask
    from timeline_app.domain.columns import I32, EventColumns
    from timeline_app.domain.query.tree import NameField, Node, Text
    from timeline_app.store.store import Store


class Filtering:
    """Answers queries for one snapshot."""

    def __init__(self, store: Store, snapshot: Snapshot) -> None:
        self.store = store
        self._snapshot = snapshot

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
                return [(each.name,) for each in snapshot.categories]
            case "actor":
                return [(each.name, *each.aliases) for each in snapshot.actors]
            case "place":
                return [(each.name,) for each in snapshot.places]
            case "tag":
                return [(each.name,) for each in snapshot.tags]
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
