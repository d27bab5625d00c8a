"""Events near a date, to compare an article's events with the events in the chronology."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from timeline_app.domain.dates.when import When, WhenFlag
from timeline_app.domain.errors import DateError
from timeline_app.domain.query.tree import Text
from timeline_app.domain.text.normalize import words_of

if TYPE_CHECKING:
    from timeline_app.document.chronology import Chronology
    from timeline_app.domain.records import Event

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
    """Name the category in which most events with such words are; empty where none stands out."""
    columns, names = chronology.columns, [each.name for each in chronology.categories]
    if not names or not 0 < len(columns) <= LARGEST_TO_LEARN_FROM:
        return ""
    scores = np.zeros(len(names))
    for word in {word for word in words_of(words) if len(word) >= SHORTEST_TELLING}:
        rows = chronology.store.search.rows_with_words(Text(word[:LONGEST_STEM], prefix=True))
        found = columns.category[np.isin(columns.row, rows)]
        found = found[found >= 0]
        if 0 < len(found) <= max(20, len(columns) // 3):
            shares = np.bincount(found, minlength=len(names)) / len(found)
            scores += shares * shares.max() * len(found) / (len(found) + 1)  # a word used everywhere says little
    best = int(scores.argmax())
    return names[best] if scores[best] >= max(LEAST_SCORE, CLEAR_SHARE * scores.sum()) else ""
