"""Names that shall not be read: found in any text however they are spelled, and replaced by other words.

A name is found whatever its case, accents and apostrophes, in Latin and in Cyrillic letters, with signs nobody sees
within it, over line breaks, and in the endings that names take in Slavic languages and German. Of a person's name the
family name alone is found too, with what belongs to it on either side. In addresses it need not stand by itself.
Rather too much is found than too little: what is replaced by mistake can be seen.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.text.name_patterns import alone, spelt
from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.sanitize import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST_FAMILY_NAME: Final = 4
"""Letters of a family name that is found by itself."""
_SHORTEST_WITHIN: Final = 5
"""Letters of a spelling that is found within a longer word of an address."""
_MOST_WORDS_OF_A_PERSON: Final = 4
_INITIALS: Final = r"(?:\b\w\.\s*){0,3}"
_PERSONS: Final = frozenset({"person", "people", "особа", "людина", "лицо", "человек"})
_SENTENCE_ENDS: Final = ".!?…\n"
_BROKEN: Final = re.compile(r"[-\u2010\u2011][ \t\r]*\n\s*")
"""A hyphen at the end of a line: the word goes on in the next one."""
_ADDRESS: Final = re.compile(r"[^\s<>\"“”«»()]*(?:://|@|www\.)[^\s<>\"“”«»()]*")
_TATWEEL: Final = "\u0640"
_MOST_CODINGS: Final = 4


@dataclass(frozen=True, slots=True)
class HiddenName:
    """A name that is hidden, and what is read in its place."""

    spellings: tuple[str, ...]
    words: str
    kind: str = ""
    """What the name is of, in a person's own words; empty where nobody says."""


class HiddenNames:
    """Replaces names in texts; with none to hide, it gives every text back as it is."""

    def __init__(self, hidden: Iterable[HiddenName]) -> None:
        self._words: list[str] = []
        patterns: dict[str, int] = {}
        within: dict[str, None] = {}
        for owner, each in enumerate(hidden):
            self._words.append(each.words)
            for spelling in each.spellings:
                for pattern, letters in _patterns(spelling, each.kind):
                    patterns.setdefault(alone(pattern, spelling), owner)
                    within[pattern if letters >= _SHORTEST_WITHIN else alone(pattern, spelling)] = None
        longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
        self._owners = [patterns[pattern] for pattern in longest_first]
        self._regex = re.compile("|".join(f"({pattern})" for pattern in longest_first)) if patterns else None
        self._within = re.compile("|".join(within)) if patterns else None

    def named_in(self, text: str) -> bool:
        """Tell whether a text says one of the names."""
        if self._regex is None or not text:
            return False
        bare = _bare(text)
        return (
            self._regex.search(bare) is not None
            or ("\n" in bare and self._regex.search(_BROKEN.sub("", bare)) is not None)
            or any(self.named_in_address(found[0]) for found in _ADDRESS.finditer(text))
        )

    def named_in_address(self, address: str) -> bool:
        """Tell whether an address, a handle or an id says one of the names, also within a longer word or coded."""
        if self._within is None or not address:
            return False
        bare = _bare(_decoded(address))
        return self._within.search(bare) is not None or self._within.search(_BROKEN.sub("", bare)) is not None

    def replaced(self, text: str) -> str:
        """Give a text with other words where names stood."""
        if self._regex is None or not self.named_in(text):
            return text
        text = _ADDRESS.sub(lambda found: self._in_place_of_address(found[0]), text)
        text = self._replaced(text, *_folded(text))
        return self._replaced(text, *_joined(*_folded(text))) if "\n" in text else text

    def _replaced(self, text: str, folded: str, places: list[int]) -> str:
        assert self._regex is not None  # noqa: S101 - asked before
        pieces, done = [], 0
        for found in self._regex.finditer(folded):
            start, end = places[found.start()], places[found.end()]
            pieces += [text[done:start], self._in_its_place(found, text[:start])]
            done = end
        return "".join((*pieces, text[done:]))

    def _in_its_place(self, found: re.Match[str], before: str) -> str:
        words = self._words[self._owners[(found.lastindex or 1) - 1]]
        before = before.rstrip(' \t"“„«(')
        return words[:1].upper() + words[1:] if not before or before[-1] in _SENTENCE_ENDS else words

    def _in_place_of_address(self, address: str) -> str:
        """Leave an address that says a name out whole: what is left of it would lead to the name."""
        return "…" if self.named_in_address(address) else address


def _patterns(spelling: str, kind: str) -> Iterator[tuple[str, int]]:
    """Make of a spelling what finds it in folded text, each with how many letters it takes at least."""
    whole = spelt(spelling)
    if not whole:
        return
    yield whole, len(spelling)
    parts = spelling.split()
    of_a_person = fold(kind) in _PERSONS or (not kind and all(part[:1].isupper() for part in parts))
    if of_a_person and 2 <= len(parts) <= _MOST_WORDS_OF_A_PERSON and len(parts[-1]) >= _SHORTEST_FAMILY_NAME:
        given, family = spelt(parts[0]), spelt(parts[-1])
        if given and family:
            around = rf"(?:{given}(?:\W+[^\W\d_]+)??\W+)?{_INITIALS}{family}(?:\W+{given}(?![^\W\d_]))?"
            yield around, len(parts[-1])


def _bare(text: str) -> str:
    """Fold a text as readers see it: without the signs that are taken out of all that is shown."""
    return fold(shown(text)).replace(_TATWEEL, "")


def _decoded(address: str) -> str:
    """Undo how addresses code letters, as often as it was done."""
    for _time in range(_MOST_CODINGS):
        plain = html.unescape(unquote_plus(address))
        if plain == address:
            break
        address = plain
    return re.sub(r"xn--[a-z0-9-]+", lambda label: _plain_label(label[0]), address, flags=re.IGNORECASE)


def _plain_label(label: str) -> str:
    try:
        return label.lower().encode("ascii").decode("idna")
    except UnicodeError:
        return label


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text letter by letter; tell of each folded letter, and of the end, where it stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for start, end in _letters(text):
        for letter in _folded_letter(text[start:end]):
            letters.append(letter)
            places.append(start)
    places.append(len(text))
    return "".join(letters), places


def _joined(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Join words that are broken over two lines, and keep the places of what is left."""
    kept: list[int] = []
    done = 0
    for broken in _BROKEN.finditer(folded):
        kept += range(done, broken.start())
        done = broken.end()
    kept += range(done, len(folded))
    return "".join(folded[at] for at in kept), [*(places[at] for at in kept), places[-1]]


@lru_cache(maxsize=4_096)
def _folded_letter(letter: str) -> str:
    return _bare(letter)


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Give each letter with the accents that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end
