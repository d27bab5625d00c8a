"""The stories of an open chronology: what each view shows of the events that there are now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n import ngettext
from timeline_app.base.i18n.facts import grouped
from timeline_app.document.editing.filter_state import range_between
from timeline_app.domain.dates.calendar import edtf_from, edtf_until
from timeline_app.domain.dates.edtf.points import FAR_S
from timeline_app.domain.errors import QueryError
from timeline_app.domain.records import StoryView
from timeline_app.domain.text.json_values import MOST_EVENTS_OF_A_VIEW
from timeline_app.domain.timeline import LANE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.document.filter.filtering import Mask
    from timeline_app.domain.records import Story


@dataclass(frozen=True, slots=True)
class SeenView:
    """A view of a story, and what it finds."""

    view: StoryView
    span: tuple[int, int] | None
    """Seconds on the axis, half-open; None for the whole range."""
    lanes: str
    mask: Mask
    """Over the chronology's columns: what its filter keeps, whatever the range."""
    filtered: bool
    """Whether it has a filter that can be read."""
    rows: tuple[int, ...]
    """Rows of the events it speaks of, as far as they are there."""
    problems: tuple[str, ...] = ()
    """What it no longer finds, a sentence each."""


def stories_of(chronology: Chronology) -> list[Story]:
    """Read the stories, in the order in which they were made."""
    return chronology.store.lookups.stories()


def story_with_id(chronology: Chronology, story_id: str) -> Story | None:
    """Read a story as it stands now; None where it is no longer there."""
    return next((each for each in stories_of(chronology) if each.id == story_id), None)


def seen(chronology: Chronology, view: StoryView) -> SeenView:
    """Find what a view shows; what it no longer finds is told, and never raised."""
    problems, filtered = [], False
    mask = np.ones(len(chronology.columns), dtype=bool)
    if view.query.strip():
        try:
            mask, filtered = chronology.select(view.query), True
        except QueryError:
            problems.append(_("Its filter cannot be read, so all events are shown."))
    found = [chronology.row_of(each) for each in dict.fromkeys(view.event_ids)]
    rows = tuple(row for row in found if row is not None)
    if gone := len(found) - len(rows):
        sentence = ngettext(
            "{n} event of this view is no longer there.", "{n} events of this view are no longer there.", gone
        )
        problems.append(sentence.format(n=grouped(gone)))
    span = range_between(view.first, view.last)
    if span is not None and max(-span[0], span[1]) >= FAR_S:
        span = None  # no picture reaches so far
    if span is None and (view.first or view.last):
        problems.append(_("Its range cannot be read, so the whole time is shown."))
    lanes = view.lanes if view.lanes in LANE_FIELDS else "category"
    return SeenView(view, span, lanes, mask, filtered, rows, tuple(problems))


def view_seen_now(
    chronology: Chronology, query: str, span: tuple[int, int], lanes: str, rows: Sequence[int]
) -> StoryView:
    """Make a view of what the window shows: filter, range, lanes and the selected events."""
    events = chronology.events(rows[:MOST_EVENTS_OF_A_VIEW])
    return StoryView(
        query=query, first=edtf_from(span[0]), last=edtf_until(span[1]), lanes=lanes,
        event_ids=tuple(event.id for event in events),
    )  # fmt: skip


def taken_again(before: StoryView, now: StoryView) -> StoryView:
    """Give a view that shows what is seen now, and says what it said."""
    return replace(now, title=before.title, text=before.text)
