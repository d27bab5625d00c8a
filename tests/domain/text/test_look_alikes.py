"""Names that are alike: found by the right key, told with the right reason, and quickly among very many."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.domain.text.look_alikes import REASONS, look_alikes, one_letter_apart, reason_words, sound_of

ALIKE = [
    ("OSCE", "Osce", "case"),
    ("Артём Седов", "Артем Седов", "yo"),
    ("Слов'янськ", "Слов’янськ", "apostrophe"),
    ("Minsk", "Mínsk", "accents"),
    ("Nova-Kakhovka", "Nova Kakhovka", "signs"),
    ("U.S.A.", "USA", "signs"),
    ("Umerov, Rustem", "Rustem Umerov", "order"),
    ("Kyiv", "Київ", "sound"),
    ("Kiev", "Киев", "sound"),
    ("Zelensky", "Зеленський", "sound"),
    ("Зеленский", "Зеленський", "sound"),
    ("Zelenskyy", "Zelensky", "sound"),
    ("Грушевський", "Hrushevskyi", "sound"),
    ("Щербина", "Shcherbyna", "sound"),
    ("Лукашенко", "Lukaschenko", "sound"),
    ("Єрмак", "Yermak", "sound"),
    ("Umerov", "Umjerow", "sound"),
    ("Запоріжжя", "Zaporizhzhia", "sound"),
    ("Юрий", "Yuriy", "sound"),
    ("Khartoum", "Khartum", "letter"),
    ("Diplomacy", "Diplomcay", "letter"),
    ("Ministry of Defence", "Ministry of Defense", "letter"),
    ("Port Sudan", "Port Sudan", "same"),
    ("RSF", "Rapid Support Forces", "initials"),
    ("R.S.F.", "Rapid Support Forces", "initials"),
    ("ЗСУ", "Збройні сили України", "initials"),
    ("ZSU", "Збройні сили України", "initials"),
    ("ОБСЄ", "Організація з безпеки і співробітництва в Європі", "initials"),
    ("OSCE", "Organization for Security and Co-operation in Europe", "initials"),
    ("ICRC", "International Committee of the Red Cross", "initials"),
    ("MOD", "Ministry of Defence", "initials"),
    ("UN", "United Nations", "initials"),
]
APART = [
    ("Brigade 47", "Brigade 48"),
    ("World War I", "World War II"),
    ("Type A", "Type B"),
    ("Iran", "Iraq"),
    ("USA", "UAE"),
    ("Север", "North"),
    ("Дніпро", "Донецьк"),
    ("", "…"),
    ("Group 1", "Group I"),
    ("RSF", "Rapid Support Force Command"),
    ("Rapid Support Forces", "Royal Swedish Fleet"),
    ("Rsf", "Rapid Support Forces"),
    ("SSU", "Служба безпеки України"),
    ("I", "Iran"),
    ("VHO", "World Health Organization"),
]


@pytest.mark.parametrize(("one", "other", "reason"), ALIKE)
def test_two_spellings_are_found_with_the_reason(one, other, reason):
    assert look_alikes({"a": [one], "b": [other]}) == [("a", "b", reason)]
    assert look_alikes({"b": [other], "a": [one]}) == [("b", "a", reason)]
    assert reason_words(reason)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_things_are_left_apart(one, other):
    assert look_alikes({"a": [one], "b": [other]}) == []


def test_another_spelling_of_one_leads_to_the_other():
    found = look_alikes({"a": ["Rustem Umerov", "Умеров"], "b": ["умеров"], "c": ["Kyiv"]})
    assert found == [("a", "b", "alias")]


def test_initials_meet_every_name_that_they_may_stand_for():
    found = look_alikes(
        {"a": ["Royal Swedish Fleet"], "b": ["RSF"], "c": ["Rapid Support Forces"], "d": ["The Forces", "RSF"]}
    )
    assert [tuple(each) for each in found] == [
        ("b", "d", "alias"), ("a", "b", "initials"), ("a", "d", "initials"), ("b", "c", "initials"),
        ("c", "d", "initials"),
    ]  # fmt: skip


def test_several_of_one_key_are_paired_with_the_first_and_the_surest_come_first():
    found = look_alikes({"a": ["Kyiv"], "b": ["Київ"], "c": ["KYIV"]})
    assert [(each.first, each.second) for each in found] == [("a", "c"), ("a", "b")]
    assert [REASONS.index(each.reason) for each in found] == sorted(REASONS.index(each.reason) for each in found)


def test_a_name_that_is_spelled_twice_is_not_alike_itself():
    assert look_alikes({"a": ["Kyiv", "Київ", "Kiev", "KYIV"]}) == []


def test_every_reason_has_words_of_its_own():
    assert len({reason_words(each) for each in REASONS}) == len(REASONS)


def test_sounds_of_both_scripts_are_compared_word_by_word():
    assert sound_of("Володимир Зеленський") == sound_of("Volodymyr Zelenskyy")
    assert sound_of("Володимир Зеленський") != sound_of("Volodymyr  Yermak")
    assert sound_of("ь'’") == ""


LETTERS = st.text(st.sampled_from("abcd"), min_size=0, max_size=7)


@given(LETTERS, st.integers(0, 7), st.sampled_from("abcd"), st.sampled_from(["more", "less", "other", "swapped"]))
def test_one_letter_apart_is_what_one_slip_makes(text, at, letter, slip):
    text = f"xyzzy{text}"
    at = 5 + min(at, len(text) - 5)
    slipped = {
        "more": text[:at] + letter + text[at:],
        "less": text[:at] + text[at + 1 :],
        "other": text[:at] + letter + text[at + 1 :] if at < len(text) else text,
        "swapped": text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
    }[slip]
    assert one_letter_apart(text, slipped) == (text != slipped)
    assert one_letter_apart(slipped, text) == (text != slipped)


@given(LETTERS, LETTERS)
def test_one_letter_apart_agrees_with_a_plain_count(one, other):
    one, other = f"wxyz{one}", f"wxyz{other}"
    assert one_letter_apart(one, other) == (distance(one, other) == 1)


def distance(one, other):
    """Count slips (optimal string alignment) by the table of the textbooks."""
    rows = [[max(i, j) if not i * j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.mark.parametrize("kind", ["random", "numbered", "alike"])
def test_twenty_thousand_names_take_seconds_and_not_minutes(kind):
    """Comparing each with each would be two hundred million pairs; with keys it is a second here."""
    chosen = random.Random(14)  # noqa: S311 - names to be found alike, no secrets
    parts = ["ka", "vi", "ro", "len", "sky", "chuk", "bel", "gor", "sk", "ov", "an", "mir", "dn", "ho"]
    make = {
        "random": lambda number: (
            "".join(chosen.choices(parts, k=4)).title() + " " + "".join(chosen.choices(parts, k=3))
        ),
        "numbered": lambda number: f"Settlement number {number:05d}",
        "alike": lambda number: f"Київ {'а' * (number % 7)}",
    }[kind]
    names = {str(number): [make(number)] for number in range(20_000)}
    begun = time.process_time()
    found = look_alikes(names)
    assert time.process_time() - begun < 20
    assert len(found) < 40_000
