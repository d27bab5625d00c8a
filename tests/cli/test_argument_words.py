"""The command line speaks the person's language where argparse would speak its own."""

from __future__ import annotations

import re

import pytest

from timeline_app.cli import app, argument_words, parsing
from timeline_app.cli.parsing import VERBS


@pytest.fixture
def marked(monkeypatch):
    """Marks what comes from the catalogue."""
    for module in (argument_words, parsing):
        monkeypatch.setattr(module, "_", "«{}»".format)


def said(capsys, *argv):
    with pytest.raises(SystemExit):
        app.run(list(argv), None)
    out, err = capsys.readouterr()
    return out or err


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("verb", [None, *VERBS])
def test_the_headings_of_help_come_from_the_catalogue(verb, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    told = said(capsys, *([verb] if verb else []), "--help")
    assert told.startswith("«usage:» ")
    assert not re.search(r"(?<!«)(usage:|positional arguments|options:|show this help|show program's version)", told)
    assert "«show this help message and exit»" in told
    assert re.search(r"^«options»:$", told, re.MULTILINE)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    "argv",
    [
        ("info",),
        ("info", "a", "b"),
        ("list", "a", "--query"),
        ("date",),
        ("export", "a", "--to", "b", "--dpi", "x"),
        ("export", "a", "--to", "b", "--columns", "x"),
        ("export", "a", "--to", "b", "--theme", "x"),
        ("info", "a", "--json=1"),
        ("edit", "a"),
    ],
)
def test_a_fault_of_the_command_line_is_told_from_the_catalogue(argv, capsys):
    fault = said(capsys, *argv).splitlines()[-1]
    assert re.fullmatch(r"timeline-app: «.+»", fault)
    behind = fault.partition(": «argument ")[2].partition(": ")[2]
    assert not behind or behind.startswith("«")


def test_faults_are_worded_as_they_were(capsys):
    assert "the following arguments are required: STORE" in said(capsys, "info")
    assert "argument --columns: 'x' is no whole number" in said(capsys, "export", "a", "--to", "b", "--columns", "x")


def test_what_is_not_known_stays_as_it_is():
    assert argument_words.said_again("something new in Python") == "something new in Python"
    assert argument_words.said_again("argument --map: “x” is odd") == "argument --map: “x” is odd"
