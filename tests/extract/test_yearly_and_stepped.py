"""Days that come every year, and steps of a week or a year from the date last spoken of, in four languages."""

from __future__ import annotations

import pytest

from timeline_app.extract.dates.tagger import find_expressions
from timeline_app.extract.events.proposals import read_article


def _values(text: str, language: str) -> dict[str, str]:
    return {each.text: each.value for each in find_expressions(text, "2014-05-15", language)}


@pytest.mark.parametrize(
    ("language", "text", "said", "value"),
    [
        ("en", "Every year on 8 May they march.", "8 May", "XXXX-05-08"),
        ("en", "The fair is held in June each year.", "June", "XXXX-06"),
        ("de", "Jedes Jahr, am 28. Dezember, läuten die Glocken.", "28. Dezember", "XXXX-12-28"),
        ("de", "Alljährlich im Juni ist Markt.", "Juni", "XXXX-06"),
        ("uk", "Щороку 8 травня вони йдуть містом.", "8 травня", "XXXX-05-08"),
        ("ru", "Ежегодно в мае здесь цветёт сирень.", "мае", "XXXX-05"),
    ],
)
def test_a_day_that_comes_every_year_is_of_no_year(language: str, text: str, said: str, value: str) -> None:
    assert _values(text, language)[said] == value


def test_every_year_said_of_something_else_leaves_a_date_its_year() -> None:
    assert _values("On 8 April they met, for the third time. Every year they fail.", "en")["8 April"] == "2014-04-08"


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("Am 3. Mai 2013 begann das Lager. Am Tag darauf regnete es.", "Tag darauf", "2013-05-04"),
        ("Am 3. Mai 2013 begann das Lager. In der Woche darauf kam er.", "Woche darauf", "2013-W19"),
        ("Im dritten Quartal 2009 sanken die Exporte gegenüber denen des Vorjahres.", "Vorjahres", "2008"),
        ("Der Umsatz stieg im Vergleich zum Vorjahr um drei Prozent.", "Vorjahr", "2013"),
        ("Gewählt wird am 6. und 7. sowie am 13. und 14. Juni.", "6.", "2014-06-06"),
        ("Um die Jahreswende 2011/12 zogen sie ab.", "Jahreswende 2011/12", "2011"),
    ],
)
def test_german_steps_and_lists_of_days(text: str, said: str, value: str) -> None:
    assert _values(text, "de")[said] == value


def test_the_hundredths_of_a_german_race_are_no_day() -> None:
    assert not _values("Es siegte Berg in 1.02,14; zweiter wurde Holm in 1.03,15.", "de")


@pytest.mark.parametrize("text", ["Es starben 15.", "Es siegte Berg in 1.03,15.", "Verletzt wurden 7."])
def test_a_german_text_may_end_with_a_number(text: str) -> None:
    assert not _values(text, "de")


@pytest.mark.parametrize(
    ("language", "text", "said", "value"),
    [
        ("uk", "Війни (500 до н. е. — 449 до н. е.) тривали довго.", "500 до н. е.", "BC0500"),
        ("uk", "Придушивши повстання у 493 до н. е., військо пішло.", "493 до н. е.", "BC0493"),
        ("uk", "Книгу він написав у 440-430 роках до н. е.", "440", "BC0440"),
        ("uk", "Навесні 492 до н. е. флот вирушив.", "Навесні 492 до н. е.", "BC0492-SP"),
        ("uk", "За зиму 2500 чоловіків померли від хвороб.", "зиму", "2013-WI"),
        ("uk", "Почалися кампанії 1777—1778 років.", "1777", "1777"),
        ("uk", "1956 року полків було 85, 1958 — 37, 1960 — 121.", "1958", "1958"),
        ("ru", "В 480 до н. э. пришли персы.", "480 до н. э.", "BC0480"),
        ("ru", "Войны (500 до н. э. — 449 до н. э.) длились долго.", "449 до н. э.", "BC0449"),
    ],
)
def test_years_that_stand_without_a_word_for_the_year(language: str, text: str, said: str, value: str) -> None:
    assert _values(text, language)[said] == value


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("uk", "У ніч з 12 на 13 травня армія обстріляла місто.", "2014-05-12", "2014-05-13"),
        ("ru", "В ночь с 12 на 13 мая армия обстреляла город.", "2014-05-12", "2014-05-13"),
        ("de", "In der Nacht vom 12. auf den 13. Mai griff die Armee die Stadt an.", "2014-05-12", "2014-05-13"),
        ("uk", "У ніч на 13 травня армія обстріляла місто.", "2014-05-13", ""),
    ],
)
def test_a_night_between_two_days_is_of_both(language: str, text: str, start: str, end: str) -> None:
    (proposal,) = read_article(text, "2014-05-15", language=language).proposals

    assert (proposal.start, proposal.end) == (start, end)


def test_the_story_goes_on_in_the_morning_after_a_night() -> None:
    text = "In der Nacht vom 12. auf den 13. August 1961 kamen sie. Drei Tage später sprach er."
    assert _values(text, "de")["Drei Tage später"] == "1961-08-16"


def test_a_number_up_to_a_greater_one_is_no_year() -> None:
    assert not _values("Загинуло від 1300 до 12.000 людей.", "uk")
