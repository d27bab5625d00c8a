"""Cut typed text into numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN: Final = re.compile(r"(\d+)(?:([-‐‑]?)([^\W\d_]{1,3}|['’]s)(?![^\W_]))?|([^\W\d_]+(?:['’ʼ][^\W\d_]+)*)|(\S)")
_FOLDS: Final = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "–", "—": "–", "−": "–"})
_IGNORED: Final = frozenset('()"“”„«»')
_ROMAN: Final = str.maketrans("ХІСМ", "XICM")
"""Cyrillic letters that are typed for Roman digits."""


class Token(NamedTuple):
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


def tokens_of(text: str, suffixes: Mapping[str, object]) -> tuple[Token, ...]:
    """Cut the text; brackets and quotation marks, and dots that end words, are left out."""
    return tuple(_cut(text, suffixes))


def _cut(text: str, suffixes: Mapping[str, object]) -> Iterator[Token]:
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
            yield Token(digits, match.start(), position, digits, folded)
        elif word:
            yield Token(word.casefold().translate(_FOLDS), match.start(), position, written=word.translate(_ROMAN))
        elif sign not in _IGNORED and not (sign == "." and after_word):
            yield Token(sign.translate(_FOLDS), match.start(), position)
        after_word = bool(word)
