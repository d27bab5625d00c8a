"""Two copies that went apart come together: in either order, as often as one likes, field by field the newer edit."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.document import Chronology
from timeline_app.document.merge import merging
from timeline_app.document.merge.differences import compare
from timeline_app.document.merge.merging import carry_out, plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import StoreError
from timeline_app.domain.records import (
    Actor,
    Category,
    Document,
    Event,
    Excerpt,
    Link,
    Participation,
    Place,
    Source,
    new_id,
)
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.records import journal
from timeline_app.store.records.evidence import text_digest
from timeline_app.store.store import Store

EVENTS = [f"e{number}" for number in range(4)]
DATES = st.sampled_from(["2025", "2025-07", "2024-02-24", ""])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), st.sampled_from(EVENTS), st.sampled_from(["a", "b", "c"])),
        st.tuples(st.just("start"), st.sampled_from(EVENTS), DATES),
        st.tuples(st.just("status"), st.sampled_from(EVENTS), st.sampled_from(["planned", "occurred"])),
        st.tuples(st.just("actors"), st.sampled_from(EVENTS), st.sampled_from(["a1", "a2"])),
        st.tuples(st.just("category"), st.sampled_from(EVENTS), st.sampled_from(["c1", "c2"])),
        st.tuples(st.just("delete"), st.sampled_from(EVENTS), st.just("")),
        st.tuples(st.just("add"), st.just(""), st.sampled_from(["new", "other"])),
        st.tuples(st.just("cite"), st.sampled_from(EVENTS), st.sampled_from(["one", "two"])),
        st.tuples(st.just("undo"), st.just(""), st.just("")),
    ),
    max_size=6,
)


@pytest.fixture(autouse=True, scope="module")
def _clock(request):
    """A clock that both copies share and that never shows one moment twice, as two people's edits do not."""
    patch = pytest.MonkeyPatch()
    moments = iter(range(10**9))
    patch.setattr(journal, "now", lambda: f"2025-07-23T10:00:{next(moments):012.3f}Z")
    yield
    patch.undo()


def begin(path: Path) -> Store:
    store = Store.create(path)
    things = (
        Category("c1", "Talks"), Category("c2", "Strike"), Actor("a1", "Umerov"), Actor("a2", "Fidan"),
        Source("s1", "A report", url="https://a.example/one"),
    )  # fmt: skip
    events = [Event(event_id, f"Event {event_id}", "2025", category_id="c1") for event_id in EVENTS]
    store.apply(Change("Begin", after=(*things, *events)))
    return store


def carry(store: Store, step: tuple[str, str, str]) -> None:
    """Do one step as the window would; one that cannot be done any more is none."""
    name, event_id, value = step
    event = store.lookups.event(event_id) if event_id else None
    if name == "undo":
        if store.history.undo_label != "Begin":
            store.undo()
    elif name == "add":
        store.apply(Change("Add", after=(Event(new_id(), value, "2025"),)))
    elif event is None:
        return
    elif name == "delete":
        gone = (event, *store.evidence.excerpts(event.id), *store.lookups.links(event.id))
        store.apply(Change("Delete", before=gone))
    elif name == "cite":
        source = Source(new_id(), value, url=f"https://a.example/{value}")
        store.apply(Change("Cite", after=(source, Excerpt(new_id(), event.id, source.id, exact="They met."))))
    else:
        given_fields = {
            "actors": {"actors": (Participation(value),)},
            "category": {"category_id": value},
            "start": {"start": value, "date_text": value},
        }.get(name, {name: value})
        store.apply(Change("Edit", (event,), (replace(event, **given_fields),)))


def seen(store: Store) -> set[object]:
    """What a person sees of the events, by what things are called."""
    sources = {source.id: (source.title, source.url) for source in store.lookups.sources()}
    return {
        replace(
            event, created="", updated="", external_id=str(sorted(
                (each.exact, sources[each.source_id]) for each in store.evidence.excerpts(event.id)
            )),
        )
        for event in store.lookups.all_of(Event)
    }  # fmt: skip


@given(STEPS, STEPS, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_copies_come_together_in_either_order_and_once_is_enough(mine_steps, their_steps, chance):
    with TemporaryDirectory() as name:
        folder = Path(name)
        begin(folder / "mine.timelinedb").close()
        shutil.copyfile(folder / "mine.timelinedb", folder / "theirs.timelinedb")
        with Store.open(folder / "mine.timelinedb") as mine, Store.open(folder / "theirs.timelinedb") as theirs:
            steps = [(mine, step) for step in mine_steps] + [(theirs, step) for step in their_steps]
            chance.shuffle(steps)
            for store, step in steps:
                carry(store, step)
            mine.backup(folder / "mine-before.timelinedb")
            before, apart = seen(mine), compare(mine, theirs)
            with Store.open(folder / "mine-before.timelinedb") as old:
                planned = plan_merge(mine, theirs, "Merge")
                agrees(planned, apart)
                done = carry_out(planned, mine, theirs)
                assert mine.check().ok
                again = plan_merge(mine, theirs, "Merge")
                assert again.change.before == again.change.after == ()
                carry_out(plan_merge(theirs, old, "Merge"), theirs, old)
            assert theirs.check().ok
            assert seen(mine) == seen(theirs)
            if done:
                mine.undo()
            assert seen(mine) == before


def agrees(planned, apart):
    """What a merge brings is what a comparison shows."""
    assert {each.id for each in planned.added} <= {each.id for each in apart.only_b}
    assert {each.id for each in planned.deleted} <= {each.id for each in apart.only_a}
    united = {ours.id for ours, _theirs in planned.united}
    assert {each.id for each in planned.updated} <= {named.id for named, _fields in apart.changed} | united
    assert [(ours.id, theirs.id) for ours, theirs in planned.united] == [(a.id, b.id) for a, b in apart.united]
    assert {each.record.id for each in planned.conflicts if each.fields} <= {named.id for named, _ in apart.changed}


@pytest.fixture
def pair(tmp_path):
    begin(tmp_path / "mine.timelinedb").close()
    shutil.copyfile(tmp_path / "mine.timelinedb", tmp_path / "theirs.timelinedb")
    with Store.open(tmp_path / "mine.timelinedb") as mine, Store.open(tmp_path / "theirs.timelinedb") as theirs:
        yield mine, theirs


def edit(store, event_id, author="", **fields):
    event = store.lookups.event(event_id)
    store.apply(Change("Edit", (event,), (replace(event, **fields),)), author)


def test_sources_of_one_address_become_one(pair):
    mine, theirs = pair
    text = "They met on 23 July in Istanbul, and exchanged lists of those who are held."
    for store, word, address in (
        (mine, "m", "http://www.b.example/x/"),
        (theirs, "t", "https://b.example/x?utm_source=y"),
    ):
        source = Source(f"s{word}", "Report", url=address, publisher="B" if word == "t" else "")
        document = Document(f"d{word}", source.id, text, text_digest(text))
        start = text.index("Istanbul")
        excerpt = Excerpt(f"x{word}", "e1", source.id, document.id, "quote", "Istanbul", start=start, end=start + 8)
        store.apply(Change("Cite", after=(source, document, excerpt)))
    planned = plan_merge(mine, theirs, "Merge")
    assert {(ours.id, others.id) for ours, others in planned.united} == {("sm", "st"), ("dm", "dt")}
    carry_out(planned, mine, theirs)
    assert mine.check().ok
    assert [source.id for source in mine.lookups.sources()] == ["s1", "sm"]
    assert mine.lookups.record(Source, "sm").publisher == "B"
    assert {(each.id, each.source_id, each.document_id) for each in mine.evidence.excerpts("e1")} == {
        ("xm", "sm", "dm"),
        ("xt", "sm", "dm"),
    }
    assert plan_merge(mine, theirs, "Merge").change == Change("Merge")
    assert {theirs_of.id for _ours, theirs_of in compare(mine, theirs).united} == {"st", "dt"}


def test_a_document_of_the_same_text_makes_sources_one_unless_both_have_an_address(pair):
    mine, theirs = pair
    text = "A long enough text that two people stored each by himself, from the same scanned page."
    for store, word, address in ((mine, "m", ""), (theirs, "t", "https://b.example/x")):
        source = Source(f"s{word}", "Scan", url=address)
        store.apply(Change("Scan", after=(source, Document(f"d{word}", source.id, text, text_digest(text)))))
    carry_out(plan_merge(mine, theirs, "Merge"), mine, theirs)
    assert mine.lookups.record(Source, "st") is None
    assert mine.lookups.record(Source, "sm").url == "https://b.example/x"


def test_what_they_hold_apart_stays_apart(pair):
    mine, theirs = pair
    theirs.apply(Change("Add", after=(Source("s2", "Another part", url="https://a.example/one"),)))
    carry_out(plan_merge(mine, theirs, "Merge"), mine, theirs)
    assert {source.id for source in mine.lookups.sources()} == {"s1", "s2"}


def test_each_conflict_can_be_decided_otherwise(pair):
    mine, theirs = pair
    edit(mine, "e0", "Olena", title="Mine", summary="Mine")
    edit(theirs, "e0", "Taras", title="Theirs", summary="Theirs")
    edit(mine, "e1", "Olena", start="2025-07-23", date_text="23 July")
    edit(theirs, "e1", "Taras", start="2025-07", end="2025-08", date_text="July to August")
    edit(mine, "e2", title="Still at work")
    carry(theirs, ("delete", "e2", ""))
    carry(mine, ("delete", "e3", ""))
    edit(theirs, "e3", title="Went on")
    theirs.apply(Change("Cite", after=(Excerpt("x3", "e3", "s1", exact="They met."),)))
    planned = plan_merge(mine, theirs, "Merge")
    told = {(each.record.id, each.field): number for number, each in enumerate(planned.conflicts)}
    assert set(told) == {("e0", "title"), ("e0", "summary"), ("e1", "start"), ("e2", ""), ("e3", "")}
    title = planned.conflicts[told["e0", "title"]]
    assert (title.mine.author, title.theirs.author) == ("Olena", "Taras")
    assert title.mine.time < title.theirs.time
    assert planned.values(title) == ("Mine", "Theirs")
    assert planned.values(planned.conflicts[told["e1", "start"]])[0] == {
        "start": "2025-07-23", "end": "", "date_text": "23 July",
    }  # fmt: skip
    choice = {told["e0", "title"]: False, told["e1", "start"]: False, told["e2", ""]: True, told["e3", ""]: False}
    carry_out(planned.choosing(choice), mine, theirs)
    assert (mine.lookups.event("e0").title, mine.lookups.event("e0").summary) == ("Mine", "Theirs")
    assert (mine.lookups.event("e1").start, mine.lookups.event("e1").end, mine.lookups.event("e1").date_text) == (
        "2025-07-23",
        "",
        "23 July",
    )
    assert (mine.lookups.event("e2"), mine.lookups.event("e3"), mine.lookups.record(Excerpt, "x3")) == (
        None,
        None,
        None,
    )
    assert mine.check().ok
    mine.undo()
    assert mine.lookups.event("e2").title == "Still at work"


def test_a_kept_event_that_is_let_go_takes_its_evidence_along(pair):
    mine, theirs = pair
    mine.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="They met."), Link("l", "e1", "e2"))))
    carry(theirs, ("delete", "e1", ""))
    planned = plan_merge(mine, theirs, "Merge")
    ((number, conflict),) = enumerate(planned.conflicts)
    assert (conflict.reason, conflict.takes_theirs) == ("deleted there", False)
    carry_out(planned.choosing({number: True}), mine, theirs)
    assert (mine.lookups.event("e1"), mine.lookups.record(Excerpt, "x"), mine.lookups.record(Link, "l")) == (
        None,
        None,
        None,
    )
    mine.undo()
    assert mine.lookups.record(Excerpt, "x") is not None


def test_an_event_that_is_kept_keeps_its_evidence_on_both_sides(pair):
    mine, theirs = pair
    for store in pair:
        store.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="They met."), Link("l", "e1", "e2"))))
    edit(mine, "e1", title="Still at work")
    carry(theirs, ("delete", "e1", ""))
    carry_out(plan_merge(theirs, mine, "Merge"), theirs, mine)
    carry_out(plan_merge(mine, theirs, "Merge"), mine, theirs)
    for store in pair:
        assert (
            store.lookups.event("e1").title,
            len(store.evidence.excerpts("e1")),
            len(store.lookups.links("e1")),
        ) == ("Still at work", 1, 1)


def test_many_new_records_come_as_a_batch_that_one_undo_takes_back(pair, monkeypatch):
    mine, theirs = pair
    monkeypatch.setattr(merging, "MOST_LISTED", 50)
    drafts = [
        Draft(f"Imported {number}", "2025", category="New", actors=("Umerov",), tags=("t",)) for number in range(90)
    ]
    theirs.import_events(drafts, ImportRequest("Import"))
    place = Place("p9", "Istanbul")
    theirs.apply(Change("Add", after=(place, Event("e9", "Nine", "2024", place_id="p9"), Excerpt("x9", "e9", "s1"))))
    edit(theirs, "e1", category_id=theirs.lookups.event(theirs.lookups.all_of(Event)[10].id).category_id)
    before = seen(mine)
    planned = plan_merge(mine, theirs, "Merge")
    assert planned.bulk == {"category": 1, "tag": 1, "place": 1, "event": 91, "excerpt": 1}
    assert planned.counts == (95, 1, 0)
    carry_out(planned, mine, theirs)
    assert mine.check().problems == ()
    assert seen(mine) == seen(theirs)
    assert len(Chronology(mine).select("imported").nonzero()[0]) == 90
    assert plan_merge(mine, theirs, "Merge").counts == (0, 0, 0)
    mine.undo()
    assert seen(mine) == before
    mine.redo()
    assert seen(mine) == seen(theirs)


def test_what_changed_since_it_was_planned_is_planned_again(pair, monkeypatch):
    mine, theirs = pair
    monkeypatch.setattr(merging, "MOST_LISTED", 0)
    theirs.apply(Change("Add", after=(Event("n", "New", "2025"),)))
    planned = plan_merge(mine, theirs, "Merge")
    theirs.apply(Change("Add", after=(Event("n2", "New", "2025"),)))
    with pytest.raises(StoreError, match="merge them again"):
        carry_out(planned, mine, theirs)
    assert mine.lookups.event("n") is None


@pytest.mark.parametrize(
    "attack",
    [
        "CREATE TEMP TRIGGER x AFTER INSERT ON event BEGIN SELECT 1; END",
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW match_event AS SELECT 1 AS theirs, 1 AS ours, 1 AS live",
        "UPDATE journal SET before = replace(hex(zeroblob(50000)), '0', '[')",
        "UPDATE journal SET before = '7', after = '{}', author = char(0, 8238, 10)",
        "UPDATE meta SET value = replace(hex(zeroblob(3000)), '0', '9')",
        "UPDATE event SET \"start\" = 'no date', status = 'nonsense', importance = 99, flags = -1",
        "UPDATE event SET category_row = 999999999",
        "UPDATE event SET id = id || 'x', title = '=cmd'",
        "INSERT INTO event_actor VALUES (999999, 0, 999999, '')",
        "UPDATE source SET url = 'https://[', id = 'other'",
        "UPDATE excerpt SET event_row = 4611686018427387904",
    ],
)
def test_a_strangers_copy_is_merged_or_refused_and_runs_nothing(pair, attack):
    mine, theirs = pair
    mine.apply(Change("Cite", after=(Excerpt("x", "e1", "s1", exact="They met."),)))
    theirs.apply(Change("Cite", after=(Excerpt("y", "e1", "s1", exact="They met."),)))
    theirs.close()
    with closing(sqlite3.connect(theirs.path, isolation_level=None)) as connection:
        connection.execute(attack)
    before = seen(mine)
    told = ""
    try:
        with Store.open(theirs.path, read_only=True) as other:
            carry_out(plan_merge(mine, other, "Merge"), mine, other)
    except StoreError as error:
        told = str(error)
    assert "\n" not in told
    if mine.history.undo_label == "Merge":
        mine.undo()
    assert seen(mine) == before
    assert mine.check().ok


def test_two_large_copies_are_compared_in_the_database(tmp_path):
    with Store.create(tmp_path / "a.timelinedb") as mine:
        mine.import_events(
            (Draft(f"Event {n}", "2025", external_id=str(n)) for n in range(20_000)), ImportRequest("Import")
        )
        mine.backup(tmp_path / "b.timelinedb")
        with Store.open(tmp_path / "b.timelinedb") as theirs:
            edit(theirs, theirs.lookups.all_of(Event)[7].id, title="Seven")
            begun = time.process_time()
            planned = plan_merge(mine, theirs, "Merge")
            assert planned.counts == (0, 1, 0)
            assert time.process_time() - begun < 2.0
