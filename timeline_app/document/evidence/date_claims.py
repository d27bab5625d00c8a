"""Dates that evidence claims for an event, separated into those that agree with the event's own date and alternatives.

Light enough for the canvas, which asks for them before anyone has opened a panel.

What the sources of an event claim about its date, side by side; a person says which one holds.

Changes of dates alone: an undated event gets a day, events of one day another order.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from timeline_app.base.i18n import gettext as _
from timeline_app.document.evidence.accepting import split_date
from timeline_app.domain.change import Change
from timeline_app.domain.dates.formatting import word
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.citation import day_in_words
from timeline_app.domain.timeline import ClaimedDate
from timeline_app.store.records.evidence import claimed_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.document.chronology import Chronology, Evidence
    from timeline_app.domain.records import Event, Excerpt, Stance
    from timeline_app.store.store import Store


def claimed_dates_at(store: Store, rows: Iterable[int]) -> dict[int, tuple[ClaimedDate, ...]]:
    """Read the dates that contradict those of the events at `rows`, in one query; events without any are left out."""
    found: dict[int, dict[str, ClaimedDate]] = {}
    for claim in claimed_dates(store, rows):
        try:
            own = When.of(claim.start, claim.end, claim.zone)
            claimed = When.parse(claim.date, claim.zone)
        except DateError:
            continue  # a store of a stranger may hold anything
        if agrees(own, claimed):
            continue
        of_event = found.setdefault(claim.row, {})
        before = of_event.get(claimed.edtf)
        of_event[claimed.edtf] = ClaimedDate(claimed, claim.disputes and (before is None or before.disputes))
    return {row: tuple(sorted(dates.values(), key=_begins)) for row, dates in found.items()}


def agrees(own: When, claimed: When) -> bool:
    """Tell whether a claimed date is that of the event, or only says less: "May 2025" does not contradict a day in May.

    What lasted is told by when it began and when it ended, and each of the two may be told less exactly.
    """
    if claimed.flags & WhenFlag.UNDATED:
        return True
    if own.flags & WhenFlag.UNDATED:
        return False
    if claimed.flags & WhenFlag.RANGE:
        starts = claimed.start_min <= own.start_min and own.start_max <= claimed.start_max
        ends = claimed.end_min <= own.end_min and own.end_max <= claimed.end_max
        return bool(own.flags & WhenFlag.RANGE) and starts and ends
    return claimed.start_min <= own.start_min and own.end_max <= claimed.end_max


def _begins(claimed: ClaimedDate) -> tuple[int, int]:
    return claimed.when.start_min, claimed.when.end_max


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date that some of the evidence claims for an event."""

    date: str
    """EDTF."""
    supporting: tuple[Evidence, ...]
    disputing: tuple[Evidence, ...]
    preferred: bool
    """Whether the event carries this date now."""
    agrees: bool = False
    """Whether it only says less than the event's date, and does not contradict it."""


def claims_of(event: Event, evidence: Iterable[Evidence]) -> tuple[DateClaim, ...]:
    """Group the evidence by the date that it claims, in order of time; evidence without one claims nothing.

    A store of a stranger may hold a claim that is no date: nobody can choose it, nor is it drawn, so it is none.
    """
    by_date: dict[str, list[Evidence]] = {}
    for each in evidence:
        if each.excerpt.claimed_date and _readable(each.excerpt.claimed_date):
            by_date.setdefault(each.excerpt.claimed_date, []).append(each)
    now = (event.start, event.end)
    own = _when(event)
    claims = [
        DateClaim(
            date,
            tuple(each for each in found if each.excerpt.stance == "supports"),
            tuple(each for each in found if each.excerpt.stance == "disputes"),
            split_date(date) == now,
            own is not None and agrees(own, When.parse(date, event.zone)),
        )
        for date, found in by_date.items()
    ]
    return tuple(sorted(claims, key=lambda claim: _start(claim.date)))


def side_by_side(event: Event, evidence: Iterable[Evidence]) -> tuple[DateClaim, ...]:
    """Give all claims with the date that the event carries, even where no evidence names it; in order of time.

    Evidence without a date of its own is not made to say that of the event: nobody may put words into a source's mouth.
    """
    claims = claims_of(event, evidence)
    had = own_date(event)
    if not had or any(claim.preferred for claim in claims):
        return claims
    return tuple(sorted((*claims, DateClaim(had, (), (), preferred=True)), key=lambda claim: _start(claim.date)))


def own_date(event: Event) -> str:
    """Give the date of an event as one EDTF text; empty where it has none that can be read."""
    had = f"{event.start}/{event.end}" if event.end else event.start
    return had if had and _readable(had) else ""


def contested(claims: Iterable[DateClaim]) -> bool:
    """Whether one of the claims contradicts the event's date."""
    return any(not claim.preferred and not claim.agrees for claim in claims)


def reclaiming(title: str, excerpt: Excerpt, date: str, stance: Stance, confidence: int) -> Change:
    """Make the change by which a piece of evidence for the event called `title` claims a date, supports or disputes."""
    after = replace(excerpt, claimed_date=date, stance=stance, confidence=confidence)
    return Change(_("Say what the evidence for “{title}” claims").format(title=title), (excerpt,), (after,))


def preferring(event: Event, date: str) -> Change:
    """Make the change that gives the event the date of a claim; the evidence stays as it is."""
    start, end = split_date(date)
    label = _("Date “{title}” to {date}").format(title=event.title, date=day_in_words(date))
    return Change(label, (event,), (replace(event, start=start, end=end, date_text=""),))


def _readable(date: str) -> bool:
    try:
        return bool(When.parse(date).edtf)
    except DateError:
        return False


def _when(event: Event) -> When | None:
    try:
        return When.of(event.start, event.end, event.zone)
    except DateError:
        return None


def _start(date: str) -> int:
    return When.parse(date).start_min


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
