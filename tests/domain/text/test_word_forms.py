"""The forms of a word are found from each of them, in four languages; words that only begin alike are not."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.text.normalize import fold
from timeline_app.domain.text.word_forms import LONGEST, are_forms, beginnings_of, has_forms, longest_form, stems_of

ENGLISH = """talk talks talked talking
army armies
strike strikes striking struck
negotiation negotiations
attack attacks attacked attacking
plan plans planned planning
liberate liberated liberates liberating
war wars
city cities
shell shells shelled shelling
ceasefire ceasefires
agree agrees agreed agreeing
missile missiles
hostage hostages
withdraw withdrew withdrawn withdrawing
soldier soldiers
carry carries carried carrying
bomb bombs bombed bombing
crash crashes crashed crashing
declare declares declared declaring"""
GERMAN = """Krieg Krieges Kriegs Kriege Kriegen
Verhandlung Verhandlungen
Angriff Angriffe Angriffen Angriffs Angriffes
Haus Häuser Häusern Hauses
Präsident Präsidenten
russisch russische russischen russischer russisches russischem
Truppe Truppen
Panzer Panzern Panzers
Vertrag Verträge Verträgen Vertrags Vertrages
fordern fordert forderte forderten
Soldat Soldaten
Stadt Städte Städten
Rakete Raketen
Gespräch Gespräche Gesprächen Gesprächs
Waffe Waffen
Straße Straßen
Mitglied Mitglieder Mitgliedern
Regierung Regierungen
Tag Tage Tagen
Gefangene Gefangenen"""
UKRAINIAN = """Київ Києва Києву Києві Києвом
Харків Харкова Харкову Харкові Харковом
Львів Львова Львові Львовом
переговори переговорів переговорам переговорами переговорах
солдат солдата солдати солдатів солдатам
Росія Росії Росію Росією
українець українця українці українців українцям
ринок ринку ринком ринки
атакував атакувала атакували атакувати атакує атакують
український української українського українському українські українських
Зеленський Зеленського Зеленському Зеленським
значення значень значенням
рука руці руки руку рукою
війна війни війну війною воєн
подія події подію подій подіями
потужність потужності потужністю
обстріл обстріли обстрілу обстрілів обстрілами
Путін Путіна Путіну Путіним
Одеса Одеси Одесі Одесу Одесою
зустрівся зустрілися зустрілася зустрітися"""
RUSSIAN = """Киев Киева Киеве Киевом Киеву
переговоры переговоров переговорам переговорами переговорах
Россия России Россию Россией
город города городов городам городе
конец конца концу концом
российский российского российскому российских российские российской
Москва Москвы Москве Москву Москвой
заявил заявила заявили заявить
атаковал атаковали атаковать атакует атакуют
Путин Путина Путину Путиным Путине
рынок рынка рынку рынке
армия армии армию армией армий
соглашение соглашения соглашений соглашению соглашением
взрыв взрывы взрывов взрыва взрывам
встретился встретились встретиться встретилась
Сергей Сергея Сергею Сергеем
ракета ракеты ракет ракетой
удар удары ударов ударам
тюрьма тюрьмы тюрьму тюрьмой
решение решения решений решением"""
WORDS = [line for language in (ENGLISH, GERMAN, UKRAINIAN, RUSSIAN) for line in language.splitlines()]
LETTERS = "abcdeiknorsty" + "авеийкіїолнстцья"


@pytest.mark.parametrize("line", WORDS)
def test_every_form_is_found_from_every_other_one(line):
    forms = [fold(word) for word in line.split()]
    for one, other in itertools.permutations(forms, 2):
        assert are_forms(one, other), (one, other)
        assert other.startswith(beginnings_of(one)), (one, other, beginnings_of(one))
        assert len(other) <= longest_form(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("form", "former"), ("lead", "leader"), ("war", "warsaw"), ("work", "worker"), ("general", "generation"),
     ("news", "new"), ("need", "ne"), ("spring", "spr"), ("tiger", "tig"), ("місто", "мистецтво"), ("голова", "голос"),
     ("рада", "радар"), ("столиця", "столик"), ("генерал", "генератор"), ("режим", "режисер"), ("крим", "кр"),
     ("мир", "мирний"), ("2025", "2026"), ("تركيا", "تركي"), ("no", "noes")],
)  # fmt: skip
def test_words_that_only_begin_alike_are_no_forms(one, other):
    assert not are_forms(one, other)


@given(st.text(LETTERS, min_size=1, max_size=12), st.text(LETTERS, max_size=5), st.text(LETTERS, max_size=5))
def test_a_form_of_a_word_begins_as_one_and_the_word_is_a_form_of_it(stem, one, other):
    first, second = fold(stem + one), fold(stem + other)
    assert are_forms(first, first)
    assert are_forms(first, second) == are_forms(second, first)
    if first != second and are_forms(first, second):
        assert second.startswith(beginnings_of(first))


@given(st.text(max_size=60))
def test_whatever_a_word_is_it_has_stems_or_none(word):
    assert (stems_of(word) != frozenset()) == has_forms(word)
    assert not any(a.startswith(b) for a, b in itertools.permutations(beginnings_of(word), 2))


@pytest.mark.parametrize("word", ["", "a", "no", "сі", "a" * (LONGEST + 1), "kyivкиїв", "14", "'", "\x00", "n1"])
def test_what_is_no_word_of_these_languages_has_no_forms(word):
    assert not has_forms(word)
    assert beginnings_of(word) == ()
