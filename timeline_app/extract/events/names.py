"""Recognise people, bodies and places by the names that the store knows, in whatever transliteration a paper uses."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CYRILLIC: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "iu", "я": "ia",
})  # fmt: skip
_SPELLINGS: Final = (
    ("tsch", "ch"), ("schtsch", "shch"), ("sch", "sh"), ("ck", "k"), ("kh", "h"), ("ph", "f"), ("w", "v"), ("j", "i"),
    ("y", "i"), ("zh", "z"), ("ts", "z"), ("tz", "z"), ("x", "ks"), ("q", "k"), ("ou", "u"), ("ss", "s"), ("s", "z"),
)  # fmt: skip
_SHORTEST_TOLERANT: Final = 5
"""Shorter names must be spelled as they stand: Iran is not Irak."""


def name_key(name: str) -> str:
    """Fold a name to what its transliterations share: Zelenskyy, Zelensky, Selenskyj and Зеленський have one key."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_CYRILLIC))
    text = "".join(c for c in folded if c.isalpha())
    for spelling, plain in _SPELLINGS:
        text = text.replace(spelling, plain)
    text = re.sub(r"i+", "i", text)
    text = re.sub(r"i([aeou])", r"\1", text)
    text = re.sub(r"(.)\1+", r"\1", text)
    return text.rstrip("i") or text


class NameIndex:
    """Known names, looked up in a text word by word."""

    __slots__ = ("_by_first",)

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for alias, identity in aliases.items():
            words = tuple(_folded(word) for word in _WORD.findall(alias))
            if words:
                self._by_first.setdefault(words[0], []).append((words, identity))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> tuple[str, ...]:
        """Give the ids of those whom a text names, in the order of their naming."""
        if not self._by_first:
            return ()
        words = [_folded(match[0]) for match in _WORD.finditer(text) if not match[0].islower()]
        found: dict[str, None] = {}
        for index, word in enumerate(words):
            for names, identity in self._by_first.get(word, ()):
                if tuple(words[index : index + len(names)]) == names:
                    found.setdefault(identity)
                    break
        return tuple(found)


def _folded(word: str) -> str:
    bare = re.sub(r"['’]s$", "", word)
    return name_key(bare) if len(bare) >= _SHORTEST_TOLERANT and not bare.isupper() else bare.casefold()
