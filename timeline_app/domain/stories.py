"""Stories as values: how a view is added, moved, changed and taken out, and how a story is found by its name.

A story is changed as a whole, so that each of these is one `Change` and one step of undo.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline_app.base.i18n import gettext as _
from timeline_app.base.i18n.facts import grouped
from timeline_app.domain.change import Change
from timeline_app.domain.errors import FormatError
from timeline_app.domain.records import Story, new_id
from timeline_app.domain.text.json_values import MOST_EVENTS_OF_A_VIEW, MOST_TEXT_OF_A_VIEW, MOST_VIEWS
from timeline_app.domain.text.normalize import name_key
from timeline_app.domain.text.sanitize import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline_app.domain.records import StoryView


def new_story(name: str) -> Story:
    """Give a story without views; FormatError where the name is empty."""
    return Story(new_id(), title_of(name))


def title_of(name: str) -> str:
    """Give a name as it is kept; FormatError where nothing is left of it."""
    kept = " ".join(on_one_line(name).split())
    if not kept:
        raise FormatError(_("A story needs a title by which it is found."))
    return kept


def with_view(story: Story, view: StoryView, at: int | None = None) -> Story:
    """Put a view at a place; at the end by itself."""
    if len(story.views) >= MOST_VIEWS:
        raise FormatError(_("A story has {n} views at most; begin another one.").format(n=MOST_VIEWS))
    if len(view.event_ids) > MOST_EVENTS_OF_A_VIEW:
        raise FormatError(
            _("A view speaks of {n} events at most; select fewer, or show them by a filter.").format(
                n=MOST_EVENTS_OF_A_VIEW
            )
        )
    if len(view.text) > MOST_TEXT_OF_A_VIEW:
        sentence = _("A view tells {n} letters at most; tell the rest in another one.")
        raise FormatError(sentence.format(n=grouped(MOST_TEXT_OF_A_VIEW)))
    place = len(story.views) if at is None else max(0, min(at, len(story.views)))
    return replace(story, views=(*story.views[:place], view, *story.views[place:]))


def with_view_at(story: Story, at: int, view: StoryView) -> Story:
    """Put a view in the place of another."""
    return with_view(without_view(story, at), view, at)


def without_view(story: Story, at: int) -> Story:
    """Take a view out."""
    return replace(story, views=(*story.views[:at], *story.views[at + 1 :]))


def with_view_moved(story: Story, at: int, to: int) -> Story:
    """Move a view to the place `to`, counted when it is taken out."""
    return with_view(without_view(story, at), story.views[at], to)


def story_named(stories: Iterable[Story], name: str) -> Story:
    """Give the story of a name; FormatError says which there are."""
    known = list(stories)
    found = next((each for each in known if name_key(each.name) == name_key(name)), None)
    if found is not None:
        return found
    if not known:
        raise FormatError(
            _("There is no story “{name}”; make one: timeline-app stories STORE --story NAME --add …").format(name=name)
        )
    names = ", ".join(on_one_line(each.name) for each in known)
    raise FormatError(_("There is no story “{name}”; there are: {names}.").format(name=name, names=names))


def changed(label: str, before: Story | None, after: Story | None) -> Change:
    """Give the change that makes one story of another; None for none."""
    return Change(label, (before,) if before else (), (after,) if after else ())
