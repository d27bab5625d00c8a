"""The one fold for comparing text: in the full-text index, in queries, in names, and in the check.

Two spellings fold to the same text when they differ in compatibility forms (NFKC: ligatures, wide letters, decomposed
letters), case, ß and ss, accents, the sign of an apostrophe, or signs nobody sees. Cyrillic й and ї are letters of
their own and stay; ё is е. Marks without which other scripts cannot be read (vowels of Thai or Hindi, the voicing of
kana) stay too. SQLite compares nothing itself: its full-text indexes hold `index_text`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_APOSTROPHES: Final = (
    0x60, 0xB4, 0x2018, 0x2019, 0x201A, 0x201B, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2BE, 0x2BF, 0x2C8, 0x2CA,
    0x2CB, 0x2032, 0x2035, 0x55A, 0x5F3, 0xA78B, 0xA78C, 0xFF07, 0xFF40, 0x1FBD, 0x1FBF, 0x1FFE, 0x1FEF, 0x1FFD, 0x374,
    0x1FCD, 0x1FCE, 0x1FCF, 0x1FDD, 0x1FDE, 0x1FDF,
)  # fmt: skip
"""Signs that are typed for an apostrophe: quotation marks, primes, accents that stand alone, modifier letters."""
_INVISIBLE: Final = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xE0000, 0xE0200),
)
"""What Unicode calls default ignorable: soft hyphens, zero-width signs, signs of direction, choices of a glyph."""
_LETTERS: Final = {
    "Æ": "ae", "æ": "ae", "Œ": "oe", "œ": "oe", "Ø": "o", "ø": "o", "Ł": "l", "ł": "l", "Đ": "d", "đ": "d",
    "Ħ": "h", "ħ": "h", "Ŧ": "t", "ŧ": "t", "ı": "i", "\u0345": "ι",
}  # fmt: skip
"""Ligatures and barred letters that Unicode does not take apart, and the iota that capitals write beside."""
_COMMON: Final = str.maketrans(
    {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "ё": "е", **dict.fromkeys("«»„“”‘’–—…\u00a0", " ")}
)
"""What stands in most other titles of four languages, as an index keeps it."""
_COMMON_DO: Final = re.compile("[\x00-\x7fА-яЁёІіЇїЄєҐґÄäÖöÜüßÉéÈè«»„“”‘’–—…\u00a0]*")
_BREVE, _DIAERESIS = "\u0306", "\u0308"
_KEPT: Final = {"и": (_BREVE, "й"), "і": (_DIAERESIS, "ї")}
_KEPT_MARKS: Final = re.compile(f"([иі]?)([{_BREVE}{_DIAERESIS}]+)")
_ACCENT_CLASSES: Final = frozenset((1, *range(10, 37), *range(200, 256)))
"""Combining classes of accents and points; the others are the vowels and voicings of scripts that need them."""


_LONGEST_KEPT: Final = 40
_SMALL_LETTERS_DO: Final = re.compile("[\x00-_a-\x7fА-яІіЇїЄєҐґ]*")
"""What small letters alone fold: ASCII but for an apostrophe, and Cyrillic letters from which no mark is taken."""


class _Table(dict[int, "int | str | None"]):
    """A table for `str.translate` that works out each letter once."""

    def __init__(self, known: Mapping[int, int | str | None], rule: str) -> None:
        super().__init__(known)
        self._rule = rule

    def __missing__(self, code: int) -> int | str | None:
        letter = chr(code)
        value: int | str | None = code
        if self._rule == "accents" and unicodedata.combining(letter) in _ACCENT_CLASSES:
            value = code if letter in (_BREVE, _DIAERESIS) else None
        elif self._rule == "words" and not (letter.isalnum() or unicodedata.category(letter) in {"Mn", "Mc"}):
            value = " "
        self[code] = value
        return value


_ONE_APOSTROPHE: Final = dict.fromkeys(_APOSTROPHES, "'")
_SEEN: Final = _Table({**_ONE_APOSTROPHE, **dict.fromkeys(_INVISIBLE)}, "")
_WITHOUT_ACCENTS: Final = _Table(
    {**_ONE_APOSTROPHE, **{ord(letter): plain for letter, plain in _LETTERS.items()}}, "accents"
)
_WORDS: Final = _Table({}, "words")
_PLACES: Final = _Table({**dict.fromkeys(_APOSTROPHES, " "), **{code: code for code in _INVISIBLE}}, "words")
"""Like `_WORDS`, for text that is not folded: each letter stays one letter, so that places can be counted."""
_RUN: Final = re.compile(r"\S+")


def fold(text: str) -> str:
    """Give `text` as it is compared."""
    if text.isascii():
        return text.lower().replace("`", "'")
    if _SMALL_LETTERS_DO.fullmatch(text):
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.translate(_SEEN))
    folded = apart.translate(_WITHOUT_ACCENTS).casefold()
    if _BREVE in folded or _DIAERESIS in folded:
        folded = _KEPT_MARKS.sub(_kept, folded)
    return unicodedata.normalize("NFC", folded)


def name_key(name: str) -> str:
    """Give the key under which two spellings are one name: folded, blanks in a row as one."""
    return _known_key(name) if len(name) <= _LONGEST_KEPT else " ".join(fold(name).split())


@lru_cache(maxsize=4_096)
def _known_key(name: str) -> str:
    """Remember the keys of short names: an import asks for the same few in every row."""
    return " ".join(fold(name).split())


def words_of(text: str) -> tuple[str, ...]:
    """Give the folded words of `text`: letters, digits and the marks that belong to them."""
    return tuple(word for part in text.split() for word in _words_in(part).split())


def word_places(text: str) -> list[tuple[str, int, int]]:
    """Give the folded words of `text`, each with where it begins and ends there, in code points."""
    return [
        (word, run.start(), run.end())
        for run in _RUN.finditer(text.translate(_PLACES))
        for word in words_of(text[run.start() : run.end()])
    ]


def index_text(text: str) -> str:
    """Give what a full-text index keeps of `text`: its folded words, which FTS5's `ascii` parts at the blanks.

    Of plain ASCII that tokenizer makes the same words itself, which is quicker.
    """
    if text.isascii():
        return text
    if _SMALL_LETTERS_DO.fullmatch(text):
        return text.lower()
    if _COMMON_DO.fullmatch(text):
        return text.lower().translate(_COMMON)
    parts = text.split()
    known = max(map(len, parts), default=0) <= _LONGEST_KEPT
    return " ".join(map(_known_words_in if known else _words_in, parts))


def _words_in(part: str) -> str:
    """Fold what stands between two blanks: of a language, most of it comes again and again."""
    return _known_words_in(part) if len(part) <= _LONGEST_KEPT else fold(part).translate(_WORDS).strip()


@lru_cache(maxsize=16_384)
def _known_words_in(part: str) -> str:
    return fold(part).translate(_WORDS).strip()


def matching_names(names: Iterable[Sequence[str]], value: str, *, exact: bool) -> list[int]:
    """Find the places in `names` where one spelling is `value` (exact), or holds its words in a row."""
    if exact:
        wanted = name_key(value)
        return [i for i, spellings in enumerate(names) if any(name_key(name) == wanted for name in spellings)]
    words = words_of(value)
    if not words:
        return []
    return [i for i, spellings in enumerate(names) if any(_holds(words_of(name), words) for name in spellings)]


def _kept(match: re.Match[str]) -> str:
    """Put й and ї together again, whatever other marks stood between; other letters lose their mark."""
    base = match[1]
    mark, whole = _KEPT.get(base, ("", ""))
    return whole if mark and mark in match[2] else base


def _holds(name: tuple[str, ...], words: tuple[str, ...]) -> bool:
    last = len(name) - len(words)
    return any(name[start : start + len(words)] == words for start in range(last + 1))
