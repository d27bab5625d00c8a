"""Count from an event that the text has dated: "five days after the fall of Girona", which fell on 5 February.

The event is known again by its names, or by its nouns where it has no name; the nearest date that stands with them
before is its date. What is found with no date stays a duration.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from timeline_app.extract.context.discourse import is_fine_enough
from timeline_app.extract.context.tense import tense_cue
from timeline_app.extract.dates.calendar_span import CalendarSpan
from timeline_app.extract.languages.model import OTHER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.context.reference_date import ReferenceContext
    from timeline_app.extract.dates.captures import DateCaptures, Mention
    from timeline_app.extract.dates.relative import Found

_LONGEST: Final = 6
"""Words that name an event."""
_NEAR: Final = 14
"""Tokens between an event and its date."""
_FARTHEST: Final = 70
"""Tokens back that a reader has in mind."""
_FARTHEST_NAME: Final = 150
"""Tokens back to an event that is named again by a name."""
_LONGEST_LEAD: Final = 4
"""Tokens before a war: "the outbreak of the"."""
_HEAD: Final = 60
"""Tokens at the head of a text in which it says when its person lived."""
_SHORTEST: Final = 5
"""Letters of a noun that tells an event from others."""


def from_event(
    mention: Mention, ground: ReferenceContext, told: Sequence[tuple[Mention, CalendarSpan | None]]
) -> Found:
    """Resolve a stretch before or after a dated event."""
    reading = mention.reading
    names, nouns = _words_behind(mention, ground)
    wanted = names or nouns
    if ground.has_date(mention.last, _clause_end(mention, ground)):
        return None, ""  # "a year after the attack stalled in March 1981"
    if not wanted or not reading.amount or reading.scale not in {"day", "week", "month", "year"}:
        return None, ""
    farthest = _FARTHEST_NAME if names else _FARTHEST
    for dated, moment in reversed(told):
        if dated.last < mention.first - farthest:
            break
        if moment is None or not is_fine_enough(moment, reading.scale):
            continue
        first = max(ground.sentence(dated)[0], dated.first - _NEAR)
        last = min(ground.sentence(dated)[1], dated.last + _NEAR)
        if wanted.intersection(ground.stream.words[first : min(last, mention.first)]):
            return _moved(moment, reading), "event"
    return None, ""


def _clause_end(mention: Mention, ground: ReferenceContext) -> int:
    """Give where the clause of an event ends, or what is looked at of it."""
    comma, last = ground.grammar.codes["COMMA"], mention.last + _LONGEST + _NEAR
    found = ground.stream.codes.find(comma, mention.last, last)
    return found if found >= 0 else last


def from_war(mention: Mention, following: Mention, ground: ReferenceContext) -> Found:
    """Resolve "two years after World War II", "the day before the outbreak of the First World War"."""
    reading, codes, members = mention.reading, ground.stream.codes, ground.grammar.members
    between = range(mention.last + 1, following.first)
    allowed = members["the"] + members["EDGE"] + members["of"]
    if (
        following.reading.kind != "period"
        or len(between) > _LONGEST_LEAD
        or any(codes[at] not in allowed for at in between)
    ):
        return None, ""
    edges = [ground.stream.values[at] for at in between if codes[at] in members["EDGE"]]
    begins = edges[0] == "START" if edges else reading.note == "before"
    ends = following.reading.value.split("/")
    year, month, day = (int(part) for part in ends[0 if begins else 1].split("-"))
    return _moved(CalendarSpan("day", year, month, day), reading), "event"


def from_life(mention: Mention, ground: ReferenceContext, told: Sequence[tuple[Mention, CalendarSpan | None]]) -> Found:
    """Resolve "five days before his death" in the life of one whose dates stand at its head: "(1811 – 31 May 1832)"."""
    habits, words = ground.grammar.language.habits, ground.stream.words
    owner, what = (words[at] if at < len(words) else "" for at in (mention.last + 1, mention.last + 2))
    if owner not in habits.of_person or what not in habits.births | habits.deaths:
        return None, ""
    dash, opens = ground.grammar.members["DASH"], ground.grammar.members["LPAR"]
    for (first, begun), (last, ended) in pairwise(told):
        if first.first > _HEAD:
            break
        linked = last.first == first.last + 1 and ground.stream.codes[first.last] in dash
        moment = begun if what in habits.births else ended
        opened = any(code in opens for code in ground.stream.codes[max(0, first.first - _NEAR) : first.first])
        if linked and opened and moment is not None and is_fine_enough(moment, mention.reading.scale):
            return _moved(moment, mention.reading), "event"
    return None, ""


def from_date_of_event(mention: Mention, following: Mention, moment: CalendarSpan, ground: ReferenceContext) -> Found:
    """Resolve "three months after the coup *of 26 July 2023*", where the date is part of the event's name."""
    reading = mention.reading
    if not reading.amount or not is_fine_enough(moment, reading.scale):
        return None, ""
    codes, words, members = ground.stream.codes, ground.stream.words, ground.grammar.members
    first = mention.last + 1
    within = OTHER + "".join(members[name] for name in ("the", "A", "OWN", "CAP", "PLACE", "POSS", "DASH", "of"))
    named = range(first, following.first - 1)
    if not 0 < len(named) <= _LONGEST or codes[following.first - 1] not in members["of"] + members["on"]:
        return None, ""
    if any(codes[at] not in within or tense_cue(ground.stream, ground.grammar, at) for at in named):
        return None, ""
    return (_moved(moment, reading), "event") if words[first] not in {"which", "that"} else (None, "")


def _moved(moment: CalendarSpan, reading: DateCaptures) -> CalendarSpan:
    moved = moment.shift(reading.amount if reading.note == "after" else -reading.amount, reading.scale)
    return replace(moved, part=reading.part) if reading.part and moved.scale == "day" else moved


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
