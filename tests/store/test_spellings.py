"""Words of a query are found in all their forms and in other letters; what was found before still is."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import Text, WordMatch
from timeline_app.domain.records import Actor, Event, Excerpt, Participation, Place, Source, new_id
from timeline_app.store.queries.spellings import Spellings
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline_app.domain.records import Record

TITLES = (
    "Strikes near the bridge", "A strike is planned", "The depot was struck", "Talks in Kyiv", "Переговори у Києві",
    "Київ атаковано", "Атака на Киев", "Angriffe auf Städte", "Der Angriff endet", "Зеленський прибув до Одеси",
    "Заявление Зеленского", "Zelensky speaks", "Одеса без світла", "War", "Warsaw meeting", "Prisoner exchange agreed",
    "Prisoners exchanged", "2025", "OR", 'NEAR the "line"', "Cease-fire", "Перемир’я порушено", "Після перемир'ям",
    "Під Куп’янськом", "Куп'янськ без води", "Об’єкт уражено", "Про об'єкти", "Куп і янська",
)  # fmt: skip


@pytest.fixture(scope="module")
def chronology(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    path = tmp_path_factory.mktemp("spellings") / "a.timelinedb"
    store = Store.create(path)
    source, actor, place = Source(new_id(), "A paper"), Actor(new_id(), "Рустем Умєров"), Place(new_id(), "Львів")
    told = Event(new_id(), "Told elsewhere", "2021", place_id=place.id, actors=(Participation(actor.id),))
    excerpt = Excerpt(new_id(), told.id, source.id, exact="The helicopters landed in Харкові.")
    events = [Event(new_id(), title, "2020") for title in TITLES]
    records: list[Record] = [source, actor, place, told, excerpt, *events]
    opened = Chronology(store)
    opened.do(Change("Add", after=tuple(records)))
    yield opened
    opened.close()


def found(chronology: Chronology, query: str) -> set[str]:
    rows = chronology.store.search.matching_rows(parse_query(query))
    assert sorted(chronology.columns.row[chronology.select(query)].tolist()) == sorted(rows)
    return {event.title for event in chronology.events(rows)}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("strike ", {"Strikes near the bridge", "A strike is planned", "The depot was struck"}),
        ("strikes", {"Strikes near the bridge", "A strike is planned", "The depot was struck"}),
        ("=strikes", {"Strikes near the bridge"}),
        ('"strikes"', {"Strikes near the bridge"}),
        ('="Києві"', {"Переговори у Києві"}),
        ("Київ", {"Переговори у Києві", "Київ атаковано"}),
        ("Києва ", {"Переговори у Києві", "Київ атаковано"}),
        ("title:Києвом", {"Переговори у Києві", "Київ атаковано"}),
        ("title:=Києвом", set()),
        ("Angriffs ", {"Angriffe auf Städte", "Der Angriff endet"}),
        ("Stadt", {"Angriffe auf Städte"}),
        ("Одесу", {"Зеленський прибув до Одеси", "Одеса без світла"}),
        ("war ", {"War"}),
        ('"prisoner exchange"', {"Prisoner exchange agreed"}),
        ("prisoner exchange ", {"Prisoner exchange agreed", "Prisoners exchanged"}),
        ("prisoner -agree ", {"Prisoners exchanged"}),
        ("~Zelensky", {"Зеленський прибув до Одеси", "Заявление Зеленского", "Zelensky speaks"}),
        ("~Зеленский", {"Зеленський прибув до Одеси", "Заявление Зеленского", "Zelensky speaks"}),
        ("~Zelen", {"Зеленський прибув до Одеси", "Заявление Зеленского", "Zelensky speaks"}),
        ("~Kyiv ", {"Talks in Kyiv", "Переговори у Києві", "Київ атаковано", "Атака на Киев"}),
        ('~"Umerov Rustem"', {"Told elsewhere"}),
        ("~Umerov ~Lviv ", {"Told elsewhere"}),
        ("Львові ", {"Told elsewhere"}),
        ("Умєрова helicopter Харків", {"Told elsewhere"}),
        ("cease-fire", {"Cease-fire"}),
        ("перемир'я ", {"Перемир’я порушено", "Після перемир'ям"}),
        ("перемир'ю ", {"Перемир’я порушено", "Після перемир'ям"}),
        ("=перемир'я", {"Перемир’я порушено"}),
        ("Куп'янська ", {"Під Куп’янськом", "Куп'янськ без води"}),
        ("~Куп'янська ", {"Під Куп’янськом", "Куп'янськ без води"}),
        ("title:об'єктами", {"Об’єкт уражено", "Про об'єкти"}),
        ("title:=об'єктами", set()),
        ("2025", {"2025"}),
        ("=OR", {"OR"}),
        ("near ", {"Strikes near the bridge", 'NEAR the "line"'}),
    ],
)
def test_a_word_is_found_in_its_forms_and_letters(chronology, query, titles):
    assert found(chronology, query) == titles


WORDS = st.sampled_from(" ".join(TITLES).split()) | st.text("abcdestіиїйкоунь'\"*()~=-:^+{}", min_size=1, max_size=9)
WORDS = WORDS.filter(lambda word: any(map(str.isalnum, word)))


@given(WORDS, st.booleans())
def test_all_that_was_found_as_it_stands_is_found_in_any_form_and_in_any_letters(chronology, word, prefix):
    exact, forms, sound = (
        set(chronology.store.search.rows_with_words(Text(word, prefix, match)).tolist())
        for match in get_args(WordMatch)
    )
    assert exact <= forms <= sound


@pytest.mark.parametrize("word", ["strike", "Київ"])
def test_a_few_events_are_answered_as_all_are(chronology, word):
    text = Text(word, match="forms")
    every = chronology.store.search.rows_with_words(text).tolist()
    assert every
    for row in every:
        assert row in chronology.store.search.rows_with_words(text, among=[row]).tolist()


def test_new_words_are_forms_at_once(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as store:
        chronology = Chronology(store)
        for title in ("A missile", "Missiles"):
            assert title not in found(chronology, "missile ")
            chronology.do(Change("Add", after=(Event(new_id(), title, "2020"),)))
            assert title in found(chronology, "missile ")
        chronology.close()


def test_a_word_that_has_no_other_forms_here_is_asked_for_alone(chronology):
    with chronology.store.connections.reading() as connection:
        assert Spellings(connection).phrase(Text("helicopter", match="exact")) == '"helicopter"'
        assert Spellings(connection).phrase(Text("bridge", match="forms")) == '"bridge"'
        assert Spellings(connection).phrase(Text("helicopter", match="forms")) == '("helicopter" OR "helicopters")'


def test_so_many_words_that_a_search_would_take_seconds_are_not_asked_for(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as store:
        chronology = Chronology(store)
        letters = "абвгдежзиклмнопрстуфхцчшщюя"
        names = [f"зеленс{one}{two}" for one in letters for two in letters]
        chronology.do(
            Change("Add", after=(Event(new_id(), " ".join(names), "2020"), Event(new_id(), "Зеленс", "2021")))
        )
        with store.connections.reading() as connection:
            phrase = Spellings(connection).phrase(Text("zelens", prefix=True, match="sound"))
        assert 400 < phrase.count(" OR ") <= 500
        assert len(found(chronology, "~Zelens")) == 2
        chronology.close()
