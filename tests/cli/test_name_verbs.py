"""The verbs on names: listed, called otherwise, merged; each refusal is one sentence and changes nothing."""

from __future__ import annotations

import contextlib
import io
import json
from types import SimpleNamespace

import pytest

from timeline_app.cli import app
from timeline_app.cli.names import KINDS


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = app.run([str(arg) for arg in args], lambda store: pytest.fail(str(store)))
        except SystemExit as left:
            code = left.code
    return SimpleNamespace(returncode=code, stdout=out.getvalue(), stderr=err.getvalue())


def done(*args):
    result = run(*args, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "a.timelinedb"
    assert run("new", path).returncode == 0
    for day, actors, place in ((1, ["Umerov"], "Kyiv"), (2, ["Umjerow", "OSCE"], "Київ"), (3, ["Umerov"], "Kyiv")):
        named = [word for actor in actors for word in ("--actor", actor)]
        assert (
            run("add", path, "--date", f"2022-03-0{day}", "--title", f"T{day}", "--place", place, *named).returncode
            == 0
        )
    return path


def names_of(store, kind):
    return {each["name"]: each["events"] for each in done("names", store, "--kind", kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_listed_with_their_use_under_either_word_for_the_kind(store, kind):
    assert {each["kind"] for each in done("names", store, "--kind", kind)} <= {KINDS[kind]}


def test_names_tell_what_each_is_used_for(store):
    assert names_of(store, "actors") == {"Umerov": 2, "Umjerow": 1, "OSCE": 1}
    assert done("names", store)[0]["aliases"] == []
    told = run("names", store, "--kind", "places").stdout
    assert told.splitlines() == ["2 places", "  Kyiv: 2 events", "  Київ: 1 event"]


def test_look_alikes_are_told_with_the_reason(store):
    pairs = done("names", store, "--look-alikes")
    assert [(each["kind"], each["reason"], each["first"]["name"], each["second"]["name"]) for each in pairs] == [
        ("actor", "sound", "Umerov", "Umjerow"),
        ("place", "sound", "Kyiv", "Київ"),
    ]
    assert (
        "Umerov: 2 events | Umjerow: 1 event – another transliteration" in run("names", store, "--look-alikes").stdout
    )


def test_a_name_is_called_otherwise_and_may_keep_the_old_one(store):
    told = done("rename", store, "place", "kyiv", "Kyiv city", "--keep-old")
    assert told == {"label": "Rename the place “Kyiv” to “Kyiv city”", "events": 2, "done": True}
    assert done("list", store, "--query", "place:=Kyiv")[0]["place"] == "Kyiv city"
    assert run("undo", store).returncode == 0
    assert names_of(store, "place") == {"Kyiv": 2, "Київ": 1}


def test_names_are_joined_in_one_step_and_come_apart_by_undo(store):
    told = done("join", store, "actor", "Umjerow", "OSCE", "Umerov")
    assert (told["events"], told["done"]) == (1, True)
    assert names_of(store, "actor") == {"Umerov": 3}
    assert done("names", store, "--kind", "actor")[0]["aliases"] == ["Umjerow", "OSCE"]
    assert run("undo", store).returncode == 0
    assert names_of(store, "actor") == {"Umerov": 2, "Umjerow": 1, "OSCE": 1}


def test_an_event_that_is_added_under_another_spelling_gets_the_name(store):
    done("join", store, "place", "Київ", "Kyiv")
    assert run("add", store, "--date", "2023", "--title", "T", "--place", "київ", "--actor", "UMEROV").returncode == 0
    assert names_of(store, "place") == {"Kyiv": 4}
    assert names_of(store, "actor") == {"Umerov": 3, "Umjerow": 1, "OSCE": 1}


def test_an_import_finds_names_by_their_other_spellings(store, tmp_path):
    done("join", store, "place", "Київ", "Kyiv")
    done("add", store, "--date", "2023", "--title", "T", "--category", "Strike", "--tag", "talks")
    done("rename", store, "category", "Strike", "Air strike", "--keep-old")
    done("rename", store, "tag", "talks", "negotiations", "--keep-old")
    table = tmp_path / "t.csv"
    table.write_text("date,title,place,category,tags\n2024-01-02,New,КИЇВ,strike,Talks\n", encoding="utf-8")
    assert done("import", table, "--into", store)["added"] == 1
    (event,) = done("list", store, "--query", "New")
    assert (event["place"], event["category"], event["tags"]) == ("Kyiv", "Air strike", ["negotiations"])


@pytest.mark.parametrize(
    "args",
    [("rename", "actor", "Umerov", "U."), ("join", "actor", "OSCE", "Umerov"), ("join", "places", "Київ", "Kyiv")],
)
def test_a_dry_run_tells_and_changes_nothing(store, args):
    verb, *rest = args
    before = store.read_bytes()
    told = run(verb, store, *rest, "--dry-run")
    assert told.returncode == 0
    assert told.stdout.startswith("Would do: ")
    assert done(verb, store, *rest, "--dry-run")["done"] is False
    assert store.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("rename", "actor", "Nobody", "X"), "No actor is called “Nobody”."),
        (
            ("rename", "place", "Kyiv", "Київ"),
            "“Київ” is there already, as “Київ”; merge the two if they mean the same.",
        ),
        (("rename", "place", "Kyiv", "  "), "A name needs at least one letter."),
        (("join", "actor", "umerov", "UMEROV"), "A name cannot be merged with itself; choose another one."),
        (("join", "tag", "a", "b"), "No tag is called “a”."),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(store, args, sentence):
    verb, *rest = args
    result = run(verb, store, *rest)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"timeline-app: {sentence}\n"


@pytest.mark.parametrize(
    "args",
    [("names",), ("names", "{}", "--kind", "events"), ("rename", "{}", "actor", "A"), ("join", "{}", "actor", "A"),
     ("join", "{}", "dogs", "A", "B")],
)  # fmt: skip
def test_a_wrong_command_line_is_told_with_the_usage(store, args):
    result = run(*(each.replace("{}", str(store)) for each in args))
    assert result.returncode == 2
    assert result.stderr.startswith("usage: timeline-app")
    assert "Traceback" not in result.stderr
