"""The review queue: the proposals of one document by their days, the known events near them, and each decision.

Nothing is in the chronology before it is accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from timeline_app.document.evidence.accepting import Acceptance
from timeline_app.document.evidence.left_out import key_of
from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.domain.query.tree import Text
from timeline_app.domain.text.normalize import words_of
from timeline_app.extract.events.existing import EventMatcher

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from numpy.typing import NDArray

    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Event, Status
    from timeline_app.extract.events.proposal import Proposal
    from timeline_app.store.records.evidence import MarkedExcerpt

    Floats = NDArray[np.float64]

MOST: Final = 300
"""Events that are looked at for one date; the shortest ones, since a day says more about a day than a century does."""
LARGEST_TO_LEARN_FROM: Final = 200_000
"""Events; in a larger chronology looking up each word would be felt."""
SHORTEST_TELLING, LONGEST_STEM = 4, 7
"""Letters of a word that tells what an event is about, and as many of it as inflections leave alone."""
SURELY, APART = 0.5, 0.1
"""Likeness of an event of that day, nearly all of whose words are in the sentence, and how far behind is the next."""
TELLING_A_DAY, TELLING_MORE = 2, 3
"""Words of a title that tell an event of a day, and one of a longer time: a council meets often in a year."""
_A_DAY: Final = len("2025-05-16")
MOST_OF_A_DAY: Final = 5
"""Events of the very same date that are offered though they have no words in common."""
CLEAR_SHARE, LEAST_SCORE, TINY = 0.4, 0.6, 1e-9
"""What the best category must have: two fifths of all that speaks for any, and two events or two words that speak for
it alone, since one word of one event is chance."""


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


class CategoryGuess:
    """Guesses categories by the words that events of a chronology have; looks each word up once."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._names = [each.name for each in chronology.categories]
        self._shares: dict[str, Floats | None] = {}
        columns = chronology.columns
        self._usual = chronology.particulars.default_category
        told = columns.category[columns.category >= 0] if 0 < len(columns) <= LARGEST_TO_LEARN_FROM else ()
        counts = np.bincount(np.asarray(told, dtype=np.int64), minlength=len(self._names))
        self._chance = counts / max(1, len(told))
        self._can_tell = np.count_nonzero(counts) > 1
        """With events of one category alone, every word would speak for it."""

    def of(self, words: str) -> str:
        """Name the category for which such words speak more than chance does; that of new events where none is."""
        if not self._can_tell:
            return self._usual
        scores = np.zeros(len(self._names))
        for stem in {word[:LONGEST_STEM] for word in words_of(words) if len(word) >= SHORTEST_TELLING}:
            if stem not in self._shares:
                self._shares[stem] = self._told_by(stem)
            shares = self._shares[stem]
            if shares is not None:
                scores += shares
        best = int(scores.argmax())
        clear = scores[best] >= max(LEAST_SCORE, CLEAR_SHARE * scores.sum())
        return self._names[best] if clear else self._usual

    def _told_by(self, stem: str) -> Floats | None:
        """Give how far a word speaks for each category: by how much its share is above that of all events."""
        columns = self._chronology.columns
        rows = self._chronology.store.search.rows_with_words(Text(stem, prefix=True))
        found = columns.category[np.isin(columns.row, rows)]
        found = found[found >= 0]
        if not 0 < len(found) <= max(20, len(columns) // 3):
            return None
        shares = np.bincount(found, minlength=len(self._names)) / len(found)
        above = np.clip((shares - self._chance) / np.maximum(1 - self._chance, TINY), 0, None)
        told: Floats = above * shares.max() * len(found) / (len(found) + 1)  # a word used everywhere says little
        return told


def status_of(chronology: Chronology, proposal: Proposal) -> Status:
    """Give the status of a proposed event: planned or called off as the text says, all else is as new events are."""
    return proposal.status if proposal.status != "reported" else chronology.particulars.new_status


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that the words of a proposal may mean."""

    date: str
    """EDTF, an interval for what lasted."""
    date_text: str


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
    """The likeliest first, those of the same date alone last, with likeness 0."""
    decision: Decision = "open"
    edited: bool = False

    @property
    def day(self) -> str:
        """The day, month or year (EDTF) under which it stands, whatever a person makes of its date."""
        return f"{_without_clock(self.proposal.start)}/{_without_clock(self.proposal.end)}".rstrip("/")

    @property
    def dates(self) -> tuple[DateChoice, ...]:
        """The dates that compete, the likeliest first."""
        told = self.proposal
        first = DateChoice(_interval(told.start, told.end), told.date_text)
        return (first, *(DateChoice(_interval(each.start, each.end), each.date_text) for each in told.others))

    @property
    def next_date(self) -> DateChoice | None:
        """The date that it may have besides; None where nothing competes or a person wrote one."""
        dates = self.dates
        if len(dates) < 2 or self.edited or self.decision == "there":
            return None
        now = next((place for place, each in enumerate(dates) if each.date == self.acceptance.date), 0)
        return dates[(now + 1) % len(dates)]

    @property
    def key(self) -> tuple[int, int, int]:
        """What makes it the same proposal when the article is read again: the words that say when, and the sentence.

        The entries of a list can share the date of their heading.
        """
        return self.proposal.date_start, self.proposal.date_end, self.proposal.excerpt_start

    @property
    def twin(self) -> CandidateEvent | None:
        """The event that it surely tells again: the one that it is offered as evidence for, not as a new event."""
        best = self.fits[0] if self.fits else None
        if best is None or best.likeness < SURELY or self.edited:
            return None
        words = sum(len(word) >= SHORTEST_TELLING for word in words_of(best.title))
        if words < (TELLING_A_DAY if len(self.day) == _A_DAY else TELLING_MORE):
            return None
        return best if len(self.fits) == 1 or self.fits[1].likeness < best.likeness - APART else None

    @property
    def merged_into(self) -> str:
        """The title of the event that it is evidence for."""
        return next((fit.title for fit in self.fits if fit.event_id == self.acceptance.into), "")


class ReviewQueue:
    """The items of the queue by their days. Items are immutable; a decision replaces one.

    What is hardly an event is folded, and so is what was left out before: it counts for nothing until a person
    unfolds it, behind all the others.
    """

    def __init__(self, cards: Iterable[QueueItem] = (), folded: Iterable[QueueItem] = ()) -> None:
        self.cards: list[QueueItem] = by_day(cards)
        self.folded: list[QueueItem] = by_day(folded)
        self.first_unfolded = len(self.cards)
        """The row from which on stands what was folded."""

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
        """Take a proposal as it is offered, as a new event or evidence for its twin; once more takes that back."""
        card = self.cards[index]
        twin_id = card.twin.event_id if card.twin is not None else ""
        if card.decision == "accepted" or (card.decision == "merged" and card.acceptance.into == twin_id):
            self.reopen(index)
        elif card.twin is not None and card.decision != "merged":
            self.merge(index, card.twin)
        elif card.decision != "there":
            self._set(index, decision="accepted", acceptance=replace(card.acceptance, into=""))

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

    def reopen(self, index: int) -> None:
        """Take back what was decided about a proposal."""
        card = self.cards[index]
        if card.decision != "there":
            self._set(index, decision="open", acceptance=replace(card.acceptance, into=""))

    def edit(self, index: int, acceptance: Acceptance) -> None:
        """Take a proposal as a new event, as the person worded it."""
        if self.cards[index].decision != "there":
            self._set(index, decision="accepted", acceptance=replace(acceptance, into=""), edited=True)

    def choose_next_date(self, index: int) -> None:
        """Give a proposal the next of the dates that compete for it."""
        card = self.cards[index]
        if card.next_date is not None:
            date = card.next_date
            self._set(index, acceptance=replace(card.acceptance, date=date.date, date_text=date.date_text))

    def heads(self, index: int) -> bool:
        """Tell whether an item is the first of its day, or of what was folded."""
        if index >= self.first_unfolded:
            return index == self.first_unfolded
        return index == 0 or self.cards[index].day != self.cards[index - 1].day

    def unfold(self) -> None:
        """Put what was folded behind the other items."""
        self.cards += self.folded
        self.folded = []

    def settle(self) -> None:
        """Note that what was taken is in the chronology now."""
        for index, card in enumerate(self.cards):
            if card.decision in {"accepted", "merged"}:
                self._set(index, decision="there")

    def adopt_decisions(self, old: ReviewQueue) -> None:
        """Keep what was decided and worded before the article was read again with other settings."""
        if old.first_unfolded < len(old.cards):
            self.unfold()
        before = {card.key: card for card in old.cards}
        seen = {card.key for card in old.cards[: old.first_unfolded]}
        back = [card for card in self.folded if card.key in seen and not card.proposal.doubt]
        if back:  # what was left out just now stays in sight
            self.folded = [card for card in self.folded if card not in back]
            self.cards = by_day((*self.cards, *back))
            self.first_unfolded = len(self.cards)
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
    left_out: Container[str] = (),
) -> ReviewQueue:
    """Make the items of an article: with the events that each may be evidence for, and what was accepted before.

    What is hardly an event is folded, and so is what a person left out before, whose keys are `left_out`.
    """
    maker = _ItemMaker(chronology, marked)
    cards = [maker.item(proposal) for proposal in proposals]
    before = [card.decision == "open" and key_of(card.proposal) in left_out for card in cards]
    shown = [card for card, was_out in zip(cards, before, strict=True) if not was_out]
    folded = [replace(card, decision="rejected") for card, was_out in zip(cards, before, strict=True) if was_out]
    return ReviewQueue(shown, [*folded, *(maker.item(proposal) for proposal in rest)])


class _ItemMaker:
    """Makes the items of one document; what many of them ask for is looked up once."""

    def __init__(self, chronology: Chronology, marked: Sequence[MarkedExcerpt]) -> None:
        self._chronology = chronology
        self._names = {each.id: each.name for each in chronology.actors}
        self._names |= {each.id: each.name for each in chronology.places}
        self._quoted = [((each.excerpt.start, each.excerpt.end), each.excerpt.event_id) for each in marked]
        self._guess = CategoryGuess(chronology)
        self._matcher = EventMatcher()
        self._around: dict[tuple[str, str], list[Event]] = {}

    def item(self, proposal: Proposal) -> QueueItem:
        """Make the item of a proposal."""
        names = self._names
        acceptance = Acceptance(
            proposal.excerpt_start,
            proposal.excerpt_end,
            proposal.title,
            _interval(proposal.start, proposal.end),
            proposal.date_text,
            status=status_of(self._chronology, proposal),
            category=self._guess.of(proposal.title),
            actors=tuple(names[each] for each in proposal.actors if each in names),
            place=next((names[each] for each in proposal.places if each in names), ""),
        )
        fits, around = self._fits(proposal)
        there = any(
            event_id in around and first < proposal.excerpt_end and proposal.excerpt_start < last
            for (first, last), event_id in self._quoted
        )
        return QueueItem(proposal, acceptance, fits, "there" if there else "open")

    def _fits(self, proposal: Proposal) -> tuple[tuple[CandidateEvent, ...], dict[str, str]]:
        """Give the events that it may be evidence for, and the titles of all on any day that it may mean, by id."""
        around: dict[str, str] = {}
        fits: dict[str, CandidateEvent] = {}
        for start, end in ((proposal.start, proposal.end), *((each.start, each.end) for each in proposal.others)):
            events = self._events(start, end)
            around |= {event.id: event.title for event in events}
            for match in self._matcher.match(replace(proposal, start=start, end=end), events):
                fits.setdefault(match.event_id, CandidateEvent(match.event_id, around[match.event_id], match.likeness))
        same = [event_id for event_id in around if event_id in self._dated(proposal)]
        for event_id in same[:MOST_OF_A_DAY]:
            fits.setdefault(event_id, CandidateEvent(event_id, around[event_id], 0.0))
        return tuple(sorted(fits.values(), key=lambda fit: -fit.likeness)), around

    def _dated(self, proposal: Proposal) -> frozenset[str]:
        """Give the events of the very same date, which no word has in common with it: those of another language."""
        start, end = proposal.start, proposal.end
        return frozenset(event.id for event in self._events(start, end) if (event.start, event.end) == (start, end))

    def _events(self, start: str, end: str) -> list[Event]:
        if (start, end) not in self._around:
            self._around[start, end] = events_around(self._chronology, start, end)
        return self._around[start, end]


def by_day(cards: Iterable[QueueItem]) -> list[QueueItem]:
    """Sort items by their days, those of a day as the text tells them."""

    def place(card: QueueItem) -> tuple[int, int, str, int, int]:
        start, _slash, end = card.day.partition("/")
        try:
            when = When.of(start, end)
        except DateError:
            return (1, 0, card.day, 0, 0)
        if when.flags & WhenFlag.UNDATED:
            return (1, 0, card.day, 0, 0)
        return (0, when.start_min, card.day, card.proposal.excerpt_start, card.proposal.date_start)

    return sorted(cards, key=place)


def _interval(start: str, end: str) -> str:
    return f"{start}/{end}" if end else start


def _without_clock(date: str) -> str:
    return date.partition("T")[0]


def when_of(acceptance: Acceptance) -> When | None:
    """Read the date of an acceptance; None where it has none that can be read."""
    start, slash, end = acceptance.date.partition("/")
    try:
        return When.of(start, end, acceptance.zone) if slash else When.parse(acceptance.date, acceptance.zone)
    except DateError:
        return None
