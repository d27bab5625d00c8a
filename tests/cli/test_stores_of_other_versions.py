"""What the command line says of stores that an earlier or a newer version wrote."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from kept_stores import unpack

from timeline_app.cli import app
from timeline_app.domain.change import Change
from timeline_app.domain.records import Event
from timeline_app.store.schema import SCHEMA_VERSION
from timeline_app.store.store import Store


@pytest.fixture
def newer(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.apply(Change("Begin", after=(Event("e", "Airport shelled", "2023-04-15"),)))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    return path


def run(*words):
    return app.run([str(word) for word in words], lambda _store: 0)


def test_a_verb_that_writes_says_once_that_the_store_was_brought_up_to_date(tmp_path, capsys):
    path = unpack("schema-2", tmp_path)
    assert run("info", path, "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["schema"] == 2
    assert told.err == ""
    assert run("add", path, "--date", "2025-07-23", "--title", "More", "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["title"] == "More"
    assert told.err == (
        "timeline-app: “schema-2.timelinedb” was made by an earlier version and was brought up to date."
        " As it was, it is kept: File, Backups…\n"
    )
    assert run("undo", path) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "words",
    [("info",), ("list",), ("check",), ("list", "--json"), ("names",), ("properties",),
     ("edit", "--set", "status=false", "--query", "shelled", "--dry-run")],
)  # fmt: skip
def test_a_verb_that_reads_a_newer_store_does_so_and_says_what_it_is(newer, capsys, words):
    before = newer.read_bytes()
    verb, *more = words
    assert run(verb, newer, *more) == 0
    told = capsys.readouterr()
    assert told.out
    assert told.err == (
        "timeline-app: “s.timelinedb” was written by a newer version of Conflict Timeline, so it is open for reading"
        " only. Update the program to change it and to see all that it holds.\n"
    )
    assert newer.read_bytes() == before
    assert [file.name for file in newer.parent.iterdir()] == [newer.name]


@pytest.mark.parametrize("ending", ["csv", "json", "html", "svg", "xlsx", "timelinedb"])
def test_a_newer_store_is_exported_and_copied(newer, tmp_path, capsys, qapp, ending):
    before, target = newer.read_bytes(), tmp_path / f"out.{ending}"
    verb = ("backup", newer) if ending == "timelinedb" else ("export", newer)
    assert run(*verb, "--to", target) == 0
    assert "newer version" in capsys.readouterr().err
    assert target.stat().st_size
    assert newer.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == [target.name, newer.name]


@pytest.mark.parametrize(
    "words",
    [("add", "--date", "2025-07-23", "--title", "More"), ("undo",), ("redo",), ("properties", "--set", "title=x"),
     ("rename", "category", "a", "b"), ("replace", "Airport", "Harbour")],
)  # fmt: skip
def test_a_verb_that_writes_refuses_a_newer_store_in_one_line(newer, capsys, words):
    before = newer.read_bytes()
    verb, *more = words
    code = run(verb, newer, *more)
    told = capsys.readouterr()
    assert newer.read_bytes() == before
    assert [file.name for file in newer.parent.iterdir()] == [newer.name]
    assert told.err.count("\n") == 1
    assert code == 1
    if verb not in {"rename", "redo"}:  # there is no such name, and nothing to do again
        assert "written by a newer version" in told.err


def test_an_import_into_a_newer_store_is_refused_before_it_is_read(newer, tmp_path, capsys):
    table = tmp_path / "a.csv"
    table.write_text("date,title\n2025-01-01,New\n", "utf-8")
    before = newer.read_bytes()
    assert run("import", table, "--into", newer) == 1
    assert "written by a newer version" in capsys.readouterr().err
    assert newer.read_bytes() == before
