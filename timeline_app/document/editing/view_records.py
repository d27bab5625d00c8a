"""Saved views to and from a filter, a stretch of time and lanes."""

from __future__ import annotations

from timeline_app.document.editing.filter_state import FilterState
from timeline_app.domain.dates.calendar import civil_at
from timeline_app.domain.dates.when import OPEN_FUTURE, OPEN_PAST, When
from timeline_app.domain.errors import DateError
from timeline_app.domain.records import SavedView, new_id


def view_of(name: str, state: FilterState, span: tuple[int, int], lanes: str) -> SavedView:
    """Make a view of a filter, a stretch of time and the field by which lanes are made."""
    first, last = _edtf(span[0]), _edtf(span[1] - 1, ends=True)
    return SavedView(new_id(), name, state.text, first, last, lanes)


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


def _edtf(second: int, *, ends: bool = False) -> str:
    """Spell the day that a second begins, or `ends`; within a day the second, and beyond year 9999 only the year."""
    at = civil_at(second)
    if not -9999 <= at.year <= 9999:
        return f"Y{at.year}"
    year = f"{at.year:04d}" if at.year >= 0 else f"-{-at.year:04d}"
    day = f"{year}-{at.month:02d}-{at.day:02d}"
    whole_day = (at.hour, at.minute, at.second) == ((23, 59, 59) if ends else (0, 0, 0))
    return day if whole_day else f"{day}T{at.hour:02d}:{at.minute:02d}:{at.second:02d}Z"
