"""A store of a newer schema is read where it says so and looks like it, and never written."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from timeline_app.document.merge.differences import compare
from timeline_app.domain.change import Change
from timeline_app.domain.errors import StoreError
from timeline_app.domain.query.parser import parse_query
from timeline_app.domain.records import Actor, Event, Excerpt, Participation, Place, Source
from timeline_app.store.schema import LEAST_READER, READABLE_BY, SCHEMA_VERSION
from timeline_app.store.store import Store

NEWER = SCHEMA_VERSION + 1
CONTENT = (
    Actor("a", "Rustem Umerov", "person"),
    Place("p", "Khartoum", 15.5, 32.5),
    Source("s", "A report"),
    Event("e", "Airport shelled", "2023-04-15", place_id="p", actors=(Participation("a"),)),
    Event("f", "Talks begin", "2025-05"),
    Excerpt("x", "e", "s", exact="Shells fell."),
)
ADDED = (
    "ALTER TABLE event ADD COLUMN weather TEXT NOT NULL DEFAULT ''",
    "CREATE TABLE weapon (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT",
    "CREATE INDEX weapon_name ON weapon (name)",
    "CREATE INDEX event_status ON event (status) WHERE status <> ''",
    "INSERT INTO weapon (id, name) VALUES ('w', 'drone')",
)


@pytest.fixture
def path(tmp_path):
    """Give a store as a newer program may write it: with more columns, a table and indexes of its own."""
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.apply(Change("Begin", after=CONTENT))
    say(path, *ADDED, f"PRAGMA user_version = {NEWER}")
    return path


def say(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path):
    with pytest.raises(StoreError) as caught:
        Store.open(path).close()
    return str(caught.value)


def test_a_store_says_which_programs_may_read_it(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store, store.connections.reading() as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = ?", (READABLE_BY,)).fetchone() == (
            str(LEAST_READER),
        )
    assert LEAST_READER <= SCHEMA_VERSION


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_store_that_allows_it_is_read_and_left_as_it_is(path, read_only):
    before = path.read_bytes()
    with Store.open(path, read_only=read_only) as store:
        assert store.read_only
        assert "written by a newer version" in store.newer
        assert store.read_only_reason == ("" if read_only else store.newer)
        assert store.update == ""
        told = {record.id: record for record in store.records()}
        assert [told[each.id].id for each in CONTENT] == [each.id for each in CONTENT]
        assert told["e"].actors == CONTENT[3].actors
        assert len(store.columns()) == 2
        assert len(store.search.matching_rows(parse_query("khartoum"))) == 1
        assert store.info().schema == NEWER
        assert store.history.undo_label == "Begin"
        assert store.check().ok
        assert store.is_sound()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name], "nothing is left beside it"


def test_nothing_is_written_into_it_and_the_refusal_says_what_to_do(path):
    before = path.read_bytes()
    with Store.open(path) as store:
        with pytest.raises(StoreError, match="newer version of Conflict Timeline, so it is open for reading only"):
            store.apply(Change("Add", after=(Event("n", "New"),)))
        with pytest.raises(StoreError, match="Update the program"):
            store.undo()
        assert not store.keep_columns(store.columns(), store.revision)
    assert path.read_bytes() == before


def test_a_copy_of_it_is_as_new_as_it(path, tmp_path):
    with Store.open(path) as store:
        store.backup(tmp_path / "copy.timelinedb")
    with closing(sqlite3.connect(tmp_path / "copy.timelinedb")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWER,)
        assert connection.execute("SELECT name FROM weapon").fetchone() == ("drone",)


def test_while_a_newer_program_has_it_open_it_is_read_with_its_log(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute("UPDATE event SET title = 'Said anew' WHERE id = 'e'")
        with Store.open(path) as store:
            assert store.lookups.event("e").title == "Said anew"
        newer.execute("UPDATE event SET title = 'And again' WHERE id = 'e'")
        assert path.with_name(path.name + "-wal").stat().st_size > 0, "it is the other's, and in use"
    with Store.open(path) as store:
        assert store.lookups.event("e").title == "And again"


def test_it_is_not_put_beside_another_store(path, tmp_path):
    """What is new in it would be lost in a merge without a word."""
    with (
        Store.create(tmp_path / "ours.timelinedb") as ours,
        Store.open(path, read_only=True) as newer,
        pytest.raises(StoreError, match="newer version of Conflict Timeline; update the program"),
    ):
        compare(ours, newer)


@pytest.mark.parametrize("word", ["", "x", "-1", str(NEWER), "99999999999", "７７"])
def test_without_a_word_that_allows_it_a_newer_store_is_refused_and_untouched(path, word):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if word:
            connection.execute("UPDATE meta SET value = ? WHERE key = ?", (word, READABLE_BY))
        else:
            connection.execute("DELETE FROM meta WHERE key = ?", (READABLE_BY,))
    before = path.read_bytes()
    assert refusal(path) == (
        "“s.timelinedb” was written by a newer version of Conflict Timeline; update the program to open it."
    )
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "strange",
    [
        ("CREATE TRIGGER t AFTER UPDATE ON event BEGIN DELETE FROM event; END",),
        ("CREATE VIEW v AS SELECT * FROM event",),
        ("ALTER TABLE meta RENAME TO m", "CREATE VIEW meta AS SELECT 'readable_by' AS key, '7' AS value"),
        ("ALTER TABLE event RENAME COLUMN summary TO gist",),
        ("DROP TABLE view",),
        ("DROP TABLE view", "CREATE TABLE view (row INTEGER PRIMARY KEY, id, name, query, first, last, lanes, theme)"),
        ("CREATE INDEX i ON event (length(title))",),
        ("CREATE VIRTUAL TABLE more USING fts5(a)",),
        ("DROP TABLE actor_words", "CREATE VIRTUAL TABLE actor_words USING fts5(name, aliases)"),
        ("ALTER TABLE link DROP COLUMN type", "ALTER TABLE link ADD COLUMN type TEXT NOT NULL AS (upper(id))"),
    ],
)
def test_what_does_not_look_like_ours_is_refused_whatever_it_says(path, strange):
    say(path, *strange)
    assert "newer version" in refusal(path)
