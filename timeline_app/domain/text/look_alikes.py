"""Find names that are spelled alike and may mean one thing, with the reason for each pair.

Nothing is compared with everything: names meet where they share a key (folded text, sorted words, sound, initials, or
the text without one of its letters), so that twenty thousand names take about a second.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, get_args

from timeline_app.base.fast_dataclasses import NamedTuple
from timeline_app.base.i18n import gettext as _
from timeline_app.domain.text.normalize import fold, name_key, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Reason = Literal[
    "same", "case", "yo", "apostrophe", "accents", "signs", "alias", "order", "sound", "initials", "letter"
]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""The surest first."""

_APOSTROPHE: Final = "'"
_SHORTEST_SOUND: Final = 4
"""Letters of a sound for two names of one script; fewer are alike by chance."""
_SHORTEST_WORD: Final = 4
"""Letters of a word in which one letter may be another: "Type A" and "Type B" are two."""
_LONGEST: Final = 64
"""Letters of a name that is compared letter by letter; each adds a key as long as the name."""
_MOST_INITIALS: Final = 8
_LONGEST_LINK: Final = 3
"""Letters of a word that initials leave out: "of", "and", "und", "для"."""
_ROMAN: Final = re.compile(r"[ivxlcdm]+")
_WORD: Final = re.compile(r"[^ ]+")

_CYRILLIC: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "Z", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "X", "ц": "C", "ч": "H", "ш": "S", "щ": "SH", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "iu", "я": "ia", "ў": "u",
})  # fmt: skip
"""Ukrainian, Russian and Belarusian letters by sound; a capital stands for a sound that Latin spells with several."""
_LATIN: Final = (
    ("shch", "SH"), ("schtsch", "SH"), ("szcz", "SH"), ("tsch", "H"), ("sch", "S"), ("sh", "S"), ("sz", "S"),
    ("zh", "Z"), ("kh", "X"), ("ch", "H"), ("cz", "H"), ("ts", "C"), ("tz", "C"), ("ck", "k"), ("ph", "f"),
    ("x", "ks"), ("w", "v"), ("h", "g"), ("y", "i"), ("j", "i"), ("c", "C"), ("q", "k"),
)  # fmt: skip
"""How English, German and Polish spell those sounds; г is g in Russian and h in Ukrainian, so both are one."""
_SPELLED: Final = {"Z": "zh", "X": "kh", "C": "ts", "H": "ch", "S": "sh"}
"""Such sounds in Latin letters."""
_LATIN_PARTS: Final = re.compile("|".join(spelled for spelled, _sound in _LATIN))
_SOUND_OF: Final = dict(_LATIN)
_GLIDES: Final = re.compile(r"i+(?=[aeou])|(?<=[aeou])i+")
_TWICE: Final = re.compile(r"(.)\1+")


class LookAlike(NamedTuple):
    """Two names that may mean one thing."""

    first: str
    """The id of the one that came first."""
    second: str
    reason: Reason


def reason_words(reason: Reason) -> str:
    """Say in what two names differ."""
    return {
        "same": _("written alike"),
        "case": _("capitals differ"),
        "yo": _("е and ё"),
        "apostrophe": _("the apostrophe differs"),
        "accents": _("accents differ"),
        "signs": _("hyphens, dots or blanks differ"),
        "alias": _("one is another spelling of the other"),
        "order": _("the same words in another order"),
        "sound": _("another transliteration"),
        "initials": _("one is the initials of the other"),
        "letter": _("one letter differs"),
    }[reason]


def sound_of(name: str) -> str:
    """Give how a name sounds, roughly, whether in Latin or Cyrillic letters and however it is transliterated."""
    return " ".join(filter(None, map(_sound_of_word, words_of(name.replace(_APOSTROPHE, "").replace("’", "")))))


def look_alikes(names: Mapping[str, Sequence[str]]) -> list[LookAlike]:
    """Find pairs among names, each given by its id with all its spellings, the name itself first.

    Of several that are all alike by one key, each is paired with the first. The surest pairs come first.
    """
    found: dict[tuple[str, str], Reason] = {}
    order = {each: place for place, each in enumerate(names)}
    for reasons, pairs in (
        (_by_text, _sharing(names, _text_keys)),
        (_by_sound, _sharing(names, _sound_keys)),
        (_by_initials, _shortened(names)),
        (_by_letter, _near(names)),
    ):
        for one, other in pairs:
            pair = (one[0], other[0]) if order[one[0]] < order[other[0]] else (other[0], one[0])
            if pair not in found and (reason := reasons(one[1], other[1])) is not None:
                is_alias = one[1] != names[one[0]][0] or other[1] != names[other[0]][0]
                found[pair] = "alias" if is_alias and reason in _SURE else reason
    rank = {reason: place for place, reason in enumerate(REASONS)}
    return sorted(
        (LookAlike(*pair, reason) for pair, reason in found.items()),
        key=lambda each: (rank[each.reason], order[each.first], order[each.second]),
    )


_SURE: Final = frozenset({"same", "case", "yo", "apostrophe", "accents", "signs"})

_Spelling = tuple[str, str]
"""An id, and one of its spellings."""


def _sharing(
    names: Mapping[str, Sequence[str]], keys_of: Callable[[str], Iterable[str]]
) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pair the first name of each key with the others that have it."""
    first: dict[str, _Spelling] = {}
    for each, spellings in names.items():
        for spelling in spellings:
            for key in keys_of(spelling):
                there = first.setdefault(key, (each, spelling))
                if there[0] != each:
                    yield there, (each, spelling)


def _text_keys(name: str) -> tuple[str, ...]:
    words = words_of(name.replace(_APOSTROPHE, "").replace("’", ""))
    whole = "".join(words)
    if not whole:
        return (name_key(name),) if name.strip() else ()
    return (whole,) if len(words) < 2 else (whole, "\0".join(sorted(words)))


def _by_text(one: str, other: str) -> Reason | None:
    return reason_of_text(one, other)


def reason_of_text(one: str, other: str) -> Reason:
    """Tell in what two names differ that share a key of `_text_keys`; the first of these that alone explains it."""
    one, other = (unicodedata.normalize("NFC", " ".join(name.split())) for name in (one, other))
    if one == other:
        return "same"
    low = one.casefold(), other.casefold()
    steps: tuple[tuple[Reason, Callable[[str], str]], ...] = (
        ("case", str),
        ("yo", _without_yo),
        ("apostrophe", _without_apostrophes),
        ("accents", fold),
        ("signs", _letters),
    )
    return next((reason for reason, plain in steps if plain(low[0]) == plain(low[1])), "order")


def _without_yo(text: str) -> str:
    return text.replace("ё", "е")


def _without_apostrophes(text: str) -> str:
    return "".join(letter for letter in text if fold(letter) != _APOSTROPHE)


def _letters(text: str) -> str:
    return "".join(words_of(_without_apostrophes(text)))


def _sound_keys(name: str) -> tuple[str, ...]:
    sound = sound_of(name)
    return (sound,) if sound else ()


def _by_sound(one: str, other: str) -> Reason | None:
    """Say that two names sound alike; those of one script only where they are long enough for it to tell."""
    sound = sound_of(one).replace(" ", "")
    same_script = _is_cyrillic(one) == _is_cyrillic(other)
    return None if same_script and len(sound) < _SHORTEST_SOUND else "sound"


def _is_cyrillic(name: str) -> bool:
    return any("\u0400" <= letter <= "\u052f" for letter in name)


def latin_of(word: str) -> str:
    """Give a folded word of Cyrillic letters in Latin ones, roughly; other words as they are."""
    if word.isascii():
        return word
    return "".join(_SPELLED.get(letter, letter) for letter in word.translate(_CYRILLIC))


def _sound_of_word(word: str) -> str:
    if _ROMAN.fullmatch(word) or not word.isalpha():
        return word  # a number is no matter of spelling
    latin = _LATIN_PARTS.sub(lambda match: _SOUND_OF[match[0]], word).translate(_CYRILLIC)
    return _TWICE.sub(r"\1", _GLIDES.sub("", _TWICE.sub(r"\1", latin)) or latin)


def _shortened(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pair what may be initials with all names whose words begin with them."""
    spellings = [(each, spelling) for each, all_of_it in names.items() for spelling in all_of_it]
    short: dict[str, list[_Spelling]] = defaultdict(list)
    for each, spelling in spellings:
        if letters := _letters_of_initials(spelling):
            short[_sound_of_letters(letters)].append((each, spelling))
    for each, spelling in spellings if short else ():
        for letters in initials_of(spelling):
            yield from (
                (other, (each, spelling)) for other in short.get(_sound_of_letters(letters), ()) if other[0] != each
            )


def _by_initials(one: str, other: str) -> Reason | None:
    """Say that the first is the initials of the other; in another script by their sound, else letter by letter."""
    letters = fold(_letters_of_initials(one))
    fits = _is_cyrillic(one) != _is_cyrillic(other) or letters in map(fold, initials_of(other))
    return "initials" if fits else None


def initials_of(name: str) -> set[str]:
    """Give the letters with which the words of a name begin: of all, without short linking words, of all but these.

    "Збройні сили України" is shortened by each of its words, "Ministry of Defence" may be by two. A word with a hyphen
    counts once or by its parts.
    """
    found = set()
    for text in {name, name.replace("-", " ")}:
        words = [word for word in text.split() if word[0].isalpha()]
        links = [word[0].islower() and len(word) <= _LONGEST_LINK for word in words]
        capital = [word[0].isupper() for word in words]
        for kept in (links, [not each for each in capital], [False] * len(words)):
            letters = "".join(word[0] for word, is_out in zip(words, kept, strict=True) if not is_out)
            if 2 <= len(letters) <= _MOST_INITIALS:
                found.add(letters)
    return found


def _letters_of_initials(name: str) -> str:
    """Give the letters of a name that is nothing but capitals, with or without dots; empty for any other."""
    letters = "".join(name.replace(".", "").split())
    is_short = 2 <= len(letters) <= _MOST_INITIALS and letters.isalpha() and letters.isupper()
    return letters if is_short and (len(name.split()) == 1 or "." in name) else ""


def _sound_of_letters(letters: str) -> str:
    return "".join(_sound_of_word(letter) or letter for letter in fold(letters))


def _near(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pair names of which one becomes the other by one letter: both are the same text without one letter each."""
    first: dict[str, _Spelling] = {}
    for each, spellings in names.items():
        for spelling in spellings:
            first.setdefault(name_key(spelling), (each, spelling))
    meeting: dict[int, list[_Spelling]] = defaultdict(list)
    for key, met in first.items():
        if _SHORTEST_WORD < len(key) <= _LONGEST:
            for text in {hash(key), *(hash(key[:at] + key[at + 1 :]) for at in _places_of_slips(key))}:
                meeting[text].append(met)
    for there in meeting.values():
        for place, one in enumerate(there):
            for other in there[place + 1 :]:
                if one[0] != other[0]:
                    yield one, other


def _by_letter(one: str, other: str) -> Reason | None:
    """Say that two names differ by one letter, where that may be a slip: no figure, no numeral, no short word."""
    return "letter" if one_letter_apart(name_key(one), name_key(other)) else None


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, less, or other, or two letters in the other order, make one text the other."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rests = (one[start:], other[start:])
    shapes = ((1, 0), (0, 1), (1, 1), (2, 2))
    fitting = [shape for shape in shapes if rests[0][shape[0] :] == rests[1][shape[1] :]]
    for of_one, of_other in fitting:
        pieces = rests[0][:of_one], rests[1][:of_other]
        swapped = of_one < 2 or pieces[0] == pieces[1][::-1]
        if swapped and pieces[0] != pieces[1]:
            return "".join(pieces).isalpha() and _may_be_a_slip(one, start) and _may_be_a_slip(other, start)
    return False


def _places_of_slips(text: str) -> Iterator[int]:
    """Give the places of letters in words that are long enough for a slip."""
    for word in _WORD.finditer(text):
        if len(word[0]) >= _SHORTEST_WORD - 1:
            yield from (at for at in range(*word.span()) if text[at].isalpha())


def _may_be_a_slip(text: str, at: int) -> bool:
    """Tell whether the word at a place is long enough for a slip, and no numeral such as II."""
    begin = text.rfind(" ", 0, min(at, len(text))) + 1
    end = text.find(" ", at)
    word = text[begin : end if end >= 0 else len(text)]
    return len(word) >= _SHORTEST_WORD and _ROMAN.fullmatch(word) is None
