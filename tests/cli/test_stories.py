"""Stories from the command line: made, shown, shortened, taken away."""

from __future__ import annotations

import pytest
from verbs import done, refused, run


@pytest.fixture
def war(tmp_path):
    path = tmp_path / "war.timelinedb"
    done("new", path, "--set", "title=A war")
    done("add", path, "--date", "2025-05-16", "--title", "Talks")
    return path


def test_a_story_is_made_view_by_view_and_taken_back(war):
    assert done("stories", war) == []
    (event,) = done("list", war)
    done("stories", war, "--story", "Talks", "--add", "Before", "--text", "Nobody spoke.", "--from", "2025", "--until",
         "1 May 2025")  # fmt: skip
    (story,) = done("stories", war, "--story", "talks", "--add", "After", "--query", "status:planned",
                    "--lanes", "none", "--event", event["id"])  # fmt: skip
    assert story["name"] == "Talks"
    assert story["views"] == [
        {"title": "Before", "text": "Nobody spoke.", "query": "", "first": "2025", "last": "2025-05-01",
         "lanes": "category", "events": []},
        {"title": "After", "text": "", "query": "status:planned", "first": "", "last": "", "lanes": "none",
         "events": [event["id"]]},
    ]  # fmt: skip
    assert "Talks (2 views)" in run("stories", war).stdout
    assert "    1  Before  2025 – 2025-05-01" in run("stories", war, "--story", "Talks").stdout
    (shorter,) = done("stories", war, "--story", "Talks", "--drop", "1")
    assert [each["title"] for each in shorter["views"]] == ["After"]
    done("undo", war)
    assert len(done("stories", war)[0]["views"]) == 2
    assert done("stories", war, "--delete", "TALKS") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--add", "x"), "--story NAME"),
        (("--story", "x"), "There is no story"),
        (("--story", "x", "--text", "y"), "--add TITLE"),
        (("--story", "x", "--drop", "2"), "there is no view 2"),
        (("--story", "x", "--add", "y", "--query", "status:("), "query"),
        (("--story", "x", "--add", "y", "--from", "2025"), "--until"),
        (("--story", "x", "--add", "y", "--event", "nobody"), "no event"),
        (("--delete", "x"), "There is no story"),
    ],
)
def test_what_cannot_be_is_told(war, words, told):
    assert told in refused("stories", war, *words)


def test_a_story_goes_to_another_store_by_json_and_by_merging(war, tmp_path):
    (story,) = done("stories", war, "--story", "Talks", "--add", "Before", "--text", "Nobody spoke.")
    done("export", war, "--to", tmp_path / "all.json")
    done("new", tmp_path / "b.timelinedb")
    done("import", tmp_path / "all.json", "--into", tmp_path / "b.timelinedb")
    assert done("stories", tmp_path / "b.timelinedb") == [story]
    done("new", tmp_path / "c.timelinedb")
    done("merge", war, "--into", tmp_path / "c.timelinedb")
    assert done("stories", tmp_path / "c.timelinedb") == [story]
    done("undo", tmp_path / "c.timelinedb")
    assert done("stories", tmp_path / "c.timelinedb") == []
    assert done("check", tmp_path / "b.timelinedb")["ok"]


def test_a_story_is_told_on_pages_and_by_a_format_that_tells_none_is_refused(war, tmp_path):
    done("stories", war, "--story", "Talks", "--add", "Before")
    assert done("export", war, "--to", tmp_path / "a.pdf", "--story", "talks")["format"] == "pdf"
    done("export", war, "--to", tmp_path / "b.pdf", "--layout", "story")
    done("export", war, "--to", tmp_path / "a.html", "--story", "talks")
    assert 'id="story=1"' in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "There is no story" in refused("export", war, "--to", tmp_path / "c.pdf", "--story", "x")
    with pytest.raises(SystemExit, match="2"):
        run("export", war, "--to", tmp_path / "a.png", "--story", "talks")
    assert not (tmp_path / "a.png").exists()
