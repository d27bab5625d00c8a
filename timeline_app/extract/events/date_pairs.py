"""Pair the two ends of a stretch of time: "from 1 September to 8 November" dates one event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline_app.extract.dates.resolve import ResolvedMention
    from timeline_app.extract.dates.tagger import TaggedText

_LONGEST_RANGE: Final = 2
"""Tokens between the two ends of a range."""


def ranges(read: TaggedText, dates: Sequence[ResolvedMention]) -> list[tuple[ResolvedMention, ...]]:
    """Pair the two ends of each stretch among the dates of a text; every other date stands alone."""
    found: list[tuple[ResolvedMention, ...]] = []
    index = 0
    while index < len(dates):
        pair = tuple(dates[index : index + 2])
        found.append(pair if len(pair) == 2 and spans(read, *pair) else pair[:1])
        index += len(found[-1])
    return found


def spans(read: TaggedText, first: ResolvedMention, second: ResolvedMention) -> bool:
    """Tell whether two dates that follow each other are the ends of one stretch."""
    a, b = first.moment, second.moment
    if a is None or b is None or a.first() > b.first() or a == b:
        return False
    members = read.grammar.members
    between = read.stream.codes[first.mention.last : second.mention.first].replace(members["the"], "")
    leading = read.stream.words[first.mention.first - 1] if first.mention.first else ""
    if leading == "between" and between == members["and"]:
        return True
    links = "".join(members[name] for name in ("DASH", "to", "until", "till", "through"))
    return 0 < len(between) <= _LONGEST_RANGE and all(code in links for code in between)  # "bis zum"
