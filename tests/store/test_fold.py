"""One fold: what is called the same is found, in the index, in names and by the check."""

from __future__ import annotations

import shutil
import sqlite3
import threading
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from older_stores import set_back

from timeline_app.document import Chronology, open_chronology
from timeline_app.domain.change import Change
from timeline_app.domain.names import Naming
from timeline_app.domain.query.dates import QueryDates
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.query.tree import Named, Query, Text, Within
from timeline_app.domain.records import Actor, Event, Participation, Place
from timeline_app.domain.text.normalize import fold, index_text, name_key, words_of
from timeline_app.store import schema
from timeline_app.store.queries import indexing
from timeline_app.store.safety.backups import differences, summary_of
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60) | st.text(
    st.sampled_from("aßẞéеёйиіїЇґ'’ʼ`´′ﬁǆ½ﾞかが\u0301\u0306\u0308\u00ad\u200b\u200dŉİıΐᾳςΣ _-x1"),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Weißenburger", "WEIẞENBURGER"),
        ("Слов'янськ", "Слов’янськ"),
        ("Слов'янськ", "Словʼянськ"),
        ("Слов'янськ", "Слов`янськ"),
        ("Слов'янськ", "Слов´янськ"),
        ("Слов'янськ", "Слов′янськ"),
        ("Слов'янськ", "СЛОВ‘ЯНСЬК"),
        ("Потёмкин", "потемкин"),
        ("Гайовий", "Гайовии\u0306"),
        ("Київ", "Киі\u0308в"),
        ("за́мок", "замок"),
        ("ﬁre", "fire"),
        ("Ｋｙｉｖ", "kyiv"),
        ("z\u0335\u0301\u0322algo", "zalgo"),
        ("й\u0301", "й"),
        ("и\u0301\u0306", "й"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Sep\u00adtem\u200bber", "september"),
        ("Œuvre", "oeuvre"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("か\u3099", "が"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("й", "и"),
        ("ї", "і"),
        ("Київ", "Киів"),
        ("ґ", "г"),
        ("є", "е"),
        ("か", "が"),
        ("कि", "क"),
        ("ไทย", "ทย"),
        ("ы", "и"),
    ],
)
def test_other_letters_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert words_of(one) != words_of(other)


@given(st.text("ab`'´ЖжйЇїёґÄßüé«»„“’–— 7_-.\u00a0\u00ad", max_size=20))
def test_what_is_common_is_folded_as_anything_else_is(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert fold(text) == fold(apart)
    assert words_of(index_text(text)) == words_of(index_text(apart)) == words_of(text)


@given(TEXTS)
def test_folding_is_done_once_and_knows_no_normal_form(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert words_of(index_text(text)) == words_of(text)
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.create(tmp_path_factory.mktemp("fold") / "one.timelinedb") as store:
        yield store


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, TEXTS)
def test_of_any_text_the_check_says_whole_and_each_word_finds_it(store: Store, title: str, name: str) -> None:
    place, actor = Place("p", name), Actor("a", name, aliases=(title,))
    event = Event("e", title, "2025", summary=name, place_id="p", actors=(Participation("a"),))
    before = tuple(
        record for record in (store.lookups.record(type(each), each.id) for each in (place, actor, event)) if record
    )
    change = Change("Edit", before=before, after=(place, actor, event))
    store.apply(change)
    assert store.check().ok
    row = store.lookups.row_of("e")
    for word in words_of(title):
        for node in (Text(word), Text(word, prefix=True), Within("title", word)):
            assert store.search.matching_rows(Query(root=node)) == [row]
        assert row in store.search.rows_with_words(Text(word)).tolist()
        assert row in store.search.rows_with_words(Text(word), among=[row or 0]).tolist()
    if words_of(name):
        assert store.search.matching_rows(Query(root=Named("place", name))) == [row]
    if name_key(name):
        assert store.search.matching_rows(Query(root=Named("actor", name, exact=True))) == [row]


def test_a_word_that_is_no_longer_there_is_not_found(tmp_path: Path) -> None:
    with Store.create(tmp_path / "one.timelinedb") as store:
        old, new = Event("e", "Groß й ﬁre"), Event("e", "Klein")
        store.apply(Change("Add", after=(old,)))
        stored = store.lookups.event("e")
        assert stored is not None
        store.apply(Change("Edit", before=(stored,), after=(new,)))
        assert [len(store.search.matching_rows(parse_query(q))) for q in ("gross", "й", "fire", "klein")] == [
            0,
            0,
            0,
            1,
        ]
        store.undo()
        assert [len(store.search.matching_rows(parse_query(q))) for q in ("gross", "й", "fire", "klein")] == [
            1,
            1,
            1,
            0,
        ]
        with store.connections.writing() as connection:
            connection.execute("INSERT INTO event_words (event_words) VALUES ('integrity-check')")


def test_a_name_typed_in_another_spelling_is_the_one_that_is_there(tmp_path: Path) -> None:
    with Store.create(tmp_path / "one.timelinedb") as store:
        store.apply(Change("Add", after=(Actor("a", "Jörg Groß"), Actor("b", "Jorg Gross"), Place("p", "Слов’янськ"))))
        naming = Naming(store.lookups)
        assert naming.actors(["Jorg Gross", "JÖRG GROSS", "Jörg Groß"]) == (Participation("b"), Participation("a"))
        assert naming.place("Словʼянськ") == "p"
        assert naming.made == []


QUERIES = ("Strasse", "straße", "WEISSENBURGER", "Слов'янськ", "потемкин", "Южний", "place:Rosslau", "kommt", "Berl*")


def unfolded(path: Path, version: int) -> None:
    """Make a store as it was before, with indexes that SQLite folded."""
    with Store.create(path) as store:
        titles = ("Weißenburger Straße", "Бої: Словʼянськ", "Потёмкин выступил", "Южнии\u0306", "Berlin kommt")
        events = [Event(f"e{number}", title, "2025", place_id="p") for number, title in enumerate(titles)]
        store.apply(Change("Add", after=(Place("p", "Roßlau"), *events)))
    set_back(path, version)


def hits(store: Store) -> list[int]:
    return [len(store.search.matching_rows(parse_query(query))) for query in QUERIES]


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_store_is_renewed_when_it_is_opened(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.timelinedb"
    unfolded(path, version)
    with Store.open(path) as store:
        assert hits(store) == [1, 1, 1, 1, 1, 1, 5, 1, 1]
        assert store.check().ok
        store.undo()
        assert hits(store) == [0] * len(QUERIES)
        store.redo()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.SCHEMA_VERSION,)


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_store_that_is_only_read_is_searched_rightly_and_stays_as_it_is(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.timelinedb"
    unfolded(path, version)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        assert hits(store) == [1, 1, 1, 1, 1, 1, 5, 1, 1]
        assert len(store.search.rows_with_words(Text("strasse"))) == 1
        assert len(store.search.rows_with_words(Text("strassen", match="forms"))) == 1
        assert store.check().ok
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_store_can_be_compared_and_merged(tmp_path: Path, version: int) -> None:
    path, now = tmp_path / "old.timelinedb", tmp_path / "new.timelinedb"
    unfolded(path, version)
    shutil.copy(path, now)
    with Store.open(now) as store:
        store.apply(Change("Add", after=(Event("more", "More", "2025"),)))
    with Store.open(now) as ours, Store.open(path, read_only=True) as theirs:
        assert sum(summary_of(differences(ours, theirs))["event"].values()) == 1


def test_days_are_those_of_the_clocks_that_are_shown(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "one.timelinedb")
    events = (
        Event("night", "Night strike", "2024-03-14T00:40+02:00", zone="Europe/Kyiv"),
        Event("curfew", "Until midnight", "2024-03-13T20:00+02:00", "2024-03-14T00:00+02:00"),
        Event("day", "Whole day", "2024-03-14"),
        Event("days", "Two days", "2024-03-13", "2024-03-14"),
        Event("floating", "By its own clock", "2024-03-14T00:10"),
        Event("moment", "At midnight", "2024-03-14T00:00+02:00", "2024-03-14T00:00+02:00"),
        Event("mixed", "From a day to a time", "2024-03-12", "2024-03-13T23:30Z"),
    )
    store.apply(Change("Add", after=events))
    wanted = {
        ("date:2024-03-14", "Europe/Kyiv"): {"night", "day", "days", "floating", "moment", "mixed"},
        ("date:2024-03-13", "Europe/Kyiv"): {"curfew", "days", "mixed"},
        ("within:2024-03-13", "Europe/Kyiv"): {"curfew"},
        ("within:2024-03-14", "Europe/Kyiv"): {"night", "day", "floating", "moment"},
        ("date:2024-03-14", "UTC"): {"day", "days", "floating"},
        ("date:2024-03-13", "UTC"): {"night", "curfew", "days", "moment", "mixed"},
        ("date:2024-03-13T22:40Z", "Europe/Kyiv"): {"night", "day", "days", "mixed"},
        ("date:>=2024-03-14", "Europe/Kyiv"): {"night", "day", "days", "floating", "moment", "mixed"},
        ("date:<2024-03-14", "Europe/Kyiv"): {"curfew", "days", "mixed"},
    }
    chronology = Chronology(store)
    for (query, zone), found in wanted.items():
        chronology.zone = zone
        rows = chronology.columns.row[chronology.select(query)].tolist()
        assert {event.id for event in store.lookups.events(rows)} == found, (query, zone)
        asked = store.search.matching_rows(parse_query(query, QueryDates(zone)))
        assert {event.id for event in store.lookups.events(asked)} == found, (query, zone)
    chronology.close()


def test_the_search_in_an_older_store_is_made_ready_by_the_thread_that_opens_it(tmp_path, monkeypatch):
    """The window's own thread shall find the indexes there, and make none."""
    path = tmp_path / "old.timelinedb"
    with Store.create(path) as store:
        store.apply(Change("Add", after=(Event("e", "Große Straße"),)))
    set_back(path, 2)
    made_by = []
    making = indexing.statement_of
    monkeypatch.setattr(
        indexing, "statement_of", lambda *told: (made_by.append(threading.current_thread().name), making(*told))[1]
    )
    opened = []

    def opens() -> None:
        opened.append(open_chronology(path, read_only=True, ready_to_search=True))

    worker = threading.Thread(target=opens, name="worker")
    worker.start()
    worker.join()
    (chronology,) = opened
    assert chronology.select("strasse").tolist() == [True]
    assert set(made_by) == {"worker"}
    chronology.close()


def test_a_store_of_now_needs_no_preparing(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        store.connections.prepare_search()
        assert store.connections._readers._spare == []
