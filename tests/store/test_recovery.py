"""What a damaged store held comes back with its history, as far as that fits; else it is said that it does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.records import Event, Excerpt, Source
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.safety.recovering import recover
from timeline_app.store.store import Store


def contents(store):
    return [replace(each, created="", updated="") if isinstance(each, Event) else each for each in store.records()]


@pytest.fixture
def worked(tmp_path):
    """A store with every kind of step in its journal, and what it held after each of them."""
    path = tmp_path / "worked.timelinedb"
    with Store.create(path) as store:
        store.apply(
            Change("Begin", after=(Source("s", "Report"), Event("e1", "One", "2025"), Event("e2", "Two", "2025"))), "O"
        )
        store.import_events([Draft("Imported", "2026", category="New")], ImportRequest("Import"))
        event = store.lookups.event("e1")
        store.apply(Change("Edit", (event,), (replace(event, title="Uno"),)), "T")
        store.apply(Change("Cite", after=(Excerpt("x", "e1", "s", exact="They met."),)))
        store.apply(Change("Delete", before=(store.lookups.event("e2"),)))
        store.apply(Change("Later", after=(Event("e3", "Three"),)))
        store.undo()
    return path


def damage(path, statement):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


def test_undo_redo_and_history_survive_a_recovery(worked, tmp_path):
    done = recover(worked, tmp_path / "new.timelinedb")
    assert (done.changes_kept, done.changes_lost) == (6, 0)
    with Store.open(worked) as old, Store.open(tmp_path / "new.timelinedb") as new:
        assert contents(new) == contents(old)
        assert new.history.entries() == old.history.entries()
        assert (new.history.undo_label, new.history.redo_label) == ("Delete", "Later")
        for store in (old, new):
            store.redo()
        assert contents(new) == contents(old)
        for _step in range(6):
            for store in (old, new):
                store.undo()
            assert contents(new) == contents(old)
        assert new.history.undo_label is None
        assert new.check().ok
        new.write_as_it_was(2, tmp_path / "then.timelinedb")


@pytest.mark.parametrize(
    ("statement", "counts", "undo"),
    [
        ("UPDATE event SET title = 'Otherwise' WHERE id = 'e1'", (3, 3), "Delete"),
        ("DELETE FROM event WHERE id = 'e1'", (2, 4), "Delete"),
        ("UPDATE journal SET before = '[[\"event\"' WHERE label = 'Edit'", (3, 3), "Delete"),
        ("DELETE FROM journal WHERE label = 'Import'", (4, 2), "Delete"),
        ("UPDATE journal SET state = 'strange' WHERE label = 'Later'", (0, 6), None),
        ("UPDATE journal SET after = '[]', before = '[]' WHERE label = 'Later'", (6, 0), "Delete"),
        ("DELETE FROM journal_step WHERE step > 3", (6, 0), "Delete"),
        ("UPDATE journal_step SET direction = 'sideways'", (6, 0), "Delete"),
        ("UPDATE journal SET batch = '9999999999999999999999' WHERE label = 'Import'", (6, 0), "Delete"),
    ],
)
def test_of_a_damaged_history_comes_back_what_fits(worked, tmp_path, statement, counts, undo):
    damage(worked, statement)
    done = recover(worked, tmp_path / "new.timelinedb")
    assert (done.changes_kept, done.changes_lost) == counts
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert new.history.undo_label == undo
        before = contents(new)
        steps = 0
        while new.history.undo_label not in {None, "Import"}:
            new.undo()
            steps += 1
        for _step in range(steps):
            new.redo()
        assert contents(new) == before
        assert new.check().ok


def test_what_was_deleted_stays_deleted(worked, tmp_path):
    recover(worked, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert new.lookups.event("e2") is None
        assert new.info().events == 2
        new.undo()
        assert new.lookups.event("e2").title == "Two"
