"""Titles as news has them: tens of thousands of forms in four languages, few of them frequent, most of them rare.

What is made is always the same. A word of a language is a stem with an ending; the first stems are words of the news
of a war, the others are put together from syllables. How often a form comes follows Zipf and Mandelbrot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from bench.chronicle import WORDS
from timeline_app.base.fast_dataclasses import NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEMS: Final = 1_800
"""Of each language; with their endings some 60,000 forms of all."""
_EXPONENT, _SHIFT = 1.05, 2.7
"""Of the law by which the form of a rank comes; those of newspapers."""
_FEWEST, _MOST = 3, 9
"""Words of a title."""
_LONGEST_TURN: Final = 50_000
"""Titles that are made at once."""


class _Language(NamedTuple):
    share: float
    """Of the titles."""
    words: str
    """The most frequent words, as they stand, the first of them first."""
    news: str
    """Stems that are less frequent."""
    onsets: str
    vowels: str
    codas: str
    endings: str
    """Parted by blanks; `-` is none."""


_LANGUAGES: Final = (
    _Language(
        0.4,
        f"{' '.join(WORDS)} Kyiv Putin Moscow Zelensky Kharkiv",
        "attack strike kill report missile shell soldier army government president minister border region troop village"
        " town capture withdraw negotiate agree official school",
        "b c d f g h j k l m n p r s t v w br cl cr dr fl gr pl pr sc sh st str th tr",
        "a e i o u ea ai ou oo",
        "- n r s t l m nd rt st ck ng",
        "- s ed ing er",
    ),
    _Language(
        0.2,
        "обстріли удар ракети росіяни президент військові Київ наступ України Зеленський переговори Києві Путін Харків"
        " Одеса Львів Києва Зеленського Харкова Путіна Харкові",
        "обстріл удар наступ переговор ракет війн полонен рад президент міністр росіян українськ російськ окупант"
        " оборон безпілотник енергетик лікарн будинк жител перемир рішенн санкці допомог",
        "б в г д ж з к л м н п р с т х ч ш бр вд гр др зв кр пр ск ст тр",
        "а е и і о у я ю",
        "- н р с т л к в ст нд р й",
        "- а у ом і и ів ам ами ах",
    ),
    _Language(
        0.2,
        "обстрел удар ракеты президент военные Москва Украины Путин Киев переговоры Зеленский наступление Харьков Киеве"
        " Одесса Москве Киева Зеленского Путина Харькова",
        "обстрел удар наступлени переговор ракет войн пленн совет президент министр украинск российск оборон"
        " беспилотник больниц жител перемири решени санкци помощ сотрудник заявлени",
        "б в г д ж з к л м н п р с т х ч ш бр вз гр др зв кр пр ск ст тр",
        "а е и о у ы я ю",
        "- н р с т л к в ст нд р й",
        "- а у ом е ы ов ам ами ах",
    ),
    _Language(
        0.2,
        "Regierung Angriff Kiew Ukraine Putin Truppen Moskau Soldaten Selenskyj Waffenruhe Charkiw Odessa",
        "angriff verhandlung regierung präsident soldat rakete drohne waffenruhe truppe gefangene stadt haus minister"
        " grenze krankenhaus hilfe sanktion gespräch straße bericht",
        "b d f g h k l m n p r s t w z br fr gr kl kr pl schl schw sp st str tr",
        "a e i o u ä ö ü au ei ie",
        "- n r s t l m nd rt st ck ng cht",
        "- e en er es",
    ),
)


class Vocabulary:
    """The forms of one language, the most frequent first."""

    def __init__(self, language: _Language, rng: np.random.Generator) -> None:
        self.share = language.share
        words, news = language.words.split(), language.news.split()
        endings = ["" if ending == "-" else ending for ending in language.endings.split()]
        told = [stem + ending for stem in news for ending in endings]
        rest = [stem + ending for stem in _made_up(language, rng, STEMS) for ending in endings]
        mixed = [*rng.permutation(told).tolist(), *rng.permutation(rest).tolist()]
        self.forms = np.array(list(dict.fromkeys([*words, *mixed])), dtype=object)
        weights = 1 / (np.arange(1, len(self.forms) + 1) + _SHIFT) ** _EXPONENT
        self._up_to = np.cumsum(weights / weights.sum())

    def drawn(self, count: int, rng: np.random.Generator) -> NDArray[np.object_]:
        """Draw so many words."""
        words: NDArray[np.object_] = self.forms[np.searchsorted(self._up_to, rng.random(count), side="right")]
        return words


def titles(count: int, seed: int = 2022) -> list[str]:
    """Make so many titles, each in one language."""
    rng = np.random.default_rng(seed)
    vocabularies = [Vocabulary(language, rng) for language in _LANGUAGES]
    found: list[str] = []
    while len(found) < count:
        turn = min(_LONGEST_TURN, count - len(found))
        spoken = rng.choice(len(vocabularies), turn, p=[each.share for each in vocabularies])
        lengths = rng.integers(_FEWEST, _MOST + 1, turn)
        needed = np.bincount(spoken, lengths, len(vocabularies)).astype(int).tolist()
        drawn = [
            iter(each.drawn(count_of_it, rng).tolist()) for each, count_of_it in zip(vocabularies, needed, strict=True)
        ]
        for which, length in zip(spoken.tolist(), lengths.tolist(), strict=True):
            words = drawn[which]
            title = " ".join([next(words) for _word in range(length)])
            found.append(title[0].upper() + title[1:])
    return found


def _made_up(language: _Language, rng: np.random.Generator, count: int) -> list[str]:
    """Put stems together from two or three syllables."""
    onsets, vowels = np.array(language.onsets.split()), np.array(language.vowels.split())
    codas = np.array(["" if coda == "-" else coda for coda in language.codas.split()])
    lengths = rng.integers(2, 4, count).tolist()
    made = []
    for length in lengths:
        syllables = [str(rng.choice(onsets)) + str(rng.choice(vowels)) for _syllable in range(length)]
        made.append("".join(syllables) + str(rng.choice(codas)))
    return made
