"""Ukrainian, Russian and German are read like English: sentences of our own with the dates that a reader gives them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.events.article import read_in_its_languages
from timeline_app.extract.languages import load
from timeline_app.extract.languages.detection import READ, language_of, stretches

CASES = Path(__file__).parents[1] / "data" / "dates_in_languages.txt"
LINE = re.compile(r"\[([^\[\]]+)\]\(([^()]*)\)")


def marked() -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    """Read the sentences: language, day of publication, text, and its expressions with their EDTF."""
    cases = []
    language = published = ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("# "):
            language, published = line.split()[1:3]
        elif line.strip():
            cases.append((language, published, LINE.sub(r"\1", line), LINE.findall(line)))
    return cases


@pytest.mark.parametrize(("language", "published", "text", "dates"), marked())
def test_sentences_have_the_dates_that_a_reader_gives_them(language, published, text, dates):
    found = [(each.text, each.edtf) for each in find_expressions(text, published, language) if each.edtf]
    assert found == dates


@pytest.mark.parametrize(("language", "published", "text", "dates"), marked())
def test_the_language_of_a_sentence_is_told_by_itself(language, published, text, dates):
    del published, dates
    assert language_of(text, language) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The talks in Istanbul ended without an agreement, said the head of the delegation.", "en"),
        ("Переговори у Стамбулі завершилися без угоди, заявив керівник делегації.", "uk"),
        ("Переговоры в Стамбуле завершились без соглашения, заявил глава делегации.", "ru"),
        ("Делегации встретились в среду в порту.", "ru"),
        ("Делегації зустрілися в середу в порту.", "uk"),
        ("Die Gespräche in Istanbul endeten ohne eine Einigung, sagte der Leiter der Delegation.", "de"),
        ("Rozmowy w Stambule zakończyły się bez porozumienia, powiedział szef delegacji.", "pl"),
        ("Les pourparlers se sont terminés sans accord à Istanbul, a déclaré le chef de la délégation.", "fr"),
        ("Перамовы ў Стамбуле скончыліся без пагаднення, заявіў кіраўнік дэлегацыі.", "be"),
        ("İstanbul'daki görüşmeler bir anlaşma olmadan sona erdi, dedi heyet başkanı.", "tr"),
        ("المحادثات في إسطنبول انتهت دون اتفاق", "ar"),
        ("イスタンブールでの協議は合意なく終わった。", "ja"),
        ("", ""),
    ],
)
def test_languages_are_told_apart(text, language):
    assert language_of(text) == language


def test_what_a_page_says_decides_only_where_its_text_does_not():
    assert language_of("16 травня 2025", "uk") == "uk"
    assert language_of("Moskau 2014", "de") == "de"
    assert language_of("The talks in the palace ended and they left for the airport.", "uk") == "en"


def test_a_text_is_parted_where_its_language_changes():
    text = (
        "The delegations met in the old palace and talked for an hour.\n\n"
        "Делегації зустрілися в старому палаці й говорили про обмін полоненими.\n\nThey left.\n"
    )
    runs = stretches(text)
    assert [each.language for each in runs] == ["en", "uk", "en"]
    assert "".join(text[each.first : each.last] for each in runs) == text


def test_a_word_of_one_language_means_nothing_in_another():
    """ "Среда" is Wednesday in Russian and "неділя" Sunday in Ukrainian: a text is read by one grammar at a time."""
    assert not find_expressions("Встреча прошла в среду.", "2025-07-24", "en")
    assert not any(each.edtf for each in find_expressions("Die Mutter kam im Mai.", "2025-07-24", "uk"))


@pytest.mark.parametrize("language", READ)
def test_every_shape_of_a_language_names_a_meaning_and_a_guard_that_exist(language):
    from timeline_app.extract.dates.calendar_meanings import CALENDAR_MEANINGS
    from timeline_app.extract.dates.guards import GUARDS
    from timeline_app.extract.dates.offset_meanings import STEP_MEANINGS
    from timeline_app.extract.dates.worded_guards import WORDED_GUARDS
    from timeline_app.extract.dates.worded_meanings import WORDED_MEANINGS

    for shape in load(language).shapes:
        assert shape.meaning in CALENDAR_MEANINGS.keys() | STEP_MEANINGS.keys() | WORDED_MEANINGS.keys()
        assert not shape.guard or shape.guard in GUARDS.keys() | WORDED_GUARDS.keys()


def test_offsets_are_those_of_the_whole_text_whatever_the_languages():
    text = "The army left on 5 May 2025 with all its guns.\n\nУ ніч на 9 липня над містом збили дрони, пожеж не було.\n"
    found = read_in_its_languages(text, "2025-07-21")
    assert [text[each.start : each.end] for each in found.expressions] == ["5 May 2025", "ніч на 9 липня"]
    assert all(text[each.excerpt_start : each.excerpt_end] == each.exact for each in found.proposals)
    assert len(found.proposals) == 2
