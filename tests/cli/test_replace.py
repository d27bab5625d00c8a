"""`replace`: words found and replaced from the command line, as one change; evidence and names stay."""

from __future__ import annotations

import pytest
from verbs import done, refused, run


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "sudan.timelinedb"
    done("new", path, "--set", "title=The war in Sudan")
    for day, (title, notes) in enumerate(
        (("Siege of Kadugli", "kadugli, spelt Kadougli too"), ("Talks on kadugli", ""), ("Rain", "")), start=1
    ):
        done("add", path, "--date", f"{day} June 2023", "--title", title, "--notes", notes)
    return path


def titles(store):
    return [each["title"] for each in done("list", store)]


def test_each_place_is_told_before_and_after_and_one_step_replaces_them(store):
    before = store.read_bytes()
    told = done("replace", store, "Kadugli", "Kaduqli", "--dry-run")
    assert (told["chosen"], told["events"], told["done"]) == (3, 2, False)
    assert [(each["field"], each["is"], each["becomes"]) for each in told["places"]] == [
        ("title", "Siege of Kadugli", "Siege of Kaduqli"),
        ("title", "Talks on kadugli", "Talks on Kaduqli"),
    ]
    assert store.read_bytes() == before
    assert done("replace", store, "Kadugli", "Kaduqli")["label"] == told["label"]
    assert titles(store) == ["Siege of Kaduqli", "Talks on Kaduqli", "Rain"]
    done("undo", store)
    assert titles(store) == ["Siege of Kadugli", "Talks on kadugli", "Rain"]


def test_fields_queries_and_ways_of_looking_narrow_it(store):
    assert len(done("replace", store, "kadugli", "K", "--field", "notes", "--dry-run")["places"]) == 1
    assert done("replace", store, "kadugli", "K", "--match-case", "--dry-run")["events"] == 1
    assert done("replace", store, "adugli", "K", "--whole-words", "--dry-run")["places"] == []
    assert done("replace", store, "kadugli", "K", "--query", "siege", "--dry-run")["chosen"] == 1
    only = done("list", store)[1]["id"]
    done("replace", store, r"(\w+) on (\w+)", r"\2: \1", "--regex", "--event", only)
    assert titles(store) == ["Siege of Kadugli", "kadugli: Talks", "Rain"]
    done("replace", store, "Siege of ", "")
    assert titles(store)[0] == "Kadugli"


def test_where_nothing_is_found_it_says_where_it_looked_and_writes_nothing(store):
    before = store.read_bytes()
    told = run("replace", store, "Qwx", "Z")
    assert (told.returncode, told.stdout) == (0, "Nothing found in Title, Summary of 3 events.\n")
    told = run("replace", store, "Rain", "Rain")
    assert (told.returncode, told.stdout) == (0, "Nothing to change: what was asked for holds already.\n")
    assert store.read_bytes() == before


def test_what_is_looked_for_is_found_in_no_other_form_and_other_forms_of_the_query_are_counted(tmp_path):
    path = tmp_path / "forms.timelinedb"
    done("new", path)
    for title in ("A strike", "The port was struck", "Strikes"):
        done("add", path, "--date", "2023", "--title", title)
    told = done("replace", path, "struck", "hit", "--query", "strike ", "--dry-run")
    assert [each["is"] for each in told["places"]] == ["The port was struck"]
    assert (told["chosen"], told["in_other_forms"]) == (3, 2)
    output = run("replace", path, "struck", "hit", "--query", "strike ")
    assert "2 events have a word of the query only" in output.stdout
    assert sorted(titles(path)) == ["A strike", "Strikes", "The port was hit"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("", "x"), "Type what you are looking for."),
        (("(", "x", "--regex"), "The pattern cannot be read"),
        (("Rain", ""), "without a title"),
        (("Rain", "Sun", "--query", "title:nowhere"), "No event matches"),
        (("Rain", "Sun", "--event", "nobody"), "There is no event"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence_and_changes_nothing(store, words, sentence):
    before = titles(store)
    assert sentence in refused("replace", store, *words)
    assert titles(store) == before
