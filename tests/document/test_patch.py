"""Columns, masks and counts after any series of edits equal those made from scratch."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.columns import patch as patching
from timeline_app.document.columns.patch import patch_of, whole
from timeline_app.domain.change import Change
from timeline_app.domain.columns import EventColumns, spliced
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Link,
    Participation,
    Place,
    Record,
    Source,
    Tag,
)
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

DATES = (
    "",
    "2020-01-01",
    "2020-01-01",
    "2020-01-01T10:00Z",
    "2020-01-01T10:00Z",
    "2020-01",
    "2019",
    "2021-05-05T09:00",
)
FACETS = ("category", "status", "actor", "place", "source", "tag")
QUERIES = ("bridge", "category:Air", "actor:Second", "tag:Later", "source:Paper", "importance:>=3",
           "-bridge category:Air", "has:place OR has:date", "date:2020", "title:bridge", "has:excerpt",
           "has:coordinates OR has:link", "-place:bridge")  # fmt: skip


@given(
    st.lists(st.integers(0, 60), max_size=40),
    st.sets(st.integers(0, 39), max_size=12),
    st.lists(st.integers(0, 40), max_size=12),
)
def test_splicing_is_deleting_and_inserting(numbers: list[int], going: set[int], places: list[int]) -> None:
    array = np.array(numbers, dtype=np.int64)
    gone = sorted(place for place in going if place < len(array))
    at = sorted(min(place, len(array)) for place in places)
    found = spliced(array, gone, at, list(range(100, 100 + len(at))))
    wanted: list[int] = []
    for place in range(len(array) + 1):
        wanted += [100 + number for number, each in enumerate(at) if each == place]
        if place < len(array) and place not in gone:
            wanted.append(int(array[place]))
    assert found.tolist() == wanted


def grounds(store: Store) -> None:
    store.lay_down([
        Category("c1", "Air"), Category("c2", "Sea"), Place("p1", "Kyiv"), Actor("a1", "First"), Actor("a2", "Second"),
        Tag("t1", "Later"), Source("s1", title="Paper"),
        *(Event(f"e{number}", f"Event {number}", DATES[number % len(DATES)], day_order=number % 3)
          for number in range(24)),
        Excerpt("x1", "e3", "s1", exact="of a bridge"),
    ])  # fmt: skip


events = st.builds(
    Event,
    st.sampled_from([f"e{number}" for number in range(30)]),
    st.sampled_from(["A bridge falls", "Nothing", "Talks"]),
    st.sampled_from(DATES),
    day_order=st.integers(0, 2),
    category_id=st.sampled_from(["", "c1", "c2"]),
    place_id=st.sampled_from(["", "p1"]),
    importance=st.integers(1, 5),
    actors=st.sampled_from([(), (Participation("a1"),), (Participation("a2"), Participation("a1"))]),
    tag_ids=st.sampled_from([(), ("t1",)]),
)
others = st.one_of(
    st.builds(
        Category, st.sampled_from(["c1", "c2", "c3"]), st.sampled_from(["Air", "Sea"]), position=st.integers(0, 2)
    ),
    st.builds(Actor, st.sampled_from(["a1", "a2", "a3"]), st.sampled_from(["Second", "A bridge"])),
    st.builds(Place, st.sampled_from(["p1", "p2"]), st.sampled_from(["Kyiv", "The bridge"])),
    st.builds(Place, st.just("p1"), st.just("Kyiv"), st.just(50.45), st.just(30.52)),
    st.builds(Tag, st.just("t1"), st.sampled_from(["Later", "Soon"])),
    st.builds(Source, st.just("s1"), title=st.sampled_from(["Paper", "Wire"])),
    st.builds(
        Excerpt, st.sampled_from(["x1", "x2"]), st.sampled_from(["e3", "e4"]), st.just("s1"),
        exact=st.sampled_from(["of a bridge", "of a road"]),
    ),
    st.builds(Link, st.just("l1"), st.just("e3"), st.sampled_from(["e4", "e5"])),
)  # fmt: skip
"""What events have or belong to: new ones, other names, other events."""
steps = st.lists(
    st.one_of(
        st.lists(events, min_size=1, max_size=3),
        others.map(lambda record: [record]),
        st.sampled_from(["delete", "undo", "undo", "redo"]),
    ),
    max_size=12,
)


def take(chronology: Chronology, step: list[Event] | list[Record] | str) -> None:
    store = chronology.store
    if step == "undo":
        chronology.undo()
    elif step == "redo":
        chronology.redo()
    elif step == "delete":
        live = [
            each for each in store.lookups.all_of(Event) if each.id not in ("e3", "e4", "e5")
        ]  # what evidence hangs on
        if live:
            chronology.do(Change("Delete", before=tuple(live[len(live) // 2 :][:2])))
    elif isinstance(step, list):
        fresh = {each.id: each for each in step}
        before = tuple(
            found for each in fresh.values() if (found := store.lookups.record(type(each), each.id)) is not None
        )
        chronology.do(Change("Edit", before, tuple(fresh.values())))


@pytest.mark.parametrize("most", [2, 1_000])
def test_after_any_edits_columns_masks_and_counts_are_those_of_a_fresh_reading(tmp_path: Path, most: int) -> None:
    paths = iter(range(10_000))

    @settings(max_examples=40)
    @given(steps)
    def check(series: list[list[Event] | list[Record] | str]) -> None:
        with Store.create(tmp_path / f"{next(paths)}.timelinedb") as store:
            grounds(store)
            chronology = Chronology(store)
            masks = {query: chronology.select(query) for query in QUERIES}
            edits, taken = chronology.edits, 0
            for step in series:
                take(chronology, step)
                assert chronology.edits is edits
                news = edits[taken:]
                taken = len(edits)
                for query, mask in masks.items():
                    found, is_all = chronology.reselect(query, mask, news)
                    masks[query] = found if is_all else chronology.select(query)
            scratch = Chronology(store)
            assert len(chronology.columns) == len(scratch.columns)
            for field in fields(EventColumns):
                one, other = getattr(chronology.columns, field.name), getattr(scratch.columns, field.name)
                assert one.dtype == other.dtype
                assert one.tolist() == other.tolist(), field.name
            for name in ("row", "flags"):
                assert chronology.columns.undated(name).tolist() == scratch.columns.undated(name).tolist()
            for query, mask in masks.items():
                assert mask.tolist() == scratch.select(query).tolist(), query
                found, wanted = chronology.facets(mask), scratch.facets(mask)
                assert all(getattr(found, name).tolist() == getattr(wanted, name).tolist() for name in FACETS)

    before = patching.MOST
    patching.MOST = most  # type: ignore[misc]
    try:
        check()
    finally:
        patching.MOST = before  # type: ignore[misc]


def test_counts_without_a_mask_are_those_of_all(sample: Path) -> None:
    with Store.open(sample) as store:
        chronology = Chronology(store)
        found, wanted = chronology.facets(), chronology.facets(np.ones(len(chronology.columns), bool))
        for name in FACETS:
            assert getattr(found, name).tolist() == getattr(wanted, name).tolist()


def test_patched_columns_pass_for_whole_ones(sample: Path) -> None:
    with Store.open(sample) as store:
        chronology = Chronology(store)
        event = store.lookups.events([int(chronology.columns.row[3])])[0]
        chronology.do(Change("Move", (event,), (replace(event, start="2031"),)))
        columns = chronology.columns
        assert len(columns) == len(columns.row)
        moved = replace(columns, importance=columns.importance + 1)
        assert len(moved) == len(columns)
        assert (moved.importance == columns.importance + 1).all()
        assert patch_of(moved).size == 0
        assert type(whole(columns)) is EventColumns
        assert not hasattr(columns, "colour")


@pytest.mark.parametrize("edited_after", [0, 3])
def test_columns_with_many_differences_become_whole_piece_by_piece(tmp_path: Path, edited_after: int) -> None:
    store = Store.create(tmp_path / "many.timelinedb")
    store.lay_down([Category("c", "Air"), *(Event(f"e{n}", f"Event {n}", f"{1900 + n}") for n in range(30))])
    chronology = Chronology(store)
    assert not patching.settle(chronology.columns)
    few = tuple(Event(f"f{n}", "Few", "2020") for n in range(3))
    chronology.do(Change("Few", after=few))
    assert not patching.settle(chronology.columns)  # for which it would not pay
    chronology.do(
        Change("Many", after=tuple(Event(f"m{n}", "Many", DATES[n % 8], category_id="c") for n in range(240)))
    )
    steps = 0
    while patching.settle(chronology.columns):
        steps += 1
        assert steps <= 30
        if steps == edited_after:
            chronology.do(Change("Another", after=(Event("late", "Late", "2030"),)))
    assert steps >= len(fields(EventColumns)) - 2
    assert not patching.settle(chronology.columns)
    assert patch_of(chronology.columns).size == 0
    fresh = chronology.take_snapshot().columns
    for name in (each.name for each in fields(EventColumns)):
        assert np.array_equal(getattr(chronology.columns, name), getattr(fresh, name))
    chronology.undo()
    assert len(chronology.columns) == len(chronology.take_snapshot().columns)
    chronology.close()
