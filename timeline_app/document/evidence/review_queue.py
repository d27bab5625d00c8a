"""The review queue: the proposals of one document and what a person decided about each, before they are added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from timeline_app.document.evidence.accepting import Acceptance
from timeline_app.document.evidence.nearby import events_around, likely_category
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.extract.events.existing import match_existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.document import Chronology
    from timeline_app.extract.events.proposals import Proposal
    from timeline_app.store.records.evidence import MarkedExcerpt

Decision = Literal["open", "accepted", "rejected", "merged", "there"]


@dataclass(frozen=True, slots=True)
class CandidateEvent:
    """An event that a proposal may be evidence for."""

    event_id: str
    title: str
    likeness: float


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One proposal."""

    proposal: Proposal
    acceptance: Acceptance
    fits: tuple[CandidateEvent, ...] = ()
    decision: Decision = "open"
    edited: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        """What makes it the same proposal when the article is read again: the words that say when, and the sentence.

        The entries of a list can share the date of their heading.
        """
        return self.proposal.date_start, self.proposal.date_end, self.proposal.excerpt_start

    @property
    def merged_into(self) -> str:
        """The title of the event that it is evidence for."""
        return next((fit.title for fit in self.fits if fit.event_id == self.acceptance.into), "")


class ReviewQueue:
    """The items of the queue in the order of the text. Items are immutable; a decision replaces one."""

    def __init__(self, cards: Iterable[QueueItem] = ()) -> None:
        self.cards: list[QueueItem] = list(cards)

    def __len__(self) -> int:
        return len(self.cards)

    @property
    def taken(self) -> list[Acceptance]:
        """What the person accepted, as new events or as further evidence."""
        return [card.acceptance for card in self.cards if card.decision in {"accepted", "merged"}]

    def count(self, *decisions: Decision) -> int:
        """Count the items with one of the decisions."""
        return sum(card.decision in decisions for card in self.cards)

    def accept(self, index: int) -> None:
        """Take a proposal as a new event; once more takes that back."""
        card = self.cards[index]
        if card.decision != "there":
            decision: Decision = "open" if card.decision == "accepted" else "accepted"
            self._set(index, decision=decision, acceptance=replace(card.acceptance, into=""))

    def reject(self, index: int) -> None:
        """Leave a proposal out; once more takes that back."""
        card = self.cards[index]
        if card.decision != "there":
            decision: Decision = "open" if card.decision == "rejected" else "rejected"
            self._set(index, decision=decision, acceptance=replace(card.acceptance, into=""))

    def merge(self, index: int, fit: CandidateEvent) -> None:
        """Take a proposal as further evidence for an event that is there."""
        card = self.cards[index]
        if card.decision != "there":
            fits = card.fits if any(each.event_id == fit.event_id for each in card.fits) else (*card.fits, fit)
            acceptance = replace(card.acceptance, into=fit.event_id)
            self._set(index, decision="merged", acceptance=acceptance, fits=fits)

    def edit(self, index: int, acceptance: Acceptance) -> None:
        """Take a proposal as a new event, as the person worded it."""
        if self.cards[index].decision != "there":
            self._set(index, decision="accepted", acceptance=replace(acceptance, into=""), edited=True)

    def settle(self) -> None:
        """Note that what was taken is in the chronology now."""
        for index, card in enumerate(self.cards):
            if card.decision in {"accepted", "merged"}:
                self._set(index, decision="there")

    def adopt_decisions(self, old: ReviewQueue) -> None:
        """Keep what was decided and worded before the article was read again with other settings."""
        before = {card.key: card for card in old.cards}
        for index, card in enumerate(self.cards):
            was = before.get(card.key)
            if was is None or card.decision == "there" or was.decision in {"open", "there"}:
                continue
            acceptance = was.acceptance if was.edited else replace(card.acceptance, into=was.acceptance.into)
            known = {fit.event_id for fit in card.fits}
            fits = (*card.fits, *(fit for fit in was.fits if fit.event_id not in known))
            self._set(index, decision=was.decision, acceptance=acceptance, edited=was.edited, fits=fits)

    def _set(self, index: int, **changes: object) -> None:
        self.cards[index] = replace(self.cards[index], **changes)  # type: ignore[arg-type] # names of fields


def queue_of(chronology: Chronology, proposals: Iterable[Proposal], marked: Sequence[MarkedExcerpt]) -> ReviewQueue:
    """Make the items of an article: with the events that each may be evidence for, and what was accepted before."""
    names = {each.id: each.name for each in chronology.actors} | {each.id: each.name for each in chronology.places}
    quoted = [((each.excerpt.start, each.excerpt.end), each.excerpt.event_id) for each in marked]
    return ReviewQueue(_card(chronology, proposal, names, quoted) for proposal in proposals)


def _card(
    chronology: Chronology,
    proposal: Proposal,
    names: Mapping[str, str],
    quoted: Sequence[tuple[tuple[int, int], str]],
) -> QueueItem:
    acceptance = Acceptance(
        proposal.excerpt_start,
        proposal.excerpt_end,
        proposal.title,
        f"{proposal.start}/{proposal.end}" if proposal.end else proposal.start,
        proposal.date_text,
        status=proposal.status,
        category=likely_category(chronology, proposal.title),
        actors=tuple(names[each] for each in proposal.actors if each in names),
        place=next((names[each] for each in proposal.places if each in names), ""),
    )
    events = events_around(chronology, proposal.start, proposal.end)
    around = {event.id: event.title for event in events}
    fits = tuple(
        CandidateEvent(each.event_id, around[each.event_id], each.likeness) for each in match_existing(proposal, events)
    )
    there = any(
        event_id in around and first < proposal.excerpt_end and proposal.excerpt_start < last
        for (first, last), event_id in quoted
    )
    return QueueItem(proposal, acceptance, fits, "there" if there else "open")


def when_of(acceptance: Acceptance) -> When | None:
    """Read the date of an acceptance; None where it has none that can be read."""
    start, slash, end = acceptance.date.partition("/")
    try:
        return When.of(start, end, acceptance.zone) if slash else When.parse(acceptance.date, acceptance.zone)
    except DateError:
        return None
