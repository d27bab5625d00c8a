"""Fold words to what they are compared by: without accents, stress marks and dots, in one kind of apostrophe.

Time words bear no accents that matter: "März" and "Marz", "її" and "іі", "три́дцять" and "тридцять" are one each.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_APOSTROPHES: Final = "\u02b9\u02bb\u02bc\u02bd\u02c8\ua78c"
"""Those that Unicode counts among the letters: they stay in titles, where they are part of names."""
_LETTERS: Final = (*range(0xC0, 0x250), *range(0x386, 0x3CF), *range(0x400, 0x500), *range(0x1E00, 0x2000))
"""Where letters with accents stand."""
_MARKS: Final = range(0x300, 0x370)


def _plain() -> Iterator[tuple[int, str | None]]:
    for code in _LETTERS:
        parts = unicodedata.normalize("NFD", chr(code))
        kept = unicodedata.normalize("NFC", "".join(c for c in parts if ord(c) not in _MARKS))
        if kept != chr(code):
            yield code, kept
    yield from ((mark, None) for mark in _MARKS)
    yield from ((ord(sign), "'") for sign in _APOSTROPHES)


_PLAIN: Final = dict(_plain())


def folded(word: str) -> str:
    """Fold a word in lower case."""
    return word if word.isascii() else word.translate(_PLAIN)
