"""Imports of the worst user: options that make no sense, files in wrong places. Told in a sentence, nothing is lost."""

from __future__ import annotations

import json
import os

import pytest

from tests.support.workbooks import write_xlsx
from timeline_app.cli import app


def no_window(store):
    raise AssertionError(store)


@pytest.fixture
def call(capsys):
    """Run a verb in this process; give exit code, stdout, stderr."""

    def called(*args):
        try:
            code = app.run([str(arg) for arg in args], no_window)
        except SystemExit as left:  # argparse, of an option
            code = left.code
        return code, *capsys.readouterr()

    return called


@pytest.fixture
def refused(call):
    def told(*args):
        code, out, err = call(*args)
        assert (code, out, err.count("\n"), "unexpected" in err) == (1, "", 1, False)
        return err

    return told


@pytest.fixture
def of_usage(call):
    def told(*args):
        code, out, err = call(*args)
        assert (code, out) == (2, "")
        return err.splitlines()[-1]

    return told


def events(call, store):
    return json.loads(call("list", store, "--json")[1])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("Date,Title\n2025-01-01,A\n2025-01-02,B\n", "utf-8")
    return path


@pytest.fixture
def emptied(tmp_path, call):
    path = tmp_path / "empty.timelinedb"
    assert call("new", path)[0] == 0
    return path


def test_a_reading_is_saved_over_a_reading_and_over_no_other_file(table, emptied, call, refused):
    other = table.parent / "events.json"
    other.write_text('{"format": "conflict-timeline", "events": []}', "utf-8")
    for path in (table, emptied, other):
        before = path.read_bytes()
        assert "is no saved reading" in refused("import", table, "--into", emptied, "--save-mapping", path)
        assert path.read_bytes() == before
    assert events(call, emptied) == []
    kept = table.parent / "kept.json"
    for _time in range(2):
        call("import", table, "--into", emptied, "--save-mapping", kept, "--dry-run")
        assert json.loads(kept.read_text("utf-8"))["mapping"] == {"Title": "title", "Date": "start"}
    assert "folder" in refused("import", table, "--into", emptied, "--save-mapping", "", "--dry-run")


def test_no_reading_is_saved_where_the_store_is_refused(table, tmp_path, refused):
    refused("import", table, "--into", tmp_path / "none.timelinedb", "--save-mapping", tmp_path / "m.json")
    assert not (tmp_path / "m.json").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_no_saved_reading(table, emptied, tmp_path, refused):
    os.mkfifo(tmp_path / "pipe")
    assert "not a file" in refused("import", table, "--into", emptied, "--mapping", tmp_path / "pipe")
    assert "not a file" in refused("import", table, "--into", emptied, "--save-mapping", tmp_path / "pipe")


@pytest.mark.parametrize("name", ["utf-16", "utf-32", "idna", "punycode", "undefined", "unicode_escape", "klingon"])
def test_an_encoding_in_which_the_table_cannot_be_is_told(name, table, emptied, call, refused):
    assert "encoding" in refused("import", table, "--into", emptied, "--encoding", name)
    assert events(call, emptied) == []


def test_an_option_that_the_file_has_no_use_for_is_of_usage(table, emptied, tmp_path, call, of_usage):
    assert "--sheet" in of_usage("import", table, "--into", emptied, "--sheet", "nothing")
    book = write_xlsx(tmp_path / "b.xlsx", {"One": [["Date", "Title"], ["2025", "A"]]})
    assert "--encoding" in of_usage("import", book, "--into", emptied, "--encoding", "utf-8")
    assert events(call, emptied) == []
    assert "year" in of_usage("import", table, "--into", emptied, "--century", "9" * 5000)


def test_the_list_of_formats_has_a_gap_behind_each_name(call):
    names = [each["name"] for each in json.loads(call("formats", "--json")[1])["read"]]
    lines = call("formats")[1].splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")][: len(names)] == names


def test_a_bibliography_that_breaks_off_is_told(tmp_path, emptied, call):
    path = tmp_path / "half.bib"
    path.write_text("@book{a, title={One}}\n@book{b, title={Two", "utf-8")
    told = json.loads(call("import", path, "--into", emptied, "--json")[1])
    assert (told["added"], ["“b”" in note for note in told["notes"]]) == (2, [True])
