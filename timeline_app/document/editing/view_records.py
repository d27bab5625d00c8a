"""Saved views to and from a filter, a stretch of time and lanes."""

from __future__ import annotations

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import DateError
from timeline_app.domain.records import SavedView, new_id


def view_of(name: str, state: FilterState, span: tuple[int, int], lanes: str) -> SavedView:
    """Make a view of a filter, a stretch of time and the field by which lanes are made."""
    return SavedView(new_id(), name, state.text, edtf_from(span[0]), edtf_until(span[1]), lanes)


def state_of_view(view: object) -> FilterState:
    """Give the filter of a view."""
    return FilterState(view.query) if isinstance(view, SavedView) else FilterState()


def range_of_view(view: object) -> tuple[int, int] | None:
    """Give the stretch of time of a view; None where it has none, or none that can be read."""
    if not isinstance(view, SavedView) or not view.first or not view.last:
        return None
    try:
        first, last = When.parse(view.first).start_min, When.parse(view.last).end_max
    except DateError:
        return None
    return (first, last) if OPEN_PAST < first < last < OPEN_FUTURE else None
