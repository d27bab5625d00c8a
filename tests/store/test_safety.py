"""History, backups, recovery and publication: what was can be seen again, and what shall not be seen is gone."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from timeline_app.document import Chronology
from timeline_app.domain.change import Change
from timeline_app.domain.draft import Draft
from timeline_app.domain.errors import StoreError
from timeline_app.domain.publication import EVERYTHING, PublicationProfile
from timeline_app.domain.records import Document, Event, Excerpt, Place, Source
from timeline_app.store.imports.importing import ImportRequest
from timeline_app.store.publishing import Publication, publish
from timeline_app.store.safety import backups
from timeline_app.store.safety.backups import KEPT, KEPT_DAYS, Backup, Backups, differences, summary_of, to_keep
from timeline_app.store.safety.recovering import recover
from timeline_app.store.sample import build_sample
from timeline_app.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("built") / "sample.timelinedb"
    build_sample(path)
    return path


@pytest.fixture
def sample(tmp_path, built) -> Iterator[Store]:
    shutil.copyfile(built, tmp_path / "sample.timelinedb")
    (tmp_path / "sample.timelinedb").chmod(0o600)
    with Store.open(tmp_path / "sample.timelinedb") as store:
        yield store


def contents(store: Store) -> list[object]:
    return [replace(r, created="", updated="") if isinstance(r, Event) else r for r in store.records()]


# --- history -------------------------------------------------------------------------------------------------------


def test_every_moment_can_be_seen_again(sample, tmp_path):
    moments = [(sample.history.last_step(), contents(sample))]
    event = sample.lookups.all_of(Event)[0]
    sample.apply(Change("edit", (event,), (replace(event, title="Another"),)))
    moments.append((sample.history.last_step(), contents(sample)))
    sample.import_events([Draft("Imported", "2026", category="New")], ImportRequest("import"))
    moments.append((sample.history.last_step(), contents(sample)))
    sample.undo()
    moments.append((sample.history.last_step(), contents(sample)))
    sample.apply(Change("delete", before=(sample.lookups.event(event.id),)))
    moments.append((sample.history.last_step(), contents(sample)))
    now = contents(sample)
    for number, (step, expected) in enumerate(moments):
        target = tmp_path / f"then-{number}.timelinedb"
        sample.write_as_it_was(step, target)
        with Store.open(target, read_only=True) as then:
            assert contents(then) == expected
            assert then.history.last_step() == step
            assert then.check().ok
    assert contents(sample) == now


def test_a_moment_keeps_what_could_be_undone_and_redone_then(sample, tmp_path):
    sample.apply(Change("one", after=(Event("n1", "One"),)))
    sample.apply(Change("two", after=(Event("n2", "Two"),)))
    sample.undo()
    step = sample.history.last_step()
    sample.apply(Change("three", after=(Event("n3", "Three"),)))
    sample.write_as_it_was(step, tmp_path / "then.timelinedb")
    with Store.open(tmp_path / "then.timelinedb") as then:
        assert (then.history.undo_label, then.history.redo_label) == ("one", "two")
        then.redo()
        assert then.lookups.event("n2") is not None


def test_a_moment_is_found_by_its_time(sample):
    sample.apply(Change("one", after=(Event("n1", "One"),)))
    assert sample.history.step_at("2000-01-01T00:00:00Z") == 0
    assert sample.history.step_at("2999-01-01T00:00:00Z") == sample.history.last_step()


def test_one_can_go_back_to_any_point(sample):
    before = contents(sample)
    first = sample.apply(Change("one", after=(Event("n1", "One"),)))
    for number in range(5):
        sample.apply(Change(f"more {number}", after=(Event(f"m{number}", "More"),)))
    assert len(sample.undo_to(first)) == 5
    assert sample.history.undo_label == "one"
    assert len(sample.undo_to(0)) == 1
    assert contents(sample) == before
    for _number in range(6):
        sample.redo()
    assert sample.lookups.event("m4") is not None


def test_the_journal_tells_who_when_and_what(sample):
    event = sample.lookups.all_of(Event)[0]
    sample.apply(Change("Edit “x”", (event,), (replace(event, title="Another"),)), author="Olena")
    (entry,) = sample.history.entries()
    assert (entry.author, entry.change.label, entry.state) == ("Olena", "Edit “x”", "done")
    assert entry.change.before[0].title == event.title
    assert entry.change.after[0].title == "Another"
    assert entry.time.endswith("Z")
    sample.undo()
    assert sample.history.entries()[0].state == "undone"
    sample.apply(Change("other", after=(Event("n", "n"),)))
    assert [entry.state for entry in sample.history.entries()] == ["done", "dropped"]
    assert [entry.state for entry in sample.history.entries(before=2)] == ["dropped"]


# --- backups -------------------------------------------------------------------------------------------------------


def test_a_backup_is_made_once_a_revision(sample, tmp_path):
    backups = Backups(tmp_path / "state", sample.path)
    first = backups.make(sample)
    assert first is not None
    assert backups.make(sample) is None
    sample.apply(Change("one", after=(Event("n1", "One"),)))
    second = backups.make(sample, datetime.now(UTC) + timedelta(seconds=2))
    assert [backup.path for backup in backups.listed()] == [second.path, first.path]
    assert stat.S_IMODE(second.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backups.folder.stat().st_mode) == 0o700
    assert backups.preview(first)["event"] == {"only_in_one": 1, "only_in_other": 0, "changed": 0}


def test_ten_and_one_a_day_for_thirty_days_are_kept():
    now = datetime(2025, 7, 31, 12, tzinfo=UTC)
    every_hour = [Backup(now - timedelta(hours=hours), 2_000 - hours, Path(f"{hours}")) for hours in range(24 * 60)]
    kept = to_keep(every_hour, now)
    assert kept[:KEPT] == every_hour[:KEPT]
    days = [backup.time.date() for backup in kept[KEPT:]]
    assert len(set(days)) == len(days)
    assert KEPT_DAYS - 1 <= len(days) <= KEPT_DAYS
    assert min(days) >= (now - timedelta(days=KEPT_DAYS)).date()
    assert all(backup.time.hour in {23, 12} for backup in kept[KEPT:])


def test_old_backups_are_deleted(sample, tmp_path):
    backups = Backups(tmp_path / "state", sample.path)
    start = datetime(2025, 7, 1, tzinfo=UTC)
    for number in range(14):
        sample.apply(Change("one", after=(Event(f"n{number}", "One"),)))
        backups.make(sample, start + timedelta(minutes=number))
    assert len(backups.listed()) == KEPT
    (backups.folder / "a note of mine.txt").write_text("kept")
    backups.rotate(start)
    assert (backups.folder / "a note of mine.txt").exists()


def test_restoring_keeps_what_was_there(sample, tmp_path):
    backups = Backups(tmp_path / "state", sample.path)
    backup = backups.make(sample)
    sample.apply(Change("one", after=(Event("n1", "One"),)))
    with pytest.raises(StoreError, match="open in another window"):
        backups.restore(backup)
    sample.close()
    aside = backups.restore(backup)
    with Store.open(sample.path) as restored, Store.open(aside) as put_aside:
        assert restored.lookups.event("n1") is None
        assert restored.check().ok
        assert put_aside.lookups.event("n1") is not None


def test_a_damaged_store_is_restored(sample, tmp_path):
    backups = Backups(tmp_path / "state", sample.path)
    backup = backups.make(sample)
    sample.close()
    sample.path.write_bytes(os.urandom(50_000))
    backups.restore(backup)
    with Store.open(sample.path) as restored:
        assert restored.info().events == 130


# --- recovery ------------------------------------------------------------------------------------------------------


def test_all_of_a_whole_store_is_recovered(sample, tmp_path):
    done = recover(sample.path, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert contents(new) == contents(sample)
        assert new.check().ok
    assert done.unreadable == []
    assert sum(done.lost.values()) == 0
    assert done.kept["event"] == 130


@pytest.mark.parametrize("seed", range(4))
def test_what_damage_leaves_is_recovered(sample, tmp_path, seed):
    sample.close()
    content = bytearray(sample.path.read_bytes())
    chance = random.Random(seed)  # noqa: S311  # damage needs no secrets
    for _hole in range(3):
        page = chance.randrange(20, len(content) // 4096)
        content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    sample.path.write_bytes(content)
    done = recover(sample.path, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert new.check().ok
        assert done.kept["event"] == new.info().events
        assert done.kept["event"] + done.kept["source"] + done.kept["excerpt"] > 300


def test_a_store_that_was_cut_short_gives_what_is_left(sample, tmp_path):
    sample.close()
    content = sample.path.read_bytes()
    sample.path.write_bytes(content[: len(content) * 2 // 3 + 17])
    with pytest.raises(StoreError, match="damaged"), Store.open(sample.path) as store:
        store.check()
    done = recover(sample.path, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert new.check().ok
        assert sum(done.kept.values()) > 100
    assert done.unreadable


LOOSEN = "UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table' AND sql LIKE '%) STRICT'"


def rewritten(path: Path, statement: str, *values: str) -> dict[str, str]:
    """Change the schema under SQLite's feet, as a forger does; what stood there comes back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        stood = dict(
            connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT'")
        )
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(statement, values)
    return stood


@pytest.mark.parametrize(
    "attack",
    [
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW secrets AS SELECT load_extension('x')",
        "UPDATE event SET flags = 2147483647, start_min = -9223372036854775808, end_max = 9223372036854775807",
        "UPDATE event SET status = 'nonsense'",
        "UPDATE event SET \"start\" = 'not a date' WHERE row < 10",
        "UPDATE event SET title = zeroblob(10)",
        "UPDATE event SET importance = 99",
        "UPDATE event SET day_order = 9223372036854775807",
        "UPDATE actor SET aliases = '{\"a\": 1}'",
        'UPDATE excerpt SET "end" = 9223372036854775807, "start" = -5',
        "UPDATE category SET colour = 'url(javascript:1)', shape = 'skull'",
        "UPDATE place SET latitude = 9e999",
        "UPDATE event SET category_row = 4611686018427387904",
        "INSERT INTO event_actor VALUES (999999, 0, 999999, '')",
        "DELETE FROM meta",
        "DELETE FROM particulars",
        "UPDATE meta SET value = 'x'",
        "UPDATE journal SET before = 'not json'",
        "UPDATE event SET row = row + 4000000000000",
        "DROP TABLE actor_words",
    ],
)
def test_a_forged_store_does_no_harm_and_gives_what_it_has(sample, tmp_path, attack):
    sample.apply(Change("one", after=(Event("n1", "One"),)))
    sample.close()
    original = rewritten(sample.path, LOOSEN)
    with closing(sqlite3.connect(sample.path, isolation_level=None)) as connection:
        connection.execute(attack)
    if not attack.startswith(("CREATE", "DROP")):
        for name, sql in original.items():
            rewritten(sample.path, "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?", sql, name)
    told = []
    opened = False
    try:
        with Store.open(sample.path) as store:
            opened = True
            chronology = Chronology(store)
            chronology.select("talks status:planned actor:Umerov has:quote")
            chronology.facets(chronology.select(""))
            chronology.events(chronology.columns.row.tolist())
            store.check()
            store.undo()
            list(store.records())
    except StoreError as error:
        told.append(str(error))
    assert all("\n" not in sentence for sentence in told)
    assert opened != attack.startswith(("CREATE", "DROP"))
    done = recover(sample.path, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as new:
        assert new.check().ok
        assert new.info().sources == 258
        assert done.kept["source"] == 258


def test_a_strangers_view_in_place_of_a_table_is_not_read(sample, tmp_path):
    sample.close()
    with closing(sqlite3.connect(sample.path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE link")
        connection.execute(
            "CREATE VIEW link AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS row FROM c"
        )
    done = recover(sample.path, tmp_path / "new.timelinedb")
    assert done.unreadable == ["link"]
    assert done.kept["event"] == 130


def test_recovery_never_writes_into_its_source(sample):
    with pytest.raises(StoreError, match="name of its own"):
        recover(sample.path, sample.path)


# --- publication ---------------------------------------------------------------------------------------------------


def test_a_publication_holds_only_what_shall_be_seen(sample, tmp_path):
    secret = "the informant called Mykola"  # noqa: S105  # not a password
    event = sample.lookups.all_of(Event)[0]
    sample.apply(Change("note", (event,), (replace(event, notes=secret, status="reported"),)))
    sample.apply(Change("gone", after=(Event("n1", secret),)))
    sample.apply(Change("gone", before=(sample.lookups.event("n1"),)))
    target = tmp_path / "public.timelinedb"
    dropped = publish(sample, target, Publication(PublicationProfile(("occurred", "disputed"), coordinates="10km")))
    with Store.open(target) as public:
        assert {each.status for each in public.lookups.all_of(Event)} == {"occurred", "disputed"}
        assert public.info().events == 123
        assert {each.notes for each in public.lookups.all_of(Event)} == {""}
        assert all(
            round(place.latitude, 1) == place.latitude for place in public.lookups.all_of(Place) if place.latitude
        )
        assert public.lookups.all_of(Document) == []
        assert {excerpt.document_id for excerpt in public.lookups.all_of(Excerpt)} == {""}
        assert public.history.undo_label is None
        assert public.history.length() == 0
        assert public.check().problems == ()
    for file in tmp_path.glob("public.timelinedb*"):
        assert secret.encode() not in file.read_bytes()
    told = " ".join(dropped.sentences)
    assert "changes in the journal: 3" in told
    assert "events by their status: 7" in told
    assert "stored documents: 1" in told


def test_a_publication_can_keep_all_but_the_journal(sample, tmp_path):
    publish(
        sample,
        tmp_path / "public.timelinedb",
        Publication(EVERYTHING, documents=True, views=True),
    )
    with Store.open(tmp_path / "public.timelinedb") as public:
        assert contents(public) == contents(sample)


def test_differences_tell_records_and_fields(tmp_path, monkeypatch):
    monkeypatch.setattr(backups, "_CHUNK", 2)
    with Store.create(tmp_path / "one.timelinedb") as one:
        events = tuple(Event(f"e{number}", f"Round {number}", "2025-05-16") for number in range(7))
        one.apply(Change("begin", after=(Source("s", "BBC"), *events, Excerpt("x1", "e1", "s", exact="They met."))))
        one.backup(tmp_path / "other.timelinedb")
        with Store.open(tmp_path / "other.timelinedb") as other:
            assert list(differences(one, other)) == []
            one.apply(Change("edit", (events[2],), (replace(events[2], title="Mine"),)))
            other.apply(Change("add", after=(Event("e9", "New"),)))
            other.apply(Change("delete", before=(other.lookups.record(Excerpt, "x1"),)))
            found = {(each.kind, each.id): each for each in differences(one, other)}
            assert found["event", "e2"].fields == {"title": ("Mine", "Round 2")}
            assert (found["event", "e9"].one, found["event", "e9"].name) == (None, "New")
            assert (found["excerpt", "x1"].other, found["excerpt", "x1"].name) == (None, "They met.")
            assert summary_of(differences(one, other)) == {
                "event": {"only_in_one": 0, "only_in_other": 1, "changed": 1},
                "excerpt": {"only_in_one": 1, "only_in_other": 0, "changed": 0},
            }


def test_a_copy_is_made_on_a_stick_too_whose_file_system_has_no_links(built, tmp_path, monkeypatch):
    def no_links(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "copy.timelinedb"
    with Store.open(built, read_only=True) as store:
        store.backup(target)
        before = target.read_bytes()
        with pytest.raises(StoreError, match="exists already"):
            store.backup(target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]
    with Store.open(target, read_only=True) as copy:
        assert copy.is_sound()
