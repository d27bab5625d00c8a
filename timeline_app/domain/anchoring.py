"""Finding an excerpt in its document again: by position, then by its exact words, then by what stands around them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from timeline_app.domain.records import Excerpt

CONTEXT: Final = 32
"""Code points kept before and behind an excerpt (W3C Web Annotation, TextQuoteSelector)."""


def anchored(excerpt: Excerpt, text: str, start: int, end: int) -> Excerpt:
    """Fasten `excerpt` to text[start:end]: position, exact words, and some of what stands before and behind."""
    return replace(
        excerpt,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def found_at(excerpt: Excerpt, text: str) -> tuple[int, int] | None:
    """Find the excerpt in `text`; None when its words are lost."""
    exact = excerpt.exact
    if not exact:
        return None
    if 0 <= excerpt.start < excerpt.end <= len(text) and text[excerpt.start : excerpt.end] == exact:
        return excerpt.start, excerpt.end
    starts = [match.start() for match in re.finditer(re.escape(exact), text)]
    if starts:
        best = max(starts, key=lambda start: (_likeness(excerpt, text, start), -abs(start - excerpt.start)))
        return best, best + len(exact)
    return _by_context(excerpt, text)


def _likeness(excerpt: Excerpt, text: str, start: int) -> int:
    """Count how much of what stood around the excerpt stands around `start`."""
    end = start + len(excerpt.exact)
    before = _shared(excerpt.prefix[::-1], text[max(0, start - len(excerpt.prefix)) : start][::-1])
    return before + _shared(excerpt.suffix, text[end : end + len(excerpt.suffix)])


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _by_context(excerpt: Excerpt, text: str) -> tuple[int, int] | None:
    """Allow for spaces and line ends that differ, which is what a new capture of a page changes most."""
    words = excerpt.exact.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None
