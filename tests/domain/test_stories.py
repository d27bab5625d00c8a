"""Stories as values: views are added, moved, changed and taken out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Story, StoryView
from timeline_app.domain.stories import (
    new_story,
    story_named,
    with_view,
    with_view_at,
    with_view_moved,
    without_view,
)
from timeline_app.domain.text.json_values import MOST_VIEWS

ABC = Story("s", "Alphabet", tuple(map(StoryView, "ABC")))


def titles(story):
    return "".join(view.title for view in story.views)


def test_views_are_added_at_the_end_or_at_a_place():
    assert titles(with_view(ABC, StoryView("D"))) == "ABCD"
    assert titles(with_view(ABC, StoryView("D"), 1)) == "ADBC"


def test_views_are_moved_changed_and_taken_out():
    assert titles(with_view_moved(ABC, 0, 2)) == "BCA"
    assert titles(with_view_moved(ABC, 2, 0)) == "CAB"
    assert titles(with_view_moved(ABC, 1, 9)) == "ACB"
    assert titles(with_view_at(ABC, 1, StoryView("X"))) == "AXC"
    assert titles(without_view(ABC, 0)) == "BC"


def test_a_story_has_a_title_on_one_line_and_an_end():
    assert new_story(" How\u202e it\nbegan ").name == "How it began"
    with pytest.raises(FormatError, match="needs a title"):
        new_story(" \u202e ")
    with pytest.raises(FormatError, match="views at most"):
        with_view(replace(ABC, views=ABC.views[:1] * MOST_VIEWS), StoryView())
    with pytest.raises(FormatError, match="letters at most"):
        with_view(ABC, StoryView(text="x" * 100_001))
    with pytest.raises(FormatError, match="events at most"):
        with_view(ABC, StoryView(event_ids=("e",) * 201))


def test_a_story_is_found_by_its_name_however_it_is_written():
    assert story_named([ABC], "ALPHABET") is ABC
    with pytest.raises(FormatError, match="there are: Alphabet"):
        story_named([ABC], "Numbers")
    with pytest.raises(FormatError, match="make one"):
        story_named([], "Numbers")
