"""The verbs that make, read and change a store; where it matters that processes share nothing, a process each."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import time

import pytest
from verbs import done, refused, run, run_apart


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "sample.timelinedb"
    assert run("new", path, "--sample").returncode == 0
    return path


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "a.timelinedb"
    assert run("new", path).returncode == 0
    return path


def test_the_sample_holds_what_the_issue_counts(sample):
    info = done("info", sample)
    assert list(info)[:7] == ["events", "sources", "excerpts", "first", "last", "schema", "as_of"]
    assert (info["events"], info["sources"], info["as_of"]) == (130, 258, "2025-07-31")
    assert info["excerpts"] >= 297
    assert info["first"] < info["last"]


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 130), ("category:Diplomacy", 31), ("status:planned", 3), ("status:disputed", 6), ("nothingatall", 0)],
)
def test_list_finds_what_the_issue_counts(sample, query, count):
    assert len(done("list", sample, "--query", query)) == count


def test_list_is_in_order_of_time_and_tells_names(sample):
    events = done("list", sample)
    starts = [event["start"].rstrip("~?%") for event in events]
    assert starts == sorted(starts)
    third = next(event for event in events if event["external_id"] == "istanbul-round-3")
    assert third["start"] == "2025-07-23"
    assert third["end"] == ""
    assert third["category"] == "Diplomacy"
    assert third["status"] == "occurred"
    assert "Rustem Umerov" in third["actors"]
    assert third["place"].startswith("Istanbul")
    assert third["date"] == "23 July 2025"
    assert {"id", "title", "start", "end", "status", "category", "actors", "place", "importance"} <= set(third)


def test_list_prints_the_first_few_and_says_so(sample):
    assert len(done("list", sample, "--limit", 3)) == 3
    assert done("list", sample, "--limit", 0) == []
    lines = run("list", sample, "--limit", "3").stdout.splitlines()
    assert len(lines) == 4
    assert lines[-1] == "3 of 130 events"
    assert lines[0].startswith("21 November 2013  ")


def test_check_of_the_sample_is_clean(sample):
    report = done("check", sample)
    assert report["ok"] is True
    assert report["problems"] == []


def test_reading_verbs_leave_the_store_as_it_is(sample):
    before = sample.read_bytes()
    done("list", sample)
    done("info", sample)
    done("check", sample)
    assert sample.read_bytes() == before


def test_an_empty_store_has_nothing_and_is_whole(store):
    info = done("info", store)
    assert (info["events"], info["sources"], info["excerpts"]) == (0, 0, 0)
    assert not info["first"]
    assert not info["last"]
    assert done("list", store) == []
    assert done("check", store)["ok"]


def test_new_never_overwrites(store):
    before = store.read_bytes()
    for more in ((), ("--sample",)):
        assert "exists already" in refused("new", store, *more)
    assert store.read_bytes() == before


def test_add_list_undo_redo_across_processes(store):
    def done(*args):
        result = run_apart(*args, "--json")
        assert (result.returncode, result.stderr) == (0, "")
        return json.loads(result.stdout)

    added = done(
        "add", store, "--date", "23 July 2025", "--title", "Third round", "--status", "occurred",
        "--category", "Diplomacy", "--actor", "Umerov", "--actor", "Medinsky", "--place", "Istanbul",
    )  # fmt: skip
    assert (added["start"], added["end"], added["title"]) == ("2025-07-23", "", "Third round")
    assert (added["category"], added["place"], added["actors"]) == ("Diplomacy", "Istanbul", ["Umerov", "Medinsky"])
    assert done("list", store) == [added]
    assert run_apart("undo", store).returncode == 0
    assert done("list", store) == []
    assert run_apart("redo", store).returncode == 0
    assert done("list", store) == [added]
    assert run_apart("redo", store).returncode == 1
    assert run_apart("undo", store).returncode == 0
    assert "nothing to undo" in refused("undo", store)
    assert done("check", store)["ok"]


def test_names_are_found_again_and_new_categories_differ(store):
    for category, actor in (("Strike", "Kyiv"), ("strike ", "KYIV"), ("Diplomacy", "Moscow")):
        done("add", store, "--date", "2025", "--title", category, "--category", category, "--actor", actor)
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM actor").fetchone() == (2,)
        looks = connection.execute("SELECT colour, shape FROM category").fetchall()
    connection.close()
    assert len(looks) == len(set(looks)) == 2
    assert [event["category"] for event in done("list", store)] == ["Strike", "Strike", "Diplomacy"]


@pytest.mark.parametrize(
    ("date", "end", "start_edtf", "end_edtf"),
    [
        ("2025-07", "", "2025-07", ""),
        ("2014-02-20", "2014-02-27", "2014-02-20", "2014-02-27"),
        ("2014/2025-07", "", "2014", "2025-07"),
        ("2014/..", "", "2014/..", ""),
        ("-0044-03-15", "", "-0044-03-15", ""),
        ("about July 2025", "", "2025-07~", ""),
        ("16–18 March 2014", "", "2014-03-16", "2014-03-18"),
    ],
)
def test_dates_are_taken_as_people_write_them(store, date, end, start_edtf, end_edtf):
    more = ("--end", end) if end else ()
    added = done("add", store, "--date", date, "--title", "x", *more)
    assert (added["start"], added["end"]) == (start_edtf, end_edtf)
    assert done("check", store)["ok"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--date", "2025-02-30", "--title", "x"),
        ("--date", "soonish", "--title", "x"),
        ("--date", "", "--title", "x"),
        ("--date", "2025", "--title", "  "),
        ("--date", "2025", "--end", "2024", "--title", "x"),
        ("--date", "2025", "--end", "never", "--title", "x"),
    ],
)
def test_an_event_that_cannot_be_is_refused_and_nothing_changes(store, wrong):
    assert len(refused("add", store, *wrong)) > 10
    assert done("list", store) == []
    assert "nothing to undo" in refused("undo", store)


@pytest.mark.parametrize("query", ["(a", "category:", "status:soon", "importance:x", "frob:x", "date:2025-13", "a OR"])
def test_a_bad_query_says_what_is_wrong_and_where(sample, query):
    assert "character" in refused("list", sample, "--query", query)


def test_a_backup_is_a_store_and_never_overwrites(sample, tmp_path):
    copy = tmp_path / "copy.timelinedb"
    done("backup", sample, "--to", copy)
    assert done("info", copy) == done("info", sample)
    assert "exists already" in refused("backup", sample, "--to", copy)
    assert "folder" in refused("backup", sample, "--to", tmp_path / "none" / "copy.timelinedb")


def test_a_backup_can_be_taken_while_another_writes(store, tmp_path):
    done("add", store, "--date", "2025", "--title", "kept")
    writer = sqlite3.connect(store, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM event")
        done("backup", store, "--to", tmp_path / "copy.timelinedb")
        writer.execute("ROLLBACK")
    finally:
        writer.close()
    assert [event["title"] for event in done("list", tmp_path / "copy.timelinedb")] == ["kept"]


def test_check_finds_a_letter_that_was_changed(sample, tmp_path):
    copy = tmp_path / "copy.timelinedb"
    done("backup", sample, "--to", copy)
    connection = sqlite3.connect(copy)
    connection.execute("UPDATE document SET text = replace(text, 'Istanbul', 'Istanbol')")
    connection.commit()
    connection.close()
    result = run("check", copy, "--json")
    report = json.loads(result.stdout)
    assert result.returncode == 1
    assert result.stderr.startswith("timeline-app: the check found ")
    assert report["ok"] is False
    assert {"document", "excerpt"} <= {problem["kind"] for problem in report["problems"]}
    assert all(set(problem) == {"kind", "id", "message"} for problem in report["problems"])


def bad_stores(folder):
    text = folder / "text.timelinedb"
    text.write_text("not a store")
    empty = folder / "empty.timelinedb"
    empty.write_bytes(b"")
    other = folder / "other.timelinedb"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    fifo = folder / "fifo.timelinedb"
    os.mkfifo(fifo)
    return [text, empty, other, fifo, folder, folder / "missing.timelinedb"]


@pytest.mark.parametrize("verb", ["info", "check", "list", "undo", "redo"])
def test_what_is_no_store_is_refused_in_a_sentence(tmp_path, verb):
    for path in bad_stores(tmp_path):
        assert refused(verb, path)


def test_a_newer_store_that_does_not_say_who_may_read_it_is_refused(store):
    connection = sqlite3.connect(store)
    connection.execute("DELETE FROM meta WHERE key = 'readable_by'")
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    assert "newer" in refused("info", store)


def test_a_locked_store_is_told_and_not_changed(store):
    writer = sqlite3.connect(store, isolation_level=None)
    try:
        writer.execute("BEGIN IMMEDIATE")
        assert refused("add", store, "--date", "2025", "--title", "x")
        writer.execute("ROLLBACK")
    finally:
        writer.close()
    assert done("list", store) == []


def test_hostile_text_reaches_a_terminal_harmless(store):
    done("add", store, "--date", "2025", "--title", "a\x1b[2Jb\u202ec", "--summary", "x")
    shown = run("list", store).stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_verbs_are_quick_and_bring_neither_qt_nor_numpy(sample):
    code = (
        "import sys\n"
        "from timeline_app.__main__ import main\n"
        "assert main(sys.argv[1:]) == 0\n"
        "heavy = {'PySide6', 'numpy', 'sqlite_utils', 'dateutil'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    for verb in ("info", "list"):
        started = time.monotonic()
        result = subprocess.run(
            [sys.executable, "-c", code, verb, str(sample)], capture_output=True, check=False, text=True
        )
        assert result.returncode == 0, result.stderr
        assert time.monotonic() - started < 5


def test_check_tells_what_an_editor_asks_and_list_finds_it(sample, tmp_path):
    """Hints do not make a store less whole: quotes without a stored text, and how many events nobody checked."""
    store = tmp_path / "s.timelinedb"
    store.write_bytes(sample.read_bytes())
    with contextlib.closing(sqlite3.connect(store)) as connection:
        (loose,) = connection.execute("SELECT row FROM excerpt WHERE kind = 'paraphrase' LIMIT 1").fetchone()
        connection.execute("UPDATE excerpt SET kind = 'quote' WHERE row = ?", (loose,))
        connection.commit()
    report = done("check", store)
    assert report["ok"]
    hints = {each["kind"]: each for each in report["hints"]}
    count = done("info", store)["events"]
    assert hints["unchecked"] == {"kind": "unchecked", "id": "", "message": f"{count} events are not checked."}
    assert "No text is stored" in hints["unbacked"]["message"]
    assert len(done("list", store, "--query", "is:unchecked")) == count
    assert done("list", store, "--query", "is:checked") == []
    assert len(done("list", store, "--query", "is:unbacked")) == 1
    assert "unchecked, checked" in refused("list", store, "--query", "is:proved")
