"""The command line as a whole: verbs, exit codes, the one line of an error, and what is not imported."""

from __future__ import annotations

import io
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from verbs import done, run

import timeline_app
from timeline_app.cli import app, output, parsing
from timeline_app.cli.parsing import VERBS, summary
from timeline_app.domain.errors import KnownError, QueryError
from timeline_app.paint.qt import qt_version

COMMAND = [sys.executable, "-m", "timeline_app"]


def no_window(store):
    raise AssertionError(store)


def exit_code(argv):
    with pytest.raises(SystemExit) as left:
        app.run(argv, no_window)
    return left.value.code


def command(*args, **environment):
    return subprocess.run(
        [*COMMAND, *map(str, args)],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        cwd=Path(timeline_app.__file__).parents[1],
    )


@pytest.fixture
def verb(monkeypatch):
    """Make `info` do what the test says."""

    def replace(work):
        monkeypatch.setattr(parsing, "read_verb", lambda argv: (lambda args: work(), None))

    return replace


def test_help_names_every_verb_and_what_it_does(capsys):
    assert exit_code(["--help"]) == 0
    told = capsys.readouterr().out
    for name in VERBS:
        assert f"  {name:<12}{summary(name)}" in told


def test_version_is_one_line_with_what_the_program_runs_on(capsys):
    assert exit_code(["--version"]) == 0
    on = f"Python {sys.version.split()[0]}, Qt {qt_version()}"
    assert capsys.readouterr().out == f"timeline-app {timeline_app.__version__} ({on})\n"


def test_version_is_told_where_qt_lacks_a_library(capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "timeline_app.paint.qt", None)
    assert exit_code(["--version"]) == 0
    on = f"Python {sys.version.split()[0]}"
    assert capsys.readouterr().out == f"timeline-app {timeline_app.__version__} ({on})\n"


@pytest.mark.parametrize(
    "argv",
    [
        ["list"],
        ["new"],
        ["export", "a"],
        ["list", "a", "--lim", "3"],
        ["--frob"],
        ["a", "b"],
        ["list", "a", "--limit", "x"],
    ],
)
def test_a_wrong_command_line_is_exit_2(argv, capsys):
    assert exit_code(argv) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "\ntimeline-app: " in told.err


def test_a_known_fault_is_one_line_and_exit_1(verb, capsys):
    def work():
        raise KnownError("The file\n“a\x1b[31m”\tis locked.")

    verb(work)
    assert app.run(["info"], no_window) == 1
    assert capsys.readouterr() == ("", "timeline-app: The file “a[31m” is locked.\n")


def test_a_bad_query_says_where(verb, capsys):
    def work():
        raise QueryError("This parenthesis is not closed.", position=4)

    verb(work)
    assert app.run(["info"], no_window) == 1
    assert capsys.readouterr().err.endswith("not closed (character 5 of the query).\n")


def test_a_bug_is_one_line_with_the_report_beside(verb, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def work():
        return {}["secret name of an event"]

    verb(work)
    assert app.run(["info"], no_window) == 1
    told = capsys.readouterr().err
    assert told.startswith("timeline-app: ")
    assert told.count("\n") == 1
    assert "secret" not in told
    (report,) = tmp_path.rglob("crash-*.txt")
    assert str(report) in told
    assert "Doing: info" in report.read_text(encoding="utf-8")
    assert "secret name" not in report.read_text(encoding="utf-8").replace('["secret name of an event"]', "")


def test_an_interrupt_is_130(verb, capsys):
    def work():
        raise KeyboardInterrupt

    verb(work)
    assert app.run(["info"], no_window) == 130
    assert capsys.readouterr().err == "timeline-app: stopped\n"


def test_a_file_of_the_system_that_fails_is_a_sentence(verb, capsys):
    def work():
        return Path("/nonexistent/file").read_text(encoding="utf-8")

    verb(work)
    assert app.run(["info"], no_window) == 1
    assert capsys.readouterr().err == "timeline-app: /nonexistent/file: there is no such file or folder.\n"


def test_a_store_that_is_not_there_is_told_with_what_to_do(capsys):
    assert app.run(["lst"], no_window) == 1
    assert "timeline-app list?" in capsys.readouterr().err
    assert app.run(["missing.timelinedb"], no_window) == 1
    assert "timeline-app new missing.timelinedb" in capsys.readouterr().err


def test_what_goes_wrong_without_a_console_is_shown_in_a_dialog(tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr("sys.stderr", None)
    monkeypatch.setattr("timeline_app.cli.output.show_dialog", shown.append)
    assert app.run([str(tmp_path / "none.timelinedb")], no_window) == 1
    assert len(shown) == 1
    assert "none.timelinedb" in shown[0]


def test_the_window_gets_the_store_and_gives_the_exit_code(tmp_path, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    store = tmp_path / "a.timelinedb"
    store.write_bytes(b"")
    seen = []
    assert app.run([str(store)], lambda path: seen.append(path) or 7) == 7
    assert app.run([], lambda path: seen.append(path) or 0) == 0
    assert seen == [store, None]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_there_is_a_sentence_before_qt_is_loaded(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert app.run([], no_window) == 1
    assert "no screen" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_fault():
    pipeline = f"{shlex.join(COMMAND)} --help | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", pipeline], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode in {0, 141}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_told():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "date", "2025", "--json"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"timeline-app: ")
    assert done.stderr.count(b"\n") == 1


def test_json_is_utf8_where_the_terminal_is_and_ascii_elsewhere(monkeypatch):
    for encoding, expected in (("utf-8", '"Київ"'), ("cp1252", '"\\u041a\\u0438\\u0457\\u0432"')):
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        output.settle_streams()
        output.print_json("Київ")
        output.print_line("Київ")
        stream.flush()
        assert stream.buffer.getvalue().decode(encoding).splitlines()[0] == expected


def test_an_array_is_json_however_long(capsys):
    for values in ([], [1], [{"a": "ї"}, [2], None]):
        output.print_json_array(iter(values))
        assert json.loads(capsys.readouterr().out) == values


def test_a_line_keeps_its_columns_and_shows_no_control_characters():
    assert output.safe("a    b\x1b") == "a    b\ufffd"
    assert output.plain("a\u202eb\nc\x07") == "a\ufffdb c\ufffd"


@pytest.mark.parametrize("name", sorted(VERBS))
def test_help_of_a_verb_needs_neither_qt_nor_numpy(name):
    code = (
        "import sys\n"
        "from timeline_app.__main__ import main\n"
        "try:\n    main([sys.argv[1], '--help'])\n"
        "except SystemExit as done:\n    assert done.code == 0, done.code\n"
        "heavy = {'PySide6', 'numpy', 'sqlite_utils', 'dateutil'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code, name], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    assert summary(name)[1:] in " ".join(done.stdout.split())


def test_every_verb_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert [name for name in VERBS if f"timeline-app {name} " not in text] == []


def test_a_negative_year_is_a_date_and_no_option():
    from timeline_app.cli.parsing import read_verb

    run_verb, args = read_verb(["export", "a", "--to", "b.png", "--from", "-0044-03-15", "--until", "-0043"])
    assert (args.first, args.last) == ("-0044-03-15", "-0043")
    assert run_verb.__module__ == "timeline_app.cli.export"


def processor_seconds(process):
    """Give how long a process has worked, however slow the machine is (proc(5), utime and stime)."""
    fields = (
        Path("/proc", str(process), "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    )
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux says how long a process has worked")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_a_verb_that_is_told_to_end_closes_its_store_and_leaves_it_as_it_was(tmp_path, number, code):
    store, table = tmp_path / "a.timelinedb", tmp_path / "many.csv"
    assert run("new", store).returncode == 0
    table.write_text("date,title\n" + "2025-07-23,Talks\n" * 600_000, encoding="utf-8")
    heard = ["env", "--default-signal"]  # whoever runs the tests in the background has some of them ignored
    command, pipe = [*heard, *COMMAND, "import", str(table), "--into", str(store)], subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as importing:
        while not store.with_name("a.timelinedb-wal").exists():
            assert importing.poll() is None
            time.sleep(0.005)
        while processor_seconds(importing.pid) < 1.5:
            time.sleep(0.05)  # while it opens the store, only SQLite tidies up, at the next opening
        importing.send_signal(number)
        _told, errors = importing.communicate(timeout=60)
    assert (importing.returncode, errors) == (code, "timeline-app: stopped\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.timelinedb", "many.csv"]
    assert done("info", store)["events"] == 0


def test_a_signal_that_is_ignored_stays_ignored(verb):
    def work():
        return signal.getsignal(signal.SIGHUP) != signal.SIG_IGN

    verb(work)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert app.run(["info"], no_window) == 0
    finally:
        signal.signal(signal.SIGHUP, before)
