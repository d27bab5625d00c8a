"""Schema 4: properties of the chronology, more about names and evidence, and reviews. Older stores lose nothing."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from older_stores import set_back

from timeline_app.base.folders import state_folder
from timeline_app.document import Chronology
from timeline_app.document.editing.event_draft import deletion_of
from timeline_app.document.merge.differences import compare
from timeline_app.document.merge.merging import plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.publication import EVERYTHING
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import (
    Actor,
    Category,
    Event,
    Excerpt,
    Participation,
    Particulars,
    Place,
    Review,
    Source,
    Tag,
    review_id,
)
from timeline_app.store.publishing import Publication, publish
from timeline_app.store.safety.backups import Backups
from timeline_app.store.safety.recovering import recover
from timeline_app.store.schema import ADDED_BY_4, SCHEMA_VERSION
from timeline_app.store.store import Store

OLD = (
    Category("c", "Strike", "#C2373F", "triangle", 2),
    Actor("a", "Rustem Umerov", "person", ("Umjerow",)),
    Place("p", "Khartoum", 15.5, 32.5),
    Tag("t", "airport"),
    Source("s", "A report", "Paper"),
    Event("e", "Airport shelled", "2023-04-15", category_id="c", place_id="p", actors=(Participation("a"),),
          tag_ids=("t",), created="2026-01-01T00:00:00.000Z", updated="2026-01-01T00:00:00.000Z"),
    Excerpt("x", "e", "s", exact="Shells fell on the airport."),
)  # fmt: skip
NEW = (
    Particulars(
        name="Sudan", as_of="2023-12-31", summary="A war", author="A. Writer", credit="The Desk", language="en",
        zone="Africa/Khartoum", default_status="corroborated", editorial_line="Claims are attributed.",
    ),
    Category("c2", "Talks", notes="with mediators", aliases=("Negotiations",)),
    Actor("a2", "RSF", notes="formerly Janjaweed", position=3),
    Place("p2", "Omdurman", kind="city", aliases=("Umm Durman",), notes="across the Nile", position=1),
    Tag("t2", "siege", ("blockade",), "a note", 4),
    Source("s2", "A page", url="https://example.org/a", archive_url="https://archive.example/a"),
    Event("e2", "Siege begins", "2023-05", category_id="c2", place_id="p2", tag_ids=("t2",)),
    Excerpt("x2", "e2", "s2", exact="It began.", locator="p. 12, para. 3"),
    Review(review_id("e2"), "e2", state="needs checking", reviewer="B. Reader", at="2026-11-29T02:00:00Z", note="?"),
    Review(review_id("e2", "x2"), "e2", "x2", reviewer="B. Reader", at="2026-11-29T02:00:00Z"),
)  # fmt: skip


def made(path, *records):
    store = Store.create(path)
    store.lay_down(records)
    return store


def held(store):
    return [record for record in store.records() if not isinstance(record, Particulars)]


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_store_reads_as_it_was_with_defaults_for_what_is_new(tmp_path, version, read_only):
    made(tmp_path / "s.timelinedb", *OLD).close()
    set_back(tmp_path / "s.timelinedb", version)
    before = (tmp_path / "s.timelinedb").read_bytes()
    with Store.open(tmp_path / "s.timelinedb", read_only=read_only) as store:
        assert held(store) == list(OLD)
        assert store.particulars == Particulars(name="s")
        assert store.lookups.reviews("e") == []
        assert [len(store.search.matching_rows(parse_query(text))) for text in ("khartoum", "place:khartoum")] == [1, 1]
        assert store.check().ok
    if read_only:
        assert (tmp_path / "s.timelinedb").read_bytes() == before


def test_a_migrated_store_is_a_new_one_and_says_its_version(tmp_path):
    made(tmp_path / "s.timelinedb", *OLD).close()
    set_back(tmp_path / "s.timelinedb", 3)
    with Store.open(tmp_path / "s.timelinedb") as store:
        assert store.info().schema == SCHEMA_VERSION
        store.lay_down(NEW)
        assert store.particulars == NEW[0]
        assert sorted(map(repr, (r for r in held(store) if r.id in {each.id for each in NEW[1:]} - {"e2"}))) == sorted(
            repr(record) for record in NEW[1:] if record.id != "e2"
        )


def test_before_it_is_brought_up_to_date_an_older_store_is_backed_up_as_it_was(tmp_path):
    path = tmp_path / "s.timelinedb"
    made(path, *OLD).close()
    set_back(path, 3)
    Store.open(path, read_only=True).close()
    backups = Backups(state_folder(), path)
    assert backups.listed() == [], "reading changes nothing"
    Store.open(path).close()
    (backup,) = backups.listed()
    with closing(sqlite3.connect(backup.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    with Store.open(backup.path, read_only=True) as then:
        assert held(then) == list(OLD)
    Store.open(path).close()
    assert backups.listed() == [backup]


def test_where_the_backups_have_no_place_the_backup_lies_beside_the_store(tmp_path, monkeypatch):
    path = tmp_path / "s.timelinedb"
    made(path, *OLD).close()
    set_back(path, 3)
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("timeline_app.store.safety.backup_files.state_folder", lambda: tmp_path / "file")
    with Store.open(path) as store:
        assert held(store) == list(OLD)
        assert "beside it as “s (before the update).timelinedb”" in store.update
    with closing(sqlite3.connect(tmp_path / "s (before the update).timelinedb")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_store_that_cannot_be_backed_up_at_all_is_only_read(tmp_path, monkeypatch):
    path = tmp_path / "s.timelinedb"
    made(path, *OLD).close()
    set_back(path, 3)
    before = path.read_bytes()

    def refuse(*_arguments):
        raise StoreError("There is no room left.")

    monkeypatch.setattr("timeline_app.store.safety.backup_files.back_up", refuse)
    with Store.open(path) as store:
        assert held(store) == list(OLD)
        assert "could not be brought up to date" in store.read_only_reason
        assert store.read_only_reason.endswith("There is no room left.")
        with pytest.raises(StoreError, match="could not be brought up to date"):
            store.apply(Change("Add", after=(NEW[0],)))
        assert store.update == ""
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["s.timelinedb"]


def test_every_new_column_has_a_field_and_every_field_a_column(tmp_path):
    with made(tmp_path / "s.timelinedb", *NEW) as store, store.connections.reading() as connection:
        for table, added in ADDED_BY_4.items():
            there = {name for _n, name, *_rest in connection.execute(f"PRAGMA table_info({table})")}
            assert added.keys() <= there
    kinds = {"particulars": Particulars, "category": Category, "actor": Actor, "place": Place, "tag": Tag,
             "source": Source, "excerpt": Excerpt}  # fmt: skip
    for table, added in ADDED_BY_4.items():
        assert added.keys() <= {field.name for field in dataclasses.fields(kinds[table])}


@pytest.mark.parametrize("version", [1, 2, 3])
@pytest.mark.parametrize("old_is_ours", [True, False])
def test_an_older_store_beside_a_new_one_differs_only_in_what_is_new(tmp_path, version, old_is_ours):
    made(tmp_path / "old.timelinedb", *OLD).close()
    set_back(tmp_path / "old.timelinedb", version)
    noted = replace(OLD[2], notes="capital", aliases=("Chartum",))
    review = Review(review_id("e"), "e", reviewer="B")
    made(tmp_path / "new.timelinedb", *(noted if each.id == "p" else each for each in OLD), review).close()
    with (
        Store.open(tmp_path / "old.timelinedb", read_only=True) as old,
        Store.open(tmp_path / "new.timelinedb") as new,
    ):
        found = compare(old, new) if old_is_ours else compare(new, old)
        assert [
            (record.id, [f.field for f in fields]) for record, fields in found.changed if record.type == "place"
        ] == [("p", ["aliases", "notes"])]
        assert [each.type for each in (found.only_b if old_is_ours else found.only_a)] == ["review"]
        if not old_is_ours:
            assert plan_merge(new, old, "Merge").change.after == ()


def test_a_merge_brings_reviews_and_what_was_noted(tmp_path):
    with made(tmp_path / "a.timelinedb", *OLD) as mine, made(tmp_path / "b.timelinedb", *OLD) as other:
        noted = replace(OLD[2], notes="capital")
        other.apply(Change("Note", (OLD[2],), (noted, Review(review_id("e", "x"), "e", "x", reviewer="B"))))
        mine.apply(plan_merge(mine, other, "Merge").change)
        assert mine.lookups.places() == [noted]
        assert [review.reviewer for review in mine.lookups.reviews("e")] == ["B"]


def test_a_review_goes_with_its_event_and_with_its_evidence_and_comes_back_with_them(tmp_path):
    made(tmp_path / "s.timelinedb", *NEW).close()
    with Store.open(tmp_path / "s.timelinedb") as store:
        chronology = Chronology(store)
        assert len(chronology.reviews("e2")) == 2
        excerpt = store.lookups.record(Excerpt, "x2")
        store.apply(Change("Delete the evidence", (excerpt,)))
        assert [review.excerpt_id for review in store.lookups.reviews("e2")] == [""]
        store.undo()
        event = store.lookups.event("e2")
        change = deletion_of(chronology, event)
        assert {record.id for record in change.before} >= {review_id("e2"), review_id("e2", "x2")}
        store.apply(change)
        assert store.lookups.reviews("e2") == []
        assert store.lookups.record(Review, review_id("e2")) is None
        store.undo()
        assert len(store.lookups.reviews("e2")) == 2


def test_there_is_one_review_of_each_thing(tmp_path):
    with made(tmp_path / "s.timelinedb", *NEW) as store, pytest.raises(StoreError, match="one review of each"):
        store.apply(Change("Another", after=(Review("other", "e2", reviewer="C"),)))


def test_names_are_found_by_their_other_spellings(tmp_path):
    with made(tmp_path / "s.timelinedb", *NEW) as store:
        for text in ("place:durman", 'place:"umm durman"', "category:negotiations", "tag:blockade", "umm durman"):
            assert len(store.search.matching_rows(parse_query(text))) == 1, text


def test_a_publication_withholds_notes_and_reviews_unless_asked(tmp_path):
    with made(tmp_path / "s.timelinedb", *NEW) as store:
        publish(store, tmp_path / "p.timelinedb", Publication(replace(EVERYTHING, withheld=("notes",))))
        publish(store, tmp_path / "all.timelinedb", Publication(EVERYTHING, reviews=True))
    with Store.open(tmp_path / "p.timelinedb", read_only=True) as copy:
        named = [*copy.lookups.categories(), *copy.lookups.actors(), *copy.lookups.places(), *copy.lookups.tags()]
        assert named
        assert {record.notes for record in named} == {""}
        assert copy.lookups.reviews("e2") == []
        assert copy.particulars == NEW[0]
    with Store.open(tmp_path / "all.timelinedb", read_only=True) as copy:
        assert copy.lookups.places()[0].notes == "across the Nile"
        assert len(copy.lookups.reviews("e2")) == 2


@pytest.mark.parametrize("version", [1, 3, 4])
def test_recovery_reads_every_version(tmp_path, version):
    made(tmp_path / "s.timelinedb", *OLD, *(NEW if version == 4 else ())).close()
    if version < 4:
        set_back(tmp_path / "s.timelinedb", version)
    done = recover(tmp_path / "s.timelinedb", tmp_path / "r.timelinedb")
    assert done.unreadable == []
    assert sum(done.lost.values()) == 0
    with Store.open(tmp_path / "r.timelinedb") as store:
        assert len(held(store)) == len(OLD) + (len(NEW) - 1 if version == 4 else 0)
        if version == 4:
            assert store.lookups.record(Place, "p2") == NEW[3]
