"""The open chronology: one way to change it, heard by all, and always in step with the store."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.columns import EventColumns
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import ConflictError, DamagedError, StoreError
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Source,
    Tag,
    new_id,
)
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORDS = (
    Category("c1", "Diplomacy", position=1),
    Category("c2", "Strike", position=2),
    Actor("a1", "Umerov"),
    Actor("a2", "Medinsky"),
    Place("p1", "Istanbul", 41.0, 29.0),
    Tag("t1", "drones"),
    Source("s1", "BBC"),
    Event(
        "e1", "Round 1", "2025-05-16", category_id="c1", place_id="p1",
        actors=(Participation("a1"), Participation("a2", "host")),
    ),
    Event("e2", "Strike", "2025-05-20", category_id="c2", tag_ids=("t1",)),
    Excerpt("x1", "e1", "s1", exact="They met."),
)  # fmt: skip


@pytest.fixture
def chronology(tmp_path) -> Iterator[Chronology]:
    store = Store.create(tmp_path / "a.timelinedb", as_of="2025-07-31", name="A war")
    store.lay_down(RECORDS)
    chronology = Chronology(store, author="Olena")
    yield chronology
    chronology.close()


def in_step(chronology: Chronology) -> bool:
    fresh = chronology.take_snapshot()
    same = [
        np.array_equal(getattr(fresh.columns, f.name), getattr(chronology.columns, f.name))
        for f in fields(EventColumns)
    ]
    lists = ("categories", "actors", "places", "tags", "particulars")
    return all(same) and all(getattr(fresh, name) == getattr(chronology, name) for name in lists)


def test_listeners_hear_what_was_done_and_by_whom(chronology):
    heard: list[tuple[str, object]] = []
    leave = chronology.subscribe(lambda change, origin: heard.append((change.label, origin)))
    editor = object()
    chronology.do(Change("add", after=(Event(new_id(), "New"),)), editor)
    chronology.undo()
    chronology.redo(editor)
    leave()
    leave()
    chronology.undo()
    assert heard == [("add", editor), ("add", None), ("add", editor)]
    assert chronology.store.history.entries()[0].author == "Olena"


def test_a_listener_sees_the_columns_as_they_are_after_the_change(chronology):
    lengths: list[int] = []
    chronology.subscribe(lambda _change, _origin: lengths.append(len(chronology.columns)))
    chronology.do(Change("add", after=(Event(new_id(), "New"),)))
    chronology.undo()
    assert lengths == [3, 2]


def test_a_listener_may_leave_while_it_is_told(chronology):
    calls: list[str] = []

    def once(_change: Change, _origin: object) -> None:
        calls.append("once")
        leave()

    leave = chronology.subscribe(once)
    chronology.subscribe(lambda _change, _origin: calls.append("always"))
    chronology.do(Change("add", after=(Event(new_id(), "New"),)))
    chronology.do(Change("add", after=(Event(new_id(), "New"),)))
    assert calls == ["once", "always", "always"]


def test_a_change_that_changes_nothing_is_not_told(chronology):
    heard: list[Change] = []
    chronology.subscribe(lambda change, _origin: heard.append(change))
    event = chronology.event(1)
    chronology.do(Change("nothing", (event,), (event,)))
    assert heard == []
    assert chronology.undo_label is None


@pytest.mark.parametrize(
    "change",
    [
        Change("move a category up", (RECORDS[0],), (replace(RECORDS[0], position=9),)),
        Change("rename an actor", (RECORDS[2],), (replace(RECORDS[2], name="Rustem Umerov"),)),
        Change("another category", after=(Category("c0", "First", position=0),)),
        Change("a tag", after=(Tag("t2", "naval"),)),
        Change("the name", (Particulars(name="A war", as_of="2025-07-31"),), (Particulars(name="B", as_of="2025"),)),
        Change("a place moves", (RECORDS[4],), (replace(RECORDS[4], latitude=41.01),)),
        Change(
            "an actor goes",
            (RECORDS[2], RECORDS[7]),
            (replace(RECORDS[7], actors=(Participation("a2"),)),),
        ),
        Change("an event goes", (RECORDS[7],)),
        Change("an event moves", (RECORDS[7],), (replace(RECORDS[7], start="2030"),)),
        Change("very many", after=tuple(Event(f"n{n}", f"New {n}", f"20{n % 30:02}") for n in range(2100))),
        Change("many", after=tuple(Event(f"n{n}", f"New {n}", "2025-05-16", day_order=-n) for n in range(40))),
        Change(
            "some on one day", after=tuple(Event(f"n{n}", f"New {n}", "2025-05-16", day_order=-n) for n in range(9))
        ),
    ],
    ids=lambda change: change.label,
)
def test_columns_and_lists_follow(chronology, change):
    chronology.do(change)
    assert in_step(chronology)
    chronology.undo()
    assert in_step(chronology)
    chronology.redo()
    assert in_step(chronology)


def test_another_windows_changes_arrive(chronology):
    heard: list[str] = []
    chronology.subscribe(lambda change, _origin: heard.append(change.label))
    assert not chronology.refresh()
    with Store.open(chronology.path) as other:
        other.apply(Change("theirs", after=(Event("n1", "Theirs", "2026"),)))
        other.undo()
        other.redo()
    assert chronology.refresh()
    assert heard == ["theirs", "theirs", "theirs"]
    assert in_step(chronology)
    assert not chronology.refresh()


def test_an_edit_of_what_another_window_changed_is_refused_with_both_versions(chronology):
    event = chronology.event(1)
    with Store.open(chronology.path) as other:
        other.apply(Change("theirs", (event,), (replace(event, title="Theirs"),)))
    with pytest.raises(ConflictError) as caught:
        chronology.do(Change("mine", (event,), (replace(event, title="Mine"),)))
    assert caught.value.theirs.title == "Theirs"
    assert chronology.refresh()
    assert in_step(chronology)


def test_the_window_does_not_wait_for_an_import(chronology, monkeypatch):
    monkeypatch.setattr("timeline_app.store.connections._PATIENCE_S", 0.05)
    begun, go_on = threading.Event(), threading.Event()

    def drafts() -> Iterator[Draft]:
        for number in range(10):
            yield Draft(f"Alert {number}", "2022-03-15")
        begun.set()
        assert go_on.wait(20)

    worker = threading.Thread(target=lambda: chronology.store.import_events(drafts(), ImportRequest("Alerts")))
    worker.start()
    assert begun.wait(20)
    with pytest.raises(StoreError, match="longer piece of work"):
        chronology.do(Change("mine", after=(Event("n1", "Mine"),)))
    assert chronology.titles([1]) == {1: "Round 1"}
    assert len(chronology.select("round")) == 2
    go_on.set()
    worker.join()
    assert chronology.refresh()
    assert len(chronology.columns) == 12
    assert in_step(chronology)


def test_evidence_comes_with_its_sources(chronology):
    (evidence,) = chronology.evidence("e1")
    assert (evidence.excerpt.exact, evidence.source.title, evidence.document_id) == ("They met.", "BBC", "")
    assert chronology.evidence("e2") == ()
    assert chronology.source_count == 1


def test_rows_and_names(chronology):
    row = chronology.row_of("e1")
    assert chronology.event(row).id == "e1"
    assert chronology.event(99) is None
    assert chronology.row_of("nothing") is None
    assert (chronology.name, chronology.as_of) == ("A war", "2025-07-31")
    assert [event.id for event in chronology.events([2, 1, 7])] == ["e2", "e1"]


def test_a_long_reading_holds_nobody_up(chronology):
    reading, go_on = threading.Event(), threading.Event()

    def read_long() -> None:
        with chronology.store.one_moment():
            chronology.store.info()
            reading.set()
            assert go_on.wait(20)
            lengths.append(chronology.store.info().events)

    lengths: list[int] = []
    worker = threading.Thread(target=read_long)
    worker.start()
    assert reading.wait(20)
    chronology.do(Change("add", after=(Event(new_id(), "New"),)))
    assert len(chronology.titles([1, 2, 3])) == 3
    go_on.set()
    worker.join()
    assert lengths == [2]


def test_a_closed_store_says_so(tmp_path):
    store = Store.create(tmp_path / "b.timelinedb")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.info()


def test_a_store_whose_events_cannot_be_read_is_closed_again(tmp_path, monkeypatch):
    def fail(_store):
        raise DamagedError("torn")

    store = Store.create(tmp_path / "a.timelinedb")
    monkeypatch.setattr("timeline_app.document.chronology.take_snapshot", fail)
    with pytest.raises(DamagedError) as caught:
        Chronology(store)
    assert caught.value.__traceback__ is not None
    assert [each.name for each in tmp_path.iterdir()] == ["a.timelinedb"]
