"""Opening and making timelines, their file and their journal, as the window uses them."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from older_stores import set_back

from timeline_app.document import create_chronology, open_chronology
from timeline_app.document.chronology import can_be_opened, make_sample
from timeline_app.document.safety import Backups, Publication
from timeline_app.domain.change import Change
from timeline_app.domain.errors import KnownError, StoreError
from timeline_app.domain.publication import PublicationProfile
from timeline_app.domain.records import Document, Event, Excerpt, Link, Place, SavedView, Source
from timeline_app.store.sample import sample_records
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from timeline_app.document import Chronology

TEXT = "Delegations met on 16 May 2025."
RECORDS = (
    Place("p", "Istanbul", 41.00824, 28.97836),
    Source("s", "A report"),
    Document("d", "s", TEXT, hashlib.sha256(TEXT.encode()).hexdigest(), original=TEXT.encode()),
    Event("e1", "Talks", "2025-05-16", place_id="p", notes="of the desk"),
    Event("e2", "More talks", "2025-06-02", status="planned"),
    Excerpt("x", "e1", "s", "d", "quote", "Delegations met", start=0, end=15),
    Link("l", "e1", "e2", "caused"),
    SavedView("v", "All talks", "talks"),
)


@pytest.fixture
def path(tmp_path) -> Path:
    with Store.create(tmp_path / "war.timelinedb", name="A war", as_of="2025-07-31") as store:
        store.lay_down(RECORDS)
    return tmp_path / "war.timelinedb"


@pytest.fixture
def chronology(path) -> Iterator[Chronology]:
    opened = open_chronology(path, "Olena")
    yield opened
    opened.close()


def add(chronology, *titles):
    for title in titles:
        chronology.do(Change(f"Add {title}", after=(Event(title, title, "2025"),)))
        time.sleep(0.002)  # the journal tells moments to the millisecond


def titles_in(path):
    opened = open_chronology(path, read_only=True)
    found = set(opened.titles(opened.columns.row.tolist()).values())
    opened.close()
    return found


# Opening


def test_a_new_timeline_is_empty_bears_the_name_of_its_file_and_overwrites_nothing(tmp_path):
    path = tmp_path / "New war.timelinedb"
    create_chronology(path)
    opened = open_chronology(path)
    assert (len(opened.columns), opened.name, opened.as_of, opened.source_count) == (0, "New war", "", 0)
    assert (opened.undo_label, opened.redo_label, opened.read_only) == (None, None, False)
    opened.close()
    before = path.read_bytes()
    with pytest.raises(KnownError):
        create_chronology(path)
    assert path.read_bytes() == before


def test_the_sample_that_is_made_holds_the_records_of_its_tables(tmp_path):
    path = tmp_path / "sample.timelinedb"
    make_sample(path, "en")
    events = {record.title for record in sample_records() if isinstance(record, Event)}
    assert titles_in(path) == events


def test_what_is_opened_for_reading_refuses_changes_and_stays_as_it_is(path):
    before = path.read_bytes()
    opened = open_chronology(path, read_only=True)
    assert opened.read_only
    assert opened.file.read_only_reason == ""
    with pytest.raises(StoreError):
        add(opened, "Mine")
    opened.close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_timeline_that_is_only_read_is_ready_to_search_when_a_worker_opened_it(path, version):
    if version < 3:
        set_back(path, version)
    before = path.read_bytes()
    opened = open_chronology(path, read_only=True, ready_to_search=True)
    assert opened.select("TÁLKS").tolist() == [True, True]
    assert opened.select("more").tolist() == [False, True]
    opened.close()
    assert path.read_bytes() == before


def test_a_timeline_that_cannot_be_made_ready_to_search_is_closed_again(path, monkeypatch):
    def fail(_connections):
        raise StoreError("the disk is full")

    monkeypatch.setattr("timeline_app.store.connections.Connections.prepare_search", fail)
    with pytest.raises(StoreError, match="disk is full"):
        open_chronology(path, ready_to_search=True)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("content", [b"", b"no timeline", b"SQLite format 3\x00" + b"\x07" * 200, None])
def test_what_is_no_timeline_cannot_be_opened_and_is_not_touched(tmp_path, content):
    path = tmp_path / "strange.timelinedb"
    if content is not None:
        path.write_bytes(content)
    assert not can_be_opened(path)
    with pytest.raises(KnownError):
        open_chronology(path)
    assert (path.read_bytes() if path.exists() else None) == content
    assert not can_be_opened(tmp_path)


def test_a_timeline_with_damaged_pages_can_still_be_looked_at(path):
    assert can_be_opened(path)
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'excerpt'").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(data)
    assert can_be_opened(path)


# What is read of an open one


def test_an_open_timeline_reads_what_hangs_on_an_event(chronology):
    assert chronology.event_by_id("e1") == chronology.event(chronology.row_of("e1"))
    assert chronology.event_by_id("nothing") is None
    assert [each.id for each in chronology.links("e1")] == [each.id for each in chronology.links("e2")] == ["l"]
    assert chronology.views() == [RECORDS[-1]]
    assert chronology.evidence("e1")[0].document_id == "d"
    titles = chronology.titles(chronology.columns.row.tolist())
    assert [titles[row] for row in chronology.rows_by_title().tolist()] == ["More talks", "Talks"]
    rows = chronology.columns.row
    assert chronology.in_order(rows[::-1]) == rows.tolist()


def test_what_a_worker_did_is_adopted_in_one_step_and_told_with_its_origin(chronology):
    heard = []
    chronology.subscribe(lambda change, origin: heard.append((change.label, origin)))
    chronology.store.apply(Change("Of a worker", after=(Event("n", "New", "2026"),)), "Olena")
    assert len(chronology.columns) == 2
    snapshot = chronology.take_snapshot()
    chronology.store.apply(Change("Later", after=(Event("m", "Newer", "2026"),)), "Olena")
    chronology.adopt(snapshot, "the worker")
    assert (len(chronology.columns), heard) == (3, [("Of a worker", "the worker")])
    assert chronology.refresh()
    assert (len(chronology.columns), heard[1:]) == (4, [("Later", None)])


# The journal


def test_the_journal_is_read_in_pages_the_newest_first(chronology):
    add(chronology, "a", "b", "c", "d", "e")
    whole = chronology.journal.entries()
    assert [each.change.label for each in whole] == ["Add e", "Add d", "Add c", "Add b", "Add a"]
    assert {each.author for each in whole} == {"Olena"}
    pages = [chronology.journal.entries(limit=2)]
    while pages[-1]:
        pages.append(chronology.journal.entries(pages[-1][-1].sequence, limit=2))
    assert [each for page in pages for each in page] == whole


def test_a_step_back_and_one_forward_leave_it_as_it_was(chronology):
    add(chronology, "a", "b")
    journal = chronology.journal
    assert journal.step("Olena", back=True).label
    chronology.refresh()
    assert (len(chronology.columns), chronology.undo_label, chronology.redo_label) == (3, "Add a", "Add b")
    assert journal.step("Olena", back=False).label == "Add b"
    assert journal.step("Olena", back=False) is None
    chronology.refresh()
    assert (len(chronology.columns), chronology.undo_label, chronology.redo_label) == (4, "Add b", None)
    assert not journal.next_is_large(back=True)


def test_going_back_takes_all_later_changes_back_and_each_can_be_done_again(chronology):
    add(chronology, "a", "b", "c")
    first = chronology.journal.entries()[-1].sequence
    assert chronology.journal.go_back_to(first, "Olena") == 2
    assert chronology.journal.go_back_to(first, "Olena") == 0
    chronology.refresh()
    assert (chronology.event_by_id("a") is not None, chronology.event_by_id("b")) == (True, None)
    assert [chronology.redo().label, chronology.redo().label, chronology.redo()] == ["Add b", "Add c", None]
    assert chronology.journal.go_back_to(0, "Olena") == 3
    assert chronology.journal.step("Olena", back=True) is None


def test_a_timeline_is_written_as_it_was_after_each_change(chronology, tmp_path):
    add(chronology, "a", "b", "c")
    for number, entry in enumerate(reversed(chronology.journal.entries())):
        target = tmp_path / f"then {number}.timelinedb"
        chronology.journal.write_as_it_was(entry.time, target)
        assert titles_in(target) == {"Talks", "More talks", *"abc"[: number + 1]}
    chronology.journal.write_as_it_was("2001-01-01T00:00:00.000Z", tmp_path / "first.timelinedb")
    assert titles_in(tmp_path / "first.timelinedb") == {"Talks", "More talks"}
    assert len(chronology.journal.entries()) == 3


# The file


def test_a_copy_holds_all_records_and_the_journal(chronology, tmp_path):
    add(chronology, "a")
    chronology.file.copy_to(tmp_path / "copy.timelinedb")
    with Store.open(tmp_path / "copy.timelinedb", read_only=True) as copy:
        assert list(copy.records()) == list(chronology.store.records())
        assert copy.history.entries() == chronology.journal.entries()
    assert chronology.file.check().ok


def test_a_backup_is_made_of_each_state_once(chronology, path, tmp_path):
    backups = Backups(tmp_path / "state", path)
    chronology.file.back_up(backups)
    chronology.file.back_up(backups)
    assert len(backups.listed()) == 1
    add(chronology, "a")
    chronology.file.back_up(backups)
    newer, older = backups.listed()
    assert newer.revision > older.revision
    assert titles_in(newer.path) == {"Talks", "More talks", "a"}


def test_a_publication_holds_nothing_that_was_to_be_left_out_and_says_so(chronology, tmp_path):
    target = tmp_path / "public.timelinedb"
    dropped = chronology.file.publish(target, Publication(PublicationProfile(("reported",), coordinates="10km")))
    public = open_chronology(target, read_only=True)
    (event,) = public.events(public.columns.row.tolist())
    assert (event.id, event.notes, public.links("e1"), public.views()) == ("e1", "", [], [])
    assert [(place.latitude, place.longitude) for place in public.places] == [(41.0, 29.0)]
    assert (public.evidence("e1")[0].excerpt.exact, public.evidence("e1")[0].document_id) == ("Delegations met", "")
    assert (public.name, public.as_of) == ("A war", "2025-07-31")
    public.close()
    assert b"of the desk" not in target.read_bytes()
    assert {"events by their status: 1", "notes: 1", "stored documents: 1", "saved views: 1"} <= set(dropped.sentences)


def test_a_file_that_was_replaced_while_it_is_open_is_noticed(chronology, path):
    chronology.file.require_in_place()
    assert chronology.file.stray_log == ""
    path.rename(path.with_suffix(".gone"))
    with pytest.raises(StoreError):
        chronology.file.require_in_place()
    path.with_suffix(".gone").rename(path)
    chronology.file.require_in_place()


def test_damage_is_found_and_the_check_can_be_stopped(chronology, path):
    assert chronology.file.check().ok
    with sqlite3.connect(path) as other:
        other.execute("UPDATE document SET text = 'Delegations sat on 16 May 2025.'")
    other.close()
    assert {each.kind for each in chronology.file.check().problems} == {"document", "excerpt"}

    def stop():
        raise StopIteration

    with pytest.raises(StoreError, match="cancelled"):
        chronology.file.check(stop)
    assert chronology.file.check().problems


def test_an_edit_of_a_record_that_is_not_there_is_refused_and_leaves_no_entry(chronology):
    strange = Event("strange", "Not there", "2025")
    with pytest.raises(KnownError):
        chronology.do(Change("Edit", (strange,), (replace(strange, title="Still not there"),)))
    assert chronology.journal.entries() == []
