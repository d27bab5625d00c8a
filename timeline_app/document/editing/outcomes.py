"""Planned events whose day has passed: which they are, and the changes that say what became of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.domain.change import Change
from timeline_app.domain.dates.when import WhenFlag
from timeline_app.domain.query.tree import Is, Query
from timeline_app.domain.records import STATUSES, Particulars, Review, review_id
from timeline_app.domain.reviews import seen_of_event
from timeline_app.domain.timeline import days_passed_until

if TYPE_CHECKING:
    from timeline_app.document import Chronology
    from timeline_app.domain.columns import I64
    from timeline_app.domain.records import Event

Outcome = Literal["occurred", "cancelled"]


def overdue_rows(chronology: Chronology) -> I64:
    """Give the rows of what is overdue, in no order: the columns leave few, of which the store tells them."""
    told, columns = chronology.particulars, chronology.columns
    latest = max(days_passed_until(told.as_of, told.zone))
    near = (columns.status == STATUSES.index("planned")) & (columns.end_max <= latest)
    near &= (columns.flags & int(WhenFlag.UNDATED)) == 0
    rows = columns.row[near].tolist()
    if not rows:
        return np.empty(0, np.int64)
    return chronology.store.search.rows_where(Query(root=Is("overdue")), among=rows)


class OverdueEvents:
    """What is overdue in a chronology, followed from change to change: only what one touched is asked about again."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self.rows: set[int] = set()
        """Of the events, as the store has them."""
        self.ask_all()

    def ask_all(self) -> None:
        """Ask about all events: the day by which they are overdue, or everything else, may be another."""
        self.rows = set(overdue_rows(self._chronology).tolist())
        self._edits = self._chronology.edits
        self._followed = len(self._edits)

    def follow(self, change: Change) -> None:
        """Ask about the events that a change touched, itself or by a review."""
        edits, taken = self._edits, self._followed
        if edits is not self._chronology.edits or any(isinstance(each, Particulars) for each in change.after):
            self.ask_all()
            return
        self._followed = len(edits)
        touched = {each.row for edit in edits[taken:] for each in edit.gone}
        touched |= {entry.values["row"] for edit in edits[taken:] for entry in edit.entries}
        reviewed = {each.event_id for each in (*change.before, *change.after) if isinstance(each, Review)}
        touched |= {row for row in map(self._chronology.row_of, reviewed) if row is not None}
        if touched:
            found = self._chronology.store.search.rows_where(Query(root=Is("overdue")), among=touched)
            self.rows = (self.rows - touched) | set(found.tolist())


def is_overdue(chronology: Chronology, event: Event) -> bool:
    """Tell whether an event was planned for a day that has passed, and nobody has said since what became of it."""
    row = chronology.row_of(event.id) if event.status == "planned" else None
    return row is not None and row in chronology.store.search.rows_where(Query(root=Is("overdue")), among=[row])


def became(event: Event, outcome: Outcome) -> Change:
    """Make the change that says what became of a planned event."""
    words = {
        "occurred": _("“{title}” took place"),
        "cancelled": _("“{title}” was cancelled"),
    }
    return Change(words[outcome].format(title=event.title), (event,), (replace(event, status=outcome),))


def still_planned(chronology: Chronology, event: Event, moment: str) -> Change:
    """Make the change that says that an event is still planned, as was seen at a moment (ISO 8601, UTC)."""
    old = tuple(each for each in chronology.reviews(event.id) if not each.excerpt_id)
    note = old[0].note if old else ""
    said = Review(
        review_id(event.id),
        event.id,
        state="checked",
        reviewer=chronology.author,
        at=moment,
        note=note,
        seen=seen_of_event(event, (each.excerpt for each in chronology.evidence(event.id))),
    )
    return Change(_("“{title}” is still planned").format(title=event.title), old, (said,))
