"""Names of places and people and words of the news of a war, in all their cases; the lists are our own."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.word_forms import are_forms, beginnings_of, longest_form, without_apostrophe

LISTS = Path(__file__).parents[2] / "data" / "word_forms"
LANGUAGES = ("uk", "ru", "de")
KNOWN_TWINS = {
    frozenset(("місто", "міст")), frozenset(("військо", "військовий")), frozenset(("обстріл", "обстрілювати")),
    frozenset(("gefangener", "gefangene")), frozenset(("toter", "tote")), frozenset(("tote", "toten")),
    frozenset(("toter", "toten")),
}  # fmt: skip
"""Words of the lists that have a form in common: the same letters, or the same root."""


def lines(language: str) -> list[list[str]]:
    text = (LISTS / f"{language}.txt").read_text(encoding="utf-8")
    return [list(dict.fromkeys(map(fold, line.split()))) for line in text.splitlines()]


def test_the_lists_are_as_long_as_is_said():
    assert [len(lines(language)) >= least for language, least in zip(LANGUAGES, (200, 80, 80), strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize(("language", "forms"), [(each, forms) for each in LANGUAGES for forms in lines(each)])
def test_each_form_finds_each_other_one(language, forms):
    missed = [
        (one, other)
        for one, other in itertools.permutations(forms, 2)
        if not (are_forms(one, other) and other.startswith(beginnings_of(one)) and len(other) <= longest_form(one))
    ]
    assert missed == [], language


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_finds_another_word_of_its_list(language):
    words = [(form, forms[0]) for forms in lines(language) for form in forms]
    strangers = {
        frozenset((first, second))
        for (one, first), (other, second) in itertools.combinations(words, 2)
        if first != second and one != other and are_forms(one, other)
    }
    assert strangers <= KNOWN_TWINS


STRANGERS = """Київ київський, Київ кий, Харків харківський, Львів левада, Путін путь, Путін путівка, Одеса одесит
рада радар, рада радість, рада радник, удар ударник, удар удача, наступ наступний, наступ наступник, полонений полонина
війна військо, війна воїн, місто місяць, місто містер, мир мирний, мир мираж, міна міністр, міна мінус, село селянин
область обласний, область облога, суд судно, суд сусід, закон законодавець, танк танкер, порт портрет, море морг
Крим кримінал, Азов Азія, Суджа суддя, Трамп трамплін, Кулеба куля, Кулеба кулемет, командир команда
генерал генератор, президент президія, міністр міністерство, посол посольство, атака атаман, ракета ракетка
бомба бомбардувальник, бригада бригадир, рота ротація, полк полковник, розвідка розвідник, голова голос
голова голод, столиця столик, режим режисер, рішення решітка, день денце, герой героїня, мова мотор, сила силует
Киев киевский, Путин путь, Путин путник, война воин, война войско, мир мираж, мина министр, мина минута, Крым крыса
город горох, совет советник, пленный пленум, пленный плен, суд судьба, порт портрет, год годовщина, день деньги
тело телефон, армия армянин, атака атаман, бомба бомбардировщик, помощь помощник, министр министерство
Россия россыпь, Курск курс, голова голод, режим режиссёр, партия партизан
Krieg Krieger, Rat Rate, Stadt Stadion, Land Landung, Grenze Granate, Haus Haut, Minister Ministerium, Waffe Waffel
Präsident Präsidium, Front Frontal, Mine Mineral, Mine Minister, Panzer Panzerung, Tag Tagung, Mann Mannschaft
Urteil Urlaub, Armee Arm, Hafen Haft, Dorf Dorn, Vertrag Vertreter, Regierung Region, Straße Strafe, Wahl Wahn"""


@pytest.mark.parametrize("pair", [pair for line in STRANGERS.splitlines() for pair in line.split(", ")])
def test_a_word_finds_no_stranger(pair):
    one, other = map(fold, pair.split())
    assert not are_forms(one, other)


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Перемир’я", "перемиря"), ("об'єкт", "обєкт"), ("Zelensky's", ""), ("об'", ""), ("об єкт", ""), ("рада", ""),
     ("а'б'в", "")],
)  # fmt: skip
def test_a_word_with_an_apostrophe_within_is_one_in_cyrillic_alone(text, letters):
    assert without_apostrophe(text) == letters
