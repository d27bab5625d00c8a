"""What words mean in a date, in all languages at once: people mix them, and no one states a language first.

Cut typed text into numbers, words and signs, each with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline_app.domain.dates.parsing.languages import english, german, russian, ukrainian

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_LANGUAGES: Final = (english.WORDS, ukrainian.WORDS, russian.WORDS, german.WORDS)
_WORDS: Final = re.compile(r"[^\s-]+|-")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A phrase and one thing that it means."""

    words: tuple[str, ...]
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, found by their first word; the longest come first."""

    entries: Mapping[str, tuple[LexiconEntry, ...]]
    suffixes: Mapping[str, frozenset[str]]
    """The kinds ("ordinal_suffix", "decade_suffix") of endings that are written onto numbers."""

    def find(self, tokens: tuple[DateToken, ...], place: int, kind: str) -> tuple[str, int] | None:
        """Give the value and the place behind the longest phrase of the kind that stands at `place`."""
        if place >= len(tokens):
            return None
        for entry in self.entries.get(tokens[place].text, ()):
            end = place + len(entry.words)
            if entry.kind == kind and entry.words == tuple(each.text for each in tokens[place:end]):
                return entry.value, end
        return None

    def knows(self, word: str) -> bool:
        """Tell whether a phrase begins with the word."""
        return word in self.entries


@cache
def lexicon() -> Lexicon:
    """Give the words of all languages, read once."""
    entries: dict[str, list[LexiconEntry]] = {}
    suffixes: dict[str, set[str]] = {}
    for line in "\n".join(_LANGUAGES).splitlines():
        head, bar, phrases = line.partition("|")
        if not bar:
            continue
        kind, _, value = head.strip().partition(" ")
        for phrase in phrases.split(","):
            words = tuple(_WORDS.findall(phrase))
            if kind.endswith("_suffix"):
                suffixes.setdefault(phrase.strip(), set()).add(kind)
            else:
                entries.setdefault(words[0], []).append(LexiconEntry(words, kind, value))
    ordered = {first: tuple(sorted(found, key=lambda each: -len(each.words))) for first, found in entries.items()}
    return Lexicon(ordered, {suffix: frozenset(kinds) for suffix, kinds in suffixes.items()})


_TOKEN: Final = re.compile(r"(\d+)(?:([-‐‑]?)([^\W\d_]{1,3}|['’]s)(?![^\W_]))?|([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(\S)")
_FOLDS: Final = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "–", "—": "–", "−": "–"})
_IGNORED: Final = frozenset('()[]"“”„«»·•')
"""Round and square brackets mark what an editor adds; the dots stand between clock and day of a post."""
_ROMAN: Final = str.maketrans("ХІСМ", "XICM")
"""Cyrillic letters that are typed for Roman digits."""


class DateToken(NamedTuple):
    """A number, a word or a sign; `start` and `end` are code points of the text."""

    text: str
    """Folded: small letters, one kind of apostrophe and dash."""
    start: int
    end: int
    digits: str = ""
    suffix: str = ""
    """What is written onto a number: "th", "s", "го"."""
    written: str = ""
    """As typed, where case tells (Roman numerals)."""

    @property
    def number(self) -> int:
        """The value of a number; -1 for anything else."""
        return int(self.digits) if self.digits else -1


def tokens_of(text: str, suffixes: Mapping[str, object]) -> tuple[DateToken, ...]:
    """Cut the text; brackets and quotation marks, and dots that end words, are left out."""
    return tuple(_cut(text, suffixes))


def _cut(text: str, suffixes: Mapping[str, object]) -> Iterator[DateToken]:
    position = 0
    after_word = False
    while match := _TOKEN.search(text, position):
        digits, hyphen, suffix, word, sign = match.groups()
        position = match.end()
        if digits:
            folded = (suffix or "").casefold().translate(_FOLDS)
            if suffix and folded not in suffixes:
                position = match.end(1)
                folded = ""
            elif suffix and hyphen and len(digits) < 4 and folded == "s":
                folded = ""
            yield DateToken(digits, match.start(), position, digits, folded)
        elif word:
            yield DateToken(word.casefold().translate(_FOLDS), match.start(), position, written=word.translate(_ROMAN))
        elif sign not in _IGNORED and not (sign == "." and after_word):
            yield DateToken(sign.translate(_FOLDS), match.start(), position)
        after_word = bool(word)
