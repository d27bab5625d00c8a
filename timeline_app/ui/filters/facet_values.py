"""The values of each facet with their counts, in the order in which the filter panel lists them."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.errors import QueryError
from timeline_app.domain.records import STATUSES
from timeline_app.domain.text.normalize import fold, name_key
from timeline_app.domain.timeline import status_words
from timeline_app.ui.filters.facet_section import MOST_ROWS, FacetValue
from timeline_app.ui.widgets.row_delegate import MarkPainter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.filter.filtering import Facets, Mask
    from timeline_app.domain.columns import I64
    from timeline_app.ui.services.session import Session


class FacetCounts:
    """Counts for one state of data and filter.

    A facet counts what the other filters keep: with Strike chosen, the row of Diplomacy says how many events choosing
    it as well would add, not that there are none.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._common: Facets | None = None
        self._totals: Facets | None = None

    def commonest(self, field: str, chosen: Sequence[str]) -> tuple[list[FacetValue], int]:
        """List the first values of `field` and the chosen ones; say how many there are in all."""
        if field in {"category", "status"}:
            values = self.values(field)
            return values, len(values)
        counts: I64 = getattr(self._facets(field), field)
        names, size = self._names(field), int(np.count_nonzero(counts))
        top = np.argsort(-counts, kind="stable")[: min(size, MOST_ROWS + 1)].tolist()
        wanted = {name_key(each) for each in chosen}
        if wanted:
            top += [place for place, name in enumerate(names) if name_key(name) in wanted and place not in top]
        return [FacetValue(names[place], names[place], int(counts[place])) for place in top], max(size, len(top))

    def values(self, field: str) -> list[FacetValue]:
        """List the values of `field`, commonest first; categories in their own order, statuses by their totals."""
        counts: I64 = getattr(self._facets(field), field)
        totals: I64 = getattr(self._all(), field)
        if field == "category":
            return self._categories(counts, totals)
        if field == "status":
            order = sorted(np.flatnonzero(totals).tolist(), key=lambda place: -int(totals[place]))
            return [FacetValue(STATUSES[place], status_words(STATUSES[place]), int(counts[place])) for place in order]
        names = self._names(field)
        found = np.flatnonzero(counts).tolist()
        found.sort(key=lambda place: (-int(counts[place]), fold(names[place])))
        return [FacetValue(names[place], names[place], int(counts[place])) for place in found]

    def _categories(self, counts: I64, totals: I64) -> list[FacetValue]:
        categories, theme = self._session.chronology.categories, self._session.theme
        return [
            FacetValue(each.name, each.name, int(count), MarkPainter(each, theme))
            for each, count, total in zip(categories, counts.tolist(), totals.tolist(), strict=True)
            if total
        ]

    def _names(self, field: str) -> list[str]:
        chronology = self._session.chronology
        if field == "source":
            return [each.title or each.publisher or each.url or _("Untitled") for each in chronology.sources]
        if field == "actor":
            return [each.name for each in chronology.actors]
        if field == "place":
            return [each.name for each in chronology.places]
        return [each.name for each in chronology.tags]

    def _facets(self, field: str) -> Facets:
        state = self._session.shown.state
        if state.values(field) and self._session.shown.error is None:
            try:
                return self._session.chronology.facets(self._mask_of(state.with_values(field, ()).text))
            except QueryError:
                return self._shared()
        return self._shared()

    def _shared(self) -> Facets:
        if self._common is None:
            mask = self._session.shown.mask
            self._common = self._all() if mask is None else self._session.chronology.facets(mask)
        return self._common

    def _all(self) -> Facets:
        if self._totals is None:
            self._totals = self._session.chronology.facets()
        return self._totals

    def _mask_of(self, text: str) -> Mask | None:
        return self._session.chronology.select(text) if text.strip() else None
