"""Patterns by which a name is found in folded text, however it is spelled, declined and transliterated.

A word of a name is found in its own letters and in those of the other alphabet, Latin or Cyrillic: an address of a
Ukrainian paper spells a Ukrainian name in Latin letters, and nobody lists every way to do so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOWELS: Final = "аяоеєиыіїйьюуёэ"
_ENDING: Final = f"(?:[{_VOWELS}]{{1,2}}[гмвхйсїєя]?[оуиіїюьє]?)?"
"""Of Russian and Ukrainian names in their cases: -а, -ові, -ого, -ым, -ієві."""
_ADJECTIVES: Final = ("ский", "цкий", "ський", "цький", "ская", "цкая", "ська", "цька", "ый", "ий", "ая")
_FLEETING: Final = (("ець", "ц"), ("єць", "ц"), ("ец", "ц"), ("ень", "н"), ("ок", "к"), ("ек", "к"))
_CLOSED: Final = re.compile("(.*)і([^аяоеєиыіїюуэ]{1,2}?)ь?")
"""Сокіл, Сокола: an і in a last syllable that ends with consonants is о or е in other cases."""
_LATIN_ENDING: Final = "(?:e?s|en|em|ie|u|a|owi|ovi|om|in)?"
_SHORTEST_STEM: Final = 3
_SHORTEST_WITH_ENDINGS: Final = 4
_SHORTEST_TRANSLITERATED: Final = 3
BETWEEN: Final = r"[\W_]*"
_GROUP: Final = "(?:"
_TWICE: Final = "{1,2}"

_ALIKE: Final = {
    pair[at]: f"[{pair}]"
    for pair in ("aа", "eе", "oо", "pр", "cс", "yу", "xх", "iі", "kк", "mм", "tт", "bв", "hн", "sѕ", "jј")
    for at in (0, 1)
}
"""Latin and Cyrillic letters that look alike, at least as capitals: who hides a name from a search mixes them."""
_CHOICES: Final = ("vw", "iyjіуј")
_CLUSTERS: Final[Mapping[str, str]] = {
    "schtsch": "(?:schtsch|shch|szcz)", "shch": "(?:schtsch|shch|szcz)", "szcz": "(?:schtsch|shch|szcz)",
    "tsch": "(?:tsch|tch|ch|cz)", "tch": "(?:tsch|tch|ch|cz)", "cz": "(?:cz|ch|tsch)", "ch": "(?:tsch|tch|ch|kh|cz|h)",
    "kh": "(?:kh|ch|h)", "sch": "(?:sch|sh|sz|zh)", "sh": "(?:sch|sh|sz|ch)", "sz": "(?:sch|sh|sz)",
    "zh": "(?:zh|sch|j)", "ts": "(?:ts|tz|c|z)", "tz": "(?:ts|tz|z)",
    "ck": "c?k", "ph": "(?:ph|f)", "ss": "ss?", "ou": "(?:ou?|u)e?",
}  # fmt: skip
"""Sounds for which papers of several countries have spellings of their own."""
_CLUSTER: Final = re.compile("|".join(sorted(_CLUSTERS, key=lambda piece: (-len(piece), piece))) + "|.", re.DOTALL)
_IN_LATIN: Final[Mapping[str, str]] = {
    "а": "a", "б": "b", "в": "(?:v|w|ff?)", "г": "[gh]", "ґ": "g", "д": "d", "е": "[yij]?[eo]", "є": "[yij]?e",
    "ж": "(?:zh|sch|sh|rz|z|j)", "з": "[zs]", "и": "[yi]", "і": "[iyj]", "ї": "[yij]?i", "й": "[yij]?",
    "к": "(?:ck|k|c)", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "(?:ss|s|z)", "т": "t",
    "у": "(?:ou|u)", "ф": "(?:ph|f)", "х": "(?:kh|ch|h|x)", "ц": "(?:ts|tz|cz|c|z)", "ч": "(?:tsch|tch|ch|cz|c)",
    "ш": "(?:sch|sh|ch|sz|s)", "щ": "(?:schtsch|shch|szcz|sch)", "ъ": "", "ы": "[yi]", "ь": "[yij]?", "э": "e",
    "ю": "[yij]?o?u", "я": "[yij]?a", "ў": "[uw]",
}  # fmt: skip
"""How English, German, French and Polish spell Ukrainian, Russian and Belarusian letters."""
_IN_CYRILLIC: Final[Mapping[str, str]] = {
    "schtsch": "щ", "shch": "щ", "szcz": "щ", "tsch": "ч", "tch": "ч", "sch": "(?:[шщж]|сч)", "cz": "[чц]", "sh": "ш",
    "sz": "ш", "zh": "ж", "rz": "(?:ж|рз)", "kh": "(?:х|кг)", "ch": "[чхш]", "ts": "(?:ц|тс)", "tz": "ц", "ck": "к",
    "ph": "ф", "ou": "у", "ss": "сс?",
    **{f"{glide}a": "(?:я|[иіїьй]?[ая])" for glide in "yij"}, **{f"{glide}u": "(?:ю|[иіьй]?[ую])" for glide in "yij"},
    **{f"{glide}e": "[иіїьй]?[еєэ]" for glide in "yij"}, **{f"{glide}o": "(?:е|[иіїьй]?о)" for glide in "yij"},
    **{f"{glide}i": "[иіїы]?[йїі]" for glide in "yij"}, "iy": "[иіы]й", "yy": "[иіы]й", "ij": "[иіы]й", "yj": "[иіы]й",
    "a": "[ая]", "b": "б", "c": "[кцс]", "d": "д", "e": "[еєэ]", "f": "[фв]", "g": "[гґ]", "h": "[гх]", "i": "[иіїйы]",
    "j": "(?:[йьж]|дж)", "k": "к", "l": "л", "m": "м", "n": "н", "o": "[ое]", "p": "п", "q": "к", "r": "р", "s": "[сз]",
    "t": "т", "u": "[ую]", "v": "[вф]", "w": "[ву]", "x": "(?:кс|х)", "y": "[иіїйы]й?", "z": "[зцж]",
}  # fmt: skip
_LATIN_PIECES: Final = re.compile("|".join(sorted(_IN_CYRILLIC, key=lambda piece: (-len(piece), piece))))
_SKY: Final = re.compile(r"(?<=.{2})(?:s|z|c|ts)k(?:[yij]{1,2}|a|[yij]a|aya)$")
"""How adjectives that are family names end: -sky, -skyi, -cka."""
_SKY_ENDING: Final = "(?:ts|[szc])k(?:[yij]{1,2}(?:ego|emu|m)?|[eo][hg]o|omu|im|ich|a|oi|[yij]a|aya|ou|in)(?:s|es|en)?"
_LATIN_FLEETING: Final = re.compile("(?<=.{2})(?:e(?:ts|tz|c|z)|[eo]k)$")
"""How names end that lose a vowel in other cases: Kravets, Popenok."""
_CYRILLIC: Final = re.compile("[а-яёєіїґў]")
_PLAIN_LATIN: Final = re.compile("[a-z]+")
_WITHOUT_BLANKS: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: no blank parts a name from the next word."""
_SEMITIC: Final = re.compile("[\u0590-\u06ff]")
_PREFIXES: Final = "(?:[وفبلكובכלמשה]{1,2}(?:ال)?|ال)?"
"""And, with, to, the: Arabic and Hebrew write them with the word."""


def spelt(text: str) -> str:
    """Give the pattern of a spelling; empty where it has neither letters nor digits."""
    return BETWEEN.join(map(_word, re.findall(r"[^\W_]+", fold(text))))


def alone(pattern: str, spelling: str) -> str:
    """Have a pattern find what stands by itself, as its script parts words; digits may stand beside it."""
    if _WITHOUT_BLANKS.search(spelling):
        return f"(?:{pattern})"
    before = _PREFIXES if _SEMITIC.search(spelling) else ""
    return rf"(?<![^\W\d_]){before}(?:{pattern})(?![^\W\d_])"


def _word(word: str) -> str:
    if _CYRILLIC.search(word):
        stem, ending = _stem(word)
        own = _changing(stem) + ending
        if len(word) < _SHORTEST_TRANSLITERATED:
            return own
        return f"(?:{own}|{''.join(_IN_LATIN.get(letter, re.escape(letter)) for letter in word)}{_latin_ending(word)})"
    if not _PLAIN_LATIN.fullmatch(word):
        return re.escape(word.removeprefix("ال") if len(word) > _SHORTEST_WITH_ENDINGS else word)
    sky = _SKY.search(word)
    bare = re.sub("([aou])e", r"\1", word[: sky.start()] if sky else word)
    own = "".join(map(_latin_letter, _CLUSTER.findall(bare)))
    own += _SKY_ENDING if sky else _latin_ending(word)
    if len(word) < _SHORTEST_TRANSLITERATED:
        return own
    return f"(?:{own}|{_in_cyrillic(word)})"


def _latin_letter(letter: str) -> str:
    """Give the pattern of a letter or of some that are one sound; u may be a ü, which may have an e behind it."""
    if letter in _CLUSTERS:
        return _CLUSTERS[letter]
    for choice in _CHOICES:
        if letter in choice:
            return f"[{choice}]"
    return _ALIKE.get(letter, letter) + ("e?" if letter in "aou" else "")


def _latin_ending(word: str) -> str:
    return _LATIN_ENDING if len(word) >= _SHORTEST_WITH_ENDINGS else ""


def _stem(word: str) -> tuple[str, str]:
    """Give of a Cyrillic word what stays the same in all cases, and the pattern of what may follow."""
    for ending in _ADJECTIVES:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: len(word) - len(ending)] + ending.rstrip(_VOWELS), _ENDING
    return (word[:-1] if word[-1] in _VOWELS and len(word) > _SHORTEST_STEM else word), _ENDING


def _changing(stem: str) -> str:
    """Give the pattern of a Cyrillic stem whose last vowel changes as in other cases: -ець and -ця, -ок and -ка."""
    for last, kept in _FLEETING:
        if stem.endswith(last) and len(stem) > len(last) + 1:
            return f"{_looking_alike(stem.removesuffix(last))}(?:{_looking_alike(last)}|[йь]?{kept})"
    if found := _CLOSED.fullmatch(stem):
        return f"{_looking_alike(found[1])}[іiоoеe]{_looking_alike(found[2])}ь?"
    return _looking_alike(stem)


def _looking_alike(letters: str) -> str:
    return "".join(_ALIKE.get(letter, re.escape(letter)) for letter in letters)


def _in_cyrillic(word: str) -> str:
    """Give the pattern of a Latin word in Cyrillic letters, in any case; soft signs may stand after consonants."""
    stem, sky = _SKY.sub("", word), ""
    if stem != word:
        sky = "[сзц]ь?к"
    elif fleeting := _LATIN_FLEETING.search(word):
        stem, sky = word[: fleeting.start()], "е?ц" if fleeting[0][-1] in "szc" else "[ое]?ь?к"
    elif word[-1] in "aeiouy" and len(word) > _SHORTEST_STEM:
        stem = word[:-1]
    pieces = _LATIN_PIECES.findall(stem)
    sounds = (_IN_CYRILLIC[piece] + ("" if piece[-1] in "aeiouyj" else "ь?") for piece in pieces)
    return f"{''.join(sounds)}{sky}{_ENDING}"


def beginnings_of_pattern(pattern: str, letters: int) -> frozenset[str]:
    """Give with which letters whatever a pattern of one word finds may begin; fewer of them where it may end there.

    They spare whoever searches many words most of them. It reads what patterns of this module are made of: letters,
    classes, groups of alternatives, `?` and `{1,2}`.
    """
    found, _end = _alternatives(pattern, 0, letters)
    return frozenset(found)


def _alternatives(pattern: str, at: int, letters: int) -> tuple[set[str], int]:
    """Read alternatives up to the parenthesis that ends them, and give their beginnings and where that stands."""
    found: set[str] = set()
    branch = {""}
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            found |= branch
            branch, at = {""}, at + 1
            continue
        piece, at = _piece(pattern, at, letters)
        if pattern.startswith(_TWICE, at):
            piece, at = piece | {one + other for one in piece for other in piece}, at + len(_TWICE)
        if pattern.startswith("?", at):
            piece, at = piece | {""}, at + 1
        branch = {one if len(one) >= letters else (one + other)[:letters] for one in branch for other in piece}
    return found | branch, at


def _piece(pattern: str, at: int, letters: int) -> tuple[set[str], int]:
    """Read a letter, a class or a group, and give its beginnings and where what follows stands."""
    if pattern.startswith(_GROUP, at):
        inner, end = _alternatives(pattern, at + len(_GROUP), letters)
        return inner, end + 1
    if pattern[at] == "[":
        end = pattern.index("]", at)
        return set(pattern[at + 1 : end]), end + 1
    if pattern[at] == "\\":
        return {pattern[at + 1]}, at + 2
    return {pattern[at]}, at + 1
