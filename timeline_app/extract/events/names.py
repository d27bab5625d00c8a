"""Recognise people, bodies and places by the names that the store knows, in whatever transliteration a paper uses."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass

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
_NOBODY: Final[Mapping[str, str]] = MappingProxyType({})
_SHORTEST_TOLERANT: Final = 4
"""Shorter names must be spelled as they stand."""


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


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The people, bodies and places that the store knows: every spelling -> id."""

    actors: Mapping[str, str] = field(default_factory=lambda: _NOBODY)
    places: Mapping[str, str] = field(default_factory=lambda: _NOBODY)


class NameIndex:
    """Known names, looked up in a text word by word.

    `endings` are those of the text's language: "Умєрова" and "Умєровим" are cases of one name. A word that stands as a
    name does is believed before one that only may be a case of it.
    """

    __slots__ = ("_by_first", "_endings")

    def __init__(self, aliases: Mapping[str, str], endings: tuple[str, ...] = ()) -> None:
        self._endings = endings
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for alias, identity in aliases.items():
            words = tuple(_folded(word) for word in _WORD.findall(alias))
            for key in _loose(words[0]) if words else ():
                self._by_first.setdefault(key, []).append((words, identity))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> tuple[str, ...]:
        """Give the ids of those whom a text names, in the order of their naming."""
        if not self._by_first:
            return ()
        words = [match[0] for match in _WORD.finditer(text) if not match[0].islower()]
        keys = [(_folded(word), _stems(word, self._endings)) for word in words]
        found: dict[str, None] = {}
        for index in range(len(keys)):
            identity = self._named_at(keys, index)
            if identity:
                found.setdefault(identity)
        return tuple(found)

    def _named_at(self, keys: list[tuple[str, frozenset[str]]], index: int) -> str:
        """Give whose name begins with a word: first as it stands, then as one of its cases."""
        exact, stems = keys[index]
        for names, identity in self._by_first.get(exact, ()):
            if tuple(key for key, _stems in keys[index : index + len(names)]) == names:
                return identity
        for stem in sorted({exact, *stems}):
            for names, identity in self._by_first.get(stem, ()):
                said = keys[index : index + len(names)]
                if len(said) == len(names) and all(_may_be(key, name) for key, name in zip(said, names, strict=True)):
                    return identity
        return ""


def _may_be(said: tuple[str, frozenset[str]], name: str) -> bool:
    """Tell whether a word may be a case of a name."""
    return said[0] == name or not said[1].isdisjoint(_loose(name))


def _loose(name: str) -> frozenset[str]:
    """Give a name and its stem: that of Захарова is in Захаровій."""
    stem = name[:-1] if len(name) > _SHORTEST_STEM and name[-1] in "aeou" else name
    return frozenset({name, stem})


def _stems(word: str, endings: tuple[str, ...]) -> frozenset[str]:
    """Give what may be the stem of an inflected name, folded: "Києва" is of Київ, "Putins" of Putin."""
    found = set()
    small = word.casefold()
    for ending in endings:
        stem = small[: -len(ending)]
        if small.endswith(ending) and len(stem) >= _SHORTEST_STEM:
            found.add(name_key(stem))
            found.update(name_key(stem[: -len(open_)] + shut) for open_, shut in _CLOSED if stem.endswith(open_))
    return frozenset(found)


_SHORTEST_STEM: Final = 3
_CLOSED: Final = (("ов", "ів"), ("ев", "ів"), ("єв", "їв"))
"""The vowel of a closed syllable in Ukrainian: Харкова is of Харків."""


def _folded(word: str) -> str:
    bare = re.sub(r"['’]s$", "", word)
    return name_key(bare) if len(bare) >= _SHORTEST_TOLERANT and not bare.isupper() else bare.casefold()
