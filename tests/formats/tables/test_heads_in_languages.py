"""The heads of a workbook that this program writes are known to its import in each of its languages."""

from __future__ import annotations

import pytest

from timeline_app.formats.tables.field_names import UNCERTAIN, known_names, plain_name

FIELDS = (
    "start", "end", "title", "summary", "status", "category", "importance", "actors", "place", "latitude", "longitude",
    "tags", "notes", "source_title", "source_url", "date_text", "zone", "id",
)  # fmt: skip
HEADS = {
    "en": "Date|Until|Title|Summary|Status|Category|Importance|Actors|Place|Latitude|Longitude|Tags|Notes|Source|"
    "Source URL|Date as written|Time zone|ID",
    "uk": "Дата|До|Назва|Короткий опис|Статус|Категорія|Важливість|Учасники|Місце|Широта|Довгота|Теги|Нотатки|Джерело|"
    "Посилання|Дата, як її записано|Часовий пояс|ID",
    "de": "Datum|Bis|Titel|Zusammenfassung|Status|Kategorie|Wichtigkeit|Akteure|Ort|Breite|Länge|Schlagwörter|Notizen|"
    "Quelle|URL der Quelle|Datum wie geschrieben|Zeitzone|ID",
    "ru": "Дата|До|Название|Краткое описание|Статус|Категория|Важность|Участники|Место|Широта|Долгота|Теги|Заметки|"
    "Источник|Ссылка|Дата, как она записана|Часовой пояс|ID",
}


@pytest.mark.parametrize("language", HEADS)
def test_each_head_is_known(language):
    found = [known_names().get(plain_name(head)) for head in HEADS[language].split("|")]
    assert found == list(FIELDS)


@pytest.mark.parametrize("head", ["Until", "До", "Bis", "Von"])
def test_a_head_that_may_be_a_place_tells_a_date_only_where_the_cells_do(head):
    assert plain_name(head) in UNCERTAIN


@pytest.mark.parametrize("head", ["Publisher", "Видавець", "Издатель", "Herausgeber"])
def test_who_published_is_known(head):
    assert known_names()[plain_name(head)] == "publisher"
