"""What the views of a story show of the events that there are."""

from __future__ import annotations

import pytest

from timeline_app.document.chronology import Chronology
from timeline_app.document.names.plans import editing
from timeline_app.document.stories import seen, stories_of, story_with_id, taken_again, view_seen_now
from timeline_app.domain.change import Change
from timeline_app.domain.records import Category, Event, Story, StoryView
from timeline_app.store.store import Store

STRIKE = Category("c", "Strike")
EVENTS = (
    Event("a", "Airport shelled", "2023-04-15", status="occurred", category_id="c"),
    Event("b", "Talks begin", "2023-05-06", status="planned"),
)


@pytest.fixture
def chronology(tmp_path):
    with Store.create(tmp_path / "s.timelinedb") as store:
        store.lay_down((STRIKE, *EVENTS))
    chronology = Chronology(Store.open(tmp_path / "s.timelinedb"))
    yield chronology
    chronology.close()


def test_what_the_window_shows_becomes_a_view_that_shows_it_again(chronology):
    rows = [chronology.row_of("b")]
    span = (1_680_307_200, 1_685_577_600)  # 1 April to 31 May 2023
    view = view_seen_now(chronology, "status:planned", span, "status", rows)
    assert (view.first, view.last, view.event_ids) == ("2023-04-01", "2023-05-31", ("b",))
    found = seen(chronology, view)
    assert (found.span, found.rows, found.mask.sum(), found.lanes) == (span, tuple(rows), 1, "status")
    assert found.problems == ()
    assert taken_again(StoryView("T", "x", "old"), view) == StoryView(
        "T", "x", "status:planned", view.first, view.last, "status", ("b",)
    )


def test_what_a_view_no_longer_finds_is_told_and_never_breaks(chronology):
    view = StoryView("x", "", "status:(", "soon", "2023", "colour", ("a", "gone", "a"))
    found = seen(chronology, view)
    assert found.span is None
    assert found.lanes == "category"
    assert found.mask.all()
    assert found.rows == (chronology.row_of("a"),)
    assert [each.split()[0] for each in found.problems] == ["Its", "1", "Its"]
    chronology.do(Change("Delete", EVENTS[:1] and (chronology.event_by_id("a"),)))
    assert seen(chronology, view).rows == ()
    assert "2 events" in seen(chronology, view).problems[1]


def test_filters_of_stories_follow_a_name_that_is_changed(chronology):
    story = Story("s", "x", (StoryView("A", query="category:Strike"), StoryView("B", query="talks")))
    chronology.do(Change("Add", after=(story,)))
    chronology.do(editing(chronology, STRIKE, Category("c", "Air strike")))
    assert [view.query for view in stories_of(chronology)[0].views] == ['category:="Air strike"', "talks"]
    chronology.undo()
    assert story_with_id(chronology, "s") == story
    assert story_with_id(chronology, "t") is None
