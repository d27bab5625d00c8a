"""A word in other letters: which words of a text may be it in Latin, Ukrainian or Russian, however they are spelled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.look_alikes import latin_of
from timeline_app.domain.text.name_patterns import beginnings_of_pattern, spelt
from timeline_app.domain.text.word_forms import are_forms, shortest_beginnings

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST: Final = 3
SHORTEST_BEGINNING: Final = 4
"""Letters of a word that is looked for in other letters, and of the beginning of one."""
LONGEST: Final = 24
"""Letters; patterns of longer words take too long to fit."""
_TIMES_AS_LONG: Final = 2
_MOST_BEGINNINGS: Final = 60
"""To read a stretch of an index costs as much as some hundred of its words: a few letters spare more than they cost."""
_LETTERS_AT_THE_BEGINNING: Final = (3, 2)
_NAMES: Final = tuple(
    tuple(names.split())
    for names in (
        "kyiv kiev kiew kijow київ киев", "kharkiv kharkov charkiw charkow харків харьков",
        "lviv lvov lwiw lwow lemberg львів львов", "odesa odessa одеса одесса",
        "mykolaiv nikolaev nikolayev mykolajiw миколаїв николаев", "chernihiv chernigov tschernihiw чернігів чернигов",
        "zaporizhzhia zaporizhzhya zaporozhye saporischschja запоріжжя запорожье",
        "dnipro dnieper dnepr dnjepr дніпро днепр", "moscow moskau moskva москва", "crimea krim krym крим крым",
        "russia russland rossiya росія россия", "ukraine ukraina україна украина",
        "warsaw warschau warszawa варшава", "istanbul stambul стамбул", "geneva genf женева", "vienna wien відень вена",
    )
)  # fmt: skip
"""Places that are called otherwise in other languages than letters tell; folded."""


def spellings_of(word: str) -> frozenset[str]:
    """Give what a folded word is also: in Latin letters, and the names of a place in four languages."""
    named = (names for names in _NAMES if any(are_forms(word, name) for name in names))
    return frozenset((word, latin_of(word))).union(*named)


class OtherLetters:
    """Tells whether folded words are one word, or begin with it, in whatever letters."""

    def __init__(self, word: str, *, begins: bool = False) -> None:
        spellings = spellings_of(word) if word.isalpha() and SHORTEST <= len(word) <= LONGEST else frozenset()
        patterns = "|".join(sorted({spelt(each) for each in spellings}))
        more = r"\w*" if begins and len(word) >= SHORTEST_BEGINNING else ""
        self.fits: Callable[[str], re.Match[str] | None] = re.compile(f"(?:{patterns or '(?!)'}){more}").fullmatch
        """Look whether a word fits."""
        self.beginnings = _beginnings(patterns) if patterns else ()
        """How such words begin, none of these the beginning of another; none where no other letters are known."""
        self.longest = _TIMES_AS_LONG * len(word) + LONGEST
        """Letters of the longest word that is worth a look."""


@lru_cache(maxsize=256)
def _beginnings(pattern: str) -> tuple[str, ...]:
    """Give how the words of a pattern begin: by three letters where these are few, else by two or one."""
    found = frozenset[str]()
    for letters in _LETTERS_AT_THE_BEGINNING:
        found = beginnings_of_pattern(pattern, letters)
        if len(found) <= _MOST_BEGINNINGS:
            return shortest_beginnings(found)
    return shortest_beginnings(each[:1] for each in found)
