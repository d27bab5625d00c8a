"""What words mean in a date, in all languages at once: people mix them, and no one states a language first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from timeline_app.domain.dates.parsing.languages import english, german, russian, ukrainian

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline_app.domain.dates.parsing.tokens import Token

_LANGUAGES: Final = (english.WORDS, ukrainian.WORDS, russian.WORDS, german.WORDS)
_SPLIT: Final = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase and one thing that it means."""

    words: tuple[str, ...]
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All phrases, found by their first word; the longest come first."""

    entries: Mapping[str, tuple[Entry, ...]]
    suffixes: Mapping[str, frozenset[str]]
    """The kinds ("ordinal_suffix", "decade_suffix") of endings that are written onto numbers."""

    def find(self, tokens: tuple[Token, ...], place: int, kind: str) -> tuple[str, int] | None:
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
    entries: dict[str, list[Entry]] = {}
    suffixes: dict[str, set[str]] = {}
    for line in "\n".join(_LANGUAGES).splitlines():
        head, bar, phrases = line.partition("|")
        if not bar:
            continue
        kind, _, value = head.strip().partition(" ")
        for phrase in phrases.split(","):
            words = tuple(_SPLIT.split(phrase.strip()))
            if kind.endswith("_suffix"):
                suffixes.setdefault(phrase.strip(), set()).add(kind)
            else:
                entries.setdefault(words[0], []).append(Entry(words, kind, value))
    ordered = {first: tuple(sorted(found, key=lambda each: -len(each.words))) for first, found in entries.items()}
    return Lexicon(ordered, {suffix: frozenset(kinds) for suffix, kinds in suffixes.items()})
