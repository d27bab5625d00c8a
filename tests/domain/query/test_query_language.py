"""Queries mean what DESIGN.md says, in SQL and in numpy alike; a bad one says what is wrong and where."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.errors import QueryError
from timeline_app.domain.query.parser import (
    FIELDS,
    AllOf,
    AnyOf,
    Importance,
    Named,
    Not,
    StatusIs,
    Text,
    Within,
    parse_query,
)
from timeline_app.domain.records import Actor, Event, Excerpt, Participation, Place, Source, new_id
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline_app.domain.records import Record


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    path = tmp_path_factory.mktemp("query") / "sample.timelinedb"
    build_sample(path)
    chronology = Chronology(Store.open(path, read_only=True))
    yield chronology
    chronology.close()


def word(text: str, *, prefix: bool = False) -> Text:
    """Make a plain word, which is looked for in all its forms."""
    return Text(text, prefix=prefix, match="forms")


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("", AllOf()),
        ("   ", AllOf()),
        ("talks", word("talks", prefix=True)),
        ("talks ", word("talks")),
        ("tal* in", AllOf((Text("tal", prefix=True), word("in", prefix=True)))),
        ('"a phrase"', Text("a phrase")),
        ("«a phrase»", Text("a phrase")),
        ('"talks"', Text("talks")),
        ('="talks"', Text("talks")),
        ("=talks", Text("talks")),
        ("=OR", Text("OR")),
        ("-=talks", Not(Text("talks"))),
        ("~Zelensky ", Text("Zelensky", match="sound")),
        ("~Zelensky", Text("Zelensky", prefix=True, match="sound")),
        ('~"Zelensky"', Text("Zelensky", match="sound")),
        ('~"Volodymyr Zelensky"', AllOf((Text("volodymyr", match="sound"), Text("zelensky", match="sound")))),
        ("~5 ", Text("5")),
        ("… 5 ", AllOf((AllOf(), Text("5")))),
        ("a=b~ ", Text("a=b~")),
        ("title:talks", Within("title", "talks", "forms")),
        ('title:"talks"', Within("title", "talks")),
        ("title:=talks", Within("title", "talks")),
        ("title:~Zelensky", Within("title", "Zelensky", "sound")),
        ('summary:~"Zelensky"', Within("summary", "Zelensky", "sound")),
        ("notes:talks", Within("notes", "talks")),
        ("a b ", AllOf((word("a"), word("b")))),
        ("a OR b ", AnyOf((word("a"), word("b")))),
        ("a b OR c ", AnyOf((AllOf((word("a"), word("b"))), word("c")))),
        ("a (b OR c) ", AllOf((word("a"), AnyOf((word("b"), word("c")))))),
        ("-a ", Not(word("a"))),
        ("-(a b) ", Not(AllOf((word("a"), word("b"))))),
        ("cease-fire ", Text("cease-fire")),
        ("14:00 ", Text("14:00")),
        ("2025 ", Text("2025")),
        ("https://a.example ", Text("https://a.example")),
        ("Kyiv - Moscow ", AllOf((word("Kyiv"), word("Moscow")))),
        ("category:Diplomacy", Named("category", "Diplomacy")),
        ('actor:"Rustem Umerov"', Named("actor", "Rustem Umerov")),
        ('actor:="Russia"', Named("actor", "Russia", exact=True)),
        ("actor:=Russia", Named("actor", "Russia", exact=True)),
        ("Status:Planned", StatusIs("planned")),
        ("importance:>=4", Importance(4, 5)),
        ("importance:<3", Importance(1, 2)),
        ("importance:2..4", Importance(2, 4)),
        ("importance:5", Importance(5, 5)),
    ],
)
def test_a_query_is_read(text, root):
    assert parse_query(text).root == root


@pytest.mark.parametrize(
    ("text", "position", "part"),
    [
        ("foo:1", 0, "no field “foo”"),
        ("a catgory:x", 2, "Did you mean “category”"),
        ('a "b', 2, "not closed"),
        ("(a", 0, "not closed"),
        ("a)", 1, "no opening"),
        ("a OR", 2, "both sides"),
        ("OR a", 0, "both sides"),
        ("a -", 2, "minus"),
        ("status:maybe", 7, "planned, reported"),
        ("importance:x", 11, "from 1 to 5"),
        ("date:2025-02-30", 5, "not a date"),
        ("date:2025..2024", 5, "lies after"),
        ("date:2025..x", 11, "not a date"),
        *((each, 0, "“~” needs a word") for each in ("~", "~ ", '~""', "~…", "~(a)", "~ Kyiv", "~ OR a")),
        *((each, 2, "“=” needs a word") for each in ("a =", "a = b", 'a =""', "-(=)", "a = ")),
        *((f"a {each}:~b", 2, f"not behind “{each}:”") for each in ("actor", "status", "date", "notes", "id")),
        ("title:~", 0, "needs a value"),
        ("has:wings", 4, "cannot have or miss"),
        ("category:", 0, "needs a value"),
        ("(" * 60 + "a" + ")" * 60, 50, "too deeply"),
        ("a" * 10_001, 10_000, "too long"),
    ],
)
def test_a_bad_query_says_what_and_where(text, position, part):
    with pytest.raises(QueryError, match=part) as caught:
        parse_query(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 130),
        ("category:Diplomacy", 31),
        ("status:planned", 3),
        ("status:disputed", 6),
        ("Umjerow", 4),
        ("UMEROV", 4),
        ("умєров", 4),
        ("actor:Selenskyj", 11),
        ("actor:=Russia", 86),
        ("actor:Russia", 89),
        ("has:quote", 7),
        ("missing:source", 0),
        ("missing:coordinates", 2),
        ("date:2025-05..2025-07 category:diplomacy", 8),
        ("within:2014", 22),
        ("date:>=2025-08", 4),
        ("date:..2013", 1),
        ("importance:5", 25),
        ("id:istanbul-round-3", 1),
        ("category:military", 23),
        ("Türkiye", 8),
        ("turkiye", 8),
    ],
)
def test_the_sample_answers(sample, text, count):
    rows = sample.store.search.matching_rows(parse_query(text))
    assert len(rows) == count
    assert sorted(sample.columns.row[sample.select(text)].tolist()) == sorted(rows)


def test_rows_come_in_order_of_time(sample):
    rows = sample.store.search.matching_rows(parse_query("category:Diplomacy"))
    order = {row: index for index, row in enumerate(sample.columns.row.tolist())}
    assert rows == sorted(rows, key=order.__getitem__)
    assert sample.store.search.matching_rows(parse_query("category:Diplomacy"), limit=3) == rows[:3]
    assert sample.store.search.find(parse_query("category:Diplomacy")).tolist() == rows


def test_facets_count_what_is_kept(sample):
    mask = sample.select("status:disputed")
    facets = sample.facets(mask)
    assert facets.status.tolist() == [0, 0, 0, 0, 6, 0, 0]
    assert facets.category.sum() == 6
    assert facets.place.sum() == 6
    events = sample.events(sample.columns.row[mask].tolist())
    for index, actor in enumerate(sample.actors):
        assert facets.actor[index] == sum(actor.id in {p.actor_id for p in event.actors} for event in events)
    for index, source in enumerate(sample.sources):
        told = sum(source.id in {e.source.id for e in sample.evidence(event.id)} for event in events)
        assert facets.source[index] == told


VALUES = st.sampled_from(
    [
        "talks", "Kyiv", "Umerov", '"prisoner exchange"', "category:Strike", "status:occurred", "actor:Putin",
        "place:Istanbul", "source:BBC", "tag:none", "date:2022", "within:2022", "date:<2015", "importance:>=4",
        "has:quote", "missing:date", "missing:place", "has:link", "has:notes", "has:end", "title:talks",
        "summary:drone", "notes:law", "pris", "zzz", "has:coordinates", "has:actor", "has:tag", "has:document",
        "missing:category", "talk", "title:~Зеленський", "=talks", "~Zelensky", "~Зеленский", "title:=talks", "strike ",
    ]
)  # fmt: skip
QUERIES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        inner.map("-({})".format),
        st.lists(inner, min_size=2, max_size=3).map(" ".join).map("({})".format),
        st.lists(inner, min_size=2, max_size=3).map(" OR ".join).map("({})".format),
    ),
    max_leaves=5,
)


@settings(max_examples=60)
@given(QUERIES)
def test_sql_and_numpy_agree(sample, text):
    query = parse_query(text)
    mask = np.isin(sample.columns.row, sample.store.search.matching_rows(query))
    assert np.array_equal(sample.select(text), mask)


PIECES = st.sampled_from([*FIELDS, ":", '"', "(", ")", "-", "OR", " ", "..", ">=", "*", "=", "~"])


@settings(max_examples=300)
@given(st.text(max_size=40) | st.lists(PIECES).map("".join))
@example("\x00")
@example('a:"')
@example("-" * 100)
def test_any_text_is_read_or_refused(sample, text):
    try:
        query = parse_query(text)
    except QueryError as error:
        position = error.position
    else:
        position = len(sample.store.search.matching_rows(query))
    assert 0 <= position <= max(len(text), 130)


@pytest.mark.parametrize(
    "value", ["0", "6", "99999999999999999999", ">=-5", ">6", "1_0", "٣", "..9", "4..x", "1..2..3", "<", "<>4"]
)
def test_importance_is_told_where_it_is_no_number_from_1_to_5(value):
    with pytest.raises(QueryError, match="from 1 to 5") as caught:
        parse_query(f"importance:{value}")
    assert caught.value.position == 11


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("..", 1, 5), ("2..", 2, 5), ("..3", 1, 3), (">5", 6, 5), ("<=2", 1, 2), ("=3", 3, 3), ('"2 .. 4"', 2, 4)],
)
def test_importance_may_lack_an_end(value, low, high):
    assert parse_query(f"importance:{value}").root == Importance(low, high)


@pytest.mark.parametrize("joint", [" ", " OR ", " -", " ("])
def test_a_query_of_more_parts_than_anybody_types_is_told_where_they_become_too_many(joint):
    closing = ")" * 199 if joint == " (" else ""
    with pytest.raises(QueryError, match=r"too many parts|too deeply") as caught:
        parse_query(joint.join("a" * 201) + closing)
    assert caught.value.position > 50


def test_the_longest_query_is_answered_by_the_store(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as store:
        for joint in (" ", " OR ", " -"):
            assert store.search.matching_rows(parse_query(joint.join("a" * 200))) == []


SHELVES = ("title", "summary", "excerpt", "actor", "place")


@pytest.fixture(scope="module")
def scattered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chronology]:
    """Events that hold "amber" and "cobalt" in every way: themselves, in excerpts, actors or place, or not at all."""
    store = Store.create(tmp_path_factory.mktemp("words") / "a.timelinedb")
    chronology = Chronology(store)
    source = Source(new_id(), "A paper")
    records: list[Record] = [source]
    for first, second in itertools.product(("", "amber"), ("", "cobalt")):
        for shelves in itertools.product(SHELVES, repeat=2):
            records += event_with(source, zip(shelves, (first, second), strict=True))
    chronology.do(Change("Add", after=tuple(records)))
    gone = next(each for each in records if isinstance(each, Event) and "amber cobalt" in each.title)
    chronology.do(Change("Delete", (gone,)))
    yield chronology
    chronology.close()


def event_with(source: Source, words: Iterable[tuple[str, str]]) -> list[Record]:
    """Make an event that has each word on its shelf, with the records that this needs."""
    told = dict.fromkeys(SHELVES, "")
    for shelf, word in words:
        told[shelf] = f"{told[shelf]} {word}".strip()
    actor, place = Actor(new_id(), f"The {told['actor']} one"), Place(new_id(), f"The {told['place']} one")
    event = Event(
        new_id(), f"It {told['title']}", "2020-01-01", summary=told["summary"], place_id=place.id,
        actors=(Participation(actor.id),),
    )  # fmt: skip
    return [actor, place, event, Excerpt(new_id(), event.id, source.id, exact=f"Says {told['excerpt']}")]


@pytest.mark.parametrize(
    "text",
    ["amber cobalt", "cobalt amber", "amb cob", "amber amber", "amber -cobalt", "amber says cobalt",
     "amber (cobalt OR the)", "amber zzz", '"amber cobalt" the', "amber —", "—", 'amber "—"'],
)  # fmt: skip
def test_words_are_found_together_wherever_each_of_them_stands(scattered, text):
    rows = scattered.store.search.matching_rows(parse_query(text))
    assert sorted(scattered.columns.row[scattered.select(text)].tolist()) == sorted(rows)


def test_words_together_are_those_that_are_found_apart(scattered):
    together = scattered.select("amber cobalt")
    assert np.array_equal(together, scattered.select("amber") & scattered.select("cobalt"))
    assert together.sum() == len(SHELVES) ** 2 - 1
