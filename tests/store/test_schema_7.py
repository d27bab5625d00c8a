"""Schema 7: stories, as an order of views."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from older_stores import set_back

from timeline_app.document.merge.merging import carry_out, plan_merge
from timeline_app.domain.change import Change
from timeline_app.domain.errors import FormatError
from timeline_app.domain.publication import Gate, PublicationProfile, ReplacedActor
from timeline_app.domain.records import Actor, Event, Story, StoryView
from timeline_app.domain.text.json_values import MOST_VIEWS, from_plain, to_plain
from timeline_app.store.publishing import Publication, publish
from timeline_app.store.safety.recovering import recover
from timeline_app.store.store import Store

TOLD = Story(
    "s",
    "How it began",
    (
        StoryView("The airport", "It began here.\nNobody knew.", "status:occurred", "2023-04-15", "2023-04-20",
                  "actor", ("e", "gone")),
        StoryView("Afterwards"),
    ),
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "s.timelinedb"
    with Store.create(path) as store:
        store.lay_down((Event("e", "Airport shelled", "2023-04-15", status="occurred"), Event("r", "A rumour")))
    return path


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("version", [1, 3, 6])
def test_an_older_store_has_no_stories_and_gets_room_for_them(path, version, read_only):
    set_back(path, version)
    with Store.open(path, read_only=read_only) as store:
        assert store.lookups.stories() == []
        assert len(store.lookups.all_of(Event)) == 2
        assert store.check().ok
        if not read_only:
            store.apply(Change("Add", after=(TOLD,)))
            assert store.lookups.stories() == [TOLD]


def test_a_story_is_kept_taken_back_and_merged(path, tmp_path):
    with Store.open(path) as store:
        store.apply(Change("Add", after=(TOLD,)))
        store.backup(tmp_path / "other.timelinedb")
        shorter = Story("s", "How it began", TOLD.views[:1])
        store.apply(Change("Shorten", (TOLD,), (shorter,)))
        assert store.lookups.stories() == [shorter]
        store.undo()
        assert store.lookups.stories() == [TOLD]
        store.undo()
        assert store.lookups.stories() == []
        with Store.open(tmp_path / "other.timelinedb") as other:
            second = Story("t", "How it ended", (StoryView("Peace"),))
            other.apply(Change("Add", after=(second,)))
            merge = plan_merge(store, other, "Merge")
            carry_out(merge, store, other, author="")
        assert second in store.lookups.stories()
        assert store.check().ok


def test_a_story_is_spelled_in_json_and_read_again():
    assert from_plain("story", json.loads(json.dumps(to_plain(TOLD)))) == TOLD


@pytest.mark.parametrize(
    "views",
    ["x", [1], [["x"]], [{"title": 1}], [{"title": ["x"]}], [{"event_ids": "e"}], [{"event_ids": [1]}],
     [{"event_ids": ["e"] * 201}], [{"text": "x" * 100_001}], [{"title": "x" * 5_001}], [{}] * (MOST_VIEWS + 1)],
)  # fmt: skip
def test_views_of_a_strangers_file_are_refused_where_they_are_none(views):
    with pytest.raises(FormatError, match="views"):
        from_plain("story", {"id": "s", "name": "x", "views": views})


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("", ()), ("{", ()), ("{}", ()), ("7", ()), ("[" * 99_999, ()),
        ('[1, {"title": "A", "later": 2}, {"text": 3}]', (StoryView("A"),)),
    ],
)  # fmt: skip
def test_a_hostile_store_breaks_no_story(path, stored, read, tmp_path):
    with Store.open(path) as store:
        store.apply(Change("Add", after=(TOLD,)))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE story SET views = ?", (stored,))
    with Store.open(path) as store:
        (story,) = store.lookups.stories()
        assert story.views == read
    recover(path, tmp_path / "new.timelinedb")
    with Store.open(tmp_path / "new.timelinedb") as store:
        assert [each.views for each in store.lookups.stories()] == [read]


def test_a_copy_for_publication_has_stories_only_where_asked_and_through_the_gate(path, tmp_path):
    hidden = PublicationProfile(("occurred",), replaced=(ReplacedActor("Anna Karlsson", "a nurse", "a"),))
    story = Story(
        "s",
        "Anna Karlsson tells",
        (StoryView("Karlsson", "Anna Karlsson went.", "Karlsson", event_ids=("e", "r")),),
    )
    with Store.open(path) as store:
        store.apply(Change("Add", after=(Actor("a", "Anna Karlsson", "person"), story)))
        publish(store, tmp_path / "bare.timelinedb", Publication(hidden))
        publish(store, tmp_path / "told.timelinedb", Publication(hidden, views=True))
    with Store.open(tmp_path / "bare.timelinedb") as copy:
        assert copy.lookups.stories() == []
    with Store.open(tmp_path / "told.timelinedb") as copy:
        (passed,) = copy.lookups.stories()
    assert passed == Story("s", "A nurse tells", (StoryView("A nurse", "A nurse went.", event_ids=("e",)),))
    assert b"Karlsson" not in (tmp_path / "told.timelinedb").read_bytes()


def test_ids_in_a_story_say_no_hidden_name():
    gate = Gate(PublicationProfile(replaced=(ReplacedActor("Anna Karlsson", "a nurse"),)))
    story = gate.with_ids(Story("anna-karlsson", "x", (StoryView(event_ids=("e", "event-of-anna-karlsson")),)))
    assert "karlsson" not in repr(story)
    assert story.views[0].event_ids[0] == "e"
