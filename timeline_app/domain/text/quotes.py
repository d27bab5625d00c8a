"""The rule of quotes: what is called a quote stands, word for word, in the document that it names.

Finding an excerpt in a text again: by position, then by its exact words, then by what resembles it most.

After the W3C Web Annotation model: a text position (code points) and a text quote (exact, prefix, suffix).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.records import Excerpt


CONTEXT: Final = 32
"""Code points kept before and behind an excerpt (W3C Web Annotation, TextQuoteSelector)."""

ALIKE: Final = 0.8
"""How much of an excerpt must be there again before a changed passage is offered for it. Below, a sentence about the
same thing in other words begins to pass for it: "12 people were killed" for "40 people were injured" comes to 0.7."""

_WORD: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 400
"""Words of an excerpt that vote on where it stands now; an excerpt that long is a page."""

Way = Literal["position", "quote", "spacing", "resemblance"]


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where an excerpt stands in a text, and how it was found there."""

    start: int
    end: int
    way: Way
    likeness: float = 1.0

    @property
    def verbatim(self) -> bool:
        """Whether the very words stand there; spaces and line ends do not count."""
        return self.way != "resemblance"


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


def find_verbatim(excerpt: Excerpt, text: str) -> QuoteMatch | None:
    """Find the words of the excerpt as they are, by position or anywhere in `text`."""
    exact = excerpt.exact
    if not exact:
        return None
    if 0 <= excerpt.start < excerpt.end <= len(text) and text[excerpt.start : excerpt.end] == exact:
        return QuoteMatch(excerpt.start, excerpt.end, "position")
    starts = [match.start() for match in re.finditer(re.escape(exact), text)]
    if starts:
        best = max(starts, key=lambda start: (_likeness_around(excerpt, text, start), -abs(start - excerpt.start)))
        return QuoteMatch(best, best + len(exact), "quote")
    return _by_words(excerpt, text)


def find_again(excerpt: Excerpt, text: str) -> QuoteMatch | None:
    """Find the excerpt in another version of its text: its words, or else the passage that is most like them."""
    return find_verbatim(excerpt, text) or _by_resemblance(excerpt, text)


def _likeness_around(excerpt: Excerpt, text: str, start: int) -> int:
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


def _by_words(excerpt: Excerpt, text: str) -> QuoteMatch | None:
    """Allow for spaces and line ends that differ, which is what a new capture of a page changes most."""
    words = excerpt.exact.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return QuoteMatch(*match.span(), "spacing") if match else None


def _by_resemblance(excerpt: Excerpt, text: str) -> QuoteMatch | None:
    """Let the excerpt's words vote on where it begins; measure the passages that get the most votes."""
    best: QuoteMatch | None = None
    for guess in _guesses(excerpt, text):
        found = _measured(excerpt, text, guess)
        if found is not None and (best is None or found.likeness > best.likeness):
            best = found
    return best if best is not None and best.likeness >= ALIKE else None


def _guesses(excerpt: Excerpt, text: str, most: int = 3) -> Iterator[int]:
    """Give the likeliest starts: each word of text that the excerpt has, too, points at one, within a tolerance."""
    step = max(8, len(excerpt.exact) // 8)
    places: dict[str, list[int]] = {}
    for match in list(_WORD.finditer(excerpt.exact.casefold()))[:_MOST_WORDS]:
        places.setdefault(match.group(), []).append(match.start())
    votes: dict[int, float] = {}
    for match in _WORD.finditer(text.casefold()):
        for place in places.get(match.group(), ()):
            slot = (match.start() - place) // step
            votes[slot] = votes.get(slot, 0.0) + len(match.group()) / len(places[match.group()])
    for slot in sorted(votes, key=lambda slot: -(votes[slot] + votes.get(slot + 1, 0.0)))[:most]:
        yield slot * step


def _measured(excerpt: Excerpt, text: str, guess: int) -> QuoteMatch | None:
    """Line the excerpt up with what stands around `guess`, and cut the passage to whole words."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - for what is not there word for word; no start waits for it

    exact = excerpt.exact
    slack = max(24, len(exact) // 3)
    low, high = max(0, guess - slack), min(len(text), guess + len(exact) + slack)
    matcher = SequenceMatcher(None, exact, text[low:high], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 2]
    if not blocks:
        return None
    first, last = blocks[0], blocks[-1]
    start = _word_start(text, low + max(0, first.b - (first.a if first.a < slack else 0)))
    left = len(exact) - last.a - last.size
    end = _word_end(text, min(len(text), low + last.b + last.size + (left if left < slack else 0)))
    likeness = SequenceMatcher(None, exact, text[start:end], autojunk=False).ratio()
    return QuoteMatch(start, end, "resemblance", likeness)


def _word_start(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place -= 1
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _word_end(text: str, place: int) -> int:
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    while place > 0 and text[place - 1].isspace():
        place -= 1
    return place


class QuoteError(KnownError):
    """Words that are called a quote and do not stand in their document."""


def quote_problem(excerpt: Excerpt, text: str) -> str:
    """Say why `excerpt` cannot be a quote from `text`; empty where it can, and for a paraphrase."""
    if excerpt.kind != "quote":
        return ""
    if not excerpt.exact.strip():
        return _("A quote needs its words. Fill them in, or make it a paraphrase.")
    if find_verbatim(excerpt, text) is None:
        return _("The words “{exact}” do not stand in the document. Correct them, or make it a paraphrase.").format(
            exact=_short(excerpt.exact)
        )
    return ""


def require_quote(excerpt: Excerpt, text: str) -> None:
    """Raise QuoteError unless `excerpt` may be saved as it is with the document `text`."""
    problem = quote_problem(excerpt, text)
    if problem:
        raise QuoteError(problem)


def settled_in(excerpt: Excerpt, text: str) -> Excerpt:
    """Fasten an excerpt to where its words stand in `text`; where they do not, it loses its place, not its words."""
    found = find_verbatim(excerpt, text)
    if found is None:
        return replace(excerpt, start=-1, end=-1, prefix="", suffix="")
    return anchored(excerpt, text, found.start, found.end)


def _short(text: str, most: int = 60) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
