"""One person has one record, in whatever script, spelling and case a paper names him."""

from __future__ import annotations

import pytest

from timeline_app.extract.events.names import NameIndex
from timeline_app.extract.languages import load_prose

KNOWN = {
    "Rustem Umerov": "umerov", "Umerov": "umerov", "Zelensky": "zelensky", "Putin": "putin", "Zakharova": "zakharova",
    "Kyiv": "kyiv", "Kharkiv": "kharkiv", "Iran": "iran", "Irak": "irak", "Bakhmut": "bakhmut",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("uk", "Рустема Умєрова чекали в залі", ["umerov"]),
        ("uk", "зустріч з Умєровим", ["umerov"]),
        ("uk", "указ Зеленського", ["zelensky"]),
        ("uk", "у Києві та Харкові", ["kyiv", "kharkiv"]),
        ("uk", "дзвінок Путіну", ["putin"]),
        ("ru", "встреча с Умеровым", ["umerov"]),
        ("ru", "Рустем Умеров прибыл", ["umerov"]),
        ("ru", "слова Захаровой", ["zakharova"]),
        ("ru", "в Иране, а не в Ираке", ["iran", "irak"]),
        ("ru", "бои под Бахмутом", ["bakhmut"]),
        ("de", "Umjerows Reise nach Kiew", ["umerov"]),
        ("de", "Putins Antwort an Selenskyj", ["putin", "zelensky"]),
        ("en", "Umjerow met Zelenskyy", ["umerov", "zelensky"]),
        ("en", "Iran is not Irak", ["iran", "irak"]),
    ],
)
def test_names_are_found_across_scripts_and_cases(language, text, named):
    assert list(NameIndex(KNOWN, load_prose(language).name_endings).find(text)) == named


def test_a_name_as_it_stands_comes_before_one_that_only_may_be_its_case():
    known = {"Захаров": "he", "Захарова": "she"}
    names = NameIndex(known, load_prose("ru").name_endings)
    assert names.find("Захарова сказала") == ("she",)
    assert names.find("Захаров сказал") == ("he",)
    assert names.find("о Захарове") == ("he",)


def test_a_mans_name_is_not_taken_for_a_womans():
    assert NameIndex({"Zakharova": "she"}, load_prose("ru").name_endings).find("Захаров молчал") == ()
