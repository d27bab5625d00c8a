"""What a query looks for is marked in the words that it found, whatever else it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline_app.document import Chronology
from timeline_app.document.filter.found import found_words
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event, new_id
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

TITLES = ("Перемир’ям кінець", "Зеленський у Києві", "Strikes near the bridge; the depot was struck", "Об’єкти", "Куп")


@pytest.fixture(scope="module")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    opened = Chronology(Store.create(tmp_path_factory.mktemp("found") / "a.timelinedb"))
    opened.do(Change("Add", after=tuple(Event(new_id(), title, "2020") for title in TITLES)))
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "field", "text", "marked"),
    [
        ("strike ", "title", TITLES[2], ["Strikes", "struck"]),
        ("=strikes", "title", TITLES[2], ["Strikes"]),
        ("str", "title", TITLES[2], ["Strikes", "struck"]),
        ("~Zelensky ~Kiev", "title", TITLES[1], ["Зеленський", "Києві"]),
        ("перемир'я ", "title", TITLES[0], ["Перемир"]),
        ("об'єкт ", "title", TITLES[3], ["Об’єкти"]),
        ("title:strikes", "title", TITLES[2], ["Strikes", "struck"]),
        ("title:strikes", "summary", TITLES[2], []),
        ("title:~Zelensky", "title", TITLES[1], ["Зеленський"]),
        ("summary:bridge", "summary", TITLES[2], ["bridge"]),
        ("bridge OR (depot -strike)", "", TITLES[2], ["bridge", "depot"]),
        ("-strikes", "title", TITLES[2], []),
        ("notes:bridge", "title", TITLES[2], []),
        ("place:bridge status:planned date:2020", "title", TITLES[2], []),
        ("title:— bridge", "title", TITLES[2], ["bridge"]),
        ("(", "title", TITLES[2], []),
        ("", "title", TITLES[2], []),
    ],
)
def test_words_are_marked_as_they_were_found(chronology, query, field, text, marked):
    assert [text[start:end] for start, end in found_words(chronology, query).places(text, field)] == marked


@pytest.mark.parametrize("query", ["strike ", "~Zelensky ", "перемир'я ", "об'єкт ", "near the ", '"the bridge"'])
def test_each_event_that_words_find_in_its_title_has_a_mark_there(chronology, query):
    rows = chronology.columns.row[chronology.select(query)].tolist()
    found = found_words(chronology, query)
    assert rows
    assert all(found.places(title, "title") for title in chronology.titles(rows).values())
