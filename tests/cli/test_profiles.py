"""Profiles of what may go out, from the command line: made, shown, taken away, and exported by."""

from __future__ import annotations

import pytest
from verbs import done, refused, run


@pytest.fixture
def war(tmp_path):
    path = tmp_path / "war.timelinedb"
    done("new", path, "--set", "title=A war")
    done("add", path, "--date", "2025-05-16", "--title", "Talks with Anna Karlsson", "--actor", "Anna Karlsson",
         "--status", "occurred")  # fmt: skip
    done("add", path, "--date", "2025-05-17", "--title", "A rumour", "--status", "reported")
    return path


def test_a_profile_is_made_changed_and_taken_away(war):
    assert done("profiles", war) == []
    (made,) = done("profiles", war, "--profile", "Press")
    assert made == {
        "name": "Press", "statuses": "planned, corroborated, occurred, disputed, cancelled",
        "hide": "notes, external_id", "coordinates": "1km", "replace": "", "unsourced": "marked",
    }  # fmt: skip
    (changed,) = done(
        "profiles", war, "--profile", "press", "--set", "statuses=occurred", "--set", "hide=quotes,notes",
        "--set", "replace=anna karlsson: a nurse", "--set", "unsourced=held", "--set", "coordinates=none",
    )  # fmt: skip
    assert changed == {
        "name": "Press", "statuses": "occurred", "hide": "quotes, notes", "coordinates": "none",
        "replace": "Anna Karlsson: a nurse", "unsourced": "held",
    }  # fmt: skip
    assert "replace         Anna Karlsson: a nurse" in run("profiles", war).stdout
    done("undo", war)
    assert done("profiles", war)[0]["unsourced"] == "marked"
    assert done("profiles", war, "--delete", "PRESS") == []


def test_an_export_goes_by_a_profile(war, tmp_path):
    done("profiles", war, "--profile", "Press", "--set", "replace=Anna Karlsson: a nurse")
    done("export", war, "--to", tmp_path / "a.csv", "--profile", "Press")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "Talks with a nurse" in text
    assert "Karlsson" not in text
    assert "rumour" not in text
    done("export", war, "--to", tmp_path / "b.csv")
    text = (tmp_path / "b.csv").read_text(encoding="utf-8")
    assert "rumour" in text
    assert "Anna Karlsson" in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--set", "statuses=occurred"), "Say which profile"),
        (("--profile", "P", "--set", "statuses=maybe"), "none of what statuses can be: planned"),
        (("--profile", "P", "--set", "hide=title"), "none of what hide can be: summary"),
        (("--profile", "P", "--set", "coordinates=5m"), "exact, 1km, 10km, none"),
        (("--profile", "P", "--set", "coordinates="), "exact, 1km, 10km, none"),
        (("--profile", "P", "--set", "unsourced=no"), "marked, held"),
        (("--profile", "P", "--set", "colour=red"), "has no “colour”; it has: statuses"),
        (("--profile", "P", "--set", "replace=Nobody: x"), "No actor is called “Nobody”"),
        (("--profile", " ", "--set", "unsourced=held"), "needs a name"),
        (("--delete", "P"), "There is no profile “P”"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(war, words, sentence):
    assert sentence in refused("profiles", war, *words)
    assert done("profiles", war) == []


def test_an_export_by_a_profile_that_is_not_there_names_those_that_are(war, tmp_path):
    assert "make one: timeline-app profiles" in refused("export", war, "--to", tmp_path / "a.csv", "--profile", "X")
    done("profiles", war, "--profile", "Press")
    assert "there are: Press" in refused("export", war, "--to", tmp_path / "a.csv", "--profile", "X")
    assert not (tmp_path / "a.csv").exists()
