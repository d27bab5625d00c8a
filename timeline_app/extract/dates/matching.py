"""Find the shapes of a language in a text, keep the best of those that overlap, and join what belongs together."""

from __future__ import annotations

import sys
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final

from timeline_app.extract.dates.apposition import join_appositions
from timeline_app.extract.dates.calendar_meanings import CALENDAR_MEANINGS
from timeline_app.extract.dates.calendar_span import sub_month
from timeline_app.extract.dates.captures import CaptureValues
from timeline_app.extract.dates.guards import GUARDS
from timeline_app.extract.dates.offset_meanings import STEP_MEANINGS
from timeline_app.extract.dates.year_guards import MatchContext, ancient_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.extract.dates.captures import DateCaptures, Mention
    from timeline_app.extract.languages.model import Grammar
    from timeline_app.extract.text.tokens import TokenStream


_SHARING: Final = frozenset({"day", "month", "season", "quarter", "half"})
"""Stretches that borrow a year from a neighbour."""
_FURTHER: Final = 30
"""Tokens that a second look goes beyond the end of the first, so that no text is searched to its end each time."""


def find_mentions(stream: TokenStream, grammar: Grammar) -> list[Mention]:
    """Give the time expressions of a text in order, none overlapping another, each with what it says."""
    mentions = _Search(stream, grammar).longest()
    mentions = join_appositions(stream, grammar, mentions)
    return _share(stream, grammar, mentions)


class _Search:
    """Runs the shapes of a language over a text."""

    __slots__ = ("_ancient", "_grammar", "_meanings", "_stream")

    def __init__(self, stream: TokenStream, grammar: Grammar) -> None:
        self._stream, self._grammar = stream, grammar
        self._ancient = _counts_in_hundreds(stream, grammar)
        self._meanings = {**CALENDAR_MEANINGS, **STEP_MEANINGS}

    def longest(self) -> list[Mention]:
        """Keep the leftmost, of those the longest, of those the one whose shape stands first.

        What only reaches into a kept one is looked for again behind it: "Easter Monday, April 24" is two dates.
        """
        waiting = [
            (first, -last, rank, mentions)
            for rank in range(len(self._grammar.shapes))
            for first, last, mentions in self._found(rank, 0)
        ]
        heapify(waiting)
        kept: list[Mention] = []
        reached = 0
        while waiting:
            first, last, rank, mentions = heappop(waiting)
            if first >= reached:
                kept += mentions
                reached = -last
            elif -last > reached:
                again = next(self._found(rank, reached, -last + _FURTHER), None)
                if again is not None and again[0] < -last:
                    heappush(waiting, (again[0], -again[1], rank, again[2]))
        return kept

    def _found(self, rank: int, position: int, end: int = sys.maxsize) -> Iterator[tuple[int, int, list[Mention]]]:
        """Give the places of one shape between two tokens."""
        shape = self._grammar.shapes[rank]
        guard = GUARDS.get(shape.guard)
        read = self._meanings[shape.meaning]
        while True:
            match = shape.expression.search(self._stream.codes, position, end)
            if match is None:
                return
            first, last = match.span()
            good = guard is None or guard(MatchContext(self._stream, self._grammar, first, last, self._ancient))
            mentions = read(CaptureValues(self._stream, match, self._grammar)) if good else []
            if mentions:
                yield first, last, mentions
            position = last if mentions else first + 1


def _counts_in_hundreds(stream: TokenStream, grammar: Grammar) -> bool:
    """Tell whether a text's years have three figures: it names an era, or several such numbers stand as years would."""
    codes, eras = stream.codes, grammar.members["ANYERA"]
    if any(_has_number_beside(codes, index, grammar) for index, code in enumerate(codes) if code in eras):
        return True
    named = grammar.codes["the"] + grammar.codes["year"]
    if any(named + grammar.codes[kind] in codes for kind in ("YY", "N3", "DAY")):
        return True
    three, four = grammar.codes["N3"], grammar.codes["YEAR"]
    standing = [
        i
        for i, c in enumerate(codes)
        if c == three and ancient_year(MatchContext(stream, grammar, i, i + 1, ancient=True))
    ]
    return len(standing) >= 3 and len(standing) > codes.count(four)


def _has_number_beside(codes: str, index: int, grammar: Grammar) -> bool:
    """Tell "480 BC" and "AD 70" from the initials of something else."""
    return any(
        code in grammar.members["ANYNUMBER"]
        for code in (codes[max(0, index - 1)], codes[index + 1 : index + 2])
        if code
    )


def _between(stream: TokenStream, left: Mention, right: Mention) -> str:
    return stream.codes[left.last : right.first]


def _share(stream: TokenStream, grammar: Grammar, mentions: list[Mention]) -> list[Mention]:
    """Give "May" the year of "May and June 2022" and "1 September" that of "to 8 November 2015"."""
    links = grammar.members["and"] + "".join(
        grammar.members[name]
        for name in ("or", "to", "until", "till", "through", "DASH", "COMMA", "the", "from", "in", "on")
    )
    nouns = grammar.codes["CAP"] + grammar.codes["OTHER"]
    shared = list(mentions)
    for index in range(len(shared) - 2, -1, -1):
        left, right = shared[index], shared[index + 1]
        between = _between(stream, left, right)
        if _is_year(right):
            noun = len(between) == 2 and between[0] in nouns and between[1] == grammar.codes["of"]
            if noun or between == grammar.codes["in"]:  # "the Spring Offensive of 1918"
                shared[index] = _with_year_of(left, right, fresh=False)
        elif 0 < len(between) <= 2 and all(code in links for code in between):
            shared[index] = _with_year_of(left, right, fresh=grammar.codes["COMMA"] in between)
    return shared


def _with_year_of(left: Mention, right: Mention, *, fresh: bool) -> Mention:
    a, b = left.reading, right.reading
    open_year = a.kind == "date" and a.year is None and not a.relation and not a.of_unit and a.scale in _SHARING
    if not open_year or a.weekday >= 0 or a.holiday or b.kind != "date" or b.scale not in {*_SHARING, "year"}:
        return left
    if b.year is None and not b.of_unit:
        return left
    if fresh and a.scale != b.scale:
        return left
    if b.of_unit:
        return left.with_reading(of_unit=b.of_unit, relation=b.relation)
    later = b.scale != "year" and _place_in_year(a) > _place_in_year(b)
    return left.with_reading(year=(b.year or 0) - (1 if later else 0), full_year=b.full_year)


def _is_year(mention: Mention) -> bool:
    reading = mention.reading
    return reading.kind == "date" and reading.scale == "year" and not reading.mod


def _place_in_year(reading: DateCaptures) -> tuple[int, int]:
    return (sub_month(reading.sub) if reading.sub else reading.month, reading.day)
