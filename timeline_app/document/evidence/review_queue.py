"""The review queue: the proposals of one document, the known events near them, and what a person decided about each.

Nothing is in the chronology before it is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from timeline_app.document.evidence.accepting import Acceptance
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.domain.query.tree import Text
from timeline_app.domain.text.normalize import words_of
from timeline_app.extract.events.existing import match_existing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Event, Status
    from timeline_app.extract.events.proposal import Proposal
    from timeline_app.store.records.evidence import MarkedExcerpt


MOST: Final = 300
"""Events that are looked at for one date; the shortest ones, since a day says more about a day than a century does."""
LARGEST_TO_LEARN_FROM: Final = 200_000
"""Events; in a larger chronology looking up each word would be felt."""
SHORTEST_TELLING, LONGEST_STEM = 4, 7
"""Letters of a word that tells what an event is about, and as many of it as inflections leave alone."""
CLEAR_SHARE, LEAST_SCORE = 0.4, 0.5
"""What the best category must have: two fifths of all that speaks for any, and a word used for it alone."""


def events_around(chronology: Chronology, start: str, end: str = "") -> list[Event]:
    """Read the events whose time overlaps a date; none where it cannot be read."""
    try:
        when = When.of(start, end)
    except DateError:
        return []
    if when.flags & WhenFlag.UNDATED:
        return []
    columns = chronology.columns
    dated = columns.flags & int(WhenFlag.UNDATED) == 0
    inside = np.flatnonzero(dated & (columns.start_min < when.end_max) & (columns.end_max > when.start_min))
    if len(inside) > MOST:
        lengths = columns.end_max[inside] - columns.start_min[inside]
        inside = np.sort(inside[np.argsort(lengths, kind="stable")[:MOST]])
    return chronology.events(columns.row[inside].tolist())


def events_with_words(chronology: Chronology, words: str, most: int = 60) -> list[Event]:
    """Find events by the beginning of what they are called or tell; the latest of all, where no words are given."""
    if words.strip():
        rows = chronology.store.search.rows_with_words(Text(words.strip(), prefix=True))
        columns = chronology.columns
        rows = columns.row[np.isin(columns.row, rows)]
    else:
        rows = chronology.columns.row
    return chronology.events(rows[-most:][::-1].tolist())


def likely_category(chronology: Chronology, words: str) -> str:
    """Name the category in which most events with such words are; that of new events where none stands out."""
    columns, names = chronology.columns, [each.name for each in chronology.categories]
    usual = chronology.particulars.default_category
    if not names or not 0 < len(columns) <= LARGEST_TO_LEARN_FROM:
        return usual
    scores = np.zeros(len(names))
    for word in {word for word in words_of(words) if len(word) >= SHORTEST_TELLING}:
        rows = chronology.store.search.rows_with_words(Text(word[:LONGEST_STEM], prefix=True))
        found = columns.category[np.isin(columns.row, rows)]
        found = found[found >= 0]
        if 0 < len(found) <= max(20, len(columns) // 3):
            shares = np.bincount(found, minlength=len(names)) / len(found)
            scores += shares * shares.max() * len(found) / (len(found) + 1)  # a word used everywhere says little
    best = int(scores.argmax())
    return names[best] if scores[best] >= max(LEAST_SCORE, CLEAR_SHARE * scores.sum()) else usual


def status_of(chronology: Chronology, proposal: Proposal) -> Status:
    """Give the status of a proposed event: planned or called off as the text says, all else is as new events are."""
    return proposal.status if proposal.status != "reported" else chronology.particulars.new_status


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
    """The items of the queue in the order of the text. Items are immutable; a decision replaces one.

    What is hardly an event is folded: it counts for nothing until a person unfolds it, behind all the others.
    """

    def __init__(self, cards: Iterable[QueueItem] = (), folded: Iterable[QueueItem] = ()) -> None:
        self.cards: list[QueueItem] = list(cards)
        self.folded: list[QueueItem] = list(folded)
        self._unfolded = False

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

    def unfold(self) -> None:
        """Put what was folded behind the other items."""
        self.cards += self.folded
        self.folded, self._unfolded = [], True

    def settle(self) -> None:
        """Note that what was taken is in the chronology now."""
        for index, card in enumerate(self.cards):
            if card.decision in {"accepted", "merged"}:
                self._set(index, decision="there")

    def adopt_decisions(self, old: ReviewQueue) -> None:
        """Keep what was decided and worded before the article was read again with other settings."""
        if old._unfolded:
            self.unfold()
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


def queue_of(
    chronology: Chronology,
    proposals: Iterable[Proposal],
    marked: Sequence[MarkedExcerpt],
    rest: Iterable[Proposal] = (),
) -> ReviewQueue:
    """Make the items of an article: with the events that each may be evidence for, and what was accepted before.

    What is hardly an event is folded.
    """
    names = {each.id: each.name for each in chronology.actors} | {each.id: each.name for each in chronology.places}
    quoted = [((each.excerpt.start, each.excerpt.end), each.excerpt.event_id) for each in marked]
    cards = [_card(chronology, proposal, names, quoted) for proposal in proposals]
    folded = [_card(chronology, proposal, names, quoted) for proposal in rest]
    return ReviewQueue(cards, folded)


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
        status=status_of(chronology, proposal),
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
