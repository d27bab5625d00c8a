"""Text as it is compared: without regard to case and accents, word by word.

Folds as SQLite's `unicode61 remove_diacritics 2` does, so that a name found by a filter is found by the search too:
Latin and Greek letters lose their accents, Cyrillic ones keep theirs (й and ї are letters of their own, not и and і
with marks).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+")
_LAST_GREEK = 0x03FF
_LATIN_EXTENDED = range(0x1E00, 0x2000)


def fold(text: str) -> str:
    """Give `text` as it is compared: lower case, Latin and Greek without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return "".join(map(_without_accents, unicodedata.normalize("NFC", folded)))


def words_of(text: str) -> tuple[str, ...]:
    """Give the folded words of `text`."""
    return tuple(_WORD.findall(fold(text)))


def matching_names(names: Iterable[Sequence[str]], value: str, *, exact: bool) -> list[int]:
    """Find the places in `names` where one spelling is `value` (exact), or holds its words in a row."""
    if exact:
        wanted = fold(value.strip())
        return [i for i, spellings in enumerate(names) if any(fold(name.strip()) == wanted for name in spellings)]
    words = words_of(value)
    if not words:
        return []
    return [i for i, spellings in enumerate(names) if any(_holds(words_of(name), words) for name in spellings)]


def _without_accents(letter: str) -> str:
    if ord(letter) > _LAST_GREEK and ord(letter) not in _LATIN_EXTENDED:
        return letter
    decomposed = unicodedata.normalize("NFD", letter)
    return "".join(part for part in decomposed if not unicodedata.combining(part))


def _holds(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    last = len(name) - len(words)
    return any(name[start : start + len(words)] == words for start in range(last + 1))
