"""Names that shall not be read: found in any text however they are spelled, and replaced by other words.

A name is found whatever its case, accents and apostrophes, with signs nobody sees within it, over line breaks, and in
the endings that names take in Slavic languages and German. Of a person's name the family name alone is found too, with
what belongs to it on either side. Rather too much is found than too little: what is replaced by mistake can be seen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VOWELS: Final = "аяоеєиыіїйьюуёэ"
_ENDING: Final = f"(?:[{_VOWELS}]{{1,2}}[гмвхйсїєя]?[оуиіїюьє]?)?"
"""Of Russian and Ukrainian names in their cases: -а, -ові, -ого, -ым, -ієві."""
_ADJECTIVES: Final = ("ский", "цкий", "ський", "цький", "ская", "цкая", "ська", "цька", "ый", "ий", "ая")
_LATIN_ENDING: Final = "(?:e?s|en|em|ie|u|a|owi|ovi|om)?"
_SHORTEST_STEM: Final = 3
_SHORTEST_WITH_ENDINGS: Final = 4
_SHORTEST_FAMILY_NAME: Final = 4
"""Letters of a family name that is found by itself."""
_MOST_WORDS_OF_A_PERSON: Final = 4
_INITIALS: Final = r"(?:\b\w\.\s*){0,3}"
_BETWEEN: Final = r"[\W_]*"
_PERSONS: Final = frozenset({"person", "people", "особа", "людина", "лицо", "человек"})
_SENTENCE_ENDS: Final = ".!?…\n"


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
        for owner, each in enumerate(hidden):
            self._words.append(each.words)
            for spelling in each.spellings:
                for pattern in _patterns(spelling, each.kind):
                    patterns.setdefault(pattern, owner)
        longest_first = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
        self._owners = [patterns[pattern] for pattern in longest_first]
        joined = "|".join(f"({pattern})" for pattern in longest_first)
        self._regex = re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])") if patterns else None

    def named_in(self, text: str) -> bool:
        """Tell whether a text says one of the names."""
        return self._regex is not None and bool(text) and self._regex.search(fold(text)) is not None

    def replaced(self, text: str) -> str:
        """Give a text with other words where names stood."""
        if self._regex is None or not self.named_in(text):
            return text
        folded, places = _folded(text)
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


def _patterns(spelling: str, kind: str) -> Iterator[str]:
    """Make of a spelling what finds it in folded text."""
    whole = _spelt(spelling)
    if not whole:
        return
    yield whole
    parts = spelling.split()
    of_a_person = fold(kind) in _PERSONS or (not kind and all(part[:1].isupper() for part in parts))
    if of_a_person and 2 <= len(parts) <= _MOST_WORDS_OF_A_PERSON and len(parts[-1]) >= _SHORTEST_FAMILY_NAME:
        given, family = _spelt(parts[0]), _spelt(parts[-1])
        if given and family:
            yield rf"(?:{given}(?:\W+[^\W\d_]+)??\W+)?{_INITIALS}{family}(?:\W+{given}(?![^\W_]))?"


def _spelt(text: str) -> str:
    return _BETWEEN.join(map(_with_endings, re.findall(r"[^\W_]+", fold(text))))


def _with_endings(word: str) -> str:
    if re.search("[а-яёєіїґ]", word):
        for ending in _ADJECTIVES:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                return re.escape(word[: len(word) - len(ending)] + ending.rstrip(_VOWELS)) + _ENDING
        stem = word[:-1] if word[-1] in _VOWELS and len(word) > _SHORTEST_STEM else word
        return re.escape(stem) + _ENDING
    return re.escape(word) + (_LATIN_ENDING if len(word) >= _SHORTEST_WITH_ENDINGS and word.isalpha() else "")


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


@lru_cache(maxsize=4_096)
def _folded_letter(letter: str) -> str:
    return fold(letter)


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Give each letter with the accents that follow it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not unicodedata.combining(text[end]):
            yield start, end
            start = end
