"""Which words of a query stand in what it found: for every place that shows events, to mark them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline_app.document.chronology import query_dates
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import AllOf, AnyOf, Node, Text, Within
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
    return FoundWords([_sought(text, field, more) for (text, field), more in zip(asked, others, strict=True)])


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


def _sought(text: Text, field: str, others: list[str]) -> SoughtWords:
    *before, last = words_of(text.text)
    words = (*(frozenset((word,)) for word in before), frozenset((last, *others)))
    return SoughtWords(words, last if text.prefix else "", field)
