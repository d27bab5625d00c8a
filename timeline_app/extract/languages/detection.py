"""Tell in which language a text is written, and each of its paragraphs, by script, telling letters and function words.

Thirty languages are told apart, so that one which is not read yet can be called by its name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.base.fast_dataclasses import dataclass
from timeline_app.extract.languages.function_words import EXPECTED_LETTERS, FUNCTION_WORDS, SCRIPTS, TELLING_LETTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

READ: Final = ("en", "uk", "ru", "de")
"""The languages that are read for dates."""
_HEAD: Final = 20_000
"""Code points that a language is told by."""
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LETTER: Final = 0.3
"""What a telling letter weighs, beside a function word."""
_FOREIGN: Final = 1.0
"""What a letter costs that the language does not have."""
_LEAST: Final = 0.05
"""The share of function words below which nothing is certain."""
_FEWEST_WORDS: Final = 8
"""Words of a paragraph that may be in another language than those around it."""
_SURELY: Final = 2.0
"""How much more speaks for that language than for the one around it."""
_NEARLY: Final = 0.75
"""What must speak for the language that a page names, beside that which speaks loudest."""
_IN_CYRILLIC: Final = frozenset({"uk", "ru", "be", "bg", "sr", "mk"})
_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class LanguageStretch:
    """Paragraphs in one language, by code points; the language is empty where there is not one word."""

    first: int
    last: int
    language: str


def language_of(text: str, hint: str = "") -> str:
    """Give the language of a text as ISO 639-1, empty where nothing tells it; then `hint` decides."""
    head = text[:_HEAD]
    words = [word.lower().replace("’", "'").replace("ʼ", "'") for word in _WORD.findall(head)]
    script = _by_script(head)
    if script:
        return script
    marks = _marks(words)
    best = max(marks, key=lambda code: (marks[code], code == hint, code in READ), default="")
    if not best or marks[best] < max(1.0, _LEAST * len(words)):
        return _unsure(head, marks, hint)
    if hint in marks and marks[hint] >= _NEARLY * marks[best]:
        return hint
    return best


def stretches(text: str, hint: str = "") -> tuple[LanguageStretch, ...]:
    """Part a text into runs of paragraphs of one language; a paragraph stays with its like unless it surely differs."""
    whole = language_of(text, hint)
    found: list[LanguageStretch] = []
    for match in re.finditer(r"[^\n]*\n*", text):
        if not match[0]:
            continue
        language = _of_paragraph(match[0], whole)
        if found and found[-1].language == language:
            found[-1] = LanguageStretch(found[-1].first, match.end(), language)
        else:
            found.append(LanguageStretch(match.start(), match.end(), language))
    return tuple(found) or (LanguageStretch(0, len(text), whole),)


def _of_paragraph(paragraph: str, around: str) -> str:
    words = [word.lower() for word in _WORD.findall(paragraph[:_HEAD])]
    script = _by_script(paragraph)
    if script or around not in FUNCTION_WORDS:
        return script or around
    if _is_cyrillic(paragraph) != (around in _IN_CYRILLIC) and any(char.isalpha() for char in paragraph):
        return language_of(paragraph) or around
    if len(words) < _FEWEST_WORDS:
        return around
    marks = _marks(words)
    best = max(marks, key=lambda code: marks[code], default=around)
    sure = marks.get(best, 0.0) >= max(2.0, 2 * _LEAST * len(words))
    return best if sure and marks[best] > _SURELY * max(0.0, marks.get(around, 0.0)) else around


def _is_cyrillic(text: str) -> bool:
    return 2 * len(_CYRILLIC.findall(text)) > sum(char.isalpha() for char in text)


def _by_script(text: str) -> str:
    """Tell a language that has a script of its own."""
    letters = [char for char in text[:2000] if char.isalpha()]
    for code, ranges in SCRIPTS:
        if sum(1 for char in letters if any(first <= char <= last for first, last in ranges)) * 3 > len(letters) > 0:
            return code
    return ""


def _marks(words: Sequence[str]) -> dict[str, float]:
    """Give each language that anything speaks for its weight."""
    marks: dict[str, float] = {}
    known = _languages_of_words()
    for word in words:
        for code in known.get(word, ()):
            marks[code] = marks.get(code, 0.0) + 1.0
    letters: dict[str, int] = {}
    for char in "".join(words):
        if not char.isascii():
            letters[char] = letters.get(char, 0) + 1
    for code, (telling, absent) in TELLING_LETTERS.items():
        for char, count in letters.items():
            if char in telling:
                marks[code] = marks.get(code, 0.0) + _LETTER * count
            elif char in absent:
                marks[code] = marks.get(code, 0.0) - _FOREIGN * count
    count = sum(letters.values())
    for code, (expected, fewest) in EXPECTED_LETTERS.items():
        if count >= fewest and letters.keys().isdisjoint(expected):
            marks[code] = marks.get(code, 0.0) - _FOREIGN
    return marks


@lru_cache(maxsize=1)
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for code, words in FUNCTION_WORDS.items():
        for word in words.split():
            known[word] = (*known.get(word, ()), code)
    return known


def _unsure(text: str, marks: Mapping[str, float], hint: str) -> str:
    """Give a few words the benefit of the doubt: what is hinted, else what speaks loudest, else by the alphabet."""
    if hint:
        return hint
    best = max((code for code in READ if marks.get(code, 0.0) > 0), key=lambda code: marks[code], default="")
    if best or not any(char.isalpha() for char in text):
        return best
    if _CYRILLIC.search(text):
        return "uk" if marks.get("ru", 0.0) < 0 else "ru"
    return "en" if len(_WORD.findall(text)) < _FEWEST_WORDS and text.isascii() else ""
