"""What a query says of a few events that were edited, so that a million others need not be asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from timeline_app.document.columns.splicing import spliced
from timeline_app.document.filter.relations import Pairs
from timeline_app.document.filter.selecting import mask_of
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.query.tree import Query, names_asked
from timeline_app.store.columns.column_cache import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.columns.column_edits import Entry
    from timeline_app.document.columns.patch import Edit
    from timeline_app.document.filter.facets import Mask
    from timeline_app.document.filter.filtering import Filtering
    from timeline_app.domain.query.tree import NameField, Node, Text
    from timeline_app.store.store import Store


def reselected(query: Query, mask: Mask, edits: Sequence[Edit], whole: Filtering) -> tuple[Mask, bool]:
    """Give the mask after edits: as it was for all others, asked anew for the events that were edited.

    Tells as well whether that is all: where names changed that the query looks at, others may answer differently, too.
    """
    for edit in edits:
        verdicts = mask_of(query.root, Few(edit.entries, whole)) if edit.entries else np.zeros(0, bool)
        mask = spliced(mask, edit.was, edit.at, verdicts)
    return mask, not names_asked(query.root) & frozenset().union(*(edit.retold for edit in edits))


class Few:
    """Answers queries about a few events alone; names it looks up where `whole` has them."""

    def __init__(self, entries: Sequence[Entry], whole: Filtering) -> None:
        self._whole = whole
        self._store: Store = whole.store
        self.columns = columns_of(entries)
        self._rows: list[int] = self.columns.row.tolist()

    def spellings(self, field: NameField) -> Sequence[Sequence[str]]:
        """Give all names of each record of a list."""
        return self._whole.spellings(field)

    def pairs(self, field: NameField) -> Pairs:
        """Give the sources or tags of the events."""
        listed = {row: place for place, row in enumerate(self._whole.listed_rows(field))}
        pairs = zip(*(each.tolist() for each in self._store.relation(field, self._rows)), strict=True)
        known = [
            (self._rows.index(row), listed[other]) for row, other in pairs if row in self._rows and other in listed
        ]
        position, index = np.array(known, dtype=np.int64).reshape(-1, 2).T
        return Pairs(position, index)

    def with_words(self, *texts: Text) -> Mask:
        """Tell of each event whether it holds all of some texts."""
        return np.isin(self.columns.row, self._store.rows_with_words(*texts, among=self._rows))

    def matching(self, node: Node) -> Mask:
        """Answer a question that only the store can answer."""
        return np.isin(self.columns.row, self._store.rows_where(Query(root=node), among=self._rows))


def columns_of(entries: Sequence[Entry]) -> EventColumns:
    """Give columns of these events alone, in this order."""
    arrays: dict[str, Any] = {
        name: np.array([each.values[name] for each in entries], kind)
        for name, kind in TYPES.items()
        if not name.startswith("actor_")
    }
    counts = [len(each.actors) for each in entries]
    actors = np.array([actor for each in entries for actor in each.actors], TYPES["actor_index"])
    return EventColumns(**arrays, actor_offsets=np.cumsum([0, *counts], dtype=np.int64), actor_index=actors)
