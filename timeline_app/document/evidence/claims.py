"""What the sources of an event claim about its date, side by side; a person says which one holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import TYPE_CHECKING

from timeline_app.document.evidence.accepting import split_date
from timeline_app.document.evidence.date_claims import agrees
from timeline_app.domain.change import Change
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.citation import day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.document.chronology import Evidence
    from timeline_app.domain.records import Event, Excerpt, Stance


@dataclass(frozen=True, slots=True)
class Claim:
    """A date that some of the evidence claims for an event."""

    date: str
    """EDTF."""
    supporting: tuple[Evidence, ...]
    disputing: tuple[Evidence, ...]
    preferred: bool
    """Whether the event carries this date now."""
    agrees: bool = False
    """Whether it only says less than the event's date, and does not contradict it."""


def claims_of(event: Event, evidence: Iterable[Evidence]) -> tuple[Claim, ...]:
    """Group the evidence by the date that it claims, in order of time; evidence without one claims nothing."""
    by_date: dict[str, list[Evidence]] = {}
    for each in evidence:
        if each.excerpt.claimed_date:
            by_date.setdefault(each.excerpt.claimed_date, []).append(each)
    now = (event.start, event.end)
    own = _when(event)
    claims = [
        Claim(
            date,
            tuple(each for each in found if each.excerpt.stance == "supports"),
            tuple(each for each in found if each.excerpt.stance == "disputes"),
            split_date(date) == now,
            own is not None and _agrees(own, date, event.zone),
        )
        for date, found in by_date.items()
    ]
    return tuple(sorted(claims, key=lambda claim: _start(claim.date)))


def side_by_side(event: Event, evidence: Iterable[Evidence]) -> tuple[Claim, ...]:
    """Give all claims with the date that the event carries, even where no evidence names it; in order of time.

    Evidence without a date of its own is not made to say that of the event: nobody may put words into a source's mouth.
    """
    claims = claims_of(event, evidence)
    had = own_date(event)
    if not had or any(claim.preferred for claim in claims):
        return claims
    return tuple(sorted((*claims, Claim(had, (), (), preferred=True)), key=lambda claim: _start(claim.date)))


def own_date(event: Event) -> str:
    """Give the date of an event as one EDTF text; empty where it has none that can be read."""
    had = f"{event.start}/{event.end}" if event.end else event.start
    return had if had and _readable(had) else ""


def contested(claims: Iterable[Claim]) -> bool:
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


def _agrees(own: When, date: str, zone: str) -> bool:
    try:
        return agrees(own, When.parse(date, zone))
    except DateError:
        return False


def _start(date: str) -> int:
    try:
        return When.parse(date).start_min
    except DateError:
        return 2**62
