"""Roman figures up to thirty, as centuries and quarters bear them, in Latin letters and in the Cyrillic alike."""

from __future__ import annotations

from typing import Final

_TENS: Final = ("", "x", "xx")
_ONES: Final = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_CYRILLIC: Final = str.maketrans("xi", "хі")


def _figures() -> dict[str, int]:
    latin = {tens + ones: 10 * t + o for t, tens in enumerate(_TENS) for o, ones in enumerate(_ONES) if tens + ones}
    cyrillic = {word.translate(_CYRILLIC): number for word, number in latin.items() if word not in {"i", "v"}}
    return latin | cyrillic


ROMAN_CLASS: Final = " ".join(f"{word}={number}" for word, number in _figures().items())
"""As an entry of a lexicon."""
