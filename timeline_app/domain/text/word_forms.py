"""The forms of a word, for searches: which words are one word in other endings, in English, German, Ukrainian, Russian.

A word is cut to stems, one for each way in which its language may have inflected it; two words are forms of one where
they share a stem. It knows endings, not meanings: now and then two words share a stem by chance (plane, Pläne). All
words here are folded (`normalize`), so that Häuser is hauser. The endings are those that grammars of the four languages
list; words that change within are listed below where chronologies often have them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from timeline_app.domain.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 40
"""Letters of a word that has forms; longer ones are addresses or codes."""
SHORTEST: Final = 3
"""Letters of a word, and of a stem, from which endings are taken."""
_LONGEST_ENDING: Final = 7
_SHORTEST_GERMAN: Final = 4
_SHORTEST_WITH_T: Final = 6

_LATIN: Final = re.compile("[a-z]+")
_CYRILLIC: Final = re.compile("[а-яіїєґ]+")
_WITH_APOSTROPHE: Final = re.compile("[а-яіїєґ]+'[а-яіїєґ]+")
_ONLY_RUSSIAN: Final = re.compile("[ыэъ]")
_ONLY_UKRAINIAN: Final = re.compile("[іїєґ]")

_TOGETHER: Final = tuple(
    tuple(group.split())
    for group in (
        "man men", "woman women", "child children", "meet meets met meeting", "hold holds held holding",
        "fall falls fell fallen falling", "take takes took taken taking", "strike strikes struck striking",
        "shoot shoots shot shooting", "say says said", "begin begins began begun", "break breaks broke broken",
        "give gives gave given", "lose loses lost losing", "win wins won winning", "lead leads led leading",
        "leave leaves left leaving", "send sends sent sending", "fly flies flew flown flying", "die dies died dying",
        "fight fights fought fighting", "buy buys bought", "bring brings brought", "speak speaks spoke spoken speaking",
        "withdraw withdraws withdrew withdrawn withdrawing", "use uses used using", "city cities", "life lives",
        "tag tage tagen tages tags", "ort orte orten ortes orts", "weg wege wegen weges wegs", "tod todes tode",
        "tot tote toten toter totes totem totet totete toteten getotet", "mine mines minen", "moskau moskaus",
        "день дня дню днем дні днів дням днями днях дне дни дней",
        "боєць бійця бійцю бійцем бійцеві бійці бійців бійцям бійцями бійцях",
        "тиждень тижня тижню тижнем тижні тижнів тижням тижнями тижнях",
        "боец бойца бойцу бойцом бойце бойцы бойцов бойцам бойцами бойцах",
        "погибнуть погиб погибла погибло погибли погибнет погибнут",
        "бій бой боя бое бою боєм бої боїв боям боями боях бои боев боем",
        "рік року роки років рокам роками роках роком році",
        "війна війни війні війну війною воєн війнам війнами війнах",
        "люди людей людям людьми людях", "діти дітей дітям дітьми дітях", "дети детей детям детьми детях",
        "ніч ночі ніччю ночей ночам ночами ночах", "річ речі річчю речей речам", "год года году годом годы годов лет",
    )
)  # fmt: skip
"""Words whose forms no ending tells."""
_GROUPS_OF: Final = {word: group for group in _TOGETHER for word in group}

_NO_PLURAL: Final = frozenset(
    {"news", "series", "species", "always", "perhaps", "towards", "thus", "this", "has", "was"}
)
_HISSING: Final = ("ss", "x", "z", "ch", "sh")
_ONE_SYLLABLE: Final = re.compile("[^aeiouy]*[aeiouy][^aeiouwxy]")
_VOWEL: Final = re.compile("[aeiouy]")

_GERMAN_PLURALS: Final = (
    "glieder", "hauser", "lander", "manner", "dorfer", "worter", "volker", "bucher", "bilder", "kinder", "felder",
    "walder", "guter", "amter", "schilder", "lichter", "gesichter", "gelder", "rader",
)  # fmt: skip
"""Plurals in -er, which as an ending of all words would make a worker of work."""
_GERMAN_PEOPLE: Final = (
    "gefangener", "verletzter", "verwundeter", "toter", "getoteter", "vermisster", "verhafteter", "vertriebener",
    "abgeordneter", "beamter", "angehoriger", "freiwilliger", "verdachtiger",
)  # fmt: skip
"""People who are called by an adjective, whose -er is an ending."""
_GERMAN_ADJECTIVE: Final = re.compile("(.{2,}(?:isch|lich|tsch))(?:e[mnrs]?)")

_UKRAINIAN_VOWELS: Final = "аеєиіїоуюя"
_RUSSIAN_VOWELS: Final = "аеиоуыэюя"
_UKRAINIAN_NOUN: Final = "а я о е є и і ї у ю ь й ом ем єм ою ею єю ам ям ами ями ах ях ові еві єві ів їв ей"
_UKRAINIAN_ADJECTIVE: Final = "ий ій а я е є і ї у ю ого ього ому ьому им ім ою ьою ої ьої их іх ими іми"
_UKRAINIAN_VERB: Final = (
    "ати ав ала ало али ити ив ила ило или іти ів іла іло іли яти яв яла яло яли ути ув ула уло ули увати ував увала"
    " увало ували ює ують ує уємо ювати ював ювала ювали юють ає ають аєть яєть ать ить ять уть ють яє яють имо емо ите"
    " ете еш иш"
)
_RUSSIAN_NOUN: Final = "а я о е и ы у ю ь й ом ем ою ею ой ей ам ям ами ями ах ях ов ев"
_RUSSIAN_ADJECTIVE: Final = (
    "ий ый ой ая яя ое ее ые ие ого его ому ему ым им ом ем ую юю ых их ыми ими ою ею ей а о е у и ы"
)
_RUSSIAN_VERB: Final = (
    "ать ал ала ало али ить ил ила ило или еть ел ела ело ели ять ял яла яло яли уть ул ула уло ули овать овал овала"
    " овало овали ует уют евать евал евала евали ает ают яет яют ит ят ет ут ют им ем ите ете ишь ешь"
)
_REFLEXIVE: Final = re.compile("(?<=[влаиоьтеє])(?:ся|сь)$")


def _behind_a_stem(endings: str) -> re.Pattern[str]:
    """Make the pattern that takes the longest ending from a word, and leaves a stem."""
    return re.compile(f"(.{{{SHORTEST},}}?)(?:{'|'.join(endings.split())})")


_NOUN: Final = {"u": _behind_a_stem(_UKRAINIAN_NOUN), "r": _behind_a_stem(_RUSSIAN_NOUN)}
_ADJECTIVE: Final = {"u": _behind_a_stem(_UKRAINIAN_ADJECTIVE), "r": _behind_a_stem(_RUSSIAN_ADJECTIVE)}
_VERB: Final = {"u": _behind_a_stem(_UKRAINIAN_VERB), "r": _behind_a_stem(_RUSSIAN_VERB)}
_VERB_SIGN: Final = {"u": "v", "r": "V"}
_CONSONANT: Final = f"[^{_UKRAINIAN_VOWELS}{_RUSSIAN_VOWELS}ьй]"
_CLOSED: Final = re.compile(f"(.*)([ії])({_CONSONANT}{{1,2}})")
"""Київ, Києва: in a last syllable that ends with consonants Ukrainian has і or ї for о, е or є of other forms."""
_OPENED: Final = re.compile(f"(.*)([оеє])({_CONSONANT}{{1,2}})")
_OPEN_VOWELS: Final = {"і": "ое", "ї": "є"}
_CLOSED_VOWELS: Final = {"о": "і", "е": "і", "є": "ї"}
_FLEETING: Final = re.compile(f"(.+{_CONSONANT}ь?)[еоє]([кцнлр])")
"""Ринок, ринку; конец, конца: a vowel that other forms do not have."""
_CLUSTER: Final = re.compile(f"(.+{_CONSONANT}ь?)([кцнлр])")
_PALATAL: Final = {"з": "г", "ц": "к", "с": "х"}
_VELAR: Final = {hard: soft for soft, hard in _PALATAL.items()}
_ONE_OF_A_PEOPLE: Final = ("янин", "анин")
"""Росіянин, росіяни: of one person, what other forms lack."""
_LABIAL_WITH_L: Final = ("бл", "вл", "мл", "пл", "фл")
"""Захопити, захоплять; заявить, заявлю."""
_TWICE: Final = re.compile(f"(.*({_CONSONANT}))\\2")


def has_forms(word: str) -> bool:
    """Tell whether endings are known for a folded word: three letters or more, of one of two alphabets."""
    return SHORTEST <= len(word) <= LONGEST and bool(_LATIN.fullmatch(word) or _CYRILLIC.fullmatch(word))


def without_apostrophe(text: str) -> str:
    """Give a Cyrillic word with an apostrophe within, folded and without it; empty for anything else.

    Indexes hold its two parts as words, as they do those of "Zelensky's"; перемир'я is one word with one ending.
    """
    folded = fold(text)
    return folded.replace("'", "") if _WITH_APOSTROPHE.fullmatch(folded) else ""


@lru_cache(maxsize=16_384)
def stems_of(word: str) -> frozenset[str]:
    """Give the stems of a folded word, each behind the sign of its language and class; none where it has no forms."""
    if not has_forms(word):
        return frozenset()
    group = _GROUPS_OF.get(word)
    stems = {f"g:{group[0]}"} if group else set()
    if word[0] <= "z":
        return frozenset((*stems, f"e:{_english(word)}", f"d:{_german(word)}"))
    if not _ONLY_RUSSIAN.search(word):
        stems.update(_slavic(word, "u"))
    if not _ONLY_UKRAINIAN.search(word):
        stems.update(_slavic(word, "r"))
    return frozenset(stems)


def are_forms(one: str, other: str) -> bool:
    """Tell whether two folded words are forms of one word."""
    return one == other or not stems_of(one).isdisjoint(stems_of(other))


def beginnings_of(word: str) -> tuple[str, ...]:
    """Give beginnings of which every form of a folded word has one, none of them the beginning of another.

    What `_TOGETHER` lists of a word is given as a whole.
    """
    found = set(_GROUPS_OF.get(word, ()))
    for stem in stems_of(word):
        if stem[0] != "g":
            found.update(_beginnings(stem[0], stem[2:]))
    return shortest_beginnings(found)


def shortest_beginnings(found: Iterable[str]) -> tuple[str, ...]:
    """Leave out of some beginnings those that begin with another one."""
    kept: list[str] = []
    for each in sorted(set(found)):
        if not kept or not each.startswith(kept[-1]):
            kept.append(each)
    return tuple(kept)


def longest_form(word: str) -> int:
    """Give the letters of the longest form that a word may have."""
    return len(word) + _LONGEST_ENDING


def _beginnings(language: str, stem: str) -> Iterator[str]:
    """Give how words begin that have a stem."""
    if language == "e":
        yield stem[:-1] if stem[-1] in "ye" else stem
        return
    yield stem
    if language not in _NOUN:
        return
    if stem[-1] in _VELAR and language == "u":
        yield stem[:-1] + _VELAR[stem[-1]]
    if language == "u" and (opened := _OPENED.fullmatch(stem)):
        yield opened[1] + _CLOSED_VOWELS[opened[2]] + opened[3]
    if cluster := _CLUSTER.fullmatch(stem):
        before = cluster[1].removesuffix("ь")
        yield from (before + soft + vowel + cluster[2] for soft in ("", "ь") for vowel in "еоє")


def _english(word: str) -> str:
    word = _singular(word)
    if word.endswith("eed") and len(word) > len("speed"):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORTEST and _VOWEL.search(rest) and not word.endswith("eed"):
            if rest[-1] == rest[-2] and rest[-1] not in "lsz":
                return rest[:-1]
            if rest[-1] == "i" and ending == "ed":
                return f"{rest[:-1]}y"
            return f"{rest}e" if _ONE_SYLLABLE.fullmatch(rest) else rest
    if word[-1] == "e" and len(word) > SHORTEST and not _ONE_SYLLABLE.fullmatch(word[:-1]):
        return word[:-1]
    return word


def _singular(word: str) -> str:
    if word in _NO_PLURAL or not word.endswith("s") or len(word) <= SHORTEST:
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y" if len(word) > len("dies") else word[:-1]
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return word[:-2]
    return word if word[-2] in "sui" else word[:-1]


def _german(word: str) -> str:
    if adjective := _GERMAN_ADJECTIVE.fullmatch(word):
        return adjective[1]
    whole = word
    if word.endswith("innen") and len(word) > _SHORTEST_WITH_T:
        return word[:-3]
    if len(word) > _SHORTEST_GERMAN and word[-1] == "s" and word[-2] in "bdfghklmnrtg":
        word = word[:-1]
    if len(word) > _SHORTEST_GERMAN and word[-1] == "n" and word[-2] in "lr":
        word = word[:-1]
    endings = ("en", "es", "e", *(("er",) if word.endswith((*_GERMAN_PLURALS, *_GERMAN_PEOPLE)) else ()))
    ending = next((each for each in endings if word.endswith(each)), "")
    if ending and len(word) - len(ending) >= _SHORTEST_GERMAN:
        word = word.removesuffix(ending)
    if len(word) >= _SHORTEST_WITH_T and word[-1] == "t":
        word = word[:-1].removesuffix("e") if word.endswith(("det", "tet")) else word[:-1]
    return word if len(word) >= SHORTEST else whole


def _slavic(word: str, language: str) -> Iterator[str]:
    """Give the stems of a word as a noun, an adjective and a verb; a small letter names the language of nouns."""
    nouns = {*_stripped(_NOUN[language], word)}
    if word[-1] == "й" and len(word) > SHORTEST:
        nouns.add(word[:-1])
    if word.endswith(("ові", "еві", "єві", "ею", "ою", "єю")):  # Харкові and директорові, Сергею and землею
        nouns.add(word[:-1])
    nouns.update(stem[:-2] for stem in tuple(nouns) if stem.endswith(_ONE_OF_A_PEOPLE))
    if word.endswith("ью"):  # областью
        nouns.add(word[:-2])
    if word.endswith("істю"):
        nouns.add(f"{word[:-4]}ост")
    if language == "u" and word[-1] == "і":
        nouns.update(stem[:-1] + _PALATAL[stem[-1]] for stem in tuple(nouns) if stem[-1] in _PALATAL)
    bare = word.removesuffix("ь")
    if bare[-1] not in _UKRAINIAN_VOWELS + _RUSSIAN_VOWELS:
        nouns.update((bare, *_open_stems(bare, language)))
    yield from (f"{language}:{stem}" for stem in _single(nouns))
    for stem in _stripped(_ADJECTIVE[language], word):
        yield f"{language.upper()}:{stem}"
    verb = _VERB[language].fullmatch(_REFLEXIVE.sub("", word))
    if verb:
        yield f"{_VERB_SIGN[language]}:{verb[1]}"
        if verb[1].endswith(_LABIAL_WITH_L):
            yield f"{_VERB_SIGN[language]}:{verb[1][:-1]}"


def _stripped(pattern: re.Pattern[str], word: str) -> tuple[str]:
    found = pattern.fullmatch(word)
    return (found[1] if found else word,)


def _open_stems(bare: str, language: str) -> Iterator[str]:
    """Give the stems that other forms have of a word that ends with a consonant."""
    closed = _CLOSED.fullmatch(bare) if language == "u" else None
    if closed:
        yield from (closed[1] + vowel + closed[3] for vowel in _OPEN_VOWELS[closed[2]])
    if fleeting := _FLEETING.fullmatch(bare):
        yield fleeting[1] + fleeting[2]
        yield f"{fleeting[1].removesuffix('ь')}ь{fleeting[2]}"


def _single(stems: Iterable[str]) -> set[str]:
    """Write a last letter once: значення and значень."""
    return {_TWICE.sub(r"\1", stem) if _TWICE.fullmatch(stem) else stem for stem in stems}
