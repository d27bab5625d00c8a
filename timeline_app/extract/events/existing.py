"""Find the events that a proposal is further evidence for, so that nothing is entered twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.dates.when import When
from timeline_app.domain.errors import DateError
from timeline_app.domain.text.normalize import words_of
from timeline_app.extract.events.names import name_key
from timeline_app.extract.languages.model import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.records import Event
    from timeline_app.extract.events.proposal import Proposal

_LEAST: Final = 0.2
"""Below this share of common words two texts speak of different things."""
_ACTOR: Final = 0.15
"""What each actor in common adds."""
_STEM: Final = 5
"""Letters that a word is compared by: "negotiation" and "negotiations" are one."""
_FIRST_NAME, _NEXT_NAME, _BY_NAMES = 0.4, 0.1, 0.7
"""How much of a title names in common are worth, where another script leaves no words to compare: one is enough for a
guess about the same day, and none of them for more than a guess."""
_SHORTEST_NAME, _NAME_STEM = 4, 4
_WORD: Final = re.compile(r"[^\W\d_]+")
_EMPTY: Final = listed("""
    the and for with from that this was were are has have had will would after before into over under about
    against between their its his her they said also more than other first second last new one two three
""")


@dataclass(frozen=True, slots=True)
class EventMatch:
    """An event that a proposal may be evidence for, and how well it fits (0 to 1)."""

    event_id: str
    likeness: float


def match_existing(proposal: Proposal, events: Iterable[Event]) -> tuple[EventMatch, ...]:
    """Find the events whose time overlaps the proposal's and whose words or actors are its own, best first."""
    return EventMatcher().match(proposal, events)


class EventMatcher:
    """Matches many proposals against the same events, the words and days of each looked at once."""

    def __init__(self) -> None:
        self._spans: dict[tuple[str, str], tuple[int, int] | None] = {}
        self._words: dict[str, frozenset[str]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def match(self, proposal: Proposal, events: Iterable[Event]) -> tuple[EventMatch, ...]:
        """Find the events whose time overlaps the proposal's and whose words or actors are its own, best first."""
        span = self._span(proposal.start, proposal.end)
        if span is None:
            return ()
        words = _stems(f"{proposal.title} {proposal.exact}")
        matches = []
        for event in events:
            other = self._span(event.start, event.end)
            if other is None or other[0] >= span[1] or span[0] >= other[1]:
                continue
            likeness = self._likeness(proposal, words, event) * _closeness(span, other)
            if likeness >= _LEAST:
                matches.append(EventMatch(event.id, round(min(1.0, likeness), 3)))
        return tuple(sorted(matches, key=lambda match: -match.likeness))

    def _likeness(self, proposal: Proposal, words: frozenset[str], event: Event) -> float:
        title = self._stems(event.title)
        common = len(title & words) / len(title) if title else 0.0
        summary = self._stems(event.summary)
        told = len(summary & words) / max(4, len(words)) if summary else 0.0
        shared = {part.actor_id for part in event.actors} & set(proposal.actors)
        place = 0.1 if event.place_id and event.place_id in proposal.places else 0.0
        if not common and event.title.isascii() != proposal.title.isascii():
            common = self._names_in_common(event.title, f"{proposal.title} {proposal.exact}")
        return 0.6 * common + 0.4 * told + _ACTOR * min(2, len(shared)) + place

    def _names_in_common(self, title: str, told: str) -> float:
        """Compare by names what is told in two scripts: Крим and Krim, Україна and Ukraine."""
        names = self._names(title) & self._names(told)
        return min(_BY_NAMES, _FIRST_NAME + _NEXT_NAME * (len(names) - 1)) if names else 0.0

    def _names(self, text: str) -> frozenset[str]:
        if text not in self._keys:
            words = (word for word in _WORD.findall(text) if word[0].isupper() and len(word) >= _SHORTEST_NAME)
            self._keys[text] = frozenset(name_key(word)[:_NAME_STEM] for word in words)
        return self._keys[text]

    def _stems(self, text: str) -> frozenset[str]:
        if text not in self._words:
            self._words[text] = _stems(text)
        return self._words[text]

    def _span(self, start: str, end: str) -> tuple[int, int] | None:
        if (start, end) not in self._spans:
            self._spans[start, end] = _span(start, end)
        return self._spans[start, end]


def _closeness(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Weigh how alike two stretches are in length: a day in a year says less than a day in a week."""
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    longest = max(one[1] - one[0], other[1] - other[0], 1)
    return 0.7 + 0.3 * overlap / longest


def _span(start: str, end: str) -> tuple[int, int] | None:
    try:
        when = When.of(start, end)
    except DateError:
        return None
    return (when.start_min, when.end_max) if when.edtf else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        word[:_STEM] for word in words_of(text) if len(word) > 2 and word not in _EMPTY and not word.isdigit()
    )
