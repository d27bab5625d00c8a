"""What follows from a language by rule: months, weekdays, numbers, lists, ordinals."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from timeline_app.base import i18n
from timeline_app.base.i18n import facts
from timeline_app.base.i18n.system_language import language_numbered

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = ("TIMELINE_APP_SYSTEM_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", i18n.CHOICE)


@pytest.fixture
def speak(monkeypatch):
    """Has the facts of a language in use."""

    def use(code):
        for module in (i18n, facts):
            monkeypatch.setattr(module, "language", lambda: code)

    return use


@pytest.fixture
def settle(monkeypatch, tmp_path):
    """Settles the language by variables of the system, where German and French have catalogues; gives which it is."""
    for code in ("de", "fr"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalog = Catalog(locale=code, fuzzy=False)
        catalog.add("day", {"de": "Tag", "fr": "jour"}[code])
        with (folder / f"{i18n.DOMAIN}.mo").open("wb") as file:
            write_mo(file, catalog)
    for name in VARIABLES:
        monkeypatch.setenv(name, "")
    monkeypatch.delenv(VARIABLES[0])

    def use(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        i18n.settle_language(tmp_path)
        return i18n.language()

    yield use
    monkeypatch.undo()
    i18n.settle_language()


def test_the_facts_are_those_of_the_cldr():
    script = ROOT / "packaging" / "locale_facts.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize(
    ("code", "month", "after_day", "weekday"),
    [
        ("en", "July", "July", "Monday"),
        ("uk", "липень", "липня", "понеділок"),
        ("de", "Juli", "Juli", "Montag"),
        ("ru", "июль", "июля", "понедельник"),
    ],
)
def test_months_and_weekdays_are_those_of_the_language(speak, code, month, after_day, weekday):
    speak(code)
    assert (facts.months_alone()[7], facts.months_of_days()[7], facts.weekdays()[0]) == (month, after_day, weekday)
    assert [len(each) for each in (facts.months_short(), facts.months_short_of_days())] == [13, 13]
    assert len(set(facts.weekdays_short())) == 7


@pytest.mark.parametrize(
    ("code", "whole", "part", "trimmed"),
    [
        ("en", "1,234,567", "1,234.50", "13.8"),
        ("de", "1.234.567", "1.234,50", "13,8"),
        ("uk", "1\xa0234\xa0567", "1\xa0234,50", "13,8"),
        ("ru", "1\xa0234\xa0567", "1\xa0234,50", "13,8"),
    ],
)
def test_numbers_have_the_signs_of_the_language(speak, code, whole, part, trimmed):
    speak(code)
    assert (facts.grouped(1234567), facts.grouped(1234.5, 2)) == (whole, part)
    assert (facts.short_number(13.8, 4), facts.figures(13.8, 4)) == (trimmed, trimmed)
    assert facts.short_number(100, 4) == "100"


@pytest.mark.parametrize(
    ("code", "both", "either"),
    [
        ("en", "a, b and c", "a, b or c"),
        ("uk", "a, b і c", "a, b або c"),
        ("de", "a, b und c", "a, b oder c"),
        ("ru", "a, b и c", "a, b или c"),
    ],
)
def test_lists_are_joined_by_the_words_of_the_language(speak, code, both, either):
    speak(code)
    assert (facts.all_of("abc"), facts.one_of("abc")) == (both, either)
    assert [facts.all_of(items) for items in ((), ("a",))] == ["", "a"]
    assert facts.all_of(("{0}", "{1}")) == both.replace("a, b", "{0}").replace("c", "{1}")


def test_centuries_are_numbered_as_the_language_does(speak):
    for code, wanted in (("en", ["1st", "11th", "19th", "22nd"]), ("de", ["1.", "11.", "19.", "22."]),
                         ("uk", ["I", "XI", "XIX", "XXII"])):  # fmt: skip
        speak(code)
        assert [facts.era_number(each) for each in (1, 11, 19, 22)] == wanted


def test_the_languages_of_the_system_are_asked_in_order(settle):
    assert settle(LANG="de_DE.UTF-8") == "de"
    assert settle(LANGUAGE="pl:fr:de") == "fr"
    assert settle(LANGUAGE="", LANG="pl_PL.UTF-8") == "en"


def test_english_before_another_language_is_english(settle):
    assert settle(LANGUAGE="en_GB:de") == "en"


@pytest.mark.parametrize("wish", ["en_GB.UTF-8", "C.UTF-8", "POSIX", ""])
def test_english_is_known_without_the_names_of_all_locales(settle, monkeypatch, wish):
    """Gettext loads them to look for a catalogue, at each start (decision 10)."""
    monkeypatch.setattr(i18n.catalogues, "find", None)
    assert settle(LANG=wish) == "en"
    assert i18n.gettext("day") == "day"


def test_the_choice_for_this_program_comes_before_the_system(settle):
    assert settle(LANG="de_DE.UTF-8", TIMELINE_APP_LANGUAGE="fr") == "fr"


@pytest.mark.parametrize(
    ("variables", "code"), [({}, "de"), ({"LANG": "fr_FR.UTF-8"}, "fr"), ({"TIMELINE_APP_LANGUAGE": "fr"}, "fr")]
)
def test_a_system_is_asked_itself_where_no_variable_says_so(settle, monkeypatch, variables, code):
    monkeypatch.setattr(i18n, "system_language", lambda: "de_AT")
    assert settle(**variables) == code


@pytest.mark.parametrize(
    ("number", "name"), [(0x0422, "uk_UA"), (0x0419, "ru_RU"), (0x0407, "de_DE"), (0x0C07, "de_AT"), (0x0409, "en_US")]
)
def test_the_numbers_of_windows_are_languages(number, name):
    assert language_numbered(number) == name


def test_a_country_that_nobody_numbered_leaves_the_language():
    assert language_numbered(0x7C07).startswith("de")
    assert language_numbered(0x03FF) == ""


def test_a_phrase_is_of_the_language_that_was_settled_last(settle, tmp_path):
    assert i18n.gettext("day") == "day"
    settle(LANG="de_DE.UTF-8")
    assert i18n.gettext("day") == "Tag"


def test_the_ruler_and_the_dates_speak_the_language(speak):
    from timeline_app.domain.dates.calendar import seconds_at
    from timeline_app.domain.dates.formatting import word
    from timeline_app.domain.dates.when import When
    from timeline_app.layout.axis.ruler import _day_and_month, _month, _month_and_year

    assert word(When.of("2025-07", "")) == "July 2025"
    speak("uk")
    second = seconds_at(2025) + 203 * 86_400
    assert [_day_and_month(second), _month(second), _month_and_year(second)] == ["23 лип.", "лип.", "липень 2025"]
    assert word(When.of("2025-07-23", "")) == "23 липня 2025"
    assert word(When.of("2025-07", "")) == "липень 2025"


@pytest.mark.parametrize(
    ("edtf", "end", "words"),
    [
        ("[..2025-06]", "", "before липня 2025"),
        ("2025-07/..", "", "from липня 2025, still going on"),
        ("2025-07/2025-08", "", "липень to серпень 2025"),
        ("[2025-07..2025-08]", "", "between липня and серпня 2025"),
        ("[2025-07-01..2025-07-10]", "", "early липня 2025"),
    ],
)
def test_a_month_behind_a_preposition_has_its_case(speak, edtf, end, words):
    from timeline_app.domain.dates.formatting import word
    from timeline_app.domain.dates.when import When

    speak("uk")
    assert word(When.of(edtf, end)) == words


def test_another_language_is_spoken_at_once_and_the_systems_again(settle):
    @i18n.kept_in_words()
    def day():
        return i18n.gettext("day")

    assert settle(LANG="de_DE.UTF-8") == "de"
    assert day() == "Tag"
    i18n.choose_language("fr")
    assert (i18n.language(), day()) == ("fr", "jour")
    i18n.choose_language("en")
    assert (i18n.language(), day()) == ("en", "day")
    i18n.choose_language("")
    assert (i18n.language(), day()) == ("de", "Tag")


def test_only_languages_with_words_can_be_chosen(settle):
    settle(LANG="C")
    assert i18n.known_languages() == ("de", "en")
