"""Changes of dates alone: an undated event gets a day, events of one day another order."""

from __future__ import annotations

from dataclasses import replace
from gettext import gettext as _
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.domain.change import Change
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When

if TYPE_CHECKING:
    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Event


def dated(event: Event, edtf: str, zone: str = "") -> Change:
    """Make the change that gives an event a date; `zone` is that of a clock time."""
    zone = zone if "T" in edtf else event.zone
    fresh = replace(event, start=edtf, end="", date_text="", zone=zone)
    words = word(When.parse(edtf, zone))
    return Change(_("Date “{title}”: {date}").format(title=event.title, date=words), (event,), (fresh,))


def same_day_as(chronology: Chronology, row: int) -> list[int]:
    """Give the rows of all events with the same earliest and latest moment, in order; only they can change it."""
    columns = chronology.columns
    found = np.flatnonzero(columns.row == row)
    if not len(found):
        return []
    at = int(found[0])
    alike = (columns.start_min == columns.start_min[at]) & (columns.end_max == columns.end_max[at])
    rows: list[int] = columns.row[alike].tolist()
    return rows


def moved_within_day(chronology: Chronology, row: int, beside: int, *, after: bool) -> Change | None:
    """Make the change that puts an event before or after another one of its day; None where that changes nothing."""
    rows = same_day_as(chronology, row)
    if row == beside or beside not in rows:
        return None
    wanted = [each for each in rows if each != row]
    wanted.insert(wanted.index(beside) + after, row)
    if wanted == rows:
        return None
    events = chronology.events(wanted)
    numbered = [(event, replace(event, day_order=number)) for number, event in enumerate(events)]
    changed = [(old, new) for old, new in numbered if old != new]
    title = next(event.title for event, each in zip(events, wanted, strict=True) if each == row)
    label = _("Move “{title}” within its day").format(title=title)
    return Change(label, tuple(old for old, _new in changed), tuple(new for _old, new in changed))
