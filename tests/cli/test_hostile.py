"""Odd words on the command line and odd streams around it: understood, or told in one clear line."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import timeline_app
from timeline_app.cli import app, output

COMMAND = [sys.executable, "-m", "timeline_app"]
ROOT = Path(timeline_app.__file__).parents[1]


def no_window(store):
    raise AssertionError(store)


@pytest.fixture(scope="module", autouse=True)
def application(qapp):
    """Let pictures find the application of the whole run; one of their own could not be followed by any other."""
    return qapp


@pytest.fixture
def store(tmp_path, capsys):
    path = tmp_path / "a.timelinedb"
    assert app.run(["new", str(path)], no_window) == 0
    for title in ("Talks in Istanbul", "Strike on Kyiv"):
        assert app.run(["add", str(path), "--date", "2025", "--title", title], no_window) == 0
    capsys.readouterr()
    return str(path)


def titles(capsys, *argv):
    assert app.run([*argv, "--json"], no_window) == 0
    return [event["title"] for event in json.loads(capsys.readouterr().out)]


def told(capsys, *argv):
    assert app.run(argv, no_window) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("timeline-app: ")
    assert err.count("\n") == 1
    assert "unexpected" not in err
    return err


def usage_of(capsys, *argv):
    with pytest.raises(SystemExit) as left:
        app.run(argv, no_window)
    assert left.value.code == 2
    return capsys.readouterr().err


def test_a_value_may_begin_with_a_hyphen(store, capsys):
    assert titles(capsys, "list", store, "--query", "-Kyiv") == ["Talks in Istanbul"]
    assert titles(capsys, "list", "--query", "-title:talks", store) == ["Strike on Kyiv"]
    assert app.run(["add", store, "--date", "-0044-03-15", "--title", "-x", "--json"], no_window) == 0
    event = json.loads(capsys.readouterr().out)
    assert (event["title"], event["start"]) == ("-x", "-0044-03-15")


def test_an_option_is_no_value_of_the_option_before_it(store, capsys):
    assert "--query: expected one argument" in usage_of(capsys, "list", store, "--query", "--json")


def test_words_behind_two_hyphens_are_texts(capsys):
    assert app.run(["date", "--json", "--", "-0044", "--end"], no_window) == 0
    assert [answer["text"] for answer in json.loads(capsys.readouterr().out)] == ["-0044", "--end"]


def test_a_word_too_many_is_told_by_the_usage_of_the_verb(store, capsys):
    assert usage_of(capsys, "list", store, "--jsn").startswith("usage: timeline-app list [-h]")
    assert usage_of(capsys, "info", store, store).startswith("usage: timeline-app info [-h]")


@pytest.mark.parametrize("number", ["-1", "1_0", "9" * 20, "9" * 5000, "٣", ""])
def test_a_limit_is_a_number_in_figures(store, capsys, number):
    assert "is not a number of events" in usage_of(capsys, "list", store, "--limit", number)


def test_an_end_before_its_start_is_told_in_the_words_that_were_typed(store, capsys):
    err = told(capsys, "add", store, "--date", "5 May 2025", "--end", "3 May 2025", "--title", "x")
    assert err == "timeline-app: The end, 3 May 2025, lies before the start, 5 May 2025.\n"
    err = told(capsys, "add", store, "--date", "2025", "--end", "2024", "--title", "x")
    assert err == "timeline-app: The end, 2024, lies before the start, 2025.\n"


def test_a_range_cannot_get_an_end_besides(store, capsys):
    err = told(capsys, "add", store, "--date", "May to June 2025", "--end", "July 2025", "--title", "x")
    assert "range already" in err


def test_export_to_a_hyphen_is_refused_rather_than_a_file_of_that_name(store, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "./-" in told(capsys, "export", store, "--to", "-", "--format", "csv")
    assert not Path("-").exists()


@pytest.mark.parametrize("dots", [("--dpi", "0"), ("--scale", "0"), ("--dpi", "100", "--scale", "2")])
def test_resolutions_that_mean_nothing_are_told(store, capsys, tmp_path, dots):
    assert "--dpi" in told(capsys, "export", store, "--to", str(tmp_path / "a.png"), *dots)


def test_paper_is_either_upright_or_lying(store, capsys, tmp_path):
    err = usage_of(capsys, "export", store, "--to", str(tmp_path / "a.pdf"), "--portrait", "--landscape")
    assert "not allowed with" in err


def test_bytes_that_are_no_text_are_shown_as_such():
    assert output.plain("bad\udcff.timelinedb") == "bad\ufffd.timelinedb"


def piped(data, *argv):
    done = subprocess.run([*COMMAND, "date", "-", *argv], input=data, capture_output=True, check=True, cwd=ROOT)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_byte_order_mark_before_the_first_line_is_no_part_of_it():
    mark = b"\xef\xbb\xbf"
    answers = piped(mark + b"2025-07\r\n" + mark + b"2024")
    assert [(answer["text"], answer["valid"]) for answer in answers] == [("2025-07", True), ("\ufeff2024", False)]
    assert piped(mark + b"2024")[0]["edtf"] == "2024"


@pytest.mark.skipif(os.name != "posix", reason="streams are closed by the shell")
@pytest.mark.parametrize(
    ("words", "code"),
    [("list {store} --json >&-", 0), ("list {store} >&-", 0), ("date - <&-", 1), ("info nowhere 2>&-", 1)],
)
def test_closed_streams_are_no_fault_of_ours(store, words, code):
    shell = f"{shlex.join(COMMAND)} {words.format(store=shlex.quote(str(store)))}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == code
    assert "unexpected" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_help_that_cannot_be_written_is_told():
    with Path("/dev/full").open("wb") as full:
        buffered = {**os.environ, "PYTHONUNBUFFERED": ""}  # argparse hides what fails at once
        done = subprocess.run(
            [*COMMAND, "--version"], stdout=full, stderr=subprocess.PIPE, check=False, cwd=ROOT, env=buffered
        )
    assert done.returncode == 1
    assert done.stderr == b"timeline-app: The output could not be written: the disk is full.\n"


@pytest.mark.skipif(os.name != "posix", reason="the shell limits how large a file may grow")
@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv", "json"])
def test_a_disk_without_room_is_told_of_the_file_and_leaves_the_old_one(tmp_path, capsys, ending):
    store, target = tmp_path / "sample.timelinedb", tmp_path / f"out.{ending}"
    assert app.run(["new", str(store), "--sample"], no_window) == 0
    target.write_text("old")
    command = shlex.join([*COMMAND, "export", str(store), "--to", str(target)])
    limited = f"ulimit -f 70; {command}"  # blocks of 512 bytes
    done = subprocess.run(["sh", "-c", limited], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"timeline-app: “{target}” cannot be written: ")
    assert target.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith((".", "out"))} == {target.name}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere names are Unicode")
def test_a_name_that_is_no_text_is_as_good_as_any(tmp_path):
    store = tmp_path / os.fsdecode(b"st\xffre.timelinedb")

    def work(verb, *words):
        done = subprocess.run([*COMMAND, verb, *words], capture_output=True, check=False, cwd=ROOT)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    work("new", store)
    work("add", store, "--date", "2025", "--title", "x")
    for ending in ("png", "svg", "pdf", "csv", "json"):
        target = tmp_path / os.fsdecode(b"o\xfft." + ending.encode())
        told = json.loads(work("export", store, "--to", target, "--json"))
        assert told["bytes"] == target.stat().st_size > 100
        if ending in {"csv", "json"}:
            assert json.loads(work("import", target, "--into", store, "--json"))["skipped"] == 1
    assert sum(not path.name.endswith(("-wal", "-shm")) for path in tmp_path.iterdir()) == 6


def test_a_folder_is_told_as_one(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in (".", "", str(tmp_path)):
        assert "is a folder" in told(capsys, "info", folder)


def test_an_export_never_replaces_the_store_it_is_made_of(store, capsys):
    before = Path(store).read_bytes()
    for ending in ("", "-wal"):
        for kind in ("csv", "png"):
            assert "timeline" in told(capsys, "export", store, "--to", store + ending, "--format", kind)
    assert Path(store).read_bytes() == before
    assert len(titles(capsys, "list", store)) == 2


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
def test_an_article_without_end_is_refused_and_a_pipe_is_read(tmp_path, capsys):
    day = ("--published", "2025-07-24")
    assert "has 65 MiB; up to 64 MiB can be read" in told(capsys, "extract", "/dev/zero", *day)
    assert "a folder, not a file" in told(capsys, "extract", ".", *day).lower()
    shell = f"echo 'They met on 23 July 2025.' | {shlex.join([*COMMAND, 'extract', '/dev/stdin', '--json', *day])}"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, check=True, cwd=ROOT)
    assert [each["edtf"] for each in json.loads(done.stdout)["expressions"]] == ["2025-07-23"]


def test_a_bad_date_in_json_is_told_with_its_event_and_nothing_comes_in(store, capsys, tmp_path):
    starts = {"T0": "2025", "T1": "x"}
    events = [
        {"id": f"0198605a-7e00-7000-8000-00000000000{number}", "title": title, "start": start}
        for number, (title, start) in enumerate(starts.items())
    ]
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"format": "conflict-timeline", "version": 1, "records": {"event": events}}))
    err = told(capsys, "import", str(file), "--into", store)
    assert err == "timeline-app: A date of “T1” cannot be read: “x” is not an EDTF date.\n"
    assert len(titles(capsys, "list", store)) == 2
