from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from timeline_app.cli.app import run

ROOT = Path(__file__).parents[2]


def ask(capsys, *args):
    code = run(["date", *args], lambda _store: 0)
    streams = capsys.readouterr()
    return code, streams.out, streams.err


def answers(capsys, *args):
    code, out, err = ask(capsys, *args, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_dates_are_answered_in_the_order_they_were_asked(capsys):
    first, second = answers(capsys, "early May 2025", "2014/..")
    assert first == {
        "text": "early May 2025",
        "valid": True,
        "edtf": "[2025-05-01..2025-05-10]",
        "earliest": "2025-05-01",
        "latest": "2025-05-10",
        "words": "early May 2025",
    }
    assert (second["earliest"], second["latest"]) == ("2014-01-01", None)


def test_what_is_no_date_is_an_answer_and_no_failure(capsys):
    (answer,) = answers(capsys, "banana")
    assert answer["valid"] is False
    assert [answer[key] for key in ("edtf", "earliest", "latest", "words")] == [None] * 4
    assert "banana" in answer["message"]
    assert (answer["start"], answer["end"]) == (0, 6)


def test_people_get_words_and_complaints(capsys):
    assert ask(capsys, "16–18.03.2014")[:2] == (0, "16 to 18 March 2014  2014-03-16/2014-03-18\n")
    code, out, err = ask(capsys, "banana", "2014")
    assert (code, out) == (1, "2014  2014\n")
    assert err.startswith("timeline-app: ")
    assert err.count("\n") == 1


def test_the_day_of_publication_and_the_order_are_heeded(capsys):
    assert answers(capsys, "last Wednesday", "--published", "25 July 2025")[0]["edtf"] == "2025-07-23"
    (answer,) = answers(capsys, "03/04/2014", "--order", "mdy")
    assert (answer["edtf"], answer["alternatives"]) == ("2014-03-04", ["2014-04-03"])
    assert answers(capsys, "23 July 2025 14:00", "--zone", "Europe/Kyiv")[0]["edtf"] == "2025-07-23T14:00:00+03:00"


@pytest.mark.parametrize("args", [("--published", "some day"), ("--published", "../2014"), ("--zone", "Mars")])
def test_settings_that_make_no_sense_are_refused_in_a_line(capsys, args):
    code, out, err = ask(capsys, "2014", *args)
    assert (code, out) == (1, "")
    assert err.startswith("timeline-app: ")


class Stdin:
    def __init__(self, data):
        self.buffer = io.BufferedReader(io.BytesIO(data))


def test_a_line_in_is_a_line_out(capsys, monkeypatch):
    lines = '2014\r\n\nearly May 2025\n23 липня 2025\n\xff\n"quoted" \\ \u0000\nlast'.encode()
    monkeypatch.setattr(sys, "stdin", Stdin(lines + b"\xff\xfe"))
    code, out, err = ask(capsys, "-")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [each["edtf"] for each in found] == [
        "2014",
        None,
        "[2025-05-01..2025-05-10]",
        "2025-07-23",
        None,
        None,
        None,
    ]
    assert found[0]["text"] == "2014"


def test_lines_and_arguments_give_the_same_answers(capsys, monkeypatch):
    texts = ["2014", "03/04/2014", "c. 1990", "banana", "2014/..", "23 липня 2025, 14:00 Київ"]
    monkeypatch.setattr(sys, "stdin", Stdin("\n".join(texts).encode()))
    lines = [json.loads(line) for line in ask(capsys, "-")[1].splitlines()]
    assert lines == answers(capsys, *texts)


def test_an_answer_comes_before_the_next_question_is_asked():
    program = [sys.executable, "-m", "timeline_app", "date", "-"]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        process.stdin.write(b"2014\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["edtf"] == "2014"
        process.stdin.close()
        assert process.stdout.read() == b""


def test_reading_dates_imports_nothing_heavy():
    probe = (
        "import sys; from timeline_app.__main__ import main\n"
        "main(['date', '2014', 'early May 2025', '--json'])\n"
        "heavy = {'PySide6', 'numpy', 'sqlite_utils', 'dateutil', 'zoneinfo', 'sqlite3'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
