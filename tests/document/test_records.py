"""Reading records of an open timeline: for a file of its own, and for who looks at sources with their documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.document import Chronology, open_chronology
from timeline_app.document.records import reading_records
from timeline_app.domain.change import Change
from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Participation,
    Particulars,
    Place,
    Record,
    Source,
    Tag,
)
from timeline_app.store.records.evidence import text_digest
from timeline_app.store.records.references import refers_to
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TEXT = "Delegations met on 16 May 2025. The bridge was hit."
EVENTS = tuple(
    Event(
        f"e{n}", f"Event {n}", f"2025-05-{n + 1:02}", category_id=f"c{n % 2}", place_id=f"p{n % 3}" if n % 3 else "",
        actors=(Participation(f"a{n % 4}", "host"),) if n % 2 else (), tag_ids=(f"t{n % 2}",) if n % 3 == 0 else (),
    )
    for n in range(8)
)  # fmt: skip
RECORDS: tuple[Record, ...] = (
    *(Category(f"c{n}", f"Category {n}", position=n) for n in range(3)),
    *(Actor(f"a{n}", f"Actor {n}") for n in range(4)),
    *(Place(f"p{n}", f"Place {n}") for n in range(3)),
    *(Tag(f"t{n}", f"Tag {n}") for n in range(3)),
    *(Source(f"s{n}", f"Report {n}") for n in range(3)),
    Document("d0", "s0", TEXT, text_digest(TEXT)),
    Document("d1", "s0", TEXT + " Again.", text_digest(TEXT + " Again.")),
    Document("d2", "s1", "They parted.", text_digest("They parted.")),
    *EVENTS,
    Excerpt("x0", "e0", "s0", "d0", "quote", "Delegations met", start=0, end=15),
    Excerpt("x1", "e1", "s0", "d1", "quote", "The bridge was hit", start=32, end=50),
    Excerpt("x2", "e1", "s0", exact="Said elsewhere, too."),
    Excerpt("x3", "e3", "s1", exact="They left."),
    Link("l01", "e0", "e1", "caused"), Link("l12", "e1", "e2", "part of"),
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "s.timelinedb"
    with Store.create(path, name="A war") as store:
        store.lay_down(RECORDS)
    return path


@pytest.fixture
def chronology(made) -> Iterator[Chronology]:
    opened = open_chronology(made, read_only=True)
    yield opened
    opened.close()


def keys(records: Iterable[Record]) -> set[tuple[type[Record], str]]:
    return {(type(record), record.id) for record in records}


def reached_from(events: Iterable[Event]) -> set[tuple[type[Record], str]]:
    """What belongs to some events: they, their evidence with all texts of its sources, and all they refer to."""
    records = {(type(record), record.id): record for record in RECORDS}
    found = keys(events)
    for record in RECORDS:
        wanted = set(refers_to(record))
        about = {key for key in wanted if key[0] is Event}
        if about and about <= found:
            found.add((type(record), record.id))
    for key in list(found):
        found |= set(refers_to(records[key]))
    return found | {
        (Document, each.id) for each in RECORDS if isinstance(each, Document) if (Source, each.source_id) in found
    }


@given(st.sets(st.integers(1, len(EVENTS))))
def test_some_events_come_with_all_that_belongs_to_them_and_nothing_else(made, rows):
    opened = open_chronology(made, read_only=True)
    with reading_records(opened) as records:
        found = list(records.about(sorted(rows)))
        events = records.events(sorted(rows))
    opened.close()
    assert keys(found) == reached_from(events) | {(Particulars, "particulars")}
    assert len(found) == len(keys(found))
    seen: set[tuple[type[Record], str]] = set()
    for record in found:  # so that a reader meets each after what it refers to
        assert set(refers_to(record)) <= seen
        seen |= keys([record])


def test_many_events_come_as_few_do(tmp_path):
    with Store.create(tmp_path / "many.timelinedb") as store:
        store.lay_down(
            [Category("c", "Strike"), *(Event(f"e{n}", f"Event {n}", "2022", category_id="c") for n in range(4100))]
        )
    opened = open_chronology(tmp_path / "many.timelinedb")
    rows = opened.columns.row.tolist()
    with reading_records(opened) as records:
        found = list(records.about(rows[::-1]))
    opened.close()
    assert Counter(type(record) for record in found) == {Particulars: 1, Category: 1, Event: 4100}
    assert [record.id for record in found if isinstance(record, Event)] == [f"e{n}" for n in reversed(range(4100))]


def test_a_new_timeline_of_some_events_is_sound(chronology, tmp_path):
    with reading_records(chronology) as records, Store.create(tmp_path / "part.timelinedb") as part:
        part.lay_down(records.about([1, 2]))
        assert part.check().ok
        assert (part.name, [each.id for each in part.lookups.all_of(Link)]) == ("A war", ["l01"])
        assert keys(part.records()) == reached_from(EVENTS[:2]) | {(Particulars, "particulars")}


def test_everything_and_the_lists_are_those_of_the_timeline(chronology):
    with reading_records(chronology) as records:
        assert keys(records.all()) == keys(RECORDS) | {(Particulars, "particulars")}
        assert records.lists() == (chronology.categories, chronology.actors, chronology.places, chronology.tags)
        assert [event.id for event in records.events([3, 1])] == ["e2", "e0"]
        cited = records.cited()
    assert {row: sorted(source.id for source in sources) for row, sources in cited.items()} == {
        1: ["s0"], 2: ["s0"], 4: ["s1"],
    }  # fmt: skip


def test_what_others_write_meanwhile_is_not_mixed_in(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down(RECORDS)
    opened = open_chronology(path)
    with reading_records(opened) as records:
        before = list(records.about([1, 2]))
        with Store.open(path) as other:
            event = other.lookups.event("e0")
            other.apply(Change("Theirs", (event,), (replace(event, title="Theirs"),)))
        assert list(records.about([1, 2])) == before
        assert records.events([1])[0].title == "Event 0"
    with reading_records(opened) as records:
        assert records.events([1])[0].title == "Theirs"
    opened.close()


def test_the_library_tells_of_each_source_what_hangs_on_it(chronology):
    library, counts = chronology.library, chronology.library.use_counts()
    assert counts == {"s0": (2, 2), "s1": (1, 1), "s2": (0, 0)}
    for source in chronology.sources:
        assert library.source(source.id) == source
        documents, outlines, uses = (
            library.documents(source.id),
            library.outlines(source.id),
            library.uses_of(source.id),
        )
        assert counts[source.id] == (len(uses), len(outlines))
        assert [(each.id, each.sha256, each.length) for each in outlines] == [
            (each.id, each.sha256, len(each.text)) for each in documents
        ]
        for document in documents:
            assert library.document(document.id) == document
            assert library.source_of(document.id) == source.id
    assert [(use.event_id, use.title, use.start, use.excerpts) for use in library.uses_of("s0")] == [
        ("e0", "Event 0", "2025-05-01", 1), ("e1", "Event 1", "2025-05-02", 2),
    ]  # fmt: skip


def test_the_library_gives_the_excerpts_of_a_document_with_their_events(chronology):
    (marked,) = chronology.library.marked_in("d1")
    assert marked.excerpt == chronology.library.excerpt("x1")
    assert (marked.title, marked.event_row, marked.category_id) == ("Event 1", 2, "c1")
    assert TEXT[marked.excerpt.start : marked.excerpt.end] == marked.excerpt.exact
    assert chronology.library.marked_in("d2") == []


def test_what_is_gone_is_nothing_to_the_library(chronology):
    library = chronology.library
    assert (library.source("x"), library.document("x"), library.excerpt("x"), library.source_of("x")) == (
        None,
        None,
        None,
        "",
    )
    assert (library.documents("x"), library.outlines("x"), library.uses_of("x"), library.marked_in("x")) == (
        [],
        [],
        [],
        [],
    )


def test_an_event_that_is_deleted_no_longer_counts_as_a_use(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down(RECORDS)
    opened = open_chronology(path)
    gone = opened.event_by_id("e3")
    opened.do(Change("Delete", (opened.library.excerpt("x3"), gone)))
    assert opened.library.use_counts()["s1"] == (0, 1)
    assert opened.library.uses_of("s1") == []
    opened.undo()
    assert opened.library.use_counts()["s1"] == (1, 1)
    opened.close()
