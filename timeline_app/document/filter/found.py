"""Which words of a query stand in what it found: to mark them wherever events are shown, and to count other forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document.chronology import query_dates
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import AllOf, AnyOf, Node, Query, Text, Within, as_it_stands
from timeline_app.domain.text.found_words import FoundWords, SoughtWords
from timeline_app.domain.text.normalize import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.document.chronology import Chronology


def found_words(chronology: Chronology, query_text: str) -> FoundWords:
    """Give what finds the words of a query in texts: as they stand, in the forms or letters in which they were found.

    What a query excludes, names, and what it says of dates and the like mark nothing.
    """
    try:
        root = parse_query(query_text, query_dates(chronology)).root
    except QueryError:
        return FoundWords()
    asked = [(text, field) for text, field in _words_asked(root) if words_of(text.text)]
    others = chronology.store.search.other_words([text for text, _field in asked]) if asked else []
    pairs = zip(asked, others, strict=True)
    return FoundWords([each for (text, field), more in pairs for each in _sought(text, field, more)])


def found_in_other_forms(chronology: Chronology, query_text: str) -> int:
    """Count the events that a query finds, and would not if it asked for its words as they are written."""
    query = parse_query(query_text, query_dates(chronology))
    plain = as_it_stands(query.root)
    if plain == query.root:
        return 0
    find = chronology.store.search.matching_rows
    return len(set(find(query)).difference(find(Query(query_text, plain))))


def _words_asked(node: Node) -> Iterator[tuple[Text, str]]:
    """Give what a query looks for in texts, with the field in which it does."""
    match node:
        case Text():
            yield node, ""
        case Within("title" | "summary" as field, value, match):
            yield Text(value, match=match), field
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _words_asked(part)


def _sought(text: Text, field: str, others: list[str]) -> Iterator[SoughtWords]:
    *before, last = words_of(text.text)
    single = [each for each in others if " " not in each]
    words = [frozenset((word,)) for word in before]
    yield SoughtWords((*words, frozenset((last, *(() if before else single)))), last if text.prefix else "", field)
    if before and single:
        yield SoughtWords((frozenset(single),), "", field)
    for each in others:
        if each not in single:
            yield SoughtWords(tuple(frozenset((word,)) for word in each.split()), "", field)
