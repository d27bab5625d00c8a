"""Count from an event that the text has dated: "five days after the fall of Girona", which fell on 5 February.

The event is known again by its names, or by its nouns where it has no name; the nearest date that stands with them
before is its date. What is found with no date stays a duration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.discourse import is_fine_enough
from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.dates.calendar_span import CalendarSpan
    from timeline_app.extract.dates.captures import Mention
    from timeline_app.extract.dates.relative import Found

_LONGEST: Final = 6
"""Words that name an event."""
_NEAR: Final = 14
"""Tokens between an event and its date."""
_FARTHEST: Final = 70
"""Tokens back that a reader has in mind."""
_SHORTEST: Final = 5
"""Letters of a noun that tells an event from others."""


def from_event(
    mention: Mention, ground: ReferenceContext, told: Sequence[tuple[Mention, CalendarSpan | None]]
) -> Found:
    """Resolve a stretch before or after a dated event."""
    reading = mention.reading
    names, nouns = _words_behind(mention, ground)
    wanted = names or nouns
    if ground.has_date(mention.last, mention.last + _LONGEST + _NEAR):
        return None, ""  # "a year after the attack stalled in March 1981"
    if not wanted or not reading.amount or reading.scale not in {"day", "week", "month", "year"}:
        return None, ""
    for dated, moment in reversed(told):
        if dated.last < mention.first - _FARTHEST:
            break
        if moment is None or not is_fine_enough(moment, reading.scale):
            continue
        first = max(ground.sentence(dated)[0], dated.first - _NEAR)
        last = min(ground.sentence(dated)[1], dated.last + _NEAR)
        if wanted.intersection(ground.stream.words[first : min(last, mention.first)]):
            amount = reading.amount if reading.note == "after" else -reading.amount
            return moment.shift(amount, reading.scale), "event"
    return None, ""


def _words_behind(mention: Mention, ground: ReferenceContext) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names and the nouns of the event that a stretch is counted from."""
    codes, words, members = ground.stream.codes, ground.stream.words, ground.grammar.members
    names, nouns = set(), set()
    for index in range(mention.last + 1, min(mention.last + 1 + _LONGEST, len(codes))):
        if codes[index] in members["COMMA"] + members["STOP"] + members["BREAK"] + members["OWN"]:
            break
        if codes[index] in members["CAP"]:
            names.add(words[index])
        elif codes[index] == OTHER and len(words[index]) >= _SHORTEST:
            nouns.add(words[index])
    return frozenset(names), frozenset(nouns)
